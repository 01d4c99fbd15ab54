"""Copies across reports: near-duplicates, reused passages, credits, and counts of independent sources."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.language.language import load_language
from mahdar.reading.pipeline import read
from mahdar.record.copies import Copies, find_copies
from mahdar.record.reconcile import reconcile
from mahdar.types.ids import report_id
from mahdar.types.reading import Reading
from mahdar.types.record import Evidence, Origin, Record
from mahdar.types.report import Published, Report
from mahdar.types.span import Span
from tests.scripts import script

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"

LEAD = "اختتم الوفدان مساء السبت جولة أولى من المحادثات في فندق على البحر من دون إعلان أي اتفاق على مصير المعابر."
SECOND = "وقال رئيس الوفد إن النقاش كان هادئا وإن اللجان بحثت للمرة الأولى شكل آلية لمراقبة الهدنة وأسماء الدول المشاركة فيها."
THIRD = "وأضاف أن وفد بلاده سيعرض ما جرى على الحكومة قبل أن يعود إلى الطاولة في الأسبوع المقبل."
FOURTH = "وأفاد مصدر في أحد الوفود بأن الجلسة الأخيرة امتدت أربع ساعات وأن العسكريين جلسوا في قاعة منفصلة لمناقشة خطوط الفصل."
FIFTH = "وتعهدت دولتان من الجوار بتمويل إصلاح الطرق التي تصل القرى بالمستشفى الوحيد في المنطقة."
WIRE = [LEAD, SECOND, THIRD, FOURTH, FIFTH]

OTHER = [
    "عقدت اللجنة الفنية اجتماعها الشهري لبحث أسعار القمح والوقود في الأسواق القريبة من خط التماس.",
    "ورأى خبير في شؤون الزراعة أن الموسم سيكون أفضل إذا فتحت الطرق قبل نهاية الشتاء.",
    "وتشكو البلديات من نقص في الشاحنات ومن رسوم تفرضها الحواجز على كل حمولة.",
    "وينتظر التجار قرارا من وزارة المالية في شأن القروض الصغيرة والضرائب المؤجلة.",
]
SAME_EVENT = [
    "بعد يومين من الجلسات المغلقة غادر المفاوضون الفندق وفي حقائبهم أوراق لم يوقعها أحد.",
    "العقدة كما يرويها مشاركون هي المعابر: من يديرها ومن يقبض رسومها ومن يفتش الشاحنات.",
    "وتحدث دبلوماسي عن تقدم في الملفات الإنسانية لكنه استبعد اختراقا قبل الجولة المقبلة.",
    "أما الشارع فلم ينتظر كثيرا وعادت الطوابير أمام محطات الوقود منذ الصباح.",
]


def _text(sentences: Sequence[str], title: str = "") -> str:
    return "\n\n".join([title, *sentences] if title else sentences) + "\n"


def _read(name: str, text: str, day: str | None = "2025-03-02") -> Reading:
    published = Published(value=day, known_from="metadata") if day else None
    report = Report(id=report_id(name, text), path=name, text=text, published=published)
    return read(report, load_language("ar"))


def _reworded(sentences: Sequence[str], every: int) -> list[str]:
    """Each `every`th word replaced by one that stands nowhere else."""
    words = [sentence.split() for sentence in sentences]
    number = 0
    for sentence in words:
        for index in range(len(sentence) - 1):
            number += 1
            if number % every == 0:
                sentence[index] = "بدل" + "جدهوزحطيكلمن"[number % 12] + "سعفصقرشت"[number % 8]
    return [" ".join(sentence) for sentence in words]


def _kept(copies: Copies, reading: Reading, text: str) -> list[str]:
    """The printed words of a report's passages that stand in earlier ones."""
    return [span.of(text) for span, _, earlier in copies.passages.get(reading.report, ()) if earlier]


# ── near-duplicates ──────────────────────────────────────────────


def test_an_exact_copy_under_another_title() -> None:
    first = _read("a", _text(WIRE, "جولة أولى على البحر"), "2025-03-02")
    copy = _read("b", _text(WIRE, "ماذا جرى في الفندق"), "2025-03-03")
    copies = find_copies([first, copy])
    assert copies.first == {copy.report: first.report}
    (passage,) = copies.passages[copy.report]
    assert passage[1].report == first.report
    assert passage[0].of(_text(WIRE, "ماذا جرى في الفندق")) == _text(WIRE).strip().rstrip(".")


