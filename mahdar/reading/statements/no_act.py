"""Verbs of speech that report nothing where they stand: spelt like a preposition or a noun, or told of a text."""

from mahdar.reading.scene import Scene
from mahdar.reading.statements.asides import came_in, past_aside
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.fillers import skip_fillers
from mahdar.reading.statements.speaker import agrees, may_speak


def reports_nothing(scene: Scene, cue: Cue) -> bool:
    """Whether the verb is none here, tells of a text, or only says what something is called: `regret at *what it
    called* a delay`."""
    page = scene.page
    what = page.is_a(cue.at - 1, "what") and not page.is_a(cue.at - 1, "filler", "meanwhile-clause")
    called = cue.act == "describes" and not cue.sense.word.suffixed  # `the head of *what is called* the committee`
    of_what = what and (called or bool(page.units("that", cue.stop)))
    near = range(cue.stop, min(page.size, cue.stop + _NEAR))
    clause = any(page.units("that", at) for at in near)
    while_so = page.is_a(cue.at - 1, "who-is") and cue.tense == "present" and not clause
    if while_so and not scene.is_colon(cue.stop):
        return True  # `said X, *announcing* the list, "..."`: what he did meanwhile
    most = page.is_a(cue.at, "elative-too") and not cue.skip and page.is_break(cue.at - 1) is False
    if most and _is_most(scene, cue):
        return True
    return of_what or _is_particle(scene, cue) or _noun_place(scene, cue) or _says_of_medium(scene, cue)


_NEAR = 6  # words between a verb and its clause: `announced *in front of the cameras* that`


def _is_most(scene: Scene, cue: Cue) -> bool:
    """`X, *the most prominent* of the movements, refused`: behind a comma or a noun, before a plural that it is of."""
    page = scene.page
    behind = scene.is_comma(cue.at - 1) or scene.is_preposition(cue.at - 1)
    whom = scene.starting.get(cue.stop)
    if whom is not None and not whom.mention.plural:
        return False
    several = page.word(cue.stop).endswith(tuple(page.lexicon.plural_endings)) or any(
        sense.word.number == "p" for sense in page.senses(cue.stop)
    )
    return behind and several and not page.units("that", cue.stop)


def _is_particle(scene: Scene, cue: Cue) -> bool:
    """A verb spelt like a preposition (between, without) counts only right before a name and a clause."""
    if not scene.page.lexicon.has(scene.page.deep[cue.at][cue.skip :], "particle"):
        return False
    if scene.page.is_a(cue.at, "no-that-behind") and scene.page.units("that", cue.stop):
        return False  # `between`, before `that`: made clear
    if cue.sense.word.suffixed and scene.page.is_a(cue.at - 1, "what"):
        return False  # `what *he held to be* a moment`, spelt like `several`
    printed = scene.page.light[cue.at][cue.skip :]
    if printed == cue.sense.word.text and printed != scene.page.deep[cue.at][cue.skip :]:
        return False  # printed with the hamza that no particle has
    phrase = scene.starting.get(cue.stop + scene.page.is_a(cue.stop, "resumptive"))
    after = phrase.stop if phrase else cue.stop + 1 if scene.page.is_a(cue.stop, "his-highness", "these") else 0
    after = after and skip_fillers(scene, past_aside(scene, after, scene.page.size), scene.page.size)
    prepositions = {scene.page.lexicon.fold(word) for word in cue.takes}
    said = any(not unit.prefix for unit in scene.page.units("that", after)) if after else False  # no `was`, like `as`
    return not (said or scene.is_colon(after) or scene.page.word(after) in prepositions) if after else True


def _says_of_medium(scene: Scene, cue: Cue) -> bool:
    """`in a statement issued on Tuesday`: the verb tells of the statement and reports nothing itself."""
    page = scene.page
    if came_in(scene, cue.at):
        return True
    if cue.skip or page.units("that", cue.stop) or page.is_a(cue.stop, "resumptive") or _has_subject(scene, cue):
        return False
    if not cue.sense.word.suffixed and _came_out(scene, cue):
        return False
    return any(
        unit.stop == cue.at for at in (cue.at - 1, cue.at - 2) if at >= 0 for unit in page.units("cue-channel", at)
    )


def _came_out(scene: Scene, cue: Cue) -> bool:
    """`there came out *a statement that calls the talks* useful`: the text is a subject or an object, and speaks."""
    page = scene.page
    text = page.sense(cue.at - 1, "issued-text")
    if text is None or text.skip or page.is_definite(cue.at - 1) or scene.is_preposition(cue.at - 2):
        return False
    return cue.sense.word.gender == text.word.gender


def _has_subject(scene: Scene, cue: Cue) -> bool:
    """`in a press statement *the ministry said*`: who speaks stands right behind a verb without a pronoun."""
    phrase = scene.starting.get(cue.stop)
    return phrase is not None and not cue.sense.word.suffixed and may_speak(phrase) and agrees(cue, phrase)


def _noun_place(scene: Scene, cue: Cue) -> bool:
    """What is said opens with a noun: what looks like a past tense right behind `said that`, or behind a preposition,
    is one."""
    page = scene.page
    particle = page.sense(cue.at - 1, "nominal-that")
    said = particle is not None and page.light[cue.at - 1][particle.skip :] == particle.word.text
    said = said or (page.is_a(cue.at - 1, "that") and page.is_a(cue.at - 2, "cue"))
    return cue.tense == "past" and not cue.skip and (said or page.is_a(cue.at - 1, "preposition"))
