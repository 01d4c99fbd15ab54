"""Bare names: once a name is justified anywhere in a report, its family name alone is a mention of it; a listed family
name that is no other word needs no such justification."""

from collections import Counter

import msgspec

from mahdar.reading.actors.chunk import Chunk
from mahdar.reading.actors.parts import part_at
from mahdar.reading.actors.roles import behind_speech, has_article, role, stripped_common
from mahdar.reading.page import Page

_RULE = "ar/actors/grammar/bare"
_ALONE = "ar/actors/grammar/family-alone"
_FAMILY = frozenset({"family"})
_GIVEN = frozenset({"given", "given-common"})
_SECOND = frozenset({"family", "family-common", "unknown"})
_LEAST = 3  # shorter names are too often other words written without their article or ending


def bare_names(page: Page, chunks: list[Chunk], taken: frozenset[int]) -> list[Chunk]:
    """Mentions of already named persons by family name, where no chunk or time covers the word."""
    if not page.language.on(_RULE):
        return []
    owners = _owners(page, chunks)
    heads = frozenset(short[0] for short in owners)
    covered = {index for chunk in chunks for index in range(chunk.first, chunk.stop)} | taken
    behind = {chunk.stop for chunk in chunks if chunk.kind == "person" and chunk.form == "name"}
    found: list[Chunk] = []
    for index in range(page.size):
        if index in covered or not page.is_word(index):
            continue
        chunk = _match(page, index, owners, heads, behind) or _listed(page, index)
        if chunk and not page.is_a(index - 1, "named-after"):
            found.append(chunk)
            covered.update(range(chunk.first, chunk.stop))
    return found


def rekeyed(page: Page, chunks: list[Chunk]) -> list[Chunk]:
    """The chunks; what alone is a person's name goes to the one whose full name, told before, ends so or may be cut so:
    `*Salam Abdu* said` of Ali Salam Abdu."""
    if not page.language.on(_RULE):
        return chunks
    owners = _owners(page, [chunk for chunk in chunks if len(_parts(page, chunk)) > 1])

    told: dict[str, int] = {}
    for chunk in chunks:
        told[chunk.key] = min(chunk.first, told.get(chunk.key, chunk.first))

    def owner(chunk: Chunk) -> Chunk | None:
        alone = chunk.kind == "person" and chunk.form == "name" and not chunk.office
        words = tuple(chunk.key.removeprefix("person:").split()) if alone else ()
        found = owners.get(words)
        if found is None or told[found.key] >= told[chunk.key]:
            return None
        return found if found.gender in {None, chunk.gender or found.gender} else None

    named = [_as_named(page, chunk, owners, told) for chunk in chunks]
    return [msgspec.structs.replace(one, key=whose.key) if (whose := owner(one)) else one for one in named]


def _as_named(page: Page, chunk: Chunk, owners: dict[tuple[str, ...], Chunk], told: dict[str, int]) -> Chunk:
    """Of a place or a group that speaks, and is spelt like a family name told before, that man: Leon, Lyon."""
    if chunk.kind not in {"place", "group"} or chunk.stop != chunk.first + 1 or chunk.skip:
        return chunk
    found = owners.get((page.deep[chunk.first],))
    speaks = behind_speech(page, chunk.first) or page.is_a(chunk.first - 1, "cue-source-after")
    if found is None or not speaks or told[found.key] >= chunk.first:
        return chunk
    return Chunk(
        first=chunk.first,
        stop=chunk.stop,
        name_first=chunk.first,
        name_stop=chunk.stop,
        skip=0,
        kind="person",
        form="name",
        key=found.key,
        rules=(_RULE,),
        side=found.side,
        gender=found.gender,
    )


def _owners(page: Page, chunks: list[Chunk]) -> dict[tuple[str, ...], Chunk]:
    """What a full name is called by later, each with the name that bears it, the one named most, then the fullest:
    family names with their particles, and given names that one person alone bears in the report."""
    owners: dict[tuple[str, ...], Chunk] = {}
    named = Counter(chunk.key for chunk in chunks)
    for chunk in chunks:
        named_so = chunk.kind == "person" and chunk.form == "name" and chunk.office_kind != "unnamed"
        if not named_so or not chunk.key.startswith("person:"):
            continue
        for short in _shorts(page, chunk):
            known = owners.get(short)
            if known is None or (named[chunk.key], len(chunk.key)) > (named[known.key], len(known.key)):
                owners[short] = chunk
    return owners


