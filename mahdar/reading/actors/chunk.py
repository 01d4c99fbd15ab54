"""Chunks: noun phrases that name or stand for an actor, as word ranges, before they become mentions."""

from typing import Any

import msgspec

from mahdar.types.marks import ActorKind, Form


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """Words `first` up to `stop` (with titles and modifiers); the name itself is `name_first` up to `name_stop`.

    `skip` letters of the first name word are proclitics.
    `head` is the folded head noun of a title or body; `sides` are the keys of
    all states and groups that a plural names.
    """

    first: int
    stop: int
    name_first: int
    name_stop: int
    skip: int
    kind: ActorKind
    form: Form
    key: str
    rules: tuple[str, ...]
    latin: str | None = None
    side: str | None = None
    gender: str | None = None
    plural: bool = False
    office: tuple[int, int] | None = None
    office_skip: int = 0
    sides: tuple[str, ...] = ()
    office_kind: str | None = None
    head: str | None = None
    domain: str = ""
    stands_for: str | None = None
    sure: bool = True
    definite: bool = False
    bare: bool = False


def whole(first: int, stop: int, **fields: Any) -> Chunk:
    """A phrase that is the name as a whole: words `first` up to `stop`, with the other fields of a chunk."""
    return Chunk(first=first, stop=stop, name_first=first, name_stop=stop, **{"skip": 0, **fields})
