"""Words that a medium relays: who is quoted, by whom."""

import msgspec

from mahdar.language.schema import Cue as CueTable
from mahdar.reading.scene import Scene
from mahdar.reading.statements.content import content_of
from mahdar.reading.statements.cues import Cue, cues_at
from mahdar.reading.statements.discourse import Discourse
from mahdar.reading.statements.found import Found
from mahdar.reading.statements.opening import find_opening
from mahdar.reading.statements.prepositions import Opening
from mahdar.reading.statements.speaker import RULES, Speaker, may_speak

_MEDIUM = 22  # words of the medium that carries, with what is told of it


def read_carrier(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """`the agency quoted X as saying`: X speaks, the agency carries."""
    table = cue.sense.row.table
    assert isinstance(table, CueTable)
    links = {scene.page.lexicon.fold(word) for word in table.with_ if word}
    for index in range(cue.stop, min(bounds[1], cue.stop + _MEDIUM)):
        if scene.page.is_a(index, "from-him") and (last := discourse.carried(scene, plain(cue), bounds[0])):
            opens = _relayed(scene, cue, index + 1, bounds[1])
            return _carried(scene, cue, last, index + 1, bounds) if opens else None
        counted = bool(scene.page.units("number", index + 1)) and index + 1 not in scene.starting
        phrase = scene.starting.get(index + 1 + counted)
        named = scene.page.word(index) in links and not scene.page.is_a(index - 1, "issued")
        if named and phrase and may_speak(phrase):
            speaker = Speaker(phrase, RULES + "subject-after", True, phrase.stop)
            kept = next((unit.stop for unit in scene.page.units("not-named", phrase.stop)), phrase.stop)
            return _carried(scene, cue, speaker, kept, bounds)
    return None


def _carried(scene: Scene, cue: Cue, speaker: Speaker, after: int, bounds: tuple[int, int]) -> Found | None:
    opening = _relayed(scene, cue, after, bounds[1]) or _carried_object(scene, cue, after, bounds[1])
    content = content_of(scene, cue, opening, bounds[1]) if opening else None
    if content is None or opening is None:
        return None
    resume = opening.first  # past `his saying that`, which is no act of its own
    return Found(cue, speaker, *content[:2], bounds[0], content[2], (speaker.rule,), resume)


def plain(cue: Cue) -> Cue:
    """The cue as one that says nothing of who it is from: `the agency quoted *him* as saying`."""
    plain = msgspec.structs.replace(cue.sense.word, gender=None)
    return msgspec.structs.replace(cue, sense=msgspec.structs.replace(cue.sense, word=plain))


def _carried_object(scene: Scene, cue: Cue, after: int, stop: int) -> Opening | None:
    if "object" not in cue.takes or after >= stop or not scene.page.is_word(after):
        return None
    return Opening(after, after, 0, "object")


def _relayed(scene: Scene, cue: Cue, index: int, stop: int) -> Opening | None:
    """What follows the one quoted: a clause, a quotation, perhaps behind `his saying`."""
    for at in range(index, min(stop, index + 8)):
        if scene.page.units("that", at) or at in scene.quote_at:
            break
        if any(c.kind in {"masdar", "participle"} for c in cues_at(scene, at)):
            index = at + 1
            break
    return find_opening(scene, cue, index, stop)