@pytest.mark.parametrize("every", [20, 10, 5])
def test_an_edited_copy(every: int) -> None:
    first, text = _read("a", _text(WIRE)), _text(_reworded(WIRE, every))
    copy = _read("b", text, "2025-03-04")
    copies = find_copies([first, copy])
    assert copies.first == {copy.report: first.report}
    assert sum(map(len, _kept(copies, copy, text))) > len(text) // 2


def test_a_copy_with_another_spelling_and_marks() -> None:
    text = _text(WIRE).replace("أ", "ا").replace("ة", "ه").replace("المحادثات", "المحادثــات").replace("الوفد", "الوَفد")
    first, copy = _read("a", _text(WIRE)), _read("b", text, "2025-03-03")
    assert find_copies([first, copy]).first == {copy.report: first.report}


def test_a_copy_cut_short_is_one_and_its_source_with_an_addition_too() -> None:
    first = _read("a", _text(WIRE), "2025-03-02")
    short, longer = _read("b", _text(WIRE[:3]), "2025-03-03"), _read("c", _text([*WIRE, *OTHER[:2]]), "2025-03-03")
    assert find_copies([first, short, longer]).first == {short.report: first.report, longer.report: first.report}


def test_a_copy_of_a_copy_leads_to_the_first() -> None:
    first, second, third = (
        _read(name, _text(_reworded(WIRE, every)), f"2025-03-0{day}")
        for day, (name, every) in enumerate((("a", 1000), ("b", 9), ("c", 9)), start=1)
    )
    assert set(find_copies([third, second, first]).first.values()) == {first.report}


def test_the_first_is_the_one_published_first_then_the_smaller_id() -> None:
    late, early = _read("a", _text(WIRE), "2025-03-05"), _read("b", _text(WIRE), "2025-03-04")
    assert find_copies([late, early]).first == {late.report: early.report}
    undated = _read("c", _text(WIRE), None)
    assert find_copies([undated, late]).first == {undated.report: late.report}
    twins = sorted((_read("d", _text(WIRE)), _read("e", _text(WIRE))), key=lambda reading: reading.report)
    assert find_copies(twins[::-1]).first == {twins[1].report: twins[0].report}


def test_two_reports_of_one_event_are_no_copies() -> None:
    left, right = _read("a", _text(WIRE, LEAD)), _read("b", _text([LEAD, *SAME_EVENT]), "2025-03-03")
    copies = find_copies([left, right])
    assert copies.first == {}
    assert copies.passages == {}


def test_very_short_and_empty_reports() -> None:
    readings = [_read(str(n), text) for n, text in enumerate(("", "خبر عاجل", "خبر عاجل", "توقف القصف", "\n\n"))]
    assert find_copies(readings) == Copies({}, {})
    flash = "استأنف الوفدان المحادثات قبل قليل في الفندق القريب من المطار."
    first, copy = _read("a", flash), _read("b", flash, "2025-03-03")
    assert find_copies([first, copy]).first == {copy.report: first.report}


def test_lists_of_one_line_a_thousand_times_end() -> None:
    readings = [_read(str(n), "لا يوجد أي تعليق بعد.\n" * 3000, f"2025-03-0{n}") for n in (1, 2, 3)]
    assert set(find_copies(readings).first) == {reading.report for reading in readings[1:]}


# ── passages ─────────────────────────────────────────────────────


def test_a_reused_passage_is_found_on_both_sides() -> None:
    text = _text([*OTHER[:2], f"{THIRD} {FOURTH}", *OTHER[2:], *SAME_EVENT])
    first, later = _read("a", _text(WIRE)), _read("b", text, "2025-03-03")
    copies = find_copies([later, first])
    assert copies.first == {}
    assert _kept(copies, later, text) == [f"{THIRD} {FOURTH}".rstrip(".")]
    ((span, other, earlier),) = copies.passages[first.report]
    assert span.of(_text(WIRE)) == f"{THIRD}\n\n{FOURTH}".rstrip(".")
    assert (other.report, earlier) == (later.report, False)


def test_one_sentence_in_common_is_no_passage() -> None:
    left, right = (
        _read("a", _text([*WIRE, OTHER[0]])),
        _read("b", _text([*OTHER[:2], THIRD, *SAME_EVENT]), "2025-03-03"),
    )
    assert find_copies([left, right]).passages == {}


