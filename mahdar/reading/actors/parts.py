"""The parts of a person's name: single words, and compounds that are one given name together."""

import msgspec

from mahdar.language.lexicon import Sense
from mahdar.reading.actors.chunk import Chunk
from mahdar.reading.actors.roles import is_family, role
from mahdar.reading.page import Page

_PLACES = ("place", "capital", "state", "institution", "group")
_AFTER_KUNYA = frozenset({"given", "given-common", "family", "family-common", "unknown"})
_TAILS = {"faith-head": "faith-tail", "god-head": "god-tail"}
_OPENERS = frozenset({"servant", "kunya", "kunya-name", *_TAILS})


def part_at(page: Page, index: int, skip: int = 0) -> tuple[str, int]:
    """The role of the name part that begins at word `index`, and the word behind it; a compound is a given name."""
    stop = compound_at(page, index, skip)
    if stop:
        return "given", stop
    particles = (unit.stop for unit in page.units("name-particle", index) if unit.skip == skip)
    longest = max(particles, default=0)
    if longest > index + 1:
        return "name-particle", longest
    found = role(page, index, skip)
    return ("given" if found == "common" and _before_family(page, index, skip) else found), index + 1


def _before_family(page: Page, index: int, skip: int) -> bool:
    """Whether a given name that is a particle, too, and printed like it, stands before a family name: Benny, *between
    me*."""
    if not page.lexicon.has(page.deep[index][skip:], "particle") or not is_family(page, index + 1):
        return False
    printed = page.light[index][skip:]
    return any(s.cls == "given-common" and s.skip == skip and s.word.text == printed for s in page.senses(index))


def compound_at(page: Page, index: int, skip: int = 0) -> int:
    """Where a given name of several words that begins at word `index` ends, or 0: servant of the Generous, father of
    So-and-so, pride of the faith, or one that a list has."""
    if not 0 <= index < page.size:
        return 0
    look = page.looks[index]
    if look.classes.isdisjoint(_OPENERS) and "given" not in look.phrases:
        return 0
    for unit in page.units("given", index):
        if unit.stop > index + 1 and unit.skip == skip and _printed_so(page, index, unit.stop, unit.sense):
            return unit.stop
    openers = {sense.cls for sense in look.senses if sense.skip == skip and sense.cls in _OPENERS}
    if not openers or not page.may_name(index + 1) or _is_place(page, index, skip):
        return 0
    if "servant" in openers:
        return index + 2 if page.is_definite(index + 1) or page.is_a(index + 1, "servant-tail") else 0
    if any(_bare(page, index + 1, _TAILS[cls]) for cls in openers & _TAILS.keys()):
        return index + 2
    strong = "kunya" in openers or page.is_a(index - 1, "descent")
    return _kunya(page, index, strong) if openers & {"kunya", "kunya-name"} else 0


def _printed_so(page: Page, index: int, stop: int, sense: Sense | None) -> bool:
    """A listed compound whose second word only folding makes equal to a preposition must be printed as listed."""
    last = page.deep[stop - 1]
    return not page.lexicon.has(last, "particle") or (
        sense is not None and sense.word.text.endswith(page.light[stop - 1])
    )


def _kunya(page: Page, index: int, strong: bool) -> int:
    """`father of X`: X is a name of any kind, behind the plainest word for father a noun, too."""
    inner = compound_at(page, index + 1)
    if inner:
        return inner
    following = role(page, index + 1)
    if strong:
        known = following in _AFTER_KUNYA or page.lexicon.has(page.deep[index + 1], "noun", "adjective")
        return index + 2 if known else 0
    known = following == "given" or (
        following == "given-common" and not page.lexicon.has(page.deep[index + 1], "noun", "particle")
    )
    return index + 2 if known else 0


def _bare(page: Page, index: int, cls: str) -> bool:
    return any(sense.cls == cls and not sense.skip for sense in page.senses(index))


def _is_place(page: Page, index: int, skip: int) -> bool:
    return any(unit.stop > index + 1 and unit.skip == skip for cls in _PLACES for unit in page.units(cls, index))


_LATIN = 6  # words of a name in Latin letters


def with_latin(page: Page, chunk: Chunk) -> Chunk:
    """A person with the name in Latin letters that stands in brackets behind the Arabic one."""
    marks = page.language.orthography.punctuation
    if chunk.kind != "person" or chunk.form != "name" or page.word(chunk.stop) not in marks.open_bracket:
        return chunk
    stop = first = chunk.stop + 1
    while stop < min(page.size, first + _LATIN) and page.light[stop].isascii() and page.light[stop][0].isupper():
        stop += 1
    if stop == first or page.word(stop) not in marks.close_bracket:
        return chunk
    return msgspec.structs.replace(chunk, latin=" ".join(page.light[first:stop]))
