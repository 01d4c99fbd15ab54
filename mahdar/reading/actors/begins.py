"""Where a person's name may begin: which words open one behind a title, and which prove themselves without."""

from mahdar.reading.actors.parts import part_at
from mahdar.reading.actors.roles import has_article, is_family, role, stripped_common, tradition
from mahdar.reading.page import Page

_FRAMED = frozenset({"given", "given-common", "family", "family-common", "unknown", "name-particle"})
_STRONG = frozenset({"given", "family"})
_LEAST_NAME = 4
_GIVEN = frozenset({"given", "given-common"})
_NEAR = frozenset({"near"})


def may_open(page: Page, index: int, skip: int, first: str) -> bool:
    """Whether a word behind a title or a verb of speech may open a name."""
    if first not in _FRAMED or (first == "unknown" and _plain(page, index, skip)):
        return False
    return not (first.endswith("-common") and (is_style(page, index) or _is_office(page, index, first)))


def _is_office(page: Page, index: int, first: str) -> bool:
    """A family name that is also a title is the title behind a title."""
    return first == "family-common" and page.is_a(index, "title", "title-adjective", "nationality")


def is_style(page: Page, index: int) -> bool:
    """A definite title that is also a family name: with a name behind it, it is the title."""
    if not page.is_definite(index) or not page.is_a(index, "title"):
        return False
    following, _ = part_at(page, index + 1)
    return following in {"given", "given-common", "name-particle", "family"}


def may_begin(page: Page, index: int, skip: int, first: str) -> bool:
    """Whether a word without title may begin a name: a given name, or a word that the next one proves to be a name."""
    if first == "given" and not page.lexicon.has(page.deep[index][skip:], "particle"):
        return True
    following, stop = part_at(page, index + 1)
    if first in {"given", "given-common"}:
        return (
            _proves(page, index + 1, following, stop)
            and not has_article(page, index, skip)
            and (following not in _STRONG or _akin(page, index, skip, stop))
        )
    if first == "family":
        return following == "given" or (following in {"family", "unknown"} and bool(syllables_at(page, index, skip)))
    if first == "unknown" and (following == "family" or is_family(page, index + 1)):
        return not _plain(page, index, skip) and not stripped_common(page, index) and _may_be_foreign(page, index, skip)
    return bool(syllables_at(page, index, skip))


def _akin(page: Page, index: int, skip: int, stop: int) -> bool:
    """Whether a given name that is also a word and the name behind it come from one tradition; compounds are Arabic."""
    given = tradition(page, index, skip, _GIVEN)
    following = tradition(page, index + 1, 0, _STRONG) if stop == index + 2 else _NEAR
    return not given.isdisjoint(following)


def _may_be_foreign(page: Page, index: int, skip: int) -> bool:
    """No final ta marbuta, which makes an Arabic noun, and no conjunction at its head."""
    if page.light[index].endswith(page.lexicon.final_ta):
        return False
    joining = page.language.orthography.proclitics.any[0]
    return (page.deep[index][0] == joining) == bool(skip) and skip <= 1


def _proves(page: Page, index: int, following: str, stop: int) -> bool:
    """Whether the word behind a given name that is also a word proves it a name."""
    if following in _STRONG:
        return True
    if following == "name-particle":
        return (page.is_a(index, "descent") and page.is_word(stop)) or page.is_a(index, "name-suffix")
    if following == "given-common":
        return _two_givens(page, index)
    if following == "family-common" and has_article(page, index) and page.is_a(index, "title"):
        return not is_style(page, index)
    if not has_article(page, index, 0) or page.is_a(index, "title", "nationality", "title-adjective"):
        return False
    if following != "unknown":
        return following == "family-common"
    return not page.lexicon.has(page.deep[index - 1], "particle") and not _plain_definite(page, index)


def _two_givens(page: Page, index: int) -> bool:
    """Two given names that are also words: together they are a name, unless a noun stands before them."""
    if page.is_a(index, "title") or page.lexicon.has(page.deep[index], "particle"):
        return False
    if page.lexicon.has(page.deep[index - 1], "noun") and page.lexicon.has(page.deep[index], "noun", "adjective"):
        return False
    before = page.word(index - 2)
    return not page.lexicon.has(before, "noun", "adjective") or page.is_a(index - 2, "person-noun")


def _plain_definite(page: Page, index: int) -> bool:
    """Whether the word is vocabulary behind its article."""
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    return page.word(index).removeprefix(article) in page.lexicon.common


def syllables_at(page: Page, index: int, skip: int) -> int:
    """Where two to four syllables of East Asian names in a row end, one of which is no other word; else 0."""
    if not _is_syllable(page, index, skip) or any(unit.stop > index + 1 for unit in page.units("place", index)):
        return 0
    at = index + 1
    while at < index + 4 and _is_syllable(page, at, 0):
        at += 1
    if at > index + 2 and page.is_a(index, "preposition"):
        return 0  # `*between* Wang Yi and`
    if at > index + 1 and page.is_hyphen(at):
        at += 2
    elif page.lexicon.has(page.deep[at - 1], "particle") and page.lexicon.tense(page.word(at)):
        at -= 1  # `X *what* he called`
    if at <= index + 1:
        return 0
    plain = [role(page, index, skip), *(role(page, one) for one in range(index + 1, at))]
    return at if any(not one.endswith("common") for one in plain) else 0


def _is_syllable(page: Page, index: int, skip: int) -> bool:
    return page.is_a(index, "syllable") and any(s.cls == "syllable" and s.skip == skip for s in page.senses(index))


def is_foreign(page: Page, index: int, skip: int) -> bool:
    """A word that is also a place or a noun is a given name between a title and a family name; a verb is none."""
    word = page.deep[index]
    if skip or page.lexicon.tense(word) or page.lexicon.has(word, "particle") or has_article(page, index, 0):
        return False
    closed = role(page, index + 1) == "unknown" and bool(page.units("that", index + 2))  # `said *Mali* X that`
    if closed and not stripped_common(page, index + 1) and page.is_a(index, "state", "place"):
        return True
    return is_family(page, index + 1) and not page.is_a(index, "title", "nationality", "cue", "title-adjective")


def _plain(page: Page, index: int, skip: int) -> bool:
    """Whether an unknown word is only vocabulary with something before it: an article, a preposition, a conjunction."""
    if has_article(page, index, skip) or stripped_common(page, index):
        return True
    word = page.deep[index][skip:]
    if not skip and any(role(page, index, cut) in _STRONG for cut in _cuts(page, index)):
        return True
    if not skip and word[0] in _proclitics(page) and page.light[index].endswith(page.lexicon.final_ta):
        return True
    return word[0] == word[1] and word[0] in _joining(page)


def _proclitics(page: Page) -> tuple[str, ...]:
    return page.language.orthography.proclitics.noun


def _joining(page: Page) -> tuple[str, ...]:
    """Letters that, doubled at the head of a word, are a proclitic and the word's own."""
    proclitics = page.language.orthography.proclitics
    return (*proclitics.any, *proclitics.noun[:1])


def _cuts(page: Page, index: int) -> list[int]:
    """How many letters each possible proclitic takes, where enough is left for a name."""
    word = page.deep[index]
    return [skip for _, skip, _ in page.lexicon.first_words(word) if skip and len(word) - skip >= _LEAST_NAME]
