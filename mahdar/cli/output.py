"""How the command line prints: rows as a table for a person, as JSON lines for a program."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mahdar.text.direction import is_rtl, isolate

console = Console(highlight=False, soft_wrap=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
_HIDDEN = {"id", "report", "start", "end", "about"}
_WIDEST = 70


def say(line: str) -> None:
    """One plain line for a person; nothing is marked up, controls of the text are taken out."""
    console.print(Text(line), soft_wrap=True)


def rows(columns: Sequence[str], values: Iterable[Sequence[Any]], json: bool | None = None) -> None:
    """Rows in the way that standard output asks for; `json` forces one."""
    if json or (json is None and not sys.stdout.isatty()):
        for value in values:
            line({column: one for column, one in zip(columns, value, strict=True)})
    else:
        table(columns, values)


def line(row: dict[str, Any]) -> None:
    sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


def table(columns: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """A table; right-to-left text is isolated and set flush right, an id is cut to what tells it apart."""
    listed = [list(value) for value in values]
    shown = [at for at, column in enumerate(columns) if column not in _HIDDEN or column == "id"]
    shown = [at for at in shown if columns[at] == "id" or any(row[at] is not None for row in listed)]
    out = Table(show_edge=False, pad_edge=False, header_style="bold")
    for at in shown:
        rtl = any(is_rtl(str(row[at])) for row in listed[:20] if row[at] is not None)
        out.add_column(
            columns[at],
            justify="right" if rtl else "left",
            overflow="fold",
            no_wrap=columns[at] in {"id", "date", "day"},
        )
    for row in listed:
        out.add_row(*(_cell(columns[at], row[at]) for at in shown))
    console.print(out)


def _cell(column: str, value: Any) -> Text:
    if value is None:
        return Text("")
    text = str(value)
    if column == "id":
        return Text(text[:11], style="dim")
    if len(text) > _WIDEST * 2:
        text = text[: _WIDEST * 2].rsplit(" ", 1)[0] + " …"
    return Text(isolate(text) if is_rtl(text) else text)
