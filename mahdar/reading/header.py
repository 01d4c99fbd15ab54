"""What the text says of itself: its day of publication."""

import re
from calendar import monthrange
from collections.abc import Iterator

from mahdar.reading.draft import Draft
from mahdar.reading.page import Page
from mahdar.types.marks import Time
from mahdar.types.report import Published

_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")
_HEADER_WORDS, _ANNOUNCED_WORDS = 50, 100  # within which a date alone, or behind `published`, is the report's
_HEADER_LINE = 16
_LABEL = 3  # words of an outlet's name beside the date, set off by a sign
_BESIDE = (
    "published-word",
    "header-word",
    "place",
    "capital",
    "hijri",
    "weekday",
    "daypart",
    "daypart-adverb",
    "media",
)


def header_stop(page: Page) -> int:
    """One past the last word of a header like `date 2025-08-08`; else the first word that is no line break."""
    first = 0
    while first < page.size and page.is_break(first):
        first += 1
    for opener in page.units("published-word", first):
        for unit in page.units("numeric-date", opener.stop):
            return unit.stop
    return first


def find_published(draft: Draft) -> Published | None:
    """A full date that stands in a header: after a word for publication, or alone on one of the first lines."""
    page = draft.page
    for time in draft.times:
        first = page.words.at(time.span.start)
        if first > _ANNOUNCED_WORDS:
            break
        value = full_date(time)
        if value is None:
            continue
        if (
            _closes_heading(draft, first)
            or _announced(draft, first)
            or (first <= _HEADER_WORDS and _heads(draft, first))
        ):
            return Published(value=value, known_from="header", evidence=(time.span,))
    return None


def _closes_heading(draft: Draft, index: int) -> bool:
    """Whether the date fills its line below lines of heading, be they many: none of them ends like a sentence."""
    page, ends = draft.page, draft.page.language.orthography.punctuation.sentence_end
    fills = page.is_break(index - 1) and _ends_line(draft, index)
    return fills and not any(page.word(at - 1) in ends for at in range(1, index) if page.is_break(at))


def _heads(draft: Draft, index: int) -> bool:
    """Whether the line of word `index` is a header: short, without a full stop, and the date stands alone on it.

    A headline speaks of dates, too: words of its own beside the date make it one. An outlet's name is let pass where a
    sign sets it off from the date.
    """
    page, first, last = draft.page, index, index
    while not page.is_break(first - 1):
        first -= 1
    while not page.is_break(last + 1):
        last += 1
    if last - first >= _HEADER_LINE or page.word(last) in page.language.orthography.punctuation.sentence_end:
        return False
    if any(_CLOCK.fullmatch(page.word(at)) for at in range(first, last + 1)):
        return True  # the hour beside the day: no headline has it
    if page.word(index - 1) in page.language.orthography.punctuation.colon and index - first <= _LABEL + 1:
        return _ends_line(draft, index)  # `The Flag : 11 - 01 - 2008`
    if _signed_off(draft, index):
        return True  # `by X Y, our correspondent - Friday 14 February 2020`
    timed = {at for time in draft.times for at in range(page.words.at(time.span.start), page.words.at(time.span.stop))}
    words = [at for at in _own_words(page, first, last + 1) if at not in timed]
    signs = [at for at in range(first, last + 1) if at not in timed and _parts(page, at)]
    apart = all(any(min(word, index) < at < max(word, index) for at in signs) for word in words)
    return apart and len(words) <= _LABEL and not any(page.lexicon.has(page.word(at), "particle") for at in words)


def _ends_line(draft: Draft, index: int) -> bool:
    """Whether a time that begins at word `index` ends its line."""
    at = draft.page.words.at
    return any(at(time.span.start) == index and draft.page.is_break(at(time.span.stop)) for time in draft.times)


def _signed_off(draft: Draft, index: int) -> bool:
    """Whether the date ends its line with its weekday, behind a dash: headlines recall a day without."""
    page = draft.page
    day = index if page.is_a(index, "weekday") else index - 1
    dash = page.word(day - 1) in page.language.orthography.punctuation.dash
    return dash and page.is_a(day, "weekday") and _ends_line(draft, index)


def _own_words(page: Page, first: int, stop: int) -> Iterator[int]:
    """The words of a line that are neither of a place nor of a calendar nor words of publication."""
    at = first
    while at < stop:
        units = [unit.stop for cls in _BESIDE for unit in page.units(cls, at)]
        if not units and page.is_word(at) and len(page.word(at)) > 1:
            yield at
        at = max(units, default=at + 1)


def _parts(page: Page, index: int) -> bool:
    """Whether a sign parts what stands before it from what follows; a colon introduces it."""
    word = page.word(index)
    return not word[0].isalnum() and word not in page.language.orthography.punctuation.colon


def full_date(time: Time) -> str | None:
    shape = time.shape
    if (shape.op, shape.calendar) != ("date", "gregorian"):
        return None
    if shape.day is None or shape.month is None or shape.year is None:
        return None
    if shape.day > monthrange(shape.year, shape.month)[1]:
        return None
    return f"{shape.year:04d}-{shape.month:02d}-{shape.day:02d}"


def _announced(draft: Draft, first: int) -> bool:
    """Whether a word for publication stands just before the date."""
    page = draft.page
    for back in range(1, 6):
        for unit in page.units("published-word", first - back) if first >= back else ():
            if unit.stop <= first:
                return True
    return False
