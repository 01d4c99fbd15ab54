"""What a reader of one kind of cue hands on: a statement under way."""

import msgspec

from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.speaker import Speaker
from mahdar.types.marks import Mode
from mahdar.types.span import Span


class Found(msgspec.Struct, frozen=True):
    """A statement under way: the cue, who speaks, and what is said."""

    cue: Cue
    speaker: Speaker | None
    content: tuple[Span, ...]
    mode: Mode
    start: int
    stop: int
    rules: tuple[str, ...] = ()
    resume: int = 0
    framed: bool = True
    stance: bool = False
    asked: Span | None = None
