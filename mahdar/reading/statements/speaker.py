"""Who speaks: what a speaker is, and the subject behind the verb."""

import msgspec

from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.adverbs import past_adverb
from mahdar.reading.statements.cues import Cue

RULES = "ar/statements/grammar/"
_SPEAKERS = {"person", "institution", "state", "group", "media"}


class Speaker(msgspec.Struct, frozen=True):
    """A speaker found: the phrase, the rule, whether this sentence names it, and where reading goes on."""

    phrase: Phrase
    rule: str
    named: bool
    after: int


def may_speak(phrase: Phrase) -> bool:
    return phrase.mention.kind in _SPEAKERS or phrase.mention.form == "metonym"


def agrees(cue: Cue, phrase: Phrase, before: bool = False) -> bool:
    """Whether verb and noun agree: in gender; in number too where the noun stands before the verb."""
    word = cue.sense.word
    if word.form not in {"past", "present", "participle"} or word.gender is None:
        return True
    mention = phrase.mention
    if before and word.number in {"p", "d"}:
        return mention.plural or (word.number == "p" and mention.kind == "group")  # the rebels: a name of many
    if mention.plural and word.gender == "f":
        return True  # a plural of things takes the feminine
    if mention.gender is None or (mention.kind == "media" and not before):
        return True  # an agency, a channel, a site: the noun that is left out before the name decides
    if mention.plural and not before:
        return True
    return mention.gender == word.gender


def subject_after(scene: Scene, cue: Cue, stop: int) -> Speaker | None:
    """The noun phrase right behind the verb, past adverbs and times; a phrase behind a preposition is none."""
    index = past_fillers(scene, cue.stop, stop)
    through = issuer(scene, index, stop)
    if through:
        return Speaker(through, RULES + "subject-after", True, _joined(scene, through, stop))
    several = scene.page.is_a(index, "all-of") and not scene.page.units("each-of-them", index)
    if (several or scene.page.is_a(index, "figures", "demonstrative")) and index not in scene.starting:
        index += 1  # `data of the ministry show`: the ministry says so; `this diplomat added`
    counted = (unit for cls in ("each-of-them", "number-of") for unit in scene.page.units(cls, index))
    each = next((unit.stop for unit in counted if unit.stop in scene.starting), None)  # `*a number of* officials`
    if each:
        both = _as_several(scene.starting[each])
        return Speaker(both, RULES + "subject-after", True, _joined(scene, both, stop))
    phrase = scene.starting.get(unquoted(scene, index)) or behind_kind(scene, index)
    oblique = phrase is not None and is_oblique(scene, phrase) and not several
    if phrase and oblique and not scene.starts_prepositional(phrase, cue.at):
        return None  # `urged *the two sides*`
    fits = phrase is not None and (agrees(cue, phrase) or _is_family_alone(cue, phrase))
    styled = scene.starting.get(phrase.stop) if phrase and phrase.mention.form == "title" and not fits else None
    if styled and styled.mention.form == "name" and styled.mention.office and agrees(cue, styled):
        after = _joined(scene, styled, stop)
        return Speaker(styled, RULES + "subject-after", True, after)  # `the member *Dr X*`, a woman
    if phrase and may_speak(phrase) and not scene.starts_prepositional(phrase, cue.at) and fits:
        phrase = _styled_office(scene, phrase)
        named = _apposed(scene, phrase)
        if named is None and phrase.mention.form == "title":
            named = _named_further_on(scene, cue, phrase.stop, stop)
        return Speaker(named or phrase, RULES + "subject-after", True, _joined(scene, named or phrase, stop))
    index = _past_prepositional(scene, index, stop)
    phrase = scene.starting.get(index)
    if (
        phrase
        and may_speak(phrase)
        and phrase.mention.kind == "person"
        and agrees(cue, phrase)
        and not scene.starts_prepositional(phrase)
        and not is_met(scene, phrase)
    ):
        return Speaker(phrase, RULES + "subject-after", True, phrase.stop)
    if phrase is None and scene.page.is_a(index, "title"):
        name = _named_further_on(scene, cue, index + 1, stop)
        return Speaker(name, RULES + "subject-after", True, name.stop) if name else None
    return None


