"""The name at the end of a long title: `the deputy minister X and member of the delegation to the talks in Y, Z, said`.

What stands between a title and its name is more title: further offices, bodies, places, definite nouns. A verb, a
clause, a hearer or company ends it.
"""

import msgspec

from mahdar.reading.actors.chunk import Chunk
from mahdar.reading.actors.names import Name, name_at
from mahdar.reading.actors.persons import person_chunk
from mahdar.reading.actors.roles import behind_speech, role
from mahdar.reading.actors.titles import title_at
from mahdar.reading.actors.two_names import takes_object
from mahdar.reading.page import Page

RULE = "ar/actors/grammar/far-name"
_REACH = 20  # words from a title to its name
_STOPS = ("with-it", "told-to", "relative", "negation")
_SHORT = 6  # words of a name's letters in brackets
_NAMED = ("institution-head", "place-head", "media-head", "group-head")
_SPECIFIC = ("state", "place", "institution", "group")


def with_names(page: Page, chunks: list[Chunk]) -> list[Chunk]:
    """The chunks; a title that speaks and its name further on become one, and titles between them are no others."""
    if not page.language.on(RULE):
        return chunks
    first = {chunk.first: chunk for chunk in sorted(chunks, key=lambda one: one.stop)}
    gone: set[int] = set()
    made: list[Chunk] = []
    for title in chunks:
        if id(title) in gone or not _seeks(page, title):
            continue
        found = _far_name(page, title, first)
        if found is None:
            continue
        between = [one for one in chunks if title.first <= one.first < found.name_first and one.form == "title"]
        gone |= {id(one) for one in between}
        gone |= {id(one) for one in chunks if one.name_first == found.name_first and one.kind == "person"}
        made.append(_held(found, title))
    return [chunk for chunk in chunks if id(chunk) not in gone] + made


def _seeks(page: Page, title: Chunk) -> bool:
    """Whether a chunk is the title of one person who speaks, or stands before a comma and a style, or brackets."""
    if title.form != "title" or title.kind != "person" or title.plural or title.skip or title.office is None:
        return False
    comma = page.word(title.stop) in page.language.orthography.punctuation.comma
    topic = title.first > 0 and page.is_a(title.first - 1, "topic", "was", "cue-source-after")
    short = page.word(title.stop) in page.language.orthography.punctuation.open_bracket
    styled = comma and (page.is_a(title.stop + 1, "mister") or _is_ranked(page, title.stop + 1))
    return topic or short or styled or behind_speech(page, title.first)


def _is_ranked(page: Page, index: int) -> bool:
    """Whether a definite rank with a name stands there: `the head of the delegation, *Colonel X*, would not`."""
    rank = title_at(page, index) if page.is_definite(index) else None
    return rank is not None and rank.kind == "military" and name_at(page, rank.stop, framed=True) is not None


def _held(name: Chunk, title: Chunk) -> Chunk:
    """The name with the title; with its own, where that is one, too: it says more of the office."""
    if name.office and name.office[1] - name.office[0] > 1:
        return msgspec.structs.replace(name, first=title.first, office=(title.first, name.office[1]), rules=(RULE,))
    return msgspec.structs.replace(
        name,
        first=title.first,
        office=title.office,
        office_skip=title.office_skip,
        office_kind=title.office_kind,
        head=title.head,
        domain=title.domain,
        side=title.side or name.side,
        gender=title.gender or name.gender,
        rules=(RULE,),
    )


def _far_name(page: Page, title: Chunk, first: dict[int, Chunk]) -> Chunk | None:
    comma = page.language.orthography.punctuation.comma
    at = title.stop
    while at < min(page.size, title.stop + _REACH):
        behind = page.word(at - 1) in comma
        named = _name_here(page, title, at, first)
        if named:
            seated = title.stop in first and first[title.stop].skip > 0  # `the minister *at the government of X*, Y`
            joined = title.stop in first and first[title.stop].form == "title" and first[title.stop].stop == at
            free = seated or joined or _is_ranked(page, named.first) or not takes_object(page, title.first - 1)
            near = free and _ends_title(page, at, first)
            return named if (at > title.stop or named.office) and (behind or near) else None
        if behind:
            return None
        step = _past(page, at, first)
        if step <= at:
            return None
        at = step
    return None


