"""A person's judgements: who is one actor, who is not, what an actor is called, for whom it acts; what is no fact.

A correction remembers whom it meant: the id that the actor had and the names that it went by. So it finds its actor
again when other reports have come, or the readings were made anew; one whose actor is gone waits until it comes back.
Corrections outrank the rules, of two that contradict each other the later one stands; all of them are kept.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from mahdar.record.judge import Decision
from mahdar.types.ids import content_id
from mahdar.types.marks import Mention
from mahdar.types.record import Judgement

Operation = Literal["merge", "split", "rename", "side", "reject", "set"]
SPLIT = "split:"


class Known(msgspec.Struct, frozen=True):
    """An actor as somebody meant it: its id on that day, its name, and the keys by which the record joined it. Of
    another fact: its id, its words, and the places that it rests on."""

    id: str
    name: str
    keys: tuple[str, ...]


class Spot(msgspec.Struct, frozen=True, order=True):
    """The mention of a report that begins at a code point."""

    report: str
    start: int


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What a person (`by`) decided on a day (`as_of`), and `why`.

    merge: `actor` and `other` are one. split: of `actor`, the mentions at `spots` and those printed as one of `names`
    are another. rename: `actor` is called `name`. side: `actor` acts for `other`, or for nobody where there is none.
    reject: `actor`, or the fact of another `kind`, is none. set: the `field` of that fact is `name`, or is `other`.
    """

    op: Operation
    actor: Known
    by: str
    as_of: str
    other: Known | None = None
    name: str | None = None
    names: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    why: str = ""
    kind: str = "actors"
    field: str | None = None

    @property
    def id(self) -> str:
        """Of what was decided, by whom and when: the same decision has the same id."""
        spots = (f"{spot.report}:{spot.start}" for spot in self.spots)
        said = (
            self.actor.id,
            self.other.id if self.other else "",
            self.field or "",
            self.name or "",
            *self.names,
            *spots,
        )
        return content_id("cr", self.op, *said, self.by, self.as_of, self.why)


def in_order(corrections: Iterable[Correction]) -> list[Correction]:
    """As they count: by their day; those of one day as they were made."""
    return sorted(corrections, key=lambda one: one.as_of)


class Corrected:
    """What corrections change while actors are resolved. `corrections` are in the order in which they were made."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self.all = in_order(corrections)
        self._spots: dict[Spot, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._rejected = {key for one in self.all if one.op == "reject" for key in one.actor.keys}
        self._pinned = {
            key for one in self.all if one.op == "merge" and one.other for key in (*one.actor.keys, *one.other.keys)
        }
        for one in self.all:
            if one.op == "split":
                self._spots.update(dict.fromkeys(one.spots, SPLIT + one.id))
                for key in one.actor.keys:
                    self._names.update({(key, plain(name)): SPLIT + one.id for name in one.names})

    def key(self, key: str, report: str, mention: Mention) -> str | None:
        """The key that a mention is entered under: its own, or that of the actor that a person made of it; None where
        a person said that it names nobody."""
        key = self._moved(key, report, mention)
        return None if key in self._rejected or f"{key}@{report}" in self._rejected else key

    def _moved(self, key: str, report: str, mention: Mention) -> str:
        if not self._spots and not self._names:
            return key
        printed = plain(mention.text)
        named = self._names.get((key, printed)) or self._names.get((f"{key}@{report}", printed))
        return self._spots.get(Spot(report, mention.span.start)) or named or key

    def pinned(self, key: str) -> bool:
        """Whether somebody said whose a key is: it is that actor's in all reports."""
        return key in self._pinned

    def decided(self, found: "Finder") -> list[list[Decision]]:
        """The decisions of each correction; those that wait have none."""
        return [self._decisions(one, found) for one in self.all]

    def _decisions(self, one: Correction, found: "Finder") -> list[Decision]:
        if one.op == "split" and SPLIT + one.id in found.keys:
            return [Decision(SPLIT + one.id, key, False) for key in found.all(one.actor) if key != SPLIT + one.id]
        if one.op == "merge" and one.other:
            left, right = found.all(one.actor), found.all(one.other)
            return [Decision(left[0], key, True) for key in (*left[1:], *right)] if left and right else []
        return []

    def judgements(self, found: "Finder") -> tuple[Judgement, ...]:
        """The corrections as judgements, each once; those that wait are none."""
        rows = {one.id: row for one in self.all for row in [_judgement(one, found)] if row}
        return tuple(rows[id_] for id_ in sorted(rows))

    def called(self, found: "Finder", cluster: Mapping[str, str]) -> dict[str, str]:
        """Cluster -> the name that a person gave it."""
        found_ = ((found.one(one.actor), one.name) for one in self.all if one.op == "rename")
        return {cluster[key]: name for key, name in found_ if key and name}

    def sides(self, found: "Finder", cluster: Mapping[str, str]) -> dict[str, str | None]:
        """Cluster -> the cluster that it acts for, as a person said; None: nobody."""
        sides: dict[str, str | None] = {}
        for one in self.all:
            key, side = found.one(one.actor), found.one(one.other) if one.other else None
            if one.op == "side" and key and (side or not one.other):
                sides[cluster[key]] = cluster[side] if side else None
        return sides


class Finder:
    """Finds the actors that corrections mean among the `keys` of the record; `ids` is a former id -> its key."""

    def __init__(self, keys: Iterable[str], ids: Mapping[str, str]) -> None:
        self.keys, self._ids = frozenset(keys), ids

    def all(self, known: Known) -> list[str]:
        """All keys of an actor that are still there, the one of its id first; by its id where none of them is."""
        first = self._ids.get(known.id)
        left = [key for key in known.keys if key in self.keys]
        if not left:
            return [first] if first else []
        return sorted(left, key=lambda key: (key != first, key))

    def one(self, known: Known) -> str | None:
        return next(iter(self.all(known)), None)


def _judgement(one: Correction, found: Finder) -> Judgement | None:
    if one.op == "reject" and one.kind == "actors":
        return Judgement(left=one.actor.id, right=one.actor.id, same="no", by=one.by, reasons=reasons(one))
    left, right = found.one(one.actor), found.one(one.other) if one.other else None
    if one.kind != "actors":
        return None
    if one.op == "split":
        right = SPLIT + one.id if SPLIT + one.id in found.keys else None
    elif one.op == "rename":
        right = f"name:{one.name}"
    elif one.op == "side":
        right = f"side:{right}" if right else None if one.other else "side:"
    if left is None or right is None:
        return None
    same: Literal["yes", "no"] = "no" if one.op == "split" else "yes"
    return Judgement(left=left, right=right, same=same, by=one.by, reasons=reasons(one))


def reasons(one: Correction) -> tuple[str, ...]:
    """What was done, on which day, and why."""
    return (f"{one.op}, {one.as_of}", *([one.why] if one.why else ()))


def plain(name: str) -> str:
    """A printed name with single spaces."""
    return " ".join(name.split())
