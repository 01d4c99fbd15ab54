"""From chunks to mentions, and whom a title or a bare head noun refers to inside one report."""

from itertools import pairwise

import msgspec

from mahdar.language.schema import WordList
from mahdar.reading.actors.chunk import Chunk
from mahdar.reading.page import Page
from mahdar.types.marks import ANY_FIELD, Mention
from mahdar.types.span import Span

_WINDOW = 400  # mentions around a title in which its holder is sought: more than any article has


def to_mentions(page: Page, chunks: list[Chunk]) -> list[Mention]:
    """One mention a chunk; titles and bare heads point to the name they stand for, where the report gives one."""
    offices = _offices(page, chunks)
    chunks = [_with_office(chunks, at) if at in offices else chunk for at, chunk in enumerate(chunks)]
    found = []
    for at, chunk in enumerate(chunks):
        office = _office(page, chunk) or offices.get(at)
        target = _referent(page, chunks, at)
        alone = chunk.bare or chunk.form == "title"
        again = target is not None and target.office_kind == "unnamed" and alone  # `the source`
        found.append(
            Mention(
                span=page.span(chunk.name_first, chunk.name_stop, chunk.skip),
                rules=chunk.rules,
                kind=target.kind if target and again else chunk.kind,
                form="title" if again else chunk.form,
                key=target.key if target else chunk.key,
                latin=chunk.latin,
                text=_name_span(page, chunk).of(page.text),
                office=office if chunk.form == "name" else None,
                office_text=office.of(page.text) if office else None,
                office_key=_office_key(page, chunk),
                office_kind=chunk.office_kind,
                former=_is_former(page, chunk),
                side=f"state:{chunk.side}" if chunk.side else None,
                stands_for=chunk.stands_for,
                gender="m" if chunk.gender == "m" else "f" if chunk.gender == "f" else None,
                plural=chunk.plural,
                sides=chunk.sides,
                refers_to=_name_span(page, target) if target else None,
            )
        )
    return found


def _is_former(page: Page, chunk: Chunk) -> bool:
    """Whether the title has a word that puts it in the past."""
    return chunk.office is not None and any(page.is_a(index, "former") for index in range(*chunk.office))


def _office_key(page: Page, chunk: Chunk) -> str | None:
    beside = chunk.office is not None and page.is_a(chunk.office[0], "counterpart")  # an office of nobody
    if chunk.kind != "person" or not chunk.head or beside:
        return None
    one_of_many = chunk.office is not None and page.is_a(chunk.office[0], "many-holders") and not chunk.domain
    return f"{chunk.head}|{ANY_FIELD if one_of_many else chunk.domain}|{chunk.side or ''}"


def _name_span(page: Page, chunk: Chunk) -> Span:
    return page.span(chunk.name_first, chunk.name_stop, chunk.skip)


def _office(page: Page, chunk: Chunk) -> Span | None:
    return page.span(*chunk.office, chunk.office_skip) if chunk.office else None


def _offices(page: Page, chunks: list[Chunk]) -> dict[int, Span]:
    """A title right after a name, or after its comma, is that name's office."""
    found = {}
    sides = {chunk.key: chunk.side for chunk in chunks if chunk.kind == "person" and chunk.side}
    commas = page.language.orthography.punctuation.comma
    for at, (left, right) in enumerate(pairwise(chunks)):
        if (
            left.kind == "person"
            and left.form == "name"
            and (left.office is None or _is_style(page, left))
            and right.office
            and right.kind == "person"
            and right.form == "title"
            and not right.office_skip
            and not (right.side and sides.get(left.key, right.side) != right.side)  # `received X *the president of Y*`
        ):
            gap = range(left.stop, right.office[0])
            if len(gap) <= 1 and all(page.word(index) in commas for index in gap):
                found[at] = page.span(*right.office, right.office_skip)
    return found


