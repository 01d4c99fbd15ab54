"""Persons: a title and a name, a name and a title, a given name and a family name, a name after a verb of speech."""

import msgspec

from mahdar.reading.actors.behind_title import is_known, name_behind
from mahdar.reading.actors.chunk import Chunk
from mahdar.reading.actors.framed import framed_name, joined_name, lone_given
from mahdar.reading.actors.names import Name, name_at
from mahdar.reading.actors.parts import compound_at
from mahdar.reading.actors.roles import role, speaks_alone
from mahdar.reading.actors.slot import spoken_stop
from mahdar.reading.actors.title import Title
from mahdar.reading.actors.titles import title_at
from mahdar.reading.page import Page

_RULE = "ar/actors/grammar/"


def persons_at(page: Page, index: int, before: Chunk | None) -> list[Chunk]:
    """The persons named from word `index` on: with a title, by a given name, or as the subject of speech."""
    title = title_at(page, index)
    if title and not _is_given(page, title) and not spoken_stop(page, index):
        found = _after_title(page, title, before)
        if found:
            return found
    bare = _by_itself(page, index, before)
    if bare is None or _is_entity(page, index) or page.is_a(index - 1, "named-after"):
        return []
    name, rule = bare
    return [person_chunk(page, name, None, index, (_RULE + rule,))]


_NAMES = frozenset(
    {"given", "given-common", "family", "family-common", "name-particle", "syllable"}
    | {"servant", "kunya", "kunya-name", "faith-head", "god-head"}
)


def _before_family(page: Page, index: int) -> bool:
    return index + 1 < page.size and "family" in page.looks[index + 1].classes


def _is_given(page: Page, title: Title) -> bool:
    """Whether a bare title word is rather the given name that is spelt like it: Amin, Sayyid, Amir."""
    alone = title.stop == title.first + 1 and (title.suffixed or not (title.definite or title.completed))
    if alone and compound_at(page, title.first):
        return True  # `Abu X`, not `my father X`
    return alone and role(page, title.first) == "given-common" and name_at(page, title.first) is not None


def _by_itself(page: Page, index: int, before: Chunk | None) -> tuple[Name, str] | None:
    """A name without title, and the rule that finds it."""
    on = page.language.on
    listed = page.may_begin(index, _NAMES)
    name = (name_at(page, index) or _proclitic_name(page, index)) if listed or _before_family(page, index) else None
    stop = spoken_stop(page, index)
    if stop and (name is None or name.stop < stop) and on(_RULE + "framed"):
        return Name(index, stop, 0, tuple(role(page, at) for at in range(index, stop))), "framed"
    if name and on(_RULE + "given-and-family"):
        return name, "given-and-family"
    if before is not None and before.stop == index and before.form == "name" and before.kind == "person":
        name = joined_name(page, index)
        if name and on(_RULE + "joined"):
            return name, "joined"
    name = framed_name(page, index)
    if name and on(_RULE + "framed"):
        return name, "framed"
    name = _with_office(page, index) if listed and on(_RULE + "apposed") else None
    if name:
        return name, "apposed"
    name = lone_given(page, index) if listed else None
    return (name, "given-alone") if name and on(_RULE + "given-alone") else None


def _with_office(page: Page, index: int) -> Name | None:
    """A given name that is also a word, and one that nobody knows, before an office: `X Y, the spokesman of Z`."""
    if role(page, index + 1) != "unknown" or role(page, index) not in {"given", "given-common"}:
        return None
    if page.lexicon.has(page.deep[index], "particle"):
        return None
    name = name_at(page, index, framed=True)
    if name is None or name.roles[1:2] != ("unknown",):
        return None
    comma = page.word(name.stop) in page.language.orthography.punctuation.comma
    office = title_at(page, name.stop + comma)
    known = office is not None and not office.skip and office.number == "s" and (office.completed or office.definite)
    return name if known else None


def _is_entity(page: Page, index: int) -> bool:
    return any(
        unit.stop > index + 1 for cls in ("state", "place", "institution", "group") for unit in page.units(cls, index)
    )


def _proclitic_name(page: Page, index: int) -> Name | None:
    if role(page, index) != "unknown" or any(not sense.skip for sense in page.senses(index)):
        return None  # the word as a whole is something: nothing is cut from it
    for word, skip, _ in page.lexicon.first_words(page.deep[index]):
        if skip and word == page.deep[index][skip:]:
            found = name_at(page, index, skip)
            if found:
                return found
    return None


