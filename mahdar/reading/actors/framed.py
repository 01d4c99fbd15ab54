"""Names that their neighbours make probable: joined to a name, behind a verb or noun of what only people do, or a given
name alone."""

from mahdar.reading.actors.begins import syllables_at
from mahdar.reading.actors.names import Name, name_at
from mahdar.reading.actors.parts import compound_at
from mahdar.reading.actors.roles import behind_speech, has_article, is_told, role, stripped_common
from mahdar.reading.page import Page

_PROVEN = frozenset({"given", "family"})
_LIKELY = frozenset({"given", "family", "given-common"})
_LEAST = 3


def joined_name(page: Page, index: int) -> Name | None:
    """`X and Y`: behind a person's name and a conjunction, words that are no vocabulary are a name, too."""
    word = page.deep[index]
    short = len(word) <= _LEAST and not syllables_at(page, index, 1)  # `and *Xi* Jinping`
    if short or word[0] not in page.language.orthography.proclitics.any or _is_whole(page, index):
        return None
    name = name_at(page, index, 1, framed=True)
    if name is None or has_article(page, index, 1):
        return None
    if name.roles[0] in _PROVEN:
        return name
    if len(name.roles) > 1 and not _LIKELY.isdisjoint(name.roles):
        return name
    free = not page.lexicon.is_common(word[1:]) and not page.lexicon.tense(word[1:])
    return name if free and name.roles == ("unknown", "unknown") else None


def _is_whole(page: Page, index: int) -> bool:
    """Whether the word with its conjunction is something by itself."""
    return any(not sense.skip for sense in page.senses(index)) or bool(page.lexicon.common.get(page.deep[index]))


_FRAMES = frozenset({"person-noun", "person-verb", "topic", "auxiliary", "cue", "nationality"})


def framed_name(page: Page, index: int) -> Name | None:
    """The name behind a word that only people follow: the resignation of X, X was born, said X."""
    if not index or page.looks[index - 1].single.isdisjoint(_FRAMES):
        return None
    auxiliary = page.is_a(index - 1, "auxiliary")
    topic = auxiliary or page.is_a(index - 1, "topic")
    verb = topic or behind_speech(page, index) or _human_verb(page, index)
    noun = page.is_a(index - 1, "person-noun") or _man_of_a_nation(page, index - 1)
    if not (noun or verb) or has_article(page, index) or role(page, index) == "common" or is_told(page, index):
        return None
    name = name_at(page, index, framed=True)
    if name is None or _is_other(page, name) or (auxiliary and not _verb_follows(page, name.stop)):
        return None
    if len(name.roles) > 1:
        fits = not _LIKELY.isdisjoint(name.roles) or _all_unknown(page, name)
    else:
        fits = _single_fits(page, name, verb) or (verb and topic and _is_new(page, name))
    return name if fits else None


def _is_other(page: Page, name: Name) -> bool:
    """A nation, a place, a medium; or a title with its realm, not the given name that is spelt like it."""
    index = name.first
    if name.roles[0] == "given-common" and page.is_a(index, "title") and name_at(page, index) is None:
        return True
    return page.is_a(index, "nationality", "state", "place", "media", "institution")


def _verb_follows(page: Page, index: int) -> bool:
    return bool(page.lexicon.tense(page.word(index))) or page.is_a(index, "perfect")


def _single_fits(page: Page, name: Name, verb: bool) -> bool:
    """Whether one word alone is a name there: a sure one, or behind a verb of one man an unknown one."""
    index, word = name.first, page.deep[name.first]
    if name.roles[0] in _PROVEN:
        return not (page.lexicon.has(word, "noun", "adjective", "particle") if verb else word in page.lexicon.common)
    if name.roles[0] == "given-common" and behind_speech(page, index):
        return not (page.lexicon.has(word, "noun", "particle") or page.is_a(index, "title"))
    return verb and _masculine(page, index - 1) and _is_new(page, name)


def _is_new(page: Page, name: Name) -> bool:
    """A word that nothing knows and that no accusative ends."""
    word = page.deep[name.first]
    return name.roles[0] == "unknown" and _all_unknown(page, name) and not word.endswith(page.lexicon.alif)


def _man_of_a_nation(page: Page, index: int) -> bool:
    """`the American`, for a man: players, suspects and laureates are introduced so."""
    return page.is_a(index, "nationality") and any(
        s.cls == "nationality" and s.word.definite and s.word.gender == "m" and s.word.number == "s"
        for s in page.senses(index)
    )


def _all_unknown(page: Page, name: Name) -> bool:
    return not any(stripped_common(page, at) or has_article(page, at) for at in range(name.first, name.stop))


def _human_verb(page: Page, index: int) -> bool:
    return page.is_a(index - 1, "person-verb") and any(
        s.cls == "person-verb" and not s.word.suffixed for s in page.senses(index - 1)
    )


def _masculine(page: Page, index: int) -> bool:
    """Whether a verb may speak of one man: a feminine one speaks of companies and clubs, too."""
    return any(
        s.cls in {"cue", "person-verb"} and s.word.form in {"past", "present"} and s.word.gender == "m"
        for s in page.senses(index)
    )


def lone_given(page: Page, index: int) -> Name | None:
    """A given name that is nothing else, or a compound one, alone: kings, saints, artists, players."""
    for skip in (0, 1):
        if skip and (role(page, index) != "unknown" or _is_whole(page, index)):
            return None
        word = page.deep[index]
        stop = compound_at(page, index, skip)
        if stop:
            return Name(index, stop, skip, ("given",))
        if len(word) - skip > _LEAST and role(page, index, skip) == "given" and not has_article(page, index, skip):
            return Name(index, index + 1, skip, ("given",)) if _alone(page, index, skip) else None
    return None


def _alone(page: Page, index: int, skip: int) -> bool:
    """No place or thing named after somebody, no further word of a longer foreign name."""
    if page.deep[index][skip:] in page.lexicon.common:
        return False
    if page.is_a(index, "never-alone"):
        return False
    if page.is_a(index - 1, "place-head", "institution-head", "named-after", "media-head"):
        return False
    return not any(s.skip == skip and s.cls in {"place", "state", "month", "unit"} for s in page.senses(index))
