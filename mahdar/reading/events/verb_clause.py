"""Who took part in a meeting that a verb tells: its subject, its object, those behind its links."""

from mahdar.reading.events.cast import Cast, distinct
from mahdar.reading.events.gathered import is_many
from mahdar.reading.events.search import FAR, REACH, Search, page_links
from mahdar.reading.scene import Phrase


class VerbClause(Search):
    """`X met Y`, `X talked with Y`, `X and Y met`, and the same without its subject."""

    def cast(self) -> Cast:
        met, host = self.met, bool(self.met.table.set_.get("host"))
        if "sides" in met.table.set_:
            return self._two_at_least()
        if met.first.word.suffixed and not met.first.cls.endswith("with"):
            return self._suffixed(host)
        return self._with_him(host) if self.page.is_a(met.stop, "with-him") else self._of_clause(host)

    def _of_clause(self, host: bool) -> Cast:
        met, number = self.met, self.met.first.word.number
        needs_link = met.first.cls.endswith("with")
        known = [] if needs_link else self._known_subject()
        whom = self.partner(met.stop) if known else []
        if known and whom:
            return self._made([*known, *whom, *self.linked(whom[-1].stop)], host)
        if self.page.is_a(met.at - 1, "that-he") and not needs_link and not met.skip:
            return Cast()
        first = self.group_at(self.past_times(met.stop))
        if first and self._with_b(first[0]):
            first = []
        if first and not needs_link and self._is_object(first[0]):
            return self._made([*(self._before() or self.topic()), *first], host)
        ahead = self._ahead(number) if first and not needs_link else []
        if ahead:
            return self._made([*ahead, *first, *self.linked(first[-1].stop)], host)
        other = self._other(first, needs_link) if first else []
        if first and (other or len(first) > 1):
            return self._made([*first, *other], host)
        before = self._before()
        if not before and number == "p" and met.first.word.gender is None:
            before = [speaker for speaker in [self.people.voices.speaker(met.at)] if speaker]
        other = (first if first and not needs_link else []) or self._other_at(met.stop, needs_link)
        gathered = number == "d" or (number == "p" and not needs_link and not self._named(before))
        if gathered and (number == "p" or not before) and self._two_sides():
            return Cast(tuple(distinct(other)), both=True, joins=bool(other))
        if not before and (other or not needs_link):
            before = self._also(other) or self.topic()
        if number == "d" and not other and len(before) < 2:
            self.both = True
        return self._made([*before, *other], host)

    def _two_at_least(self) -> Cast:
        """`X and Y signed a deal, in the presence of Z`, `X signed *with Y* a deal`: no object is a party."""
        met = self.met
        first = self.group_at(self.past_times(met.stop))
        if not first and met.first.word.number in {"d", "p"}:
            first = self._before()
        other = self._other_at(first[-1].stop, needs_link=True) if first else []
        signed = len(distinct(first)) > 1 or is_many(first) or "with" in self.kinds
        return self._made([*first, *other], host=False) if signed else Cast()

    def _with_him(self, host: bool) -> Cast:
        """`X, whom Y called after the session`, `X came, and Y talked *to him*`: the subject, and who was told of."""
        at = self.met.at - self.page.is_a(self.met.at - 1, "relative")
        told = self.people.before(at, self.start) if at < self.met.at else []
        subject = self.group_at(self.past_times(self.met.stop + 1))
        if not subject or self._with_b(subject[0]):
            return Cast()
        return self._made([*subject, *(told or self.topic())[:1]], host)

    def _also(self, other: list[Phrase]) -> list[Phrase]:
        """`X met Y, *as (he) also met* Z`: X."""
        also = other and not self.met.skip and self.page.is_a(self.met.at - 1, "meanwhile-clause")
        return self.people.opening(self.met.bounds[0], self.met.at) if also else []

    def _ahead(self, number: str | None) -> list[Phrase]:
        """The subject right before the verb, where nothing else can be: behind `that`, or before the plural of a verb,
        which only follows its subject."""
        group = [] if self.met.skip else self.people.before(self.met.at, self.start)
        if group and not self.scene.starts_prepositional(group[0]) and group[0].mention.form != "metonym":
            said = self.page.is_a(group[0].first - 1, "that", "perfect")
            return group if said or number == "p" else []
        return self.people.subject(self.met.at, self.start, FAR) if number == "p" and not self.met.skip else []

    def _known_subject(self) -> list[Phrase]:
        """Who it is where what stands before the verb says that no subject follows: `had met`, `that he met`, where a
        traveller met."""
        if self.page.is_a(self.met.at - 1, "perfect"):
            return self._before()
        if self.page.is_a(self.met.at - 1, "that-he") and not self.met.skip:
            return self.topic()
        return self._there()

    def _there(self) -> list[Phrase]:
        """`X arrived, where he met A and B`, `X arrived *and met* A and B`: who travelled, before a verb of one man."""
        met, page, start = self.met, self.page, self.met.bounds[0]
        there = page.is_a(met.at - 1, "where-break") and not met.skip
        first = self.group_at(self.past_times(met.stop)) if met.skip else []
        joined = bool(first) and page.word(met.at)[0] == page.language.orthography.proclitics.any[0]
        if met.first.word.number != "s" or not (there or (joined and not self._other(first, False))):
            return []
        came = any(page.is_a(at, "travels") for at in range(start, met.at))
        return self.people.opening(start, met.at)[:1] if came else []

    def _made(self, parties: list[Phrase], host: bool) -> Cast:
        found = distinct(parties)
        if len(found) > 1:
            found = distinct([*found, *self.under])
        first, apart = self.split(found)
        return Cast(tuple(first), None, found[0] if host and found else None, self.both, apart=apart)

    def _before(self) -> list[Phrase]:
        """The subject that stands right before the verb; `it happened before to X that (he) met` counts, too."""
        at = self.met.at
        if self.met.skip or self.page.is_a(at - 1, "meanwhile-clause"):
            return []
        while at > self.start and (
            at - 1 in self.scene.timed
            or self.page.is_a(at - 1, "filler", "relative", "that", "auxiliary", "perfect")
            or self.scene.is_comma(at - 1)
        ):
            at -= 1
        group = self.people.before(at, self.start)
        if group and group[-1].mention.form == "metonym" and at < self.met.at and self.scene.is_comma(at):
            return []
        if group and self.scene.starts_prepositional(group[0]):
            return group if self.page.is_a(group[0].first - 1, "before-that") else []
        return group

    def _named(self, subject: list[Phrase]) -> bool:
        """Whether a subject says who it is, and not only whose people: `commanders from the two sides`."""
        return any(phrase.mention.kind != "group" or phrase.mention.sides or phrase.mention.side for phrase in subject)

    def _two_sides(self) -> bool:
        """Whether the subject before the verb is `the two sides`, whoever they are."""
        at = self.met.at - 1
        while at > self.start and self.page.is_a(at, "perfect", "auxiliary", "filler"):
            at -= 1
        return bool(self.page.units("both-sides", at))

    def _suffixed(self, host: bool) -> Cast:
        """`whom X received`: the pronoun is who was told of."""
        after = self.people.at(self.past_places(self.met.stop))
        subject = self.people.group(after, self.end) if after else []
        return self._made([*subject, *self.topic()], host) if subject else Cast()

    def _is_object(self, phrase: Phrase) -> bool:
        """Whether the ending of a plural says that the phrase is no subject: `(he) met officials`."""
        ending = self.page.lexicon.plural_endings[1]
        word = self.page.word(phrase.first)
        return phrase.mention.kind == "group" and word.endswith(ending) and not self.page.is_definite(phrase.first)

    def _other(self, subject: list[Phrase], needs_link: bool) -> list[Phrase]:
        last = subject[-1]
        title = self.scene.starting.get(last.stop)
        own = title is not None and title.mention.refers_to == last.mention.span
        return self._other_at(title.stop if title and own else last.stop, needs_link)

    def _other_at(self, index: int, needs_link: bool) -> list[Phrase]:
        """The other side from word `index` on: as object, or behind a link."""
        if not needs_link:
            direct = self.partner(index) or self.people.two(index, self.met.at)
            if direct:
                return [*direct, *self.linked(direct[-1].stop)]
        near = self._near_link(index)
        return self.linked(near) if near is not None else []

    def _near_link(self, index: int) -> int | None:
        """Where the link stands that belongs to the verb; nothing but times, places and adverbs may stand before it."""
        for at in range(index, min(self.end, index + REACH)):
            if page_links(self.scene, at):
                return at
            if self.page.units("meeting", at) and not self.page.is_a(at - 1, "after-it"):
                return None
            if at > index + 1 and self.page.is_a(at, "cue") and self.page.senses(at)[0].word.form == "past":
                return None
        return None
