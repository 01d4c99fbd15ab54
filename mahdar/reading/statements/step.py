"""The step: cue by cue through each sentence; every statement names the rules that found its parts."""

from collections.abc import Iterator

import msgspec

from mahdar.language.schema import Cue as CueTable
from mahdar.reading.draft import Draft
from mahdar.reading.issues import issues_of
from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.content import Opening, content_spans, find_end, find_opening, skip_fillers
from mahdar.reading.statements.cues import Cue, cues_at
from mahdar.reading.statements.relay import Relay, find_relay
from mahdar.reading.statements.speaker import RULES, Discourse, Speaker, may_speak, subject_after, subject_before, topic
from mahdar.types.ids import content_id
from mahdar.types.marks import Mode, Statement
from mahdar.types.span import Span, hull


class Found(msgspec.Struct, frozen=True):
    """A statement under way: the cue, who speaks, and what is said."""

    cue: Cue
    speaker: Speaker | None
    content: tuple[Span, ...]
    mode: Mode
    start: int
    stop: int
    rules: tuple[str, ...] = ()
    resume: int = 0
    framed: bool = True
    stance: bool = False


def find_statements(draft: Draft) -> Iterator[Statement]:
    """All statements of a report, in order of their cues; standing positions are among them, and marked."""
    scene, discourse = Scene(draft), Discourse()
    for start, stop in scene.sentences:
        index, inside = start, start
        while index < stop:
            found = None
            if index not in scene.quoted and index not in scene.furniture and index not in scene.timed:
                found = _at(scene, discourse, index, (start, stop))
                if found and index < inside and not found.stance and not _nested(found):
                    found = None
            if found is None:
                index += 1
                continue
            if found.speaker and not found.stance:
                discourse.note(found.speaker.phrase, found.cue)
            yield _statement(scene, found)
            index = max(found.cue.stop, found.resume)
            if found.cue.kind != "source" and not found.stance:
                inside = max(inside, found.stop)


def _at(scene: Scene, discourse: Discourse, index: int, bounds: tuple[int, int]) -> Found | None:
    phrase = scene.covering.get(index)
    if phrase is not None and not scene.page.is_a(index, "cue-source-after"):
        return None
    for cue in cues_at(scene, index):
        if _negated(scene, cue):
            continue
        found = _READERS[cue.kind](scene, discourse, cue, bounds)
        if found is not None:
            return found
    return None


def _nested(found: Found) -> bool:
    """Inside what somebody says only a plain act of speech with a clause or a quotation is a statement of its own."""
    return found.cue.kind in {"participle", "source"} or (
        found.cue.act in {"says", "announces", "confirms", "denies", "threatens"} and found.framed
    )


def _negated(scene: Scene, cue: Cue) -> bool:
    """A negated verb reports nothing; a negated hedge does: not to rule out is to think possible."""
    return scene.page.is_a(cue.at - 1, "negation") and cue.kind == "verb" and cue.act not in {"hedges", "denies"}


