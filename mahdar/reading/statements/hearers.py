"""Whom a verb of speech addresses, or what it describes, and where its complement may begin."""

from mahdar.reading.scene import Scene
from mahdar.reading.statements.adverbs import past_adverb
from mahdar.reading.statements.cues import Cue, prepositions_of
from mahdar.reading.statements.fillers import skip_fillers
from mahdar.reading.statements.opening import find_opening
from mahdar.reading.statements.prepositions import preposition_at
from mahdar.reading.statements.speaker import behind_kind, unquoted
from mahdar.types.span import Span


def target_of(scene: Scene, cue: Cue, after: int, stop: int) -> tuple[Span | None, int]:
    """The one spoken to or spoken of as direct object, and where the complement may begin."""
    if cue.addressee not in {None, "object"}:
        return None, _past_hearer(scene, cue, after, stop)
    if cue.addressee != "object" or cue.sense.word.suffixed or after >= stop:
        return None, after
    near = min(skip_fillers(scene, after, stop), stop - 1)
    links = prepositions_of(scene, cue)
    timed = cue.act == "describes" and after in scene.timed and preposition_at(scene, near, links) is not None
    after = after if timed else near  # `called *the moment* historic`
    place = scene.starting.get(after + 1) if scene.page.is_a(after, "from") else None
    after = min(place.stop, stop - 1) if place and place.mention.kind == "place" else after  # `called *from X* for`
    phrase = scene.starting.get(unquoted(scene, after)) or behind_kind(scene, after)
    if phrase and not scene.starts_prepositional(phrase):
        closing = phrase.stop in scene.quoted and not scene.page.is_word(phrase.stop)  # `"X"`
        last = _with_others(scene, phrase.stop + closing)
        return scene.span(after, last), last + scene.page.is_a(last, "all-of-them")
    if cue.act == "describes":
        return _described(scene, cue, after, stop)
    after += scene.is_comma(after)
    directly = find_opening(scene, cue, after, min(stop, after + 1))
    if directly and directly.at == after and directly.frame != "quote":
        return None, after
    for index in range(after + 1, min(stop, after + 5)):  # a hearer that is no actor: `urged the drivers to`
        opening = find_opening(scene, cue, index, min(stop, index + 1))
        if opening and opening.at == index and opening.frame != "quote":
            return None if scene.is_preposition(after) else scene.span(after, index), index
    return None, after


def _with_others(scene: Scene, stop: int) -> int:
    """Past those joined to the one spoken to: `called on the army *and the forces of "X"* to`."""
    joining = scene.page.language.orthography.proclitics.any[0]
    while True:
        number = scene.quote_at.get(stop + 1) if scene.page.word(stop) == joining else None
        phrase = scene.starting.get(stop)
        if number is not None and scene.is_name_quote(number):
            stop = scene.quotes[number][1]
        elif phrase and scene.page.deep[stop].startswith(joining) and scene.skip_of(phrase) == 1:
            stop = phrase.stop
        else:
            return stop


def _past_hearer(scene: Scene, cue: Cue, after: int, stop: int) -> int:
    """Past the one spoken to behind a preposition of the verb: `asked *of X*`, `said *to the press*`."""
    page = scene.page
    letter = page.lexicon.fold(cue.addressee or "")
    word = page.word(after)
    attached = len(letter) == 1 and word.startswith(letter) and len(word) > 3 and letter not in cue.takes
    if word != letter and not attached:
        return after
    start = after if attached else after + 1
    phrase = scene.starting.get(start)
    end = phrase.stop if phrase else start + 1
    return end if end < stop else after


def _described(scene: Scene, cue: Cue, after: int, stop: int) -> tuple[Span | None, int]:
    """The thing described: the words up to the predicate's marker."""
    own_words = {scene.page.lexicon.fold(word) for word in cue.takes if len(word) > 1}
    placed = scene.starting.get(after + 1) if scene.page.is_a(after, "in-place") else None
    if placed and placed.mention.kind in {"place", "state"} and placed.stop < stop and scene.is_comma(placed.stop):
        after = skip_fillers(scene, placed.stop, stop)  # `X, the envoy *in Y, today,* described the talks as`
    while after < stop and scene.is_comma(after):
        after += 1
    for index in range(after, min(stop, after + 30)):
        if past_adverb(scene.page, index) > index:
            continue  # `described it, *in a clear way*, as`
        opening = find_opening(scene, cue, index, min(stop, index + 3))
        if opening and opening.frame == "preposition" and scene.page.word(index) in own_words:
            continue  # `described the attack *on the base* as`
        if opening and opening.at == index and index > after:
            return scene.span(after, _without_fillers(scene, after, index)), index
        if index in scene.quote_at and index > after:
            return scene.span(after, _without_fillers(scene, after, index)), index
    return None, after


def _without_fillers(scene: Scene, first: int, stop: int) -> int:
    aside = (at for at in range(first + 1, stop) if scene.is_comma(at) and scene.is_preposition(at + 1))
    stop = next(aside, stop)  # `described the deal, *in a tweet,* as`
    while stop > first + 1 and (
        stop - 1 in scene.timed or scene.page.is_a(stop - 1, "filler") or scene.is_comma(stop - 1)
    ):
        stop -= 1
    adverb = next((at for at in range(stop - 2, first, -1) if past_adverb(scene.page, at) == stop), stop)
    return _without_fillers(scene, first, adverb) if adverb < stop else stop
