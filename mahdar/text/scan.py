"""The scan: a text becomes words, each with its folded forms and its place. Everything above looks at these."""

import re
from bisect import bisect_left

from mahdar.text.fold import Folded, fold
from mahdar.types.span import Span

# Letters, numbers, line breaks, marks. Two apostrophes are one mark, and so is what a page left of the entity of a
# quotation mark: both stand for quotes in the wild, glued to the words.
_LETTERS = r"(?:[^\W\d_q]+|q(?!uot;)[^\W\d_q]*)(?:q(?!uot;)[^\W\d_q]*)*"
_CLOCK = r"\d{1,2}:\d{2}(?=-\d{1,2}(?![\d:]))"  # an hour glued to the day behind it, not `18:30-20:00`
_BREAKS = r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*"
_WORD = re.compile(rf"{_LETTERS}|{_CLOCK}|\d+(?:[.,/:\u066b\u066c-]\d+)*|{_BREAKS}|&?quot;|''|[^\w\s]|_")
BREAK = "\n"


def split(text: str) -> list[str]:
    """The words of a short text, as a scan would cut them, unfolded.

    >>> split("a b(c)")
    ['a', 'b', '(', 'c', ')']
    """
    return _WORD.findall(text)


class Words:
    """The words of one text, in order: parallel lists, because a list look-up is what everything else costs.

    `light[i]` is word i without marks; a line break is a word `"\\n"`. `start(i)` and `stop(i)` are code points of the
    printed text. `apart` are letters that belong to the next word though a blank stands between (`fold`).
    """

    __slots__ = ("_begin", "folded", "light", "text")

    def __init__(self, text: str, apart: str = "") -> None:
        self.text = text
        self.folded: Folded = fold(text, apart)
        self.light = [BREAK if word.isspace() else word for word in _WORD.findall(self.folded.text)]
        self._begin = [hit.start() for hit in _WORD.finditer(self.folded.text)]

    def deep(self, table: dict[int, str]) -> list[str]:
        """The words with letters merged, as a language's `table` has it."""
        return [word.translate(table) for word in self.light]

    def __len__(self) -> int:
        return len(self.light)

    def start(self, index: int, skip: int = 0) -> int:
        """Where word `index` begins in the printed text, after `skip` of its folded letters."""
        begin, starts = self._begin[index] + skip, self.folded.starts
        return begin if starts is None else starts[begin]

    def stop(self, index: int) -> int:
        end = self._ends(index)
        return end if self.folded.starts is None else self.folded.back(self._begin[index], end).stop

    def _ends(self, index: int) -> int:
        """One past the last folded character of a word; a line break reaches to the next word."""
        if self.light[index] != BREAK:
            return self._begin[index] + len(self.light[index])
        return self._begin[index + 1] if index + 1 < len(self._begin) else len(self.folded.text)

    def span(self, first: int, last: int, skip: int = 0) -> Span:
        """From word `first` (after `skip` folded letters) up to, not including, word `last`."""
        return Span(self.start(first, skip), self.stop(last - 1))

    def at(self, offset: int) -> int:
        """The index of the first word that begins at or after the printed character `offset`."""
        starts = self.folded.starts
        begin = offset if starts is None else bisect_left(starts, offset)
        return bisect_left(self._begin, begin)

    def holding(self, offset: int) -> int:
        """The index of the word that holds the printed character `offset`, or of the first word behind it."""
        index = self.at(offset)
        inside = index > 0 and self.start(index - 1) < offset < self.stop(index - 1)
        return index - 1 if inside else index
