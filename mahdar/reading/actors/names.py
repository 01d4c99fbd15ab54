"""Person names: which words after a title, or alone, make one name, and where it ends."""

import msgspec

from mahdar.reading.actors.roles import prepositional, role, stripped_common
from mahdar.reading.page import Page

_MOST_WORDS = 5


class Name(msgspec.Struct, frozen=True):
    """A person's name: words `first` up to `stop`, `skip` letters of proclitics on the first; `roles` word by word."""

    first: int
    stop: int
    skip: int
    roles: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether the words themselves prove a name: a given name with something after it."""
        return "given" in self.roles and len(self.roles) > 1


def name_at(page: Page, index: int, skip: int = 0, framed: bool = False) -> Name | None:
    """The name that begins at word `index`. `framed`: a title or a verb of speech stands before it, so that unknown
    words may be names; otherwise the first word must be a given name that is nothing else."""
    first = role(page, index, skip)
    if page.is_a(index, "servant") and page.is_definite(index + 1):
        first = "given"
    openers = ("given", "given-common", "family", "family-common", "unknown", "name-particle") if framed else ("given",)
    if framed and first == "common" and _foreign(page, index, skip):
        first = "unknown"
    elif first not in openers or (first == "unknown" and _plain(page, index, skip)):
        return None
    roles = [first]
    at = index + 1
    if page.is_a(index, "servant") and page.is_definite(at):
        roles, at = ["given", "given"], index + 2
    while at - index < _MOST_WORDS:
        following = role(page, at)
        if not _continues(page, at, roles, following):
            break
        roles.append(following)
        at += 1
    while roles and roles[-1] == "name-particle":
        roles.pop()
        at -= 1
    return _judge(Name(index, at, skip, tuple(roles)), framed) if roles else None


def spoken_name(page: Page, index: int) -> Name | None:
    """The name between a verb of speech and what is said: a word that only begins like a preposition is none there."""
    name = name_at(page, index, framed=True)
    if name is not None or role(page, index) != "unknown" or _article(page, index, 0) or prepositional(page, index):
        return name
    stop = index + 1
    if role(page, stop) in {"family", "unknown", "given"} and not stripped_common(page, stop):
        stop += 1
    return Name(index, stop, 0, tuple(role(page, at) for at in range(index, stop)))


def _judge(name: Name, framed: bool) -> Name | None:
    if framed:
        return name if name.roles != ("name-particle",) else None
    strong = {"given", "family", "unknown", "family-common", "given-common", "name-particle"}
    return name if len(name.roles) > 1 and name.roles[1] in strong else None


def _foreign(page: Page, index: int, skip: int) -> bool:
    """A word that is also a place or a noun is a given name between a title and a family name; a verb is none."""
    word = page.deep[index]
    if skip or page.lexicon.tense(word) or page.lexicon.has(word, "particle") or _article(page, index, 0):
        return False
    return role(page, index + 1) == "family" and not page.is_a(index, "title", "nationality", "cue", "title-adjective")


def _plain(page: Page, index: int, skip: int) -> bool:
    """Whether an unknown word is only vocabulary with something before it: an article, a preposition, a conjunction."""
    if _article(page, index, skip) or stripped_common(page, index):
        return True
    word = page.deep[index][skip:]
    if not skip and any(role(page, index, cut) in {"given", "family"} for cut in _cuts(page, index)):
        return True
    return word[0] == word[1] and word[0] in _joining(page)


def _joining(page: Page) -> tuple[str, ...]:
    """Letters that, doubled at the head of a word, are a proclitic and the word's own."""
    proclitics = page.language.orthography.proclitics
    return (*proclitics.any, *proclitics.noun[:1])


_LEAST_NAME = 4


def _cuts(page: Page, index: int) -> list[int]:
    """How many letters each possible proclitic takes, where enough is left for a name."""
    word = page.deep[index]
    return [skip for _, skip, _ in page.lexicon.first_words(word) if skip and len(word) - skip >= _LEAST_NAME]


def _article(page: Page, index: int, skip: int) -> bool:
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    return page.deep[index][skip:].startswith(article)


def _continues(page: Page, index: int, roles: list[str], following: str) -> bool:
    """Whether a name of these `roles` goes on with the word at `index`."""
    if following in {"given", "family", "name-particle"}:
        return not _joined(page, index, following)
    before = roles[-1]
    if before == "name-particle":
        return following in {"unknown", "given-common", "family-common", "common"} and bool(following)
    if following == "family-common":
        return before in {"given", "given-common", "unknown"} and _article(page, index, 0)
    if following == "given-common":
        return before in {"given", "given-common", "name-particle"} and not page.is_a(index, "title")
    if following == "common":
        return before == "given" and _nisba(page, index)
    if following != "unknown" or _joined(page, index, following):
        return False
    unknowns = roles.count("unknown") + roles.count("family")
    if _article(page, index, 0) and "given" not in roles:
        return False
    return unknowns == 0 or (unknowns == 1 and len(roles) == 1 and not _article(page, index, 0))


def _nisba(page: Page, index: int) -> bool:
    """A definite word in ya that is only an adjective: behind a given name it is a family name."""
    word = page.deep[index]
    if not page.is_definite(index) or not word.endswith(page.lexicon.ya) or page.lexicon.has(word, "noun"):
        return False
    return not page.is_a(index, "nationality", "title-adjective", "institution-head", "group-head", "title")


def _joined(page: Page, index: int, following: str) -> bool:
    """A conjunction before a further name, or a plain word with a proclitic, ends the name."""
    word = page.deep[index]
    if following == "unknown":
        return bool(page.lexicon.is_common(word)) or _and_name(page, index)
    return False


def _and_name(page: Page, index: int) -> bool:
    """Whether the word is a conjunction with a listed name behind it."""
    joining = {page.lexicon.fold(letter) for letter in page.language.orthography.proclitics.any}
    word = page.deep[index]
    if word[0] not in joining or len(word) < 4:
        return False
    return role(page, index, 1) in {"given", "family", "given-common"} or any(
        s.skip and s.cls in _NAMED for s in page.senses(index)
    )


_NAMED = frozenset({"state", "place", "institution", "group", "media", "nationality", "title", "cue"})
