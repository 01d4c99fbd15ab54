"""`mahdar search`: Arabic-aware full text."""

from pathlib import Path
from typing import Annotated

import typer

from mahdar import api
from mahdar.cli.output import remark, rows


def run(
    record: Annotated[Path, typer.Argument(help="A record made by mahdar build.")],
    words: Annotated[list[str], typer.Argument(help="Words that must all occur, in any spelling.")],
    json: Annotated[bool | None, typer.Option("--json/--table", help="JSON lines or a table.")] = None,
) -> None:
    """Find reports by words, whatever their marks, hamzas and digits.

    Example:

        mahdar search talks.mahdar "اجتماع"
    """
    hits = api.search(record, " ".join(words))
    if not hits:
        remark("no report holds all of these words", json)
    rows(("path", "hits", "passage"), [(hit.path, len(hit.spans), hit.passage) for hit in hits], json)
