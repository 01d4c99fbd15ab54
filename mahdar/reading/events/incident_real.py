"""Whether an incident is told as having happened: no threat, fear, plan, demand, denial or condition."""

from mahdar.reading.events.incident_frames import Hit
from mahdar.reading.events.incident_names import in_name
from mahdar.reading.scene import Scene
from mahdar.types.marks import Statement

_BACK = 4  # words before an incident that may take it away
_FAR = 14  # words from a verb of plan or demand to what it governs
_CARRIED = 8  # words from a verb to the noun that it carries
_LIST = 24  # words from a noun of demand to the things demanded
_ASKED = frozenset({"demands", "asks", "rejects", "denies"})
_TELLING = ("announce-word", "done-verb", "suffer-carrier", "occur-verb", "condemn-word", "cause-verb")
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
    if statement is not None and statement.act in acts and not _ordered(scene, statement):
        return _told_inside(scene, hit)
    if _tense_denies(scene, hit) or _conditional(scene, hit.index, start) or _demanded(scene, hit, start):
        return False
    if hit.sense.word.form == "noun" and not hit.sense.word.definite and page.is_a(hit.index - 1, "predicate"):
        return False
    if _possible(scene, hit) or _provided(scene, hit, start) or _intended(scene, hit):
        return False
    return not (_governed(scene, hit, start) or _to_come(scene, hit, start) or _idea(scene, hit, start))


def _intended(scene: Scene, hit: Hit) -> bool:
    """`the raid that X intends`, `a raid X threatens`: a verb of plan or threat right behind the noun, no past."""
    page = scene.page
    at = hit.stop + page.is_a(hit.stop, "relative")
    return (
        hit.sense.word.form == "noun" and page.is_a(at, "unreal-verb") and page.lexicon.tense(page.word(at)) != "past"
    )


def _provided(scene: Scene, hit: Hit, start: int) -> bool:
    """`the agreement provides for the return of ..., and the withdrawal of ...`: a list of terms."""
    page = scene.page
    apart = hit.verbal and hit.sense.prefix not in page.language.orthography.proclitics.any
    return not apart and any(page.is_a(at, "provision-verb") for at in range(start, hit.index))


def _idea(scene: Scene, hit: Hit, start: int) -> bool:
    """`sending troops remains ...`: a noun of a measure that nothing says was taken: a plan, a term, a wish."""
    if hit.sense.word.form != "noun" or hit.frame.future or not hit.frame.anchor:
        return False
    return not _anchored(scene, hit, start)


def _anchored(scene: Scene, hit: Hit, start: int) -> bool:
    """Whether a word before the noun (`after`, `announced`, `led to`) or a past verb of its own clause says it was."""
    page = scene.page
    joined = hit.sense.prefix[:1] in page.language.orthography.proclitics.any
    reach = range(hit.index - 1, max(start, hit.index - (_FAR if joined else _CARRIED)) - 1, -1)
    for at in reach:
        if any(unit.stop == hit.index or joined for unit in page.units("anchor", at)):
            return not page.is_a(at - 1, "that")
        if page.is_a(at, *_TELLING):
            return not page.is_a(at - 1, "negation", "maybe") or page.is_a(at, "cause-verb")
        opens = page.is_a(at, "relative", "that") and not page.is_a(at, "except")
        if opens or (scene.is_comma(at) and hit.index - at > _BACK):
            break
    return _done_behind(scene, hit)


def _done_behind(scene: Scene, hit: Hit) -> bool:
    """`the exchange that took place`."""
    page = scene.page
    for at in range(max(hit.stop, hit.tail), max(hit.stop, hit.tail) + _BACK):
        if page.is_a(at, "relative"):
            return page.lexicon.tense(page.word(at + 1)) == "past" or page.is_a(at + 1, "done-verb", "occur-verb")
    return False


def _to_come(scene: Scene, hit: Hit, start: int) -> bool:
    """`it will carry out the exchange of`, `that it should begin`: the verb before the noun looks ahead."""
    if hit.verbal or hit.frame.future or _definite(hit) or (hit.frame.type == "ASSAULT" and hit.sense.word.suffixed):
        return False
    page = scene.page
    for at in range(hit.index - 1, max(start, hit.index - _CARRIED) - 1, -1):
        if scene.is_comma(at) or page.is_a(at, "relative", "since-before") or page.units("anchor", at):
            return False
        if _looks_ahead(scene, at):
            return True
        if at not in scene.covering and page.lexicon.tense(page.word(at)) == "past":
            return False
    return False


def _possible(scene: Scene, hit: Hit) -> bool:
    """`that an attack on X might start a war`: what is said of an unknown noun looks ahead."""
    page = scene.page
    if hit.sense.word.form != "noun" or hit.sense.word.definite or not page.is_a(hit.index - 1, "that"):
        return False
    for at in range(hit.stop, min(page.size, hit.stop + _CARRIED)):
        if scene.is_comma(at) or page.is_a(at, "relative") or page.lexicon.tense(page.word(at)) == "past":
            return False
        if _looks_ahead(scene, at):
            return True
    return False


def _looks_ahead(scene: Scene, at: int) -> bool:
    """A present tense with the particle of the future, or behind a word of what should or may be."""
    page = scene.page
    tense, word = page.lexicon.tense, page.word(at)
    if at in scene.covering or not page.is_word(at) or tense(word) != "future":
        return False
    proclitics = page.language.orthography.proclitics
    bare = word[1:] if word[0] in proclitics.any and word[0] not in proclitics.verb else word
    particle = len(bare) > 2 and bare[0] in proclitics.verb and tense(bare[1:]) == "future"
    return particle or (page.is_a(at - 1, "maybe", "hypothetical", "negation") and not page.is_a(at, "cause-verb"))


def _ordered(scene: Scene, statement: Statement) -> bool:
    """`ordered the sending of`: what is ordered is under way."""
    return scene.page.is_a(scene.page.words.holding(statement.cue.start), "announce-word")


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
        if near and (page.units("unreal-noun", at) or page.units("topic-noun", at)):
            return True
    return False


def _definite(hit: Hit) -> bool:
    """`called for an end to the strikes`: what carries the article is known to be."""
    word = hit.sense.word
    return word.definite and not word.suffixed and hit.thing is None and hit.takes is None and not hit.masdar
