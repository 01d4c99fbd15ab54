"""All that comes in at once, and all that is bad: bounded, named, and the rest is read. Random bytes under any name."""

import bz2
import gzip
import io
import json
import lzma
import os
import random
import tarfile
import threading
import time
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from mahdar import api
from mahdar.cli import app
from mahdar.sources.bounds import MIB, Limits, buffered
from mahdar.sources.gather import gather
from mahdar.sources.item import Options, Refusal, printable
from mahdar.sources.kinds import Intake
from mahdar.types.report import Report

TEXT = "وصل الوفد إلى العاصمة صباح اليوم، وبدأت الجلسة الأولى من المحادثات بين الطرفين.\n"
PAGE = f"<html><body><article><h1>جولة</h1><p>{TEXT * 3}</p></article></body></html>"
FEED = f'<rss version="2.0"><channel><item><guid isPermaLink="false">7</guid><description>{TEXT}</description></item></channel></rss>'


def came(*sources: Path | str, **options: Any) -> tuple[list[Report], list[Refusal]]:
    all_ = list(gather(sources, Options(**options)))
    return [one for one in all_ if isinstance(one, Report)], [one for one in all_ if isinstance(one, Refusal)]


def run(*arguments: object, stdin: bytes = b"") -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def zipped(name: str, raw: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, raw)
    return out.getvalue()


def tarred(name: str, raw: bytes, mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        info = tarfile.TarInfo(name)
        info.size = len(raw)
        archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


ROW = json.dumps({"text": TEXT, "title": "عنوان"})
EVERY: dict[str, bytes] = {
    "a.txt": TEXT.encode(),
    "b.html": PAGE.encode(),
    "c.jsonl": ROW.encode(),
    "d.json": f'{{"articles": [{ROW}]}}'.encode(),
    "e.csv": f'title,text\nx,"{TEXT}"\n'.encode(),
    "f.tsv": f"title\ttext\nx\t{TEXT}".encode(),
    "g.rss": FEED.encode(),
    "h.zip": zipped("in/a.txt", TEXT.encode()),
    "i.tar.gz": tarred("in/a.txt", TEXT.encode(), "w:gz"),
    "j.jsonl.xz": lzma.compress(ROW.encode()),
    "k.txt.bz2": bz2.compress(TEXT.encode()),
    "deep/l.tar": tarred("x.json.gz", gzip.compress(ROW.encode()), "w"),
}
PATHS = [
    "a.txt", "b.html", "c.jsonl#1", "d.json#1", "deep/l.tar/x.json.gz", "e.csv#2", "f.tsv#2", "g.rss#7", "h.zip/in/a.txt",
    "i.tar.gz/in/a.txt", "j.jsonl.xz#1", "k.txt.bz2",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, raw in EVERY.items():
        path = tmp_path / "talks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return tmp_path / "talks"


# ── all of it ────────────────────────────────────────────────────


def test_a_folder_of_every_format_becomes_one_record(folder: Path, tmp_path: Path) -> None:
    (folder / "m.jsonl").write_text("{}\n", "utf-8")
    (folder / "n.zip").write_bytes(b"x")
    into, refused = tmp_path / "talks.mahdar", tmp_path / "refused.jsonl"
    done = run("build", folder, "-o", into, "--refused", refused, "--as-of", "2025-08-07")
    assert done.exit_code == 3
    reports = api.export_object(into)["reports"]
    assert sorted(report["path"] for report in reports) == sorted(PATHS)
    assert all(TEXT.strip() in report["text"] for report in reports)
    rows = [json.loads(line) for line in refused.read_text("utf-8").splitlines()]
    assert [row["path"] for row in rows] == [f"{folder}/m.jsonl#1", f"{folder}/n.zip"]
    assert all(row["why"] and set(row) == {"path", "why"} for row in rows)
    before = api.export(into)
    assert "(0 read now, 2 refused)" in run("build", folder, "-o", into, "--as-of", "2025-08-07").stdout
    assert api.export(into) == before


def test_the_list_of_the_refused_is_written_in_any_case(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    listed = tmp_path / "refused.jsonl"
    assert run("build", tmp_path / "b.txt", "-o", tmp_path / "n.mahdar", "--refused", listed).exit_code == 1
    assert json.loads(listed.read_text("utf-8")) == {"path": str(tmp_path / "b.txt"), "why": "is empty"}
    assert run("build", tmp_path / "a.txt", "-o", tmp_path / "n.mahdar", "--refused", listed).exit_code == 0
    assert listed.read_bytes() == b""
    done = run("build", tmp_path / "a.txt", "-o", tmp_path / "n.mahdar", "--refused", tmp_path / "none" / "x")
    assert "none" in str(done.exception)


def test_fields_are_named_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"hits": [{"story": TEXT, "head": "عنوان"}]}), "utf-8")
    into = tmp_path / "talks.mahdar"
    arguments = ("build", tmp_path / "a.json", "-o", into, "--items", "hits", "--field", "text=story")
    assert run(*arguments, "--field", "title=head").exit_code == 0
    (report,) = api.export_object(into)["reports"]
    assert (report["path"], report["text"], report["title"]) == ("a.json#1", TEXT, "عنوان")
    for wrong in ("text", "text=", "colour=x", "=x"):
        done = run(*arguments, "--field", wrong)
        assert (done.exit_code, "--field" in done.stderr) == (2, True)


