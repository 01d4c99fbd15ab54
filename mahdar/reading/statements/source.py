"""`according to X`, `in his words`: whose words the rest of the sentence is."""

import msgspec

from mahdar.language.schema import Cue as CueTable
from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.carrier import plain
from mahdar.reading.statements.content import content_spans, mode_of
from mahdar.reading.statements.cues import Cue, cues_at
from mahdar.reading.statements.discourse import Discourse
from mahdar.reading.statements.ends import find_end
from mahdar.reading.statements.found import Found
from mahdar.reading.statements.prepositions import Opening
from mahdar.reading.statements.speaker import RULES, Speaker, issuer, may_speak, owner_behind, subject_after, unquoted


def read_source(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """`according to X`: the speaker follows, what is said is the rest of the sentence."""
    if any(one.kind == "participle" for one in cues_at(scene, cue.at - 1)) and scene.by_tongue_of(cue.at):
        return None  # `calling, *by the tongue of* its spokesman, on X to`: it calls
    whose = _whose(scene, discourse, cue, bounds)
    if whose is None or not may_speak(whose.phrase) or cue.stop >= scene.page.size:
        return None
    return _attributed(scene, discourse, cue, whose, bounds)


def read_as_in(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """`..., as it stands in a statement of X`: what stands before it is what the text says."""
    told = _of_text(scene, cue, bounds[1]) if scene.page.is_a(cue.at - 1, "as-link") else None
    outer = msgspec.structs.replace(cue, at=cue.at - 1)
    return _attributed(scene, discourse, outer, told, bounds) if told else None


def _attributed(scene: Scene, discourse: Discourse, cue: Cue, whose: "_Whose", bounds: tuple[int, int]) -> Found | None:
    """The rest of the sentence, as what its source says."""
    start, stop = bounds
    phrase, after = whose.phrase, whose.after
    if phrase.mention.kind == "media" and _quotes_another(scene, after):
        return None  # `according to the agency, *citing sources*`
    if discourse.spoke_since(start) and discourse.spoken[-1] is phrase:
        return None  # whom a medium quoted behind what it told
    if scene.page.is_a(phrase.first, "issued-text") and scene.page.is_a(after, "issued"):
        after = _past_issuers(scene, phrase, after, stop)
        if not after:
            return None  # `according to a statement *issued* by his office, the minister said`: he does
    after = scene.past_brackets(after, stop)  # `quoting sources (whom it did not name)`
    content = _rest(scene, (start, stop), cue.at, after)
    if content is None or _unsaid(scene, content, after):
        return None
    parts = [content, *_goes_on(scene, content, after, stop)]
    mode = mode_of(scene, *parts)
    speaker = Speaker(phrase, RULES + "subject-after", True, after)
    spans = tuple(scene.span(*part) for part in parts)
    whole = content_spans(scene, Opening(content[0], content[0], 0, "object"), content[1])
    if len(parts) == 1 and whole and whole[1] == "direct":
        spans, mode = whole
    told = whose.cue
    resume = content[0] if content[0] > told.at else 0  # what is told of the source is no act of its own
    rules = (speaker.rule,) if told is cue else (cue.sense.id, speaker.rule)
    return Found(told, speaker, spans, mode, start, stop, rules, resume)


class _Whose(msgspec.Struct, frozen=True):
    """Whose words they are, the word behind, and the cue: the verb in `according to what X *said*`."""

    phrase: Phrase
    after: int
    cue: Cue


def _whose(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> _Whose | None:
    stop = bounds[1]
    carried = _carried_source(scene, cue.stop, stop)
    if carried is not None:
        return _Whose(carried, carried.stop, cue)
    at = _behind_what(scene, cue.stop)
    texts = (one for one in cues_at(scene, at) if at and one.kind == "noun" and not one.skip)
    told = next((found for one in texts if (found := _of_text(scene, one, stop))), None)
    if told is not None:
        return told
    inner = _inner_verb(scene, cue.stop)
    if inner is not None:
        resumed = inner.stop + scene.page.is_a(inner.stop, "resumptive")  # `as X stated *it*`
        said = subject_after(scene, msgspec.structs.replace(inner, stop=resumed), stop)
        if said is None or scene.page.units("that", said.after):
            return None
        return _Whose(said.phrase, said.after, msgspec.structs.replace(inner, kind="source"))
    index = _past_link(scene, cue)
    phrase = issuer(scene, index, stop) or scene.starting.get(index) or _owner(scene, index, stop)
    if phrase is None:
        return None
    after = phrase.stop
    if discourse.issued and scene.page.is_a(phrase.first, "issued-text") and phrase.stop == phrase.first + 1:
        phrase = discourse.issued if scene.page.is_definite(phrase.first) else phrase  # `according to *the statement*`
    untold = phrase.mention.form == "title" and phrase.mention.refers_to is None
    again = untold and scene.page.is_a(after, "self-word")  # `according to the official *himself*`
    last = discourse.carried(scene, plain(cue), bounds[0]) if again else None
    return _Whose(last.phrase, after + 1, cue) if last else _Whose(phrase, after, cue)


def _of_text(scene: Scene, cue: Cue, stop: int) -> _Whose | None:
    """Whose the text is in `as it stands in *a statement of X*`."""
    text = cue.stop - 1
    phrase = scene.starting.get(cue.stop) or owner_behind(scene, text, stop)
    if phrase is None and (scene.page.is_definite(cue.stop) or scene.page.is_a(cue.stop, "joint-text")):
        phrase = scene.starting.get(text)
    if phrase is None or not may_speak(phrase) or scene.page.units("that", phrase.stop):
        return None
    return _Whose(phrase, phrase.stop, msgspec.structs.replace(cue, kind="source"))


def _unsaid(scene: Scene, content: tuple[int, int], after: int) -> bool:
    """`said X, according to a text, that`: before the source stands only who speaks; what he says follows."""
    first, end = content
    if first >= after:
        return False
    speaks = any(cue.kind == "verb" and cue.tense == "past" and not cue.strict for cue in cues_at(scene, first))
    whole = any(scene.page.units("that", at) or at in scene.quoted or scene.is_colon(at) for at in range(first, end))
    behind = range(after, min(scene.page.size, after + _BY))
    said = any(scene.page.units("that", at) or at in scene.quote_at or scene.is_colon(at) for at in behind)
    return speaks and not whole and said


def _past_link(scene: Scene, cue: Cue) -> int:
    """Where the source's own words begin behind the cue."""
    table = cue.sense.row.table
    links = {scene.page.lexicon.fold(word) for word in table.with_ if word} if isinstance(table, CueTable) else set()
    linked = cue.stop + 1 if scene.page.word(cue.stop) in links else cue.stop
    linked += scene.page.is_a(linked, "same-word")  # `according to *the same* source`
    index = unquoted(scene, linked)
    while scene.starting.get(index) is None and index < linked + 2 and scene.page.is_a(index, "media-head"):
        index = unquoted(scene, index + 1)
    return index


def _past_issuers(scene: Scene, text: Phrase, after: int, stop: int) -> int:
    """Past who issued a joint statement, to the comma behind them; 0 for another text, or for no comma."""
    joint = text.stop == text.first + 2
    return next((at for at in range(after, min(stop, after + _BY)) if scene.is_comma(at)), 0) if joint else 0


def _goes_on(scene: Scene, content: tuple[int, int], after: int, stop: int) -> list[tuple[int, int]]:
    """The rest of a clause that its source interrupts: `ten were killed, according to X, *in a raid on*`."""
    first = after + 1
    linked = scene.is_preposition(first) or scene.page.is_a(first, "subordinate", "after-it")
    if content[0] >= after or not scene.is_comma(after) or not linked or scene.said_in(first) or first in scene.timed:
        return []
    end = find_end(scene, Opening(first, first, 0, "object"), stop)
    return [(first, end)] if end - first >= _LEAST else []


def _quotes_another(scene: Scene, index: int) -> bool:
    """Whether the source of a medium stands right behind it, past a quotation mark and a comma."""
    index += index in scene.quoted and not scene.page.is_word(index)
    index = scene.past_brackets(index, scene.page.size)
    index += scene.is_comma(index)
    return any(cue.kind == "source" for cue in cues_at(scene, index))


def read_own_words(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """`in his words, ...` at the head of a sentence: whoever spoke last says the rest of it; between commas or at the
    end, what stands around it."""
    start, stop = bounds
    opens = cue.at <= start + 1
    apart = scene.is_comma(cue.at - 1) and not scene.page.is_word(cue.stop)
    apart = apart and discourse.noted < start and not discourse.spoke_since(start)
    speaker = discourse.carried(scene, cue, start) if opens or apart else None
    if speaker is None:
        return None
    if opens:
        rest = _rest(scene, bounds, cue.at, cue.stop)
        content = content_spans(scene, Opening(rest[0], rest[0], 0, "object"), rest[1]) if rest else None
        return Found(cue, speaker, *content, start, stop, (speaker.rule,)) if content else None
    parts = [(_last_clause(scene, start, cue.at - 1), cue.at - 1)]
    if scene.is_comma(cue.stop):
        first = cue.stop + 1
        parts.append((first, find_end(scene, Opening(first, first, 0, "object"), stop)))
    if sum(end - first for first, end in parts) < _LEAST or parts[0][0] >= parts[0][1]:
        return None
    mode = mode_of(scene, *parts)
    spans = tuple(scene.span(*part) for part in parts if part[1] > part[0])
    return Found(cue, speaker, spans, mode, start, stop, (speaker.rule,))


def _carried_source(scene: Scene, index: int, stop: int) -> Phrase | None:
    """The source in `according to what the agency carried from X`."""
    if not scene.page.is_a(index, "what"):
        return None
    return _carried_from(scene, index + 1, stop)


def _carried_from(scene: Scene, index: int, stop: int) -> Phrase | None:
    """Of whom a medium carried what it did, by the verb at word `index`."""
    carrier = next((one for one in cues_at(scene, index) if one.kind == "carrier"), None)
    table = carrier.sense.row.table if carrier else None
    if carrier is None or not isinstance(table, CueTable):
        return None
    links = {scene.page.lexicon.fold(word) for word in table.with_ if word}
    for at in range(carrier.stop, min(stop, carrier.stop + _CARRIED)):
        if scene.page.word(at) in links:
            return scene.starting.get(at + 1)
        if scene.page.units("that", at):
            break
    return None


_BY = 6  # words of who issued a joint statement
_CARRIED = 8  # words of the medium between `carried` and `from`


def _owner(scene: Scene, index: int, stop: int) -> Phrase | None:
    """Whose words or figures they are: `according to *the remarks of X*`, `... *remarks that the agency carried from
    X*`."""
    page = scene.page
    if not page.is_a(index, "remarks", "figures") or page.is_definite(index):
        return None
    told = index + 1
    while page.lexicon.has(page.word(told), "adjective") and told not in scene.starting:
        told += 1
    return scene.starting.get(unquoted(scene, told)) or _carried_from(scene, told, stop)


def _behind_what(scene: Scene, index: int) -> int:
    """The word behind `what`, which stands at a word or, being of the cue itself, before it; 0 for none."""
    return next((at + 1 for at in (index, index - 1) if scene.page.is_a(at, "what")), 0)


def _inner_verb(scene: Scene, index: int) -> Cue | None:
    """The verb in `according to what X said`; `what` may be of the cue itself."""
    at = _behind_what(scene, index)
    verbs = (cue for cue in cues_at(scene, at) if cue.kind == "verb" and not cue.skip)
    object_ = at == index  # `commented *on what* X said of it` is no source
    return next((cue for cue in verbs if not (object_ and cue.sense.word.suffixed)), None) if at else None


def _rest(scene: Scene, bounds: tuple[int, int], cue_at: int, after: int) -> tuple[int, int] | None:
    """The clause that is attributed: what stands before the cue, or after it where the sentence opens with it."""
    start, stop = bounds
    split = scene.page.lexicon.tense(scene.page.word(cue_at - 1)) and scene.is_preposition(after)
    if split and cue_at > start and after + 1 < stop:
        return after + 1, find_end(scene, Opening(after + 1, after + 1, 0, "object"), stop)  # `left, *by X*, ten dead`
    before = [i for i in range(start, cue_at) if scene.page.is_word(i) or scene.page.word(i).isdecimal()]
    again = len(before) < _TOLD_OF and any(one.kind == "source" for one in cues_at(scene, start))
    if len(before) >= 3 and not again:  # not `according to the agency, *quoting X*, that`
        first, end = start, cue_at
        while end > first and (
            scene.is_comma(end - 1)
            or scene.page.word(end - 1) in scene.page.language.orthography.proclitics.any
            or (scene.page.units("narrator", end - 1) and end == cue_at)  # `, *and that* according to X`
        ):
            end -= 1
        return _last_clause(scene, first, end), end
    first = _then(scene, after, stop)
    while first < stop and not scene.page.is_word(first) and first not in scene.quote_at:
        first += 1
    first += scene.page.is_a(first, "self-word")  # `according to the source *itself*`
    first += first == after and scene.is_preposition(first)  # `the fire led, according to X, *to* ten dead`
    particles = [unit for unit in scene.page.units("that", first) if first < stop]
    already = scene.page.sense(first, "perfect")  # `according to X, *(then)* he had agreed`
    first = particles[0].stop if particles else first + (already is not None and already.skip > 0)
    end = find_end(scene, Opening(first, first, 0, "object"), stop)
    return (first, end) if end > first else None


def _then(scene: Scene, after: int, stop: int) -> int:
    """Where a clause that `then` opens begins behind a comma, past what is told of the source."""
    joining = scene.page.language.orthography.proclitics.any[-1]
    for index in range(after + 1, min(stop, after + _TOLD_OF)):
        then = any(unit.prefix == joining for unit in scene.page.units("that", index))
        if then and scene.is_comma(index - 1):
            return index
    return after


_TOLD_OF = 14  # words about a source before what it says


def _last_clause(scene: Scene, first: int, end: int) -> int:
    """Where the last clause before `according to` begins: behind a comma, `while` or `and` with a verb of the past
    whose subject follows it."""
    page = scene.page
    joining = page.language.orthography.proclitics.any[0]
    for index in range(end - _LEAST, first, -1):
        if not scene.is_comma(index - 1) or index in scene.quoted:
            continue
        if page.is_a(index, "meanwhile-clause"):
            return index + 1
        result = max((unit.stop for unit in page.units("result-clause", index)), default=0)
        if result and end - result >= _LEAST:
            return result
        word = page.word(index)
        verb = index <= end - _LEAST_CLAUSE and (
            word.startswith(joining) and page.lexicon.has(word[len(joining) :], "past") and index not in scene.covering
        )
        if verb and page.is_word(index + 1) and not scene.is_preposition(index + 1):
            return index
    return first


_LEAST = 3  # words of what came of something
_LEAST_CLAUSE = 4  # words of a clause
