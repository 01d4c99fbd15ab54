"""Frames of incidents: which words say that something happened, and what must stand beside them. Each is a rule."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from mahdar.language.language import Language
from mahdar.language.lexicon import Look, Sense
from mahdar.language.schema import WordList
from mahdar.reading.scene import Scene

LAYER = "incidents"
_LONG = 24  # words from a verb of signing, past those who sign, to the deal
_FAR, _BACK = 13, 7  # words from a verb to what it needs; back from a relative clause
VERBAL = frozenset({"past", "present"})
_GOVERN = ("unreal-verb", "announce-word", "deed-carrier", "done-verb")  # verbs: behind one no second verb stands
_ABSTRACT = ("unreal-noun", "topic-noun", "hypothetical", "anchor")
_ROOT = 3  # letters of a verb whose past tense is printed like its noun
TOLLS = ("injured", "killed")


class Frame(msgspec.Struct, frozen=True):
    """A rule's constants: the class of its `words`; `object` classes of which one must stand behind; `needs` is what
    must be told (actor, target, place, people, deed); `subject` says what the subject is: actor, recipient or thing;
    `future` that a promise of it counts; `anchor` that a noun of it counts only where a word before says that it was
    done; `mutual` that what one party does the other does, too."""

    rule: str
    type: str
    mode: str | None = None
    object: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    subject: str = "actor"
    future: bool = False
    anchor: bool = False
    mutual: bool = False


class Hit(msgspec.Struct, frozen=True):
    """A word of an incident: words `index` up to `stop`; its object noun begins at `thing` and ends at `tail`."""

    index: int
    stop: int
    sense: Sense
    frame: Frame
    thing: int | None = None
    tail: int = 0

    @property
    def verbal(self) -> bool:
        return self.sense.word.form in VERBAL

    @property
    def masdar(self) -> bool:
        """Whether what follows the noun is what it was done to."""
        table = self.sense.row.table
        return not self.verbal and isinstance(table, WordList) and table.kind == "masdar"

    @property
    def takes(self) -> str | None:
        table = self.sense.row.table
        return table.takes if isinstance(table, WordList) else None


class Frames:
    """All frames of a language, by the classes of words that open them; what a word opens is remembered by word."""

    def __init__(self, language: Language) -> None:
        found: dict[str, list[Frame]] = {}
        for rule in language.rules.values():
            if rule.table.layer != LAYER or "words" not in rule.table.is_:
                continue
            values = dict(rule.table.is_)
            classes = values.pop("words")
            for key in ("object", "needs"):
                values[key] = tuple(values.get(key, ()))
            for cls in classes:
                found.setdefault(cls, []).append(Frame(rule=rule.id, **values))
        self.by_class = {cls: tuple(frames) for cls, frames in sorted(found.items())}
        self._opened: dict[Look, tuple[str, ...]] = {}
        self._classes = frozenset({*found, *TOLLS})

    def opened(self, look: Look) -> tuple[str, ...]:
        """The classes of incident words, and of tolls, that a word may begin."""
        known = self._opened.get(look)
        if known is None:
            known = self._opened[look] = tuple(sorted(self._classes & look.classes))
        return known


@lru_cache(maxsize=4)
def frames_of(language: Language) -> Frames:
    """The frames of a language, made once."""
    return Frames(language)


def hits_at(scene: Scene, index: int, stop: int) -> Iterator[Hit]:
    """The frames that open at a word, with their objects in place; `stop` is where the sentence ends."""
    page = scene.page
    frames = frames_of(page.language)
    for cls in frames.opened(page.looks[index]):
        for unit in page.units(cls, index) if cls in frames.by_class else ():
            if unit.sense is None or (page.is_a(index, "preposition") and unit.sense.word.form not in VERBAL):
                continue
            if unit.sense.word.form == "past" and not _is_verb(scene, index, unit.stop):
                continue
            for frame in frames.by_class[cls]:
                hit = _placed(scene, Hit(index, unit.stop, unit.sense, frame, None, unit.stop), stop)
                if hit and page.language.on(frame.rule):
                    yield hit


def _placed(scene: Scene, hit: Hit, stop: int) -> Hit | None:
    """The hit with the preposition that it takes and the object that it needs in place."""
    if hit.takes and not _linked(scene, hit, stop):
        return None
    return _object(scene, hit, stop) if hit.frame.object else hit


def _is_verb(scene: Scene, index: int, stop: int) -> bool:
    """Whether a word that may be a past tense or the noun of the verb is the first: its subject stands behind it."""
    page = scene.page
    frames = frames_of(page.language)
    if page.is_a(index - 1, "done-verb") or index in scene.timed:
        return False  # `at dawn today`, spelt like `blew up`
    nouns = [s for s in page.senses(index) if s.word.form == "noun" and s.cls in frames.by_class]
    if any(noun.word.suffixed for noun in nouns):
        return False
    if not nouns:
        return len(page.word(index)) > _ROOT + 1 or not _nominal(scene, index)
    if scene.is_preposition(index - 1) or _nominal(scene, index):
        return False
    if page.is_a(index - 1, "filler"):
        return True
    while stop in scene.timed or page.is_a(stop, "filler"):
        stop += 1
    objects = {cls for noun in nouns for frame in frames.by_class[noun.cls] for cls in frame.object}
    if page.is_a(stop, *objects) and not page.is_a(stop, "force-noun"):
        return False
    phrase = scene.starting.get(stop)
    return phrase is not None or page.is_a(
        stop, "agent-noun", "vague-count", "person-counted", "force-head", "protester"
    )


def _nominal(scene: Scene, index: int) -> bool:
    """Whether what stands before asks for a noun: `that`, a noun of plan, another noun of the same list."""
    page = scene.page
    if page.is_a(index - 1, "that"):
        return not page.is_a(index - 2, "since-before") and len(page.word(index - 1)) < 3
    if any(unit.stop == index for cls in _ABSTRACT for unit in page.units(cls, index - 1)):
        return True
    if page.word(index)[0] not in page.language.orthography.proclitics.any:
        return any(page.is_a(at, *_GOVERN) for at in range(max(0, index - 4), index) if _level(scene, at, index))
    frames = frames_of(page.language)
    for at in range(index - 1, max(0, index - _BACK) - 1, -1):
        if scene.is_comma(at) or page.is_break(at):
            return False
        senses = (sense for sense in page.senses(at) if sense.cls in frames.by_class)
        noun = next((one for one in senses if one.word.form == "noun" and not one.word.definite), None)
        if noun and (noun.prefix or scene.is_preposition(at - 1) or page.is_a(at - 1, "truce-noun")):
            return True
    return False


def _level(scene: Scene, at: int, index: int) -> bool:
    """Whether nothing opens a clause between two words."""
    page = scene.page
    return not any(scene.is_comma(i) or page.is_break(i) or page.is_a(i, "relative", "that") for i in range(at, index))


def _linked(scene: Scene, hit: Hit, stop: int) -> bool:
    """The preposition that a verb asks for, apart or on the next word, within reach."""
    page = scene.page
    takes = page.lexicon.fold(hit.takes or "")
    for at in range(hit.stop, min(stop, hit.stop + (_FAR if hit.verbal else _BACK))):
        word = page.word(at)
        if word == takes if len(takes) > 1 else word.startswith(takes):
            return True
        if word.startswith(takes[:2]) and page.is_a(at, "preposition-with-pronoun"):
            return True
        if scene.is_comma(at) and not (hit.frame.mutual and _adjunct(scene, at + 1)):
            return False
    return False


def _object(scene: Scene, hit: Hit, stop: int) -> Hit | None:
    """The noun that the frame needs: behind the word, or before it where the word stands in a relative clause."""
    page, wanted = scene.page, frozenset(hit.frame.object)
    if (
        hit.verbal
        and hit.sense.word.suffixed
        and page.is_a(hit.index - 1, "relative")
        and page.units("meeting", hit.index - 2)
    ):
        return None  # `the meeting *that X held* of the council on the deal`
    deal = hit.frame.type == "AGREE" and hit.frame.mutual
    reach = (_LONG if deal else _FAR) if hit.verbal else _BACK if deal else 3
    for at in range(hit.stop, min(stop, hit.stop + reach)):
        if page.looks[at].classes.isdisjoint(wanted):
            continue
        person = at in scene.covering and scene.covering[at].mention.kind == "person"
        if person and not page.is_a(at, "diplomat"):
            continue
        tails = [unit.stop for cls in hit.frame.object for unit in page.units(cls, at)]
        if tails:
            return msgspec.structs.replace(hit, thing=at, tail=tails[0]) if _one_clause(scene, hit, at) else None
    if hit.verbal and (hit.sense.word.suffixed or page.is_a(hit.index - 1, "relative")):
        for at in range(hit.index - 1, max(0, hit.index - _BACK) - 1, -1):
            if any(page.units(cls, at) for cls in hit.frame.object):
                return msgspec.structs.replace(hit, thing=at, tail=hit.stop)
    return None


def _one_clause(scene: Scene, hit: Hit, thing: int) -> bool:
    """Whether no comma and no other verb stands between a word and its object."""
    tense = scene.page.lexicon.tense
    before = thing - 1
    if hit.frame.type == "MOBILIZE" and scene.is_preposition(before) and not scene.page.is_a(before, "part-of"):
        return False
    laid = hit.frame.type == "SANCTION" and hit.frame.mode is None
    if (laid or hit.frame.type == "AID") and _of_another(scene, hit, before):
        return False
    deal = hit.frame.type == "AGREE" and hit.frame.mutual  # who signs, and when, stands between commas
    for at in range(hit.stop, thing + 1):
        if scene.is_comma(at) and at - hit.stop > 3 and not (deal and _adjunct(scene, at + 1)):
            return False
        if at > hit.stop and tense(scene.page.word(at)) == "past" and not _no_verb(scene, at) and at != thing:
            return False
    return True


def _adjunct(scene: Scene, index: int) -> bool:
    """Whether a time, a preposition or the deal itself stands behind a comma."""
    phrase = scene.starting.get(index)
    named = phrase is not None and scene.starts_prepositional(phrase)
    proclitics = scene.page.language.orthography.proclitics
    named = named or scene.page.light[index].startswith(proclitics.noun[0] + proclitics.article)
    return (
        index in scene.timed or scene.is_preposition(index) or named or scene.page.is_a(index, "deal-noun", "deal-text")
    )


def _of_another(scene: Scene, hit: Hit, before: int) -> bool:
    """`announced the easing of sanctions`, `exempted them from sanctions`: they are not what the word lays."""
    page = scene.page
    other = page.is_a(before, "ease-masdar", "cut-masdar", "part-of", "unreal-noun", "not-given")
    return before >= hit.stop and other and not page.is_a(before, "sanction-masdar")


def _no_verb(scene: Scene, at: int) -> bool:
    """Whether a word that may be a verb is most likely another."""
    word = scene.page.word(at)
    return (
        at in scene.covering
        or at in scene.timed
        or scene.is_preposition(at)
        or scene.page.lexicon.has(word, "noun", "adjective")
    )
