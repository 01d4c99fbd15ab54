"""When a report can have been printed: its day, or, without one, the days of what it tells together with dated reports.

Looser than dating a report, and only good enough to see that its background is old: an undated report is given no day
by this.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from mahdar.record.day import published_day, whole_day
from mahdar.types.reading import Reading
from mahdar.types.record import MeetingFact

_MET = 3  # who must have met in what is told together: the same two may meet every year
_OVER = {"held", "ongoing"}


def place(readings: Sequence[Reading], meetings: Sequence[MeetingFact]) -> dict[str, tuple[date, date]]:
    """Report -> the first and the last day that fit; those without either are not in it."""
    placed = {reading.report: (day, day) for reading in readings if (day := published_day(reading))}
    days: defaultdict[str, set[date]] = defaultdict(set)
    met: defaultdict[str, set[str]] = defaultdict(set)
    for meeting in meetings:
        dated = {day for told in meeting.tellings if told.report in placed and (day := whole_day(told.date))}
        for told in meeting.tellings:
            if dated and told.report not in placed and told.status in _OVER:
                days[told.report] |= dated
                met[told.report] |= set(told.participants)
    found = {report: (min(dated), max(dated)) for report, dated in days.items() if len(met[report]) >= _MET}
    return placed | found
