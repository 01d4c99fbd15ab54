"""mahdar: reads the news reports of a negotiation, Arabic first, and keeps its sourced record.

>>> import mahdar
>>> reading = mahdar.read("...")          # one text
>>> reading.statements
()

The verbs of the command line are functions here: `build`, `view`, `search`, `why`, `export`, `trace`, `check`.
"""

from mahdar.api import build, check, export, numbers, read, search, times, trace, view, why
from mahdar.errors import MahdarError
from mahdar.record.reconcile import reconcile
from mahdar.types.reading import Reading
from mahdar.types.record import Record
from mahdar.types.report import Report
from mahdar.types.span import Span

__all__ = [
    "MahdarError",
    "Reading",
    "Record",
    "Report",
    "Span",
    "build",
    "check",
    "export",
    "numbers",
    "read",
    "reconcile",
    "search",
    "times",
    "trace",
    "view",
    "why",
]
