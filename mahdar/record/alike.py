"""Which reports may share words: candidates for a comparison, in time that grows with the reports, not their pairs.

Two nets, because what falls through one is caught by the other. MinHash with banding (Broder 1997; Leskovec, Rajaraman
and Ullman, chapter 3) finds reports of which much is alike, however it is spread. Single runs of six words, two a
sentence, find a passage inside a report that is otherwise another one. In both, a report is paired only with the first
that carried the same: ten thousand copies of one wire are ten thousand pairs.
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate

from rensa import RMinHash

Shingles = Sequence["array[int]"]  # of one report: sentence by sentence, hashes of its runs of three words in order

_SLOTS, _BAND = 256, 3  # 85 bands of three: half of the shingles shared (Jaccard 1/3) is met with probability 0.96
_SEED = 1
_CHUNK = 2048  # reports whose signatures are made at once: bounds memory
_APART = 3  # from one run of three words to the next that shares none with it
_ODD = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_SAMPLES = 2


def candidates(reports: Sequence[Shingles]) -> list[set[int]]:
    """For each report the indices of earlier ones with which it may share words, by far not all that do by chance."""
    found: list[set[int]] = [set() for _ in reports]
    for earlier, later in _by_signature(reports):
        found[later].add(earlier)
    for earlier, later in _by_passage(reports):
        found[later].add(earlier)
    return found


def _by_signature(reports: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    filled = [index for index, report in enumerate(reports) if report]
    rows = [row for at in range(0, len(filled), _CHUNK) for row in _signatures(reports, filled[at : at + _CHUNK])]
    width = _BAND * array("I").itemsize
    for start in range(0, _SLOTS // _BAND * width, width):
        first: dict[bytes, int] = {}
        for index, row in zip(filled, rows, strict=True):
            earlier = first.setdefault(row[start : start + width], index)
            if earlier != index:
                yield earlier, index


def _signatures(reports: Sequence[Shingles], chunk: Sequence[int]) -> list[bytes]:
    flat = array("Q")
    for index in chunk:
        for sentence in reports[index]:
            flat.extend(sentence)
    sizes = (sum(map(len, reports[index])) for index in chunk)
    bounds = array("Q", accumulate(sizes, initial=0))
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, bounds, _SLOTS, _SEED)
    return [array("I", row).tobytes() for row in matrix.to_rows()]


def _by_passage(reports: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    first: dict[int, int] = {}
    for index, report in enumerate(reports):
        for sentence in report:
            for key in _samples(sentence):
                earlier = first.setdefault(key, index)
                if earlier != index:
                    yield earlier, index


def _samples(sentence: Sequence[int]) -> list[int]:
    """The smallest hashes of its runs of six words: equal sentences give equal ones."""
    pairs = zip(sentence, sentence[_APART:], strict=False)
    return sorted({(one * _ODD & _MASK) ^ two for one, two in pairs})[:_SAMPLES]
