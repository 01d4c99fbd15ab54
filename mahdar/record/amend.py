"""Facts as people corrected them: rejected ones are gone, a field says what a person set it to.

What reports say stays beside it: their claims are kept, the person's stands among them and is judged right.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args, get_type_hints

import msgspec

from mahdar.record.corrections import Correction, in_order, reasons
from mahdar.types.ids import content_id
from mahdar.types.record import (
    AnchoredTime,
    AssessmentFact,
    Claim,
    DeadlineFact,
    Evidence,
    Fact,
    IncidentFact,
    Judgement,
    MeetingFact,
    Position,
    Proposal,
    Record,
    StatementFact,
)

RULE = "record/correction"
MODELS: dict[str, type[Fact]] = {
    "times": AnchoredTime,
    "statements": StatementFact,
    "meetings": MeetingFact,
    "assessments": AssessmentFact,
    "positions": Position,
    "proposals": Proposal,
    "deadlines": DeadlineFact,
    "incidents": IncidentFact,
}
# The fields that a person may set; those that name an actor are apart.
FIELDS: dict[str, tuple[str, ...]] = {
    "times": ("value",),
    "statements": ("act", "mode", "said_on"),
    "meetings": ("format", "status", "date", "duration", "count"),
    "assessments": ("polarity",),
    "positions": ("issue", "stance", "what", "as_of", "voice"),
    "proposals": ("name", "date", "standing"),
    "deadlines": ("until", "consequence", "status"),
    "incidents": ("type", "mode", "date", "killed", "injured"),
}
ACTORS: dict[str, tuple[str, ...]] = {
    "statements": ("speaker", "channel", "via", "addressee"),
    "meetings": ("host", "place"),
    "positions": ("party",),
    "deadlines": ("set_by",),
    "incidents": ("place", "claimed_by"),
}


def as_typed(kind: str, field: str, value: str | None) -> Any:
    """A value as the field holds it. Raises msgspec.ValidationError, which says what the field takes."""
    return msgspec.convert(value, get_type_hints(MODELS[kind])[field], strict=False)


def choices(kind: str, field: str) -> tuple[str, ...]:
    """The values that a field may have, where they are listed; else none."""
    hint = get_type_hints(MODELS[kind])[field]
    return tuple(one for part in (hint, *get_args(hint)) for one in get_args(part) if isinstance(one, str))


def place_key(report: str, start: int, stop: int) -> str:
    """A place of a fact, as a correction remembers it."""
    return f"{report}:{start}-{stop}"


class Amended(msgspec.Struct, frozen=True):
    """The record with its corrections, the claims that people make, and the judgements behind them."""

    record: Record
    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]


def amend(record: Record, corrections: Iterable[Correction], ids: Mapping[str, str]) -> Amended:
    """Apply the corrections of facts; `ids` is an actor's key or former id -> its id."""
    facts = {kind: {fact.id: fact for fact in getattr(record, kind)} for kind in MODELS}
    claims: dict[str, Claim] = {}
    judgements: dict[str, Judgement] = {}
    for one in in_order(corrections):
        if one.kind not in facts or (one.op == "set" and _waits(one, ids)):
            continue
        for fact in _meant(one, facts[one.kind]):
            if one.op == "reject":
                del facts[one.kind][fact.id]
                judgements[one.id] = _judgement(one, fact.id, fact.id, "no")
                continue
            value = _value(one, ids)
            facts[one.kind][fact.id] = msgspec.structs.replace(fact, **{one.field or "": value})
            judgements[one.id] = _judgement(one, fact.id, f"{one.field}:{value}", "yes")
            claim = _claim(one, fact, value)
            claims[claim.id] = claim
    if not judgements:
        return Amended(record, (), ())
    kept = {kind: tuple(facts[kind][id_] for id_ in sorted(facts[kind])) for kind in MODELS}
    gone = {fact.id for kind in MODELS for fact in getattr(record, kind)} - {f.id for fs in kept.values() for f in fs}
    kept["assessments"] = tuple(
        msgspec.structs.replace(one, of=None) if getattr(one, "of", None) in gone else one
        for one in kept["assessments"]
    )
    conflicts = tuple(one for one in record.conflicts if one.about not in gone)
    told = tuple(claim for claim in record.claims if claim.fact not in gone)
    amended = msgspec.structs.replace(record, conflicts=conflicts, claims=told, **kept)
    listed = tuple(claims[id_] for id_ in sorted(claims) if claims[id_].fact not in gone)
    return Amended(amended, listed, tuple(judgements[id_] for id_ in sorted(judgements)))


def _meant(one: Correction, facts: Mapping[str, Fact]) -> list[Fact]:
    """The fact of this id, else those that rest on the same characters."""
    if one.actor.id in facts:
        return [facts[one.actor.id]]
    keys = set(one.actor.keys)
    return [fact for _, fact in sorted(facts.items()) if keys & {_key(place) for place in _places(fact)}]


def _key(place: Evidence) -> str:
    return place_key(place.report, place.span.start, place.span.stop)


def _places(fact: Fact) -> Iterator[Evidence]:
    for name in ("evidence", "content", "span"):
        value = getattr(fact, name, ())
        yield from (value,) if isinstance(value, Evidence) else value


def _waits(one: Correction, ids: Mapping[str, str]) -> bool:
    """Whether a field cannot be set today: its actor is gone, or it takes other values now."""
    try:
        _value(one, ids)
    except (KeyError, msgspec.ValidationError):
        return True
    return False


def _value(one: Correction, ids: Mapping[str, str]) -> Any:
    if one.other is None:
        return as_typed(one.kind, one.field or "", one.name)
    found = next((ids[key] for key in (one.other.id, *one.other.keys) if key in ids), None)
    return as_typed(one.kind, one.field or "", found)


def _judgement(one: Correction, left: str, right: str, same: Any) -> Judgement:
    return Judgement(left=left, right=right, same=same, by=one.by, reasons=reasons(one))


def _claim(one: Correction, fact: Fact, value: Any) -> Claim:
    places = sorted(set(_places(fact)))
    said = "" if value is None else str(value)
    return Claim(
        id=content_id("cl", fact.id, one.field or "", said, one.id),
        fact=fact.id,
        field=one.field or "",
        value=said,
        by=one.by,
        report=places[0].report,
        evidence=tuple(places),
        rule=RULE,
    )
