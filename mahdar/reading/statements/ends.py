"""Where what is said ends, before the narrator goes on."""

from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.asides import past_aside
from mahdar.reading.statements.cues import CUES, Cue, cues_at, prepositions_of
from mahdar.reading.statements.fillers import skip_fillers, suffixed
from mahdar.reading.statements.prepositions import Opening, preposition_at
from mahdar.reading.statements.speaker import agrees, may_speak


def find_end(scene: Scene, opening: Opening, stop: int, tense: str = "past", by: Phrase | None = None) -> int:
    """One past the last word of what is said that begins at `opening`, inside a sentence that ends at `stop`; words
    that do not agree with `by`, who says it, are no further act of his."""
    index = opening.first
    while index < stop:
        if index in scene.quoted:
            index = max(index + 1, scene.quotes[scene.quoted[index]][1])
            continue
        own = opening.frame == "quote" and opening.first not in scene.quote_at
        ends = (
            _breaks_in(scene, index) if own else _narrator(scene, index, tense, by) or _next_act(scene, opening, index)
        )
        if index > opening.first and ends and not _is_predicate(scene, opening, index):
            return _before_comma(scene, index)
        index += 1
    return _trim(scene, stop, opening.first)


def _is_predicate(scene: Scene, opening: Opening, index: int) -> bool:
    """Whether a participle right behind the subject of a clause is what is said of it: `that the government is
    *committed* to`."""
    page = scene.page
    if opening.frame != "that" or scene.is_comma(index - 1):
        return False
    if not any(cue.kind == "participle" and not cue.sense.word.accusative for cue in cues_at(scene, index)):
        return False
    subject = range(opening.first, index)
    return all(at in scene.covering or page.is_definite(at) or suffixed(scene, at) for at in subject)


def _breaks_in(scene: Scene, index: int) -> bool:
    """Whether the narrator breaks into words quoted behind a colon without marks: `, adding`, `, according to X`."""
    if not scene.is_comma(index - 1):
        return False
    cues = cues_at(scene, index) if index in scene.page.where(CUES) else ()
    return any(
        cue.kind in {"source", "own"} or (cue.kind == "participle" and cue.sense.word.accusative) for cue in cues
    )


def _next_act(scene: Scene, opening: Opening, index: int) -> bool:
    """What is said as a noun, or in one quotation, ends where the narrator goes on with `and` and a verb of the past,
    behind a comma or the quotation; as a noun also before `and` with a verb of speech, and before `, after ...`."""
    page = scene.page
    noun = opening.frame in {"preposition", "object"}
    quoted = opening.first in scene.quote_at and index - 1 in scene.quoted
    after_quote = (
        quoted or (index - 1 in scene.quoted and noun) or (scene.is_comma(index - 1) and index - 2 in scene.quoted)
    )
    if not (noun or opening.first in scene.quote_at) or index in scene.covering:
        return False
    if noun and scene.is_comma(index - 1) and (page.is_a(index, "after-it") or page.units("contrast", index)):
        return True
    if noun and index > opening.first and not page.is_definite(index + 1) and scene.said_in(index):
        return True  # `welcomed the deal *in a statement*`
    done = page.is_a(index, "perfect") and not page.lexicon.has(page.word(index + 1), "present")
    if noun and done and page.lexicon.has(page.word(index + 1), "past"):
        return True  # `that progress which he called good *has been made*`
    joining = page.language.orthography.proclitics.any[0]
    word = page.word(index)
    rest = word[len(joining) :]
    past = (
        word.startswith(joining)
        and page.lexicon.has(rest, "past")
        and not page.lexicon.has(rest, "noun", "adjective", "particle")
    )
    cue = not _its(scene, index) and any(
        one.kind == "verb" and one.tense == "past" and one.sense.prefix == joining for one in cues_at(scene, index)
    )
    return (past and (scene.is_comma(index - 1) or after_quote)) or (cue and noun and past)


