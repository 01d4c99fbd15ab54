"""Lengths, and times counted from now or from something told: ago, after, so many units."""

import msgspec

from mahdar.reading.times.slots import CLOCK, GRAINS, Built, Slots
from mahdar.types.when import Direction, Grain, Shape


def _counted_units(s: Slots) -> Built:
    if s.definite() and s.number("unit") == "s":
        return None
    return length(s.grain(), s.value("n"), None)


def _ago(s: Slots) -> Built:
    grain, amount = s.grain(), s.value("n")
    if grain is None:
        return None
    if amount is None:
        number = s.number("unit")
        if number == "p" or s.definite():
            return None
        amount = 2 if number == "d" else 1
    if grain in CLOCK:
        return ("TIME", Shape(op="shift", unit=grain, amount=-amount))
    return "DATE", Shape(op="shift", unit=grain, amount=-amount, calendar=s.calendar())


def _hence(s: Slots) -> Built:
    """Ahead of now where the sentence looks ahead or says `from now`; else it is a length after something told."""
    grain, number = s.grain(), s.number("unit")
    if grain is None or s.definite() or (s.value("n") is None and number == "p"):
        return None
    amount = s.value("n") or (2 if number == "d" else 1)
    direction: Direction = "next" if s.unit("now") else "open"
    shape = Shape(op="shift", unit=grain, amount=amount, direction=direction, anchor="after", calendar=s.calendar())
    return ("TIME" if grain in CLOCK else "DATE"), shape


def _duration(s: Slots) -> Built:
    half = float(s.kind("half") or 0)
    if s.unit("minus"):
        half = -half
    if s.unit("of") and s.grain("of") != (s.grain("one") or s.grain()):
        return _with_part_of_another(s, half)
    if s.unit("dual"):
        return length(s.grain("dual"), 2, half) if s.number("dual") == "d" else None
    if s.unit("one"):
        return _compound(s, {"s": 1.0, "d": 2.0}.get(s.number("one") or ""), s.grain("one"), half)
    if s.unit("sub"):
        return _compound(s, s.value("n"), s.grain(), half)
    number = s.value("n")
    if number is not None and s.definite() and s.number("unit") == "s":
        return None
    if number is None:
        if s.number("unit") == "d":
            return length(s.grain(), 2, half)
        return length(s.grain(), 1, half) if s.number("unit") == "s" and not s.definite() else _open_length(s)
    return length(s.grain(), number, half)


def _compound(s: Slots, amount: float | None, grain: Grain | None, part: float) -> Built:
    """`two hours and 45 minutes`, `an hour and a quarter`: hours become whole minutes."""
    sub = s.grain("sub")
    if amount is None or grain is None or (s.unit("sub") and not is_part(sub, grain)):
        return None
    if (grain, sub) == ("hour", "minute"):
        return length("minute", amount * 60 + (s.value("m") or 0), None)
    if sub:
        return joined(length(grain, amount, None), length(sub, s.value("m"), None))
    return length(grain, amount, part)


def _and_two(s: Slots) -> Built:
    """`a month and two days`."""
    grain, other = s.grain("one"), s.grain("two")
    if s.number("one") != "s" or s.definite("one") or s.number("two") != "d" or not is_part(other, grain):
        return None
    return joined(length(grain, 1, None), length(other, 2, None))


def _with_part_of_another(s: Slots, part: float) -> Built:
    """`a week and half a day`."""
    amount = s.value("n") or {"s": 1.0, "d": 2.0}.get(s.number("one") or "", 2.0 if s.number("unit") == "d" else None)
    grain, other = s.grain("one") or s.grain(), s.grain("of")
    return joined(length(grain, amount, None), length(other, part, None)) if is_part(other, grain) and amount else None


_SIZES = {grain: size for size, grain in enumerate(GRAINS)}


def is_part(small: Grain | None, large: Grain | None) -> bool:
    """Whether a unit is smaller than another."""
    return small is not None and large is not None and _SIZES[small] < _SIZES[large]


def joined(left: Built, right: Built) -> Built:
    """A length and what is added to it, the largest unit first."""
    if left is None or right is None:
        return None
    return left[0], chain_lengths(left[1], right[1])


def chain_lengths(left: Shape, right: Shape) -> Shape:
    base = right if left.base is None else chain_lengths(left.base, right)
    return msgspec.structs.replace(left, base=base, text=None)


def _set_of(built: Built) -> Built:
    return ("SET", built[1]) if built else None


def _length_range(s: Slots) -> Built:
    """`three to four hours`: from one length to another."""
    first, last = s.value("m"), s.value("n")
    if s.unit("pair"):
        first, last = divmod(s.whole("pair") or 0, 100)
    short, long = length(s.grain(), first, None), length(s.grain(), last, None)
    if not (short and long) or (first or 0) >= (last or 0) or s.definite():
        return None
    return "DURATION", Shape(op="range", unit=s.grain(), base=short[1], until=long[1])


JOINED = "joined"  # a unit that is a length only where it is added to another: `two days and an hour`


def _added_unit(s: Slots) -> Built:
    before = s.match.first - 1
    apart = s.page.is_a(before, "clock-and") and not s.match.skip
    if s.number("unit") != "s" or s.definite() or not (apart or s.match.skip == 1):
        return None
    grain = s.grain()
    return ("DURATION", Shape(op="duration", unit=grain, amount=1, text=JOINED)) if grain else None


def _open_length(s: Slots) -> Built:
    return None if s.definite() else length(s.grain(), None, None)


def length(grain: Grain | None, amount: float | None, half: float | None) -> Built:
    if grain is None:
        return None
    total = None if amount is None else amount + (half or 0.0)
    if grain == "hour" and total is not None and total != int(total):
        grain, total = "minute", float(round(total * 60))
    return "DURATION", Shape(op="duration", unit=grain, amount=total)


def _bare_length(s: Slots) -> Built:
    lasting = s.page.is_a(s.match.first - 1, "lasting") or (s.number("unit") == "p" and _for(s))
    if s.definite() or not (lasting or (s.alone() and s.number("unit") == "s")):
        return None
    amount = {"s": 1.0, "d": 2.0}.get(s.number("unit") or "")
    return length(s.grain(), amount, None)


def _for(s: Slots) -> bool:
    """Whether `for` is written onto the unit: for weeks, for years."""
    proclitics = s.page.language.orthography.proclitics
    return s.page.deep[s.match.first][: s.match.skip].endswith(proclitics.article_after_l[:1]) and s.match.skip > 0


def _every(s: Slots) -> Built:
    if s.unit("daily"):
        grain = GRAINS.get(s.kind("daily") or "day")
    elif s.unit("day"):
        return "SET", Shape(op="value", text=f"XXXX-WXX-{s.kind('day')}")
    elif s.unit("part"):
        return "SET", Shape(op="value", text=f"XXXX-XX-XXT{s.kind('part')}")
    else:
        grain = s.grain()
        amount = s.value("n") or (2 if s.number("unit") == "d" else None)
        if amount and not s.definite():
            return _set_of(length(grain, amount, None))
        if s.definite() or s.number("unit") != "s":
            return None
    sets = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}
    return "SET", Shape(op="value", text=sets.get(grain or "day", "XXXX-XX-XX"))


BUILDERS = {
    "counted-units": _counted_units,
    "ago": _ago,
    "hence": _hence,
    "duration": _duration,
    "bare-length": _bare_length,
    "every": _every,
    "and-two": _and_two,
    "length-range": _length_range,
    "added-unit": _added_unit,
}
