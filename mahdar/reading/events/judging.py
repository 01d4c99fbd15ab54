"""Words that judge talks: adjectives said of them, progress made or not made, verdicts."""

from collections.abc import Iterator, Sequence

from mahdar.language.rules import Unit
from mahdar.reading.events.gauges import OPENERS as GAUGES
from mahdar.reading.events.gauges import ended_in, gauged
from mahdar.reading.events.judged import Judged, hoped, polarity_of, talks_at, trimmed
from mahdar.reading.scene import Scene
from mahdar.reading.statements.adjuncts import past_phrases
from mahdar.types.marks import Polarity

OPENERS = GAUGES | {"assessment", "called-good", "verdict", "made-progress", "without", "praise", "air"}
_REACH = 7
_FAR = 16  # words of `the talks between X and Y` before what they did not make
_SAID_OF = 12
_PRAISED = 24


def openers(scene: Scene) -> list[int]:
    """The words with which a judgement may begin."""
    return [index for index, look in enumerate(scene.page.looks) if not OPENERS.isdisjoint(look.classes)]


def judgements(scene: Scene, opening: Sequence[int], stop: int) -> Iterator[Judged]:
    """What the words up to `stop` say of talks, in order, without overlaps; `opening` are those that may begin it."""
    start = done = opening[0] if opening else stop
    start = scene.sentence_of(start)[0] if opening else stop
    for index in opening:
        if index < done:
            continue
        found = (
            gauged(scene, index, (start, stop))
            or _verdict(scene, index, stop)
            or _fruitless(scene, index, stop)
            or _progress(scene, index, (start, stop))
            or _failure(scene, index, (start, stop))
            or _praised(scene, index, stop)
            or _spirit(scene, index, (start, stop))
            or _adjective(scene, index, (start, stop))
        )
        if found:
            yield found
            done = found.stop


# ── verdicts and results ─────────────────────────────────────────
def _verdict(scene: Scene, index: int, stop: int) -> Judged | None:
    """Fixed phrases: `a step forward`, `a dead end`."""
    for unit in scene.page.units("verdict", index):
        polarity = polarity_of(unit)
        if polarity and unit.stop <= stop and not hoped(scene, index):
            before = (at for at in (index - 1, index - 2) if at not in scene.covering)  # no name like Geir's, `not`
            turned = any(scene.page.is_a(at, "without", "not-it") for at in before)
            turned = turned or scene.page.is_a(index - 1, "negation")
            if turned and not scene.page.is_a(index - 1, "except"):  # `is *nothing but* a dead end`
                polarity = "positive" if polarity == "negative" else "negative"
            return Judged(index, _beside(scene, unit.stop, stop, polarity), polarity, "verdict")
    return None


def _fruitless(scene: Scene, index: int, stop: int) -> Judged | None:
    """`did not lead to ...`, `without any progress`; an exception (`but to`) makes it mixed."""
    page = scene.page
    denied = page.is_a(index, "did-not")
    if hoped(scene, index):
        return None
    if denied:
        verb = index + 1 + page.is_a(index + 1, "done-it")
        if not page.is_a(verb, "result-verb", "made-progress", "reaches"):
            return None
    elif page.units("without", index):
        verb = page.units("without", index)[0].stop - 1
    else:
        return None
    last = min(stop, verb + (_FAR if denied and talks_at(scene, verb + 1) else _REACH))
    noun = next((at for at in range(verb + 1, last) if page.is_a(at, "result", "progress")), None)
    except_at = next((at for at in range(verb + 1, last) if page.is_a(at, "except")), None)
    if denied and page.is_a(verb, "result-verb") and noun is None and except_at is None:
        we = any(s.word.number == "p" and s.word.gender is None for s in page.senses(verb) if s.cls == "result-verb")
        if not we and not any(talks_at(scene, at) for at in range(verb + 1, last)):
            return None
        return Judged(index, trimmed(scene, verb, min(stop, verb + 4)), "negative", "fruitless")
    if noun is None and except_at is None:
        return None
    end = trimmed(scene, index, min(stop, max(noun or 0, except_at or 0) + 2))
    return Judged(index, end, "mixed" if except_at is not None else "negative", "fruitless")


def _progress(scene: Scene, index: int, bounds: tuple[int, int]) -> Judged | None:
    """`made progress`, `progress was made`: not what is sought, hoped for or denied."""
    page = scene.page
    ahead = page.is_a(index, "made-progress")
    if not ahead and not page.is_a(index, "progress"):
        return None
    to = page.language.orthography.proclitics.noun[1]
    if ahead and any(to in sense.prefix for sense in page.senses(index) if sense.cls == "made-progress"):
        return None  # it is what the talks are for
    want = "progress" if ahead else "made-progress"
    other = next((at for at in range(index + 1, min(bounds[1], index + 5)) if page.is_a(at, want)), None)
    if other is None or hoped(scene, index):
        return None
    denied = any(page.is_a(at, "negation", "without") for at in range(max(bounds[0], index - 1), other))
    denied = denied or any(page.is_a(at, "failure") for at in range(max(bounds[0], index - 4), index))
    end = trimmed(scene, index, min(bounds[1], other + 2))
    slight = any(page.is_a(at, "slight") for at in range(other, min(bounds[1], other + 3)))
    return Judged(index, end, "negative" if denied else "mixed" if slight else "positive", "progress")


