"""Meetings and calls: a verb or noun of meeting, who took part, where, when, how long, and whether it was held."""

from collections.abc import Iterator
from typing import get_args

import msgspec

from mahdar.language.lexicon import Sense
from mahdar.language.schema import Trigger, WordList
from mahdar.reading.draft import Draft
from mahdar.reading.events.parties import parties_of_noun, parties_of_verb
from mahdar.reading.scene import Phrase, Scene, scene_of
from mahdar.types.marks import Format, Meeting, Status, Time
from mahdar.types.span import Span

_FORMATS: dict[str, Format] = {name: name for name in get_args(Format)}
_STATUSES: dict[str, Status] = {name: name for name in get_args(Status)}


class Found(msgspec.Struct, frozen=True):
    """A trigger at words `at` up to `stop`, and the phrases that take part."""

    at: int
    stop: int
    sense: Sense
    skip: int
    parties: tuple[Phrase, ...]


_TRIGGERS = frozenset({"meeting", "meeting-verb", "meeting-verb-with"})


def find_meetings(draft: Draft) -> Iterator[Meeting]:
    """Meetings with at least two parties named in one sentence."""
    scene = scene_of(draft)
    last: Meeting | None = None
    for start, stop in scene.sentences:
        index = start
        while index < stop:
            found = None if index in scene.furniture else _at(scene, index, (start, stop))
            again = (
                _again(scene, index, (start, stop), last)
                if found is None and last and scene.page.may_begin(index, _TRIGGERS)
                else None
            )
            if again:
                yield again
            if found:
                meeting = _meeting(scene, found, (start, stop))
                yield meeting
                if meeting.status in {"held", "ongoing"} and not (meeting.count or meeting.repeated):
                    last = meeting
                index = max(found.stop, *(phrase.stop for phrase in found.parties))
            else:
                index += 1


def _again(scene: Scene, index: int, bounds: tuple[int, int], last: Meeting) -> Meeting | None:
    """`the meeting, which lasted three hours`: a definite noun without parties tells more of the one told last."""
    for unit in scene.page.units("meeting", index) if index not in scene.furniture else ():
        if (
            unit.sense is None
            or not unit.sense.word.definite
            or unit.sense.word.suffixed
            or unit.sense.word.number == "p"
        ):
            continue
        stop = min(bounds[1], index + _PLACE_REACH)
        _, length = _times(scene, (index, stop), Found(index, unit.stop, unit.sense, unit.skip, ()))
        if length:
            span = scene.span(index, scene.page.words.at(length.span.stop), unit.skip)
            trigger = scene.span(index, unit.stop, unit.skip)
            rules = (unit.sense.id,)
            return Meeting(
                span=span,
                rules=rules,
                certainty="inferred",
                trigger=trigger,
                participants=last.participants,
                status=last.status,
                format=last.format,
                duration=length.span,
            )
    return None


def _at(scene: Scene, index: int, bounds: tuple[int, int]) -> Found | None:
    page = scene.page
    if not page.may_begin(index, _TRIGGERS):
        return None
    for cls in ("meeting", "meeting-verb", "meeting-verb-with"):
        for unit in page.units(cls, index):
            if unit.sense is None:
                continue
            if cls == "meeting":
                parties = parties_of_noun(scene, index, unit.stop, unit.sense, bounds)
            else:
                parties = parties_of_verb(scene, index, bounds, needs_link=cls.endswith("with"))
            if len(parties) > 1 or (parties and len(parties[0].mention.sides) > 1):
                return Found(index, unit.stop, unit.sense, unit.skip, tuple(parties))
    return None


