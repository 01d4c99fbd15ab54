"""What the tellings of one meeting make together: the fact with its choice among them, and each report's telling."""

from collections.abc import Iterable
from datetime import date

import msgspec

from mahdar.record.order import Order
from mahdar.record.same_actor import Cast
from mahdar.types.marks import Format, Meeting, Status
from mahdar.types.reading import Reading
from mahdar.types.record import Evidence, MeetingFact, MeetingTelling


class Told(msgspec.Struct, frozen=True):
    """One mark of a meeting with what the record knows of it; `people` are the persons among `who`, by side."""

    id: str
    reading: Reading
    mark: Meeting
    who: frozenset[str]
    sides: frozenset[str]
    people: dict[str, frozenset[str]]
    on: str | None
    days: tuple[date, date] | None
    place: str | None
    city: bool
    home: str | None
    duration: str | None
    printed: date | None


def one_place(a: tuple[str, bool, str | None], b: tuple[str, bool, str | None]) -> bool:
    """Whether two places, each with whether it is a city and the state it is in, may be one: a palace stands in a city
    of its state."""
    return a[0] == b[0] or (a[2] is not None and a[2] == b[2] and not (a[1] and b[1]))


def places_of(told: Iterable["Told"]) -> dict[str, tuple[str, bool, str | None]]:
    """Every place of a meeting with what `one_place` asks of it."""
    return {one.place: (one.place, one.city, one.home) for one in told if one.place}


def said_of(group: Iterable["Told"]) -> dict[tuple[str, str], tuple[Evidence, ...]]:
    """(report, field) -> where the report says the length, day or place of a meeting: the first place."""
    found: dict[tuple[str, str], tuple[Evidence, ...]] = {}
    for one in sorted(group, key=lambda one: (one.reading.report, one.mark.span)):
        report, mark = one.reading.report, one.mark
        for field, known, span in (
            ("duration", one.duration, mark.duration),
            ("date", one.on, mark.time),
            ("place", one.place, mark.place),
        ):
            if known and span:
                found.setdefault((report, field), (Evidence(report, span),))
    return found


def meeting_fact(group: list[Told], cast: Cast, order: Order) -> MeetingFact:
    """The earliest telling first, but nothing is taken from a report of which a newer version tells it, too."""
    ordered = sorted(group, key=lambda one: (one.printed or date.max, one.id))
    replaced = order.replaced(one.reading.report for one in ordered)
    standing = [one for one in ordered if one.reading.report not in replaced]
    host = next((cast.at(one.reading.report, one.mark.host) for one in standing if one.mark.host), None)
    return MeetingFact(
        id=ordered[0].id,
        rules=tuple(sorted({rule for one in ordered for rule in one.mark.rules})),
        certainty="stated" if any(one.mark.certainty == "stated" for one in ordered) else "inferred",
        format=_format(standing),
        status=_status(standing),
        participants=tuple(sorted({actor for one in standing for actor in one.who})),
        host=host,
        place=_place(standing),
        date=_finest(one.on for one in standing),
        duration=next((one.duration for one in standing if one.duration), None),
        count=standing[0].mark.count,
        issues=tuple(sorted({issue for one in standing for issue in one.mark.issues})),
        evidence=tuple(Evidence(one.reading.report, one.mark.span) for one in _in_place(ordered)),
        tellings=_tellings(ordered),
    )


def _format(told: list[Told]) -> Format:
    """A call or a link where any telling says so: that people met is mostly only taken from the word."""
    formats = [one.mark.format for one in told if one.mark.format != "unspecified"]
    return next((known for known in formats if known != "in-person"), formats[0] if formats else "unspecified")


def _status(told: list[Told]) -> Status:
    """Held, where anybody tells so; else what the last report says that says more than a plan."""
    if any(one.mark.status == "held" for one in told if not one.mark.refers_to) or not told:
        return "held"
    firm = [one.mark.status for one in told if one.mark.status not in {"planned", "proposed"}]
    return firm[-1] if firm else told[-1].mark.status


def _in_place(told: list[Told]) -> list[Told]:
    """By day of publication, then as each report tells them."""
    return sorted(told, key=lambda one: (one.printed or date.max, one.reading.report, one.mark.span))


def _place(told: list[Told]) -> str | None:
    """The first place told of; a city before a palace in it."""
    known = sorted((one for one in told if one.place), key=lambda one: not one.city)
    return known[0].place if known else None


def _finest(dates: Iterable[str | None]) -> str | None:
    """The most precise date; of equals the first."""
    known = [value for value in dates if value]
    return max(known, key=len) if known else None


def _tellings(ordered: list[Told]) -> tuple[MeetingTelling, ...]:
    """One a report: its own words first to last, the first known value of each field."""
    by_report: dict[str, list[Told]] = {}
    for one in sorted(ordered, key=lambda t: (t.reading.report, t.mark.span)):
        by_report.setdefault(one.reading.report, []).append(one)
    return tuple(_telling(report, group) for report, group in by_report.items())


def _telling(report: str, group: list[Told]) -> MeetingTelling:
    return MeetingTelling(
        report=report,
        evidence=tuple(Evidence(report, one.mark.span) for one in group),
        format=_format(group),
        status=_status(group),
        participants=tuple(sorted({actor for one in group for actor in one.who})),
        place=_place(group),
        date=_finest(one.on for one in group),
        duration=next((one.duration for one in group if one.duration), None),
        count=group[0].mark.count,
    )
