"""Temporal expressions: patterns of data find them, builders say what their slots mean, in symbols.

What a symbol is worth on a given day is the record's business (`record/anchor.py`).
"""

import msgspec

from mahdar.language.rules import Match
from mahdar.reading.draft import Draft
from mahdar.reading.page import Page
from mahdar.reading.time_builders import BUILDERS, Slots
from mahdar.types.marks import Time
from mahdar.types.when import Direction, Shape


def find_times(draft: Draft) -> tuple[Time, ...]:
    """All temporal expressions of a draft, each with its symbolic shape, its direction from the sentence."""
    page = draft.page
    found = []
    for match, built in page.matches("times", lambda match: BUILDERS[match.rule.table.make or ""](Slots(page, match))):
        type_, shape = built
        if _before_deadline(page, match, shape):
            shape = msgspec.structs.replace(shape, anchor="deadline")
        if shape.op in {"weekday", "month"} and shape.direction == "open":
            shape = msgspec.structs.replace(shape, direction=_tense(page, match))
        span = page.span(match.first, match.stop, match.skip)
        found.append(Time(span=span, rules=(match.rule.id,), type=type_, shape=shape, mod=_modifier(page, match)))
    return tuple(found)


def _before_deadline(page: Page, match: Match, shape: Shape) -> bool:
    """`two days before the end of the deadline`: counted from the deadline, not from the day of the report."""
    if match.rule.table.make != "ago" or shape.op != "shift" or not page.is_a(match.stop, "from"):
        return False
    at = match.stop + 1
    return page.is_a(at, "event-end") and (page.is_a(at + 1, "deadline") or bool(page.units("deadline", at + 1)))


def _modifier(page: Page, match: Match) -> str | None:
    slots = Slots(page, match)
    return slots.kind("edge") or slots.kind("approx")


_REACH = 14


def _tense(page: Page, match: Match) -> Direction:
    """Backwards or ahead, by the verb that governs the time: the nearest one in its sentence, first to the left."""
    ends = page.language.orthography.punctuation.sentence_end
    if page.is_a(match.first - 1, "since"):
        return "past"
    for index in range(match.first - 1, max(-1, match.first - _REACH), -1):
        if page.is_break(index) or page.word(index) in ends:
            break
        direction = _points(page, index)
        if direction:
            return direction
    for index in range(match.stop, min(page.size, match.stop + _REACH)):
        if page.is_break(index) or page.word(index) in ends:
            break
        direction = _points(page, index)
        if direction:
            return direction
    return "past"


def _points(page: Page, index: int) -> Direction | None:
    if page.is_a(index, "ahead-word"):
        lasted = any(page.is_a(back, "lasting") for back in range(index - 6, index))
        return "past" if lasted else "future"
    return page.lexicon.tense(page.deep[index])
