"""The slot of a name: what stands between a speaker's office and what he says is his name, whatever its words are."""

from mahdar.language.schema import Verb
from mahdar.reading.actors.closed import asserts, so_said, what_is_said
from mahdar.reading.actors.goes_on import and_name
from mahdar.reading.actors.roles import FINITE, behind_speech, carries, has_article, role, stripped_common, to_media
from mahdar.reading.page import Page

_MOST = 4  # words of a name
_FURTHER = 2  # words that only their place makes a part of it
_NAMES = frozenset({"given", "family", "given-common", "family-common"})
_NEVER = (
    "title", "nationality", "title-adjective", "institution-head", "group-head", "force-head", "source-head",
    "media-head", "place-head", "side-noun", "institution", "group", "media", "state", "place", "that", "meeting",
    "cue-source-after", "number", "month", "weekday", "relative-day", "daypart", "daypart-adverb", "filler", "channel",
    "demonstrative", "preposition", "relative", "turn", "issued-text", "topic", "no-name", "unit",
)  # fmt: skip


def slot_stop(page: Page, index: int, speaker: int) -> int:
    """Where a name that begins at word `index`, behind the office at word `speaker`, must end: 0 where the office is
    no speaker's, or something else than a name may stand there."""
    if not behind_speech(page, speaker) or not page.may_name(index) or has_article(page, index):
        return 0
    if _takes_object(page, speaker - 1):
        return 0
    if _says(page, index + 2) and _is_pair(page, index):
        return index + 2
    for stop in range(index + 1, min(page.size, index + _MOST) + 1):
        if not page.may_name(stop - 1) or _is_other(page, stop - 1, listed=stop - 1 > index):
            return 0
        if _says(page, stop):
            free = _is_free(page, index) or all(_is_known(page, at) for at in range(index + 1, stop))
            return stop if stop > index + 1 and free and _may_end(page, stop - 1) else 0
    return 0


_NO_FIRST = (
    "preposition", "with-it", "title", "institution-head", "source-head", "media-head", "that", "issued-text", "filler",
    "demonstrative", "relative", "unit", "weekday", "relative-day", "daypart", "daypart-adverb", "group-head", "month",
    "side-noun", "force-head", "place-head", "cue-source-after", "negation", "nationality", "meeting", "turn", "state",
)  # fmt: skip


def _is_pair(page: Page, index: int) -> bool:
    """Whether two words are a given and a family name though one is vocabulary besides: the other is sure."""
    first, last = role(page, index), role(page, index + 1)
    if not page.may_name(index + 1) or and_name(page, index + 1) or _verb(page, index + 1):
        return False
    if first == "given":
        adverb = last == "common" and page.word(index + 1).endswith(page.lexicon.alif)
        return not (adverb or carries(page, index + 1) or page.is_a(index + 1, *_NO_FIRST))
    if last not in {"given", "family"} and not (last == "unknown" and _is_free(page, index + 1)):
        return False
    adverb = first == "common" and page.word(index).endswith(page.lexicon.alif)
    listed = page.is_a(index, "given", "given-common", "syllable")
    return listed or not (adverb or carries(page, index) or page.is_a(index, *_NO_FIRST))


def spoken_stop(page: Page, index: int) -> int:
    """Where a name that begins at word `index`, right behind a verb of speech, must end: 0 where its words need not be
    a name, or what is said, or a comma with his office, does not close it."""
    if not behind_speech(page, index) or has_article(page, index) or _takes_object(page, index - 1):
        return 0
    if role(page, index) == "given" and (_says(page, index + 2) or _office(page, index + 2)) and _is_pair(page, index):
        return index + 2
    for stop in range(index + 1, min(page.size, index + _MOST) + 1):
        at = stop - 1
        if not page.may_name(at) or _is_other(page, at, listed=True) or (at > index + 1 and _verb(page, at)):
            return 0
        if stop > index + 1 and (what_is_said(page, stop) or _office(page, stop)):
            names = sum(_is_known(page, one) for one in range(index, stop))
            whole = names == stop - index or (names == stop - index - 1 and not _is_known(page, at))
            return stop if whole and _is_known(page, index) and _may_end(page, at) else 0
    return 0


def _office(page: Page, index: int) -> bool:
    """Whether the office of whoever was named follows: behind a comma, or right there without an article."""
    comma = page.word(index) in page.language.orthography.punctuation.comma
    return page.is_a(index + comma, "title") and (comma or not has_article(page, index))


