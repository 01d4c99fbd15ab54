"""Sentences: from one full stop, question mark or line break to the next; a stop inside a quotation ends none."""

from collections.abc import Iterator

from mahdar.reading.draft import Draft
from mahdar.reading.header import header_stop
from mahdar.reading.page import Page
from mahdar.types.marks import Sentence

RULE = "ar/statements/grammar/sentence"

_LETTERS = 2  # letters of the name of a letter
_LONGEST = 600  # words: a text without stops is cut, so that no step has to look at all of it from each of its words


def find_sentences(draft: Draft) -> Iterator[Sentence]:
    """All sentences; a quotation that holds several belongs to the sentence that began before it."""
    if not draft.language.on(RULE):
        return
    page = draft.page
    inside = _quoted(draft)
    first, paragraph = header_stop(page), 0
    if first:
        yield from _sentence(page, 0, first, 0)
    for index in range(first, page.size + 1):
        if page.is_break(index):
            yield from _sentence(page, first, index, paragraph)
            first, paragraph = index + 1, paragraph + 1
        elif index - first >= _LONGEST or (index not in inside and _ends(page, index)):
            yield from _sentence(page, first, index + 1, paragraph)
            first = index + 1


def _quoted(draft: Draft) -> frozenset[int]:
    page = draft.page
    covered: set[int] = set()
    for quote in draft.quotes:
        if quote.closed:
            covered.update(range(page.words.at(quote.span.start), page.words.at(quote.span.stop)))
    return frozenset(covered)


def _ends(page: Page, index: int) -> bool:
    """A full stop, but not one inside an abbreviation (a single letter before it) or behind the number of a point."""
    if page.word(index) not in page.language.orthography.punctuation.sentence_end:
        return False
    before = page.word(index - 1) if index else ""
    if _is_pause(page, index):
        return False
    if before.isdecimal() and len(before) < 3 and page.is_break(index - 2) and not page.is_break(index + 1):
        return False
    tight = index + 1 < page.size and page.words.start(index + 1) == page.words.stop(index)
    if tight and max(len(before), len(page.word(index + 1))) <= _LETTERS and page.is_word(index + 1):
        return False  # the names of letters, `B.B.C.`
    return not (len(before) == 1 and before.isalpha()) and not (tight and page.is_word(index + 1) and before.isascii())


def _is_pause(page: Page, index: int) -> bool:
    """Whether the stop is one of two dots, with which Cairo writes a pause."""
    end = page.language.orthography.punctuation.sentence_end
    first = index - (page.word(index - 1) in end) if index else index
    dots = page.word(first) == page.word(first + 1) == page.word(index)
    return dots and page.word(first + 2) not in end and page.is_word(first + 2) and not page.is_break(first + 2)


def _sentence(page: Page, first: int, stop: int, paragraph: int) -> Iterator[Sentence]:
    if any(page.is_word(index) or page.word(index).isdecimal() for index in range(first, stop)):
        yield Sentence(span=page.span(first, stop), rules=(RULE,), paragraph=paragraph)
