"""Whether an incident is told as having happened: no threat, fear, plan, demand, denial or condition."""

from mahdar.reading.events.incident_frames import Hit
from mahdar.reading.events.incident_names import in_name
from mahdar.reading.scene import Scene
from mahdar.types.marks import Statement

_BACK = 4  # words before an incident that may take it away
_FAR = 14  # words from a verb of plan or demand to what it governs
_LIST = 24  # words from a noun of demand to the things demanded
_ASKED = frozenset({"demands", "asks", "rejects", "denies"})
_UNREAL_ACTS = _ASKED | {"threatens", "warns", "promises", "agrees"}


def is_real(scene: Scene, hit: Hit, start: int, statement: Statement | None) -> bool:
    """Whether the word, in its clause (which begins at word `start`), says what was done."""
    page = scene.page
    near = range(max(start, hit.index - _BACK), hit.index)
    if any(page.is_a(at, "claim-word") for at in near):
        return True
    if any(page.is_a(at, "condemn-word") for at in range(max(start, hit.index - 8), hit.index)):
        return not _tense_denies(scene, hit) and not any(page.units("hypothetical", at) for at in near)
    acts = _ASKED if hit.frame.future else _UNREAL_ACTS
    if statement is not None and statement.act in acts:
        return _told_inside(scene, hit)
    if _tense_denies(scene, hit) or _conditional(scene, hit.index, start) or _demanded(scene, hit, start):
        return False
    if hit.sense.word.form == "noun" and not hit.sense.word.definite and page.is_a(hit.index - 1, "predicate"):
        return False
    return not _governed(scene, hit, start) and not _idea(scene, hit)


def _idea(scene: Scene, hit: Hit) -> bool:
    """`sending troops remains ...`: a noun of a measure whose object is indefinite, which nothing anchors."""
    page = scene.page
    if not hit.masdar or hit.thing is None or hit.frame.type in {"ASSAULT", "COOPERATE"} or hit.frame.future:
        return False
    if hit.sense.prefix or page.is_definite(hit.thing) or page.is_a(hit.index - 1, "anchor"):
        return False
    for at in range(hit.index - 1, max(0, hit.index - 8) - 1, -1):
        if page.is_a(at, "announce-word", "that"):
            return page.is_a(at, "that")
    return True


def _told_inside(scene: Scene, hit: Hit) -> bool:
    """Inside a demand only a past tense in a relative clause tells what was done."""
    return hit.sense.word.form == "past" and scene.page.is_a(hit.index - 1, "relative")


def _tense_denies(scene: Scene, hit: Hit) -> bool:
    """A negated verb, a future, a subjunctive."""
    page, before = scene.page, hit.index - 1
    if page.is_a(before, "negation"):
        return True
    done = page.sense(before, "done-verb")
    if done and done.word.form == "present":
        return True
    purpose = page.language.orthography.proclitics.article_after_l[0]
    if hit.masdar and hit.sense.prefix.endswith(purpose):
        return not any(
            page.is_a(at, "suffer-carrier", "announce-word") for at in range(max(0, before - _BACK), hit.index)
        )
    prefix = hit.sense.prefix[-1:] if hit.verbal else ""
    if prefix and prefix in page.language.orthography.proclitics.verb:
        return not hit.frame.future
    if hit.sense.word.form != "present":
        return False
    return page.is_a(before, "maybe", "hypothetical", "unreal-verb") and not hit.frame.future


def _conditional(scene: Scene, index: int, start: int) -> bool:
    """A condition opens the clause."""
    for at in range(index - 1, max(start, index - 12) - 1, -1):
        if scene.is_comma(at):
            return False
        if scene.page.units("condition", at):
            return True
    return False


def _demanded(scene: Scene, hit: Hit, start: int) -> bool:
    """A noun after `its demands are`, `the plan has`: wanted, not done."""
    if hit.sense.word.form == "past":
        return False
    before = range(max(start, hit.index - _LIST), hit.index)
    return any(scene.page.is_a(at, "demand-noun") for at in before)


def _governed(scene: Scene, hit: Hit, start: int) -> bool:
    """A word before it takes it away: a doubt right before, a noun or verb of plan, fear, demand that governs it."""
    page = scene.page
    if hit.sense.word.form == "past":
        return False
    for at in range(hit.index - 1, max(start, hit.index - _FAR) - 1, -1):
        if scene.is_comma(at) or page.is_a(at, "relative"):
            return False
        near = hit.index - at <= _BACK
        if near and page.units("hypothetical", at):
            return True
        if in_name(scene, at):
            continue
        if hit.frame.future:
            continue
        if page.units("unreal-verb", at) and not _definite(hit):
            return True
        if near and page.units("unreal-noun", at):
            return True
    return False


def _definite(hit: Hit) -> bool:
    """`called for an end to the strikes`: what carries the article is known to be."""
    word = hit.sense.word
    return word.definite and not word.suffixed and hit.thing is None and hit.takes is None and not hit.masdar
