"""Meetings named by their place or day alone, `the Geneva talks`: of which meeting, told elsewhere, each is a telling.

Such a name says little: it is joined to the one meeting that fits it and of whose parties its report speaks, or to
none.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from mahdar.record.same_actor import Cast
from mahdar.record.told import Told, one_place
from mahdar.types.record import Judgement

RULE = "record/same-event/named"
_FRESH = 10  # days for which a place alone names what was there last
_OLD = 200  # days for which it names what was there once
_PARTIES = 2  # of a meeting, that a report must speak of to name it so
_SCORE = 0.7
_Group = list[Told]


def join_named(
    named: Sequence[Told], told: Sequence[Told], cluster: Mapping[str, str], cast: Cast
) -> Iterator[tuple[Told, Judgement]]:
    """Each telling in `named` that fits one meeting, and the judgement that joins it; `cluster`: telling -> meeting."""
    if not named:
        return
    groups: defaultdict[str, _Group] = defaultdict(list)
    for one in told:
        groups[cluster[one.id]].append(one)
    by_day, by_home = _indexed(groups)
    side = {actor.id: actor.side for actor in cast.actors if actor.side}
    speaks: dict[str, set[str]] = {}
    for one in sorted(named, key=lambda one: one.id):
        keys = by_day[one.days[0]] if _on_one_day(one) and one.days else by_home[one.home or ""]
        report = one.reading.report
        if report not in speaks:
            found = {actor for mention in one.reading.mentions if (actor := cast.at(report, mention.span))}
            speaks[report] = found | {side[actor] for actor in found if actor in side}
        likely = [groups[key] for key in sorted(keys) if _fits(one, groups[key], speaks[report])]
        fitting = [group for group in likely if _is_there(one, group, cast)]
        group = _meant(one, fitting)
        if group:
            first = min(group, key=lambda member: (member.printed or date.max, member.id))
            left, right = sorted((one.id, first.id))
            reasons = ("its day",) if _on_one_day(one) else ("its place",)
            yield (
                _as_told(one, group, first),
                Judgement(left=left, right=right, same="yes", by=RULE, reasons=reasons, score=_SCORE),
            )


def _as_told(one: Told, group: _Group, first: Told) -> Told:
    """The telling with the parties that its name stands for; a place wider than the meeting's says nothing of it."""
    place = one.place if _is_at(one, group) or not any(other.place for other in group) else None
    return msgspec.structs.replace(one, who=one.who | first.who, sides=one.sides | first.sides, place=place)


def _indexed(groups: Mapping[str, _Group]) -> tuple[defaultdict[date, set[str]], defaultdict[str, set[str]]]:
    by_day: defaultdict[date, set[str]] = defaultdict(set)
    by_home: defaultdict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        for one in group:
            if _on_one_day(one) and one.days:
                by_day[one.days[0]].add(key)
            if one.home:
                by_home[one.home].add(key)
    return by_day, by_home


def _on_one_day(one: Told) -> bool:
    return one.days is not None and one.days[0] == one.days[1]


def _day(group: _Group) -> date | None:
    """The day of a meeting: the first that is told to the day."""
    return min((one.days[0] for one in group if one.days and _on_one_day(one)), default=None)


def _fits(one: Told, group: _Group, speaks: set[str]) -> bool:
    """Whether it was among whom the name says, not long after it, and the report speaks of its parties."""
    day = _day(group)
    if day and one.printed and not _on_one_day(one) and not 0 <= (one.printed - day).days <= _OLD:
        return False
    if not any(other.mark.format != "phone" for other in group) or any(other.mark.count for other in group):
        return False
    who = {actor for other in group for actor in other.who}
    sides = {side for other in group for side in other.sides}
    return (one.who <= who or one.sides <= sides) and len(speaks & (who | sides)) >= _PARTIES


def _is_there(one: Told, group: _Group, cast: Cast) -> bool:
    """Whether the meeting was where the name says: at its place, or at one that the sentence telling it names, too."""
    if one.place is None or _is_at(one, group):
        return True
    unplaced = _on_one_day(one) and not any(other.place for other in group)
    return unplaced or any(one.place in _around(other, cast) for other in group)


def _is_at(one: Told, group: _Group) -> bool:
    """Whether a telling of the meeting has the place of the name, or a palace in it."""
    here = one.place and (one.place, one.city, one.home)
    return any(here and other.place and one_place(here, (other.place, other.city, other.home)) for other in group)


def _around(one: Told, cast: Cast) -> set[str]:
    """The places that the sentence of a telling names."""
    start = one.mark.trigger.start
    sentence = next((s.span for s in one.reading.sentences if s.span.start <= start < s.span.stop), one.mark.span)
    inside = (m.span for m in one.reading.mentions if m.kind == "place" and sentence.holds(m.span))
    return {place for span in inside if (place := cast.at(one.reading.report, span, acts=False))}


def _meant(one: Told, groups: Sequence[_Group]) -> _Group | None:
    """The one that fits; of several at one place the last before the report, where it is fresh and alone so."""
    if _on_one_day(one):
        return groups[0] if len(groups) == 1 else None
    dated = [(day, group) for group in groups for day in [_day(group)] if day and one.printed and day <= one.printed]
    ages = sorted((((one.printed or date.max) - day).days, at) for at, (day, _) in enumerate(dated))
    fresh = [at for age, at in ages if age <= _FRESH]
    if len(fresh) == 1:
        return dated[fresh[0]][1]
    return dated[0][1] if len(dated) == 1 and ages[0][0] <= _OLD else None
