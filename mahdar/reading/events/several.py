"""One phrase for several sides: ministers in three states, `the three states`, sides that a report tells together."""

from collections import Counter

from mahdar.reading.events.people import People
from mahdar.reading.scene import Phrase

_TWO = 2
_NEAR = 3  # words between a word of mediation and who mediates
_SIDES = frozenset({"state", "group", "institution"})


def members(people: People, phrase: Phrase) -> list[Phrase]:
    """The sides for which one phrase stands, by their own names; else the phrase itself."""
    named = people.named_in(phrase)
    if named != [phrase]:
        return named
    return _seated(people, phrase) or _counted(people, phrase) or named


def _seated(people: People, phrase: Phrase) -> list[Phrase]:
    """`the foreign ministers *in (each of) X, Y and Z*`: the states whose ministers they are."""
    page, at = people.page, phrase.stop
    if (
        not phrase.mention.plural
        or phrase.mention.kind not in {"person", "group"}
        or not page.is_a(phrase.first, "title")
    ):
        return []
    at += page.is_a(at, "in-place")
    each = max((unit.stop for unit in page.units("each-of", at)), default=at)
    at = each + (each > at and page.is_a(each, "of-it"))
    first = people.scene.starting.get(at)
    states = people.group(first, people.scene.sentence_of(phrase.first)[1]) if first and at > phrase.stop else []
    return states if len(states) >= _TWO and all(one.mention.kind == "state" for one in states) else []


def _counted(people: People, phrase: Phrase) -> list[Phrase]:
    """`the *three* states` (delegations, sides): the three or more that the report tells together."""
    counted = phrase.stop == phrase.first + _TWO and people.page.is_a(phrase.stop - 1, "how-many")
    told = sides_told(people, _TWO + 1) if counted else ()
    return [Phrase(one.mention, phrase.first, phrase.stop, phrase.name) for one in told]


def sides_told(people: People, least: int = _TWO) -> tuple[Phrase, ...]:
    """The sides, `least` of them or more, whose negotiators the report names, or that it most often tells of together,
    `X, Y and Z`, no mediators."""
    negotiating = _negotiating(people)
    if len(negotiating) >= least:
        return negotiating
    chains: Counter[frozenset[str]] = Counter()
    first_told: dict[frozenset[str], tuple[Phrase, ...]] = {}
    done = 0
    for first in people.scene.phrases:
        if first.first < done or not is_side(people, first):
            continue
        chain = people.group(first, people.scene.sentence_of(first.first)[1])
        done = chain[-1].stop
        keys = frozenset(one.mention.key for one in chain)
        if len(keys) < least or not all(is_side(people, one) for one in chain) or _mediates(people, first):
            continue
        chains[keys] += _TWO if people.page.is_a(first.first - 1, "participant-link") else 1
        first_told.setdefault(keys, tuple(chain))
    return first_told[chains.most_common(1)[0][0]] if chains else ()


def _negotiating(people: People) -> tuple[Phrase, ...]:
    """For whom the negotiators act whom the report names by their office."""
    sides: dict[str, Phrase] = {}
    for phrase in people.scene.phrases:
        if phrase.mention.kind == "person" and people.page.units("negotiator", phrase.first):
            side = people.state_of(phrase) or people.group_of(phrase)
            if side is not None:
                sides.setdefault(side.mention.key, side)
    return tuple(sides.values())


def is_side(people: People, phrase: Phrase) -> bool:
    """Whether a phrase names a state or a body, not some of its officials, nor who mediates or is called on, nor
    bodies without a name."""
    if phrase.mention.kind not in _SIDES or phrase.mention.plural:
        return False
    called_on = bool(people.page.units("called-on", phrase.first))
    return not (called_on or people.page.is_a(phrase.first, "title", "source-head", "mediator-noun"))


def _mediates(people: People, phrase: Phrase) -> bool:
    """Whether a word of mediation stands before the first of several, `by the mediation of X and Y`, or a word of
    origin, `advisers *from* X and Y`."""
    near = range(max(0, phrase.first - _NEAR), phrase.first)
    from_there = people.page.is_a(phrase.first - 1, "of-it", "from")
    return from_there or any(people.page.is_a(at, "mediator-noun") for at in near)
