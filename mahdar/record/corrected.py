"""Corrections in so many words: a report that puts a number right, and those that still have the one it takes back."""

from collections.abc import Sequence
from datetime import date

from mahdar.record.day import Days
from mahdar.record.order import Order
from mahdar.types.ids import content_id, mark_id
from mahdar.types.marks import Incident
from mahdar.types.reading import Reading
from mahdar.types.record import Conflict, ConflictClaim, Evidence, IncidentFact

RULE = "record/conflicts/correction"
_DAYS = 1  # between the days of two passages that tell of one attack by night


def find_corrected(
    readings: Sequence[Reading], facts: Sequence[IncidentFact], days: Days, order: Order
) -> tuple[Conflict, ...]:
    """A conflict for each number put right, sorted by id: the value taken back first, with all who told it before."""
    of_place = {place: fact.id for fact in facts for place in fact.evidence}
    told: dict[tuple[str, float, str], list[tuple[str, Incident]]] = {}
    for reading in readings:
        for mark in reading.incidents:
            if mark.value is not None:
                told.setdefault((mark.type, mark.value, mark.unit or ""), []).append((reading.report, mark))
    found = []
    for reading in readings:
        for mark in reading.incidents:
            if mark.denied is None or mark.denied_at is None:
                continue
            right = (reading.report, mark)
            wrong = [
                Evidence(one[0], one[1].span)
                for one in told.get((mark.type, mark.denied, mark.unit or ""), ())
                if order.rank(one[0]) <= order.rank(reading.report) and _near(one, right, days)
            ]
            here = Evidence(reading.report, mark.span)
            about = of_place.get(here) or mark_id(reading.report, "incident", mark.span)
            found.append(_conflict(about, mark, [Evidence(reading.report, mark.denied_at), *wrong], here))
    return tuple(sorted(found, key=lambda conflict: conflict.id))


def _near(one: tuple[str, Incident], other: tuple[str, Incident], days: Days) -> bool:
    mine, its = (_day(days, *told) for told in (one, other))
    return mine is None or its is None or abs((mine - its).days) <= _DAYS


def _day(days: Days, report: str, mark: Incident) -> date | None:
    interval = days.interval(report, mark.time)
    return interval[0] if interval else None


def _conflict(about: str, mark: Incident, wrong: Sequence[Evidence], right: Evidence) -> Conflict:
    return Conflict(
        id=content_id("co", about, "amount", "correction", f"{mark.denied:g}"),
        rules=(RULE, *mark.rules),
        kind="correction",
        about=about,
        field="amount",
        claims=(
            ConflictClaim(value=f"{mark.denied:g}", by="report", evidence=tuple(sorted(set(wrong)))),
            ConflictClaim(value=f"{mark.value:g}", by="report", evidence=(right,)),
        ),
    )
