"""`mahdar report`: the whole record as one page that opens anywhere."""

from pathlib import Path
from typing import Annotated

import typer

from mahdar import api
from mahdar.cli.output import write
from mahdar.web.page import render


def run(
    record: Annotated[Path, typer.Argument(help="A record made by mahdar build.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The page to write.")] = Path("talks.html"),
) -> None:
    """Write the record as one self-contained web page, right to left.

    Example:

        mahdar report talks.mahdar -o talks.html
    """
    write(out, render(api.export_object(record)).encode())
