"""Meetings and calls: what is told of each encounter, and which one a later mention means."""

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from mahdar.reading.draft import Draft
from mahdar.reading.events.cast import Cast, distinct, each_of
from mahdar.reading.events.encounter import Encounter, encounters
from mahdar.reading.events.particulars import count_of, format_of, length_of, place_of, when_of
from mahdar.reading.events.parties import cast_of
from mahdar.reading.events.people import People
from mahdar.reading.events.rounds import Rounds
from mahdar.reading.events.standing import status_of
from mahdar.reading.issues import issues_in
from mahdar.reading.scene import Phrase, Scene, scene_of
from mahdar.types.marks import Meeting
from mahdar.types.span import Span


def find_meetings(draft: Draft) -> Iterator[Meeting]:
    """Meetings with at least two parties, named in their sentence or told of before; later mentions refer back."""
    scene = scene_of(draft)
    people = People(scene, draft)
    told = _Told(scene, people)
    pending: list[tuple[Encounter, Cast, Meeting]] = []
    for met, cast in ((one, cast) for one in encounters(scene) for cast in each_of(cast_of(people, one))):
        found = told.note(met, told.mark(met, cast))
        people.met |= {phrase.mention.span for phrase in cast.parties[1:] if not people.joined(phrase)}
        told.opened = found if found is not None and found.open else told.opened
        if found is not None and found.open and not told.known:
            pending.append((met, cast, found))
        elif found is not None:
            yield found
            yield from () if found.open else told.earlier(pending, found)
    yield from told.settled(pending)


