"""Builds killed at random moments: the record always opens, holds no half report, nothing doubled, nothing lost.

python stress/kill.py [--kills N] [--reports N] [--seed N]

A collection is made of the paragraphs of the sample reports, the same for the same seed. `mahdar build` reads it in a
process of its own and is killed (SIGKILL) at any moment, or just when the file is written to, then started again, until
it ends; in turn into a new record, and into one that holds a part of the reports, some of them in another version.
After each kill the record must say what it said before, or all that is new, to the last character, and the
readings made until then must be there. At the end the export must be the one of builds that nobody disturbed, and no
report may have been read twice. Exit code 1 on any fault.
"""

import argparse
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path

from typer.testing import CliRunner

from mahdar import api
from mahdar.cli import app
from mahdar.errors import MahdarError
from mahdar.types.report import Report

SAMPLES = Path(__file__).parent.parent / "examples" / "reports"
DAY = date(2026, 2, 1)
_PARAGRAPHS = (3, 6)
_CHANGED = 10  # every tenth report of the part that is there first comes again with another text
_TICK = 0.001
_LONG = 0.05  # seconds of writing after which it is the record itself that is written, and no batch of readings
_ENDLESS = 600


# ── the collection ───────────────────────────────────────────────
def write_collection(folder: Path, count: int, seed: int = 1) -> tuple[Path, Path]:
    """(the whole collection, the part of it that a record holds first): two folders of text files."""
    chance = random.Random(seed)
    samples = [one.text for one in api.gather([SAMPLES]) if isinstance(one, Report)]
    paragraphs = [[part for part in text.split("\n\n") if part.strip()] for text in samples]
    whole, part = folder / "whole", folder / "part"
    whole.mkdir()
    part.mkdir()
    for number in range(count):
        text = _report(paragraphs, chance)
        (whole / f"{number:05d}.txt").write_text(text, "utf-8")
        if number % 3 == 0:
            first = _report(paragraphs, chance) if number % _CHANGED == 0 else text
            (part / f"{number:05d}.txt").write_text(first, "utf-8")
    return whole, part


def _report(paragraphs: list[list[str]], chance: random.Random) -> str:
    day = f"2026-01-{chance.randint(1, 28):02d}"
    chosen = [chance.choice(chance.choice(paragraphs)) for _ in range(chance.randint(*_PARAGRAPHS))]
    told = [re.sub(r"\d+", lambda _: str(chance.randint(2, 40)), one) for one in chosen]
    return "\n\n".join([f"date {day} {told[0].split(chr(10))[0][:60]}", *told]) + "\n"


# ── one build ────────────────────────────────────────────────────
def start(folder: Path, into: Path) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-m", "mahdar", "build", str(folder), "-o", str(into), "--as-of", DAY.isoformat()]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def build(folder: Path, into: Path) -> int:
    """Undisturbed; how many reports were read. Raises RuntimeError where the build fails."""
    process = start(folder, into)
    out, err = process.communicate(timeout=_ENDLESS)
    if process.returncode:
        raise RuntimeError(f"the build ended with {process.returncode}: {err[-500:]}")
    return _read_now(out)


def _read_now(out: str) -> int:
    found = re.search(r"\((\d+) read now", out)
    return int(found[1]) if found else -1


def at_any_moment(process: "subprocess.Popen[str]", journal: Path, chance: random.Random, seconds: float) -> None:
    _wait(process, lambda: False, chance.uniform(0.0, seconds))


def at_a_write(process: "subprocess.Popen[str]", journal: Path, chance: random.Random, seconds: float) -> None:
    _wait(process, lambda: False, chance.uniform(0.0, seconds / 2))
    _wait(process, journal.exists, seconds * 4)
    _wait(process, lambda: False, chance.uniform(0.0, 0.01))


