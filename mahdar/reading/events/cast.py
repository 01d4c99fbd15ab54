"""The cast of an encounter: who took part, where, in whose house."""

import msgspec

from mahdar.reading.scene import Phrase


def distinct(parties: list[Phrase]) -> list[Phrase]:
    """Each actor once."""
    seen: dict[str, Phrase] = {}
    for phrase in parties:
        seen.setdefault(phrase.mention.stands_for or phrase.mention.key, phrase)
    return list(seen.values())


class Cast(msgspec.Struct, frozen=True):
    """Who took part, as far as a sentence says, and what else the search found.

    `venue` is a place that owns the noun (`the Geneva talks`); `host` received the others or offered the room;
    `both` says that a pronoun or `the two sides` stands for those told of before; `topic` is whom the passage is about,
    who takes part in a definite meeting that nobody told of before; `joins` says that the parties came to a meeting
    told before: `the two met, in the presence of X`, `X attended the meeting`; `apart` are further meetings in the same
    words: *X received Y, then Z*."""

    parties: tuple[Phrase, ...] = ()
    venue: Phrase | None = None
    host: Phrase | None = None
    both: bool = False
    topic: tuple[Phrase, ...] = ()
    joins: bool = False
    apart: tuple[tuple[Phrase, ...], ...] = ()


def each_of(cast: Cast) -> list[Cast]:
    """The cast of each meeting that one word tells, in order."""
    one = msgspec.structs.replace(cast, apart=())
    return [one, *(msgspec.structs.replace(one, parties=parties) for parties in cast.apart)]
