"""Credits: the media that a report names as its source, by where they stand: in brackets, behind a word, as carrier."""

from collections.abc import Iterator
from typing import Literal

from mahdar.reading.draft import Draft
from mahdar.reading.page import Page
from mahdar.types.marks import Credit, Mention
from mahdar.types.span import Span

Kind = Literal["word", "verb"]
BRACKET = "ar/copies/credit-bracket"
CARRIER = "ar/copies/credit-carrier"
_DATELINE = 16  # words of a line within which a dateline ends
_INSIDE = 8  # words of a bracket that names several agencies
_SLASH = frozenset("/")


def find_credits(draft: Draft) -> Iterator[Credit]:
    """The mentions of media that stand where a report credits them, each once."""
    carriers = {statement.via for statement in draft.statements if statement.via}
    for mention in draft.mentions:
        if mention.kind == "media":
            yield from list(_credit(draft, mention, carriers))[:1]


def _credit(draft: Draft, mention: Mention, carriers: set[Span]) -> Iterator[Credit]:
    first, stop = draft.page.words.at(mention.span.start), draft.page.words.at(mention.span.stop)
    if draft.language.on(BRACKET) and _bracketed(draft, first, stop):
        yield Credit(span=mention.span, rules=(BRACKET,), kind="bracket")
    for rule, kind in _announced(draft.page, first):
        yield Credit(span=mention.span, rules=(rule,), kind=kind)
    if draft.language.on(CARRIER) and mention.span in carriers:
        yield Credit(span=mention.span, rules=(CARRIER,), kind="carrier")


# ── behind a word ────────────────────────────────────────────────
def _announced(page: Page, first: int) -> Iterator[tuple[str, Kind]]:
    """The words for a source, or the verbs of a medium, that end just before word `first`, perhaps with a colon."""
    colon = page.language.orthography.punctuation.colon
    end = first - 1 if page.word(first - 1) in colon else first
    for back in range(max(0, end - 3), end):
        for unit in (*page.units("credit-word", back), *page.units("credit-verb", back)):
            if unit.stop == end and unit.sense:
                yield unit.sense.id, "word" if unit.sense.cls == "credit-word" else "verb"


# ── in brackets ──────────────────────────────────────────────────
def _bracketed(draft: Draft, first: int, stop: int) -> bool:
    """Whether words `first` to `stop` stand in a bracket that closes the report, or that ends a dateline."""
    marks = draft.language.orthography.punctuation
    page = draft.page
    left = next((i for i in range(first - 1, first - _INSIDE, -1) if _is(page, i, marks.open_bracket)), None)
    right = next((i for i in range(stop, stop + _INSIDE) if _is(page, i, marks.close_bracket)), None)
    if left is None or right is None or any(page.is_break(i) for i in range(left, right)):
        return False
    if page.word(right + 1) in marks.dash:
        return right - _line_start(page, left) < _DATELINE
    alone = page.is_break(left - 1) or page.word(left - 1) in marks.sentence_end
    return alone and _is_last(draft, right)


def _is(page: Page, index: int, marks: frozenset[str]) -> bool:
    return page.word(index) in marks | _SLASH


def _line_start(page: Page, index: int) -> int:
    while not page.is_break(index - 1):
        index -= 1
    return index


def _is_last(draft: Draft, index: int) -> bool:
    """Whether nothing but furniture follows word `index`."""
    page = draft.page
    rest = (i for i in range(index + 1, page.size) if page.is_word(i))
    return all(any(mark.span.holds(page.span(i, i + 1)) for mark in draft.furniture) for i in rest)
