"""Incidents: attacks, sanctions, aid, exchanges, protests. Only what is told as having happened, or as claimed."""

from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from mahdar.language.lexicon import Sense
from mahdar.language.schema import EntityTable, Trigger
from mahdar.reading.draft import Draft
from mahdar.reading.issues import issues_in
from mahdar.reading.scene import Phrase, Scene, scene_of
from mahdar.types.marks import Incident
from mahdar.types.span import Span

_NEAR = 8  # statements that may hold an incident: the last ones that begin before it


def find_incidents(draft: Draft) -> Iterator[Incident]:
    """A trigger with an actor, a target or a count of dead or injured in its clause."""
    scene = scene_of(draft)
    for start, stop in scene.sentences:
        last = start
        for index in range(start, stop):
            if index < last or index in scene.furniture or index in scene.covering:
                continue
            for unit in scene.page.units("incident", index):
                if unit.sense and not _unreal(scene, index, start, unit.sense):
                    found = _incident(scene, index, unit.stop, unit.sense, (start, stop))
                    if found:
                        yield msgspec.structs.replace(found, claimed_by=_claimed(draft, found.span))
                        last = scene.page.words.at(found.span.stop)
                    break


def _unreal(scene: Scene, index: int, start: int, sense: Sense) -> bool:
    """A threat, a fear, a goal, or a negation just before the word; a future, but of a pledge."""
    page = scene.page
    if page.is_a(index - 1, "negation"):
        return True
    table = sense.row.table
    pledge = isinstance(table, Trigger) and table.set_.get("type") == "AGREE"
    if sense.prefix and sense.prefix[-1] in page.language.orthography.proclitics.verb and not pledge:
        return True
    return any(page.units("hypothetical", back) for back in range(max(start, index - 3), index))


def _incident(scene: Scene, index: int, stop: int, sense: Sense, bounds: tuple[int, int]) -> Incident | None:
    table = sense.row.table
    assert isinstance(table, Trigger)
    end = _clause_end(scene, stop, bounds[1])
    actors, recipients = _roles(scene, index, stop, sense, (bounds[0], end))
    killed, injured = _count(scene, "killed", index, end), _count(scene, "injured", index, end)
    kind = str(table.set_["type"])
    if not actors and not recipients and killed is None and injured is None:
        return None
    needed = table.set_.get("about")
    if needed and needed not in {issue for _, issue in issues_in(scene.page, index, end)}:
        return None
    if (
        kind == "ASSAULT"
        and not recipients
        and killed is None
        and injured is None
        and sense.word.form == "noun"
        and not actors
    ):
        return None
    span = scene.span(index, end, sense.skip)
    return Incident(
        span=span,
        rules=(sense.id,),
        type=kind,
        actor=tuple(actors[:2]),
        recipient=tuple(recipients[:2]),
        place=_place(scene, index, end),
        time=_time(scene, bounds),
        killed=killed,
        injured=injured,
    )


def _clause_end(scene: Scene, start: int, stop: int) -> int:
    """Up to the next comma behind at least three words, or the sentence's end."""
    index = start
    while index < stop:
        if scene.is_comma(index) and index - start >= 3:
            break
        index += 1
    while index > start and not scene.page.is_word(index - 1) and not scene.page.word(index - 1).isdecimal():
        index -= 1
    return index


def _roles(scene: Scene, index: int, stop: int, sense: Sense, bounds: tuple[int, int]) -> tuple[list[Span], list[Span]]:
    """Verb: subject then object. Noun: the adjective's nation attacks, what follows `on` is hit."""
    parties = [p for p in scene.phrases_in(index + 1, bounds[1]) if p.mention.kind != "media"]
    if sense.word.form in {"past", "present"}:
        if parties and parties[0].first <= stop + 1:
            subject = parties[0]
            return [subject.mention.span], [p.mention.span for p in parties[1:2]]
        before = scene.covering.get(index - 1)
        if before:
            return [before.mention.span], [p.mention.span for p in parties[:1]]
        return [], [p.mention.span for p in parties[:1]]
    hit = [p for p in parties if scene.page.is_a(p.first - 1, "target-link") or p.mention.kind in {"place", "state"}]
    return _nation(scene, stop), [p.mention.span for p in hit[:1]]


def _nation(scene: Scene, index: int) -> list[Span]:
    """The nation whose adjective stands behind the noun, where the report names the state."""
    for sense in scene.page.senses(index) if index < scene.page.size else ():
        if sense.cls == "nationality" and isinstance(sense.row.table, EntityTable):
            key = f"state:{sense.row.table.id}"
            named: list[Phrase] = [p for p in scene.phrases if key in {p.mention.key, p.mention.stands_for}]
            return [named[0].mention.span] if named else []
    return []


def _count(scene: Scene, cls: str, start: int, stop: int) -> int | None:
    """The number beside a word of death or injury; a bare dual or singular of people counts too."""
    page = scene.page
    for index in range(max(0, start - 4), stop):
        if not page.is_a(index, cls):
            continue
        for at in range(index + 1, min(stop, index + 3)):
            for number in page.units("number", at):
                if number.value and number.value == int(number.value) and number.value < 1e6:
                    return int(number.value)
            if page.is_a(at, "two-people"):
                return 2
    return None


def _place(scene: Scene, index: int, end: int) -> Span | None:
    places = [p.mention.span for p in scene.phrases_in(index + 1, end) if p.mention.kind == "place"]
    return places[0] if places else None


def _time(scene: Scene, bounds: tuple[int, int]) -> Span | None:
    times = [time for _, time in scene.times_in(*bounds)]
    dated = [t for t in times if t.type in {"DATE", "TIME"} and t.shape.op != "value"]
    return dated[0].span if dated else None


def _claimed(draft: Draft, span: Span) -> Span | None:
    """The speaker of the statement that tells it."""
    at = bisect_right(draft.statements, span.start, key=lambda statement: statement.span.start)
    for statement in reversed(draft.statements[max(0, at - _NEAR) : at + 1]):
        if any(content.overlaps(span) for content in statement.content):
            return statement.speaker
    return None
