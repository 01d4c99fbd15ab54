"""Where a person's name goes on, and where it ends."""

from mahdar.language.schema import WordList
from mahdar.reading.actors.begins import is_style, syllables_at
from mahdar.reading.actors.closed import ends_name, so_said, speaks_next, what_is_said
from mahdar.reading.actors.parts import compound_at
from mahdar.reading.actors.roles import carries, has_article, is_family, prepositional, role, stripped_common, tradition
from mahdar.reading.page import Page

_STRONG = frozenset({"given", "family"})
_GIVEN = frozenset({"given", "given-common"})
_NEAR = frozenset({"near"})
_FAMILY = frozenset({"family"})
_FAMILY_WORDS = frozenset({"family-common"})
_LEAST = 3
_NAMED = frozenset({"state", "place", "institution", "group", "media", "nationality", "title", "cue"})
_BODIES = frozenset({"group", "media", "platform", "institution"})
_NO_FAMILY = frozenset({"nationality", "title-adjective", "that", "state", "place", "office-domain"})


def goes_on(page: Page, index: int, roles: list[str], following: str, framed: bool) -> bool:
    """Whether a name of these `roles` goes on with the word at `index`."""
    before = roles[-1]
    another = len(roles) > 1 and qualified_title(page, index)  # `X met *the Jordanian minister* Y`
    said = so_said(page, index) or in_name_of(page, index) or _says_that(page, index)
    if another or said or _long_place(page, index):
        return False
    if page.is_a(index + 1, "name-suffix") and before in _GIVEN and not has_article(page, index):
        return True  # `Said Khatib-Zadeh`: the suffix shows that the word before it is of the name
    if _owes_family(page, index, roles):
        return True
    if following in _STRONG:
        return not (("name-particle" in roles and _of_others(page, index)) or _another_begins(page, index, roles))
    if following == "name-particle":
        ends = before in _GIVEN and page.is_a(index, "name-suffix")
        return ends or not page.is_a(index, "weak-particle") or role(page, index + 1) in {"family", "unknown"}
    if before == "name-particle":
        return _after_particle(page, index, following)
    if following.endswith("common"):
        loose = before in {"unknown", "family"} and following == "given-common"
        two = len(roles) == 2 and (before in _GIVEN or loose)
        descent = roles[1:] == ["name-particle", before] and before in _GIVEN  # `X son of Y *the Old*`
        short = len(roles) == 1 or descent or (two and roles[0] in _GIVEN and not page.is_a(index + 1, "title"))
        deed = _is_deed(page, index)
        definite = two and following == "common" and has_article(page, index)
        short = short and not (definite and not what_is_said(page, index + 1))
        thing = deed or any(unit.prefix for unit in page.units("that", index + 1))  # `called X *the deal* as`
        short = short and not (following == "common" and has_article(page, index) and thing)
        only = framed and short and ends_name(page, index, "unknown" if loose else before)
        return only or _word_goes_on(page, index, roles, (following, framed))
    return following == "unknown" and (
        _sure_unknown(page, index, roles, framed)
        or _may_go_on(page, index, roles, framed)
        or _closes_unknown(page, index, roles)
    )


def _is_deed(page: Page, index: int) -> bool:
    """Whether the word is a verbal noun: `X Y justified *the refusal* by`."""
    told = any(s.cls == "cue" and s.word.form == "masdar" for s in page.senses(index))
    return told or page.lexicon.has(page.deep[index], "masdar")


def _long_place(page: Page, index: int) -> bool:
    """Whether a place of several words begins there: `X Y accused *Addis Ababa*`."""
    units = (unit for cls in ("place", "state") for unit in page.units(cls, index))
    return any(unit.stop > index + 1 and not unit.prefix for unit in units)


def _owes_family(page: Page, index: int, roles: list[str]) -> bool:
    """Whether a foreign given name, which the press never prints alone but of popes and princes, is owed the word
    behind it as its family name, be that a noun or a place besides: `the envoy Robert *Mali*`."""
    if roles != ["given"] or is_family(page, index - 1) or tradition(page, index - 1, 0, _GIVEN) != _ELSEWHERE:
        return False
    if not page.is_word(index) or has_article(page, index) or page.word(index).isascii():
        return False
    word = page.deep[index]
    if word.startswith(page.language.orthography.proclitics.noun[1] * 2):
        return False  # `for the affairs of`
    joined = word[0] == page.language.orthography.proclitics.any[0]
    if joined or page.lexicon.has(word, "particle") or page.lexicon.tense(word) or prepositional(page, index):
        return False
    titles = (s.row.table for s in page.senses(index - 2) if s.cls == "title")
    crowned = any(isinstance(table, WordList) and table.kind in _CROWNED for table in titles)
    listed = role(page, index) in {"given-common", "family-common"}
    return not crowned and (listed or not any(s.cls in _NO_FOREIGN and not s.skip for s in page.senses(index)))


