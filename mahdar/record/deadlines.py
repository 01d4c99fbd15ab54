"""Deadlines followed through the record: told by many reports, running, met, lapsed, extended or shortened."""

from calendar import monthrange
from collections import Counter, defaultdict
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
_SOON = 14  # days from the word that a deadline was moved to the end of one that nobody is told to have set
_MOVED = 60  # days by which a deadline is put off without a word of the day that it had
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}


_Sides = Mapping[str, str]


class ToldDeadline(msgspec.Struct):
    """A deadline as one passage tells it: when the report was printed, the parties bound and whom they act for, the
    same of who set it, the side that set it, and the day until which it ran before."""

    fact: DeadlineFact
    mark: Deadline
    day: date | None
    sides: frozenset[str]
    setters: frozenset[str]
    by: str | None
    was: str | None

    @property
    def turn(self) -> Turn | None:
        return self.mark.turn


def follow_deadlines(readings: Sequence[Reading], cast: Cast, days: Days) -> tuple[DeadlineFact, ...]:
    """One for each setter, party and day, sorted by id; what a passage does not date joins the day of the others."""
    told = told_in(readings, cast, days)
    groups = _grouped(told)
    last = max((day for reading in readings if (day := published_day(reading))), default=None)
    facts = [_one(group, _status(group, groups, last)) for group in groups]
    return tuple(sorted(facts, key=lambda fact: fact.id))


def told_in(readings: Sequence[Reading], cast: Cast, days: Days) -> list[ToldDeadline]:
    """The deadlines of every passage; a capital stands for its government."""
    side = {actor.id: actor.side for actor in cast.actors if actor.side}
    acting = {actor.id: actor.side for actor in cast.actors if actor.kind == "place" and actor.side}
    return [one for reading in readings for one in _of_reading(reading, cast, days, (side, acting))]


def _of_reading(reading: Reading, cast: Cast, days: Days, sides: tuple[_Sides, _Sides]) -> Iterator[ToldDeadline]:
    report, day = reading.report, published_day(reading)
    side, acting = sides
    for mark in reading.deadlines:
        set_by = cast.at(report, mark.set_by)
        set_by = acting.get(set_by, set_by) if set_by else None
        bound = (actor for span in mark.on if (actor := cast.at(report, span)))
        on = tuple(dict.fromkeys(acting.get(actor, actor) for actor in bound))
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
        bound_sides = frozenset({*on, *(side.get(actor) or actor for actor in on)})
        yield ToldDeadline(
            fact, mark, day, bound_sides, setters, side.get(set_by or "") or set_by, _was(days, report, mark)
        )


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


def _was(days: Days, report: str, mark: Deadline) -> str | None:
    return days.value(report, mark.was)


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
def _grouped(told: Sequence[ToldDeadline]) -> list[list[ToldDeadline]]:
    ordered = sorted(told, key=lambda one: one.fact.id)
    keyed: defaultdict[tuple[str, str], list[ToldDeadline]] = defaultdict(list)
    for one in ordered:
        keyed[one.by or one.fact.id, one.fact.until or one.fact.id].append(one)
    groups = [part for _, group in sorted(keyed.items()) for part in _by_bound(group)]
    named = [group for group in groups if group[0].fact.until and group[0].fact.set_by]
    unnamed = [group for group in groups if group[0].fact.until and not group[0].fact.set_by]
    for group in unnamed:
        until = group[0].fact.until
        _move(group, [home for home in named if home[0].fact.until == until and _bound_alike(home, group)], named)
    for group in (group for group in groups if not group[0].fact.until):
        homes = [home for home in named if _same_parties(home, group)]
        bound = [home for home in homes if _sides(home) & _sides(group)]
        here = [home for home in bound or homes if _reports(home) & _reports(group)]
        _move(group, here or bound or homes, named)
    return _moved_on(named)


