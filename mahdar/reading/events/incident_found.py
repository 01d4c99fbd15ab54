"""An incident under way, and whether another word tells of the same one."""

import msgspec

from mahdar.reading.events.incident_frames import Hit
from mahdar.reading.events.incident_names import Clause, Roles
from mahdar.reading.scene import Scene

LONG = 26  # words of a clause


class Found(msgspec.Struct):
    """An incident under way."""

    hit: Hit | None
    rule: str
    type: str
    first: int
    last: int
    roles: Roles
    clause: Clause
    killed: int | None = None
    injured: int | None = None
    toll: bool = False
    former: bool = False
    occurs: bool = False
    since: bool = False


def is_deal(one: Found) -> bool:
    return one.hit is not None and one.hit.frame.type == "AGREE" and one.hit.frame.mutual


def told_again(scene: Scene, one: Found, signed: bool) -> bool:
    """Whether a deal with its article, `X signed *the* deal`, is the one whose signing the report told before."""
    if not (signed and is_deal(one)) or one.hit is None:
        return False
    thing = one.hit.thing
    pronoun = scene.page.is_a(one.hit.stop, "preposition-with-pronoun")
    return pronoun or (thing is not None and scene.page.is_definite(thing))


def resumes(scene: Scene, before: Found, one: Found) -> bool:
    """`attacked X, and *the aggression* led to`: a definite noun of attack, the subject of a verb before it, is the one
    told last."""
    hit, page = one.hit, scene.page
    if hit is None or hit.verbal or not hit.sense.word.definite or page.is_a(hit.index - 1, "that"):
        return False
    told = page.lexicon.tense(page.word(hit.index - 1)) == "past" and one.roles.place is None
    return told and before.type == one.type == "ASSAULT" and not one.roles.actor


def joined_deed(scene: Scene, hit: Hit | None) -> bool:
    """`and carried out two bombings`: the verb is joined to the one before, whose subject is its own."""
    page = scene.page
    if hit is None:
        return False
    carrier = next((at for at in range(hit.index - 1, hit.index - 4, -1) if page.is_a(at, "deed-carrier")), hit.index)
    joined = page.word(carrier)[0] in page.language.orthography.proclitics.any
    return joined and (hit.verbal or carrier < hit.index)


def same_words(before: Found, one: Found) -> bool:
    """Whether one noun serves both: `halted aid`, `released a hostage`."""
    mine = before.hit.thing if before.hit else None
    return mine is not None and one.hit is not None and mine in {one.hit.thing, one.hit.index}


def absorb(one: Found, other: Found) -> None:
    """What a second word of the same incident adds."""
    mine, its = one.roles, other.roles
    mine.actor = mine.actor or [span for span in its.actor if span not in mine.recipient]
    mine.recipient = mine.recipient or [span for span in its.recipient if span not in mine.actor]
    mine.place = mine.place or its.place
    one.last = max(one.last, min(other.last, one.first + 2 * LONG))
