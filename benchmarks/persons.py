"""How well persons are found on wide newswire: precision, recall and F1 of exact spans, and what goes wrong, by cause.

python benchmarks/persons.py [SUITE ...] [--show CAUSE]     default: examples/wide/persons.jsonl

A suite is JSON Lines: either `text` and `persons` (half-open spans), or `tokens` and BIO `tags` with persons as PERS.
A corpus of tokens leaves a conjunction or preposition written as one word with a name inside the name; a reading takes it
off. So a suite of tokens is scored twice: by the characters as they are, and with each found name widened to its whole
tokens. Ten sentences of such a suite are read as one report.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import mahdar
from mahdar.language.language import load_language
from mahdar.types.reading import Reading

WIDE = Path(__file__).parent.parent / "examples" / "wide" / "persons.jsonl"
_TOGETHER = 10
_CONTEXT = 30
Spans = set[tuple[int, int]]


@dataclass
class Case:
    """A text with what a person annotated: persons, and names of other kinds. `tokens` are the spans of its tokens."""

    text: str
    persons: Spans
    others: Spans = field(default_factory=set)
    tokens: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Tally:
    right: int = 0
    gold: int = 0
    found: int = 0

    def add(self, gold: Spans, found: Spans) -> None:
        self.right, self.gold, self.found = (
            self.right + len(gold & found),
            self.gold + len(gold),
            self.found + len(found),
        )

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  ({self.right} right, {self.gold} gold, {self.found} found)"

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.gold + self.found)


def cases(suite: Path) -> Iterator[Case]:
    """The texts of a suite; sentences of tokens are joined into reports."""
    rows = [json.loads(line) for line in suite.read_text("utf-8").splitlines() if line.strip()]
    if rows and "tokens" not in rows[0]:
        yield from (Case(row["text"], {(start, stop) for start, stop in row["persons"]}) for row in rows)
        return
    for at in range(0, len(rows), _TOGETHER):
        yield _joined(rows[at : at + _TOGETHER])


def _joined(rows: list[dict[str, list[str]]]) -> Case:
    case = Case("", set())
    for row in rows:
        for token, tag in zip(row["tokens"], row["tags"], strict=True):
            start, stop = len(case.text), len(case.text) + len(token)
            case.text += token + " "
            case.tokens.append((start, stop))
            if tag == "O":
                continue
            spans = case.persons if tag.endswith("PERS") else case.others
            last = next((span for span in spans if span[1] == start - 1), None) if tag.startswith("I") else None
            spans.discard(last or (-1, -1))
            spans.add((last[0] if last else start, stop))
        case.text = case.text[:-1] + "\n"
    return case


def found_in(reading: Reading) -> Spans:
    """The persons whom a reading names."""
    return {
        (m.span.start, m.span.stop)
        for m in reading.mentions
        if m.kind == "person" and m.form == "name" and m.office_kind != "unnamed"
    }


def widened(spans: Spans, case: Case) -> Spans:
    """Each span widened to the tokens that it touches."""
    return {
        (min(t[0] for t in touched), max(t[1] for t in touched))
        for start, stop in spans
        if (touched := [t for t in case.tokens if t[0] < stop and start < t[1]])
    }


# ── causes ───────────────────────────────────────────────────────
def missed(case: Case, reading: Reading, span: tuple[int, int], found: Spans) -> str:
    """Why an annotated person is not among the found."""
    near = [one for one in found if one[0] < span[1] and span[0] < one[1]]
    if near:
        return _shape(span, near[0])
    words = case.text[span[0] : span[1]].split()
    if words[0].isascii():
        return "missed: in Latin letters"
    other = [m.kind for m in reading.mentions if m.span.start < span[1] and span[0] < m.span.stop]
    if other:
        return f"missed: taken for a {other[0]}" if other[0] != "person" else "missed: only a title"
    return "missed: one word" if len(words) == 1 else "missed: a full name"


def _shape(gold: tuple[int, int], found: tuple[int, int]) -> str:
    if found[0] - gold[0] in (1, 2) and found[1] == gold[1]:
        return "span: proclitic"
    if gold[0] <= found[0] and found[1] <= gold[1]:
        return "span: cut short"
    return "span: run on" if found[0] <= gold[0] and gold[1] <= found[1] else "span: shifted"


def false(case: Case, span: tuple[int, int]) -> str:
    """What a found person is who was not annotated."""
    if any(one[0] < span[1] and span[0] < one[1] for one in case.persons):
        return ""
    if any(one[0] < span[1] and span[0] < one[1] for one in case.others):
        return "false: a place, body or other name"
    lexicon = load_language().lexicon
    words = [lexicon.fold(word) for word in case.text[span[0] : span[1]].split()]
    if all(lexicon.is_common(word) or lexicon.tense(word) for word in words):
        return "false: common words"
    return "false: one unlisted word" if len(words) == 1 else "false: several words"


def measure(suite: Path, shown: str | None) -> None:
    """Print a suite's scores and its causes; with `shown`, the places of that cause."""
    exact, whole, causes = Tally(), Tally(), Counter[str]()
    for number, case in enumerate(cases(suite)):
        reading = mahdar.read(case.text, source=str(number))
        found = found_in(reading)
        exact.add(case.persons, found)
        if case.tokens:
            found = widened(found, case)
            whole.add(case.persons, found)
        wrong = [(missed(case, reading, span, found), span) for span in sorted(case.persons - found)]
        wrong += [(cause, span) for span in sorted(found - case.persons) if (cause := false(case, span))]
        causes.update(cause for cause, _ in wrong)
        if shown is not None:
            _show(case, [one for one in wrong if one[0].startswith(shown)], found)
    print(f"{suite.name}\n  exact   {exact}")
    if whole.gold:
        print(f"  tokens  {whole}")
    for cause, count in sorted(causes.items()):
        print(f"  {count:5} {cause}")


def _show(case: Case, wrong: list[tuple[str, tuple[int, int]]], found: Spans) -> None:
    for cause, (start, stop) in wrong:
        before, after = case.text[max(0, start - _CONTEXT) : start], case.text[stop : stop + _CONTEXT]
        near = [case.text[a:b] for a, b in found if a < stop and start < b]
        print(f"{cause} | {before}⟦{case.text[start:stop]}⟧{after} | {near}".replace("\n", "⏎"))


def main() -> None:
    arguments = sys.argv[1:]
    shown = None
    if "--show" in arguments:
        at = arguments.index("--show")
        shown = arguments[at + 1] if at + 1 < len(arguments) else ""
        del arguments[at : at + 2]
    for suite in [Path(one) for one in arguments] or [WIDE]:
        measure(suite, shown)


if __name__ == "__main__":
    main()
