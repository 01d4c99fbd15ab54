"""Candidates: words that may be a name though nothing in this report says so; another report may."""

from collections.abc import Iterator

from mahdar.reading.actors.roles import role, stripped_common
from mahdar.reading.draft import Draft
from mahdar.types.marks import Candidate

RULE = "ar/actors/grammar/bare"
_SHORTEST = 4


def find_candidates(draft: Draft) -> Iterator[Candidate]:
    """Unknown words outside all mentions, as printed and without each proclitic."""
    page = draft.page
    covered = {
        index
        for mark in (*draft.mentions, *draft.times)
        for index in range(page.words.holding(mark.span.start), page.words.at(mark.span.stop))
    }
    for index, look in enumerate(page.looks):
        if not look.alpha or page.lexicon.is_common(look.deep) or index in covered or look.deep.isascii():
            continue
        if role(page, index) not in {"unknown", "family", "given"} or stripped_common(page, index):
            continue
        for word, skip, _ in page.lexicon.first_words(page.deep[index]):
            if len(word) >= _SHORTEST and word == page.deep[index][skip:]:
                yield Candidate(
                    span=page.span(index, index + 1, skip),
                    rules=(RULE,),
                    text=page.span(index, index + 1, skip).of(page.text),
                    key=word,
                    certainty="unsure",
                )
