"""What reading costs, layer by layer, as a multiple of the bare word scan, in one process and one run.

python benchmarks/reading.py [FOLDER]     a folder of reports (default: examples/reports)
"""

import sys
import time
from pathlib import Path

from bare_scan import bare_scan

from mahdar.language.language import Language, load_language
from mahdar.reading.draft import Draft
from mahdar.reading.page import Page
from mahdar.reading.pipeline import READ
from mahdar.sources.gather import gather
from mahdar.sources.item import Refusal
from mahdar.types.report import Report

_REPEAT = 5
_LEAST = 200_000  # characters: shorter samples are read again and again, so that one run lasts long enough to be timed


def layers(reports: list[Report], language: Language) -> dict[str, float]:
    """Seconds for each layer over all reports, best of five passes."""
    best: dict[str, float] = {}
    for _ in range(_REPEAT):
        spent: dict[str, float] = {}
        for report in reports:
            start = time.perf_counter()
            draft = Draft(report, Page(report.text, language), {})
            spent["words"] = spent.get("words", 0.0) + time.perf_counter() - start
            for step in READ.steps:
                start = time.perf_counter()
                draft = draft.with_layer(step.gives, step.find(draft))
                spent[step.gives] = spent.get(step.gives, 0.0) + time.perf_counter() - start
        best = {name: min(best.get(name, seconds), seconds) for name, seconds in spent.items()}
    return best


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "examples" / "reports"
    reports = [one for one in gather([folder]) if not isinstance(one, Refusal)]
    characters = sum(len(report.text) for report in reports)
    reports *= max(1, _LEAST // max(1, characters))
    language = load_language()
    for report in reports[:20]:
        Page(report.text, language)
    yardstick = sum(bare_scan(report.text) for report in reports)
    spent = layers(reports, language)
    size = sum(len(report.text.encode()) for report in reports)
    print(
        f"{folder}: {len(reports)} readings, {size / 1e6:.2f} MB; bare word scan {size / yardstick / 1e6:.1f} MB/s = 1.0"
    )
    for name, seconds in spent.items():
        print(f"{name:12} {seconds / yardstick:6.1f} x")
    total = sum(spent.values())
    print(f"{'reading':12} {total / yardstick:6.1f} x   ({size / total / 1e6:.2f} MB/s)")


if __name__ == "__main__":
    main()
