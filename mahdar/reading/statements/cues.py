"""Cues: the words of a sentence that report speech, each in its form."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from mahdar.language.lexicon import Sense
from mahdar.language.schema import Cue as CueTable
from mahdar.language.schema import Verb
from mahdar.reading.page import Page
from mahdar.reading.scene import Scene

Kind = Literal["verb", "participle", "masdar", "source", "own", "noun", "carrier"]
_PRESENCE = {"past", "present"}
CUES = frozenset({"cue", "cue-source-after", "cue-source-own", "cue-carrier", "cue-noun-that"})
_SOURCES: tuple[tuple[str, Kind], ...] = (
    ("cue-source-own", "own"),
    ("cue-source-after", "source"),
    ("cue-carrier", "carrier"),
)


class Cue(msgspec.Struct, frozen=True):
    """A cue at words `at` up to `stop`; `skip` letters of proclitics. `takes` are its complements, most usual first."""

    at: int
    stop: int
    kind: Kind
    sense: Sense
    act: str
    takes: tuple[str, ...]
    addressee: str | None
    strict: bool

    @property
    def skip(self) -> int:
        return self.sense.skip

    @property
    def tense(self) -> str:
        return self.sense.word.form


def cues_at(scene: Scene, index: int) -> Iterator[Cue]:
    """The cues that may stand at word `index`, the likeliest first: verbs, participles, nouns."""
    page = scene.page
    if index not in page.where(CUES):
        return
    for cls, source in _SOURCES:
        for unit in page.units(cls, index):
            if unit.sense and isinstance(unit.sense.row.table, CueTable):
                yield _noun(index, unit.stop, source, unit.sense, unit.skip)
    for sense in page.senses(index) if not page.is_a(index, "preposition-with-pronoun") else ():
        table = sense.row.table
        if sense.cls == "cue" and isinstance(table, Verb) and _raw_letters_agree(scene, index, sense):
            kind = _kind(sense)
            if kind and (not table.needs or _needed(page, index, table.needs)):
                yield Cue(index, index + 1, kind, sense, table.act, table.takes, table.addressee, table.strict)
    for unit in page.units("cue-noun-that", index):
        if unit.sense and isinstance(unit.sense.row.table, CueTable) and _same_ending(page, index, unit.sense):
            yield _noun(index, unit.stop, "noun", unit.sense, unit.skip)


def prepositions_of(scene: Scene, cue: Cue) -> set[str]:
    """The prepositions that a cue takes, folded."""
    return {scene.page.lexicon.fold(word) for word in cue.takes if word not in _COMPLEMENTS}


_COMPLEMENTS = frozenset({"that", "quote", "object"})
_NEAR = 14  # words behind a verb within which the noun that it needs stands


def _needed(page: Page, index: int, nouns: tuple[str, ...]) -> bool:
    wanted = {page.lexicon.fold(noun) for noun in nouns}
    near = range(index + 1, min(page.size, index + _NEAR))
    return any(not wanted.isdisjoint(word for word, _, _ in page.lexicon.first_words(page.deep[at])) for at in near)


def _noun(index: int, stop: int, kind: Kind, sense: Sense, skip: int) -> Cue:
    table = sense.row.table
    assert isinstance(table, CueTable)
    sense = msgspec.structs.replace(sense, skip=skip)
    return Cue(index, stop, kind, sense, table.act, table.takes, None, True)


def _kind(sense: Sense) -> Kind | None:
    form = sense.word.form
    if form in _PRESENCE:
        return "verb" if sense.word.number != "we" else None
    if form == "participle":
        return "participle" if not sense.prefix or len(sense.prefix) == 1 else None
    return "masdar" if form == "masdar" else None


def _same_ending(page: Page, index: int, sense: Sense) -> bool:
    """A noun in ya is no past tense in a bare alif: only folding makes them equal."""
    printed, listed = page.light[index][-1], sense.word.text.split()[0][-1]
    return printed == listed or printed not in page.language.orthography.letters


def _raw_letters_agree(scene: Scene, index: int, sense: Sense) -> bool:
    """A past tense in a bare alif is no noun in ya, a feminine participle no noun with `his`: where folding merges
    them, the printed letter decides."""
    printed, listed, ta = scene.page.light[index], sense.word.text, scene.page.lexicon.final_ta
    if sense.word.form == "participle" and listed.endswith(ta) and not printed.endswith(ta):
        return printed[sense.skip] == listed[0]
    letters = scene.page.language.orthography.letters
    bare = letters.get(listed[-1]) == scene.page.deep[index][-1]
    return not bare or printed[-1] == listed[-1] or sense.word.form != "past"
