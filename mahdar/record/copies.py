"""Copies across reports: near-duplicates and reused passages, who carried the words first, who is credited.

The earlier of two reports is the one published first, an older version before a newer one; of one day, and without a
day, the smaller id. Nothing is compared but prints: of a report's text only hashes come here.
"""

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from mahdar.record.alike import Shingles, candidates
from mahdar.record.judge import clusters
from mahdar.record.order import Order
from mahdar.types.reading import Reading
from mahdar.types.record import Evidence, Judgement
from mahdar.types.span import Span, hull

_COPY = 0.25  # share of the later report's shingles: an edit of every fifth word leaves about half of them
_WHOLE = 0.6  # share of a copy, by length, that is in sentences of the other: one that has less took over passages
_PART = 0.4  # the same of the later report, where the earlier one stands in it as good as whole
_EDITED = 0.25  # share of the shorter sentence's shingles by which two are one, if the reports turn out to be copies
_SENTENCE = 0.5  # the same of the longer one, in reports that are no copies
_FEW = 3  # shingles that two short sentences must have in common
_PASSAGE = 16  # shared shingles of a passage, in two sentences or more: a title or a name alone has fewer
_INSIDE = 0.8  # share of the evidence that must lie in a passage
_AS_GOOD_AS_ALL = 0.9  # share of both reports' shingles that settles it without a look at sentences
_MANY = 8  # sentences of one report with the same words that are looked at: a list may have thousands
_ALONE = 40  # shared shingles of a single sentence that counts as a passage

Pair = tuple[int, int, int]  # sentence of the later report, of the earlier one, shingles shared


class Copies(msgspec.Struct, frozen=True):
    """Report -> the first of its group, where it is a near-duplicate; and what a report shares, passage by passage.

    A passage is (span, the same words elsewhere, whether they stand in an earlier report), sorted. `source` is the one
    report that stands for all copies and versions of it; where it does not say, the first of the group does."""

    first: dict[str, str]
    passages: dict[str, tuple[tuple[Span, Evidence, bool], ...]]
    source: dict[str, str] = {}

    def source_of(self, report: str) -> str:
        """Two reports are one source where this is the same of both: copies of one wire, versions of one report."""
        return self.source.get(report) or self.first.get(report, report)

    def independent(self, reports: Iterable[str]) -> int:
        """How many sources these reports are: copies and versions count once."""
        return len({self.source_of(report) for report in reports})

    def sources(self, evidence: Iterable[Evidence]) -> int:
        """How many sources tell what `evidence` proves; a report that tells it only in a passage that it took over
        counts as the one that carried the passage first."""
        places: defaultdict[str, list[Span]] = defaultdict(list)
        for place in evidence:
            places[place.report].append(place.span)
        return self.independent(self._teller(report, spans) for report, spans in places.items())

    def _teller(self, report: str, spans: Sequence[Span]) -> str:
        taken = [(span, other.report) for span, other, earlier in self.passages.get(report, ()) if earlier]
        owners = [next((owner for span, owner in taken if _holds(span, one)), None) for one in spans]
        known = [owner for owner in owners if owner]
        return known[0] if len(known) == len(owners) and known else report


def _holds(passage: Span, span: Span) -> bool:
    """Whether a span lies in a passage, but for marks at its ends: a passage goes from word to word."""
    shared = min(passage.stop, span.stop) - max(passage.start, span.start)
    return shared >= _INSIDE * len(span)


def find_copies(readings: Iterable[Reading], order: Order | None = None) -> Copies:
    """Compares the prints of all readings; the order in which they come does not matter."""
    listed = list(readings)
    order = order or Order(listed)
    ordered = sorted(listed, key=lambda reading: order.rank(reading.report))
    reports = [shingles_of(reading) for reading in ordered]
    first: dict[str, str] = {}
    passages: defaultdict[str, set[tuple[Span, Evidence, bool]]] = defaultdict(set)
    for index, earlier in enumerate(candidates(reports)):
        later, best = Later(reports[index]), (0.0, index)
        for other in sorted(earlier):
            share, runs = later.compare(reports[other])
            best = max(best, (share, other), key=lambda one: one[0])
            for here, there in (_places(ordered[index], ordered[other], run) for run in runs):
                passages[here.report].add((here.span, there, True))
                passages[there.report].add((there.span, here, False))
        if best[0]:
            source = ordered[best[1]].report
            first[ordered[index].report] = first.get(source, source)
    return Copies(
        first, {report: tuple(sorted(found)) for report, found in passages.items()}, _one_source(first, order.versions)
    )


