"""Deadlines: set by whom, on whom, until when, or else what."""

from collections.abc import Iterator

from mahdar.reading.draft import Draft
from mahdar.reading.scene import Phrase, Scene, scene_of
from mahdar.types.marks import Deadline
from mahdar.types.span import Span


def find_deadlines(draft: Draft) -> Iterator[Deadline]:
    """A word of deadline with a day or a consequence in its sentence."""
    scene = scene_of(draft)
    for start, stop in scene.sentences:
        for index in range(start, stop):
            if index in scene.furniture:
                continue
            unit = next(iter(scene.page.units("deadline", index)), None)
            if unit is None or unit.sense is None:
                continue
            until = _until(scene, index, stop)
            consequence = _consequence(scene, unit.stop, stop)
            if until is None and consequence is None:
                continue
            verb = unit.sense.word.form in {"past", "present"}
            parties = [p for p in scene.phrases_in(start, stop) if _acts(p)]
            setter = _setter(parties, index, verb)
            on = _bound(scene, parties, index, setter)
            last = max(unit.stop, *(scene.page.words.at(s.stop) for s in (until, consequence) if s))
            yield Deadline(
                span=scene.span(index, last),
                rules=(unit.sense.id,),
                set_by=setter.mention.span if setter else None,
                on=tuple(p.mention.span for p in on),
                until=until,
                consequence=consequence,
                consequence_text=consequence.of(scene.page.text) if consequence else None,
            )
            break


def _acts(phrase: Phrase) -> bool:
    return phrase.mention.kind in {"person", "state", "institution", "group"} or phrase.mention.form == "metonym"


def _until(scene: Scene, start: int, stop: int) -> Span | None:
    """The day behind `until`; else a weekday or date behind the word itself."""
    for index, time in scene.times_in(start + 1, stop):
        if time.type in {"DATE", "TIME"} and time.shape.op != "value" and scene.page.is_a(index - 1, "until"):
            return time.span
    return None


def _consequence(scene: Scene, start: int, stop: int) -> Span | None:
    for index in range(start, stop):
        for unit in scene.page.units("or-else", index):
            end = unit.stop
            while (
                end < stop
                and not scene.is_comma(end)
                and scene.page.word(end) not in scene.page.language.orthography.punctuation.sentence_end
            ):
                end += 1
            return scene.span(index, end) if end > unit.stop else None
    return None


def _setter(parties: list[Phrase], index: int, verb: bool) -> Phrase | None:
    """The subject behind the verb; for a noun, the party of `the deadline that X set`, else the one before."""
    after = [p for p in parties if p.first > index]
    before = [p for p in parties if p.stop <= index]
    if verb:
        return after[0] if after and after[0].first <= index + 2 else before[-1] if before else None
    relative = [p for p in after if p.first <= index + 4]
    return relative[0] if relative and not before else before[-1] if before else relative[0] if relative else None


def _bound(scene: Scene, parties: list[Phrase], index: int, setter: Phrase | None) -> list[Phrase]:
    skip = setter.stop if setter and setter.first > index else index
    after = [p for p in parties if p.first >= skip and p is not setter]
    return after[:1]
