"""What is told of an encounter beside who took part: when, where, for how long, how, how many."""

from bisect import bisect_right
from typing import get_args

from mahdar.reading.events.cast import Cast
from mahdar.reading.events.encounter import TRIGGERS, Encounter
from mahdar.reading.events.people import People
from mahdar.reading.events.search import during
from mahdar.reading.events.standing import for_purpose
from mahdar.reading.scene import Phrase, Scene
from mahdar.types.marks import Format, Status, Time
from mahdar.types.span import Span

_FORMATS: dict[str, Format] = {name: name for name in get_args(Format)}
_AHEAD = 14
_PLACE_REACH = 18
_TIME_REACH = 24


# ── when, and for how long ───────────────────────────────────────
def when_of(scene: Scene, met: Encounter, cast: Cast) -> Time | None:
    """The time of the sentence that stands nearest to the trigger, in front of one in another clause or counted from
    a deadline."""
    best: tuple[tuple[int, int], Time] | None = None
    last = max([met.stop, *(phrase.stop for phrase in cast.parties if met.bounds[0] <= phrase.first < met.bounds[1])])
    for index, time in scene.times_in(*met.bounds):
        if time.type in {"DURATION", "SET"} or time.shape.op == "value":
            continue
        distance = max(met.at - index, index - last, 0)
        if distance > _TIME_REACH or _elsewhere(scene, met, index, last):
            continue
        said = any(scene.page.is_a(at, "that") and at not in scene.covering for at in range(index, met.at))
        rank = (int(time.shape.anchor == "deadline") + 2 * said, distance)
        if best is None or rank < best[0]:
            best = (rank, time)
    return best[1] if best else None


def _elsewhere(scene: Scene, met: Encounter, index: int, last: int) -> bool:
    """Whether another clause holds the time: a verb of saying or another meeting stands between."""
    page = scene.page
    if index < met.at and any(
        page.may_begin(at, TRIGGERS) and page.units("meeting", at) for at in range(met.bounds[0], index)
    ):
        return True  # it stands behind another meeting, and belongs to that
    low, high = (index, met.at) if index < met.at else (last, index)
    for at in range(low, high):
        if _says(scene, at) and not (index < met.at and at <= index + 2):
            return True
        if page.is_a(at, "talk-break") or (page.is_a(at, "where-break") and index > met.at):
            return True
        other = not met.at <= at < met.stop and at > low and not _during(scene, met, at)
        if page.may_begin(at, _MEETING) and other and page.units("meeting", at):
            return True
    words = any(page.is_a(at, "that") and not page.is_a(at - 1, "meeting-status") for at in range(last, index))
    return words or page.is_a(index - 1, "since-it") or page.is_a(index - 2, "since-it")


def _during(scene: Scene, met: Encounter, index: int) -> bool:
    """Whether the noun at a word is the meeting that the verb tells: `X talked with Y *during a meeting*`."""
    return not met.noun and index > met.at and scene.page.is_a(index - 1, "in-course")


def _says(scene: Scene, index: int) -> bool:
    cue = scene.page.sense(index, "cue")
    told = cue is not None and cue.word.form in {"past", "present"} and index not in scene.covering
    return told and not scene.page.is_a(index, "between-them", "participant-link", "preposition", "meanwhile")


_MEETING = frozenset({"meeting"})


def length_of(scene: Scene, met: Encounter) -> Time | None:
    """How long it took: behind a verb or noun of lasting, before `of talks`, or in the verb that spends it."""
    page = scene.page
    for index, time in scene.times_in(*met.bounds):
        if time.type != "DURATION" or time.shape.amount is None or time.shape.unit not in _LENGTHS:
            continue
        stop = page.words.at(time.span.stop)
        if index > met.at:
            verb = any(page.is_a(at, "took") for at in range(max(met.at - 2, index - 6), index))
            spent = page.is_a(met.at, "spends") and index - met.stop < _AHEAD
            if (verb or spent) and not _another(scene, met.stop, index):
                return time
        elif page.is_a(stop, "of-it") and stop >= met.at - 3 and met.noun:
            if not page.is_a(index - 1, "after-it") or met.first.word.number == "p":
                return time
        elif page.is_a(met.at, "spends") and 0 <= met.at - stop < 3:
            return time
    return None


_LENGTHS = {"hour", "minute", "day"}


