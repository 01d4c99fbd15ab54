"""One name in many spellings: names as sounds, so that transliterations, typos and scripts can be compared.

A name is cut into parts: a given name, a father's, a family name, each with the particles that belong to it. Each part
has a *skeleton*, its consonants sound by sound, and a *voice*, the same with its vowels. What one language writes with
four letters has one sound here; a vowel, which Arabic may write or leave out, counts less than a consonant.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
from rapidfuzz.distance import OSA

from mahdar.language.load import load_file, load_orthography, load_spelling_table
from mahdar.language.schema import Orthography, Sound, SpellingTable, WordList
from mahdar.text.fold import deep_table, whole_table

DATA = Path(__file__).parent.parent / "languages"
_PARTICLES = ("name-particle", "weak-particle")
_HEADS = ("servant", "kunya", "kunya-name")  # these and the word behind them are one given name
_TAILS = {"faith-head": "faith-tail", "god-head": "god-tail"}
_FAMILY_LISTS = ("family", "family-common")
_ARTICLE_LEAST = 5
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_INITIAL = 0.8  # an initial for a name that begins so
_NICKNAME = 0.9
_BEGINNING = 0.85  # a short form that is the beginning of the long one
_OTHER_SCRIPT = 0.95
_BOTH_LISTED = 0.6  # two listed names whose voices are less alike are two names
_BOTH_LISTED_SHORT = 0.75
_FEW_LETTERS = 0.45  # Charles and Carlos have one skeleton
_OWN_TYPO = 0.1  # what the sound may add to the letters, of a name of the language itself
_CONSONANTS = {0: 0.0, 1: 0.3, 2: 0.5}  # what the skeleton weighs by its length; longer ones _LONG
_LONG = 0.7


class Part(msgspec.Struct, frozen=True):
    """A part of a name. `word` is folded, without particle and article; `own` says that it is a name of the language
    itself, `listed` that it is on any list, `given` that it is own, and on no list of family names, `gender` whose it
    is, `child` that it is the name of the father of the one named."""

    word: str
    skeleton: str
    voice: str
    own: bool = False
    listed: bool = False
    latin: bool = False
    gender: str | None = None
    given: bool = False
    child: bool = False


class Spelling:
    """The rules of `spelling.toml` and the lists of names. Answers are remembered: the same name, the same parts."""

    def __init__(self, table: SpellingTable, orthography: Orthography, lists: Iterable[tuple[str, WordList]]) -> None:
        self._folding = whole_table(deep_table(orthography.letters))
        self._article = self.fold(orthography.proclitics.article)
        self._sounds = {sound.name: sound for sound in table.sound}
        self._arabic = self._writing((sound, sound.written, sound.initial) for sound in table.sound)
        self._latin = self._writing((sound, sound.latin, sound.latin_initial) for sound in table.sound)
        long = "".join(self.fold(one) for sound in table.sound if sound.kind == "vowel" for one in sound.written)
        self._long = re.compile(rf"([{re.escape(long)}])\1+")
        self._classes: defaultdict[str, set[str]] = defaultdict(set)
        self._genders: dict[str, set[str]] = {}
        self._own: set[str] = set()
        for file, listed in lists:
            words = {self.fold(word) for word in listed.words}
            self._classes[listed.class_] |= words
            if listed.class_.startswith(("given", "family")):
                self._own |= words if file in table.own else set()
                for word in words:
                    self._genders.setdefault(word, set()).update([listed.gender] if listed.gender else ())
        self._nicknames = self._groups(table)
        self._child = {self.fold(word) for word in table.child}
        self.unsaid = {self.fold(word) for word in table.unsaid}
        self._parts: dict[str, tuple[Part, ...]] = {}

    def fold(self, text: str) -> str:
        return text.translate(self._folding)

    def _groups(self, table: SpellingTable) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for group in table.nickname:
            names = {self.fold(name) for name in group.names}
            for name in names:
                found[name] |= names - {name}
        return {name: tuple(sorted(others)) for name, others in found.items()}

    def _writing(
        self, sounds: Iterable[tuple[Sound, tuple[str, ...], tuple[str, ...]]]
    ) -> tuple[re.Pattern[str], dict[str, str]]:
        """What matches each writing, longest first, and the sound it stands for; `^` before what begins a name."""
        names: dict[str, str] = {}
        for sound, written, initial in sounds:
            names.update({self.fold(one): sound.name for one in written})
            names.update({"^" + self.fold(one): sound.name for one in initial})
        longest = sorted((one for one in names if one[0] != "^"), key=lambda one: (-len(one), one))
        first = sorted((one[1:] for one in names if one[0] == "^"), key=lambda one: (-len(one), one))
        initials = "".join(f"(?<!.){re.escape(one)}|" for one in first)
        return re.compile(initials + "|".join(map(re.escape, longest))), names

    # ── parts ────────────────────────────────────────────────────
    def parts(self, name: str) -> tuple[Part, ...]:
        """The parts of a folded name of one word or more, in order."""
        found = self._parts.get(name)
        if found is None:
            words = self._joined(name.split() or [name])
            found = self._parts[name] = tuple(
                self._father(self.part(word, at > 0)) if child else self.part(word, at > 0)
                for at, (word, child) in enumerate(words)
            )
        return found

    def _father(self, part: Part) -> Part:
        return msgspec.structs.replace(part, child=True, given=False)

    def _joined(self, words: list[str]) -> list[tuple[str, bool]]:
        """Heads with what follows them as one word; particles go. Beside each, whether it is the father's."""
        found: list[tuple[str, bool]] = []
        at, child = 0, False
        while at < len(words):
            word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
            if following and self._is_head(word, following):
                at, word = at + 1, word + following
            elif following and word not in self._classes["name-suffix"]:
                given = not found and word in self._classes["given"] and not self._is_particle(following)
                if self._is_particle(word) and not given:
                    at, child = at + 1, word in self._child
                    continue
            found.append((word, child))
            at, child = at + 1, False
        return found

    def _is_head(self, word: str, following: str) -> bool:
        """Whether two words are one given name: servant of the Generous, father of So-and-so, pride of the faith."""
        return any(word in self._classes[cls] for cls in _HEADS) or any(
            word in self._classes[head] and following in self._classes[tail] for head, tail in _TAILS.items()
        )

    def _is_particle(self, word: str) -> bool:
        return any(word in self._classes[cls] for cls in _PARTICLES)

    def part(self, word: str, later: bool = False) -> Part:
        """One word of a name; `later`: not its first, so that an article may stand before it."""
        latin = word[:1].isascii() or not self._arabic[0].search(word)
        if later and len(word) >= _ARTICLE_LEAST and word.startswith(self._article):
            word = word.removeprefix(self._article)
        full = self._article + word
        listed = next((form for form in (word, full) if form in self._genders), None)
        genders = self._genders.get(listed or "", set())
        skeleton, voice = self._said(word.casefold() if latin else word, latin)
        return Part(
            word=word,
            skeleton=skeleton,
            voice=voice,
            own=word in self._own or full in self._own,
            listed=listed is not None,
            latin=latin,
            gender=next(iter(genders)) if len(genders) == 1 else None,
            given=listed in self._own and not any(listed in self._classes[cls] for cls in _FAMILY_LISTS),
        )

    def _said(self, word: str, latin: bool) -> tuple[str, str]:
        pattern, names = self._latin if latin else self._arabic
        plain = self._doubled(latin).sub(r"\1", word)
        sounds = [
            names.get("^" + hit.group()) if hit.start() == 0 and "^" + hit.group() in names else names.get(hit.group())
            for hit in pattern.finditer(plain)
        ]
        voice = "".join(sound for sound in sounds if sound)
        last = voice[-1:]
        if last and self._sounds[last].kind == "open" and len(voice) > 1:
            voice = voice[:-1] + "a"
        skeleton = "".join(sound for sound in voice if self._sounds[sound].kind != "vowel")
        return skeleton or voice or plain, voice or plain

    def _doubled(self, latin: bool) -> re.Pattern[str]:
        """Letters of which two are one: where doubling is not written, two consonants have a vowel between them."""
        return _DOUBLED if latin else self._long

    def nicknames(self, part: Part) -> tuple[Part, ...]:
        """The other names that a man of this given name goes by."""
        return tuple(self.part(word) for word in self._nicknames.get(part.word, ()))

    # ── likeness ─────────────────────────────────────────────────
    def likeness(self, a: Part, b: Part) -> float:
        """How alike two parts are, 0 to 1; 0 where they are known to be two names."""
        if a.word == b.word:
            return 1.0
        if b.word in self._nicknames.get(a.word, ()):
            return _NICKNAME
        if 1 in {len(a.word), len(b.word)}:
            return _INITIAL if a.voice[0] == b.voice[0] else 0.0
        if (a.own and b.own) or (a.gender and b.gender and a.gender != b.gender):
            return 0.0
        consonants = OSA.normalized_similarity(a.skeleton, b.skeleton)
        return _OTHER_SCRIPT * consonants if a.latin != b.latin else _in_one_script(a, b, consonants)


