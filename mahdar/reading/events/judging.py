"""Words that judge talks: adjectives said of them, progress made or not made, verdicts."""

from collections.abc import Iterator, Sequence

import msgspec

from mahdar.language.rules import Unit
from mahdar.language.schema import WordList
from mahdar.reading.scene import Scene
from mahdar.types.marks import Polarity

_POLARITY: dict[str, Polarity] = {"positive": "positive", "negative": "negative", "mixed": "mixed"}
OPENERS = frozenset({"assessment", "verdict", "made-progress", "progress", "negation", "without", "failure"})
_REACH = 7


class Judged(msgspec.Struct, frozen=True):
    """Words `first` up to `stop` judge talks; `named` says that they, or what they are said of, name the talks."""

    first: int
    stop: int
    polarity: Polarity
    rule: str
    named: bool = False


def openers(scene: Scene) -> list[int]:
    """The words with which a judgement may begin."""
    return [index for index, look in enumerate(scene.page.looks) if not OPENERS.isdisjoint(look.classes)]


def talks(scene: Scene) -> list[int]:
    """The words that name talks, or the visit that made them."""
    looks = enumerate(scene.page.looks)
    return [index for index, look in looks if not _TALKS.isdisjoint(look.classes) and talks_at(scene, index)]


def judgements(scene: Scene, opening: Sequence[int], stop: int) -> Iterator[Judged]:
    """What the words up to `stop` say of talks, in order, without overlaps; `opening` are those that may begin it."""
    start = done = opening[0] if opening else stop
    start = scene.sentence_of(start)[0] if opening else stop
    for index in opening:
        if index < done:
            continue
        found = (
            _verdict(scene, index, stop)
            or _fruitless(scene, index, stop)
            or _progress(scene, index, (start, stop))
            or _failure(scene, index, stop)
            or _adjective(scene, index, (start, stop))
        )
        if found:
            yield found
            done = found.stop


# ── verdicts and results ─────────────────────────────────────────
def _verdict(scene: Scene, index: int, stop: int) -> Judged | None:
    """Fixed phrases: `a step forward`, `a dead end`."""
    for unit in scene.page.units("verdict", index):
        table = unit.sense.row.table if unit.sense else None
        if isinstance(table, WordList) and unit.stop <= stop and not hoped(scene, index):
            polarity = _POLARITY[table.kind or "positive"]
            if scene.page.is_a(index - 1, "negation", "without"):
                polarity = "negative"
            return Judged(index, unit.stop, polarity, "verdict")
    return None


def _fruitless(scene: Scene, index: int, stop: int) -> Judged | None:
    """`did not lead to ...`, `without any progress`; an exception (`but to`) makes it mixed."""
    page = scene.page
    denied = page.is_a(index, "did-not")
    if hoped(scene, index):
        return None
    if denied:
        verb = index + 1
        if not page.is_a(verb, "result-verb", "made-progress"):
            return None
    elif page.units("without", index):
        verb = page.units("without", index)[0].stop - 1
    else:
        return None
    last = min(stop, verb + _REACH)
    noun = next((at for at in range(verb + 1, last) if page.is_a(at, "result", "progress")), None)
    except_at = next((at for at in range(verb + 1, last) if page.is_a(at, "except")), None)
    if denied and page.is_a(verb, "result-verb") and noun is None and except_at is None:
        we = any(s.word.number == "p" and s.word.gender is None for s in page.senses(verb) if s.cls == "result-verb")
        if not we and not any(talks_at(scene, at) for at in range(verb + 1, last)):
            return None
        return Judged(index, _trimmed(scene, verb, min(stop, verb + 4)), "negative", "fruitless")
    if noun is None and except_at is None:
        return None
    end = _trimmed(scene, index, min(stop, max(noun or 0, except_at or 0) + 2))
    return Judged(index, end, "mixed" if except_at is not None else "negative", "fruitless")


def _progress(scene: Scene, index: int, bounds: tuple[int, int]) -> Judged | None:
    """`made progress`, `progress was made`: not what is sought, hoped for or denied."""
    page = scene.page
    ahead = page.is_a(index, "made-progress")
    if not ahead and not page.is_a(index, "progress"):
        return None
    to = page.language.orthography.proclitics.noun[1]
    if ahead and any(to in sense.prefix for sense in page.senses(index) if sense.cls == "made-progress"):
        return None  # it is what the talks are for
    want = "progress" if ahead else "made-progress"
    other = next((at for at in range(index + 1, min(bounds[1], index + 5)) if page.is_a(at, want)), None)
    if other is None or hoped(scene, index):
        return None
    denied = any(page.is_a(at, "negation", "without") for at in range(max(bounds[0], index - 1), other))
    end = _trimmed(scene, index, min(bounds[1], other + 2))
    slight = any(page.is_a(at, "slight") for at in range(other, min(bounds[1], other + 3)))
    return Judged(index, end, "negative" if denied else "mixed" if slight else "positive", "progress")


