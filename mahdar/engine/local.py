"""Readings made on this machine: in this process, or in several."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from mahdar.language.language import Language, load_language
from mahdar.reading.pipeline import read
from mahdar.types.reading import Reading
from mahdar.types.report import Report

_WORTH = 64  # below this many reports a second process costs more than it brings


def read_all(reports: Sequence[Report], language: Language, jobs: int = 1) -> Iterator[Reading]:
    """The readings of `reports`, in their order. Reports in another language get an empty reading."""
    if jobs > 1 and len(reports) >= _WORTH:
        with ProcessPoolExecutor(jobs) as pool:
            yield from pool.map(partial(_read_by_code, language.code), reports, chunksize=16)
    else:
        for report in reports:
            yield read_one(report, language)


def read_one(report: Report, language: Language) -> Reading:
    """One reading; empty, with the date the source gave, where the language is another."""
    if report.language != language.code:
        return Reading(report=report.id, published=report.published, outlet=report.outlet)
    return read(report, language)


def _read_by_code(code: str, report: Report) -> Reading:
    return read_one(report, load_language(code))
