"""Times of a text: every style of date read back, feasts and chains, ranges, policies, and the public suites."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

import mahdar
from mahdar.record.feasts import feast_days

ROOT = Path(__file__).parent.parent
SUITES = ROOT.parent / "shared" / "suites"
WEDNESDAY = date(2024, 3, 13)

# ── every date in every style ────────────────────────────────────
GULF = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
LEVANT = [
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
]  # fmt: skip
ALGIERS = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
RABAT = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
UNITS = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"]
TEEN_UNITS = ["الحادي", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"]
ISLAMIC = [
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
    "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
]  # fmt: skip


def ordinal(day: int) -> str:
    if day <= 10:
        return UNITS[day - 1]
    tens, unit = divmod(day, 10)
    if tens == 1:
        return f"{TEEN_UNITS[unit - 1]} عشر"
    ten = ["العشرين", "الثلاثين"][tens - 2]
    return f"{TEEN_UNITS[unit - 1]} و{ten}" if unit else ten


def easterly(number: int) -> str:
    return str(number).translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)})


STYLES = {
    "gulf": lambda d: f"{d.day} {GULF[d.month - 1]} {d.year}",
    "levant": lambda d: f"{d.day} {LEVANT[d.month - 1]} {d.year}",
    "algiers": lambda d: f"{d.day} {ALGIERS[d.month - 1]} {d.year}",
    "rabat": lambda d: f"{d.day} {RABAT[d.month - 1]} {d.year}",
    "two traditions, slash": lambda d: f"{d.day} {LEVANT[d.month - 1]}/{GULF[d.month - 1]} {d.year}",
    "two traditions, brackets": lambda d: f"{d.day} {GULF[d.month - 1]} ({LEVANT[d.month - 1]}) {d.year}",
    "ordinal": lambda d: f"{ordinal(d.day)} من {GULF[d.month - 1]} {d.year}",
    "ordinal, of the year": lambda d: f"{ordinal(d.day)} من شهر {LEVANT[d.month - 1]} عام {d.year}",
    "weekday": lambda d: f"{WEEKDAYS[d.weekday()]} {d.day} {GULF[d.month - 1]} {d.year}",
    "weekday, matching": lambda d: f"يوم {WEEKDAYS[d.weekday()]} الموافق {d.day} {LEVANT[d.month - 1]} {d.year}",
    "weekday, comma": lambda d: f"{WEEKDAYS[d.weekday()]}، {d.day} {GULF[d.month - 1]} {d.year}",
    "eastern digits": lambda d: f"{easterly(d.day)} {GULF[d.month - 1]} {easterly(d.year)}",
    "slashes, day first": lambda d: f"{d.day}/{d.month}/{d.year}",
    "slashes, eastern digits": lambda d: f"{easterly(d.day)}/{easterly(d.month)}/{easterly(d.year)}",
    "dashes, day first": lambda d: f"{d.day:02d}-{d.month:02d}-{d.year}",
    "iso": lambda d: d.isoformat(),
}


@pytest.mark.parametrize("style", STYLES)
@settings(deadline=None, max_examples=60)
@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_date_in_any_style_is_read_back(style: str, day: date) -> None:
    printed = STYLES[style](day)
    text = f"وقعت الاتفاقية في {printed} وبدأ تنفيذها"
    found = [(span.of(text), when.value) for span, _, when in mahdar.times(text, WEDNESDAY)]
    assert found == [(printed, day.isoformat())]


@settings(deadline=None, max_examples=200)
@given(st.dates(date(1924, 8, 1), date(2077, 11, 16)))
def test_an_islamic_date_is_read_by_its_gregorian_day(day: date) -> None:
    islamic = Gregorian.fromdate(day).to_hijri()
    printed = f"{islamic.day} {ISLAMIC[islamic.month - 1]} {islamic.year}هـ"
    assert [when.value for _, _, when in mahdar.times(printed)] == [day.isoformat()]


# ── feasts ───────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("feast", "year", "days"),
    [
        ("12-25", 2020, [date(2020, 12, 25)]),
        ("hijri-10-01", 2019, [date(2019, 6, 4)]),
        ("hijri-12-10", 2013, [date(2013, 10, 15)]),
        ("hijri-01-01", 2008, [date(2008, 1, 10), date(2008, 12, 29)]),  # the lunar year fits twice
        ("easter+0", 2013, [date(2013, 3, 31)]),
        ("easter-2", 2013, [date(2013, 3, 29)]),
        ("orthodox+0", 2013, [date(2013, 5, 5)]),
        ("nth-11-4-4", 2025, [date(2025, 11, 27)]),
        ("nth-5--1-1", 2025, [date(2025, 5, 26)]),
    ],
)
def test_feasts_have_their_days(feast: str, year: int, days: list[date]) -> None:
    assert [first for first, _ in feast_days(feast, year)] == days


def test_a_feast_that_is_written_wrongly_is_named() -> None:
    with pytest.raises(ValueError, match="'full moon'"):
        feast_days("full moon", 2020)


# ── chains, ranges, policies ─────────────────────────────────────
def values(text: str, anchor: date | None = WEDNESDAY, **policy: object) -> list[str]:
    return [when.value for _, _, when in mahdar.times(text, anchor, **policy)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("يلتقيان الساعة العاشرة من صباح الخميس المقبل", "2024-03-14T10:00"),
        ("تبدأ الجلسة غدا عند الساعة 15:30", "2024-03-14T15:30"),
        ("في الثالثة والنصف فجر السبت الماضي", "2024-03-09T03:30"),
        ("وقع الحادث يوم الأحد من الأسبوع الماضي", "2024-03-10"),
        ("في آخر خميس من مارس عام 2022", "2022-03-31"),
        ("الأسبوع الأول من شهر أكتوبر 2014", "2014-W41"),
        ("قبل يومين من عيد الفطر 2019", "2019-06-02"),
        ("الجمعة المقبل، 15 آذار (مارس)", "2024-03-15"),
        ("الجمعة 12 مايو", "2023-05-12"),  # of the years around, the one in which it is a Friday
        ("من 13 مايو إلى 15 يوليو 2019", "2019-05-13/2019-07-15"),
        ("مساء الأحد", "2024-03-10TEV"),
    ],
)
def test_neighbouring_times_are_one(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "وصل الثلاثاء والأربعاء",
        "غادر الأحد. مساء اليوم التالي عاد",
        "أمس الحاجة",
        "ظهر أن الجمعية وافقت",
        "جمعه بصديقه لقاء",
    ],
)
def test_what_is_apart_stays_apart(text: str) -> None:
    assert all("T" not in value for value in values(text)[:1])
    assert len(values(text)) == (2 if text.startswith(("وصل", "غادر")) else 0)


def test_policies() -> None:
    text = "اجتمعوا الخميس"
    assert values(text) == ["2024-03-07"]
    assert values(text, prefer="future") == ["2024-03-14"]
    assert values("سيجتمعون الخميس", prefer="past") == ["2024-03-07"]
    monday = [when.interval for _, _, when in mahdar.times("الأسبوع المقبل", WEDNESDAY)]
    sunday = [when.interval for _, _, when in mahdar.times("الأسبوع المقبل", WEDNESDAY, week_start=7)]
    assert monday == [(date(2024, 3, 18), date(2024, 3, 24))]
    assert sunday == [(date(2024, 3, 17), date(2024, 3, 23))]
    with pytest.raises(ValueError, match="week_start"):
        mahdar.times("اليوم", WEDNESDAY, week_start=0)


def test_hours_count_from_a_moment_and_are_a_length_from_a_day() -> None:
    text = "انسحبوا قبل 6 ساعات"
    assert values(text, datetime(2024, 3, 13, 4, 30)) == ["2024-03-12T22:30"]
    assert values(text) == ["PT6H"]


@settings(deadline=None, max_examples=150)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 6), st.sampled_from(["past", "future"]))
def test_a_weekday_lies_within_a_week_on_the_side_preferred(anchor: date, weekday: int, prefer: str) -> None:
    (when,) = (when for _, _, when in mahdar.times(WEEKDAYS[weekday], anchor, prefer=prefer))  # type: ignore[arg-type]
    assert when.interval is not None
    found = when.interval[0]
    assert found.weekday() == weekday
    assert timedelta(0) <= (found - anchor if prefer == "future" else anchor - found) < timedelta(7)


# ── the public suites ────────────────────────────────────────────
@pytest.mark.skipif(not SUITES.is_dir(), reason="the public suites are not here")
def test_public_suites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    monkeypatch.syspath_prepend(str(ROOT.parent / "shared" / "bench"))
    import times as benchmark

    listed = benchmark.run(SUITES)
    for name, (right, counted, wrong) in listed.items():
        total = (SUITES / benchmark.listed()[name]["file"]).read_text(encoding="utf-8").count("\n")
        assert right >= 0.95 * counted, "\n".join(wrong)
        assert total - counted <= 0.12 * total
    assert {"duckling", "maha"} <= set(listed)


# ── in a record ──────────────────────────────────────────────────
def test_the_next_day_counts_from_the_day_told_of() -> None:
    told = "وصل الوفد في 5 مارس إلى جنيف وغادرها في اليوم التالي"
    alone = "غادر الوفد جنيف في اليوم التالي"
    for text, value, certainty in [(told, "2024-03-06", "inferred"), (alone, "XXXX-XX-XX", "unsure")]:
        record = mahdar.reconcile([mahdar.read(text, published=WEDNESDAY)])
        last = max(record.times, key=lambda time: time.span.span.start)
        assert (last.value, last.certainty) == (value, certainty)
