"""All readings together become one record. The order in which they come never shows in the result."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from mahdar.record.amend import amend
from mahdar.record.claims import find_claims
from mahdar.record.conflicts import find_conflicts, find_denials
from mahdar.record.copies import Copies, find_copies
from mahdar.record.corrected import find_corrected
from mahdar.record.corrections import Correction
from mahdar.record.dating import date_undated
from mahdar.record.day import anchor_all, time_facts
from mahdar.record.facts import Facts
from mahdar.record.held import find_held
from mahdar.record.order import Order
from mahdar.record.origins import find_origins
from mahdar.record.placed import place
from mahdar.record.raised import find_raised
from mahdar.record.same_actor import resolve_actors
from mahdar.record.same_event import join_meetings
from mahdar.record.same_incident import join_incidents
from mahdar.record.same_utterance import join_utterances
from mahdar.record.stale import find_stale
from mahdar.record.stale_deadline import find_stale_deadlines
from mahdar.record.stale_war import find_stale_fears
from mahdar.types.reading import Reading
from mahdar.types.record import Conflict, IncidentFact, Judgement, MeetingFact, Record

F = TypeVar("F", MeetingFact, IncidentFact)


def reconcile(
    readings: Iterable[Reading],
    versions: Mapping[str, str] | None = None,
    corrections: Iterable[Correction] = (),
) -> Record:
    """Anchor times, resolve actors, join events; every fact keeps its evidence in each report.

    `versions` is a newer version of a report -> the one before it, by report id. `corrections` are what people decided,
    in the order in which they decided it."""
    corrections = tuple(corrections)
    ordered = date_undated(sorted(readings, key=lambda reading: reading.report))
    order = Order(ordered, versions)
    days = anchor_all(ordered)
    cast = resolve_actors(ordered, corrections)
    meetings = join_meetings(ordered, cast, days, order)
    copies = find_copies(ordered, order)
    placed = place(ordered, meetings.facts)
    outdated, stale = find_stale(ordered, cast, placed)
    feared, stale_too = find_stale_fears(ordered, cast, days, placed)
    facts = Facts(ordered, cast, days, meetings)
    statements, utterances = join_utterances(ordered, facts.statements())
    incidents, joins = join_incidents(facts.incidents(), order, {actor.id: actor.side for actor in cast.actors})
    record = Record(
        actors=cast.actors,
        times=time_facts(days),
        statements=statements,
        meetings=_counted(meetings.facts, copies),
        assessments=facts.assessments(),
        positions=facts.positions(),
        proposals=facts.proposals(),
        deadlines=facts.deadlines(),
        incidents=_counted(incidents, copies),
        conflicts=_by_id(
            find_conflicts(meetings, incidents, order, copies),
            (*outdated, *feared, *find_stale_deadlines(ordered, cast, days)),
            (*find_denials(ordered, cast), *find_held(ordered, cast, placed)),
            (*find_corrected(ordered, incidents, days, order), *find_raised(ordered, incidents, days)),
        ),
        stale=tuple(sorted({*stale, *stale_too})),
        published={reading.report: reading.published for reading in ordered if reading.published},
        origins=find_origins(ordered, copies, cast),
        versions=dict(sorted(order.versions.items())),
        judgements=_in_order(*cast.judgements, *meetings.judgements, *joins, *utterances),
    )
    return _amended(msgspec.structs.replace(record, claims=find_claims(record)), corrections)


def _amended(record: Record, corrections: Iterable[Correction]) -> Record:
    """With the corrections of facts; what reports claim was found before, and stays."""
    ids = {known: actor.id for actor in record.actors for known in (actor.id, *actor.aliases)}
    made = amend(record, corrections, ids)
    judged = _in_order(*record.judgements, *made.judgements)
    claims = sorted((*made.record.claims, *made.claims), key=lambda claim: claim.id)
    return msgspec.structs.replace(made.record, judgements=judged, claims=tuple(claims))


def _in_order(*judgements: Judgement) -> tuple[Judgement, ...]:
    return tuple(sorted(judgements, key=lambda j: (j.left, j.right, j.by)))


def _by_id(*found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    return tuple(sorted((one for some in found for one in some), key=lambda conflict: conflict.id))


def _counted(facts: tuple[F, ...], copies: Copies) -> tuple[F, ...]:
    """The facts with the number of independent sources that tell them."""
    return tuple(msgspec.structs.replace(fact, sources=copies.sources(fact.evidence)) for fact in facts)
