"""The preposition that a verb of speech is owed, apart or written onto its noun, and what it opens."""

from typing import Literal

import msgspec

from mahdar.language.schema import WordList
from mahdar.reading.actors.roles import role
from mahdar.reading.scene import Scene

Frame = Literal["that", "preposition", "quote", "object"]


class Opening(msgspec.Struct, frozen=True):
    """Where what is said begins: word `at` (its marker), content from word `first` after `skip` letters."""

    at: int
    first: int
    skip: int
    frame: Frame


def preposition_at(scene: Scene, index: int, prepositions: set[str]) -> Opening | None:
    """A preposition of the cue right after its subject: its object is what is said, or the clause behind it."""
    page = scene.page
    word = page.word(index)
    if page.is_a(index + 1, "aside-noun"):
        return None  # `stressed *on the margin* of the summit the need`
    if word in prepositions:
        that = page.units("that", index + 1)
        if that and not that[0].prefix:
            return Opening(index, that[0].stop, 0, "that")
        return Opening(index, index + 1, 0, "preposition")
    if page.units("that", index) and not page.units("that", index)[0].prefix:
        return None
    fused = page.sense(index, "fused")
    table = fused.row.table if fused else None
    if isinstance(table, WordList) and page.lexicon.fold(table.kind or "") in prepositions:
        return Opening(index, index, 0, "preposition")
    for letter in prepositions:
        if len(letter) == 1 and word.startswith(letter) and len(word) > 2 and _carries(scene, index):
            return _attached_noun(scene, index)
        if letter == word or letter == glued(scene, index):  # written apart, or before a quotation mark or a number
            return Opening(index, index + 1, 0, "preposition")
    return None


def _attached_noun(scene: Scene, index: int) -> Opening:
    """What a preposition written onto its noun opens: the noun, or what a noun of speech brings: `closed *by saying*
    that`, `closed by saying: "..."`."""
    if _of_speech(scene, index) and scene.is_colon(index + 1) and index + 2 in scene.quote_at:
        return Opening(index + 2, index + 2, 0, "quote")
    clause = scene.page.units("that", index + 1) if _of_speech(scene, index) else ()
    if clause and not clause[0].prefix:
        return Opening(index, clause[0].stop, 0, "that")
    return Opening(index, index, 1, "preposition")


def glued(scene: Scene, index: int) -> str:
    """The proclitic that stands alone, with the article or without, before a quotation mark; empty for none."""
    marks = scene.page.language.orthography.proclitics
    word = scene.page.word(index)
    if index + 1 not in scene.quote_at:
        return ""
    return next((letter for letter in marks.noun if word in {letter, letter + marks.article}), "")


def _of_speech(scene: Scene, index: int) -> bool:
    """Whether a definite verbal noun of speech stands there."""
    return any(s.cls == "cue" and s.word.form == "masdar" and s.word.definite for s in scene.page.senses(index))


def _carries(scene: Scene, index: int) -> bool:
    """Whether the word is a preposition and a noun, and not a word that begins with that letter."""
    page = scene.page
    word = page.deep[index]
    phrase = scene.starting.get(index)
    if phrase and not scene.skip_of(phrase):
        return False  # `accused *Pakistan* of`, which begins like a preposition
    if len(word) == 3 and not any(sense.cls == "quantifier" and sense.skip for sense in page.senses(index)):
        behind = page.lexicon.has(page.word(index + 1), "adjective") or index + 1 in scene.quote_at
        behind = behind or not page.lexicon.common.get(word)  # `accused *of waging* attacks`
        return behind and page.lexicon.has(word[1:], "noun")  # `threatened *with a reply* that is harsh`
    if page.lexicon.common.get(word):
        return any(unit.prefix for unit in page.units("quantifier", index))  # `welcomed *any* step`
    return role(page, index) not in {"given", "family"}