def _failure(scene: Scene, index: int, bounds: tuple[int, int]) -> Judged | None:
    """`the talks failed`, `the failure of the talks`: a verb or noun of failing beside a noun of meeting, or whose
    subject is one."""
    page = scene.page
    if not page.is_a(index, "failure") or hoped(scene, index) or page.is_a(index - 1, "negation"):
        return None
    if any(page.units("talk-of", at) for at in range(max(0, index - 3), index)):
        return None  # who says that talk of failure is premature does not say that they failed
    first = max(scene.sentence_of(index)[0], index - 4)
    near = any(talks_at(scene, at) for at in range(first, min(bounds[1], index + 4)) if at != index)
    ended = ended_in(scene, index, bounds[0]) or _opens_with(scene, index, bounds)
    return Judged(index, index + 1, "negative", "failure", True) if near or ended else None


def _opens_with(scene: Scene, index: int, bounds: tuple[int, int]) -> bool:
    """Whether a verb opens the sentence whose subject, behind adverbials, is the talks: `collapsed in X after nine days
    *the talks*`."""
    if index > bounds[0] + 1 or scene.page.lexicon.tense(scene.page.deep[index]) != "past":
        return False
    at = past_phrases(scene, index + 1, bounds[1])
    return at > index + 1 and scene.page.is_definite(at) and talks_at(scene, at)


# ── praise and the air of the room ───────────────────────────────
def _praised(scene: Scene, index: int, stop: int) -> Judged | None:
    """`X praised the progress made`, `commended the spirit of ...`: what is praised is good."""
    page = scene.page
    if not page.is_a(index, "praise") or hoped(scene, index):
        return None
    for at in range(index + 1, min(stop, index + _PRAISED)):
        if page.is_a(at, "that", "talk-break"):
            break
        behind = page.is_a(at - 1, "praise-of") or (not page.is_word(at - 1) and page.is_a(at - 2, "praise-of"))
        attached = _prepositional_at(scene, at, "progress", "air", "judged-noun") or page.is_a(at - 1, "with-dash")
        quoted = not page.is_word(at - 1) and page.is_a(at - 2, "with-dash")
        good = page.is_a(at, "progress", "air") or (page.is_a(at, "judged-noun") and _polarity_at(scene, at + 1))
        if good and (behind or attached or quoted):
            return Judged(at, trimmed(scene, at, min(stop, at + 3)), "positive", "praised")
    return None


def _prepositional_at(scene: Scene, index: int, *classes: str) -> bool:
    senses = [sense for sense in scene.page.senses(index) if sense.cls in classes]
    return any(scene.page.language.orthography.proclitics.noun[0] in sense.prefix for sense in senses)


def _spirit(scene: Scene, index: int, bounds: tuple[int, int]) -> Judged | None:
    """`in an air of mutual respect`, `the spirit of openness`: a noun of quality behind the air of talks."""
    page = scene.page
    if not page.is_a(index, "air") or hoped(scene, index):
        return None
    behind = index + 1 + page.is_a(index + 1, "of-it")
    for unit in page.units("quality", behind) if behind < bounds[1] else ():
        polarity = polarity_of(unit)
        if polarity:
            stop = min(bounds[1], unit.stop + 1)
            return Judged(index, trimmed(scene, index, stop), polarity, "spirit")
    return None


# ── adjectives ───────────────────────────────────────────────────
def _adjective(scene: Scene, index: int, bounds: tuple[int, int]) -> Judged | None:
    """Adjectives said of talks, one beside the other: `constructive and very useful`."""
    page = scene.page
    polarity = _polarity_at(scene, index)
    named = index in scene.covering and scene.covering[index].mention.kind == "person"
    if polarity is None or named or index in scene.timed or hoped(scene, index):
        return None
    said_of = _said_of(scene, index, bounds)
    if said_of is None:
        return None
    if page.is_a(index - 1, "un-prefix") and polarity == "positive":
        return Judged(index - 1, index + 1, "negative", "described", said_of)
    if any(page.is_a(at, "negation", "not-it") for at in range(max(bounds[0], index - 2), index)):
        polarity = "mixed" if polarity != "negative" else "positive"
    own = max((unit.stop for unit in page.units("assessment", index)), default=index + 1)
    end = _beside(scene, own, bounds[1], polarity)
    if end < bounds[1] and page.is_word(end) and _polarity_at(scene, end) and _joined(scene, end):
        return Judged(index, end + 1, "mixed", "described", said_of)  # `hard *and earnest*`
    return Judged(index, end, polarity, "described", said_of)


def _joined(scene: Scene, index: int) -> bool:
    """Whether `and` stands on the word."""
    joining = scene.page.language.orthography.proclitics.any[0]
    return any(sense.cls == "assessment" and sense.prefix == joining for sense in scene.page.senses(index))


