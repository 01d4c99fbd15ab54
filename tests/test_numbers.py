"""Numbers in words, in digits and in both; the numbers of days, hours and years."""

import pytest

from mahdar.language.language import Language
from mahdar.reading.numbers import (
    NumberFound,
    clock_time,
    day_number,
    hour_number,
    number_at,
    numeric_date,
    year_number,
)
from mahdar.reading.page import Page


def number(language: Language, text: str, at: int = 0) -> NumberFound | None:
    return number_at(Page(text, language), at)


def whole(language: Language, text: str) -> float | None:
    """The value of a text that is one number from its first word to its last."""
    page = Page(text, language)
    found = number_at(page, 0)
    assert found is None or found.stop == page.size, f"{text}: stops at word {found.stop} of {page.size}"
    return found.value if found else None


UNITS = ["ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
BARE = ["ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"]
TENS = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


@pytest.mark.parametrize(("value", "with_ta", "without"), list(zip(range(3, 10), UNITS, BARE, strict=True)))
def test_units_and_teens_of_both_genders(language: Language, value: int, with_ta: str, without: str) -> None:
    assert whole(language, with_ta) == value
    assert whole(language, without) == value
    assert whole(language, f"{with_ta} عشر") == value + 10
    assert whole(language, f"{without} عشرة") == value + 10


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("عشرة", 10),
        ("عشر", 10),
        ("أحد عشر", 11),
        ("إحدى عشرة", 11),
        ("اثنا عشر", 12),
        ("اثني عشر", 12),
        ("اثنتا عشرة", 12),
    ],
)
def test_ten_to_twelve(language: Language, text: str, value: int) -> None:
    assert whole(language, text) == value


@pytest.mark.parametrize(("ten", "word"), list(zip(range(20, 100, 10), TENS, strict=True)))
def test_tens_alone_and_joined_to_units(language: Language, ten: int, word: str) -> None:
    oblique = word.removesuffix("ون") + "ين"
    assert whole(language, word) == whole(language, oblique) == ten
    for unit, name in zip(range(3, 10), UNITS, strict=True):
        assert whole(language, f"{name} و{word}") == ten + unit
        assert whole(language, f"{name} و{oblique}") == ten + unit


@pytest.mark.parametrize(("hundred", "word"), list(zip(range(300, 1000, 100), HUNDREDS, strict=True)))
def test_hundreds_in_each_spelling(language: Language, hundred: int, word: str) -> None:
    assert whole(language, word) == hundred
    assert whole(language, word.replace("مئة", "مائة")) == hundred
    assert whole(language, f"{word} وخمسة") == hundred + 5
    assert whole(language, f"{word} وأربعة وستون") == hundred + 64


def test_hundreds_in_two_words(language: Language) -> None:
    assert whole(language, "ثلاث مئة") == 300
    assert whole(language, "مئتان وثلاثون") == 230
    assert whole(language, "مئة") == whole(language, "مائة") == 100


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ألف", 1_000),
        ("ألفان", 2_000),
        ("ألفي", 2_000),
        ("ثلاثة آلاف", 3_000),
        ("خمسة عشر ألفا", 15_000),
        ("ثلاثون ألفا", 30_000),
        ("خمسة وأربعون ألفا", 45_000),
        ("مئة ألف", 100_000),
        ("مئتا ألف", 200_000),
        ("مئة وعشرون ألفا", 120_000),
        ("ألف وتسعمئة وتسعون", 1_990),
        ("ثلاثون ألفا وأربعة", 30_004),
        ("مليون", 1_000_000),
        ("مليونان", 2_000_000),
        ("مليوني", 2_000_000),
        ("مئة مليون", 100_000_000),
        ("ملياران", 2_000_000_000),
        ("ثلاثة ملايين ومئتا ألف", 3_200_000),
        ("خمسة ملايين وثلاثمئة ألف وأربعون", 5_300_040),
        ("مليونان وخمسمئة ألف", 2_500_000),
        ("عشرة تريليونات", 10_000_000_000_000),
    ],
)
def test_scales_and_their_duals(language: Language, text: str, value: int) -> None:
    assert whole(language, text) == value


@pytest.mark.parametrize(("text", "value"), [("مليون ونصف مليون", 1_500_000), ("ثلاثة ملايين وربع مليون", 3_250_000)])
def test_a_part_of_the_scale(language: Language, text: str, value: int) -> None:
    assert whole(language, text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("مليونان ونصف المليون", 2_500_000),
        ("مليون ونصف المليون", 1_500_000),
        ("ستة مليارات ونصف المليار", 6_500_000_000),
    ],
)
def test_a_part_of_the_scale_with_the_article(language: Language, text: str, value: int) -> None:
    assert whole(language, text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("واحد وعشرون", 21), ("إحدى وثلاثون", 31), ("واحدا وعشرين", 21), ("واحد وأربعون ألفا", 41_000)]
)
def test_one_and_tens(language: Language, text: str, value: int) -> None:
    assert whole(language, text) == value


