"""What happened: meetings, how they were judged, deadlines, incidents."""

from mahdar.reading.events.assessments import find_assessments
from mahdar.reading.events.deadlines import find_deadlines
from mahdar.reading.events.incidents import find_incidents
from mahdar.reading.events.meetings import find_meetings

__all__ = ["find_assessments", "find_deadlines", "find_incidents", "find_meetings"]
