"""Deadlines: set by whom, on whom, until when, or else what; and whether they were extended, shortened, met, missed."""

from collections.abc import Iterator

import msgspec

from mahdar.language.schema import Trigger
from mahdar.reading.draft import Draft
from mahdar.reading.events.duties import DUTIES, duty_at
from mahdar.reading.events.incident_names import agrees, in_name, is_party, nation_at
from mahdar.reading.scene import Phrase, Scene, scene_of
from mahdar.types.marks import Deadline, Turn
from mahdar.types.span import Span
from mahdar.types.when import Shape

_LOOKED_AT = DUTIES | {"deadline"}
_NEAR = 4
_REACH = 9  # words from a verb to the deadline that it sets
_LONG = 30
_TURNS: tuple[Turn, ...] = ("extended", "shortened", "met", "lapsed")


class _Word(msgspec.Struct, frozen=True):
    """The word of a deadline, in its sentence; `noun` says that it is no verb, `answer` that an answer is asked for."""

    index: int
    stop: int
    start: int
    end: int
    rule: str
    noun: bool
    answer: bool


def find_deadlines(draft: Draft) -> Iterator[Deadline]:
    """A word of deadline with a day, or with its setter and a consequence or a turn, in its sentence."""
    scene = scene_of(draft)
    for start, stop in scene.sentences:
        if start in scene.furniture:
            continue
        for index in range(start, stop):
            if not scene.page.may_begin(index, _LOOKED_AT) or index in scene.furniture:
                continue
            words = _words(scene, index, (start, stop))
            found = next((mark for word in words for mark in [_deadline(draft, scene, word)] if mark), None)
            found = found or _duty(draft, scene, index, (start, stop))
            if found:
                yield found
                break


def _duty(draft: Draft, scene: Scene, index: int, bounds: tuple[int, int]) -> Deadline | None:
    """A duty with a day; who says what happens otherwise is taken to have set it."""
    found = duty_at(scene, index, bounds)
    speaker = _speaker(draft, scene, scene.span(index, index + 1)) if found and found.consequence else None
    return msgspec.structs.replace(found, set_by=speaker.mention.span) if found and speaker else found


def _words(scene: Scene, index: int, bounds: tuple[int, int]) -> Iterator[_Word]:
    for unit in scene.page.units("deadline", index):
        if unit.sense is None or in_name(scene, index):
            continue
        table = unit.sense.row.table
        answer = isinstance(table, Trigger) and bool(table.set_.get("answer"))
        noun = unit.sense.word.form not in {"past", "present"}
        yield _Word(index, unit.stop, *bounds, unit.sense.id, noun, answer)


def _deadline(draft: Draft, scene: Scene, word: _Word) -> Deadline | None:
    turn = _turn(scene, word)
    until = _until(scene, word, turn)
    consequence = _consequence(scene, word)
    setter, on = _parties(scene, word) if turn != "met" else _answered(scene, word)
    if setter is None and _verbs(scene, word):
        setter = _speaker(draft, scene, scene.span(word.index, word.stop))
    if word.answer and (until is None or setter is None):
        return None
    if until is None and (setter is None or not (consequence or on)):
        return None
    first, last = _ends(scene, word, (until, consequence, *(p.mention.span for p in [setter, *on] if p)))
    return Deadline(
        span=scene.span(first, last),
        rules=(word.rule,),
        set_by=setter.mention.span if setter else None,
        on=tuple(phrase.mention.span for phrase in on),
        until=until,
        consequence=consequence,
        consequence_text=consequence.of(scene.page.text) if consequence else None,
        turn=turn,
        was=_was(scene, word, until) if turn in {"extended", "shortened"} else None,
    )


def _was(scene: Scene, word: _Word, until: Span | None) -> Span | None:
    """The day from which a deadline was moved: `from Friday to Sunday`."""
    dated = [(at, t) for at, t in scene.times_in(word.index, word.end) if until and t.span.stop <= until.start]
    return next((t.span for at, t in dated if scene.page.is_a(at - 1, "moved-from") and _is_day(t.shape)), None)


