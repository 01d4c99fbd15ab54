"""Encounters: the words that say that sides met or talked, before it is known who took part."""

from collections.abc import Iterator

import msgspec

from mahdar.language.lexicon import Sense
from mahdar.language.rules import Unit
from mahdar.language.schema import Trigger, Verb, WordList
from mahdar.reading.actors.roles import complements
from mahdar.reading.scene import Scene

TRIGGERS = frozenset({"meeting", "meeting-verb", "meeting-verb-with", "meeting-heads"})
_MODIFIERS = 6


class Encounter(msgspec.Struct, frozen=True):
    """A trigger: words `at` up to `stop`, `skip` letters of proclitics before it. `first` is the sense of its first
    term (up to `first_stop`), `sense` that of the noun that says what it was: a *round* of *talks*. `bounds` is its
    sentence; `parted` says that a preposition parts the two nouns."""

    at: int
    first_stop: int
    stop: int
    skip: int
    first: Sense
    sense: Sense
    bounds: tuple[int, int]
    parted: bool = False

    @property
    def noun(self) -> bool:
        """Whether a noun says it, not a verb."""
        return self.first.cls == "meeting"

    @property
    def definite(self) -> bool:
        inner = self.sense is not self.first and not self.parted and self.sense.word.definite
        return self.first.word.definite or inner

    @property
    def suffixed(self) -> bool:
        """Whether a pronoun owns it: *his* meeting."""
        return self.first.word.suffixed

    @property
    def table(self) -> Trigger:
        table = self.sense.row.table
        assert isinstance(table, Trigger)
        return table


def encounters(scene: Scene) -> Iterator[Encounter]:
    """Every trigger outside furniture, in order; a chain (`a round of talks`) is one."""
    page = scene.page
    done = 0
    apart = TRIGGERS.isdisjoint
    for index in [index for index, look in enumerate(page.looks) if not apart(look.classes)]:
        if index < done or index in scene.furniture:
            continue
        bounds = scene.sentence_of(index)
        found = _at(scene, index, bounds) if bounds[0] <= index < bounds[1] and bounds[1] > index + 1 else None
        if found is not None:
            yield found
            done = found.stop


def _at(scene: Scene, index: int, bounds: tuple[int, int]) -> Encounter | None:
    page = scene.page
    if index in scene.covering and scene.covering[index].first != index and not page.is_a(index, "meeting"):
        return None
    for cls in ("meeting", "meeting-verb", "meeting-verb-with", "meeting-heads"):
        for unit in page.units(cls, index):
            if unit.sense is None or _vetoed(scene, index, unit):
                continue
            stop, sense = _chain(scene, unit, bounds[1]) if cls == "meeting" else (unit.stop, unit.sense)
            parted = any(page.is_a(at, "of-it") for at in range(unit.stop, stop))
            return Encounter(index, unit.stop, stop, unit.skip, unit.sense, sense, bounds, parted)
    return None


def _vetoed(scene: Scene, index: int, unit: Unit) -> bool:
    """Words that make another thing of the noun: a press meeting, the peak of a mountain, in touch with."""
    page = scene.page
    sense = unit.sense
    assert sense is not None
    if sense.cls == "meeting":
        inside = scene.covering  # `the meeting of the *foreign* minister`: no adjective of the meeting
        near = (at for at in range(unit.stop, unit.stop + 2) if at not in inside or inside[at].first == at)
        behind = any(page.units("no-meeting", at) for at in near)
        return (
            behind
            or ("shared" in _table(unit).set_ and not _is_shared(scene, index, unit.stop))
            or page.is_a(index - 1, "talks-in-general")
            or ("contact" in _table(unit).set_ and page.is_a(index - 1, "no-meeting-before"))
        )
    if (
        sense.word.number == "d"
        and page.lexicon.has(page.word(index), "noun")
        and page.lexicon.tense(page.word(index - 1))
    ):
        return True  # `expressed *a hope*`, spelt like `both brief`
    if "signs" in _table(unit).set_ and not _signs(scene, index, sense):
        return True
    return sense.word.form == "past" and page.is_a(index - 1, "preposition")


