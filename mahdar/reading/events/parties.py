"""Who took part in a meeting: subject and object of its verb, what follows its noun, who carries it."""

import msgspec

from mahdar.language.schema import WordList
from mahdar.reading.events.apart import NEAR
from mahdar.reading.events.cast import Cast, distinct
from mahdar.reading.events.encounter import Encounter, past_modifiers
from mahdar.reading.events.gathered import Gathered, is_many
from mahdar.reading.events.heads import heads_of
from mahdar.reading.events.people import People
from mahdar.reading.events.search import FAR, REACH
from mahdar.reading.events.several import members
from mahdar.reading.events.verb_clause import VerbClause
from mahdar.reading.scene import Phrase

_CARRIER = 24
_HEAD = 5
_TWO = 2
_BODIES = frozenset({"institution", "state"})  # a board is briefed at its own session
_MET_BY_B = frozenset({"person", "group"})  # an institution behind it may be where they met


def cast_of(people: People, met: Encounter) -> Cast:
    """The parties that the sentence of an encounter names."""
    if met.first.cls == "meeting-heads":
        return heads_of(people, met)
    cast = _of_both(people, _Noun(people, met).cast() if met.noun else VerbClause(people, met).cast())
    parties = distinct([one for phrase in cast.parties for one in members(people, phrase)])
    persons = "persons" in met.table.set_
    if persons and any(phrase.mention.kind in _BODIES for phrase in parties):
        return Cast()
    if persons and met.suffixed and _told_before(people, met):
        return Cast()  # `the talks that X and Y had, and that Z hosted`
    here = [one for one in cast.parties if one.mention.kind == "person" and met.bounds[0] <= one.first < met.bounds[1]]
    if "visit" in met.table.set_ and (len(here) < _TWO or len(here) < len(cast.parties)):
        return Cast()  # `will visit *Muscat* for talks with Y`
    apart = tuple(tuple(one for phrase in group for one in members(people, phrase)) for group in cast.apart)
    return msgspec.structs.replace(cast, parties=tuple(parties), apart=apart)


def _of_both(people: People, cast: Cast) -> Cast:
    """`*the two sides* agreed to hold a round`: no party by itself, but those told of."""
    page = people.scene.page
    groups = [one for one in cast.parties if one.mention.kind == "group" and not one.mention.sides]
    both = [one for one in groups if page.units("both-sides", one.first)]
    parties = tuple(one for one in cast.parties if one not in both)
    return msgspec.structs.replace(cast, parties=parties, both=True) if both else cast


def _told_before(people: People, met: Encounter) -> bool:
    """Whether the sentence names a meeting before the verb, which its pronoun may mean."""
    page, start = people.scene.page, people.scene.sentence_of(met.at)[0]
    return any(page.units("meeting", at) for at in range(start, met.at))