def test_furniture_is_not_compared() -> None:
    links = "\n\n".join(f"اقرأ أيضا: {sentence.rstrip('.')}" for sentence in WIRE)
    left = _read("a", f"{_text(OTHER)}\n{links}\n")
    right = _read("b", f"{_text(SAME_EVENT)}\n{links}\n", "2025-03-03")
    assert {mark.kind for mark in left.furniture} >= {"related-links"}
    assert find_copies([left, right]) == Copies({}, {})
    for reading in (left, right):
        assert not [p for p in reading.prints for f in reading.furniture if p.span.overlaps(f.span)]


# ── prints ───────────────────────────────────────────────────────


def test_a_print_has_one_hash_a_run_of_three_words() -> None:
    (one,) = _read("a", "عاد الوفد، إلى العاصمة 25 مساء.").prints
    assert len(one.shingles) == 8 * 4
    (other,) = _read("b", "عاد الوفد إلى العاصمه ٢٥ مساء").prints
    assert one.shingles == other.shingles


def test_prints_and_copies_are_the_same_in_every_process() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import copies as b;"
        "from mahdar.language.language import load_language; from mahdar.record.copies import find_copies;"
        "from hashlib import blake2b; from itertools import islice;"
        "listed = list(b.readings(list(islice(b.write(), 60)), load_language('ar'))); found = find_copies(listed);"
        "text = repr((listed, sorted(found.first.items()), sorted(found.passages.items())));"
        "sys.stdout.write(blake2b(text.encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program, str(ROOT / "benchmarks")],
            env={"PYTHONHASHSEED": seed, "RAYON_NUM_THREADS": threads, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed, threads in (("1", "1"), ("2", "4"))
    }  # fmt: skip
    assert len(seen) == 1


# ── order ────────────────────────────────────────────────────────


@cache
def _mixed() -> tuple[Reading, ...]:
    bench = script("benchmarks/copies.py")
    endless = bench.write(3)
    made = [next(endless) for _ in range(40)]
    return tuple(bench.readings(made, load_language("ar")))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 39), unique=True, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_reports_never_shows(chosen: list[int], random: Any) -> None:
    readings = [_mixed()[number] for number in chosen]
    shuffled = list(readings)
    random.shuffle(shuffled)
    one, two = find_copies(readings), find_copies(shuffled)
    assert one.first == two.first
    assert one.passages == two.passages


# ── counting ─────────────────────────────────────────────────────

MET = "التقى المبعوث الأميركي ستيف ويتكوف الرئيس الروسي فلاديمير بوتين في موسكو اليوم الأربعاء، واستمر الاجتماع ثلاث ساعات."
MET_TOO = "في موسكو، التقى الرئيس الروسي فلاديمير بوتين المبعوث الأميركي ستيف ويتكوف يوم الأربعاء."


def _meeting_sources(*readings: Reading) -> list[int]:
    return [meeting.sources for meeting in reconcile(readings).meetings if meeting.status == "held"]


def test_copies_of_one_wire_are_one_source() -> None:
    wire = [_read(name, _text([MET, *WIRE]), "2025-08-06") for name in "abcdefghijk"]
    assert _meeting_sources(*wire) == [1]
    own = _read("own", _text([MET_TOO, *SAME_EVENT]), "2025-08-06")
    assert _meeting_sources(*wire, own) == [2]
    assert _meeting_sources(wire[0], own) == [2]


def test_a_passage_taken_over_is_no_second_source() -> None:
    first = _read("a", _text([f"{MET} {THIRD}", WIRE[1], WIRE[4]]), "2025-08-06")
    taker = _read("b", _text([f"{MET} {THIRD}", *OTHER, *SAME_EVENT[1:]]), "2025-08-06")
    assert find_copies([first, taker]).first == {}
    assert find_copies([first, taker]).sources([Evidence(one.report, Span(3, 9)) for one in (first, taker)]) == 1
    assert _meeting_sources(first, taker) == [1]
    assert find_copies([first, taker]).independent([first.report, taker.report]) == 2


def test_independent_counts_groups() -> None:
    copies = Copies({"b": "a", "c": "a"}, {})
    assert copies.independent(["a", "b", "c"]) == 1
    assert copies.independent(["b", "c", "d", "d"]) == 2
    assert copies.independent([]) == 0


# ── credits ──────────────────────────────────────────────────────


def _credited(text: str) -> set[str]:
    record = reconcile([_read("a", text)])
    names = {actor.id: actor.name for actor in record.actors}
    return {names[actor] for origin in record.origins for actor in origin.credits}


