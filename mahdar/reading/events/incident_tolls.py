"""Counts of the dead and the injured, and amounts: what stands beside an incident."""

from collections.abc import Iterator, Sequence

import msgspec

from mahdar.language.lexicon import Sense
from mahdar.language.schema import WordList
from mahdar.reading.scene import Scene

_AHEAD = 9  # words from a word of death to its count
_BEHIND, _LIST = 6, 9  # words before it: to its number; to the number of a subject with a list of whom
_MOST = 1e7


class Toll(msgspec.Struct, frozen=True):
    """The dead or the injured at words `first` up to `stop`; `count` is None where they are many or untold."""

    kind: str
    index: int
    first: int
    stop: int
    count: int | None
    many: bool = False
    of_it: bool = False  # behind a relative: of the attack told right before


def tolls_in(scene: Scene, spots: Sequence[int], bounds: tuple[int, int]) -> Iterator[Toll]:
    """The tolls of a sentence; `spots` are its words of death or injury."""
    for index in spots:
        if index in scene.covering:
            continue
        kinds = (kind for kind in ("killed", "injured") if scene.page.is_a(index, kind))
        toll = next((toll for kind in kinds for toll in [_toll(scene, kind, index, bounds)] if toll), None)
        if toll:
            before = range(max(bounds[0], toll.first - 2), toll.first)
            of_it = any(scene.page.is_a(at, "relative") for at in before)
            yield msgspec.structs.replace(toll, of_it=of_it)


def _toll(scene: Scene, kind: str, index: int, bounds: tuple[int, int]) -> Toll | None:
    senses = [sense for sense in scene.page.senses(index) if sense.cls == kind]
    printed = scene.page.light[index]
    sense = next((s for s in senses if printed.endswith(s.word.text)), senses[0])
    table = sense.row.table
    if isinstance(table, WordList) and table.kind == "count":
        return _counted(scene, kind, index, bounds, sense)
    return _deed(scene, kind, index, bounds)


def _counted(scene: Scene, kind: str, index: int, bounds: tuple[int, int], sense: Sense) -> Toll | None:
    """`three dead`, `two dead`, `one dead`."""
    before = _number_before(scene, index, bounds[0])
    if before:
        return Toll(kind, index, before[0], index + 1, before[1])
    if sense.word.number == "d":
        return Toll(kind, index, index, index + 1, 2)
    vague = next((at for at in (index - 1, index - 2) if scene.page.units("vague-count", at) and at >= bounds[0]), None)
    if vague is not None or sense.word.number == "p":
        bare = vague is None and sense.word.definite
        return (
            None if bare else Toll(kind, index, index if vague is None else vague, index + 1, None, vague is not None)
        )
    if sense.word.definite:
        return None
    return Toll(kind, index, index, index + 1, 1)


def _number_before(scene: Scene, index: int, start: int) -> tuple[int, int] | None:
    """(first word, count) of the number that ends right before word `index`, or one word of measure before it."""
    for first in range(max(start, index - _BEHIND), index):
        for unit in scene.page.units("number", first):
            if unit.stop == index and unit.value and unit.value == int(unit.value) and first not in scene.timed:
                return first, int(unit.value)
    return None


def _deed(scene: Scene, kind: str, index: int, bounds: tuple[int, int]) -> Toll | None:
    """`the death of three people`, `five were killed`: the count behind the word, else before it."""
    page = scene.page
    led = any(s.cls == kind and s.word.form == "past" and s.word.number == "p" for s in page.senses(index))
    ahead = 0 if led else _AHEAD  # the plural of a verb follows its subject: `nine of the guards *were killed*`
    for at in range(index + 1, min(bounds[1], index + ahead)):
        if scene.is_comma(at) or (at > index + 1 and page.is_a(at, "killed", "injured")):
            break
        for unit in page.units("number", at):
            whole = unit.value is not None and 0 < unit.value < _MOST and unit.value == int(unit.value)
            if unit.value and whole and at not in scene.timed and not _of_time(scene, unit.stop):
                end, more = _and_more(scene, _past_people(scene, unit.stop, bounds[1]), bounds[1])
                return Toll(kind, index, index, end, int(unit.value) + more)
        if page.units("vague-count", at):
            return Toll(kind, index, index, _past_people(scene, at + 1, bounds[1]), None, True)
        one = at == index + 1 and page.is_a(at, "one-of") and at + 1 < bounds[1]  # `the death of *one of* its soldiers`
        found = 1 if one else _people(scene, index, at)
        if found is not None:
            end, more = _and_more(scene, _past_people(scene, at + 1, bounds[1]), bounds[1])
            return Toll(kind, index, index, end, found + more)
        if page.is_a(at, "since-before") or page.units("clause-break", at):
            break
    return _subject_before(scene, kind, index, bounds[0])


