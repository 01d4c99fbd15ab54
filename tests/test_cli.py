"""The command line: every verb, its exit code, what goes to which stream, JSON lines when piped."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from mahdar import api
from mahdar.cli import app

TEXT = """date 2025-08-06 محادثات في موسكو

التقى المبعوث الأميركي ستيف ويتكوف الرئيس الروسي فلاديمير بوتين في موسكو اليوم الأربعاء، واستمر الاجتماع ثلاث ساعات.

وقال وزير الخارجية الروسي سيرغي لافروف إن «المحادثات كانت مفيدة».
"""
SENTENCE = "وقال وزير الخارجية الروسي سيرغي لافروف إن المحادثات ستستأنف غدا"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one report and one record of it; nothing in it is changed."""
    folder = tmp_path_factory.mktemp("talks")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    assert run("build", folder / "a.txt", "-o", folder / "talks.mahdar", "--as-of", "2025-08-07").exit_code == 0
    return folder


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    """A command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def shell(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """`python -m mahdar`, as somebody at a shell would run it, piped."""
    command = [sys.executable, "-m", "mahdar", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def lines(out: str) -> list[dict[str, Any]]:
    """Standard output as JSON lines; anything else among them is an error."""
    return [json.loads(line) for line in out.splitlines()]


# ── build ────────────────────────────────────────────────────────


def test_build(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    into = tmp_path / "new.mahdar"
    done = run("build", tmp_path / "a.txt", "-o", into, "--as-of", "2025-08-07")
    assert done.exit_code == 0
    assert done.stderr == ""
    assert "1 reports" in done.stdout
    (report,) = api.export_object(into)["reports"]
    assert (report["path"], report["text"], report["first_seen"]) == ("a.txt", TEXT, "2025-08-07")


def test_build_takes_the_clock_where_no_day_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    before = datetime.now(UTC).date().isoformat()
    assert run("build", tmp_path / "a.txt", "-o", tmp_path / "new.mahdar").exit_code == 0
    (report,) = api.export_object(tmp_path / "new.mahdar")["reports"]
    assert before <= report["first_seen"] <= datetime.now(UTC).date().isoformat()


def test_build_from_standard_input(tmp_path: Path) -> None:
    into = tmp_path / "new.mahdar"
    done = run("build", "-", "-o", into, "--as-of", "2025-08-07", stdin=TEXT.encode("utf-16"))
    assert done.exit_code == 0
    (report,) = api.export_object(into)["reports"]
    assert (report["path"], report["text"]) == ("stdin", TEXT)


def test_build_goes_on_where_a_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    done = run("build", tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt", "-o", tmp_path / "new.mahdar")
    assert done.exit_code == 3
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == [
        str(tmp_path / "b.txt"),
        str(tmp_path / "c.txt"),
    ]
    assert "2 refused" in done.stdout
    assert len(api.export_object(tmp_path / "new.mahdar")["reports"]) == 1


def test_build_warns_of_a_guess(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("cp1256"))
    done = run("build", tmp_path / "a.txt", "-o", tmp_path / "new.mahdar")
    assert done.exit_code == 0
    assert "a.txt" in done.stderr
    assert "cp1256" in done.stderr
    done = run("build", tmp_path / "a.txt", "-o", tmp_path / "sure.mahdar", "--encoding", "cp1256")
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "content"), [("empty.txt", b""), ("picture.png", b"\x89PNG\r\n\x1a\n\0\0"), ("none.txt", None)]
)
def test_build_from_nothing_that_can_be_read(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = shell("build", tmp_path / name, "-o", tmp_path / "new.mahdar")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("mahdar: ")
    assert name in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "new.mahdar").exists()


def test_build_from_empty_standard_input(tmp_path: Path) -> None:
    done = shell("build", "-", "-o", tmp_path / "new.mahdar")
    assert (done.returncode, done.stdout) == (1, "")
    assert "standard input" in done.stderr
    assert not (tmp_path / "new.mahdar").exists()


@pytest.mark.parametrize("day", ["yesterday", "2025-13-01", "2025-02-30", "06/08/2025", ""])
def test_a_day_that_is_none(tmp_path: Path, day: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    done = run("build", tmp_path / "a.txt", "-o", tmp_path / "new.mahdar", "--as-of", day)
    assert done.exit_code == 2
    assert "--as-of" in done.stderr
    assert day in done.stderr
    assert not (tmp_path / "new.mahdar").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("build", "--colour", "x"),
        ("shew", "x"),
        ("show",),
        ("why", "x"),
        ("search", "x"),
        ("export", "x", "--format", "docx"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


# ── a record that cannot be opened ───────────────────────────────


@pytest.mark.parametrize(
    "verb",
    [
        ("show",),
        ("show", "meetings"),
        ("why", "me:"),
        ("search", "موسكو"),
        ("export",),
        ("report",),
        ("correct", "list"),
    ],
)
def test_a_record_that_is_none(tmp_path: Path, verb: tuple[str, ...]) -> None:
    path = tmp_path / "letter.mahdar"
    path.write_text("Dear sir\n" * 100, "utf-8")
    name, *rest = verb
    out = ("-o", tmp_path / "talks.html") if name == "report" else ()
    done = shell(name, path, *rest, *out)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("mahdar: ")
    assert "letter.mahdar" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "talks.html").exists()


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    done = shell("show", tmp_path / "none.mahdar", "meetings")
    assert (done.returncode, done.stdout) == (1, "")
    assert "none.mahdar" in done.stderr
    assert list(tmp_path.iterdir()) == []


# ── show, search, why ────────────────────────────────────────────


def test_show_prints_json_lines_when_piped(folder: Path) -> None:
    """Every view that has something to show; those that have nothing are asked for below."""
    shown = set()
    for view in api.VIEWS:
        columns, values = api.view(folder / "talks.mahdar", view)
        if values:
            done = run("show", folder / "talks.mahdar", view)
            assert (done.exit_code, done.stderr) == (0, "")
            assert lines(done.stdout) == [dict(zip(columns, value, strict=True)) for value in values]
            shown.add(view)
    assert {"timeline", "meetings", "statements", "actors", "reports", "coverage", "times", "mentions"} <= shown


def test_show_prints_a_table_when_asked(folder: Path) -> None:
    done = run("show", folder / "talks.mahdar", "reports", "--table")
    assert done.exit_code == 0
    assert "a.txt" in done.stdout
    assert not done.stdout.lstrip().startswith("{")


def test_show_without_a_view_counts(folder: Path) -> None:
    done = run("show", folder / "talks.mahdar", "--json")
    counts = {row["what"]: row["count"] for row in lines(done.stdout)}
    assert counts["reports"] == 1
    assert counts["meetings"] == len(api.view(folder / "talks.mahdar", "meetings")[1]) == 1


def test_show_without_a_view_is_json_lines_when_piped(folder: Path) -> None:
    assert lines(run("show", folder / "talks.mahdar").stdout)


@pytest.mark.parametrize(
    "arguments", [("show", "talks.mahdar", "conflicts"), ("search", "talks.mahdar", "سلحفاة"), ("try", "...")]
)
def test_nothing_to_list_is_no_line_when_piped(folder: Path, arguments: tuple[str, ...]) -> None:
    verb, *rest = arguments
    done = run(verb, *(folder / one if one == "talks.mahdar" else one for one in rest))
    assert done.exit_code == 0
    assert lines(done.stdout) == []


def test_show_a_view_that_there_is_not(folder: Path) -> None:
    done = shell("show", folder / "talks.mahdar", "weather")
    assert (done.returncode, done.stdout) == (1, "")
    assert "weather" in done.stderr
    assert "timeline" in done.stderr


def test_search(folder: Path) -> None:
    done = run("search", folder / "talks.mahdar", "الاربعاء", "موسكو")
    assert (done.exit_code, done.stderr) == (0, "")
    (hit,) = lines(done.stdout)
    assert hit["path"] == "a.txt"
    assert hit["hits"] == TEXT.count("الأربعاء") + TEXT.count("موسكو")
    assert "موسكو" in hit["passage"]


def test_why(folder: Path) -> None:
    (meeting,) = api.export_object(folder / "talks.mahdar")["meetings"]
    done = run("why", folder / "talks.mahdar", meeting["id"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert meeting["id"] in done.stdout
    assert "a.txt" in done.stdout
    assert all(rule in done.stdout for rule in meeting["rules"])
    (row,) = lines(run("why", folder / "talks.mahdar", meeting["id"], "--json").stdout)
    assert (row["kind"], row["fact"]) == ("meetings", meeting)


def test_why_is_json_when_piped(folder: Path) -> None:
    (meeting,) = api.export_object(folder / "talks.mahdar")["meetings"]
    done = run("why", folder / "talks.mahdar", meeting["id"])
    assert done.exit_code == 0
    assert lines(done.stdout)


def test_why_is_prose_when_asked(folder: Path) -> None:
    (meeting,) = api.export_object(folder / "talks.mahdar")["meetings"]
    done = run("why", folder / "talks.mahdar", meeting["id"], "--table")
    assert done.stdout.startswith(f"meeting {meeting['id']}")
    assert all(rule in done.stdout for rule in meeting["rules"])


def test_why_for_what_is_not_there(folder: Path) -> None:
    done = shell("why", folder / "talks.mahdar", "me:nothing")
    assert (done.returncode, done.stdout) == (1, "")
    assert "me:nothing" in done.stderr


# ── correct ──────────────────────────────────────────────────────


@pytest.fixture
def mine(folder: Path, tmp_path: Path) -> Path:
    """A record of one's own, to be changed."""
    into = tmp_path / "mine.mahdar"
    into.write_bytes((folder / "talks.mahdar").read_bytes())
    return into


