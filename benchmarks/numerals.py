"""How many numbers of public suites are read right; and what finding the numbers of a text costs.

python benchmarks/numerals.py [SUITES [FOLDER]]    SUITES holds duckling_numeral.jsonl and the like (default: the
                                                   folder that MAHDAR_SUITES names, or shared/suites beside the
                                                   project); FOLDER holds reports to time on (default: examples/reports)

A case is right where the numbers of the kind that its suite asks for (ordinals, or all others) are those expected, no
more and no fewer. Cases whose meaning a news reader does not share are set aside in `numerals.toml`, each with its reason.
"""

import json
import math
import os
import sys
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bare_scan import bare_scan

import mahdar
from mahdar.sources.gather import gather
from mahdar.types.report import Report

HERE = Path(__file__).parent
_REPEAT = 5


@dataclass
class Result:
    """What came of one suite: cases right, cases counted, the wrong ones, and those set aside (`right_aside` of them
    are read as expected all the same)."""

    right: int = 0
    counted: int = 0
    aside: int = 0
    right_aside: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        return self.right / self.counted


def suites_folder() -> Path | None:
    """The folder of suites that the environment names, or that lies beside the project; None where there is none."""
    named = os.environ.get("MAHDAR_SUITES")
    folder = Path(named) if named else HERE.parent.parent / "shared" / "suites"
    return folder if (folder / "duckling_numeral.jsonl").exists() else None


def is_right(case: dict[str, Any], *, ordinals: bool) -> bool:
    """Whether the numbers of the kind asked for are just those that the case expects."""
    expected = case["expected"]
    wanted = [] if expected is None else expected if isinstance(expected, list) else [expected]
    found = [one.value for one in mahdar.numbers(case["text"]) if (one.kind == "ordinal") is ordinals]
    return len(found) == len(wanted) and all(math.isclose(a, b) for a, b in zip(found, wanted, strict=True))


def run(suites: Path) -> dict[str, Result]:
    """For each suite what came of it."""
    listed = tomllib.loads((HERE / "numerals.toml").read_text(encoding="utf-8"))
    return {name: _run_one(suites / policy["file"], policy) for name, policy in listed.items()}


def _run_one(suite: Path, policy: dict[str, Any]) -> Result:
    aside = {line for group in policy["aside"] for line in group["lines"]}
    result = Result(aside=len(aside))
    for number, line in enumerate(suite.read_text(encoding="utf-8").splitlines(), start=1):
        case = json.loads(line)
        good = is_right(case, ordinals=policy["ordinals"])
        if number in aside:
            result.right_aside += good
            continue
        result.counted += 1
        result.right += good
        if not good:
            found = [(one.value, one.kind) for one in mahdar.numbers(case["text"])]
            result.wrong.append(f"{number}: {case['text']}: {found}, not {case['expected']}")
    return result


def cost(folder: Path) -> None:
    """Seconds of finding the numbers of a text, beside the bare word scan of the same text, in one run."""
    text = "\n".join(one.text for one in gather([folder]) if isinstance(one, Report))
    found = len(mahdar.numbers(text))
    best = float("inf")
    for _ in range(_REPEAT):
        start = time.perf_counter()
        mahdar.numbers(text)
        best = min(best, time.perf_counter() - start)
    size = len(text.encode()) / 1e6
    yardstick = bare_scan(text)
    print(f"{folder}: {size:.2f} MB, {found} numbers")
    print(f"mahdar         {best / yardstick:6.1f} x the bare word scan   ({size / best:.2f} MB/s)")


def main() -> None:
    suites = Path(sys.argv[1]) if len(sys.argv) > 1 else suites_folder()
    if suites is None:
        sys.exit(f"no suites: {__doc__}")
    for name, result in run(suites).items():
        share = f"{result.right} of {result.counted} right ({result.accuracy:.1%})"
        print(f"{name}: {share}, {result.aside} set aside")
        print(*result.wrong, sep="\n", end="\n" if result.wrong else "")
    cost(Path(sys.argv[2]) if len(sys.argv) > 2 else HERE.parent / "examples" / "reports")


if __name__ == "__main__":
    main()