def _name_here(page: Page, title: Chunk, at: int, first: dict[int, Chunk]) -> Chunk | None:
    """The person named at a word, and closed by a comma, a clause, a time or a preposition; behind a comma also one
    whom no list knows."""
    chunk = first.get(at)
    if chunk and chunk.kind == "person" and chunk.form == "name":
        own = chunk.office[1] - chunk.office[0] if chunk.office else 0  # words of a title of his own, or of a style
        behind = page.word(at - 1) in page.language.orthography.punctuation.comma
        agree = not own or title.gender in {None, chunk.gender} or chunk.gender is None
        fits = agree and (own <= 1 or not behind) and (own == 1 or _closed(page, chunk.stop))
        return chunk if fits and not chunk.skip else None
    return _new_name(page, at, first) if page.may_name(at) else None


def _new_name(page: Page, at: int, first: dict[int, Chunk]) -> Chunk | None:
    """A name that only its place shows: behind a comma, or between the end of a title and a comma."""
    comma = page.language.orthography.punctuation.comma
    behind = page.word(at - 1) in comma
    name = name_at(page, at, framed=True) if behind or at not in first else None
    if name is None or name.skip or not _closed(page, name.stop):
        return None
    listed = behind or (page.word(name.stop) in comma and any(one.stop == at for one in first.values()))
    word = not name.roles[0].startswith("given") and page.lexicon.has(page.deep[at], "noun", "adjective")
    if word or not _is_name(name, listed) or any(page.units(cls, at) for cls in _SPECIFIC):
        return None
    return person_chunk(page, name, None, at, (RULE,))


def _is_name(name: Name, behind: bool) -> bool:
    """Two words or more, none of them vocabulary; without a comma before it one that a list knows."""
    plain = "common" in name.roles and not (behind and name.roles[0].startswith("given"))
    return len(name.roles) > 1 and not plain and (behind or not {"given", "family"}.isdisjoint(name.roles))


def _closed(page: Page, stop: int) -> bool:
    timed = stop in page.closed or page.is_a(stop, "weekday", "relative-day", "daypart")
    told = page.word(stop) == page.language.orthography.proclitics.noun[1]  # `X *to* "the paper"`, apart
    ended = timed or told or not page.is_word(stop) or bool(page.units("that", stop))
    return ended or page.is_a(stop, "preposition", "relative")


def _ends_title(page: Page, at: int, first: dict[int, Chunk]) -> bool:
    """Whether what stands right before a name can end a title: a definite word, a name of a place or body."""
    inside = any(chunk.stop == at and not chunk.plural for chunk in first.values() if chunk.form != "title")
    styled = page.word(at - 1) in page.language.orthography.punctuation.sentence_end  # `Dr.`
    return inside or styled or page.is_definite(at - 1) or any(chunk.stop == at for chunk in first.values())


def _past(page: Page, at: int, first: dict[int, Chunk]) -> int:
    """The word behind what may go on with a title at `at`; `at` where it ends."""
    marks = page.language.orthography.punctuation
    if page.word(at) in marks.comma or page.word(at).isdecimal() or _is_and(page, at):
        return at + 1  # `channel 24`, an `and` set apart
    if len(page.deep[at]) == 1 and page.word(at + 1) in marks.sentence_end:
        return at + 2  # `Dr.`
    if page.word(at) in marks.open_bracket:
        return next((end + 1 for end in range(at + 1, at + _SHORT) if page.word(end) in marks.close_bracket), at)
    chunk = first.get(at)
    if chunk and chunk.kind == "person":
        joined = page.deep[at][: chunk.skip] in page.language.orthography.proclitics.any
        return chunk.stop if chunk.form == "title" and not chunk.plural and (not chunk.skip or joined) else at
    if not page.is_word(at) or page.units("that", at) or page.is_a(at, *_STOPS):
        return at
    return chunk.stop if chunk else at + _goes_on(page, at)


def _is_and(page: Page, at: int) -> bool:
    return page.word(at) in page.language.orthography.proclitics.any[:1]


def _goes_on(page: Page, at: int) -> bool:
    """Whether the word is a preposition, vocabulary that is no verb, or what an institute is called."""
    word, lexicon = page.deep[at], page.lexicon
    if role(page, at) == "unknown" and page.is_a(at - 1, *_NAMED):
        return True
    if page.is_a(at, "cue") and lexicon.tense(word) and not lexicon.has(word, "noun", "adjective"):
        return False
    linked = page.is_a(at, "preposition", "office-link", "from", "locative", "number")
    return linked or any(lexicon.has(rest, "noun", "adjective") for rest in {word, *_cut(page, word)})


def _cut(page: Page, word: str) -> list[str]:
    return [rest for rest, _, _ in page.lexicon.first_words(word)]
