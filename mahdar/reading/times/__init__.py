"""Temporal expressions: patterns of data find them, builders say what their slots mean, in symbols.

What a symbol is worth on a given day is the record's business (`record/anchor.py`).
"""

from collections.abc import Iterator

import msgspec

from mahdar.language.rules import Match
from mahdar.reading.draft import Draft
from mahdar.reading.page import Page
from mahdar.reading.times import clock, counted, dates
from mahdar.reading.times.chains import Piece, chained, ranged
from mahdar.reading.times.slots import Built, Slots
from mahdar.types.marks import Time
from mahdar.types.when import Direction, Shape

_BUILDERS = {**dates.BUILDERS, **counted.BUILDERS, **clock.BUILDERS}


def find_times(draft: Draft) -> tuple[Time, ...]:
    """All temporal expressions of a draft, each with its symbolic shape, its direction from the sentence."""
    return times_of(draft.page)


def times_of(page: Page, *, ranges: bool = False, from_now: bool = False) -> tuple[Time, ...]:
    """The same from the words alone. `ranges` joins two whole times, from the one to the other, to one interval;
    `from_now` counts `after three days` from the anchor whatever the tense, where else it may be a length."""
    pieces = chained(page, _pieces(page))
    return tuple(
        Time(
            span=page.span(piece.first, piece.stop, piece.skip),
            rules=piece.rules,
            type=piece.type,
            shape=piece.shape,
            mod=piece.mod,
        )
        for piece in (_directed(page, one, from_now) for one in (ranged(page, pieces) if ranges else pieces))
    )


def _pieces(page: Page) -> Iterator[Piece]:
    for match, (type_, shape) in page.matches("times", lambda match: _built(page, match)):
        slots = Slots(page, match)
        to_deadline = _before_deadline(page, match, shape)
        meant = msgspec.structs.replace(shape, anchor="deadline") if to_deadline else shape
        mod = slots.kind("edge") or slots.kind("approx")
        yield Piece(match.first, match.stop, match.skip, (match.rule.id,), type_, meant, mod)


def _built(page: Page, match: Match) -> Built:
    return _BUILDERS[match.rule.table.make or ""](Slots(page, match))


def _before_deadline(page: Page, match: Match, shape: Shape) -> bool:
    """`two days before the end of the deadline`: counted from the deadline, not from the day of the report."""
    if match.rule.table.make != "ago" or shape.op != "shift" or not page.is_a(match.stop, "from"):
        return False
    at = match.stop + 1
    return page.is_a(at, "event-end") and (page.is_a(at + 1, "deadline") or bool(page.units("deadline", at + 1)))


# ── direction ────────────────────────────────────────────────────
_REACH = 14


def _directed(page: Page, piece: Piece, from_now: bool) -> Piece:
    """The piece with the direction of its sentence, where its own words leave it open."""
    shape = piece.shape
    if shape.op == "range" and shape.base and shape.until:
        way = _tense(page, piece) if "open" in {shape.base.direction, shape.until.direction} else "open"
        base, until = (_turned(end, way) for end in (shape.base, shape.until))
        return msgspec.structs.replace(piece, shape=msgspec.structs.replace(shape, base=base, until=until))
    if shape.direction != "open" or not _is_open(shape):
        return piece
    way = "future" if shape.anchor == "after" and from_now else _tense(page, piece)
    if shape.anchor != "after" or (way == "future" and not page.is_a(piece.stop, "from")):
        return msgspec.structs.replace(piece, shape=msgspec.structs.replace(shape, direction=way))
    built = counted.length(shape.unit, shape.amount, None)
    if built is None:
        return piece
    return msgspec.structs.replace(piece, first=piece.first + 1, skip=0, type=built[0], shape=built[1])


def _is_open(shape: Shape) -> bool:
    return shape.op in {"weekday", "month", "feast"} or shape.anchor == "after"


def _turned(shape: Shape, way: Direction) -> Shape:
    return msgspec.structs.replace(shape, direction=way) if shape.direction == "open" and _is_open(shape) else shape


def _tense(page: Page, piece: Piece) -> Direction:
    """Backwards or ahead, by the verb that governs the time: the nearest one in its sentence, first to the left."""
    if page.is_a(piece.first - 1, "since"):
        return "since"
    signs = page.language.orthography.punctuation
    left = range(piece.first - 1, max(-1, piece.first - _REACH), -1)
    right = range(piece.stop, min(page.size, piece.stop + _REACH))
    found = None
    if _opens_clause(page, piece):
        found = _verb_points(page, right, signs.sentence_end | signs.comma)
    found = found or _verb_points(page, left, signs.sentence_end) or _verb_points(page, right, signs.sentence_end)
    return found or "past"


def _opens_clause(page: Page, piece: Piece) -> bool:
    """Whether nothing but a preposition stands between the time and the sign before its clause."""
    before = piece.first - 1
    if page.is_a(before, "year-opener"):
        before -= 1
    return page.is_break(before) or not page.word(before)[0].isalnum()


def _verb_points(page: Page, places: range, ends: frozenset[str]) -> Direction | None:
    """Where the nearest verb points, or the nearest word that looks ahead, up to a sign that ends the search."""
    for index in places:
        if page.is_break(index) or page.word(index) in ends:
            return None
        direction = _points(page, index)
        if direction:
            return direction
    return None


def _points(page: Page, index: int) -> Direction | None:
    if page.is_a(index, "ahead-word"):
        lasted = any(page.is_a(back, "lasting") for back in range(index - 6, index))
        return "past" if lasted else "future"
    if page.is_a(index, "approx", "preposition", "filler"):
        return None  # `about` is spelt like a verb
    return page.lexicon.tense(page.deep[index])
