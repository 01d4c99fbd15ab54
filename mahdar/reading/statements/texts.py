"""Texts through which somebody speaks: `X issued a statement that called for`, `a letter from X in which he said`."""

from mahdar.language.schema import Cue as CueTable
from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.carrier import plain
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.discourse import Discourse
from mahdar.reading.statements.speaker import RULES, Speaker, may_speak, owner_behind

_BETWEEN = 9  # words from a text, past whose it is, to the verb of its clause
_ISSUED = 4  # words from whom a text came to the text: `*from X* came out a statement`


def text_speaker(scene: Scene, discourse: Discourse, cue: Cue, start: int) -> Speaker | None:
    """Whose the text is that speaks, right before the verb: told behind it, before it, or as the subject of the
    sentence."""
    page = scene.page
    if cue.kind != "verb" or cue.skip or cue.tense != "past":
        return None
    resumed = page.is_a(cue.stop, "resumptive")
    for at in range(cue.at - 1, max(start - 1, cue.at - _BETWEEN), -1):
        if not page.is_word(at) or page.is_a(at, "relative") or page.units("that", at):
            return None
        if not _is_text(scene, at, cue, resumed):
            continue
        whose = owner_behind(scene, at, cue.at)
        if whose is None and any(not _describes(scene, one) for one in range(at + 1, cue.at)):
            return None  # `a statement *X affirmed*`
        whose = whose or _from_whom(scene, at, start)
        if whose and may_speak(whose):
            return Speaker(whose, RULES + "subject-before", True, cue.stop)
        return discourse.subject_of_sentence(scene, plain(cue), start)
    return None


def _is_text(scene: Scene, index: int, cue: Cue, resumed: bool) -> bool:
    """Whether an indefinite text stands there that the verb agrees with, or that a pronoun behind the verb takes up."""
    page = scene.page
    if page.is_definite(index):
        return False
    sense = page.sense(index, "issued-text")
    if sense and cue.sense.word.gender in {None, sense.word.gender}:
        return True
    texts = (unit for unit in page.units("cue-channel", index) if not unit.prefix)
    return resumed and any(unit.sense and isinstance(unit.sense.row.table, CueTable) for unit in texts)


def _describes(scene: Scene, index: int) -> bool:
    """Whether a word says only what kind of text it is: `a joint statement`, `a short speech`."""
    page = scene.page
    plain_word = index not in scene.covering and not page.is_definite(index)
    return plain_word and (page.lexicon.has(page.word(index), "adjective") or page.is_a(index, "issued"))


def _from_whom(scene: Scene, text: int, start: int) -> Phrase | None:
    """`there came out *from X* a statement that`: whoever a preposition names shortly before the text."""
    for at in range(text - 1, max(start - 1, text - 1 - _ISSUED), -1):
        phrase = scene.ending.get(at + 1)
        if phrase:
            return phrase if scene.page.is_a(phrase.first - 1, "from", "preposition") else None
    return None
