"""Stale background: a report that fears an invasion between two states, of which the record tells as on for long.

The build-up of years ago is pasted below new events. Only what has been on for half a year contradicts a fear: in the
weeks after a war begins, or between two of its rounds, an invasion may well be feared again. A report that cannot be
placed in time contradicts nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from mahdar.record.day import Days, published_day
from mahdar.record.same_actor import Cast
from mahdar.types.ids import content_id
from mahdar.types.marks import War
from mahdar.types.reading import Reading
from mahdar.types.record import Conflict, ConflictClaim, Evidence

RULE = "record/stale/feared-invasion"
_LONG = timedelta(days=180)
_YEAR, _MONTH = 365.25, 30.4  # days


class _Told(msgspec.Struct, frozen=True):
    """A war as one report tells it, and the last day by which it was certainly on."""

    report: str
    mark: War
    by: date


def find_stale_fears(
    readings: Sequence[Reading], cast: Cast, days: Days, placed: Mapping[str, tuple[date, date]]
) -> tuple[tuple[Conflict, ...], tuple[Evidence, ...]]:
    """The conflicts, and the sentences that are stale. `placed` says when a report can have been printed: the first day
    counts."""
    told: defaultdict[tuple[str, ...], list[_Told]] = defaultdict(list)
    for reading in readings:
        day = published_day(reading)
        for mark in reading.wars:
            if mark.kind == "told" and (by := _began(reading, mark, day, days) or day):
                told[mark.parties].append(_Told(reading.report, mark, by))
    conflicts, stale = [], set()
    for reading in readings:
        day = placed[reading.report][0] if reading.report in placed else None
        for mark in reading.wars:
            against = _against(mark, day, told) if mark.kind == "feared" and day else []
            about = next((cast.of_key[party] for party in mark.parties if party in cast.of_key), None)
            if against and about:
                conflicts.append(_conflict(about, reading, mark, against))
                stale.add(_sentence(reading, mark))
    return tuple(sorted(conflicts, key=lambda conflict: conflict.id)), tuple(sorted(stale))


def _against(mark: War, day: date, told: dict[tuple[str, ...], list[_Told]]) -> list[_Told]:
    """Who tells of this war, where it had been on for long on `day`; one of them says between whom it is."""
    between = told.get(mark.parties, [])
    since = [one for party in mark.parties for one in told.get((party,), ())]
    listed = [*between, *since] if between else []
    return listed if any(one.by <= day - _LONG for one in listed) else []


def _began(reading: Reading, mark: War, day: date | None, days: Days) -> date | None:
    """The last day on which the war can have begun, as this report tells it; None where it does not."""
    if mark.since is None:
        return None
    if interval := days.interval(reading.report, mark.since):
        return interval[1]
    shape = next((time.shape for time in reading.times if time.span == mark.since), None)
    length = {"year": _YEAR, "month": _MONTH}.get(str(shape.unit), 0) * (shape.amount or 0) if shape else 0
    return day - timedelta(days=length) if day and length else None


def _sentence(reading: Reading, mark: War) -> Evidence:
    held = (sentence.span for sentence in reading.sentences if sentence.span.holds(mark.span))
    return Evidence(reading.report, next(held, mark.span))


def _conflict(about: str, reading: Reading, mark: War, against: Sequence[_Told]) -> Conflict:
    report = reading.report
    listed = sorted(against, key=lambda one: (one.by, one.report, one.mark.span))
    return Conflict(
        id=content_id("co", about, "war", report, str(mark.span.start)),
        rules=tuple(sorted({RULE, *mark.rules, *(rule for one in listed for rule in one.mark.rules)})),
        certainty="stated" if reading.published else "inferred",
        kind="stale-background",
        about=about,
        field="war",
        claims=(
            ConflictClaim(value=mark.text, by="report", evidence=(Evidence(report, mark.span),)),
            ConflictClaim(
                value=listed[0].mark.text,
                by="report",
                evidence=tuple(sorted({Evidence(one.report, one.mark.span) for one in listed})),
            ),
        ),
    )