def test_the_library_takes_what_the_command_line_does(folder: Path, tmp_path: Path) -> None:
    from datetime import date

    built = api.build([str(folder), *api.gather([folder / "a.txt"])], tmp_path / "n.mahdar", as_of=date(2025, 8, 7))
    assert (built.reports, built.refused) == (len(PATHS), ())


def test_bad_standard_input_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    done = run("build", "-", tmp_path / "a.txt", "-o", tmp_path / "n.mahdar", stdin=b"\0" * 100)
    assert done.exit_code == 3
    assert "standard input: " in done.stderr


# ── long, deep, growing ──────────────────────────────────────────


def peak(*sources: Path) -> tuple[list[Report], list[Refusal], int]:
    tracemalloc.start()
    try:
        reports, refused = came(*sources)
        return reports, refused, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_line_of_64_mebibytes_is_refused_and_the_next_is_read(tmp_path: Path, name: str) -> None:
    first, last = (ROW, ROW) if name == "a.jsonl" else ("text", TEXT.strip())
    with (tmp_path / name).open("wb") as file:
        file.write(first.encode() + b"\n")
        for _ in range(64):
            file.write(b"x" * MIB)
        file.write(b"\n" + last.encode() + b"\n")
    reports, refused, memory = peak(tmp_path / name)
    assert reports[-1].text.strip() == TEXT.strip()
    assert [one.path for one in refused] == [f"{tmp_path / name}#2"]
    assert "longer than" in refused[0].why
    assert memory < 30 * MIB


@pytest.mark.parametrize(("name", "most"), [("a.txt", 64), ("a.json", 64), ("a.html", 8), ("a.rss", 8)])
def test_files_that_are_too_large_are_refused(tmp_path: Path, name: str, most: int) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate((most + 1) * MIB)
    reports, refused = came(tmp_path / name)
    assert (reports, refused[0].why) == ([], f"is larger than {most} MiB")


