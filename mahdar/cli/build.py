"""`mahdar build`: read reports into a record."""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.progress import Progress

from mahdar import api
from mahdar.cli.output import day, errors, say
from mahdar.errors import BadSource
from mahdar.sources.bounds import LIMITS, read_whole
from mahdar.sources.fetch import Pace, Web
from mahdar.sources.fields import NAMES
from mahdar.sources.item import Came, Options, Refusal
from mahdar.text.direction import FSI, PDI, plain

_DELAY = 1.0
_MOST_CHANGES = 12
_Sources = Annotated[
    list[str],
    typer.Argument(help="Files, folders, archives, feeds, urls; - reads standard input.", metavar="SOURCE..."),
]
_Into = Annotated[Path, typer.Option("-o", "--into", help="The record to make, or to add to.")]
_AsOf = Annotated[
    str | None, typer.Option(help="The day these reports are first seen, as 2025-08-06 (default: today).")
]
_Encoding = Annotated[str | None, typer.Option(help="Read every file in this encoding instead of finding out.")]
_Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="KIND=NAME",
        help=f"The names of the fields of JSON, CSV, TSV rows: {', '.join(NAMES)}. Again for each; a.b goes deeper.",
    ),
]
_Items = Annotated[str | None, typer.Option(metavar="NAME", help="The list of reports within a JSON object.")]
_Follow = Annotated[bool, typer.Option("--follow", help="Read the pages that feeds link.")]
_Private = Annotated[bool, typer.Option("--allow-private", help="Fetch from private addresses, too.")]
_Refused = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write what was refused to this file, as JSON lines.")
]


def run(
    sources: _Sources,
    *,
    into: _Into = Path("talks.mahdar"),
    as_of: _AsOf = None,
    encoding: _Encoding = None,
    field: _Fields = None,
    items: _Items = None,
    follow: _Follow = False,
    allow_private: _Private = False,
    refused: _Refused = None,
) -> None:
    """Read reports into a record; again with more = update, nothing twice.

    Example:

        mahdar build examples/reports -o talks.mahdar
    """
    seen = day(as_of, "--as-of") if as_of is not None else datetime.now(UTC).date()  # the one clock
    fields = _mapping(field or [])
    web = Web(Pace(_DELAY, time.monotonic, time.sleep), allow_private)
    options = Options(encoding=encoding, fields=fields, items=items, web=web, follow=follow)
    with Progress(console=errors, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("reading", total=None)
        came = [*api.gather([one for one in sources if one != "-"], options)]
        came += [_stdin(encoding) for one in sources if one == "-"]
        if refused:
            _list(refused, came)
        built = api.build(
            came, into, as_of=seen, progress=lambda done, all_: progress.update(task, completed=done, total=all_)
        )
    _tell(built, into)
    if built.refused:
        raise typer.Exit(3)


def _list(refused: Path, came: list[Came]) -> None:
    """Before the record is made: the list is there, too, where nothing at all could be read."""
    lines = [msgspec.json.encode(one) + b"\n" for one in came if isinstance(one, Refusal)]
    try:
        refused.write_bytes(b"".join(lines))
    except OSError as error:
        raise BadSource(f"{refused}: cannot be written: {error.strerror}") from error


def _tell(built: api.Built, into: Path) -> None:
    for warning in built.warnings:
        errors.print(f"warning: {warning}")
    for refusal in built.refused:
        errors.print(f"refused: {refusal.path}: {refusal.why}")
    facts = built.facts
    say(f"{into}: {built.reports} reports ({built.read} read now, {len(built.refused)} refused)")
    say(
        " · ".join(
            f"{facts[kind]} {kind}"
            for kind in ("actors", "times", "statements", "meetings", "positions", "incidents", "conflicts")
        )
    )
    _tell_changed(built, into)


def _tell_changed(built: api.Built, into: Path) -> None:
    """The facts that newer versions of reports changed, the first of each."""
    by_report: dict[str, list[dict[str, Any]]] = {}
    for row in built.changed:
        by_report.setdefault(row["report"], []).append(row)
    for rows in by_report.values():
        say(f"{rows[0]['path']}: a new version" + ("" if rows[0]["change"] else ", no fact changed"))
        for row in rows[:_MOST_CHANGES] if rows[0]["change"] else ():
            field = f" {row['field']} {row['was'] or '-'} → {row['now'] or '-'}" if row["field"] else ""
            say(f"  {row['change']} {row['kind']}{field}: {FSI}{plain(row['text'] or '')}{PDI}")
        if len(rows) > _MOST_CHANGES:
            say(f"  and {len(rows) - _MOST_CHANGES} more: mahdar show {into} versions")


def _mapping(given: list[str]) -> dict[str, str]:
    """`text=body` and the like. Raises BadParameter for any other kind of field."""
    fields = {}
    for one in given:
        kind, _, name = one.partition("=")
        if kind not in NAMES or not name:
            raise typer.BadParameter(f"{one!r}; write KIND=NAME, KIND is {', '.join(NAMES)}", param_hint="--field")
        fields[kind] = name
    return fields


def _stdin(encoding: str | None) -> Came:
    try:
        return api.read_bytes(read_whole(sys.stdin.buffer, "stdin", LIMITS.file), "stdin", encoding)
    except BadSource as error:
        return Refusal("standard input", str(error).removeprefix("stdin: "))
