"""Feasts, and the months of the Islamic calendar: which days of the Gregorian calendar they are.

A feast is written in symbols, because its name is a word of the language data:

    12-25            a fixed day of the Gregorian calendar
    hijri-10-01      a day of the Islamic calendar (Umm al-Qura, as `hijridate` tells it); `hijri-10-01+2`: and two more
    easter+50        days from Easter Sunday of the Western churches; `orthodox+0` of the Eastern ones
    nth-11-4-4       the fourth Thursday of November: month, number, ISO weekday (negative counts from the end)

A day of the Islamic calendar is the calculated one; where the new moon decides, the feast may be a day off.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from hijridate import Gregorian, Hijri

_FORM = re.compile(r"(?P<kind>hijri-|easter|orthodox|nth-)?(?P<rest>[-+0-9]*)")
_FIRST, _LAST = date(1924, 8, 1), date(2077, 11, 16)  # the days that the Umm al-Qura table of hijridate covers
_ISLAMIC_YEAR = 354


def feast_days(feast: str, year: int) -> list[tuple[date, date]]:
    """First and last day of `feast` in the Gregorian year `year`: none, one, or two where a lunar year fits twice."""
    hit = _FORM.fullmatch(feast)
    if hit is None:
        raise ValueError(f"no feast is written {feast!r}")
    kind, rest = hit["kind"], hit["rest"]
    if kind == "hijri-":
        return _islamic(rest, year)
    if kind in {"easter", "orthodox"}:
        sunday = easter(year, EASTER_WESTERN if kind == "easter" else EASTER_ORTHODOX)
        return [(sunday + timedelta(int(rest)),) * 2]
    if kind == "nth-":
        number, nth, weekday = (int(part) for part in re.findall(r"(?:(?<=-)-)?\d+", rest))
        return [(nth_weekday(month_days(year, number), nth, weekday),) * 2]
    month, day = rest.split("-")
    return [(date(year, int(month), int(day)),) * 2]


def _islamic(rest: str, year: int) -> list[tuple[date, date]]:
    head, _, more = rest.partition("+")
    month, day = (int(part) for part in head.split("-"))
    found = []
    for islamic in islamic_years(year):
        first = islamic_day(islamic, month, day)
        if first is not None and first.year == year:
            found.append((first, first + timedelta(int(more or 0))))
    return found


def islamic_years(year: int) -> range:
    """The Islamic years that begin or end in a Gregorian one."""
    around = int((year - 622) * 365.2422 / _ISLAMIC_YEAR)
    return range(around - 1, around + 3)


def islamic_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of an Islamic one; None outside the table."""
    try:
        return date(*Hijri(year, month, day).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


def islamic_month(year: int, month: int) -> tuple[date, date] | None:
    """The first and last Gregorian day of a month of the Islamic calendar."""
    first = islamic_day(year, month, 1)
    return (first, first + timedelta(Hijri(year, month, 1).month_length() - 1)) if first else None


def islamic_year(year: int) -> tuple[date, date] | None:
    first, last = islamic_month(year, 1), islamic_month(year, 12)
    return (first[0], last[1]) if first and last else None


def islamic_today(day: date) -> tuple[int, int, int] | None:
    """Year, month and day of the Islamic calendar on a Gregorian day; None outside the table."""
    if not _FIRST <= day <= _LAST:
        return None
    return Gregorian.fromdate(day).to_hijri().datetuple()


def month_days(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a Gregorian month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def nth_weekday(days: tuple[date, date], nth: int, weekday: int) -> date:
    """The `nth` of an ISO weekday within `days`; negative counts from the end. Raises ValueError if there is none."""
    first, last = days
    found = (
        first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
        if nth > 0
        else last - timedelta((last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))
    )
    if not first <= found <= last:
        raise ValueError(f"no such weekday number {nth} between {first} and {last}")
    return found
