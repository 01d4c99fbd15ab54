"""Where what is said begins behind a cue: a clause, a preposition's noun, a quotation."""

from mahdar.language.schema import Verb
from mahdar.reading.scene import Scene
from mahdar.reading.statements.adjuncts import past_adjuncts
from mahdar.reading.statements.adverbs import past_adverb
from mahdar.reading.statements.asides import came_in
from mahdar.reading.statements.cues import Cue, cues_at, prepositions_of
from mahdar.reading.statements.fillers import modifies, other_verb, skip_fillers
from mahdar.reading.statements.prepositions import Opening, glued, preposition_at

_REACH = 45


def find_opening(scene: Scene, cue: Cue, start: int, stop: int) -> Opening | None:
    """The complement of `cue` from word `start` on, inside a sentence that ends at `stop`."""
    prepositions = prepositions_of(scene, cue)
    start = min(past_adverb(scene.page, start), stop)
    near = skip_fillers(scene, start, stop)
    if _describing(scene, near):
        return None
    opening = preposition_at(scene, near, prepositions)
    if opening is None and scene.is_comma(near) and near + 1 < stop:
        opening = preposition_at(scene, near + 1, prepositions)  # behind the name in `the envoy, X, welcomed`
    opening = opening or _clause(scene, cue, near, prepositions, near)
    opening = opening or _behind_adjunct(scene, cue, near, stop, prepositions)
    opening = opening or _behind_commas(scene, near, stop, prepositions)
    if opening and not (opening.frame == "preposition" and _locates(scene, cue, opening, stop)):
        return opening
    for index in range(start, min(stop, start + _REACH)):
        if (index in scene.quote_at or scene.page.units("that", index)) and _described(scene, start, index):
            continue
        if index in scene.quote_at and not scene.is_name_quote(scene.quote_at[index]):
            beside = "that" in cue.takes and index <= near + _BESIDE
            called = cue.act == "describes" and cue.sense.word.suffixed and index == near  # `what *he called* "..."`
            quoting = "quote" in cue.takes or beside or called or scene.is_colon(index - 1)
            told = index > near and (_is_construct(scene, near) or _is_named(scene, cue, near, index))
            told = told or (index > near + 1 and glued(scene, index - 1) not in {"", *prepositions})
            return Opening(index, index, 0, "quote") if quoting and not ("object" in cue.takes and told) else None
        if index in scene.quoted:
            continue
        if index > start and _others(scene, cue, index, near):
            return None
        found = _clause(scene, cue, index, prepositions, start)
        if found:
            owns = "object" in cue.takes and index > near + _OWNS and scene.page.word(index - 1) in prepositions
            return None if owns and _is_noun_of(scene, near) else found
        if scene.is_colon(index) and "quote" in cue.takes and index + 1 < stop and index + 1 not in scene.quote_at:
            said = next((unit for unit in scene.page.units("that", index + 1) if not unit.prefix), None)
            return Opening(index, said.stop, 0, "that") if said else Opening(index, index + 1, 0, "quote")
        if index > start and other_verb(scene, index) and not modifies(scene, index):
            return _resumed(scene, cue, index, stop, prepositions)
    return None


def _locates(scene: Scene, cue: Cue, opening: Opening, stop: int) -> bool:
    """Whether a clause of the cue follows its preposition's noun, which only says where: `sees *in X* that`."""
    page = scene.page
    if "that" in cue.takes and opening.skip:
        placed = scene.starting.get(opening.at)
        return placed is not None and placed.mention.kind == "place"
    if "that" not in cue.takes or not page.is_a(opening.at, "locative"):
        return False
    named = opening.first in scene.starting or page.is_definite(opening.first)
    if not named and not page.is_a(opening.at, "in-place"):
        return False  # `pointed *to a need* that`: what it is that he pointed to
    aside = False
    for index in range(opening.first, min(stop, opening.first + _ADJUNCT)):
        if scene.is_comma(index) and page.units("that", index + 1):
            return not page.units("that", index + 1)[0].prefix  # `saw, in spite of the forces in X, that`
        if page.units("that", index):
            return not page.is_a(index - 1, "subordinate", "preposition") and not page.units("that", index)[0].prefix
        if scene.is_comma(index) and not aside and other_verb(scene, index + 1):
            aside = True  # `, *who preferred not to be named*, that`
            continue
        if index in scene.quote_at or not page.is_word(index) or (other_verb(scene, index) and not aside):
            return False
    return False


_BESIDE = 3  # words before the quotation of a verb that takes a clause
_ADJUNCT = 9  # words of `during a closed session held in X`


