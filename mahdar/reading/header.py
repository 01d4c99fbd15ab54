"""What the text says of itself: its day of publication and its outlet."""

from mahdar.reading.draft import Draft
from mahdar.reading.page import Page
from mahdar.types.marks import Time
from mahdar.types.report import Published

_HEADER_WORDS = 25
_HEADER_LINE = 16


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
        if first > _HEADER_WORDS:
            break
        value = _full_date(time)
        if value is None:
            continue
        if _heads(page, first) or _announced(draft, first):
            return Published(value=value, known_from="header", evidence=(time.span,))
    return None


def _heads(page: Page, index: int) -> bool:
    """Whether the line of word `index` is a header: short, without a full stop."""
    first = last = index
    while not page.is_break(first - 1):
        first -= 1
    while not page.is_break(last + 1):
        last += 1
    stopped = page.word(last) in page.language.orthography.punctuation.sentence_end
    return last - first < _HEADER_LINE and not stopped


def _full_date(time: Time) -> str | None:
    shape = time.shape
    if shape.op != "date" or shape.day is None or shape.month is None or shape.year is None:
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


def find_outlet(draft: Draft) -> str | None:
    """The outlet, where the text names it; today that is for the sources to know."""
    return None
