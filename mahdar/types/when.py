"""Times before and after they are anchored.

A reading cannot know what day it is: it holds a `Shape`, a time in symbols (*Friday, backwards, from the day of
publication*). The record, which knows the date, turns it into a `When` whose `value` is TIMEX3 (ISO-TimeML, ISO
24617-1): `2025-08-06`, `2025-08`, `2025-W33`, `2026-W03-WE`, `2026-01-22TNI`, `PT3H`, `PAST_REF`.
"""

from datetime import date
from typing import Literal

import msgspec

Grain = Literal["second", "minute", "hour", "day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Direction = Literal["past", "future", "last", "next", "open"]


class Shape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A time in symbols. Fields that do not apply stay None.

    `op` says which fields count: `date` (year, month, day: absolute as far as given), `shift` (`amount` times `unit`
    from the anchor, negative is back), `weekday` (1 Monday to 7 Sunday, with `direction`: past and future by tense, the
    day itself counting; last and next by their words, strictly), `month` (month and perhaps day without a year, with
    `direction`), `duration` (`amount` of `unit`), `value` (already TIMEX3 in `text`). `anchor` says what a shift counts
    from: the day of publication, or the end of a deadline.
    """

    op: Literal["date", "shift", "weekday", "month", "duration", "value"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: Grain | None = None
    amount: float | None = None
    direction: Direction = "open"
    part: str | None = None
    clock: str | None = None
    text: str | None = None
    anchor: Literal["published", "deadline"] = "published"


class When(msgspec.Struct, frozen=True, kw_only=True):
    """An anchored time: its TIMEX3 value and the days it covers (both ends included), where they are known."""

    value: str
    interval: tuple[date, date] | None = None
    known_from: Literal["text", "anchor", "unanchored"] = "text"