def at_the_end(process: "subprocess.Popen[str]", journal: Path, chance: random.Random, seconds: float) -> None:
    """While the record itself is written: the one write that takes long."""
    since: list[float] = []

    def long() -> bool:
        since[:] = (since or [time.monotonic()]) if journal.exists() else []
        return bool(since) and time.monotonic() - since[0] > _LONG

    _wait(process, long, seconds * 4)
    _wait(process, lambda: False, chance.uniform(0.0, seconds / 10))


MOMENTS = (at_any_moment, at_any_moment, at_a_write, at_the_end)


def _wait(process: "subprocess.Popen[str]", until: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end and not until():
        time.sleep(_TICK)


# ── what a record must be ────────────────────────────────────────
@dataclass
class State:
    """A record as it is found: a hash of all that it says (None: none is there yet), and its number of readings."""

    says: str | None
    readings: int
    faults: list[str] = field(default_factory=list)


_ONE_EACH = {
    "a report is there twice": "SELECT count(*) - count(DISTINCT path || char(0) || text) FROM report",
    "a fact is there twice": "SELECT count(*) - count(DISTINCT kind || id) FROM fact",
    "a report without its reading": "SELECT count(*) FROM report WHERE id NOT IN (SELECT report FROM reading)",
    "words of a report are there twice": "SELECT count(*) - count(DISTINCT report) FROM words",
    "a report that cannot be searched": "SELECT count(*) FROM report WHERE id NOT IN (SELECT report FROM words)",
    "words of no report": "SELECT count(*) FROM words WHERE report NOT IN (SELECT id FROM report)",
}


_SAYS = (
    "SELECT * FROM report ORDER BY id",
    "SELECT * FROM fact ORDER BY kind, place, id",
    "SELECT folded, report FROM words ORDER BY report",
    "SELECT * FROM about ORDER BY key",
)


def look(into: Path) -> State:
    """Open a record as its reader would, and check what it holds."""
    if not into.exists() or not into.stat().st_size:
        return State(None, 0)
    try:
        for view in api.VIEWS:
            api.view(into, view)
    except MahdarError as error:
        # Opening undid a write that was under way; where that was the first one, no record is there yet.
        return State(None, 0, [f"does not open: {error}"] if into.stat().st_size else [])
    with closing(sqlite3.connect(into)) as db:
        faults = [name for name, sql in _ONE_EACH.items() if db.execute(sql).fetchone()[0]]
        sound = db.execute("PRAGMA integrity_check").fetchone()[0]
        readings = db.execute("SELECT count(*) FROM reading").fetchone()[0]
        digest = blake2b()
        for sql in _SAYS:
            for row in db.execute(sql):
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
    shown = CliRunner().invoke(app, ["show", str(into)])
    faults += [] if sound == "ok" else [f"is broken: {sound}"]
    faults += [f"show ended with {shown.exit_code}: {shown.output[-300:]}"] if shown.exit_code else []
    return State(digest.hexdigest(), readings, faults)


# ── rounds ───────────────────────────────────────────────────────
_EMPTY = blake2b().hexdigest()


@dataclass
class Round:
    """A record on its way: what stood there before, and what must stand there at the end."""

    name: str
    folder: Path
    into: Path
    before: str | None
    after: str | None
    export: bytes
    kept: int
    reports: int

    def fault(self, state: State, readings: int) -> list[str]:
        """What is wrong after a kill; `readings` were there before the build that was killed."""
        faults = list(state.faults)
        if state.says not in {self.before, self.after, *([_EMPTY] if self.before is None else [])}:
            faults.append("is neither the record from before nor the new one")
        if state.readings < readings:
            faults.append(f"lost readings: {readings} -> {state.readings}")
        return faults


class Trial:
    """Kills builds, and keeps count. `say` gets a line for each kill; `most` is the number of kills in a round."""

    most = 6

    def __init__(self, folder: Path, reports: int, seed: int, say: Callable[[str], None]) -> None:
        self.folder, self.say, self.chance = folder, say, random.Random(seed)
        self.whole, self.part = write_collection(folder, reports, seed)
        self.kills = self.resumed = self.spared = self.rounds = 0
        self.faults: list[str] = []
        self.new, self.old = folder / "undisturbed.mahdar", folder / "part.mahdar"
        began = time.monotonic()
        self.reports = build(self.whole, self.new)
        self.seconds = time.monotonic() - began
        self.more = folder / "more.mahdar"
        self.kept = api.build([self.part], self.old, as_of=DAY).reports
        shutil.copy(self.old, self.more)
        self.all = api.build([self.whole], self.more, as_of=DAY).reports

    def run(self, kills: int) -> None:
        for number, one in enumerate(self._rounds()):
            if self.kills >= kills:
                break
            self.rounds = number + 1
            self._round(one, kills)

    def _rounds(self) -> Iterator[Round]:
        new, old, more = (look(path).says for path in (self.new, self.old, self.more))
        number = 0
        while True:
            number += 1
            into = self.folder / f"round-{number}.mahdar"
            if number % 2:
                yield Round(f"{number} new", self.whole, into, None, new, api.export(self.new), 0, self.reports)
            else:
                shutil.copy(self.old, into)
                export = api.export(self.more)
                yield Round(f"{number} more", self.whole, into, old, more, export, self.kept, self.all)
            into.unlink(missing_ok=True)

    def _round(self, one: Round, kills: int) -> None:
        """Kill the build of one record until it has ended before its time, or is left to end."""
        readings, ended = one.kept, False
        for _ in range(self.most):
            if self.kills >= kills or ended:
                break
            moment = self.chance.choice(MOMENTS)
            process = start(one.folder, one.into)
            began = time.monotonic()
            moment(process, one.into.with_name(one.into.name + "-journal"), self.chance, self.seconds)
            after = time.monotonic() - began
            process.send_signal(signal.SIGKILL)
            out, _ = process.communicate(timeout=_ENDLESS)
            ended = process.returncode != -signal.SIGKILL
            state = look(one.into)
            self.kills += not ended
            self._line(one, f"{moment.__name__}, {after:.2f} s: {'too late' if ended else 'killed'}", state, readings)
            if ended:
                self._no_more_than_missing(one, _read_now(out), readings)
            readings = state.readings
        if not ended:
            self._no_more_than_missing(one, build(one.folder, one.into), readings)
        self._whole(one)

    def _line(self, one: Round, what: str, state: State, readings: int) -> None:
        faults = one.fault(state, readings)
        self.faults += [f"round {one.name}: {fault}" for fault in faults]
        verdict = "; ".join(faults) or "sound"
        self.say(f"{self.kills:3}  round {one.name}, {what}; {state.readings}/{one.reports} readings; {verdict}")

    def _no_more_than_missing(self, one: Round, read: int, readings: int) -> None:
        self.resumed += readings > one.kept
        self.spared += readings - one.kept
        if read != one.reports - readings:
            self.faults.append(f"round {one.name}: read {read}, where {one.reports - readings} were missing")

    def _whole(self, one: Round) -> None:
        state = look(one.into)
        self.faults += [f"round {one.name}, at its end: {fault}" for fault in state.faults]
        if state.says != one.after or api.export(one.into) != one.export:
            self.faults.append(f"round {one.name}: the export is not that of an undisturbed build")

    def summary(self) -> str:
        return (
            f"{self.kills} kills in {self.rounds} rounds over {self.reports} reports;"
            f" an undisturbed build takes {self.seconds:.1f} s;"
            f" {self.resumed} builds went on from {self.spared} readings; {len(self.faults)} faults"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), given.reports, given.seed, lambda line: print(line, flush=True))
        trial.run(given.kills)
    print(trial.summary())
    for fault in trial.faults:
        print(f"fault: {fault}")
    return 1 if trial.faults else 0


if __name__ == "__main__":
    sys.exit(main())
