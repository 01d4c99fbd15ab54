"""What a judgement of talks is, and the looks that all its patterns share."""

import msgspec

from mahdar.language.rules import Unit
from mahdar.language.schema import WordList
from mahdar.reading.scene import Scene
from mahdar.types.marks import Polarity

POLARITY: dict[str, Polarity] = {"positive": "positive", "negative": "negative", "mixed": "mixed"}
_TALKS = frozenset({"meeting", "visit", "what-was-done"})
_HOPED, _FAR = 4, 9


class Judged(msgspec.Struct, frozen=True):
    """Words `first` up to `stop` judge talks; `named` says that they, or what they are said of, name the talks."""

    first: int
    stop: int
    polarity: Polarity
    rule: str
    named: bool = False


def polarity_of(unit: Unit) -> Polarity | None:
    """What the list of a word says of talks; None where it says neither."""
    table = unit.sense.row.table if unit.sense else None
    return POLARITY.get(table.kind) if isinstance(table, WordList) and table.kind else None


def talks(scene: Scene) -> list[int]:
    """The words that name talks, the visit that made them, or what was done at them."""
    looks = enumerate(scene.page.looks)
    return [index for index, look in looks if not _TALKS.isdisjoint(look.classes) and talks_at(scene, index)]


def talks_at(scene: Scene, index: int) -> bool:
    """Whether a noun of meeting, of the visit that made it or of what was done at it begins at word `index`."""
    page = scene.page
    return (
        0 <= index < page.size
        and page.may_begin(index, _TALKS)
        and bool(page.units("meeting", index) or page.units("what-was-done", index) or page.is_a(index, "visit"))
    )


def hoped(scene: Scene, index: int) -> bool:
    """Whether what follows is sought, hoped for, feared or conditional."""
    page = scene.page
    joining = page.language.orthography.proclitics.any
    for at in range(max(0, index - _HOPED), index):
        if page.is_a(at, "perfect") and page.lexicon.tense(page.deep[at + 1]) == "past":
            continue  # `*had* ended without a deal`, spelt like `may`
        if any(not unit.prefix or unit.prefix in joining for unit in page.units("hoped", at)):
            return True
    for at in range(index - 1, max(0, index - _FAR) - 1, -1):
        if page.is_break(at):
            return False
        if page.units("hoped-far", at):
            return True
    return False


def trimmed(scene: Scene, first: int, stop: int) -> int:
    """`stop` without the marks of punctuation before it."""
    while stop > first + 1 and not scene.page.is_word(stop - 1):
        stop -= 1
    return stop
