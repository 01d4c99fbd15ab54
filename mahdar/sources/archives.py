"""Archives: the members of zip and tar, one after the other, bounded. Nothing is ever unpacked to disk."""

import io
import lzma
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from mahdar.errors import BadSource
from mahdar.sources.bounds import MIB, Allowed, Budget, Checked, Flow, Narrow, buffered
from mahdar.sources.item import Refusal, printable

Member = tuple[str, io.BufferedReader]
_MOST_LIST = 16 * MIB
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_UTF8_NAMES = 0x800

# What the standard library raises on broken archives, found by fuzzing; all of it is bad input, none is a bug of ours.
BROKEN = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    LookupError,
    ArithmeticError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    tarfile.TarError,
)


def zip_members(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Refusal]:
    """(name, stream) of each file in a zip, in its order; a stream is read before the next is asked for.

    Links, encrypted members and names that leave the archive are refused by name. Raises BadSource, or one of BROKEN.
    """
    with zipfile.ZipFile(cast("IO[bytes]", Narrow(stream, name, _MOST_LIST))) as archive:
        for info in archive.infolist():
            inner = _zip_name(info)
            if info.is_dir() or (_hidden(inner) and not leaves(inner)):
                continue
            budget.member(name)
            path = f"{name}/{printable(inner)}"
            if why := _zip_refused(info, inner):
                yield Refusal(path, why)
                continue
            try:
                source = archive.open(info)
            except BROKEN as error:
                yield Refusal(path, f"is broken: {error}")
                continue
            with source:
                yield path, _checked(source, path, budget, info.compress_size)


def _checked(source: IO[bytes], path: str, budget: Budget, packed: int) -> io.BufferedReader:
    return buffered(Checked(source, path, budget, lambda: packed))


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name as its maker wrote it: many write UTF-8 without saying so, and zipfile then reads code page 437."""
    if info.flag_bits & _UTF8_NAMES:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


def _zip_refused(info: zipfile.ZipInfo, inner: str) -> str | None:
    # zipfile reads bzip2 and LZMA members without a bound on what one step unpacks: these are refused.
    found = {
        "its name leaves the archive": leaves(inner),
        "is a link": stat.S_ISLNK(info.external_attr >> 16),
        "is encrypted": bool(info.flag_bits & 1),
        f"is packed by method {info.compress_type}, which is not read": info.compress_type not in _METHODS,
    }
    return next((why for why, so in found.items() if so), None)


def tar_members(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Refusal]:
    """(name, stream) of each file in a tar, read as it flows; a stream is read before the next is asked for.

    Links, devices and names that leave the archive are refused by name. Raises BadSource, or one of BROKEN.
    """
    allowed = Allowed(stream, name)
    with tarfile.open(fileobj=buffered(allowed), mode="r|", errors="surrogateescape") as archive:
        while (member := archive.next()) is not None:
            vars(archive)["members"] = []  # tarfile keeps every header it has seen: a million would fill the memory
            # Up to the next header, and a mebibyte for that header with all its extensions.
            allowed.upto = member.offset_data + member.size + 2 * MIB
            if member.isdir() or (_hidden(member.name) and not leaves(member.name)):
                continue
            budget.member(name)
            path = f"{name}/{printable(member.name)}"
            if why := _tar_refused(member):
                yield Refusal(path, why)
            elif (source := archive.extractfile(member)) is not None:
                yield path, buffered(Flow(source))


def _tar_refused(member: tarfile.TarInfo) -> str | None:
    if leaves(member.name):
        return "its name leaves the archive"
    if member.issym() or member.islnk():
        return "is a link"
    return None if member.isreg() and not member.issparse() else "is no ordinary file"


def leaves(name: str) -> bool:
    """Whether a member's name points anywhere but into its archive: absolute, a drive, or `..` on the way.

    >>> [leaves(name) for name in ("a/b.txt", "../b", "/etc/passwd", "c:b", "a\\\\..\\\\b", "..b")]
    [False, True, True, True, True, False]
    """
    parts = re.split(r"[/\\]", name)
    return ".." in parts or not parts[0] or bool(re.match(r"[A-Za-z]:", name)) or "\0" in name


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") and part not in {".", ".."} for part in parts)


def why_broken(error: BaseException, what: str) -> BadSource:
    """A broken archive as an error that names it."""
    told = str(error) or type(error).__name__
    return BadSource(f"{what}: is broken: {told}")
