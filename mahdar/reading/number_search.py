"""All numbers of a page: cardinals, ordinals, fractions and percentages, each with its place in the text."""

from typing import Literal

import msgspec

from mahdar.language.schema import NumberWord
from mahdar.reading.number_digits import MINUS, VULGAR, PrintedCardinals, is_quotient, range_ends, signed
from mahdar.reading.number_words import Part, proclitics
from mahdar.reading.page import Page
from mahdar.types.span import Span

NumberKind = Literal["cardinal", "ordinal", "fraction", "percent"]


class Number(msgspec.Struct, frozen=True):
    """A number in a text. `span` leaves proclitics out; `value` is an int where it is whole. A percentage is a part of
    one (`20%` is 0.2), an ordinal its place (`the third` is 3)."""

    span: Span
    value: int | float
    kind: NumberKind


class _Found(msgspec.Struct, frozen=True):
    """A number up to word `stop`, behind `skip` letters of proclitics."""

    value: float
    stop: int
    kind: NumberKind
    skip: int = 0


_CLASSES = frozenset({"number", "numeral"})
_ORDINAL = frozenset({"ordinal", "ordinal-joined"})
_FRACTION, _PARTS = frozenset({"fraction", "fraction-bound"}), frozenset({"parts"})
_TEN, _TENS, _UNIT, _ZERO = frozenset({"ten"}), frozenset({"tens"}), frozenset({"unit"}), frozenset({"zero"})
_WHOLE = frozenset({"hundred", "scale", "scale-alif"})
_THE_WHOLE = _WHOLE | {"definite-scale"}
_HUNDRED, _THOUSAND = frozenset({"hundred"}), frozenset({"scale", "dual"})
_LEAST_SCALE = 1000  # `three million and a half` is half a million more, `a hundred and a half` is not


def find_numbers(page: Page) -> list[Number]:
    """The numbers of a page, left to right, without overlaps."""
    found: list[Number] = []
    stop = 0
    for index, (look, word) in enumerate(zip(page.looks, page.deep, strict=True)):
        begins = not look.classes.isdisjoint(_CLASSES) or word[0].isdigit() or word in VULGAR
        if begins and index >= stop:
            numbers, stop = _at(page, index)
            found += numbers
    return found


def _at(page: Page, index: int) -> tuple[list[Number], int]:
    """The numbers that begin with word `index`, and the word at which to go on."""
    word = page.deep[index]
    number: _Found | None = None
    if page.may_begin(index, _CLASSES):
        silent = _marked(page, index, "silent", "numeral")
        if silent:
            return [], silent[1]
        number = _Words(page).at(index)
    elif word[0].isdigit():
        ends = range_ends(word)
        if ends:
            start = page.words.start(index)
            return [Number(Span(start + a, start + b), _plain(value), "cardinal") for value, a, b in ends], index + 1
        if not _in_a_name(page, index):
            number = _Words(page).printed(index)
    elif word in VULGAR:
        number = _Found(VULGAR[word], index + 1, "fraction")
    return ([_number(page, index, number)], number.stop) if number else ([], index + 1)


def _in_a_name(page: Page, index: int) -> bool:
    """Whether the digits at word `index` end a name: behind a Latin letter, or a dash that follows a word; one letter
    or the article before the dash is a proclitic."""
    start = page.words.start(index)
    before = page.text[start - 1] if start else " "
    if before in MINUS and index > 1:
        before = page.text[start - 2]
        word, article = page.deep[index - 2], page.language.orthography.proclitics.article
        return before.isalpha() and (before.isascii() or (len(word) > 1 and word != page.lexicon.fold(article)))
    return before.isascii() and (before.isalpha() or before == "_")


def _number(page: Page, index: int, found: _Found) -> Number:
    """What was found, with the signs before it."""
    span = page.span(index, found.stop, found.skip)
    value, start, kind = found.value, span.start, found.kind
    if page.deep[index][0].isdigit():
        value, start, percent = signed(page.text, start, value)
        kind = "percent" if percent else kind
    elif index and not found.skip and _marked(page, index - 1, "minus"):
        value, start = -value, page.words.start(index - 1)
    return Number(Span(start, span.stop), _plain(value), kind)


def _plain(value: float) -> int | float:
    """`value` without what binary fractions add to it; an int where it is whole."""
    short = float(f"{value:.12g}")
    value = short if abs(short - value) < 1e-15 * abs(value) else value
    return int(value) if value == int(value) else value


def _marked(page: Page, index: int, kind: str, cls: str = "number-link") -> tuple[float, int] | None:
    """The value of a word or term of `kind` at word `index`, and where it stops."""
    for unit in page.units(cls, index):
        table = unit.sense.row.table if unit.sense else None
        if isinstance(table, NumberWord) and table.kind == kind:
            return table.value, unit.stop
    return None