def _another(scene: Scene, start: int, stop: int) -> bool:
    """Whether another meeting is named between."""
    page = scene.page
    return any(page.may_begin(at, _MEETING) and page.units("meeting", at) for at in range(start, stop))


# ── where ────────────────────────────────────────────────────────
def place_of(people: People, met: Encounter, cast: Cast) -> Span | None:
    """The venue that owns the noun; else the nearest place behind `in`, a palace too; else where they travelled, or
    where the passage is set: `in Kyiv X said ... and met Y`."""
    scene = people.scene
    if cast.venue:
        return cast.venue.mention.span
    inside = [phrase for phrase in cast.parties if met.bounds[0] <= phrase.first < met.bounds[1]]
    last = max([met.stop, *(phrase.stop for phrase in inside)])
    best: tuple[int, Span] | None = None
    for phrase in scene.phrases_in(max(met.bounds[0], met.at - _PLACE_REACH), min(met.bounds[1], last + _PLACE_REACH)):
        capital = people.capital(phrase)
        if not (capital or phrase.mention.kind in {"place", "state"} or scene.page.units("venue", phrase.first)):
            continue
        if any(p.first <= phrase.first < p.stop for p in inside) or not (capital or _located(scene, phrase, met)):
            continue
        distance = max(met.at - phrase.stop, phrase.first - last, 0)
        if _elsewhere(scene, met, phrase.first, last):
            continue
        if best is None or distance < best[0]:
            best = (distance, (capital or phrase).mention.span)
    if best:
        return best[1]
    if cast.host and met.noun and cast.host.mention.kind in {"place", "state"}:
        return cast.host.mention.span
    return _visited(scene, met) or _destination(scene, met) or (_set_in(scene, met) if not met.noun else None)


def _set_in(scene: Scene, met: Encounter) -> Span | None:
    """The place with which the paragraph begins, or this sentence: `in Kyiv ...`."""
    at = bisect_right(scene.sentences, met.bounds)
    for start, _ in reversed(scene.sentences[max(0, at - _PASSAGE) : at]):
        if scene.page.is_a(start, "in-place"):
            phrase = scene.starting.get(start + 1)
            return phrase.mention.span if phrase and phrase.mention.kind in {"place", "state"} else None
        if scene.page.is_break(start - 1):
            return None
    return None


_PASSAGE = 3


def _located(scene: Scene, phrase: Phrase, met: Encounter) -> bool:
    """Whether the phrase stands behind `in`, apart or attached, and that behind the meeting, not behind a matter:
    *the situation in X* is no venue."""
    locative = scene.page.language.orthography.proclitics.noun[0]
    index = phrase.first
    if locative not in scene.page.deep[index][: scene.skip_of(phrase)]:
        if not scene.page.is_a(index - 1, "in-place"):
            return False
        index -= 1
    return _of_meeting(scene, met, index - 1)


def _of_meeting(scene: Scene, met: Encounter, index: int) -> bool:
    """Whether what stands at word `index`, before a place, lets the place belong to the meeting."""
    page = scene.page
    if index == met.stop and not page.is_a(index, "matter"):
        return True  # one word, an adjective that no list knows
    index = _before_adverbs(scene, index)
    for at in range(index, max(met.bounds[0], index - 5) - 1, -1):
        if at < met.bounds[0] or met.at <= at < met.stop or at in scene.timed or at in scene.covering:
            return True
        if scene.is_comma(at) or page.is_a(at, *_BEFORE_PLACE) or (at == index and not page.is_word(at)):
            return True
        if at == index and _during(scene, met, at):
            return True
        if at == index and (page.is_a(at, "matter") or not page.lexicon.has(page.word(at), "adjective")):
            return page.is_a(at, "in-place")
        if page.is_a(at, "matter"):
            return False
    return index < met.bounds[0]


def _before_adverbs(scene: Scene, index: int) -> int:
    """The word before the adverbs of several words that end at a word: `met *face to face for the first time* in X`."""
    near = range(index - 1, max(index - 4, -1), -1)
    first = (at for at in near if any(unit.stop == index + 1 for unit in scene.page.units("meanwhile", at)))
    begin = next(first, None)
    return index if begin is None else _before_adverbs(scene, begin - 1)


