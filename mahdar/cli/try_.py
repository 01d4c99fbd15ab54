"""`mahdar try`: what fires on a sentence, and why."""

import sys
from typing import Annotated

import typer

from mahdar import api
from mahdar.cli.output import day, remark, rows
from mahdar.engine.check import Saying

_FIELDS = {
    "times": ("value", "type"),
    "mentions": ("kind", "form", "office", "stands_for"),
    "candidates": ("key",),
    "statements": ("speaker", "speaker_by", "content", "ends", "act", "mode", "channel", "medium", "via", "said"),
    "meetings": ("participants", "place", "time", "duration", "status", "format"),
    "assessments": ("polarity", "by"),
    "incidents": ("type", "actor", "recipient", "killed", "injured"),
    "deadlines": ("set_by", "on", "until"),
    "stances": ("party", "issue", "stance"),
    "terms": ("issue", "value", "unit"),
    "furniture": ("kind",),
}


def run(
    sentence: Annotated[str, typer.Argument(help="A sentence; - reads standard input.")],
    on: Annotated[
        str | None, typer.Option(help="The day of publication, as 2025-08-06: times are anchored to it.")
    ] = None,
    json: Annotated[bool | None, typer.Option("--json/--table", help="JSON lines or a table.")] = None,
) -> None:
    """Show what is read in a sentence: each mark, its fields and the rules that made it.

    Example:

        mahdar try "وقال ويتكوف إن المحادثات ستستأنف الأسبوع المقبل في جنيف"
    """
    text = sys.stdin.read() if sentence == "-" else sentence
    marks = api.trace(text, day(on, "--on") if on is not None else None)
    if not marks:
        remark("nothing is read in this text", json)
    rows(("what", "found", "says", "rules"), [_row(mark) for mark in marks], json)


def _row(mark: Saying) -> tuple[str, str, str, str]:
    says = []
    for name in _FIELDS.get(mark.layer, ()):
        values = mark.fields.get(name, ())
        if values:
            says.append(f"{name.replace('_', ' ')}: {values[0]}")
    return mark.layer.rstrip("s"), mark.finds[0], "\n".join(says), "\n".join(mark.rules)
