"""Which of two reports is the later one, and whether what it says takes the place of what the other said.

A newer version follows the older one, whatever days they bear; else the day of publication decides, then the id. A
report takes the place of another where it is a newer version of it, or where one outlet printed it on a later day.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from mahdar.record.day import published_day
from mahdar.types.reading import Reading

Rank = tuple[date, int, str]


class Order:
    """The order of `readings`; `versions` is a newer version -> the one before it, both by report id."""

    def __init__(self, readings: Iterable[Reading], versions: Mapping[str, str] | None = None) -> None:
        self._readings = {reading.report: reading for reading in readings}
        self.versions = {new: old for new, old in (versions or {}).items() if {new, old} <= self._readings.keys()}
        self._ranks: dict[str, Rank] = {}
        for report in self._readings:
            self._rank(report)

    def _rank(self, report: str) -> None:
        before = self.chain(report)[::-1]
        day, depth = date.min, -1
        for one in before:
            day, depth = max(day, published_day(self._readings[one]) or date.max), depth + 1
            self._ranks[one] = (day, depth, one)

    def rank(self, report: str) -> Rank:
        """Sorts reports from the first to the last: no version comes before the one that it follows."""
        return self._ranks[report]

    def chain(self, report: str) -> list[str]:
        """A report and the versions before it, newest first."""
        found = [report]
        while (older := self.versions.get(found[-1])) and older not in found:
            found.append(older)
        return found

    def is_version(self, new: str, old: str) -> bool:
        """Whether `new` is a newer version of `old`."""
        return new != old and old in self.chain(new)

    def replaced(self, reports: Iterable[str]) -> set[str]:
        """Those of which a newer version is among them, too."""
        listed = set(reports)
        return {old for new in listed for old in self.chain(new)[1:] if old in listed}

    def outlet(self, report: str) -> str | None:
        """The outlet of a report, where its source names one."""
        return self._readings[report].outlet

    def follows(self, new: str, old: str) -> bool:
        """Whether both are of one outlet, known by name, and `new` was printed on a later day."""
        mine, its = self._readings[new], self._readings[old]
        return mine.outlet is not None and mine.outlet == its.outlet and self.is_later(new, old)

    def is_later(self, new: str, old: str) -> bool:
        """Whether `new` was published on a later day; both days are known."""
        one, two = published_day(self._readings[new]), published_day(self._readings[old])
        return one is not None and two is not None and one > two
