"""Where each report's words come from: copies, passages taken over, credits, and what an edited copy changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mahdar.record.alike import Shingles
from mahdar.record.copies import Copies, Later, edited, shingles_of
from mahdar.record.same_actor import Cast
from mahdar.types.reading import Reading
from mahdar.types.record import Edit, Evidence, Origin, SharedPassage
from mahdar.types.span import Span, hull

_RUN = 3  # words of a shingle: a sentence of n words has n - 2 of them


def find_origins(readings: Iterable[Reading], copies: Copies, cast: Cast) -> tuple[Origin, ...]:
    """Every report that is a copy, shares a passage or credits a medium, sorted by id."""
    by_report = {reading.report: reading for reading in readings}
    return tuple(
        origin
        for report in sorted(by_report)
        for origin in [_origin(by_report[report], by_report.get(copies.first.get(report, "")), copies, cast)]
        if origin.near_duplicate_of or origin.shared_passages or origin.credits
    )


def _origin(reading: Reading, copied: Reading | None, copies: Copies, cast: Cast) -> Origin:
    elsewhere: defaultdict[Span, list[Evidence]] = defaultdict(list)
    for span, other, _ in copies.passages.get(reading.report, ()):
        elsewhere[span].append(other)
    credited = (cast.at(reading.report, credit.span) for credit in reading.credits)
    return Origin(
        report=reading.report,
        near_duplicate_of=copied.report if copied else None,
        shared_passages=tuple(
            SharedPassage(span=Evidence(reading.report, span), others=tuple(places))
            for span, places in sorted(elsewhere.items())
        ),
        credits=tuple(dict.fromkeys(actor for actor in credited if actor)),
        changed=tuple(find_edits(reading, copied)) if copied else (),
    )


# ── what an edited copy changed ──────────────────────────────────
_Match = tuple[list[int], list[int]]  # sentences of the copy, and those of the other report that they were made of


def find_edits(copy: Reading, copied: Reading) -> Iterator[Edit]:
    """What a copy added, reworded and removed, sentence by sentence.

    Words are compared as prints fold them: neither their spelling nor punctuation is a change, nor is a sentence cut
    in two, or two made one. Sentences of one or two words have no print and are not compared.
    """
    new, old = shingles_of(copy), shingles_of(copied)
    later = Later(new)
    common = later.common(old)
    pairs = [(here, there) for here, there, _ in later.aligned(old)]
    mine, its = {here for here, _ in pairs}, {there for _, there in pairs}
    for here in range(len(new)):
        if here not in mine:
            yield Edit(kind="added", span=_place(copy, [here]))
    for match in _matches([*pairs, *_joined(common, pairs, new, old)]):
        if not _same(match, new, old):
            yield Edit(kind="reworded", span=_place(copy, match[0]), was=_place(copied, match[1]))
    for there, counted in enumerate(common):
        if there not in its and not any(edited(n, len(new[here]), len(old[there])) for here, n in counted.items()):
            yield Edit(kind="removed", was=_place(copied, [there]))


def _joined(
    common: Sequence[Counter[int]], pairs: Sequence[tuple[int, int]], new: Shingles, old: Shingles
) -> Iterator[tuple[int, int]]:
    """Sentences of the other report that the copy put into one with their neighbour, which that one is paired with."""
    for here, beside in pairs:
        for there in (beside - 1, beside + 1):
            if 0 <= there < len(old) and edited(common[there][here], len(new[here]), len(old[there])):
                yield here, there


def _matches(pairs: Iterable[tuple[int, int]]) -> list[_Match]:
    """Pairs that go on from each other on one side and stay where they are on the other, together."""
    found: list[_Match] = []
    for here, there in sorted(set(pairs)):
        last = found[-1] if found else ([], [])
        if last[0] and (here - last[0][-1], there - last[1][-1]) in {(0, 1), (1, 0)}:
            last[0].extend([here] if here != last[0][-1] else [])
            last[1].extend([there] if there != last[1][-1] else [])
        else:
            found.append(([here], [there]))
    return found


def _same(match: _Match, new: Shingles, old: Shingles) -> bool:
    here, there = [new[number] for number in match[0]], [old[number] for number in match[1]]
    if len(here) == len(there) == 1:
        return here == there
    mine, its = ({shingle for sentence in side for shingle in sentence} for side in (here, there))
    return _words(here) == _words(there) and (mine <= its or its <= mine)


def _words(sentences: Shingles) -> int:
    return sum(len(sentence) + _RUN - 1 for sentence in sentences)


def _place(reading: Reading, numbers: Iterable[int]) -> Evidence:
    return Evidence(reading.report, hull(reading.prints[number].span for number in numbers))
