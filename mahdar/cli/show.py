"""`mahdar show`: the tables of a record."""

from pathlib import Path
from typing import Annotated

import typer

from mahdar import api
from mahdar.cli.output import as_json, remark, rows, say

_SUMMARY = ("reports", "actors", "statements", "meetings", "positions", "terms", "deadlines", "incidents", "conflicts")


def run(
    record: Annotated[Path, typer.Argument(help="A record made by mahdar build.")],
    what: Annotated[str | None, typer.Argument(help="One of: " + ", ".join(api.VIEWS))] = None,
    json: Annotated[
        bool | None, typer.Option("--json/--table", help="JSON lines or a table (default: by where it is printed).")
    ] = None,
) -> None:
    """Show what a record says; without a view, a summary.

    Example:

        mahdar show talks.mahdar meetings
    """
    if what is None:
        _summary(record, json)
    else:
        columns, values = api.view(record, what)
        if not values:
            remark(f"{what}: nothing in this record", json)
        rows(columns, values, json)


def _summary(record: Path, json: bool | None) -> None:
    rows(("what", "count"), [(name, len(api.view(record, name)[1])) for name in _SUMMARY], json)
    columns, values = api.view(record, "meetings")
    keep = [columns.index(name) for name in ("date", "participants", "place", "duration", "status", "tellings")]
    dated = sorted((value for value in values if value[keep[0]]), key=lambda value: str(value[keep[0]]))
    if dated and not as_json(json):
        say("")
        rows([columns[at] for at in keep], [[value[at] for at in keep] for value in dated], json)
