"""Archives: what they hold is read where it lies, bounded; nothing is unpacked to disk, no name leads out."""

import bz2
import gzip
import io
import json
import lzma
import random
import struct
import tarfile
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from mahdar.errors import BadSource
from mahdar.sources.bounds import MIB, Budget, Limits, read_whole, unpack
from mahdar.sources.gather import gather
from mahdar.sources.item import Options, Refusal
from mahdar.types.report import Report

TEXT = "وصل الوفد إلى العاصمة صباح اليوم، وبدأت الجلسة الأولى من المحادثات بين الطرفين.\n"


def came(path: Path, **limits: int) -> tuple[list[Report], list[Refusal]]:
    all_ = list(gather([path], Options(limits=Limits(**limits))))
    return [one for one in all_ if isinstance(one, Report)], [one for one in all_ if isinstance(one, Refusal)]


def zipped(**members: str | bytes) -> bytes:
    return zip_of({name.replace("_", "."): content for name, content in members.items()})


def zip_of(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members: dict[str, str | bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            raw = content if isinstance(content, bytes) else content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def put(folder: Path, name: str, raw: bytes) -> Path:
    (folder / name).write_bytes(raw)
    return folder / name


MEMBERS: dict[str, str | bytes] = {
    "a.txt": TEXT,
    "deep/rows.jsonl": json.dumps({"text": TEXT}) + "\n{}\n",
    ".hidden": "x",
    "__MACOSX/a.txt": "x",
    "inner.zip": zipped(c_txt=TEXT),
    "d.txt.gz": gzip.compress(TEXT.encode()),
}


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("t.zip", zip_of(MEMBERS)),
        ("t.tar", tarred(MEMBERS)),
        ("t.tar.gz", tarred(MEMBERS, "w:gz")),
        ("t.tgz", tarred(MEMBERS, "w:gz")),
        ("t.tar.bz2", tarred(MEMBERS, "w:bz2")),
        ("t.TXZ", tarred(MEMBERS, "w:xz")),
    ],
)
def test_archives_are_gone_into(tmp_path: Path, name: str, raw: bytes) -> None:
    path = put(tmp_path, name, raw)
    reports, refused = came(path)
    assert {report.path for report in reports} == {
        f"{name}/a.txt", f"{name}/deep/rows.jsonl#1", f"{name}/inner.zip/c.txt", f"{name}/d.txt.gz"
    }  # fmt: skip
    assert all(report.text == TEXT for report in reports)
    assert [one.path for one in refused] == [f"{path}/deep/rows.jsonl#2"]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.txt.gz", gzip.compress(TEXT.encode()) + gzip.compress(b"2") + b"\0" * 512),
        ("a.txt.bz2", bz2.compress(TEXT.encode()) + bz2.compress(b"2")),
        ("a.txt.xz", lzma.compress(TEXT.encode()) + lzma.compress(b"2")),
    ],
)
def test_packed_files(tmp_path: Path, name: str, raw: bytes) -> None:
    (report,), refused = came(put(tmp_path, name, raw))
    assert (report.path, report.text, refused) == (name, TEXT + "2", [])


