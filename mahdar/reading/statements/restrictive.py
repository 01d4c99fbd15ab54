"""Relative clauses between a speaker and what he says, without a comma: `the minister *who visits X* said that`."""

from mahdar.reading.scene import Scene
from mahdar.reading.statements.cues import Cue, cues_at, prepositions_of
from mahdar.reading.statements.hearers import target_of
from mahdar.reading.statements.prepositions import preposition_at

_CLAUSE = 16  # words of the clause
_LEAST = 3  # words of the relative, its verb and what the verb has


def past_restrictive(scene: Scene, cue: Cue, after: int, stop: int) -> int:
    """Where what is said, or who is spoken to, begins behind a relative clause at word `after`; `after` itself where no
    such clause stands there, or where its end does not show."""
    page = scene.page
    if not page.is_a(after, "relative"):
        return after
    links = prepositions_of(scene, cue)
    for index in range(after + 2, min(stop, after + _CLAUSE)):
        if scene.is_comma(index) or index in scene.quoted or scene.is_colon(index):
            return after
        if page.units("that", index) and not page.units("that", index)[0].prefix:
            linked = page.word(index - 1) in links
            owned = any(one.kind in {"verb", "masdar"} for at in range(after + 1, index) for one in cues_at(scene, at))
            return after if owned or not (linked or "that" in cue.takes) else index - linked
        if index >= after + _LEAST and _begins(scene, cue, index, links):
            return index
    return after


def _begins(scene: Scene, cue: Cue, index: int, links: set[str]) -> bool:
    """Whether a complement of the verb, or its hearer with one, begins at a word."""
    page = scene.page
    if cue.addressee == "object":
        where = scene.starting.get(index)
        if scene.is_preposition(index - 1) or index in scene.timed or (where and where.mention.kind == "place"):
            return False
        target, behind = target_of(scene, cue, index, page.size)
        return target is not None and preposition_at(scene, behind, links) is not None
    opening = preposition_at(scene, index, links)
    if opening is not None:
        place = scene.starting.get(opening.first)
        return place is None or place.mention.kind not in {"place", "state", "person"}
    noun = "object" in cue.takes and page.lexicon.has(page.word(index), "masdar") and not page.is_definite(index)
    before = page.word(index - 1)
    free = not scene.is_preposition(index - 1) and (page.is_definite(index - 1) or index - 1 in scene.covering)
    return noun and free and before not in links
