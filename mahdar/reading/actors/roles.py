"""What a word may be inside a person's name: a given name, a family name, a particle, unknown, or plain vocabulary."""

from mahdar.language.lexicon import Sense
from mahdar.language.schema import Verb
from mahdar.reading.page import Page

NAME_CLASSES = ("given", "family", "name-particle", "given-common", "family-common")
_VETO = frozenset(
    {
        "state", "place", "institution", "group", "media", "platform", "nationality", "title", "institution-head",
        "force-head", "group-head", "source-head", "media-head", "place-head", "side-noun", "number", "month", "hijri",
        "weekday", "unit", "turn", "relative-day", "daypart", "daypart-adverb", "vague", "cue", "cue-source-after",
        "cue-noun-that", "cue-channel", "cue-carrier", "title-adjective", "demonstrative", "office-domain", "daily",
        "meeting", "stance", "incident", "approx", "edge", "ahead-word", "lasting", "that",
    }
)  # fmt: skip


def role(page: Page, index: int, skip: int = 0) -> str:
    """The role of word `index` after `skip` letters of proclitics: one of NAME_CLASSES, `unknown`, `common` or ``."""
    if not 0 <= index < page.size or not page.may_name(index):
        return ""
    key = (page.deep[index], page.light[index], skip)
    known = page.lexicon.roles.get(key)
    if known is None:
        known = page.lexicon.roles[key] = _role(page, index, skip)
    return known


def _role(page: Page, index: int, skip: int) -> str:
    word = page.deep[index][skip:]
    if len(word) < 2:
        return ""
    senses = [sense for sense in page.lexicon.senses(word) if not sense.skip]
    printed = page.light[index][skip:]
    classes = {s.cls for s in senses if s.cls not in NAME_CLASSES or _spelt(page, printed, s)}
    plain = page.lexicon.has(word, "particle")
    for cls in NAME_CLASSES:
        if cls in classes:
            return f"{cls}-common" if plain and cls in {"given", "family"} else cls
    if _served(page, word):
        return "given"
    if classes & _VETO or page.lexicon.common.get(word):
        return "common"
    mixed = any(letter.isascii() and letter.isalpha() for letter in word)  # `to RT`, one word in two scripts
    return "unknown" if not mixed else ""


def _spelt(page: Page, printed: str, sense: Sense) -> bool:
    """Whether a name is printed as listed, as far as that tells it from a word: one that is also a word, letter by
    letter, but for a hamza that the printer left out."""
    listed = sense.word.text
    return page.lexicon.same_spelling(printed, listed) and (
        not sense.cls.endswith("-common") or _as_listed(page, printed, listed)
    )


def _as_listed(page: Page, printed: str, listed: str) -> bool:
    alif, lexicon = page.lexicon.alif, page.lexicon
    if len(printed) != len(listed) or not all(a in (b, alif) for a, b in zip(printed[:-1], listed, strict=False)):
        return False
    folded = lexicon.fold(listed)  # a final ya without dots is Cairo's habit, but may tell a verb
    return printed[-1] == listed[-1] or (folded[-1] == lexicon.ya and not lexicon.tense(folded))


def _served(page: Page, word: str) -> bool:
    """`servant of the Generous` written as one word."""
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    head, joined, tail = word.partition(article)
    return bool(joined) and len(tail) > 2 and any(s.cls == "servant" for s in page.lexicon.single.get(head, ()))


FINITE = frozenset({"past", "present"})


def complements(page: Page, index: int, forms: frozenset[str] = FINITE) -> set[str]:
    """What the verbs of speech at a word, in one of these forms, take: prepositions, folded, or kinds of clause."""
    cues = (sense.row.table for sense in page.senses(index) if sense.cls == "cue" and sense.word.form in forms)
    return {page.lexicon.fold(word) for table in cues if isinstance(table, Verb) for word in table.takes}


def behind_speech(page: Page, index: int) -> bool:
    """Whether a finite verb of speech without a suffix stands right before word `index`."""
    if page.is_a(index - 1, "highness", "demonstrative", "all-of") and index > 1:
        index -= 1  # `said *His Eminence* the ...`, `said *these* circles`, `said *all* the parties`
    if index > 1 and to_media(page, index - 1):
        index -= 1  # `said *to Reuters* an official`
    if index < 1 or "cue" not in page.looks[index - 1].single:
        return False
    if index > 1 and page.is_a(index - 2, "office-link", "from"):
        return False  # `from *the request* of`: behind a preposition no verb stands
    return any(s.cls == "cue" and s.word.form in FINITE and not s.word.suffixed for s in page.senses(index - 1))


