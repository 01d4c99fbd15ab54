"""The command line: a file a verb. JSON lines when piped, a table on a terminal; `-` is standard input.

Exit codes: 0 all went well, 1 an error that stopped the command, 2 wrong usage, 3 done, but some sources were refused.
"""

import sys

import typer
from rich.console import Console

from mahdar.cli import build, check, correct, export, report, search, show, try_, watch, why
from mahdar.errors import MahdarError

app = typer.Typer(
    name="mahdar",
    help="Reads Arabic news reports of a negotiation and keeps its sourced record.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for verb in (build, watch, show, why, search, correct, export, try_, check, report):
    app.command(name=verb.__name__.rpartition(".")[2].rstrip("_"))(verb.run)


def main() -> None:
    """Run the command line; an error of ours is one line on standard error and exit code 1."""
    try:
        app()
    except MahdarError as error:
        Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(f"mahdar: {error}")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
