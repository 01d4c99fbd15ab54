"""The shape of each table that a data file may hold. Unknown keys are errors: the loader is strict."""

from typing import Any, Literal

import msgspec


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The root of all tables."""


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text and what must be found in it. `finds` (or `cue`) is the printed trigger; the other keys are fields.

    `on` anchors a time (ISO date); `known_failure` says why it fails today: it must fail until it is mended.
    """

    text: str
    finds: str | None = None
    cue: str | None = None
    speaker: str | None = None
    content: str | None = None
    value: str | None = None
    type: str | None = None
    on: str | None = None
    kind: str | None = None
    participants: str | None = None
    status: str | None = None
    format: str | None = None
    form: str | None = None
    place: str | None = None
    party: str | None = None
    issue: str | None = None
    stance: str | None = None
    polarity: str | None = None
    killed: int | None = None
    injured: int | None = None
    until: str | None = None
    answers: str | None = None
    known_failure: str | None = None
    origin: str = "made"


class Silent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text in which the rule must find nothing."""

    text: str
    known_failure: str | None = None


class Taught(Table, frozen=True, kw_only=True):
    """What every rule and trigger word carries."""

    name: str
    why: str
    example: tuple[Example, ...] = ()
    silent: tuple[Silent, ...] = ()


class Verb(Taught, frozen=True, kw_only=True):
    """A reporting verb: `past` and `present` are the third person masculine singular. With `needs`, one of these nouns
    must stand within a few words behind it: what it means besides is no speech."""

    act: str
    past: str
    present: str
    takes: tuple[str, ...]
    participle: str | None = None
    masdar: str | None = None
    addressee: str | None = None
    strict: bool = False
    needs: tuple[str, ...] = ()
    irregular: dict[str, tuple[str, ...]] = {}


class Cue(Taught, frozen=True, kw_only=True):
    """A noun, preposition or phrase that attributes."""

    act: str = "says"
    forms: tuple[str, ...]
    role: Literal["source-after", "source-own", "noun-that", "channel", "carrier"]
    with_: tuple[str, ...] = msgspec.field(default=("",), name="with")
    takes: tuple[str, ...] = ()
    strict: bool = False


class Trigger(Taught, frozen=True, kw_only=True):
    """A word that starts something: `class` says what, `set` what it adds. Give `forms`, a `noun` (singular/plural),
    or a verb as `past` and `present`."""

    class_: str = msgspec.field(name="class")
    forms: tuple[str, ...] = ()
    noun: str | None = None
    adjective: str | None = None
    past: str | None = None
    present: str | None = None
    participle: str | None = None
    masdar: str | None = None
    irregular: dict[str, tuple[str, ...]] = {}
    set_: dict[str, Any] = msgspec.field(default={}, name="set")


class RuleTable(Taught, frozen=True, kw_only=True):
    """A rule: `pattern` is a sequence of words, classes and named slots; without one the grammar is in code.
    `make` names the builder in code, `is` its constants."""

    layer: str
    pattern: tuple[str, ...] = ()
    make: str | None = None
    is_: dict[str, Any] = msgspec.field(default={}, name="is")


class WordList(Table, frozen=True, kw_only=True):
    """A bulk list: one header instead of an example a word."""

    class_: str = msgspec.field(name="class")
    why: str
    source: str
    licence: str
    problems: str
    words: tuple[str, ...]
    inflect: Literal["none", "noun", "adjective", "verb", "title"] = "none"
    gender: Literal["m", "f"] | None = None
    kind: str | None = None
    takes: str | None = None
    genre: str = "news"


class Header(Table, frozen=True, kw_only=True):
    """Where a bulk file of entities comes from."""

    class_: str | None = msgspec.field(default=None, name="class")
    why: str
    source: str
    licence: str
    problems: str
    genre: str = "news"


class EntityTable(Table, frozen=True, kw_only=True, rename=None):
    """A state, place, institution, group or medium."""

    id: str
    names: tuple[str, ...]
    latin: str | None = None
    iso: str | None = None
    adjective: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    palace: tuple[str, ...] = ()
    gender: Literal["m", "f"] | None = None
    in_: str | None = msgspec.field(default=None, name="in")
    side: str | None = None
    kind: str | None = None
    ambiguous: bool = False


class NumberWord(Table, frozen=True, kw_only=True):
    """A number word: `kind` is how it joins others (unit, ten, tens, hundred, scale, fraction, ordinal ...);
    `definite-scale` counts only after a part of it, `ordinal-joined` only before a ten. Words of the class `numeral`
    are numbers only where numbers are asked for, those of `number-link` join or mark them: no other rule sees either.
    `definite` forms carry the article; `exact` ones are read only in the very letters listed, not in those that
    folding makes equal."""

    value: float
    kind: str
    forms: tuple[str, ...]
    class_: Literal["number", "numeral", "number-link"] = msgspec.field(default="number", name="class")
    definite: bool = False
    exact: bool = False


class Issue(Table, frozen=True, kw_only=True):
    """An issue of a negotiation: `words` raise it."""

    id: str
    en: str
    ar: str
    words: tuple[str, ...]


class Month(Table, frozen=True, kw_only=True):
    """A month by number, with its names in every tradition of the press."""

    number: int
    names: tuple[str, ...]


TABLES: dict[str, type[Table]] = {
    "verb": Verb,
    "cue": Cue,
    "trigger": Trigger,
    "rule": RuleTable,
    "list": WordList,
    "entity": EntityTable,
    "number": NumberWord,
    "month": Month,
    "hijri": Month,
    "issue": Issue,
}


class QuotePair(Table, frozen=True, kw_only=True):
    open: str
    close: str


class Punctuation(Table, frozen=True, kw_only=True, rename=None):
    sentence_end: frozenset[str]
    comma: frozenset[str]
    colon: frozenset[str]
    dash: frozenset[str]
    open_bracket: frozenset[str]
    close_bracket: frozenset[str]


class Proclitics(Table, frozen=True, kw_only=True, rename=None):
    any: tuple[str, ...]
    noun: tuple[str, ...]
    verb: tuple[str, ...]
    article: str
    article_after_l: str


class Orthography(Table, frozen=True, kw_only=True):
    """How a language is written. `spellings` are other ways of printing some letters, read as the usual ones; each of
    the same length."""

    letters: dict[str, str]
    spellings: dict[str, str]
    punctuation: Punctuation
    quotes: tuple[QuotePair, ...]
    proclitics: Proclitics


class Letters(Table, frozen=True, kw_only=True, rename=None):
    ta: str
    open_ta: str
    alif: str
    bare_alif: str
    hamza: str
    ya: str
    waw: str
    nun: str
    article: str
    hamza_seats: tuple[str, ...]


class NounEndings(Table, frozen=True, kw_only=True, rename=None):
    possessive: tuple[str, ...]
    dual: tuple[str, ...]
    dual_construct: tuple[str, ...]
    masculine_plural: tuple[str, ...]
    masculine_plural_construct: tuple[str, ...]
    feminine_plural: str


class PresentEndings(Table, frozen=True, kw_only=True):
    prefixes: dict[str, str]
    endings: dict[str, str]


class ObjectEndings(Table, frozen=True, kw_only=True):
    suffixes: tuple[str, ...]


class Inflection(Table, frozen=True, kw_only=True):
    """The endings of a language's words."""

    letters: Letters
    noun: NounEndings
    past: dict[str, str]
    present: PresentEndings
    object: ObjectEndings


class Sound(Table, frozen=True, kw_only=True):
    """A sound of names, and how it is written. `name` is one letter. A `vowel` may be left out, an `open` consonant is
    one at the end of a name; `initial` ones are written so only where a name begins."""

    name: str
    why: str
    kind: Literal["vowel", "consonant", "open"]
    written: tuple[str, ...] = ()
    initial: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    latin_initial: tuple[str, ...] = ()


class Nickname(Table, frozen=True, kw_only=True):
    """Given names that one man may bear by turns."""

    why: str
    names: tuple[str, ...]


class SpellingTable(Table, frozen=True, kw_only=True):
    """How one name is written in several ways; `own` are the files of names that are words of the language, `child`
    the words that make the next one a father's, `unsaid` first names that may be left out before another."""

    own: tuple[str, ...]
    child: tuple[str, ...]
    unsaid: tuple[str, ...]
    sound: tuple[Sound, ...]
    nickname: tuple[Nickname, ...] = ()
