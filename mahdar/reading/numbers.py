"""Numbers as the rules of times, counts and amounts meet them: cardinals, days, hours, years, dates in digits."""

import re

import msgspec

from mahdar.language.lexicon import Sense
from mahdar.reading.number_digits import PrintedCardinals
from mahdar.reading.number_words import AND, Numbered, digits, number_word, proclitics

__all__ = [
    "NumberFound",
    "Numbered",
    "clock_time",
    "day_number",
    "hour_number",
    "number_at",
    "numeric_date",
    "year_number",
]

_SPACED = 5  # words of a date in figures with spaces around its signs
_DATE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})")
_TEN, _TENS = frozenset({"ten"}), frozenset({"tens"})
_LINKED = frozenset({"number", "number-link"})
_NUMBER, _HALF = frozenset({"number"}), frozenset({"fraction"})
_PARTED = frozenset({"scale", "definite-scale"})


class NumberFound(msgspec.Struct, frozen=True):
    """A number up to word `stop`; the first word carries `skip` letters of proclitics."""

    value: float
    stop: int
    skip: int
    prefix: str


def number_at(page: Numbered, index: int) -> NumberFound | None:
    """The cardinal that begins at word `index`, as long as it goes. One alone is none: `one of them`, `Sunday`."""
    first = page.deep[index]
    if first[0].isdigit():
        found = PrintedCardinals(page).read(index, "") if _goes_on(page, index + 1) else (digits(first), index + 1)
        return NumberFound(found[0], found[1], 0, "") if found and found[0] is not None else None
    for skip, prefix in proclitics(page, index, _NUMBER):
        if part := _words_at(page, index, prefix):
            return NumberFound(part[0], part[1], skip, prefix)
    return None


def _goes_on(page: Numbered, at: int) -> bool:
    """Whether word `at` may belong to the number before it; mostly it does not, and digits are all there is to read."""
    if at >= page.size:
        return False
    return page.deep[at][0].isdigit() or any(sense.cls in _LINKED for sense in page.senses(at))


def _words_at(page: Numbered, index: int, prefix: str) -> tuple[float, int] | None:
    cardinals = PrintedCardinals(page)
    found = cardinals.read(index, prefix)
    total, at = found or (0.0, index)
    half = cardinals.word(at, _HALF, AND if found else prefix)
    scale = number_word(page, at + 1, _PARTED) if half else None
    if half is None or scale is None or scale[1].skip:
        return found
    return total + half.value * scale[0].value, at + 2


def _joined_tens(page: Numbered, index: int) -> float | None:
    """The value of tens joined by a conjunction: `and twenty`."""
    tens = number_word(page, index, _TENS)
    return tens[0].value if tens and len(tens[1].prefix) == 1 else None


# ── numbers of dates ─────────────────────────────────────────────
def day_number(page: Numbered, index: int) -> NumberFound | None:
    """1 to 31 in digits, or an ordinal, also `the 25th` in words joined by a conjunction."""
    value = digits(page.deep[index])
    if value is not None:
        return NumberFound(value, index + 1, 0, "") if value in range(1, 32) and len(page.deep[index]) < 3 else None
    found = _ordinal(page, index)
    if found is None:
        return None
    value, stop, sense = found
    if page.light[index].endswith(page.lexicon.final_ta):
        return None  # the seventh *round* in December: days are masculine
    tens = _joined_tens(page, stop)
    if value < 10 and tens and value + tens <= 31:
        return NumberFound(value + tens, stop + 1, sense.skip, sense.prefix)
    return NumberFound(value, stop, sense.skip, sense.prefix) if value <= 31 else None


def _ordinal(page: Numbered, index: int) -> tuple[float, int, Sense] | None:
    found = number_word(page, index, frozenset({"ordinal", "ordinal-joined"}))
    if found is None:
        return None
    ten = number_word(page, index + 1, _TEN)
    if ten and not ten[1].skip and found[0].value < 10:
        return found[0].value + 10, index + 2, found[1]
    alone = found[0].kind == "ordinal" or _joined_tens(page, index + 1)
    return (found[0].value, index + 1, found[1]) if alone else None


def hour_number(page: Numbered, index: int) -> NumberFound | None:
    """An hour: an ordinal or digits up to 24."""
    value = digits(page.deep[index])
    if value is not None:
        return NumberFound(value, index + 1, 0, "") if value <= 24 and value == int(value) else None
    found = _ordinal(page, index)
    return NumberFound(found[0], found[1], found[2].skip, found[2].prefix) if found and found[0] <= 12 else None


def year_number(page: Numbered, index: int) -> NumberFound | None:
    """A four-digit year from 1500 to 2100."""
    word = page.deep[index]
    if len(word) == 4 and word.isdecimal() and 1500 <= int(word) <= 2100:
        return NumberFound(int(word), index + 1, 0, "")
    return None


_MONTHS = 12


def numeric_date(page: Numbered, index: int) -> NumberFound | None:
    """`2025-08-06`, or day first as in `6/8/2025`; the value is year * 10000 + month * 100 + day."""
    hit, stop = _DATE.fullmatch(page.deep[index]), index + 1
    if hit is None:  # `6 - 8 - 2025`
        hit, stop = _DATE.fullmatch("".join(page.deep[index : index + _SPACED])), index + _SPACED
    if hit is None:
        return None
    first, middle, last = int(hit[1]), int(hit[3]), int(hit[4])
    year, month, day = (first, middle, last) if len(hit[1]) == 4 else (last, middle, first)
    if month > _MONTHS >= day and len(hit[1]) == 2:
        month, day = day, month  # `06-28-2018`: a site that counts the American way
    if len(hit[1]) != 4 and len(hit[4]) != 4:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1500 <= year <= 2100):
        return None
    return NumberFound(year * 10000 + month * 100 + day, stop, 0, "")


def clock_time(page: Numbered, index: int) -> NumberFound | None:
    """A time of the day as `15:30`; the value is minutes since midnight."""
    hour, colon, minute = page.deep[index].partition(":")
    if colon and hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and len(minute) == 2 and int(minute) < 60:
        return NumberFound(int(hour) * 60 + int(minute), index + 1, 0, "")
    return None
