"""Who led or stood for a side at talks told of before: `X led the American side, Y and Z spoke for Russia`."""

from mahdar.reading.events.cast import Cast, distinct
from mahdar.reading.events.encounter import Encounter
from mahdar.reading.events.people import People
from mahdar.reading.scene import Phrase

_CLAUSE = 24  # words of a clause that names a side and its heads


def heads_of(people: People, met: Encounter) -> Cast:
    """The people whom a clause names as the heads of a side: they came to the meeting told before."""
    told = met.first.word.suffixed and met.first.word.form == "past" and not met.skip
    led = people.before(met.at, met.bounds[0]) if told else []
    head = people.at(met.stop) if led and _is_side(people, led[-1], met) else None
    if head and head.mention.kind == "person":
        return Cast(tuple(people.group(head, met.bounds[1])), joins=True)  # `the delegation of X, *Y led it*`
    stop = _clause_end(people, met)
    phrases = [one for one in (people.at(p.first) for p in people.scene.phrases_in(met.stop, stop)) if one]
    side = next((one for one in phrases if _is_side(people, one, met)), None)
    named = [one for one in phrases if one.mention.kind == "person" and one.mention.form == "name"]
    if side is None or not named or people.scene.starts_prepositional(named[0], met.at):
        return Cast()
    return Cast(tuple(distinct([one for first in named for one in people.group(first, stop)])), joins=True)


def _clause_end(people: People, met: Encounter) -> int:
    """Up to another side's verb, a contrast behind a comma, or the end of the sentence."""
    page = people.page
    for index in range(met.stop, min(met.bounds[1], met.stop + _CLAUSE)):
        if page.is_a(index, "meeting-heads") or (page.is_a(index, "meanwhile-clause") and index > met.stop + 1):
            return index
        if page.units("meeting", index) and index not in people.scene.covering:
            return index
    return min(met.bounds[1], met.stop + _CLAUSE)


def _is_side(people: People, phrase: Phrase, met: Encounter) -> bool:
    """A delegation, a side, or the state right behind the verb."""
    page, mention = people.page, phrase.mention
    if any(page.is_a(at, "delegation", "side-noun") for at in (phrase.first, phrase.first - 1)):
        return True
    return phrase.first == met.stop and mention.kind in {"state", "institution", "group"} and "heads" in met.table.set_