def _ends(scene: Scene, word: _Word, spans: tuple[Span | None, ...]) -> tuple[int, int]:
    """From the first to the last of what was found, and on to the end of the clause behind."""
    at = scene.page.words
    places = [(at.holding(span.start), at.at(span.stop)) for span in spans if span]
    inside = [pair for pair in places if word.index - _REACH <= pair[0] <= word.index + _LONG]
    first = min([word.index, *(one for one, _ in inside)])
    last = max([word.stop, *(one for _, one in inside)])
    while last < word.end and last - word.index < _LONG and not _stops(scene, last):
        last += 1
    return first, last


def _stops(scene: Scene, index: int) -> bool:
    page = scene.page
    return (
        scene.is_comma(index)
        or page.word(index) in page.language.orthography.punctuation.sentence_end
        or bool(page.units("clause-break", index))
    )


def _turn(scene: Scene, word: _Word) -> Turn | None:
    """What became of it, by a word close to it."""
    for index in range(max(word.start, word.index - _REACH), min(word.end, word.stop + _REACH)):
        for turn in _TURNS:
            if scene.page.units(f"deadline-{turn}", index) and not scene.page.is_a(index - 1, "negation"):
                return turn
    return None


# ── until when ───────────────────────────────────────────────────
def _until(scene: Scene, word: _Word, turn: Turn | None) -> Span | None:
    """The day behind `until`, or right beside the word; of an extension the last; a length where nothing else is."""
    if not word.answer and scene.page.is_a(word.index - 1, "deadline-end") and _counted_down(scene, word):
        return None
    dated = [
        (at, t) for at, t in scene.times_in(word.start, word.end) if t.type in {"DATE", "TIME"} and _is_day(t.shape)
    ]
    behind = [t.span for at, t in dated if _behind_until(scene, at) and at > word.index - _REACH]
    if behind:
        return behind[-1] if turn in {"extended", "shortened"} else behind[0]
    if word.answer:
        return None
    over = [t.span for at, t in dated if turn == "lapsed" and _behind_lapse(scene, at)]
    if over:
        return over[0]
    near = [
        t.span for at, t in dated if -_NEAR - 2 <= at - word.stop <= 1 and not scene.page.is_a(at - 1, "since-before")
    ]
    if near:
        return near[0]
    lengths = [
        t.span for at, t in scene.times_in(word.index, min(word.end, word.stop + _REACH)) if t.type == "DURATION"
    ]
    return lengths[0] if lengths and turn is None else None


def _is_day(shape: Shape) -> bool:
    return shape.op != "value"


def _behind_until(scene: Scene, at: int) -> bool:
    return any(scene.page.is_a(at - back, "until") for back in (1, 2))


def _behind_lapse(scene: Scene, at: int) -> bool:
    """Right behind the word that says that it ran out, or behind `in` after it."""
    before = at - 2 if scene.page.is_a(at - 1, "in-place") else at - 1
    return bool(scene.page.units("deadline-lapsed", before))


def _counted_down(scene: Scene, word: _Word) -> bool:
    """`two days before the end of the deadline`: the day is told by counting, from no day that is named."""
    times = scene.times_in(max(word.start, word.index - 6), word.index)
    return any(time.type != "DURATION" for _, time in times) and not scene.times_in(word.stop, word.end)


# ── or else what ─────────────────────────────────────────────────
def _consequence(scene: Scene, word: _Word) -> Span | None:
    for index in range(word.stop, min(word.end, word.stop + _LONG + _REACH)):
        for unit in scene.page.units("or-else", index):
            end = unit.stop
            while end < word.end and not _stops(scene, end):
                end += 1
            return scene.span(index, end) if end > unit.stop else None
    return None