class _Told(Rounds):
    """What each mention tells, in the light of the meetings told so far."""

    def mark(self, met: Encounter, cast: Cast) -> Meeting | None:
        """What an encounter tells: a meeting of its own, more of one told before, or nothing."""
        if cast.joins:
            return self._joined(met, cast)
        several = any(len(phrase.mention.sides) > 1 or self._among_them(met, phrase) for phrase in cast.parties)
        alone = len(cast.parties) == 1 and (several or not met.noun) and self._the_same(met, cast.parties[0])
        again = self.series_sides() if alone else ()
        if again:
            return self.ordered(met, self._meeting(met, cast, again, "inferred"))
        if len(cast.parties) > 1 or several:
            if self._as_such(met, cast):
                return None
            if not met.table.set_.keys().isdisjoint(_CLOSING) and (talks := self._closed_by(met, cast)):
                return self._more(met, cast, talks)
            if "shared" in met.table.set_ and (self.known or self.opened):
                return None  # after other talks: whoever hosted them faces the press with one of those who met
            return self.ordered(met, self._meeting(met, cast, tuple(p.mention.span for p in cast.parties)))
        hosted = met.table.set_.get("host")  # `talks *that X hosted*`
        if met.first.cls == "meeting-verb" and met.suffixed and not (cast.parties or hosted):
            return self._once_more(met, cast)
        return self._again(met, cast) if met.noun or cast.both else None

    def _closed_by(self, met: Encounter, cast: Cast) -> Meeting | None:
        """The talks told before at whose end the same sides signed, or faced the press."""
        signed = {self._side(phrase) for phrase in cast.parties}
        place = place_of(self.people, met, cast)
        for known in reversed(self.known):
            there = (*known.participants, *((known.host,) if known.host else ()))
            met_there = {self._side(one) for one in map(self.people.phrase_of.get, there) if one}
            elsewhere = place and known.place and self.place_key(place) != self.place_key(known.place)
            if len(signed & met_there) >= _TWO and not elsewhere:
                return known
        return None

    def _side(self, phrase: Phrase) -> str:
        return self.people.side_of(phrase.mention) or phrase.mention.key

    def _once_more(self, met: Encounter, cast: Cast) -> Meeting | None:
        """`(he) will meet *him* again`: the two who met last, in this sentence or the one before."""
        last = self.known[-1] if self.known else None
        near = last is not None and met.at - self.page.words.at(last.span.start) < _NEAR_BEFORE
        if last is None or not near or len(last.participants) != _TWO:
            return None
        return self.remember(self._meeting(met, cast, last.participants, "inferred"))

    def _again(self, met: Encounter, cast: Cast) -> Meeting | None:
        """What a mention tells that names fewer than two parties: more of a meeting told before, another of the same
        parties, one whose other party the passage names, or one without parties so far."""
        pair = self._pair(met) if cast.both and not cast.parties else ()
        cast = msgspec.structs.replace(cast, parties=pair) if pair else cast
        again = self.rounds.get(self.ordinal(met) or "")
        if again and not cast.parties:
            return self._more(met, cast, again)
        anew = self.is_new(met)
        before = self.meant(met, cast, anew)
        if before is None and pair:
            return self.remember(self._meeting(met, cast, tuple(p.mention.span for p in pair), "inferred"))
        if before is None:
            found = self._with_topic(met, cast) or self._of_two(met, cast)
            return found or self._of_series(met, cast) or self._open(met, cast)
        if self.of_its_own(met, cast, before):
            sides = self.series_sides(before) or (before.participants if anew else ())  # `*another* meeting in May`
            return self.ordered(met, self._meeting(met, cast, sides, "inferred")) if sides else None
        if anew or not met.noun or (cast.both and met.noun and count_of(self.scene, met)):
            sides = self.series_sides(before) if self.is_series(met) and not cast.both else ()
            return self.ordered(met, self._meeting(met, cast, sides or before.participants, "inferred"))
        return self._more(met, cast, before)

    def _joined(self, met: Encounter, cast: Cast) -> Meeting | None:
        """More of the meeting told before: who came to it, too; beside people who met, those are their aides."""
        before = self.meant(met, msgspec.structs.replace(cast, parties=(), both=True), False) or self.opened
        if before is None:
            alone = len(cast.parties) > 1 and met.noun
            spans = tuple(phrase.mention.span for phrase in cast.parties)
            return self.remember(self._meeting(met, cast, spans)) if alone else None
        known = [self.people.phrase_of.get(span) for span in before.participants]
        led = any(phrase.mention.kind == "person" for phrase in known if phrase)
        spans = () if led else tuple(phrase.mention.span for phrase in cast.parties)
        told = self._more(met, cast, before)
        sides = {self.people.side_of(phrase.mention) for phrase in cast.parties if phrase.mention.kind == "person"}
        kept = before.participants if led else (span for span in before.participants if not self._is_side(span, sides))
        return msgspec.structs.replace(told, participants=tuple(dict.fromkeys((*kept, *spans))), open=False)

    def _is_side(self, span: Span, sides: set[str | None]) -> bool:
        """Whether a participant is a state for which somebody who came is told to act."""
        phrase = self.people.phrase_of.get(span)
        return phrase is not None and phrase.mention.kind == "state" and phrase.mention.key in sides

    def _among_them(self, met: Encounter, phrase: Phrase) -> bool:
        """Whether a plural alone met: `the factions gathered`, `... held a session`, `the ministers' summit`."""
        page = self.page
        if phrase.mention.kind != "group" or not page.is_a(phrase.first, "several"):
            return False
        if not met.noun:
            return "together" in met.table.set_ and phrase.first == met.stop
        carried = any(page.is_a(at, "light-verb") for at in (phrase.first - 1, phrase.stop))
        return phrase.first == met.stop or (phrase.first < met.at and carried)

    def _the_same(self, met: Encounter, phrase: Phrase) -> bool:
        """Whether a plural alone means those told of: `*the ministers* will gather`, `*the two teams* meet again`."""
        alone = phrase.stop == phrase.first + 1 and self.page.is_definite(phrase.first)
        again = any(self.page.is_a(at, "another-meeting") for at in range(met.stop, min(met.stop + 4, met.bounds[1])))
        plain = phrase.mention.form == "title" or (again and phrase.mention.kind in {"group", "institution"})
        return alone and plain and len(phrase.mention.sides) < _TWO

    def _as_such(self, met: Encounter, cast: Cast) -> bool:
        """Whether `the dialogue` with somebody is what goes on between sides, no encounter: without a day, a place or a
        verb that says that it was held."""
        if "process" not in met.table.set_ or not met.definite or met.first is not met.sense:
            return False
        told = when_of(self.scene, met, cast) or place_of(self.people, met, cast) or length_of(self.scene, met)
        return not told and not _held_there(self.scene, met) and not self.page.is_a(met.at - 1, "after-it")

    def _with_topic(self, met: Encounter, cast: Cast) -> Meeting | None:
        """A definite meeting with one party: the other is whom the passage is about."""
        parties = distinct([*cast.topic, *cast.parties])
        known = met.definite or self.page.is_a(met.at - 1, "after-it")
        if len(parties) < _TWO or not known or not cast.parties or self._as_such(met, cast):
            return None
        whole = msgspec.structs.replace(cast, parties=tuple(parties))
        return self.remember(self._meeting(met, whole, tuple(phrase.mention.span for phrase in parties), "inferred"))

    def _pair(self, met: Encounter) -> tuple[Phrase, ...]:
        """`their talks`, `a call between them`: the only two people whom the sentence names before."""
        page = self.page
        told = page.units("meeting-of-both", met.at) or any(
            page.is_a(index, "between-them") for index in range(met.stop, min(met.stop + 4, met.bounds[1]))
        )
        people = [one for one in self.scene.phrases_in(met.bounds[0], met.at) if one.mention.kind == "person"]
        pair = distinct([one for one in people if one.mention.form == "name"])
        return tuple(pair) if told and len(pair) == _TWO else ()

    def _of_two(self, met: Encounter, cast: Cast) -> Meeting | None:
        """`Talks between the two sides` of which none was told before: the two sides of which the passage speaks."""
        if not cast.both:
            return None
        at = bisect_left(self.scene.sentences, met.bounds)
        first = self.scene.sentences[max(0, at - 1)][0]
        sides = {side: party for party in cast.parties for side in [self.people.side_of(party.mention)] if side}
        for phrase in self.scene.phrases_in(first, met.bounds[1]):
            around = self.scene.covering.get(phrase.first, phrase)
            if around is not phrase and around.mention.kind == "person":
                continue  # `the envoy *to X*`
            side = self.people.side_of(phrase.mention) if self.people.is_party(phrase) else None
            if (
                side
                and not self.people.is_where(phrase)
                and (side not in sides or (phrase.mention.kind == "state" and sides[side].mention.kind != "state"))
            ):
                sides[side] = phrase
        if len(sides) != _TWO or any(self.people.side_of(phrase.mention) not in sides for phrase in cast.parties):
            return None
        parties = tuple(sides.values())
        if len({phrase.mention.kind == "person" for phrase in parties}) > 1:
            return None
        whole = msgspec.structs.replace(cast, parties=parties)
        return self.remember(self._meeting(met, whole, tuple(phrase.mention.span for phrase in parties), "inferred"))

    def _of_series(self, met: Encounter, cast: Cast) -> Meeting | None:
        """`The Kigali round`, with a place and a day of its own: the states or bodies that met, as told last."""
        if not self.is_series(met) or cast.parties or met.suffixed:
            return None
        placed = not met.definite and met.first is not met.sense and place_of(self.people, met, cast)
        if not (when_of(self.scene, met, cast) or placed):  # `a round of talks in X that led to nothing`
            return None
        sides = self.series_sides()
        return self.ordered(met, self._meeting(met, cast, sides, "inferred")) if sides else None

    def _open(self, met: Encounter, cast: Cast) -> Meeting | None:
        """One that only its place or its day names, right behind the noun, or both: `the Geneva talks`."""
        scene = self.scene
        if not met.noun or met.suffixed:
            return None
        time = next((time for at, time in scene.times_in(met.stop, met.stop + 1) if time.type in _DAY), None)
        both = met.definite and place_of(self.people, met, cast) and when_of(scene, met, cast)
        if not (cast.venue or time or both):
            return None
        found = self._meeting(met, cast, tuple(phrase.mention.span for phrase in cast.parties), "inferred")
        if found is None or found.count or found.repeated:
            return None
        if found.time and found.time.start < found.trigger.start:
            found = msgspec.structs.replace(found, time=None)
        names = (time.span if time else None, cast.venue.mention.span if cast.venue else None)
        stop = max(found.span.stop, *(span.stop if span else 0 for span in names))
        return msgspec.structs.replace(found, span=Span(found.span.start, stop), open=True)

    def earlier(self, pending: list[tuple[Encounter, Cast, Meeting]], found: Meeting) -> Iterator[Meeting]:
        """A headline that names the talks only by their place means the first that is told there."""
        for one in list(pending):
            met, cast, _ = one
            if cast.venue and self.place_key(cast.venue.mention.span) == self.place_key(found.place):
                pending.remove(one)
                yield self._more(met, cast, found)

    # ── what is told ─────────────────────────────────────────────
    def _meeting(
        self, met: Encounter, cast: Cast, participants: tuple[Span, ...], certainty: str = "stated"
    ) -> Meeting | None:
        scene = self.scene
        status = status_of(scene, met)
        if status is None:
            return None
        time, length, place = when_of(scene, met, cast), length_of(scene, met), place_of(self.people, met, cast)
        vague = not (time or length) and all(phrase.mention.kind != "person" for phrase in cast.parties)
        inside = [phrase for phrase in cast.parties if met.bounds[0] <= phrase.first < met.bounds[1]]
        first = min(met.at, *(phrase.first for phrase in inside)) if inside else met.at
        stop = max(met.stop, *(phrase.stop for phrase in inside)) if inside else met.stop
        return Meeting(
            span=scene.span(first, stop),
            rules=_rules(met),
            certainty="inferred" if certainty == "inferred" else "stated",
            trigger=scene.span(met.at, met.first_stop, met.skip),
            participants=participants,
            status=status,
            format=format_of(scene, met, status, place, vague),
            host=cast.host.mention.span if cast.host else None,
            place=place,
            time=time.span if time else None,
            duration=length.span if length else None,
            count=count_of(scene, met),
            repeated=self._repeated(met),
            issues=self._issues(met, stop),
        )

    def _issues(self, met: Encounter, start: int) -> tuple[str, ...]:
        """What is on the table: the issues that the sentence raises behind the encounter."""
        last = min(met.bounds[1], start + _AGENDA)
        return tuple(sorted({issue for _, issue in issues_in(self.page, start, last)}))

    def _repeated(self, met: Encounter) -> bool:
        page = self.page
        behind = range(met.at, met.bounds[1])
        return any(page.may_begin(index, _REPEATEDLY) and page.units("repeatedly", index) for index in behind)

    def _more(self, met: Encounter, cast: Cast, before: Meeting) -> Meeting:
        """A mention that means `before`: its own length, day and place where they stand right beside it."""
        length = length_of(self.scene, met)
        when = when_of(self.scene, met, cast)
        beside = cast.venue is not None or length is not None or _held_there(self.scene, met)
        near = when and 0 <= self.page.words.at(when.span.start) - met.stop <= _BESIDE
        stop = self.page.words.at(length.span.stop) if length and length.span.start > before.span.start else met.stop
        return msgspec.structs.replace(
            before,
            span=self.scene.span(met.at, max(stop, met.stop), met.skip),
            rules=_rules(met),
            certainty="inferred",
            trigger=self.scene.span(met.at, met.first_stop, met.skip),
            format="phone" if met.table.set_.get("format") == "phone" else before.format,
            host=None,
            place=place_of(self.people, met, cast) if beside else None,
            time=when.span if when and near else None,
            duration=length.span if length else None,
            refers_to=before.refers_to or before.span,
            issues=self._issues(met, met.stop),
        )


_CLOSING = frozenset({"signs", "shared"})
_DAY = frozenset({"DATE", "TIME"})
_BESIDE = 6
_NEAR_BEFORE = 50  # words
_TWO = 2
_AGENDA = 30
_REPEATEDLY = frozenset({"repeatedly"})


def _held_there(scene: Scene, met: Encounter) -> bool:
    """Whether a relative clause with a verb of holding talks follows: `the meeting, which was held in ...`."""
    return any(scene.page.is_a(index, "light-verb") for index in range(met.stop, min(met.stop + 4, met.bounds[1])))


def _rules(met: Encounter) -> tuple[str, ...]:
    return tuple(dict.fromkeys((met.first.id, met.sense.id)))
