"""Days, weeks, months and years: what the slots of a match mean, in symbols."""

import msgspec

from mahdar.reading.times.slots import CLOCK, Built, Slots
from mahdar.types.when import Shape


# ── days ─────────────────────────────────────────────────────────
def _weekday(s: Slots) -> Built:
    part, direction = s.kind("part"), s.turned()
    weeks = (-1 if direction == "last" else 1) * s.again() if direction in {"last", "next"} else 0
    shape = Shape(op="weekday", weekday=s.weekday(), direction=direction, part=part, amount=weeks or None)
    return ("TIME" if part else "DATE"), shape


def _relative_day(s: Slots) -> Built:
    part = s.kind("part")
    if s.page.is_a(s.match.stop, "dire-need"):
        return None
    shape = Shape(op="shift", unit="day", amount=int(s.kind("rel") or 0), part=part, weekday=s.weekday())
    return ("TIME" if part else "DATE"), shape


def _today(s: Slots) -> Built:
    return "DATE", Shape(op="shift", unit="day", amount=0)


def _part(s: Slots) -> Built:
    if s.kind("part") and "T" in str(s.kind("part")):
        return None
    return "TIME", Shape(op="shift", unit="day", amount=0, part=s.kind("part"))


def _last_night(s: Slots) -> Built:
    tonight = s.match.stop - s.match.first == 1
    return "TIME", Shape(op="shift", unit="day", amount=0 if tonight else -1, part="NI")


# ── units around now ─────────────────────────────────────────────
def _unit_turned(s: Slots) -> Built:
    grain, turn, number = s.grain(), s.kind("turn") or "", s.number("unit")
    if s.is_adjective():
        return None
    if grain in CLOCK and number == "s" and s.definite() and turn in {"-1", "1", "before"}:
        amount = (-1 if turn != "1" else 1) * (1 + s.again())
        return "TIME", Shape(op="shift", unit=grain, amount=amount)
    if grain is None or not s.definite() or grain in CLOCK:
        return _plural_turned(turn) if number == "p" and s.definite() else None
    if number != "s":
        return _plural_turned(turn)
    if turn == "recent":
        return None
    story = {"before": -1, "after": 1, "same": 0}
    told = turn in story
    amount = story[turn] if told else int(turn)
    shape = Shape(op="shift", unit=grain, amount=amount * (1 + s.again()), edge=s.edge(), calendar=s.calendar())
    return "DATE", msgspec.structs.replace(shape, anchor="story") if told else shape


def _plural_turned(turn: str) -> Built:
    refs = {"-1": "PAST_REF", "recent": "PAST_REF", "before": "PAST_REF", "1": "FUTURE_REF", "after": "FUTURE_REF"}
    return "DATE", Shape(op="value", text=refs.get(turn, "PRESENT_REF"))


def _this_unit(s: Slots) -> Built:
    grain = s.grain()
    if grain is None or s.is_adjective() or not s.definite() or grain in CLOCK or (s.unit("behind") and not s.alone()):
        return None
    if s.number("unit") != "s":
        return "DATE", Shape(op="value", text="PRESENT_REF")
    return "DATE", Shape(op="shift", unit=grain, amount=0, edge=s.edge())


def _weekend(s: Slots) -> Built:
    turn = s.kind("turn") or "0"
    amount = int(turn) if turn in {"-1", "0", "1"} else 0
    return "DATE", Shape(op="shift", unit="weekend", amount=amount)


