"""Copies found among generated reports: recall, precision, seconds and memory, by number of reports.

python benchmarks/copies.py [N ...]     numbers of reports, rising (default: 5000 10000 20000 40000)

An event is told by up to three reports in their own words: they share its names, its title and one quoted sentence,
and all reports draw on the same stock sentences. Copies change 0 to 20 % of the words of one of them (a word replaced,
taken out or put in) and print another title. A passage is two or three sentences of a report of another event, word
for word, in a report of ten sentences or more.
"""

import random
import resource
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec

from mahdar.language.language import Language, load_language
from mahdar.reading.furniture import find_furniture
from mahdar.reading.pipeline import Pipeline, step
from mahdar.reading.prints import find_prints
from mahdar.reading.quotes import find_quotes
from mahdar.reading.sentences import find_sentences
from mahdar.record.copies import Copies, find_copies
from mahdar.types.ids import report_id
from mahdar.types.reading import Reading
from mahdar.types.report import Published, Report

SIZES = (5000, 10000, 20000, 40000)
RATES = (0.0, 0.05, 0.1, 0.15, 0.2)
WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
ALL = sorted({word for words in WORDS.values() for phrase in words for word in phrase.split()})
_FIRST_DAY = date(2025, 1, 1)
PRINTS = Pipeline(
    step("quotes", find_quotes),
    step("furniture", find_furniture, "quotes"),
    step("sentences", find_sentences, "quotes"),
    step("prints", find_prints, "sentences", "furniture"),
    step("times", lambda draft: ()),
)


@dataclass(frozen=True)
class Made:
    """A generated report: `source` is the number of the report whose copy it is (its own: none), `rate` how much of it
    was edited, `passage` the number of the report from which it took a passage."""

    number: int
    text: str
    day: date
    source: int
    rate: float = 0.0
    passage: int | None = None