def is_no_name(page: Page, index: int) -> bool:
    """Whether the word stands in a phrase that only looks like a name or an office: `as *planned*`."""
    starts = (at for at in (index - 1, index) if at >= 0)
    return any(unit.stop > index for at in starts for unit in page.units("no-name", at))


def is_other_word(page: Page, index: int, sense: Sense) -> bool:
    """Whether a title is not printed as listed, and a word of another spelling is meant: matter, not commander; nor is
    a dual that is spelt like a place: Amman, not two uncles."""
    if sense.word.number == "d" and page.is_a(index, "place", "state"):
        return True
    listed, printed = sense.word.text, page.light[index][sense.skip :]
    return printed != listed and any(
        other.word.text == printed if other.cls in NAME_CLASSES else other.word.text not in (listed, "")
        for other in page.senses(index)
        if other.cls != "title" and other.skip == sense.skip
    )


def is_his(page: Page, index: int, sense: Sense) -> bool:
    """Whether a woman's office is rather a man's with a pronoun, `his coordinator`: only folding makes them equal."""
    ta = page.lexicon.final_ta
    mute = sense.word.text.endswith(ta) and not page.light[index].endswith(ta) and " " not in sense.word.text
    return mute and any(other.cls == "title" and other.word.suffixed for other in page.senses(index))


def is_verb(page: Page, index: int, sense: Sense) -> bool:
    """Whether a noun without article at the head of a clause is rather the verb of speech that is spelt like it: the
    forum *asked* for, not a student of the forum."""
    if not sense.word.definite and _accuses(page, index):
        return True  # `, accusing X of`, no defendant of X; `, calling on X to`, no caller of X
    if sense.word.definite or sense.word.suffixed:
        return False
    speaks = page.is_a(index + 1, *_SPEAK) or role(page, index + 1) in {"given", "given-common", "family"}
    quoting = page.word(index + 1) in {pair.open for pair in page.language.orthography.quotes}
    speaks = speaks or (quoting and not page.is_word(index - 1))  # `And he went on "..."`
    joined = page.deep[index][: sense.skip] in page.language.orthography.proclitics.any
    return speaks and _is_past_cue(page, index) and (bool(joined) or _opens(page, index))


def asks_of(page: Page, index: int, skip: int) -> bool:
    """Whether a given name at the head of a clause is rather the verb of speech that is spelt like it: `asked` (Talib)
    *Kamal X for*."""
    if role(page, index, skip) != "given-common" or not _is_past_cue(page, index) or not _opens(page, index):
        return False
    links = page.language.orthography.proclitics.noun[0]
    speaks = page.is_a(index + 1, *_SPEAK) or role(page, index + 1) in {"given", "given-common"}
    return speaks or page.word(index + 2).startswith(links)


def _is_past_cue(page: Page, index: int) -> bool:
    return any(other.cls == "cue" and other.word.form == "past" for other in page.senses(index))


def _opens(page: Page, index: int) -> bool:
    if page.is_break(index - 1) or not page.is_word(index - 1):
        return True
    if any(page.is_a(at, "was") for at in range(max(0, index - _WAS), index - 1)):
        return True  # `*had X* asked the council for`
    return page.is_a(index - 1, "narrator-but", "filler", "meanwhile-clause", *_DAYS) or _adverbial(page, index)


def _adverbial(page: Page, index: int) -> bool:
    """Whether only a preposition and its noun stand before the word in its sentence: `*in Cairo* asked`."""
    for start in range(index - 2, max(-1, index - 2 - _HEAD), -1):
        if not page.is_word(start) or page.lexicon.tense(page.word(start)) == "past":
            return False
        if start == 0 or page.is_break(start - 1):
            return page.is_a(start, "preposition")
    return False


_HEAD = 4  # words of a preposition and its noun
_WAS = 6  # words from an auxiliary, with its subject, to the verb


def is_adverb(page: Page, index: int, sense: Sense) -> bool:
    """Whether an indefinite accusative, behind a noun that is none, tells how: `announced *officially*`."""
    return sense.word.accusative and not page.word(index - 1).endswith(page.lexicon.alif)


