"""Rows come in: JSON Lines, JSON, CSV, TSV; fields by name or by option; each bad row refused by its number."""

import json
from pathlib import Path
from typing import Any

import pytest

from mahdar.sources.bounds import Limits
from mahdar.sources.fields import day_of
from mahdar.sources.gather import gather
from mahdar.sources.item import Options, Refusal
from mahdar.types.report import Report

TEXT = "وصل الوفد إلى العاصمة صباح اليوم، وبدأت الجلسة الأولى من المحادثات بين الطرفين."
ROW = {
    "text": TEXT,
    "title": "جولة أولى",
    "date": "2025-08-06T10:00+03:00",
    "source": "المرصد",
    "link": "https://x.example/1",
}


def came(path: Path, **options: Any) -> tuple[list[Report], list[Refusal]]:
    all_ = list(gather([path], Options(**options)))
    return [one for one in all_ if isinstance(one, Report)], [one for one in all_ if isinstance(one, Refusal)]


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(*rows: Any) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows)


def test_json_lines(tmp_path: Path) -> None:
    path = file(tmp_path, "a.jsonl", lines(ROW, "", {"body": TEXT * 2, "headline": "ثانية"}))
    reports, refused = came(path)
    assert [report.path for report in reports] == ["a.jsonl#1", "a.jsonl#3"]
    assert refused == []
    first, second = reports
    assert (first.text, first.title, first.outlet, first.url) == (TEXT, "جولة أولى", "المرصد", "https://x.example/1")
    assert first.published is not None
    assert (first.published.value, first.published.known_from) == ("2025-08-06", "metadata")
    assert (second.text, second.title, second.published) == (TEXT * 2, "ثانية", None)


def test_a_row_without_text_is_refused_by_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = lines(ROW, {"title": "عنوان"}, "{broken", [1], {"text": "  "}, {"text": 5}, ROW)
    reports, refused = came(file(tmp_path, "a.jsonl", rows))
    assert [report.path for report in reports] == ["a.jsonl#1", "a.jsonl#7"]
    assert [one.path for one in refused] == [f"{tmp_path / 'a.jsonl'}#{row}" for row in (2, 3, 4, 5, 6)]
    assert "--field" in refused[0].why
    assert "JSON" in refused[1].why


def test_rows_that_come_later_change_no_id(tmp_path: Path) -> None:
    path = file(tmp_path, "a.jsonl", lines(ROW))
    before = [report.id for report in came(path)[0]]
    path.write_text(lines(ROW, ROW), "utf-8")
    assert [report.id for report in came(path)[0]][:1] == before


@pytest.mark.parametrize(
    ("content", "paths"),
    [
        (ROW, ["a.json"]),
        ([ROW, ROW], ["a.json#1", "a.json#2"]),
        ({"status": "ok", "articles": [ROW]}, ["a.json#1"]),
    ],
)
def test_json(tmp_path: Path, content: Any, paths: list[str]) -> None:
    reports, refused = came(file(tmp_path, "a.json", json.dumps(content)))
    assert [report.path for report in reports] == paths
    assert refused == []
    assert all(report.text == TEXT for report in reports)


def test_a_list_deep_within_json_and_fields_by_option(tmp_path: Path) -> None:
    row = {
        "payload": {"story": TEXT},
        "lead": "عنوان",
        "when": 1754438400,
        "by": {"name": "المرصد"},
        "at": "https://x.example/2",
    }
    path = file(tmp_path, "a.json", json.dumps({"response": {"docs": [row]}}))
    fields = {"text": "payload.story", "title": "lead", "published": "when", "outlet": "by", "url": "at"}
    (report,), refused = came(path, items="response.docs", fields=fields)
    assert refused == []
    assert (report.text, report.title, report.outlet, report.url) == (TEXT, "عنوان", "المرصد", "https://x.example/2")
    assert report.published is not None
    assert report.published.value == "2025-08-06"
    _, (refusal,) = came(path, items="response.nothing")
    assert "response.nothing" in refusal.why


def test_paragraphs_in_a_list_are_one_text(tmp_path: Path) -> None:
    (report,), _ = came(file(tmp_path, "a.json", json.dumps({"content": [TEXT, TEXT]})))
    assert report.text == f"{TEXT}\n\n{TEXT}"


