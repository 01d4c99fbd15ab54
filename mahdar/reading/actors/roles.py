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


def stripped_common(page: Page, index: int) -> bool:
    """Whether the word is ordinary vocabulary once its proclitics are taken off."""
    if page.lexicon.is_common(page.deep[index]) or page.lexicon.tense(page.deep[index]):
        return True
    return not page.looks[index].single.isdisjoint(_VETO)
