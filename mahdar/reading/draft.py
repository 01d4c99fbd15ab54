"""A draft: a reading under way. Steps look at it and return marks; only the pipeline puts them in place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from mahdar.language.language import Language
from mahdar.reading.page import Page
from mahdar.types.marks import Furniture, Mark, Mention, Quote, Sentence, Statement, Time
from mahdar.types.report import Report
from mahdar.types.span import Span

M = TypeVar("M", bound=Mark)


class Draft:
    """The page of a report and the layers made so far; never changed, only followed by the next draft."""

    __slots__ = ("language", "layers", "page", "report")

    def __init__(self, report: Report, page: Page, layers: Mapping[str, tuple[Any, ...]]) -> None:
        self.report = report
        self.page = page
        self.language: Language = page.language
        self.layers = layers

    def with_layer(self, name: str, marks: Iterable[Mark]) -> "Draft":
        ordered = tuple(sorted(marks, key=lambda mark: (mark.span, mark.rules)))
        return Draft(self.report, self.page, {**self.layers, name: ordered})

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.layers["sentences"]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return self.layers["quotes"]

    @property
    def furniture(self) -> tuple[Furniture, ...]:
        return self.layers["furniture"]

    @property
    def times(self) -> tuple[Time, ...]:
        return self.layers["times"]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.layers["mentions"]

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.layers["statements"]


def within(marks: tuple[M, ...], span: Span) -> tuple[M, ...]:
    """Those of `marks` (sorted by place, not overlapping) that lie inside `span`."""
    first = bisect_left(marks, span.start, key=lambda mark: mark.span.start)
    last = bisect_right(marks, span.stop, key=lambda mark: mark.span.start)
    return tuple(mark for mark in marks[first:last] if mark.span.stop <= span.stop)
