"""Prints: what a record needs to find copies without opening a text: hashed runs of three folded words, by sentence."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import compress
from struct import Struct, pack

from mahdar.reading.draft import Draft
from mahdar.types.marks import Print

RULE = "ar/copies/print"
SHINGLE = 3  # words: of a fifth of the words edited, half of the runs of three survive, a quarter of those of six
_THREE = Struct("<3Q")


def find_prints(draft: Draft) -> Iterator[Print]:
    """The print of each sentence outside furniture that has at least three words."""
    if not draft.language.on(RULE):
        return
    page = draft.page
    kept = _kept(draft)
    for sentence in draft.sentences:
        first, stop = page.words.at(sentence.span.start), page.words.at(sentence.span.stop)
        words = list(compress(range(first, stop), kept[first:stop]))
        if len(words) >= SHINGLE:
            span = page.span(words[0], words[-1] + 1)
            yield Print(span=span, rules=(RULE,), shingles=_shingles([page.deep[index] for index in words]))


def _kept(draft: Draft) -> list[bool]:
    """Word by word: whether it is a word or a number, and no furniture."""
    page = draft.page
    kept = [word[0].isalnum() for word in page.deep]
    for mark in draft.furniture:
        first, stop = page.words.at(mark.span.start), page.words.at(mark.span.stop)
        kept[first:stop] = [False] * (stop - first)
    return kept


def _shingles(words: list[str]) -> bytes:
    hashed = [_word(word) for word in words]
    runs = zip(hashed, hashed[1:], hashed[2:], strict=False)
    return pack(f"<{len(words) - 2}Q", *[one[0] ^ two[1] ^ three[2] for one, two, three in runs])


@lru_cache(maxsize=1 << 17)
def _word(word: str) -> tuple[int, int, int]:
    """A hash of the word for each of the three places that it may have in a run; the same in every process."""
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_THREE.size).digest()
    first, second, third = _THREE.unpack(digest)
    return first, second, third