def _styled_office(scene: Scene, style: Phrase) -> Phrase:
    """`His Excellency Dr *the minister of X* said`: the office behind a style that no name follows."""
    office = scene.starting.get(style.stop) if scene.page.is_a(style.first, "highness") else None
    alone = office and style.mention.form == "title" and office.mention.form == "title" and not scene.skip_of(office)
    return office if office and alone and office.mention.kind == "person" else style


def _is_family_alone(cue: Cue, phrase: Phrase) -> bool:
    """`she said *Sami*`: one word right behind the verb is a family name, be it a man's name besides."""
    alone = phrase.mention.form == "name" and phrase.mention.kind == "person" and phrase.mention.office is None
    return alone and phrase.first == cue.stop == phrase.stop - 1 and cue.addressee != "object"


def _named_further_on(scene: Scene, cue: Cue, start: int, stop: int) -> Phrase | None:
    """Who holds a title whose end nobody knows, between two commas: `the professor *of geology at the university of X,
    Dr Y,* said that`."""
    page = scene.page
    for at in range(start, min(stop, start + _TITLE)):
        name = scene.starting.get(at) if scene.is_comma(at - 1) and at > start else None
        if name:
            person = name.mention.kind == "person" and name.mention.form == "name" and not scene.skip_of(name)
            return name if person and agrees(cue, name) and scene.is_comma(name.stop) else None
        other = scene.starting.get(at)
        verb = page.lexicon.has(page.word(at), "past", "present") and not page.lexicon.has(page.word(at), "noun")
        if verb or page.units("that", at) or (other and other.mention.kind == "person"):
            return None
        if scene.is_comma(at) and at + 1 not in scene.starting:
            return None
    return None


_TITLE = 12  # words of the rest of a title


def _as_several(phrase: Phrase) -> Phrase:
    """`each of X and Y`: the first of them, told of as all."""
    return msgspec.structs.replace(phrase, mention=msgspec.structs.replace(phrase.mention, plural=True))


def is_oblique(scene: Scene, phrase: Phrase) -> bool:
    """Whether a plural or dual has the ending that no subject has."""
    several = phrase.mention.kind == "group" and phrase.mention.plural
    return several and scene.page.word(phrase.first).endswith(scene.page.lexicon.plural_endings[1])


def _apposed(scene: Scene, title: Phrase) -> Phrase | None:
    """The name behind a title that stands alone, its comma and a further title: `the head of the team, aide X`; or
    between dashes."""
    dash = scene.page.word(title.stop) in scene.page.language.orthography.punctuation.dash
    apart = title.mention.form == "title" and (dash or scene.is_comma(title.stop))
    name = scene.starting.get(title.stop + 1) if apart else None
    if name is None or name.mention.form != "name" or name.mention.kind != "person" or scene.skip_of(name):
        return None
    return name if name.mention.office or dash else None


def behind_kind(scene: Scene, index: int) -> Phrase | None:
    """The name, in quotation marks or not, behind a word that says what it names: `the newspaper "X"`."""
    for unit in scene.page.units("names-its-kind", index):
        if not unit.prefix and (phrase := scene.starting.get(unquoted(scene, unit.stop))):
            return phrase
    return None


_ISSUED = 5  # words of `a statement issued by X`


def issuer(scene: Scene, index: int, stop: int) -> Phrase | None:
    """Who speaks through a text: `a statement of X`, `the statement issued by X`, `a report to X` of X."""
    page = scene.page
    if not page.is_a(index, "issued-text") or (page.is_definite(index) and not page.is_a(index + 1, "issued")):
        return None
    return owner_behind(scene, index, stop)