# ── after a title ────────────────────────────────────────────────
def _after_title(page: Page, title: Title, before: Chunk | None) -> list[Chunk]:
    inner = title.inner
    name, comma = name_behind(page, title)
    if name is None:
        return []
    holder = _holder_behind_comma(page, title, name) if not comma else None
    if holder is not None:
        return [person_chunk(page, name, inner, name.first, (_RULE + "titled",)), holder]
    rule = _RULE + ("apposed" if comma else "titled")
    if not page.language.on(rule):
        return []
    if inner is not None and not comma:
        return _nested(page, title, inner, name, before)
    if not (comma or title.completed or title.definite):
        return _of_somebody(page, title, name, (rule,))
    people = [person_chunk(page, name, title, title.first, (rule,))]
    if title.number == "d" and page.language.on(_RULE + "two-by-one-title"):
        people += _second(page, title, name)
    return people


def _holder_behind_comma(page: Page, title: Title, name: Name) -> Chunk | None:
    """`son-in-law of X, Y Z`: the name behind the comma holds the title, the one before it completes it."""
    ends = page.language.orthography.punctuation.comma
    of_his = page.is_a(title.stop - 1, "delegation", "office-of-person")  # `head of *X's team*, Y Z,`
    constructed = title.inner is not None or ((of_his or title.kind == "other") and not title.definite)
    second = name_at(page, name.stop + 1, framed=True) if constructed and page.word(name.stop) in ends else None
    if second is None:
        return None
    two = of_his and len(second.roles) > 1 and second.roles[0] != "common" and page.word(second.stop) in ends
    if not second.sure and not two:
        return None
    return person_chunk(page, second, title, title.first, (_RULE + "apposed",))


_OF_REALMS = frozenset({"official", "royal", "military"})  # `king of X`: X is a realm, a party, a unit


def _of_somebody(page: Page, title: Title, name: Name, rules: tuple[str, ...]) -> list[Chunk]:
    """`son-in-law of X Y Z`, `aide of X, Y Z`: a construct title may be completed by a name, before its own."""
    second = _second_holder(page, name)
    if second is not None and title.kind in _OF_REALMS and second[0].roles == ("unknown",):
        return [person_chunk(page, second[1], title, title.first, rules)]
    if second is not None:
        return [
            person_chunk(page, second[0], None, title.first, rules),
            person_chunk(page, second[1], title, title.first, rules),
        ]
    if title.kind in _OF_REALMS and name.roles == ("unknown",):
        return []
    owned = title.kind == "other" and not is_known(name)
    return [person_chunk(page, name, None if owned else title, title.first, rules)]


def _nested(page: Page, title: Title, inner: Title, name: Name, before: Chunk | None) -> list[Chunk]:
    """`aide of the president X`: X is the president unless the office is complete, then the aide."""
    rule = (_RULE + "titled",)
    second = _second_holder(page, name)
    if page.is_definite(title.first):  # `*the* envoy of the secretary-general X`: X is the envoy, whoever is named next
        others = [person_chunk(page, second[1], None, second[1].first, rule)] if second else []
        return [person_chunk(page, second[0] if second else name, title, title.first, rule), *others]
    if second is not None:
        first, outer = second
        return [
            person_chunk(page, first, inner, title.first, rule),
            person_chunk(page, outer, title, title.first, rule),
        ]
    apposed = (
        before is not None and before.kind == "person" and before.form == "name" and title.first - before.stop <= 1
    )
    if inner.loose and not apposed:
        return [person_chunk(page, name, title, title.first, rule)]
    return [person_chunk(page, name, inner, title.first, rule)]


def _second_holder(page: Page, name: Name) -> tuple[Name, Name] | None:
    """`envoy of the president X Y Z`: a second given name begins a second name, also behind a domain."""
    for offset in range(1, len(name.roles)):
        if name.roles[offset] == "given" and name.roles[offset - 1] in {"unknown", "family"}:
            outer = name_at(page, name.first + offset, framed=True)
            if outer:
                return Name(name.first, name.first + offset, name.skip, name.roles[:offset]), outer
    at = name.stop
    while True:
        stop = max(
            (u.stop for cls in ("office-link", "office-domain", "title-adjective") for u in page.units(cls, at)),
            default=at,
        )
        if stop == at:
            break
        at = stop
    if at == name.stop:
        return None
    outer = name_at(page, at, framed=True)
    return (name, outer) if outer and outer.sure else None


