"""Furniture: what stands on the page and is not the article. Marked with its kind, never cut."""

from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

from mahdar.language.schema import Trigger
from mahdar.reading.draft import Draft
from mahdar.reading.header import header_stop
from mahdar.reading.page import Page
from mahdar.types.marks import Furniture
from mahdar.types.span import Span

HEADING = "ar/furniture/heading"
REPEATED = "ar/furniture/repeated-passage"
Kind = Literal["script-notice", "photo-caption", "related-links", "heading", "repeated-passage", "header"]
_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
_SHINGLE = 6  # words of a shingle: fewer repeat by chance in one article, measured on running news
_SMALL = 4  # words of the shingles by which a paragraph is known for an edited copy of what stood before
_PARAGRAPH = 20  # words: two short sentences on one matter are alike without one being a copy
_MOSTLY = 0.62  # of a paragraph's words in such shingles: the rest is its edit
_RUN = 12  # words that must stand a second time before a passage counts as pasted
_CREDIT = 8  # words at the end of a line among which a credit begins: letters with full stops, in brackets
_HEADING_WORDS = 16
_PLAIN_HEADING_WORDS = 7


class Line(msgspec.Struct, frozen=True):
    """One printed line: words `first` up to `stop`."""

    first: int
    stop: int


def find_furniture(draft: Draft) -> Iterator[Furniture]:
    """Notices, links, captions, headings, and passages that stand there twice."""
    page = draft.page
    lines = list(_lines(page))
    marked: set[Line] = set()
    for line in lines:
        mark = _named(page, line)
        if mark:
            marked.add(line)
            yield mark
    rest = [line for line in lines if line not in marked]
    if draft.language.on(HEADING):
        for line in _headings(page, rest):
            marked.add(line)
            yield Furniture(span=page.span(line.first, line.stop), rules=(HEADING,), kind="heading")
    if draft.language.on(REPEATED):
        for span in _repeated(page, [line for line in rest if line not in marked]):
            yield Furniture(span=span, rules=(REPEATED,), kind="repeated-passage")


def _lines(page: Page) -> Iterator[Line]:
    first = header_stop(page)
    for index in range(first, page.size + 1):
        if page.is_break(index):
            if index > first:
                yield Line(first, index)
            first = index + 1


# ── lines that say what they are ─────────────────────────────────
def _named(page: Page, line: Line) -> Furniture | None:
    short = line.stop - line.first <= 30
    for index in range(line.first, min(line.stop, line.first + 12)):
        for unit in page.units("furniture", index) if short else ():
            table = unit.sense.row.table if unit.sense else None
            if isinstance(table, Trigger) and unit.sense:
                return _mark(page, line, table, unit.sense.id)
    if line.stop - line.first > 40:
        return None
    for unit in page.units("furniture-opening", line.first):
        table = unit.sense.row.table if unit.sense else None
        if isinstance(table, Trigger) and unit.sense and not _ends_sentence(page, line):
            return _mark(page, line, table, unit.sense.id)
    for index in (line.first, *range(line.stop - 1, max(line.first, line.stop - _CREDIT), -1)):
        for unit in page.units("furniture-edge", index):
            table = unit.sense.row.table if unit.sense else None
            if isinstance(table, Trigger) and unit.sense and _at_edge(page, line, index, unit.stop):
                return _mark(page, line, table, unit.sense.id)
    return None


def _at_edge(page: Page, line: Line, index: int, stop: int) -> bool:
    """Whether a credit begins or ends a line that is no sentence. One in letters that stands behind a full stop signs
    an article, which wires do in their last line."""
    if index == line.first or index >= line.stop - 2:
        return not _ends_sentence(page, line)
    marks = page.language.orthography.punctuation
    before = page.word(index - 2 if page.word(index - 1) in marks.open_bracket | marks.dash else index - 1)
    return stop >= line.stop - 1 and before not in marks.sentence_end and not _ends_sentence(page, line)


