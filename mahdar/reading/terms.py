"""Terms of a plan: the points listed after a colon, each with its issue, who is bound and how much."""

from collections.abc import Iterator

from mahdar.reading.draft import Draft, within
from mahdar.reading.issues import issues_in
from mahdar.reading.page import Page
from mahdar.types.marks import Sentence, Term

RULE = "ar/positions/grammar/listed-terms"
_MOST = 30  # points of one list; the longest leaked plan of the press had 28


def find_terms(draft: Draft) -> Iterator[Term]:
    """The points behind `the plan proposes the following:`, up to the first paragraph that is none."""
    if not draft.language.on(RULE):
        return
    furniture = {
        i
        for mark in draft.furniture
        for i in range(draft.page.words.at(mark.span.start), draft.page.words.at(mark.span.stop))
    }
    sentences = [s for s in draft.sentences if draft.page.words.at(s.span.start) not in furniture]
    for at, sentence in enumerate(sentences):
        if not _opens_list(draft.page, sentence):
            continue
        for point in sentences[at + 1 : at + 1 + _MOST]:
            found = _point(draft, sentence, point)
            if found is None:
                break
            yield found


def _opens_list(page: Page, sentence: Sentence) -> bool:
    """A sentence that names a plan and ends with a colon."""
    first, stop = page.words.at(sentence.span.start), page.words.at(sentence.span.stop)
    if page.word(stop - 1) not in page.language.orthography.punctuation.colon:
        return False
    return any(issue == "proposal" for _, issue in issues_in(page, first, stop))


def _point(draft: Draft, opening: Sentence, point: Sentence) -> Term | None:
    """A short paragraph that raises an issue; anything longer or without one ends the list."""
    page = draft.page
    first, stop = page.words.at(point.span.start), page.words.at(point.span.stop)
    issues = [issue for _, issue in issues_in(page, first, stop) if issue not in {"proposal", "process"}]
    if stop - first > 45 or any(
        page.is_a(i, "cue") and page.senses(i)[0].word.form == "past" for i in range(first, first + 2)
    ):
        return None
    value, unit = _quantity(page, first, stop)
    binds = tuple(
        m.span for m in within(draft.mentions, point.span) if m.kind in {"state", "group"} or m.form == "metonym"
    )
    return Term(
        span=point.span,
        rules=(RULE,),
        proposal=opening.span,
        proposal_text=opening.span.of(page.text),
        issue=issues[0] if issues else "other",
        binds=binds[:1],
        value=value,
        unit=unit,
    )


def _quantity(page: Page, first: int, stop: int) -> tuple[float | None, str | None]:
    """The first number with a noun behind it."""
    for index in range(first, stop):
        for number in page.units("number", index):
            following = number.stop
            if following < stop and page.is_word(following) and not page.is_a(following, "month", "preposition"):
                return number.value, page.light[following]
    return None, None
