"""Verbal nouns of speech behind a verb that only says how somebody sets about it: `hurried *to deny* the news`."""

import msgspec

from mahdar.reading.scene import Scene
from mahdar.reading.statements.content import asked_of, content_of, with_target
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.fillers import other_verb, skip_fillers
from mahdar.reading.statements.found import Found
from mahdar.reading.statements.hearers import target_of
from mahdar.reading.statements.opening import find_opening, through_masdar
from mahdar.reading.statements.prepositions import Opening
from mahdar.reading.statements.speaker import Speaker, subject_after

_SUBJECT = 14  # words from the verb, past whoever sets about it, to the verbal noun


def set_about(scene: Scene, cue: Cue, start: int) -> Speaker | None:
    """Who sets about it: the subject of the verb on whose preposition the verbal noun hangs."""
    page = scene.page
    before = cue.at - 1 - page.is_a(cue.at - 1, "extent")  # `went *to the extent* of accusing`
    if cue.sense.prefix == page.language.orthography.proclitics.noun[0]:
        before = cue.at  # `contented himself *with announcing*`
    elif cue.skip or not scene.is_preposition(before):
        return None
    if cue.sense.word.suffixed:
        return None
    for at in range(before - 1, max(start, cue.at - _SUBJECT) - 1, -1):
        verb = page.sense(at, "sets-about") if at not in scene.covering else None
        if verb:
            begun = msgspec.structs.replace(cue, at=at, stop=at + 1, kind="verb", sense=verb)
            subject = subject_after(scene, begun, cue.at)
            hangs = subject is not None and skip_fillers(scene, subject.after, cue.at) == before
            return subject if hangs else None
        if page.units("that", at) or other_verb(scene, at) or at in scene.quoted:
            return None
    return None


def said_by_deed(scene: Scene, cue: Cue, speaker: Speaker, bounds: tuple[int, int]) -> Found | None:
    """What is denied, announced, refused by who set about it."""
    start, stop = bounds
    target, after = target_of(scene, cue, cue.stop, stop)
    opening = find_opening(scene, cue, after, min(stop, after + 1))
    place = scene.starting.get(after)
    named = place is not None and place.mention.kind == "place"  # `came back to *the declaration of Cairo*`
    takes_object = "object" in cue.takes or cue.act == "accuses"
    if opening is None and takes_object and after < stop and not scene.is_preposition(after) and not named:
        opening = Opening(after, after, 0, "object")
    opening = through_masdar(scene, cue, opening)
    content = with_target(cue, content_of(scene, cue, opening, stop, speaker.phrase), target) if opening else None
    if opening is None or content is None:
        return None
    spans, mode, end = content
    framed = opening.frame == "that"
    asked = asked_of(scene, opening, spans)
    return Found(cue, speaker, spans, mode, start, end, (speaker.rule,), framed=framed, asked=asked)