def owner_behind(scene: Scene, index: int, stop: int) -> Phrase | None:
    """Whose the text at a word is, told behind it: `a text *of X*`, `issued *by X*`, `that *X* read out`."""
    page = scene.page
    for at in range(index + 1, min(stop, index + _ISSUED)):
        phrase = scene.starting.get(at)
        if phrase and may_speak(phrase):
            return phrase if at == index + 1 or _owns(scene, phrase) else None
        between = page.is_a(at, "issued", "issued-text", "gave-out") or page.lexicon.has(page.word(at), "adjective")
        if not between and not scene.is_preposition(at):
            return None
    return None


def _owns(scene: Scene, phrase: Phrase) -> bool:
    """Whether what tells whose it is stands before the phrase: `of`, `by` behind `issued`, or a verb with the text as
    its object, `that *X* read out`."""
    lam = scene.page.language.orthography.proclitics.noun[1]
    attached = lam in scene.page.deep[phrase.first][: scene.skip_of(phrase)]
    before = (phrase.first - 1, phrase.first - 2)
    by = scene.page.is_a(phrase.first - 1, "issued-by")
    return attached or by or any(scene.page.is_a(at, "issued", "gave-out") for at in before)


def is_met(scene: Scene, phrase: Phrase) -> bool:
    """`after his meeting X`: the one behind a verbal noun with a pronoun was met, and does not speak."""
    return any(sense.word.suffixed for sense in scene.page.senses(phrase.first - 1))


def unquoted(scene: Scene, index: int) -> int:
    """Past the mark that opens a name in quotation marks, or in round brackets."""
    bracket = scene.page.word(index) in scene.page.language.orthography.punctuation.open_bracket
    named = index in scene.quote_at and scene.is_name_quote(scene.quote_at[index])
    return index + 1 if named or (bracket and index + 1 in scene.starting) else index


def _joined(scene: Scene, phrase: Phrase, stop: int) -> int:
    """Past the quotation mark and the nation behind a quoted name, a definite adjective, further phrases joined by a
    conjunction, and titles and appositions behind a name."""
    index = phrase.stop
    plain = scene.page.is_definite(index) and index not in scene.starting
    word = scene.page.deep[index] if plain else ""
    if scene.page.lexicon.has(word, "adjective") and not scene.page.lexicon.has(word, "noun"):
        index += 1
        belongs = scene.page.is_a(index - 1, "belongs")
        owner = scene.starting.get(index + scene.is_preposition(index)) if belongs else None
        index = owner.stop if owner else index  # `the ministry *belonging to X*`
    if scene.page.is_a(index, "having") and scene.page.is_definite(index + 1):
        index += 2  # `the state *with the majority* of X`
        while scene.page.is_definite(index) and scene.page.lexicon.has(scene.page.word(index), "adjective"):
            index += 1
    if phrase.first in scene.quoted and index in scene.quoted and not scene.page.is_word(index):
        index += 1
        index += scene.page.is_a(index, "nationality")
    seat = scene.starting.get(index + 1)
    if phrase.mention.kind == "institution" and scene.page.is_a(index, "office-link") and seat:
        index = seat.stop if seat.mention.kind in {"state", "place"} else index  # `the embassy of X *in Y*`
    named = scene.starting.get(index)
    if named and phrase.mention.kind == "institution" and named.mention.form == "name" and not scene.skip_of(named):
        index = named.stop if named.mention.kind == "person" else index  # `the office of the prime minister X`
    second = _second_holder(scene, phrase, index)
    index = second.stop if second else index
    while index < stop:
        following = scene.starting.get(index)
        behind = following and following.mention.form == "title" and following.mention.refers_to == phrase.mention.span
        if following and following.first > phrase.first and (behind or conjoined(scene, following)):
            index = following.stop
            continue
        if scene.is_comma(index):
            title = scene.starting.get(index + 1)
            if (
                title
                and (title.mention.form == "title" or title.mention.kind == "person")
                and _closes(scene, title.stop)
            ):
                index = title.stop + 1
                continue
        break
    place = scene.starting.get(index + 1) if index > phrase.stop and scene.page.is_a(index, "locative") else None
    return place.stop + 1 if place and scene.is_comma(place.stop) else index  # `X, spokesman of Y *in Z,*`