def _its(scene: Scene, index: int) -> bool:
    """Whether what may be a verb with its object is rather a noun with its owner, which `to` follows: `its commitment
    to X and *its refusal of* Y`."""
    page = scene.page
    owned = any(s.cls == "cue" and s.word.form == "masdar" and s.word.suffixed for s in page.senses(index))
    return owned and page.word(index + 1).startswith(page.language.orthography.proclitics.noun[1])


def _narrator(scene: Scene, index: int, tense: str, by: Phrase | None) -> bool:
    """Whether the narrator, who tells in `tense`, takes over at word `index`."""
    page = scene.page
    after_comma = scene.is_comma(index - 1) or index - 1 in scene.quoted
    cues = list(cues_at(scene, index)) if index in page.where(CUES) else []
    told = any(_tells(scene, cue, tense, after_comma) and not _anothers(scene, cue, by) for cue in cues)
    if told or _then(scene, index, tense):
        return True
    if page.is_a(index, "narrator-but"):
        verbs = [cue for at in (index + 1, index + 2) for cue in cues_at(scene, at) if cue.kind == "verb"]
        if verbs and (after_comma or any(cue.tense == tense and _reports(scene, cue) for cue in verbs)):
            return True
    if scene.is_comma(index - 1) and (_another_says(scene, index) or _of_which(scene, index)):
        return True
    linked = ("narrator-already", "meanwhile-clause")
    behind = [unit.stop for cls in linked for unit in page.units(cls, index) if not unit.prefix]
    if behind and any(cue.tense == "past" and _reports(scene, cue) for cue in cues_at(scene, behind[0])):
        return True
    if any(not unit.prefix for unit in page.units("narrator-joined", index)):
        return True
    if (
        after_comma
        and page.is_a(index, "with-it")
        and any(cue.kind == "masdar" and cue.sense.word.suffixed for cue in cues_at(scene, index + 1))
    ):
        return True  # `, *with its assurance* that`
    before = page.is_a(index, "since-before") and page.units("that", index + 1)  # `... *before adding* that`
    if before and any(cue.kind == "verb" and _says_so(scene, cue.stop) for cue in cues_at(scene, index + 2)):
        return True
    return after_comma and (_comments(scene, index) or _calls_it(scene, index))


def _then(scene: Scene, index: int, tense: str) -> bool:
    """`..., *then added*: "..."`."""
    then = scene.page.is_a(index, "then-again")
    return then and any(cue.kind == "verb" and cue.tense == tense for cue in cues_at(scene, index + 1))


def _calls_it(scene: Scene, index: int) -> bool:
    """`, *in a step* that ...`, `, *in the highest contact* since`: what the narrator holds it to be."""
    named = scene.page.is_a(index, "in-place") and scene.page.is_a(index + 1, "what-it-is")
    return scene.is_comma(index - 1) and named and not scene.page.is_definite(index + 1)


def _of_which(scene: Scene, index: int) -> bool:
    """`, *and of which X said*: ...`: a relative clause of the narrator, with a verb of speech of the past."""
    joined = any(unit.prefix for unit in scene.page.units("relative", index))
    return joined and any(cue.kind == "verb" and cue.tense == "past" for cue in cues_at(scene, index + 1))


def _another_says(scene: Scene, index: int) -> bool:
    """Whether a contrast stands there with a person who says something else: `, *but the researcher X sees that*`."""
    phrase = scene.starting.get(index + 1) if scene.page.is_a(index, "contrast") else None
    if phrase is None or phrase.mention.kind != "person" or phrase.mention.form != "name":
        return False
    after = phrase.stop + scene.is_comma(phrase.stop)
    return any(cue.kind == "verb" and bool(scene.page.units("that", cue.stop)) for cue in cues_at(scene, after))


