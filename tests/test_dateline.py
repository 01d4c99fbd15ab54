"""The dateline dates what has no other date, mends a header's year, and contradicts any other day."""

import pytest

import mahdar

LINE = "كييف 24 كانون الثاني 2026 (وكالات) - أعلن رئيس البلدية أن الحصيلة ارتفعت.\n"


def _known(text: str) -> tuple[str, str] | None:
    published = mahdar.read(text, source="x").published
    return (published.value, published.known_from) if published else None


def test_a_report_without_a_header_is_dated_by_its_dateline() -> None:
    assert _known(f"ارتفاع الحصيلة في العاصمة\n\n{LINE}") == ("2026-01-24", "text")


def test_a_header_of_the_same_day_a_year_off_is_mistyped() -> None:
    assert _known(f" date 2025-01-24 ارتفاع الحصيلة\n\n{LINE}") == ("2026-01-24", "text")


def test_a_header_of_another_day_stands_and_is_flagged() -> None:
    reading = mahdar.read(f" date 2026-01-20 ارتفاع الحصيلة\n\n{LINE}", source="x")
    assert reading.published is not None
    assert reading.published.value == "2026-01-20"
    assert any("dateline" in puzzle.why for puzzle in reading.puzzles)


@pytest.mark.parametrize("day", ["2026-01-24", "2026-01-25"])
def test_a_page_may_print_a_wire_a_day_late(day: str) -> None:
    reading = mahdar.read(f" date {day} ارتفاع الحصيلة\n\n{LINE}", source="x")
    assert not any("dateline" in puzzle.why for puzzle in reading.puzzles)


@pytest.mark.parametrize(
    "text",
    [
        "وقع الطرفان في 24 كانون الثاني 2026 اتفاقا على وقف النار، ثم عاد القتال.\n",
        "كييف (وكالات) - أعلن رئيس البلدية في 24 كانون الثاني 2026 أن الحصيلة ارتفعت.\n",
    ],
)
def test_a_date_in_a_sentence_is_no_dateline(text: str) -> None:
    assert _known(f"ارتفاع الحصيلة في العاصمة\n\n{text}") is None
