"""Claims: one row for each sourced assertion behind the facts."""

from collections.abc import Iterable, Iterator

from mahdar.types.ids import content_id
from mahdar.types.record import Claim, Evidence, IncidentFact, MeetingFact, Record


def find_claims(record: Record) -> tuple[Claim, ...]:
    """Every field of every telling, sorted by id."""
    rows = {claim.id: claim for claim in _all(record)}
    return tuple(rows[key] for key in sorted(rows))


def _all(record: Record) -> Iterator[Claim]:
    for meeting in record.meetings:
        yield from _of_tellings(meeting, ("format", "status", "place", "date", "duration", "count"))
    for incident in record.incidents:
        yield from _of_tellings(incident, ("date", "killed", "injured"))
    for statement in record.statements:
        if statement.speaker:
            yield _claim(statement.id, "speaker", statement.speaker, statement.content, statement.rules)
    for position in record.positions:
        yield _claim(position.id, position.issue, position.stance, position.evidence, position.rules)
    for deadline in record.deadlines:
        if deadline.until:
            yield _claim(deadline.id, "until", deadline.until, deadline.evidence, deadline.rules)


def _of_tellings(fact: MeetingFact | IncidentFact, fields: Iterable[str]) -> Iterator[Claim]:
    for telling in fact.tellings:
        for field in fields:
            value = getattr(telling, field)
            if value is not None:
                yield _claim(fact.id, field, str(value), telling.evidence, fact.rules)


def _claim(fact: str, field: str, value: str, evidence: tuple[Evidence, ...], rules: tuple[str, ...]) -> Claim:
    report = evidence[0].report
    return Claim(
        id=content_id("cl", fact, field, value, report),
        fact=fact,
        field=field,
        value=value,
        by="report",
        report=report,
        evidence=evidence,
        rule=rules[0] if rules else "",
    )