def _is_known(page: Page, index: int) -> bool:
    """Whether a list of names has the word, or no list has it as anything."""
    known = role(page, index) in _NAMES or _given_particle(page, index)
    return known or (role(page, index) == "unknown" and not stripped_common(page, index))


def _given_particle(page: Page, index: int) -> bool:
    """`Mini (*from me*) X`: a listed given name that is a particle besides, before a sure name."""
    return page.is_a(index, "given") and role(page, index + 1) in {"given", "family"}


def _takes_object(page: Page, index: int) -> bool:
    """`called X *the attack* a nightmare`: a verb of speech that takes an object."""
    verbs = (sense.row.table for sense in page.senses(index) if sense.cls == "cue")
    return any(isinstance(verb, Verb) and verb.addressee == "object" for verb in verbs)


def stretched(page: Page, stop: int) -> int:
    """Where a name behind an office or a verb of speech ends that reaches to `stop` by its words: a word or two before
    what is said, or listed ones before a comma, are of it."""
    for end in range(stop + 1, min(page.size, stop + _FURTHER) + 1):
        at = end - 1
        if not page.may_name(at) or _is_other(page, at, listed=True) or _verb(page, at) or _unlisted(page, at):
            return stop
        if _says(page, end) and _may_end(page, at):
            return end
        if _closes(page, end):
            return end if all(_is_free(page, one) for one in range(stop, end)) else stop
    return stop


def _says(page: Page, index: int) -> bool:
    """Whether what is said begins there, or a verb of speech: `that`, `as saying`, `, he said`, `X *said*`."""
    if what_is_said(page, index):
        return True
    cues = (s for s in page.senses(index) if s.cls == "cue" and not s.skip)
    told = to_media(page, index) or any(unit.prefix for cls in _TOLD for unit in page.units(cls, index))
    saying = any(s.word.form == "masdar" and s.word.suffixed for s in cues)  # `X *as saying* that`
    saying = saying and (what_is_said(page, index + 1) or not page.is_word(index + 1))
    return _verb(page, index) or told or saying


def _verb(page: Page, index: int) -> bool:
    """Whether a verb of speech with what is said behind it stands there."""
    return so_said(page, index) or (what_is_said(page, index + 1) and asserts(page, index))


def _unlisted(page: Page, index: int) -> bool:
    """Whether a verb of speech stands there that no list of names has."""
    return role(page, index) not in _NAMES and asserts(page, index)


def _closes(page: Page, index: int) -> bool:
    marks = page.language.orthography.punctuation
    return page.word(index) in marks.comma | marks.close_bracket | marks.dash


def _is_other(page: Page, index: int, listed: bool) -> bool:
    """Whether a word cannot be of a name; one that is `listed` among the names may be a title besides."""
    joined = and_name(page, index) or (page.deep[index][0] in _joining(page) and role(page, index) not in _NAMES)
    particle = page.lexicon.has(page.deep[index], "particle") and not _given_particle(page, index)
    if joined or particle or carries(page, index) or len(page.deep[index]) < _LETTERS:
        return True
    named = role(page, index) in _NAMES
    if not named and (has_article(page, index) or page.lexicon.tense(page.deep[index]) == "future"):
        return True
    if any(s.cls == "cue" and s.word.form not in FINITE for s in page.senses(index)):
        return True  # `said X, *demanding* that`
    if any(unit.prefix for cls in _TOLD for unit in page.units(cls, index)):
        return True  # `said X *to Reuters* that`
    joined = page.deep[index][0] in page.language.orthography.proclitics.noun[:2] and not named
    if joined and page.deep[index][1:] in page.lexicon.common:
        return True  # `asked X *for help*`
    return not (listed and named) and page.is_a(index, *_NEVER)


def _joining(page: Page) -> tuple[str, ...]:
    return page.language.orthography.proclitics.any[:1]


_LETTERS = 2  # of a word of a name: one alone is a preposition written apart, `said X *to* CNBC`
_TOLD = ("media", "media-head", "press-people")


def _is_free(page: Page, index: int) -> bool:
    """Whether a list of names has the word, or nothing knows it."""
    return role(page, index) in _NAMES or not stripped_common(page, index)


def _may_end(page: Page, index: int) -> bool:
    """Whether a word may end a name: no adverb, `said X *again* that`, and no noun that only things bear."""
    word = page.deep[index]
    return _is_free(page, index) or not (
        word.endswith(page.lexicon.alif) or page.light[index].endswith(page.lexicon.final_ta)
    )