class _Noun(Gathered):
    """`talks between X and Y`, `X's meeting with Y`, `X held talks with Y`, `the Geneva talks`."""

    def cast(self) -> Cast:
        met = self.met
        came = self.attending()
        if came:
            return Cast(tuple(distinct(came)), joins=True)
        behind = past_modifiers(self.scene, met.stop, self.end)
        owners, venue = self._owners(behind)
        after = owners[-1].stop if owners else venue.stop if venue else met.stop
        others = self._behind(after, behind)
        host, carried = self._carrier()
        if not (carried or owners) and met.definite and self._in_presence():
            return Cast(tuple(distinct(others)), joins=True)
        if len(others) + len(owners) < 2 and not is_many([*owners, *others]):
            between = self.linked_before("between")
            owners = between or owners
            others = others or between or self.linked_before("with") or self._asked()
        if len(others) > 1 and (self.kinds == {"with"} or self.owned) and not (carried or owners):
            carried = self.topic()[:1]  # `talks with X and Y`: somebody else had them
        if len(others) + len(owners) > 1 and met.suffixed and not (carried or self.between):
            carried = self._meant(True)[:1]  # `*his* meeting with X and Y`
        if len(carried) > 1 and all(one.mention.form == "metonym" for one in others):
            others = []  # `X and Y held meetings *between Moscow and Vienna*`: where
        parties = distinct([*carried, *owners, *others])
        if len(parties) < 2 and not is_many(parties):
            brought = self.brought_before() or self.brought_in()
            parties = distinct([*brought, *parties]) if brought else parties
        parties = parties or self.told_in() or self.ended() or self.agreed_to()
        if len(parties) < 2 and not is_many(parties) and (session := self.chaired()):
            parties, carried = session, session
        if self._for_journey(carried, host):
            parties = distinct([*(self.people.subject(met.at, self.start, FAR) or self.topic()), *parties])
        topic: list[Phrase] = []
        owned = parties
        if (len(parties) < 2 or self.met_apart(parties[1])) and not is_many(parties):
            told = self.partnered or self.between or met.suffixed or bool(owners)
            topic = self.topic() if parties and host is None and told else []
            own = [] if self.both else self._own_subject(bool(parties), host is not None)
            parties = [] if self.both else distinct([*own, *parties])
        if len(parties) > 1:
            parties = distinct([*parties, *self.under])
        parties, topic = self._as_states(parties, owned), self._as_states(topic, owned)
        parties, apart = self.split(parties)
        return Cast(tuple(parties), venue, host, self.both, tuple(topic), apart=apart)

    def _in_presence(self) -> bool:
        """`X met Y at the session *in the presence of* Z`: more of what was told."""
        return self.kinds == {"joins"}

    def _as_states(self, people: list[Phrase], told: list[Phrase]) -> list[Phrase]:
        """Whoever only the passage tells of beside a state with which there were talks: his own state."""
        states = [phrase for phrase in told if phrase.mention.kind == "state"]
        talks = "p" in {self.met.first.word.number, self.met.sense.word.number}
        if not states or len(states) < len(told):
            return people
        return distinct(
            [one if one in told or not (talks or self._speaks_for(one)) else self._state(one) for one in people]
        )

    def _state(self, person: Phrase) -> Phrase:
        return self.people.state_of(person) or self.people.group_of(person) or person

    def _speaks_for(self, person: Phrase) -> bool:
        """Whether somebody is told of as a spokesman: his side meets, not he."""
        office = person.mention.office
        units = self.page.units("one-office", self.page.words.at(office.start)) if office else ()
        tables = (unit.sense.row.table for unit in units if unit.sense)
        return any(isinstance(table, WordList) and table.kind == "spokesman" for table in tables)

    def _for_journey(self, carried: list[Phrase], host: Phrase | None) -> bool:
        """Whether who travels takes part beside those whom a link names: `to attend a summit with X and Y`."""
        return not (carried or host or self.between or self.both or self.met.suffixed) and self._purpose()

    def _owners(self, behind: int) -> tuple[list[Phrase], Phrase | None]:
        """Who owns the noun (`the ministers' meeting`), or where it was (`the Geneva talks`)."""
        nations = self._nations()
        if len(nations) > 1:
            return nations, None
        index = self.past_places(self.met.stop) if self.met.suffixed else self.met.stop
        phrase = self.scene.starting.get(index) or self.scene.starting.get(behind)
        if phrase is None:
            return [], None
        if self.scene.starts_prepositional(phrase) and not self.met.suffixed:
            return (self.people.group(phrase, self.end) if self._is_of(phrase, behind) else []), None
        if self.page.units("venue", phrase.first) or self._held_at(phrase):
            return [], phrase
        if self.met.definite and not self.met.suffixed:
            return [], None
        if phrase.mention.kind == "place" and not self.met.suffixed:
            group = self.people.group(phrase, self.end) if self.people.is_party(phrase) else []
            return (group, None) if len(group) > 1 else ([], phrase)
        return self.group_at(phrase.first), None

    def _held_at(self, phrase: Phrase) -> bool:
        """`the Singapore summit, which brought X and Y together`: a state that is a city, too, or a summit's seat."""
        brings = self.page.is_a(phrase.stop + 1, "brings") or any(
            getattr(unit.sense.row.table, "kind", None) == "brings-him"
            for unit in self.page.units("participant-link", phrase.stop + 1)
            if unit.sense
        )
        return phrase.mention.kind == "state" and self.page.is_a(phrase.stop, "relative") and brings

    def _is_of(self, phrase: Phrase, behind: int) -> bool:
        """`a meeting of (for) the ministers of X and Y`: behind the noun and its adjectives, a plural that names its
        sides."""
        return phrase.first <= behind and len(phrase.mention.sides) > 1 and self.told_to(phrase)

    def _nations(self) -> list[Phrase]:
        """The sides that adjectives name: `Russian-American talks`."""
        found: list[Phrase] = []
        for index in range(self.met.stop, min(self.end, self.met.stop + 5)):
            nation = self.people.nation(index)
            if nation:
                found.append(nation)
            elif found and self.page.word(index) in self.page.language.orthography.punctuation.dash:
                continue
            elif self.page.is_word(index) and not self.page.is_a(index, "meeting-modifier", "by-phone"):
                break
        return distinct(found)

    def _behind(self, after: int, behind: int) -> list[Phrase]:
        """The parties behind the noun: with the attached preposition right behind it, or behind links."""
        begun = max(after, behind) if after == self.met.stop else after
        direct = self.group_at(self.past_times(begun + self.scene.is_comma(begun)))
        direct = direct if direct and self._with_b(direct[0]) else self.group_at(self.past_times(begun))
        if (
            after == self.met.stop
            and direct
            and self._with_b(direct[0])
            and (self.met.suffixed or direct[0].mention.kind in _MET_BY_B)
        ):
            return [*direct, *self.linked(direct[-1].stop)]
        if after > self.met.stop and self.page.is_word(after):  # `the meeting of X in Rome with-Y`
            partner = self.group_at(self.past_places(after))
            if partner and self._with_b(partner[0]) and partner[0].mention.kind in _MET_BY_B:
                return [*partner, *self.linked(partner[-1].stop)]
        return self.linked(max(after, self.met.stop))

    def _carrier(self) -> tuple[Phrase | None, list[Phrase]]:
        """The subject of the light verb that carries the noun, before or behind it; or the host who offered a room."""
        at = self.met.at
        talked = self._talked_in()
        if talked:
            return None, talked
        behind = self.met.stop + self.page.is_a(self.met.stop, "relative")
        if self.page.is_a(behind, "light-verb") and self._resumes(behind):
            him = self.page.is_a(behind + 1, "with-him")  # `a call that Y had *with him*`
            own = self.group_at(self.past_times(behind + 1 + him))  # `the contacts *that X had* with Y`
            if own and not self.scene.starts_prepositional(own[0], behind + him):
                return None, distinct([*own, *self.topic()[:him]])
        for index in range(at - 1, max(self.start, at - _CARRIER) - 1, -1):
            if self.page.is_a(index, "light-verb", "host-verb"):
                subject = self._subject_of(index, at)
                if self.page.is_a(index, "host-verb"):
                    place = self.scene.starting.get(index + 1)
                    return (subject[0] if subject else place), []
                return None, subject
            if self.page.units("meeting", index) or (self.scene.is_comma(index) and index < at - 6):
                break
        for index in range(self.met.stop, min(self.end, self.met.stop + NEAR)):
            if self.page.is_a(index, "light-verb") and self._resumes(index):
                subject = self._subject_of(index, self.end)
                return None, subject or self.topic()
        return None, []

    def _talked_in(self) -> list[Phrase]:
        """`X discussed (it) in a call with Y and Z`: the subject of the verb of talking before the noun."""
        met, page = self.met, self.page
        if met.definite or met.suffixed or not page.is_a(met.at - 1, "in-course"):
            return []
        verbs = (
            at for at in range(met.at - 2, max(self.start, met.at - NEAR), -1) if page.is_a(at, "meeting-verb-with")
        )
        verb = next(verbs, None)
        return self._subject_of(verb, met.at) if verb is not None else []

    def _resumes(self, index: int) -> bool:
        """Whether the verb takes the noun up again with a pronoun: `talks which X held`."""
        return any(s.word.suffixed for s in self.page.senses(index) if s.cls == "light-verb")

    def _subject_of(self, verb: int, stop: int) -> list[Phrase]:
        index = self.past_times(verb + 1)
        group = self.group_at(index)
        if not group and self.page.units("both-sides", index):
            self.both = True
            return []
        led = bool(group) and group[0].first > index
        if group and group[0].stop <= stop and (led or not self.scene.starts_prepositional(group[0], verb)):
            return [phrase for phrase in group if phrase.stop <= stop]
        if index < self.met.at and stop == self.met.at and self._passive(verb):
            return []
        at = verb
        while at > self.start and self.page.is_a(at - 1, "that", "relative", "perfect", "filler", "auxiliary"):
            at -= 1
        carrier = self.page.sense(verb, "light-verb")
        joined = carrier is not None and carrier.skip > 0  # a clause of its own
        before = [] if joined else self.people.before(at, self.start)
        if before and not self.scene.starts_prepositional(before[0]):
            return before
        if self.page.is_a(verb - 1, "meanwhile-clause"):  # `X met Y, *as he also* held`
            return self.people.opening(self.start, verb) or self.topic()
        return self.topic() if not self._passive(verb) else []

    def _passive(self, verb: int) -> bool:
        """Whether the noun itself is the verb's subject: `talks were held`, without an accusative ending."""
        dual = any(s.word.number == "d" for s in self.page.senses(verb) if s.cls == "light-verb")
        return not (self.met.first.word.accusative or dual) and self.page.is_a(verb, "light-passive")

    def _asked(self) -> list[Phrase]:
        """`X offered Y, asked of Y, to hold a meeting`: the only one besides the subject whom the clause names."""
        if not self.page.is_a(self.met.at - 1, "light-noun"):
            return []
        named = [self.people.at(phrase.first) for phrase in self.scene.phrases_in(self.start, self.met.at)]
        people = [one for one in named if one is not None and not self.people.is_where(one)]
        whom = people[1:] if len(people) == _TWO else []
        return [one for one in whom if self.scene.starts_prepositional(one) and self._offers(people[0].first, one)]

    def _offers(self, subject: int, whom: Phrase) -> bool:
        """Whether the verb before the subject is one of offering, and its preposition stands before whom."""
        return any(self.page.units("meeting-status", at) for at in range(max(self.start, subject - 2), subject))

    def _own_subject(self, partner: bool, hosted: bool) -> list[Phrase]:
        """Whose meeting it is where the noun names one side, or none: the owner of its pronoun, who travels for it."""
        if hosted:
            return []
        if self.owned:
            return self.topic()[:1]
        if self.met.suffixed:
            return self._meant(partner)
        if any(self.page.is_a(at, "light-noun") for at in range(max(self.start, self.met.at - 3), self.met.at)):
            return self.people.subject(self.met.at, self.start, FAR, people_only=True) or self.topic()
        if self._purpose():
            return self.people.subject(self.met.at, self.start, FAR) or self.topic()
        if not partner or (self.met.definite and "meal" not in self.met.table.set_):
            return []
        if (
            self.partnered
            and self.page.is_a(self.met.at - 1, "after-it", "in-course")
            and (own := self._later_subject())
        ):
            return own  # `after a call with Y, *X* said`
        own = self.people.subject(self.met.at, self.start, NEAR, people_only=True)
        if own and own[0].mention.kind != "person" and self.met.table.set_.get("format") == "phone":
            who = self.people.subject(self.met.at, self.start, 2 * FAR, people_only=True)  # nobody telephones a state
            own = who[:1] if who and who[0].mention.kind == "person" else own
        return own

    def _meant(self, partner: bool) -> list[Phrase]:
        """Whom the pronoun on the noun means; a dual is both who were told of. At the head of a sentence it is the
        subject of the verb that follows: `in his meeting with Y, X said`."""
        dual = bool(self.page.units("meeting-of-both", self.met.at))
        if partner and not dual and self.met.at - self.start < _HEAD:
            later = self._later_subject()
            if later:
                return later
        group = self.topic()
        if dual and len(group) < 2:
            self.both = True
            return []
        return group if dual else group[:1]

    def _later_subject(self) -> list[Phrase]:
        """The person behind the first verb of saying after a comma."""
        if any(phrase.mention.kind == "person" for phrase in self.scene.phrases_in(self.start, self.met.at)):
            return []
        for index in range(self.met.stop, min(self.end, self.met.stop + REACH)):
            if self.scene.is_comma(index - 1) and self.page.is_a(index, "cue"):
                party = self.people.at(self.past_times(index + 1))
                return [party] if party and party.mention.kind == "person" else []
        return []

    def _purpose(self) -> bool:
        """`to meet Y`, `to hold talks`, `for a round`: what somebody travels for."""
        for at in range(self.met.at, max(self.start, self.met.at - 4) - 1, -1):
            if self.page.units("for-purpose", at):
                return True
        to = self.page.language.orthography.proclitics.noun[1]
        return bool(self.met.skip) and to in self.page.deep[self.met.at][: self.met.skip]