_ELSEWHERE = frozenset({"elsewhere"})
_CROWNED = frozenset({"royal", "religious"})
_NO_FOREIGN = frozenset(
    {"weekday", "unit", "relative-day", "daypart", "daypart-adverb", "filler", "number", "that", "cue-source-after"}
    | {"cue", "title", "preposition", "demonstrative", "meeting", "turn", "vague", "approx"}
)


def _another_begins(page: Page, index: int, roles: list[str]) -> bool:
    """Whether a given name behind a given and a family name begins the next person: `received X Y *William* Z`."""
    whole = roles[-1] == "family" and len(roles) > 1 and roles[0].startswith("given")
    if whole and role(page, index) == "given" and role(page, index + 1) in {"family", "given"}:
        return True
    two = len(roles) == 2 and roles[0].startswith("given") and roles[1] not in {"name-particle", "unknown"}
    strange = role(page, index) == "family" and tradition(page, index, 0, _FAMILY) == _ELSEWHERE
    near = tradition(page, index - 2, 0, _GIVEN) == _NEAR or bool(compound_at(page, index - 3))
    near = near and tradition(page, index - 1, 0, _GIVEN | _FAMILY | _FAMILY_WORDS) == _NEAR
    return two and strange and near  # `thanked Shahbaz Sharif *Trump* for`


def _may_go_on(page: Page, index: int, roles: list[str], framed: bool) -> bool:
    plain = carries(page, index) or _is_verb(page, index) or and_name(page, index)
    return not plain and _unknown_goes_on(page, index, roles, framed)


def _sure_unknown(page: Page, index: int, roles: list[str], framed: bool) -> bool:
    """An unknown word before a hyphen; or between a title with one name and a verb of speech, where nothing else
    stands."""
    if page.is_hyphen(index + 1):
        return True
    said = framed and len(roles) == 1 and speaks_next(page, index)
    return said and not (stripped_common(page, index) or and_name(page, index))


def _closes_unknown(page: Page, index: int, roles: list[str]) -> bool:
    """Whether a word that no list knows, behind a given name and more, can only end the name: behind it the clause
    closes, a relative clause opens or words are reported."""
    if _GIVEN.isdisjoint(roles) or carries(page, index) or _is_verb(page, index) or and_name(page, index):
        return False
    if stripped_common(page, index) or _joins(page, index, roles):
        return False
    marks, after = page.language.orthography.punctuation, page.word(index + 1)
    quotes = {pair.close for pair in page.language.orthography.quotes}
    ends = after in marks.comma | marks.sentence_end | marks.close_bracket | marks.dash | quotes
    told = any(s.cls == "cue" and s.word.form == "masdar" and s.word.suffixed for s in page.senses(index + 1))
    return ends or told or page.is_break(index + 1) or page.is_a(index + 1, "relative") or speaks_next(page, index)


def _word_goes_on(page: Page, index: int, roles: list[str], what: tuple[str, bool]) -> bool:
    """Whether a name goes on with a word that is vocabulary besides; `what` is its role and whether a title stands
    before the name."""
    (following, framed), before = what, roles[-1]
    if following == "family-common":
        return _family_word(page, index, roles, framed)
    if following == "given-common":
        nisba = page.is_definite(index) and page.word(index).endswith(page.lexicon.ya)
        third = len(roles) > 1 and page.lexicon.has(page.deep[index], "noun", "particle") and not nisba
        third = third and not (len(roles) == 2 and page.is_a(index + 1, "preposition"))  # `Hussein Sheikh *Ali* to`
        between = role(page, index + 1) in _GIVEN | _STRONG and not has_article(page, index)  # `Ali *Sheikh* Mahmoud`
        titles = (sense for sense in page.senses(index) if sense.cls == "title")
        titled = any(sense.word.number != "d" for sense in titles) and not between  # a dual may be spelt like a name
        family = roles == ["given"] and page.is_a(index, "family-common") and not page.is_definite(index + 1)
        titled = titled and not family  # `Shahbaz *Sharif*`, no sharif
        return before in _GIVEN and not titled and not third
    return before == "given" and _sure_after_given(page, index, framed and roles == ["given"])


def _of_others(page: Page, index: int) -> bool:
    """Whether behind `son of X` a given name of another tradition, with its family name, begins another person's."""
    near = _is_near(page, index) or page.is_a(index, "name-particle") or not page.is_a(index, "given")
    return not near and page.is_a(index - 2, "descent") and role(page, index + 1) in {"family", "unknown"}


