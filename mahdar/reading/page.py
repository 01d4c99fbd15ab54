"""The page: the words of one text with what each may be. All steps of a reading look at the same page."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from mahdar.language.language import Language
from mahdar.language.lexicon import LITERAL, Sense
from mahdar.language.rules import Match, Rule, Unit, match_at
from mahdar.reading.numbers import (
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
        lookup = self.lexicon.senses
        self._senses = [lookup(word) for word in self.deep]
        self.closed: frozenset[int] = frozenset()
        self._units: dict[tuple[str, int], tuple[Unit, ...]] = {}

    # ── what a word may be ───────────────────────────────────────
    def senses(self, index: int) -> tuple[Sense, ...]:
        return self._senses[index]

    def sense(self, index: int, cls: str) -> Sense | None:
        """The first sense of a class, or None."""
        if 0 <= index < self.size:
            for sense in self._senses[index]:
                if sense.cls == cls:
                    return sense
        return None

    def is_a(self, index: int, *classes: str) -> bool:
        return 0 <= index < self.size and any(sense.cls in classes for sense in self._senses[index])

    def is_break(self, index: int) -> bool:
        return index >= self.size or self.deep[index] == BREAK

    def word(self, index: int) -> str:
        return self.deep[index] if 0 <= index < self.size else BREAK

    def span(self, first: int, stop: int, skip: int = 0) -> Span:
        return self.words.span(first, stop, skip)

    def is_word(self, index: int) -> bool:
        """Whether the word is made of letters."""
        return 0 <= index < self.size and self.deep[index][0].isalpha()

    def is_definite(self, index: int) -> bool:
        """Whether the word carries the article (and is no particle that only begins like it)."""
        word = self.word(index)
        return word.startswith(self._article) and len(word) > 3 and not self.lexicon.has(word, "particle")

    def may_name(self, index: int) -> bool:
        """Whether the word may be part of a name: letters, and not part of a time."""
        return self.is_word(index) and index not in self.closed

    # ── constituents, for patterns ───────────────────────────────
    def units(self, cls: str, index: int) -> tuple[Unit, ...]:
        if index >= self.size:
            return ()
        key = (cls, index)
        known = self._units.get(key)
        if known is None:
            known = self._units[key] = tuple(self._find_units(cls, index))
        return known

    def _find_units(self, cls: str, index: int) -> list[Unit]:
        built = _BUILT.get(cls)
        if built is not None:
            found = built(self, index)
            return [Unit(found.stop, found.skip, found.prefix, None, found.value)] if found else []
        units = [Unit(index + 1, s.skip, s.prefix, s) for s in self._senses[index] if s.cls == cls]
        if cls != LITERAL:
            units += [u for u in self.phrases(index) if u.sense is not None and u.sense.cls == cls]
        units.sort(key=lambda unit: -unit.stop)
        return units

    def phrases(self, index: int) -> list[Unit]:
        """Terms of several words that begin here, with or without proclitics."""
        found = []
        known = self.lexicon.phrases
        for word, skip, prefix in self.lexicon.first_words(self.deep[index]):
            for phrase in known.get(word, ()):
                stop = index + 1 + len(phrase.rest)
                if phrase.sense.row.id in self.lexicon.hidden:
                    continue
                if tuple(self.deep[index + 1 : stop]) == phrase.rest:
                    found.append(Unit(stop, skip, prefix, phrase.sense))
        return found

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
        rules = (rule for rule in self.candidates(index) if rule.table.layer == layer)
        found = [match for rule in rules if (match := match_at(self, rule, index))]
        found.sort(key=lambda match: (match.rank, match.rule.id))
        return found

    def candidates(self, index: int) -> list[Rule]:
        """The pattern rules that may begin at this word."""
        triggered, hidden = self.language.triggered, self.lexicon.hidden
        keys = [(s.cls, s.word.text if s.cls == LITERAL else "") for s in self._senses[index]]
        keys += [(u.sense.cls, "") for u in self.phrases(index) if u.sense is not None]
        if self.deep[index][0].isdigit() or self.is_a(index, "number"):
            keys += [(cls, "") for cls in _BUILT]
        rules = {rule.id: rule for key in keys for rule in triggered.get(key, ()) if rule.id not in hidden}
        return list(rules.values())


_BUILT = {
    "number": number_at,
    "day-number": day_number,
    "year-number": year_number,
    "numeric-date": numeric_date,
    "hour": hour_number,
    "clock": clock_time,
}
