"""Heads whose name behind them is the actor: the city of X, the newspaper "X"; listed bodies with their nation."""

import msgspec

from mahdar.language.lexicon import Sense
from mahdar.language.schema import EntityTable
from mahdar.reading.actors.body import of_nation, seat_stop
from mahdar.reading.actors.chunk import Chunk, whole
from mahdar.reading.actors.names import name_at
from mahdar.reading.actors.parts import compound_at
from mahdar.reading.actors.roles import role
from mahdar.reading.actors.titles import title_at
from mahdar.reading.page import Page

RULE = "ar/actors/grammar/"


def first_read(page: Page, index: int, found: tuple[Sense, int]) -> tuple[int, bool]:
    """The longest first; of an accusative and a dual that are spelt alike, the accusative behind `that`, before what a
    dual is never completed by: another accusative, a preposition, a verb."""
    sense, stop = found
    if not (page.units("that", index - 1) or page.is_a(index - 1, "narrator-but", "contrast")):
        return -stop, sense.word.accusative
    adjective = page.lexicon.has(page.word(stop), "adjective") or page.is_a(stop, "nationality", "title-adjective")
    ending = page.word(stop).endswith(page.lexicon.alif) and adjective
    alone = ending or page.is_a(stop, "office-link", "from") or page.lexicon.tense(page.word(stop)) == "past"
    return -stop, sense.word.accusative != bool(alone)


def place_at(page: Page, index: int) -> Chunk | None:
    """`city of X`, `region of X`: X is a place even where no list has it."""
    sense = page.sense(index, "place-head")
    if sense is None or sense.word.definite or not page.language.on(RULE + "place"):
        return None
    at = index + 1
    if role(page, at) not in {"unknown"} or page.lexicon.is_common(page.deep[at]):
        return None
    key = page.deep[at]
    return Chunk(
        first=index,
        stop=at + 1,
        name_first=at,
        name_stop=at + 1,
        skip=0,
        kind="place",
        form="name",
        key=f"place:{key}",
        rules=(RULE + "place",),
        gender="f",
    )


def quoted_medium(page: Page, index: int, sense: Sense) -> Chunk | None:
    """`the newspaper "X"`: a name in quotes after the head of a medium."""
    marks = {pair.open for pair in page.language.orthography.quotes}
    if page.word(index + 1) not in marks:
        return None
    at = index + 2
    while at < page.size and at < index + 6 and page.is_word(at):
        at += 1
    if at == index + 2 or page.is_word(at):
        return None
    if page.units("media", index + 2) or page.units("platform", index + 2):
        return None
    key = " ".join(page.deep[index + 2 : at])
    return Chunk(
        first=index,
        stop=at,
        name_first=index + 2,
        name_stop=at,
        skip=0,
        kind="media",
        form="name",
        key=f"media:{key}",
        rules=(RULE + "medium",),
        gender="f",
    )


def office_of(page: Page, index: int) -> Chunk | None:
    """`the bureau of X`, `the government of X`: a body that is called by the one who heads it."""
    sense = page.sense(index, "office-of-person")
    if sense is None or sense.word.definite or sense.word.suffixed or sense.word.accusative:
        return None
    owner = _owner(page, index + 1) if page.language.on(RULE + "body") else 0
    if not owner:
        return None
    head = page.lexicon.fold(sense.word.text)
    return whole(
        index,
        owner,
        skip=sense.skip,
        kind="institution",
        form="name",
        key=f"institution:{head} {' '.join(page.deep[index + 1 : owner])}",
        rules=(RULE + "body",),
        gender=sense.word.gender,
        head=head,
        definite=True,
    )


def _owner(page: Page, index: int) -> int:
    """Where the person whose office it is, named or told by his office, ends; 0 for none."""
    sure = role(page, index) in {"given", "family"} or compound_at(page, index)
    name = name_at(page, index, framed=bool(sure))
    if name and not name.skip:
        return name.stop
    title = title_at(page, index)
    alone = title is not None and title.definite and title.completed and title.number == "s" and not title.skip
    return title.stop if title and alone else 0


def office_for(page: Page, index: int, stop: int) -> int:
    """Where the owner of an office ends, behind the office at word `index` and its adjective up to `stop`: `the press
    office *of the prime minister*`; 0 for none."""
    sense, to = page.sense(index, "office-of-person"), page.language.orthography.proclitics.noun[1]
    if sense is None or not sense.word.definite or stop != index + _WITH_ADJECTIVE or not page.may_name(stop):
        return 0
    owner = title_at(page, stop)
    if owner and owner.definite and page.deep[stop][: owner.skip] == to:
        return owner.stop
    to_the = page.language.orthography.proclitics.article_after_l
    return stop + 1 if page.light[stop].startswith(to_the) and page.is_a(stop, "institution-head") else 0


_WITH_ADJECTIVE = 2  # words of an office with one adjective


def only_named(page: Page, chunk: Chunk) -> bool:
    """`the agency X`, where X is listed: X alone is the name."""
    for unit in page.units("names-its-kind", chunk.first):
        for cls in ("media", "institution", "group", "place"):
            if any(name.stop == chunk.stop and not name.prefix for name in page.units(cls, unit.stop)):
                return True
    return False


def names_end(page: Page, first: int, stop: int) -> int:
    """How many words of what looks like a time, at words `first` up to `stop`, are a family name: a month alone behind
    its particle, or behind a given name with a title (`Luigi Di *Maio*`, spelt like May, `the secretary Hamid
    *Shubat*`), and a part of the day behind two names (`Sabah Khalid *al-Sabah* today`)."""
    alone = stop == first + 1
    particle = page.is_a(first - 1, "name-particle") and not page.is_a(first - 1, "weak-particle")
    if not page.is_a(first, "family-common") or (alone and particle):
        return int(alone and particle)
    given = page.is_a(first - 1, "given", "given-common") and page.is_definite(first - 2)
    second = page.is_a(first - 2, "given", "given-common")
    behind = second and page.is_a(first - 1, "given", "given-common", "family", "family-common")
    return int((alone and given) or (behind and page.is_definite(first)))


def national(page: Page, chunk: Chunk) -> Chunk:
    """A listed body that many states have, with the nation whose it is or its seat: `the Red Crescent of X`."""
    nation = page.sense(chunk.stop, "nationality") if of_nation(page, chunk.stop) else None
    table = nation.row.table if nation else None
    if isinstance(table, EntityTable) and nation and nation.word.gender in {chunk.gender, None}:
        stop, side = chunk.stop + 1, table.id
    else:
        stop, side = seat_stop(page, chunk.first, chunk.stop), None
    if stop == chunk.stop:
        return chunk
    key = f"{chunk.kind}:{' '.join([page.deep[chunk.first][chunk.skip :], *page.deep[chunk.first + 1 : stop]])}"
    own = chunk.side == side is not None
    return msgspec.structs.replace(
        chunk, stop=stop, name_stop=stop, key=chunk.key if own else key, side=chunk.side or side
    )
