"""`mahdar check`: every example of every rule."""

from typing import Annotated

import typer

from mahdar import api
from mahdar.cli.output import rows, say


def run(
    rule: Annotated[str, typer.Argument(help="Only rules whose id begins or ends so.")] = "",
    verbose: Annotated[bool, typer.Option("--all", help="List the examples that hold, too.")] = False,
) -> None:
    """Run the examples of the rules: what each must find, and what it must leave alone.

    Example:

        mahdar check ar/times
    """
    outcomes = [one for one in api.check() if one.rule.startswith(rule) or one.rule.endswith(rule)]
    failed = [one for one in outcomes if not one.holds and not one.known]
    listed = outcomes if verbose else failed
    if listed:
        rows(
            ("rule", "text", "result"),
            [(one.rule, one.text, "holds" if one.holds else "fails") for one in listed],
            False,
        )
    known = sum(one.known and not one.holds for one in outcomes)
    say(f"{len(outcomes)} examples, {len(failed)} fail, {known} known to fail")
    if failed:
        raise typer.Exit(1)
