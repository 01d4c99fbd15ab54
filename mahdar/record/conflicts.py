"""Conflicts: claims about one meeting that cannot both hold. Both stay; the kind says why they differ."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mahdar.types.ids import content_id
from mahdar.types.record import Conflict, ConflictClaim, Evidence, MeetingFact

RULE = "record/conflicts/outlets-differ"
_FIELDS = ("duration", "date", "place")


def find_conflicts(meetings: Sequence[MeetingFact]) -> tuple[Conflict, ...]:
    """Fields of one meeting that two reports tell differently."""
    return tuple(sorted((c for meeting in meetings for c in _of_meeting(meeting)), key=lambda conflict: conflict.id))


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
    finest = max(values, key=len)
    return all(finest.startswith(value) for value in values)
