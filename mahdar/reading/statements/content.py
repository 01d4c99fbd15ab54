"""What is said: where it begins after a cue, and where it ends before the narrator goes on."""

from typing import Literal

import msgspec

from mahdar.reading.actors.roles import role
from mahdar.reading.scene import Scene
from mahdar.reading.statements.cues import Cue, cues_at
from mahdar.types.marks import Mode
from mahdar.types.span import Span

Frame = Literal["that", "preposition", "quote", "object"]
_REACH = 45


class Opening(msgspec.Struct, frozen=True):
    """Where what is said begins: word `at` (its marker), content from word `first` after `skip` letters."""

    at: int
    first: int
    skip: int
    frame: Frame


# ── where it begins ──────────────────────────────────────────────
def find_opening(scene: Scene, cue: Cue, start: int, stop: int) -> Opening | None:
    """The complement of `cue` from word `start` on, inside a sentence that ends at `stop`."""
    prepositions = {scene.page.lexicon.fold(word) for word in cue.takes if word not in {"that", "quote", "object"}}
    near = skip_fillers(scene, start, stop)
    opening = _preposition(scene, near, prepositions)
    if opening:
        return opening
    for index in range(start, min(stop, start + _REACH)):
        if index in scene.quote_at and not scene.is_name_quote(scene.quote_at[index]):
            if "quote" in cue.takes or "that" in cue.takes or scene.is_colon(index - 1):
                return Opening(index, index, 0, "quote")
            break
        if index in scene.quoted:
            continue
        if index > start and (_introduces(scene, index) or _next_verb(scene, index)):
            return None
        found = _clause(scene, cue, index, prepositions, start)
        if found:
            return found
        if scene.is_colon(index) and "quote" in cue.takes and index + 1 < stop and index + 1 not in scene.quote_at:
            return Opening(index, index + 1, 0, "quote")
        if index > start and _other_verb(scene, index) and not modifies(scene, index):
            return _resumed(scene, cue, index, stop, prepositions)
    return None


def _introduces(scene: Scene, index: int) -> bool:
    """Whether a participle of speech there has the words behind it for itself: `..., saying: "..."`."""
    participle = any(s.cls == "cue" and s.word.form == "participle" and not s.skip for s in scene.page.senses(index))
    return participle and (scene.is_colon(index + 1) or bool(scene.page.units("that", index + 1)))


def _next_verb(scene: Scene, index: int) -> bool:
    """Whether a verb of speech, joined by a conjunction, has what follows for itself: `showed ..., and said: "..."`."""
    return any(
        sense.cls == "cue" and sense.word.form == "past" and len(sense.prefix) == 1
        for sense in scene.page.senses(index)
    )


def _resumed(scene: Scene, cue: Cue, start: int, stop: int, prepositions: set[str]) -> Opening | None:
    """Behind a parenthesis with a verb of its own: the cue's preposition with a clause, or a clause after a comma."""
    for index in range(start + 1, min(stop, start + _REACH)):
        units = scene.page.units("that", index) if index not in scene.quoted else ()
        if not units or units[0].prefix:
            continue
        before = scene.page.word(index - 1)
        if before in prepositions or ("that" in cue.takes and (scene.is_comma(index - 1) or index - 1 in scene.timed)):
            return Opening(index, units[0].stop, 0, "that")
    return None


def _clause(scene: Scene, cue: Cue, index: int, prepositions: set[str], start: int) -> Opening | None:
    """A that-particle that belongs to this cue: its own, or after one of its prepositions."""
    page = scene.page
    units = page.units("that", index)
    if not units or units[0].prefix:
        return None
    before = page.word(index - 1)
    governed = before in prepositions and index - 1 >= start
    owned = page.is_a(index - 1, "subordinate", "preposition") or (index - 1 > start and _other_verb(scene, index - 1))
    if index > start and owned and not governed:
        return None
    allowed = "that" in cue.takes or governed or _attached(scene, index, prepositions)
    return Opening(index, units[0].stop, 0, "that") if allowed else None


def _attached(scene: Scene, index: int, prepositions: set[str]) -> bool:
    return any(len(word) == 1 and scene.page.deep[index].startswith(word) for word in prepositions)


