"""Adverbs between a verb of speech and its subject, or between its subject and what is said."""

from mahdar.reading.page import Page


def past_adverb(page: Page, index: int) -> int:
    """Past one adverb: `officially`, `in a clear way`, `in a firm tone`; the word itself for none."""
    if not page.is_word(index) or page.is_definite(index):
        return index
    if page.is_a(index, "manner-noun") and not page.is_definite(index + 1):
        return index + 1 + _adjective(page, index + 1)
    at = page.language.orthography.proclitics.noun[0]
    if page.is_a(index, "manner") and page.word(index).startswith(at):
        return index + 2 if page.is_word(index + 1) and not page.is_definite(index + 1) else index
    return index + 1 if _accusative(page, index) else index


def _adjective(page: Page, index: int) -> bool:
    return page.lexicon.has(page.word(index), "adjective") and not page.is_definite(index)


def _accusative(page: Page, index: int) -> bool:
    """Whether an adjective without a noun, or an adverb, stands there in the indefinite accusative: `personally`."""
    lexicon, word = page.lexicon, page.word(index)
    if not word.endswith(lexicon.alif) or page.is_a(index, "title", "nationality", "given", "family", "number"):
        return False
    if lexicon.has(word, "noun", "present"):
        return False
    saying = page.is_a(index, "cue") and not page.is_a(index, "filler")
    return not saying and (lexicon.has(word, "adjective") or word.endswith(lexicon.ya + lexicon.alif))