def _one_source(first: Mapping[str, str], versions: Mapping[str, str]) -> dict[str, str]:
    """Copies and versions together: only where there are versions do the copies alone not say it."""
    links = {*first.items(), *versions.items()} if versions else set()
    joined = [Judgement(left=left, right=right, same="yes", by="record/copies") for left, right in sorted(links)]
    return clusters({report for link in links for report in link}, joined)


def _places(later: Reading, earlier: Reading, run: Sequence[Pair]) -> tuple[Evidence, Evidence]:
    return (
        Evidence(later.report, hull(later.prints[pair[0]].span for pair in run)),
        Evidence(earlier.report, hull(earlier.prints[pair[1]].span for pair in run)),
    )


def shingles_of(reading: Reading) -> Shingles:
    """Sentence by sentence, in the order of its prints."""
    return [_hashes(one.shingles) for one in reading.prints]


def _hashes(packed: bytes) -> "array[int]":
    hashes = array("Q", packed)
    if sys.byteorder == "big":  # prints are little-endian on every machine
        hashes.byteswap()
    return hashes


class Later:
    """A report as it is compared with earlier ones: each shingle with the sentences in which it stands."""

    def __init__(self, report: Shingles) -> None:
        self.sizes = [len(sentence) for sentence in report]
        self.where: defaultdict[int, list[int]] = defaultdict(list)
        for number, sentence in enumerate(report):
            for shingle in set(sentence):
                if len(self.where[shingle]) < _MANY:
                    self.where[shingle].append(number)

    def compare(self, earlier: Shingles) -> tuple[float, list[list[Pair]]]:
        """The share of this report's shingles that stand in an earlier one, 0 if it is no copy; and the passages."""
        there = {shingle for sentence in earlier for shingle in sentence}
        both = len(self.where.keys() & there)
        if both < min(_PASSAGE, _COPY * len(self.where)):
            return 0.0, []
        common, sizes = self.common(earlier), [len(sentence) for sentence in earlier]
        pairs = self._pairs(common, sizes, edited)
        smaller, larger = sorted((len(self.where), len(there)))
        if both >= _AS_GOOD_AS_ALL * larger or (both >= _COPY * smaller and self._is_copy(pairs, sizes)):
            return both / len(self.where), list(_runs(pairs))
        return 0.0, [run for run in _runs(self._pairs(common, sizes, _same)) if _is_passage(run)]

    def common(self, earlier: Shingles) -> list[Counter[int]]:
        """For each sentence of an earlier report: sentences of this one, with how many shingles they share."""
        return [Counter(at for shingle in set(one) for at in self.where.get(shingle, ())) for one in earlier]

    def aligned(self, earlier: Shingles) -> list[Pair]:
        """Each sentence that stands in an earlier report, edited perhaps, with the one most like it there; by place."""
        return self._pairs(self.common(earlier), [len(sentence) for sentence in earlier], edited)

    def _pairs(
        self, common: Sequence[Counter[int]], sizes: Sequence[int], alike: Callable[[int, int, int], bool]
    ) -> list[Pair]:
        """Each sentence of this report with the one most like it, of equals the one that goes on from the last."""
        best: dict[int, tuple[int, list[int]]] = {}
        for number, counted in enumerate(common):
            for place, shared in counted.items():
                most, numbers = best.get(place, (0, []))
                if shared >= max(most, 1) and alike(shared, self.sizes[place], sizes[number]):
                    best[place] = (shared, [*numbers, number] if shared == most else [number])
        pairs: list[Pair] = []
        for place, (shared, numbers) in sorted(best.items()):
            after = pairs[-1][1] + 1 if pairs else 0
            pairs.append((place, after if after in numbers else numbers[0], shared))
        return pairs

    def _is_copy(self, pairs: Sequence[Pair], sizes: Sequence[int]) -> bool:
        mine = sum(self.sizes[pair[0]] for pair in pairs) / sum(self.sizes)
        its = sum(sizes[number] for number in {pair[1] for pair in pairs}) / sum(sizes)
        return mine >= _WHOLE or (its >= _WHOLE and mine >= _PART)


def edited(shared: int, mine: int, its: int) -> bool:
    """Whether two sentences of so many shingles are one, in reports that are known to be copies."""
    return shared >= max(_EDITED * min(mine, its), min(_FEW, mine, its))


def _same(shared: int, mine: int, its: int) -> bool:
    return shared >= max(_SENTENCE * max(mine, its), min(_FEW, mine, its))


def _runs(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Sentences that follow each other in both reports, together; a sentence cut in two, or two made one, go along."""
    run: list[Pair] = []
    for pair in pairs:
        if run and not (pair[0] == run[-1][0] + 1 and 0 <= pair[1] - run[-1][1] <= 1):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _is_passage(run: Sequence[Pair]) -> bool:
    shared = sum(pair[2] for pair in run)
    return shared >= (_PASSAGE if len(run) > 1 else _ALONE)
