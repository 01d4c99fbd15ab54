"""The rounds of one series of talks: which mention is a round of its own, and whose it was."""

from collections.abc import Iterator

import msgspec

from mahdar.language.schema import Trigger
from mahdar.reading.events.cast import Cast
from mahdar.reading.events.encounter import Encounter
from mahdar.reading.events.particulars import when_of
from mahdar.reading.events.people import People
from mahdar.reading.events.several import is_side, sides_told
from mahdar.reading.events.told import Told
from mahdar.reading.scene import Scene
from mahdar.types.marks import Meeting, Time
from mahdar.types.span import Span

_TWO = 2


class Rounds(Told):
    """Talks go on for years: a later mention with another ordinal, month or day is another round of the same sides."""

    def __init__(self, scene: Scene, people: People) -> None:
        super().__init__(scene, people)
        self.talks: set[Span] = set()  # meetings told as a round or as talks

    def meant(self, met: Encounter, cast: Cast, anew: bool) -> Meeting | None:
        """Talks told again are rather talks told before than somebody's meeting."""
        found = super().meant(met, cast, anew)
        if found is None or not self.is_series(met) or cast.both or self._origin(found) in self.talks:
            return found
        may = (one for one in reversed(self.known) if self._origin(one) in self.talks)
        return next((one for one in may if self.may_be(met, cast, one, anew)), found)

    def _origin(self, found: Meeting) -> Span:
        return found.refers_to or found.span

    def note(self, met: Encounter, found: Meeting | None) -> Meeting | None:
        """Remember of a meeting that it was told as talks."""
        if found is not None and self.is_series(met):
            self.talks.add(self._origin(found))
        return found

    def is_series(self, met: Encounter) -> bool:
        """Whether the noun may tell one of several: a round, or talks, which have no singular."""
        table = met.first.row.table
        talks = isinstance(table, Trigger) and (table.noun or "").startswith("/")
        return met.noun and (met.first.id.endswith("/round") or talks)

    def of_its_own(self, met: Encounter, cast: Cast, before: Meeting) -> bool:
        """Whether a mention without parties is another round than the one told before: `talks began in October 2020`
        behind talks of this week, `the first round` behind the third."""
        if cast.parties or met.suffixed or not met.noun or "process" in met.table.set_:
            return False
        own, time = self.ordinal(met), when_of(self.scene, met, cast)
        last = self._origin(before)
        known = next((name for name, one in self.rounds.items() if self._origin(one) == last), None)
        if own and known and own != known:
            return True
        return time is not None and before.time is not None and self._differ(time, self.time_at(before.time), bool(own))

    def _differ(self, own: Time, other: Time | None, counted: bool) -> bool:
        """Whether two times cannot be one: two months or days of the calendar, or a month told beside a day of now."""
        month = own.shape.month
        if month is None or other is None or own.span == other.span:
            return False
        if other.shape.month is None:
            return own.shape.day is None or counted
        if month != other.shape.month:
            return True
        return None not in (own.shape.day, other.shape.day) and own.shape.day != other.shape.day

    def time_at(self, span: Span) -> Time | None:
        first = self.page.words.at(span.start)
        return next((time for _, time in self.scene.times_in(first, first + 1) if time.span == span), None)

    def sides_of(self, participants: tuple[Span, ...], capitals: bool = False) -> tuple[Span, ...]:
        """The states or groups that meet round by round: as told, or for whom the people told act; `capitals` that
        stand for them, too; empty for fewer than two."""
        phrases = [self.people.phrase_of[span] for span in participants if span in self.people.phrase_of]
        sides = [
            one if one.mention.kind != "person" else self.people.state_of(one) or self.people.group_of(one)
            for one in phrases
        ]
        known = (side for side in sides if side is not None)
        acts = (one for one in known if is_side(self.people, one) or (capitals and one.mention.form == "metonym"))
        spans = tuple(dict.fromkeys(side.mention.span for side in acts))
        return spans if len(spans) == len(sides) >= _TWO else ()

    def series_sides(self, before: Meeting | None = None) -> tuple[Span, ...]:
        """Whose a further round is: of the sides of `before`, of those that met as told last, or of the two sides of
        which the report tells; empty for none."""
        own = self.sides_of(before.participants, True) if before else ()
        talks = (one for one in reversed(self.known) if self._origin(one) in self.talks)
        last = (sides for one in talks if (sides := self.sides_of(one.participants)))
        told = tuple(one.mention.span for one in sides_told(self.people))
        return own or next(last, ()) or told

    def settled(self, pending: list[tuple[Encounter, Cast, Meeting]]) -> Iterator[Meeting]:
        """What is left of the talks that only a place or a day names: those of the sides of which the report tells."""
        for met, cast, found in pending:
            sides = self.series_sides() if self.is_series(met) and not cast.parties else ()
            yield msgspec.structs.replace(found, participants=sides, open=False) if sides else found
