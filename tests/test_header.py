"""The day of publication that a text gives of itself."""

from datetime import date

import pytest

from mahdar import read
from mahdar.types.report import Published

BODY = "\n\nوصل الوفد إلى العاصمة، وبدأت الجلسة الأولى من المحادثات بين الطرفين."


def published(text: str) -> str | None:
    found = read(text).published
    return found.value if found else None


@pytest.mark.parametrize(
    "header",
    [
        "date 2025-08-06 خبر عن الوفد",
        "2025-08-06",
        "نشر في: 6/8/2025",
        "نشر في ٦/٨/٢٠٢٥",
        "تاريخ النشر: الأربعاء 6 أغسطس 2025",
        "آخر تحديث 6 آب 2025 - العاصمة",
        "6 أغسطس/آب 2025",
        "محادثات جديدة\n6 أغسطس 2025",
        "جنيف، 6 أغسطس 2025",
        "المرصد | 6 أغسطس 2025 الساعة 10:30 بتوقيت غرينتش",
        "صحيفة المرصد - الأربعاء 6 أغسطس 2025م",
        "الأربعاء 12 صفر 1447هـ الموافق 6 أغسطس 2025م",
        "الأربعاء 06/أغسطس/2025 - 11:40 م",
        "الأربعاء, 06 أغسطس, 2025 - 11:47 مساء",
        "Wed Aug 6, 2025 3:19pm GMT",
        "06-08-2025 07:14 AM",
        "العلم الجديد : 06 - 08 - 2025",
        "الرياض 12 صفر 1447 هـ الموافق 06 أغسطس 2025 م واس",
        "الدوحة في 6 أغسطس 2025 /قنا/ انطلقت المحادثات.",
        "مسقط 6 أغسطس 2025 (المرصد) انطلقت المحادثات.",
        "نُشر: 18:42-6 أغسطس 2025 م",
        "كتب: محرر الشئون الدبلوماسية - الأربعاء 6 أغسطس 2025",
    ],
)
def test_a_date_in_the_header(header: str) -> None:
    assert published(header + BODY) == "2025-08-06"


def test_a_date_below_long_headings_is_in_the_header() -> None:
    lines = "- قال الوفد إن النص جاهز وإن الخلاف انتهى في هذه الليلة الطويلة\n" * 5
    found = read(f"الوفدان يعودان إلى الطاولة\n{lines}06.08.2025{BODY}").published
    assert found is not None
    assert (found.value, found.known_from) == ("2025-08-06", "header")


def test_it_says_how_it_is_known_and_where_it_stands() -> None:
    text = f"نشر في: 6/8/2025{BODY}"
    found = read(text).published
    assert found is not None
    assert found.known_from == "header"
    assert [span.of(text) for span in found.evidence] == ["6/8/2025"]


@pytest.mark.parametrize(
    "text",
    [
        "وصل الوفد في 6 أغسطس 2025 إلى العاصمة.",
        "تاريخ النشر: أغسطس 2025" + BODY,
        "تاريخ النشر: الأربعاء" + BODY,
        "تاريخ 2025-13-06" + BODY,
        "",
    ],
)
def test_what_is_no_date_of_publication(text: str) -> None:
    assert published(text) is None


@pytest.mark.parametrize(
    "headline",
    [
        "ذكرى هدنة 7 أكتوبر 2019 في المدينة",
        "هدنة 7 تشرين الأول/أكتوبر 2019",
        "7 تشرين الأول/أكتوبر 2019 هدنة",
        "هدنة: مهلة تنتهي 7 أكتوبر 2019",
        "عام على هدنة جنيف - 7 أكتوبر 2019",
    ],
)
def test_a_date_that_a_headline_speaks_of_is_none(headline: str) -> None:
    assert published(headline + BODY) is None


def test_a_date_far_down_is_none() -> None:
    assert published("وصل الوفد. " * 20 + "\n2025-08-06\n") is None


def test_what_the_source_says_goes_first() -> None:
    found = read(f"نشر في: 6/8/2025{BODY}", published=date(2025, 8, 7)).published
    assert found == Published(value="2025-08-07", known_from="metadata")


@pytest.mark.parametrize("header", ["نشر في: 30/2/2025", "2025-04-31"])
def test_a_day_that_no_calendar_has(header: str) -> None:
    assert published(header + BODY) is None


def test_an_outlet_given_by_the_source_is_kept() -> None:
    assert read("وصل الوفد.", outlet="المرصد").outlet == "المرصد"
    assert read("وصل الوفد.").outlet is None


def test_a_month_behind_the_day_is_read_where_it_can_be_none_first() -> None:
    assert published("08-26-2025 07:14 AM" + BODY) == "2025-08-26"
