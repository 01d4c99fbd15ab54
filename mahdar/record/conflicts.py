"""Conflicts: claims that cannot both hold, about a meeting or in what two parties say. Both stay; the kind says why."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from mahdar.record.facts import statement_id
from mahdar.record.same_actor import Cast
from mahdar.types.ids import content_id
from mahdar.types.marks import Statement
from mahdar.types.reading import Reading
from mahdar.types.record import Conflict, ConflictClaim, Evidence, MeetingFact

RULE = "record/conflicts/outlets-differ"
DENIED = "record/conflicts/parties-differ"
_FIELDS = ("duration", "date", "place")


def find_conflicts(meetings: Sequence[MeetingFact]) -> tuple[Conflict, ...]:
    """Fields of one meeting that two reports tell differently."""
    return tuple(sorted((c for meeting in meetings for c in _of_meeting(meeting)), key=lambda conflict: conflict.id))


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
            claims = tuple(_claim(reading.report, statement, cast) for statement in (claim, denial))
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


def _claim(report: str, statement: Statement, cast: Cast) -> ConflictClaim:
    places = tuple(Evidence(report, span) for span in (statement.cue, *statement.content))
    return ConflictClaim(
        value=statement.act, by=cast.at(report, statement.speaker) or "report", evidence=tuple(sorted(places))
    )


def _of_meeting(meeting: MeetingFact) -> Iterator[Conflict]:
    for field in _FIELDS:
        values: defaultdict[str, list[Evidence]] = defaultdict(list)
        for telling in meeting.tellings:
            value = getattr(telling, field)
            if value:
                values[value].extend(telling.evidence)
        if len(values) > 1 and not _compatible(list(values)):
            claims = tuple(
                ConflictClaim(value=v, by="report", evidence=tuple(sorted(values[v]))) for v in sorted(values)
            )
            yield Conflict(
                id=content_id("co", meeting.id, field),
                rules=(RULE,),
                kind="outlets-differ",
                about=meeting.id,
                field=field,
                claims=claims,
            )


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
