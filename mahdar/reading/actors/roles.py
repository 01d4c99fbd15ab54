"""What a word may be inside a person's name: a given name, a family name, a particle, unknown, or plain vocabulary."""

from mahdar.reading.page import Page

NAME_CLASSES = ("given", "family", "name-particle", "given-common", "family-common")
_VETO = frozenset(
    {
        "state", "place", "institution", "group", "media", "platform", "nationality", "title", "institution-head",
        "force-head", "group-head", "source-head", "media-head", "place-head", "side-noun", "number", "month", "hijri",
        "weekday", "unit", "turn", "relative-day", "daypart", "daypart-adverb", "vague", "cue", "cue-source-after",
        "cue-noun-that", "cue-channel", "cue-carrier", "title-adjective", "demonstrative", "office-domain", "daily",
        "meeting", "stance", "incident", "approx", "edge", "ahead-word", "lasting", "that",
    }
)  # fmt: skip


def role(page: Page, index: int, skip: int = 0) -> str:
    """The role of word `index` after `skip` letters of proclitics: one of NAME_CLASSES, `unknown`, `common` or ``."""
    if not 0 <= index < page.size or not page.may_name(index):
        return ""
    key = (page.deep[index], page.light[index], skip)
    known = page.lexicon.roles.get(key)
    if known is None:
        known = page.lexicon.roles[key] = _role(page, index, skip)
    return known


def _role(page: Page, index: int, skip: int) -> str:
    word = page.deep[index][skip:]
    if len(word) < 2:
        return ""
    senses = [sense for sense in page.lexicon.senses(word) if not sense.skip]
    printed = page.light[index][skip:]
    classes = {s.cls for s in senses if s.cls not in NAME_CLASSES or page.lexicon.same_spelling(printed, s.word.text)}
    plain = page.lexicon.has(word, "noun", "adjective", "particle")
    for cls in NAME_CLASSES:
        if cls in classes:
            return f"{cls}-common" if plain and cls in {"given", "family"} else cls
    if classes & _VETO or page.lexicon.common.get(word):
        return "common"
    return "unknown" if not word.isascii() else ""


_FINITE = frozenset({"past", "present"})


def behind_speech(page: Page, index: int) -> bool:
    """Whether a finite verb of speech without a suffix stands right before word `index`."""
    return page.is_a(index - 1, "cue") and any(
        s.cls == "cue" and s.word.form in _FINITE and not s.word.suffixed for s in page.senses(index - 1)
    )


def speaks_alone(page: Page, index: int, stop: int) -> bool:
    """Whether words `index` up to `stop` stand alone between a verb of speech and what is said, or a preposition."""
    return behind_speech(page, index) and page.is_a(stop, "that", "preposition", "channel")


def prepositional(page: Page, index: int) -> bool:
    """Whether the word is vocabulary behind a preposition and the article, written as one word with them."""
    word, letters = page.deep[index], page.language.orthography.proclitics.noun
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    joined = word.startswith(tuple(letter + article for letter in letters)) or word.startswith(letters[1] * 2)
    return joined and stripped_common(page, index)


def stripped_common(page: Page, index: int) -> bool:
    """Whether the word is ordinary vocabulary once its proclitics are taken off."""
    if page.lexicon.is_common(page.deep[index]) or page.lexicon.tense(page.deep[index]):
        return True
    return not page.looks[index].single.isdisjoint(_VETO)
