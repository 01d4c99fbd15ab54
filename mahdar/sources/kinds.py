"""What a source is, told by its name, and each kind read by its reader; archives are gone into."""

import io
from collections.abc import Iterator
from pathlib import PurePosixPath

from mahdar.errors import BadSource
from mahdar.sources.archives import BROKEN, tar_members, why_broken, zip_members
from mahdar.sources.bounds import Budget, buffered, read_whole, unpack
from mahdar.sources.feeds import feed_reports
from mahdar.sources.item import Came, Options, Refusal
from mahdar.sources.rows import row_reports
from mahdar.sources.texts import read_bytes

_KINDS = {
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".zip": "zip",
    ".tar": "tar",
    ".gz": "gz",
    ".bz2": "bz2",
    ".xz": "xz",
}
_SHORT = {".tgz": ".tar.gz", ".tbz": ".tar.bz2", ".tbz2": ".tar.bz2", ".txz": ".tar.xz"}
_PACKED = {"gz", "bz2", "xz"}
_ROWS = {"json", "jsonl", "csv", "tsv"}
FLOWING = {"jsonl", "csv", "tsv", "zip", "tar", *_PACKED}


def kind_of(name: str) -> str:
    """page, json, jsonl, csv, tsv, feed, zip, tar, gz, bz2, xz; anything else is text.

    >>> [kind_of(name) for name in ("a.HTM", "a.jsonl", "b.tgz", "README")]
    ['page', 'jsonl', 'gz', 'text']
    """
    return _KINDS.get(_suffix(_long(name)), "text")


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _long(name: str) -> str:
    suffix = _suffix(name)
    return name[: -len(suffix)] + _SHORT[suffix] if suffix in _SHORT else name


class Intake:
    """Reads one source, however deep its reports lie; all of it counts into one budget."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._budget = Budget(options.limits)

    def read(self, stream: io.BufferedReader, name: str, like: str | None = None, depth: int = 0) -> Iterator[Came]:
        """The reports of a stream called `name`, and a refusal for each part that cannot be read. Never raises for
        what the stream holds. `like` is the name that tells the kind, where that is another."""
        try:
            yield from self._read(stream, name, like or name, depth)
        except BadSource as error:
            yield _refusal(name, error)
        except BROKEN as error:
            yield _refusal(name, why_broken(error, name))

    def _read(self, stream: io.BufferedReader, name: str, like: str, depth: int) -> Iterator[Came]:
        kind, limits = kind_of(like), self._options.limits
        if kind in {"zip", "tar", *_PACKED}:
            yield from self._archive(stream, name, like, depth)
        elif kind in _ROWS:
            yield from row_reports(stream, name, kind, self._options)
        elif kind == "feed":
            yield from feed_reports(read_whole(stream, name, limits.page), name, self._options)
        else:
            raw = read_whole(stream, name, limits.page if kind == "page" else limits.file)
            yield read_bytes(raw, name, self._options.encoding, page=kind == "page")

    def _archive(self, stream: io.BufferedReader, name: str, like: str, depth: int) -> Iterator[Came]:
        kind, inner = kind_of(like), _long(like).rpartition(".")[0]
        if depth >= self._options.limits.depth:
            raise BadSource(f"{name}: lies in archives more than {self._options.limits.depth} deep")
        if kind in _PACKED:
            deeper = depth if kind_of(inner) == "tar" else depth + 1
            yield from self.read(unpack(stream, kind, name, self._budget), name, inner, deeper)
            return
        if kind == "zip" and depth:
            whole = io.BytesIO(read_whole(stream, name, self._options.limits.file))  # zip must be able to go back
            stream = buffered(whole)
        found = False
        for member in (zip_members if kind == "zip" else tar_members)(stream, name, self._budget):
            found = True
            yield from [member] if isinstance(member, Refusal) else self.read(member[1], member[0], None, depth + 1)
            if self._budget.spent:
                raise BadSource(f"{name}: unpacks to more than is allowed; the rest of it is not read")
        if not found:
            raise BadSource(f"{name}: the archive holds no files")


def _refusal(name: str, error: BadSource) -> Refusal:
    return Refusal(name, str(error).removeprefix(f"{name}: "))
