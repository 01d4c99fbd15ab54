"""Who was brought together at a meeting by a verb beside its noun: who attended, who told whom something in a call."""

from mahdar.language.schema import WordList
from mahdar.reading.events.apart import NEAR
from mahdar.reading.events.cast import distinct
from mahdar.reading.events.encounter import agreed_at, past_modifiers
from mahdar.reading.events.search import FAR, REACH, Search
from mahdar.reading.scene import Phrase

_BODIES = frozenset({"institution", "group"})
_ENDED = 5  # words of `at the end of seven days of`


class Gathered(Search):
    """What a verb before the noun of a meeting says of who came to it."""

    def attending(self) -> list[Phrase]:
        """`X attended the meeting`, `attended the meeting: X and Y`: who came, by a verb of attending before a definite
        noun."""
        met, page = self.met, self.page
        at = met.at - 1 - page.is_a(met.at - 1, "in-course", "preposition")
        if not met.definite or met.suffixed or not any(page.is_a(i, "attends") for i in {at, met.at - 1}):
            return []
        index = self.past_times(self.past_relative(met.stop))
        index = index if self.group_at(index) else self.past_places(met.stop)
        behind = self.group_at(index)
        if behind and (behind[0].first > index or not self.scene.starts_prepositional(behind[0])):
            return [*behind, *self.linked(behind[-1].stop)]
        before = self.people.before(at, self.start)
        return before if before and not self.scene.starts_prepositional(before[0]) else []

    def told_in(self) -> list[Phrase]:
        """`X told Y in a call`: subject and object of the verb before; `X and Y said in a meeting`: the subjects."""
        met = self.met
        if met.definite or met.suffixed or not self.page.is_a(met.at - 1, "in-course"):
            return []
        whom: list[Phrase] = []
        for phrase in reversed(self.scene.phrases_in(self.start, met.at)):
            party = self.people.at(phrase.first)
            if party is None or (whom and party.stop > whom[0].first):
                continue
            if self.scene.starts_prepositional(party) and not self.told_to(party):
                continue
            whom = distinct([*self.people.group(party, met.at), *whom])
        if len(whom) == 1:
            latter = [self.people.at(at) for at in range(self.start, whom[0].first) if self.page.is_a(at, "the-latter")]
            whom = [*(one for one in latter if one), *whom]
        together = [phrase for phrase in whom if phrase.mention.kind == "person"]
        return together if len(whom) == len(together) == 2 else []

    def ended(self) -> list[Phrase]:
        """`X and Y reached a truce *at the end of two days of talks*`: the several whom the clause before is about."""
        met, page = self.met, self.page
        before = range(max(self.start, met.at - _ENDED), met.at)
        if met.suffixed or not any(page.is_a(at, "after-it") for at in before):
            return []
        for phrase in self.scene.phrases_in(self.start, met.at):
            party = self.people.at(phrase.first)
            if party is None or self.scene.starts_prepositional(party) or self.people.is_where(party):
                continue
            group = self.people.group(party, met.at)
            sides = all(one.mention.kind != "person" for one in group)
            return group if is_many(group) or (len(group) > 1 and sides) else []
        return []

    def agreed_to(self) -> list[Phrase]:
        """`X and Y agreed *to the meeting* again`: who agreed will meet."""
        verb = agreed_at(self.scene, self.met)
        if verb is None:
            return []
        group = self.group_at(self.past_times(verb + 1)) or self.people.before(verb, self.met.bounds[0])
        return group if len(group) > 1 or is_many(group) else []

    def brought_before(self) -> list[Phrase]:
        """`a dinner brought together X and Y`, the verb before its subject."""
        met = self.met
        if not self.page.is_a(met.at - 1, "brings") or met.suffixed:
            return []
        held = self.page.is_a(met.stop, "relative") and self.page.is_a(met.stop + 1, "light-verb", "host-verb")
        behind = met.stop + 2 if held else past_modifiers(self.scene, met.stop, self.end)
        index = self.past_places(self.past_relative(behind))  # `the meeting *that was held* in X`
        if self.page.units("both-sides", index):
            self.both = True
        group = self.group_at(index)
        return group if len(group) > 1 or is_many(group) else []

    def brought_in(self) -> list[Phrase]:
        """`X brought Y and Z together in a meeting`: who did so took part."""
        met = self.met
        if met.definite or met.suffixed or not self.page.is_a(met.at - 1, "in-course"):
            return []
        for index in range(met.at - 2, max(self.start, met.at - 2 * REACH), -1):
            if self.page.units("meeting", index):
                break
            if not self.page.is_a(index, "brings"):
                continue
            whom = self.group_at(self.past_places(index + 1))
            self.both = self.both or bool(self.page.units("both-sides", self.past_times(index + 1)))
            at = index
            while at > self.start and self.page.is_a(at - 1, "perfect", "auxiliary", "filler", "relative"):
                at -= 1
            return [*self.people.before(at, self.start), *whom] if whom and whom[-1].stop <= met.at else []
        return []

    def chaired(self) -> list[Phrase]:
        """`the council discussed it in a session *chaired by* X`: the body whose session it was, and who sat at its
        head."""
        page, met = self.page, self.met
        chairs = (
            unit.stop for at in range(met.stop, min(self.end, met.stop + REACH)) for unit in page.units("led-by", at)
        )
        chair = next((party for stop in chairs if (party := self.people.at(stop))), None)
        if chair is None or chair.mention.kind != "person":
            return []
        before = [self.people.at(phrase.first) for phrase in self.scene.phrases_in(self.start, met.at)]
        bodies = [one for one in before if one and one.mention.kind in _BODIES and one.mention.form == "name"]
        own = [one for one in bodies if not self.scene.starts_prepositional(one)]
        return [own[-1], chair] if own else []

    def linked_before(self, kind: str) -> list[Phrase]:
        """`between X and Y three rounds were held`, `X held *with Y* a session`: the sides before the noun."""
        far = FAR if kind == "with" else NEAR
        for at in range(self.met.at - 1, max(self.start, self.met.at - far) - 1, -1):
            if self.met.suffixed or self.page.is_a(at, "after-it", "talk-break"):
                break
            if kind == "with" and (self.met.definite or self.page.is_a(at, "cue", "light-verb", "meeting-verb")):
                break
            for unit in self.page.units("participant-link", at):
                table = unit.sense.row.table if unit.sense else None
                if not isinstance(table, WordList) or table.kind != kind:
                    continue
                group = self.group_at(unit.stop)
                if kind == "between":
                    self.both = self.both or bool(self.page.units("both-sides", unit.stop))
                    return group
                return group if group and self._held_with(at, group[-1].stop) else []
        return []

    def _held_with(self, link: int, stop: int) -> bool:
        """Whether a verb of holding stands before the link, and nothing but times and places before the noun."""
        held = any(self.page.is_a(at, "light-verb") for at in range(max(self.start, link - FAR), link))
        return held and self.past_places(stop) >= self.met.at - 1

    def told_to(self, phrase: Phrase) -> bool:
        to = self.page.language.orthography.proclitics.noun[1]
        return to in self.page.deep[phrase.first][: self.scene.skip_of(phrase)]


def is_many(parties: list[Phrase]) -> bool:
    """Whether one phrase alone names several sides: the two delegations."""
    return any(len(phrase.mention.sides) > 1 for phrase in parties)