# ── verbs ────────────────────────────────────────────────────────
def _verb(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    start, stop = bounds
    if _is_particle(scene, cue):
        return None
    speaker = _named(scene, cue, bounds)
    after = speaker.after if speaker and speaker.after > cue.stop else cue.stop
    target, after = _target(scene, cue, after, stop)
    opening = find_opening(scene, cue, after, stop)
    if opening is None:
        opening = _object(scene, cue, speaker, (after if target is None or "object" not in cue.takes else after, stop))
    if opening is None:
        return _quote_before(scene, cue, speaker, bounds)
    if speaker is None:
        speaker = _carried(scene, discourse, cue, opening, start)
        if speaker is None:
            return None
    content = _content(scene, cue, opening, stop, target)
    if content is None:
        return None
    spans, mode, end = content
    framed = opening.frame in {"that", "quote"}
    stance = _is_stance(cue, opening, mode)
    return Found(cue, speaker, spans, mode, start, end, (speaker.rule,), opening.first, framed, stance)


def _is_stance(cue: Cue, opening: Opening, mode: Mode) -> bool:
    """What a party demands, refuses or grants as a standing matter is a position, no act of speech; so is a feeling."""
    if mode == "direct" or opening.frame == "quote":
        return False
    if cue.act in {"agrees", "promises"}:
        return opening.frame != "that"
    return cue.act in {"demands", "rejects"} and cue.tense == "present"


def _is_particle(scene: Scene, cue: Cue) -> bool:
    """A verb spelt like a preposition (between, without) counts only right before a name and a clause."""
    if not scene.page.lexicon.has(scene.page.deep[cue.at][cue.skip :], "particle"):
        return False
    phrase = scene.starting.get(cue.stop)
    if phrase is None:
        return True
    prepositions = {scene.page.lexicon.fold(word) for word in cue.takes}
    return not (scene.page.units("that", phrase.stop) or scene.is_colon(phrase.stop) or scene.page.word(phrase.stop) in prepositions)


def _named(scene: Scene, cue: Cue, bounds: tuple[int, int]) -> Speaker | None:
    language = scene.page.language
    speaker = subject_after(scene, cue, bounds[1]) if language.on(RULES + "subject-after") else None
    if speaker is None and language.on(RULES + "subject-before"):
        speaker = subject_before(scene, cue, bounds[0]) or topic(scene, cue, bounds[0])
    return speaker


def _carried(scene: Scene, discourse: Discourse, cue: Cue, opening: Opening, start: int) -> Speaker | None:
    """The speaker of a verb that names none; impersonal forms speak for nobody."""
    page = scene.page
    if not page.language.on(RULES + "carried-on") or (cue.strict and opening.frame == "object"):
        return None
    impersonal = page.is_a(cue.at, "impersonal")
    if cue.tense == "present" and (impersonal or discourse.tense == "past") and cue.sense.word.number == "s":
        return None
    if impersonal and page.is_a(cue.at - 1, "relative"):
        return None
    return discourse.carried(scene, cue)


def _target(scene: Scene, cue: Cue, after: int, stop: int) -> tuple[Span | None, int]:
    """The one spoken to or spoken of as direct object, and where the complement may begin."""
    if cue.addressee not in {None, "object"}:
        return None, _past_hearer(scene, cue, after, stop)
    if cue.addressee != "object" or after >= stop:
        return None, after
    phrase = scene.starting.get(after)
    if phrase and not scene.starts_prepositional(phrase):
        return phrase.mention.span, phrase.stop
    if cue.act == "describes":
        return _described(scene, cue, after, stop)
    for index in range(after + 1, min(stop, after + 5)):  # a hearer that is no actor: `urged the drivers to`
        opening = find_opening(scene, cue, index, min(stop, index + 1))
        if opening and opening.at == index and opening.frame != "quote":
            return scene.span(after, index), index
    return None, after


def _past_hearer(scene: Scene, cue: Cue, after: int, stop: int) -> int:
    """Past the one spoken to behind a preposition of the verb: `asked *of X*`, `said *to the press*`."""
    page = scene.page
    letter = page.lexicon.fold(cue.addressee or "")
    word = page.word(after)
    attached = len(letter) == 1 and word.startswith(letter) and len(word) > 3 and letter not in cue.takes
    if word != letter and not attached:
        return after
    start = after if attached else after + 1
    phrase = scene.starting.get(start)
    end = phrase.stop if phrase else start + 1
    return end if end < stop else after


def _described(scene: Scene, cue: Cue, after: int, stop: int) -> tuple[Span | None, int]:
    """The thing described: the words up to the predicate's marker."""
    for index in range(after, min(stop, after + 30)):
        opening = find_opening(scene, cue, index, min(stop, index + 3))
        if opening and opening.at == index and index > after:
            return scene.span(after, index), index
        if index in scene.quote_at and index > after:
            return scene.span(after, index), index
    return None, after


def _object(scene: Scene, cue: Cue, speaker: Speaker | None, bounds: tuple[int, int]) -> Opening | None:
    """A noun phrase as direct object: what is announced, denied, rejected."""
    after, stop = bounds
    page = scene.page
    if "object" not in cue.takes or cue.sense.word.suffixed or after >= stop:
        return None
    if speaker is None:
        return None
    mention = speaker.phrase.mention
    if cue.strict and mention.form == "title" and mention.office is None and mention.kind == "group":
        return None
    if cue.strict and not speaker.named:
        return None
    after = skip_fillers(scene, after, stop)
    while after < stop and scene.is_comma(after):
        after += 1
    if not page.is_word(after) and after not in scene.quote_at:
        return None
    if page.is_a(after, "preposition", "negation", "relative", "narrator") or after >= stop:
        return None
    return Opening(after, after, 0, "object")


def _quote_before(scene: Scene, cue: Cue, speaker: Speaker | None, bounds: tuple[int, int]) -> Found | None:
    """`"...", said X`: the quotation that ends right before the verb."""
    if speaker is None or not scene.page.language.on(RULES + "quote-before"):
        return None
    index = cue.at - 1
    while index > bounds[0] and scene.is_comma(index):
        index -= 1
    number = scene.quoted.get(index)
    if number is None or scene.quotes[number][1] != index + 1 or scene.is_name_quote(number):
        return None
    quote = scene.quotes[number][2]
    return Found(cue, speaker, (quote.inner,), "direct", bounds[0], cue.stop, (RULES + "quote-before",))


def _content(
    scene: Scene, cue: Cue, opening: Opening, stop: int, target: Span | None
) -> tuple[tuple[Span, ...], Mode, int] | None:
    end = find_end(scene, opening, stop, cue.tense)
    found = content_spans(scene, opening, end)
    if found is None:
        return None
    spans, mode = found
    if cue.act == "describes" and target is not None:
        spans = (target, *spans)
        mode = "mixed" if mode == "direct" else mode
    return spans, mode, end


# ── participles and nouns ────────────────────────────────────────
def _participle(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """A tail of the main clause: its speaker is the one who spoke last in this sentence, or its subject."""
    if not scene.page.language.on(RULES + "participle-tail"):
        return None
    start, stop = bounds
    target, after = _target(scene, cue, cue.stop, stop)
    opening = find_opening(scene, cue, after, min(stop, cue.stop + 20))
    if opening is not None and opening.at > after + 4 and opening.frame == "that":
        opening = None
    if opening is None and "object" in cue.takes and cue.sense.word.accusative:
        opening = Opening(after, after, 0, "object") if scene.page.is_word(after) and not scene.is_preposition(after) else None
    if opening is None:
        return None
    speaker = _spoke_here(scene, discourse, cue, start) or discourse.subject_of_sentence(scene, cue, start)
    speaker = speaker or discourse.carried(scene, cue)
    content = _content(scene, cue, opening, stop, target)
    if speaker is None or content is None:
        return None
    spans, mode, end = content
    return Found(cue, speaker, spans, mode, start, end, (RULES + "participle-tail", speaker.rule))


def _spoke_here(scene: Scene, discourse: Discourse, cue: Cue, start: int) -> Speaker | None:
    """The last speaker, if named in this sentence or carried into it."""
    if not discourse.spoken:
        return None
    last = discourse.spoken[-1]
    spoke = any(cue_at.kind == "verb" for index in range(start, cue.at) if index not in scene.quoted for cue_at in cues_at(scene, index))
    if not spoke:
        return None
    return Speaker(last, RULES + "carried-on", last.first >= start, cue.stop)


def _masdar(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """`his saying that`, `the ministry's denial of`: the possessor speaks."""
    start, stop = bounds
    word = cue.sense.word
    speaker: Speaker | None = None
    after = cue.stop
    if "that" not in cue.takes or cue.addressee == "object" or cue.act in {"agrees", "promises", "asks"}:
        return None
    phrase = scene.starting.get(after)
    if phrase and may_speak(phrase) and not word.definite and not scene.starts_prepositional(phrase):
        speaker, after = Speaker(phrase, RULES + "subject-after", True, phrase.stop), phrase.stop
    elif word.suffixed or word.definite:
        speaker = discourse.subject_of_sentence(scene, cue, start) or discourse.carried(scene, cue)
    opening = find_opening(scene, cue, after, min(stop, after + 4)) if speaker else None
    if speaker is None or opening is None or opening.frame == "quote":
        return None
    if opening.frame == "preposition" and not (phrase and speaker.named and speaker.phrase is phrase) and not word.suffixed:
        return None
    content = _content(scene, cue, opening, stop, None)
    if content is None:
        return None
    spans, mode, end = content
    return Found(cue, speaker, spans, mode, start, end, (speaker.rule,))


def _noun(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """`reports that`, `a statement of X that`: a noun of speech with a clause."""
    phrase = scene.starting.get(cue.stop)
    after = cue.stop
    if phrase and may_speak(phrase):
        after = phrase.stop
    opening = find_opening(scene, cue, after, min(bounds[1], after + 4))
    if opening is None or opening.frame in {"quote", "object"} or phrase is None or not may_speak(phrase):
        return None
    content = _content(scene, cue, opening, bounds[1], None)
    if content is None:
        return None
    spans, mode, end = content
    speaker = Speaker(phrase, RULES + "subject-after", True, phrase.stop)
    return Found(cue, speaker, spans, mode, bounds[0], end, (speaker.rule,))


# ── according to, and relayed words ──────────────────────────────
def _source(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """`according to X`: the speaker follows, what is said is the rest of the sentence."""
    start, stop = bounds
    table = cue.sense.row.table
    links = {scene.page.lexicon.fold(word) for word in table.with_ if word} if isinstance(table, CueTable) else set()
    linked = cue.stop + 1 if scene.page.word(cue.stop) in links else cue.stop
    index = _unquoted(scene, linked)
    phrase = scene.starting.get(index)
    after = phrase.stop if phrase else index
    relative = scene.page.deep[cue.stop] if cue.stop < scene.page.size else ""
    inner = _inner_verb(scene, cue.stop)
    if inner is not None:
        said = subject_after(scene, inner, stop)
        if said is None:
            return None
        phrase, after = said.phrase, said.after
        cue = msgspec.structs.replace(inner, kind="source")
    if phrase is None or not may_speak(phrase) or relative == "":
        return None
    content = _rest(scene, (start, stop), cue.at if inner is None else cue.at - 2, after)
    if content is None:
        return None
    quoted = any(i in scene.quoted for i in range(*content))
    mode: Mode = "mixed" if quoted else "indirect"
    speaker = Speaker(phrase, RULES + "subject-after", True, after)
    return Found(cue, speaker, (scene.span(*content),), mode, start, stop, (speaker.rule,))


def _inner_verb(scene: Scene, index: int) -> Cue | None:
    """The verb in `according to what X said`."""
    what = scene.page.language.lexicon.senses(scene.page.word(index)) if index < scene.page.size else ()
    if not any(sense.cls == "what" for sense in what):
        return None
    return next((cue for cue in cues_at(scene, index + 1) if cue.kind == "verb"), None)


def _unquoted(scene: Scene, index: int) -> int:
    return index + 1 if index in scene.quote_at and scene.is_name_quote(scene.quote_at[index]) else index


def _rest(scene: Scene, bounds: tuple[int, int], cue_at: int, after: int) -> tuple[int, int] | None:
    """The clause that is attributed: what stands before the cue, or after it where the sentence opens with it."""
    start, stop = bounds
    before = [i for i in range(start, cue_at) if scene.page.is_word(i) or scene.page.word(i).isdecimal()]
    if len(before) >= 3:
        first, end = start, cue_at
        while end > first and (scene.is_comma(end - 1) or scene.page.word(end - 1) in {"\u0648"}):
            end -= 1
        return first, end
    first = after
    while first < stop and not scene.page.is_word(first) and first not in scene.quote_at:
        first += 1
    end = find_end(scene, Opening(first, first, 0, "object"), stop)
    return (first, end) if end > first else None


def _carrier(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """`the agency quoted X as saying`: X speaks, the agency carries."""
    table = cue.sense.row.table
    assert isinstance(table, CueTable)
    links = {scene.page.lexicon.fold(word) for word in table.with_ if word}
    for index in range(cue.stop, min(bounds[1], cue.stop + 14)):
        phrase = scene.starting.get(index + 1)
        if scene.page.word(index) in links and phrase and may_speak(phrase):
            opening = _relayed(scene, cue, phrase, bounds[1]) or _carried_object(scene, cue, phrase, bounds[1])
            content = _content(scene, cue, opening, bounds[1], None) if opening else None
            if content:
                spans, mode, end = content
                speaker = Speaker(phrase, RULES + "subject-after", True, phrase.stop)
                return Found(cue, speaker, spans, mode, bounds[0], end, (speaker.rule,))
            return None
    return None


def _carried_object(scene: Scene, cue: Cue, phrase: Phrase, stop: int) -> Opening | None:
    if "object" not in cue.takes or phrase.stop >= stop or not scene.page.is_word(phrase.stop):
        return None
    return Opening(phrase.stop, phrase.stop, 0, "object")


def _relayed(scene: Scene, cue: Cue, phrase: Phrase, stop: int) -> Opening | None:
    """What follows the one quoted: a clause, a quotation, perhaps behind `his saying`."""
    index = phrase.stop
    for at in range(index, min(stop, index + 8)):
        if any(c.kind in {"masdar", "participle"} for c in cues_at(scene, at)):
            index = at + 1
            break
    return find_opening(scene, cue, index, stop)


_READERS = {
    "verb": _verb,
    "participle": _participle,
    "masdar": _masdar,
    "noun": _noun,
    "source": _source,
    "carrier": _carrier,
}


# ── the mark ─────────────────────────────────────────────────────
def _statement(scene: Scene, found: Found) -> Statement:
    cue = found.cue
    cue_span = scene.span(cue.at, cue.stop, cue.skip)
    speaker = found.speaker
    relay: Relay = find_relay(scene, found.start, cue, speaker.phrase if speaker else None, found.content)
    mention = speaker.phrase.mention if speaker else None
    return Statement(
        span=hull((cue_span, *found.content)),
        rules=tuple(dict.fromkeys((cue.sense.id, *found.rules, *((relay.medium_rule,) if relay.medium_rule else ())))),
        certainty="stated" if speaker and speaker.named else "inferred",
        cue=cue_span,
        act=cue.act,
        mode=found.mode,
        content=found.content,
        speaker=mention.span if mention else None,
        speaker_mention=mention.span if mention and speaker and speaker.named else None,
        speaker_kind=_speaker_kind(mention.office_kind if mention else None, mention.kind if mention else None),
        channel=relay.channel,
        medium=relay.medium,
        via=relay.via,
        addressee=relay.addressee,
        said=relay.said,
        key=_key(scene, found.content),
        standing=found.stance,
        issues=issues_of(scene.page, found.content),
    )


def _key(scene: Scene, content: tuple[Span, ...]) -> str:
    """A hash of the words said, folded: the same words in two reports have the same key."""
    at = scene.page.words.at
    words = (scene.page.deep[i] for span in content for i in range(at(span.start), at(span.stop)) if scene.page.is_word(i))
    return content_id("ut", *words)


def _speaker_kind(office: str | None, kind: str | None) -> str | None:
    if kind in {"institution", "state", "group"}:
        return "official"
    if office in {"official", "military", "royal"}:
        return "official"
    return office if office in {"mediator", "analyst", "journalist", "unnamed"} else None
