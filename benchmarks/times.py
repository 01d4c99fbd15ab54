"""How many times of public suites are read right, by each suite's own policy; and what finding them costs.

python benchmarks/times.py SUITES [FOLDER]    SUITES holds duckling_time.jsonl, maha_time.jsonl and the like; FOLDER holds
                                              reports to time on (default: examples/reports)

A case is right where exactly one time is found and it is worth what is expected, at the grain that is expected. Cases
whose meaning a news reader does not share are set aside in `times.toml`, each with its reason.
"""

import json
import re
import sys
import time
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bare_scan import bare_scan

from mahdar import api
from mahdar.sources.gather import gather
from mahdar.sources.item import Refusal
from mahdar.types.when import When

HERE = Path(__file__).parent
_GRAINS = {"year": 4, "month": 7, "day": 10, "hour": 13, "minute": 16, "second": 16}
_REPEAT = 5


_UNIT = re.compile(r"(-?[\d.]+)([A-Z])")
_SECONDS = {"Y": 31_556_952, "W": 604_800, "D": 86_400, "H": 3600, "S": 1}


def seconds(duration: str) -> float:
    """An ISO 8601 duration in seconds, to the hundredth of its own size: an hour and a half is PT1H30M and PT1.5H."""
    dates, _, times = duration.partition("T")
    total = sum(float(n) * (_SECONDS.get(unit) or 2_629_746) for n, unit in _UNIT.findall(dates))
    total += sum(float(n) * (_SECONDS.get(unit) or 60) for n, unit in _UNIT.findall(times))
    return float(f"{total:.4g}")


def right(expected: dict[str, Any] | str | None, found: list[tuple[Any, str, When]]) -> bool:
    """Whether what was found is what a suite expects."""
    if isinstance(expected, str):
        return [kind for _, kind, _ in found] == ["DURATION"] and seconds(found[0][2].value) == seconds(expected)
    if expected is None:
        return all(kind == "DURATION" for _, kind, _ in found)
    if len(found) != 1:
        return False
    when = found[0][2]
    if expected["kind"] == "interval":
        return _same_interval(expected, when)
    grain, value = expected["grain"], expected["value"]
    if when.value == "PRESENT_REF":
        return bool(grain in {"second", "day"})
    if grain == "week":
        return "W" in when.value and _holds(when, expected["datetime"][:10])
    cut = _GRAINS[grain]
    if when.value[:cut] == value[:cut]:
        return True
    return grain == "day" and _loosely(when, value, islamic="hijri" in expected)


def _loosely(when: When, day: str, *, islamic: bool) -> bool:
    """A day for the edge of a month, where TIMEX3 has the month and a modifier; for a week its first; a day kept through
    an Islamic month."""
    whole = "/" in when.value
    if "W" in when.value:
        return when.interval is not None and when.interval[0].isoformat() == day
    edge = when.interval is not None and len(when.value) == 7 and (when.interval[1] - when.interval[0]).days < 20
    return (edge or (islamic and whole)) and _holds(when, day)


def _holds(when: When, day: str) -> bool:
    return when.interval is not None and when.interval[0] <= date.fromisoformat(day) <= when.interval[1]


def _same_interval(expected: dict[str, Any], when: When) -> bool:
    start, end, after = expected.get("start"), expected.get("end"), expected.get("end_exclusive")
    if start is None or when.interval is None or not (end or after):
        return False
    first, _, last = when.value.partition("/")
    if not last or "W" in first:
        last_day = when.interval[1] + timedelta(1 if after else 0)
        return (when.interval[0].isoformat(), last_day.isoformat()) == (start[:10], (after or end)[:10])
    if "T" in last and after:
        return start.startswith(first) and datetime.fromisoformat(last) + timedelta(hours=1) == datetime.fromisoformat(
            after
        )
    if after:
        return start.startswith(first) and (when.interval[1] + timedelta(1)).isoformat() == after[:10]
    return start.startswith(first) and end.startswith(last)


def listed() -> dict[str, Any]:
    """The suites, each with its policy and what is set aside."""
    return tomllib.loads((HERE / "times.toml").read_text(encoding="utf-8"))


def run(suites: Path) -> dict[str, tuple[int, int, list[str]]]:
    """For each suite: cases right, cases counted, and the wrong ones."""
    results = {}
    for name, policy in listed().items():
        aside = {int(line) for group in policy["aside"] for line in group["lines"]}
        good, counted, wrong = 0, 0, []
        for number, line in enumerate((suites / policy["file"]).read_text(encoding="utf-8").splitlines(), start=1):
            if number in aside:
                continue
            case = json.loads(line)
            moment = datetime.fromisoformat(case.get("reference_time") or "2024-03-13").replace(tzinfo=None)
            found = api.times(case["text"], moment, prefer="future", week_start=policy["week_start"])
            counted += 1
            if right(case["expected"], found):
                good += 1
            else:
                wrong.append(
                    f"{number}: {case['text']}: {[when.value for _, _, when in found]}, not {case['expected']}"
                )
        results[name] = (good, counted, wrong)
    return results


def cost(folder: Path) -> None:
    """Seconds of finding and resolving times beside the bare word scan and dateparser, on one text, in one run."""
    text = "\n".join(one.text for one in gather([folder]) if not isinstance(one, Refusal))
    api.times(text, date(2025, 8, 6))
    best = float("inf")
    for _ in range(_REPEAT):
        start = time.perf_counter()
        found = len(api.times(text, date(2025, 8, 6)))
        best = min(best, time.perf_counter() - start)
    yardstick = bare_scan(text)
    size = len(text.encode()) / 1e6
    print(f"{folder}: {size:.2f} MB, {found} times")
    print(f"mahdar         {best / yardstick:6.1f} x the bare word scan   ({size / best:.2f} MB/s)")
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser     is not installed")
        return
    start = time.perf_counter()
    search_dates(text, languages=["ar"])
    spent = time.perf_counter() - start
    print(f"dateparser     {spent / yardstick:6.1f} x   ({size / spent:.2f} MB/s), {spent / best:.0f} times as long")


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for name, (good, counted, wrong) in run(Path(sys.argv[1])).items():
        print(f"{name}: {good} of {counted} right ({good / counted:.1%})")
        print(*wrong, sep="\n")
    cost(Path(sys.argv[2]) if len(sys.argv) > 2 else HERE.parent / "examples" / "reports")


if __name__ == "__main__":
    main()
