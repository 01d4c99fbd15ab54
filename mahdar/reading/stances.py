"""Stances: what a party demands, offers, accepts, rejects or makes a condition, on which issue."""

from collections.abc import Iterator

from mahdar.reading.draft import Draft
from mahdar.reading.issues import issues_in
from mahdar.types.marks import Stance, StanceKind, Statement
from mahdar.types.span import Span

_KINDS: dict[str, StanceKind] = {
    "demands": "demands",
    "rejects": "rejects",
    "promises": "offers",
    "agrees": "accepts",
    "threatens": "conditions",
}
_CONDITIONS = ("make-condition", "stipulate", "condition")


def find_stances(draft: Draft) -> Iterator[Stance]:
    """One stance for each issue that a demand, an offer, an acceptance, a refusal or a threat is about."""
    for statement in draft.statements:
        kind = _kind(statement)
        if kind is not None and statement.speaker is not None:
            yield from _by_issue(draft, statement, kind, statement.speaker)
            if statement.joint:
                yield from _by_issue(draft, statement, kind, statement.joint)


def _kind(statement: Statement) -> StanceKind | None:
    if any(rule.rsplit("/", 1)[-1] in _CONDITIONS for rule in statement.rules):
        return "conditions"
    return _KINDS.get(statement.act)


def _by_issue(draft: Draft, statement: Statement, kind: StanceKind, party: Span) -> Iterator[Stance]:
    seen: set[str] = set()
    asked = statement.asked
    for span in (asked, *statement.content[1:]) if asked else statement.content:
        for index, issue in issues_in(draft.page, draft.page.words.at(span.start), draft.page.words.at(span.stop)):
            if issue in seen:
                continue
            seen.add(issue)
            clause = _clause(draft, span, index)
            yield Stance(
                span=clause,
                text=clause.of(draft.page.text),
                rules=statement.rules,
                certainty=statement.certainty,
                party=party,
                issue=issue,
                stance=kind,
                voice="analyst" if statement.speaker_kind in {"analyst", "journalist"} else "party",
            )


def _clause(draft: Draft, content: Span, index: int) -> Span:
    """The conjunct of the content that raises the issue: from comma or conjunction to comma."""
    page = draft.page
    at = page.words.at
    first, stop = at(content.start), at(content.stop)
    commas = page.language.orthography.punctuation.comma
    start = index
    while start > first and page.word(start - 1) not in commas:
        start -= 1
    end = index
    while end < stop and page.word(end) not in commas:
        end += 1
    return Span(max(content.start, page.words.start(start)), min(content.stop, page.words.stop(end - 1)))
