"""Deadlines followed through the record: told by many reports, running, met, lapsed, extended or shortened."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from mahdar.record.day import Days, published_day
from mahdar.record.same_actor import Cast
from mahdar.types.ids import mark_id
from mahdar.types.marks import Deadline, Turn
from mahdar.types.reading import Reading
from mahdar.types.record import DeadlineFact, Evidence

_GRAIN = 10  # characters of a date that is known to the day
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}


class _Told(msgspec.Struct):
    """A deadline as one passage tells it; `on` are the parties bound, `sides` them and whom they act for."""

    fact: DeadlineFact
    turn: Turn | None
    day: date | None
    sides: frozenset[str]
    setters: frozenset[str]


def follow_deadlines(readings: Sequence[Reading], cast: Cast, days: Days) -> tuple[DeadlineFact, ...]:
    """One for each setter, party and day, sorted by id; what a passage does not date joins the day of the others."""
    side = {actor.id: actor.side for actor in cast.actors}
    told = [one for reading in readings for one in _of_reading(reading, cast, days, side)]
    groups = _grouped(told)
    last = max((day for reading in readings if (day := published_day(reading))), default=None)
    facts = [_one(group, _status(group, groups, last)) for group in groups]
    return tuple(sorted(facts, key=lambda fact: fact.id))


def _of_reading(reading: Reading, cast: Cast, days: Days, side: Mapping[str, str | None]) -> Iterator[_Told]:
    report, day = reading.report, published_day(reading)
    for mark in reading.deadlines:
        set_by = cast.at(report, mark.set_by)
        on = tuple(dict.fromkeys(actor for span in mark.on if (actor := cast.at(report, span))))
        fact = DeadlineFact(
            id=mark_id(report, "deadline", mark.span),
            rules=mark.rules,
            set_by=set_by,
            on=on,
            until=_until(days, report, mark, day),
            consequence=" ".join(mark.consequence_text.split()) if mark.consequence_text else None,
            status="running",
            evidence=(Evidence(report, mark.span),),
        )
        setters = frozenset({set_by, side.get(set_by) or set_by} if set_by else ())
        yield _Told(fact, mark.turn, day, frozenset({*on, *(side.get(actor) or actor for actor in on)}), setters)


def _until(days: Days, report: str, mark: Deadline, day: date | None) -> str | None:
    """The day of a deadline: of `the end of January` the last one, of `two weeks` that many days from the report."""
    value = days.value(report, mark.until)
    if value is None:
        return None
    if value.startswith("P"):
        length = _length(value)
        return (day + timedelta(days=length)).isoformat() if length and day else None
    found = days.times.get((report, mark.until)) if mark.until else None
    if found and found[0].mod == "END" and len(value) == 7 and value[5:].isdecimal():
        year, month = int(value[:4]), int(value[5:])
        return f"{value}-{monthrange(year, month)[1]:02d}"
    return value


def _length(duration: str) -> int | None:
    """The days of an ISO duration of one unit; hours count where they make whole days."""
    hours = duration.startswith("PT")
    number, unit = duration[2 if hours else 1 : -1], duration[-1]
    if not number.isdecimal():
        return None
    if hours:
        return int(number) // 24 if unit == "H" and int(number) % 24 == 0 else None
    return int(number) * _DAYS[unit] if unit in _DAYS else None


# ── one deadline, many tellings ──────────────────────────────────
def _grouped(told: Sequence[_Told]) -> list[list[_Told]]:
    ordered = sorted(told, key=lambda one: one.fact.id)
    keyed: defaultdict[tuple[str, str], list[_Told]] = defaultdict(list)
    for one in ordered:
        keyed[one.fact.set_by or one.fact.id, one.fact.until or one.fact.id].append(one)
    groups = [group for _, group in sorted(keyed.items())]
    named = [group for group in groups if group[0].fact.until and group[0].fact.set_by]
    unnamed = [group for group in groups if group[0].fact.until and not group[0].fact.set_by]
    for group in unnamed:
        homes = [
            home for home in named if home[0].fact.until == group[0].fact.until and _bound_alike(home[0], group[0])
        ]
        _move(group, homes, named)
    for group in (group for group in groups if not group[0].fact.until):
        homes = [home for home in named if _same_parties(home[0], group[0])]
        here = [home for home in homes if _reports(home) & _reports(group)]
        _move(group, here or homes, named)
    return named


def _move(group: list[_Told], homes: Sequence[list[_Told]], kept: list[list[_Told]]) -> None:
    """Into the one group that fits; where several or none do, it stands alone."""
    if len({home[0].fact.until for home in homes}) == 1:
        homes[0].extend(group)
    else:
        kept.append(group)


def _reports(group: Sequence[_Told]) -> set[str]:
    return {place.report for one in group for place in one.fact.evidence}


def _bound_alike(one: _Told, other: _Told) -> bool:
    return not one.sides or not other.sides or bool(one.sides & other.sides)


def _same_parties(one: _Told, other: _Told) -> bool:
    """One setter, or none named in one report, and nobody bound by one whom the other leaves out."""
    here = one.fact.evidence[0].report == other.fact.evidence[0].report and not (one.setters and other.setters)
    return (bool(one.setters & other.setters) or here) and _bound_alike(one, other)


def _status(group: Sequence[_Told], groups: Sequence[Sequence[_Told]], last: date | None) -> str:
    """What the latest passage says; else a later day told by a later report; else the calendar."""
    turns = sorted((one.day or date.min, one.fact.id, one.turn) for one in group if one.turn)
    if turns:
        return str(turns[-1][2])
    until = group[0].fact.until
    for other in groups:
        later = other[0].fact.until
        known = group[0].sides & other[0].sides and group[0].setters & other[0].setters
        if other is group or not until or not later or not known:
            continue
        if any(one.turn == "extended" for one in other) and until < later:
            return "extended"
        if any(one.turn == "shortened" for one in other) and until > later:
            return "shortened"
    return "lapsed" if until and last and len(until) == _GRAIN and until < last.isoformat() else "running"


def _one(group: Sequence[_Told], status: str) -> DeadlineFact:
    facts = sorted((one.fact for one in group), key=lambda fact: fact.id)
    dated = [fact for fact in facts if fact.until]
    first = (dated or facts)[0]
    return msgspec.structs.replace(
        first,
        set_by=next((fact.set_by for fact in [first, *facts] if fact.set_by), None),
        rules=tuple(sorted({rule for fact in facts for rule in fact.rules})),
        on=tuple(dict.fromkeys(actor for fact in [first, *facts] for actor in fact.on)),
        consequence=next((fact.consequence for fact in [first, *facts] if fact.consequence), None),
        status=status,
        evidence=tuple(sorted(place for fact in facts for place in fact.evidence)),
    )