# ── where, when, how ─────────────────────────────────────────────
def _meeting(scene: Scene, found: Found, bounds: tuple[int, int]) -> Meeting:
    table = found.sense.row.table
    assert isinstance(table, Trigger)
    status = _status(scene, found, bounds)
    time, duration = _times(scene, bounds, found)
    place = _place(scene, bounds, found)
    told = _FORMATS[str(table.set_.get("format", "unspecified"))]
    if any(scene.page.units("video", index) for index in range(*bounds)):
        told = "video"
    if status in {"planned", "proposed", "denied"} and told == "in-person" and place is None and table.noun:
        told = "unspecified"
    first = min(found.at, *(phrase.first for phrase in found.parties))
    stop = max(found.stop, *(phrase.stop for phrase in found.parties))
    return Meeting(
        span=scene.span(first, stop),
        rules=(found.sense.id,),
        trigger=scene.span(found.at, found.stop, found.skip),
        participants=tuple(phrase.mention.span for phrase in found.parties),
        status=status,
        format=told,
        host=found.parties[0].mention.span if table.set_.get("host") else None,
        place=place,
        time=time.span if time else None,
        duration=duration.span if duration else None,
        count=_count(scene, found),
        repeated=any(scene.page.units("repeatedly", index) for index in range(found.at, bounds[1])),
    )


def _status(scene: Scene, found: Found, bounds: tuple[int, int]) -> Status:
    """By the words before the trigger, a negation or a future form of the trigger itself."""
    page = scene.page
    if page.is_a(found.at - 1, "negation"):
        return "denied"
    if found.sense.word.form == "present" and page.lexicon.tense(page.deep[found.at]) == "future":
        return "planned"
    for index in range(found.at, max(bounds[0], found.at - 12) - 1, -1):
        for unit in page.units("meeting-status", index):
            table = unit.sense.row.table if unit.sense else None
            if isinstance(table, WordList) and unit.stop <= found.at + 1:
                return _STATUSES[table.kind or "held"]
    return "held"


def _times(scene: Scene, bounds: tuple[int, int], found: Found) -> tuple[Time | None, Time | None]:
    """The nearest dated time of the sentence, and its length where one stands behind the trigger."""
    when: tuple[int, Time] | None = None
    length: Time | None = None
    for index, time in scene.times_in(*bounds):
        if time.type == "DURATION":
            lasting = any(scene.page.is_a(back, "lasting") for back in range(index - 4, index)) and index > found.at
            length = length or (time if lasting and time.shape.unit in {"hour", "minute", "second"} else None)
        elif time.type != "SET" and time.shape.op != "value":
            distance = abs(index - found.at)
            if when is None or distance < when[0]:
                when = (distance, time)
    return (when[1] if when else None), length


_PLACE_REACH = 16


def _place(scene: Scene, bounds: tuple[int, int], found: Found) -> Span | None:
    """The nearest place of the sentence behind `in`, or attached to it."""
    best: tuple[int, Span] | None = None
    locative = scene.page.language.orthography.proclitics.noun[0]
    for phrase in scene.phrases_in(*bounds):
        if phrase.mention.kind not in {"place", "state"}:
            continue
        attached = locative in scene.page.deep[phrase.first][: scene.skip_of(phrase)]
        if phrase in found.parties or not (attached or scene.page.is_a(phrase.first - 1, "in-place")):
            continue
        distance = abs(phrase.first - found.at)
        if distance > _PLACE_REACH:
            continue
        if best is None or distance < best[0]:
            best = (distance, phrase.mention.span)
    return best[1] if best else None


def _count(scene: Scene, found: Found) -> int | None:
    """`three rounds`, `the four meetings`: an aggregate."""
    for index in (found.at - 1, found.stop):
        for number in scene.page.units("number", index) if index >= 0 else ():
            if number.value and 1 < number.value < 100 and (number.stop == found.at or index == found.stop):
                return int(number.value)
    article = scene.page.lexicon.fold(scene.page.language.orthography.proclitics.article)
    word = scene.page.word(found.stop)
    if word.startswith(article) and found.sense.word.number == "p":
        bare = [s for s in scene.page.lexicon.senses(word[len(article) :]) if s.cls == "number" and not s.skip]
        for sense in bare:
            value = getattr(sense.row.table, "value", None)
            if value and 1 < value < 100:
                return int(value)
    return None
