"""The noun phrase that a verb of speech takes as its object: what is announced, denied, renewed, held of a thing."""

from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.adjuncts import past_adjuncts
from mahdar.reading.statements.asides import past_aside
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.ends import renews
from mahdar.reading.statements.fillers import skip_fillers, suffixed
from mahdar.reading.statements.prepositions import Opening
from mahdar.reading.statements.speaker import Speaker


def object_of(scene: Scene, cue: Cue, speaker: Speaker | None, bounds: tuple[int, int]) -> Opening | None:
    """A noun phrase as direct object: what is announced, denied, rejected."""
    after, stop = bounds
    page = scene.page
    if "object" not in cue.takes or cue.sense.word.suffixed or after >= stop:
        return None
    near = past_adjuncts(scene, skip_fillers(scene, after, stop), stop)
    if cue.strict and (renews(scene, near) or (speaker is None and blames(scene, cue, near))):
        return Opening(near, near, 0, "object")  # `renewed its refusal`, whoever spoke last
    asked = cue.addressee not in {None, "object"} and after > cue.stop and page.lexicon.has(page.word(after), "noun")
    if speaker is None:
        return Opening(after, after, 0, "object") if asked else None  # `asked *of the members* an extension`
    mention = speaker.phrase.mention
    if cue.strict and mention.form == "title" and mention.office is None and mention.kind == "group":
        return None
    if cue.strict and (not speaker.named or cue.sense.word.number == "d"):
        return None  # two who discuss a thing meet
    after = past_adjuncts(scene, skip_fillers(scene, past_aside(scene, after, stop), stop), stop)
    place = scene.starting.get(after)
    if place and place.mention.kind in {"institution", "place"} and place.stop < stop and attached_in(scene, place):
        after = place.stop
    after = _past_seat(scene, after, stop)
    while after < stop and scene.is_comma(after):
        after += 1
    if not page.is_word(after) and after not in scene.quote_at:
        return None
    bound = page.is_a(after, "preposition", "preposition-with-pronoun", "negation", "relative", "narrator")
    if bound or after >= stop:
        return None
    return Opening(after, after, 0, "object")


def predicate_of(scene: Scene, cue: Cue, speaker: Speaker | None, bounds: tuple[int, int]) -> Opening | None:
    """What somebody holds a thing told of before to be: `a step that X considered *a sign of good will*`."""
    after, stop = bounds
    page = scene.page
    holds = cue.act == "says" and cue.sense.word.suffixed and {"that", "object"} <= set(cue.takes)
    if speaker is None or not holds or after >= stop or speaker.phrase.first < cue.at:
        return None
    noun = page.lexicon.has(page.word(after), "noun", "adjective") or page.is_a(after, "turns-round")
    noun = noun or page.light[after].endswith((page.lexicon.final_ta, page.lexicon.alif))
    return Opening(after, after, 0, "object") if noun and not page.is_definite(after) else None


def told_thing(scene: Scene, cue: Cue, index: int, stop: int) -> Opening | None:
    """What somebody informs another of, as a second object: `informed the mediators *its acceptance of*`."""
    page = scene.page
    index = past_adjuncts(scene, skip_fillers(scene, index, stop), stop)  # `informed the envoy *in X last night* its`
    if index >= stop or cue.act != "says" or cue.addressee != "object" or page.is_definite(index):
        return None
    deed = page.lexicon.has(page.deep[index], "masdar") or page.is_a(index, "will-noun") or renews(scene, index)
    deed = deed and page.is_word(index) and not scene.is_preposition(index)
    return Opening(index, index, 0, "object") if deed else None


def _past_seat(scene: Scene, after: int, stop: int) -> int:
    """Past where the speaker is at home, before a comma and a time: `the forces *in X, on Thursday,* announced`; or
    where it was said, before a noun: `announced on Sunday *in X* the end of`."""
    place = scene.starting.get(after + 1) if scene.page.is_a(after, "locative") else None
    if place is None or place.mention.kind not in {"place", "state"}:
        return after
    if after - 1 in scene.timed and scene.page.lexicon.has(scene.page.word(place.stop), "noun"):
        return place.stop
    if not scene.is_comma(place.stop):
        return after
    timed = skip_fillers(scene, place.stop, stop)
    return timed if timed > place.stop + 1 else after


def is_owned(scene: Scene, index: int) -> bool:
    """Whether a noun with a pronoun, or one completed by another, stands there: `announced, in a statement, *its
    agreement*`, `..., *the refusal of the party*`."""
    page = scene.page
    noun = page.lexicon.has(page.word(index), "noun") or page.is_a(index, "cue")
    return noun and (
        suffixed(scene, index) or (not page.is_definite(index) and page.is_definite(index + 1)) or renews(scene, index)
    )


def attached_in(scene: Scene, phrase: Phrase) -> bool:
    """Whether `in` is written onto a phrase: the ambassador *at the Council* refused."""
    locative = scene.page.language.orthography.proclitics.noun[0]
    return scene.page.deep[phrase.first][: scene.skip_of(phrase)] == locative


def blames(scene: Scene, cue: Cue, index: int) -> bool:
    """`laid on *X the responsibility*`: whoever stands before it has to answer for it."""
    phrase = scene.starting.get(index) if cue.act == "accuses" else None
    return phrase is not None and scene.page.is_a(phrase.stop, "blame-noun")