class _Words(PrintedCardinals):
    """Reads what begins at one word: cardinals and what may follow them, ordinals, fractions."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, free=True)
        self.sheet = page

    def at(self, index: int) -> _Found | None:
        """The longest number that begins with a number word at `index`."""
        best: _Found | None = None
        for skip, prefix in proclitics(self.page, index, _CLASSES):
            found = self._ordinal(index, prefix) or self._cardinal(index, prefix) or self._part_of(index, prefix)
            if found and (best is None or found.stop > best.stop):
                best = msgspec.structs.replace(found, skip=skip)
        return best

    def printed(self, index: int) -> _Found | None:
        """The number that begins with the digits at `index`."""
        part = self.read(index, "")
        if part is None:
            return None
        return _Found(*part, "fraction") if is_quotient(self.page.deep[part[1] - 1]) else self._with_tail(part)

    # ── cardinals ────────────────────────────────────────────────
    def _cardinal(self, index: int, prefix: str) -> _Found | None:
        part = self.read(index, prefix)
        if part is None or (part[0] == 0 and self.digits(part[1])):
            return None  # a month is called like nought: a year follows
        parts = self.word(part[1], _PARTS)
        if parts and 1 < part[0] < 100:
            return self._of_whole(part[0] * parts.value, part[1] + 1)
        if self.definite and not self.counted and not self._counts(part[1]):
            value, stop = self._beyond(self._with_ordinal(part))
            return _Found(value, stop, "ordinal")
        return self._with_tail(self._ascending(index, part))

    def _counts(self, stop: int) -> bool:
        """Whether a noun without article follows, that a definite number counts: `the twenty days`."""
        if stop >= self.page.size or self.is_kind(stop, "after"):
            return False
        word, lexicon = self.page.deep[stop], self.page.lexicon
        return lexicon.has(word, "noun") and not lexicon.has(word, "particle")

    def _ascending(self, index: int, part: Part) -> Part:
        """Units, tens, hundreds and thousands in rising order, as years are told; between two numbers it is a range."""
        value, stop = part
        if not (20 < value < 100 and value % 10) or stop == index + 1 or self.ranged:
            return part
        at, link = self.joined(stop)
        hundred = self.word(at, _HUNDRED, link)
        if hundred is None or self.below_hundred(*self.joined(at + 1)) or self.word(at + 1, _WHOLE):
            return part
        value, stop = value + hundred.value, at + 1
        at, link = self.joined(stop)
        scale = self.word(at, _THOUSAND, link)
        return (value + scale.value, at + 1) if scale else (value, stop)

    def _with_tail(self, part: Part) -> _Found:
        """A cardinal with what may follow: a fraction more or less, percent."""
        value, stop = part
        scale = self.scale if self.scale >= _LEAST_SCALE else 1.0
        more = self._share(*self.joined(stop))
        if more and (more[1] or not self._is_definite(more[2])):
            value, stop = value + more[0] * (more[1] or scale), more[2]
        elif self.is_kind(stop, "less") and (less := self._share(stop + 1, "")):
            # the accusative of a third is spelt like two thirds, which nobody takes away
            share = 1 / 3 if less[0] == 2 / 3 else less[0]
            value, stop = value - share * (less[1] or (value if value == 100 else scale)), less[2]
        return self._percent(value, stop, "cardinal")

    def _is_definite(self, at: int) -> bool:
        return at < self.page.size and self.sheet.is_definite(at) and not _marked(self.sheet, at, "percent")

    def _percent(self, value: float, stop: int, kind: NumberKind) -> _Found:
        percent = _marked(self.sheet, stop, "percent")
        if percent is None:
            return _Found(value, stop, kind)
        return _Found(value / percent[0], percent[1], "percent" if percent[0] == 100 else "fraction")

    # ── fractions ────────────────────────────────────────────────
    def _share(self, at: int, link: str) -> tuple[float, float, int] | None:
        """A fraction at word `at`: its value, the whole that is named behind it (or 0), where it stops."""
        fraction = self.word(at, _FRACTION, link)
        unit = None if fraction else self.word(at, _UNIT, link)
        parts = self.word(at + 1, _PARTS) if unit else None
        if fraction is None and (unit is None or parts is None):
            return None
        share = fraction.value if fraction else unit.value * parts.value if unit and parts else 0.0
        stop = at + 1 if fraction else at + 2
        self.definite = None
        whole = self.word(stop, _THE_WHOLE)
        if whole:
            return share, whole.value, stop + 1
        return None if fraction and fraction.kind == "fraction-bound" else (share, 0.0, stop)

    def _part_of(self, index: int, prefix: str) -> _Found | None:
        self.definite = None
        share = self._share(index, prefix)
        if share is None:
            return None
        value, whole, stop = share
        return _Found(value * whole, stop, "cardinal") if whole else self._percent(value, stop, "fraction")

    def _of_whole(self, share: float, stop: int) -> _Found:
        """`three quarters`, `three quarters of a million`."""
        self.definite = None
        whole = self.word(stop, _THE_WHOLE)
        return _Found(share * whole.value, stop + 1, "cardinal") if whole else self._percent(share, stop, "fraction")

    # ── ordinals ─────────────────────────────────────────────────
    def _ordinal(self, index: int, prefix: str) -> _Found | None:
        self.definite = None
        part = self._ordinal_part(index, prefix)
        return _Found(*self._beyond(part), "ordinal") if part else None

    def _ordinal_part(self, index: int, link: str) -> Part | None:
        """`the third`, `the thirteenth`, `the three and twentieth`."""
        table = self.word(index, _ORDINAL, link)
        if table is None or table.value > 10:
            return None
        value, stop = table.value, index + 1
        if value < 10 and (value > 1 or table.kind == "ordinal-joined"):
            if self.word(stop, _TEN):
                return value + 10, stop + 1
            at, joint = self.joined(stop)
            tens = self.word(at, _TENS, joint)
            if tens and tens.definite == table.definite:
                return value + tens.value, at + 1
        return None if table.kind == "ordinal-joined" else (value, stop)

    def _with_ordinal(self, part: Part) -> Part:
        """`the hundred and fourth`."""
        at, link = self.joined(part[1])
        rest = self._ordinal_part(at, link) if part[0] % 100 == 0 else None
        return (part[0] + rest[0], rest[1]) if rest else part

    def _beyond(self, part: Part) -> Part:
        """`the second after the hundred` is the 102nd."""
        value, stop = part
        if not self.is_kind(stop, "after"):
            return part
        after = self.read(stop + 1, "")
        return (value + after[0], after[1]) if after and self.definite and not self.counted else part
