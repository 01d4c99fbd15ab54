"""How far the description of one who is not named reaches: `an official in the city's police`, `a diplomat from X`."""

import msgspec

from mahdar.reading.actors.chunk import Chunk
from mahdar.reading.actors.roles import behind_speech, complements
from mahdar.reading.page import Page

_MOST = 7  # words of `in`, `from` and what they govern
RULE = "ar/actors/grammar/described"


def described(page: Page, chunk: Chunk) -> Chunk:
    """A speaker without a name, with the phrase that says where he belongs, up to what is said or a comma before it."""
    other = page.is_a(chunk.first, "issued-text")  # whose it is, is who speaks
    other = other or page.lexicon.has(page.deep[chunk.first - 1], "particle")  # `between`, not `showed`
    other = other or page.is_a(chunk.first - 1, "travels")  # `*headed* a delegation for X`
    if chunk.definite or other or not behind_speech(page, chunk.first) or not page.language.on(RULE):
        return chunk
    at = chunk.stop
    if page.is_a(at, "of-them") and _ends(page, at + 1):
        return _up_to(chunk, at + 1)
    if not page.is_a(at, "office-link", "from") or _elsewhere(page, at):
        return chunk
    takes = complements(page, chunk.first - 1)
    taken = page.word(at) in takes  # to warn *of*, to mock *at*
    if taken and not page.is_a(at, "in-place"):
        return chunk
    for stop in range(at + 2, min(page.size, at + _MOST) + 1):
        if taken and _ends(page, stop) and not page.is_a(stop, "that"):
            return chunk  # `doubted in it, adding`: the verb's own preposition, unless a clause is its object
        if len(page.deep[stop - 1]) == 1 and page.is_word(stop - 1):  # a proclitic before a quotation mark
            return _up_to(chunk, stop - 1)
        located = _located(page, at + 1, stop) and not page.is_a(at - 1, "nationality")
        located = located or page.is_a(stop, "demonstrative")  # `sources in X put *this money* at`
        if _ends(page, stop) or located or (not taken and _opens(page, stop, takes)):
            return _up_to(chunk, stop)
        if (
            stop == page.size
            or not page.may_name(stop)
            or page.is_a(stop, "cue")
            or (page.lexicon.tense(page.deep[stop]) and not page.lexicon.has(page.deep[stop], "noun"))
        ):
            break
    return chunk


def _up_to(chunk: Chunk, stop: int) -> Chunk:
    return msgspec.structs.replace(chunk, stop=stop, name_stop=stop, rules=(*chunk.rules, RULE))


def _elsewhere(page: Page, at: int) -> bool:
    """Whether what follows tells when or through what it was said, not where the speaker belongs."""
    return (
        bool(page.units("filler", at))
        or bool(page.units("cue-channel", at + 1))
        or (page.is_a(at + 1, "media-head", "media") and not page.is_a(at, "from"))
        or page.is_a(at + 1, "platform", "preposition", "that", "aside-noun", "edge")
        or not page.may_name(at + 1)
    )


def _located(page: Page, at: int, stop: int) -> bool:
    """Whether a clause about them follows the place where they are: `residents in *X* whom the agency called`."""
    told = stop < page.size and page.may_name(stop) and page.lexicon.tense(page.deep[stop]) is not None
    return told and any(unit.stop == stop for cls in ("place", "state") for unit in page.units(cls, at))


def _opens(page: Page, stop: int, takes: set[str]) -> bool:
    """Whether what is said begins there, behind the verb's own preposition: `people in X reported *of explosions*`."""
    if page.word(stop) in takes:
        return True
    own = any(prefix in takes for _, _, prefix in page.lexicon.first_words(page.deep[stop]))
    return own and not page.units("place", stop)


def _ends(page: Page, stop: int) -> bool:
    if page.is_a(stop, "that") and any(not unit.prefix or len(unit.prefix) == 1 for unit in page.units("that", stop)):
        return True
    marks = page.language.orthography
    if stop == page.size or page.word(stop) in marks.punctuation.sentence_end or page.is_a(stop, "weekday"):
        return True
    medium = page.is_a(stop, "media-head", "media") or page.units("media", stop)
    if medium or page.word(stop) in {pair.open for pair in marks.quotes}:
        return True
    comma = page.word(stop) in page.language.orthography.punctuation.comma
    return comma and page.lexicon.tense(page.word(stop + 1)) is not None if stop + 1 < page.size else False