@pytest.mark.parametrize("tag", ["div", "p", "table", "b", "ul"])
def test_html_nested_100_000_deep(tmp_path: Path, tag: str) -> None:
    article = f"<article><p>{TEXT * 3}</p></article>"
    nest = f"<{tag}>" * 100_000
    (tmp_path / "a.html").write_text(f"<html><body>{article}{nest}{TEXT}</body></html>", "utf-8")
    (tmp_path / "b.html").write_text(nest, "utf-8")
    escaped = nest.replace("<", "&lt;")
    (tmp_path / "c.rss").write_text(
        f'<rss version="2.0"><channel><item><description>{escaped}{TEXT}</description></item></channel></rss>', "utf-8"
    )
    (tmp_path / "d.txt").write_text(TEXT, "utf-8")
    reports, refused = came(tmp_path)
    assert "d.txt" in {report.path for report in reports}
    assert {"a.html", "b.html"} <= {Path(one.path).name for one in refused}
    assert len(reports) + len(refused) == 4
    (tmp_path / "a.html").write_text(f"<html><body>{article}{nest[: len(nest) // 4]}{TEXT}</body></html>", "utf-8")
    assert came(tmp_path / "a.html")[0]


def test_pages_of_very_many_elements_take_no_more_than_their_share(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><body><article><p>{TEXT * 3}</p></article>" + "<li>x" * 20_000, "utf-8")
    (tmp_path / "b.html").write_text("<html><body>" + "<li>x" * 200_000, "utf-8")
    before = time.process_time()
    reports, refused = came(tmp_path)
    assert time.process_time() - before < 10
    assert [report.path for report in reports] == ["a.html"]
    assert "elements" in refused[0].why


def test_a_file_that_changes_while_it_is_read_whole_is_refused(tmp_path: Path) -> None:
    path, stop = tmp_path / "a.txt", threading.Event()
    path.write_text(TEXT * 100_000, "utf-8")

    def write() -> None:
        with path.open("ab") as file:
            while not stop.is_set():
                file.write(TEXT.encode())
                file.flush()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        reports, refused = came(path)
    finally:
        stop.set()
        thread.join()
    assert reports == []
    assert "changed while it was read" in refused[0].why


@pytest.mark.parametrize("what", ["grows", "disappears", "is replaced"])
def test_rows_that_change_while_they_are_read(tmp_path: Path, what: str) -> None:
    """What was read stays, the file is named; one that grows as fast as it is read comes to an end."""
    path = tmp_path / "a.jsonl"
    path.write_text(f"{ROW}\n" * 2000, "utf-8")
    seen: list[Report | Refusal] = []
    for one in gather([path]):
        seen.append(one)
        if what == "grows":
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{ROW}\n" * 3)
        elif len(seen) == 1 and what == "disappears":
            path.unlink()
        elif len(seen) == 1:
            path.with_name("b").write_text(ROW, "utf-8")
            path.with_name("b").replace(path)
        assert len(seen) < 2100
    assert len([one for one in seen if isinstance(one, Report)]) == 2000
    assert isinstance(seen[-1], Refusal)
    assert (seen[-1].path, "changed" in seen[-1].why) == (str(path), True)


def test_a_file_that_disappears_before_its_turn(folder: Path) -> None:
    coming = gather([folder])
    next(coming)
    (folder / "c.jsonl").unlink()
    rest = list(coming)
    assert [one.path for one in rest if isinstance(one, Refusal)] == [str(folder / "c.jsonl")]
    assert len(rest) == len(PATHS) - 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "none")
    reports, refused = came(tmp_path, Path("/dev/zero"))
    assert [report.path for report in reports] == ["a.txt"]
    assert [Path(one.path).name for one in refused] == ["nowhere.txt", "pipe.txt", "zero"]


# ── characters ───────────────────────────────────────────────────


def test_null_bytes_in_a_text_are_kept_and_said(tmp_path: Path) -> None:
    text = TEXT.replace("، ", "،\0 ")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": text, "title": "a\0b", "url": "\0"}), "utf-8")
    (tmp_path / "c.csv").write_text(f'text\n"{text}"\n', "utf-8")
    reports, refused = came(tmp_path)
    assert refused == []
    assert [report.text for report in reports] == [text, text, text]
    assert (reports[1].title, reports[1].url) == ("ab", None)
    assert all(any("null" in warning for warning in report.warnings) for report in reports)
    into = tmp_path / "talks.mahdar"
    assert run("build", tmp_path, "-o", into).exit_code == 0
    assert [report["text"] for report in api.export_object(into)["reports"]] == [text] * 3