def settled(page: Page, index: int) -> bool:
    """`a researcher *living in* X`, `*expert in* Y`: what stands behind an unnamed person and does not name him."""
    return page.is_a(index, "settled-in") and page.is_a(index + 1, "locative")


def _accuses(page: Page, index: int) -> bool:
    """Whether a participle stands there that accuses, or behind a comma one that calls on somebody."""
    participles = (other for other in page.senses(index) if other.cls == "cue" and other.word.form == "participle")
    acts = {one.row.table.act for one in participles if isinstance(one.row.table, Verb)}
    comma = page.word(index - 1) in page.language.orthography.punctuation.comma
    links = page.is_a(index + 1, "towards")  # `calling *for*`
    return "accuses" in acts or ((comma or links) and "demands" in acts)


_SPEAK = ("institution-head", "group-head", "force-head", "institution", "group", "state", "title", "god-head")


def speaks_alone(page: Page, index: int, stop: int) -> bool:
    """Whether words `index` up to `stop` stand alone behind a verb of speech, before what is said, a day or a link."""
    behind = behind_speech(page, index - bool(page.units("number", index - 1)))  # `said *three* sources`
    if page.word(index).endswith(page.lexicon.plural_endings[0]):  # only a subject is spelt so
        return behind or page.is_a(index - 1, "was") or (_opens(page, index) and page.is_a(stop, "cue"))
    if not behind:
        return False
    while page.is_a(stop, *_DAYS):
        stop += 1
    told_of = page.lexicon.tense(page.deep[stop]) == "past" if stop < page.size else False  # `an envoy *who attended*`
    comma = page.word(stop) in page.language.orthography.punctuation.comma
    return told_of or comma or page.is_a(stop, "that", "preposition", "channel", "of-them") or to_media(page, stop)


def to_press(page: Page, index: int) -> bool:
    """Whether `to the journalists` stands there."""
    to = page.language.orthography.proclitics.noun[1]
    return any(s.prefix == to and s.word.number == "p" and s.cls == "press-people" for s in page.senses(index))


def to_media(page: Page, index: int) -> bool:
    """Whether `to` with a medium, the press or a name in quotation marks stands there: `said X *to Reuters*`."""
    to = page.language.orthography.proclitics.noun[1]
    quoted = page.word(index) == to and page.word(index + 1) in {pair.open for pair in page.language.orthography.quotes}
    units = (unit for cls in ("media", "media-head", "press-people") for unit in page.units(cls, index))
    return quoted or any(unit.prefix == to for unit in units)


_DAYS = ("weekday", "relative-day", "daypart", "daypart-adverb")


_BEFORE = 14  # words of `carried *the agency Y, on Tuesday,*` before its preposition


def is_source(page: Page, index: int, stop: int) -> bool:
    """Whether words `index` up to `stop` stand alone as the source of what is said next: `according to officials,`,
    `Y quoted officials as saying`, whose preposition stands right before them."""
    if index < 1 or page.is_a(index, "cue", "media-head", "institution-head"):
        return False
    contrast = page.is_a(index - 1, "contrast") or any(unit.stop == index for unit in page.units("contrast", index - 2))
    if contrast and (page.is_a(stop, "office-link") or _tells(page, stop)):
        return True  # `but *a source* at the seat of X`, `but *residents* said`
    said = page.is_a(stop, "that") or (page.is_a(stop, "cue") and page.senses(stop)[0].word.form == "masdar")
    marks = page.language.orthography.punctuation
    opens = {pair.open for pair in page.language.orthography.quotes} | marks.colon
    said = said or page.word(stop) in opens
    index -= bool(page.units("number", index - 1))  # `quoted *three* officials as saying`
    for first in range(max(0, index - _BEFORE), index):
        if any(unit.stop == index for cls in ("cue-source-after", "quoting") for unit in page.units(cls, first)):
            told = to_media(page, stop) or page.lexicon.tense(page.word(stop)) == "past"  # `a source *who told X*`
            return said or told or page.is_break(stop) or page.word(stop) in marks.comma | marks.sentence_end
        if said and page.is_a(index - 1, "preposition") and page.may_begin(first, _CARRIERS):
            return not any(page.is_break(at) for at in range(first, index))
    return False