def in_name_of(page: Page, index: int) -> bool:
    """`announced *in the name of* the opposition`, spelt like a given name, before what has its article or a body."""
    if not page.is_a(index, "title-link"):
        return False
    again = not page.is_word(index - 1) or any(page.is_a(at, "title-link") for at in range(max(0, index - 8), index))
    if again and _family_nisba(page, index + 1):
        return False  # `the spokesman in the name of the government, *Basim* al-Awadi`
    return has_article(page, index + 1) or page.is_a(index + 1, "state", "group")


def qualified_title(page: Page, index: int) -> bool:
    """Whether a definite title with its adjective stands there, the Secretary *General*: its word is a name besides."""
    return (
        page.is_definite(index)
        and page.is_a(index, "title")
        and page.is_a(index + 1, "title-adjective", "nationality")
        and page.is_definite(index + 1)
    )


def _family_nisba(page: Page, index: int) -> bool:
    """A definite word in ya that is a family name, or that nobody knows."""
    known = page.lexicon.has(page.word(index), "noun", "adjective") or page.is_a(index, *_NAMED)
    nisba = page.is_definite(index) and page.word(index).endswith(page.lexicon.ya) and not known
    return nisba or page.is_a(index, "family")


def _says_that(page: Page, index: int) -> bool:
    """Whether a past verb of speech stands there, printed as such, with what is said behind it."""
    if page.is_a(index, "family") or not page.units("that", index + 1):
        return False
    past = (s for s in page.senses(index) if s.cls == "cue" and s.word.form == "past" and not s.skip)
    return any(page.light[index] == s.word.text and not s.word.suffixed for s in past)


def _is_verb(page: Page, index: int) -> bool:
    """A verb, if not only behind the conjunction that no sentence joins to a name."""
    word = page.deep[index]
    return bool(page.lexicon.tense(word)) and word[0] != page.language.orthography.proclitics.any[1]


def _family_word(page: Page, index: int, roles: list[str], framed: bool) -> bool:
    """A family name that is also a word: with its article, or behind a sure given name where it is no verb (behind a
    title and a foreign given name it may be spelt like one)."""
    before, word = roles[-1], page.deep[index]
    if has_article(page, index, 0):
        if page.is_a(index, "title") and page.is_a(index - 1, "title"):
            return False
        again = before.startswith("family") and has_article(page, index - 1)
        styled = is_style(page, index) and len(roles) > 1  # `Muhammad *al-Hajj* Hammoud` is one name
        return (again or before in {"given", "given-common", "unknown"}) and not styled
    if before not in {"given", "given-common", "unknown"} or not (framed or before == "given"):
        return False
    if page.lexicon.has(word, "particle") or (page.is_a(index, "title") and not _ends_there(page, index)):
        return role(page, index + 1) in _STRONG or page.is_a(index + 1, "family-common")
    if page.lexicon.tense(word) and not (framed and roles == ["given"] and not _is_near(page, index - 1)):
        return False
    titled = page.is_a(index + 1, "title") and not has_article(page, index + 1)
    return titled or page.looks[index].single.isdisjoint(_NO_FAMILY)


def _ends_there(page: Page, index: int) -> bool:
    """Whether nothing that could complete a title follows."""
    after = page.word(index + 1)
    owned = any(sense.word.suffixed for sense in page.senses(index + 1))  # `showed Shinzo Abe *his relief*`
    ended = owned or page.lexicon.has(after, "particle") or bool(page.lexicon.tense(after))
    return ended or not page.is_word(index + 1)


def _unknown_goes_on(page: Page, index: int, roles: list[str], framed: bool) -> bool:
    """A name has one word that no list knows, behind a title two or three, if they are no Arabic words."""
    unknowns = roles.count("unknown") + roles.count("family") + roles.count("family-common")
    if has_article(page, index, 0):
        tribe = unknowns == 1 and has_article(page, index - 1) and page.word(index).endswith(page.lexicon.ya)
        return (unknowns == 0 or tribe) and not {"given", "given-common"}.isdisjoint(roles)
    if (roles[-1] != "given" and has_article(page, index - 1)) or roles[-1] == "common" or _joins(page, index, roles):
        return False
    if roles == ["family"]:
        return bool(syllables_at(page, index - 1, 0))
    if unknowns == 0 or (unknowns == 1 and (len(roles) == 1 or roles[-2:] == ["name-particle", "unknown"])):
        return True
    return framed and unknowns < 3 and roles[-1] == "unknown" and not stripped_common(page, index)