def _by_bound(group: Sequence[ToldDeadline]) -> list[list[ToldDeadline]]:
    """One setter may give several parties the same day; who is told without a party joins the only one there is."""
    parts: list[list[ToldDeadline]] = []
    for one in sorted(group, key=lambda one: (not one.sides, one.fact.id)):
        homes = [part for part in parts if _bound_alike(part, [one])]
        if len(homes) == 1:
            homes[0].append(one)
        else:
            parts.append([one])
    return parts


def _moved_on(groups: list[list[ToldDeadline]]) -> list[list[ToldDeadline]]:
    """Who tells that a deadline was moved tells of the one before, too: of the day named, else of the only one that
    fits."""
    for group in [group for group in groups if any(one.turn in {"extended", "shortened"} for one in group)]:
        was = {one.was for one in group if one.was}
        homes = [home for home in groups if home is not group and _before(home, group, was)]
        if len(homes) == 1:
            turned = (one for one in group if one.turn in {"extended", "shortened"})
            homes[0].extend(
                msgspec.structs.replace(one, fact=msgspec.structs.replace(one.fact, until=None)) for one in turned
            )
    return groups


def _before(home: Sequence[ToldDeadline], group: Sequence[ToldDeadline], was: set[str]) -> bool:
    """Whether `home` may be the deadline that `group` moved, told by an earlier report."""
    old, new = home[0].fact.until, group[0].fact.until
    if not old or not new or (home[0].by not in {group[0].by, None}) or not _bound_alike(home, group):
        return False
    first, last = min(one.day or date.max for one in home), max(one.day or date.min for one in group)
    if was:
        return old in was
    if first > last or old == new or not _is_day(old) or not _is_day(new):
        return False
    ahead = (date.fromisoformat(old) - last).days
    return 0 <= ahead <= (_MOVED if home[0].by else _SOON) and abs(_apart(old, new)) <= _MOVED


def _is_day(value: str) -> bool:
    return len(value) == _GRAIN and value[:4].isdecimal() and "W" not in value


def _apart(old: str, new: str) -> int:
    return (date.fromisoformat(new) - date.fromisoformat(old)).days


def _move(group: list[ToldDeadline], homes: Sequence[list[ToldDeadline]], kept: list[list[ToldDeadline]]) -> None:
    """Into the one group that fits; where several or none do, it stands alone."""
    if len({home[0].fact.until for home in homes}) == 1:
        homes[0].extend(group)
    else:
        kept.append(group)


def _reports(group: Sequence[ToldDeadline]) -> set[str]:
    return {place.report for one in group for place in one.fact.evidence}


def _sides(group: Sequence[ToldDeadline]) -> set[str]:
    return {side for one in group for side in one.sides}


def _bound_alike(one: Sequence[ToldDeadline], other: Sequence[ToldDeadline]) -> bool:
    return not _sides(one) or not _sides(other) or bool(_sides(one) & _sides(other))


def _same_parties(one: Sequence[ToldDeadline], other: Sequence[ToldDeadline]) -> bool:
    """One setter, or none named in one report, and nobody bound by one whom the other leaves out."""
    mine, its = one[0].setters, other[0].setters
    here = bool(_reports(one) & _reports(other)) and not (mine and its)
    return (bool(mine & its) or here) and _bound_alike(one, other)


def _status(group: Sequence[ToldDeadline], groups: Sequence[Sequence[ToldDeadline]], last: date | None) -> str:
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


def _one(group: Sequence[ToldDeadline], status: str) -> DeadlineFact:
    facts = sorted((one.fact for one in group), key=lambda fact: fact.id)
    dated = [fact for fact in facts if fact.until]
    first = (dated or facts)[0]
    setters = Counter(fact.set_by for fact in facts if fact.set_by)
    return msgspec.structs.replace(
        first,
        set_by=min(setters, key=lambda setter: (-setters[setter], setter), default=None),
        rules=tuple(sorted({rule for fact in facts for rule in fact.rules})),
        on=tuple(dict.fromkeys(actor for fact in [first, *facts] for actor in fact.on)),
        consequence=next((fact.consequence for fact in [first, *facts] if fact.consequence), None),
        status=status,
        evidence=tuple(sorted(place for fact in facts for place in fact.evidence)),
    )