def _is_style(page: Page, chunk: Chunk) -> bool:
    """Whether all that stands before a name is styles, or one rank, which is no office: Mr, Dr, ambassador."""
    if chunk.office is None or chunk.domain or chunk.side:
        return False
    at, stop = chunk.office
    if stop == at + 1:
        return True
    while at < stop:  # `His Highness`, `Sheikh`
        tables = ((unit.stop, unit.sense.row.table) for unit in page.units("title", at) if unit.sense)
        ends = [end for end, table in tables if isinstance(table, WordList) and table.takes == "bare" and end <= stop]
        if not ends:
            return page.is_a(at, "mister") and at + 1 == stop
        at = max(ends)
    return True


def _with_office(chunks: list[Chunk], at: int) -> Chunk:
    """A name with what the title behind it says of its holder."""
    name, title = chunks[at], chunks[at + 1]
    return msgspec.structs.replace(
        name,
        head=title.head,
        domain=title.domain,
        side=name.side or title.side,
        office_kind=name.office_kind or title.office_kind,
    )


def _referent(page: Page, chunks: list[Chunk], at: int) -> Chunk | None:
    chunk = chunks[at]
    if chunk.form == "title" and chunk.kind == "person":
        return _holder(page, chunks, at) or _second_office(chunks, at)
    if chunk.bare and chunk.definite and page.is_a(chunk.first, "source-head"):
        source = next((other for other in reversed(chunks[:at]) if _is_that_source(other, chunk)), None)
        if source is None and page.is_a(chunk.first, "any-source"):
            source = next((one for one in reversed(chunks[max(0, at - _WINDOW) : at]) if _is_nameless(one)), None)
        if source:
            return source
    several = any(s.cls == "source-head" and s.word.number == "p" for s in page.senses(chunk.first))
    if several and chunk.stop == chunk.first + 1:
        told = (one for one in reversed(chunks[max(0, at - _WINDOW) : at]) if one.office_kind == "unnamed")
        named = page.deep[chunk.first]
        source = next((one for one in told if one.plural and named.endswith((one.head or named).split()[0])), None)
        if source:
            return source  # `the sources` told of before
    if chunk.bare and chunk.kind == "media":
        return next((other for other in reversed(chunks[:at]) if other.kind == "media" and other.form == "name"), None)
    if chunk.bare and chunk.head and chunk.kind in {"institution", "group"} and chunk.definite:
        for earlier in reversed(chunks[max(0, at - _WINDOW) : at]):
            if (
                earlier.head
                and not earlier.bare
                and earlier.kind == chunk.kind
                and _same_head(earlier.head, chunk.head)
            ):
                return earlier
    return None


def _second_office(chunks: list[Chunk], at: int) -> Chunk | None:
    """`Prince X, the crown prince *the prime minister*`: the name behind which two titles stand without a gap."""
    people = [chunk for chunk in chunks[max(0, at - _BESIDE) : at + 1] if chunk.kind == "person"]
    if len(people) <= _TWO:
        return None
    name, first, title = people[-_TWO - 1 :]
    if first.form != "title" or not first.office or not title.office or first.office_skip or title.office_skip:
        return None
    close = (name.stop, first.stop) == (first.office[0], title.office[0]) and not title.plural
    return name if close and name.form == "name" else None


def _is_that_source(other: Chunk, chunk: Chunk) -> bool:
    """Whether `the source` is one told of before: without a name, as many, under the same head noun."""
    told = other.office_kind == "unnamed" and not other.bare and other.plural == chunk.plural
    return told and bool(other.head) and bool(chunk.head) and _same_head(other.head or "", chunk.head or "")


def _is_nameless(chunk: Chunk) -> bool:
    """Whether somebody is told of by an office alone that is not the only one of its kind: `a spokesman of X`."""
    title = chunk.form == "title" and chunk.kind == "person" and not chunk.definite and not chunk.plural
    return title or (chunk.office_kind == "unnamed" and not chunk.bare and not chunk.plural)


def _same_head(full: str, bare: str) -> bool:
    return bare.endswith(full) or full.endswith(bare)