def _preposition(scene: Scene, index: int, prepositions: set[str]) -> Opening | None:
    """A preposition of the cue right after its subject: its object is what is said, or the clause behind it."""
    page = scene.page
    word = page.word(index)
    if word in prepositions:
        that = page.units("that", index + 1)
        if that and not that[0].prefix:
            return Opening(index, that[0].stop, 0, "that")
        return Opening(index, index + 1, 0, "preposition")
    if page.units("that", index) and not page.units("that", index)[0].prefix:
        return None
    for letter in prepositions:
        if len(letter) == 1 and word.startswith(letter) and len(word) > 2 and _carries(scene, index):
            return Opening(index, index, 1, "preposition")
        if len(letter) == 1 and word == letter:  # written apart, or before a quotation mark or a number
            return Opening(index, index + 1, 0, "preposition")
    return None


def _carries(scene: Scene, index: int) -> bool:
    """Whether the word is a preposition and a noun, and not a word that begins with that letter."""
    page = scene.page
    word = page.deep[index]
    page.lexicon.has(word[1:], "noun", "adjective")
    if len(word) == 3 and not any(sense.cls == "quantifier" and sense.skip for sense in page.senses(index)):
        return False
    if page.lexicon.common.get(word):
        return False
    return role(page, index) not in {"given", "family"}


def skip_fillers(scene: Scene, index: int, stop: int) -> int:
    """Past adverbs, times and commas."""
    page = scene.page
    while index < stop:
        filler = page.units("filler", index)
        if index in scene.timed:
            index += 1
        elif scene.is_preposition(index) and index + 1 in scene.timed:
            index += 2
        elif scene.past_channel(index) > index:
            index = scene.past_channel(index)
        elif filler:
            index = filler[0].stop
        elif scene.is_comma(index) and index + 1 < stop and (index + 1 in scene.timed or index - 1 in scene.timed):
            index += 1
        else:
            break
    return index


_ASIDE = 14  # words of a clause between commas


def past_aside(scene: Scene, after: int, stop: int) -> int:
    """Past a relative clause or a prepositional phrase between two commas: `X, who took part in the talks, refused`."""
    if scene.is_comma(after) and (scene.page.is_a(after + 1, "relative") or scene.is_preposition(after + 1)):
        for index in range(after + 2, min(stop, after + _ASIDE)):
            if scene.is_comma(index):
                return index + 1
    return after


def _other_verb(scene: Scene, index: int) -> bool:
    """Whether another verb stands there, which then owns what follows."""
    page = scene.page
    if index in scene.covering or index in scene.timed:
        return False
    verb = page.lexicon.has(page.word(index), "past", "present") and not page.lexicon.has(
        page.word(index), "noun", "adjective"
    )
    return verb and not page.is_a(index, "filler", "preposition", "relative")


def modifies(scene: Scene, index: int) -> bool:
    """Whether a verb only says more of the indefinite noun before it: `in a session held in Geneva`."""
    page = scene.page
    before = index - 1
    if before in scene.covering or page.units("that", index + 1) or scene.is_colon(index + 1):
        return False
    return page.lexicon.has(page.word(before), "noun", "adjective") and not page.is_definite(before)


# ── where it ends ────────────────────────────────────────────────
def find_end(scene: Scene, opening: Opening, stop: int, tense: str = "past") -> int:
    """One past the last word of what is said that begins at `opening`, inside a sentence that ends at `stop`."""
    index = opening.first
    while index < stop:
        if index in scene.quoted:
            index = max(index + 1, scene.quotes[scene.quoted[index]][1])
            continue
        if index > opening.first and (_narrator(scene, index, tense) or _next_act(scene, opening, index)):
            return _before_comma(scene, index)
        index += 1
    return _trim(scene, stop, opening.first)


def _next_act(scene: Scene, opening: Opening, index: int) -> bool:
    """What is said as a noun ends where the narrator, after a comma, goes on with `and` and a verb of the past."""
    page = scene.page
    if opening.frame not in {"preposition", "object"} or not scene.is_comma(index - 1) or index in scene.covering:
        return False
    joining = page.language.orthography.proclitics.any[0]
    word = page.word(index)
    rest = word[len(joining) :]
    return (
        word.startswith(joining) and page.lexicon.has(rest, "past") and not page.lexicon.has(rest, "noun", "adjective")
    )


