"""The page: the words of one text with what each may be. All steps of a reading look at the same page."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from mahdar.language.language import Language
from mahdar.language.lexicon import Sense
from mahdar.language.rules import Match, Unit, match_at
from mahdar.reading.numbers import (
    NumberFound,
    clock_time,
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
        self.words = Words(text, language.deep)
        self.deep = self.words.deep
        self.light = self.words.light
        self.size = len(self.words)
        self._article = self.lexicon.fold(language.orthography.proclitics.article)
        look = self.lexicon.look
        ta = self.lexicon.final_ta
        self.looks = [look(deep, light.endswith(ta)) for deep, light in zip(self.deep, self.light, strict=True)]
        self._alpha = [word[0].isalpha() for word in self.deep]
        self.closed: frozenset[int] = frozenset()
        self.scene: object = None
        self._units: dict[tuple[str, int], tuple[Unit, ...]] = {}

    # ── what a word may be ───────────────────────────────────────
    def senses(self, index: int) -> tuple[Sense, ...]:
        return self.looks[index].senses

    def sense(self, index: int, cls: str) -> Sense | None:
        """The first sense of a class, or None."""
        if 0 <= index < self.size and cls in self.looks[index].single:
            return next(sense for sense in self.looks[index].senses if sense.cls == cls)
        return None

    def is_a(self, index: int, *classes: str) -> bool:
        return 0 <= index < self.size and not self.looks[index].single.isdisjoint(classes)

    def may_begin(self, index: int, classes: frozenset[str]) -> bool:
        """Whether a word or term of one of `classes` may begin there; a term's further words are not looked at."""
        return not self.looks[index].classes.isdisjoint(classes)

    def is_break(self, index: int) -> bool:
        """Whether a line ends there; the text's own ends do, too."""
        return not 0 <= index < self.size or self.deep[index] == BREAK

    def word(self, index: int) -> str:
        return self.deep[index] if 0 <= index < self.size else BREAK

    def span(self, first: int, stop: int, skip: int = 0) -> Span:
        return self.words.span(first, stop, skip)

    def is_word(self, index: int) -> bool:
        """Whether the word is made of letters."""
        return 0 <= index < self.size and self._alpha[index]

    def is_definite(self, index: int) -> bool:
        """Whether the word carries the article (and is no particle that only begins like it)."""
        word = self.word(index)
        return word.startswith(self._article) and len(word) > 3 and not self.lexicon.has(word, "particle")

    def may_name(self, index: int) -> bool:
        """Whether the word may be part of a name: letters, and not part of a time."""
        return self.is_word(index) and index not in self.closed

    # ── constituents, for patterns ───────────────────────────────
    def units(self, cls: str, index: int) -> tuple[Unit, ...]:
        """The constituents of class `cls` that begin at word `index`, longest first."""
        if index >= self.size or (cls not in self.looks[index].classes and cls not in _BUILT):
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
        units = [Unit(index + 1, s.skip, s.prefix, s) for s in look.senses if s.cls == cls]
        for skip, prefix, phrase in look.phrases.get(cls, ()):
            if index + 1 < self.size and self.deep[index + 1] == phrase.rest[0]:
                stop = index + 1 + len(phrase.rest)
                if tuple(self.deep[index + 1 : stop]) == phrase.rest:
                    units.append(Unit(stop, skip, prefix, phrase.sense))
        if len(units) > 1:
            units.sort(key=lambda unit: -unit.stop)
        return tuple(units)

    def matches(self, layer: str, build: Callable[[Match], T | None]) -> Iterator[tuple[Match, T]]:
        """Left to right without overlaps: at each word the longest match of a layer's rules that `build` accepts."""
        index = 0
        while index < self.size:
            stop = index + 1
            for match in self._at(layer, index):
                built = build(match)
                if built is not None:
                    yield match, built
                    stop = match.stop
                    break
            index = stop

    def _at(self, layer: str, index: int) -> list[Match]:
        rules = self.language.rules_at(layer, self.deep[index])
        found = [match for rule in rules if (match := match_at(self, rule, index))]
        found.sort(key=lambda match: (match.rank, match.rule.id))
        return found


_BUILT = {
    "number": number_at,
    "day-number": day_number,
    "year-number": year_number,
    "numeric-date": numeric_date,
    "hour": hour_number,
    "clock": clock_time,
}
