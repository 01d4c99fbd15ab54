"""Participles and nouns of speech."""

from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.asides import past_aside
from mahdar.reading.statements.content import asked_of, content_of, with_target
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.discourse import Discourse
from mahdar.reading.statements.ends import is_object, renews
from mahdar.reading.statements.fillers import skip_fillers
from mahdar.reading.statements.found import Found
from mahdar.reading.statements.hearers import target_of
from mahdar.reading.statements.helped import said_by_deed, set_about
from mahdar.reading.statements.opening import find_opening, through_masdar
from mahdar.reading.statements.prepositions import Opening
from mahdar.reading.statements.source import read_as_in
from mahdar.reading.statements.speaker import RULES, Speaker, issuer, may_speak


def read_participle(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """A tail of the main clause: its speaker is the one who spoke last in this sentence, or its subject."""
    if not scene.page.language.on(RULES + "participle-tail"):
        return None
    if is_object(scene, cue):
        return None
    start, stop = bounds
    target, after = target_of(scene, cue, cue.stop, stop)
    after = skip_fillers(scene, past_aside(scene, after, stop), stop)
    opening = find_opening(scene, cue, after, min(stop, cue.stop + 20))
    tail = cue.sense.word.accusative or scene.is_comma(cue.at - 1) or cue.at - 1 in scene.quoted
    predicate = opening is not None and opening.frame == "preposition" and not tail
    if predicate and (cue.sense.word.gender != "f" or _of_clause(scene, cue, start)):
        return None  # `the demands of X for`: a noun; `that *his country* is committed to`
    if opening is not None and opening.at > after + 4 and opening.frame == "that":
        opening = None
    endings = (scene.page.lexicon.final_ta, scene.page.lexicon.plural_endings[1])
    ended = cue.sense.word.accusative or (tail and scene.page.light[cue.at].endswith(endings))
    if opening is None and "object" in cue.takes and ended:
        if not cue.sense.word.accusative and scene.page.lexicon.has(scene.page.word(cue.at), "noun"):
            return None  # `, a memorandum of`
        begins = (scene.page.is_word(after) or after in scene.quote_at) and not scene.is_preposition(after)
        opening = Opening(after, after, 0, "object") if begins else None
    opening = through_masdar(scene, cue, opening)
    if opening is None or (cue.act == "rejects" and scene.page.is_a(opening.first, "comment-noun")):
        return None  # `declining *to go into details*`
    if opening.frame == "object" and scene.page.is_a(cue.at, "filler") and not renews(scene, opening.first):
        return None  # an adverb, *again*, and no participle
    speaker = _spoke_here(scene, discourse, cue, start) or discourse.subject_of_sentence(scene, cue, start)
    speaker = speaker or discourse.carried(scene, cue, start)
    content = content_of(scene, cue, opening, stop, speaker.phrase if speaker else None)
    content = with_target(cue, content, target)
    if speaker is None or content is None:
        return None
    spans, mode, end = content
    rules = (RULES + "participle-tail", speaker.rule)
    return Found(
        cue, speaker, spans, mode, start, end, rules, stance=predicate, asked=asked_of(scene, opening, spans)
    )  # `X is bound to`: where it stands


def _spoke_here(scene: Scene, discourse: Discourse, cue: Cue, start: int) -> Speaker | None:
    """The last speaker, if named in this sentence or carried into it."""
    if not discourse.spoken or discourse.noted < start:
        return None
    last = discourse.spoken[-1]
    if last.mention.kind == "media" and not _fits_medium(scene, cue, last):
        return None  # `X said ..., according to the agency, *he* pointing out that`
    return Speaker(last, RULES + "carried-on", last.first >= start, cue.stop)


def _fits_medium(scene: Scene, cue: Cue, medium: Phrase) -> bool:
    """Whether a participle has the gender of a medium: of its noun, else, as of agencies and papers, the feminine."""
    noun = scene.page.sense(medium.first, "media-head")
    gender = noun.word.gender if noun else medium.mention.gender or "f"
    return cue.sense.word.gender in {None, gender}


_SUBJECT = 4  # words of the subject of a clause without a verb


def _of_clause(scene: Scene, cue: Cue, start: int) -> bool:
    """Whether nothing but a subject stands between `that` and a participle."""
    page = scene.page
    for at in range(cue.at - 1, max(start, cue.at - _SUBJECT) - 1, -1):
        if page.units("that", at):
            return True
        if not page.is_word(at) or (at not in scene.covering and page.lexicon.tense(page.word(at))):
            return False
    return False


def read_masdar(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """`his saying that`, `the ministry's denial of`: the possessor speaks."""
    start, stop = bounds
    word = cue.sense.word
    speaker: Speaker | None = None
    after = cue.stop
    if (begun := set_about(scene, cue, start)) is not None:
        return said_by_deed(scene, cue, begun, bounds)
    if "that" not in cue.takes or cue.addressee == "object" or cue.act in {"agrees", "promises", "asks"}:
        return None
    if scene.page.is_a(cue.at - 1, "worth-telling"):
        return None  # `it should *be mentioned* that`: the report's own voice
    phrase = scene.starting.get(after)
    if phrase and may_speak(phrase) and not word.definite and not scene.starts_prepositional(phrase):
        speaker, after = Speaker(phrase, RULES + "subject-after", True, phrase.stop), phrase.stop
    elif word.definite and (whom := scene.ending.get(cue.at)) and may_speak(whom):
        speaker = Speaker(whom, RULES + "subject-before", True, after)  # `X contented himself *with saying*`
    elif word.suffixed or word.definite:
        speaker = _content_with(scene, cue, start) if word.definite else None
        speaker = speaker or discourse.subject_of_sentence(scene, cue, start) or discourse.carried(scene, cue, start)
    after = past_aside(scene, after, stop)
    reach = _REPLY if word.definite else 4
    opening = find_opening(scene, cue, after, min(stop, after + reach)) if speaker else None
    if speaker is None or opening is None or opening.frame == "quote":
        return None
    by = cue.sense.prefix == scene.page.language.orthography.proclitics.noun[0] and speaker.named
    owned = phrase is not None and speaker.named and speaker.phrase is phrase
    if opening.frame == "preposition" and not (owned or word.suffixed or by):
        return None
    content = content_of(scene, cue, opening, stop)
    if content is None:
        return None
    spans, mode, end = content
    framed = opening.frame == "that"
    return Found(cue, speaker, spans, mode, start, end, (speaker.rule,), framed=framed)


def _content_with(scene: Scene, cue: Cue, start: int) -> Speaker | None:
    """`while *X*, head of Y, contented himself with saying`: the subject right behind the last verb."""
    for at in range(cue.at - 1, max(start, cue.at - _SUBJECT), -1):
        phrase = scene.starting.get(at)
        verb = scene.page.lexicon.tense(scene.page.deep[at - 1]) == "past" and at - 1 not in scene.covering
        if phrase and verb and not scene.is_preposition(at - 1):
            fits = may_speak(phrase) and not scene.starts_prepositional(phrase)
            return Speaker(phrase, RULES + "subject-after", True, cue.stop) if fits else None
    return None


_SUBJECT = 16  # words from a subject, with its apposition, to `with saying`
_REPLY = 8  # words behind `contented himself *with saying* to the paper X that`


def read_noun(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    """`reports that`, `a statement of X that`: a noun of speech with a clause."""
    if (begun := set_about(scene, cue, bounds[0])) is not None:
        return said_by_deed(scene, cue, begun, bounds)
    if (told := read_as_in(scene, discourse, cue, bounds)) is not None:
        return told
    phrase = scene.starting.get(cue.stop) or issuer(scene, cue.stop - 1, bounds[1])
    after = cue.stop
    joint = scene.starting.get(cue.stop - 1)  # `in *a joint statement* it says`
    if phrase and joint and scene.page.is_a(phrase.first - 1, "gave-out"):
        phrase = None  # `in a joint statement *that X read out*`
    text = scene.page.is_a(cue.stop - 1, "issued-text", "issued-by")
    text = text or (cue.stop > cue.at + 1 and bool(scene.page.units("cue-channel", cue.stop - 1)))
    if phrase and scene.starts_prepositional(phrase) and not text:
        return None  # `told the agency that`: whom he told
    if phrase and may_speak(phrase):
        after = phrase.stop
    elif scene.page.is_a(cue.stop - 1, "issued-text"):
        phrase = joint or discourse.issued  # `in the statement it says`: whose it was
        after = joint.stop if joint else after
    read_out = phrase is not None and phrase.first == cue.stop - 1
    opening = find_opening(scene, cue, after, min(bounds[1], after + (_READ_OUT if read_out else 4)))
    if opening is None or opening.frame in {"quote", "object"} or phrase is None or not may_speak(phrase):
        return None
    content = content_of(scene, cue, opening, bounds[1])
    if content is None:
        return None
    spans, mode, end = content
    accused = cue.act == "accuses" and cue.skip and opening.at == phrase.stop
    whose = (
        discourse.subject_of_sentence(scene, cue, bounds[0]) if accused else None
    )  # `forestalled it *by accusing X of*`
    speaker = whose or Speaker(phrase, RULES + "subject-after", True, phrase.stop)
    return Found(cue, speaker, spans, mode, bounds[0], end, (speaker.rule,))


_READ_OUT = 20  # words of who read a joint statement out
# ── according to, and relayed words ──────────────────────────────
