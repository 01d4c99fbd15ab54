"""The grammar of cardinals: how units, tens, hundreds and scales join, in words, in digits and in both.

A part below a thousand may carry scales (`five` + `thousand`); a part joined to it by the conjunction must be smaller
than the last scale, so `three and four` stay two numbers. `Cardinals` keeps what the last number read was made of.
"""

import re
from typing import Protocol

from mahdar.language.lexicon import Lexicon, Sense
from mahdar.language.schema import NumberWord
from mahdar.text.scan import Words

Part = tuple[float, int]  # a value, and the word at which it stops

_DIGITS = re.compile("\\d+(?:[.,\u066b\u066c]\\d+)*")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
AND = "&"  # stands for the conjunction as the proclitic of a word
_UNITS = frozenset({"unit", "one", "bound"})
_TEN, _TENS = frozenset({"ten"}), frozenset({"tens"})
_HUNDRED, _HUNDREDS = frozenset({"hundred"}), frozenset({"hundred", "hundreds"})
_FIRST_SCALE = frozenset({"scale", "scale-alif", "dual"})
_FREE_SCALE = _FIRST_SCALE | {"definite-scale", "definite-dual"}
_SCALE = frozenset({"scale", "scale-alif", "scales"})
_DUALS = frozenset({"dual", "definite-dual"})
_PARTED = frozenset({"scale", "scale-alif", "definite-scale"})
MOST_DIGITS = 30
_LARGEST_SCALE = 1e18
_LARGEST_LOW = 10_000  # `1,200 million` is said, `20,000 and 3 million` are two numbers


class Numbered(Protocol):
    """What numbers are read from: a text and its words with senses."""

    text: str
    words: Words
    deep: list[str]
    light: list[str]
    size: int

    @property
    def lexicon(self) -> Lexicon: ...

    def senses(self, index: int) -> tuple[Sense, ...]: ...


def digits(word: str) -> float | None:
    """The value of digits with thousands and decimal marks; `1,200` is 1200, `8.5` and `8,5` are 8.5. More than
    30 characters are no number that anybody counts with."""
    if not word or len(word) > MOST_DIGITS or not _DIGITS.fullmatch(word):
        return None
    word = word.replace("\u066b", ".").replace("\u066c", ",")
    whole, _, fraction = word.rpartition(",")
    if whole:
        word = (whole.replace(",", "") + fraction) if len(fraction) == 3 or "." in fraction else word.replace(",", ".")
    if _DOTTED.fullmatch(word):
        word = word.replace(".", "")
    return float(word) if word.count(".") <= 1 and "," not in word else None


def number_word(page: Numbered, index: int, kinds: frozenset[str]) -> tuple[NumberWord, Sense] | None:
    """The first number word of one of `kinds` that word `index` may be, behind any proclitics."""
    if index < page.size:
        for sense in page.senses(index):
            table = sense.row.table
            if sense.cls == "number" and isinstance(table, NumberWord) and table.kind in kinds:
                return table, sense
    return None


def proclitics(page: Numbered, index: int, classes: frozenset[str]) -> list[tuple[int, str]]:
    """What may stand before a number word in word `index`: (letters, proclitics), as it is spelt first, then the
    shortest. Folding makes `one` and `and one of` equal, which print their alif differently."""
    spelt: dict[tuple[int, str], bool] = {}
    for sense in page.senses(index):
        if sense.cls in classes:
            head = sense.skip, sense.prefix
            spelt[head] = spelt.get(head, False) or page.light[index][sense.skip :] == sense.word.text
    return sorted(spelt, key=lambda head: not spelt[head]) if len(spelt) > 1 else list(spelt)


