"""Reports come in: encodings, folders, pages, and everything that is no report."""

import codecs
import os
import random
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date
from itertools import permutations
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from mahdar import api, read
from mahdar.errors import BadSource
from mahdar.sources.decode import Decoded, arabic_share, decode
from mahdar.sources.gather import gather
from mahdar.sources.item import Options, Refusal
from mahdar.sources.texts import read_bytes
from mahdar.types.ids import report_id
from mahdar.types.report import Report

TEXT = (
    "وصل الوفد إلى العاصمة صباح اليوم، وبدأت الجلسة الأولى من المحادثات بين الطرفين.\n"
    "وقال الوزير إن الأجواء إيجابية، وإن جولة أخرى ستعقد بعد أيام.\n"
)
SHORT = "وصل الوفد إلى العاصمة صباح اليوم"


def paths(*given: Path, encoding: str | None = None) -> tuple[list[Report], list[Refusal]]:
    came = list(gather(given, Options(encoding=encoding)))
    return [one for one in came if isinstance(one, Report)], [one for one in came if isinstance(one, Refusal)]


# ── encodings ────────────────────────────────────────────────────


def test_utf8_is_taken_at_its_word() -> None:
    assert decode(TEXT.encode(), "a.txt") == Decoded(TEXT, "utf-8", True)


def test_a_byte_order_mark_is_part_of_the_text() -> None:
    """Offsets count the decoded file itself, its mark and its line ends included."""
    text = TEXT.replace("\n", "\r\n")
    assert decode(codecs.BOM_UTF8 + text.encode(), "a.txt").text == "\ufeff" + text


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_wide_encodings_with_their_mark(mark: bytes, codec: str) -> None:
    decoded = decode(mark + TEXT.encode(codec), "a.txt")
    assert (decoded.text, decoded.sure) == (TEXT, True)


@pytest.mark.parametrize("text", [TEXT, SHORT])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "cp1256", "iso8859_6"])
def test_what_the_bytes_do_not_say_is_guessed_and_said_so(codec: str, text: str) -> None:
    decoded = decode(text.encode(codec), "a.txt")
    assert (decoded.text, decoded.sure) == (text, False)
    report = read_bytes(text.encode(codec), "a.txt")
    assert report.language == "ar"
    assert any("a.txt" in warning and "guessed" in warning for warning in report.warnings)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_one_word_in_utf16_without_a_mark(codec: str) -> None:
    assert decode("هدنة".encode(codec), "a.txt").text == "هدنة"


def test_a_forced_encoding_is_used() -> None:
    assert decode(TEXT.encode("cp1256"), "a.txt", "cp1256") == Decoded(TEXT, "cp1256", True)
    assert decode(TEXT.encode("utf-16-le"), "a.txt", "utf-16-le").text == TEXT


@pytest.mark.parametrize("codec", ["utf-8", "ascii", "utf-16"])
def test_a_wrong_forced_encoding_is_refused(codec: str) -> None:
    raw = TEXT.encode("cp1256") + (b"x" if codec == "utf-16" and len(TEXT) % 2 == 0 else b"")
    with pytest.raises(BadSource, match=rf"a\.txt.*{codec}"):
        decode(raw, "a.txt", codec)


@pytest.mark.parametrize("codec", ["klingon", "base64", "rot13"])
def test_an_encoding_that_is_none(codec: str) -> None:
    with pytest.raises(BadSource, match=rf"a\.txt.*{codec}"):
        decode(TEXT.encode(), "a.txt", codec)


@pytest.mark.parametrize("bad", [b"\xff", b"\x00", b"\xd9"])
def test_one_bad_byte_does_not_spoil_a_utf8_report(bad: bytes) -> None:
    """Either the words come through or the file is refused; never other letters in their place."""
    first, second = (part.encode() for part in TEXT.split("، ", 1))
    try:
        text = decode(first + bad + second, "a.txt").text
    except BadSource:
        return
    assert "المحادثات" in text


def test_a_page_says_its_own_encoding() -> None:
    raw = b'<meta charset="windows-1256">' + TEXT.encode("cp1256")
    assert decode(raw, "a.html", declared=True).text.endswith(TEXT)
    assert decode(raw, "a.html", declared=True).sure


# ── what is no report ────────────────────────────────────────────


@pytest.mark.parametrize("raw", [b"", b" ", b" \r\n\t\n"])
def test_an_empty_file_is_refused(raw: bytes) -> None:
    with pytest.raises(BadSource, match=r"a\.txt: .*empty"):
        read_bytes(raw, "a.txt")