def _behind_adjunct(scene: Scene, cue: Cue, near: int, stop: int, prepositions: set[str]) -> Opening | None:
    """The cue's preposition behind one that tells when or where: `condemned *in a statement* the attack`."""
    page = scene.page
    if near >= stop or cue.sense.word.suffixed or not scene.is_preposition(near):
        return None
    if page.word(near) in prepositions and not page.is_a(near + 1, "aside-noun"):
        return None
    if "object" in cue.takes and past_adjuncts(scene, near, stop) > near:
        return None  # `affirmed *during the meeting* the keenness of X on`
    for index in range(near + 2, min(stop, near + _ADJUNCT)):
        if not page.is_word(index) or page.units("that", index) or index in scene.quoted:
            break
        if other_verb(scene, index) and not modifies(scene, index):
            break
        phrase = scene.starting.get(index)
        if phrase is None or phrase.mention.kind != "place":
            opening = preposition_at(scene, index, prepositions)
            if opening:
                return opening
    return None


def _behind_commas(scene: Scene, near: int, stop: int, prepositions: set[str]) -> Opening | None:
    """The cue's preposition behind an aside that a second comma closes: `threatened, *after a session of four hours,*
    with`, `informed X, *in a phone call,* of`."""
    page = scene.page
    opens = near if scene.is_comma(near) else near - 1
    told = scene.is_preposition(opens + 1) or page.is_a(opens + 1, "subordinate")
    if not scene.is_comma(opens) or not told:
        return None
    for index in range(opens + 2, min(stop - 1, opens + _ASIDE)):
        if scene.is_comma(index):
            return preposition_at(scene, index + 1, prepositions)
        if page.units("that", index) or index in scene.quote_at:
            break
    return None


_ASIDE = 14  # words of an aside between commas


def through_masdar(scene: Scene, cue: Cue, opening: Opening | None) -> Opening | None:
    """`renewed *the assurance that*`: what follows the verbal noun of speech is what is said."""
    if opening is None or opening.frame != "object" or cue.act not in {"says", "confirms"}:
        return opening
    for inner in cues_at(scene, opening.first):
        word = inner.sense.word
        if inner.kind != "masdar" or not (word.definite or word.suffixed) or "that" not in inner.takes:
            continue
        links = prepositions_of(scene, inner)
        linked = inner.stop + (scene.page.word(inner.stop) in links)
        clause = next(iter(scene.page.units("that", linked)), None)
        if scene.is_colon(linked) and linked + 1 in scene.quote_at:
            return Opening(linked + 1, linked + 1, 0, "quote")  # `renewed *the saying*: "..."`
        if clause:
            return Opening(linked, clause.stop, 0, "that")
        if linked > inner.stop and scene.page.is_word(linked) and inner.act in {"says", "confirms"}:
            return Opening(inner.stop, linked, 0, "preposition")
    return opening


def _is_construct(scene: Scene, index: int) -> bool:
    """Whether a noun stands there that only goes on with what it is of: `announced *the end of the round* "with X"`,
    `affirmed *the occurrence of* "a breakthrough"`, `announced *his refusal of the paper* "as a whole"`."""
    page = scene.page
    if index in scene.covering or index in scene.timed or page.is_definite(index) or scene.is_preposition(index):
        return False
    masdar = any(sense.cls == "cue" and sense.word.form == "masdar" for sense in page.senses(index))
    noun = page.lexicon.has(page.word(index), "noun") and not page.lexicon.has(page.word(index), "particle")
    return masdar or (noun and (page.is_definite(index + 1) or not page.lexicon.tense(page.word(index))))


def _is_named(scene: Scene, cue: Cue, near: int, quote: int) -> bool:
    """Whether a definite noun stands there that the quotation says something of, `held *the paper* "a step back"`, or
    that goes on with it, `announced *the reaching of a deal* "in principle"`."""
    page = scene.page
    phrase = scene.starting.get(near)
    if phrase is None and not page.is_definite(near):
        return False
    act = any(sense.cls == "cue" and sense.word.form == "masdar" for sense in page.senses(near))
    act = act or page.lexicon.has(page.word(near), "masdar")
    if act and phrase is None and scene.is_preposition(near + 1):
        return True
    plain = all(page.is_word(at) and not scene.is_preposition(at) for at in range(near, quote))
    return plain and cue.act in {"says", "describes"} and "quote" not in cue.takes


_OWNS = 2  # words between a noun and its own preposition: `affirmed *the keenness of the state on* that`


def _is_noun_of(scene: Scene, index: int) -> bool:
    """Whether a noun stands there that another noun completes, which then has the preposition behind for itself."""
    page = scene.page
    if index in scene.covering or index in scene.timed or page.is_definite(index) or scene.is_preposition(index):
        return False
    noun = page.lexicon.has(page.word(index), "noun") and not page.lexicon.has(page.word(index), "particle")
    return noun and (page.lexicon.has(page.word(index + 1), "noun") or index + 1 in scene.starting)


def _introduces(scene: Scene, index: int) -> bool:
    """Whether a participle of speech there has the words behind it for itself: `..., saying: "..."`."""
    joining = scene.page.language.orthography.proclitics.any
    participle = any(
        s.cls == "cue" and s.word.form == "participle" and (not s.skip or s.prefix in joining)
        for s in scene.page.senses(index)
    )
    return participle and (scene.is_colon(index + 1) or bool(scene.page.units("that", index + 1)))


