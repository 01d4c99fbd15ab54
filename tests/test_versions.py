"""Versions: a report that came again with another text stands beside the old one, and what changed can be listed."""

import json
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mahdar import api
from mahdar.cli import app
from mahdar.store.versions import find_versions
from mahdar.types.ids import report_id
from mahdar.types.report import Published, Report

TEXT = """date 2025-08-06 محادثات في موسكو

التقى المبعوث الأميركي ستيف ويتكوف الرئيس الروسي فلاديمير بوتين في موسكو اليوم الأربعاء، واستمر الاجتماع ثلاث ساعات.

وقال وزير الخارجية الروسي سيرغي لافروف إن «المحادثات كانت مفيدة». وأضاف أن موسكو ترفض وقف إطلاق النار.
"""
LONGER = TEXT.replace("ثلاث ساعات", "أربع ساعات")
REVISED = LONGER.replace("ترفض", "تقبل")
DAY = date(2025, 8, 9)


def _report(text: str, path: str = "a.txt", url: str | None = None, day: str | None = None) -> Report:
    published = Published(value=day, known_from="metadata") if day else None
    return Report(id=report_id(path, text), path=path, text=text, url=url, published=published)


def _versions(into: Path) -> dict[str, str | None]:
    return {one["id"]: one["version_of"] for one in api.export_object(into)["reports"]}


def _file(folder: Path, text: str, name: str = "a.txt") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def _shown(into: Path) -> list[dict[str, Any]]:
    columns, rows = api.view(into, "versions")
    return [dict(zip(columns, row, strict=True)) for row in rows]


# ── which report is a version of which ───────────────────────────


def test_each_version_follows_the_one_before_it(tmp_path: Path) -> None:
    folder, into = tmp_path / "reports", tmp_path / "talks.mahdar"
    for text in (TEXT, LONGER, REVISED):
        api.build([_file(folder, text)], into, as_of=DAY)
    first, second, third = (report_id("a.txt", text) for text in (TEXT, LONGER, REVISED))
    assert _versions(into) == {first: None, second: first, third: second}
    texts = {one["id"]: one["text"] for one in api.export_object(into)["reports"]}
    assert texts == {first: TEXT, second: LONGER, third: REVISED}


def test_the_same_text_again_is_no_version(tmp_path: Path) -> None:
    folder, into = tmp_path / "reports", tmp_path / "talks.mahdar"
    for text in (TEXT, LONGER, TEXT):
        api.build([_file(folder, text)], into, as_of=DAY)
    assert list(_versions(into).values()).count(None) == 1
    assert len(_versions(into)) == 2


def test_one_url_from_two_files(tmp_path: Path) -> None:
    into, url = tmp_path / "talks.mahdar", "https://news.example/1"
    old, new = _report(TEXT, "monday.html", url), _report(LONGER, "friday.html", url)
    api.build([old], into, as_of=DAY)
    api.build([new], into, as_of=DAY)
    assert _versions(into) == {old.id: None, new.id: old.id}


def test_one_path_of_two_urls_is_two_reports() -> None:
    reports = [_report(TEXT, url="https://news.example/1"), _report(LONGER, url="https://news.example/2")]
    assert find_versions(reports, {}, {}) == {}


def test_a_copy_of_a_version_is_no_version() -> None:
    url = "https://news.example/1"
    first, copy, new = _report(TEXT, "1", url), _report(TEXT, "2", url), _report(LONGER, "3", url)
    assert find_versions([new, copy, first], {}, {}) == {new.id: first.id}


@pytest.mark.parametrize("path", ["stdin", "table.csv#3"])
def test_a_place_that_any_text_may_have(path: str) -> None:
    assert find_versions([_report(TEXT, path), _report(LONGER, path)], {}, {}) == {}


def test_what_was_there_before_is_older_whatever_its_day() -> None:
    old, new = _report(TEXT, day="2025-08-08"), _report(LONGER, day="2025-08-06")
    assert find_versions([old, new], {old.id: 1, new.id: 2}, {}) == {new.id: old.id}


def test_of_one_build_the_day_decides_then_the_path_then_the_id() -> None:
    url = "https://news.example/1"
    monday, tuesday = _report(TEXT, "z", url, "2025-08-04"), _report(LONGER, "a", url, "2025-08-05")
    undated, other = _report(REVISED, "b", url), _report(REVISED + "\n", "c", url)
    expected = {tuesday.id: monday.id, undated.id: tuesday.id, other.id: undated.id}
    for order in permutations([monday, tuesday, undated, other]):
        assert find_versions(order, {}, {}) == expected


