"""Names cut before a family name that is an ordinary word, mended by how the report names the same man later."""

import msgspec

from mahdar.reading.actors.chunk import Chunk
from mahdar.reading.page import Page

RULE = "ar/actors/grammar/repaired"


def with_families(page: Page, chunks: list[Chunk], nouns: list[Chunk]) -> list[Chunk]:
    """The chunks; a person's name goes on with a definite noun right behind it, before a stop or what is said, where
    that noun alone (one of `nouns`) speaks elsewhere in the report: `X Y *the Victory*, ... *the Victory* said`."""
    speaking = {page.deep[noun.first] for noun in nouns if noun.stop == noun.first + 1 and not noun.skip}
    if not speaking or not page.language.on(RULE):
        return chunks
    first = {chunk.first for chunk in chunks}
    return [_longer(page, chunk) if _is_cut(page, chunk, speaking, first) else chunk for chunk in chunks]


def _is_cut(page: Page, chunk: Chunk, speaking: set[str], first: set[int]) -> bool:
    at = chunk.name_stop
    if chunk.kind != "person" or chunk.form != "name" or at != chunk.stop or at in first or at >= page.size:
        return False
    marks = page.language.orthography.punctuation
    closed = page.word(at + 1) in marks.comma | marks.sentence_end | marks.close_bracket
    closed = closed or page.is_a(at + 1, "preposition")
    return page.word(at) in speaking and (closed or bool(page.units("that", at + 1)))


def _longer(page: Page, chunk: Chunk) -> Chunk:
    stop = chunk.stop + 1
    key = f"{chunk.key} {page.word(chunk.stop)}"
    return msgspec.structs.replace(chunk, stop=stop, name_stop=stop, key=key, rules=(*chunk.rules, RULE))
