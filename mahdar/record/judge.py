"""Judgements and what they join: yes, no and unsure between two members; the result never depends on their order.

Where A=B and B=C but A≠C, a NO cuts the weakest YES of the path, ties by id. What a person decided stands before what
rules say, and of two decisions that contradict each other the later one stands.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from mahdar.types.record import Judgement


class Decision(msgspec.Struct, frozen=True):
    """What a person decided: two members are one, or not."""

    left: str
    right: str
    same: bool


def clusters(
    members: Iterable[str], judgements: Iterable[Judgement], decided: Sequence[Sequence[Decision]] = ()
) -> dict[str, str]:
    """Member -> the smallest member of its cluster. `decided` are a person's decisions, the latest last; those made in
    one stroke are one entry."""
    found = _Clusters(members)
    for stroke in reversed(decided):
        found.decide(stroke)
    listed = sorted(judgements, key=lambda j: (-(j.score if j.score is not None else 1.0), j.left, j.right))
    for judgement in listed:
        if judgement.same == "no":
            found.part(judgement.left, judgement.right)
    for judgement in listed:
        if judgement.same == "yes":
            found.join(judgement.left, judgement.right)
    return {member: found.root(member) for member in found.parent}


class _Clusters:
    """Members, who is with whom, and who may not be."""

    def __init__(self, members: Iterable[str]) -> None:
        self.parent = {member: member for member in members}
        self._inside = {member: {member} for member in self.parent}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)

    def decide(self, stroke: Sequence[Decision]) -> None:
        for one in sorted(stroke, key=lambda d: (d.same, d.left, d.right)):
            (self.join if one.same else self.part)(one.left, one.right)

    def root(self, member: str) -> str:
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def part(self, left: str, right: str) -> None:
        """Keep two apart, unless a person has joined them already."""
        if left in self.parent and right in self.parent and (left == right or self.root(left) != self.root(right)):
            self._apart[left].add(right)
            self._apart[right].add(left)

    def join(self, left: str, right: str) -> None:
        """Make one cluster of two, unless any of them are kept apart."""
        if left not in self.parent or right not in self.parent:
            return
        left, right = self.root(left), self.root(right)
        if left == right or self._forbidden(left, right):
            return
        keep, drop = min(left, right), max(left, right)
        self.parent[drop] = keep
        self._inside[keep] |= self._inside.pop(drop)

    def _forbidden(self, left: str, right: str) -> bool:
        small, large = sorted((self._inside[left], self._inside[right]), key=len)
        return any(not self._apart[member].isdisjoint(large) for member in small if member in self._apart)