# ── writing ──────────────────────────────────────────────────────
class Writer:
    """Writes reports from the word lists; the same seed, the same reports."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = random.Random(seed)

    def one(self, kind: str) -> str:
        return self.chance.choice(WORDS[kind])

    def name(self) -> str:
        return f"{self.one('titles')} {self.one('given')} {self.one('family')}"

    def clause(self) -> str:
        parts = [self.one("acts"), self.one("nouns"), self.one("adjectives")]
        for _ in range(self.chance.randint(1, 5)):
            parts += [self.one("links"), self.one("nouns"), self.one("adjectives")]
        return " ".join(parts)

    def sentence(self, names: Sequence[str], places: Sequence[str]) -> str:
        """A sentence of an event: its people by name, by family name or by title, perhaps a place and a time."""
        if self.chance.random() < 0.12:
            return self.one("stock")
        name = self.chance.choice(names)
        words = [self.one("verbs"), self.chance.choice((name, name.rsplit(" ", 1)[1], self.one("titles")))]
        if self.chance.random() < 0.35:
            words.append(f"في {self.chance.choice(places)}")
        if self.chance.random() < 0.5:
            words.append(self.one("times"))
        words += [self.one("openers"), self.clause()]
        if self.chance.random() < 0.5:
            words.append(f"{self.one('joiners')} {self.clause()}")
        return " ".join(words)

    def body(self, names: Sequence[str], places: Sequence[str]) -> list[str]:
        return [self.sentence(names, places) for _ in range(self.chance.randint(6, 22))]

    def passage(self, sentences: Sequence[str]) -> Sequence[str]:
        """Two or three sentences of a report, none of them a stock one unless there is no such place."""
        size = self.chance.randint(2, 3)
        places = [sentences[at : at + size] for at in range(len(sentences) - size + 1)]
        own = [place for place in places if not set(place) & set(WORDS["stock"])]
        return self.chance.choice(own or places)

    def print(self, title: str, sentences: Sequence[str]) -> str:
        """Title and paragraphs of one to three sentences."""
        paragraphs, rest = [title], list(sentences)
        while rest:
            size = self.chance.randint(1, 3)
            paragraphs.append(" ".join(f"{one}." for one in rest[:size]))
            rest = rest[size:]
        return "\n\n".join(paragraphs) + "\n"

    def edited(self, sentences: Sequence[str], rate: float) -> list[str]:
        return [" ".join(self._edited(sentence.split(), rate)) for sentence in sentences]

    def _edited(self, words: Sequence[str], rate: float) -> Iterator[str]:
        for word in words:
            draw = self.chance.random()
            if draw >= rate:
                yield word
            elif draw < rate * 0.6:
                yield self.chance.choice(ALL)
            elif draw < rate * 0.8:
                yield from (word, self.chance.choice(ALL))


def write(seed: int = 7) -> Iterator[Made]:
    """Reports without end, an event after the other."""
    writer, number, last = Writer(seed), 0, None
    while True:
        chance = writer.chance
        names, places = [writer.name() for _ in range(5)], [writer.one("places") for _ in range(2)]
        day = _FIRST_DAY + timedelta(days=chance.randint(0, 300))
        title, quoted = writer.clause(), f"وقال {names[0]} إن {writer.clause()} و{writer.clause()}"
        taken, told = last, None
        for _ in range(chance.randint(1, 3)):
            sentences = writer.body(names, places)
            sentences.insert(chance.randint(1, 4), quoted)
            passage = None
            if chance.random() < 0.1 and taken and len(sentences) > 9:
                passage, lines = taken[0], writer.passage(taken[1])
                sentences[6:6] = lines
            source, text = number, writer.print(title, sentences)
            yield Made(number, text, day, number, passage=passage)
            number += 1
            for _ in range(chance.choice((0, 0, 0, 1, 1, 3))):
                rate, later = chance.choice(RATES), day + timedelta(days=chance.randint(0, 2))
                text = writer.print(f"{writer.one('signs')} | {writer.clause()}", writer.edited(sentences, rate))
                yield Made(number, text, later, source, rate)
                number += 1
            told = source, sentences
        last = told


def readings(made: Sequence[Made], language: Language) -> Iterator[Reading]:
    """The prints of reports; all that a search for copies looks at."""
    for one in made:
        day = Published(value=one.day.isoformat(), known_from="metadata")
        report = Report(id=report_id(str(one.number), one.text), path=str(one.number), text=one.text, published=day)
        whole = PRINTS(report, language)
        yield Reading(report=whole.report, published=day, prints=whole.prints)


# ── measuring ────────────────────────────────────────────────────
class Score(msgspec.Struct, frozen=True):
    """Shares of 1; `by_rate` is the recall at each share of words edited, `passages` that of the reused passages."""

    copies: int
    recall: float
    precision: float
    by_rate: dict[float, float]
    passages: float


def score(made: Sequence[Made], listed: Sequence[Reading], copies: Copies) -> Score:
    ids = {one.number: reading.report for one, reading in zip(made, listed, strict=True)}
    source = {ids[one.number]: ids[one.source] for one in made}

    def root(number: int) -> str:
        return copies.first.get(ids[number], ids[number])

    planted = [one for one in made if one.source != one.number]
    found = [one for one in planted if root(one.number) == root(one.source)]
    right = sum(source[later] == source[first] for later, first in copies.first.items())
    by_rate = {
        rate: _share(sum(one.rate == rate for one in found), sum(one.rate == rate for one in planted)) for rate in RATES
    }
    takers = {source[ids[one.number]]: ids[one.passage] for one in made if one.passage is not None}
    joined = {
        (source[report], source[other.report]) for report, found in copies.passages.items() for _, other, _ in found
    }
    together: dict[str, list[str]] = {}
    for taker, taken in takers.items():
        together.setdefault(taken, []).append(taker)
    met = sum(
        any((taker, other) in joined for other in {taken, *together[taken]} - {taker})
        for taker, taken in takers.items()
    )
    return Score(
        copies=len(planted),
        recall=_share(len(found), len(planted)),
        precision=_share(right, len(copies.first)),
        by_rate=by_rate,
        passages=_share(met, len(takers)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def measure(sizes: Sequence[int] = SIZES, seed: int = 7) -> Iterator[tuple[int, Score, float, float]]:
    """For each size, rising: reports, score, seconds of the search, peak of the process in MB."""
    language, endless = load_language(), write(seed)
    made: list[Made] = []
    listed: list[Reading] = []
    for size in sizes:
        fresh = [next(endless) for _ in range(size - len(made))]
        made += fresh
        listed += readings(fresh, language)
        start = time.perf_counter()
        copies = find_copies(listed)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))
        yield size, score(made, listed, copies), seconds, peak


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    print(
        "reports  copies  recall  precision  passages   seconds  ms/report  peak MB   recall by share of words edited"
    )
    for size, result, seconds, peak in measure(sorted(sizes)):
        rates = "  ".join(f"{rate:.0%}: {recall:.4f}" for rate, recall in result.by_rate.items())
        print(
            f"{size:7}  {result.copies:6}  {result.recall:.4f}  {result.precision:9.4f}  {result.passages:8.4f}"
            f"  {seconds:8.1f}  {seconds / size * 1000:9.2f}  {peak:7.0f}   {rates}",
            flush=True,
        )


if __name__ == "__main__":
    main()
