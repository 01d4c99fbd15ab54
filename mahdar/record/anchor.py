"""Anchoring: a time in symbols and a day become a TIMEX3 value and the days it covers.

Values follow ISO-TimeML: ISO weeks (`2026-W04`), weekends (`-WE`), parts of the day (`TMO TAF TEV TNI`), durations
(`PT3H`, `P2W`, `PTXH`). What cannot be anchored keeps its `X`s. A week begins on Monday (ISO 8601) whatever the outlet.
"""

from calendar import isleap, monthrange
from datetime import date, timedelta

from mahdar.types.when import Direction, Shape, When

_DURATION = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "month": "P{}M",
    "quarter": "P{}Q",
    "year": "P{}Y",
    "decade": "P{}DE",
    "century": "P{}CE",
}


def resolve(shape: Shape, anchor: date | None) -> When:
    """What `shape` means on the day `anchor` (None: not known)."""
    if shape.op == "value":
        return When(value=shape.text or "", known_from="text")
    if shape.op == "duration":
        return When(value=_duration(shape), known_from="text")
    if shape.op == "date":
        return _absolute(shape)
    if anchor is None:
        return When(value=_unanchored(shape), known_from="unanchored")
    try:
        return _anchored(shape, anchor)
    except (OverflowError, ValueError):  # a day before the year 1 or after 9999
        return When(value=_unanchored(shape), known_from="unanchored")


def _anchored(shape: Shape, anchor: date) -> When:
    if shape.op == "weekday":
        return _day(_weekday(shape.weekday or 1, shape.direction, anchor), shape)
    if shape.op == "month":
        return _month(shape, anchor)
    return _shift(shape, anchor)


def _duration(shape: Shape) -> str:
    if shape.unit == "minute" and shape.amount is not None and shape.amount >= 60 and shape.amount == int(shape.amount):
        hours, minutes = divmod(int(shape.amount), 60)
        return f"PT{hours}H{minutes}M" if minutes else f"PT{hours}H"
    amount = "X" if shape.amount is None else f"{shape.amount:.6f}".rstrip("0").rstrip(".")
    return _DURATION.get(shape.unit or "day", "P{}D").format(amount)


def _absolute(shape: Shape) -> When:
    year, month, day = shape.year or 0, shape.month, shape.day
    if month is None:
        return When(value=f"{year:04d}", interval=(date(year, 1, 1), date(year, 12, 31)))
    if day is None or day > monthrange(year, month)[1]:
        return When(value=f"{year:04d}-{month:02d}", interval=_whole_month(year, month))
    return When(value=f"{year:04d}-{month:02d}-{day:02d}", interval=(date(year, month, day),) * 2)


def _unanchored(shape: Shape) -> str:
    tail = _tail(shape)
    if shape.op == "weekday":
        return f"XXXX-WXX-{shape.weekday}{tail}"
    if shape.op == "month":
        day = f"-{shape.day:02d}" if shape.day else ""
        return f"XXXX-{shape.month:02d}{day}"
    return _BLANK.get(shape.unit or "day", "XXXX-XX-XX") + tail


_BLANK = {
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}


def _tail(shape: Shape) -> str:
    """What follows a date: its clock time, else its part of the day (`TEV`) or of the year (`-SU`)."""
    if shape.clock:
        return f"T{shape.clock}"
    part = shape.part or ""
    return part if part.startswith(("T", "-")) or not part else f"T{part}"


def _weekday(weekday: int, direction: Direction, anchor: date) -> date:
    """The day itself counts on its own weekday, a report of Thursday that says Thursday means today; but not for `next`
    and `last`."""
    ahead = (weekday - anchor.isoweekday()) % 7
    if direction in {"next", "last"} and not ahead:
        return anchor + timedelta(days=7 if direction == "next" else -7)
    return anchor + timedelta(days=ahead if direction in {"future", "next"} else ahead - 7 if ahead else 0)


