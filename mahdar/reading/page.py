"""The page: the words of one text with what each may be. All steps of a reading look at the same page."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from mahdar.language.language import Language
from mahdar.language.lexicon import Sense
from mahdar.language.rules import Match, Unit
from mahdar.reading.calendar_numbers import (
    clock_at,
    day_pair,
    month_year,
    short_date,
    year_hijri,
    year_pair,
    year_words,
)
from mahdar.reading.numbers import (
    NumberFound,
    day_number,
    hour_number,
    number_at,
    numeric_date,
    year_number,
)
from mahdar.text.scan import BREAK, Words
from mahdar.types.span import Span

T = TypeVar("T")


class Page:
    """The words of one text under one language. Look-ups are remembered by place."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.lexicon = language.lexicon
        self.words = Words(text, language.orthography.proclitics.any[0])  # `ministers *and* (apart) envoys`
        self.light = self.words.light
        self.size = len(self.words)
        self._printed_article = language.orthography.proclitics.article
        self._article = self.lexicon.fold(language.orthography.proclitics.article)
        known, unknown = self.lexicon.printed.get, self.lexicon.seen
        self.looks = [known(word) or unknown(word) for word in self.light]
        self.deep = [look.deep for look in self.looks]
        narrow, follows = self.lexicon.look_before, [*self.deep[1:], BREAK]
        self.looks = [narrow(one, word) if one.phrases else one for one, word in zip(self.looks, follows, strict=False)]
        self.closed: frozenset[int] = frozenset()
        self.scene: object = None
        self.titles: dict[int, Any] = {}
        self._where: dict[frozenset[str], frozenset[int]] = {}
        self._units: dict[tuple[str, int], tuple[Unit, ...]] = {}

    # ── what a word may be ───────────────────────────────────────
    def senses(self, index: int) -> tuple[Sense, ...]:
        return self.looks[index].senses if 0 <= index < self.size else ()

    def sense(self, index: int, cls: str) -> Sense | None:
        """The first sense of a class, or None."""
        found = self.looks[index].of.get(cls) if 0 <= index < self.size else None
        return found[0] if found else None

    def is_a(self, index: int, *classes: str) -> bool:
        return 0 <= index < self.size and not self.looks[index].single.isdisjoint(classes)

    def may_begin(self, index: int, classes: frozenset[str]) -> bool:
        """Whether a word or term of one of `classes` may begin there; a term's further words are not looked at."""
        return not self.looks[index].classes.isdisjoint(classes)

    def where(self, classes: frozenset[str]) -> frozenset[int]:
        """All words that a word or term of one of `classes` may begin with; remembered."""
        known = self._where.get(classes)
        if known is None:
            known = frozenset(i for i, look in enumerate(self.looks) if not look.classes.isdisjoint(classes))
            self._where[classes] = known
        return known

    def is_break(self, index: int) -> bool:
        """Whether a line ends there; the text's own ends do, too."""
        return not 0 <= index < self.size or self.deep[index] == BREAK

    def word(self, index: int) -> str:
        return self.deep[index] if 0 <= index < self.size else BREAK

    def span(self, first: int, stop: int, skip: int = 0) -> Span:
        return self.words.span(first, stop, skip)

    def is_word(self, index: int) -> bool:
        """Whether the word is made of letters."""
        return 0 <= index < self.size and self.looks[index].alpha

    def is_hyphen(self, index: int) -> bool:
        """Whether a dash without spaces stands there between two words."""
        if self.word(index) not in self.language.orthography.punctuation.dash or not self.is_word(index + 1):
            return False
        words = self.words
        return words.stop(index - 1) == words.start(index) and words.stop(index) == words.start(index + 1)

    def is_definite(self, index: int) -> bool:
        """Whether the word carries the article, and is no particle or noun that only begins like it: commitment."""
        word, common = self.word(index), self.lexicon.common
        article = word.startswith(self._article) and self.light[index].startswith(self._printed_article)
        if not article or len(word) <= 3 or self.lexicon.has(word, "particle"):
            return False
        return word not in common or word[len(self._article) :] in common

    def unprefixed(self, index: int, skip: int, definite: bool | None) -> str:
        """The folded word without its `skip` letters of proclitics, with the article that `to the` swallows."""
        word, article = self.deep[index], self.language.orthography.proclitics.article_after_l
        return self._article + word[skip + 1 :] if definite and word[skip - 1 :].startswith(article) else word[skip:]

    def may_name(self, index: int) -> bool:
        """Whether the word may be part of a name: letters, and not part of a time."""
        return self.is_word(index) and index not in self.closed

    # ── constituents, for patterns ───────────────────────────────
    def classes(self, index: int) -> frozenset[str]:
        """The classes of what may begin at word `index`, and of what code builds there; empty behind the last word."""
        return self.looks[index].opens if index < self.size else frozenset()

    def units(self, cls: str, index: int) -> tuple[Unit, ...]:
        """The constituents of class `cls` that begin at word `index`, longest first."""
        if index >= self.size or cls not in self.looks[index].opens:
            return ()
        key = (cls, index)
        known = self._units.get(key)
        if known is None:
            built = _BUILT.get(cls)
            known = self._units[key] = self._built(built, index) if built else self._listed(cls, index)
        return known

    def _built(self, built: Callable[["Page", int], NumberFound | None], index: int) -> tuple[Unit, ...]:
        found = built(self, index)
        return (Unit(found.stop, found.skip, found.prefix, None, found.value),) if found else ()

    def _listed(self, cls: str, index: int) -> tuple[Unit, ...]:
        look = self.looks[index]
        units = [Unit(index + 1, s.skip, s.prefix, s) for s in look.of.get(cls, ())]
        phrases = look.phrases.get(cls)
        for skip, prefix, phrase in phrases.get(self.word(index + 1), ()) if phrases else ():
            stop = index + 1 + len(phrase.rest)
            if tuple(self.deep[index + 1 : stop]) == phrase.rest:
                units.append(Unit(stop, skip, prefix, phrase.sense))
        if len(units) > 1:
            units.sort(key=lambda unit: -unit.stop)
        return tuple(units)

    def matches(self, layer: str, build: Callable[[Match], T | None]) -> Iterator[tuple[Match, T]]:
        """Left to right without overlaps: at each word the longest match of a layer's rules that `build` accepts."""
        tree, hidden, done = self.language.trees[layer], self.lexicon.hidden, 0
        begins = {look for look in set(self.looks) if tree.may_begin(look)}
        for index in [index for index, look in enumerate(self.looks) if look in begins]:
            if index < done:
                continue
            for match in tree.matches(self, index, hidden):
                built = build(match)
                if built is not None:
                    yield match, built
                    done = match.stop
                    break


_BUILT = {
    "number": number_at,
    "day-number": day_number,
    "year-number": year_number,
    "numeric-date": numeric_date,
    "hour": hour_number,
    "clock": clock_at,
    "short-date": short_date,
    "month-year": month_year,
    "day-pair": day_pair,
    "year-words": year_words,
    "year-pair": year_pair,
    "year-hijri": year_hijri,
}
