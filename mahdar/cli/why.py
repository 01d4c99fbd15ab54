"""`mahdar why`: from a fact back to the characters it was read from."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from mahdar import api
from mahdar.cli.output import console, line, say
from mahdar.text.direction import FSI, PDI, plain

_EXAMPLES = 2


def run(
    record: Annotated[Path, typer.Argument(help="A record made by mahdar build.")],
    fact: Annotated[str, typer.Argument(help="The id of a fact, or its beginning.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say why a fact stands: its sentences, its rules with their examples, its judgements.

    Example:

        mahdar why talks.mahdar me:
    """
    because = api.why(record, fact)
    if json:
        line({"kind": because.kind, "fact": because.body, "rules": [rule for rule, _, _ in because.rules]})
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