def _failure(scene: Scene, index: int, stop: int) -> Judged | None:
    """`the talks failed`, `the failure of the talks`: a verb or noun of failing beside a noun of meeting."""
    page = scene.page
    if not page.is_a(index, "failure") or hoped(scene, index) or page.is_a(index - 1, "negation"):
        return None
    near = [at for at in range(max(0, index - 4), min(stop, index + 4)) if at != index and talks_at(scene, at)]
    return Judged(index, index + 1, "negative", "failure", True) if near else None


def _trimmed(scene: Scene, first: int, stop: int) -> int:
    while stop > first + 1 and not scene.page.is_word(stop - 1):
        stop -= 1
    return stop


def hoped(scene: Scene, index: int) -> bool:
    """Whether what follows is sought, hoped for, feared or conditional."""
    return any(scene.page.units("hoped", at) for at in range(max(0, index - 4), index))


# ── adjectives ───────────────────────────────────────────────────
def _adjective(scene: Scene, index: int, bounds: tuple[int, int]) -> Judged | None:
    """Adjectives said of talks, one beside the other: `constructive and very useful`."""
    page = scene.page
    polarity = _polarity_at(scene, index)
    named = index in scene.covering and scene.covering[index].mention.kind == "person"
    if polarity is None or named or index in scene.timed or hoped(scene, index):
        return None
    said_of = _said_of(scene, index, bounds)
    if said_of is None:
        return None
    if any(page.is_a(at, "negation", "not-it") for at in range(max(bounds[0], index - 2), index)):
        polarity = "mixed" if polarity != "negative" else "positive"
    stop = index + 1
    while stop < bounds[1] and (_polarity_at(scene, stop) == polarity or page.is_a(stop, "very")):
        stop += 1
    return Judged(index, stop, polarity, "described", said_of)


def _polarity_at(scene: Scene, index: int) -> Polarity | None:
    for unit in scene.page.units("assessment", index) if index < scene.page.size else ():
        table = unit.sense.row.table if unit.sense else None
        if isinstance(table, WordList) and table.kind and not _prepositional(scene, unit):
            return _POLARITY.get(table.kind)
    return None


def _prepositional(scene: Scene, unit: Unit) -> bool:
    return any(letter in scene.page.language.orthography.proclitics.noun for letter in unit.prefix)


def _said_of(scene: Scene, index: int, bounds: tuple[int, int]) -> bool | None:
    """Whether the adjective at `index` is said of talks that are named (True), of something left open (False: it
    stands in a predicate), or of another thing (None)."""
    page = scene.page
    at = index - 1
    while at >= bounds[0] and (_polarity_at(scene, at) or page.is_a(at, "very") or not page.is_word(at)):
        if page.is_break(at):
            return False
        at -= 1
    if at < bounds[0]:
        return False
    if talks_at(scene, at) or page.is_a(at, "judged-noun"):
        return None if page.is_definite(index) and page.is_a(at, "talking", "visit") else True
    if page.is_definite(index):
        return None
    if page.is_a(at, "copula", "negation", "not-it"):
        return _subject_is_talks(scene, at, bounds[0])
    if at in scene.covering or at in scene.timed or page.is_a(at, "light-verb", "between-them"):
        return True if _subject_is_talks(scene, at, bounds[0]) else None
    return None


def _subject_is_talks(scene: Scene, index: int, start: int) -> bool:
    """Whether the predicate at `index` has talks for its subject, in the clause before it."""
    page = scene.page
    for at in range(index, max(start, index - 16) - 1, -1):
        if talks_at(scene, at) or page.is_a(at, "judged-noun"):
            return True
        if page.is_a(at, "talk-break"):
            return False
    return False


def talks_at(scene: Scene, index: int) -> bool:
    """Whether a noun of meeting, or of the visit that made it, begins at word `index`."""
    page = scene.page
    return (
        0 <= index < page.size
        and page.may_begin(index, _TALKS)
        and bool(page.units("meeting", index) or page.is_a(index, "visit"))
    )


_TALKS = frozenset({"meeting", "visit"})
