"""`mahdar export`: the record for other programs."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mahdar import api
from mahdar.cli.output import write


class Format(StrEnum):
    json = "json"


def run(
    record: Annotated[Path, typer.Argument(help="A record made by mahdar build.")],
    format_: Annotated[Format, typer.Option("--format", help="json: one object, schema mahdar/1.")] = Format.json,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The file to write (default: standard output).")
    ] = None,
) -> None:
    """Write the whole record in a format that other programs read.

    Example:

        mahdar export talks.mahdar --format json -o talks.json
    """
    raw = api.export(record)
    if out is None:
        sys.stdout.buffer.write(raw)
    else:
        write(out, raw)
