"""Assessments: how somebody, or the narrator, described a meeting."""

from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from mahdar.language.rules import Unit
from mahdar.language.schema import WordList
from mahdar.reading.draft import Draft
from mahdar.reading.scene import Scene, scene_of
from mahdar.types.marks import Assessment, Meeting, Polarity, Statement
from mahdar.types.span import Span

RULE = "ar/events/assessments/"
_POLARITY: dict[str, Polarity] = {"positive": "positive", "negative": "negative", "mixed": "mixed"}


def find_assessments(draft: Draft) -> Iterator[Assessment]:
    """Adjectives and progress in what speakers say of talks, and progress or none in the narrator's own words."""
    scene = scene_of(draft)
    held: list[Span] = []
    for statement in draft.statements:
        for found in _in_statement(scene, statement):
            held.append(found.span)
            yield _of_meeting(draft, scene, found)
    held = sorted([*held, *(span for statement in draft.statements for span in statement.content)])
    for found in _narrated(scene, held):
        yield _of_meeting(draft, scene, found)


def _in_statement(scene: Scene, statement: Statement) -> Iterator[Assessment]:
    at = scene.page.words.at
    words = [index for span in statement.content for index in range(at(span.start), at(span.stop))]
    if not words or not _about_talks(scene, statement, words):
        return
    last = statement.content[-1]
    first, stop = at(last.start), at(last.stop)
    if scene.page.language.on(RULE + "no-progress"):
        progress = _progress(scene, first, stop)
        if progress:
            span, polarity = progress
            yield _mark(scene, span, polarity, statement.speaker, "no-progress")
            return
    if not scene.page.language.on(RULE + "described"):
        return
    judged = [(i, polarity) for i in range(first, stop) for polarity in [_adjective(scene, i)] if polarity]
    if judged:
        yield _mark(
            scene, _around(scene, first, stop, [i for i, _ in judged]), judged[0][1], statement.speaker, "described"
        )


def _about_talks(scene: Scene, statement: Statement, words: list[int]) -> bool:
    """Whether what is said names a meeting, or describes one."""
    return any(scene.page.is_a(index, "meeting") or scene.page.units("meeting", index) for index in words)


def _adjective(scene: Scene, index: int) -> Polarity | None:
    for unit in scene.page.units("assessment", index):
        polarity = _kind(unit)
        if polarity and unit.sense and not unit.sense.word.definite:
            return _POLARITY["negative"] if scene.page.is_a(index - 1, "negation") else polarity
    return None


def _kind(unit: Unit) -> Polarity | None:
    table = unit.sense.row.table if unit.sense else None
    return _POLARITY.get(table.kind or "") if isinstance(table, WordList) else None


_PROGRESS = frozenset({"no-progress", "made-progress"})


def _progress(scene: Scene, first: int, stop: int) -> tuple[Span, Polarity] | None:
    """`made progress` or `without making any progress`, from its first word to its noun."""
    page = scene.page
    for index in range(first, stop):
        if not page.may_begin(index, _PROGRESS):
            continue
        for cls in ("no-progress", "made-progress"):
            for unit in page.units(cls, index):
                polarity = _kind(unit)
                noun = next((i for i in range(unit.stop, min(stop, unit.stop + 5)) if page.is_a(i, "progress")), None)
                alone = cls == "no-progress" and page.is_a(index, "cue") is False and unit.stop > index + 1
                if polarity and (noun is not None or alone):
                    end = min(stop, (noun if noun is not None else unit.stop - 1) + 2)
                    while end > index + 1 and not page.is_word(end - 1):
                        end -= 1
                    return page.span(index, end), polarity
    return None


def _around(scene: Scene, first: int, stop: int, judged: list[int]) -> Span:
    """From the first to the last judging word, with the quotation that holds them where there is one."""
    number = scene.quoted.get(judged[0])
    if number is not None:
        return scene.quotes[number][2].inner
    return scene.page.span(judged[0], min(stop, judged[-1] + 1))


def _narrated(scene: Scene, held: list[Span]) -> Iterator[Assessment]:
    if not scene.page.language.on(RULE + "no-progress"):
        return
    at = scene.page.words.at
    for start, stop in scene.sentences:
        if start in scene.furniture or not any(scene.page.units("meeting", i) for i in range(start, stop)):
            continue
        found = _progress(scene, start, stop)
        if (
            found
            and not any(span.overlaps(found[0]) for span in _nearby_spans(held, found[0]))
            and at(found[0].start) >= start
        ):
            yield _mark(scene, found[0], found[1], None, "no-progress")


def _mark(scene: Scene, span: Span, polarity: Polarity, by: Span | None, rule: str) -> Assessment:
    return Assessment(span=span, rules=(RULE + rule,), of=None, by=by, polarity=polarity)


def _of_meeting(draft: Draft, scene: Scene, found: Assessment) -> Assessment:
    """The assessment with its meeting: that of the same sentence, else the last one told before."""
    meetings = _nearby(draft.layers["meetings"], found.span)
    span = found.span
    index = scene.page.words.at(span.start)
    start, stop = scene.sentence_of(index)
    at = scene.page.words.at
    same = [m for m in meetings if start <= at(m.span.start) < stop]
    before = [m for m in meetings if m.span.start <= span.start]
    chosen = same[:1] or before[-1:] or list(meetings[:1])
    return msgspec.structs.replace(found, of=chosen[0].span) if chosen else found


_NEAR = 12


def _nearby(meetings: tuple[Meeting, ...], span: Span) -> tuple[Meeting, ...]:
    """The meetings told around a place, in order; all of them in a short report."""
    at = bisect_right(meetings, span.start, key=lambda meeting: meeting.span.start)
    return meetings[max(0, at - _NEAR) : at + _NEAR]


def _nearby_spans(spans: list[Span], span: Span) -> list[Span]:
    """Those of the sorted `spans` that begin around a place."""
    at = bisect_right(spans, span)
    return spans[max(0, at - _NEAR) : at + _NEAR]
