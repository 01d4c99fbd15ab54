"""Judgements and what they join: yes, no and unsure between two members; the result never depends on their order.

Where A=B and B=C but A≠C, a NO cuts the weakest YES of the path, ties by id.
"""

from collections import defaultdict
from collections.abc import Iterable

from mahdar.types.record import Judgement


def clusters(members: Iterable[str], judgements: Iterable[Judgement]) -> dict[str, str]:
    """Member -> the smallest member of its cluster."""
    parent = {member: member for member in members}
    listed = sorted(judgements, key=lambda j: (-(j.score if j.score is not None else 1.0), j.left, j.right))
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for judgement in listed:
        if judgement.same == "no" and judgement.left in parent and judgement.right in parent:
            apart[judgement.left].add(judgement.right)
            apart[judgement.right].add(judgement.left)
    inside: dict[str, set[str]] = {member: {member} for member in parent}
    for judgement in listed:
        if judgement.same != "yes" or judgement.left not in parent or judgement.right not in parent:
            continue
        left, right = _root(parent, judgement.left), _root(parent, judgement.right)
        if left == right or _forbidden(inside[left], inside[right], apart):
            continue
        keep, drop = min(left, right), max(left, right)
        parent[drop] = keep
        inside[keep] |= inside.pop(drop)
    return {member: _root(parent, member) for member in parent}


def _root(parent: dict[str, str], member: str) -> str:
    while parent[member] != member:
        parent[member] = parent[parent[member]]
        member = parent[member]
    return member


def _forbidden(left: set[str], right: set[str], apart: dict[str, set[str]]) -> bool:
    small, large = (left, right) if len(left) <= len(right) else (right, left)
    return any(apart.get(member, set()) & large for member in small)
