"""Versions: a report that came again, from the same url or the same path in the collection, with another text.

What was in the record before is the older one. Of versions that came in one build, the one published first is the
older one (one without a day comes last), then the one with the smaller path, then with the smaller id: in which order
the files were named, or found, never shows. A day that was inferred from other reports does not count: a report that
comes later could change it, and with it what was once called the older version.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from mahdar.types.report import Published, Report

# A row's number, or "stdin", is a place that any text may have: what stood there before is not the same report.
_NO_NAME = re.compile(r"stdin|.*#\d+", re.DOTALL)


def find_versions(
    reports: Iterable[Report], builds: Mapping[str, int], published: Mapping[str, Published]
) -> dict[str, str]:
    """Report -> the version before it, by id. `builds` says which build brought a report, `published` its day.

    Each version follows the one before it, so several make a chain. The same text once more is no version.
    """
    groups: defaultdict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report.url or not _NO_NAME.fullmatch(report.path):
            groups["url" if report.url else "path", report.url or report.path].append(report)

    def age(report: Report) -> tuple[int, bool, str, str, str]:
        day = _day(published.get(report.id) or report.published)
        return builds.get(report.id, 0), not day, day, report.path, report.id

    return {new: old for (by, _), group in groups.items() for new, old in _chain(sorted(group, key=age), by == "path")}


def _chain(ordered: Iterable[Report], doubtful: bool) -> Iterable[tuple[str, str]]:
    texts: set[str] = set()
    last: Report | None = None
    for report in ordered:
        if report.text in texts:
            continue
        if last and (not doubtful or _alike(last.text, report.text)):
            yield report.id, last.id
        texts.add(report.text)
        last = report


def _alike(left: str, right: str) -> bool:
    """Whether half of the words of the shorter text stand in the other: two folders may both hold a `1.txt`."""
    words, others = set(left.split()), set(right.split())
    return 2 * len(words & others) >= min(len(words), len(others))


def _day(published: Published | None) -> str:
    return published.value if published and published.known_from != "inferred" else ""
