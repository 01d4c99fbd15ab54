"""One utterance in many reports: the same speaker, near days, and words that are the same or nearly so.

The words are hashes, made by the reading: the record opens no text. Two translations of one quotation share most of
their words in other forms; what they share is the score.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from mahdar.record.day import published_day
from mahdar.record.judge import clusters
from mahdar.types.marks import TURNED
from mahdar.types.reading import Reading
from mahdar.types.record import Judgement, StatementFact

RULE = "record/same-utterance"
WORD = 4  # bytes of one hashed word
_SAME, _PERHAPS = 0.5, 0.35  # shared words, of all words of both
_HELD, _LEAST = 0.85, 4  # share of the shorter that the longer holds; words of it
_DAYS = 4  # between the reports of one utterance
_COMMON = 50  # statements of one speaker with a word that tells none apart


class _Said(msgspec.Struct, frozen=True):
    """A statement's words, hashed and counted, and the day of its report."""

    id: str
    utterance: str
    day: date | None
    words: Counter[bytes]
    turned: int


def join_utterances(
    readings: Sequence[Reading], facts: Iterable[StatementFact]
) -> tuple[tuple[StatementFact, ...], tuple[Judgement, ...]]:
    """The statements, those of one utterance with one `utterance` id; and the judgements that joined them."""
    listed = tuple(facts)
    words = {
        (reading.report, mark.cue, mark.content[-1].stop): (mark.words, published_day(reading))
        for reading in readings
        for mark in reading.statements
    }
    by_speaker: defaultdict[str, list[_Said]] = defaultdict(list)
    for fact in listed:
        raw, day = words[fact.cue.report, fact.cue.span, fact.content[-1].span.stop]
        if fact.speaker and raw:
            counted = Counter(raw[at : at + WORD] for at in range(0, len(raw), WORD))
            turned = counted.pop(TURNED, 0)
            by_speaker[fact.speaker].append(_Said(fact.id, fact.utterance, day, counted, turned))
    judgements = tuple(
        judgement for speaker in sorted(by_speaker) for judgement in _judged(sorted(by_speaker[speaker], key=_id))
    )
    same_words = _same_words(listed)
    roots = clusters((fact.id for fact in listed), (*judgements, *same_words))
    first: dict[str, str] = {}
    for fact in listed:
        root = roots[fact.id]
        first[root] = min(first.get(root, fact.utterance), fact.utterance)
    joined = tuple(msgspec.structs.replace(fact, utterance=first[roots[fact.id]]) for fact in listed)
    return joined, judgements


def _id(said: _Said) -> str:
    return said.id


def _same_words(facts: Sequence[StatementFact]) -> Iterator[Judgement]:
    """Statements of one speaker in the very same words: one utterance, which needs no judgement to be kept."""
    seen: dict[str, str] = {}
    for fact in facts:
        known = seen.setdefault(fact.utterance, fact.id)
        if known != fact.id and fact.speaker:
            yield Judgement(left=min(known, fact.id), right=max(known, fact.id), same="yes", by=RULE)


def _judged(said: list[_Said]) -> Iterator[Judgement]:
    """Pairs of one speaker's statements that share a telling word, judged by the words they share."""
    by_word: defaultdict[bytes, list[int]] = defaultdict(list)
    for index, one in enumerate(said):
        for word in one.words:
            by_word[word].append(index)
    pairs = {
        (left, right)
        for places in by_word.values()
        if 1 < len(places) <= _COMMON
        for at, left in enumerate(places)
        for right in places[at + 1 :]
    }
    for left, right in sorted(pairs):
        judgement = _judge(said[left], said[right])
        if judgement:
            yield judgement


def _judge(left: _Said, right: _Said) -> Judgement | None:
    if left.utterance == right.utterance or left.turned != right.turned or not _near(left.day, right.day):
        return None
    shared = sum((left.words & right.words).values())
    whole = sum((left.words | right.words).values())
    shorter = min(left.words.total(), right.words.total())
    score = round(shared / whole, 3)
    held = shorter >= _LEAST and shared >= _HELD * shorter
    if score < _PERHAPS and not held:
        return None
    same = held or (score >= _SAME and shared >= _LEAST)
    reasons = (f"one speaker; {shared} of {whole} words are shared", "the longer holds the shorter" if held else "")
    return Judgement(
        left=left.id,
        right=right.id,
        same="yes" if same else "unsure",
        by=RULE,
        reasons=tuple(reason for reason in reasons if reason),
        score=score,
    )


def _near(left: date | None, right: date | None) -> bool:
    return left is None or right is None or abs((left - right).days) <= _DAYS
