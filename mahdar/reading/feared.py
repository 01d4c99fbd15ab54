"""Wars and invasions between states: told as going on, or only feared. What a record needs to see that a report's
background is old: who still fears what others have told for years."""

from collections.abc import Iterator

import msgspec

from mahdar.language.rules import Unit
from mahdar.language.schema import EntityTable
from mahdar.reading.draft import Draft
from mahdar.reading.scene import Scene, scene_of
from mahdar.types.marks import Time, War
from mahdar.types.span import Span

_STATE = "state:"
_NEAR = 3  # words from the fear to what is feared, and from a word that takes the war away to the war
_OWN = 2  # words behind a war that is told, whose adjectives say whose it is: further on they speak of other things
_LONG = 14  # words of a clause that are looked at
_STARTS = frozenset({"invasion", "war"})
_BODIES = {"institution", "group"}


def find_wars(draft: Draft) -> Iterator[War]:
    """A war or an invasion with the states that wage it, in the words of one sentence."""
    scene = scene_of(draft)
    for start, stop in scene.sentences:
        for index in range(start, stop):
            if not scene.page.may_begin(index, _STARTS) or index in scene.furniture or index in scene.covering:
                continue
            for cls in sorted(_STARTS):
                unit = next((unit for unit in scene.page.units(cls, index) if unit.sense), None)
                found = _war(scene, index, unit, (start, stop), cls) if unit else None
                if found:
                    yield found


def _war(scene: Scene, index: int, unit: Unit, sentence: tuple[int, int], cls: str) -> War | None:
    assert unit.sense is not None
    end = _clause_end(scene, unit.stop, sentence[1])
    fear = _fear(scene, index, sentence[0])
    if fear is not None and cls == "invasion" and not unit.sense.word.definite:
        return _feared(scene, (fear, index, end), unit, sentence[0])
    if fear is None and unit.sense.word.definite and not scene.page.is_a(unit.stop, "no-war"):
        return _told(scene, index, unit, end, sentence)
    return None


def _fear(scene: Scene, index: int, start: int) -> int | None:
    """The word of fear close before word `index`."""
    near = range(max(start, index - _NEAR), index)
    return next((back for back in near if scene.page.units("fear", back)), None)


def _clause_end(scene: Scene, start: int, stop: int) -> int:
    """Up to the next comma, past the last word before it."""
    end = start
    while end < min(stop, start + _LONG) and not scene.is_comma(end):
        end += 1
    while end > start and not scene.page.is_word(end - 1) and not scene.page.word(end - 1).isdecimal():
        end -= 1
    return end


# ── feared ───────────────────────────────────────────────────────
def _feared(scene: Scene, at: tuple[int, int, int], unit: Unit, start: int) -> War | None:
    """An invasion that is feared now, by no more than two states; not another one, and not of one place."""
    fear, index, end = at
    page = scene.page
    if any(page.is_a(word, "war-again") for word in range(unit.stop, min(end, unit.stop + _NEAR))):
        return None
    if any(page.is_a(word, "war-once", "negation") for word in range(max(start, fear - _NEAR), index)):
        return None
    if any(_is_year(time) for _, time in scene.times_in(start, end)):
        return None
    if any(phrase.mention.kind == "place" for phrase in scene.phrases_in(unit.stop, end)):
        return None
    states = _states(scene, unit.stop, end)
    if len(states) < 2:
        states = _states(scene, start, end)
    if len(states) != 2:
        return None
    warner = next(unit for unit in page.units("fear", fear))
    rules = tuple(one.sense.id for one in (unit, warner) if one.sense)
    return msgspec.structs.replace(_mark(scene, scene.span(fear, end, warner.skip), states, rules), kind="feared")


def _is_year(time: Time) -> bool:
    return time.shape.year is not None or (time.shape.text or "")[:4].isdecimal()


# ── told ─────────────────────────────────────────────────────────
def _told(scene: Scene, index: int, unit: Unit, end: int, sentence: tuple[int, int]) -> War | None:
    """A war that is on: between two states, or in one since a time that is told."""
    page, sense = scene.page, unit.sense
    assert sense is not None
    if any(page.is_a(word, "war-once", "negation") for word in range(max(sentence[0], index - _NEAR), index)):
        return None
    states, since = _named(scene, unit.stop, end), _since(scene, index, unit.stop, end)
    states |= _adjectives(scene, unit.stop, min(end, unit.stop + _OWN))
    if since is None and any(_is_year(time) for _, time in scene.times_in(unit.stop, end)):
        return None
    if len(states) < 2:
        wider = _named(scene, *sentence)
        if len(wider) == 2 and ((sense.word.suffixed and states) or _between(scene, sentence)):
            states = wider
    if len(states) == 2 or (len(states) == 1 and since):
        return msgspec.structs.replace(
            _mark(scene, scene.span(index, end, unit.skip), states, (sense.id,)), since=since
        )
    return None


def _since(scene: Scene, index: int, start: int, end: int) -> Span | None:
    """The time behind `since`, or behind a war of which the second year is told: that is no war of one year."""
    counted = any(unit.stop == index for unit in scene.page.units("war-years", max(0, index - _NEAR)))
    for first, time in scene.times_in(start, end):
        if (counted and first == start) or any(
            scene.page.is_a(at, "war-since") for at in (first - 2, first - 1, first)
        ):
            return time.span
    return None


def _between(scene: Scene, sentence: tuple[int, int]) -> bool:
    """Whether two states stand together behind `between`."""
    return any(
        scene.page.is_a(phrase.first - 1, "war-between") and len(_named(scene, phrase.first, phrase.stop + 1)) == 2
        for phrase in scene.phrases_in(*sentence)
    )


# ── both ─────────────────────────────────────────────────────────
def _named(scene: Scene, start: int, stop: int) -> set[str]:
    """The states that are named at words `start` up to `stop`."""
    keys = (phrase.mention.stands_for or phrase.mention.key for phrase in scene.phrases_in(start, stop))
    return {key for key in keys if key.startswith(_STATE)}


def _adjectives(scene: Scene, start: int, stop: int) -> set[str]:
    """The states whose adjectives stand there, outside names and titles."""
    senses = (scene.page.sense(at, "nationality") for at in range(start, stop) if at not in scene.covering)
    return {_STATE + sense.row.table.id for sense in senses if sense and isinstance(sense.row.table, EntityTable)}


def _states(scene: Scene, start: int, stop: int) -> set[str]:
    """The states there, by name, by adjective or by their bodies: whose forces mass at whose border."""
    bodies = (phrase.mention for phrase in scene.phrases_in(start, stop) if phrase.mention.kind in _BODIES)
    sides = {body.side for body in bodies if body.side and body.side.startswith(_STATE)}
    return _named(scene, start, stop) | _adjectives(scene, start, stop) | sides


def _mark(scene: Scene, span: Span, states: set[str], rules: tuple[str, ...]) -> War:
    text = " ".join(span.of(scene.page.text).split())
    return War(span=span, rules=rules, kind="told", text=text, parties=tuple(sorted(states)))