def test_correct_and_undo(mine: Path) -> None:
    before = api.export(mine)
    done = run(
        "correct", mine, "rename", "سيرغي لافروف", "Lavrov", "--by", "desk", "--as-of", "2026-01-02", "--why", "style"
    )
    assert (done.exit_code, done.stderr) == (0, "")
    (row,) = lines(done.stdout)
    told = {
        "what": "rename",
        "of": "سيرغي لافروف",
        "other": "Lavrov",
        "by": "desk",
        "as_of": "2026-01-02",
        "why": "style",
    }
    assert row == row | told
    assert "Lavrov" in {actor["name"] for actor in api.export_object(mine)["actors"]}
    assert lines(run("show", mine, "judgements").stdout)[0]["by"] == "desk"
    assert lines(run("correct", mine, "list").stdout) == [row]
    undone = run("correct", mine, "undo", row["id"], "--by", "chief", "--as-of", "2026-01-03", "--table")
    assert (
        undone.stdout
        == f"{row['id']} rename \u2068سيرغي لافروف\u2069 → \u2068Lavrov\u2069 (by desk, 2026-01-02; undone by chief, 2026-01-03)\n"
    )
    assert api.export(mine) == before
    assert lines(run("correct", mine, "list").stdout) == [row | {"undone_by": "chief", "undone_on": "2026-01-03"}]


