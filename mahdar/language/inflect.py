"""From a dictionary form to every printed form. The endings are data (`inflection.toml`); this is how they join."""

from collections.abc import Iterator

import msgspec

from mahdar.language.schema import Inflection


class Word(msgspec.Struct, frozen=True):
    """One printed form and what it says: `form` is past, present, participle, masdar, noun or adjective; `gender` m, f
    or None; `number` s, d, p or None; `definite` by article, `suffixed` by a pronoun; `accusative` by an alif."""

    text: str
    form: str
    gender: str | None = None
    number: str | None = None
    definite: bool = False
    suffixed: bool = False
    accusative: bool = False


class Inflector:
    """Builds printed forms with one language's endings."""

    def __init__(self, endings: Inflection) -> None:
        self.e = endings

    # ── nouns ────────────────────────────────────────────────────
    def noun(self, base: str, gender: str | None = None, number: str = "s", form: str = "noun") -> Iterator[Word]:
        """A singular or plural noun with article, tanwin, dual, construct and possessive pronouns."""
        letters, noun = self.e.letters, self.e.noun
        if number == "p" and base.endswith(noun.masculine_plural):
            yield from self._sound_plural(base[:-2], gender, form)
            return
        feminine = base.endswith(letters.ta) or (number == "s" and base.endswith(noun.feminine_plural))
        gender = gender or ("f" if feminine else "m")  # a body in the plural without a singular: `the forces said`
        yield Word(base, form, gender, number)
        yield Word(self.article(base), form, gender, number, definite=True)
        stems = self._before_suffix(base)
        if not base.endswith((letters.ta, letters.alif + letters.hamza, letters.alif, letters.bare_alif)):
            yield Word(base + letters.alif, form, gender, number, accusative=True)
        for stem in stems:
            for ending in noun.possessive:
                yield Word(stem + ending, form, gender, number, definite=True, suffixed=True)
            if number == "s":
                for ending in noun.dual:
                    yield Word(stem + ending, form, gender, "d")
                    yield Word(self.article(stem + ending), form, gender, "d", definite=True)
                for ending in noun.dual_construct:
                    yield Word(stem + ending, form, gender, "d")
                    for owner in noun.possessive if form == "title" else ():  # `his two counterparts`
                        yield Word(stem + ending + owner, form, gender, "d", definite=True, suffixed=True)

    def _sound_plural(self, stem: str, gender: str | None, form: str) -> Iterator[Word]:
        noun = self.e.noun
        for ending in noun.masculine_plural:
            yield Word(stem + ending, form, gender or "m", "p")
            yield Word(self.article(stem + ending), form, gender or "m", "p", definite=True)
        for ending in noun.masculine_plural_construct:
            yield Word(stem + ending, form, gender or "m", "p")
            for owner in noun.possessive:
                yield Word(stem + ending + owner, form, gender or "m", "p", definite=True, suffixed=True)

    def article(self, word: str) -> str:
        return word if word.startswith(self.e.letters.article) else self.e.letters.article + word

    def _before_suffix(self, base: str) -> tuple[str, ...]:
        letters = self.e.letters
        if base.endswith(letters.ta):
            return (base[:-1] + letters.open_ta,)
        if base.endswith(letters.bare_alif):
            return (base[:-1] + letters.alif, base[:-1] + letters.ya)
        if base.endswith(letters.hamza):
            return tuple(base[:-1] + seat for seat in letters.hamza_seats)
        return (base,)

    # ── adjectives ───────────────────────────────────────────────
    def adjective(self, base: str, form: str = "adjective") -> Iterator[Word]:
        """Masculine, feminine, dual and sound plurals, with and without article, and tanwin; of two adjectives in a row
        (`North Korean`) both are inflected alike."""
        letters, noun = self.e.letters, self.e.noun
        first, _, second = base.partition(" ")
        if second and first.endswith(letters.ya) and second.endswith(letters.ya):
            for left, right in zip(self.adjective(first, form), self.adjective(second, form), strict=True):
                yield msgspec.structs.replace(left, text=f"{left.text} {right.text}")
            return
        stem = self._before_suffix(base)[0] if base.endswith((letters.hamza, letters.bare_alif)) else base
        shapes = [(base, "m", "s"), (stem + letters.ta, "f", "s"), (stem + noun.feminine_plural, "f", "p")]
        shapes += [(stem + ending, "m", "p") for ending in noun.masculine_plural]
        shapes += [(stem + ending, "m", "d") for ending in noun.dual]
        shapes += [(stem + letters.open_ta + ending, "f", "d") for ending in noun.dual]
        for text, gender, number in shapes:
            yield Word(text, form, gender, number)
            yield Word(self.article(text), form, gender, number, definite=True)
        yield Word(base + letters.alif, form, "m", "s", accusative=True)

    # ── verbs ────────────────────────────────────────────────────
    def past(self, base: str) -> Iterator[Word]:
        """All third-person forms of a past stem; a final long vowel gives way before a suffix, a final nun is
        doubled by a sign that the press does not print."""
        letters = self.e.letters
        weak = base.endswith((letters.bare_alif, letters.alif)) and len(base) > 2
        for ending, who in self.e.past.items():
            gender, number = _person(who)
            for stem in self._past_stems(base, ending, weak):
                yield Word(stem + ending, "past", gender, number)
        for stem in ((base[:-1] + letters.alif) if weak else base, (base[:-1] if weak else base) + letters.open_ta):
            gender = "f" if stem.endswith(letters.open_ta) and not base.endswith(letters.open_ta) else "m"
            for suffix in self.e.object.suffixes:
                yield Word(stem + suffix, "past", gender, "s", suffixed=True)
        plural = (base[:-1] if weak else base) + letters.waw
        for suffix in self.e.object.suffixes:
            yield Word(plural + suffix, "past", "m", "p", suffixed=True)

    def _past_stems(self, base: str, ending: str, weak: bool) -> tuple[str, ...]:
        letters = self.e.letters
        if base.endswith(letters.nun) and ending.startswith(letters.nun):
            return (base[:-1],)
        if not weak or ending == "":
            return (base,)
        glide = letters.ya if base.endswith(letters.bare_alif) else letters.waw
        if ending.startswith(letters.open_ta) or ending.startswith(letters.waw):
            return (base[:-1],)
        return (base[:-1] + glide,)

    def present(self, base: str) -> Iterator[Word]:
        """All third-person forms of a present, and of "we"; indicative, subjunctive and, of weak verbs, jussive."""
        letters = self.e.letters
        stem = base[1:]
        weak = stem.endswith((letters.ya, letters.waw, letters.bare_alif, letters.alif)) and len(stem) > 1
        for prefix, who in self.e.present.prefixes.items():
            gender, one = (None, "p") if who == "we" else (who, "s")
            for ending, number in self.e.present.endings.items():
                if who == "we" and ending:
                    continue
                for body in self._present_stems(stem, ending, weak):
                    yield Word(prefix + body + ending, "present", gender, number if ending else one)
            body = stem[:-1] + letters.alif if stem.endswith(letters.bare_alif) else stem
            for suffix in self.e.object.suffixes:
                yield Word(prefix + body + suffix, "present", gender, one, suffixed=True)

    def _present_stems(self, stem: str, ending: str, weak: bool) -> tuple[str, ...]:
        letters = self.e.letters
        if not weak:
            return (stem,)
        if ending == "":
            return (stem, stem[:-1])
        if ending.startswith(letters.waw):
            return (stem[:-1],)
        glide = letters.ya if stem.endswith((letters.bare_alif, letters.alif)) else stem[-1]
        return (stem[:-1] + glide,)

    def participle(self, base: str) -> Iterator[Word]:
        """An active participle used for a circumstance: indefinite, accusative in the masculine."""
        letters, noun = self.e.letters, self.e.noun
        yield Word(base + letters.alif, "participle", "m", "s", accusative=True)
        yield Word(base + letters.ta, "participle", "f", "s")
        stem = base[:-1] if base.endswith(letters.ya) else base
        yield Word(stem + noun.masculine_plural[1], "participle", "m", "p")
        yield Word(base + noun.dual[1], "participle", "m", "d")
        yield Word(base + noun.feminine_plural, "participle", "f", "p")
        yield Word(base + letters.open_ta + noun.dual[1], "participle", "f", "d")


def _person(who: str) -> tuple[str | None, str | None]:
    return (None, "p") if who == "we" else (who[0], who[1])