def _in_one_script(a: Part, b: Part, consonants: float) -> float:
    """By consonants and vowels as they sound; letters set bounds, for one sound's letters are not all alike."""
    voices = OSA.normalized_similarity(a.voice, b.voice)
    letters = OSA.normalized_similarity(a.word, b.word)
    short, long = sorted((a.voice, b.voice), key=len)
    own, listed = a.own or b.own, a.listed and b.listed
    if long.startswith(short) and (len(long) > len(short) + 1 >= 3 or len(long) > len(short) >= 4):
        return voices if own else max(_BEGINNING, voices)
    length = min(len(a.skeleton), len(b.skeleton))
    if listed and voices < (_BOTH_LISTED if length > 2 else _BOTH_LISTED_SHORT):
        return 0.0
    weight = _CONSONANTS.get(length, _LONG)
    likeness = max(weight * consonants + (1 - weight) * voices, letters)
    if own:
        return min(likeness, letters + _OWN_TYPO)
    if letters < _FEW_LETTERS or (listed and a.skeleton != b.skeleton):
        return min(likeness, _BOTH_LISTED)
    return min(likeness, (1 + letters) / 2) if length <= 2 else likeness


@cache
def load_spelling(code: str = "ar") -> Spelling:
    """The spelling of the names of a language; its data are read once."""
    folder = DATA / code
    files = sorted((folder / "actors" / "names").glob("*.toml"))
    lists = [(file.stem, row.table) for file in files for row in load_file(file, file.stem)]
    named = [(stem, table) for stem, table in lists if isinstance(table, WordList)]
    return Spelling(load_spelling_table(folder), load_orthography(folder), named)
