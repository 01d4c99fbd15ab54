"""Finite verbs of speech: subject, complement, and what is said."""

from mahdar.reading.scene import Scene
from mahdar.reading.statements.content import Opening, content_spans, find_end, find_opening, skip_fillers
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.found import Found
from mahdar.reading.statements.speaker import (
    RULES,
    Discourse,
    Speaker,
    joined_subject,
    subject_after,
    subject_before,
    topic,
    was_subject,
)
from mahdar.types.marks import Mode
from mahdar.types.span import Span


def read_verb(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    start, stop = bounds
    if _is_particle(scene, cue) or _noun_place(scene, cue):
        return None
    speaker = _named(scene, cue, bounds)
    after = speaker.after if speaker and speaker.after > cue.stop else cue.stop
    target, after = target_of(scene, cue, after, stop)
    opening = find_opening(scene, cue, after, stop)
    if opening is None:
        opening = _object(scene, cue, speaker, (after, stop))
    if opening is None:
        return _quote_before(scene, cue, speaker, bounds)
    if speaker is None:
        speaker = _carried(scene, discourse, cue, opening, start)
        if speaker is None:
            return None
    content = content_of(scene, cue, opening, stop, target)
    if content is None:
        return None
    spans, mode, end = content
    framed = opening.frame in {"that", "quote"}
    stance = _is_stance(cue, opening, mode)
    resume = cue.stop if opening.frame == "quote" else opening.first
    return Found(cue, speaker, spans, mode, start, end, (speaker.rule,), resume, framed, stance)


def _is_stance(cue: Cue, opening: Opening, mode: Mode) -> bool:
    """What a party demands, refuses or grants as a standing matter is a position, no act of speech; so is a feeling."""
    if mode == "direct" or opening.frame == "quote":
        return False
    if cue.act in {"agrees", "promises"}:
        return opening.frame != "that"
    return cue.act in {"demands", "rejects"} and cue.tense == "present"


def _is_particle(scene: Scene, cue: Cue) -> bool:
    """A verb spelt like a preposition (between, without) counts only right before a name and a clause."""
    if not scene.page.lexicon.has(scene.page.deep[cue.at][cue.skip :], "particle"):
        return False
    phrase = scene.starting.get(cue.stop)
    if phrase is None:
        return True
    prepositions = {scene.page.lexicon.fold(word) for word in cue.takes}
    return not (
        scene.page.units("that", phrase.stop)
        or scene.is_colon(phrase.stop)
        or scene.page.word(phrase.stop) in prepositions
    )


def _noun_place(scene: Scene, cue: Cue) -> bool:
    """What is said opens with a noun: what looks like a past tense right behind `said that`, or behind a preposition,
    is one."""
    page = scene.page
    said = page.is_a(cue.at - 1, "that") and page.is_a(cue.at - 2, "cue")
    return cue.tense == "past" and not cue.skip and (said or page.is_a(cue.at - 1, "preposition"))


def _named(scene: Scene, cue: Cue, bounds: tuple[int, int]) -> Speaker | None:
    language = scene.page.language
    was = was_subject(scene, cue, bounds[0]) if language.on(RULES + "subject-before") and not cue.skip else None
    if was is not None:
        return was
    speaker = subject_after(scene, cue, bounds[1]) if language.on(RULES + "subject-after") else None
    if speaker is None and language.on(RULES + "subject-before"):
        speaker = subject_before(scene, cue, bounds[0]) or topic(scene, cue, bounds[0])
    return speaker


def _carried(scene: Scene, discourse: Discourse, cue: Cue, opening: Opening, start: int) -> Speaker | None:
    """The speaker of a verb that names none; impersonal forms speak for nobody."""
    page = scene.page
    if not page.language.on(RULES + "carried-on") or (cue.strict and opening.frame == "object"):
        return None
    impersonal = page.is_a(cue.at, "impersonal")
    if cue.tense == "present" and (impersonal or discourse.tense == "past") and cue.sense.word.number == "s":
        return None
    if impersonal and page.is_a(cue.at - 1, "relative"):
        return None
    joined = None
    if page.language.on(RULES + "joined") and not discourse.spoke_since(start):
        joined = joined_subject(scene, cue, start)
    return joined or discourse.carried(scene, cue, start)


def target_of(scene: Scene, cue: Cue, after: int, stop: int) -> tuple[Span | None, int]:
    """The one spoken to or spoken of as direct object, and where the complement may begin."""
    if cue.addressee not in {None, "object"}:
        return None, _past_hearer(scene, cue, after, stop)
    if cue.addressee != "object" or cue.sense.word.suffixed or after >= stop:
        return None, after
    phrase = scene.starting.get(after)
    if phrase and not scene.starts_prepositional(phrase):
        return phrase.mention.span, phrase.stop
    if cue.act == "describes":
        return _described(scene, cue, after, stop)
    for index in range(after + 1, min(stop, after + 5)):  # a hearer that is no actor: `urged the drivers to`
        opening = find_opening(scene, cue, index, min(stop, index + 1))
        if opening and opening.at == index and opening.frame != "quote":
            return scene.span(after, index), index
    return None, after


def _past_hearer(scene: Scene, cue: Cue, after: int, stop: int) -> int:
    """Past the one spoken to behind a preposition of the verb: `asked *of X*`, `said *to the press*`."""
    page = scene.page
    letter = page.lexicon.fold(cue.addressee or "")
    word = page.word(after)
    attached = len(letter) == 1 and word.startswith(letter) and len(word) > 3 and letter not in cue.takes
    if word != letter and not attached:
        return after
    start = after if attached else after + 1
    phrase = scene.starting.get(start)
    end = phrase.stop if phrase else start + 1
    return end if end < stop else after


def _described(scene: Scene, cue: Cue, after: int, stop: int) -> tuple[Span | None, int]:
    """The thing described: the words up to the predicate's marker."""
    for index in range(after, min(stop, after + 30)):
        opening = find_opening(scene, cue, index, min(stop, index + 3))
        if opening and opening.at == index and index > after:
            return scene.span(after, _without_fillers(scene, after, index)), index
        if index in scene.quote_at and index > after:
            return scene.span(after, _without_fillers(scene, after, index)), index
    return None, after


def _without_fillers(scene: Scene, first: int, stop: int) -> int:
    while stop > first + 1 and (stop - 1 in scene.timed or scene.page.is_a(stop - 1, "filler")):
        stop -= 1
    return stop


def _object(scene: Scene, cue: Cue, speaker: Speaker | None, bounds: tuple[int, int]) -> Opening | None:
    """A noun phrase as direct object: what is announced, denied, rejected."""
    after, stop = bounds
    page = scene.page
    if "object" not in cue.takes or cue.sense.word.suffixed or after >= stop:
        return None
    if speaker is None:
        return None
    mention = speaker.phrase.mention
    if cue.strict and mention.form == "title" and mention.office is None and mention.kind == "group":
        return None
    if cue.strict and not speaker.named:
        return None
    after = skip_fillers(scene, after, stop)
    while after < stop and scene.is_comma(after):
        after += 1
    if not page.is_word(after) and after not in scene.quote_at:
        return None
    if page.is_a(after, "preposition", "negation", "relative", "narrator") or after >= stop:
        return None
    return Opening(after, after, 0, "object")


def _quote_before(scene: Scene, cue: Cue, speaker: Speaker | None, bounds: tuple[int, int]) -> Found | None:
    """`"...", said X`: the quotation that ends right before the verb."""
    if speaker is None or cue.skip or not scene.page.language.on(RULES + "quote-before"):
        return None
    index = cue.at - 1
    while index > bounds[0] and scene.is_comma(index):
        index -= 1
    number = scene.quoted.get(index)
    if number is None or scene.quotes[number][1] != index + 1 or scene.is_name_quote(number):
        return None
    quote = scene.quotes[number][2]
    return Found(cue, speaker, (quote.inner,), "direct", bounds[0], cue.stop, (RULES + "quote-before",))


def content_of(
    scene: Scene, cue: Cue, opening: Opening, stop: int, target: Span | None
) -> tuple[tuple[Span, ...], Mode, int] | None:
    end = find_end(scene, opening, stop, cue.tense)
    found = content_spans(scene, opening, end)
    if found is None:
        return None
    spans, mode = found
    if cue.act == "describes" and target is not None:
        spans = (target, *spans)
        mode = "mixed" if mode == "direct" else mode
    return spans, mode, end