def test_why_says_by_whom(mine: Path) -> None:
    run("correct", mine, "side", "ستيف ويتكوف", "--by", "desk", "--as-of", "2026-01-02", "--why", "left office")
    (actor,) = [one for one in api.export_object(mine)["actors"] if one["name"] == "ستيف ويتكوف"]
    assert "(desk; side, 2026-01-02, left office)" in run("why", mine, actor["id"], "--table").stdout


def test_correct_signs_with_the_login_name_and_the_day(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "layla")
    before = datetime.now(UTC).date().isoformat()
    (row,) = lines(run("correct", mine, "side", "ستيف ويتكوف").stdout)
    assert row["by"] == "layla"
    assert before <= row["as_of"] <= datetime.now(UTC).date().isoformat()


def test_each_correction_from_a_shell(mine: Path) -> None:
    (meeting,) = api.export_object(mine)["meetings"]
    (cue,) = [one for one in api.export_object(mine)["actors"] if one["name"] == "سيرغي لافروف"]
    (place,) = cue["mentions"]
    for arguments in (
        ("merge", "سيرغي لافروف", "ستيف ويتكوف"),
        ("split", "سيرغي لافروف", "--mention", f"a.txt:{place['start']}"),
        ("side", "سيرغي لافروف"),
        ("set", meeting["id"], "duration", "PT2H"),
        ("set", meeting["id"], "duration"),
        ("reject", meeting["id"]),
    ):
        done = shell("correct", mine, *arguments, "--by", "desk", "--as-of", "2026-01-02")
        assert (done.returncode, done.stderr) == (0, ""), arguments
        assert lines(done.stdout)[0]["what"] == arguments[0]
    assert len(lines(run("correct", mine, "list").stdout)) == 6
    assert run("correct", mine, "list", "--table").stdout.count("merge") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("merge", "ستيف ويتكوف"), 2, "merge A B"),
        (("rename", "ستيف ويتكوف"), 2, "rename A"),
        (("list", "x"), 2, "list"),
        (("merge", "ستيف ويتكوف", "فلاديمير بوتين", "--name", "x"), 2, "merge A B"),
        (("merge", "ستيف ويتكوف", "فلاديمير بوتين", "--as-of", "today"), 2, "--as-of"),
        (("unite", "a", "b"), 2, "unite"),
        (("merge", "ستيف ويتكوف", "ستيف ويتكوف"), 1, "one actor already"),
        (("merge", "ستيف ويتكوف", "زيد"), 1, "زيد"),
        (("undo", "cr:0"), 1, "cr:0"),
        (("split", "ستيف ويتكوف"), 1, "split"),
    ],
)
def test_corrections_that_cannot_be_made(mine: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    before = mine.read_bytes()
    done = shell("correct", mine, *arguments, "--by", "desk")
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert mine.read_bytes() == before


def test_nobody_has_corrected(folder: Path) -> None:
    done = run("correct", folder / "talks.mahdar", "list")
    assert (done.exit_code, lines(done.stdout)) == (0, [])
    assert "nobody" in done.stderr


# ── export, report ───────────────────────────────────────────────


def test_export(folder: Path, tmp_path: Path) -> None:
    whole = api.export(folder / "talks.mahdar")
    assert run("export", folder / "talks.mahdar").stdout_bytes == whole
    done = run("export", folder / "talks.mahdar", "--format", "json", "-o", tmp_path / "talks.json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert (tmp_path / "talks.json").read_bytes() == whole
    assert json.loads(whole)["schema"] == "mahdar/1"


def test_report(folder: Path, tmp_path: Path) -> None:
    done = run("report", folder / "talks.mahdar", "-o", tmp_path / "talks.html")
    assert (done.exit_code, done.stderr) == (0, "")
    page = (tmp_path / "talks.html").read_text("utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "المحادثات كانت مفيدة" in page


@pytest.mark.parametrize("verb", ["export", "report"])
def test_a_place_that_cannot_be_written(folder: Path, tmp_path: Path, verb: str) -> None:
    done = shell(verb, folder / "talks.mahdar", "-o", tmp_path / "none" / "talks.out")
    assert done.returncode == 1
    assert "talks.out" in done.stderr
    assert "Traceback" not in done.stderr


# ── try, check ───────────────────────────────────────────────────


def test_try() -> None:
    done = run("try", SENTENCE, "--on", "2025-08-06")
    assert (done.exit_code, done.stderr) == (0, "")
    rows = lines(done.stdout)
    assert {"statement", "mention", "time"} <= {row["what"] for row in rows}
    (day,) = [row for row in rows if row["what"] == "time"]
    assert day["found"] == "غدا"
    assert "2025-08-07" in day["says"]
    assert all(row["rules"] for row in rows)


def test_try_from_standard_input() -> None:
    assert run("try", "-", stdin=SENTENCE.encode()).stdout == run("try", SENTENCE).stdout != ""


def test_try_on_a_day_that_is_none() -> None:
    assert run("try", SENTENCE, "--on", "tomorrow").exit_code == 2


def test_try_names_the_option_that_was_wrong() -> None:
    done = run("try", SENTENCE, "--on", "tomorrow")
    assert "--on" in done.stderr
    assert "--as-of" not in done.stderr


def test_check() -> None:
    done = run("check", "ar/times/patterns/weekday")
    assert done.exit_code == 0
    assert "0 fail" in done.stdout
    listed = run("check", "ar/times/patterns/weekday", "--all")
    assert listed.stdout.count("holds") == int(listed.stdout.rpartition("\n")[0].rpartition("\n")[2].split()[0])


# ── as a program ─────────────────────────────────────────────────


def test_help_lists_the_verbs() -> None:
    done = shell("--help")
    assert done.returncode == 0
    assert all(
        verb in done.stdout
        for verb in ("build", "show", "why", "search", "correct", "export", "try", "check", "report")
    )


def test_all_of_it_from_a_shell(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    built = shell("build", tmp_path, "-o", tmp_path / "new.mahdar", "--as-of", "2025-08-07")
    assert (built.returncode, built.stderr) == (0, "")
    shown = shell("show", tmp_path / "new.mahdar", "meetings")
    assert (shown.returncode, shown.stderr) == (0, "")
    (row,) = lines(shown.stdout)
    assert row["date"] == "2025-08-06"
    exported = shell("export", tmp_path / "new.mahdar")
    assert json.loads(exported.stdout)["schema"] == "mahdar/1"