def _people(scene: Scene, index: int, at: int) -> int | None:
    """People without a number: one, or two in the dual; right behind the word of death only."""
    sense = scene.page.sense(at, "person-counted")
    if sense is None or at - index > 2 or sense.prefix:
        return None
    if sense.word.number == "d":
        return 2
    return 1 if sense.word.number == "s" else None


def _and_more(scene: Scene, at: int, stop: int) -> tuple[int, int]:
    """`a soldier and 11 others`: (the word behind, how many more) of people joined to those counted."""
    page, total = scene.page, 0
    marks = page.language.orthography.punctuation
    joining = page.language.orthography.proclitics.any
    while at < stop and page.word(at)[0] in joining:
        number = at + 1 if len(page.word(at)) == 1 else at
        while page.word(number) in marks.open_bracket:
            number += 1
        counted = _joined_people(scene, number)
        if counted is None:
            break
        at, total = counted[0], total + counted[1]
    return at, total


def _joined_people(scene: Scene, number: int) -> tuple[int, int] | None:
    """(the word behind, how many) of `11 others`, `(11) persons`, `two civilians`, `a child`."""
    page = scene.page
    marks = page.language.orthography.punctuation
    for unit in page.units("number", number):
        people = unit.stop + 1 if page.word(unit.stop) in marks.close_bracket else unit.stop
        whole = unit.value is not None and 0 < unit.value < _MOST and unit.value == int(unit.value)
        counted = page.is_a(people, "person-counted", "others") or page.is_a(people, "part-of")
        if unit.value and whole and number not in scene.timed and counted:
            return _past_people(scene, people, page.size), int(unit.value)
    sense = page.sense(number, "person-counted")
    if sense is None or sense.word.number == "p" or sense.word.definite:
        return None
    return _past_people(scene, number + 1, page.size), 2 if sense.word.number == "d" else 1


def _past_people(scene: Scene, at: int, stop: int) -> int:
    """Past the counted noun, its adjectives, and `of` what they are: `a member *of the police*`."""
    page = scene.page
    while at < stop and page.is_word(at) and page.is_a(at, "person-counted", "nationality", "others"):
        at += 1
    while at < stop and page.lexicon.has(page.word(at), "adjective") and not page.lexicon.tense(page.word(at)):
        at += 1
    if (at + 1 < stop and page.is_a(at, "part-of") and page.is_definite(at + 1)) or (
        at + 1 < stop and page.is_a(at, "of-rank")
    ):
        at += 2
    return at


def _of_time(scene: Scene, at: int) -> bool:
    return scene.page.is_a(at, "unit", "percent")


def _subject_before(scene: Scene, kind: str, index: int, start: int) -> Toll | None:
    """`four workers were killed`: the count stands before the verb."""
    sense = scene.page.sense(index, kind)
    if sense is None or sense.word.form != "past":
        return None
    found: Toll | None = None
    for at in range(index - 1, max(start, index - _LIST) - 1, -1):
        if scene.is_comma(at) or scene.page.is_a(at, "killed", "injured"):
            break
        if scene.page.is_a(at, "among"):
            found = None
        elif found is None:
            count = _count_at(scene, at, index) or (at == index - 1 and _one(scene, at))
            found = Toll(kind, index, at, index + 1, count) if count else None
    return found


def _one(scene: Scene, at: int) -> int:
    """1 for an indefinite person right before the verb: `a fisherman was killed`."""
    people = scene.page.sense(at, "person-counted")
    alone = people is not None and people.word.number == "s" and not (people.word.definite or people.prefix)
    counted = any(unit.stop == at for unit in scene.page.units("number", at - 1))  # `*460* persons were killed`
    return int(alone and not counted)


def _count_at(scene: Scene, at: int, stop: int) -> int | None:
    """The whole number at word `at`, or two people in the dual."""
    people = scene.page.sense(at, "person-counted")
    if people and people.word.number == "d" and not people.prefix:
        return 2
    for unit in scene.page.units("number", at):
        if unit.value and unit.value == int(unit.value) and at not in scene.timed and unit.stop <= stop:
            return int(unit.value)
    return None
