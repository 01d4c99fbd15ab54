"""The slots of one match of a pattern of time, read by the kind that the data give to their words."""

from typing import Literal

from mahdar.language.rules import Match, Unit
from mahdar.language.schema import Month, WordList
from mahdar.reading.page import Page
from mahdar.types.when import Direction, Edge, Grain, Shape, TimexType

Built = tuple[TimexType, Shape] | None
GRAINS: dict[str, Grain] = {
    g: g for g in ("second", "minute", "hour", "day", "week", "month", "quarter", "half", "year", "decade", "century")
}
CLOCK = frozenset({"second", "minute", "hour"})
_TURNS: dict[str, Direction] = {
    "-1": "last",
    "1": "next",
    "after": "next",
    "before": "last",
    "recent": "last",
    "same": "open",
}
_EDGES: dict[str, Edge] = {"START": "START", "MID": "MID", "END": "END"}


class Slots:
    """The slots of one match, by the kind that its data give to them."""

    def __init__(self, page: Page, match: Match) -> None:
        self.page, self.match, self._slots = page, match, match.slots

    def unit(self, name: str) -> Unit | None:
        found = self._slots.get(name)
        return found[1] if found else None

    def kind(self, name: str) -> str | None:
        """What the word list says of the word in a slot."""
        unit = self.unit(name)
        table = unit.sense.row.table if unit and unit.sense else None
        return table.kind if isinstance(table, WordList) else None

    def value(self, name: str) -> float | None:
        unit = self.unit(name)
        return unit.value if unit else None

    def whole(self, name: str) -> int | None:
        value = self.value(name)
        return None if value is None else int(value)

    def number(self, name: str) -> str | None:
        """Singular, dual or plural, as the word in a slot is inflected."""
        unit = self.unit(name)
        return unit.sense.word.number if unit and unit.sense else None

    def grain(self, name: str = "unit") -> Grain | None:
        return GRAINS.get(self.kind(name) or "")

    def month(self, name: str = "month") -> int | None:
        """The number of a month by name, or of a numbered one."""
        unit = self.unit(name)
        table = unit.sense.row.table if unit and unit.sense else None
        return table.number if isinstance(table, Month) else self.whole(name)

    def is_hijri(self, name: str = "month") -> bool:
        unit = self.unit(name)
        return bool(unit and unit.sense and unit.sense.row.kind == "hijri")

    def is_adjective(self) -> bool:
        """`the general manager`: the year is spelt like the adjective behind a definite noun."""
        at = self._slots["unit"][0]
        first = at == self.match.first and not self.match.skip
        return first and self.page.is_a(at, "also-general") and self.page.is_definite(at - 1)

    def calendar(self) -> Literal["gregorian", "hijri"]:
        """The calendar of the month, or of the unit, that the match names."""
        return "hijri" if self.is_hijri() or self.unit("hijri") else "gregorian"

    def weekday(self, name: str = "day") -> int | None:
        return int(self.kind(name) or 0) or None

    def definite(self, name: str = "unit") -> bool:
        unit = self.unit(name)
        return bool(unit and unit.sense and unit.sense.word.definite)

    def turned(self) -> Direction:
        return _TURNS.get(self.kind("turn") or "", "open")

    def again(self) -> int:
        """One more turn in the same direction: `the week before last`."""
        return 1 if self.unit("again") else 0

    def edge(self) -> Edge | None:
        return _EDGES.get(self.kind("edge") or "")

    def counts(self, *classes: str) -> bool:
        """Whether a word of one of `classes` follows, not joined by a conjunction."""
        stop = self.match.stop
        return stop < self.page.size and any(s.cls in classes and not s.skip for s in self.page.senses(stop))

    def alone(self) -> bool:
        """Whether nothing else stands on the line."""
        return self.page.is_break(self.match.first - 1) and self.page.is_break(self.match.stop)

    def before(self, cls: str) -> bool:
        """Whether the word before the match is of a class, or the first word carries a proclitic."""
        return self.page.is_a(self.match.first - 1, cls) or bool(self.match.skip)