def _is_shared(scene: Scene, index: int, stop: int) -> bool:
    """Whether it is told with whom somebody faced the press, before what he said there."""
    page = scene.page
    for at in range(stop, min(scene.sentence_of(index)[1], stop + _SHARED)):
        if page.units("that", at) or at in scene.quote_at:
            return False
        links = (unit.sense.row.table for unit in page.units("participant-link", at) if unit.sense and not unit.prefix)
        if any(isinstance(table, WordList) and table.kind == "with" for table in links):
            return True
    return False


_SHARED = 10  # words from `a press conference *that he held in X on Sunday*` to its partner


def _signs(scene: Scene, index: int, sense: Sense) -> bool:
    """Whether the verb has a text to sign behind it, or before it where a pronoun stands for it: `*the deal* that X and
    Y signed`; and is neither denied nor told as past long since."""
    page = scene.page
    if page.is_a(index - 1, "negation", "perfect"):
        return False
    near = range(max(0, index - _TEXT), index) if sense.word.suffixed else range(index + 1, index + _SIGNED)
    stop = scene.sentence_of(index)[1]
    return any(page.is_a(at, "signed-text") for at in near if at < stop)


_TEXT, _SIGNED = 6, 30  # words from the text to `that they signed it`, and from `signed` past who did to the text


def _chain(scene: Scene, unit: Unit, stop: int) -> tuple[int, Sense]:
    """The end and the last noun of `a round of the talks`, `a session of negotiations`."""
    page, end, sense = scene.page, unit.stop, unit.sense
    assert sense is not None
    for _ in range(2):
        index = past_modifiers(scene, end, min(stop, end + _MODIFIERS))
        if page.is_a(index, "of-it"):
            index += 1
        inner = next((u for u in page.units("meeting", index) if u.sense and not u.prefix and index < stop), None)
        if inner is None or inner.sense is None or inner.sense.word.suffixed:
            break
        end, sense = inner.stop, inner.sense
    return end, sense


def past_modifiers(scene: Scene, index: int, stop: int) -> int:
    """Past the adjectives, ordinals and quotation marks that stand between a noun of meeting and what belongs to it."""
    page = scene.page
    while index < stop:
        level = next((unit.stop for unit in page.units("at-level", index)), 0)
        if level:  # `talks *at the level of ministers*`
            index = scene.starting[level].stop if level in scene.starting else level + 1
            continue
        modifies = (
            page.is_a(index, "meeting-modifier", "by-phone", "nationality", "status-behind", "another-meeting")
            or page.lexicon.has(page.word(index), "adjective")
            or (index in scene.quoted and not page.is_word(index))
        )
        begun = scene.starting.get(index)
        person = begun is not None and begun.mention.kind == "person"
        starts = begun is not None and (person or not page.is_a(index, "meeting-modifier", "by-phone"))
        if not modifies or starts or page.is_a(index, "participant-link", "meeting"):
            break
        index += 1
    return index


def _table(unit: Unit) -> Trigger:
    assert unit.sense is not None and isinstance(unit.sense.row.table, Trigger)
    return unit.sense.row.table


def agreed_at(scene: Scene, met: Encounter) -> int | None:
    """The verb of agreeing on whose preposition the noun hangs: `agreed, X and Y, *to the meeting*`."""
    page = scene.page
    if not met.definite or met.suffixed or not met.noun or not scene.is_preposition(met.at - 1):
        return None
    for at in range(met.at - 2, max(met.bounds[0], met.at - _AGREED) - 1, -1):
        tables = (sense.row.table for sense in page.senses(at) if sense.cls == "cue" and sense.word.form == "past")
        agrees = any(isinstance(table, Verb) and table.act == "agrees" for table in tables)
        if agrees and page.word(met.at - 1) in complements(page, at):
            return at
    return None


_AGREED = 14  # words from the verb past who agreed
