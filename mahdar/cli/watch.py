"""`mahdar watch`: feeds, polled politely, flow into a record."""

import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from mahdar import api
from mahdar.cli.output import errors, rows, say
from mahdar.sources.fetch import Pace, Web
from mahdar.sources.item import Options, Refusal
from mahdar.sources.watch import Feeds, Watch, load_feeds
from mahdar.types.report import Report

_LONGEST_SLEEP = 3600.0
_COLUMNS = ("at", "feed", "state", "new", "refused")


def run(
    feeds: Annotated[Path, typer.Argument(help="A TOML file: [[feed]] with url, name, follow, every (minutes).")],
    into: Annotated[Path, typer.Option("-o", "--into", help="The record to make, or to add to.")] = Path(
        "talks.mahdar"
    ),
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once, then end.")] = False,
    allow_private: Annotated[bool, typer.Option(help="Fetch from private addresses, too.")] = False,
) -> None:
    """Poll feeds into a record until stopped; it can be stopped and started again at any moment.

    Where each feed stands is kept beside the record, in RECORD-watch.json.

    Example:

        mahdar watch examples/feeds.toml -o talks.mahdar --once
    """
    listed = load_feeds(feeds)
    if not listed.feed:
        say(f"{feeds}: lists no feeds; nothing to watch")
        return
    refused = False
    try:
        _stop_politely()
        watch = _watch(listed, into, allow_private)
        refused = _round(watch, into, once)
        while not once:
            time.sleep(min(watch.wait(time.time()), _LONGEST_SLEEP))
            _round(watch, into)
    except KeyboardInterrupt:
        errors.print("stopped")
        return
    if refused:
        raise typer.Exit(3)


def _watch(listed: Feeds, into: Path, allow_private: bool) -> Watch:
    kept = into.with_name(f"{into.name}-watch.json")
    if not into.exists():
        kept.unlink(missing_ok=True)  # it would say that all is read, of a record that is gone
    web = Web(Pace(listed.delay, time.monotonic, time.sleep), allow_private)
    return Watch(listed, kept, web, Options())


def _round(watch: Watch, into: Path, all_: bool = False) -> bool:
    """Poll what is due; whether anything was refused. A feed counts as read when its reports are in the record."""
    refused = False
    for feed in watch.due(time.time(), all_):
        polled = watch.poll(feed, time.time())
        reports = [one for one in polled.came if isinstance(one, Report)]
        why = [one for one in polled.came if isinstance(one, Refusal)]
        now = datetime.now(UTC)
        new = _build(reports, into, now) if reports else 0
        watch.keep(polled)
        for one in why:
            errors.print(f"refused: {one.path}: {one.why}")
        rows(_COLUMNS, [(now.isoformat(timespec="seconds"), feed.name or feed.url, polled.state, new, len(why))])
        sys.stdout.flush()
        refused = refused or bool(why)
    return refused


def _build(reports: list[Report], into: Path, now: datetime) -> int:
    """How many of the reports are new to the record."""
    before = len(api.view(into, "reports")[1]) if into.exists() else 0
    return api.build(reports, into, as_of=now.date()).reports - before


def _stop_politely() -> None:
    """Both signals end the wait, or the work under way: a build is one transaction, the state file is whole."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
