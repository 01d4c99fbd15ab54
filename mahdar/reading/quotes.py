"""Quotations: every shape of mark, mismatched ones too; an unclosed one ends with its paragraph. A paper that prints no
quotation marks may quote in round brackets."""

from collections.abc import Iterator

from mahdar.reading.draft import Draft
from mahdar.reading.page import Page
from mahdar.types.marks import Quote
from mahdar.types.span import Span

RULE = "ar/statements/grammar/quotation"
_LONGEST = 400
_CLAUSE = 4  # words in brackets that may be what somebody said
_DAYS = ("month", "weekday")


def find_quotes(draft: Draft) -> Iterator[Quote]:
    """Quotations, outermost only, left to right."""
    if not draft.language.on(RULE):
        return
    page = draft.page
    pairs = page.language.orthography.quotes
    opening = {pair.open for pair in pairs}
    closing = {pair.close for pair in pairs}
    if not any(word in opening for word in page.light):
        yield from _bracketed(page)
        return
    index = 0
    while index < page.size:
        if page.light[index] in opening:
            stop, closed = _close(page, index, opening, closing)
            quote = _quote(page, index, stop, closed) if stop > index + 1 else None
            if quote and len(quote.inner):
                yield quote
            index = max(stop, index + 1)
        else:
            index += 1


def _bracketed(page: Page) -> Iterator[Quote]:
    """Clauses in round brackets: four words or more, of which none is a time."""
    marks = page.language.orthography.punctuation
    for index in range(page.size):
        if page.word(index) not in marks.open_bracket:
            continue
        within = range(index + 1, min(page.size, index + _LONGEST))
        stop = next((at for at in within if page.word(at) in marks.close_bracket or page.is_break(at)), 0)
        told = [at for at in range(index + 1, stop) if page.is_word(at)]
        if stop and not page.is_break(stop) and len(told) >= _CLAUSE and not any(page.is_a(at, *_DAYS) for at in told):
            yield _quote(page, index, stop + 1, True)


def _close(page: Page, start: int, opening: set[str], closing: set[str]) -> tuple[int, bool]:
    """One past the closing mark of the quotation that opens at `start`; a different closing shape counts too."""
    mark = page.light[start]
    exact = {pair.close for pair in page.language.orthography.quotes if pair.open == mark}
    depth, fallback = 1, None
    for index in range(start + 1, min(page.size, start + _LONGEST)):
        word = page.light[index]
        if page.is_break(index):
            break
        if word in exact and not (word == mark and _opens(page, index)):
            depth -= 1
            if depth == 0:
                return index + 1, True
        elif word == mark and mark not in exact:
            depth += 1
        elif word in closing and fallback is None and not _opens(page, index):
            fallback = index + 1
    if fallback is not None:
        return fallback, True
    stop = start + 1
    while not page.is_break(stop) and page.light[stop] not in opening and stop - start < _LONGEST:
        stop += 1
    return stop, False


def _opens(page: Page, index: int) -> bool:
    """Whether a mark that may open or close stands like an opening one: space before it, none behind."""
    begin, end = page.words.start(index), page.words.stop(index)
    text = page.text
    return begin > 0 and text[begin - 1].isspace() and end < len(text) and not text[end].isspace()


def _quote(page: Page, first: int, stop: int, closed: bool) -> Quote:
    last = stop - 1 if closed else stop
    inner = Span(page.words.stop(first), page.words.start(last) if closed else page.words.stop(last - 1))
    text = page.text
    start, end = inner.start, inner.stop
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quote(span=page.span(first, stop), rules=(RULE,), inner=Span(start, end), closed=closed)