def _tells(page: Page, index: int) -> bool:
    """Whether a finite verb of speech stands there, joined to nothing."""
    return any(s.cls == "cue" and not s.skip and s.word.form in FINITE for s in page.senses(index))


def several_say(page: Page, index: int) -> bool:
    """Whether a past verb of speech in the dual or plural stands there, which only what is before it can rule."""
    cues = (s for s in page.senses(index) if s.cls == "cue" and not s.skip and s.word.form == "past")
    return any(s.word.number in {"d", "p"} and not s.word.suffixed for s in cues)


_CARRIERS = frozenset({"cue-carrier"})
_FURTHER = 8  # words of `an official *in the office of X*`, `... *whom it did not name*`


def source_stop(page: Page, index: int, stop: int) -> int:
    """Where the description of a source ends whose words `his saying` brings: `quoted a source *in the office of X* as
    saying`; `stop` itself before a clause about him, `an official *who attended* as saying`; 0 for no such source."""
    for at in range(stop + 1, min(page.size, stop + _FURTHER)):
        if not page.is_word(at - 1) or page.units("that", at - 1):
            break
        says = (s for s in page.senses(at) if s.cls == "cue" and s.word.form == "masdar" and s.word.suffixed)
        if any(not sense.skip for sense in says):
            seated = page.is_a(stop, "office-link", "from") and not page.is_a(stop, "on-behalf")
            return (at if seated else stop) if is_source(page, index, at) else 0
    return 0


def prepositional(page: Page, index: int) -> bool:
    """Whether the word is vocabulary behind a preposition and the article, written as one word with them."""
    word, letters = page.deep[index], page.language.orthography.proclitics.noun
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    joined = word.startswith(tuple(letter + article for letter in letters)) or word.startswith(letters[1] * 2)
    return joined and stripped_common(page, index)


def has_article(page: Page, index: int, skip: int = 0) -> bool:
    """Whether the word, after `skip` letters of proclitics, begins as a definite one does."""
    return 0 <= index < page.size and page.light[index].startswith(page.language.orthography.proclitics.article, skip)


def carries(page: Page, index: int, skip: int = 0) -> bool:
    """Whether the word is rather proclitics and an ordinary word of four letters or more, or one with its article."""
    word = page.deep[index][skip:]
    for rest, cut, prefix in page.lexicon.first_words(word):
        if not cut or rest not in page.lexicon.common or prefix == page.language.orthography.proclitics.any[1]:
            continue  # no sentence goes on with this conjunction right behind a name
        if page.lexicon.has(rest, "particle") and prefix in page.language.orthography.proclitics.any:
            return True
        if len(rest) >= _LEAST_REST or has_article(page, index, skip + cut):
            return prefix[-1] != page.language.orthography.proclitics.noun[-1] or len(rest) > _LEAST_REST
    return False


def is_family(page: Page, index: int) -> bool:
    """Whether a list has the word among the family names, be it a given name, too."""
    return page.is_a(index, "family") and any(s.cls == "family" and not s.skip for s in page.senses(index))


def tradition(page: Page, index: int, skip: int, kinds: frozenset[str]) -> frozenset[str]:
    """From which groups of name lists the word comes, as a name of `kinds`; neighbours that share names are one."""
    return frozenset(
        _GROUPS.get(sense.id.split("/")[-2], "elsewhere")
        for sense in page.senses(index)
        if sense.skip == skip and sense.cls in kinds
    )


_LEAST_REST = 4
_GROUPS = dict.fromkeys(("arabic", "persian", "turkish", "south_asian", "african"), "near")


def stripped_common(page: Page, index: int) -> bool:
    """Whether the word is ordinary vocabulary once its proclitics are taken off."""
    if page.lexicon.is_common(page.deep[index]) or page.lexicon.tense(page.deep[index]):
        return True
    return not page.looks[index].single.isdisjoint(_VETO)


def is_told(page: Page, index: int) -> bool:
    """`X said *to Reuters*`: a medium with its preposition, or a word that nobody knows, behind subject and verb."""
    to = page.language.orthography.proclitics.noun[1]
    if not page.deep[index].startswith(to) or role(page, index) != "unknown":
        return False
    if any(unit.prefix == to for unit in page.units("media", index)):
        return True
    cue = page.sense(index - 1, "cue")
    return cue is not None and not cue.skip and page.is_word(index - 2) and not page.is_a(index - 2, "filler", "that")
