"""Rules: a pattern is a sequence of words, classes and named slots; it is compiled once and matched over words.

    يوم? {weekday:day} {next}?      an optional word, a slot named `day`, an optional class
    {unit:a} و{unit:b}              letters before a brace: that proclitic must stand there
    من|منذ {number:n}               either word

The first element may carry any proclitic; the span then begins after it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import msgspec

from mahdar.errors import BadData
from mahdar.language.lexicon import LITERAL, Look, Sense
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

    def classes(self, index: int) -> frozenset[str]:
        """The classes of what may begin at word `index`; empty behind the last word."""
        ...

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
    """A pattern found: words `first` up to `stop`, letters to skip, and what fills each slot (name, place, unit)."""

    rule: "Rule"
    first: int
    stop: int
    skip: int
    filled: tuple[tuple[str, int, Unit], ...]
    parts: int = 0
    literals: int = 0

    @property
    def slots(self) -> dict[str, tuple[int, Unit]]:
        return {name: (at, unit) for name, at, unit in self.filled}

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Longest first, then fewest constituents (a listed term beats its words), most words named, most slots."""
        return -self.stop, self.parts, -self.literals, -len(self.filled)


class Rule(msgspec.Struct, frozen=True, eq=False):
    """One rule of data and its compiled patterns."""

    id: str
    table: RuleTable
    patterns: tuple[tuple[Element, ...], ...]


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


class Node:
    """A place in the tree of all patterns: what may come next, by class, and the rules that end here."""

    __slots__ = ("classes", "ends", "literals", "next")

    def __init__(self) -> None:
        self.literals: dict[str, list[tuple[Element, Node]]] = {}
        self.next: dict[str, list[tuple[Element, Node]]] = {}
        self.classes: frozenset[str] = frozenset()
        self.ends: list[Rule] = []


class Tree:
    """The patterns of many rules as one tree: what begins alike is looked at once, however many rules begin so."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.root = Node()
        self._begins: dict[Look, bool] = {}
        for rule in rules:
            for pattern in rule.patterns:
                for path in _paths(pattern):
                    self._insert(rule, path)

    def _insert(self, rule: Rule, path: tuple[Element, ...]) -> None:
        node = self.root
        for element in path:
            edges = node.next.setdefault(element.cls, [])
            node.classes = frozenset(node.next)
            child = next((child for known, child in edges if known == element), None)
            if child is None:
                child = Node()
                edges.append((element, child))
                for word in element.words:
                    node.literals.setdefault(word, []).append((element, child))
            node = child
        if path and rule not in node.ends:
            node.ends.append(rule)

    def may_begin(self, look: Look) -> bool:
        """Whether a pattern may begin with a word that looks so; remembered by word."""
        known = self._begins.get(look)
        if known is None:
            literal = any(sense.cls == LITERAL and sense.word.text in self.root.literals for sense in look.senses)
            known = self._begins[look] = literal or not (self.root.classes - {LITERAL}).isdisjoint(look.opens)
        return known

    def matches(self, chart: Chart, index: int, hidden: frozenset[str] = frozenset()) -> list[Match]:
        """For each rule (but the hidden ones) its best match that begins at word `index`, the best of all first."""
        found: dict[str, Match] = {}
        _walk(chart, self.root, (index, 0, (), 0, 0), index, found)
        return sorted((m for id_, m in found.items() if id_ not in hidden), key=lambda m: (m.rank, m.rule.id))


def _paths(pattern: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
    """Every way through a pattern, each optional element taken or left, as required elements."""
    if not pattern:
        yield ()
        return
    element = msgspec.structs.replace(pattern[0], optional=False)
    for rest in _paths(pattern[1:]):
        yield (element, *rest)
        if pattern[0].optional:
            yield rest


Filled = tuple[tuple[str, int, Unit], ...]


def _walk(chart: Chart, node: Node, begun: tuple[int, int, Filled, int, int], at: int, found: dict[str, Match]) -> None:
    """Every way on from word `at`. `begun` is (first word, letters skipped, slots filled, parts, literals) so far."""
    first, skip, filled, parts, literals = begun
    opens = at == first
    open_ = node.classes & chart.classes(at)
    for cls in sorted(open_) if len(open_) > 1 else open_:  # sorted: a tie must not hang on the order of a set
        edges = node.next[cls]
        for unit in chart.units(cls, at):
            if cls == LITERAL:
                edges = node.literals.get(unit.sense.word.text, []) if unit.sense else []
            for element, child in edges:
                if unit.prefix != element.prefix if element.prefix is not None else (unit.prefix and not opens):
                    continue
                slots = (*filled, (element.slot, at, unit)) if element.slot else filled
                taken = (first, unit.skip if opens else skip, slots, parts + 1, literals + (cls == LITERAL))
                for rule in child.ends:
                    match = Match(rule, first, unit.stop, taken[1], slots, taken[3], taken[4])
                    known = found.get(rule.id)
                    if known is None or match.rank < known.rank:
                        found[rule.id] = match
                if child.next:
                    _walk(chart, child, taken, unit.stop, found)
