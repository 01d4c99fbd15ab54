"""Stale background: a report that calls the holder of an office its former holder, against what is told meanwhile.

Old background is pasted below new events. Who came back to an office was its former holder for a while, so that only
what is printed within a month of the report, or in the report itself, contradicts it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from mahdar.record.day import published_day
from mahdar.record.same_actor import Cast
from mahdar.types.ids import content_id
from mahdar.types.marks import Mention
from mahdar.types.reading import Reading
from mahdar.types.record import Conflict, ConflictClaim, Evidence
from mahdar.types.span import hull

RULE = "record/stale/former-holder"
_NEAR = 30  # days


class _Held(msgspec.Struct, frozen=True):
    """One mention of an actor with an office."""

    reading: Reading
    mention: Mention
    day: date | None


def find_stale(readings: Sequence[Reading], cast: Cast) -> tuple[tuple[Conflict, ...], tuple[Evidence, ...]]:
    """The conflicts, and the sentences that are stale."""
    held: defaultdict[str, list[_Held]] = defaultdict(list)
    for reading in readings:
        day = published_day(reading)
        for mention in reading.mentions:
            actor = cast.at(reading.report, mention.span)
            if actor and mention.office_key and mention.kind == "person":
                held[actor].append(_Held(reading, mention, day))
    conflicts, stale = [], set()
    for actor, mentions in sorted(held.items()):
        for former, against in _contradicted(mentions):
            conflicts.append(_conflict(actor, former, against))
            stale.add(_sentence(former))
    return tuple(sorted(conflicts, key=lambda conflict: conflict.id)), tuple(sorted(stale))


def _contradicted(mentions: Sequence[_Held]) -> Iterator[tuple[_Held, list[_Held]]]:
    """Each mention as a former holder, with those near it as the holder of the same office."""
    serving = [one for one in mentions if not one.mention.former]
    for former in mentions:
        if former.mention.former:
            against = [one for one in serving if _near(one, former) and _one_office(one.mention, former.mention)]
            if against:
                yield former, against


def _near(one: _Held, other: _Held) -> bool:
    if one.reading.report == other.reading.report:
        return True
    return one.day is not None and other.day is not None and abs((one.day - other.day).days) <= _NEAR


def _one_office(one: Mention, other: Mention) -> bool:
    """The same head noun, and no other domain or side where both have one."""
    left, right = (str(mention.office_key).split("|") for mention in (one, other))
    return left[0] == right[0] and all(a == b or not a or not b for a, b in zip(left[1:], right[1:], strict=True))


def _place(one: _Held) -> Evidence:
    mention = one.mention
    return Evidence(one.reading.report, hull((mention.span, mention.office)) if mention.office else mention.span)


def _sentence(one: _Held) -> Evidence:
    for sentence in one.reading.sentences:
        if sentence.span.holds(one.mention.span):
            return Evidence(one.reading.report, sentence.span)
    return _place(one)


def _conflict(actor: str, former: _Held, against: Sequence[_Held]) -> Conflict:
    titles = sorted({one.mention.office_text or one.mention.text for one in against})
    return Conflict(
        id=content_id("co", actor, "office", former.reading.report, str(former.mention.span.start)),
        rules=(RULE,),
        kind="stale-background",
        about=actor,
        field="office",
        claims=(
            ConflictClaim(
                value=former.mention.office_text or former.mention.text, by="report", evidence=(_place(former),)
            ),
            ConflictClaim(value=titles[0], by="report", evidence=tuple(sorted(_place(one) for one in against))),
        ),
    )
