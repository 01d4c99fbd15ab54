"""One incident told more than once: by one report in several places, in a newer version of it, or by other reports.

Each join is a judgement. Where a report tells two incidents that both fit, none is joined: two raids on one city in one
night are two, and nothing here says which of them the other report means.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mahdar.record.judge import clusters
from mahdar.record.order import Order
from mahdar.types.record import IncidentFact, IncidentTelling, Judgement

RULE = "record/same-event/"
_DAY = 10  # characters of a date that is known to the day
_BARE = frozenset({"ASSAULT", "COOPERATE", "AID", "AGREE", "MOBILIZE", "SANCTION", "YIELD"})
_BY_NOUN = ("/attack-noun", "/attack-phrase", "/capture")  # rules that find an attack by a noun that may only repeat it
Sides = Mapping[str, str | None]


def join_incidents(
    facts: Sequence[IncidentFact], order: Order, sides: Sides | None = None
) -> tuple[tuple[IncidentFact, ...], tuple[Judgement, ...]]:
    """The incidents, each once, sorted by id; `facts` are as single reports tell them, `sides`: who acts for whom."""
    told: defaultdict[str, list[IncidentFact]] = defaultdict(list)
    for fact in facts:
        told[_report(fact)].append(fact)
    within = [judgement for report in sorted(told) for judgement in _retold(told[report], sides or {})]
    firsts = _joined(facts, within, order)
    across = {(one.left, one.right): one for one in _judge(firsts, order, sides or {})}
    joined = _joined(firsts, list(across.values()), order)
    judgements = (*within, *(across[pair] for pair in sorted(across)))
    return tuple(sorted(joined, key=lambda fact: fact.id)), tuple(sorted(judgements, key=lambda j: (j.left, j.right)))


def _joined(facts: Sequence[IncidentFact], judgements: Sequence[Judgement], order: Order) -> list[IncidentFact]:
    cluster = clusters([fact.id for fact in facts], judgements)
    groups: defaultdict[str, list[IncidentFact]] = defaultdict(list)
    for fact in facts:
        groups[cluster[fact.id]].append(fact)
    return [group[0] if len(group) == 1 else _one(group, order) for group in groups.values()]


# ── inside one report ────────────────────────────────────────────
def _retold(facts: Sequence[IncidentFact], sides: Sides) -> Iterator[Judgement]:
    """A later passage of a report that tells what an earlier one did: the nearest that fits."""
    ordered = sorted(facts, key=lambda fact: fact.evidence[0].span)
    for at, new in enumerate(ordered):
        for old in reversed(ordered[:at]):
            reason = _same(old, new, sides)
            if reason:
                left, right = sorted((old.id, new.id))
                yield Judgement(
                    left=left, right=right, same="yes", by=RULE + "same-report", reasons=(old.type, reason), score=0.8
                )
                break


def _same(old: IncidentFact, new: IncidentFact, sides: Sides) -> str | None:
    """Why two passages of a report tell one incident; None where they need not."""
    if old.type != new.type or not _fits(old, new, sides):
        return None
    if any(getattr(old, field) and getattr(old, field) == getattr(new, field) for field in ("killed", "injured")):
        return "toll"
    if old.amount and old.amount == new.amount:
        return "amount"
    if old.type not in _BARE:
        return None
    if old.place and old.place == new.place and old.mode == new.mode and not (_toll(old) and _toll(new)):
        return "place"
    return _retells(old, new)


def _retells(old: IncidentFact, new: IncidentFact) -> str | None:
    """Why a passage without a toll or a place of its own tells what another did."""
    named = old.type != "ASSAULT" or any(rule.endswith(_BY_NOUN) for rule in new.rules)
    if named and not _says_more(new) and not new.recipient and (new.actor or old.type == "ASSAULT"):
        return "nothing-new"
    if not _says_more(new) and not _says_more(old) and new.actor and set(new.recipient) == set(old.recipient):
        return "parties"
    dated = bool(new.date and old.date and new.actor)
    return "date" if dated and not (_toll(new) or new.recipient or new.place) else None


def _fits(old: IncidentFact, new: IncidentFact, sides: Sides) -> bool:
    """Whether nothing that both say differs."""
    for field in ("killed", "injured", "amount", "place"):
        mine, its = getattr(old, field), getattr(new, field)
        if mine is not None and its is not None and mine != its:
            return False
    if old.actor and new.actor and not _of_sides(old.actor, sides) & _of_sides(new.actor, sides):
        return False
    if not old.date or not new.date:
        return True
    return old.date.startswith(new.date) or new.date.startswith(old.date)


def _of_sides(actors: Sequence[str], sides: Sides) -> set[str]:
    return {sides.get(actor) or actor for actor in actors} | set(actors)


def _says_more(fact: IncidentFact) -> bool:
    return bool(fact.place or fact.date or fact.amount or _toll(fact))


# ── across reports ───────────────────────────────────────────────
def _judge(facts: Sequence[IncidentFact], order: Order, sides: Sides) -> Iterator[Judgement]:
    told: defaultdict[str, list[IncidentFact]] = defaultdict(list)
    for fact in facts:
        told[_report(fact)].append(fact)
    for new, old in sorted(order.versions.items()):
        yield from _pairs(told[old], told[new], "next-version", sides)
    blocks: defaultdict[tuple[str, str], defaultdict[str, list[IncidentFact]]]
    blocks = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.date and len(fact.date) == _DAY and _toll(fact):
            told_by = {*_target(fact), *([f"{fact.killed}+{fact.injured}"] if _both(fact) else ())}
            for target in sorted(told_by):
                blocks[target, fact.date][_report(fact)].append(fact)
    for block in blocks.values():
        reports = sorted(block, key=order.rank)
        for at, old in enumerate(reports):
            for new in reports[at + 1 :]:
                rule = "same-outlet-later" if order.follows(new, old) else "same-day-and-toll"
                yield from _pairs(block[old], block[new], rule, sides)


def _pairs(
    before: Sequence[IncidentFact], after: Sequence[IncidentFact], rule: str, sides: Sides
) -> Iterator[Judgement]:
    """Those that fit each other and nothing else in the two reports."""
    for old in before:
        fits = [new for new in after if _alike(old, new, rule, sides)]
        if len(fits) == 1 and sum(_alike(other, fits[0], rule, sides) for other in before) == 1:
            left, right = sorted((old.id, fits[0].id))
            yield Judgement(left=left, right=right, same="yes", by=RULE + rule, reasons=(old.type,), score=0.9)


def _alike(old: IncidentFact, new: IncidentFact, rule: str, sides: Sides) -> bool:
    mine, its = _target(old), _target(new)
    version = rule == "next-version"
    if rule == "same-day-and-toll" and (old.killed, old.injured) != (new.killed, new.injured):
        return False
    return (
        old.type == new.type
        and (old.date == new.date or None in {old.date, new.date})
        and (not old.actor or not new.actor or bool(_of_sides(old.actor, sides) & _of_sides(new.actor, sides)))
        and (bool(mine & its) or ((version or _both(old)) and not (mine and its)))
    )


def _target(fact: IncidentFact) -> set[str]:
    return {*fact.recipient, *([fact.place] if fact.place else ())}


def _toll(fact: IncidentFact) -> bool:
    return fact.killed is not None or fact.injured is not None


def _both(fact: IncidentFact) -> bool:
    """Whether dead and injured are both counted: on one day the two numbers tell an attack without its place."""
    return fact.killed is not None and fact.injured is not None


def _report(fact: IncidentFact) -> str:
    return fact.tellings[0].report


# ── one of several ───────────────────────────────────────────────
def _one(group: Sequence[IncidentFact], order: Order) -> IncidentFact:
    """What the last report says stands, as far as it says it; the id is the first one's."""
    ordered = sorted(group, key=lambda fact: (order.rank(_report(fact)), fact.evidence[0].span, fact.id))
    newest = ordered[::-1] if len({_report(fact) for fact in ordered}) > 1 else ordered
    return IncidentFact(
        id=ordered[0].id,
        rules=tuple(sorted({rule for fact in ordered for rule in fact.rules})),
        type=ordered[0].type,
        mode=next((fact.mode for fact in newest if fact.mode), None),
        actor=next((fact.actor for fact in newest if fact.actor), ()),
        recipient=next((fact.recipient for fact in newest if fact.recipient), ()),
        place=next((fact.place for fact in newest if fact.place), None),
        date=next((fact.date for fact in newest if fact.date), None),
        killed=next((fact.killed for fact in newest if fact.killed is not None), None),
        injured=next((fact.injured for fact in newest if fact.injured is not None), None),
        amount=next((fact.amount for fact in newest if fact.amount), None),
        claimed_by=next((fact.claimed_by for fact in newest if fact.claimed_by), None),
        evidence=tuple(dict.fromkeys(place for fact in ordered for place in fact.evidence)),
        tellings=_tellings([telling for fact in ordered for telling in fact.tellings]),
    )


def _tellings(told: Sequence[IncidentTelling]) -> tuple[IncidentTelling, ...]:
    """One telling a report, with what its passages say together."""
    groups: dict[str, list[IncidentTelling]] = {}
    for one in told:
        groups.setdefault(one.report, []).append(one)
    return tuple(
        IncidentTelling(
            report=report,
            evidence=tuple(dict.fromkeys(place for one in ones for place in one.evidence)),
            killed=next((one.killed for one in ones if one.killed is not None), None),
            injured=next((one.injured for one in ones if one.injured is not None), None),
            date=next((one.date for one in ones if one.date), None),
        )
        for report, ones in groups.items()
    )
