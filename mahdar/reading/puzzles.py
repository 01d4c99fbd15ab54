"""Puzzles: what was seen and could not be placed. The next rules come from here."""

from collections.abc import Iterator

from mahdar.reading.dateline import RULE as DATELINE
from mahdar.reading.dateline import contradiction
from mahdar.reading.draft import Draft
from mahdar.reading.header import find_published
from mahdar.reading.scene import Scene, scene_of
from mahdar.reading.statements.cues import CUES, cues_at
from mahdar.types.marks import Puzzle

RULE = "ar/statements/grammar/quotation"
_SPEECH = 4


def find_puzzles(draft: Draft) -> Iterator[Puzzle]:
    """Quotations long enough to be speech that no statement holds, and verbs of speech without what is said."""
    scene = scene_of(draft)
    held = {
        i
        for s in draft.statements
        for span in s.content
        for i in range(draft.page.words.at(span.start), draft.page.words.at(span.stop))
    }
    for first, stop, quote in scene.quotes:
        words = sum(scene.page.is_word(index) for index in range(first, stop))
        if words >= _SPEECH and first not in scene.furniture and held.isdisjoint(range(first, stop)):
            yield Puzzle(span=quote.span, rules=(RULE,), why="a quotation that nobody is found to say")
        if not quote.closed:
            yield Puzzle(span=quote.span, rules=(RULE,), why="a quotation that is not closed")
    yield from _silent_cues(draft, scene)
    against = contradiction(draft, draft.report.published or find_published(draft))
    if against:
        yield Puzzle(span=against.span, rules=(DATELINE,), why="the dateline has another day than the header")


def _silent_cues(draft: Draft, scene: Scene) -> Iterator[Puzzle]:
    cued = {statement.cue.start for statement in draft.statements}
    for index in sorted(scene.page.where(CUES)):
        if index in scene.quoted or index in scene.furniture or index in scene.covering:
            continue
        for cue in cues_at(scene, index):
            if cue.kind == "verb" and not cue.strict and cue.act in {"says", "confirms", "announces"}:
                span = scene.span(cue.at, cue.stop, cue.skip)
                if span.start not in cued:
                    yield Puzzle(
                        span=span, rules=(cue.sense.id,), why="a verb of speech without a speaker or what is said"
                    )
                break
