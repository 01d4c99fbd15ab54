"""Conflicts by kind: outlets differ, an update, a correction; and one source for all versions of a report."""

from collections.abc import Mapping
from itertools import permutations

import msgspec
import pytest

from mahdar.record.copies import find_copies
from mahdar.record.order import Order
from mahdar.record.reconcile import reconcile
from mahdar.types.reading import Reading
from mahdar.types.record import Record
from tests.reports import read_report

MET = "التقى المبعوث الأميركي ستيف ويتكوف الرئيس الروسي فلاديمير بوتين في موسكو يوم الأربعاء 6 آب 2025، واستمر الاجتماع {}.\n"
STRUCK = "أسفر هجوم روسي على مدينة خيرسون في 6 آب 2025 عن مقتل {} أشخاص.\n"
THREE, FOUR, FIVE = "ثلاث ساعات", "أربع ساعات", "خمس ساعات"


def _told(record: Record) -> list[tuple[str, str, list[str]]]:
    return sorted((one.kind, one.field, [claim.value for claim in one.claims]) for one in record.conflicts)


def _met(name: str, length: str, day: str = "2025-08-07", outlet: str | None = None) -> Reading:
    return read_report(name, MET.format(length), day, outlet)


def _struck(name: str, count: str, day: str, outlet: str | None = None) -> Reading:
    return read_report(name, STRUCK.format(count), day, outlet)


# ── versions ─────────────────────────────────────────────────────


def test_a_newer_version_corrects() -> None:
    record = reconcile([_met("b", FOUR), _met("a", THREE)], {"a": "b"})
    assert _told(record) == [("correction", "duration", ["PT4H", "PT3H"])]
    (meeting,) = record.meetings
    assert (meeting.duration, meeting.sources, len(meeting.tellings)) == ("PT3H", 1, 2)


def test_each_step_of_a_chain_is_a_correction() -> None:
    record = reconcile([_met("a", THREE), _met("b", FOUR), _met("c", THREE)], {"b": "a", "c": "b"})
    assert _told(record) == [
        ("correction", "duration", ["PT3H", "PT4H"]),
        ("correction", "duration", ["PT4H", "PT3H"]),
    ]
    assert record.meetings[0].duration == "PT3H"


def test_the_last_version_and_another_outlet_differ() -> None:
    own = read_report(
        "c",
        "في موسكو، التقى الرئيس الروسي فلاديمير بوتين المبعوث الأميركي ستيف ويتكوف في 6 آب 2025، ودامت الجلسة خمس ساعات.\n"
        "وتجمع صحافيون منذ الصباح أمام البوابة رغم المطر، ثم غادروا من دون أن يروا أحدا من أعضاء الفريقين.\n",
        "2025-08-07",
    )
    record = reconcile([_met("a", THREE), _met("b", FOUR), own], {"b": "a"})
    assert _told(record) == [
        ("correction", "duration", ["PT3H", "PT4H"]),
        ("outlets-differ", "duration", ["PT4H", "PT5H"]),
    ]
    assert record.meetings[0].sources == 2


def test_a_copy_of_the_old_version_contradicts_nobody() -> None:
    more = "".join(
        f"وقال الوفد رقم {n} إن اللجنة {n} بحثت البند {n} من جدول الأعمال مع خبراء المجموعة {n}. " for n in range(9)
    )
    old, copy, new = (
        read_report(name, MET.format(length) + more, "2025-08-07")
        for name, length in (("a", THREE), ("d", THREE), ("b", FOUR))
    )
    record = reconcile([old, copy, new], {"b": "a"})
    assert _told(record) == [("correction", "duration", ["PT3H", "PT4H"])]
    (conflict,) = record.conflicts
    assert {place.report for place in conflict.claims[0].evidence} == {"a", "d"}


@pytest.mark.parametrize(("before", "after", "kind"), [("ثلاثة", "خمسة", "update"), ("خمسة", "ثلاثة", "correction")])
def test_a_toll_that_rises_is_an_update(before: str, after: str, kind: str) -> None:
    record = reconcile([_struck("a", before, "2025-08-07"), _struck("b", after, "2025-08-07")], {"b": "a"})
    ((found, field, values),) = _told(record)
    assert (found, field) == (kind, "killed")
    (incident,) = record.incidents
    assert [incident.killed] == [int(values[1])]
    assert incident.sources == 1
    assert {judgement.by for judgement in record.judgements} >= {"record/same-event/next-version"}


# ── one outlet, later ────────────────────────────────────────────