def test_an_inferred_day_does_not_count() -> None:
    first, second = sorted([_report(TEXT), _report(LONGER)], key=lambda one: one.id)
    inferred = {second.id: Published(value="2025-08-01", known_from="inferred")}
    assert find_versions([first, second], {}, inferred) == {second.id: first.id}


def test_the_order_of_sources_does_not_show(tmp_path: Path) -> None:
    folders = [
        _file(tmp_path / name, text) for name, text in (("x", TEXT.replace("06", "07", 1)), ("y", LONGER), ("z", TEXT))
    ]
    exports = set()
    for number, order in enumerate(permutations(folders)):
        into = tmp_path / f"{number}.mahdar"
        api.build(order, into, as_of=DAY)
        exports.add(api.export(into))
    assert len(exports) == 1
    assert _versions(into)[report_id("a.txt", TEXT.replace("06", "07", 1))] is not None


# ── what changed ─────────────────────────────────────────────────


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    folder, into = tmp_path / "reports", tmp_path / "talks.mahdar"
    for text in (TEXT, REVISED):
        api.build([_file(folder, text)], into, as_of=DAY)
    return into


def test_what_only_one_version_tells(changed: Path) -> None:
    rows = _shown(changed)
    assert {(row["report"], row["version_of"]) for row in rows} == {
        (report_id("a.txt", REVISED), report_id("a.txt", TEXT))
    }
    (length,) = (row for row in rows if row["kind"] == "meetings")
    assert [length[key] for key in ("change", "field", "was", "now")] == ["changed", "duration", "PT3H", "PT4H"]
    told = {(row["kind"], row["change"]): row["text"] for row in rows}
    assert "ترفض" in told["statements", "gone"]
    assert "تقبل" in told["statements", "added"]
    assert not any("مفيدة" in row["text"] for row in rows)
    for row in rows:
        assert api.why(changed, row["id"]).kind == row["kind"]


def test_a_version_that_tells_nothing_else_is_listed_once(tmp_path: Path) -> None:
    folder, into = tmp_path / "reports", tmp_path / "talks.mahdar"
    for text in (TEXT, TEXT + "\n"):
        api.build([_file(folder, text)], into, as_of=DAY)
    (row,) = _shown(into)
    assert (row["version_of"], row["kind"], row["text"]) == (report_id("a.txt", TEXT), None, None)


def test_who_took_part_and_where_are_changes_by_name(tmp_path: Path) -> None:
    folder, into = tmp_path / "reports", tmp_path / "talks.mahdar"
    elsewhere = TEXT.replace("فلاديمير بوتين في موسكو", "فلاديمير بوتين ومساعده يوري أوشاكوف في سوتشي")
    for text in (TEXT, elsewhere):
        api.build([_file(folder, text)], into, as_of=DAY)
    fields = {row["field"]: (row["was"], row["now"]) for row in _shown(into) if row["change"] == "changed"}
    assert fields["place"] == ("موسكو", "سوتشي")
    assert "أوشاكوف" not in fields["participants"][0]
    assert "أوشاكوف" in fields["participants"][1]


def test_building_lists_what_a_new_version_changed(tmp_path: Path) -> None:
    folder, into = tmp_path / "reports", tmp_path / "talks.mahdar"
    said = []
    for text in (TEXT, LONGER, LONGER, LONGER + "\n"):
        done = CliRunner().invoke(app, ["build", str(_file(folder, text)), "-o", str(into), "--as-of", "2025-08-09"])
        said.append(done.stdout.splitlines()[2:])
    assert said[0] == said[2] == []
    assert said[1][0] == "a.txt: a new version"
    assert [line.partition(":")[0].strip() for line in said[1][1:]] == ["changed meetings duration PT3H → PT4H"]
    assert said[3] == ["a.txt: a new version, no fact changed"]


def test_a_record_without_versions(tmp_path: Path) -> None:
    into = tmp_path / "talks.mahdar"
    api.build([_file(_file(tmp_path / "reports", TEXT), LONGER, "b.txt")], into, as_of=DAY)
    assert set(_versions(into).values()) == {None}
    assert _shown(into) == []


def test_show_versions(changed: Path) -> None:
    done = CliRunner().invoke(app, ["show", str(changed), "versions"])
    assert done.exit_code == 0
    assert [json.loads(line) for line in done.stdout.splitlines()] == _shown(changed)


def test_two_articles_under_one_name_are_no_versions() -> None:
    texts = ("وصل الوفد إلى العاصمة صباح اليوم.", "ارتفعت أسعار القمح في الأسواق العالمية.")
    reports = [Report(id=f"re:{number}", path="1.txt", text=text) for number, text in enumerate(texts)]
    assert find_versions(reports, {}, {}) == {}
