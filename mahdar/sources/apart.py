"""One text under one path in two sources: two reports, told apart by the names of their folders.

A path is taken within its own source, so that an id stays the same wherever a folder lies. Only where that would make
one report of two files is a folder's name put before the path, and before all of them but one: a folder that was built
alone before has its reports' ids already, and must not come in twice when another is named beside it.
"""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from mahdar.sources.item import Came
from mahdar.types.ids import report_id
from mahdar.types.report import Report

_Parts = tuple[str, ...]  # of a folder's own path, its name first


def told_apart(came: Iterable[tuple[Path | None, Came]]) -> Iterator[Came]:
    """What came, in its order. Each is given with the folder within which its path is taken, None where there is none.

    Which of several keeps its path alone depends on the folders' names, never on the order in which they were named.
    """
    listed = [(_parts(folder) if folder else None, one) for folder, one in came]
    folders: defaultdict[str, set[_Parts]] = defaultdict(set)
    for parts, one in listed:
        if parts and isinstance(one, Report):
            folders[one.id].add(parts)
    for parts, one in listed:
        if parts and isinstance(one, Report) and parts != min(folders[one.id]):
            yield _within("/".join(reversed(_tail(parts, folders[one.id]))), one)
        else:
            yield one


def _parts(folder: Path) -> _Parts:
    return tuple(reversed(Path(os.path.realpath(folder)).parts))


def _tail(parts: _Parts, all_: Collection[_Parts]) -> Sequence[str]:
    """As much of a folder's path, from its name upwards, as no other folder has."""
    others = [other for other in all_ if other != parts]
    longest = len(parts) - 1 or 1  # without the root of the disk
    return next(
        (parts[:size] for size in range(1, longest) if not any(other[:size] == parts[:size] for other in others)),
        parts[:longest],
    )


def _within(folder: str, report: Report) -> Report:
    path = f"{folder}/{report.path}"
    return msgspec.structs.replace(
        report,
        id=report_id(path, report.text),
        path=path,
        warnings=tuple(f"{folder}/{warning}" for warning in report.warnings),
    )