def _day(day: date, shape: Shape) -> When:
    return When(value=day.isoformat() + _tail(shape), interval=(day, day), known_from="anchor")


_LEAP = 8  # years from one 29 February to the next, at most: 1896 to 1904
_AGAINST = 75  # days that a date may lie nearer on the side which the tense speaks against


def _month(shape: Shape, anchor: date) -> When:
    """The nearest such month or day; `last` and `next` say the side, the tense of the sentence only leans to one."""
    month = shape.month or 1
    choices = [_of_year(year, month, shape.day) for year in _years(month, shape.day, anchor.year)]
    if shape.direction == "last":
        first, last = max((c for c in choices if c[1] < anchor), default=choices[0])
    elif shape.direction == "next":
        first, last = min((c for c in choices if c[0] > anchor), default=choices[-1])
    else:
        first, last = min(choices, key=lambda choice: _distance(choice, anchor, shape.direction))
    value = first.isoformat() if first == last else f"{first.year:04d}-{first.month:02d}"
    return When(value=value, interval=(first, last), known_from="anchor")


def _years(month: int, day: int | None, around: int) -> list[int]:
    """The years of which such a month or day may be: of a 29 February those that have one."""
    if (month, day) == (2, 29):
        return [year for year in range(max(1, around - _LEAP), min(9999, around + _LEAP) + 1) if isleap(year)]
    return [around - 1, around, around + 1]


def _of_year(year: int, month: int, day: int | None) -> tuple[date, date]:
    if day is None or day > monthrange(year, month)[1]:
        return _whole_month(year, month)
    return date(year, month, day), date(year, month, day)


def _distance(choice: tuple[date, date], anchor: date, direction: Direction) -> int:
    first, last = choice
    if first <= anchor <= last:
        return 0
    ahead = first > anchor
    away = (first - anchor).days if ahead else (anchor - last).days
    return away + (_AGAINST if ahead == (direction == "past") else 0)


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _shift(shape: Shape, anchor: date) -> When:
    amount, unit = shape.amount or 0, shape.unit or "day"
    if unit == "day":
        return _day(anchor + timedelta(days=int(amount)), shape)
    if unit in {"week", "weekend"}:
        return _week(anchor + timedelta(weeks=int(amount)), unit == "weekend")
    if unit in {"month", "quarter"}:
        return _months(anchor, int(amount * (3 if unit == "quarter" else 1)), unit == "quarter")
    years = {"year": 1, "decade": 10, "century": 100}.get(unit, 1)
    year = date(anchor.year + int(amount * years), 1, 1).year  # refuses a year that the calendar has not
    digits = {"decade": 3, "century": 2}.get(unit, 4)
    value = f"{year:04d}"[:digits] + (_tail(shape) if unit == "year" else "")
    start = year - year % years
    return When(
        value=value,
        interval=(date(max(1, start), 1, 1), date(min(9999, start + years - 1), 12, 31)),
        known_from="anchor",
    )


def _months(anchor: date, ahead: int, quarter: bool) -> When:
    """The month, or the calendar quarter, that lies `ahead` months from the anchor's."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + ahead, 12)
    if not quarter:
        return When(value=f"{year:04d}-{month + 1:02d}", interval=_whole_month(year, month + 1), known_from="anchor")
    first = month - month % 3
    whole = _whole_month(year, first + 1)[0], _whole_month(year, first + 3)[1]
    return When(value=f"{year:04d}-Q{first // 3 + 1}", interval=whole, known_from="anchor")


def _week(day: date, weekend: bool) -> When:
    year, week, _ = day.isocalendar()
    monday = date.fromisocalendar(year, week, 1)
    if weekend:
        return When(
            value=f"{year:04d}-W{week:02d}-WE",
            interval=(monday + timedelta(5), monday + timedelta(6)),
            known_from="anchor",
        )
    return When(value=f"{year:04d}-W{week:02d}", interval=(monday, monday + timedelta(6)), known_from="anchor")