@pytest.mark.parametrize(
    "text",
    [
        _text([*WIRE, "(رويترز)"]),
        _text([f"جنيف (رويترز) - {LEAD}", *WIRE[1:]]),
        _text([*WIRE, "المصدر: رويترز"]),
        _text([f"نقلت رويترز عن رئيس الوفد أن المحادثات مفيدة. {SECOND}", THIRD]),
        _text([f"{LEAD.rstrip('.')}، نقلا عن رويترز.", SECOND]),
    ],
)
def test_the_agency_credited(text: str) -> None:
    assert len(_credited(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        _text(["رويترز - الوفد عند وصوله إلى المطار", *WIRE]),
        _text(["الوفد عند وصوله إلى المطار (رويترز)", *WIRE]),
        _text([*WIRE, "وزار رئيس الوفد مقر رويترز في المدينة."]),
    ],
)
def test_a_medium_that_is_not_credited(text: str) -> None:
    assert _credited(text) == set()


# ── the sample ───────────────────────────────────────────────────


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from mahdar import api

    folder = tmp_path_factory.mktemp("copies")
    api.build([EXAMPLES / "reports"], folder / "talks.mahdar", as_of=date(2026, 2, 1))
    (folder / "talks.json").write_bytes(api.export(folder / "talks.mahdar"))
    return folder


def _faults(exported: Path) -> list[str]:
    run = subprocess.run(
        [sys.executable, EXAMPLES / "gold-record" / "check.py", exported / "talks.json", "--only", "copies"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [line for line in run.stdout.splitlines() if line.startswith("copies:")]


def test_the_planted_copies_and_passages_are_found(exported: Path) -> None:
    heavy = "12_leak_copy_heavy"
    assert [line for line in _faults(exported) if heavy not in line] == []


def test_the_heavily_edited_copy_is_joined_by_its_credit(exported: Path) -> None:
    assert _faults(exported) == []


def test_only_the_planted_copies_are_found(exported: Path) -> None:
    reports = {one["id"]: one for one in json.loads((exported / "talks.json").read_text("utf-8"))["reports"]}
    links = {
        (Path(one["path"]).name[:2], Path(reports[one["near_duplicate_of"]]["path"]).name[:2])
        for one in reports.values()
        if one["near_duplicate_of"]
    }
    first = min(reports[i]["id"] for i in reports if Path(reports[i]["path"]).name[:2] in {"09", "10"})
    ten = Path(reports[first]["path"]).name[:2]
    assert links == {("09" if ten == "10" else "10", ten), ("11", ten)}


def test_the_export_shows_each_passage_on_both_sides(exported: Path) -> None:
    reports = json.loads((exported / "talks.json").read_text("utf-8"))["reports"]
    texts = {one["id"]: one["text"] for one in reports}
    pairs = {
        ((p["span"]["report"], p["span"]["start"]), (w["report"], w["start"]))
        for one in reports
        for p in one["shared_passages"]
        for w in p["with"]
    }
    assert pairs
    assert pairs == {(right, left) for left, right in pairs}
    for one in reports:
        for passage in one["shared_passages"]:
            for span in (passage["span"], *passage["with"]):
                assert span["text"] == texts[span["report"]][span["start"] : span["end"]]


def test_the_view_of_meetings_counts_sources(exported: Path) -> None:
    from mahdar import api

    columns, rows = api.view(exported / "talks.mahdar", "meetings")
    facts = json.loads((exported / "talks.json").read_text("utf-8"))["meetings"]
    by_id = {fact["id"]: fact["sources"] for fact in facts}
    assert {row[columns.index("id")]: row[columns.index("sources")] for row in rows} == by_id
    assert all(1 <= row[columns.index("sources")] <= row[columns.index("tellings")] for row in rows)


# ── many ─────────────────────────────────────────────────────────


def test_five_hundred_generated_reports() -> None:
    ((size, score, _, _),) = script("benchmarks/copies.py").measure([500])
    assert size == 500
    assert score.copies > 150
    assert score.recall >= 0.98
    assert score.precision >= 0.99
    assert score.passages >= 0.85


def test_a_record_with_origins_survives_being_stored() -> None:
    record = reconcile([_read("a", _text(WIRE)), _read("b", _text([*WIRE, "(رويترز)"]), "2025-03-03")])
    assert record.origins
    assert all(isinstance(origin, Origin) for origin in record.origins)
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record
