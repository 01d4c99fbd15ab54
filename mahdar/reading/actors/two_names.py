"""Two family names side by side: of `received Trump Macron`, the order of Arabic, the second is the object."""

import msgspec

from mahdar.language.schema import Verb
from mahdar.reading.actors.chunk import Chunk
from mahdar.reading.actors.roles import role, stripped_common
from mahdar.reading.page import Page

_RULE = "ar/actors/grammar/two-names"


def told_apart(page: Page, chunks: list[Chunk]) -> list[Chunk]:
    """The chunks, of each name that is two only the first: the second is found among the bare names."""
    if not page.language.on(_RULE):
        return chunks
    owned = {page.deep[chunk.name_stop - 1] for chunk in chunks if _is_full(page, chunk)}
    kept = []
    for chunk in chunks:
        if not _is_pair(page, chunk) or not (takes_object(page, chunk.first - 1) or _words(page, chunk) <= owned):
            kept.append(chunk)
        else:
            stop = chunk.name_first + 1
            key = f"person:{page.deep[chunk.name_first][chunk.skip :]}"
            rules = (*chunk.rules, _RULE)
            kept.append(msgspec.structs.replace(chunk, stop=stop, name_stop=stop, key=key, rules=rules))
    return kept


def _words(page: Page, chunk: Chunk) -> set[str]:
    return {page.deep[chunk.name_first][chunk.skip :], page.deep[chunk.name_stop - 1]}


def _is_pair(page: Page, chunk: Chunk) -> bool:
    """Whether a name is two words that lists have as family names alone."""
    first, last = chunk.name_first, chunk.name_stop - 1
    if chunk.kind != "person" or chunk.form != "name" or last != first + 1 or chunk.stop != chunk.name_stop:
        return False
    families = role(page, first, chunk.skip) == role(page, last) == "family"
    return families and not (stripped_common(page, first) or stripped_common(page, last))


def _is_full(page: Page, chunk: Chunk) -> bool:
    if chunk.kind != "person" or chunk.form != "name" or chunk.name_stop - chunk.name_first < 2:
        return False
    return role(page, chunk.name_first, chunk.skip) != "family"


def takes_object(page: Page, index: int) -> bool:
    """Whether a verb that takes a person as its object stands there, without a pronoun that is it."""
    for sense in page.senses(index) if index >= 0 else ():
        table = sense.row.table
        takes = sense.cls == "meeting-verb" or (isinstance(table, Verb) and table.addressee == "object")
        if takes and not sense.word.suffixed:
            return True
    return False
