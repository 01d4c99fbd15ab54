"""What an edited copy changed against the report that it copies: sentence by sentence, and only real changes."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from mahdar import api
from mahdar.cli import app
from mahdar.language.language import load_language
from mahdar.reading.pipeline import read
from mahdar.record.origins import find_edits
from mahdar.types.ids import report_id
from mahdar.types.reading import Reading
from mahdar.types.record import Evidence
from mahdar.types.report import Report
from mahdar.web.page import render

ONE = "اختتم الوفدان مساء السبت جولة أولى من المحادثات في فندق على البحر من دون إعلان أي اتفاق."
TWO = "وقال رئيس الوفد إن النقاش كان هادئا وإن اللجان بحثت شكل آلية لمراقبة الهدنة."
THREE = "وأضاف أن وفد بلاده سيعرض ما جرى على الحكومة قبل أن يعود إلى الطاولة في الأسبوع المقبل."
FOUR = "وأفاد مصدر في أحد الوفود بأن الجلسة الأخيرة امتدت أربع ساعات وأن العسكريين جلسوا في قاعة منفصلة."
FIVE = "وتعهدت دولتان من الجوار بتمويل إصلاح الطرق التي تصل القرى بالمستشفى الوحيد في المنطقة."
SIX = "ولم يصدر عن الوسطاء أي بيان حتى ساعة متأخرة من الليل."
WIRE = [ONE, TWO, THREE, FOUR, FIVE]
NEW = "وكان مراسلنا في الفندق قد شاهد سيارات الوفد تغادر المكان قبل منتصف الليل."


def _read(name: str, sentences: list[str]) -> Reading:
    text = "\n\n".join(sentences) + "\n"
    return read(Report(id=report_id(name, text), path=name, text=text), load_language("ar"))


def _edits(copy: list[str], copied: list[str]) -> list[tuple[str, str | None, str | None]]:
    """(kind, how the copy has it, how it was), without the full stop."""
    one, two = _read("copy", copy), _read("wire", copied)
    texts = {one.report: "\n\n".join(copy) + "\n", two.report: "\n\n".join(copied) + "\n"}

    def words(place: Evidence | None) -> str | None:
        return place.span.of(texts[place.report]).rstrip(".") if place else None

    return [(edit.kind, words(edit.span), words(edit.was)) for edit in find_edits(one, two)]


def test_the_same_words_are_no_change() -> None:
    assert _edits(WIRE, WIRE) == []


def test_other_spelling_and_marks_are_no_change() -> None:
    assert _edits([ONE.replace("إعلان", "اعلان"), TWO.replace("هادئا", "«هادئاً»"), *WIRE[2:]], WIRE) == []


def test_what_was_added_reworded_and_removed() -> None:
    copy = [ONE, TWO.replace("هادئا", "صاخبا"), THREE, NEW, FIVE]
    assert _edits(copy, WIRE) == [
        ("added", NEW.rstrip("."), None),
        ("reworded", TWO.replace("هادئا", "صاخبا").rstrip("."), TWO.rstrip(".")),
        ("removed", None, FOUR.rstrip(".")),
    ]


def test_another_number_is_a_change() -> None:
    changed = FOUR.replace("أربع", "خمس")
    assert _edits([ONE, TWO, THREE, changed, FIVE], WIRE) == [("reworded", changed.rstrip("."), FOUR.rstrip("."))]


def test_another_order_of_sentences_is_no_change() -> None:
    assert _edits([ONE, FOUR, TWO, THREE, FIVE], WIRE) == []


def test_a_sentence_cut_in_two_or_two_made_one_is_no_change() -> None:
    joined = f"{TWO.rstrip('.')} {THREE}"
    assert _edits([ONE, joined, FOUR, FIVE], WIRE) == []
    assert _edits(WIRE, [ONE, joined, FOUR, FIVE]) == []


def test_a_sentence_cut_in_two_and_changed_is_one_change() -> None:
    joined = f"{TWO.rstrip('.')} {THREE}"
    changed = THREE.replace("الحكومة", "البرلمان")
    assert _edits([ONE, TWO, changed, FOUR, FIVE], [ONE, joined, FOUR, FIVE]) == [
        ("reworded", f"{TWO}\n\n{changed.rstrip('.')}", joined.rstrip("."))
    ]


@given(
    st.lists(st.sampled_from([*WIRE, SIX, NEW]), unique=True, min_size=1),
    st.lists(st.sampled_from([*WIRE, SIX, NEW]), unique=True, min_size=1),
)
def test_whole_sentences_that_come_and_go_are_all_that_changed(copy: list[str], copied: list[str]) -> None:
    expected = {("added", one.rstrip("."), None) for one in copy if one not in copied}
    expected |= {("removed", None, one.rstrip(".")) for one in copied if one not in copy}
    assert set(_edits(copy, copied)) == expected


# ── where it is shown ────────────────────────────────────────────

COPY = [ONE, TWO, THREE.replace("الحكومة", "البرلمان"), FOUR, NEW, "(رويترز)"]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name, sentences, day in (("wire", WIRE, "02"), ("copy", COPY, "03"), ("other", [SIX, NEW], "04")):
        (tmp_path / f"{name}.txt").write_text(f"date 2025-03-{day} عنوان\n\n" + "\n\n".join(sentences) + "\n", "utf-8")
    into = tmp_path / "talks.mahdar"
    api.build(sorted(tmp_path.glob("*.txt")), into, as_of=date(2025, 3, 5))
    return into


def _report(into: Path, name: str) -> dict[str, Any]:
    (found,) = (one for one in api.export_object(into)["reports"] if one["path"] == name)
    return found


def test_the_export_proves_every_change(copied: Path) -> None:
    texts = {one["id"]: one["text"] for one in api.export_object(copied)["reports"]}
    copy, wire = _report(copied, "copy.txt"), _report(copied, "wire.txt")
    assert copy["near_duplicate_of"] == wire["id"]
    assert [one["kind"] for one in copy["changed"]] == ["added", "reworded", "removed"]
    for one in copy["changed"]:
        for key, report in (("span", copy), ("was", wire)):
            if place := one[key]:
                assert place["report"] == report["id"]
                assert place["text"] == texts[place["report"]][place["start"] : place["end"]]
    assert wire["changed"] == _report(copied, "other.txt")["changed"] == []


def test_show_reports_says_whose_copy_it_is(copied: Path) -> None:
    columns, rows = api.view(copied, "reports")
    told = {row[columns.index("path")]: dict(zip(columns, row, strict=True)) for row in rows}
    assert told["copy.txt"]["copy_of"] == "wire.txt"
    assert told["copy.txt"]["changed"] == "1 added, 1 removed, 1 reworded"
    assert told["copy.txt"]["credits"] == "رويترز"
    assert {told["wire.txt"][key] for key in ("copy_of", "changed", "credits")} == {None}


@pytest.mark.parametrize("asked", [slice(None), slice(8)])
def test_why_a_report(copied: Path, asked: slice) -> None:
    copy = _report(copied, "copy.txt")
    done = CliRunner().invoke(app, ["why", str(copied), copy["id"][asked], "--table"])
    assert done.exit_code == 0
    for text in ("wire.txt", "رويترز", NEW.rstrip("."), THREE.rstrip("."), FIVE.rstrip("."), "البرلمان"):
        assert text in done.stdout
    body = json.loads(CliRunner().invoke(app, ["why", str(copied), copy["id"], "--json"]).stdout)
    assert body["kind"] == "reports"
    assert body["fact"]["changed"] == copy["changed"]
    assert body["fact"]["near_duplicate_of"] == copy["near_duplicate_of"]


def test_the_page_shows_what_changed(copied: Path) -> None:
    page = render(api.export_object(copied))
    assert f"<del><bdi>{THREE.rstrip('.')}</bdi></del>" in page
    assert f"<ins><bdi>{NEW.rstrip('.')}</bdi></ins>" in page
    assert f"<del><bdi>{FIVE.rstrip('.')}</bdi></del>" in page
