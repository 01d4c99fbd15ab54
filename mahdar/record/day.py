"""The day of each report and the value of each time: everything that depends on the date of publication."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

import msgspec

from mahdar.record.anchor import resolve
from mahdar.types.ids import mark_id
from mahdar.types.marks import Certainty, Statement, Time
from mahdar.types.reading import Reading
from mahdar.types.record import AnchoredTime, Evidence
from mahdar.types.span import Span
from mahdar.types.when import When

_PASSAGE = 600  # characters between a day told of and the next day
_ISO_DAY = 10  # characters of a date that is known to the day
_NEAR = 10  # days between a report and the deadline it counts to


class Days(msgspec.Struct, frozen=True):
    """The anchored times of all readings: (report, span) -> the time and what it is worth."""

    times: dict[tuple[str, Span], tuple[Time, When]]

    def value(self, report: str, span: Span | None) -> str | None:
        """The day of a time, without its part of the day; None where it is not anchored, or its text gives no date."""
        found = self.times.get((report, span)) if span else None
        if found is None or found[1].known_from == "unanchored" or found[1].value.endswith("_REF"):
            return None
        value = found[1].value
        if value.startswith("X"):
            return None
        return value.partition("T")[0] if not value.startswith("P") else value

    def interval(self, report: str, span: Span | None) -> tuple[date, date] | None:
        found = self.times.get((report, span)) if span else None
        return found[1].interval if found else None


def published_day(reading: Reading) -> date | None:
    """The day of publication, if it is known to the day."""
    try:
        return date.fromisoformat(reading.published.value) if reading.published else None
    except ValueError:
        return None


def anchor_all(readings: Iterable[Reading]) -> Days:
    """Anchor every time of every reading: to its report's day, or to the day of the quotation that holds it."""
    times: dict[tuple[str, Span], tuple[Time, When]] = {}
    listed = list(readings)
    for reading in listed:
        day = published_day(reading)
        for time in reading.times:
            times[reading.report, time.span] = (time, resolve(time.shape, day))
        for statement in reading.statements:
            _anchor_quoted(reading, statement, times)
    for reading in listed:
        _anchor_story(reading, times)
    ends = _deadline_days(listed, times)
    for reading in listed:
        _anchor_to_deadline(reading, ends, times)
    return Days(times)


def _deadline_days(readings: list[Reading], times: dict[tuple[str, Span], tuple[Time, When]]) -> list[date]:
    """The days on which deadlines end, as any report tells them."""
    found = set()
    for reading in readings:
        for mark in reading.deadlines:
            known = times.get((reading.report, mark.until)) if mark.until else None
            if known and known[1].interval and known[1].interval[0] == known[1].interval[1]:
                found.add(known[1].interval[0])
    return sorted(found)


def _anchor_to_deadline(reading: Reading, ends: list[date], times: dict[tuple[str, Span], tuple[Time, When]]) -> None:
    """A time counted back from a deadline: from the one that ends nearest to the report; without one it stays open."""
    day = published_day(reading)
    near = [end for end in ends if day and abs((end - day).days) <= _NEAR]
    for time in reading.times:
        if time.shape.anchor == "deadline":
            end = min(near, key=lambda end: (abs((end - day).days), end)) if near and day else None
            times[reading.report, time.span] = (time, resolve(time.shape, end))


def _anchor_quoted(reading: Reading, statement: Statement, times: dict[tuple[str, Span], tuple[Time, When]]) -> None:
    """A time inside quoted words counts from the day on which they were said."""
    said = times.get((reading.report, statement.said)) if statement.said else None
    if statement.mode != "direct" or said is None or said[1].interval is None:
        return
    first, last = said[1].interval
    if first != last:
        return
    for content in statement.content:
        start = bisect_left(reading.times, content.start, key=lambda time: time.span.start)
        stop = bisect_left(reading.times, content.stop, key=lambda time: time.span.start)
        for time in reading.times[start:stop]:
            times[reading.report, time.span] = (time, resolve(time.shape, first))


def _anchor_story(reading: Reading, times: dict[tuple[str, Span], tuple[Time, When]]) -> None:
    """`the next day` counts from the day told of before it, in the same passage; without one it stays open."""
    told: tuple[int, date] | None = None
    for time in reading.times:
        if time.shape.anchor == "story":
            near = told is not None and time.span.start - told[0] <= _PASSAGE
            shape = msgspec.structs.replace(time.shape, anchor="published")
            times[reading.report, time.span] = (time, resolve(shape, told[1] if told and near else None))
        interval = times[reading.report, time.span][1].interval
        if interval and interval[0] == interval[1]:
            told = (time.span.stop, interval[0])


def time_facts(days: Days) -> tuple[AnchoredTime, ...]:
    """The times as facts, sorted by id."""
    facts = []
    for (report, span), (time, when) in days.times.items():
        interval = when.interval
        facts.append(
            AnchoredTime(
                id=mark_id(report, "time", span),
                rules=time.rules,
                certainty=_certainty(time, when),
                span=Evidence(report, span),
                type=time.type,
                value=when.value,
                mod=time.mod,
                interval=(interval[0].isoformat(), interval[1].isoformat()) if interval else None,
            )
        )
    return tuple(sorted(facts, key=lambda fact: fact.id))


def _certainty(time: Time, when: When) -> Certainty:
    if when.known_from == "unanchored":
        return "unsure"
    return "inferred" if time.shape.anchor == "story" else time.certainty


def whole_day(value: str | None) -> date | None:
    """The day that a value names to the day; None of a month, a week, an interval or nothing."""
    try:
        return date.fromisoformat(value) if value and len(value) == _ISO_DAY else None
    except ValueError:
        return None