def _beside(scene: Scene, index: int, stop: int, polarity: Polarity) -> int:
    """Past further adjectives of the same polarity: `in a positive air *and constructive*`."""
    while index < stop and (_polarity_at(scene, index) == polarity or scene.page.is_a(index, "very")):
        index += 1
    return index


def _speaks(scene: Scene, index: int) -> bool:
    """Whether the word is printed as a verb of speech, or its participle, and not as an adjective: he *warned* of."""
    senses = scene.page.senses(index) if index < scene.page.size else ()
    printed = {s.word.form for s in senses if s.cls == "cue" and scene.page.light[index][s.skip :] == s.word.text}
    if printed & {"participle"}:
        return not any(s.cls == "assessment" and scene.page.light[index][s.skip :] == s.word.text for s in senses)
    behind = index + 1
    while behind in scene.timed:
        behind += 1
    follows = scene.is_preposition(behind) or bool(scene.page.units("that", behind)) or behind in scene.starting
    return bool(printed & {"past"}) and follows


def _polarity_at(scene: Scene, index: int) -> Polarity | None:
    if _speaks(scene, index) or scene.page.is_a(index, "whatever"):
        return None
    for unit in scene.page.units("assessment", index) if index < scene.page.size else ():
        polarity = polarity_of(unit)
        if polarity and (not _prepositional(scene, unit) or _called(scene, index)):
            return polarity
    return "positive" if _called_good(scene, index) else None


def _called_good(scene: Scene, index: int) -> bool:
    """Whether talks are called by a word that praises only there: `described them as (the) practical`."""
    return scene.page.is_a(index, "called-good") and _called(scene, index)


def _called(scene: Scene, index: int) -> bool:
    """Whether a verb of describing leads to the word: `called them (the) useful`."""
    return _describing(scene, index) is not None


def _describing(scene: Scene, index: int) -> int | None:
    """The verb of describing that stands before word `index` in its sentence."""
    page = scene.page
    low = max(scene.sentence_of(index)[0], index - _SAID_OF)
    return next((at for at in range(index - 1, low - 1, -1) if page.is_a(at, "describes-as")), None)


def _prepositional(scene: Scene, unit: Unit) -> bool:
    return any(letter in scene.page.language.orthography.proclitics.noun for letter in unit.prefix)


def _said_of(scene: Scene, index: int, bounds: tuple[int, int]) -> bool | None:
    """Whether the adjective at `index` is said of talks that are named (True), of something left open (False: it
    stands in a predicate), or of another thing (None)."""
    page = scene.page
    at = index - 1
    while at >= bounds[0] and (_polarity_at(scene, at) or page.is_a(at, "very") or not page.is_word(at)):
        if page.is_break(at):
            return False
        at -= 1
    if _joined(scene, index) and at > bounds[0] and _is_quality(scene, at):
        at -= 1  # `were preliminary *and positive*`
    called = _called_so(scene, index)
    if at < bounds[0] or called is not None:
        return called if called is not None else False
    if talks_at(scene, at) or page.is_a(at, "judged-noun"):
        return None if page.is_definite(index) and page.is_a(at, "talking", "visit") else True
    if page.is_definite(index) and not page.is_a(at, "copula"):
        return None
    if page.is_a(at, "sign-noun") or (page.is_a(at, "this") and page.is_a(at - 1, "copula")):
        return False
    if page.is_a(at, "copula", "negation", "not-it"):
        return _subject_is_talks(scene, at, bounds[0])
    if at in scene.covering or at in scene.timed or page.is_a(at, "light-verb", "between-them", "manner"):
        return _subject_is_talks(scene, at, bounds[0]) or None
    return None


def _is_quality(scene: Scene, index: int) -> bool:
    """Whether an adjective without its article stands there that praises and blames nothing."""
    page = scene.page
    return (
        page.lexicon.has(page.word(index), "adjective") and not page.is_definite(index) and not talks_at(scene, index)
    )


def _called_so(scene: Scene, index: int) -> bool | None:
    """Whether a verb of describing calls talks so: those it names (True), those its pronoun means (False)."""
    page, verb = scene.page, _describing(scene, index)
    dashed = page.is_a(index - 1, "with-dash") or (not page.is_word(index - 1) and page.is_a(index - 2, "with-dash"))
    if verb is None or not (dashed or _prepositional_at(scene, index, "assessment", "called-good")):
        return None
    if any(talks_at(scene, word) for word in range(verb + 1, index)):
        return True
    return False if any(sense.word.suffixed for sense in page.senses(verb)) else None


def _subject_is_talks(scene: Scene, index: int, start: int) -> bool:
    """Whether the predicate at `index` has talks for its subject, in the clause before it."""
    page = scene.page
    for at in range(index, max(start, index - 16) - 1, -1):
        if talks_at(scene, at) or page.is_a(at, "judged-noun"):
            return True
        if page.is_a(at, "talk-break"):
            return False
    return False
