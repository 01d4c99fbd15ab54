"""The whole of a phrase that may take part: a title with the name behind it, a delegation as whoever leads it, a
counterpart as whom the report named."""

from bisect import bisect_left

from mahdar.reading.page import Page
from mahdar.reading.scene import Phrase, Scene
from mahdar.types.marks import Mention

PARTIES = {"person", "institution", "state", "group"}
_FAR = 8
_LED = 2  # words of `led by`
_BACK = 40
_TWO = 2
_OFFICES = frozenset({"official", "mediator", "other"})


class Wholes:
    """Phrases put together of what stands side by side."""

    page: Page
    scene: Scene
    _states: dict[str, Mention]
    _sides: dict[str, str]

    def is_party(self, phrase: Phrase) -> bool:
        mention = phrase.mention
        if self.page.is_a(phrase.first, "meeting") or self.page.units("no-party", phrase.first):
            return False
        return mention.kind in PARTIES or mention.form == "metonym"

    def whole(self, phrase: Phrase) -> Phrase:
        phrase = self._with_name(self._bare(phrase))
        led = self._leader(phrase)
        return led or self._counterpart(phrase) or self._as_state(phrase)

    def _counterpart(self, phrase: Phrase) -> Phrase | None:
        """`his American counterpart` without a name is the American told of last."""
        side = phrase.mention.side
        if (phrase.mention.form == "name" and phrase.mention.kind == "person") or side is None:
            return None
        if not self.page.is_a(phrase.first, "counterpart"):
            return None
        before = bisect_left(self.scene.phrases, phrase.first, key=lambda one: one.first)
        for known in reversed(self.scene.phrases[max(0, before - _BACK) : before]):
            mention = known.mention
            if mention.kind == "person" and mention.form == "name" and self._sides.get(mention.key) == side:
                return Phrase(mention, phrase.first, phrase.stop, phrase.name)
        state = self._states.get(side) if len(phrase.mention.sides) < _TWO else None
        return Phrase(state, phrase.first, phrase.stop, phrase.name) if state else None

    def _bare(self, phrase: Phrase) -> Phrase:
        """A name without an office behind it that another name takes."""
        office = phrase.mention.office
        if office is None or office.start < phrase.mention.span.stop:
            return phrase
        other = self.scene.starting.get(self.page.words.holding(office.start))
        own = other is not None and other.mention.refers_to == phrase.mention.span
        if other is None or own or other.mention is phrase.mention or other.mention.kind != "person":
            return phrase
        return Phrase(phrase.mention, phrase.first, self.page.words.at(phrase.mention.span.stop), phrase.name)

    def _with_name(self, phrase: Phrase) -> Phrase:
        """A title and the name that follows it, past a comma or a place: `his counterpart, Y`."""
        mention = phrase.mention
        if (mention.form == "name" and mention.kind == "person") or not self.page.is_a(
            phrase.first, "title", "nationality"
        ):
            return phrase
        for index in range(phrase.stop, phrase.stop + 4):
            name = self.scene.starting.get(index)
            between = range(phrase.stop, index)
            if any(not (self.scene.is_comma(i) or self._passable(i)) for i in between):
                continue
            if name and name.mention.kind == "person" and name.mention.form == "name" and not self.scene.skip_of(name):
                return (
                    phrase if self._is_another(phrase, name) else Phrase(name.mention, phrase.first, name.stop, index)
                )
        return phrase

    def _is_another(self, phrase: Phrase, name: Phrase) -> bool:
        """Whether a title with its article, right before another one and its name, is somebody else: `received *the
        president* the foreign minister X`. A rank or a style goes with the title."""
        page = self.page
        sides = {phrase.mention.side, name.mention.side} - {None}
        apart = page.is_definite(phrase.first) or len(sides) == _TWO  # `received *the prince of X* the minister of Y`
        alone = phrase.mention.form == "title" and apart and phrase.stop == name.first
        titled = name.first < name.name and name.mention.office_kind in _OFFICES
        two = any(s.word.number == "d" for s in page.senses(name.first) if s.cls == "title" and not s.word.accusative)
        return alone and (titled or two) and not page.is_a(name.first, "mister", "highness")

    def aide_of(self, principal: Phrase) -> Phrase:
        """`the envoy of X, Y` is Y: the name behind the one whose aide it is, where one follows."""
        for index in range(principal.stop, principal.stop + 6):
            name = self.scene.starting.get(index)
            if name and name.mention.kind == "person" and name.mention.form == "name":
                return (
                    principal if self.scene.skip_of(name) else Phrase(name.mention, principal.first, name.stop, index)
                )
            if self.page.is_a(index, "participant-link", "cue") or self.page.is_break(index):
                break
        return principal

    def _passable(self, index: int) -> bool:
        body = self.scene.covering.get(index)
        of_body = body is not None and body.mention.kind == "institution" and bool(self.scene.skip_of(body))
        return of_body or self.page.is_a(index, "in-place") or self.page.is_a(index - 1, "in-place")

    def _leader(self, phrase: Phrase) -> Phrase | None:
        """`a delegation led by X` is X."""
        if phrase.mention.kind == "person":
            return None
        for index in range(phrase.stop, phrase.stop + _FAR):
            if self.page.units("meeting", index):
                return None  # `the council, in a *session* chaired by X`
            for unit in self.page.units("led-by", index):
                leader = self.scene.starting.get(unit.stop)
                if leader and leader.mention.kind == "person":
                    whole = self._with_name(leader)
                    return Phrase(whole.mention, phrase.first, whole.stop, whole.name)
        return None

    def leading(self, phrase: Phrase) -> Phrase:
        """Somebody right behind `a delegation led by`, with the words of the delegation."""
        for index in range(phrase.first - 1, phrase.first - 1 - _LED, -1):
            led = any(unit.stop == phrase.first for unit in self.page.units("led-by", index))
            whom = self.scene.covering.get(index - 1) if led else None
            if whom and whom.mention.kind != "person" and self.is_party(whom):
                return Phrase(phrase.mention, whom.first, phrase.stop, phrase.name)
            if led and self.page.is_a(index - 1, "delegation"):
                return Phrase(phrase.mention, index - 1, phrase.stop, phrase.name)
        return phrase

    def _as_state(self, phrase: Phrase) -> Phrase:
        """`*the delegations* of X and Y`: the state, where the report names it."""
        several = phrase.mention.plural and self.page.is_a(phrase.first, "delegation") and not phrase.mention.sides
        state = self._states.get(phrase.mention.side or "") if several else None
        return Phrase(state, phrase.first, phrase.stop, phrase.name) if state else phrase