def joint_speaker(scene: Scene, speaker: Speaker, cue: Cue) -> Phrase | None:
    """Who says it together with the speaker, joined right behind him: `X *and Y* said`. Three and more speak as one
    body, of whom the first is told."""
    if cue.kind != "verb" or not speaker.named:
        return None
    found: list[Phrase] = []
    at = speaker.phrase.stop
    if second := _second_holder(scene, speaker.phrase, at):
        return second
    while (phrase := scene.starting.get(at)) and conjoined(scene, phrase):
        one = phrase.mention
        if not may_speak(phrase) or (one.form == "title" and (one.kind != "person" or one.refers_to is not None)):
            break
        found.append(phrase)
        at = phrase.stop
    return found[0] if len(found) == 1 else None


def _second_holder(scene: Scene, first: Phrase, at: int) -> Phrase | None:
    """`the ministers of Xia A *and of Yia B*`, `the Xian minister A *and the Yian B*`: the second, behind the joined
    state or nation at word `at`."""
    joining = scene.page.language.orthography.proclitics.any[0]
    units = (unit for cls in _OF_STATES for unit in scene.page.units(cls, at) if unit.prefix == joining)
    stop = max((unit.stop for unit in units), default=0)
    name = scene.starting.get(stop) if stop and first.mention.kind == "person" else None
    named = name is not None and name.mention.kind == "person" and name.mention.form == "name"
    return name if name and named and not scene.skip_of(name) else None


_OF_STATES = ("state", "nationality")


def _closes(scene: Scene, index: int) -> bool:
    return scene.is_comma(index)


def conjoined(scene: Scene, phrase: Phrase) -> bool:
    joining = scene.page.language.orthography.proclitics.any
    name = phrase.mention.office or phrase.mention.span
    begin = scene.page.words.start(phrase.first)
    return name.start > begin and scene.page.deep[phrase.first][0] in joining


def past_fillers(scene: Scene, index: int, stop: int) -> int:
    page = scene.page
    while index < stop:
        filler = page.units("filler", index)
        if scene.is_preposition(index) and index + 1 in scene.timed:
            index += 2
        elif scene.past_channel(index) > index:
            index = scene.past_channel(index)
        elif index in scene.timed or (scene.is_comma(index) and (index + 1 in scene.timed or index - 1 in scene.timed)):
            index += 1
        elif index not in scene.covering and past_adverb(page, index) > index:
            index = past_adverb(page, index)
        elif filler and index not in scene.starting:
            index = filler[0].stop
        elif _is_style(scene, index) or (
            scene.is_comma(index) and (page.units("filler", index + 1) or page.units("filler", index - 1))
        ):
            index += 1
        else:
            break
    return index


def _is_style(scene: Scene, index: int) -> bool:
    """`said *His Eminence* the ...`: a style before a phrase."""
    return scene.page.is_a(index, "highness") and index not in scene.starting and index + 1 in scene.starting


def _past_prepositional(scene: Scene, index: int, stop: int) -> int:
    """Past one prepositional phrase of up to six words: `in a statement`, `to the press`."""
    noun = scene.page.language.orthography.proclitics.noun
    opens = scene.is_preposition(index) or (
        scene.page.is_word(index) and scene.page.deep[index][0] in noun and index not in scene.starting
    )
    phrase = scene.starting.get(index)
    if phrase and scene.starts_prepositional(phrase):
        return past_fillers(scene, phrase.stop, stop)
    if scene.page.is_a(index, "preposition-with-pronoun") and phrase is None:
        return past_fillers(scene, index + 1, stop)  # `answered *her* the chairman`
    if not opens:
        return index
    if scene.past_told(index) > index:
        return past_fillers(scene, scene.past_told(index), stop)  # `said *to "X"* a source`
    for end in range(index + 1, min(stop, index + 7)):
        following = scene.starting.get(end)
        if following and following.mention.kind == "person" and not scene.starts_prepositional(following):
            return end
        if scene.page.units("that", end) or end in scene.quote_at:
            break
    return index
