"""Judgements that measure: how wide a gap is, how great a progress, what is expected, what the talks were marked by."""

from collections.abc import Iterator

from mahdar.reading.events.judged import POLARITY, Judged, hoped, polarity_of, talks_at, trimmed
from mahdar.reading.scene import Scene

OPENERS = frozenset({"leads", "gap", "progress", "negation", "marked-by", "failure"})
_GAP = 7
_EXPECTED = 7
_ENDED = 8
_FAILED = 14
_LED = 24


def gauged(scene: Scene, index: int, bounds: tuple[int, int]) -> Judged | None:
    """The judgement that measures, if one begins at word `index`; `bounds` are those of its clause."""
    if hoped(scene, index):
        return None
    stop = bounds[1]
    return (
        _gap(scene, index, stop)
        or _graded(scene, index, bounds)
        or _unexpected(scene, index, stop)
        or _marked(scene, index, stop)
        or _failed_to(scene, index, stop)
        or _fruitful(scene, index, bounds)
    )


def ended_in(scene: Scene, index: int, start: int) -> bool:
    """Whether a verb of ending stands before word `index`, with talks for its subject between or before."""
    page = scene.page
    for at in range(index - 1, max(start, index - _ENDED) - 1, -1):
        if page.is_a(at, "ended-in"):
            return any(talks_at(scene, word) for word in range(max(start, at - _ENDED), index))
        if page.is_a(at, "talk-break"):
            return False
    return False


def _words(scene: Scene, index: int, stop: int, reach: int) -> Iterator[int]:
    """Up to `reach` words from `index` on, without quotation marks; no further than the clause."""
    page = scene.page
    for at in range(index, min(stop, index + reach)):
        if page.units("contrast", at) or page.is_break(at):
            return
        if page.is_word(at):
            yield at


def _gap(scene: Scene, index: int, stop: int) -> Judged | None:
    """`the gap between them is still wide` blames; `the gaps are narrowing` praises."""
    page = scene.page
    behind = max((unit.stop for unit in page.units("gap", index)), default=0)
    for at in _words(scene, behind, stop, _GAP) if behind else ():
        if page.is_a(at, "narrows"):
            return Judged(index, at + 1, "positive", "gap")
        if page.is_a(at, "wide") and not page.is_definite(at):
            return Judged(index, at + 1, "negative", "gap")
    return None


def _graded(scene: Scene, index: int, bounds: tuple[int, int]) -> Judged | None:
    """`a limited breakthrough`, `a "real" advance`: progress with an adjective of its size beside it."""
    page = scene.page
    if not page.is_a(index, "progress"):
        return None
    at = next(_words(scene, index + 1, bounds[1], 3), None)
    if at is None or not page.is_a(at, "slight", "great"):
        return None
    before = range(max(bounds[0], index - 3), index)
    denied = any(page.is_a(word, "negation", "without", "failure", "did-not", "absence") for word in before)
    polarity = "negative" if denied else "mixed" if page.is_a(at, "slight") else "positive"
    return Judged(index, at + 1, POLARITY[polarity], "graded")


def _unexpected(scene: Scene, index: int, stop: int) -> Judged | None:
    """`we expect no breakthrough`: a negated verb of expecting, with progress or a result behind it."""
    page = scene.page
    if not page.is_a(index, "negation"):
        return None
    verb = next((at for at in range(index + 1, min(stop, index + 3)) if page.is_a(at, "expects")), None)
    if verb is None or scene.is_preposition(verb + 1):
        return None  # `will not sign *on* anything` is spelt like it
    for at in _words(scene, verb + 1, stop, _EXPECTED):
        if page.is_a(at, "progress", "result"):
            return Judged(index, at + 1, "negative", "unexpected")
    return None


def _marked(scene: Scene, index: int, stop: int) -> Judged | None:
    """`were marked by frankness`, `optimism prevailed`: a quality beside a verb of prevailing."""
    page = scene.page
    if not page.is_a(index, "marked-by"):
        return None
    for at in (*_words(scene, index + 1, stop, 5), index - 1):
        for unit in page.units("quality", at) if at >= 0 else ():
            polarity = polarity_of(unit)
            if polarity:
                return Judged(min(index, at), max(index + 1, unit.stop), polarity, "marked")
    return None


def _failed_to(scene: Scene, index: int, stop: int) -> Judged | None:
    """`the minister failed to win approval`, `the leaders failed to bridge their dispute`."""
    page = scene.page
    if not page.is_a(index, "failure") or page.is_definite(index) or page.is_a(index - 1, "negation"):
        return None
    for at in _words(scene, index + 1, stop, _FAILED):
        if page.is_a(at, "in-place") and page.is_a(at + 1, "failed-to"):
            return Judged(index, trimmed(scene, index, min(stop, at + 4)), "negative", "failed-to")
    return None


def _fruitful(scene: Scene, index: int, bounds: tuple[int, int]) -> Judged | None:
    """`a first round led to an immediate ceasefire`: a verb of leading to, told as done, with a good outcome behind."""
    page = scene.page
    past = any(sense.cls == "leads" and sense.word.form == "past" for sense in page.senses(index))
    if not past or page.is_a(index - 1, "negation", "did-not", "without"):
        return None
    first = talks_at(scene, index + 1)  # `resulted *the talks* in a deal`: the subject stands behind
    reach = _SUBJECT if first else 1
    links = (at for at in _words(scene, index + 1 + first, bounds[1], reach) if _leads_to(scene, at))
    link = next(links, bounds[1])
    if any(page.units("without", at) for at in range(index + 1, link)):
        return None  # `ended *without* reaching a deal`
    good = next((at for at in _words(scene, link, bounds[1], 3) if page.is_a(at, "outcome")), None)
    before = range(max(bounds[0], index - _LED), index)
    about = first or any(talks_at(scene, at) or page.is_a(at, "judged-noun") for at in before)
    return Judged(index, good + 1, "positive", "fruitful") if about and good is not None else None


def _leads_to(scene: Scene, index: int) -> bool:
    """Whether a preposition of leading to stands there, apart or on its noun."""
    page = scene.page
    attached = any(
        s.cls == "outcome" and s.prefix in page.language.orthography.proclitics.noun for s in page.senses(index)
    )
    return attached or bool(page.units("led-to", index))


_SUBJECT = 6  # words of the talks between a verb of leading to and its preposition