def _anothers(scene: Scene, cue: Cue, by: Phrase | None) -> bool:
    """Whether a participle, or a verb without a subject of its own, agrees with another than who speaks: `the session
    lasted for hours, *and touched* on the file`."""
    if by is None or cue.kind not in {"verb", "participle"} or agrees(cue, by, before=True):
        return False
    subject = scene.starting.get(cue.stop)
    return subject is None or scene.starts_prepositional(subject) or not may_speak(subject)


def _tells(scene: Scene, cue: Cue, tense: str, after_comma: bool) -> bool:
    """Whether a cue is the narrator's next act: a participle or a joined verb with a complement, a source."""
    if cue.kind == "participle":
        plain = scene.page.is_a(cue.at - 1, "predicate-verb", "not-so")
        if plain or is_object(scene, cue):
            return False  # `is still *committed* to`, `meetings *not announced*`, `put forward *a proposal*`
        adverbial = cue.sense.word.accusative
        if adverbial and scene.is_comma(cue.at - 1) and not scene.page.is_a(cue.at, "filler"):
            return True  # `, calling on X to`, however far what he said stands
        apart = after_comma or adverbial or _says_so(scene, cue.stop) or _hers(scene, cue)
        return apart and (scene.by_tongue_of(cue.stop) is not None or _complemented(scene, cue))
    if cue.kind in {"source", "own"}:
        return after_comma
    if cue.kind == "verb" and not cue.skip and scene.is_comma(cue.at - 1) and "past" in {cue.tense, tense}:
        opens = scene.sentence_of(cue.at)[0]  # `while X said that ..., *he pointed* to`
        meanwhile = bool(scene.page.units("meanwhile-clause", opens))
        return meanwhile and (_complemented(scene, cue) or _reports(scene, cue))
    whole = not after_comma and any(one.kind == "verb" and not one.skip for one in cues_at(scene, cue.at))
    whole = whole or _its(scene, cue.at)
    if cue.kind == "verb" and cue.sense.prefix in scene.page.language.orthography.proclitics.any and not whole:
        told = not cue.strict or _complemented(scene, cue) or scene.said_in(cue.stop)  # `, and wrote *in a post*`
        fits = after_comma and cue.tense == tense and told
        return fits or _reports(scene, cue)
    return False


def is_object(scene: Scene, cue: Cue) -> bool:
    """Whether a participle that is a noun besides is rather the object of the verb right before it."""
    page = scene.page
    noun = cue.sense.word.accusative and not cue.skip and page.lexicon.has(page.word(cue.at), "noun")
    if not noun or page.units("that", cue.stop):
        return False
    at = cue.at
    while at and (subject := scene.ending.get(at)):  # `put forward *to X a proposal*`
        at = subject.first
    to = page.language.orthography.proclitics.noun[1]
    at -= page.word(at - 1).startswith(to) and not page.lexicon.tense(page.word(at - 1))
    verb = at - 1
    return verb not in scene.covering and page.lexicon.has(page.word(verb), "past", "present")


def _comments(scene: Scene, index: int) -> bool:
    """Whether the words behind a comma are the narrator's own: `which X denied`, `a step that ...`, `while ...`."""
    page = scene.page
    if page.is_a(index, "what") and any(one.sense.word.suffixed for one in cues_at(scene, index + 1)):
        return True
    if page.is_a(index, "gloss") and (page.is_definite(index + 1) or page.is_a(index + 1, "what")):
        return True
    return any(not unit.prefix for unit in page.units("narrator", index))


def _hers(scene: Scene, cue: Cue) -> bool:
    """Whether a feminine participle is no adjective of the word before it: that is not feminine, or definite."""
    page, ta = scene.page, scene.page.lexicon.final_ta
    if cue.kind != "participle" or cue.skip or cue.act == "agrees" or not page.light[cue.at].endswith(ta):
        return False
    return not page.light[cue.at - 1].endswith(ta) or page.is_definite(cue.at - 1)