@pytest.mark.parametrize(
    "raw", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF8 + b"\r\n", "\u00a0\u2003\n".encode()]
)
def test_a_file_of_nothing_but_white_space_is_refused(raw: bytes) -> None:
    with pytest.raises(BadSource, match=r"a\.txt: .*empty"):
        read_bytes(raw, "a.txt")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x02\0\x08\x06\0\0\0" + bytes(range(256)) * 4, id="png"
        ),
        pytest.param(b"PK\x03\x04\x14\0\x06\0\x08\0" + random.Random(1).randbytes(3000), id="zip"),
        pytest.param(random.Random(2).randbytes(5000), id="random"),
        pytest.param(b"\0" * 500, id="nulls"),
    ],
)
def test_binary_data_are_refused(raw: bytes) -> None:
    with pytest.raises(BadSource, match=r"a\.txt: .*binary"):
        read_bytes(raw, "a.txt")


def test_binary_data_that_happen_to_be_utf8_are_refused() -> None:
    with pytest.raises(BadSource, match=r"a\.txt"):
        read_bytes(b"\x01\x02\x03\x04\x05\x06" * 100, "a.txt")


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_never_break_the_reader(seed: int) -> None:
    raw = random.Random(seed).randbytes(random.Random(seed).randrange(1, 300))
    try:
        report = read_bytes(raw, "a.txt")
    except BadSource as error:
        assert "a.txt" in str(error)
    else:
        assert report.text


def test_no_arabic_is_kept_with_a_warning() -> None:
    text = "The delegation arrived in the capital this morning.\n"
    report = read_bytes(text.encode(), "a.txt")
    assert (report.text, report.language) == (text, "und")
    assert any("a.txt" in warning and "Arabic" in warning for warning in report.warnings)


def test_one_word_is_a_report() -> None:
    report = read_bytes("هدنة".encode(), "a.txt")
    assert (report.text, report.language, report.warnings) == ("هدنة", "ar", ())


@pytest.mark.parametrize(
    "text", ["قال «لن نقبل\n", "قال لن نقبل»»» ثم «««", '"' * 99, 'قال «لن “نقبل ”ثم» "مضى', "(" * 500 + "هدنة"]
)
def test_unbalanced_marks_are_read(text: str) -> None:
    report = read_bytes((text + TEXT).encode(), "a.txt")
    assert report.text == text + TEXT
    reading = read(report.text)
    assert all(0 <= quote.span.start < quote.span.stop <= len(report.text) for quote in reading.quotes)
    assert "وقال الوزير إن الأجواء إيجابية" in "".join(sentence.span.of(report.text) for sentence in reading.sentences)


def test_the_share_of_arabic() -> None:
    assert arabic_share("هدنة") == 1.0
    assert arabic_share("NATO") == arabic_share("2025 -") == arabic_share("") == 0.0
    assert arabic_share("هدنة NATO") == 0.5


# ── files and folders ────────────────────────────────────────────


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "deep/er/c.txt", "deep/a.txt", ".hidden.txt", ".git/x.txt", "deep/.cache/y.txt"):
        file = tmp_path / "talks" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{TEXT}{name}\n", "utf-8")
    return tmp_path / "talks"


def test_a_folder_is_read_whole_in_the_order_of_names(folder: Path) -> None:
    reports, refused = paths(folder)
    assert [report.path for report in reports] == ["a.txt", "b.txt", "deep/a.txt", "deep/er/c.txt"]
    assert refused == []


def test_a_hidden_folder_that_is_asked_for_is_read(folder: Path) -> None:
    reports, _ = paths(folder / ".git")
    assert [report.path for report in reports] == ["x.txt"]


def test_where_the_folder_lies_does_not_matter(folder: Path, tmp_path: Path) -> None:
    before = [report.id for report in paths(folder)[0]]
    folder.rename(tmp_path / "elsewhere")
    assert [report.id for report in paths(tmp_path / "elsewhere")[0]] == before
    assert len(set(before)) == 4


def test_one_text_under_two_names_is_two_reports(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    reports, _ = paths(tmp_path)
    assert len({report.id for report in reports}) == 2


@pytest.fixture
def desks(tmp_path: Path) -> list[Path]:
    """One wire under one name in three folders, two of which have one name, too."""
    folders = [tmp_path / name for name in ("bbc", "dw", "more/dw")]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "1.txt").write_bytes(TEXT.encode("cp1256"))
    return folders


def test_one_text_in_several_sources_is_several_reports(desks: list[Path]) -> None:
    reports, _ = paths(*desks)
    *before, last = (report.path for report in reports)
    assert before == ["1.txt", f"{desks[1].parent.name}/dw/1.txt"]
    assert last == "more/dw/1.txt"
    assert [report.id for report in reports] == [report_id(report.path, TEXT) for report in reports]
    assert [report.warnings for report in reports] == [
        (f"{report.path}: encoding guessed: cp1256",) for report in reports
    ]


def test_the_order_of_sources_changes_no_id(desks: list[Path]) -> None:
    found = {frozenset(report.id for report in paths(*order)[0]) for order in permutations(desks)}
    assert len(found) == 1


def test_named_files_are_told_apart_like_their_folders(desks: list[Path]) -> None:
    assert paths(*(desk / "1.txt" for desk in desks))[0] == paths(*desks)[0]


