"""Values: how days, months and lengths are printed in TIMEX3, and which days they cover."""

from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from mahdar.record.feasts import islamic_day, islamic_month, islamic_year, month_days
from mahdar.types.when import Shape, When

Prefer = Literal["tense", "past", "future"]
Days = tuple[date, date]
Known = Literal["text", "anchor"]


class Anchor(msgspec.Struct, frozen=True):
    """What times count from: a day; the moment, if known; where bare weekdays and months lie; the week's first day.

    `prefer` other than `tense` overrules what the sentence says of weekdays and of months without a year: `past` is the
    last one, `future` the weekday to come and the month of the anchor's own year. `week_start` is an ISO weekday.
    """

    day: date
    now: datetime | None = None
    prefer: Prefer = "tense"
    week_start: int = 1


def anchor_at(day: date | datetime | None, prefer: Prefer = "tense", week_start: int = 1) -> Anchor | None:
    """An anchor from a day, or from a moment (its zone is left aside)."""
    if isinstance(day, datetime):
        return Anchor(day.date(), day.replace(tzinfo=None), prefer, week_start)
    return None if day is None else Anchor(day, None, prefer, week_start)


# ── values ───────────────────────────────────────────────────────
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


def duration(unit: str | None, length: float | None) -> str:
    if unit == "minute" and length is not None and length >= 60 and length == int(length):
        hours, minutes = divmod(int(length), 60)
        return f"PT{hours}H{minutes}M" if minutes else f"PT{hours}H"
    amount = "X" if length is None else f"{length:.3f}".rstrip("0").rstrip(".")
    return _DURATION.get(unit or "day", "P{}D").format(amount)


def summed(shape: Shape) -> str:
    """A length of several units in the order of ISO 8601, `P1Y2M`, `P2DT3H`: its parts are its bases."""
    parts: list[str] = []
    rest: Shape | None = shape
    while rest:
        parts.append(duration(rest.unit, rest.amount))
        rest = rest.base
    dates = "".join(part[1:] for part in parts if "T" not in part)
    times = "".join(part[2:] for part in parts if "T" in part)
    return f"P{dates}" + (f"T{times}" if times else "")


def tail_of(shape: Shape) -> str:
    """What follows a date: its clock time, else its part of the day (`TEV`) or of the year (`-SU`)."""
    if shape.clock:
        return f"T{shape.clock}"
    part = shape.part or ""
    return part if part.startswith(("T", "-")) or not part else f"T{part}"


def day_value(day: date, shape: Shape, known: Known = "anchor") -> When:
    return When(value=day.isoformat() + tail_of(shape), interval=(day, day), known_from=known)


def over(days: Days, shape: Shape, value: str, known: Known = "anchor") -> When:
    """A week, month or year, narrowed to the edge that is meant: its first, middle or last third."""
    first, last = days
    if shape.edge:
        third = max(((last - first).days + 1) // 3, 1)
        second, end = first + timedelta(third), first + timedelta(2 * third)
        first, last = {
            "START": (first, second - timedelta(1)),
            "MID": (second, end - timedelta(1)),
            "END": (end, last),
        }[shape.edge]
    return When(value=value, interval=(first, last), known_from=known)


def month_value(year: int, month: int, shape: Shape, known: Known = "anchor") -> When:
    return over(month_days(year, month), shape, f"{year:04d}-{month:02d}", known)


def between(days: Days, known: Known) -> When:
    return When(value=f"{days[0].isoformat()}/{days[1].isoformat()}", interval=days, known_from=known)


def islamic_value(year: int, month: int | None, day: int | None, shape: Shape, known: Known) -> When | None:
    """An Islamic date by its Gregorian value: a day, or the interval that a month or a year covers."""
    if month is None:
        days = islamic_year(year)
    elif day is None:
        days = islamic_month(year, month)
    else:
        found = islamic_day(year, month, day)
        return day_value(found, shape, known) if found else None
    return between(over(days, shape, "").interval or days, known) if days else None
