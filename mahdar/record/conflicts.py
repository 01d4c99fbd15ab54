"""Conflicts: claims that cannot both hold, about an event or in what two parties say. Both stay; the kind says why."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from mahdar.record.copies import Copies
from mahdar.record.facts import statement_id
from mahdar.record.order import Order
from mahdar.record.same_actor import Cast
from mahdar.record.same_event import Meetings
from mahdar.record.told import one_place
from mahdar.types.ids import content_id
from mahdar.types.marks import Statement
from mahdar.types.reading import Reading
from mahdar.types.record import Conflict, ConflictClaim, Evidence, IncidentFact, MeetingFact
from mahdar.types.span import Span

RULE = "record/conflicts/"
DENIED = RULE + "parties-differ"
_OF_MEETINGS = ("duration", "date", "place")
_TOLLS = ("killed", "injured")

Kind = Literal["outlets-differ", "update", "correction"]


class _Value(msgspec.Struct, frozen=True):
    """A field as one report tells it."""

    report: str
    value: str
    evidence: tuple[Evidence, ...]


def find_conflicts(
    meetings: Meetings, incidents: Sequence[IncidentFact], order: Order, copies: Copies
) -> Iterator[Conflict]:
    """Fields of one meeting or incident that two reports tell differently.

    An update, where the toll rose or an outlet says something else on a later day; a correction, where a newer version
    of a report says something else: the older value comes first. What still stands and differs, outlets tell apart.
    """
    facts: tuple[MeetingFact | IncidentFact, ...] = (*meetings.facts, *incidents)
    for fact in facts:
        for field in _OF_MEETINGS if isinstance(fact, MeetingFact) else _TOLLS:
            told = [
                _Value(one.report, str(value), (*one.evidence, *meetings.said.get((fact.id, one.report, field), ())))
                for one in fact.tellings
                if (value := getattr(one, field)) is not None
            ]
            if field != "place" or not _one_place({one.value for one in told}, meetings):
                yield from _of_field(fact.id, field, told, (order, copies))


def _one_place(values: set[str], meetings: Meetings) -> bool:
    """Whether all may be one place: a palace and the city in which it stands."""
    known = [meetings.places[value] for value in sorted(values)]
    return all(one_place(a, b) for at, a in enumerate(known) for b in known[at + 1 :])


def find_denials(readings: Sequence[Reading], cast: Cast) -> tuple[Conflict, ...]:
    """What one party says and another denies in the next breath; both are quoted by their own characters."""
    found = []
    for reading in readings:
        told = {statement.cue: statement for statement in reading.statements}
        for denial in reading.statements:
            claim = told.get(denial.answers) if denial.answers else None
            if claim is None:
                continue
            about = statement_id(reading.report, claim)
            own = _own_words(reading, claim, denial)
            claims = (_claim(reading.report, claim, claim.content, cast), _claim(reading.report, denial, own, cast))
            found.append(
                Conflict(
                    id=content_id("co", about, "content", str(denial.cue.start)),
                    rules=(DENIED, *denial.rules),
                    kind="parties-differ",
                    about=about,
                    field="content",
                    claims=claims,
                )
            )
    return tuple(found)


_NEAR = 160  # characters behind a denial within which the same speaker goes on


def _own_words(reading: Reading, claim: Statement, denial: Statement) -> tuple[Span, ...]:
    """What the one who denies says himself: his words but those that he denies, and what he adds right behind."""
    added = [
        span
        for one in reading.statements
        if denial.cue.stop <= one.cue.start <= denial.cue.stop + _NEAR and one.speaker == denial.speaker
        for span in one.content
    ]
    return tuple(span for span in (*denial.content, *added) if span not in claim.content)


def _claim(report: str, statement: Statement, words: tuple[Span, ...], cast: Cast) -> ConflictClaim:
    places = {Evidence(report, span) for span in (statement.cue, *words)}
    return ConflictClaim(
        value=statement.act, by=cast.at(report, statement.speaker) or "report", evidence=tuple(sorted(places))
    )


def _of_field(fact: str, field: str, told: Sequence[_Value], by: tuple[Order, Copies]) -> Iterator[Conflict]:
    if len({one.value for one in told}) < 2:
        return
    after = _replaced(told, field, *by)
    for (kind, old, new), places in sorted(_steps(told, after).items()):
        claims = tuple(
            ConflictClaim(value=value, by="report", evidence=tuple(sorted(set(found))))
            for value, found in zip((old, new), places, strict=True)
        )
        yield _conflict(fact, field, kind, claims, kind, old, new)
    values: defaultdict[str, list[Evidence]] = defaultdict(list)
    for one in told:
        if one.report not in after:
            values[one.value].extend(one.evidence)
    if len(values) > 1 and not _compatible(list(values)):
        claims = tuple(ConflictClaim(value=v, by="report", evidence=tuple(sorted(values[v]))) for v in sorted(values))
        yield _conflict(fact, field, "outlets-differ", claims)


def _conflict(about: str, field: str, kind: Kind, claims: tuple[ConflictClaim, ...], *apart: str) -> Conflict:
    return Conflict(
        id=content_id("co", about, field, *apart),
        rules=(RULE + kind,),
        kind=kind,
        about=about,
        field=field,
        claims=claims,
    )


def _replaced(told: Sequence[_Value], field: str, order: Order, copies: Copies) -> dict[str, tuple[Kind, _Value]]:
    """Report -> how, and by which later telling, its value was replaced. A copy of it goes where it went."""
    found: dict[str, tuple[Kind, _Value]] = {}
    gone: dict[tuple[str, str], tuple[Kind, _Value]] = {}
    for old in told:
        later = [(kind, new) for new in told for kind in [_step(old, new, field, order)] if kind]
        if later:
            step = min(later, key=lambda one: order.rank(one[1].report))
            found[old.report] = gone[copies.source_of(old.report), old.value] = step
    versions = {*order.versions, *order.versions.values()}
    for one in told:
        step_ = gone.get((copies.source_of(one.report), one.value))
        if step_ and one.report not in found and one.report not in versions:
            found[one.report] = step_
    return found


def _step(old: _Value, new: _Value, field: str, order: Order) -> Kind | None:
    """What the newer of two values is to the older one; None where it does not take its place.

    Who dies of wounds is counted later: a toll that rises is news, not a mistake."""
    if old.value == new.value or _compatible([old.value, new.value]):
        return None
    rises = field in _TOLLS and int(new.value) > int(old.value)
    if order.is_version(new.report, old.report):
        return "update" if rises else "correction"
    if order.follows(new.report, old.report) or (rises and order.is_later(new.report, old.report)):
        return "update"
    return None


def _steps(
    told: Sequence[_Value], after: Mapping[str, tuple[Kind, _Value]]
) -> dict[tuple[Kind, str, str], tuple[list[Evidence], list[Evidence]]]:
    """The evidence of the older and of the newer value, for each kind and pair of values."""
    found: dict[tuple[Kind, str, str], tuple[list[Evidence], list[Evidence]]] = {}
    for old in told:
        if old.report in after:
            kind, new = after[old.report]
            older, newer = found.setdefault((kind, old.value, new.value), ([], []))
            older.extend(old.evidence)
            newer.extend(new.evidence)
    return found


def _compatible(values: list[str]) -> bool:
    """A coarser date does not contradict a finer one inside it."""
    spans = [_days(value) for value in values]
    known = [span for span in spans if span is not None]
    if len(known) < len(values):
        return False
    return max(first for first, _ in known) <= min(last for _, last in known)


_FORMS = (
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), "week"),
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), "day"),
    (re.compile(r"(\d{4})-(\d\d)"), "month"),
    (re.compile(r"(\d{4})"), "year"),
)


def _days(value: str) -> tuple[date, date] | None:
    """The first and last day of an ISO date, month, year, week or weekend; None for anything else."""
    for form, grain in _FORMS:
        hit = form.fullmatch(value)
        if hit is None:
            continue
        if grain == "week":
            return date.fromisocalendar(int(hit[1]), int(hit[2]), 1), date.fromisocalendar(int(hit[1]), int(hit[2]), 7)
        if grain == "day":
            return date.fromisoformat(value), date.fromisoformat(value)
        if grain == "month":
            year, month = int(hit[1]), int(hit[2])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(int(hit[1]), 1, 1), date(int(hit[1]), 12, 31)
    return None
