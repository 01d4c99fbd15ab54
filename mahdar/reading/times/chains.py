"""Chains: neighbouring times that tell one time together. `Tuesday` + `the 5th of May` + `at three`."""

from collections.abc import Callable, Iterable

import msgspec

from mahdar.reading.page import Page
from mahdar.reading.times.counted import JOINED, chain_lengths, is_part
from mahdar.reading.times.dates import of_year
from mahdar.types.when import Shape, TimexType


class Piece(msgspec.Struct, frozen=True):
    """A time as one pattern found it: words `first` up to `stop`, letters skipped, its rules, and what it means."""

    first: int
    stop: int
    skip: int
    rules: tuple[str, ...]
    type: TimexType
    shape: Shape
    mod: str | None = None


def chained(page: Page, pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, neighbours joined where they tell one time; a part of something is dropped where it is of nothing."""
    found: list[Piece] = []
    for piece in pieces:
        joined = _join(page, found[-1], piece) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(piece)
    return [piece for piece in found if _is_whole(piece.shape)]


def _is_whole(shape: Shape) -> bool:
    if shape.text == JOINED:
        return False
    return shape.op != "nth" or (shape.base is not None and _is_whole(shape.base))


def ranged(page: Page, pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, two whole times with `to` or a dash between them joined to the range from one to the other."""
    found: list[Piece] = []
    for piece in pieces:
        shape = _range(page, found[-1], piece) if found else None
        if shape:
            rules = tuple(dict.fromkeys(found[-1].rules + piece.rules))
            found[-1] = msgspec.structs.replace(found[-1], stop=piece.stop, shape=shape, rules=rules)
        else:
            found.append(piece)
    return found


def _range(page: Page, left: Piece, right: Piece) -> Shape | None:
    to = page.language.orthography.proclitics.article_after_l[:1]
    joins = right.first == left.stop + 1 and page.is_a(left.stop, "range-to", "range-dash")
    joins |= right.first == left.stop and page.deep[right.first][: right.skip] == to
    if not joins or "range" in {left.shape.op, right.shape.op} or not {left.type, right.type} <= {"DATE", "TIME"}:
        return None
    first, last = left.shape, right.shape
    if _is_container(last, "year") and _is_container(first, "month"):
        return Shape(op="range", base=first, until=last)
    if _only_hour(last) and first.clock:
        last = msgspec.structs.replace(first, clock=last.clock, part=last.part)
    if first.op == "month" and last.op == "month" and last.base and not first.base:
        first = msgspec.structs.replace(first, base=last.base)
    if first.op == "month" and first.month and first.direction == "open" and last.op == "date" and last.month:
        first = of_year(first, (last.year or 0) - (first.month > last.month))
    return Shape(op="range", base=first, until=last)


_REACH = 3  # words between two parts of one time: `at about`, `of the`


def _join(page: Page, left: Piece, right: Piece) -> Piece | None:
    if left.type == right.type == "DURATION":
        return _sum(page, left, right)
    gap = range(left.stop, right.first)
    if len(gap) > _REACH or not all(page.is_a(at, "chain-word") or _is_comma(page, at, left, right) for at in gap):
        return None
    prefix = page.deep[right.first][: right.skip]
    if prefix and (gap or prefix not in page.language.orthography.proclitics.noun):
        return None
    for test in _JOINS:
        shape = test(left.shape, right.shape)
        if shape is not None:
            clock = shape.clock or shape.part or right.shape.clock
            type_: TimexType = "TIME" if clock and shape.op != "range" else "DATE"
            rules = tuple(dict.fromkeys(left.rules + right.rules))
            return Piece(left.first, right.stop, left.skip, rules, type_, shape, left.mod or right.mod)
    return None


def _sum(page: Page, left: Piece, right: Piece) -> Piece | None:
    """Two days and three hours: the second is a smaller unit, joined by `and`, perhaps behind a comma."""
    commas = page.language.orthography.punctuation.comma
    gap = [at for at in range(left.stop, right.first) if page.word(at) not in commas]
    if not gap:
        linked = right.skip == 1 or (not right.skip and right.first == left.stop + 1)
    else:
        linked = len(gap) == 1 and not right.skip and page.is_a(gap[0], "clock-and")
    if not linked or left.shape.op != "duration" or left.shape.op != right.shape.op or left.shape.amount is None:
        return None
    smallest = left.shape
    while smallest.base:
        smallest = smallest.base
    if not is_part(right.shape.unit, smallest.unit):
        return None
    rules = left.rules + right.rules
    return msgspec.structs.replace(left, stop=right.stop, rules=rules, shape=chain_lengths(left.shape, right.shape))


def _is_comma(page: Page, at: int, left: Piece, right: Piece) -> bool:
    """A comma joins a weekday to its date, nothing else."""
    is_date = right.shape.op in {"date", "month"} and right.shape.day is not None
    return page.word(at) in page.language.orthography.punctuation.comma and left.shape.op == "weekday" and is_date


def _only_hour(shape: Shape) -> bool:
    """A clock time or part of the day without a day of its own."""
    return shape.op == "shift" and shape.unit == "day" and shape.amount == 0 and bool(shape.clock or shape.part)


def _is_day(shape: Shape) -> bool:
    if shape.op in {"date", "month"}:
        return shape.day is not None
    return shape.op in {"weekday", "feast"} or (shape.op == "shift" and shape.unit == "day") or _is_nth_day(shape)


def _is_nth_day(shape: Shape) -> bool:
    return shape.op == "nth" and shape.unit in {None, "day"}


def _is_container(shape: Shape, *units: str) -> bool:
    """A month or year, told by name or number or from now."""
    if shape.op == "shift":
        return shape.unit in units
    if shape.op in {"date", "month"} and shape.day is None:
        return ("month" if shape.month else "year") in units
    return shape.op == "nth" and shape.unit in units and shape.base is not None


def _hour_of_day(left: Shape, right: Shape) -> Shape | None:
    hour, day = (left, right) if _only_hour(left) else (right, left)
    if not _only_hour(hour) or not _is_day(day) or day.clock or (day.part and hour.part):
        return None
    if _only_hour(day) and not (hour.clock and day.part):
        return None
    return msgspec.structs.replace(day, clock=hour.clock, part=day.part or hour.part)


def _hours_of_day(left: Shape, right: Shape) -> Shape | None:
    """A day before a range of hours holds both; behind it, the second: from nine to five tomorrow."""
    hours, day = (left, right) if left.op == "range" else (right, left)
    first, last = hours.base, hours.until
    if hours.op != "range" or first is None or last is None or not (_only_hour(first) and _only_hour(last)):
        return None
    if not _is_day(day) or day.clock or day.part:
        return None
    until = msgspec.structs.replace(day, clock=last.clock)
    base = first if day is right else msgspec.structs.replace(day, clock=first.clock)
    return msgspec.structs.replace(hours, base=base, until=until)


def _weekday_and_date(left: Shape, right: Shape) -> Shape | None:
    """The date tells the day; the weekday helps to find its year."""
    if left.op != "weekday" or left.clock or not (right.op in {"date", "month"} and right.day):
        return None
    return msgspec.structs.replace(right, weekday=left.weekday, part=right.part or left.part)


def _one_day_in_two_calendars(left: Shape, right: Shape) -> Shape | None:
    """An Islamic date and the Gregorian one beside it; the second needs no table."""
    if left.calendar != "hijri" or right.calendar != "gregorian" or not (left.day and right.day):
        return None
    return right if {left.op, right.op} <= {"date", "month"} else None


def _weekday_of_week(left: Shape, right: Shape) -> Shape | None:
    for day, whole in ((left, right), (right, left)):
        counted = whole.anchor == "after" and whole.unit == "month"
        if day.op == "weekday" and day.base is None and whole.op == "shift" and (whole.unit == "week" or counted):
            return msgspec.structs.replace(day, base=msgspec.structs.replace(whole, direction="next"))
    return None


def _nth_of(left: Shape, right: Shape) -> Shape | None:
    if left.op != "nth":
        return None
    if left.base is not None and left.base.op == "nth" and left.base.base is None:
        inner = _nth_of(left.base, right)
        return msgspec.structs.replace(left, base=inner) if inner else None
    if left.base is None:
        numbered = right.op == "nth" and right.unit == "month"
        of_years = left.unit in {"month", "quarter", "half"}
        fits = _is_container(right, "year") or (not of_years and (numbered or _is_container(right, "month")))
        return msgspec.structs.replace(left, base=right) if fits else None
    inner = _of_year(left.base, right)
    return msgspec.structs.replace(left, base=inner) if inner else None


def _of_year(left: Shape, right: Shape) -> Shape | None:
    """A month, a day of a month or a feast in a year told behind it."""
    if not _is_container(right, "year"):
        return None
    if left.op == "month" and left.base is None and left.direction == "open":
        if right.op == "date" and right.year and right.calendar == "gregorian":
            return of_year(left, right.year)
        return msgspec.structs.replace(left, base=msgspec.structs.replace(right, calendar=left.calendar))
    if left.op == "feast" and left.year is None and right.op == "date":
        return msgspec.structs.replace(left, year=right.year)
    return None


def _from_this_moment(left: Shape, right: Shape) -> Shape | None:
    """This time in two weeks."""
    return right if left.text == "PRESENT_REF" and (right.anchor == "after" or right.base) else None


def _counted_from(left: Shape, right: Shape) -> Shape | None:
    """Two days before the feast, three months after May."""
    if left.op != "shift" or left.base or not left.amount or left.clock or left.part:
        return None
    dated = right.op in {"date", "month", "feast"} or (right.op == "nth" and right.base)
    if not dated or left.unit not in _COUNTED:
        return None
    calendar = right.calendar if left.unit in {"month", "year"} else left.calendar
    return msgspec.structs.replace(left, base=right, direction="next", anchor="published", calendar=calendar)


_COUNTED = {"day", "week", "month", "year"}

_JOINS: tuple[Callable[[Shape, Shape], Shape | None], ...] = (
    _hour_of_day,
    _hours_of_day,
    _weekday_and_date,
    _one_day_in_two_calendars,
    _weekday_of_week,
    _nth_of,
    _of_year,
    _counted_from,
    _from_this_moment,
)
