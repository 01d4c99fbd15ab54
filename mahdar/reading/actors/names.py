"""Person names: which words after a title, or alone, make one name, and where it ends."""

import msgspec

from mahdar.reading.actors.begins import is_foreign, may_begin, may_open, syllables_at
from mahdar.reading.actors.closed import so_said
from mahdar.reading.actors.goes_on import goes_on, in_name_of, qualified_title
from mahdar.reading.actors.parts import compound_at, part_at
from mahdar.reading.actors.roles import asks_of, has_article, is_family, prepositional, role, stripped_common
from mahdar.reading.actors.slot import stretched
from mahdar.reading.page import Page

_LEAST = 3
_MOST_PARTS = 5
_MOST_WITH_PARTICLES = 11
_NAMEWORDS = frozenset({"given", "family", "unknown", "family-common", "given-common", "name-particle", "regnal"})


class Name(msgspec.Struct, frozen=True):
    """A person's name: words `first` up to `stop`, `skip` letters of proclitics on the first; `roles` part by part."""

    first: int
    stop: int
    skip: int
    roles: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether the words themselves prove a name: a given name with something after it."""
        return "given" in self.roles and len(self.roles) > 1


def name_at(page: Page, index: int, skip: int = 0, framed: bool = False) -> Name | None:
    """The name that begins at word `index`. `framed`: a title or a verb of speech stands before it, so that unknown
    words may be names; otherwise its words must prove themselves."""
    if (
        page.units("no-name", index)
        or in_name_of(page, index)
        or (not skip and so_said(page, index))
        or asks_of(page, index, skip)
    ):
        return None
    if qualified_title(page, index):
        return None
    first, at = part_at(page, index, skip)
    run = syllables_at(page, index, skip)
    if run:
        run = max(run, compound_at(page, index + 1))  # a listed given name may end in a word, `Moon *Jae In*`
        return Name(index, run + (is_family(page, run) and not so_said(page, run)), skip, ("family", "given"))
    if framed and first.endswith("common") and is_foreign(page, index, skip):
        first = "unknown"
    elif not (may_open(page, index, skip, first) if framed else may_begin(page, index, skip, first)):
        return None
    name = _grown(page, Name(index, at, skip, (first,)), framed)
    if name and framed:
        stop = stretched(page, name.stop)
        name = Name(index, stop, skip, (*name.roles, *(role(page, at) for at in range(name.stop, stop))))
    return _judge(page, name, framed) if name else None


def _grown(page: Page, name: Name, framed: bool) -> Name | None:
    """The name with all that goes on with it; particles that nothing follows are left."""
    roles, at, ends = list(name.roles), name.stop, [name.stop]
    while len(roles) < (_MOST_WITH_PARTICLES if "name-particle" in roles else _MOST_PARTS):
        step = _initial(page, at, roles) or _next(page, at, roles, framed)
        if step is None:
            break
        roles.append(step[0])
        at = step[1]
        ends.append(at)
        if step[0] == "regnal":
            break
    while roles and roles[-1] == "name-particle" and not (len(roles) > 1 and page.is_a(ends[-1] - 1, "name-suffix")):
        roles.pop()
        ends.pop()
    return Name(name.first, ends[-1], name.skip, tuple(roles)) if roles else None


def _next(page: Page, at: int, roles: list[str], framed: bool) -> tuple[str, int] | None:
    """The role of the next part and its end, where the name goes on."""
    if _hyphened(page, at, roles):
        return "given", at + 2
    following, stop = part_at(page, at)
    if _regnal(page, at, roles):
        return "regnal", at + 2 if page.is_a(at + 1, "regnal-tail") else at + 1
    if following == "given" and stop > at + 1:
        return None if _closed_before(page, at, roles) else (following, stop)
    return (following, stop) if goes_on(page, at, roles, following, framed) else None


def _closed_before(page: Page, at: int, roles: list[str]) -> bool:
    return roles[-1] == "family" and page.is_a(at, "title") and "name-particle" not in roles


def _hyphened(page: Page, at: int, roles: list[str]) -> bool:
    """A hyphen without spaces before a word that goes on with a name: two family names alone are two people, behind a
    given name they are one double name."""
    if not page.is_hyphen(at) or has_article(page, at + 1):
        return False
    return roles[-1] != "family" or role(page, at + 1) != "family" or "given" in roles


def _initial(page: Page, at: int, roles: list[str]) -> tuple[str, int] | None:
    """The letter of a middle name, with its stop: `George W. Bush`."""
    if roles[-1] != "given" or not page.is_word(at) or len(page.deep[at]) != 1:
        return None
    stop = at + 2 if page.word(at + 1) in page.language.orthography.punctuation.sentence_end else at + 1
    return ("given", stop) if role(page, stop) in {"family", "unknown", "given"} else None


def _regnal(page: Page, at: int, roles: list[str]) -> bool:
    """`Hassan the Second`: a definite ordinal behind given names alone."""
    ordinal = any(sense.cls == "regnal" and not sense.skip for sense in page.senses(at))
    return ordinal and all(one.startswith("given") for one in roles)


def spoken_name(page: Page, index: int) -> Name | None:
    """The name between a verb of speech and what is said: a word that only begins like a preposition is none there."""
    name = name_at(page, index, framed=True)
    if name is not None or role(page, index) != "unknown" or has_article(page, index, 0) or prepositional(page, index):
        return name
    if any(
        cut and len(rest) >= _LEAST and rest in page.lexicon.common
        for rest, cut, _ in page.lexicon.first_words(page.deep[index])
    ):
        return None
    stop = index + 1
    if role(page, stop) in {"family", "unknown", "given"} and not stripped_common(page, stop):
        stop += 1
    return Name(index, stop, 0, tuple(role(page, at) for at in range(index, stop)))


def _judge(page: Page, name: Name, framed: bool) -> Name | None:
    if framed:
        capital = name.stop == name.first + 1 and name.roles == ("family-common",) and page.is_a(name.first, "capital")
        return None if capital or name.roles == ("name-particle",) else name  # `the minister urged *Washington* to`
    if len(name.roles) > 1 and name.roles[1] in _NAMEWORDS:
        return name
    return name if name.stop - name.first - (name.roles[0] != "given") > 1 else None
