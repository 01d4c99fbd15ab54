"""Whether an encounter was held, goes on, is planned, thought of, called off, put off or denied."""

from typing import get_args

from mahdar.language.schema import WordList
from mahdar.reading.events.encounter import Encounter, agreed_at, past_modifiers
from mahdar.reading.scene import Scene
from mahdar.types.marks import Status

_STATUSES: dict[str, Status] = {name: name for name in get_args(Status)}
_BACK, _AHEAD = 12, 14


def status_of(scene: Scene, met: Encounter) -> Status | None:
    """By the verb's own tense and negation, the words behind the noun, the words before it; None where it is only
    said that there was none."""
    page = scene.page
    if page.is_a(met.at - 1, "none-of") or page.is_a(met.at - 2, "none-of"):
        return None
    ahead = _ahead(scene, met)
    if ahead:
        return _called_off(scene, met) or ahead if ahead == "planned" else ahead
    if not met.noun:
        own = _of_verb(scene, met, met.at, met.first.word.form)
        if own:
            return own
    elif _told_from(scene, met):
        return "held"
    elif agreed_at(scene, met) is not None:
        return "planned"
    told = _before(scene, met)
    if not met.noun and met.first.word.form == "past" and told != "denied":
        return "held"
    return told or "held"


def _called_off(scene: Scene, met: Encounter) -> Status | None:
    """`was cancelled, the meeting that was planned`: a word right before the noun says that it will not be."""
    for index in range(met.at - 1, max(met.bounds[0], met.at - _OFF) - 1, -1):
        if scene.is_preposition(index):
            return None  # `commented *on* the meeting`
        found = _listed(scene, index, met.at + 1)
        if found in {"cancelled", "postponed"}:
            return found
    return None


_OFF = 3


def _told_from(scene: Scene, met: Encounter) -> bool:
    """Whether the words before the noun say that it has been: `after talks`, `this meeting`, `said in a call`."""
    page = scene.page
    call = (met.table.set_.get("format") == "phone" or "shared" in met.table.set_) and not met.definite
    after = page.is_a(met.at - 1, "after-it", "this") or page.is_a(met.at - 2, "after-it")
    return after or (call and page.is_a(met.at - 1, "in-course"))


def _of_verb(scene: Scene, met: Encounter, verb: int, form: str) -> Status | None:
    """What the form of a verb says: negated, ahead, wished for, told of as it is."""
    page = scene.page
    if page.is_a(verb - 1, "negation"):
        return "denied"
    if page.is_a(verb - 1, "perhaps") and form == "present":
        return "proposed"
    if form != "present":
        return None
    future = _is_future(scene, verb) or page.is_a(verb - 1, "will")
    future = future or page.is_a(verb + 1, "during-it")  # in a visit that is told of as it begins
    if future:
        return "planned"
    if page.is_a(verb, "ongoing-verb") and not page.is_a(verb - 1, "that"):
        return "ongoing"
    for at in range(verb - 1, max(met.bounds[0], verb - _BACK) - 1, -1):
        if page.is_a(at, "auxiliary"):
            return "held"
        found = _listed(scene, at, verb + 1)
        if found:
            return found
    headline = met.bounds[0] < _HEADLINE and not any(
        t.shape.direction == "future" or (t.shape.op == "shift" and (t.shape.amount or 0) > 0)
        for _, t in scene.times_in(*met.bounds)
    )
    return "held" if headline else "planned"


_HEADLINE = 12


def _is_future(scene: Scene, verb: int) -> bool:
    """Whether a verb has the letter of the future before it, itself or behind a conjunction."""
    word, proclitics = scene.page.deep[verb], scene.page.language.orthography.proclitics
    return word[word[0] in proclitics.any :][:1] == proclitics.verb[0]


def _listed(scene: Scene, index: int, stop: int) -> Status | None:
    for unit in scene.page.units("meeting-status", index):
        table = unit.sense.row.table if unit.sense else None
        timed = unit.stop == index + 1 and unit.stop in scene.timed  # `*before* noon`, `an hour *before*`
        if isinstance(table, WordList) and unit.stop <= stop and not timed:
            return _STATUSES[table.kind or "held"]
    return _to_be(scene, index)


