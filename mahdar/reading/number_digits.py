"""Numbers in digits as they stand in running text: signs, groups set apart by spaces, quotients, ranges."""

from mahdar.reading.number_words import MOST_DIGITS, Cardinals, Part, digits

MINUS = "-\u2212\ufe63\uff0d"
_POINT = ".\u066b"
_PERCENT = "%\u066a"
VULGAR = {"\u00bd": 1 / 2, "\u00bc": 1 / 4, "\u00be": 3 / 4, "\u2153": 1 / 3, "\u2154": 2 / 3, "\u215b": 1 / 8}


class PrintedCardinals(Cardinals):
    """Cardinals with what only digits have: `1 000 000`; read freely also `3/4`, `1 4/5`, `.5`."""

    def digits(self, at: int) -> Part | None:
        page = self.page
        if at >= page.size or not page.deep[at][0].isdigit():
            return None
        word = page.deep[at]
        if self.free and word.isdecimal() and _is_alone(page.text, page.words.start(at), _POINT):
            return float(f".{word}"), at + 1
        value = digits(word)
        if value is None:
            quotient = _quotient(word) if self.free else None
            return None if quotient is None else (quotient, at + 1)
        return self._grouped(word, at + 1) or self._mixed(value, word, at + 1) or (value, at + 1)

    def _grouped(self, word: str, stop: int) -> Part | None:
        """Groups of three, set apart by one space each: `1 000 000`."""
        whole = word.replace("\u066c", "").replace(",", "")
        if not whole.isdecimal() or word[0] == "0" or (whole == word and len(word) > 3):
            return None
        first = stop
        while stop < self.page.size and len(whole) < MOST_DIGITS and self._is_group(stop):
            whole, stop = whole + self.page.deep[stop], stop + 1
        return (float(whole), stop) if stop > first else None

    def _is_group(self, at: int) -> bool:
        word = self.page.deep[at]
        return len(word) == 3 and word.isdecimal() and self._is_next(at)

    def _is_next(self, at: int) -> bool:
        """Whether one space and nothing else stands before word `at`."""
        words = self.page.words
        gap = self.page.text[words.stop(at - 1) : words.start(at)]
        return len(gap) == 1 and gap.isspace() and gap not in "\n\r"

    def _mixed(self, value: float, word: str, stop: int) -> Part | None:
        if not self.free or stop >= self.page.size or not word.isdecimal() or not self._is_next(stop):
            return None
        rest = _quotient(self.page.deep[stop])
        return (value + rest, stop + 1) if rest is not None and rest < 1 else None


def is_quotient(word: str) -> bool:
    return "/" in word


def _quotient(word: str) -> float | None:
    above, slash, below = word.partition("/") if len(word) <= MOST_DIGITS else ("", "", "")
    return int(above) / int(below) if slash and above.isdecimal() and below.isdecimal() and int(below) else None


def _is_alone(text: str, start: int, marks: str) -> bool:
    """Whether one of `marks` stands right before `start` as its sign: behind no letter, number or mark of a number."""
    if not start or text[start - 1] not in marks:
        return False
    before = text[max(0, start - 9) : start - 1]
    return not before or not (before[-1].isalnum() or before[-1] in ".,:/" or before.rstrip(" ")[-1:].isdigit())


def signed(text: str, start: int, value: float) -> tuple[float, int, bool]:
    """What the signs before the digits at `start` make of their `value`: the value, where it then begins, and whether
    it is a percentage (which some print with its sign first)."""
    if _is_alone(text, start, _POINT):
        start -= 1
    if _is_alone(text, start, MINUS):
        value, start = -value, start - 1
    percent = _is_alone(text, start, _PERCENT)
    return (value / 100, start - 1, True) if percent else (value, start, False)


def range_ends(word: str) -> list[tuple[float, int, int]]:
    """`10-12`: its two numbers, each with where it begins and ends in the word. Of more parts it is a date or an
    address: none."""
    first, dash, last = word.partition("-")
    low, high = digits(first), digits(last)
    if not dash or low is None or high is None:
        return []
    return [(low, 0, len(first)), (high, len(first) + 1, len(word))]