def _shorts(page: Page, chunk: Chunk) -> list[tuple[str, ...]]:
    """What stands for a full name later: its last part, all behind its particle, its last two parts; of `Turki son of
    Saud X`, X, too."""
    words = tuple(chunk.key.removeprefix("person:").split())
    parts = _parts(page, chunk)
    shorts = [words[parts[-1] :]]
    for n, at in enumerate(parts[1:]):
        if part_at(page, chunk.name_first + at)[0] == "name-particle":
            shorts = [words[at:]]
            shorts += [words[at : parts[n + 3]], words[parts[-1] :]] if n + 3 < len(parts) else []  # ... *X*
            break
    hyphened = any(page.is_hyphen(at) for at in range(chunk.name_first + 2, chunk.name_stop))  # `Moon Jae-in`
    if hyphened or (len(parts) > 1 and role(page, chunk.name_first, chunk.skip) == "family"):
        shorts.append(words[:1])
    if len(parts) > 2:
        shorts.append(words[parts[-2] :])
    if len(parts) == 3 and part_at(page, chunk.name_first + parts[1])[0] in _SECOND:
        shorts.append(words[parts[1] : parts[2]])
    if len(parts) > 1 and role(page, chunk.name_first, chunk.skip) in _GIVEN:
        shorts.append(words[: parts[1]])
    return [short for short in shorts if short and (len(short[0]) > 2 or len(short) > 1)]


def _parts(page: Page, chunk: Chunk) -> list[int]:
    """Where each part of a name begins, counted in words from its first."""
    starts, at, skip = [], chunk.name_first, chunk.skip
    while at < chunk.name_stop:
        starts.append(at - chunk.name_first)
        at, skip = part_at(page, at, skip)[1], 0
    return starts


def _match(
    page: Page, index: int, owners: dict[tuple[str, ...], Chunk], heads: frozenset[str], behind: set[int]
) -> Chunk | None:
    for word, skip, _ in page.lexicon.first_words(page.deep[index]):
        if word not in heads or (not skip and page.light[index] in page.lexicon.particles):
            continue
        for length in (3, 2, 1):
            short = (word, *page.deep[index + 1 : index + length])
            owner = owners.get(short) if len(short) == length else None
            joined = skip == 1 and index in behind and not page.is_definite(index + 1)  # `between X *and Y*`
            if owner is None or (length == 1 and not joined and not _free(page, index, skip)):
                continue
            first, cut = _with_given(page, index, skip)
            return Chunk(
                first=first,
                stop=index + length,
                name_first=first,
                name_stop=index + length,
                skip=cut,
                kind="person",
                form="name",
                key=owner.key,
                rules=(_RULE,),
                side=owner.side,
                gender=owner.gender,
                latin=owner.latin,
                office_kind=owner.office_kind,
            )
    return None


def _listed(page: Page, index: int) -> Chunk | None:
    """A family name from the lists that is nothing else, without a name before it in the report."""
    if not page.may_begin(index, _FAMILY) or not page.language.on(_ALONE) or stripped_common(page, index):
        return None
    for word, skip, _ in page.lexicon.first_words(page.deep[index]):
        if role(page, index, skip) != "family" or len(word) < _LEAST or page.is_definite(index):
            continue
        if page.is_a(index - 1, "place-head"):
            continue
        first, cut = _with_given(page, index, skip)
        return Chunk(
            first=first,
            stop=index + 1,
            name_first=first,
            name_stop=index + 1,
            skip=cut,
            kind="person",
            form="name",
            key=f"person:{page.deep[first][cut:]} {word}" if first < index else f"person:{word}",
            rules=(_ALONE,),
        )
    return None


def _with_given(page: Page, index: int, skip: int) -> tuple[int, int]:
    """A given name that no list knows, or a misprinted one, right before the family name belongs to it."""
    before = index - 1
    particle = before >= 0 and role(page, before) == "name-particle"
    if not skip and particle and not page.is_a(before, "weak-particle", "descent"):
        return before, 0
    if skip or before < 0 or role(page, before) not in {"unknown", "given"} or stripped_common(page, before):
        return index, skip
    feminine = page.light[before].endswith(page.lexicon.final_ta)
    if role(page, before) == "unknown" and (feminine or has_article(page, before)):
        return index, skip  # a noun that no list has: given names with the article are listed
    return before, 0


_ACTS = frozenset({"cue", "meeting-verb"})
_COMMON = frozenset({"given-common", "family-common"})


def _free(page: Page, index: int, skip: int) -> bool:
    """A family name that is also a word counts only beside a verb of speech or meeting, or before `for his part`."""
    word = page.deep[index][skip:]
    if not skip and any(not unit.prefix for unit in page.units("filler", index + 1)):
        return True
    if role(page, index, skip) in {"given", "family", "unknown"} and (skip or not stripped_common(page, index)):
        return True
    if not skip and has_article(page, index) and role(page, index) in {"given", "family"}:
        return True  # listed with its article
    if not skip and role(page, index) == "unknown" and not page.lexicon.common.get(word):
        return True
    if not skip and role(page, index) in _COMMON and not stripped_common(page, index):
        return True
    if not skip and has_article(page, index) and not page.is_definite(index - 1) and not page.is_a(index, "title"):
        return role(page, index) == "family-common"
    if not skip and _after_link(page, index):
        return True
    return any(
        sense.cls in _ACTS and sense.word.form in {"past", "present"}
        for near in (index - 1, index + 1)
        if 0 <= near < page.size
        for sense in page.senses(near)
    )


def _after_link(page: Page, index: int) -> bool:
    """Whether `according to`, `with` or `that` stands before a word that nothing definite completes."""
    linked = page.is_a(index - 1, "cue-source-after", "together-with") or bool(page.units("that", index - 1))
    return linked and not page.is_definite(index + 1)
