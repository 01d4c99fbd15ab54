"""The search for participants around a word of meeting: links, objects, what may stand between, whom it is about."""

from bisect import bisect_left

from mahdar.language.schema import WordList
from mahdar.reading.events.apart import NEAR, Apart
from mahdar.reading.events.encounter import Encounter
from mahdar.reading.events.people import People
from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.adverbs import past_adverb

REACH = 26
FAR = 24


class Search(Apart):
    """What the searches in a noun's and in a verb's clause share."""

    def __init__(self, people: People, met: Encounter) -> None:
        self.people, self.met = people, met
        self.scene: Scene = people.scene
        self.page = people.page
        self.start, self.end = met.bounds
        self.start = max(self.start, people.voices.spoken_from(met.at))
        self.both = False
        self.between = self.partnered = self.owned = False
        self.kinds: set[str] = set()  # of the links that led to parties
        self.under: list[Phrase] = []

    def past_times(self, index: int) -> int:
        """Past times, fillers and commas after them."""
        begun = index
        while index < self.end:
            classes = ("filler", "meanwhile", "one-by-one")
            units = [unit for cls in classes for unit in self.page.units(cls, index)]
            adverbs = [unit.stop for unit in units if not unit.prefix]
            lasting = (unit.stop for unit in self.page.units("approx", index) if unit.stop in self.scene.timed)
            adverbs += list(lasting)  # `for *more than* four hours`
            if adverbs and index not in self.scene.starting:
                index = adverbs[0]
            elif index > begun - 1 and past_adverb(self.page, index) > index and index not in self.scene.starting:
                index = past_adverb(self.page, index)  # `met *in a separate way* with-Y`
            elif (
                index in self.scene.timed
                or self.page.is_a(index, "by-phone")
                or (self.page.is_a(index, "in-place") and index + 1 in self.scene.timed)
                or (index > begun and self.scene.is_preposition(index) and index + 1 in self.scene.timed)
                or (index > begun and self.scene.is_comma(index))
            ):
                index += 1
            else:
                break
        return index

    def past_relative(self, index: int) -> int:
        """Past a relative clause between commas, `X, who came on Sunday, Y`, or who was there, `X, in the presence of
        Z, Y`; the word itself for none."""
        if self.scene.is_comma(index) and (self.page.is_a(index + 1, "relative") or self._witnessed(index + 1)):
            for at in range(index + 2, min(self.end, index + REACH)):
                if self.scene.is_comma(at):
                    return at + 1
        return index

    def _witnessed(self, index: int) -> bool:
        """Whether a link stands there behind which it is told who was present."""
        units = self.page.units("participant-link", index)
        tables = (unit.sense.row.table for unit in units if unit.sense)
        return any(isinstance(table, WordList) and table.kind == "joins" for table in tables)

    def past_places(self, index: int) -> int:
        """Past times, and past places and other words behind a preposition that names no partner."""
        begun = index
        while index < min(self.end, begun + REACH):
            index = self.past_times(index)
            phrase = self.scene.starting.get(index)
            if phrase and self._place(phrase, index > begun):
                index = phrase.stop
            elif self.scene.is_preposition(index) and not page_links(self.scene, index):
                inner = next(
                    (p for at in range(index + 1, index + 4) for p in [self.scene.starting.get(at)] if p), None
                )
                placed = inner is not None and inner.mention.kind in {"place", "state", "institution"}
                index = inner.stop if inner and placed else self._past_noun(index + 2)
            elif self.scene.is_comma(index):
                index += 1
            elif index > begun and self.scene.past_brackets(index, self.end) > index:
                index = self.scene.past_brackets(index, self.end)
            else:
                break
        return index

    def _past_noun(self, index: int) -> int:
        """Past the definite nouns and adjectives that complete a noun: `in the seat *of the chancellery*`."""
        while (
            index < self.end
            and index not in self.scene.starting
            and (self.page.is_definite(index) or self.page.is_a(index, "self-word"))
        ):
            index += 1
        return index

    def _place(self, phrase: Phrase, behind: bool) -> bool:
        """Whether a phrase between a verb and its object says where: with `in` attached, or in apposition to such."""
        head = self.page.is_a(phrase.first, "in-place", "place-head")
        head = head or bool(self.page.units("venue", phrase.first))
        attached = self._with_b(phrase) and (phrase.mention.kind == "place" or head)
        return attached or (behind and phrase.mention.kind == "place" and not self.scene.skip_of(phrase))

    def linked(self, start: int) -> list[Phrase]:
        """The parties behind every link from word `start` on, as far as the clause reaches."""
        found: list[Phrase] = []
        index, stop = start, min(self.end, start + REACH)
        while index < stop:
            if index not in self.scene.quoted and not self.page.may_begin(index, _LOOKED_AT):
                index += 1
                continue
            if self._breaks(index, start):
                break
            group, after = self._link_at(index, bool(found))
            if group:
                found += group
                index, stop = after, min(self.end, after + NEAR)
            else:
                index += 1
        return found

    def _breaks(self, index: int, start: int) -> bool:
        """Whether another clause begins: a quotation, a verb of saying, another meeting."""
        page = self.page
        if index in self.scene.quoted and index not in self.scene.covering and index - 1 not in self.scene.quoted:
            return index not in range(start, start + 2) and not self._short_quote(index)
        if index == start or page.is_a(index - 1, "relative"):
            return False  # `the summit *that X hosted*, in the presence of`
        named = page.units("meeting", index) and not page.is_a(index - 1, "no-meeting-before")
        if named or page.is_a(index, "meeting-verb"):
            return not page.is_a(index, "participant-link")
        return page.is_a(index, "cue") and page.senses(index)[0].word.form == "past" and not self._may_link(index)

    def _short_quote(self, index: int) -> bool:
        first, stop, _ = self.scene.quotes[self.scene.quoted[index]]
        return stop - first <= 5

    def _may_link(self, index: int) -> bool:
        return page_links(self.scene, index)

    def _link_at(self, index: int, more: bool) -> tuple[list[Phrase], int]:
        if not self.page.may_begin(index, _LINKS):
            return [], index
        for unit in self.page.units("participant-link", index):
            table = unit.sense.row.table if unit.sense else None
            kind = table.kind if isinstance(table, WordList) else None
            if kind in {"from", "to"} and kind not in self.met.table.set_ and not (kind == "to" and self._rings()):
                continue
            if more and (kind == "between" or (kind == "with" and not unit.prefix)):
                continue
            group = self.group_at(unit.stop)
            brings = kind in _BRINGS
            if brings and not group:
                group = self.group_at(self.past_places(unit.stop))
            if kind == "under":
                self.under = group
                continue
            if group and (kind != "between" or len(group) > 1 or group[0].mention.sides):
                self.between = self.between or kind == "between"
                self.partnered = self.partnered or kind == "with"
                self.kinds.add(kind or "")
                self.owned = self.owned or kind == "brings-him"
                if brings:
                    group += self._brought(group[-1].stop)
                return group, group[-1].stop
            if (kind == "between" or brings) and self.page.units("both-sides", unit.stop):
                self.both = True
        if self.page.units("between-them", index):
            self.both = True
        return [], index

    def _rings(self) -> bool:
        """Whether a verb of talking has `by phone` beside it: `talked by phone *to* X`."""
        return "by-phone-to" in self.met.table.set_ and self.by_phone()

    def group_at(self, index: int) -> list[Phrase]:
        """A group past the words that stand between a link and its name: `each of`, `members of`."""
        aide = False
        for at in range(index, min(index + 6, self.end)):
            party = self.people.at(at)
            if party and not self._empty(party):
                return self.people.group(self.people.aide_of(party) if aide else party, self.end)
            aide = aide or (self.page.is_a(at, "aide") and not self.page.is_definite(at))
            nation = self.people.nation(at) if at > index or self._nationals(at) else None
            if nation and at + 1 not in self.scene.starting:
                return self.people.group(nation, self.end)
            if not self._quantifier(at):
                break
        return []

    def _nationals(self, index: int) -> bool:
        """Whether a word alone names those of a nation: `the Iraqis`."""
        plural = any(s.cls == "nationality" and s.word.number == "p" for s in self.page.senses(index))
        return plural and self.page.is_definite(index)

    def _empty(self, party: Phrase) -> bool:
        """Whether a title says nothing by itself: `members of`, `the two sides`."""
        if (party.mention.form == "name" and party.mention.kind == "person") or party.mention.sides:
            return False
        both = bool(self.page.units("both-sides", party.first))
        return both or (party.stop == party.first + 1 and self.page.is_a(party.first, "each-of"))

    def _quantifier(self, index: int) -> bool:
        page = self.page
        return page.is_a(index, "each-of", "number", "nationality", "title", "highness") or not page.is_word(index)

    def _brought(self, index: int) -> list[Phrase]:
        """`brought X together with Y`: the other side with its preposition attached."""
        at = self.past_times(index)
        other = self.people.at(at)
        return self.people.group(other, self.end) if other and self._with_b(other) else []

    def _with_b(self, phrase: Phrase) -> bool:
        """Whether the phrase stands behind the attached preposition *with*."""
        with_b = self.page.language.orthography.proclitics.noun[0]
        return with_b in self.page.deep[phrase.first][: self.scene.skip_of(phrase)]

    def partner(self, index: int) -> list[Phrase]:
        """The other side right behind word `index`: as an object, or with its preposition attached."""
        index = self.past_relative(index)
        behind = index + 1 if self.scene.is_comma(index) else index
        for at in (self.past_times(index), self.past_places(index), self.past_times(behind)):
            if self.page.is_a(at, "participant-link"):
                return []
            if at in self.scene.starting and self._place(self.scene.starting[at], False):
                continue
            group = self.group_at(at)
            if at > index and self.scene.is_comma(at - 1) and at == behind and group and not self._with_b(group[0]):
                continue
            led = bool(group) and group[0].first > at
            if group and (led or self._with_b(group[0]) or not self.scene.starts_prepositional(group[0], index - 1)):
                return group
        return self._behind_adjuncts(index)

    def _behind_adjuncts(self, index: int) -> list[Phrase]:
        """The object behind where and when, in any order: `X met *in his office today, at the hotel,* Y`."""
        at = index
        while at < min(self.end, index + REACH):
            party = self.people.at(at)
            met = party is not None and (self._with_b(party) or not self.scene.starts_prepositional(party))
            if party and met and at > index and party.mention.kind == "person":
                joined = self.people.joined(party)
                return [] if joined else self.people.group(party, self.end)
            each = self.group_at(at) if at > index and self.page.is_a(at, "each-of") else []
            if each:  # `telephoned, after the meeting, *each of* X and Y`
                return each
            step = self._past_adjunct(at)
            if step <= at:
                break
            at = step
        return []

    def _past_adjunct(self, at: int) -> int:
        """Past a time, a comma, a place, or an attached or free preposition with what it governs."""
        page, phrase = self.page, self.scene.starting.get(at)
        styled = page.is_a(at, "highness") and phrase is None  # `received, in his office, *His Excellency* the X`
        if at in self.scene.timed or self.scene.is_comma(at) or styled:
            return at + 1
        if page_links(self.scene, at) or page.is_a(at, "cue", "meeting-verb") or page.units("meeting", at):
            return at
        if phrase and phrase.mention.kind in {"place", "state", "institution"}:
            return phrase.stop
        letters = page.language.orthography.proclitics.noun[:2]
        free = self.scene.is_preposition(at)
        cut = page.lexicon.first_words(page.deep[at]) if page.is_word(at) and phrase is None else ()
        attached = any(letter[:1] in letters and page.lexicon.has(rest, "noun") for rest, skip, letter in cut if skip)
        attached = attached or any(s.prefix[:1] in letters for s in page.senses(at) if s.skip and phrase is None)
        definite = page.light[at].startswith(page.language.orthography.proclitics.article_after_l) and phrase is None
        if not (free or attached or definite):
            return at
        inner = self.scene.starting.get(at + 1)
        if free and inner:
            return inner.stop if inner.mention.kind != "person" else at
        return self._past_noun(at + 1 + free)

    def topic(self, reach: int = FAR) -> list[Phrase]:
        """Who a pronoun or a bare verb means: the subject before it in what is said, else whoever says it, else the
        subject of the sentence before. `A visit during which (he) met Y`: whoever made it, alone."""
        if during(self.scene, self.met):
            visit = next((at for at in range(self.met.at, self.start, -1) if self.page.is_a(at, "visit")), self.met.at)
            visitor = self.people.subject(visit, self.start, FAR, people_only=True)
            if visitor:
                return visitor[:1]
        group = self.people.subject(self.met.at, self.start, reach, people_only=True)
        speaker = self.people.voices.speaker(self.met.at) or self.people.voices.telling(self.met.at, self.start)
        his = self.met.suffixed and speaker is not None and speaker.mention.kind == "person"
        people = bool(group) and group[0].mention.kind == "person"
        if group and (people or not self.met.suffixed):
            return group
        if self.met.suffixed and not his:
            whose = self.people.subject(self.met.at, self.met.bounds[0], 2 * REACH, people_only=True) or group
            body = speaker is not None and speaker.mention.kind in _BODIES and not speaker.mention.plural
            return whose or ([speaker] if body and speaker else [])  # `the movement said that *its* talks with`
        return self._as_party(speaker) if speaker else self._before_sentence()

    def _as_party(self, speaker: Phrase) -> list[Phrase]:
        """A speaker as somebody who met; of a source without a name the delegation or body to which it belongs."""
        if not any(rule in _SOURCES for rule in speaker.mention.rules):
            return [speaker]
        inner = self.scene.phrases_in(speaker.first + 1, speaker.stop)
        bodies = [one for one in inner if one.mention.kind in {"group", "institution", "state"}]
        return [one for one in bodies if self.page.is_a(one.first, "delegation") or one.mention.side][:1]

    def _before_sentence(self) -> list[Phrase]:
        """Who a sentence without a subject goes on about: the first person of the one before."""
        met, first = self.met, self.met.bounds[0]
        if met.at - first > _OPENS or (met.noun and not (met.suffixed or self.owned)):
            return []
        linked = page_links(self.scene, self.past_times(met.stop)) and "to" not in met.table.set_
        if met.first.cls.endswith("with") and not linked:
            return []  # its subject may follow
        at = bisect_left(self.scene.sentences, self.met.bounds)
        return self.people.opening(self.scene.sentences[at - 1][0], first) if at else []


_BODIES = frozenset({"state", "group"})
_SOURCES = frozenset({"ar/actors/grammar/source", "ar/actors/grammar/speaking-noun"})
_BRINGS = frozenset({"brings", "brings-him"})
_OPENS = 6


def during(scene: Scene, met: Encounter) -> bool:
    """Whether the meeting fell in a visit just told of: `a visit during which he met Y`."""
    return any(scene.page.is_a(at, "during-it") for at in range(max(met.bounds[0], met.at - 2), met.stop + 2))


_LINKS = frozenset({"participant-link", "between-them"})
_LOOKED_AT = _LINKS | {"meeting", "meeting-verb", "cue"}


def page_links(scene: Scene, index: int) -> bool:
    """Whether a link to participants begins at word `index`."""
    return bool(scene.page.units("participant-link", index))
