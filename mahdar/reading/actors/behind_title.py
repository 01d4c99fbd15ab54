"""The name behind a title: right there, behind a rank, past the phrase that says where the office is, or a comma."""

from mahdar.reading.actors.names import Name, name_at
from mahdar.reading.actors.roles import behind_speech, role
from mahdar.reading.actors.titles import Title, title_at
from mahdar.reading.page import Page


def name_behind(page: Page, title: Title) -> tuple[Name | None, bool]:
    """The name behind a title, and whether a comma stands between."""
    if title.number == "p" and not title.completed:
        return None, False
    if not (title.suffixed and title.kind == "other" and not title.completed) or role(page, title.stop) == "given":
        name = name_at(page, title.stop, framed=True)
        if (
            name is not None
            and not _is_noun(page, name)
            and (title.completed or title.definite or name.sure or title.kind != "other" or is_known(name))
        ):
            return name, False
    rank = title_at(page, title.stop) if title.completed or title.definite else None
    if rank and rank.definite and not rank.skip and rank.number == "s":  # `the army's spokesman, the colonel, X`
        name = name_at(page, rank.stop, framed=True)
        if name is not None and not _is_noun(page, name):
            return name, False
    behind = _past_link(page, title.stop) if behind_speech(page, title.first) else 0
    if behind:  # `the head of the delegation to the talks, X`, `the UN envoy in Y, Mr X`
        name = name_at(page, behind, framed=True)
        if name is not None and (name.sure or _said_of(page, name)):
            return name, False
    if page.word(title.stop) in page.language.orthography.punctuation.comma and (title.completed or title.definite):
        name = name_at(page, title.stop + 1, framed=True)
        if name and (name.sure or (len(name.roles) > 1 and name.roles[0] != "common" and _closed(page, name))):
            return name, True
    return None, False


_PLACES = ("place", "state", "institution")
_LINKED = 4  # words of what a preposition behind a title governs


def _past_link(page: Page, index: int) -> int:
    """Past a preposition behind a title, with the place or the definite noun that it governs, and past a rank; 0 where
    nothing of the kind stands there."""
    begun = at = index + page.is_a(index, "office-link", "from", "locative")
    while at < index + _LINKED:
        stop = max((unit.stop for cls in _PLACES for unit in page.units(cls, at) if not unit.prefix), default=0)
        if stop:
            at = stop
        elif _governed(page, at, first=begun == index + 1 == at) and begun > index:
            at += 1
        else:
            break
    rank = title_at(page, at) if at > begun else None
    if rank and rank.definite and not rank.skip and rank.number == "s" and not rank.completed:
        at = rank.stop
    return at if at > begun else 0


def _governed(page: Page, at: int, first: bool) -> bool:
    """Whether a word may stand between a preposition and the name: a definite noun or adjective, and first any noun."""
    if page.is_definite(at):
        return page.lexicon.has(page.deep[at], "noun", "adjective")
    return first and page.lexicon.has(page.deep[at], "noun") and not page.is_a(at, "title")


def _said_of(page: Page, name: Name) -> bool:
    """Whether the name of a speaker ends where what he said, or when, begins."""
    return len(name.roles) > 1 and (
        page.is_a(name.stop, "that", "preposition", "channel", "weekday", "relative-day", "daypart")
        or not page.is_word(name.stop)
    )


def _is_noun(page: Page, name: Name) -> bool:
    """A single word that is ordinary vocabulary too: behind an office it is rather the next noun."""
    word = page.deep[name.first][name.skip :]
    if len(name.roles) > 1:
        return False
    return page.lexicon.has(word, "particle") or (
        name.roles[0] != "given" and page.lexicon.has(word, "noun", "adjective")
    )


def is_known(name: Name) -> bool:
    return name.roles[0] in {"given", "family", "given-common"}


def _closed(page: Page, name: Name) -> bool:
    """Whether a comma follows: `..., X Y, ...` is an apposition."""
    return page.word(name.stop) in page.language.orthography.punctuation.comma
