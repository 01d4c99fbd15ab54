"""Asides between a speaker and what he says: relative clauses, prepositional phrases, where a text came in."""

from mahdar.reading.scene import Scene

_ASIDE = 20  # words of a clause between commas
_TEXT = 6  # words between a text and the verb that says where it came in


def came_in(scene: Scene, index: int) -> bool:
    """`a statement that *came in* to the agency`: a verb spelt like `and he answered`, behind a text."""
    page = scene.page
    if not page.is_a(index, "arrives") or page.units("that", index + 1):
        return False
    return any(page.is_a(at, "issued-text", "cue-channel") for at in range(max(0, index - _TEXT), index))


def past_aside(scene: Scene, after: int, stop: int) -> int:
    """Past a relative clause or a prepositional phrase between two commas: `X, who took part in the talks, refused`."""
    dashes = scene.page.language.orthography.punctuation.dash
    if scene.page.word(after) in dashes and (scene.page.is_a(after + 1, "relative") or after + 1 in scene.starting):
        closing = (at for at in range(after + 2, min(stop, after + _ASIDE)) if scene.page.word(at) in dashes)
        return next(closing, after - 1) + 1
    if scene.is_comma(after) and _opens_aside(scene, after + 1):
        for index in range(after + 2, min(stop, after + _ASIDE)):
            if scene.is_comma(index):
                return index + 1
    return after


def _opens_aside(scene: Scene, index: int) -> bool:
    """Whether a relative clause, a time, `in reply to`, or a preposition with its noun stands there."""
    if (
        scene.page.units("source-told", index)
        or scene.page.is_a(index, "relative")
        or scene.is_preposition(index)
        or scene.page.is_a(index, "cue-source-after")
        or scene.page.units("especially", index)
        or scene.page.units("in-reply", index)
        or scene.page.is_a(index, "as-being", "as-link")
        or index in scene.timed
    ):
        return True
    phrase = scene.starting.get(index)
    media = scene.page.is_a(index, "media-head") and scene.starting.get(index + 1)
    titled = phrase is not None and phrase.mention.form == "title" and phrase.mention.kind == "person"
    return titled or (phrase is not None and scene.starts_prepositional(phrase)) or bool(media)