def test_marks_that_turn_the_direction_are_kept_in_texts_and_written_out_in_names(tmp_path: Path) -> None:
    text = f"\u202e{TEXT}\u202c\u2066x\u2069\u200f"
    (tmp_path / "a\u202etxt.exe").write_text(text, "utf-8")
    (report,), _ = came(tmp_path)
    assert (report.path, report.text) == ("a\\u202etxt.exe", text)
    assert any("U+202E" in warning for warning in report.warnings)
    (tmp_path / "b\u2067\n.txt").write_bytes(b"")
    _, (refused,) = came(tmp_path)
    assert refused.path.endswith("b\\u2067\\u000a.txt")
    assert printable("تقرير\u200c 1.txt") == "تقرير\u200c 1.txt"


def test_a_name_that_is_no_text_can_be_stored(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"a\xff.txt")).write_text(TEXT, "utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert run("build", tmp_path, "-o", tmp_path.parent / "n.mahdar").exit_code == 0


def test_half_characters_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("جولة", "&#xD800;&#0;"), "utf-8")
    (tmp_path / "b.txt").write_bytes(b"+2AA-" + b"x" * 20)
    reports, refused = came(tmp_path, encoding="utf-7")
    assert [Path(one.path).name for one in refused if "half" in one.why or "utf-7" in one.why]
    assert all(report.text.encode() for report in reports)


# ── random bytes ─────────────────────────────────────────────────

SUFFIXES = [
    "txt", "html", "xhtml", "json", "jsonl", "csv", "tsv", "rss", "xml", "zip", "tar", "gz", "txt.gz", "tar.gz", "tgz",
    "txt.bz2", "tar.xz", "json.xz", "zip.gz", "csv.gz", "",
]  # fmt: skip
_PIECES = [
    ROW.encode(),
    PAGE.encode(),
    FEED.encode(),
    b"text,title\n",
    b'"',
    b"\n",
    b"[",
    b"{",
    b"<a>",
    b"]]>",
    b"\0",
    b"\xff\xfe",
    b"&x;",
]


def read(raw: bytes, name: str, encoding: str | None = None) -> None:
    """Whatever it is: reports and refusals that name it, and nothing else."""
    for one in Intake(Options(encoding=encoding, limits=Limits(file=MIB, unpacked=8 * MIB))).read(
        buffered(io.BytesIO(raw)), name
    ):
        assert isinstance(one, Report | Refusal)
        assert one.path.startswith(name)
        if isinstance(one, Report):
            assert one.text.encode()
        else:
            assert one.why


@settings(max_examples=250, deadline=None)
@given(
    st.binary(max_size=400) | st.lists(st.sampled_from(_PIECES) | st.binary(max_size=8), max_size=8).map(b"".join),
    st.sampled_from(SUFFIXES),
)
def test_random_bytes_under_any_name(raw: bytes, suffix: str) -> None:
    read(raw, f"a.{suffix}")


@settings(max_examples=40, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "title", "date", "source", "articles", "a.b"]) | st.text(max_size=4), inner, max_size=4), max_leaves=12))  # fmt: skip
def test_any_json(value: Any) -> None:
    raw = json.dumps(value).encode()
    read(raw, "a.json")
    read(raw, "a.jsonl")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(EVERY)),
    st.integers(0, 2**32),
    st.sampled_from([None, "utf-8", "cp1256", "utf-16", "utf-7", "idna", "punycode"]),
)
def test_damaged_sources(name: str, seed: int, encoding: str | None) -> None:
    """Every format with some bytes turned, cut out or doubled."""
    raw, chance = bytearray(EVERY[name]), random.Random(seed)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(raw) or 1)
        raw[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(4))
    read(bytes(raw), name, encoding)
