"""Rules: a pattern is a sequence of words, classes and named slots; it is compiled once and matched over words.

    يوم? {weekday:day} {next}?      an optional word, a slot named `day`, an optional class
    {unit:a} و{unit:b}              letters before a brace: that proclitic must stand there
    من|منذ {number:n}               either word

The first element may carry any proclitic; the span then begins after it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import msgspec

from mahdar.errors import BadData
from mahdar.language.lexicon import LITERAL, Sense
from mahdar.language.load import Row
from mahdar.language.schema import RuleTable
from mahdar.text.scan import split

_ELEMENT = re.compile(r"(?P<text>[^\s{}?]*)(?:\{(?P<cls>[a-z-]+)(?::(?P<slot>[a-z_]+))?\})?(?P<maybe>\?)?")


class Unit(msgspec.Struct, frozen=True, eq=False):
    """A constituent that fills an element: words up to `stop`, the first `skip` letters being proclitics `prefix`.

    `value` is a number's value where the unit is a number.
    """

    stop: int
    skip: int
    prefix: str
    sense: Sense | None = None
    value: float | None = None


class Chart(Protocol):
    """What a pattern is matched over."""

    def units(self, cls: str, index: int) -> tuple[Unit, ...]:
        """The constituents of class `cls` that begin at word `index`."""
        ...


class Element(msgspec.Struct, frozen=True):
    words: frozenset[str]
    cls: str
    slot: str | None
    prefix: str | None
    optional: bool


class Match(msgspec.Struct, frozen=True, eq=False):
    """A pattern found: words `first` up to `stop`, letters to skip, and what fills each slot (with its place)."""

    rule: "Rule"
    first: int
    stop: int
    skip: int
    slots: Mapping[str, tuple[int, Unit]]
    parts: int = 0
    literals: int = 0

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Longest first, then fewest constituents (a listed term beats its words), most words named, most slots."""
        return -self.stop, self.parts, -self.literals, -len(self.slots)


class Rule(msgspec.Struct, frozen=True, eq=False):
    """One rule of data and its compiled patterns."""

    id: str
    table: RuleTable
    patterns: tuple[tuple[Element, ...], ...]

    def triggers(self) -> Iterator[tuple[str, str]]:
        """(class, word) of each element that a match may begin with; word is empty for a class."""
        for pattern in self.patterns:
            for element in pattern:
                yield from ((LITERAL, word) for word in element.words)
                if not element.words:
                    yield element.cls, ""
                if not element.optional:
                    break


def compile_rule(row: Row, fold: Callable[[str], str]) -> Rule:
    """The rule of a row; `fold` is the lexicon's. Raises BadData for a pattern that cannot be read or never matches."""
    table = row.table
    assert isinstance(table, RuleTable)
    where = f"{row.place}: {row.id}"
    patterns = tuple(tuple(_elements(text, fold, where)) for text in table.pattern)
    for pattern in patterns:
        if all(element.optional for element in pattern):
            raise BadData(f"{where}: a pattern matches nothing at all; one element must not be optional")
    return Rule(row.id, table, patterns)


def _elements(text: str, fold: Callable[[str], str], where: str) -> Iterator[Element]:
    for part in text.split():
        hit = _ELEMENT.fullmatch(part)
        if hit is None or part == "?":
            raise BadData(f"{where}: cannot read {part!r} in the pattern {text!r}")
        cls, slot, maybe = hit["cls"], hit["slot"], bool(hit["maybe"])
        if cls:
            yield Element(frozenset(), cls, slot, fold(hit["text"]) or None, maybe)
        else:
            words = frozenset(fold(word) for word in hit["text"].split("|"))
            for word in sorted(words):
                if split(word) != [word]:
                    raise BadData(f"{where}: {word!r} in the pattern {text!r} is not one word: it can never match")
            yield Element(words, LITERAL, None, None, maybe)


def match_at(chart: Chart, rule: Rule, index: int) -> Match | None:
    """The longest match of `rule` that begins at word `index`."""
    best: Match | None = None
    for pattern in rule.patterns:
        for match in _extend(chart, rule, pattern, Match(rule, index, index, 0, {})):
            if best is None or match.rank < best.rank:
                best = match
    return best


def _extend(chart: Chart, rule: Rule, rest: tuple[Element, ...], so_far: Match) -> Iterator[Match]:
    if not rest:
        if so_far.stop > so_far.first:
            yield so_far
        return
    element = rest[0]
    at_start = so_far.stop == so_far.first
    for unit in chart.units(element.cls, so_far.stop):
        if not _fits(element, unit, at_start):
            continue
        slots = {**so_far.slots, element.slot: (so_far.stop, unit)} if element.slot else so_far.slots
        skip = unit.skip if at_start else so_far.skip
        literals = so_far.literals + bool(element.words)
        yield from _extend(
            chart, rule, rest[1:], Match(rule, so_far.first, unit.stop, skip, slots, so_far.parts + 1, literals)
        )
    if element.optional:
        yield from _extend(chart, rule, rest[1:], so_far)


def _fits(element: Element, unit: Unit, at_start: bool) -> bool:
    if element.words and (unit.sense is None or unit.sense.word.text not in element.words):
        return False
    if element.prefix is not None:
        return unit.prefix == element.prefix
    return at_start or not unit.prefix