_BEFORE_PLACE = (
    "light-verb", "host-verb", "meeting-verb", "meeting-verb-with", "meeting-modifier", "in-place", "by-phone",
    "meanwhile", "between-them", "status-behind", "another-meeting", "relative", "both-sides",
)  # fmt: skip


def _visited(scene: Scene, met: Encounter) -> Span | None:
    """`a visit to X during which he met Y`: X."""
    page, low = scene.page, max(met.bounds[0], met.at - _PLACE_REACH)
    if not during(scene, met):
        return None
    visit = next((at for at in range(met.at - 1, low, -1) if page.is_a(at, "visit")), None)
    to = page.language.orthography.proclitics.noun[1]
    for phrase in scene.phrases_in(visit or met.at, met.at):
        led = page.is_a(phrase.first - 1, "towards") or to in page.deep[phrase.first][: scene.skip_of(phrase)]
        if (led or page.is_a(phrase.first - 2, "towards")) and phrase.mention.kind in {"place", "state"}:
            return phrase.mention.span
    return None


def _destination(scene: Scene, met: Encounter) -> Span | None:
    """`travelled to X to meet Y`, `arrived in X and met Y`: X, where the trigger is what the journey is for, or came
    next."""
    page = scene.page
    where = next(
        (at for at in range(met.at - 1, max(met.bounds[0], met.at - 5), -1) if page.is_a(at, "where-break")), 0
    )
    there = scene.ending.get(where)
    if there and there.mention.kind in {"place", "state"}:
        return there.mention.span
    came = bool(met.skip) and not met.noun and any(page.is_a(at, "travels") for at in range(met.bounds[0], met.at))
    if not where and not came and not for_purpose(scene, met):
        return None
    for phrase in reversed(scene.phrases_in(max(met.bounds[0], met.at - _PLACE_REACH), met.at)):
        if phrase.mention.kind in {"place", "state"} and page.is_a(phrase.first - 1, "towards", "in-place", "visits"):
            return phrase.mention.span
    return None


# ── how ──────────────────────────────────────────────────────────
def format_of(scene: Scene, met: Encounter, status: Status, place: Span | None, vague: bool) -> Format:
    """By phone or by video where words around say so; a plan without a place says nothing of how, nor do `talks` that
    are `vague`: without a day, a length or a person."""
    page = scene.page
    near = range(max(met.bounds[0], met.at - 9), min(met.bounds[1], met.stop + _AHEAD))
    if any(page.may_begin(index, _VIDEO) and page.units("video", index) for index in near):
        return "video"
    reach = 5 if met.noun else _AHEAD
    if any(page.is_a(index, "by-phone") for index in range(met.at - 2, min(met.bounds[1], met.stop + reach))):
        return "phone"
    told = _FORMATS[str(met.table.set_.get("format", "unspecified"))]
    if place is not None and told == "unspecified" and not met.noun:
        return "in-person"
    if told == "in-person" and place is None and met.noun and status in {"planned", "denied"}:
        return "unspecified"
    if told == "in-person" and place is None and met.noun and met.first.word.number == "p" and vague:
        return "unspecified"
    return told


_VIDEO = frozenset({"video"})


def count_of(scene: Scene, met: Encounter) -> int | None:
    """`three rounds`, `the four meetings`: an aggregate; `the sixth meeting since January` counts all of them."""
    page = scene.page
    for index in (met.at - 1, met.stop):
        for number in page.units("number", index) if index >= 0 else ():
            if number.value and 1 < number.value < 100 and (number.stop == met.at or index == met.stop):
                return int(number.value) if met.first.word.number == "p" or _sums_up(scene, met, index) else None
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    word = page.word(met.first_stop)
    if word.startswith(article) and word != article:
        bare = [s for s in page.lexicon.senses(word[len(article) :]) if s.cls in {"number", "numeral"} and not s.skip]
        for sense in bare:
            value = getattr(sense.row.table, "value", None)
            if value and 1 < value < 100 and (met.first.word.number == "p" or _sums_up(scene, met, met.first_stop)):
                return int(value)
    return None


def _sums_up(scene: Scene, met: Encounter, index: int) -> bool:
    """Whether an ordinal behind the noun counts the meetings since a day: that sum is told, not the one meeting."""
    if index != met.first_stop or not met.first.word.definite or met.first.word.number != "s":
        return False
    return any(scene.page.is_a(at, "since-it") for at in range(index, min(met.bounds[1], index + 10)))