def _says_so(scene: Scene, index: int) -> bool:
    """Whether a clause or a quotation begins right there."""
    return bool(scene.page.units("that", index)) or index in scene.quote_at


def _complemented(scene: Scene, cue: Cue) -> bool:
    """Whether a complement of the cue follows within a few words."""
    page = scene.page
    saying = cue.kind == "participle" and cue.act == "says" and not cue.strict and scene.is_comma(cue.at - 1)
    for index in range(cue.stop, min(page.size, cue.stop + (_CHANNEL if saying else 4))):
        if index > cue.stop + 3 and index not in scene.covering and _is_verb(scene, index):
            break
        quoted = index in scene.quote_at and not scene.is_name_quote(scene.quote_at[index])
        if page.units("that", index) or quoted or scene.is_colon(index):
            return True
    prepositions = prepositions_of(scene, cue)
    near = skip_fillers(scene, cue.stop, page.size)
    if preposition_at(scene, near, prepositions):
        return True
    if cue.addressee == "object" and cue.kind == "participle":  # `urging *the government* to`
        hearer = scene.starting.get(near)
        first = hearer.stop if hearer else near + 1
        for index in range(first, min(page.size, first + _HEARER)):
            if preposition_at(scene, index, prepositions):
                return True
            if not page.is_word(index) or page.lexicon.tense(page.word(index)):
                break
    return "object" in cue.takes and (not cue.strict or renews(scene, cue.stop))


def _is_verb(scene: Scene, index: int) -> bool:
    """Whether a word can only be a verb."""
    lexicon, word = scene.page.lexicon, scene.page.word(index)
    return bool(lexicon.tense(word)) and not lexicon.has(word, "noun", "adjective", "particle")


_CHANNEL = 10  # words of `saying *in a post on the platform X* that`
_HEARER = 3  # words of a hearer that no list knows


def renews(scene: Scene, index: int) -> bool:
    """Whether a verbal noun of speech, or a noun of will, stands there, with which an act is renewed: `renewing *the
    demand* for`, `renewed *the readiness* of`."""
    senses = (sense for sense in scene.page.senses(index) if not sense.skip)
    return any(one.cls == "will-noun" or (one.cls == "cue" and one.word.form == "masdar") for one in senses)


def _reports(scene: Scene, cue: Cue) -> bool:
    """Whether a joined verb is a new act of reporting: a speaker or a clause follows it."""
    nxt = cue.stop
    if _says_so(scene, nxt) or scene.is_colon(nxt):
        return not (cue.strict and cue.tense == "present" and scene.page.units("that", nxt))
    if cue.tense == "present" and cue.strict:
        return False
    phrase = scene.starting.get(nxt)
    if phrase and (phrase.mention.kind != "place" or phrase.mention.form == "metonym"):
        return _complemented_after(scene, cue, phrase.stop)
    return not cue.strict and cue.tense == "past" and _complemented(scene, cue)


def _complemented_after(scene: Scene, cue: Cue, index: int) -> bool:
    page = scene.page
    prepositions = prepositions_of(scene, cue)
    near = past_aside(scene, index, page.size)
    near = skip_fillers(scene, near + scene.is_comma(near), page.size)
    return bool(
        page.units("that", near)
        or near in scene.quote_at
        or preposition_at(scene, near, prepositions)
        or "object" in cue.takes
    )


def _before_comma(scene: Scene, index: int) -> int:
    while index > 0 and scene.is_comma(index - 1):
        index -= 1
    return index


def _trim(scene: Scene, stop: int, first: int) -> int:
    """Without closing punctuation, but with the quotation marks that belong to a quotation inside."""
    marks = scene.page.language.orthography.punctuation
    while (
        stop > first + 1
        and stop - 1 not in scene.quoted
        and (scene.page.word(stop - 1) in marks.sentence_end | marks.comma | marks.colon | marks.dash)
    ):
        stop -= 1
    return stop
