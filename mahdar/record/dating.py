"""Dating: a report without a date is placed by dated reports that tell the same meeting: `inferred`.

Where the report names the weekday of its own day, a dated report of the same meeting says which week. Where it only
tells on which weekday they met, that day counts: news is told by its bare weekday on that day or right after it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from mahdar.language.spelling import load_spelling
from mahdar.record.anchor import resolve
from mahdar.record.day import published_day
from mahdar.types.marks import Meeting, Mention, Time
from mahdar.types.reading import Reading
from mahdar.types.report import Published
from mahdar.types.span import Span
from mahdar.types.when import Shape

_BACK, _AHEAD = 4, 3  # days around a dated report in which another report of the same event may be printed
_WEEK, _AFTER = 6, 2  # days over which bare weekdays reach; days behind a meeting on which its news is still told


class _Encounter(msgspec.Struct, frozen=True):
    """What identifies one meeting without its day: who met, and how long or where."""

    who: frozenset[str]
    duration: Shape | None
    place: str | None
    time: Time | None


_Known = defaultdict[tuple[str, str], list[tuple[str, date, _Encounter]]]


def date_undated(readings: Sequence[Reading]) -> list[Reading]:
    """The readings; those without a date are placed where their weekday words and a dated report's meeting fix one."""
    if all(reading.published for reading in readings):
        return list(readings)
    known: _Known = defaultdict(list)
    for reading in readings:
        day = published_day(reading)
        for told in _encounters(reading) if day else ():
            for key in _keys(told):
                known[key].append((reading.report, day or date.min, told))
    return [reading if reading.published else _placed(reading, known) for reading in readings]


def _keys(told: _Encounter) -> list[tuple[str, str]]:
    """By what another report may tell the same: where it was, and how long it took."""
    length = f"{told.duration}" if told.duration else None
    return [(kind, key) for kind, key in (("place", told.place), ("length", length)) if key]


def _placed(reading: Reading, known: _Known) -> Reading:
    weekday, evidence = _own_weekday(reading)
    if weekday is None:
        return reading if evidence else _by_meetings(reading, known)
    scores: Counter[date] = Counter()
    for day, shared in _shared(reading, known):
        days = (day + timedelta(n) for n in range(-_BACK, _AHEAD + 1))
        scores.update({choice: shared for choice in days if choice.isoweekday() == weekday})
    best = sorted(scores, key=lambda choice: (-scores[choice], choice))
    if not best or (len(best) > 1 and scores[best[0]] == scores[best[1]]):
        return reading
    return _on(reading, best[0], evidence)


def _like(mine: _Encounter, known: _Known) -> Iterator[tuple[str, date, _Encounter]]:
    """What dated reports tell of the same people at the same place, or for as long."""
    for key in _keys(mine):
        yield from (found for found in known[key] if len(mine.who & found[2].who) > 1)


def _on(reading: Reading, day: date, evidence: tuple[Span, ...]) -> Reading:
    published = Published(value=day.isoformat(), known_from="inferred", evidence=evidence)
    return msgspec.structs.replace(reading, published=published)


def _by_meetings(reading: Reading, known: _Known) -> Reading:
    """Placed by the last meeting that it tells by a bare weekday and of which dated reports give one day: on that day,
    or on the last of those right behind it of which it tells, too. Not where its meetings lie in different weeks."""
    met: dict[Span, set[date]] = {}
    for mine in _encounters(reading):
        weekday = _bare_weekday(mine.time)
        days = {day for day in _days_of(mine, known) if day.isoweekday() == weekday} if weekday else None
        if days and mine.time:
            met.setdefault(mine.time.span, set()).update(days)
    every = sorted({day for days in met.values() for day in days})
    if not every or any(len(days) > 1 for days in met.values()) or (every[-1] - every[0]).days > _WEEK:
        return reading
    over = {_bare_weekday(time) for time in reading.times}
    behind = [every[-1] + timedelta(days=ahead) for ahead in range(_AFTER + 1)]
    later = next((at for at, day in enumerate(behind) if at and day.isoweekday() not in over), len(behind))
    return _on(reading, behind[later - 1], tuple(sorted(met)))


def _bare_weekday(time: Time | None) -> int | None:
    """The weekday of a day told of as over without a week: `on Monday`."""
    shape = time.shape if time else None
    bare = shape is not None and shape.op == "weekday" and shape.base is None and not shape.amount
    return shape.weekday if shape and bare and shape.direction == "past" else None


def _days_of(mine: _Encounter, known: _Known) -> Iterator[date]:
    """The days on which dated reports tell of a meeting alike."""
    for _, day, its in _like(mine, known):
        interval = resolve(its.time.shape, day).interval if its.time else None
        if interval and interval[0] == interval[1]:
            yield interval[0]


def _own_weekday(reading: Reading) -> tuple[int | None, tuple[Span, ...]]:
    """The weekday of publication, where `today Wednesday` or `yesterday Tuesday` gives it and nothing contradicts."""
    found: dict[int, list[Span]] = {}
    for time in reading.times:
        shape = time.shape
        if shape.op == "shift" and shape.unit == "day" and shape.weekday is not None:
            weekday = (shape.weekday - 1 - int(shape.amount or 0)) % 7 + 1
            found.setdefault(weekday, []).append(time.span)
    if len(found) != 1:
        return None, tuple(span for spans in found.values() for span in spans)
    weekday, spans = found.popitem()
    return weekday, tuple(spans)


def _encounters(reading: Reading) -> Iterator[_Encounter]:
    names = {mention.span: mention for mention in reading.mentions}
    times: dict[Span, Time] = {time.span: time for time in reading.times}
    for meeting in reading.meetings:
        if meeting.count or meeting.repeated:
            continue
        who = frozenset(who for span in meeting.participants if span in names for who in _parties(names[span]))
        place = names.get(meeting.place) if meeting.place else None
        where = place.stands_for or place.key if place else None
        yield _Encounter(who, _duration(meeting, times), where, times.get(meeting.time) if meeting.time else None)


def _parties(mention: Mention) -> tuple[str, ...]:
    """Two delegations are their nations; a person is the sounds of the family name."""
    if len(mention.sides) > 1:
        return mention.sides
    key = mention.stands_for or mention.key
    if not key.startswith("person:"):
        return (key,)
    return (load_spelling().parts(key.removeprefix("person:") or "?")[-1].skeleton,)


def _duration(meeting: Meeting, times: dict[Span, Time]) -> Shape | None:
    return times[meeting.duration].shape if meeting.duration in times else None


def _shared(reading: Reading, known: _Known) -> Iterator[tuple[date, int]]:
    """How many of its meetings each dated report tells, too, with the day of that report: the same people, and the same
    place or, which says more, the same length."""
    found: Counter[tuple[date, str]] = Counter()
    for mine in _encounters(reading):
        best: Counter[tuple[date, str]] = Counter()
        for report, day, its in _like(mine, known):
            best[day, report] = max(best[day, report], _alike(mine, its))
        found += best
    yield from ((day, count) for (day, _), count in sorted(found.items()))


def _alike(one: _Encounter, other: _Encounter) -> int:
    same_length = one.duration is not None and one.duration == other.duration
    return 2 * same_length + (one.place is not None and one.place == other.place)
