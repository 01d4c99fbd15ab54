"""The dateline: place and day at the head of an article, before a dash. It dates a report that has no other date, and
contradicts a header that has another."""

from calendar import monthrange, timegm
from itertools import pairwise

from mahdar.reading.draft import Draft
from mahdar.reading.header import full_date, header_stop
from mahdar.reading.page import Page
from mahdar.types.marks import Time
from mahdar.types.report import Published
from mahdar.types.span import Span

RULE = "ar/times/dateline"
_LINES = 8  # printed lines from the top among which an article begins
_HEAD = 14  # words of a line that a dateline may take
_PARAGRAPH = 20  # words that no headline has
_SLACK = 2  # days between the dateline of a wire and the page that prints it


def dateline(draft: Draft) -> Time | None:
    """The date of day, month and year at the head of one of the first lines: with a dash, a colon or an agency in
    brackets behind it, or before all else."""
    page = draft.page
    firsts = _firsts(page)
    for time in draft.times:
        at = page.words.at(time.span.start)
        first = max((first for first in firsts if first <= at), default=None)
        if first is None or at - first > _HEAD or full_date(time) is None:
            continue
        if not any(page.is_break(index) for index in range(first, at)) and (
            _opens(page, at, first) or _dashed(page, time)
        ):
            return time
    return None


def _firsts(page: Page) -> list[int]:
    """The first word of each of the first lines, behind the header."""
    firsts = [header_stop(page)]
    for index in range(page.size):
        if page.is_break(index) and len(firsts) < _LINES:
            firsts.append(index + 1)
    return firsts


def _opens(page: Page, at: int, first: int) -> bool:
    """Whether the date is the first thing of a paragraph, not of a headline."""
    return at == first and not any(page.is_break(index) for index in range(first, first + _PARAGRAPH))


def _dashed(page: Page, time: Time) -> bool:
    """Whether a dash stands behind the date before the sentence begins; brackets may name an agency between."""
    at = page.words.at(time.span.stop)
    marks = page.language.orthography.punctuation
    if page.word(at) in marks.colon or (
        page.word(at) in marks.open_bracket and page.word(at + 2) in marks.close_bracket
    ):
        return True  # the agency, be it one that no list has
    if page.word(at) == page.word(at + 2) == "/":
        return True
    for index in range(at, min(page.size, at + _HEAD)):
        if page.word(index) in page.language.orthography.punctuation.dash:
            return True
        if page.is_break(index) or page.word(index) in page.language.orthography.punctuation.sentence_end:
            return False
    return False


def day_of(draft: Draft, published: Published | None) -> Published | None:
    """`published`, unless there is none, or the dateline has the same day of another year: a header mistypes a year."""
    time = dateline(draft)
    value = full_date(time) if time else None
    if time is None or value is None:
        return published or day_named(draft)
    mistyped = published and published.known_from == "header" and published.value[4:] == value[4:]
    if published is None or (mistyped and published.value != value):
        return Published(value=value, known_from="text", evidence=(time.span,))
    return published


def day_named(draft: Draft) -> Published | None:
    """The day that `today, Sunday 27 April 2025` or `yesterday (22 November 2013)` gives; none where two differ."""
    found: dict[str, list[Span]] = {}
    for told, time in pairwise(draft.times):
        shape, value = told.shape, full_date(time)
        near = draft.page.words.at(time.span.start) - draft.page.words.at(told.span.stop) <= _BESIDE
        quoted = any(quote.inner.holds(time.span) for quote in draft.quotes)
        if value and near and not quoted and (shape.op, shape.unit) == ("shift", "day") and shape.anchor == "published":
            found.setdefault(_shifted(value, -int(shape.amount or 0)), []).extend((told.span, time.span))
    if len(found) != 1:
        return None
    value, evidence = found.popitem()
    return Published(value=value, known_from="text", evidence=tuple(evidence))


_BESIDE = 3  # signs and a weekday between `today` and its date


def contradiction(draft: Draft, published: Published | None) -> Time | None:
    """The dateline, where a header or the metadata says another by more than two days."""
    time = dateline(draft)
    value = full_date(time) if time else None
    if time is None or value is None or published is None or len(published.value) != len(value):
        return None
    apart = abs(_ordinal(published.value) - _ordinal(value))
    return time if apart > _SLACK else None


def _shifted(value: str, days: int) -> str:
    """An ISO date some days later, or earlier; a clock is not asked."""
    year, month, day = (int(part) for part in value.split("-"))
    day += days
    while day < 1:
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        day += monthrange(year, month)[1]
    while day > monthrange(year, month)[1]:
        day -= monthrange(year, month)[1]
        year, month = (year + 1, 1) if month == _DECEMBER else (year, month + 1)
    return f"{year:04d}-{month:02d}-{day:02d}"


_DECEMBER = 12


def _ordinal(value: str) -> int:
    """Days from 1970 to an ISO date."""
    year, month, day = (int(part) for part in value.split("-"))
    return timegm((year, month, day, 0, 0, 0)) // 86400
