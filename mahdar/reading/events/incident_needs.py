"""What the frame of an incident needs: who, whom, where, how many. Each need has a name that the data use."""

from collections.abc import Callable

import msgspec

from mahdar.reading.events.incident_frames import Hit
from mahdar.reading.events.incident_names import Clause, Roles
from mahdar.reading.issues import issues_in
from mahdar.reading.scene import Scene

_NEAR = 7  # words behind an incident in which its people or its site stand
_BEFORE = 3
_CLOSE = 5


class _Case(msgspec.Struct, frozen=True):
    scene: Scene
    hit: Hit
    roles: Roles
    clause: Clause

    def near(self, *classes: str) -> bool:
        """Whether a word of one of the classes stands close behind."""
        return any(self.scene.page.is_a(index, *classes) for index in self.reach())

    @property
    def we(self) -> bool:
        """`we agreed`: the speaker's side and the other one."""
        word = self.hit.sense.word
        told = not self.scene.page.is_a(self.hit.stop, "preposition-with-pronoun")
        return self.hit.verbal and word.gender is None and word.number == "p" and told

    def reach(self) -> range:
        return range(self.hit.stop, min(self.clause.end, self.hit.stop + _NEAR))


def is_told(scene: Scene, hit: Hit, roles: Roles, clause: Clause) -> bool:
    """Whether all that the frame asks for is told; a present tense tells of what is done only with its doer named."""
    case = _Case(scene, hit, roles, clause)
    going_on = hit.sense.word.form == "present" and not hit.frame.future and bool(hit.frame.needs)
    if going_on and not (roles.actor and (roles.first < hit.index or hit.frame.type == "ASSAULT")):
        return False
    return all(any(_NEEDS[one](case) for one in need.split("|")) for need in hit.frame.needs)


def _place(case: _Case) -> bool:
    named = (case.scene.starting.get(index) for index in case.reach())
    return case.roles.place is not None or any(p and p.mention.kind in {"place", "state"} for p in named)


def _two(case: _Case) -> bool:
    """Whether the subject is several by name: `two delegations, one of X and one of Y`."""
    phrase = case.scene.starting.get(case.hit.stop) if case.hit.verbal else None
    return phrase is not None and len(phrase.mention.sides) > 1


def _they(case: _Case) -> bool:
    """Whether the two sides stand right before the verb: `the two delegations signed`."""
    return case.hit.verbal and bool(case.scene.page.units("both-sides", case.hit.index - 1))


def _no_owner(case: _Case) -> bool:
    """Whether a definite noun is no one that another noun belongs to: `the bulldozers of *the Occupation*`."""
    page, before = case.scene.page, case.hit.index - 1
    owned = page.lexicon.has(page.word(before), "noun") and not page.is_definite(before)
    return case.hit.verbal or not (owned and page.is_definite(case.hit.index))


def _no_gathering(case: _Case) -> bool:
    """Whether no meeting stands before: `a session that *took in* delegations of X`."""
    before = range(max(case.clause.start, case.hit.index - _CLOSE), case.hit.index)
    return not any(case.scene.page.units("meeting", at) for at in before)


def _people(case: _Case) -> bool:
    if case.roles.recipient or case.near("person-counted", "captive", "vague-count", "nationality"):
        return True
    return any(case.scene.page.units("number", index) for index in case.reach())


def _amount(case: _Case) -> bool:
    return any(case.scene.page.is_a(index, "currency") for index in range(case.hit.index, case.clause.end))


def _goods(case: _Case) -> bool:
    """Arms, aid, troops or money in the clause: a pledge of anything else is no more than a statement."""
    page = case.scene.page
    words = range(case.hit.stop, case.clause.end)
    return any(page.is_a(index, *_GOODS) or page.units("number", index) for index in words)


_GOODS = ("currency", "arms-noun", "aid-noun", "grant-noun", "force-noun", "weapon", "captive")


def _pronoun(case: _Case) -> bool:
    suffixed = case.hit.verbal and case.hit.sense.word.suffixed
    return suffixed or case.scene.page.is_a(case.hit.stop, "preposition-with-pronoun")


def _occurs(case: _Case) -> bool:
    before = range(max(case.clause.start, case.hit.index - _BEFORE), case.hit.index)
    is_a = case.scene.page.is_a
    return any(is_a(index, "occur-verb") for index in before) or is_a(case.hit.stop, "going-on")


def _no_plan(case: _Case) -> bool:
    raised = issues_in(case.scene.page, case.hit.stop, case.clause.end)
    return all(issue != "proposal" for _, issue in raised)


def _no_process(case: _Case) -> bool:
    """Who talks when and where is no deal: `agreed to go on with the talks`."""
    near = range(case.hit.stop, min(case.clause.end, case.hit.stop + _CLOSE))
    is_a = case.scene.page.is_a
    return not any(
        is_a(index, "meeting") or (is_a(index, "process-noun") and not is_a(index + 1, "relation")) for index in near
    )


def _forces(case: _Case) -> bool:
    near = range(max(case.clause.start, case.hit.index - _BEFORE), case.hit.stop + _BEFORE)
    return any(case.scene.page.is_a(index, "force-noun") for index in near)


def _dated(case: _Case) -> bool:
    times = case.scene.times_in(case.hit.index, case.clause.stop)
    return any(time.type == "DATE" and first - case.hit.stop < _NEAR for first, time in times)


_NEEDS: dict[str, Callable[[_Case], bool]] = {
    "actor": lambda case: bool(case.roles.actor),
    "recipient": lambda case: bool(case.roles.recipient),
    "party": lambda case: bool(case.roles.actor or case.roles.recipient),
    "target": lambda case: bool(case.roles.actor or case.roles.recipient or case.roles.place),
    "victims": lambda case: case.near("person-counted", "people-noun", "agent-noun", "force-noun"),
    "both": lambda case: len(case.roles.actor) > 1 or case.near("two-sides") or case.we or _two(case) or _they(case),
    "place": _place,
    "site": lambda case: case.roles.place is not None or case.near("site-noun"),
    "people": _people,
    "asset": lambda case: case.near("asset"),
    "amount": _amount,
    "goods": _goods,
    "pronoun": _pronoun,
    "occur": _occurs,
    "related": lambda case: case.hit.verbal and case.scene.page.is_a(case.hit.index - 1, "relative"),
    "no-plan": _no_plan,
    "no-process": _no_process,
    "no-gathering": _no_gathering,
    "no-owner": _no_owner,
    "forces": _forces,
    "dated": _dated,
    "passive": lambda case: not case.hit.verbal,
    "deed": lambda case: not case.near("that"),
}
