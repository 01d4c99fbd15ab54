"""The lexicon: printed words to what they may be. Proclitics are split here, and only here."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

import msgspec

from mahdar.language.inflect import Word
from mahdar.language.load import Row
from mahdar.language.schema import Orthography
from mahdar.text.fold import whole_table
from mahdar.text.scan import split

LITERAL = "="
BUILT_IN = frozenset(
    {"number", "hour", "clock", "day-number", "year-number", "numeric-date", "short-date", "month-year", "day-pair"}
    | {"year-words", "year-hijri", "year-pair"}
)
_NUMERIC = frozenset({"number", "hour-one"})
_BITS = {"noun": 1, "adjective": 2, "past": 4, "present": 8, "particle": 16, "masdar": 32}


class Sense(msgspec.Struct, frozen=True, eq=False):
    """One thing a word may be: its class, the inflected form, the row of data it comes from.

    `skip` is how many folded letters of the printed word are proclitics, `prefix` is what they are.
    """

    cls: str
    word: Word
    row: Row
    skip: int = 0
    prefix: str = ""

    @property
    def id(self) -> str:
        return self.row.id


class Phrase(msgspec.Struct, frozen=True, eq=False):
    """A name or term of several words; `rest` are the deep-folded words after the first."""

    rest: tuple[str, ...]
    sense: Sense


class Look(msgspec.Struct, frozen=True, eq=False):
    """All that a look at one word gives, remembered by word: its senses, by class and second word the phrases that may
    begin with it (letters skipped, prefix, phrase), the classes of both, these with what code builds from number words,
    the word with its letters merged, whether it is made of letters, its senses by class, and what is left of it before
    a second word."""

    senses: tuple[Sense, ...]
    single: frozenset[str]
    phrases: dict[str, dict[str, list[tuple[int, str, Phrase]]]]
    classes: frozenset[str]
    opens: frozenset[str]
    deep: str
    alpha: bool
    of: dict[str, tuple[Sense, ...]]
    before: dict[str, "Look | None"]


def _look(
    deep: str,
    senses: tuple[Sense, ...],
    of: dict[str, tuple[Sense, ...]],
    phrases: dict[str, dict[str, list[tuple[int, str, Phrase]]]],
) -> Look:
    single = frozenset(of)
    classes = single | phrases.keys()
    numeric = deep[0].isdigit() or not classes.isdisjoint(_NUMERIC)
    opens = classes | BUILT_IN if numeric else classes
    before = dict.fromkeys(("", *(second for by in phrases.values() for second in by)))
    return Look(senses, single, phrases, classes, opens, deep, deep[0].isalpha(), of, before)


class Lexicon:
    """Word -> senses, and first word -> phrases. Look-ups are cached by word: the same text, the same answer."""

    def __init__(self, orthography: Orthography, deep: dict[int, str]) -> None:
        self._folding = whole_table(deep)
        self._spellings = [(a.translate(deep), b.translate(deep)) for a, b in orthography.spellings.items()]
        self.final_ta = ""
        self.alif = ""
        self.ya = ""
        self.plural_endings: tuple[str, ...] = ()
        self.single: dict[str, list[Sense]] = defaultdict(list)
        self.phrases: dict[str, list[Phrase]] = defaultdict(list)
        self.common: dict[str, int] = {}
        self.particles: set[str] = set()
        self.hidden: frozenset[str] = frozenset()
        pro = orthography.proclitics
        self._noun, self._verb = frozenset(pro.noun), frozenset(pro.verb)
        self._article, self._lam_article = self.fold(pro.article), self.fold(pro.article_after_l)
        self._prefixes = self._all_prefixes(pro.any)
        self._looks: dict[tuple[str, bool], Look] = {}
        self.printed: dict[str, Look] = {}
        self._deep = dict(deep)
        self.roles: dict[tuple[str, str, int], str] = {}
        self.telling: dict[str, bytes] = {}
        self._common: dict[str, bool] = {}
        self._tenses: dict[str, Literal["past", "future"] | None] = {}

    def _all_prefixes(self, joining: tuple[str, ...]) -> dict[str, list[tuple[str, str, str]]]:
        """First letter -> (whole prefix, its inner part, its outer part), shortest first."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for outer in ("", *joining):
            for inner in ("", *sorted(self._noun | self._verb)):
                if outer + inner:
                    found[(outer + inner)[0]].append((outer + inner, inner, outer))
        for listed in found.values():
            listed.sort(key=lambda p: (len(p[0]), p[0]))
        return dict(found)

    def fold(self, text: str) -> str:
        """A word of the data as a text of it would be folded."""
        return self._respelt(text.translate(self._folding))

    def _respelt(self, deep: str) -> str:
        for printed, usual in self._spellings:
            if printed in deep:
                deep = deep.replace(printed, usual)
        return deep

    # ── filling ──────────────────────────────────────────────────
    def add(self, cls: str, word: Word, row: Row) -> None:
        """Enter one printed form; of several words it becomes a phrase."""
        folded = self.fold(word.text)
        parts = [folded] if folded.isalpha() else split(folded)
        sense = Sense(cls, word, row)
        if len(parts) > 1:
            self.phrases[parts[0]].append(Phrase(tuple(parts[1:]), sense))
        elif parts:
            self.single[parts[0]].append(sense)

    def add_common(self, text: str, kind: str) -> None:
        """Enter ordinary vocabulary; particles are also kept as printed, for words that only folding makes equal."""
        folded = self.fold(text)
        bits = _BITS[kind] | (_BITS["noun"] if kind == "masdar" else 0)
        self.common[folded] = self.common.get(folded, 0) | bits
        if kind == "particle":
            self.particles.add(text)

    def has(self, word: str, *kinds: str) -> bool:
        """Whether a deep-folded word, as it stands, is ordinary vocabulary of one of these kinds; a masdar is a noun,
        too."""
        bits = self.common.get(word, 0)
        return any(bits & _BITS[kind] for kind in kinds)

    def same_spelling(self, printed: str, listed: str) -> bool:
        """Whether a name is printed as it is listed, where the difference tells it from another word: a final ta
        marbuta is no pronoun, and a name that folds to a particle is not spelt like it."""
        if listed[-1] != printed[-1] and self.final_ta in (listed[-1], printed[-1]):
            return False
        folded = self.fold(listed)
        return not self.has(folded, "particle") or (printed == listed and printed not in self.particles)

    # ── looking up ───────────────────────────────────────────────
    def senses(self, deep: str) -> tuple[Sense, ...]:
        """All senses of a deep-folded word, without proclitics first."""
        return self.look(deep).senses

    def seen(self, light: str) -> Look:
        """What a printed word, without marks, may be; `printed` remembers it for the next time."""
        deep = self._respelt(light.translate(self._deep))
        found = self.printed[light] = self.look(deep, light.endswith(self.final_ta))
        return found

    def look(self, deep: str, ta: bool = False) -> Look:
        """What a deep-folded word may be, and what may begin with it. Printed with a final `ta` marbuta it carries no
        pronoun, which folding would make equal."""
        known = self._looks.get((deep, ta))
        if known is None:
            senses = tuple(
                sense
                for sense in self._all_senses(deep)
                if sense.row.id not in self.hidden and not (ta and sense.word.suffixed)
            )
            phrases: dict[str, dict[str, list[tuple[int, str, Phrase]]]] = {}
            for found in self._all_phrases(deep):
                phrases.setdefault(found[2].sense.cls, {}).setdefault(found[2].rest[0], []).append(found)
            single = frozenset(sense.cls for sense in senses)
            of = {cls: tuple(sense for sense in senses if sense.cls == cls) for cls in single}
            known = self._looks[deep, ta] = _look(deep, senses, of, phrases)
        return known

    def look_before(self, look: Look, second: str) -> Look:
        """What a word may be that the deep-folded word `second` follows: of its phrases only those that go on so."""
        if second not in look.before:
            second = ""  # no phrase goes on so
        known = look.before[second]
        if known is None:
            phrases = {cls: {second: by[second]} for cls, by in look.phrases.items() if second in by}
            known = look.before[second] = _look(look.deep, look.senses, look.of, phrases)
        return known

    def _all_phrases(self, deep: str) -> Iterator[tuple[int, str, Phrase]]:
        for word, skip, prefix in self.first_words(deep):
            for phrase in self.phrases.get(word, ()):
                if phrase.sense.row.id not in self.hidden:
                    yield skip, prefix, phrase

    def _all_senses(self, deep: str) -> Iterator[Sense]:
        yield from self.single.get(deep, ())
        for prefix, inner, outer in self._prefixes.get(deep[0], ()):
            if len(deep) - len(prefix) < 2 or not deep.startswith(prefix):
                continue
            for sense in self.single.get(deep[len(prefix) :], ()):
                if self._may_carry(sense, inner):
                    yield Sense(sense.cls, sense.word, sense.row, len(prefix), prefix)
            if inner == self._lam_article[0] and deep.startswith(outer + self._lam_article):
                whole = self._article + deep[len(outer + self._lam_article) :]
                for sense in self.single.get(whole, ()):
                    if self._may_carry(sense, inner):
                        yield Sense(sense.cls, sense.word, sense.row, len(prefix), prefix)

    def _may_carry(self, sense: Sense, inner: str) -> bool:
        if not inner:
            return True
        form = sense.word.form
        if form in {"past", "present"}:
            return form == "present" and inner in self._verb
        return inner in self._noun and form not in {"participle", "particle"}

    def first_words(self, deep: str) -> Iterator[tuple[str, int, str]]:
        """`deep` without and with each possible proclitic taken off: (word, letters skipped, prefix)."""
        yield deep, 0, ""
        for prefix, inner, outer in self._prefixes.get(deep[0], ()):
            if len(deep) - len(prefix) < 2 or not deep.startswith(prefix) or (inner and inner not in self._noun):
                continue
            yield deep[len(prefix) :], len(prefix), prefix
            if inner == self._lam_article[0] and deep.startswith(outer + self._lam_article):
                yield self._article + deep[len(outer + self._lam_article) :], len(prefix), prefix

    def carried(self, deep: str) -> Iterator[str]:
        """`deep` and every word that a text may print with it inside: behind proclitics, behind the article."""
        prefixes = ["", *(prefix for listed in self._prefixes.values() for prefix, _, _ in listed)]
        bare = not deep.startswith(self._article)
        rest = deep[len(self._article) :]
        for prefix in prefixes:
            yield prefix + deep
            if bare:
                yield prefix + self._article + deep
            if prefix.endswith(self._lam_article[0]):
                yield prefix + self._lam_article[1:] + (deep if bare else rest)

    def is_common(self, deep: str) -> bool:
        """Whether the word, with or without proclitics, is ordinary vocabulary."""
        if deep not in self._common:
            self._common[deep] = any(word in self.common for word, _, _ in self.first_words(deep))
        return self._common[deep]

    def tense(self, deep: str) -> Literal["past", "future"] | None:
        """Where a verb form points: a past tense back, a present ahead (with or without the particle of the future); a
        form that may be either points back."""
        if deep not in self._tenses:
            self._tenses[deep] = self._find_tense(deep)
        return self._tenses[deep]

    def _find_tense(self, deep: str) -> Literal["past", "future"] | None:
        if not deep[0].isalpha():
            return None
        tries = [(deep, "")]
        tries += [
            (deep[len(prefix) :], inner)
            for prefix, inner, _ in self._prefixes.get(deep[0], ())
            if (not inner or inner in self._verb) and deep.startswith(prefix) and len(deep) - len(prefix) > 2
        ]
        for word, inner in tries:
            forms = {sense.word.form for sense in self.single.get(word, ())}
            if not inner and (self.has(word, "past") or "past" in forms):
                return "past"
            if self.has(word, "present") or "present" in forms:
                return "future"
        return None

    def without(self, rule: str) -> "Lexicon":
        """The same lexicon with one rule taken out."""
        twin: Lexicon = object.__new__(Lexicon)
        twin.__dict__.update(self.__dict__)
        twin.hidden = self.hidden | {rule}
        twin._looks, twin.printed, twin.roles, twin.telling = {}, {}, {}, {}
        return twin
