"""Files and folders: every readable file becomes reports, every other one a refusal that names it."""

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mahdar.sources.bounds import buffered
from mahdar.sources.item import Came, Options, Refusal, printable
from mahdar.sources.kinds import FLOWING, Intake, kind_of


def read_path(path: Path, options: Options) -> Iterator[Came]:
    """All reports of a file or a folder (recursively), in the order of their names; hidden files are left out."""
    if not path.is_dir():
        yield from read_file(path, path.name, options)
        return
    shut: list[OSError] = []
    files = sorted(_files(path, shut))
    yield from (Refusal(printable(str(error.filename)), _why(error)) for error in shut)
    if not files and not shut:
        yield Refusal(printable(str(path)), "the folder holds no files")
    for file in files:
        yield from read_file(file, file.relative_to(path).as_posix(), options)


def _files(folder: Path, shut: list[OSError]) -> Iterator[Path]:
    for here, folders, names in os.walk(folder, onerror=shut.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(here) / name for name in names if not name.startswith("."))


def read_file(file: Path, name: str, options: Options) -> Iterator[Came]:
    """The reports of one file; `name` is its path within the collection. What is refused is named as the user did."""
    shown, name = printable(str(file)), printable(name)
    try:
        with _Standing(file) as raw, buffered(raw) as stream:
            before = os.fstat(raw.fileno())
            if not stat.S_ISREG(before.st_mode):
                yield Refusal(shown, "is no ordinary file; pipe it in and give - instead")
                return
            came = Intake(options).read(stream, name)
            # What is read whole is kept back until it is known to have stood still; what flows is passed on.
            for one in came if kind_of(name) in FLOWING else list(came):
                if kind_of(name) not in FLOWING and _changed(file, before):
                    break
                yield Refusal(shown + one.path.removeprefix(name), one.why) if isinstance(one, Refusal) else one
            if _changed(file, before):
                yield Refusal(shown, "changed while it was read; build again when it stands still")
    except OSError as error:
        yield Refusal(shown, _why(error))


def _changed(file: Path, before: os.stat_result) -> bool:
    try:
        now = file.stat()
    except OSError:
        return True
    kept = ("st_ino", "st_dev", "st_size", "st_mtime_ns")
    return any(getattr(now, one) != getattr(before, one) for one in kept)


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    return f"cannot be read: {error.strerror}"


class _Standing(io.FileIO):
    """A file as long as it is when it is opened: one that grows as fast as it is read comes to an end.

    A pipe is opened without waiting for its writer.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(os.fspath(file), opener=lambda name, flags: os.open(name, flags | _NO_WAIT))
        self._end = os.fstat(self.fileno()).st_size

    def readinto(self, buffer: Any) -> int:
        room = max(0, self._end - self.tell())
        return super().readinto(memoryview(buffer)[:room]) or 0


_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
