"""The field of an office that no list has: definite nouns and their adjectives."""

from mahdar.reading.page import Page

_MOST = 5


def field_stop(page: Page, index: int) -> int:
    """Where the field ends that begins at word `index`, `the Childhood and the Welfare`; `index` for none."""
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    joining = page.language.orthography.proclitics.any[0]
    at = index
    while at < index + _MOST and page.may_name(at) and not page.is_a(at, "nationality", "title"):
        joined = at > index and page.deep[at].startswith(joining + article)
        word = page.deep[at][joined:]
        first = at == index or joined
        if not word.startswith(article) or not page.lexicon.has(word, "noun" if first else "adjective"):
            break
        at += 1
    return at