def _before(scene: Scene, met: Encounter) -> Status | None:
    """The nearest word before the trigger that says so; a verb that carries the noun says it by its tense."""
    page = scene.page
    for index in range(met.at if not met.noun else met.at - 1, max(met.bounds[0], met.at - _BACK) - 1, -1):
        if index in scene.furniture or page.is_break(index):
            break
        if not page.may_begin(index, _TELLING):
            continue
        found = _listed(scene, index, met.at + 1)
        if found:
            return found
        if not met.noun:
            continue
        carrier = page.sense(index, "light-verb") or page.sense(index, "host-verb")
        if carrier:
            told = _of_verb(scene, met, index, carrier.word.form)
            masdar = index == met.at - 1 and carrier.word.number == "s" and carrier.word.gender == "m"
            if told or (carrier.word.form == "past" and not masdar):
                return told or _listed_before(scene, met, index)
    return "planned" if for_purpose(scene, met) else None


def _to_be(scene: Scene, index: int) -> Status | None:
    """`*provided that* a further round *begins*`: agreed on, with a verb of the present behind it."""
    page = scene.page
    stop = next((unit.stop for unit in page.units("to-be", index) if not unit.prefix), 0)
    return "planned" if stop and page.lexicon.has(page.word(stop), "present") else None


def for_purpose(scene: Scene, met: Encounter) -> bool:
    """Whether the encounter is what somebody travels, or is sent, for."""
    page = scene.page
    if any(page.units("for-purpose", at) for at in range(max(met.bounds[0], met.at - 4), met.at + 1)):
        return True
    return met.noun and page.language.orthography.proclitics.noun[1] in page.deep[met.at][: met.skip]


_TELLING = frozenset({"meeting-status", "light-verb", "host-verb", "to-be"})


def _listed_before(scene: Scene, met: Encounter, verb: int) -> Status | None:
    for index in range(verb - 1, max(met.bounds[0], verb - 3) - 1, -1):
        found = _listed(scene, index, verb)
        if found in {"denied", "proposed"}:
            return found
    return None


def _ahead(scene: Scene, met: Encounter) -> Status | None:
    """What follows the noun: `the coming round`, `a meeting that will be held`, `... was called off`."""
    page = scene.page
    found: Status | None = None
    adjectives = past_modifiers(scene, met.stop, min(met.bounds[1], met.stop + _AHEAD))
    for index in range(met.first_stop, min(met.bounds[1], met.stop + _FAR_AHEAD)):
        if not page.may_begin(index, _BEHIND):
            continue
        told = _kind_behind(scene, index)
        if told and told != "planned":
            return told
        if told and index < met.stop + _AHEAD and (index <= adjectives or page.is_a(index - 1, "auxiliary")):
            found = found or told
        if page.is_a(index, "meeting-verb") or (index > met.stop + 1 and page.units("meeting", index)):
            break
        carrier = page.sense(index, "light-verb") if met.noun and index - met.stop < 9 else None
        if carrier and carrier.word.form == "past" and index < met.stop + 3 and _takes_up(scene, index):
            return "held"
        if carrier and carrier.word.form == "present":
            own = _of_verb(scene, met, index, "present")
            found = found or (own if own in {"planned", "ongoing", "denied"} else None)
        if page.is_a(index, "talk-break") and index < met.stop + _AHEAD:
            break
    return found


def _takes_up(scene: Scene, index: int) -> bool:
    """Whether a past verb takes the noun up with a pronoun: `talks that X held`."""
    return any(s.word.suffixed and s.word.form == "past" for s in scene.page.senses(index) if s.cls == "light-verb")


_FAR_AHEAD = 30
_BEHIND = frozenset({"status-behind", "meeting", "meeting-verb", "light-verb", "talk-break"})


def _kind_behind(scene: Scene, index: int) -> Status | None:
    for unit in scene.page.units("status-behind", index):
        table = unit.sense.row.table if unit.sense else None
        if isinstance(table, WordList):
            return _STATUSES[table.kind or "held"]
    return None
