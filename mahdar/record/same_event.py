"""One meeting, many tellings: marks joined by who met, when and where. Each join is a judgement."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from mahdar.record.day import Days, published_day
from mahdar.record.judge import clusters
from mahdar.record.order import Order
from mahdar.record.same_actor import Cast
from mahdar.record.same_named import join_named
from mahdar.record.told import Told, meeting_fact, one_place, places_of, said_of
from mahdar.types.ids import mark_id
from mahdar.types.marks import Meeting, Mention
from mahdar.types.reading import Reading
from mahdar.types.record import Evidence, Judgement, MeetingFact
from mahdar.types.span import Span

RULE = "record/same-event/"
_NEAR_DAYS = 4  # between reports that tell a meeting of which they give no day
_COARSE = 9  # days that a date covers from which it says little: a month, a year
_COMPARED = 40  # tellings of the same two sides that one is compared with, those of the nearest days
_PASSAGE = 600  # characters within which a report goes on with what it told last
_TELLING = 3  # people in common who tell, with the place, a meeting of which one report gives no day
_OPEN = {"planned", "proposed"}


class Meetings(msgspec.Struct, frozen=True):
    """The meetings as facts, which mark belongs to which, and the judgements.

    `said` is (meeting, report, field) -> where the report says it; `places` what `one_place` asks of each place."""

    facts: tuple[MeetingFact, ...]
    of_span: dict[tuple[str, Span], str]
    judgements: tuple[Judgement, ...]
    said: dict[tuple[str, str, str], tuple[Evidence, ...]]
    places: dict[str, tuple[str, bool, str | None]]


def join_meetings(readings: Sequence[Reading], cast: Cast, days: Days, order: Order) -> Meetings:
    """All meetings that the readings tell, each once."""
    side = {actor.id: actor.side or actor.id for actor in cast.actors}
    every = [_told(reading, mark, cast, days, side) for reading in readings for mark in reading.meetings]
    told = [one for one in every if len(one.who) > 1 or _names_both(one)]
    known = {one.id for one in told}
    opened = [one for one in every if one.mark.open and one.id not in known]
    spans = {(one.reading.report, one.mark.span) for one in opened}
    told += [one for one in every if one.id not in known and (one.reading.report, one.mark.refers_to) in spans]
    judged = list(_judge(told, opened))
    meant = {joined.right for joined in judged} | {joined.left for joined in judged}
    cluster = clusters([one.id for one in [*told, *opened]], judged)
    named = list(join_named(opened, told, cluster, cast))
    as_named = {one.id: one for one, _ in named}
    told += [as_named.get(one.id, one) for one in opened if one.id in as_named or one.id in meant]
    judgements = tuple(sorted([*judged, *(joined for _, joined in named)], key=lambda j: (j.left, j.right)))
    cluster = clusters([one.id for one in told], judgements)
    groups: defaultdict[str, list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda t: t.id):
        groups[cluster[one.id]].append(one)
    facts = tuple(sorted((meeting_fact(group, cast, order) for group in groups.values()), key=lambda fact: fact.id))
    ids = {key: cluster_id(group) for key, group in groups.items()}
    of_span = {(one.reading.report, one.mark.span): ids[cluster[one.id]] for one in told}
    said = {(ids[key], *at): places for key, group in groups.items() for at, places in said_of(group).items()}
    return Meetings(facts, of_span, judgements, said, places_of(told))


def cluster_id(group: Iterable[Told]) -> str:
    """The id of the earliest member: by day of publication, then by id."""
    return min(group, key=lambda one: (one.printed or date.max, one.id)).id


def _told(reading: Reading, mark: Meeting, cast: Cast, days: Days, side: dict[str, str]) -> Told:
    mentions = {mention.span: mention for mention in reading.mentions}
    who = frozenset(actor for span in mark.participants for actor in _parties(reading, mentions.get(span), span, cast))
    persons = {
        actor
        for span in mark.participants
        if span in mentions and mentions[span].kind == "person"
        for actor in _parties(reading, mentions[span], span, cast)
    }
    place = cast.at(reading.report, mark.place, acts=False)
    return Told(
        id=mark_id(reading.report, "meeting", mark.span),
        reading=reading,
        mark=mark,
        who=who,
        sides=frozenset(side.get(actor, actor) for actor in who),
        people={
            one: frozenset(actor for actor in persons if side.get(actor, actor) == one)
            for one in {side.get(actor, actor) for actor in persons}
        },
        on=days.value(reading.report, mark.time),
        days=days.interval(reading.report, mark.time),
        place=place,
        city=mark.place in mentions and mentions[mark.place].kind == "place",
        home=side.get(place, place) if place else None,
        duration=days.value(reading.report, mark.duration),
        printed=published_day(reading),
    )


def _names_both(one: Told) -> bool:
    """Whether its one participant is several sides that no report names otherwise: the two delegations, the factions
    that met each other."""
    many = {mention.span for mention in one.reading.mentions if len(mention.sides) > 1 or mention.kind == "group"}
    return bool(one.who) and not one.mark.open and not many.isdisjoint(one.mark.participants)


def _parties(reading: Reading, mention: Mention | None, span: Span, cast: Cast) -> list[str]:
    """The actors of one participant: two delegations in one phrase are the two nations, where reports name these."""
    known = [cast.of_key[side] for side in mention.sides if side in cast.of_key] if mention else []
    if len(known) > 1:
        return known
    actor = cast.at(reading.report, span)
    return [actor] if actor else []


# ── which are compared ───────────────────────────────────────────
def _judge(told: list[Told], opened: list[Told]) -> Iterator[Judgement]:
    """Later mentions belong to what they refer to. The others are blocked by each pair of sides, and compared with
    those of the nearest days: cost stays near-linear."""
    ids = {(one.reading.report, one.mark.span): one.id for one in [*told, *opened]}
    for one in told:
        before = ids.get((one.reading.report, one.mark.refers_to)) if one.mark.refers_to else None
        if before:
            yield _verdict((one.id, before), "yes", "refers-back", ("a later mention of it",), 1.0)
    later: defaultdict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.mark.refers_to and (one.reading.report, one.mark.refers_to) in ids:
            later[ids[one.reading.report, one.mark.refers_to]].append(one)
    blocks: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        if one.mark.refers_to and (one.reading.report, one.mark.refers_to) in ids:
            continue
        whole = _filled(one, later[one.id])
        for pair in _pairs(whole):
            blocks[pair].append(whole)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for a, b in _neighbours(block):
            pair = (min(a.id, b.id), max(a.id, b.id))
            if pair not in seen:
                seen.add(pair)
                yield from _two(a, b)


def _filled(one: Told, later: Sequence[Told]) -> Told:
    """With what later mentions in its report add: how long it took, its day, its place."""
    for more in later:
        if not one.duration:
            one = msgspec.structs.replace(one, duration=more.duration)
        if not one.days and one.mark.status == more.mark.status:
            one = msgspec.structs.replace(one, on=more.on, days=more.days)
        if not one.place:
            one = msgspec.structs.replace(one, place=more.place, city=more.city, home=more.home)
    return one


def _pairs(one: Told) -> Iterator[tuple[str, str]]:
    sides = sorted(one.sides) if len(one.sides) > 1 else sorted(one.who)
    if len(sides) == 1:
        yield sides[0], sides[0]
    for at, left in enumerate(sides):
        for right in sides[at + 1 :]:
            yield left, right


def _neighbours(block: list[Told]) -> Iterator[tuple[Told, Told]]:
    """Each telling with the nearest by day; one of which no day is known, with those of the same place or length."""
    ordered = sorted((one for one in block if _day(one)), key=lambda one: (_day(one), one.id))
    for at, a in enumerate(ordered):
        for b in ordered[at + 1 : at + 1 + _COMPARED]:
            if not _near(a, b):
                break
            yield a, b
    undated = sorted((one for one in block if not _day(one)), key=lambda one: one.id)
    alike: defaultdict[tuple[str, str | None], list[Told]] = defaultdict(list)
    for one in [*undated, *ordered]:
        for key in (("report", one.reading.report), ("place", one.place), ("length", one.duration)):
            alike[key].append(one)
    for a in undated:
        for key in (("report", a.reading.report), ("place", a.place), ("length", a.duration)):
            if key[1] is not None:
                yield from ((a, b) for b in alike[key][:_COMPARED] if b is not a)


def _near(a: Told, b: Told) -> bool:
    days = (_day(b) or date.max) - (_day(a) or date.min)
    return days.days <= _NEAR_DAYS or _coarse(a) or _coarse(b) or a.reading is b.reading


def _day(one: Told) -> date | None:
    """The day by which a telling is sorted: its own, else that of its report."""
    return one.days[0] if one.days else one.printed


def _coarse(one: Told) -> bool:
    return one.days is not None and (one.days[1] - one.days[0]).days >= _COARSE


# ── whether two are one ──────────────────────────────────────────
def _two(a: Told, b: Told) -> Iterator[Judgement]:
    shared = len(a.who & b.who) / len(a.who | b.who)
    by_side = len(a.sides & b.sides) / len(a.sides | b.sides)
    if max(shared, by_side) < 0.5:
        return
    reasons = [f"participants {shared:.2f}", f"sides {by_side:.2f}"]
    apart = _apart(a, b)
    if apart:
        yield _verdict((a.id, b.id), "no", apart, reasons, 1.0)
        return
    same_day = a.on is not None and a.on == b.on
    same_place = a.place is not None and a.place == b.place
    same_length = a.duration is not None and a.duration == b.duration
    reasons += ["same day"] * same_day + ["same place"] * same_place + ["same length"] * same_length
    if shared < 0.5 and _others(a, b):
        yield _verdict((a.id, b.id), "unsure", "other-people", reasons, round(shared / 2, 3))
        return
    telling = same_day or same_length or (same_place and len(a.who & b.who) >= _TELLING)
    if (a.printed is None) != (b.printed is None) and not telling:
        yield _verdict((a.id, b.id), "unsure", "undated", reasons, round(shared / 2, 3))
        return
    passage = _one(a, b) and abs(a.mark.span.start - b.mark.span.start) <= _PASSAGE
    reasons += ["same passage"] * passage
    score = shared / 2 + by_side / 5 + 0.2 * same_day + 0.15 * same_place + 0.2 * same_length + 0.05 * passage
    if shared < 1.0 and not (same_day or same_place or same_length or (by_side == 1.0 and shared >= 0.5)):
        yield _verdict((a.id, b.id), "unsure", "other-sides", reasons, round(score, 3))
    elif score >= _ENOUGH:
        yield _verdict((a.id, b.id), "yes", "same-participants", reasons, round(min(score, 1.0), 3))


_ENOUGH = 0.44


def _others(a: Told, b: Told) -> bool:
    """Whether the two name other people for a side: its state stands for anybody, one person not for another."""
    return any(people and b.people.get(side) and not people & b.people[side] for side, people in a.people.items())


def _verdict(pair: tuple[str, str], same: str, rule: str, reasons: Sequence[str], score: float) -> Judgement:
    return Judgement(
        left=min(pair),
        right=max(pair),
        same="yes" if same == "yes" else "no" if same == "no" else "unsure",
        by=RULE + rule,
        reasons=tuple(reasons),
        score=score,
    )


def _apart(a: Told, b: Told) -> str | None:
    """Why two tellings cannot be one meeting, or None."""
    same_day = a.on is not None and a.on == b.on
    return _other_kind(a, b) or _elsewhere(a, b, same_day) or (_in_one_report(a, b, same_day) if _one(a, b) else None)


def _one(a: Told, b: Told) -> bool:
    return a.reading.report == b.reading.report


def _other_kind(a: Told, b: Told) -> str | None:
    """One tells several, a call, or that there was none."""
    if a.mark.repeated != b.mark.repeated or (a.mark.count != b.mark.count and (a.mark.count or b.mark.count)):
        return "aggregate-and-single"
    formats = {a.mark.format, b.mark.format} - {"unspecified"}
    if len(formats) > 1 and "phone" in formats:
        return "call-and-meeting"
    if "denied" in {a.mark.status, b.mark.status} and a.mark.status != b.mark.status:
        return "denied-and-told"
    return None


def _elsewhere(a: Told, b: Told, same_day: bool) -> str | None:
    """Other days or places; reports of the same day may differ on the place."""
    if a.days and b.days and (a.days[1] < b.days[0] or b.days[1] < a.days[0]):
        return "other-days"
    elsewhere = a.place and b.place and not one_place((a.place, a.city, a.home), (b.place, b.city, b.home))
    if elsewhere and not (same_day and not _one(a, b)):
        return "other-places"
    dated = bool(a.days and b.days)
    if a.printed and b.printed and not dated and abs((a.printed - b.printed).days) > _NEAR_DAYS:
        return "far-reports"
    return None


def _in_one_report(a: Told, b: Told, same_day: bool) -> str | None:
    """One report keeps apart what it tells apart: with more sides, to come and held."""
    if a.sides != b.sides and not same_day and (a.sides < b.sides or b.sides < a.sides):
        return "more-sides"
    if (a.mark.status in _OPEN) != (b.mark.status in _OPEN) and not (a.days and b.days):
        return "planned-and-held"
    return None
