"""Clock times: which half of the day an hour lies in, and from one hour to another."""

from mahdar.reading.times.slots import Built, Slots
from mahdar.types.when import Shape

_HALF_DAY = 12 * 60


def _clock(s: Slots) -> Built:
    """A clock time by its word, or with its part of the day."""
    if s.unit("oclock") is None and not (s.unit("zone") or _stands_free(s)):
        return None
    if s.unit("bare") and not (s.unit("part") or s.unit("zone")) and not _written_out(s):
        return None
    seconds = s.value("clock") if s.unit("clock") else s.value("bare")
    return None if seconds is None else ("TIME", shape_of_clock(seconds, s.kind("part")))


def _written_out(s: Slots) -> bool:
    """Hours and minutes in digits, 15:30, are a clock time without any word beside them."""
    return ":" in s.page.word(s.match.first)


def _stands_free(s: Slots) -> bool:
    """`the third` after a noun is an ordinal, whatever follows; after a preposition or a day it is an hour."""
    before = s.match.first - 1
    return (
        s.page.is_break(before) or bool(s.match.skip) or s.page.is_a(before, "clock-opener", "weekday", "relative-day")
    )


def _clock_range(s: Slots) -> Built:
    """From one hour to another; the part of the day that the second tells holds for the first where it fits."""
    first, last = s.value("clock"), s.value("until")
    if first is None or last is None:
        return None
    if not (s.unit("oclock") or s.unit("part") or s.unit("later") or _only(s)):
        return None
    early, late = s.kind("part"), s.kind("later")
    until = shape_of_clock(last, late or early)
    begin = shape_of_clock(first, early or late)
    if (begin.clock or "") > (until.clock or "") and not early:
        begin = shape_of_clock(first, None)
    return "TIME", Shape(op="range", base=begin, until=until)


def _only(s: Slots) -> bool:
    """`from six to seven`, and nothing else on the line but the day."""
    before = s.match.first - 1
    ended = s.page.is_break(s.match.stop) or s.page.is_a(s.match.stop, "relative-day", "weekday")
    return ended and s.page.is_a(before, "from") and s.page.is_break(before - 1)


def shape_of_clock(seconds: float, part: str | None) -> Shape:
    """Seconds since midnight, as printed, with a part of the day that tells which half is meant."""
    minutes, rest = divmod(int(seconds), 60)
    hour = minutes // 60
    late = part in {"EV", "AF"} or (part == "NI" and hour >= 6) or (part == "MI" and hour <= 4)
    if late and 0 <= minutes < _HALF_DAY:
        minutes += _HALF_DAY
    elif part in {"MO", "NI"} and hour == 12:
        minutes -= _HALF_DAY
    minutes %= 2 * _HALF_DAY
    clock = f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{rest:02d}" if rest else "")
    return Shape(op="shift", unit="day", amount=0, clock=clock)


BUILDERS = {"clock": _clock, "clock-range": _clock_range}