def test_one_alone_is_no_number(language: Language) -> None:
    """`One of them` and `Sunday` are written so, too."""
    assert number(language, "أحد المسؤولين") is None
    assert number(language, "واحد") is None
    assert number(language, "المليون") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("600", 600),
        ("٦٠٠", 600),
        ("1,200", 1_200),
        ("1٬200", 1_200),
        ("١٬٢٠٠", 1_200),
        ("1,234,567", 1_234_567),
        ("1.200.000", 1_200_000),
        ("1,234,567.5", 1_234_567.5),
        ("8.5", 8.5),
        ("8,5", 8.5),
        ("٨٫٥", 8.5),
    ],
)
def test_digits_with_their_marks(language: Language, text: str, value: float) -> None:
    assert whole(language, text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("600 ألف", 600_000), ("٦٠٠ ألف", 600_000), ("12 ألفا", 12_000), ("3 ملايين", 3_000_000), ("2.5 مليون", 2_500_000),
     ("1,5 مليار", 1_500_000_000)],
)  # fmt: skip
def test_digits_before_a_scale(language: Language, text: str, value: float) -> None:
    assert whole(language, text) == value


def test_a_number_stops_where_it_stops(language: Language) -> None:
    found = number(language, "ثلاثة وعشرون جنديا وأربعة ضباط")
    assert found is not None
    assert (found.value, found.stop) == (23, 2)
    found = number(language, "600 جندي وألف متطوع")
    assert found is not None
    assert (found.value, found.stop) == (600, 1)


@pytest.mark.parametrize(("text", "prefix"), [("وثلاثة", "و"), ("بخمسة", "ب"), ("لمئتي ألف", "ل")])
def test_the_first_word_may_carry_proclitics(language: Language, text: str, prefix: str) -> None:
    found = number(language, text)
    assert found is not None
    assert (found.prefix, found.skip) == (prefix, 1)


@pytest.mark.parametrize("text", ["الوفد", "،", "نصف", "2025-08-06", "15:30"])
def test_what_is_no_number(language: Language, text: str) -> None:
    assert number(language, text) is None


# ── numbers of dates ─────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", 1), ("31", 31), ("٠٦", 6), ("الأول", 1), ("الثاني", 2), ("العاشر", 10), ("الثاني عشر", 12),
     ("التاسع عشر", 19), ("العشرين", 20), ("الخامس والعشرين", 25), ("الثلاثين", 30)],
)  # fmt: skip
def test_days_of_the_month(language: Language, text: str, value: int) -> None:
    page = Page(text, language)
    found = day_number(page, 0)
    assert found is not None
    assert (found.value, found.stop) == (value, page.size)


@pytest.mark.parametrize(("text", "value"), [("الحادي عشر", 11), ("الحادي والعشرين", 21), ("الحادي والثلاثين", 31)])
def test_days_of_the_month_that_end_in_one(language: Language, text: str, value: int) -> None:
    page = Page(text, language)
    found = day_number(page, 0)
    assert found is not None
    assert (found.value, found.stop) == (value, page.size)


@pytest.mark.parametrize("text", ["0", "32", "100", "001", "8.5", "ثلاثة", "الوفد", "الحادي"])
def test_what_is_no_day(language: Language, text: str) -> None:
    assert day_number(Page(text, language), 0) is None


@pytest.mark.parametrize(
    ("text", "value"), [("الثالثة", 3), ("الثانية عشرة", 12), ("الأولى", 1), ("15", 15), ("24", 24)]
)
def test_hours(language: Language, text: str, value: int) -> None:
    page = Page(text, language)
    found = hour_number(page, 0)
    assert found is not None
    assert (found.value, found.stop) == (value, page.size)


def test_eleven_o_clock(language: Language) -> None:
    found = hour_number(Page("الحادية عشرة", language), 0)
    assert found is not None
    assert (found.value, found.stop) == (11, 2)


@pytest.mark.parametrize("text", ["25", "8.5", "الثالثة عشرة", "العشرين", "الحادية"])
def test_what_is_no_hour(language: Language, text: str) -> None:
    assert hour_number(Page(text, language), 0) is None


@pytest.mark.parametrize(("text", "value"), [("2025", 2025), ("٢٠٢٥", 2025), ("1500", 1500), ("2100", 2100), ("1499", None),
                                             ("2101", None), ("999", None), ("20250", None), ("2,025", None)])  # fmt: skip
def test_years(language: Language, text: str, value: int | None) -> None:
    found = year_number(Page(text, language), 0)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("2025-08-06", 20250806), ("6/8/2025", 20250806), ("06.08.2025", 20250806), ("٦/٨/٢٠٢٥", 20250806), ("2025/8/6", 20250806),
     ("6/8/25", None), ("6/13/2025", None), ("32/1/2025", None), ("0/1/2025", None), ("6/8-2025", None), ("3-1", None),
     ("6/8/1499", None)],
)  # fmt: skip
def test_dates_in_digits(language: Language, text: str, value: int | None) -> None:
    found = numeric_date(Page(text, language), 0)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("15:30", 930), ("0:00", 0), ("23:59", 1439), ("24:00", None), ("9:60", None), ("9:5", None), ("9", None)],
)
def test_clock_times(language: Language, text: str, minutes: int | None) -> None:
    found = clock_time(Page(text, language), 0)
    assert (found.value if found else None) == minutes
