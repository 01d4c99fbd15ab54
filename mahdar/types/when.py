"""Times before and after they are anchored.

A reading cannot know what day it is: it holds a `Shape`, a time in symbols (*Friday, backwards, from the day of
publication*). The record, which knows the date, turns it into a `When` whose `value` is TIMEX3 (ISO-TimeML, ISO
24617-1): `2025-08-06`, `2025-08`, `2025-W33`, `2026-W03-WE`, `2026-01-22TNI`, `PT3H`, `PAST_REF`.
"""

from datetime import date
from typing import Literal, Union

import msgspec

Grain = Literal[
    "second", "minute", "hour", "day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Direction = Literal["past", "future", "since", "last", "next", "open"]
Edge = Literal["START", "MID", "END"]


class Shape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A time in symbols. Fields that do not apply stay None.

    `op` says which fields count: `date` (year, month, day: absolute as far as given, in its `calendar`), `shift`
    (`amount` times `unit` from the anchor, negative is back), `weekday` (1 Monday to 7 Sunday, with `direction`: past
    and future by tense, the day itself counting; since as past, but never ahead; last and next strictly, by their
    words, `amount` weeks further),
    `month` (month and perhaps day without a year, with `direction`; a `weekday` beside it must fit), `nth` (the
    `nth` `unit`, or `weekday`, of `base`; negative counts from the end), `feast` (the day or days that `text` names,
    see `record/feasts.py`, in `year`, or by `direction`), `range` (from `base` to `until`, both ends included),
    `duration` (`amount` of `unit`), `value` (already TIMEX3 in `text`).

    `base` is what a time counts from, or lies in, instead of the anchor. `anchor` says what that is: the day of
    publication, the end of a deadline or the time told of before (`story`); `after` is the day of publication, too,
    of what comes after something. `edge` is the part of a week, month or
    year that is meant: its beginning, middle or end.
    """

    op: Literal["date", "shift", "weekday", "month", "nth", "feast", "range", "duration", "value"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: Grain | None = None
    amount: float | None = None
    nth: int | None = None
    direction: Direction = "open"
    part: str | None = None
    clock: str | None = None
    text: str | None = None
    edge: Edge | None = None
    calendar: Literal["gregorian", "hijri"] = "gregorian"
    anchor: Literal["published", "deadline", "story", "after"] = "published"
    base: Union["Shape", None] = None
    until: Union["Shape", None] = None


class When(msgspec.Struct, frozen=True, kw_only=True):
    """An anchored time: its TIMEX3 value and the days it covers (both ends included), where they are known."""

    value: str
    interval: tuple[date, date] | None = None
    known_from: Literal["text", "anchor", "unanchored"] = "text"
