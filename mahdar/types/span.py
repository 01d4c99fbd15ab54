"""Spans: half-open code-point offsets into the one immutable text of a report."""

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Characters `start` up to, not including, `stop` of a report's text, in code points."""

    start: int
    stop: int

    def of(self, text: str) -> str:
        """The characters themselves.

        >>> Span(4, 7).of("the end")
        'end'
        """
        return text[self.start : self.stop]

    def __len__(self) -> int:
        return self.stop - self.start

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.stop and other.start < self.stop

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.stop <= self.stop


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of `spans`; at least one must be given."""
    listed = tuple(spans)
    return Span(min(s.start for s in listed), max(s.stop for s in listed))
