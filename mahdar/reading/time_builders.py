"""What the patterns of time mean: each builder turns the slots of a match into a symbolic time."""

from collections.abc import Callable

from mahdar.language.rules import Match, Unit
from mahdar.language.schema import Month, WordList
from mahdar.reading.page import Page
from mahdar.types.when import Direction, Grain, Shape, TimexType

Built = tuple[TimexType, Shape] | None
GRAINS: dict[str, Grain] = {
    g: g for g in ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")
}
_CLOCK_LETTERS = {"second": "S", "minute": "M", "hour": "H"}


class Slots:
    """The slots of one match, by the kind that its data give to them."""

    def __init__(self, page: Page, match: Match) -> None:
        self.page, self.match = page, match

    def unit(self, name: str) -> Unit | None:
        found = self.match.slots.get(name)
        return found[1] if found else None

    def kind(self, name: str) -> str | None:
        """What the word list says of the word in a slot."""
        unit = self.unit(name)
        table = unit.sense.row.table if unit and unit.sense else None
        return table.kind if isinstance(table, WordList) else None

    def value(self, name: str) -> float | None:
        unit = self.unit(name)
        return unit.value if unit else None

    def whole(self, name: str) -> int | None:
        value = self.value(name)
        return None if value is None else int(value)

    def number(self, name: str) -> str | None:
        """Singular, dual or plural, as the word in a slot is inflected."""
        unit = self.unit(name)
        return unit.sense.word.number if unit and unit.sense else None

    def grain(self, name: str = "unit") -> Grain | None:
        return GRAINS.get(self.kind(name) or "")

    def month(self) -> int | None:
        unit = self.unit("month")
        table = unit.sense.row.table if unit and unit.sense else None
        return table.number if isinstance(table, Month) else None

    def definite(self, name: str = "unit") -> bool:
        unit = self.unit(name)
        return bool(unit and unit.sense and unit.sense.word.definite)

    def before(self, cls: str) -> bool:
        """Whether the word before the match is of a class, or the first word carries a proclitic."""
        return self.page.is_a(self.match.first - 1, cls) or bool(self.match.skip)


# ── what patterns mean ───────────────────────────────────────────
def _weekday(s: Slots) -> Built:
    part = s.kind("part")
    day = int(s.kind("day") or 0)
    shape = Shape(op="weekday", weekday=day, direction=_turned(s), part=part)
    return ("TIME" if part else "DATE"), shape


def _turned(s: Slots) -> Direction:
    turns: dict[str, Direction] = {"-1": "last", "1": "next", "after": "next", "before": "last"}
    return turns.get(s.kind("turn") or "", "open")


def _relative_day(s: Slots) -> Built:
    part = s.kind("part")
    if s.page.is_a(s.match.stop, "dire-need"):
        return None
    weekday = int(s.kind("day") or 0) or None
    shape = Shape(op="shift", unit="day", amount=int(s.kind("rel") or 0), part=part, weekday=weekday)
    return ("TIME" if part else "DATE"), shape


def _part(s: Slots) -> Built:
    if s.kind("part") and "T" in str(s.kind("part")):
        return None
    return "TIME", Shape(op="shift", unit="day", amount=0, part=s.kind("part"))


def _last_night(s: Slots) -> Built:
    tonight = s.match.stop - s.match.first == 1
    return "TIME", Shape(op="shift", unit="day", amount=0 if tonight else -1, part="NI")


def _unit_turned(s: Slots) -> Built:
    grain, turn, number = s.grain(), s.kind("turn") or "", s.number("unit")
    if grain is None or not s.definite() or _CLOCK_LETTERS.get(grain):
        return _plural_turned(turn) if number == "p" and s.definite() else None
    if number != "s":
        return _plural_turned(turn)
    if turn in {"recent", "before"}:
        return None if turn == "recent" else ("DATE", Shape(op="value", text="PAST_REF"))
    if turn == "after":
        return "DATE", Shape(op="value", text=_UNKNOWN.get(grain, "FUTURE_REF"))
    return "DATE", Shape(op="shift", unit=grain, amount=int(turn))


_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}


def _plural_turned(turn: str) -> Built:
    refs = {"-1": "PAST_REF", "recent": "PAST_REF", "before": "PAST_REF", "1": "FUTURE_REF", "after": "FUTURE_REF"}
    return "DATE", Shape(op="value", text=refs.get(turn, "PRESENT_REF"))


def _this_unit(s: Slots) -> Built:
    grain = s.grain()
    if grain is None or not s.definite() or grain in _CLOCK_LETTERS:
        return None
    if s.number("unit") != "s":
        return "DATE", Shape(op="value", text="PRESENT_REF")
    return "DATE", Shape(op="shift", unit=grain, amount=0)


def _weekend(s: Slots) -> Built:
    turn = s.kind("turn") or "0"
    amount = int(turn) if turn in {"-1", "0", "1"} else 0
    return "DATE", Shape(op="shift", unit="weekend", amount=amount)


def _counted_units(s: Slots) -> Built:
    return _length(s.grain(), s.value("n"), None)


def _ago(s: Slots) -> Built:
    grain, amount = s.grain(), s.value("n")
    if grain is None:
        return None
    if amount is None:
        number = s.number("unit")
        if number == "p" or s.definite():
            return None
        amount = 2 if number == "d" else 1
    if grain in _CLOCK_LETTERS:
        return _length(grain, amount, None)
    return "DATE", Shape(op="shift", unit=grain, amount=-amount)


