"""What closes a person's name: the words behind its last."""

from mahdar.reading.actors.roles import FINITE, has_article
from mahdar.reading.page import Page

_GIVEN = frozenset({"given", "given-common"})


def speaks_next(page: Page, index: int) -> bool:
    """Whether a past verb of speech, or what is said, stands right behind the word."""
    past = any(s.cls == "cue" and s.word.form == "past" and not s.skip for s in page.senses(index + 1))
    return past or bool(page.units("that", past_comma(page, index + 1)))


def ends_name(page: Page, index: int, before: str) -> bool:
    """Whether a word that is also vocabulary can only be the family name, by what follows it: between a title with a
    given name and `said X Y that`, or a stop, nothing else stands; behind a word that nobody knows less surely."""
    word, marks = page.deep[index], page.language.orthography.punctuation
    listed = page.is_a(index, "given-common", "family-common")
    said = what_is_said(page, index + 1) or so_said(page, index + 1)
    closed = page.word(index + 1) in marks.comma | marks.close_bracket | marks.dash or index + 1 in page.closed
    if before in _GIVEN:
        if has_article(page, index) and page.lexicon.has(page.deep[index - 1], "noun") and not listed:
            return False  # `the safety of the passengers`
        article = has_article(page, index)
        quality = page.lexicon.has(word, "adjective") and not page.lexicon.has(word, "noun")  # no object
        preposed = page.is_a(index + 1, "preposition") and (listed or not article or quality)
        titled = page.is_a(index + 1, "title") and has_article(page, index + 1) and not has_article(page, index)
        closed = closed or page.word(index + 1) in marks.sentence_end or preposed or titled
        closed = closed or (listed and _then_another(page, index + 1))
        closed = closed or page.is_a(index + 1, "demonstrative") or (not article and page.is_a(index + 1, "relative"))
        closed = closed or (article and page.lexicon.tense(page.word(index + 1)) == "past")
    elif before != "unknown" or has_article(page, index):
        return False
    else:
        closed = closed or (listed and _then_another(page, index + 1))
    if any(sense.word.suffixed and not sense.skip for sense in page.senses(index)) and not listed:
        return False  # `quoted X *as saying* that`, `sent X *his forces* to`
    if not (said or closed) or page.lexicon.has(word, "particle") or (page.is_a(index, *_NO_END) and not listed):
        return False
    if page.lexicon.tense(word) and not listed and (not said or asserts(page, index)):
        return False
    plain = word.endswith(page.lexicon.alif) or page.light[index].endswith(page.lexicon.final_ta)
    return (not plain or page.is_a(index, "family-common")) and (
        said or listed or page.looks[index].single.isdisjoint(_PLACES)
    )


def asserts(page: Page, index: int) -> bool:
    """Whether a verb of speech is printed there: `the researcher X Y *stressed* on that`."""
    cues = (sense for sense in page.senses(index) if sense.cls == "cue" and not sense.skip)
    spelt = {form for s in cues if s.word.form in FINITE for form in (s.word.text, _without_hamza(page, s.word.text))}
    return page.light[index] in spelt


def _without_hamza(page: Page, listed: str) -> str:
    """A form as many papers print it: no hamza on its first alif."""
    return page.lexicon.fold(listed[0]) + listed[1:]


def _then_another(page: Page, index: int) -> bool:
    """Whether a conjunction with a noun or a title stands there: `the secretary X Y *and a number of*`."""
    word = page.word(index)
    joined = word[:1] == page.language.orthography.proclitics.any[0] and word not in page.lexicon.common
    return joined and page.lexicon.has(word[1:], "noun", "adjective")


def what_is_said(page: Page, index: int) -> bool:
    """Whether what is said begins there, past a comma or the verb's preposition: `stressed X Y *on that*`."""
    at = past_comma(page, index)
    return bool(page.units("that", at)) or (page.is_a(at, "preposition") and bool(page.units("that", at + 1)))


def past_comma(page: Page, index: int) -> int:
    return index + (page.word(index) in page.language.orthography.punctuation.comma)


_PLACES = frozenset({"state", "place", "institution", "group", "media"})
_NO_END = (
    "title", "nationality", "title-adjective", "month", "weekday", "unit", "relative-day", "daypart", "daypart-adverb",
    "filler", "number", "that", "cue-source-after", "institution-head", "group-head", "side-noun", "meeting", "turn",
)  # fmt: skip


def so_said(page: Page, index: int) -> bool:
    """`as for X, *he said*`: a verb of speech behind the conjunction of consequence."""
    joining = page.language.orthography.proclitics.any[-1]
    said = (s for s in page.senses(index) if s.cls == "cue" and s.word.form == "past" and s.prefix == joining)
    return any(page.light[index][s.skip :] == s.word.text for s in said)
