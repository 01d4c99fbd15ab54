"""Stale background: a report that calls the holder of an office its former holder, against what is told meanwhile.

Old background is pasted below new events. Who came back to an office was its former holder for a while, so that only
what is printed within a month of the report, or in the report itself, contradicts it; or else what is printed before it
and after it, within one year.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from mahdar.record.same_actor import Cast
from mahdar.types.ids import content_id
from mahdar.types.marks import Mention
from mahdar.types.reading import Reading
from mahdar.types.record import Conflict, ConflictClaim, Evidence
from mahdar.types.span import Span, hull

RULE = "record/stale/former-holder"
_NEAR = 30  # days
_TERM = timedelta(days=365)


class _Held(msgspec.Struct, frozen=True):
    """One mention of an actor with an office."""

    reading: Reading
    mention: Mention
    day: date | None


def find_stale(
    readings: Sequence[Reading], cast: Cast, placed: Mapping[str, tuple[date, date]]
) -> tuple[tuple[Conflict, ...], tuple[Evidence, ...]]:
    """The conflicts, and the sentences that are stale. `placed` says when a report can have been printed: the last day
    counts."""
    held: defaultdict[str, list[_Held]] = defaultdict(list)
    for reading in readings:
        day = placed[reading.report][1] if reading.report in placed else None
        offices = [mention.office for mention in reading.mentions if mention.office and mention.former]
        for mention in reading.mentions:
            actor = cast.at(reading.report, mention.span)
            if actor and mention.office_key and mention.kind == "person" and not _holds_another(mention, offices):
                held[actor].append(_Held(reading, mention, day))
    conflicts, stale = [], set()
    for actor, mentions in sorted(held.items()):
        for former, against in _contradicted(mentions):
            conflicts.append(_conflict(actor, former, against))
            stale.add(_sentence(former))
    return tuple(sorted(conflicts, key=lambda conflict: conflict.id)), tuple(sorted(stale))


def _holds_another(mention: Mention, offices: Sequence[Span]) -> bool:
    """Whether the office within this one is the former one: the adviser of the former president advises still."""
    own = mention.office
    return own is not None and any(own != other and own.holds(other) for other in offices)


def _contradicted(mentions: Sequence[_Held]) -> Iterator[tuple[_Held, list[_Held]]]:
    """Each mention as a former holder, with those near it as the holder of the same office."""
    serving = [one for one in mentions if not one.mention.former]
    for former in mentions:
        if former.mention.former:
            same = [one for one in serving if _one_office(one.mention, former.mention)]
            against = [one for one in same if _near(one, former)] or _around(same, former.day)
            if against:
                yield former, against


def _near(one: _Held, other: _Held) -> bool:
    if one.reading.report == other.reading.report:
        return True
    return one.day is not None and other.day is not None and abs((one.day - other.day).days) <= _NEAR


def _around(serving: Sequence[_Held], day: date | None) -> list[_Held]:
    """The last before and the first after a day, where no more than a year lies between them."""
    dated = sorted(
        ((one.day, one.reading.report, one.mention.span, one) for one in serving if one.day), key=lambda row: row[:3]
    )
    before = [row for row in dated if day and row[0] <= day][-1:]
    after = [row for row in dated if day and row[0] >= day][:1]
    if before and after and after[0][0] - before[0][0] <= _TERM:
        return [before[0][3], after[0][3]]
    return []


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
    sure = former.reading.published or any(one.reading.report == former.reading.report for one in against)
    titles = sorted({one.mention.office_text or one.mention.text for one in against})
    return Conflict(
        id=content_id("co", actor, "office", former.reading.report, str(former.mention.span.start)),
        rules=(RULE,),
        certainty="stated" if sure else "inferred",
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
