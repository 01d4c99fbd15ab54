"""How the command line prints: rows as a table for a person, as JSON lines for a program."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mahdar.errors import MahdarError
from mahdar.text.direction import is_rtl, isolate

console = Console(highlight=False, soft_wrap=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
_HIDDEN = {"id", "report", "start", "end", "about"}
_WIDEST = 70
_NARROW, _TEXT, _RULE = 16, 24, 3  # what is not wrapped; the least of a column of text; what stands between two


def say(line: str) -> None:
    """One plain line for a person; nothing is marked up, controls of the text are taken out."""
    console.print(Text(line), soft_wrap=True)


def as_json(asked: bool | None) -> bool:
    """Whether rows are JSON lines: as asked for, else by where standard output goes."""
    return not sys.stdout.isatty() if asked is None else asked


def remark(line: str, json: bool | None) -> None:
    """A line for a person beside the rows: to standard error where it would break a program between JSON lines."""
    if as_json(json):
        errors.print(Text(line))
    else:
        say(line)


def rows(columns: Sequence[str], values: Iterable[Sequence[Any]], json: bool | None = None) -> None:
    """Rows in the way that standard output asks for; `json` forces one."""
    if as_json(json):
        for value in values:
            line({column: one for column, one in zip(columns, value, strict=True)})
    else:
        table(columns, values)


def line(row: dict[str, Any]) -> None:
    sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


def write(out: Path, raw: bytes) -> None:
    """Write a file and say so. Raises MahdarError where it cannot be written."""
    try:
        out.write_bytes(raw)
    except OSError as error:
        raise MahdarError(f"{out}: cannot be written: {error.strerror}") from error
    say(f"{out}: {len(raw) // 1024} KiB")


def day(text: str, option: str) -> date:
    """The day that an option gives. Raises BadParameter, which names the option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2025-08-06", param_hint=option) from error


def table(columns: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """A table; right-to-left text is isolated and set flush right, an id is cut to what tells it apart."""
    listed = [list(value) for value in values]
    shown = [at for at, column in enumerate(columns) if column not in _HIDDEN or column == "id"]
    shown = [at for at in shown if columns[at] == "id" or any(row[at] is not None for row in listed)]
    wide = {at: max([len(columns[at]), *(_cell(columns[at], row[at]).cell_len for row in listed)]) for at in shown}
    least = {at: wide[at] if wide[at] <= _NARROW else min(wide[at] // 2, _TEXT) for at in shown}
    left_out = []
    while len(shown) > 2 and sum(least[at] + _RULE for at in shown) > console.width:
        shown.remove(gone := next((at for at in reversed(shown[1:]) if wide[at] <= _NARROW), shown[-1]))
        left_out.append(columns[gone])
    out = Table(show_edge=False, pad_edge=False, header_style="bold")
    for at in shown:
        rtl = any(is_rtl(str(row[at])) for row in listed[:20] if row[at] is not None)
        out.add_column(
            columns[at],
            justify="right" if rtl else "left",
            overflow="fold",
            no_wrap=wide[at] <= _NARROW,
        )
    for row in listed:
        out.add_row(*(_cell(columns[at], row[at]) for at in shown))
    console.print(out)
    if left_out:
        errors.print(Text(f"too narrow for {', '.join(reversed(left_out))}: widen the terminal, or ask for --json"))


def _cell(column: str, value: Any) -> Text:
    if value is None:
        return Text("")
    text = str(value)
    if column == "id":
        return Text(text[:11], style="dim")
    if len(text) > _WIDEST * 2:
        text = text[: _WIDEST * 2].rsplit(" ", 1)[0] + " …"
    return Text(isolate(text) if is_rtl(text) else text)
