"""All readings together become one record. The order in which they come never shows in the result."""

from collections.abc import Iterable

import msgspec

from mahdar.record.claims import find_claims
from mahdar.record.conflicts import find_conflicts
from mahdar.record.dating import date_undated
from mahdar.record.day import anchor_all, time_facts
from mahdar.record.facts import Facts
from mahdar.record.same_actor import resolve_actors
from mahdar.record.same_event import join_meetings
from mahdar.types.reading import Reading
from mahdar.types.record import Record


def reconcile(readings: Iterable[Reading]) -> Record:
    """Anchor times, resolve actors, join events; every fact keeps its evidence in each report."""
    ordered = date_undated(sorted(readings, key=lambda reading: reading.report))
    days = anchor_all(ordered)
    cast = resolve_actors(ordered)
    meetings = join_meetings(ordered, cast, days)
    facts = Facts(ordered, cast, days, meetings)
    record = Record(
        actors=cast.actors,
        times=time_facts(days),
        statements=facts.statements(),
        meetings=meetings.facts,
        assessments=facts.assessments(),
        positions=facts.positions(),
        proposals=facts.proposals(),
        deadlines=facts.deadlines(),
        incidents=facts.incidents(),
        conflicts=find_conflicts(meetings.facts),
        published={reading.report: reading.published for reading in ordered if reading.published},
        judgements=tuple(sorted((*cast.judgements, *meetings.judgements), key=lambda j: (j.left, j.right, j.by))),
    )
    return msgspec.structs.replace(record, claims=find_claims(record))