NAMES = ["../a.txt", "/etc/a.txt", "deep/../../a.txt", "c:\\a.txt", "..\\a.txt", "\\\\host\\a.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_try_to_leave_are_refused(tmp_path: Path, name: str) -> None:
    for file, raw in (("t.zip", zip_of({name: TEXT, "b.txt": TEXT})), ("t.tar", tarred({name: TEXT, "b.txt": TEXT}))):
        path = put(tmp_path, file, raw)
        reports, refused = came(path)
        assert [report.path for report in reports] == [f"{file}/b.txt"]
        assert [one.path for one in refused] == [f"{path}/{name}"]
        assert "leaves" in refused[0].why
    assert not (tmp_path.parent / "a.txt").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_refused(tmp_path: Path, kind: bytes) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.type, info.linkname = kind, "/etc/hostname"
        archive.addfile(info)
    reports, refused = came(put(tmp_path, "t.tar", out.getvalue()))
    assert reports == []
    assert refused[0].path.endswith("t.tar/a.txt")


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/hostname")
    _, refused = came(put(tmp_path, "t.zip", out.getvalue()))
    assert refused[0].why == "is a link"


def test_names_are_shown_as_they_are(tmp_path: Path) -> None:
    """Arabic names come through, also from a maker that does not say they are UTF-8; marks of direction are escaped."""
    raw = zip_of({"تقرير.txt": TEXT, "a\u202etxt.exe.txt": TEXT})
    reports, _ = came(put(tmp_path, "t.zip", raw))
    assert {report.path for report in reports} == {"t.zip/تقرير.txt", "t.zip/a\\u202etxt.exe.txt"}
    unsaid = raw.replace(struct.pack("<HHH", 20, 0x800, 8), struct.pack("<HHH", 20, 0, 8))
    assert unsaid != raw
    reports, _ = came(put(tmp_path, "u.zip", unsaid))
    assert "u.zip/تقرير.txt" in {report.path for report in reports}


# ── bombs ────────────────────────────────────────────────────────


@pytest.mark.parametrize("how", ["gz", "bz2", "xz"])
def test_a_bomb_gains_nothing_by_what_is_packed_behind_it(how: str) -> None:
    """Only what is unpacked counts as the packed size, not all that came in the same piece."""
    pack = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}[how]
    budget = Budget(Limits())
    stream = unpack(io.BytesIO(pack(b" " * (12 * MIB)) + random.Random(0).randbytes(MIB)), how, "x", budget)
    with pytest.raises(BadSource, match="times its size"):
        read_whole(stream, "x", 100 * MIB)
    assert budget.unpacked < 6 * MIB


def peak(path: Path, **limits: int) -> tuple[list[Report], list[Refusal], int]:
    tracemalloc.start()
    try:
        reports, refused = came(path, **limits)
        return reports, refused, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("inner", ["bomb.txt", "bomb.jsonl", "bomb.csv", "bomb.html", "bomb.json", "bomb.tar"])
@pytest.mark.parametrize("outer", ["zip", "tar.gz", "gz", "xz", "bz2"])
def test_a_bomb_is_refused_by_name_in_little_memory(tmp_path: Path, inner: str, outer: str) -> None:
    zeros = b" " * (80 * MIB) if outer in {"zip", "gz"} and inner == "bomb.txt" else b" " * (12 * MIB)
    if outer == "zip":
        path = put(tmp_path, "t.zip", zip_of({inner: zeros, "good.txt": TEXT}))
    elif outer == "tar.gz":
        path = put(tmp_path, "t.tar.gz", gzip.compress(tarred({inner: zeros}), 9))
    else:
        pack: Any = {"gz": gzip.compress, "xz": lzma.compress, "bz2": bz2.compress}[outer]
        path = put(tmp_path, f"{inner}.{outer}", pack(zeros))
    reports, refused, memory = peak(path)
    assert [report.path for report in reports] == (["t.zip/good.txt"] if outer == "zip" else [])
    assert any("bomb" in one.path or "t.tar.gz" in one.path for one in refused)
    assert any("times its size" in one.why or "longer than" in one.why or "broken" in one.why for one in refused)
    assert memory < 45 * MIB


def test_all_members_together_are_bounded(tmp_path: Path) -> None:
    path = put(tmp_path, "t.zip", zip_of({f"{n}.txt": TEXT * 100 for n in range(50)}))
    reports, refused = came(path, unpacked=100_000)
    assert 0 < len(reports) < 10
    assert len(refused) == 2
    assert refused[-1].path == str(path)
    reports, refused = came(path, members=7)
    assert len(reports) == 7
    assert "more than 7" in refused[-1].why
    _, refused = came(path, member=1000)
    assert len(refused) == 50


