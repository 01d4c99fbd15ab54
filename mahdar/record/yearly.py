"""Months and feasts without a year: they come back every year, and one of them is meant."""

from calendar import isleap, monthrange
from datetime import date, timedelta

from mahdar.record.feasts import feast_days, islamic_month, islamic_today, islamic_years, month_days
from mahdar.record.values import Anchor, Days, between, day_value, islamic_value, month_value
from mahdar.types.when import Direction, Shape, When

_LEAP = 8  # years from one 29 February to the next, at most: 1896 to 1904
_AGAINST = 75  # days that a date may lie nearer on the side which the tense speaks against


def month_near(shape: Shape, at: Anchor | None, days: Days | None) -> When | None:
    """The nearest such month or day; `last` and `next` say the side, the tense of the sentence only leans to one."""
    month = shape.month or 1
    if at is None:
        return None
    if shape.calendar == "hijri":
        return _islamic_month(shape, month, at, days)
    if days:
        chosen = _of_year(days[0].year, month, shape.day)
    else:
        choices = [_of_year(year, month, shape.day) for year in _years(month, shape.day, at.day.year)]
        fitting = [choice for choice in choices if shape.weekday in {None, choice[0].isoweekday()}]
        chosen = _choose(fitting or choices, shape.direction, at)
    if shape.day and chosen[0] == chosen[1]:
        return day_value(chosen[0], shape)
    return month_value(chosen[0].year, chosen[0].month, shape)


def _islamic_month(shape: Shape, month: int, at: Anchor, days: Days | None) -> When | None:
    """A month of the Islamic calendar: of the base's year, or the nearest that the direction allows."""
    years = islamic_years(at.day.year)
    if days:
        middle = islamic_today(days[0] + (days[1] - days[0]) // 2)
        years = range(middle[0], middle[0] + 1) if middle else range(0)
    elif at.prefer == "future" and shape.direction not in {"last", "next"}:
        today = islamic_today(at.day)
        years = range(today[0], today[0] + 1) if today else years
    found = [(islamic_month(year, month), year) for year in years]
    known = {whole: year for whole, year in found if whole}
    if not known:
        return None
    return islamic_value(known[_choose(list(known), shape.direction, at)], month, shape.day, shape, "anchor")


def feast_near(shape: Shape, at: Anchor | None, days: Days | None) -> When | None:
    name = shape.text or ""
    if shape.year or days:
        found = feast_days(name, shape.year or (days[0].year if days else 0))
        return _feast_value(found[-1], shape) if found else None
    if at is None:
        return None
    around = [days for year in range(at.day.year - 1, at.day.year + 2) for days in feast_days(name, year)]
    return _feast_value(_choose(around, shape.direction, at), shape) if around else None


def _feast_value(days: Days, shape: Shape) -> When:
    first = days[0] + timedelta(int(shape.amount or 0))
    return between(days, "anchor") if days[0] != days[1] and not shape.amount else day_value(first, shape)


def _choose(choices: list[Days], direction: Direction, at: Anchor) -> Days:
    if direction == "last":
        return max((c for c in choices if c[1] < at.day), default=choices[0])
    if direction == "next":
        return min((c for c in choices if c[0] > at.day), default=choices[-1])
    if at.prefer == "past" or direction == "since":
        return max((c for c in choices if c[0] <= at.day), default=choices[0])
    if at.prefer == "future":
        return next((c for c in choices if c[0].year == at.day.year), choices[0])
    return min(choices, key=lambda choice: _distance(choice, at.day, direction))


def _years(month: int, day: int | None, around: int) -> list[int]:
    """The years of which such a month or day may be: of a 29 February those that have one."""
    if (month, day) == (2, 29):
        return [year for year in range(max(1, around - _LEAP), min(9999, around + _LEAP) + 1) if isleap(year)]
    return [around - 1, around, around + 1]


def _of_year(year: int, month: int, day: int | None) -> Days:
    if day is None or day > monthrange(year, month)[1]:
        return month_days(year, month)
    return date(year, month, day), date(year, month, day)


def _distance(choice: Days, anchor: date, direction: Direction) -> int:
    first, last = choice
    if first <= anchor <= last:
        return 0
    ahead = first > anchor
    away = (first - anchor).days if ahead else (anchor - last).days
    return away + (_AGAINST if ahead == (direction == "past") else 0)
