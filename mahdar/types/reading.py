"""A reading: what one report says, layer by layer. A pure function of the text and the language data."""

import msgspec

from mahdar.types.marks import (
    Assessment,
    Candidate,
    Control,
    Credit,
    Deadline,
    Furniture,
    Incident,
    Meeting,
    Mention,
    Print,
    Puzzle,
    Quote,
    Sentence,
    Stance,
    Statement,
    Term,
    Time,
    War,
)
from mahdar.types.report import Published


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The layers of one report, each sorted by place. `report` is the report's id."""

    report: str
    published: Published | None = None
    outlet: str | None = None
    furniture: tuple[Furniture, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    prints: tuple[Print, ...] = ()
    quotes: tuple[Quote, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    statements: tuple[Statement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    incidents: tuple[Incident, ...] = ()
    wars: tuple[War, ...] = ()
    control: tuple[Control, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    stances: tuple[Stance, ...] = ()
    terms: tuple[Term, ...] = ()
    credits: tuple[Credit, ...] = ()
    puzzles: tuple[Puzzle, ...] = ()


LAYERS = tuple(name for name in Reading.__struct_fields__ if name not in {"report", "published", "outlet"})
