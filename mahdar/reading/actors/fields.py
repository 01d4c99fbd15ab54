"""The field of an office that no list has: definite nouns and their adjectives."""

from mahdar.language.schema import EntityTable
from mahdar.reading.page import Page

BODIES = ("palace", "institution", "group", "state", "place", "media")

_MOST = 5


def field_stop(page: Page, index: int) -> int:
    """Where the field ends that begins at word `index`, `the Childhood and the Welfare`; `index` for none."""
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    joining = page.language.orthography.proclitics.any[0]
    at = index
    while at < index + _MOST and page.may_name(at) and not page.is_a(at, "nationality", "title"):
        joined = at > index and page.deep[at].startswith(joining + article)
        word = page.deep[at][joined:]
        first = at == index or joined
        if not word.startswith(article) or not page.lexicon.has(word, "noun" if first else "adjective"):
            break
        at += 1
    return at


def joined_field(page: Page, index: int) -> int:
    """Where a further field behind `and` ends that no list has, `and the African Cooperation`; `index` for none."""
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    joining = page.language.orthography.proclitics.any[0]
    if not page.may_name(index) or not page.deep[index].startswith(joining + article):
        return index
    word = page.deep[index][1:]
    known = page.lexicon.has(word, "noun") or not page.lexicon.is_common(word)
    if not known or page.is_a(index, *_NO_FIELD):
        return index
    at = index + 1
    while at < index + _MOST and page.may_name(at) and page.deep[at].startswith(article):
        if not page.lexicon.has(page.deep[at], "adjective") or page.is_a(at, "nationality", "title", "given"):
            break
        at += 1
    return at


_NO_FIELD = (
    "title", "nationality", "group", "institution", "state", "place", "media", "institution-head", "group-head",
    "force-head", "source-head", "side-noun", "person-noun",
)  # fmt: skip


def entity_side(table: EntityTable, cls: str) -> str | None:
    """The state or group that an entity acts for."""
    return table.id if cls in {"state", "group", "palace"} else table.side or table.in_


def seat_of(page: Page, first: int, stop: int) -> str | None:
    """The state whose seat the domain is: the spokesman of *the Kremlin*."""
    for cls in ("palace", "institution"):
        for unit in page.units(cls, first):
            table = unit.sense.row.table if unit.sense else None
            if unit.stop == stop and isinstance(table, EntityTable):
                return entity_side(table, cls)
    return None


def quoted_body(page: Page, index: int, kinds: tuple[str, ...] = BODIES[1:4]) -> tuple[str | None, int] | None:
    """The side of a body in quotation marks for which `to` alone stands, and where its mark closes: `secretary-general
    of "X"`."""
    marks = page.language.orthography
    pairs = {pair.open: pair.close for pair in marks.quotes}
    if not 0 <= index < page.size - 2:
        return None
    index -= page.word(index) != marks.proclitics.noun[1]  # `the head of "X"`, without a preposition
    close = pairs.get(page.word(index + 1))
    for cls in kinds if close else ():
        for unit in page.units(cls, index + 2):
            table = unit.sense.row.table if unit.sense else None
            if not unit.prefix and page.word(unit.stop) == close and isinstance(table, EntityTable):
                return entity_side(table, cls), unit.stop + 1
    return None


def quote_end(page: Page, index: int, most: int) -> int:
    """Where a name in quotation marks that opens at word `index` ends, at most `most` words behind it; 0 for none."""
    quotes = {pair.open: pair.close for pair in page.language.orthography.quotes}
    close = quotes.get(page.word(index)) if index < page.size else None
    stop = min(page.size, index + most)
    return next((at + 1 for at in range(index + 2, stop) if close and page.word(at) == close), 0)


def posted_in(page: Page, index: int) -> int:
    """Where the name may stand behind the state in which an office is held, past `acting` and a comma; 0 for none."""
    stop = max((unit.stop for unit in page.units("state", index) if not unit.prefix), default=0)
    stop += bool(stop) and page.is_a(stop, "acting")
    return stop + (bool(stop) and page.word(stop) in page.language.orthography.punctuation.comma)


_SEATS = ("institution", "group", "palace")


def seated_in(page: Page, index: int) -> tuple[str | None, int] | None:
    """The side of a body onto which the preposition `in` is written, and where the body ends: `a source *at-the
    ministry of X*`; a definite noun alone with its adjective is one, too, before a clause."""
    from mahdar.reading.actors.bodies import body_at

    within = page.language.orthography.proclitics.noun[0]
    if not 0 <= index < page.size or not page.may_name(index) or not page.deep[index].startswith(within):
        return None
    for cls in _SEATS:
        for unit in page.units(cls, index):
            table = unit.sense.row.table if unit.sense else None
            if unit.prefix == within and isinstance(table, EntityTable):
                return entity_side(table, cls), unit.stop
    body = body_at(page, index)
    if body and body.skip and page.deep[index][: body.skip] == within and body.kind in {"institution", "group"}:
        return body.side, body.stop
    if not page.light[index].startswith(within + page.language.orthography.proclitics.article):
        return None
    stop = index + 1
    while page.is_definite(stop) and page.lexicon.has(page.deep[stop], "adjective"):
        stop += 1
    return (None, stop) if page.units("that", stop) else None
