"""`mahdar why`: from a fact back to the characters it was read from."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from mahdar import api
from mahdar.cli.output import as_json, console, line, say
from mahdar.text.direction import FSI, PDI, plain

_EXAMPLES = 2


def run(
    record: Annotated[Path, typer.Argument(help="A record made by mahdar build.")],
    fact: Annotated[str, typer.Argument(help="The id of a fact, or its beginning.")],
    json: Annotated[
        bool | None, typer.Option("--json/--table", help="One JSON object, or words (default: by where it is printed).")
    ] = None,
) -> None:
    """Say why a fact stands: its sentences, its rules with their examples, its judgements. Of a report: whose copy it
    is, whom it credits, and what it changed.

    Example:

        mahdar why talks.mahdar me:
    """
    because = api.why(record, fact)
    if as_json(json):
        line(_as_object(because))
    else:
        _tell(because)


def _as_object(because: api.Because) -> dict[str, Any]:
    places = [dict(zip(("path", "before", "text", "after"), place, strict=True)) for place in because.evidence]
    rules = [{"id": id_, "why": why, "examples": list(examples)} for id_, why, examples in because.rules]
    return {
        "kind": because.kind,
        "fact": because.body,
        "evidence": places,
        "rules": rules,
        "judgements": list(because.judgements),
    }


def _tell(because: api.Because) -> None:
    if because.kind == "reports":
        _tell_report(because.body)
        return
    say(f"{because.kind.rstrip('s')} {because.body.get('id', '')} ({because.body.get('certainty', 'stated')})")
    for path, before, evidence, after in because.evidence:
        say(f"\n{path}")
        console.print(
            Text.assemble(FSI, plain(before), (plain(evidence), "reverse"), plain(after), PDI), soft_wrap=True
        )
    for rule, reason, examples in because.rules:
        say(f"\n{rule}: {reason}")
        for example in examples[:_EXAMPLES]:
            say(f"  {FSI}{plain(example)}{PDI}")
    for judgement in because.judgements:
        reasons = ", ".join(judgement["reasons"])
        say(f"\n{judgement['same']}: {judgement['left']} = {judgement['right']} ({judgement['by']}; {reasons})")


_ORIGIN = {"carried_first_by": "copy of", "credited": "credits", "follows": "version of", "published": "published"}
_SIGNS = {"was": "-", "span": "+"}


def _tell_report(body: dict[str, Any]) -> None:
    say(f"report {body['id']} {body['path']}")
    for key, label in _ORIGIN.items():
        if body[key]:
            say(f"{label}: {FSI}{plain(body[key])}{PDI}")
    for edit in body["changed"]:
        say(f"\n{edit['kind']}")
        for key, sign in _SIGNS.items():
            if edit[key]:
                say(f"{sign} {FSI}{plain(edit[key]['text'])}{PDI}")
    for passage in () if body["carried_first_by"] else body["shared_passages"]:
        say(f"\nshared with {len(passage['with'])}: {FSI}{plain(passage['span']['text'])}{PDI}")
