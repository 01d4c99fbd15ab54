"""Who holds a place: two parties claim one town, or one claims what another says is still fought over."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from mahdar.record.same_actor import Cast
from mahdar.types.ids import content_id
from mahdar.types.marks import Control
from mahdar.types.reading import Reading
from mahdar.types.record import Conflict, ConflictClaim, Evidence

RULE = "record/conflicts/control"
_NEAR = 14  # days within which a front is told as it stands: later, the town may have changed hands


class _Told(msgspec.Struct, frozen=True):
    """One passage: `holder` is the state or group that holds it, None where it is fought over."""

    report: str
    mark: Control
    holder: str | None
    by: str | None
    day: date | None


def find_held(readings: Sequence[Reading], cast: Cast, placed: Mapping[str, tuple[date, date]]) -> Iterator[Conflict]:
    """One conflict for each place of which reports near each other tell what cannot both hold."""
    side = {actor.id: actor.side for actor in cast.actors}
    names = {actor.id: actor.name for actor in cast.actors}
    told: defaultdict[str, list[_Told]] = defaultdict(list)
    for reading in readings:
        day = placed[reading.report][1] if reading.report in placed else None
        for mark in reading.control:
            place = cast.at(reading.report, mark.place, acts=False)
            if place:
                holder, by = (_side(cast.at(reading.report, span), side) for span in (mark.holder, mark.by))
                kept = None if mark.kind == "fought" else holder
                told[place].append(_Told(reading.report, mark, kept, by, day))
    for place, passages in sorted(told.items()):
        against = [one for one in passages if any(_cannot_both(one, other) for other in passages)]
        if against:
            yield _conflict(place, against, names)


def _side(actor: str | None, side: Mapping[str, str | None]) -> str | None:
    return (side.get(actor) or actor) if actor else None


def _cannot_both(one: _Told, other: _Told) -> bool:
    """Whole and part of one holder, two holders of one place, or a holder where others say that it is fought over."""
    near = one.report == other.report or (one.day and other.day and abs((one.day - other.day).days) <= _NEAR)
    if one is other or not near:
        return False
    denied = [told.by != told.holder for told in (one, other) if told.mark.kind == "denied"]
    if one.holder == other.holder and len(denied) == 1:
        return denied[0]
    if denied:
        return False
    if one.holder == other.holder:
        return one.holder is not None and {one.mark.kind, other.mark.kind} == {"whole", "part"}
    if one.mark.kind == other.mark.kind == "part":
        return False
    if one.holder and other.holder:
        return True
    held, fought = (one, other) if one.holder else (other, one)
    return held.mark.kind != "part" and held.holder is not None and fought.by != held.holder


def _conflict(place: str, against: Sequence[_Told], names: Mapping[str, str]) -> Conflict:
    claims: defaultdict[tuple[str, str], set[Evidence]] = defaultdict(set)
    for one in against:
        value = " ".join(part for part in (one.mark.kind, names.get(one.holder or "")) if part)
        claims[one.by or "report", value].add(Evidence(one.report, one.mark.span))
    parties = len({by for by, _ in claims}) > 1
    return Conflict(
        id=content_id("co", place, "control"),
        rules=tuple(sorted({RULE, *(rule for one in against for rule in one.mark.rules)})),
        kind="parties-differ" if parties else "outlets-differ",
        about=place,
        field="control",
        claims=tuple(
            ConflictClaim(value=value, by=by, evidence=tuple(sorted(places)))
            for (by, value), places in sorted(claims.items())
        ),
    )
