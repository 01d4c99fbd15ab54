"""Meetings and calls: a verb or noun of meeting, who took part, where, when, how long, and whether it was held."""

from collections.abc import Iterator
from typing import get_args

import msgspec

from mahdar.language.lexicon import Sense
from mahdar.language.schema import Trigger, WordList
from mahdar.reading.draft import Draft
from mahdar.reading.scene import Phrase, Scene, scene_of
from mahdar.types.marks import Format, Meeting, Status, Time
from mahdar.types.span import Span

_PARTIES = {"person", "institution", "state", "group"}
_REACH = 26
_FORMATS: dict[str, Format] = {name: name for name in get_args(Format)}
_STATUSES: dict[str, Status] = {name: name for name in get_args(Status)}


class Found(msgspec.Struct, frozen=True):
    """A trigger at words `at` up to `stop`, and the phrases that take part."""

    at: int
    stop: int
    sense: Sense
    skip: int
    parties: tuple[Phrase, ...]


def find_meetings(draft: Draft) -> Iterator[Meeting]:
    """Meetings with at least two parties named in one sentence."""
    scene = scene_of(draft)
    last: Meeting | None = None
    for start, stop in scene.sentences:
        index = start
        while index < stop:
            found = None if index in scene.furniture else _at(scene, index, (start, stop))
            again = _again(scene, index, (start, stop), last) if found is None and last else None
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
    for cls in ("meeting", "meeting-verb", "meeting-verb-with"):
        for unit in page.units(cls, index):
            if unit.sense is None:
                continue
            if cls == "meeting":
                parties = _of_noun(scene, index, unit.stop, unit.sense, bounds)
            else:
                parties = _of_verb(scene, index, bounds, needs_link=cls.endswith("with"))
            if len(parties) > 1 or (parties and len(parties[0].mention.sides) > 1):
                return Found(index, unit.stop, unit.sense, unit.skip, tuple(parties))
    return None


# ── who took part ────────────────────────────────────────────────
def _of_verb(scene: Scene, index: int, bounds: tuple[int, int], needs_link: bool) -> list[Phrase]:
    """Subject after or before the verb, object right behind it or behind `with`."""
    start, stop = bounds
    first = _party_at(scene, _past_times(scene, index + 1, stop))
    before = (
        _party_before(scene, index, start) if first is None or not _second(scene, first, stop, needs_link) else None
    )
    if before is not None:
        other = _linked(scene, index + 1, stop) or ([first] if first and not needs_link else [])
        return _distinct([before, *other])
    if first is None:
        return []
    group = _coordinated(scene, first, stop)
    return _distinct([*group, *(_second(scene, group[-1], stop, needs_link))])


def _second(scene: Scene, subject: Phrase, stop: int, needs_link: bool) -> list[Phrase]:
    """The other side behind the subject: as object, or behind a link."""
    index = _past_times(scene, subject.stop, stop)
    if not needs_link:
        direct = _party_at(scene, index)
        if direct and not scene.starts_prepositional(direct):
            return _coordinated(scene, direct, stop)
    return _linked(scene, subject.stop, min(stop, subject.stop + _REACH))


def _of_noun(scene: Scene, index: int, stop: int, sense: Sense, bounds: tuple[int, int]) -> list[Phrase]:
    """Behind `between`, `with`, `holds`; the possessor; the subject of a verb that carries the noun."""
    end = bounds[1]
    parties: list[Phrase] = []
    owner = _party_at(scene, stop)
    if owner and not scene.starts_prepositional(owner) and not sense.word.definite and owner.first == stop:
        parties += _coordinated(scene, owner, end)
    parties += _linked(scene, stop, min(end, stop + _REACH))
    if len(parties) < 2 and not parties:
        parties = _between_before(scene, index, bounds[0])
    if len(parties) < 2 or sense.word.accusative:
        carried = _carrier_subject(scene, index, bounds[0])
        if carried is None and sense.word.suffixed:
            carried = _near_before(scene, index, bounds[0], _FAR)
        if carried is not None:
            parties = [*_coordinated(scene, carried, index), *parties]
    if len(parties) == 1 and not sense.word.definite:
        other = _near_before(scene, index, bounds[0])
        parties = [other, *parties] if other else parties
    return _distinct(parties)


_NEAR, _FAR = 9, 20
_SUBJECTS = {"person", "state"}


