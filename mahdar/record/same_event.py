"""One meeting, many tellings: marks joined by who met, when and where. Each join is a judgement."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from mahdar.record.day import Days, published_day
from mahdar.record.judge import clusters
from mahdar.record.order import Order
from mahdar.record.same_actor import Cast
from mahdar.types.ids import mark_id
from mahdar.types.marks import Meeting, Mention
from mahdar.types.reading import Reading
from mahdar.types.record import Evidence, Judgement, MeetingFact, MeetingTelling
from mahdar.types.span import Span

RULE = "record/same-event/"
_NEAR_DAYS = 4
_OPEN = {"planned", "proposed"}


class Told(msgspec.Struct, frozen=True):
    """One mark of a meeting with what the record knows of it."""

    id: str
    reading: Reading
    mark: Meeting
    who: frozenset[str]
    sides: frozenset[str]
    on: str | None
    days: tuple[date, date] | None
    place: str | None
    duration: str | None
    printed: date | None


class Meetings(msgspec.Struct, frozen=True):
    """The meetings as facts, which mark belongs to which, and the judgements."""

    facts: tuple[MeetingFact, ...]
    of_span: dict[tuple[str, Span], str]
    judgements: tuple[Judgement, ...]


def join_meetings(readings: Sequence[Reading], cast: Cast, days: Days, order: Order) -> Meetings:
    """All meetings that the readings tell, each once."""
    side = {actor.id: actor.side or actor.id for actor in cast.actors}
    told = [
        one
        for reading in readings
        for mark in reading.meetings
        for one in [_told(reading, mark, cast, days, side)]
        if len(one.who) > 1
    ]
    judgements = tuple(sorted(_judge(told), key=lambda j: (j.left, j.right)))
    cluster = clusters([one.id for one in told], judgements)
    groups: defaultdict[str, list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda t: t.id):
        groups[cluster[one.id]].append(one)
    facts = tuple(sorted((_fact(group, cast, order) for group in groups.values()), key=lambda fact: fact.id))
    of_span = {(one.reading.report, one.mark.span): cluster_id(groups[cluster[one.id]]) for one in told}
    return Meetings(facts, of_span, judgements)


def cluster_id(group: Iterable[Told]) -> str:
    """The id of the earliest member: by day of publication, then by id."""
    return min(group, key=lambda one: (one.printed or date.max, one.id)).id


def _told(reading: Reading, mark: Meeting, cast: Cast, days: Days, side: dict[str, str]) -> Told:
    mentions = {mention.span: mention for mention in reading.mentions}
    who = frozenset(actor for span in mark.participants for actor in _parties(reading, mentions.get(span), span, cast))
    return Told(
        id=mark_id(reading.report, "meeting", mark.span),
        reading=reading,
        mark=mark,
        who=who,
        sides=frozenset(side.get(actor, actor) for actor in who),
        on=days.value(reading.report, mark.time),
        days=days.interval(reading.report, mark.time),
        place=cast.at(reading.report, mark.place, acts=False),
        duration=days.value(reading.report, mark.duration),
        printed=published_day(reading),
    )


def _parties(reading: Reading, mention: Mention | None, span: Span, cast: Cast) -> list[str]:
    """The actors of one participant: two delegations in one phrase are the two nations."""
    if mention is not None and len(mention.sides) > 1:
        return [cast.of_key[side] for side in mention.sides if side in cast.of_key]
    actor = cast.at(reading.report, span)
    return [actor] if actor else []


# ── judging ──────────────────────────────────────────────────────
def _judge(told: list[Told]) -> Iterator[Judgement]:
    """Blocked by each pair of sides: only tellings of the same two sides are compared."""
    blocks: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        sides = sorted(one.sides) if len(one.sides) > 1 else sorted(one.who)
        for at, left in enumerate(sides):
            for right in sides[at + 1 :]:
                blocks[left, right].append(one)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for at, a in enumerate(block):
            for b in block[at + 1 :]:
                pair = (min(a.id, b.id), max(a.id, b.id))
                if pair not in seen:
                    seen.add(pair)
                    yield from _two(a, b, pair)


def _two(a: Told, b: Told, pair: tuple[str, str]) -> Iterator[Judgement]:
    shared = len(a.who & b.who) / len(a.who | b.who)
    by_side = len(a.sides & b.sides) / len(a.sides | b.sides)
    if max(shared, by_side * 0.8) < 0.5:
        return
    apart = _apart(a, b)
    reasons = (f"participants {shared:.2f}", f"sides {by_side:.2f}")
    if apart:
        yield Judgement(left=pair[0], right=pair[1], same="no", by=RULE + apart, reasons=reasons, score=1.0)
    elif shared >= 0.5:
        same_day = a.on is not None and a.on == b.on
        score = min(1.0, 0.5 + shared / 3 + (0.2 if same_day else 0.0))
        yield Judgement(
            left=pair[0],
            right=pair[1],
            same="yes",
            by=RULE + "same-participants",
            reasons=reasons,
            score=round(score, 3),
        )


def _apart(a: Told, b: Told) -> str | None:
    """Why two tellings cannot be one meeting, or None."""
    if a.mark.repeated != b.mark.repeated or (a.mark.count != b.mark.count and (a.mark.count or b.mark.count)):
        return "aggregate-and-single"
    if a.mark.format != b.mark.format and "phone" in {a.mark.format, b.mark.format}:
        return "call-and-meeting"
    if a.days and b.days and (a.days[1] < b.days[0] or b.days[1] < a.days[0]):
        return "other-days"
    if a.place and b.place and a.place != b.place and not (a.on and a.on == b.on and a.reading is not b.reading):
        return "other-places"
    if "denied" in {a.mark.status, b.mark.status} and a.mark.status != b.mark.status:
        return "denied-and-told"
    if (a.mark.status in _OPEN) != (b.mark.status in _OPEN) and a.reading is b.reading and not (a.days and b.days):
        return "planned-and-held"
    if a.printed and b.printed and not (a.days and b.days) and abs((a.printed - b.printed).days) > _NEAR_DAYS:
        return "far-reports"
    return None


# ── the facts ────────────────────────────────────────────────────
def _fact(group: list[Told], cast: Cast, order: Order) -> MeetingFact:
    """The earliest telling first, but nothing is taken from a report of which a newer version tells it, too."""
    ordered = sorted(group, key=lambda one: (one.printed or date.max, one.id))
    tellings = _tellings(ordered)
    replaced = order.replaced(one.reading.report for one in ordered)
    standing = [one for one in ordered if one.reading.report not in replaced]
    best = standing[0]
    held = any(one.mark.status == "held" for one in standing)
    who = {actor for one in standing for actor in one.who}
    host = next((cast.at(one.reading.report, one.mark.host) for one in standing if one.mark.host), None)
    return MeetingFact(
        id=ordered[0].id,
        rules=tuple(sorted({rule for one in ordered for rule in one.mark.rules})),
        certainty="stated",
        format=next((one.mark.format for one in standing if one.mark.format != "unspecified"), "unspecified"),
        status="held" if held else best.mark.status,
        participants=tuple(sorted(who)),
        host=host,
        place=next((one.place for one in standing if one.place), None),
        date=_finest(one.on for one in standing),
        duration=next((one.duration for one in standing if one.duration), None),
        count=best.mark.count,
        issues=(),
        evidence=tuple(Evidence(one.reading.report, one.mark.span) for one in ordered),
        tellings=tellings,
    )


def _finest(dates: Iterable[str | None]) -> str | None:
    """The most precise date; of equals the first."""
    known = [value for value in dates if value]
    return max(known, key=len) if known else None


def _tellings(ordered: list[Told]) -> tuple[MeetingTelling, ...]:
    """One a report: its own words first to last, the first known value of each field."""
    by_report: dict[str, list[Told]] = {}
    for one in sorted(ordered, key=lambda t: (t.reading.report, t.mark.span)):
        by_report.setdefault(one.reading.report, []).append(one)
    return tuple(_telling(report, group) for report, group in by_report.items())


def _telling(report: str, group: list[Told]) -> MeetingTelling:
    held = any(one.mark.status == "held" for one in group)
    return MeetingTelling(
        report=report,
        evidence=tuple(Evidence(report, one.mark.span) for one in group),
        format=next((one.mark.format for one in group if one.mark.format != "unspecified"), "unspecified"),
        status="held" if held else group[0].mark.status,
        participants=tuple(sorted({actor for one in group for actor in one.who})),
        place=next((one.place for one in group if one.place), None),
        date=_finest(one.on for one in group),
        duration=next((one.duration for one in group if one.duration), None),
        count=group[0].mark.count,
    )
