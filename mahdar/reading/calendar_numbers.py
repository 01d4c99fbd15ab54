"""Numbers that only times have: clock times, dates in digits, years in words and of the Islamic calendar."""

import re
from typing import Protocol

from mahdar.language.lexicon import Sense
from mahdar.language.schema import NumberWord, WordList
from mahdar.reading.numbers import Numbered, NumberFound, hour_number, number_at

_CLOCK = re.compile(r"(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?")
_SHORT_DATE = re.compile(r"(\d{1,2})[-/](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/](\d{4})")
_PAIR = re.compile(r"(\d{1,2})-(\d{1,2})")


class Worded(Numbered, Protocol):
    """What times are read from: words with senses, of classes."""

    def is_a(self, index: int, *classes: str) -> bool: ...


# ── the clock ────────────────────────────────────────────────────
def clock_at(page: Worded, index: int) -> NumberFound | None:
    """The clock time that begins at word `index`; its value is seconds since midnight, as it is printed."""
    hit = _CLOCK.fullmatch(page.deep[index])
    if hit:
        hour, minute, second = int(hit[1]), int(hit[2]), int(hit[3] or 0)
        if hour < 24 and minute < 60 and second < 60:
            return NumberFound(hour * 3600 + minute * 60 + second, index + 1, 0, "")
        return None
    found = hour_number(page, index) or _hour_in_words(page, index)
    if found is None or not 0 <= found.value <= 24:
        return None
    minutes, stop = _minutes(page, found.stop)
    return NumberFound(found.value * 3600 + minutes * 60, stop, found.skip, found.prefix)


def _number_sense(page: Worded, index: int, *kinds: str) -> tuple[NumberWord, Sense] | None:
    if index < page.size:
        for sense in page.senses(index):
            table = sense.row.table
            if isinstance(table, NumberWord) and table.kind in kinds:
                return table, sense
    return None


def _hour_in_words(page: Worded, index: int) -> NumberFound | None:
    """A cardinal up to twelve, one word or two: what is joined to it are minutes."""
    one = next((sense for sense in page.senses(index) if sense.cls == "hour-one"), None)
    if one:
        return NumberFound(1.0, index + 1, one.skip, one.prefix)
    found = _number_sense(page, index, "unit", "one", "bound", "ten")
    if found is None or not 1 <= found[0].value <= 12:
        return None
    table, sense = found
    ten = _number_sense(page, index + 1, "ten")
    if ten and not ten[1].skip and table.value in {1, 2}:
        return NumberFound(table.value + 10, index + 2, sense.skip, sense.prefix)
    return NumberFound(table.value, index + 1, sense.skip, sense.prefix)


def _minutes(page: Worded, at: int) -> tuple[float, int]:
    """Minutes after the hour, or before it, that are told from word `at`; and the word after them."""
    minus = page.is_a(at, "clock-minus")
    apart = minus or page.is_a(at, "clock-and")
    start = at + 1 if apart else at
    if start >= page.size:
        return 0.0, at
    part = _part_of_hour(page, start, joined=not apart)
    if part:
        return (-part if minus else part), start + 1
    found = number_at(page, start)
    if found is None or found.value >= 60 or (not apart and len(found.prefix) != 1):
        return 0.0, at
    if _is_minute(page, found.stop):
        return (-found.value if minus else found.value), found.stop + 1
    return 0.0, at


def _is_minute(page: Worded, index: int) -> bool:
    if not page.is_a(index, "unit"):
        return False
    tables = (sense.row.table for sense in page.senses(index) if sense.cls == "unit")
    return any(isinstance(table, WordList) and table.kind == "minute" for table in tables)


def _part_of_hour(page: Worded, index: int, *, joined: bool) -> float | None:
    for sense in page.senses(index):
        table = sense.row.table
        if isinstance(table, WordList) and sense.cls == "fraction" and (len(sense.prefix) == 1) == joined:
            return float(round(float(table.kind or 0) * 60))
    return None


# ── dates in digits ──────────────────────────────────────────────
def short_date(page: Numbered, index: int) -> NumberFound | None:
    """Day and month, `21/11`; the value is day * 100 + month."""
    hit = _SHORT_DATE.fullmatch(page.deep[index])
    if hit is None or not 1 <= int(hit[1]) <= 31 or not 1 <= int(hit[2]) <= 12:
        return None
    return NumberFound(int(hit[1]) * 100 + int(hit[2]), index + 1, 0, "")


def month_year(page: Numbered, index: int) -> NumberFound | None:
    """Month and year, `9/2021`; the value is year * 100 + month."""
    hit = _MONTH_YEAR.fullmatch(page.deep[index])
    if hit is None or not 1 <= int(hit[1]) <= 12 or not 1900 <= int(hit[2]) <= 2100:
        return None
    return NumberFound(int(hit[2]) * 100 + int(hit[1]), index + 1, 0, "")


def day_pair(page: Numbered, index: int) -> NumberFound | None:
    """From one day to another, `13-15`; the value is first * 100 + last."""
    hit = _PAIR.fullmatch(page.deep[index])
    if hit is None or not 1 <= int(hit[1]) < int(hit[2]) <= 31:
        return None
    return NumberFound(int(hit[1]) * 100 + int(hit[2]), index + 1, 0, "")


_YEARS = re.compile(r"(\d{4})[-/](\d{4}|\d{2})")


def year_pair(page: Numbered, index: int) -> NumberFound | None:
    """From one year to a later one, `2017-2021`, `2023/24`; the value is first * 10000 + last."""
    hit = _YEARS.fullmatch(page.deep[index])
    if hit is None:
        return None
    first = int(hit[1])
    last = int(hit[2]) if len(hit[2]) == 4 else first // 100 * 100 + int(hit[2])
    if not 1850 <= first < last <= 2100 or (len(hit[2]) == 2 and last != first + 1):
        return None
    return NumberFound(first * 10_000 + last, index + 1, 0, "")


# ── years ────────────────────────────────────────────────────────
def year_words(page: Numbered, index: int) -> NumberFound | None:
    """A year in words, 1000 to 2100."""
    if page.deep[index][0].isdecimal():
        return None
    found = number_at(page, index)
    return found if found and 1000 <= found.value <= 2100 and found.value == int(found.value) else None


def year_hijri(page: Numbered, index: int) -> NumberFound | None:
    """A year of the Islamic calendar in digits, 1 to 1600."""
    word = page.deep[index]
    if word.isdecimal() and len(word) <= 4 and 1 <= int(word) <= 1600:
        return NumberFound(int(word), index + 1, 0, "")
    return None