def _near_before(scene: Scene, index: int, start: int, reach: int = _NEAR) -> Phrase | None:
    """The subject of the clause before a noun of meeting with one partner: `X is ready for a meeting with Y`."""
    for at in range(index - 1, max(start, index - reach) - 1, -1):
        if scene.is_comma(at) and reach == _NEAR:
            return None
        phrase = scene.covering.get(at)
        if phrase is None or scene.starts_prepositional(phrase):
            continue
        if phrase.mention.kind in _SUBJECTS or phrase.mention.form == "metonym":
            return phrase
    return None


def _between_before(scene: Scene, index: int, start: int) -> list[Phrase]:
    """`between X and Y three rounds were held`: both sides before the noun."""
    for at in range(index - 1, max(start, index - _NEAR) - 1, -1):
        for unit in scene.page.units("participant-link", at):
            party = _party_at(scene, unit.stop)
            table = unit.sense.row.table if unit.sense else None
            if party and isinstance(table, WordList) and table.kind == "between":
                return _coordinated(scene, party, index)
    return []


def _linked(scene: Scene, start: int, stop: int) -> list[Phrase]:
    """Parties behind the first link, and behind `in addition to` after them."""
    page = scene.page
    for index in range(start, stop):
        if index in scene.quoted and index not in scene.covering and index - 1 not in scene.quoted:
            break
        if page.is_a(index, "meeting-verb", "cue") and index > start and page.senses(index)[0].word.form == "past":
            break
        if page.units("meeting", index) and index > start:
            break  # what follows belongs to another noun of meeting
        for unit in page.units("participant-link", index):
            party = _party_at(scene, unit.stop)
            if party is None:
                continue
            group = _coordinated(scene, party, stop + 12)
            return [*group, *_more(scene, group[-1].stop, stop + 12)]
    return []


def _more(scene: Scene, start: int, stop: int) -> list[Phrase]:
    for index in range(start, min(start + 6, stop)):
        for unit in scene.page.units("more-participants", index):
            for at in range(unit.stop, unit.stop + 3):
                party = _party_at(scene, at)
                if party:
                    return [party]
    return []


def _carrier_subject(scene: Scene, index: int, start: int) -> Phrase | None:
    """`held / conducted ... talks`: the subject of the light verb before the noun."""
    for at in range(index - 1, max(start, index - 14) - 1, -1):
        if scene.page.is_a(at, "light-verb"):
            party = _party_at(scene, _past_times(scene, at + 1, index))
            if party and party.stop <= index and not scene.starts_prepositional(party):
                return party
            return _party_before(scene, at, start)
    return None


def _party_before(scene: Scene, index: int, start: int) -> Phrase | None:
    """The party that stands right before word `index`; `it happened before to X that (he) met` counts, too."""
    at = index - 1
    while at >= start and (at in scene.timed or scene.page.is_a(at, "filler", "relative", "that")):
        at -= 1
    phrase = scene.covering.get(at)
    if phrase is None or not _is_party(phrase):
        return None
    return (
        phrase if not scene.starts_prepositional(phrase) or scene.page.is_a(phrase.first - 1, "before-that") else None
    )


def _party_at(scene: Scene, index: int) -> Phrase | None:
    phrase = scene.starting.get(index)
    return phrase if phrase and _is_party(phrase) else None


def _is_party(phrase: Phrase) -> bool:
    mention = phrase.mention
    return mention.kind in _PARTIES or mention.form == "metonym"


def _past_times(scene: Scene, index: int, stop: int) -> int:
    while index < stop and (index in scene.timed or scene.page.is_a(index, "filler")):
        index += 1
    return index


def _coordinated(scene: Scene, phrase: Phrase, stop: int) -> list[Phrase]:
    """A phrase and those joined to it by a conjunction, past commas and titles."""
    group = [phrase]
    index = phrase.stop
    joining = scene.page.language.orthography.proclitics.any
    while index < stop:
        if scene.is_comma(index):
            index += 1
            continue
        following = scene.starting.get(index)
        if following is None or not _is_party(following):
            break
        joined = scene.skip_of(following) and scene.page.deep[following.first][0] in joining
        if not joined and following.mention.form != "title":
            break
        if joined:
            group.append(following)
        index = following.stop
    return group


def _distinct(parties: list[Phrase]) -> list[Phrase]:
    seen: dict[str, Phrase] = {}
    for phrase in parties:
        seen.setdefault(phrase.mention.stands_for or phrase.mention.key, phrase)
    return list(seen.values())


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
