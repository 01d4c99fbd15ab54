"""Deadlines without a word for them: `before X is until Sunday`, `X has to ... by Sunday, or else`."""

from mahdar.reading.events.incident_names import is_party
from mahdar.reading.scene import Scene
from mahdar.types.marks import Deadline, Time

DUTIES = frozenset({"deadline-before", "deadline-else"})
_FAR = 24  # words from the duty to the day, or to what happens otherwise


def duty_at(scene: Scene, index: int, bounds: tuple[int, int]) -> Deadline | None:
    """The deadline that the word at `index` of a sentence makes; who set it is not said."""
    for unit in scene.page.units("deadline-before", index):
        found = _has_until(scene, index, bounds)
        if found and unit.sense:
            return _deadline(scene, (index, _clause_end(scene, found[0], bounds)), found[1], (index + 1, unit.sense.id))
    for unit in scene.page.units("deadline-else", index):
        must = _must(scene, index, bounds)
        if must and unit.sense:
            end = _clause_end(scene, unit.stop, bounds)
            found_ = _deadline(scene, (must[0], end), must[1], (must[0] + 1, unit.sense.id))
            return _otherwise(scene, found_, index, end)
    return None


def _deadline(scene: Scene, ends: tuple[int, int], until: Time, by: tuple[int, str]) -> Deadline:
    at, rule = by
    bound = scene.starting.get(at)
    on = (bound.mention.span,) if bound and is_party(bound) else ()
    return Deadline(span=scene.span(*ends), rules=(rule,), set_by=None, on=on, until=until.span)


def _otherwise(scene: Scene, found: Deadline, index: int, end: int) -> Deadline:
    consequence = scene.span(index, end)
    return Deadline(
        span=found.span,
        rules=found.rules,
        set_by=None,
        on=found.on,
        until=found.until,
        consequence=consequence,
        consequence_text=consequence.of(scene.page.text),
    )


def _has_until(scene: Scene, index: int, bounds: tuple[int, int]) -> tuple[int, Time] | None:
    """The day right behind `until`, that behind a party or `the two sides`; no verb stands before all of it."""
    page = scene.page
    begins = index == bounds[0] or scene.is_comma(index - 1) or not page.is_word(index - 1)
    if not begins and not page.is_a(index - 1, "that", "auxiliary"):
        return None
    phrase = scene.starting.get(index + 1)
    both = next(iter(scene.page.units("both-sides", index + 1)), None)
    behind = both.stop if both else phrase.stop if phrase and is_party(phrase) else None
    if behind is None or not scene.page.is_a(behind, "until"):
        return None
    return next(((at, time) for at, time in scene.times_in(behind, min(bounds[1], behind + 3)) if _day(time)), None)


def _must(scene: Scene, index: int, bounds: tuple[int, int]) -> tuple[int, Time] | None:
    """Where the duty begins, `on X that`, and the day by which it is to be done, in front of word `index`."""
    page, first = scene.page, max(bounds[0], index - _FAR)
    dated = [
        (at, time)
        for at, time in scene.times_in(first, index)
        if _day(time) and any(page.is_a(at - back, "until") for back in (1, 2))
    ]
    for at, time in reversed(dated):
        that = next((i for i in range(at - 1, first, -1) if page.is_a(i, "that")), None)
        if that is None:
            continue
        on = next((i for i in range(that - 1, first - 1, -1) if page.is_a(i, "duty-on")), None)
        if on is not None:
            return on, time
    return None


def _day(time: Time) -> bool:
    return time.type in {"DATE", "TIME"} and time.shape.op != "value"


def _clause_end(scene: Scene, index: int, bounds: tuple[int, int]) -> int:
    page, ends = scene.page, scene.page.language.orthography.punctuation.sentence_end
    while index < bounds[1] and not scene.is_comma(index) and page.word(index) not in ends:
        if index not in scene.timed and page.units("clause-break", index):
            break
        index += 1
    return index
