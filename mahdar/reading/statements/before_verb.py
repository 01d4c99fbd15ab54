"""Who speaks before the verb: its subject, a topic, the subject of an auxiliary or of the verb it is joined to."""

import msgspec

from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.discourse import behind_adverbial
from mahdar.reading.statements.speaker import (
    RULES,
    Speaker,
    agrees,
    behind_kind,
    conjoined,
    is_oblique,
    may_speak,
    past_fillers,
)


def subject_before(scene: Scene, cue: Cue, start: int, first: bool = False) -> Speaker | None:
    """The noun phrase that ends right before the verb (past adverbs, times and a comma), inside the sentence; before a
    verb in the dual the `first` of two, on demand."""
    if cue.skip:
        return None
    glossed = _before_gloss(scene, cue, start)
    if glossed is not None and agrees(cue, glossed, before=True):
        return Speaker(glossed, RULES + "subject-before", True, cue.stop)
    index = cue.at - 1
    commas = 0
    while index >= start and (
        index in scene.timed
        or scene.is_comma(index)
        or scene.page.word(index) in scene.page.language.orthography.punctuation.dash
        or scene.page.is_a(index, "filler", "relative", "that")
        or _filled(scene, index, start)
        or _nameless(scene, index, start)
        or _closing_quote(scene, index)
    ):
        if index in scene.covering and not scene.page.is_a(index, "relative"):
            break
        aside = _aside(scene, index, start) or _filled(scene, index, start) or _nameless(scene, index, start)
        commas = 0 if aside else commas + scene.is_comma(index)
        index = aside - 1 if aside else index - 1
    phrase = scene.covering.get(index) or _before_relative(scene, cue, start)
    if phrase is None or index < start:
        return None
    phrase = _widest(scene, phrase)
    ruled = phrase.first > start and scene.page.is_a(phrase.first - 1, "that", "contrast")
    if is_oblique(scene, phrase) and not ruled:
        return None  # `an official who visited *the Xs* advised`
    if first and cue.sense.word.number == "d":
        phrase = _first_of_two(scene, phrase) or phrase
    if not may_speak(phrase) or not agrees(cue, phrase, before=True):
        return None
    if scene.starts_prepositional(phrase) and not scene.page.is_a(cue.at - 1, "relative"):
        whom = _before_relative(scene, cue, start) or _seated(scene, phrase, start)
        fits = whom is not None and may_speak(whom) and agrees(cue, whom, before=True)
        return Speaker(whom, RULES + "subject-before", True, cue.stop) if whom and fits else None
    apposed = commas and phrase.mention.form != "title" and not (ruled or _opened_by_comma(scene, phrase, start))
    owned = (commas or scene.page.units("in-reply", start)) and _is_owned(scene, phrase)
    if (apposed or owned) and not scene.page.is_a(cue.at - 1, "relative"):
        return None
    return Speaker(phrase, RULES + "subject-before", True, cue.stop)


def _seated(scene: Scene, place: Phrase, start: int) -> Phrase | None:
    """`*the ministry* in the government of X said`: who stands at the head of the sentence, before where he belongs."""
    whom = scene.ending.get(place.first - 1) if scene.page.is_a(place.first - 1, "office-link", "from") else None
    return whom if whom and whom.first in {start, start + scene.page.is_a(start, "contrast")} else None


def source_before(scene: Scene, cue: Cue, start: int) -> Speaker | None:
    """`but an official *who took part in the talks* said`, `a source *at the seat of X* denied`: who is not named, at
    the head of a clause, before a preposition or the verb of a relative clause that needs no pronoun."""
    page = scene.page
    if cue.skip:
        return None
    for at in range(cue.at - 2, max(start, cue.at - _CLAUSE) - 1, -1):
        if at in scene.quoted or page.is_a(at, "cue-source-after"):
            return None
        opens = at == start or page.is_a(at - 1, "contrast") or bool(page.units("that", at - 1))
        phrase = scene.starting.get(at) if opens else None
        if phrase is None:
            continue
        described = phrase.mention.office_kind == "unnamed" and not page.is_definite(phrase.first)
        told = scene.is_preposition(phrase.stop) or page.lexicon.tense(page.word(phrase.stop)) == "past"
        fits = described and told and may_speak(phrase) and agrees(cue, phrase, before=True)
        return Speaker(phrase, RULES + "subject-before", True, cue.stop) if fits else None
    return None