def test_archives_in_archives_come_to_an_end(tmp_path: Path) -> None:
    raw = zipped(a_txt=TEXT)
    for _ in range(5):
        raw = zipped(b_txt=TEXT, n_zip=raw)
    reports, refused = came(put(tmp_path, "t.zip", raw))
    assert [report.path for report in reports] == ["t.zip/b.txt", "t.zip/n.zip/b.txt", "t.zip/n.zip/n.zip/b.txt"]
    assert [one.why for one in refused] == ["lies in archives more than 3 deep"]
    name, raw = "a.txt", TEXT.encode()
    for _ in range(6):
        name, raw = name + ".gz", gzip.compress(raw)
    assert "3 deep" in came(put(tmp_path, name, raw))[1][0].why


def test_a_tar_header_that_claims_gigabytes(tmp_path: Path) -> None:
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, 3 * 1024 * MIB
    raw = gzip.compress(info.tobuf() + b"\0" * (64 * MIB), 1)
    reports, refused, memory = peak(put(tmp_path, "t.tar.gz", raw), ratio=10**6)
    assert (reports, len(refused)) == ([], 1)
    assert memory < 20 * MIB


def test_a_zip_that_claims_a_list_of_gigabytes(tmp_path: Path) -> None:
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, 30 * MIB, 0, 0)
    reports, refused, memory = peak(put(tmp_path, "t.zip", b"\0" * (30 * MIB) + end))
    assert (reports, len(refused)) == ([], 1)
    assert "list of members" in refused[0].why
    assert memory < 60 * MIB


# ── broken ───────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["t.zip", "t.tar", "t.tar.gz", "a.txt.gz", "a.txt.bz2", "a.txt.xz", "t.tar.xz"])
@pytest.mark.parametrize("raw", [b"", b"x", b"no archive at all" * 100, b"\x1f\x8b\x08", b"PK\x03\x04", b"\0" * 2000])
def test_what_is_no_archive_is_refused(tmp_path: Path, name: str, raw: bytes) -> None:
    path = put(tmp_path, name, raw)
    reports, refused = came(path)
    assert reports == []
    assert [one.path for one in refused] == [str(path)]
    assert refused[0].why


@pytest.mark.parametrize("name", ["t.zip", "t.tar.gz", "t.tar", "t.tar.xz"])
def test_an_archive_that_breaks_off_gives_what_came_before(tmp_path: Path, name: str) -> None:
    members: dict[str, str | bytes] = {f"{n}.txt": f"{n} {TEXT}" * 400 for n in range(20)}
    raw = zip_of(members) if name == "t.zip" else tarred(members, "w:" + name[6:] if name != "t.tar" else "w")
    path = put(tmp_path, name, raw[: len(raw) * 2 // 3])
    reports, refused = came(path)
    assert refused
    assert all(report.text in members.values() for report in reports)
    assert name in {"t.zip", "t.tar.xz"} or reports


def test_a_member_that_is_damaged_is_refused_alone(tmp_path: Path) -> None:
    raw = bytearray(zip_of({"a.txt": TEXT, "b.txt": TEXT[::-1], "c.txt": TEXT}, zipfile.ZIP_STORED))
    raw[raw.index(TEXT[::-1].encode()) + 4] ^= 1
    reports, refused = came(put(tmp_path, "t.zip", bytes(raw)))
    assert [report.path for report in reports] == ["t.zip/a.txt", "t.zip/c.txt"]
    assert refused[0].path.endswith("t.zip/b.txt")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_cannot_be_bounded_are_refused(tmp_path: Path, method: int) -> None:
    _, refused = came(put(tmp_path, "t.zip", zip_of({"a.txt": TEXT}, method)))
    assert "method" in refused[0].why


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    raw = bytearray(zip_of({"a.txt": TEXT}))
    raw[6] |= 1
    raw[raw.index(b"PK\1\2") + 8] |= 1
    _, refused = came(put(tmp_path, "t.zip", bytes(raw)))
    assert refused[0].why == "is encrypted"


def test_an_archive_of_nothing(tmp_path: Path) -> None:
    for name, raw in (("t.zip", zip_of({})), ("t.zip", zip_of({".x": "y"}))):
        assert "no files" in came(put(tmp_path, name, raw))[1][0].why
