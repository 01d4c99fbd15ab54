"""All readings together become one record. The order in which they come never shows in the result."""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from mahdar.record.claims import find_claims
from mahdar.record.conflicts import find_conflicts, find_denials
from mahdar.record.copies import Copies, find_copies, find_origins
from mahdar.record.dating import date_undated
from mahdar.record.day import anchor_all, time_facts
from mahdar.record.facts import Facts
from mahdar.record.same_actor import resolve_actors
from mahdar.record.same_event import join_meetings
from mahdar.record.stale import find_stale
from mahdar.types.reading import Reading
from mahdar.types.record import IncidentFact, MeetingFact, Record

F = TypeVar("F", MeetingFact, IncidentFact)


def reconcile(readings: Iterable[Reading]) -> Record:
    """Anchor times, resolve actors, join events; every fact keeps its evidence in each report."""
    ordered = date_undated(sorted(readings, key=lambda reading: reading.report))
    days = anchor_all(ordered)
    cast = resolve_actors(ordered)
    meetings = join_meetings(ordered, cast, days)
    copies = find_copies(ordered)
    outdated, stale = find_stale(ordered, cast)
    facts = Facts(ordered, cast, days, meetings)
    record = Record(
        actors=cast.actors,
        times=time_facts(days),
        statements=facts.statements(),
        meetings=_counted(meetings.facts, copies),
        assessments=facts.assessments(),
        positions=facts.positions(),
        proposals=facts.proposals(),
        deadlines=facts.deadlines(),
        incidents=_counted(facts.incidents(), copies),
        conflicts=tuple(
            sorted(
                (*find_conflicts(meetings.facts), *find_denials(ordered, cast), *outdated),
                key=lambda conflict: conflict.id,
            )
        ),
        stale=stale,
        published={reading.report: reading.published for reading in ordered if reading.published},
        origins=find_origins(ordered, copies, cast),
        judgements=tuple(sorted((*cast.judgements, *meetings.judgements), key=lambda j: (j.left, j.right, j.by))),
    )
    return msgspec.structs.replace(record, claims=find_claims(record))


def _counted(facts: tuple[F, ...], copies: Copies) -> tuple[F, ...]:
    """The facts with the number of independent sources that tell them."""
    return tuple(msgspec.structs.replace(fact, sources=copies.sources(fact.evidence)) for fact in facts)
