"""Tellings joined to meetings: the reasons of each join, what stays apart, and how well it goes by thousands."""

from itertools import pairwise, permutations

import pytest

from benchmarks.events import b_cubed, measured
from mahdar.record.reconcile import reconcile
from mahdar.types.record import Record
from tests.reports import read_report

MET = "التقى المبعوث الأميركي ستيف ويتكوف الرئيس الروسي فلاديمير بوتين في موسكو يوم {}."
PLANNED = "من المقرر أن يلتقي المبعوث الأميركي ستيف ويتكوف الرئيس الروسي فلاديمير بوتين في موسكو غدا."
CALLED = "أجرى المبعوث الأميركي ستيف ويتكوف اتصالا هاتفيا مع الرئيس الروسي فلاديمير بوتين يوم {}."
_NEEDED = 0.93


def _dates(record: Record) -> list[tuple[str | None, int]]:
    return sorted((meeting.date, len(meeting.tellings)) for meeting in record.meetings)


TUESDAY = read_report("a", MET.format("الثلاثاء"), "2025-12-03")
TUESDAY_TOO = read_report("b", MET.format("الثلاثاء"), "2025-12-04")
THURSDAY = read_report("c", MET.format("الخميس"), "2025-12-05")
AHEAD = read_report("d", PLANNED, "2025-12-01")
CALL = read_report("e", CALLED.format("الثلاثاء"), "2025-12-03")


def test_two_reports_of_one_day_are_one_meeting() -> None:
    record = reconcile([TUESDAY, TUESDAY_TOO])
    assert _dates(record) == [("2025-12-02", 2)]
    (judged,) = (one for one in record.judgements if one.by.startswith("record/same-event"))
    assert judged.same == "yes"
    assert "same day" in judged.reasons


def test_tuesdays_and_thursdays_meeting_stay_two() -> None:
    assert _dates(reconcile([TUESDAY, THURSDAY])) == [("2025-12-02", 1), ("2025-12-04", 1)]


def test_what_was_planned_and_then_held_is_one_history() -> None:
    (meeting,) = reconcile([AHEAD, TUESDAY]).meetings
    assert meeting.status == "held"
    assert {telling.status for telling in meeting.tellings} == {"planned", "held"}


def test_a_call_of_the_same_day_is_no_meeting() -> None:
    assert len(reconcile([TUESDAY, CALL]).meetings) == 2


def test_the_order_of_reports_says_nothing() -> None:
    readings = [TUESDAY, TUESDAY_TOO, THURSDAY, AHEAD]
    records = [reconcile(order).meetings for order in permutations(readings)]
    assert all(a == b for a, b in pairwise(records))


# ── by thousands ─────────────────────────────────────────────────
def test_b_cubed() -> None:
    assert b_cubed([[1, 1], [2]]) == (1.0, 1.0)
    assert b_cubed([[1, 2]]) == (0.5, 1.0)
    assert b_cubed([[1], [1]]) == (1.0, 0.5)


@pytest.fixture(scope="module")
def scores() -> list[float]:
    return [measured(count).seconds / count for count in (1000, 4000)]


def test_generated_tellings_are_joined() -> None:
    score = measured(2000)
    assert score.f1 >= _NEEDED


def test_four_times_as_many_tellings_cost_about_four_times_as_much(scores: list[float]) -> None:
    small, large = scores
    assert large < 3 * small
