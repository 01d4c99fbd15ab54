"""Tolls that rose: a report that tells of an earlier count beside the one that stands, and who told that one before."""

from collections.abc import Iterator, Sequence

from mahdar.record.day import Days
from mahdar.types.ids import content_id, mark_id
from mahdar.types.marks import Incident
from mahdar.types.reading import Reading
from mahdar.types.record import Conflict, ConflictClaim, Evidence, IncidentFact

RULE = "record/conflicts/update"
_PASSAGE = 600  # characters between an earlier count and the one that took its place
_DAYS = 1  # between the days of two passages that tell of one attack by night
_FIELDS = ("killed", "injured")


def find_raised(readings: Sequence[Reading], facts: Sequence[IncidentFact], days: Days) -> tuple[Conflict, ...]:
    """A conflict for each count that another took the place of, sorted by id: the earlier value first, with all who
    told the same dead and injured of that day."""
    of_place = {place: fact.id for fact in facts for place in fact.evidence}
    found = []
    for reading in readings:
        for former in (mark for mark in reading.incidents if mark.former):
            now = _standing(reading, former)
            if now is None:
                continue
            here = Evidence(reading.report, now.span)
            about = of_place.get(here) or mark_id(reading.report, "incident", now.span)
            before = (Evidence(reading.report, former.span), *_told_before(readings, (reading, former, now), days))
            found += list(_conflicts(about, former, now, (tuple(sorted(set(before))), (here,))))
    return tuple(sorted(found, key=lambda conflict: conflict.id))


def _standing(reading: Reading, former: Incident) -> Incident | None:
    """The count of the same passage that took its place: the nearest one with both numbers no smaller."""
    may = [
        mark
        for mark in reading.incidents
        if not mark.former
        and abs(mark.span.start - former.span.start) <= _PASSAGE
        and any(getattr(mark, field) is not None for field in _FIELDS)
        and all((getattr(mark, field) or 0) >= (getattr(former, field) or 0) for field in _FIELDS)
    ]
    return min(may, key=lambda mark: abs(mark.span.start - former.span.start), default=None)


def _told_before(
    readings: Sequence[Reading], told: tuple[Reading, Incident, Incident], days: Days
) -> Iterator[Evidence]:
    """Where other reports tell the earlier count, both numbers, within a day of the attack."""
    own, former, now = told
    if former.killed is None or former.injured is None:
        return
    mine = days.interval(own.report, now.time or former.time)
    for reading in readings:
        for mark in reading.incidents if reading is not own else ():
            its = days.interval(reading.report, mark.time)
            near = mine and its and abs((its[0] - mine[0]).days) <= _DAYS
            if near and mark.type == now.type and (mark.killed, mark.injured) == (former.killed, former.injured):
                yield Evidence(reading.report, mark.span)


def _conflicts(
    about: str, former: Incident, now: Incident, places: tuple[tuple[Evidence, ...], tuple[Evidence, ...]]
) -> Iterator[Conflict]:
    for field in _FIELDS:
        old, new = getattr(former, field), getattr(now, field)
        if old is not None and new is not None and old != new:
            claims = tuple(
                ConflictClaim(value=str(value), by="report", evidence=evidence)
                for value, evidence in zip((old, new), places, strict=True)
            )
            yield Conflict(
                id=content_id("co", about, field, "former", str(old), str(new)),
                rules=tuple(dict.fromkeys((RULE, *former.rules, *now.rules))),
                kind="update",
                about=about,
                field=field,
                claims=claims,
            )