class Cardinals:
    """Reads the cardinals of one page. `free` also reads what is a number only where numbers are asked for.

    After a number was read, `definite` says whether it carries the article, `counted` whether a unit of it does,
    `scale` is the smallest scale it ends with (1: none). Behind `between` it is `ranged`: no sum.
    """

    def __init__(self, page: Numbered, free: bool = False) -> None:
        self.page = page
        self.free = free
        self.definite: bool | None = None
        self.counted = False
        self.scale = 1.0
        self.ranged = False

    def read(self, at: int, link: str) -> Part | None:
        """The number that begins at word `at`, whose first word carries the proclitics `link`."""
        self.definite, self.counted, self.scale = None, False, 1.0
        self.ranged = at > 0 and self.is_kind(at - 1, "between")
        return self.number(at, link)

    # ── words ────────────────────────────────────────────────────
    def word(self, at: int, kinds: frozenset[str], link: str = "") -> NumberWord | None:
        """The number word of one of `kinds` at word `at`, carrying just `link`; an indefinite number stays so."""
        for sense in self.page.senses(at) if at < self.page.size else ():
            table = sense.row.table
            if not isinstance(table, NumberWord) or table.kind not in kinds:
                continue
            if sense.prefix != link and not (link == AND and self.is_and(sense.prefix)):
                continue
            if table.exact and not _is_spelt(self.page.light[at], table):
                continue
            if (self.free or sense.cls == "number") and not (table.definite and self.definite is False):
                if self.definite is None:
                    self.definite = table.definite
                return table
        return None

    def is_kind(self, at: int, kind: str) -> bool:
        return at < self.page.size and _has_kind(self.page.senses(at), kind)

    def is_and(self, prefix: str) -> bool:
        return len(prefix) == 1 and _has_kind(self.page.lexicon.look(prefix).senses, "and")

    def joined(self, at: int) -> tuple[int, str]:
        """Where a word joined to what stops at `at` would begin, and what it carries."""
        return (at + 1, "") if self.is_kind(at, "and") else (at, AND)

    def digits(self, at: int) -> Part | None:
        """A number in digits at word `at`."""
        value = digits(self.page.deep[at]) if at < self.page.size else None
        return None if value is None else (value, at + 1)

    # ── below a thousand ─────────────────────────────────────────
    def below_hundred(self, at: int, link: str) -> Part | None:
        unit = self.word(at, _UNITS, link)
        if unit:
            return self._unit(unit, at, link)
        ten = self.word(at, _TEN, link)
        if ten:
            self.counted = ten.definite
            return ten.value, at + 1
        if self.free and (teen := self.word(at, frozenset({"teen", "zero"}), link)):
            return teen.value, at + 1
        tens = self.word(at, _TENS, link)
        if tens is None:
            return None
        return (self._turned(at + 1, tens.value) if self.free else None) or (tens.value, at + 1)

    def _unit(self, unit: NumberWord, at: int, link: str) -> Part | None:
        ten = self.word(at + 1, _TEN)
        tens = None if ten else self.word(*self._at(at + 1, _TENS))
        if ten or tens or unit.kind == "unit":
            self.counted = unit.kind == "unit" and unit.definite
        if ten:
            return unit.value + ten.value, at + 2
        if tens:
            return unit.value + tens.value, self.joined(at + 1)[0] + 1
        alone = unit.kind == "unit" or (unit.kind == "one" and (self.free or link == AND))
        return (unit.value, at + 1) if alone else None

    def _at(self, at: int, kinds: frozenset[str]) -> tuple[int, frozenset[str], str]:
        index, link = self.joined(at)
        return index, kinds, link

    def _turned(self, at: int, tens: float) -> Part | None:
        """Tens before their unit, `forty and five`, where the unit begins no number of its own."""
        index, link = self.joined(at)
        unit = self.word(index, frozenset({"unit", "one"}), link)
        if unit is None or unit.value == 2 or self.word(index + 1, _TEN | _HUNDREDS | _SCALE | {"parts"}):
            return None
        return None if self.word(*self._at(index + 1, _TENS | _TEN)) else (tens + unit.value, index + 1)

    def below_thousand(self, at: int, link: str) -> Part | None:
        hundred = self.word(at, _HUNDRED | ({"hundred-bound"} if self.free else set()), link)
        if hundred:
            value, stop = hundred.value, at + 1
        else:
            small = self.below_hundred(at, link)
            if small is None:
                return None
            value, stop = self._hundreds(small)
            if stop == small[1] or value >= 1000:
                return value, stop
        rest = self._rest(stop)
        if hundred and hundred.kind == "hundred-bound" and rest is None:
            return None
        return (value + rest[0], rest[1]) if rest else (value, stop)

    def _hundreds(self, small: Part) -> Part:
        """Three to nine hundreds, in two words; where numbers are asked for, any number of them: `33 hundred`."""
        value, stop = small
        hundred = self.word(stop, _HUNDREDS)
        if hundred is None or hundred.value != 100 or value != int(value):
            return small
        if not (2 < value < 10 or (self.free and value >= 10 and hundred.kind == "hundred")):
            return small
        self.counted = False
        return value * 100, stop + 1

    def _rest(self, stop: int) -> Part | None:
        """What is joined to hundreds; the spoken language leaves the conjunction out before `one and twenty`."""
        index, link = self.joined(stop)
        rest = self.below_hundred(index, link)
        if rest is None and index > stop:
            rest = self.digits(index)
        if rest is None and self.free:
            rest = self.below_hundred(stop, "")
            if rest and not (rest[0] > 20 and rest[0] % 10):
                rest = None
        if rest is None or rest[0] >= 100 or self.word(rest[1], _HUNDREDS | {"parts"}):
            return None
        return rest

    # ── scales ───────────────────────────────────────────────────
    def part(self, at: int, link: str) -> tuple[float, float, int] | None:
        """A part with its scales: its value, the product of the scales (1: none), where it stops."""
        small = self._counted_part(at, link)
        scale = 1.0
        if small is None:
            table = self.word(at, _FREE_SCALE if self.free else _FIRST_SCALE, link)
            if table is None:
                return None
            scale = table.value / 2 if table.kind in _DUALS else table.value
            value, stop = table.value, at + 1
            if table.kind == "scale-alif" and self._is_construct(stop):
                value *= 2
        else:
            value, stop = small
        while scale < _LARGEST_SCALE and (follow := self.word(stop, _SCALE)):
            value, scale, stop, self.counted = value * follow.value, scale * follow.value, stop + 1, False
        return value, scale, stop

    def _counted_part(self, at: int, link: str) -> Part | None:
        if link == "" and (found := self.digits(at)):
            return self._hundreds(found) if self.free or found[0] < 10 else found
        return self.below_thousand(at, link)

    def _is_construct(self, at: int) -> bool:
        """Whether a noun may follow, to which the alif of a dual belongs: `two thousand men`, but `a thousand and`."""
        if at >= self.page.size or not self.page.deep[at][0].isalpha():
            return False
        word = self.page.deep[at]
        return not self.is_and(word[0]) and not self.page.lexicon.has(word, "particle")

    def number(self, at: int, link: str) -> Part | None:
        first = self.part(at, link)
        if first is None:
            return None
        total, scale, stop = first
        counted = total / scale
        while scale > 1:
            index, joint = self.joined(stop)
            part = self.part(index, joint)
            if part is None:
                break
            value, own, end = part
            if self._spans(total, scale, part):
                value, total = (total + value / own) * own, 0.0
            elif value >= scale and not self._fills(counted, scale, part):
                break
            total, counted, scale, stop = total + value, value / own, own, end
        self.scale = scale
        return self._decimals(total, stop)

    def _spans(self, total: float, scale: float, part: tuple[float, float, int]) -> bool:
        """Whether the scale of `part` counts all that came before it, too: `a thousand and 200 million`."""
        value, own, end = part
        if value < scale or own <= scale or total >= _LARGEST_LOW or not 10 < value / own < scale:
            return False
        return self.word(end - 1, frozenset({"scale", "scale-alif"})) is not None

    def _fills(self, counted: float, scale: float, part: tuple[float, float, int]) -> bool:
        """Whether `part` counts the same scale below the hundreds before it: `a hundred thousand and two thousand`."""
        value, own, end = part
        worded = not self.page.deep[end - 2][0].isdigit()
        return own == scale and worded and not self.ranged and counted % 100 == 0 and value / own < 100

    def _decimals(self, total: float, stop: int) -> Part:
        """`four point five`, also with a scale behind: `four point five million`."""
        at = stop + 1
        if not self.is_kind(stop, "point") or total != int(total) or at >= self.page.size:
            return total, stop
        part = self.part(at, "")
        if part is None:
            return total, stop
        value, own, end = part
        printed = self.page.deep[at]
        if own > 1 and total < 1000 and self.word(at, _FREE_SCALE) is None:
            self.scale = own
            return _pointed(total, value / own, printed) * own, end
        number = self.number(at, "") or (value, end)
        self.scale = 1.0
        return _pointed(total, number[0], printed), number[1]


def _pointed(whole: float, decimals: float, printed: str) -> float:
    """`decimals` behind the point of `whole`; digits keep the noughts that they are printed with."""
    return float(f"{int(whole)}.{printed if printed.isdecimal() else int(decimals)}")


def _is_spelt(light: str, table: NumberWord) -> bool:
    """Whether a word is printed in the letters of one of the forms; what stands before them may have swallowed part of
    the article."""
    return any(light.endswith(form[2:] if table.definite else form) for form in table.forms)


def _has_kind(senses: tuple[Sense, ...], kind: str) -> bool:
    return any(isinstance(sense.row.table, NumberWord) and sense.row.table.kind == kind for sense in senses)
