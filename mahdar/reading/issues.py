"""Issues: which topics of the negotiation a passage raises, by the words of `issues.toml`."""

from collections.abc import Iterable, Iterator

from mahdar.language.schema import Issue
from mahdar.reading.page import Page
from mahdar.types.span import Span


def issues_in(page: Page, first: int, stop: int) -> Iterator[tuple[int, str]]:
    """(word, issue id) of each term that begins in words `first` up to `stop`; the longest term at a word wins."""
    index = first
    while index < stop:
        units = [unit for unit in page.units("issue", index) if unit.sense and isinstance(unit.sense.row.table, Issue)]
        if units:
            longest = max(unit.stop for unit in units)
            for unit in units:
                if unit.stop == longest and unit.sense and isinstance(unit.sense.row.table, Issue):
                    yield index, unit.sense.row.table.id
            index = longest
        else:
            index += 1


def issues_of(page: Page, spans: Iterable[Span]) -> tuple[str, ...]:
    """The issues that `spans` raise, in the order of their ids."""
    at = page.words.at
    return tuple(sorted({issue for span in spans for _, issue in issues_in(page, at(span.start), at(span.stop))}))