def _mark(page: Page, line: Line, table: Trigger, rule: str) -> Furniture:
    return Furniture(span=page.span(line.first, line.stop), rules=(rule,), kind=_KINDS[str(table.set_["kind"])])


def _ends_sentence(page: Page, line: Line) -> bool:
    marks = page.language.orthography.punctuation
    last = line.stop - 1
    quotes = {pair.close for pair in page.language.orthography.quotes} | marks.close_bracket
    while last > line.first and page.light[last] in quotes:
        last -= 1
    return page.word(last) in marks.sentence_end


# ── headings ─────────────────────────────────────────────────────
_SIGNS = 4  # a line has no more words and signs than this times its words


def _headings(page: Page, lines: list[Line]) -> Iterator[Line]:
    """Lines without a full stop, where the paragraphs of this report have one; else only very short ones."""
    marks = page.language.orthography.punctuation
    long = [line for line in lines if line.stop - line.first > _HEADING_WORDS]
    stopped = sum(_ends_sentence(page, line) for line in long)
    careful = bool(long) and stopped >= 0.6 * len(long)
    most = _HEADING_WORDS if careful else _PLAIN_HEADING_WORDS
    if not long:
        most = _PLAIN_HEADING_WORDS if len(lines) > 2 else 0
    for line in lines:
        if line.stop - line.first > _SIGNS * most:
            continue
        size = sum(page.is_word(i) or page.word(i).isdecimal() for i in range(line.first, line.stop))
        last = page.word(line.stop - 1)
        if not 0 < size <= most or last in marks.colon | marks.comma or len(lines) < 3:
            continue
        question = last in marks.sentence_end and last not in _full_stops(marks.sentence_end)
        if (question and size <= 9) or not _ends_sentence(page, line):
            yield line


def _full_stops(ends: frozenset[str]) -> frozenset[str]:
    """Ends of sentences that no heading carries: the stops, not question and exclamation marks."""
    return frozenset(mark for mark in ends if mark in {".", "\u2026", "\u06d4"})


# ── passages pasted twice ────────────────────────────────────────
def _repeated(page: Page, lines: list[Line]) -> Iterator[Span]:
    """Runs of words that stood in this report before."""
    looks = page.looks
    words = [index for line in lines for index in range(line.first, line.stop) if looks[index].alpha]
    covered = _covered(page, words, _SHINGLE)
    small: set[int] = set()
    if any(covered):
        small = {index for index, again in zip(words, _covered(page, words, _SMALL), strict=True) if again}
    first = 0
    for line in lines:
        own = [index for index in range(line.first, line.stop) if looks[index].alpha]
        if len(own) >= _PARAGRAPH and sum(index in small for index in own) > _MOSTLY * len(own):
            covered[first : first + len(own)] = [True] * len(own)
        first += len(own)
    line_of = {index: number for number, line in enumerate(lines) for index in range(line.first, line.stop)}
    yield from _runs(page, words, covered, line_of)


def _covered(page: Page, words: list[int], size: int) -> list[bool]:
    """Of each word, whether a shingle of `size` words with it stood in this report before."""
    seen: dict[tuple[str, ...], int] = {}
    covered = [False] * len(words)
    folded = [page.deep[index] for index in words]
    for at in range(len(words) - size + 1):
        shingle = tuple(folded[at : at + size])
        if at - seen.setdefault(shingle, at) >= size:
            covered[at : at + size] = [True] * size
    return covered


def _runs(page: Page, words: list[int], covered: list[bool], line_of: dict[int, int]) -> Iterator[Span]:
    start: int | None = None
    for at in range(len(words) + 1):
        inside = at < len(words) and covered[at]
        breaks = start is not None and at < len(words) and line_of[words[at]] != line_of[words[start]]
        if start is not None and (not inside or breaks):
            if at - start >= _RUN:
                last = words[at - 1] + 1
                while (
                    last < page.size
                    and not page.is_word(last)
                    and not page.is_break(last)
                    and not page.word(last).isdecimal()
                ):
                    last += 1
                yield page.span(words[start], last)
            start = None
        if inside and start is None:
            start = at
