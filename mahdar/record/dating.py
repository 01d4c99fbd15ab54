"""Dating: a report without a date is placed by dated reports that tell the same meeting: `inferred`."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from mahdar.record.day import published_day
from mahdar.types.marks import Meeting, Time
from mahdar.types.reading import Reading
from mahdar.types.report import Published
from mahdar.types.span import Span
from mahdar.types.when import Shape

_BACK, _AHEAD = 4, 3  # days around a dated report in which another report of the same event may be printed


class _Encounter(msgspec.Struct, frozen=True):
    """What identifies one meeting without its day: who met, and how long or where."""

    who: frozenset[str]
    duration: Shape | None
    place: str | None


def date_undated(readings: Sequence[Reading]) -> list[Reading]:
    """The readings; those without a date are placed where their weekday words and a dated report's meeting fix one."""
    dated = [(day, reading) for reading in readings for day in [published_day(reading)] if day]
    return [reading if reading.published else _placed(reading, dated) for reading in readings]


def _placed(reading: Reading, dated: Sequence[tuple[date, Reading]]) -> Reading:
    weekday, evidence = _own_weekday(reading)
    if weekday is None:
        return reading
    mine = list(_encounters(reading))
    scores: dict[date, int] = {}
    for day, other in dated:
        shared = _shared(mine, list(_encounters(other)))
        if shared:
            near = [
                day + timedelta(n) for n in range(-_BACK, _AHEAD + 1) if (day + timedelta(n)).isoweekday() == weekday
            ]
            for choice in near:
                scores[choice] = scores.get(choice, 0) + shared
    best = sorted(scores, key=lambda choice: (-scores[choice], choice))
    if not best or (len(best) > 1 and scores[best[0]] == scores[best[1]]):
        return reading
    published = Published(value=best[0].isoformat(), known_from="inferred", evidence=evidence)
    return msgspec.structs.replace(reading, published=published)


def _own_weekday(reading: Reading) -> tuple[int | None, tuple[Span, ...]]:
    """The weekday of publication, where `today Wednesday` or `yesterday Tuesday` gives it and nothing contradicts."""
    found: dict[int, list[Span]] = {}
    for time in reading.times:
        shape = time.shape
        if shape.op == "shift" and shape.unit == "day" and shape.weekday is not None:
            weekday = (shape.weekday - 1 - int(shape.amount or 0)) % 7 + 1
            found.setdefault(weekday, []).append(time.span)
    if len(found) != 1:
        return None, ()
    weekday, spans = found.popitem()
    return weekday, tuple(spans)


def _encounters(reading: Reading) -> Iterator[_Encounter]:
    names = {mention.span: mention.stands_for or mention.key for mention in reading.mentions}
    times: dict[Span, Time] = {time.span: time for time in reading.times}
    for meeting in reading.meetings:
        if meeting.count or meeting.repeated:
            continue
        who = frozenset(_family(names[span]) for span in meeting.participants if span in names)
        yield _Encounter(who, _duration(meeting, times), names.get(meeting.place) if meeting.place else None)


def _family(key: str) -> str:
    return key.removeprefix("person:").rpartition(" ")[2] if key.startswith("person:") else key


def _duration(meeting: Meeting, times: dict[Span, Time]) -> Shape | None:
    return times[meeting.duration].shape if meeting.duration in times else None


def _shared(mine: Sequence[_Encounter], theirs: Sequence[_Encounter]) -> int:
    """How many meetings of the one report the other tells too: the same people, and the same place or, which says
    more, the same length."""
    return sum(max((_alike(one, other) for other in theirs if len(one.who & other.who) > 1), default=0) for one in mine)


def _alike(one: _Encounter, other: _Encounter) -> int:
    same_length = one.duration is not None and one.duration == other.duration
    return 2 * same_length + (one.place is not None and one.place == other.place)