def _hence(s: Slots) -> Built:
    grain = s.grain()
    amount = s.value("n") or (2 if s.number("unit") == "d" else 1)
    return None if grain is None else ("DATE", Shape(op="shift", unit=grain, amount=amount))


def _duration(s: Slots) -> Built:
    half = float(s.kind("half") or 0)
    if s.unit("dual"):
        return _length(s.grain("dual"), 2, half) if s.number("dual") == "d" else None
    if s.unit("one"):
        return _compound(s, {"s": 1.0, "d": 2.0}.get(s.number("one") or ""), s.grain("one"), half)
    if s.unit("sub"):
        return _compound(s, s.value("n"), s.grain(), half)
    number = s.value("n")
    if number is None:
        if s.number("unit") == "d":
            return _length(s.grain(), 2, half)
        return _length(s.grain(), 1, half) if s.number("unit") == "s" and not s.definite() else _open_length(s)
    return _length(s.grain(), number, half)


def _compound(s: Slots, amount: float | None, grain: Grain | None, part: float) -> Built:
    """`two hours and 45 minutes`, `an hour and a quarter`: hours become whole minutes."""
    sub = s.grain("sub")
    if amount is None or grain is None or (s.unit("sub") and (grain, sub) != ("hour", "minute")):
        return None
    if sub:
        return _length("minute", amount * 60 + (s.value("m") or 0), None)
    return _length(grain, amount, part)


def _open_length(s: Slots) -> Built:
    return None if s.definite() else _length(s.grain(), None, None)


def _length(grain: Grain | None, amount: float | None, half: float | None) -> Built:
    if grain is None:
        return None
    total = None if amount is None else amount + (half or 0.0)
    if grain == "hour" and total is not None and total != int(total):
        grain, total = "minute", float(round(total * 60))
    return "DURATION", Shape(op="duration", unit=grain, amount=total)


def _bare_length(s: Slots) -> Built:
    if not s.page.is_a(s.match.first - 1, "lasting") or s.definite() or s.unit("unit") is None:
        return None
    amount = {"s": 1.0, "d": 2.0}.get(s.number("unit") or "")
    if amount == 1.0 and s.page.is_a(s.match.first - 1, "lasting-plural-only"):
        return None
    return _length(s.grain(), amount, None)


def _numeric_date(s: Slots) -> Built:
    value = s.whole("date") or 0
    return "DATE", Shape(op="date", year=value // 10000, month=value // 100 % 100, day=value % 100)


def _date(s: Slots) -> Built:
    month, day, year = s.month(), s.whole("d"), s.whole("year")
    if year is not None:
        return "DATE", Shape(op="date", year=year, month=month, day=day)
    return "DATE", Shape(op="month", month=month, day=day, direction=_turned(s))


def _month(s: Slots) -> Built:
    month, year = s.month(), s.whole("year")
    if year is not None:
        return "DATE", Shape(op="date", year=year, month=month)
    alone = s.match.stop - s.match.first == 1
    if alone and not s.before("month-opener"):
        return None
    if alone and s.page.is_a(s.match.first, "ambiguous-month"):
        return None
    return "DATE", Shape(op="month", month=month, direction=_turned(s))


def _year(s: Slots) -> Built:
    year = s.whole("year")
    if year is None:
        year = s.whole("bare")
        if not s.before("year-opener") or s.page.is_a(s.match.stop, "unit", "number"):
            return None
        if not 1850 <= (year or 0) <= 2070 or _counts_things(s):
            return None
    return "DATE", Shape(op="date", year=year)


def _counts_things(s: Slots) -> bool:
    """A four-digit number before an indefinite noun counts things: «2000 مقاتل» in Latin terms, 2000 fighters."""
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


def _decade(s: Slots) -> Built:
    kind = s.kind("decade")
    return None if kind is None else ("DATE", Shape(op="value", text=kind))


def _clock(s: Slots) -> Built:
    minutes, hour = s.whole("clock"), s.whole("hour")
    if minutes is None and hour is None:
        return None
    total = minutes if minutes is not None else (hour or 0) * 60
    if s.unit("half"):
        total += 30
    if total < 12 * 60 and s.kind("part") in {"EV", "AF", "NI"} and not (s.kind("part") == "NI" and total < 5 * 60):
        total += 12 * 60
    return "TIME", Shape(op="shift", unit="day", amount=0, clock=f"{total // 60:02d}:{total % 60:02d}")


def _every(s: Slots) -> Built:
    if s.unit("daily"):
        grain = GRAINS.get(s.kind("daily") or "day")
    else:
        grain = s.grain()
        if s.definite() or s.number("unit") != "s":
            return None
    sets = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}
    return "SET", Shape(op="value", text=sets.get(grain or "day", "XXXX-XX-XX"))


def _vague(s: Slots) -> Built:
    return "DATE", Shape(op="value", text=s.kind("vague") or "PAST_REF")


BUILDERS: dict[str, Callable[[Slots], Built]] = {
    "weekday": _weekday,
    "relative-day": _relative_day,
    "part": _part,
    "last-night": _last_night,
    "unit-turned": _unit_turned,
    "this-unit": _this_unit,
    "weekend": _weekend,
    "counted-units": _counted_units,
    "ago": _ago,
    "hence": _hence,
    "duration": _duration,
    "bare-length": _bare_length,
    "numeric-date": _numeric_date,
    "date": _date,
    "month": _month,
    "year": _year,
    "season": _season,
    "decade": _decade,
    "clock": _clock,
    "every": _every,
    "vague": _vague,
}