def _joins(page: Page, index: int, roles: list[str]) -> bool:
    """Whether an unknown word behind a name is rather a conjunction or preposition and another word."""
    word, proclitics = page.deep[index], page.language.orthography.proclitics
    article = page.lexicon.fold(proclitics.article)
    if word[0] in proclitics.any[:1] and (
        roles != ["given"] or word.startswith(article, 1) or _is_near(page, index - 1)
    ):
        return True
    if any(sense.skip and sense.cls in _NAMED for sense in page.senses(index)):
        return True  # `X with *his counterpart*`
    if any(unit.prefix for cls in ("media", "quantifier") for unit in page.units(cls, index)):
        return True  # `said X *to the agency Y*`, `telephoned X *each* of`
    if (len(roles) > 1 or role(page, index - 1) != "given") and any(
        cut and rest in page.lexicon.common and len(rest) >= _LEAST
        for rest, cut, _ in page.lexicon.first_words(page.deep[index])
    ):
        return True
    foreign = tradition(page, index - 1, 0, _GIVEN) == _ELSEWHERE and role(page, index) == "unknown"
    joined = any(word.startswith(one + article) for one in proclitics.noun)
    foreign = foreign and (len(roles) == 1 or not joined)  # `X Y pledged *in the* ...`
    return word.startswith(proclitics.noun[1] * 2) or (joined and not (foreign and not stripped_common(page, index)))


def _is_near(page: Page, index: int) -> bool:
    return tradition(page, index, 0, _GIVEN) == _NEAR


def _after_particle(page: Page, index: int, following: str) -> bool:
    """Behind `son of` or `von` any word is a name; behind a kinship word that is also a noun a definite one is."""
    if page.is_a(index - 1, "name-suffix"):
        if following == "unknown":
            return _closes_unknown(page, index, ["given"]) or _family_nisba(page, index)
        listed = following in {"given-common", "family-common"}
        return listed and ends_name(page, index, "given")  # a sure name after it was taken before
    if following == "common":
        return has_article(page, index, 0) or not page.is_a(index - 1, "title")
    return following in {"unknown", "given-common", "family-common"}


def _nisba(page: Page, index: int) -> bool:
    """A definite word in ya that is only an adjective: behind a given name it is a family name."""
    word = page.deep[index]
    if not page.is_definite(index) or not word.endswith(page.lexicon.ya) or page.lexicon.has(word, "noun"):
        return False
    return not page.is_a(index, "nationality", "title-adjective", "institution-head", "group-head", "title")


def _sure_after_given(page: Page, index: int, titled: bool) -> bool:
    """What makes a name of an ordinary word behind a sure given name."""
    between = _between(page, index)
    return between or _nisba(page, index) or _closes(page, index) or (titled and _only_a_body(page, index))


def _between(page: Page, index: int) -> bool:
    """A listed name in another spelling that makes it a word, between two sure names: Cairo's final ya without dots."""
    listed = page.is_a(index, *_GIVEN, "family-common") and not page.lexicon.has(page.deep[index], "particle")
    return listed and role(page, index + 1) in _STRONG


def _closes(page: Page, index: int) -> bool:
    """A plain noun or adjective between an Arabic given name and a stop is a family name: `Muhammad Lamp, ...`."""
    marks = page.language.orthography.punctuation
    if page.word(index + 1) not in marks.comma | marks.sentence_end | marks.close_bracket:
        return False
    word, known = page.deep[index], page.lexicon
    if not known.has(word, "noun", "adjective") or known.has(word, "particle") or known.tense(word):
        return False
    plain = not has_article(page, index) and not word.endswith(page.lexicon.alif) and _is_near(page, index - 1)
    return plain and not page.light[index].endswith(page.lexicon.final_ta) and not page.is_a(index, *_NO_CLOSE)


_NO_CLOSE = ("title", "nationality", "title-adjective", "month", "weekday", "unit", "state", "place", "relative-day")


def _only_a_body(page: Page, index: int) -> bool:
    """A word that only names a party or a medium: behind a title and a given name it is a family name."""
    if page.deep[index] in page.lexicon.common or has_article(page, index):
        return False
    return bool(page.looks[index].single) and page.looks[index].single <= _BODIES


def and_name(page: Page, index: int) -> bool:
    """Whether the word is a conjunction with a listed name behind it."""
    joining = {page.lexicon.fold(letter) for letter in page.language.orthography.proclitics.any}
    word = page.deep[index]
    if word[0] not in joining or len(word) < 4:
        return False
    return (
        role(page, index, 1) in {"given", "family", "given-common"}
        or bool(compound_at(page, index, 1))
        or any(s.skip and s.cls in _NAMED for s in page.senses(index))
    )