def _narrator(scene: Scene, index: int, tense: str) -> bool:
    """Whether the narrator, who tells in `tense`, takes over at word `index`."""
    page = scene.page
    after_comma = scene.is_comma(index - 1) or index - 1 in scene.quoted
    for cue in cues_at(scene, index):
        if cue.kind == "participle" and (after_comma or cue.sense.word.accusative) and _complemented(scene, cue):
            return True
        if cue.kind == "source" and after_comma:
            return True
        if cue.kind == "verb" and cue.skip and len(cue.sense.prefix) == 1:
            if after_comma and cue.tense == tense and (not cue.strict or _complemented(scene, cue)):
                return True
            if _reports(scene, cue):
                return True
    if not after_comma:
        return False
    if page.is_a(index, "gloss") and (page.is_definite(index + 1) or page.is_a(index + 1, "what")):
        return True
    if any(not unit.prefix for unit in page.units("narrator", index)):
        return True
    return page.is_a(index, "narrator-but") and any(
        c.kind == "verb" for at in (index + 1, index + 2) for c in cues_at(scene, at)
    )


def _complemented(scene: Scene, cue: Cue) -> bool:
    """Whether a complement of the cue follows within a few words."""
    page = scene.page
    for index in range(cue.stop, min(page.size, cue.stop + 4)):
        if page.units("that", index) or index in scene.quote_at or scene.is_colon(index):
            return True
    prepositions = {page.lexicon.fold(word) for word in cue.takes if word not in {"that", "quote", "object"}}
    if _preposition(scene, skip_fillers(scene, cue.stop, page.size), prepositions):
        return True
    return "object" in cue.takes and (not cue.strict or _masdar(scene, cue.stop))


def _masdar(scene: Scene, index: int) -> bool:
    """Whether a verbal noun of speech stands there: `renewing the demand for`."""
    return any(
        sense.cls == "cue" and sense.word.form == "masdar" and not sense.skip for sense in scene.page.senses(index)
    )


def _reports(scene: Scene, cue: Cue) -> bool:
    """Whether a joined verb is a new act of reporting: a speaker or a clause follows it."""
    nxt = cue.stop
    if scene.page.units("that", nxt) or nxt in scene.quote_at or scene.is_colon(nxt):
        return True
    if cue.tense == "present" and cue.strict:
        return False
    phrase = scene.starting.get(nxt)
    if phrase and phrase.mention.kind != "place":
        return _complemented_after(scene, cue, phrase.stop)
    return not cue.strict and cue.tense == "past" and _complemented(scene, cue)


def _complemented_after(scene: Scene, cue: Cue, index: int) -> bool:
    page = scene.page
    prepositions = {page.lexicon.fold(word) for word in cue.takes if word not in {"that", "quote", "object"}}
    near = skip_fillers(scene, index, page.size)
    return bool(
        page.units("that", near)
        or near in scene.quote_at
        or _preposition(scene, near, prepositions)
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


def _runs_on(scene: Scene, start: int, stop: int) -> bool:
    """Whether what is said goes on behind a quotation without a pause, in the narrator's words."""
    words = 0
    while start < stop and (scene.page.is_word(start) or scene.page.word(start).isdecimal()):
        words, start = words + 1, start + 1
    return words >= 3


# ── the spans ────────────────────────────────────────────────────
def content_spans(scene: Scene, opening: Opening, stop: int) -> tuple[tuple[Span, ...], Mode] | None:
    """The spans of what is said and whether it is quoted: wholly, in part or not at all."""
    first = opening.first
    if first >= stop:
        return None
    if first in scene.quote_at:
        number = scene.quote_at[first]
        _, end, quote = scene.quotes[number]
        tail = any(scene.page.is_word(index) for index in range(end, stop))
        if (opening.frame == "quote" and not _runs_on(scene, end, stop)) or not tail:
            return ((quote.inner,), "direct") if len(quote.inner) else None
    span = scene.span(first, stop, opening.skip)
    quoted = any(index in scene.quoted for index in range(first, stop))
    if opening.frame == "quote" and not quoted:
        return (span,), "direct"
    return ((span,), "mixed" if quoted else "indirect") if len(span) else None