def _others(scene: Scene, cue: Cue, index: int, near: int) -> bool:
    """Whether what follows word `index` is of another act, or of another clause."""
    if _introduces(scene, index) or _next_verb(scene, index) or scene.page.units("but-he", index):
        return True
    if "object" in cue.takes and index > near + 1 and _adds(scene, index):
        return True
    if index > near + 1 and _describing(scene, index):
        return True
    return scene.is_comma(index - 1) and scene.page.is_a(index, "meanwhile-clause")


def _describing(scene: Scene, index: int) -> bool:
    """`heads for X *describing* it as`: a participle, to which what follows belongs."""
    participles = (s for s in scene.page.senses(index) if s.cls == "cue" and s.word.form == "participle" and not s.skip)
    tables = (s.row.table for s in participles if s.word.accusative)
    return any(isinstance(table, Verb) and table.act == "describes" for table in tables)


def _described(scene: Scene, start: int, index: int) -> bool:
    """`announced a truce, a step *that X described* as "...": whether a clause or a quotation is what another calls a
    thing told of before."""
    near = range(max(start + 1, index - _CALLED), index)
    cues = (sense for at in near for sense in scene.page.senses(at) if sense.cls == "cue" and not sense.skip)
    called = (sense.row.table for sense in cues if sense.word.suffixed and sense.word.form in {"past", "present"})
    return any(isinstance(table, Verb) and table.act == "describes" for table in called)


_CALLED = 10  # words between the verb and what a thing is called


def _adds(scene: Scene, index: int) -> bool:
    """Whether a participle of speech there, behind a comma, opens a further act: `affirmed it, praising "..."`."""
    joining = scene.page.language.orthography.proclitics.any
    cues = (s for s in scene.page.senses(index) if s.cls == "cue" and s.word.accusative)
    return scene.is_comma(index - 1) and any(not s.skip or s.prefix in joining for s in cues)


def _next_verb(scene: Scene, index: int) -> bool:
    """Whether a verb of speech, joined by a conjunction, has what follows for itself: `showed ..., and said: "..."`."""
    past = any(s.cls == "cue" and s.word.form == "past" and len(s.prefix) == 1 for s in scene.page.senses(index))
    return past and not came_in(scene, index)


def _resumed(scene: Scene, cue: Cue, start: int, stop: int, prepositions: set[str]) -> Opening | None:
    """Behind a parenthesis with a verb of its own: the cue's preposition with a clause, or a clause after a comma."""
    related = scene.page.is_a(start - 1, "relative")
    described = scene.page.is_a(start - 1, "who-is") or related
    for index in range(start + 1, min(stop, start + _REACH)):
        if scene.is_colon(index) and index + 1 in scene.quote_at and "quote" in cue.takes:
            return Opening(index + 1, index + 1, 0, "quote")  # `said *before he left*: "..."`
        if described and "quote" in cue.takes and index in scene.quote_at:
            return Opening(index, index, 0, "quote")  # `said X, *announcing* the list, "..."`
        units = scene.page.units("that", index) if index not in scene.quoted else ()
        if not units or units[0].prefix:
            continue
        before = scene.page.word(index - 1)
        apart = scene.is_comma(index - 1) or index - 1 in scene.timed or scene.page.is_a(start - 2, "since-before")
        apart = apart or (cue.addressee == "object" and related)  # `told the delegation *that he received* that`
        apart = apart or (_only_said(scene, index) and not _said_between(scene, start, index))
        if before in prepositions or ("that" in cue.takes and apart):
            return Opening(index, units[0].stop, 0, "that")
    return None


def _only_said(scene: Scene, index: int) -> bool:
    """Whether the particle is the one that follows no verb but to say."""
    page = scene.page
    return any(s.cls == "after-say" and page.light[index] == s.word.text for s in page.senses(index))


def _said_between(scene: Scene, first: int, stop: int) -> bool:
    """Whether another finite verb of speech stands between two words."""
    return any(cue.kind == "verb" for at in range(first, stop) for cue in cues_at(scene, at))


def _clause(scene: Scene, cue: Cue, index: int, prepositions: set[str], start: int) -> Opening | None:
    """A that-particle that belongs to this cue: its own, or after one of its prepositions."""
    page = scene.page
    units = page.units("that", index)
    if not units or units[0].prefix:
        return None
    if index > start and any(unit.stop > index + 1 for unit in page.units("narrator", index)):
        return None  # `announced its consent, *except that* the talks failed`
    before = page.word(index - 1)
    governed = index > start and not prepositions.isdisjoint({before, f"{before} {page.word(index)}"})
    owned = page.is_a(index - 1, "subordinate", "preposition") or (index - 1 > start and other_verb(scene, index - 1))
    if index > start and owned and not governed:
        return None
    allowed = "that" in cue.takes or governed or _attached(scene, index, prepositions)
    return Opening(index, units[0].stop, 0, "that") if allowed else None


def _attached(scene: Scene, index: int, prepositions: set[str]) -> bool:
    return any(len(word) == 1 and scene.page.deep[index].startswith(word) for word in prepositions)
