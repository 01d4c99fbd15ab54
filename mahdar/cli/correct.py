"""`mahdar correct`: a person's judgement, signed, kept across builds, undone at any time."""

import getpass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from mahdar import api
from mahdar.cli.output import as_json, day, line, remark, rows, say
from mahdar.record.corrections import Operation
from mahdar.text.direction import FSI, PDI, plain


class What(StrEnum):
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    SIDE = "side"
    REJECT = "reject"
    SET = "set"
    UNDO = "undo"
    LIST = "list"


_TAKES = {
    What.MERGE: (2, 2, "merge A B"),
    What.SPLIT: (1, 1, "split A --name NAME or --mention REPORT:START"),
    What.RENAME: (2, 2, 'rename A "name"'),
    What.SIDE: (1, 2, "side A B, or side A for one that acts for nobody"),
    What.REJECT: (1, 1, "reject FACT"),
    What.SET: (2, 3, "set FACT FIELD VALUE, or set FACT FIELD to clear it"),
    What.UNDO: (1, 1, "undo ID"),
    What.LIST: (0, 0, "list"),
}

_OPERATIONS: dict[What, Operation] = {
    What.MERGE: "merge",
    What.SPLIT: "split",
    What.SIDE: "side",
    What.REJECT: "reject",
}


def run(
    record: Annotated[Path, typer.Argument(help="A record made by mahdar build.")],
    what: Annotated[What, typer.Argument(help="What to do.")],
    of: Annotated[list[str] | None, typer.Argument(help="Actors by id or exact name; a correction by id.")] = None,
    *,
    name: Annotated[list[str] | None, typer.Option(help="split: a printed name that leaves. Again for more.")] = None,
    mention: Annotated[
        list[str] | None, typer.Option(metavar="REPORT:START", help="split: a mention that leaves. Again for more.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who decides (default: your login name).")] = None,
    as_of: Annotated[str | None, typer.Option(help="The day of the decision, as 2025-08-06 (default: today).")] = None,
    why: Annotated[str, typer.Option(help="The reason, in a few words.")] = "",
    json: Annotated[bool | None, typer.Option("--json/--table", help="JSON lines or words.")] = None,
) -> None:
    """Correct who is who: merge A B (one actor), split A (those called --name, or at --mention, are another),
    rename A "name", side A B (acts for), reject FACT (it is none), set FACT FIELD VALUE; undo ID takes a correction
    back, list shows all.

    A correction is signed and dated, outranks the rules, and stays when reports are added or read again. Of two that
    contradict each other the later one stands.

    Example:

        mahdar correct talks.mahdar rename "ستيف ويتكوف" "Steve Witkoff" --by desk --why "house style"
    """
    words = of or []
    least, most, usage = _TAKES[what]
    if not least <= len(words) <= most or (what is not What.SPLIT and (name or mention)):
        raise typer.BadParameter(f"write: {usage}", param_hint="correct")
    if what is What.LIST:
        _list(record, json)
        return
    signed = by if by is not None else _login()
    on = day(as_of, "--as-of") if as_of is not None else datetime.now(UTC).date()
    if what is What.UNDO:
        made = api.undo(record, words[0], by=signed, as_of=on)
    else:
        asked = _asked(what, words, tuple(name or ()), tuple(mention or ()), why)
        made = api.correct(record, asked, by=signed, as_of=on)
    if as_json(json):
        line(_row(made))
    else:
        say(_told(made))


def _asked(what: What, words: list[str], names: tuple[str, ...], mentions: tuple[str, ...], why: str) -> api.Asked:
    one, two, three = (*words, None, None, None)[:3]
    actor = one or ""
    if what is What.RENAME:
        return api.Asked(op="rename", actor=actor, name=two, why=why)
    if what is What.SET:
        return api.Asked(op="set", actor=actor, field=two, name=three, why=why)
    return api.Asked(op=_OPERATIONS[what], actor=actor, other=two, names=names, mentions=mentions, why=why)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise typer.BadParameter("there is no login name; say who decides", param_hint="--by") from error


def _list(record: Path, json: bool | None) -> None:
    listed = [_row(made) for made in api.corrections(record)]
    if not listed:
        remark("nobody has corrected this record", json)
    rows(tuple(listed[0]) if listed else (), [tuple(row.values()) for row in listed], json)


def _row(made: api.Made) -> dict[str, Any]:
    one = made.correction
    leaves = [*one.names, *(f"{spot.report}:{spot.start}" for spot in one.spots)]
    return {
        "id": one.id,
        "what": one.op,
        "of": one.actor.name,
        "field": one.field,
        "other": one.other.name if one.other else one.name,
        "leaves": " · ".join(leaves) or None,
        "by": one.by,
        "as_of": one.as_of,
        "why": one.why or None,
        "undone_by": made.undone_by,
        "undone_on": made.undone_on,
    }


def _told(made: api.Made) -> str:
    row = _row(made)
    about = " → ".join(f"{FSI}{plain(str(row[key]))}{PDI}" for key in ("of", "field", "other", "leaves") if row[key])
    undone = f"; undone by {made.undone_by}, {made.undone_on}" if made.undone_by else ""
    return f"{row['id']} {row['what']} {about} (by {row['by']}, {row['as_of']}{undone})"