@pytest.mark.parametrize(
    "content", ["", "[]", "null", "[1, 2]", "{}", '{"articles": {}}', "[" * 200_000, "NaN", '"\\ud800"']
)
def test_json_that_holds_no_report(tmp_path: Path, content: str) -> None:
    path = file(tmp_path, "a.json", content)
    reports, refused = came(path)
    assert reports == []
    assert refused
    assert all(one.path.startswith(str(path)) for one in refused)


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t")])
def test_tables(tmp_path: Path, name: str, mark: str) -> None:
    content = (
        mark.join(["Title", " Body", "Date"])
        + "\r\n"
        + mark.join(["جولة", f'"{TEXT}\nسطر ""ثان""\n"', "2025-08"])
        + "\r\n\r\n"
    )
    content += mark.join(["بلا نص", "", "2025"]) + "\r\n" + mark.join(["ثانية", TEXT, "06/08/2025"]) + "\r\n"
    reports, refused = came(file(tmp_path, name, "\ufeff" + content))
    assert [report.path for report in reports] == [f"{name}#2", f"{name}#5"]
    assert [one.path for one in refused] == [f"{tmp_path / name}#4"]
    assert reports[0].text == f'{TEXT}\nسطر "ثان"\n'
    assert reports[0].published is not None
    assert reports[0].published.value == "2025-08"
    assert reports[1].published is None, "06/08/2025 is two days: it is not guessed"


@pytest.mark.parametrize("codec", ["cp1256", "utf-16"])
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_rows_in_other_encodings(tmp_path: Path, name: str, codec: str) -> None:
    content = f'title,text\nجولة,"{TEXT}"\n' if name == "a.csv" else lines(ROW)
    path = file(tmp_path, name, content.encode(codec))
    assert [report.text for report in came(path)[0]] == [TEXT]
    assert [report.text for report in came(path, encoding=codec)[0]] == [TEXT]


def test_a_row_of_broken_bytes_is_refused_alone(tmp_path: Path) -> None:
    bad = lines(ROW).encode().replace("وصل".encode(), b"\xff\xfe")
    reports, refused = came(file(tmp_path, "a.jsonl", lines(ROW).encode() + bad + lines(ROW).encode()))
    assert [report.path for report in reports] == ["a.jsonl#1", "a.jsonl#3"]
    assert [one.path.rpartition("#")[2] for one in refused] == ["2"]
    assert "encoding" in refused[0].why


def test_an_encoding_that_is_none(tmp_path: Path) -> None:
    _, (refusal,) = came(file(tmp_path, "a.csv", "text\nx\n"), encoding="klingon")
    assert "klingon" in refusal.why


def test_a_stray_quote_costs_its_row_and_an_open_one_is_named(tmp_path: Path) -> None:
    stray = f'text,title\n"{TEXT}"x,a\n{TEXT},b\n'
    reports, refused = came(file(tmp_path, "a.csv", stray))
    assert [report.title for report in reports] == ["b"]
    assert [one.path.rpartition("#")[2] for one in refused] == ["2"]
    _, refused = came(file(tmp_path, "b.csv", f'text,title\n{TEXT},a\n"{TEXT},b\n{TEXT},c\n'))
    assert [one.path.rpartition("#")[2] for one in refused] == ["3"]


def test_a_quote_that_is_never_closed_stays_within_bounds(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", 'text,title\n"' + f"{TEXT}\n" * 500 + f"{TEXT},last\n")
    _, refused = came(path, limits=Limits(row=2000))
    assert "2000" in refused[0].why


def test_too_many_bad_rows_end_the_reading(tmp_path: Path) -> None:
    path = file(tmp_path, "a.jsonl", "{}\n" * 100)
    _, refused = came(path, limits=Limits(refused_rows=10))
    assert len(refused) == 12
    assert (refused[-1].path, "10 rows" in refused[-1].why) == (str(path), True)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.tsv", "a.json"])
@pytest.mark.parametrize("content", [b"", b"\n\n", b"\0" * 50, b"\xff\xfe", b"text\n"])
def test_a_table_of_nothing_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = file(tmp_path, name, content)
    reports, refused = came(path)
    assert (reports, bool(refused)) == ([], True)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025", "2025"),
        ("2025-08", "2025-08"),
        ("2025-08-06", "2025-08-06"),
        (" 2025-08-06 23:30", "2025-08-06"),
        ("2025-08-06T23:30-05:00", "2025-08-06"),
        ("Wed, 06 Aug 2025 23:30:00 -0500", "2025-08-06"),
        ("1754438400", "2025-08-06"),
        (1754438400000, "2025-08-06"),
        ("2025-13-01", None),
        ("2025-02-30", None),
        ("20250806120000", None),
        ("06/08/2025", None),
        ("أمس", None),
        ("Mon, 99 Foo 2025", None),
        (True, None),
        (10**30, None),
        (None, None),
        ([], None),
    ],
)
def test_days(value: Any, day: str | None) -> None:
    assert day_of(value) == day
