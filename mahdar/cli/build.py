"""`mahdar build`: read reports into a record."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from mahdar import api
from mahdar.cli.output import errors, say
from mahdar.errors import BadSource
from mahdar.types.report import Report


def run(
    sources: Annotated[
        list[str], typer.Argument(help="Files or folders; - reads standard input.", metavar="SOURCE...")
    ],
    into: Annotated[Path, typer.Option("-o", "--into", help="The record to make, or to add to.")] = Path(
        "talks.mahdar"
    ),
    as_of: Annotated[
        str | None, typer.Option(help="The day these reports are first seen, as 2025-08-06 (default: today).")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Read every file in this encoding instead of finding out.")
    ] = None,
) -> None:
    """Read reports into a record; again with more = update, nothing twice.

    Example:

        mahdar build examples/reports -o talks.mahdar
    """
    inputs: list[Path | Report] = [_stdin(encoding) if source == "-" else Path(source) for source in sources]
    with Progress(console=errors, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("reading", total=None)
        built = api.build(
            inputs,
            into,
            as_of=_day(as_of),
            encoding=encoding,
            progress=lambda done, all_: progress.update(task, completed=done, total=all_),
        )
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
    if built.refused:
        raise typer.Exit(3)


def _day(as_of: str | None) -> date:
    """The one clock: today in UTC, unless a day is given."""
    if as_of is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(as_of)
    except ValueError as error:
        raise typer.BadParameter(f"{as_of!r} is no day; write it like 2025-08-06", param_hint="--as-of") from error


def _stdin(encoding: str | None) -> Report:
    raw = sys.stdin.buffer.read()
    if not raw:
        raise BadSource("standard input: is empty")
    return api.read_bytes(raw, "stdin", encoding)
