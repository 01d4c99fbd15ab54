"""Anchoring: a time in symbols and a day become a TIMEX3 value and the days it covers.

Values follow ISO-TimeML: ISO weeks (`2026-W04`), weekends (`-WE`), parts of the day (`TMO TAF TEV TNI`), durations
(`PT3H`, `P2W`, `PTXH`), intervals (ISO 8601, `A/B`). What cannot be anchored keeps its `X`s.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from mahdar.record.feasts import islamic_today, month_days, nth_weekday
from mahdar.record.values import (
    Anchor,
    Days,
    Prefer,
    anchor_at,
    day_value,
    duration,
    islamic_value,
    month_value,
    over,
    summed,
    tail_of,
)
from mahdar.record.yearly import feast_near, month_near
from mahdar.types.when import Direction, Shape, When

__all__ = ["Anchor", "Prefer", "anchor_at", "resolve"]


def resolve(shape: Shape, anchor: Anchor | date | None) -> When:
    """What `shape` means from `anchor` (None: not known). What the calendar does not have stays unanchored."""
    if shape.op == "value":
        return When(value=shape.text or "", known_from="text")
    if shape.op == "duration":
        return When(value=summed(shape), known_from="text")
    at = anchor if isinstance(anchor, Anchor) else anchor_at(anchor)
    try:
        found = _RESOLVE[shape.op](shape, at)
    except (OverflowError, ValueError):  # a fifth Monday that the month has not, a day before the year 1
        found = None
    return found or When(value=_unanchored(shape), known_from="unanchored")


# ── what stays open ──────────────────────────────────────────────
def _unanchored(shape: Shape) -> str:
    tail = tail_of(shape)
    if shape.op == "weekday":
        return f"XXXX-WXX-{shape.weekday}{tail}"
    if shape.op == "month" and shape.calendar == "gregorian":
        day = f"-{shape.day:02d}" if shape.day else ""
        return f"XXXX-{shape.month:02d}{day}{tail}"
    if shape.op == "range" and shape.base and shape.until:
        return f"{resolve(shape.base, None).value}/{resolve(shape.until, None).value}"
    if shape.op == "shift" and shape.unit in {"hour", "minute", "second"}:
        return duration(shape.unit, abs(shape.amount or 0))
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


# ── what a time lies in, or counts from ──────────────────────────
def _inside(shape: Shape, at: Anchor | None) -> Days | None:
    """The days of the base; None where there is none, or it is not known."""
    return resolve(shape.base, at).interval if shape.base else None


def _moved(shape: Shape, at: Anchor | None) -> Anchor | None:
    """The anchor; with a base, its first day."""
    if shape.base is None:
        told = shape.anchor == "story" and (at is None or at.prefer == "tense")
        return None if told else at
    days = _inside(shape, at)
    week_start = at.week_start if at else 1
    return Anchor(days[0], None, "tense", week_start) if days else None


# ── absolute ─────────────────────────────────────────────────────
def _absolute(shape: Shape, at: Anchor | None) -> When | None:
    year, month, day = shape.year or 0, shape.month, shape.day
    if shape.calendar == "hijri":
        return islamic_value(year, month, day, shape, "text")
    if month is None:
        return over((date(year, 1, 1), date(year, 12, 31)), shape, f"{year:04d}" + tail_of(shape), "text")
    if shape.nth and shape.weekday and date(year, month, shape.nth).isoweekday() != shape.weekday:
        return day_value(nth_weekday(month_days(year, month), shape.nth, shape.weekday), shape, "text")
    if day is None or day > monthrange(year, month)[1]:
        return month_value(year, month, shape, "text")
    return day_value(date(year, month, day), shape, "text")


# ── weekdays ─────────────────────────────────────────────────────
def _weekday(shape: Shape, at: Anchor | None) -> When | None:
    weekday = shape.weekday or 1
    if shape.base:
        days = _inside(shape, at)
        return day_value(nth_weekday((days[0], days[0] + timedelta(6)), 1, weekday), shape) if days else None
    if at is None:
        return None
    direction = shape.direction if shape.direction in {"last", "next"} or at.prefer == "tense" else at.prefer
    day = _nearest_weekday(weekday, direction, at.day) + timedelta(weeks=int(shape.amount or 0))
    return day_value(day, shape)


def _nearest_weekday(weekday: int, direction: Direction, anchor: date) -> date:
    """The day itself counts on its own weekday, a report of Thursday that says Thursday means today; but not for `next`
    and `last`."""
    ahead = (weekday - anchor.isoweekday()) % 7
    if direction in {"next", "last"} and not ahead:
        return anchor + timedelta(days=7 if direction == "next" else -7)
    return anchor + timedelta(days=ahead if direction in {"future", "next"} else ahead - 7 if ahead else 0)


def _month(shape: Shape, at: Anchor | None) -> When | None:
    days = _inside(shape, at)
    return None if shape.base and days is None else month_near(shape, at, days)


def _feast(shape: Shape, at: Anchor | None) -> When | None:
    return feast_near(shape, at, _inside(shape, at))


# ── counted ──────────────────────────────────────────────────────
def _shift(shape: Shape, at: Anchor | None) -> When | None:
    anchor = _moved(shape, at)
    if anchor is None:
        return None
    amount, unit = shape.amount or 0, shape.unit or "day"
    if shape.calendar == "hijri":
        return _islamic_shift(shape, anchor.day, int(amount))
    if unit in {"hour", "minute", "second"}:
        return _clock_shift(anchor, amount, unit)
    if unit == "day":
        return day_value(anchor.day + timedelta(days=int(amount)), shape)
    if unit in {"week", "weekend"}:
        return _week(anchor.day + timedelta(weeks=int(amount)), shape, anchor.week_start)
    if unit in {"month", "quarter"}:
        return _months(anchor.day, int(amount * (3 if unit == "quarter" else 1)), shape)
    years = {"year": 1, "decade": 10, "century": 100}.get(unit, 1)
    year = date(anchor.day.year + int(amount * years), 1, 1).year  # refuses a year that the calendar has not
    digits = {"decade": 3, "century": 2}.get(unit, 4)
    start = year - year % years
    whole = date(max(1, start), 1, 1), date(min(9999, start + years - 1), 12, 31)
    return over(whole, shape, f"{year:04d}"[:digits] + (tail_of(shape) if unit == "year" else ""))


def _islamic_shift(shape: Shape, anchor: date, amount: int) -> When | None:
    """So many months or years of the Islamic calendar from a day."""
    today = islamic_today(anchor)
    if today is None:
        return None
    if shape.unit == "year":
        return islamic_value(today[0] + amount, None, None, shape, "anchor")
    year, month = divmod(today[0] * 12 + today[1] - 1 + amount, 12)
    return islamic_value(year, month + 1, None, shape, "anchor")


def _clock_shift(anchor: Anchor, amount: float, unit: str) -> When | None:
    """Hours and minutes count from a moment; from a day alone they stay a length."""
    if anchor.now is None:
        return None
    then = anchor.now + timedelta(seconds=amount * {"hour": 3600, "minute": 60}.get(unit, 1))
    return When(value=then.strftime("%Y-%m-%dT%H:%M"), interval=(then.date(), then.date()), known_from="anchor")


def _months(anchor: date, ahead: int, shape: Shape) -> When:
    """The month, or the calendar quarter, that lies `ahead` months from the anchor's."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + ahead, 12)
    if shape.unit != "quarter":
        return month_value(year, month + 1, shape)
    first = month - month % 3
    whole = month_days(year, first + 1)[0], month_days(year, first + 3)[1]
    return over(whole, shape, f"{year:04d}-Q{first // 3 + 1}")


