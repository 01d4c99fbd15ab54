"""Rows become reports: JSON Lines, CSV and TSV as they flow, JSON in one piece.

A report's path is `file#row`: the line in JSON Lines, the place (from 1) in a JSON list, the row as a spreadsheet
counts them (the heading is 1) in CSV and TSV. Rows added at the end of a file change no path.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

import msgspec

from mahdar.errors import BadSource
from mahdar.sources.bounds import read_whole
from mahdar.sources.decode import decode
from mahdar.sources.fields import NAMES, row_report
from mahdar.sources.item import Came, Options, Refusal

_HEAD = 64 * 1024
_LISTS = ("articles", "items", "reports", "results", "data")
_DELIMITERS = ",;\t|"

# What reading a row gives: its number, and its value or the reason why it has none.
Row = tuple[int, Any]


class _Bad(msgspec.Struct, frozen=True):
    why: str


def row_reports(stream: io.BufferedReader, name: str, kind: str, options: Options) -> Iterator[Came]:
    """The reports of a table or list (`kind`: jsonl, json, csv, tsv), each row that is none refused by its number.

    Raises BadSource where the whole cannot be read, or too many rows are refused.
    """
    if kind == "json":
        yield from _json(read_whole(stream, name, options.limits.file), name, options)
        return
    lines = _Lines(stream, _codec(stream.peek(_HEAD)[:_HEAD], name, options), options.limits.row)
    yield from _reports(_jsonl(lines) if kind == "jsonl" else _table(lines, name, kind), name, options)


def _reports(rows: Iterator[Row], name: str, options: Options) -> Iterator[Came]:
    refused = count = 0
    for number, value in rows:
        path, count = f"{name}#{number}", count + 1
        try:
            if isinstance(value, _Bad):
                raise BadSource(value.why)
            yield row_report(path, value, options)
        except BadSource as error:
            yield Refusal(path, str(error).removeprefix(f"{path}: "))
            refused += 1
        if refused > options.limits.refused_rows:
            raise BadSource(f"{name}: more than {refused - 1} rows refused; the rest is not read")
    if not count:
        raise BadSource(f"{name}: holds no rows")


# ── lines, bounded ───────────────────────────────────────────────
def _codec(head: bytes, name: str, options: Options) -> str:
    """How the rows are encoded. Bytes that do not fit are kept apart and refuse only the rows they stand in."""
    if options.encoding:
        try:
            "a".encode(options.encoding)
        except (LookupError, UnicodeError) as error:
            raise BadSource(f"{name}: there is no encoding {options.encoding!r}") from error
        return options.encoding
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    text = head.decode("utf-8", "surrogateescape")
    strange = sum("\udc80" <= char <= "\udcff" for char in text)
    if strange * 10 <= sum(not char.isascii() for char in text) or strange < 4:
        return "utf-8" if not head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-16"
    return decode(head, name).encoding


class _Lines:
    """The lines of a stream, none longer than `longest` characters: a longer one is read past, and is None."""

    def __init__(self, flow: io.BufferedReader, codec: str, longest: int) -> None:
        self._flow, self._codec, self.longest = flow, codec, longest

    def __iter__(self) -> Iterator[str | None]:
        text = io.TextIOWrapper(self._flow, self._codec, "surrogateescape", newline="")
        try:
            while line := text.readline(self.longest):
                if len(line) < self.longest or line.endswith("\n"):
                    yield line
                    continue
                del line
                _skip(text)
                yield None
        finally:
            text.detach()  # what it reads from is not its to close

    @property
    def too_long(self) -> str:
        return f"is longer than {self.longest} characters"


def _skip(text: io.TextIOWrapper) -> None:
    while (part := text.readline(_HEAD)) and not part.endswith(("\n", "\r")):
        pass


def _is_broken(text: str) -> bool:
    """Whether bytes that did not fit the encoding stand in `text`."""
    return not text.isascii() and any("\udc80" <= char <= "\udcff" for char in text)


_BROKEN = _Bad("holds bytes that do not fit its encoding (another one: --encoding)")


# ── JSON Lines and JSON ──────────────────────────────────────────
def _jsonl(lines: _Lines) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if line is None:
            yield number, _Bad(lines.too_long)
        elif line.strip():
            yield number, _BROKEN if _is_broken(line) else _parsed(line)


def _parsed(text: str | bytes) -> Any:
    try:
        return msgspec.json.decode(text)
    except RecursionError:
        return _Bad("is nested too deep")
    except (msgspec.MsgspecError, UnicodeError) as error:
        return _Bad(f"is not JSON: {error}")


def _json(raw: bytes, name: str, options: Options) -> Iterator[Came]:
    text = decode(raw, name, options.encoding).text.removeprefix("\ufeff")
    whole = _parsed(text)
    if isinstance(whole, _Bad):
        raise BadSource(f"{name}: {whole.why}")
    rows = _rows(whole, options, name)
    if rows is None:
        yield row_report(name, whole, options)
    else:
        yield from _reports(enumerate(rows, start=1), name, options)


def _rows(whole: Any, options: Options, name: str) -> list[Any] | None:
    """The list within, None where the whole is one report."""
    if options.items:
        for part in options.items.split("."):
            whole = whole.get(part) if isinstance(whole, dict) else None
        if not isinstance(whole, list):
            raise BadSource(f"{name}: holds no list under {options.items!r}")
    if isinstance(whole, list):
        return whole
    lists = [whole[key] for key in _LISTS if isinstance(whole, dict) and isinstance(whole.get(key), list)]
    texts = [options.fields["text"]] if "text" in options.fields else NAMES["text"]
    holds_text = isinstance(whole, dict) and any(isinstance(whole.get(key), str) for key in texts)
    return lists[0] if lists and not holds_text else None


# ── CSV and TSV ──────────────────────────────────────────────────
class _Records:
    """Lines for the csv module, which would put lines together without end where a quote is never closed."""

    def __init__(self, lines: _Lines) -> None:
        self._lines, self._all, self.size = lines, iter(lines), 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._all)
        self.size += len(line or "")
        if line is None or self.size > self._lines.longest:
            raise BadSource(self._lines.too_long)
        return line


def _table(lines: _Lines, name: str, kind: str) -> Iterator[Row]:
    csv.field_size_limit(max(csv.field_size_limit(), lines.longest))  # the module's own is 128 KiB, a long article more
    records = _Records(lines)
    first = next(records, None)
    if first is None:
        raise BadSource(f"{name}: is empty")
    delimiter = "\t" if kind == "tsv" else max(_DELIMITERS, key=first.count)
    heading = [one.strip().removeprefix("\ufeff") for one in next(csv.reader([first], delimiter=delimiter), [])]
    reader = csv.reader(records, delimiter=delimiter, strict=True)
    number = 1
    while True:
        number, records.size = number + 1, 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, BadSource) as error:
            yield number, _Bad(f"is no row: {error}" if isinstance(error, csv.Error) else str(error))
            continue
        if cells:
            broken = any(map(_is_broken, cells))
            yield number, _BROKEN if broken else dict(zip(heading, cells, strict=False))