def _second(page: Page, title: Title, first: Name) -> list[Chunk]:
    """The second name of a dual title: `and the American Y`, or `and Y`."""
    sense = page.sense(first.stop, "nationality")
    if sense is not None and len(sense.prefix) == 1:
        name = name_at(page, first.stop + 1, framed=True)
        side = getattr(sense.row.table, "id", None)
    else:
        name, side = name_at(page, first.stop, 1, framed=True), None
        joining = page.language.orthography.proclitics.any
        if name and page.deep[first.stop][0] not in joining:
            name = None
    if name is None:
        return []
    chunk = person_chunk(page, name, title, first.stop, (_RULE + "two-by-one-title",))
    own = (first.stop, first.stop + 1) if sense is not None else None  # its share of the title: the other nationality
    return [msgspec.structs.replace(chunk, side=side or chunk.side, office=own, office_skip=1 if own else 0)]


def person_chunk(page: Page, name: Name, title: Title | None, first: int, rules: tuple[str, ...]) -> Chunk:
    words = [page.deep[name.first][name.skip :], *page.deep[name.first + 1 : name.stop]]
    own = _gender(page, name)
    gender = None if title and title.gender == "m" and own == "f" else title.gender if title else own  # `member Hind`
    sides = title.sides if title else ()
    return Chunk(
        first=min(first, name.first),
        stop=name.stop,
        name_first=name.first,
        name_stop=name.stop,
        skip=name.skip,
        kind="person",
        form="name",
        key=f"person:{' '.join(words)}",
        rules=rules,
        side=sides[0] if sides else title.side if title else None,
        gender=gender,
        office=(title.first, title.stop) if title else None,
        office_skip=title.skip if title else 0,
        office_kind=title.kind if title else None,
        head=bare_head(page, title) if title else None,
        domain=title.domain if title else "",
        sure=name.sure or title is not None,
    )


def bare_head(page: Page, title: Title) -> str:
    """The head noun of a title without articles and styles, folded."""
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    words = title.head.split()
    styled = len(words) > 1 and page.is_a(title.first, "mister")  # `Mr President` is the president
    return " ".join(word.removeprefix(article) for word in words[styled:])


def _gender(page: Page, name: Name) -> str | None:
    if any(unit.stop > name.first + 1 for unit in page.units("name-particle", name.first)):
        return None  # `said *von der* X`, a woman
    for sense in page.lexicon.senses(page.deep[name.first][name.skip :]):
        if sense.cls in {"given", "given-common"} and not sense.skip:
            return sense.word.gender
    return None


def _stands(page: Page, title: Title) -> bool:
    """Whether a title says whose it is: completed, definite, or with a pronoun."""
    owned = title.suffixed and title.kind in {"mediator", "official"}
    if not (title.completed or (title.definite and not title.suffixed) or owned):
        return False
    word = page.lexicon.has(page.deep[title.first][title.skip :], "adjective", "noun")
    things = word and (title.kind == "other" or title.gender == "f")  # the aid and the opposition are no women
    return title.completed or not things


# ── without a name, and names without a title ────────────────────
def title_alone(page: Page, index: int) -> Chunk | None:
    """A title that stands for its holder: with its office, or definite."""
    title = title_at(page, index)
    if title is None or not page.language.on(_RULE + "title-alone"):
        return None
    styled = title_alone(page, title.stop) if page.is_a(index, "mister") and title.stop == index + 1 else None
    if styled and not styled.skip:  # `Mr Minister` is the minister
        return msgspec.structs.replace(styled, first=index, name_first=index, skip=title.skip)
    spoken = not title.definite and speaks_alone(page, index, title.stop)  # `a researcher said`: who speaks is somebody
    if not (spoken or _stands(page, title)):
        return None
    plural = title.number in {"p", "d"}
    words = [page.unprefixed(index, title.skip, title.definite), *page.deep[index + 1 : title.stop]]
    return Chunk(
        first=index,
        stop=title.stop,
        name_first=index,
        name_stop=title.stop,
        skip=title.skip,
        kind="group" if plural else "person",
        form="title",
        key=f"title:{' '.join(words)}",
        rules=(_RULE + "title-alone",),
        side=title.side,
        sides=title.both if plural and len(title.both) > 1 else (),
        gender=title.gender,
        plural=plural,
        office=(title.first, title.stop),
        office_skip=title.skip,
        office_kind=title.kind,
        head=bare_head(page, title),
        domain=title.domain,
        definite=title.definite,
        bare=not title.completed,
    )