def test_one_folder_named_twice_is_one(desks: list[Path]) -> None:
    reports, _ = paths(desks[1], desks[1] / "1.txt", desks[1].parent / "bbc" / ".." / "dw")
    assert {report.path for report in reports} == {"1.txt"}


def test_a_folder_that_was_built_alone_does_not_come_in_twice(desks: list[Path], tmp_path: Path) -> None:
    into = tmp_path / "talks.mahdar"
    for sources in (desks[1:2], desks[:2], desks[:1]):
        built = api.build(sources, into, as_of=date(2025, 8, 9))
    assert built.reports == 2


def test_other_texts_under_one_path_keep_it(desks: list[Path]) -> None:
    (desks[1] / "1.txt").write_text(TEXT + TEXT, "utf-8")
    reports, _ = paths(*desks[:2])
    assert [report.path for report in reports] == ["1.txt", "1.txt"]


def test_bad_files_are_refused_by_name_and_the_rest_is_read(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    reports, refused = paths(folder)
    assert len(reports) == 4
    assert [Path(one.path).name for one in refused] == ["c.txt", "d.png"]
    assert all(one.why for one in refused)


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    reports, refused = paths(tmp_path / "none.txt", tmp_path / "a.txt")
    assert [report.path for report in reports] == ["a.txt"]
    assert [one.path for one in refused] == [str(tmp_path / "none.txt")]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text(TEXT, "utf-8")
    _, refused = paths(tmp_path)
    assert [one.path for one in refused] == [str(tmp_path)]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    reports, refused = paths(folder)
    assert len(reports) == 3
    assert [Path(one.path).name for one in refused] == ["b.txt"]


def test_the_forced_encoding_holds_for_every_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("cp1256"))
    (tmp_path / "b.txt").write_bytes(TEXT.encode("utf-16-le"))
    reports, refused = paths(tmp_path, encoding="utf-16-le")
    assert [report.path for report in reports if report.text == TEXT] == ["b.txt"]
    assert all(report.text == TEXT for report in reports if report.language == "ar")
    assert len(reports) + len(refused) == 2


# ── pages ────────────────────────────────────────────────────────

PAGE = f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>جولة أولى</title>
<meta property="og:site_name" content="المرصد"><meta property="og:title" content="جولة أولى من المحادثات">
<meta property="article:published_time" content="2025-08-06T10:00:00+00:00">
<link rel="canonical" href="https://news.example.org/talks/1"></head>
<body><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/sport">رياضة</a></li></ul></nav>
<article><h1>جولة أولى من المحادثات</h1><p>{TEXT}</p><p>{TEXT.replace("الأولى", "الثانية")}</p></article>
<footer>جميع الحقوق محفوظة للمرصد</footer><script>var x = "هدنة";</script></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_a_page_gives_its_article_and_what_it_says_of_itself(charset: str) -> None:
    report = read_bytes(PAGE.replace("utf-8", charset).encode(charset), "a.html", page=True)
    assert "الجلسة الأولى من المحادثات" in report.text
    assert "الجلسة الثانية من المحادثات" in report.text
    assert "رياضة" not in report.text
    assert "<" not in report.text
    assert "var x" not in report.text
    assert (report.title, report.outlet) == ("جولة أولى من المحادثات", "المرصد")
    assert report.url == "https://news.example.org/talks/1"
    assert report.published is not None
    assert (report.published.value, report.published.known_from) == ("2025-08-06", "metadata")


@pytest.mark.parametrize("suffix", [".html", ".HTM", ".xhtml"])
def test_pages_are_told_by_their_names(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_text(PAGE, "utf-8")
    (tmp_path / "b.txt").write_text(PAGE, "utf-8")
    (page, plain), _ = paths(tmp_path)
    assert "<article>" not in page.text
    assert plain.text == PAGE


@pytest.mark.parametrize(
    "markup", ["<html><body></body></html>", "<p>", "<html><head><title>هدنة</title></head></html>"]
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, markup: str) -> None:
    file = tmp_path / "a.html"
    file.write_text(markup, "utf-8")
    _, refused = paths(file)
    assert [one.path for one in refused] == [str(file)]


# ── much ─────────────────────────────────────────────────────────


def article(paragraphs: int) -> str:
    return "".join(f"{number}. {TEXT}" for number in range(paragraphs))


def test_five_megabytes_come_in_within_memory(tmp_path: Path) -> None:
    text = article(5_000_000 // len(TEXT.encode()) + 1)
    file = tmp_path / "long.txt"
    file.write_text(text, "utf-8", newline="")
    size = file.stat().st_size
    assert size > 5_000_000
    tracemalloc.start()
    try:
        (report,), refused = paths(file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert report.text == text
    assert refused == []
    assert peak < 6 * size


def lines_run(work: Callable[[], Any]) -> int:
    """How many lines of Python a piece of work runs: the same on every machine."""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_reading_four_times_as_much_costs_about_four_times_as_much() -> None:
    small, large = article(80), article(320)
    read(small)
    assert lines_run(lambda: read(large)) < 6 * lines_run(lambda: read(small))
