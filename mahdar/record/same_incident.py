"""One incident told again by its own source: in a newer version of a report, or on a later day by the same outlet.

Each join is a judgement. Where a report tells two incidents that both fit, none is joined: two raids on one city in one
night are two, and nothing here says which of them the other report means.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mahdar.record.judge import clusters
from mahdar.record.order import Order
from mahdar.types.record import IncidentFact, Judgement

RULE = "record/same-event/"
_DAY = 10  # characters of a date that is known to the day


def join_incidents(
    facts: Sequence[IncidentFact], order: Order
) -> tuple[tuple[IncidentFact, ...], tuple[Judgement, ...]]:
    """The incidents, each once, sorted by id; `facts` are as single reports tell them."""
    found = {(judgement.left, judgement.right): judgement for judgement in _judge(facts, order)}
    judgements = tuple(found[pair] for pair in sorted(found))
    cluster = clusters([fact.id for fact in facts], judgements)
    groups: defaultdict[str, list[IncidentFact]] = defaultdict(list)
    for fact in facts:
        groups[cluster[fact.id]].append(fact)
    joined = (group[0] if len(group) == 1 else _one(group, order) for group in groups.values())
    return tuple(sorted(joined, key=lambda fact: fact.id)), judgements


def _judge(facts: Sequence[IncidentFact], order: Order) -> Iterator[Judgement]:
    told: defaultdict[str, list[IncidentFact]] = defaultdict(list)
    for fact in facts:
        told[_report(fact)].append(fact)
    for new, old in sorted(order.versions.items()):
        yield from _pairs(told[old], told[new], "next-version")
    blocks: defaultdict[tuple[str, str, str], defaultdict[str, list[IncidentFact]]]
    blocks = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        outlet = order.outlet(_report(fact))
        if outlet and fact.date and len(fact.date) == _DAY and _toll(fact) and _target(fact):
            blocks[outlet, fact.type, fact.date][_report(fact)].append(fact)
    for block in blocks.values():
        reports = sorted(block, key=order.rank)
        for at, old in enumerate(reports):
            for new in reports[at + 1 :]:
                if order.follows(new, old):
                    yield from _pairs(block[old], block[new], "same-outlet-later")


def _pairs(before: Sequence[IncidentFact], after: Sequence[IncidentFact], rule: str) -> Iterator[Judgement]:
    """Those that fit each other and nothing else in the two reports."""
    for old in before:
        fits = [new for new in after if _alike(old, new, rule)]
        if len(fits) == 1 and sum(_alike(other, fits[0], rule) for other in before) == 1:
            left, right = sorted((old.id, fits[0].id))
            yield Judgement(left=left, right=right, same="yes", by=RULE + rule, reasons=(old.type,), score=0.9)


def _alike(old: IncidentFact, new: IncidentFact, rule: str) -> bool:
    mine, its = _target(old), _target(new)
    known = rule == "same-outlet-later"
    return (
        old.type == new.type
        and (old.date == new.date or None in {old.date, new.date})
        and (not old.actor or not new.actor or bool(set(old.actor) & set(new.actor)))
        and (bool(mine & its) or (not known and not (mine and its)))
    )


def _target(fact: IncidentFact) -> set[str]:
    return {*fact.recipient, *([fact.place] if fact.place else ())}


def _toll(fact: IncidentFact) -> bool:
    return fact.killed is not None or fact.injured is not None


def _report(fact: IncidentFact) -> str:
    return fact.tellings[0].report


def _one(group: Sequence[IncidentFact], order: Order) -> IncidentFact:
    """What the last report says stands, as far as it says it; the id is the first one's."""
    ordered = sorted(group, key=lambda fact: (order.rank(_report(fact)), fact.id))
    newest = ordered[::-1]
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
        evidence=tuple(place for fact in ordered for place in fact.evidence),
        tellings=tuple(telling for fact in ordered for telling in fact.tellings),
    )
