"""All mentions of a report: chunks by grammar and by list, then bare names, then what titles refer to."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from mahdar.language.rules import Unit
from mahdar.language.schema import EntityTable
from mahdar.reading.actors.apposed import with_names
from mahdar.reading.actors.bare import bare_names, rekeyed
from mahdar.reading.actors.bodies import body_at
from mahdar.reading.actors.body import agrees_at, is_adjective, of_nation
from mahdar.reading.actors.chunk import Chunk, whole
from mahdar.reading.actors.named_heads import names_end, national, office_of, place_at
from mahdar.reading.actors.names import name_at
from mahdar.reading.actors.parts import with_latin
from mahdar.reading.actors.persons import person_chunk, persons_at, title_alone
from mahdar.reading.actors.reach import described
from mahdar.reading.actors.refer import to_mentions
from mahdar.reading.actors.repaired import with_families
from mahdar.reading.actors.roles import behind_speech
from mahdar.reading.actors.speaking import (
    cited,
    joint_text,
    quoted_speaker,
    second_word,
    speaker_name,
    speaking_noun,
    with_number,
)
from mahdar.reading.actors.two_names import told_apart
from mahdar.reading.draft import Draft
from mahdar.reading.page import Page
from mahdar.types.marks import ActorKind, Mention

_RULE = "ar/actors/grammar/"
_NOUN = ("ar/statements/grammar/speaking-noun",)
_ENTITY_KINDS: dict[str, ActorKind] = {
    "state": "state",
    "institution": "institution",
    "palace": "institution",
    "group": "group",
    "media": "media",
    "platform": "media",
    "place": "place",
    "capital": "place",
}


_ENTITIES = frozenset(_ENTITY_KINDS)
_STARTS = frozenset(_ENTITY_KINDS) | {
    "title",
    "nationality",
    "given",
    "given-common",
    "family",
    "name-particle",
    "servant",
    "kunya",
    "kunya-name",
    "faith-head",
    "god-head",
    "syllable",
    "institution-head",
    "force-head",
    "group-head",
    "source-head",
    "media-head",
    "place-head",
}


def find_mentions(draft: Draft) -> list[Mention]:
    """Names, titles and metonyms, as mentions; positions inside times are left alone."""
    draft.page.closed = _taken(draft)
    chunks = list(_chunks(draft))
    nouns = [chunk for chunk in chunks if chunk.rules == _NOUN]  # a definite noun that speaks may be a bare name
    chunks = [chunk for chunk in chunks if chunk.rules != _NOUN]
    chunks = with_families(draft.page, with_names(draft.page, told_apart(draft.page, chunks)), nouns)
    chunks = rekeyed(draft.page, chunks + bare_names(draft.page, chunks, _taken(draft)))
    chunks = _styled(draft.page, chunks)
    covered = {index for chunk in chunks for index in range(chunk.first, chunk.stop)}
    chunks += [noun for noun in nouns if covered.isdisjoint(range(noun.first, noun.stop))]
    chunks = [with_latin(draft.page, chunk) for chunk in chunks]
    chunks.sort(key=lambda chunk: (chunk.first, chunk.stop))
    return to_mentions(draft.page, chunks)


def _styled(page: Page, chunks: list[Chunk]) -> list[Chunk]:
    """Without the styles that stand right before a name told before: `Mr X`."""
    named = {chunk.first for chunk in chunks if chunk.kind == "person" and chunk.form == "name" and not chunk.skip}
    return [
        one for one in chunks if not (one.form == "title" and one.stop in named and page.is_a(one.stop - 1, "mister"))
    ]


def _taken(draft: Draft) -> frozenset[int]:
    """Words that belong to times."""
    at, page = draft.page.words.at, draft.page
    told = (time for time in draft.times if not any(rule.endswith("/vague") for rule in time.rules))
    ranges = ((at(time.span.start), at(time.span.stop)) for time in told)
    return frozenset(index for first, stop in ranges for index in range(first + names_end(page, first, stop), stop))


def _chunks(draft: Draft) -> Iterator[Chunk]:
    page, taken = draft.page, _taken(draft)
    index = 0
    before: Chunk | None = None
    begins, follows = page.where(_STARTS), page.where(_CUE | _FRAMES)
    families = page.where(_FAMILIES)
    while index < page.size:
        if index in taken or not page.looks[index].alpha:
            index += 1
            continue
        likely = (
            index in begins
            or not {index - 1, index - 2}.isdisjoint(follows)
            or index + 1 in families
            or second_word(page, index)
        )
        if not likely and not (before and before.stop == index):
            index += 1
            continue
        found = [with_number(page, chunk) for chunk in _at(page, index, before)]
        yield from found
        for chunk in found:
            yield from _inside(page, chunk)
        if found:
            before = found[-1]
            index = max(chunk.stop for chunk in found)
        else:
            index += 1


def _inside(page: Page, chunk: Chunk) -> Iterator[Chunk]:
    """The states and bodies that a title or another body names: the spokesman of *the Kremlin*, the forces of *X*."""
    first, stop = chunk.office or ((chunk.first, chunk.stop) if chunk.sides or chunk.head else (0, 0))
    index, stop = first + 1, max(stop, chunk.name_first) if chunk.office and chunk.form == "name" else stop
    while index < stop:
        inner = (_entity(page, index) or _principal(page, index)) if page.may_name(index) else None
        if inner is None or inner.stop > stop:
            sided = chunk.office or any(side.startswith("institution:") for side in chunk.sides)
            body = body_at(page, index) if page.may_name(index) and sided else None
            told = body is not None and body.kind == "institution" and (not body.bare or body.key in chunk.sides)
            inner = body if told else None
        if inner and inner.stop <= stop:
            yield inner
            index = inner.stop
        else:
            index += 1


def _principal(page: Page, index: int) -> Chunk | None:
    """The person for whom a spokesman speaks, or whose office it is."""
    named = page.is_a(index - 1, "title-link", "office-of-person", "close-link")
    name = name_at(page, index, framed=True) if named and page.may_name(index) else None
    return person_chunk(page, name, None, index, (_RULE + "titled",)) if name else None


def _at(page: Page, index: int, before: Chunk | None) -> list[Chunk]:
    """The chunks that begin at word `index`; the longest reading wins, a person over a body of equal length."""
    behind_cue = behind_speech(page, index)
    if page.may_begin(index, _CALLED):
        office = office_of(page, index) or joint_text(page, index) or cited(page, index)
        if office:
            return [office]
    if not (behind_cue or page.may_begin(index, _STARTS) or _framed(page, index, before)):
        noun = quoted_speaker(page, index)
        noun = noun or (speaking_noun(page, index) if second_word(page, index) else None)
        return [noun] if noun else []
    spoken = speaker_name(page, index) if behind_cue else None
    persons = persons_at(page, index, before)
    if spoken and (not persons or persons[0].rules == (_RULE + "framed",)):
        persons = [spoken]
    entity = _entity(page, index)
    agency = entity and entity.kind == "media" and any(page.is_a(at, "media-head") for at in (index - 1, index - 2))
    if persons and not agency and any(chunk.form == "name" for chunk in persons):
        return persons
    if entity and entity.kind == "place" and (paper := quoted_speaker(page, index)):
        return [paper]  # `"Qana" claimed that`
    body = body_at(page, index) or place_at(page, index)
    title = title_alone(page, index)
    best = [chunk for chunk in (entity, title, body) if chunk]
    if entity and entity.stop > index + 1 and body and body.head and not body.first < entity.first:
        further = body.stop > entity.stop and agrees_at(page, entity.stop)  # `the *National* Security Council`
        best = [chunk for chunk in best if chunk is not (entity if further else body)]
    if body and body.office_kind == "unnamed" and not body.definite and title and not entity:
        wide = body if body.stop >= title.stop else msgspec.structs.replace(body, stop=title.stop, name_stop=title.stop)
        return [described(page, wide)]
    if best:
        best.sort(key=lambda chunk: -chunk.stop)
        return [described(page, best[0]) if best[0] is not entity else best[0]]
    last = _people(page, index) or quoted_speaker(page, index) or speaking_noun(page, index)
    return [last] if last else []


_CALLED = frozenset({"office-of-person", "issued-text", "media-head", "source-head"})
_FRAMES = frozenset({"person-noun", "person-verb", "topic", "auxiliary", "nationality"})
_CUE, _FAMILIES = frozenset({"cue"}), frozenset({"family"})


def _framed(page: Page, index: int, before: Chunk | None) -> bool:
    """Whether what stands right before makes a name probable."""
    if index and not page.looks[index - 1].single.isdisjoint(_FRAMES):
        return True
    if index + 1 < page.size and "family" in page.looks[index + 1].classes:
        return True
    return before is not None and before.stop == index and before.kind == "person" and before.form == "name"


def _entity(page: Page, index: int) -> Chunk | None:
    if not page.language.on(_RULE + "listed"):
        return None
    if not page.may_begin(index, _ENTITIES):
        return None
    classes = page.looks[index].classes
    units = [(unit, cls) for cls in _ENTITY_KINDS if cls in classes for unit in page.units(cls, index)]
    if not units:
        return None
    units.sort(key=lambda pair: (-pair[0].stop, pair[0].skip, list(_ENTITY_KINDS).index(pair[1])))
    for unit, cls in units:
        table = unit.sense.row.table if unit.sense else None
        if not isinstance(table, EntityTable) or (table.ambiguous and not _sure(page, index, unit)):
            continue
        if unit.stop == index + 1 and (is_adjective(page, index) or _is_other_word(page, index, unit)):
            continue
        if unit.stop > index + 1 and {unit.stop - 1, unit.stop} <= page.closed:
            continue  # `Russia today, Wednesday`: its last word begins a time
        kind = _ENTITY_KINDS[cls]
        key = table.id if cls not in {"capital", "palace"} else f"{cls}-of-{table.id}"
        chunk = whole(
            index,
            unit.stop,
            skip=unit.skip,
            kind=kind,
            form="name",
            key=f"{kind}:{key}",
            rules=(_RULE + "listed",),
            latin=table.latin,
            gender=_gender(page, index, table, cls),
            side=_side(table, cls),
            definite=True,
        )
        if kind in {"group", "media"} and of_nation(page, unit.stop):
            chunk = msgspec.structs.replace(chunk, stop=unit.stop + 1, name_stop=unit.stop + 1)
        if kind == "institution":
            chunk = national(page, chunk)
        return _metonym(page, chunk) if kind == "place" else chunk
    return None


def _gender(page: Page, index: int, table: EntityTable, cls: str) -> Literal["m", "f"] | None:
    """As the data say; a body of which they do not is what its head noun is, a palace the office within it."""
    if cls not in {"institution", "palace"} or (table.gender and cls == "institution"):
        return table.gender or "f"
    return "f" if page.light[index].endswith(page.lexicon.final_ta) else None


def _is_other_word(page: Page, index: int, unit: Unit) -> bool:
    """A name that only folding makes equal to a verb or an ordinary word must be printed as it is listed."""
    word = page.deep[index][unit.skip :]
    if unit.sense is None or not (page.lexicon.common.get(word) or page.is_a(index, "cue")):
        return False
    return page.light[index][unit.skip :] != unit.sense.word.text


def _placed(page: Page, index: int) -> bool:
    return page.is_a(index - 1, "locative", "place-head")


def _sure(page: Page, index: int, unit: Unit) -> bool:
    """Whether what stands around a name that is also a word shows that it is the name: a word of place, quotation
    marks, another group joined to it (`Fatah *and Hamas*`); a name of several words is one anyhow."""
    if _placed(page, index):
        return True
    if page.sense(index, "place") is None and unit.stop > index + 1:
        return True
    quotes = {pair.open: pair.close for pair in page.language.orthography.quotes}
    if quotes.get(page.word(index - 1)) == page.word(unit.stop):
        return True
    joining = page.language.orthography.proclitics.any[0]
    return any(other.prefix == joining for other in page.units("group", unit.stop))


def _side(table: EntityTable, cls: str) -> str | None:
    if cls in {"state", "capital", "palace"}:
        return table.id
    return table.side or table.in_ if cls != "group" else table.side or table.id


def _metonym(page: Page, chunk: Chunk) -> Chunk:
    """A capital stands for its government unless a word of place stands before it."""
    state = next(
        (
            unit.sense.row.table.id
            for unit in page.units("capital", chunk.first)
            if unit.sense and isinstance(unit.sense.row.table, EntityTable)
        ),
        None,
    )
    if state is None or not page.language.on(_RULE + "metonym"):
        return chunk
    prefix = page.deep[chunk.first][: chunk.skip]
    locative = page.lexicon.fold(page.language.orthography.proclitics.noun[0])
    if page.is_a(chunk.first - 1, "locative") or locative in prefix:
        return chunk
    return msgspec.structs.replace(
        chunk, form="metonym", stands_for=f"state:{state}", rules=(*chunk.rules, _RULE + "metonym"), side=state
    )


def _people(page: Page, index: int) -> Chunk | None:
    """The people of a nation in the definite plural, where no noun before makes it an adjective."""
    if not page.language.on(_RULE + "people"):
        return None
    for sense in page.senses(index):
        table = sense.row.table
        if sense.cls != "nationality" or not isinstance(table, EntityTable) or sense.word.number != "p":
            continue
        if not sense.word.definite or sense.word.gender == "f" or page.lexicon.has(page.word(index - 1), "noun"):
            continue
        return whole(
            index,
            index + 1,
            skip=sense.skip,
            kind="group",
            form="name",
            key=f"group:people-of-{table.id}",
            rules=(_RULE + "people",),
            side=table.id,
            gender="m",
            plural=True,
            definite=True,
        )
    return None