def _same_domain(one: str, other: str) -> bool:
    """Whether two offices are for the same, be it that one leaves out the word `ministry`, or its nation."""
    return one == other or (bool(other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} "))


def _holder(page: Page, chunks: list[Chunk], at: int) -> Chunk | None:
    """The nearest named person before (else after) who bears the same office for the same side."""
    title = chunks[at]
    if title.side and page.is_a(title.first, "any-office") and not title.domain:
        named = (
            one for one in reversed(chunks[max(0, at - _WINDOW) : at]) if one.kind == "person" and one.form == "name"
        )
        return next((one for one in named if one.side == title.side), None)  # `the Pakistani official`
    if page.is_a(title.first, "any-office") and _of_nations(page, title):
        before = (one for one in reversed(chunks[max(0, at - _WINDOW) : at]) if one.form == "name")
        return next((one for one in before if one.kind == "person" and _of_nations(page, one)), None)
    for other in _likely(page, chunks, at):
        if not other.head or not title.head or (title.gender, other.gender) == ("f", "m"):
            continue  # `its *(her)* counterpart` is no man
        if _one_office(page, title, other):
            return other
        equal = other.side is not None and other.side == title.side and _is_counterpart(page, other)
        if _whole(page, title) == _whole(page, other) and other.side == title.side:
            return other  # `prime minister of X`, `the X-ian prime minister`
        if not (title.head.startswith(other.head) or other.head.startswith(title.head) or equal):
            continue
        same_side = other.side == title.side or (title.side is None and not title.bare)
        same_side = same_side or (other.side is None and bool(title.domain) and bool(other.domain))
        same_domain = not title.domain or _same_domain(title.domain, other.domain)
        if (same_side and same_domain) or (title.bare and title.side is None and not title.domain):
            return other
    return None


def _of_nations(page: Page, chunk: Chunk) -> bool:
    """Whether an office is one of the United Nations: `the *UN* official`, `the envoy *of the United Nations*`."""
    within = range(*chunk.office) if chunk.office else ()
    return any(page.units("of-nations", at) for at in within)


def _one_office(page: Page, title: Chunk, other: Chunk) -> bool:
    """Whether two titles are names of one office, as far as both say whose it is: `the envoy`, `the mediator`; `prime
    minister`, `head of government`."""
    sides = {title.side, other.side} - {None}
    if len(sides) == _TWO or {title.gender, other.gender} == {"m", "f"}:
        return False
    (one, whole), (two, _) = _kind(page, title), _kind(page, other)
    fields = whole or not title.domain or not other.domain or _same_domain(title.domain, other.domain)
    return one is not None and one == two and fields


def _kind(page: Page, chunk: Chunk) -> tuple[str | None, bool]:
    """The office that the words of a title name, by the longest of its names, and whether that says of what it is."""
    at = chunk.office[0] if chunk.office else chunk.first
    named = max(page.units("one-office", at), key=lambda unit: unit.stop, default=None)
    table = named.sense.row.table if named and named.sense else None
    kind = table.kind if isinstance(table, WordList) else None
    return kind, named is not None and named.stop > at + 1


_TWO = 2
_BESIDE = 4  # mentions before a title: bodies inside the office before it, that office and its holder


def _likely(page: Page, chunks: list[Chunk], at: int) -> list[Chunk]:
    """The persons with an office around a title, the likeliest first: of a bare title of state those of states; whom
    `Mr Minister` means is the one of the house that prints it, named first."""
    title = chunks[at]
    around = [*reversed(chunks[max(0, at - _WINDOW) : at]), *chunks[at + 1 : at + _WINDOW]]
    named = [other for other in around if other.kind == "person" and other.form == "name" and other.head]
    if not title.bare or title.domain or title.side:
        return named
    if page.is_a(title.first, "mister"):
        named.sort(key=lambda other: other.first)
    if not page.is_a(title.stop - 1, "state-head"):
        return named
    return [other for other in named if other.head == title.head and not other.domain] or named


def _whole(page: Page, chunk: Chunk) -> list[str]:
    """The words of an office with its domain, without articles."""
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    return [word.removeprefix(article) for word in f"{chunk.head} {chunk.domain}".split()]


def _is_counterpart(page: Page, chunk: Chunk) -> bool:
    """Whether a name is introduced as `his French counterpart`: he holds the same office there."""
    return chunk.office is not None and page.is_a(chunk.office[0], "counterpart")
