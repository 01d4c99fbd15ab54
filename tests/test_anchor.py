"""Anchoring: symbolic times and a day become TIMEX3 values and the days they cover."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.record.anchor import resolve
from mahdar.types.when import Direction, Grain, Shape, When

WEDNESDAY = date(2024, 3, 13)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def shift(amount: float, unit: Grain, anchor: date | None = WEDNESDAY, part: str | None = None) -> When:
    return resolve(Shape(op="shift", unit=unit, amount=amount, part=part), anchor)


def weekday(day: int, direction: Direction, anchor: date | None = WEDNESDAY, part: str | None = None) -> When:
    return resolve(Shape(op="weekday", weekday=day, direction=direction, part=part), anchor)


def month(number: int, direction: Direction, anchor: date | None, day: int | None = None) -> When:
    return resolve(Shape(op="month", month=number, day=day, direction=direction), anchor)


# ── what needs no anchor ─────────────────────────────────────────


@pytest.mark.parametrize("anchor", [None, WEDNESDAY])
def test_a_value_stands_as_it_is(anchor: date | None) -> None:
    when = resolve(Shape(op="value", text="PAST_REF"), anchor)
    assert (when.value, when.interval, when.known_from) == ("PAST_REF", None, "text")


@pytest.mark.parametrize(
    ("unit", "amount", "value"),
    [
        ("second", 30, "PT30S"),
        ("minute", 45, "PT45M"),
        ("minute", 60, "PT1H"),
        ("minute", 90, "PT1H30M"),
        ("minute", 150, "PT2H30M"),
        ("hour", 3, "PT3H"),
        ("hour", None, "PTXH"),
        ("day", 2, "P2D"),
        ("week", 1, "P1W"),
        ("month", 6, "P6M"),
        ("quarter", 2, "P2Q"),
        ("year", 1.5, "P1.5Y"),
        ("year", None, "PXY"),
        ("decade", 2, "P2DE"),
        ("century", 1, "P1CE"),
    ],
)
def test_durations(unit: Grain, amount: float | None, value: str) -> None:
    when = resolve(Shape(op="duration", unit=unit, amount=amount), None)
    assert (when.value, when.interval) == (value, None)


@pytest.mark.parametrize(("amount", "value"), [(1_000_000, "P1000000D"), (1_234_567, "P1234567D")])
def test_a_long_duration_is_no_power_of_ten(amount: int, value: str) -> None:
    assert resolve(Shape(op="duration", unit="day", amount=amount), None).value == value


@pytest.mark.parametrize(
    ("shape", "value", "first", "last"),
    [
        (Shape(op="date", year=2025, month=8, day=6), "2025-08-06", date(2025, 8, 6), date(2025, 8, 6)),
        (Shape(op="date", year=2025, month=2), "2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        (Shape(op="date", year=2024, month=2), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (Shape(op="date", year=2024, month=2, day=29), "2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        (Shape(op="date", year=2022), "2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_absolute_dates(shape: Shape, value: str, first: date, last: date) -> None:
    for anchor in (None, WEDNESDAY):
        when = resolve(shape, anchor)
        assert (when.value, when.interval) == (value, (first, last))


def test_a_day_that_the_month_has_not_is_its_month() -> None:
    when = resolve(Shape(op="date", year=2025, month=2, day=29), None)
    assert (when.value, when.interval) == ("2025-02", (date(2025, 2, 1), date(2025, 2, 28)))


# ── weekdays ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "direction", "value"),
    [
        (1, "past", "2024-03-11"),
        (5, "past", "2024-03-08"),
        (1, "future", "2024-03-18"),
        (5, "future", "2024-03-15"),
        (1, "last", "2024-03-11"),
        (5, "last", "2024-03-08"),
        (1, "next", "2024-03-18"),
        (5, "next", "2024-03-15"),
        (3, "past", "2024-03-13"),
        (3, "future", "2024-03-13"),
        (3, "last", "2024-03-06"),
        (3, "next", "2024-03-20"),
    ],
)
def test_weekdays(day: int, direction: Direction, value: str) -> None:
    when = weekday(day, direction)
    assert (when.value, when.known_from) == (value, "anchor")
    assert when.interval == (date.fromisoformat(value),) * 2


@given(DAYS, st.integers(1, 7))
def test_a_weekday_is_within_a_week_on_its_side(anchor: date, day: int) -> None:
    ways: list[tuple[Direction, int, int]] = [("past", -6, 0), ("future", 0, 6), ("last", -7, -1), ("next", 1, 7)]
    for direction, least, most in ways:
        found = date.fromisoformat(weekday(day, direction, anchor).value)
        assert found.isoweekday() == day
        assert least <= (found - anchor).days <= most


@given(DAYS, st.integers(1, 7))
def test_a_weekday_that_points_nowhere_is_at_most_a_week_away(anchor: date, day: int) -> None:
    found = date.fromisoformat(weekday(day, "open", anchor).value)
    assert found.isoweekday() == day
    assert abs((found - anchor).days) <= 7


def test_the_part_of_the_day_follows_the_date() -> None:
    assert weekday(5, "next", part="EV").value == "2024-03-15TEV"
    assert shift(-1, "day", part="NI").value == "2024-03-12TNI"
    assert shift(0, "day", part="MO").interval == (WEDNESDAY, WEDNESDAY)


def test_a_clock_time_follows_the_date() -> None:
    assert resolve(Shape(op="shift", unit="day", amount=1, clock="15:30"), WEDNESDAY).value == "2024-03-14T15:30"


# ── counted from the anchor ──────────────────────────────────────


@pytest.mark.parametrize(
    ("amount", "unit", "anchor", "value", "first", "last"),
    [
        (0, "day", date(2024, 3, 13), "2024-03-13", date(2024, 3, 13), date(2024, 3, 13)),
        (-1, "day", date(2024, 3, 1), "2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        (1, "day", date(2024, 12, 31), "2025-01-01", date(2025, 1, 1), date(2025, 1, 1)),
        (0, "week", date(2024, 3, 13), "2024-W11", date(2024, 3, 11), date(2024, 3, 17)),
        (0, "week", date(2025, 12, 30), "2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        (1, "week", date(2025, 12, 24), "2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        (0, "week", date(2021, 1, 1), "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        (-1, "week", date(2021, 1, 4), "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        (0, "weekend", date(2025, 12, 30), "2026-W01-WE", date(2026, 1, 3), date(2026, 1, 4)),
        (-1, "weekend", date(2021, 1, 4), "2020-W53-WE", date(2021, 1, 2), date(2021, 1, 3)),
        (1, "month", date(2024, 1, 31), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (-1, "month", date(2024, 1, 31), "2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        (-25, "month", date(2024, 1, 31), "2021-12", date(2021, 12, 1), date(2021, 12, 31)),
        (1, "year", date(2024, 2, 29), "2025", date(2025, 1, 1), date(2025, 12, 31)),
        (-2, "year", date(2024, 2, 29), "2022", date(2022, 1, 1), date(2022, 12, 31)),
        (0, "decade", date(2024, 2, 29), "202", date(2020, 1, 1), date(2029, 12, 31)),
        (-1, "decade", date(2024, 2, 29), "201", date(2010, 1, 1), date(2019, 12, 31)),
        (-1, "century", date(2024, 2, 29), "19", date(1900, 1, 1), date(1999, 12, 31)),
    ],
)
def test_shifts(amount: int, unit: Grain, anchor: date, value: str, first: date, last: date) -> None:
    when = shift(amount, unit, anchor)
    assert (when.value, when.interval, when.known_from) == (value, (first, last), "anchor")


@pytest.mark.parametrize(
    ("amount", "anchor", "value"),
    [(0, date(2024, 2, 1), "2024-Q1"), (-1, date(2024, 2, 1), "2023-Q4"), (1, date(2024, 12, 1), "2025-Q1")],
)
def test_quarters(amount: int, anchor: date, value: str) -> None:
    assert shift(amount, "quarter", anchor).value == value


def test_a_quarter_covers_three_months() -> None:
    assert shift(-1, "quarter", date(2024, 2, 10)).interval == (date(2023, 10, 1), date(2023, 12, 31))


@given(DAYS, st.integers(-200, 200))
def test_a_week_holds_the_day_it_was_counted_to(anchor: date, weeks: int) -> None:
    when = shift(weeks, "week", anchor)
    assert when.interval is not None
    first, last = when.interval
    assert first <= anchor + timedelta(weeks=weeks) <= last
    assert (first.isoweekday(), (last - first).days) == (1, 6)
    year, number, _ = first.isocalendar()
    assert when.value == f"{year}-W{number:02d}"


def test_a_season_is_of_its_year() -> None:
    assert shift(-1, "year", WEDNESDAY, part="-SU").value == "2023-SU"


# ── months without a year ────────────────────────────────────────


@pytest.mark.parametrize(
    ("number", "day", "direction", "anchor", "value"),
    [
        (12, None, "open", date(2024, 1, 10), "2023-12"),
        (1, None, "open", date(2023, 12, 20), "2024-01"),
        (3, None, "open", date(2024, 3, 13), "2024-03"),
        (3, None, "past", date(2024, 3, 13), "2024-03"),
        (3, None, "future", date(2024, 3, 13), "2024-03"),
        (11, None, "past", date(2024, 3, 13), "2023-11"),
        (9, None, "past", date(2024, 3, 13), "2023-09"),
        (5, None, "future", date(2024, 3, 13), "2024-05"),
        (10, None, "future", date(2024, 3, 13), "2024-10"),
        (3, None, "last", date(2024, 3, 13), "2023-03"),
        (3, None, "next", date(2024, 3, 13), "2025-03"),
        (6, None, "last", date(2024, 3, 13), "2023-06"),
        (1, None, "next", date(2024, 3, 13), "2025-01"),
        (12, 31, "open", date(2024, 1, 2), "2023-12-31"),
        (1, 1, "future", date(2023, 12, 31), "2024-01-01"),
        (3, 14, "future", date(2024, 3, 13), "2024-03-14"),
        (3, 12, "past", date(2024, 3, 13), "2024-03-12"),
        (3, 13, "last", date(2024, 3, 13), "2023-03-13"),
        (3, 13, "next", date(2024, 3, 13), "2025-03-13"),
        (2, 29, "past", date(2024, 3, 10), "2024-02-29"),
        (2, 29, "future", date(2024, 2, 20), "2024-02-29"),
    ],
)
def test_months_are_the_nearest(number: int, day: int | None, direction: Direction, anchor: date, value: str) -> None:
    when = month(number, direction, anchor, day)
    assert (when.value, when.known_from) == (value, "anchor")
    assert when.interval is not None
    assert when.interval[0].isoformat().startswith(value)
    assert when.interval[1].isoformat().startswith(value)


def test_a_leap_day_is_of_a_leap_year() -> None:
    assert month(2, "past", date(2025, 3, 10), day=29).value == "2024-02-29"
    assert month(2, "next", date(2025, 3, 10), day=29).value == "2028-02-29"
    assert month(2, "last", date(1903, 3, 10), day=29).value == "1896-02-29"


# ── what cannot be anchored ──────────────────────────────────────


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (Shape(op="shift", unit="day", amount=-1), "XXXX-XX-XX"),
        (Shape(op="shift", unit="day", amount=-1, part="NI"), "XXXX-XX-XXTNI"),
        (Shape(op="shift", unit="week", amount=1), "XXXX-WXX"),
        (Shape(op="shift", unit="weekend", amount=0), "XXXX-WXX-WE"),
        (Shape(op="shift", unit="month", amount=-1), "XXXX-XX"),
        (Shape(op="shift", unit="year", amount=1), "XXXX"),
        (Shape(op="shift", unit="quarter", amount=1), "XXXX-QX"),
        (Shape(op="shift", unit="decade", amount=-1), "XXX"),
        (Shape(op="shift", unit="century", amount=-1), "XX"),
        (Shape(op="weekday", weekday=3), "XXXX-WXX-3"),
        (Shape(op="weekday", weekday=3, part="EV"), "XXXX-WXX-3TEV"),
        (Shape(op="month", month=8), "XXXX-08"),
        (Shape(op="month", month=8, day=6), "XXXX-08-06"),
    ],
)
def test_without_an_anchor_the_blanks_stay(shape: Shape, value: str) -> None:
    when = resolve(shape, None)
    assert (when.value, when.interval, when.known_from) == (value, None, "unanchored")


def test_a_clock_time_stays_without_an_anchor() -> None:
    assert resolve(Shape(op="shift", unit="day", amount=0, clock="15:30"), None).value == "XXXX-XX-XXT15:30"


def test_a_season_stays_without_an_anchor() -> None:
    assert shift(-1, "year", None, part="-SU").value == "XXXX-SU"


@pytest.mark.parametrize(
    ("amount", "unit"),
    [(-10_000_000, "day"), (10_000_000, "day"), (1e300, "day"), (-1_000_000, "week"), (10_000_000, "weekend"), (-100_000, "month"),
     (10_000_000, "month"), (10_000_000, "quarter")],
)  # fmt: skip
def test_days_out_of_the_calendar_stay_open(amount: float, unit: Grain) -> None:
    when = shift(amount, unit)
    assert (when.interval, when.known_from) == (None, "unanchored")
    assert when.value == shift(amount, unit, None).value


@pytest.mark.parametrize(
    ("amount", "unit"), [(-66_000_000, "year"), (9_000, "year"), (-3_000, "decade"), (100, "century")]
)
def test_years_out_of_the_calendar_stay_open(amount: int, unit: Grain) -> None:
    when = shift(amount, unit)
    assert (when.interval, when.known_from) == (None, "unanchored")


@pytest.mark.parametrize("anchor", [date(1, 1, 1), date(9999, 12, 31)])
def test_anchors_at_the_ends_of_the_calendar(anchor: date) -> None:
    """Whatever is asked, it is answered without an error."""
    shapes = [
        Shape(op="weekday", weekday=day, direction=way)
        for day in range(1, 8)
        for way in ("past", "future", "last", "next")
    ]
    shapes += [
        Shape(op="shift", unit=unit, amount=amount)
        for unit in ("day", "week", "weekend", "month", "quarter", "year", "decade", "century")
        for amount in (-1, 0, 1)
    ]
    shapes += [
        Shape(op="month", month=number, direction=way) for number in range(1, 13) for way in ("past", "last", "next")
    ]
    for shape in shapes:
        when = resolve(shape, anchor)
        assert when.value
        assert (when.interval is None) == (when.known_from == "unanchored")