def _is_owned(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase completes the noun before it: `after the killing of *his predecessor*, he said`."""
    page, at = scene.page, phrase.first - 1
    noun = at not in scene.covering and page.lexicon.has(page.word(at), "noun") and not page.is_definite(at)
    verb = page.lexicon.has(page.word(at), "past") and not page.is_a(at, "meeting")
    return noun and not verb and not page.lexicon.has(page.word(at), "particle") and not page.is_a(at, "cue")


def _before_gloss(scene: Scene, cue: Cue, start: int) -> Phrase | None:
    """`X, *who is the head of Y*, said`: the person before the gloss that the comma before the verb ends."""
    if not scene.is_comma(cue.at - 1):
        return None
    for at in range(cue.at - 2, max(start, cue.at - _CLAUSE), -1):
        if scene.is_comma(at):
            whom = scene.ending.get(at) if scene.page.is_a(at + 1, "who-is") else None
            return whom if whom and whom.mention.kind == "person" else None
    return None


def _before_relative(scene: Scene, cue: Cue, start: int) -> Phrase | None:
    """`X, who received Y at noon, warned`: the noun before the relative clause that the comma before the verb ends."""
    if not scene.is_comma(cue.at - 1):
        return None
    for at in range(cue.at - 2, max(start, cue.at - _CLAUSE), -1):
        if scene.is_comma(at) or at in scene.quoted:
            return None
        if scene.page.is_a(at, "relative"):
            return scene.ending.get(at)
    return None


_CLAUSE = 18  # words of a relative clause


def _first_of_two(scene: Scene, second: Phrase) -> Phrase | None:
    """The first of two nouns joined by a conjunction, for which a verb in the dual speaks, told of as both."""
    first = scene.ending.get(second.first)
    if first is None or not conjoined(scene, second):
        return None
    both = msgspec.structs.replace(first.mention, plural=True)
    return msgspec.structs.replace(first, mention=both)


_ASIDE = 14  # words of an aside between commas: `X, in a short statement, said`, `X, who leads the team of Y, said`


def _aside(scene: Scene, index: int, start: int) -> int:
    """The comma or dash that opens the aside, prepositional or of a name kept back, which the one at `index` closes; 0
    for none."""
    dash = scene.page.language.orthography.punctuation.dash
    if scene.is_comma(index) or scene.page.word(index) in dash:
        for at in range(index - 1, max(start, index - _ASIDE), -1):
            if scene.is_comma(at) or scene.page.word(at) in dash:
                kept = any(scene.page.is_a(inside, "own-name") for inside in range(at, index))
                told = scene.is_preposition(at + 1) or scene.page.is_a(at + 1, "relative", "who-is", "not-so") or kept
                return at if told and index - at > 2 else 0
            if at in scene.quoted or scene.page.units("that", at):
                break
    return 0


def _filled(scene: Scene, index: int, start: int) -> int:
    """The first word of a filler of several words that ends at `index`; 0 for none."""
    back = range(max(start, index - 2), index)
    ends = (at for at in back if any(unit.stop == index + 1 for unit in scene.page.units("filler", at)))
    return next(ends, 0)


def _nameless(scene: Scene, index: int, start: int) -> int:
    """The verb of `(who) asked that his name be kept`, which ends at `index`; 0 for none."""
    if not scene.page.is_a(index, "own-name"):
        return 0
    near = range(index - 1, max(start, index - _ASIDE // 2), -1)
    hidden = next((at for at in near if scene.page.is_a(at, "hiding")), 0)
    return next((at for at in (hidden - 1, hidden - 2) if hidden and scene.page.is_a(at, "cue")), 0)


_WAS_REACH = 14


def was_subject(scene: Scene, cue: Cue, start: int) -> Speaker | None:
    """`had X (before that) said`, `it happened before *to X* that (he) said`: the subject of the auxiliary at the head
    of the sentence."""
    earlier = scene.page.units("happened-before", start) and scene.page.units("that", cue.at - 1)
    was = scene.page.is_a(start, "was") or bool(earlier)
    phrase = (scene.starting.get(start + 1) or behind_kind(scene, start + 1)) if was else None
    if earlier and phrase and phrase.mention.form == "title" and phrase.mention.refers_to is None:
        return None  # a description of whoever was told of
    if (
        phrase is None
        or not may_speak(phrase)
        or not agrees(cue, phrase, before=True)
        or cue.at - phrase.stop > _WAS_REACH
    ):
        return None
    between = range(phrase.stop, cue.at)
    verbs = any(s.cls == "cue" and s.word.form == "past" for at in between for s in scene.page.senses(at))
    verbs = verbs or any(scene.page.units("meanwhile-clause", at) for at in between)
    return (
        None
        if verbs or any(scene.page.is_a(at, "relative") for at in between)
        else Speaker(phrase, RULES + "subject-before", True, cue.stop)
    )


def topic(scene: Scene, cue: Cue, start: int) -> Speaker | None:
    """`as for X, (he) said`: the topic at the head of the sentence, taken up by a joined verb behind a comma."""
    joining = scene.page.language.orthography.proclitics.any
    filler = scene.page.is_a(cue.at - 1, "filler") and not cue.skip
    opens = cue.at - 1 if filler else cue.at
    consequence = cue.sense.prefix == joining[-1] or scene.page.word(opens)[0] == joining[-1]
    direct = scene.page.is_a(start, "as-for") and (consequence or opens - 1 in scene.covering)
    if not scene.page.word(opens).startswith(joining[-1]) or not (scene.is_comma(opens - 1) or direct):
        return None
    if not filler and cue.sense.prefix != joining[-1]:
        return None
    for index in range(start, min(start + 4, cue.at)):
        phrase = scene.starting.get(index)
        if phrase and may_speak(phrase) and agrees(cue, phrase, before=True):
            return Speaker(phrase, RULES + "subject-before", True, cue.stop)
    return None


_HEAD = 3


def joined_subject(scene: Scene, cue: Cue, start: int) -> Speaker | None:
    """`X met ..., and said`: a joined verb without a subject of its own has the one of the verb before it."""
    page = scene.page
    if cue.sense.prefix not in page.language.orthography.proclitics.any or cue.at - start < _HEAD:
        return None
    start = behind_adverbial(scene, start)
    for index in range(start, min(start + _HEAD, cue.at)):
        if page.lexicon.tense(page.deep[index]) is None and not page.is_a(index, "was"):
            continue
        phrase = scene.starting.get(past_fillers(scene, index + 1, cue.at))
        if phrase and may_speak(phrase) and agrees(cue, phrase, before=True) and not scene.starts_prepositional(phrase):
            return Speaker(phrase, RULES + "joined", True, cue.stop)
        break
    return _joined_behind(scene, cue, start)


def _joined_behind(scene: Scene, cue: Cue, start: int) -> Speaker | None:
    """`X in Y *shows* pessimism, *and expects*`: the noun at the head, before a verb of the same tense."""
    page = scene.page
    if page.is_a(cue.stop, "title", "source-head", "group-head"):
        return None  # `and an official of it asked for`
    for index in range(start, min(start + _HEAD, cue.at)):
        phrase = scene.starting.get(index)
        if phrase is None or scene.starts_prepositional(phrase):
            continue
        place = scene.starting.get(phrase.stop + 1) if page.is_a(phrase.stop, "locative") else None
        verb = place.stop if place else phrase.stop
        fits = may_speak(phrase) and agrees(cue, phrase, before=True) and verb < cue.at
        if fits and verb not in scene.covering and page.lexicon.tense(page.deep[verb]) == cue.tense:
            return Speaker(phrase, RULES + "joined", True, cue.stop)
        return None
    return None


def _closing_quote(scene: Scene, index: int) -> bool:
    number = scene.quoted.get(index)
    return number is not None and scene.quotes[number][1] == index + 1 and scene.is_name_quote(number)


def _opened_by_comma(scene: Scene, phrase: Phrase, start: int) -> bool:
    """`..., X, said`: an apposition between two commas, whose title stands before the first."""
    if phrase.name > phrase.first and scene.is_comma(phrase.name - 1):
        return True
    return phrase.first > start and (scene.is_comma(phrase.first - 1) or phrase.first - 1 <= start)


def _widest(scene: Scene, phrase: Phrase) -> Phrase:
    """The outermost phrase that ends where this one ends: the aide, not the president inside the aide's title."""
    return scene.ending.get(phrase.stop, phrase)
