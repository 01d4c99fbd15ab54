"""Adjuncts between a speaker and what is said: `affirmed *in a speech before the deputies* the readiness of`."""

from mahdar.reading.scene import Scene
from mahdar.reading.statements.fillers import modifies, other_verb, skip_fillers, suffixed

_MOST = 12  # words of one prepositional phrase


def past_adjuncts(scene: Scene, index: int, stop: int) -> int:
    """Past all prepositional phrases from word `index` on, where a noun follows that none of them can take; else the
    word itself."""
    at = past_phrases(scene, index, stop)
    return at if at > index and _opens_noun(scene, at, stop) else index


def past_phrases(scene: Scene, index: int, stop: int) -> int:
    """Past all prepositional phrases, times and adverbs behind them from word `index` on."""
    while index < stop:
        behind = _past_phrase(scene, index, stop)
        if behind == index:
            break
        index = skip_fillers(scene, behind, stop)
    return index


def _opens_noun(scene: Scene, index: int, stop: int) -> bool:
    page = scene.page
    if index >= stop or not page.is_word(index) or page.is_a(index, "relative"):
        return False
    if page.is_definite(index):  # `announced in X late at night *the reaching of*`: no adjective
        act = page.lexicon.has(page.word(index), "masdar") and not page.lexicon.has(page.word(index), "adjective")
        return act and index not in scene.covering and scene.is_preposition(index + 1)
    determined = page.is_a(index, "whether-noun", "quantifier", "these", "all-of")  # `refused *any* change`
    return determined or page.lexicon.has(page.word(index), "noun") or index in scene.starting


def _past_phrase(scene: Scene, index: int, stop: int) -> int:
    """Past a preposition with its noun, the adjectives, and a clause about an indefinite noun; the word itself for
    none, or where nothing shows that the noun is complete."""
    if not scene.is_preposition(index) or index + 1 >= stop:
        return index
    end, definite = _past_noun(scene, index + 1, min(stop, index + _MOST))
    if end == index + 1:
        return index
    if not definite and end < stop and other_verb(scene, end) and modifies(scene, end):
        return _past_clause(scene, end, stop)
    return end


def _past_noun(scene: Scene, index: int, stop: int) -> tuple[int, bool]:
    """Where the noun phrase at word `index` ends, and whether it is definite: an indefinite noun goes on to the next
    one, up to one with its article, with a pronoun, or an actor."""
    page, at = scene.page, index
    while at < stop:
        phrase = scene.starting.get(at)
        if phrase:
            return _past_adjectives(scene, phrase.stop, stop, True), True
        if not page.is_word(at) or at in scene.timed or not _is_noun(scene, at):
            return at, False
        if page.is_definite(at) or suffixed(scene, at):
            return _past_adjectives(scene, at + 1, stop, True), True
        behind = _past_adjectives(scene, at + 1, stop, False)
        if behind > at + 1:
            return behind, False
        at += 1
    return index, False


def _is_noun(scene: Scene, index: int) -> bool:
    page = scene.page
    return page.lexicon.has(page.word(index), "noun") or page.is_definite(index) or suffixed(scene, index)


def _past_adjectives(scene: Scene, index: int, stop: int, definite: bool) -> int:
    page = scene.page
    while (
        index < stop
        and index not in scene.timed
        and page.is_definite(index) == definite
        and page.lexicon.has(page.word(index), "adjective")
        and (definite or not page.lexicon.has(page.word(index), "noun"))
    ):
        index += 1
    return index


def _past_clause(scene: Scene, index: int, stop: int) -> int:
    """Past the verb of a clause without a relative pronoun, `a speech *he gave*`, and who did it."""
    phrase = scene.starting.get(index + 1)
    done = phrase is not None and not scene.starts_prepositional(phrase) and not suffixed(scene, index)
    end = phrase.stop if phrase and done else index + 1
    return min(end, stop)