@pytest.mark.parametrize(
    ("outlets", "days", "kind"),
    [
        (("المرصد", "المرصد"), ("07", "08"), "update"),
        (("المرصد", "المرصد"), ("07", "07"), "outlets-differ"),
        (("المرصد", "الجسر"), ("07", "08"), "outlets-differ"),
        ((None, None), ("07", "08"), "outlets-differ"),
    ],
)
def test_what_an_outlet_says_on_a_later_day(
    outlets: tuple[str | None, str | None], days: tuple[str, str], kind: str
) -> None:
    readings = [
        _met(name, length, f"2025-08-{day}", outlet)
        for name, length, day, outlet in zip("za", (FIVE, THREE), days, outlets, strict=True)
    ]
    values = ["PT5H", "PT3H"] if kind == "update" else ["PT3H", "PT5H"]
    assert _told(reconcile(readings)) == [(kind, "duration", values)]


def test_an_outlet_counts_the_dead_again() -> None:
    first, second = (
        _struck(name, count, f"2025-08-0{day}", "المرصد") for name, count, day in (("a", "ثلاثة", 7), ("b", "خمسة", 8))
    )
    record = reconcile([second, first])
    assert _told(record) == [("update", "killed", ["3", "5"])]
    assert [incident.killed for incident in record.incidents] == [5]


def test_a_report_tells_of_the_count_that_another_gave() -> None:
    told = "أسفر هجوم روسي على مدينة خيرسون في 6 آب 2025 عن مقتل {} أشخاص وإصابة {} آخرين."
    earlier = "وكانت حصيلة سابقة قد تحدثت عن مقتل ثلاثة أشخاص وإصابة تسعة آخرين."
    before = read_report("a", told.format("ثلاثة", "تسعة"), "2025-08-06", "المرصد")
    after = read_report("b", f"{told.format('خمسة', 'عشرة')} {earlier}", "2025-08-07", "الميدان")
    rose = [one for one in reconcile([before, after]).conflicts if one.kind == "update" and one.field == "killed"]
    assert [[claim.value for claim in one.claims] for one in rose] == [["3", "5"]]
    assert {place.report for place in rose[0].claims[0].evidence} == {"a", "b"}


def test_two_raids_on_one_city_are_not_joined() -> None:
    first = read_report("a", STRUCK.format("ثلاثة") + "\n" + STRUCK.format("سبعة"), "2025-08-07", "المرصد")
    record = reconcile([first, _struck("b", "خمسة", "2025-08-08", "المرصد")])
    assert len(record.incidents) == 3
    assert _told(record) == []


def test_the_order_never_shows() -> None:
    readings = [
        _met("a", THREE, outlet="المرصد"),
        _met("b", FOUR, outlet="المرصد"),
        _met("c", FIVE, "2025-08-08", "المرصد"),
        _struck("d", "ثلاثة", "2025-08-07", "المرصد"),
        _struck("e", "خمسة", "2025-08-08", "المرصد"),
    ]
    assert len({msgspec.json.encode(reconcile(order, {"b": "a"})) for order in permutations(readings)}) == 1


# ── the order of reports ─────────────────────────────────────────


@pytest.mark.parametrize(
    ("days", "versions", "expected"),
    [
        ({"a": "07", "b": "06"}, {}, "ba"),
        ({"a": "06", "b": "06"}, {}, "ab"),
        ({"a": "06", "b": "06"}, {"a": "b"}, "ba"),
        ({"a": "07", "b": "06"}, {"b": "a"}, "ab"),
        ({"a": "06", "b": "06", "c": "06"}, {"a": "c", "c": "b"}, "bca"),
        ({"a": "06"}, {"a": "gone"}, "a"),
    ],
)
def test_the_order_of_reports(days: Mapping[str, str], versions: Mapping[str, str], expected: str) -> None:
    order = Order((_met(name, THREE, f"2025-08-{day}") for name, day in days.items()), versions)
    assert "".join(sorted(days, key=order.rank)) == expected


def test_of_copies_of_one_day_the_older_version_is_the_first() -> None:
    more = "".join(
        f"وقال الوفد رقم {n} إن اللجنة {n} بحثت البند {n} من جدول الأعمال مع خبراء المجموعة {n}. " for n in range(9)
    )
    readings = [read_report(name, MET.format(THREE) + more, "2025-08-07") for name in "ab"]
    for versions, first in (({}, {"b": "a"}), ({"a": "b"}, {"a": "b"})):
        origins = reconcile(readings, versions).origins
        assert {one.report: one.near_duplicate_of for one in origins if one.near_duplicate_of} == first


def test_a_copy_of_one_version_and_another_version_are_one_source() -> None:
    wire = (
        "اختتم الوفدان مساء السبت جولة أولى من المحادثات في فندق على البحر من دون إعلان أي اتفاق.\n\n"
        "وتعهدت دولتان من الجوار بتمويل إصلاح الطرق التي تصل القرى بالمستشفى الوحيد في المنطقة.\n"
    )
    readings = [
        read_report(name, text, "2025-08-07") for name, text in (("a", MET.format(THREE)), ("b", wire), ("c", wire))
    ]
    assert find_copies(readings).independent("abc") == 2
    assert find_copies(readings, Order(readings, {"b": "a"})).independent("abc") == 1
