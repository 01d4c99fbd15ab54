"""Numbers in words, digits and both: `600` + scale, `two million and a half`, ordinals, days, hours, years."""

import re
from typing import Protocol

import msgspec

from mahdar.language.lexicon import Sense
from mahdar.language.schema import NumberWord

_DIGITS = re.compile("\\d+(?:[.,\u066b\u066c]\\d+)*")
_DATE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})")


class Numbered(Protocol):
    """What numbers are read from: words with senses."""

    deep: list[str]
    size: int

    def senses(self, index: int) -> tuple[Sense, ...]: ...


class NumberFound(msgspec.Struct, frozen=True):
    """A number up to word `stop`; the first word carries `skip` letters of proclitics."""

    value: float
    stop: int
    skip: int
    prefix: str


def _digits(word: str) -> float | None:
    """The value of digits with thousands and decimal marks; `1,200` is 1200, `8.5` and `8,5` are 8.5."""
    if not word or not _DIGITS.fullmatch(word):
        return None
    word = word.replace("\u066b", ".").replace("\u066c", ",")
    whole, _, fraction = word.rpartition(",")
    if whole:
        word = (whole.replace(",", "") + fraction) if len(fraction) == 3 or "." in fraction else word.replace(",", ".")
    if word.count(".") > 1:
        word = word.replace(".", "")
    return float(word) if word.count(".") <= 1 else None


def _sense(page: Numbered, index: int, kinds: frozenset[str]) -> tuple[NumberWord, Sense] | None:
    if index < page.size:
        for sense in page.senses(index):
            table = sense.row.table
            if sense.cls == "number" and isinstance(table, NumberWord) and table.kind in kinds:
                return table, sense
    return None


_SMALL = frozenset({"unit", "ten", "tens", "hundred"})
_SCALE = frozenset({"scale"})
_PARTED = frozenset({"scale", "definite-scale"})
_TEN, _TENS = frozenset({"ten"}), frozenset({"tens"})
_HALF = frozenset({"fraction"})


def number_at(page: Numbered, index: int) -> NumberFound | None:
    """The cardinal that begins at word `index`, as long as it goes."""
    first = page.deep[index]
    value = _digits(first)
    if value is not None:
        return _scaled(page, value, index + 1, NumberFound(value, index + 1, 0, ""))
    small = _sense(page, index, _SMALL | _SCALE)
    if small is None:
        return None
    table, sense = small
    one = table.kind == "unit" and table.value == 1
    if one and not _sense(page, index + 1, _TEN) and not _joined_tens(page, index + 1):
        return None
    total, group, at = 0.0, 0.0, index
    while True:
        group, total, stop = _take(page, at, group, total)
        if stop == at:
            break
        at = stop
        joined = _joined(page, at)
        if not joined:
            follow = _sense(page, at, _SCALE)
            if follow and not follow[1].skip:
                continue
            break
    half = _sense(page, at, _HALF)
    if half and half[1].prefix and total and (follow := _sense(page, at + 1, _PARTED)):
        return NumberFound(total + group + half[0].value * follow[0].value, at + 2, sense.skip, sense.prefix)
    return NumberFound(total + group, at, sense.skip, sense.prefix)


def _joined(page: Numbered, index: int) -> bool:
    """Whether the word at `index` is a number word joined by a conjunction."""
    found = _sense(page, index, _SMALL | _SCALE)
    return found is not None and len(found[1].prefix) == 1 and found[0].kind in _SMALL | _SCALE


def _joined_tens(page: Numbered, index: int) -> float | None:
    """The value of tens joined by a conjunction: `and twenty`."""
    tens = _sense(page, index, _TENS)
    return tens[0].value if tens and len(tens[1].prefix) == 1 else None


def _take(page: Numbered, at: int, group: float, total: float) -> tuple[float, float, int]:
    found = _sense(page, at, _SMALL | _SCALE)
    if found is None:
        return group, total, at
    table, _ = found
    if table.kind == "scale":
        if table.value % 10 == 0 and str(int(table.value))[0] == "2" and not group:
            return 0.0, total + table.value, at + 1
        return 0.0, total + (group or 1.0) * table.value, at + 1
    if table.kind == "unit":
        after = _sense(page, at + 1, _TEN)
        if after and not after[1].skip:
            return group + table.value + 10, total, at + 2
        hundred = _sense(page, at + 1, frozenset({"hundred"}))
        if hundred and not hundred[1].skip and hundred[0].value == 100 and table.value > 2:
            return group + table.value * 100, total, at + 2
    return group + table.value, total, at + 1


def _scaled(page: Numbered, value: float, at: int, plain: NumberFound) -> NumberFound:
    follow = _sense(page, at, _SCALE)
    if follow is None or follow[1].skip:
        return plain
    return NumberFound(value * follow[0].value, at + 1, 0, "")


# ── numbers of dates ─────────────────────────────────────────────
def day_number(page: Numbered, index: int) -> NumberFound | None:
    """1 to 31 in digits, or an ordinal, also `the 25th` in words joined by a conjunction."""
    value = _digits(page.deep[index])
    if value is not None:
        return NumberFound(value, index + 1, 0, "") if value in range(1, 32) and len(page.deep[index]) < 3 else None
    found = _ordinal(page, index)
    if found is None:
        return None
    value, stop, sense = found
    tens = _joined_tens(page, stop)
    if value < 10 and tens and value + tens <= 31:
        return NumberFound(value + tens, stop + 1, sense.skip, sense.prefix)
    return NumberFound(value, stop, sense.skip, sense.prefix) if value <= 31 else None


def _ordinal(page: Numbered, index: int) -> tuple[float, int, Sense] | None:
    found = _sense(page, index, frozenset({"ordinal", "ordinal-joined"}))
    if found is None:
        return None
    ten = _sense(page, index + 1, _TEN)
    if ten and not ten[1].skip and found[0].value < 10:
        return found[0].value + 10, index + 2, found[1]
    alone = found[0].kind == "ordinal" or _joined_tens(page, index + 1)
    return (found[0].value, index + 1, found[1]) if alone else None


def hour_number(page: Numbered, index: int) -> NumberFound | None:
    """An hour: an ordinal or digits up to 24."""
    value = _digits(page.deep[index])
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


def numeric_date(page: Numbered, index: int) -> NumberFound | None:
    """`2025-08-06`, or day first as in `6/8/2025`; the value is year * 10000 + month * 100 + day."""
    hit = _DATE.fullmatch(page.deep[index])
    if hit is None:
        return None
    first, middle, last = int(hit[1]), int(hit[3]), int(hit[4])
    year, month, day = (first, middle, last) if len(hit[1]) == 4 else (last, middle, first)
    if len(hit[1]) != 4 and len(hit[4]) != 4:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1500 <= year <= 2100):
        return None
    return NumberFound(year * 10000 + month * 100 + day, index + 1, 0, "")


def clock_time(page: Numbered, index: int) -> NumberFound | None:
    """A time of the day as `15:30`; the value is minutes since midnight."""
    hour, colon, minute = page.deep[index].partition(":")
    if colon and hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and len(minute) == 2 and int(minute) < 60:
        return NumberFound(int(hour) * 60 + int(minute), index + 1, 0, "")
    return None