# ── dates ────────────────────────────────────────────────────────
def _numeric_date(s: Slots) -> Built:
    value = s.whole("date") or 0
    return "DATE", Shape(op="date", year=value // 10000, month=value // 100 % 100, day=value % 100)


def _short_date(s: Slots) -> Built:
    """Day and month in digits: 21/11. It could be a fraction, so a weekday or a word of dates must lead it in."""
    value = s.whole("date") or 0
    if not s.unit("day") and not s.page.is_a(s.match.first - 1, "date-opener") and not s.alone():
        return None
    return "DATE", Shape(op="month", month=value % 100, day=value // 100, weekday=s.weekday())


def _month_of_year(s: Slots) -> Built:
    """Month and year in digits: 9/2021."""
    value = s.whole("date") or 0
    return "DATE", Shape(op="date", year=value // 100, month=value % 100)


def _date(s: Slots) -> Built:
    month, day, year = s.month(), s.whole("d") or (1 if s.unit("first") else None), s.whole("year")
    if month is None or not 1 <= month <= 12 or not _same_months(s):
        return None
    if year and year <= _LAST_ISLAMIC and not s.is_hijri():
        return None
    nth = day if s.weekday() and not s.page.word(s.match.slots["d"][0]).isdecimal() else None
    shape = Shape(op="month", month=month, day=day, weekday=s.weekday(), nth=nth, calendar=s.calendar())
    return "DATE", of_year(shape, year) if year else msgspec.structs.replace(shape, direction=s.turned())


_LAST_ISLAMIC = 1600  # a greater year beside an Islamic month is a Gregorian one


def of_year(shape: Shape, year: int) -> Shape:
    """A month or day of it, without a year, in that year."""
    if shape.calendar == "hijri" and year > _LAST_ISLAMIC:
        return msgspec.structs.replace(shape, base=Shape(op="date", year=year))
    return msgspec.structs.replace(shape, op="date", year=year)


def _same_months(s: Slots) -> bool:
    """A month in two traditions is one month."""
    return not s.unit("twin") or s.month("twin") == s.month()


def _month(s: Slots) -> Built:
    month, year = s.month(), s.whole("year")
    if month is None or not 1 <= month <= 12 or not _same_months(s):
        return None
    if year and year <= _LAST_ISLAMIC and not s.is_hijri():
        return None
    if s.unit("month") and s.value("month") is not None and _counts_months(s):
        return None
    if year is not None:
        return "DATE", of_year(Shape(op="month", month=month, edge=s.edge(), calendar=s.calendar()), year)
    one = s.match.stop - s.match.first == 1
    if one and s.page.is_word(s.match.stop) and not s.page.lexicon.is_common(s.page.word(s.match.stop)):
        return None
    if one and s.page.is_a(s.match.first, "ambiguous-month") and not (s.alone() or _islamic_opened(s)):
        return None
    shape = Shape(op="month", month=month, direction=s.turned(), edge=s.edge(), calendar=s.calendar())
    if s.again():
        years = -1 if shape.direction == "last" else 1
        base = Shape(op="shift", unit="year", amount=years, calendar=s.calendar())
        shape = msgspec.structs.replace(shape, direction="open", base=base)
    return "DATE", shape


def _islamic_opened(s: Slots) -> bool:
    """Ramadan is also a man; behind a preposition of time it is the month."""
    return s.is_hijri() and s.before("month-opener") and not s.match.skip


def _counts_months(s: Slots) -> bool:
    """`one month`, and a number that counts what follows it, name no month of the year."""
    following = s.page.units("unit", s.match.stop) if s.match.stop < s.page.size else ()
    counted = any(unit.sense and not unit.sense.word.definite for unit in following)
    return counted or (s.value("month") == 1 and not s.page.word(s.match.stop - 1).isdecimal())


def _day_of_month(s: Slots) -> Built:
    """The 27th of this month, or of the one told of: with a weekday, the day that is one."""
    grain, day = s.grain(), s.whole("d")
    if grain not in {None, "month"} or day is None or (grain and not s.definite()):
        return None
    turn = s.kind("turn") or "0"
    amount = int(turn) if turn in {"-1", "0", "1"} else 0
    base = Shape(op="shift", unit="month", amount=amount * (1 + s.again()))
    return "DATE", Shape(op="nth", unit="day", nth=day, base=base, weekday=None)


def _day_range(s: Slots) -> Built:
    """From one day of a month to another, the month told once; two days joined by `and` only if they are neighbours."""
    first, last = s.whole("d"), s.whole("e")
    if s.unit("pair"):
        first, last = divmod(s.whole("pair") or 0, 100)
    month, year = s.month(), s.whole("year")
    if first is None or last is None or month is None or first >= last or (s.unit("and") and last != first + 1):
        return None
    if s.page.is_a(s.match.stop, "month"):
        return None
    if year is not None:
        return "DATE", Shape(
            op="range",
            base=Shape(op="date", year=year, month=month, day=first),
            until=Shape(op="date", year=year, month=month, day=last),
        )
    direction = s.turned()
    return "DATE", Shape(
        op="range",
        base=Shape(op="month", month=month, day=first, direction=direction),
        until=Shape(op="month", month=month, day=last, direction=direction),
    )


def _year_range(s: Slots) -> Built:
    first, last = s.whole("year"), s.whole("until")
    if s.unit("pair"):
        first, last = divmod(s.whole("pair") or 0, 10_000)
    if first is None or last is None or first >= last:
        return None
    return "DATE", Shape(op="range", base=Shape(op="date", year=first), until=Shape(op="date", year=last))


def _year(s: Slots) -> Built:
    year = s.whole("year")
    if s.unit("hijri"):
        return "DATE", Shape(op="date", year=year, calendar="hijri")
    if year is None:
        year = s.whole("bare")
        if not (s.before("year-opener") or s.page.is_a(s.match.first - 1, "year-noun")) or s.counts("unit", "number"):
            return None
        if not 1850 <= (year or 0) <= 2070 or _counts_things(s):
            return None
    return "DATE", Shape(op="date", year=year, edge=s.edge())


def _counts_things(s: Slots) -> bool:
    """A four-digit number before an indefinite noun counts things: 2000 fighters."""
    following = s.page.word(s.match.stop)
    article = s.page.language.orthography.proclitics.article
    return s.page.lexicon.has(following, "noun") and not following.startswith(article)


def _season(s: Slots) -> Built:
    code, year = s.kind("season"), s.whole("year")
    if year is not None:
        return "DATE", Shape(op="value", text=f"{year}-{code}")
    turn = s.kind("turn") or "0"
    amount = int(turn) if turn in {"-1", "0", "1"} else 0
    return "DATE", Shape(op="shift", unit="year", amount=amount, part=f"-{code}")


def _century(s: Slots) -> Built:
    number = s.whole("n")
    return ("DATE", Shape(op="value", text=f"{number - 1:02d}")) if number and number <= 21 else None


def _decade(s: Slots) -> Built:
    kind = s.kind("decade")
    return None if kind is None else ("DATE", Shape(op="value", text=kind))


# ── in something, and feasts ─────────────────────────────────────
def _weekday_of_week(s: Slots) -> Built:
    turn = s.kind("turn") or "0"
    if s.grain() != "week" or not s.definite() or turn not in {"-1", "0", "1"}:
        return None
    return "DATE", Shape(op="weekday", weekday=s.weekday(), base=Shape(op="shift", unit="week", amount=int(turn)))


def _nth(s: Slots) -> Built:
    """The first week, the last Tuesday, the third day: of what, the next time in the chain must tell."""
    grain, nth = s.grain(), int(s.kind("nth") or s.whole("n") or 0)
    part = s.kind("share")
    if not nth or (s.unit("unit") and (grain not in {"day", "week", "month"} or s.number("unit") != "s")):
        return None
    if part:
        return "DATE", Shape(op="nth", unit="quarter" if part == "quarter" else "half", nth=nth)
    return "DATE", Shape(op="nth", unit="month" if s.unit("n") else grain, weekday=s.weekday(), nth=nth)


def _feast(s: Slots) -> Built:
    amount = {"eve": -1.0}.get(s.kind("around") or "")
    shape = Shape(op="feast", text=s.kind("feast"), year=s.whole("year"), direction=s.turned(), amount=amount)
    return "DATE", shape


def _vague(s: Slots) -> Built:
    return "DATE", Shape(op="value", text=s.kind("vague") or "PAST_REF")


BUILDERS = {
    "weekday": _weekday,
    "relative-day": _relative_day,
    "part": _part,
    "today": _today,
    "last-night": _last_night,
    "unit-turned": _unit_turned,
    "this-unit": _this_unit,
    "weekend": _weekend,
    "numeric-date": _numeric_date,
    "short-date": _short_date,
    "month-of-year": _month_of_year,
    "date": _date,
    "month": _month,
    "day-of-month": _day_of_month,
    "day-range": _day_range,
    "year-range": _year_range,
    "year": _year,
    "weekday-of-week": _weekday_of_week,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "nth": _nth,
    "feast": _feast,
    "vague": _vague,
}
