"""Who was brought together at a meeting by a verb beside its noun: who attended, who told whom something in a call."""

from mahdar.reading.events.cast import distinct
from mahdar.reading.events.encounter import past_modifiers
from mahdar.reading.events.search import REACH, Search
from mahdar.reading.scene import Phrase


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

    def told_to(self, phrase: Phrase) -> bool:
        to = self.page.language.orthography.proclitics.noun[1]
        return to in self.page.deep[phrase.first][: self.scene.skip_of(phrase)]


def is_many(parties: list[Phrase]) -> bool:
    """Whether one phrase alone names several sides: the two delegations."""
    return any(len(phrase.mention.sides) > 1 for phrase in parties)