def _week(day: date, shape: Shape, week_start: int) -> When:
    """The week that holds `day`, numbered as the ISO week that most of its days lie in; a weekend is always ISO's."""
    start = day - timedelta((day.isoweekday() - (1 if shape.unit == "weekend" else week_start)) % 7)
    year, week, _ = (start + timedelta(3)).isocalendar()
    value = f"{year:04d}-W{week:02d}"
    if shape.unit == "weekend":
        return When(value=f"{value}-WE", interval=(start + timedelta(5), start + timedelta(6)), known_from="anchor")
    return over((start, start + timedelta(6)), shape, value)


def _nth(shape: Shape, at: Anchor | None) -> When | None:
    """A day, week, month or weekday by its number in what holds it; a week counts where the whole of it lies there."""
    days, nth = _inside(shape, at), shape.nth or 1
    if days is None or (at is None and shape.unit == "week"):
        return None
    first, last = days
    if shape.weekday:
        return day_value(nth_weekday(days, nth, shape.weekday), shape)
    if shape.unit == "week":
        start = at.week_start if at else 1
        monday = nth_weekday((first, last - timedelta(6)), nth, start)
        return _week(monday, shape, start)
    if shape.unit in {"quarter", "half"}:
        return _part_of_year(first.year, nth, shape)
    if shape.unit == "month":
        return month_value(first.year, nth if nth > 0 else 13 + nth, shape)
    found = first + timedelta(nth - 1) if nth > 0 else last + timedelta(nth + 1)
    if not first <= found <= last:
        raise ValueError(f"no day {nth} between {first} and {last}")
    return day_value(found, shape)


def _now(shape: Shape, at: Anchor | None) -> When | None:
    """The day of the anchor, where a range begins or ends `now`."""
    return day_value(at.day, shape) if at and shape.op == "value" and shape.text == "PRESENT_REF" else None


def _part_of_year(year: int, nth: int, shape: Shape) -> When | None:
    """A quarter or half of a year: `2024-Q1`, `2024-H2`."""
    months = 3 if shape.unit == "quarter" else 6
    number = nth if nth > 0 else 12 // months + 1 + nth
    if not 1 <= number <= 12 // months:
        return None
    days = month_days(year, months * (number - 1) + 1)[0], month_days(year, months * number)[1]
    return over(days, shape, f"{year:04d}-{'Q' if months == 3 else 'H'}{number}")


def _range(shape: Shape, at: Anchor | None) -> When | None:
    if shape.base is None or shape.until is None:
        return None
    if shape.base.op == "duration":
        return When(value=f"{summed(shape.base)}/{summed(shape.until)}", known_from="text")
    first, last = (_now(end, at) or resolve(end, at) for end in (shape.base, shape.until))
    if first.interval is None or last.interval is None or first.interval[0] > last.interval[1]:
        return None
    return When(
        value=f"{first.value}/{last.value}", interval=(first.interval[0], last.interval[1]), known_from="anchor"
    )


_RESOLVE: dict[str, Callable[[Shape, Anchor | None], When | None]] = {
    "date": _absolute,
    "weekday": _weekday,
    "month": _month,
    "feast": _feast,
    "shift": _shift,
    "nth": _nth,
    "range": _range,
}
