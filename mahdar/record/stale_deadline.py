"""Stale background: a deadline told as still running, of which an earlier report says that it is over.

Old paragraphs are pasted below new events with their bare weekdays: `the deadline ends on Friday`. Where an earlier
report tells that the only deadline of that setter for that party ran out on such a weekday, the passage means it.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from mahdar.record.day import Days, whole_day
from mahdar.record.deadlines import ToldDeadline, told_in
from mahdar.record.same_actor import Cast
from mahdar.types.ids import content_id
from mahdar.types.reading import Reading
from mahdar.types.record import Conflict, ConflictClaim

RULE = "record/stale/deadline"
_LONG = timedelta(days=60)  # after which a setter may well have set another one
_OVER = {"lapsed", "met"}


def find_stale_deadlines(readings: Sequence[Reading], cast: Cast, days: Days) -> tuple[Conflict, ...]:
    """A conflict for each deadline told as running after its end, sorted by id."""
    bare = {
        (reading.report, time.span)
        for reading in readings
        for time in reading.times
        if time.shape.op == "weekday" and time.shape.base is None and not time.shape.amount
    }
    told = told_in(readings, cast, days)
    over = [one for one in told if one.turn in _OVER and one.fact.until and one.day]
    found = []
    for one in told:
        report = one.fact.evidence[0].report
        if one.turn is not None or (report, one.mark.until) not in bare or one.day is None:
            continue
        against = list(_against(one, over, told))
        if against:
            found.append(_conflict(one, against))
    return tuple(sorted(found, key=lambda conflict: conflict.id))


def _against(one: ToldDeadline, over: Sequence[ToldDeadline], told: Sequence[ToldDeadline]) -> Iterator[ToldDeadline]:
    """Who tells that it is over: of the same parties, on the same weekday, and no later report tells another day."""
    for other in over:
        end = whole_day(other.fact.until)
        mine = whole_day(one.fact.until)
        if not (end and mine and one.day and other.day) or not _same(one, other):
            continue
        later = end < one.day <= end + _LONG and other.day <= one.day and mine > end
        again = any(
            _same(one, third) and third is not one and (day := whole_day(third.fact.until)) and day > end
            for third in told
        )
        if later and mine.isoweekday() == end.isoweekday() and not again:
            yield other


def _same(one: ToldDeadline, other: ToldDeadline) -> bool:
    return bool(one.setters & other.setters) and bool(one.sides & other.sides)


def _conflict(one: ToldDeadline, against: Sequence[ToldDeadline]) -> Conflict:
    facts = sorted((other.fact for other in against), key=lambda fact: fact.id)
    evidence = tuple(sorted({place for fact in facts for place in fact.evidence}))
    return Conflict(
        id=content_id("co", one.fact.id, "status", "stale"),
        rules=(RULE, *one.fact.rules),
        certainty="inferred",
        kind="stale-background",
        about=one.fact.id,
        field="status",
        claims=(
            ConflictClaim(value="running", by="report", evidence=one.fact.evidence),
            ConflictClaim(value=str(against[0].turn), by="report", evidence=evidence),
        ),
    )