# ── by whom, on whom ─────────────────────────────────────────────
def _parties(scene: Scene, word: _Word) -> tuple[Phrase | None, list[Phrase]]:
    """Who set it and who is bound, by the verb that sets it."""
    for index in _verbs(scene, word):
        setter, at = _subject(scene, index, word)
        if setter:
            return setter, _bound(scene, at, setter, word)
    owner = scene.starting.get(word.stop)
    if word.noun and not word.answer and owner and is_party(owner) and not scene.starts_prepositional(owner):
        return owner, _bound(scene, owner.stop, owner, word)
    nation = nation_at(scene, word.stop) if word.noun else None
    phrase = next((p for p in scene.phrases if p.mention.span == nation), None) if nation else None
    return phrase, _bound(scene, word.stop, phrase, word)


def _answered(scene: Scene, word: _Word) -> tuple[Phrase | None, list[Phrase]]:
    """`handed its answer to X in time`: X had asked for it, the subject was bound."""
    near = scene.phrases_in(max(word.start, word.index - _REACH), word.index)
    given = [p for p in near if _stands(p) and scene.page.is_a(p.first - 1, "target-link", "deadline-on")]
    bound = [p for p in near if is_party(p) and not scene.starts_prepositional(p)]
    return (given[-1] if given else None), bound[:1]


def _stands(phrase: Phrase) -> bool:
    """Whether a phrase names somebody who may be bound: a capital stands for its government."""
    return is_party(phrase) or (phrase.mention.kind == "place" and phrase.mention.side is not None)


def _speaker(draft: Draft, scene: Scene, span: Span) -> Phrase | None:
    """Who says that he set it, where the verb names nobody."""
    for statement in reversed(draft.statements):
        if statement.speaker and any(content.overlaps(span) for content in statement.content):
            return next((p for p in scene.phrases if p.mention.span == statement.speaker), None)
    return None


def _verbs(scene: Scene, word: _Word) -> list[int]:
    """The verb itself; for a noun, the verb in its relative clause, then the one before it."""
    if not word.noun:
        return [word.index]
    cls = "deadline-asks" if word.answer else "deadline-sets"
    behind = [i for i in range(word.stop, min(word.end, word.stop + _NEAR)) if scene.page.is_a(i, cls)]
    before = [i for i in range(word.index - 1, max(word.start, word.index - _REACH) - 1, -1) if scene.page.is_a(i, cls)]
    return [*([] if word.answer else behind), *before]


def _subject(scene: Scene, index: int, word: _Word) -> tuple[Phrase | None, int]:
    at = index + 1
    while at < word.end and (at in scene.timed or scene.page.is_a(at, "filler") or scene.is_comma(at)):
        at += 1
    phrase = scene.starting.get(at)
    if phrase and is_party(phrase) and agrees(scene, index, phrase) and not scene.starts_prepositional(phrase, index):
        return phrase, phrase.stop
    if index > word.index:
        return None, at
    for back in range(index - 1, max(word.start, index - _REACH) - 1, -1):
        before = scene.covering.get(back)
        if before and is_party(before) and not scene.starts_prepositional(before):
            return before, index + 1
    return None, at


def _bound(scene: Scene, at: int, setter: Phrase | None, word: _Word) -> list[Phrase]:
    """The party behind the setter: as object, or with the preposition of giving or asking."""
    reach = scene.phrases_in(at, min(word.end, max(at, word.stop) + _REACH))
    key = setter.mention.key if setter else None
    parties = [p for p in reach if _stands(p) and p is not setter and p.mention.key != key]
    return [p for p in parties if p.first == at or _given_to(scene, p, word)][:1]


def _given_to(scene: Scene, phrase: Phrase, word: _Word) -> bool:
    """Behind the preposition of giving; of an ultimatum or an answer also behind `to`, `from`."""
    giving = scene.page.language.orthography.proclitics.article_after_l[0]
    if scene.skip_of(phrase) and scene.page.word(phrase.first).startswith(giving):
        return True
    return (word.answer or phrase.first < word.end) and scene.page.is_a(phrase.first - 1, "deadline-on")
