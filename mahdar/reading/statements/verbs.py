"""Finite verbs of speech: subject, complement, and what is said."""

import msgspec

from mahdar.reading.actors.speaking import SPEAKING
from mahdar.reading.scene import Scene
from mahdar.reading.statements.asides import past_aside
from mahdar.reading.statements.before_verb import joined_subject, source_before, subject_before, topic, was_subject
from mahdar.reading.statements.content import asked_of, content_of, with_target
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.discourse import Discourse
from mahdar.reading.statements.ends import renews
from mahdar.reading.statements.found import Found
from mahdar.reading.statements.hearers import target_of
from mahdar.reading.statements.no_act import reports_nothing
from mahdar.reading.statements.objects import attached_in, blames, is_owned, object_of, predicate_of, told_thing
from mahdar.reading.statements.opening import find_opening, through_masdar
from mahdar.reading.statements.postposed import quote_before, said_before, thus
from mahdar.reading.statements.prepositions import Opening
from mahdar.reading.statements.restrictive import past_restrictive
from mahdar.reading.statements.speaker import RULES, Speaker, agrees, may_speak, subject_after
from mahdar.reading.statements.texts import text_speaker
from mahdar.types.marks import Mode


def read_verb(scene: Scene, discourse: Discourse, cue: Cue, bounds: tuple[int, int]) -> Found | None:
    start, stop = bounds
    if reports_nothing(scene, cue):
        return None
    speaker = _told_of(scene, discourse, cue, start) or text_speaker(scene, discourse, cue, start)
    speaker = speaker or _while_he(scene, discourse, cue, start) or _named(scene, cue, bounds)
    if speaker and _is_target(scene, discourse, cue, speaker, start):
        speaker = subject_before(scene, cue, start)
    if speaker and refers_back(scene, cue) and discourse.told_since(scene, start, cue):
        return Found(cue, speaker, discourse.told, "indirect", start, cue.stop, (speaker.rule,), cue.stop, True)
    if thus(scene, cue, start) < cue.at and (said := quote_before(scene, cue, speaker, bounds)):
        return said
    after = speaker.after if speaker and speaker.after > cue.stop else cue.stop
    after = past_restrictive(scene, cue, _past_aside(scene, cue, after, stop), stop)
    target, after = target_of(scene, cue, after, stop)
    after = past_aside(scene, after, stop) if target and scene.page.units("especially", after + 1) else after
    opening = find_opening(scene, cue, after, stop)
    if opening is None:
        if speaker is None and scene.page.language.on(RULES + "joined"):
            speaker = _but_he(scene, discourse, cue, start) or _goes_on(scene, discourse, cue, start)
            speaker = speaker or joined_subject(scene, cue, start) or _there(scene, discourse, cue, start)
        opening = object_of(scene, cue, speaker, (after, stop)) or predicate_of(scene, cue, speaker, (after, stop))
        opening = opening or (told_thing(scene, cue, after, stop) if target or cue.sense.word.suffixed else None)
    opening = through_masdar(scene, cue, opening)
    if opening is None:
        return said_before(scene, discourse, cue, speaker, bounds)
    if _says_nothing(scene, cue, opening):
        return None
    if speaker is None:
        speaker = _carried(scene, discourse, cue, opening, start)
        if speaker is None:
            return None
    content = with_target(cue, content_of(scene, cue, opening, stop, speaker.phrase), target)
    if content is None:
        return None
    spans, mode, end = content
    quoted = scene.by_tongue_of(end + scene.is_comma(end)) if speaker.phrase.mention.kind == "media" else None
    speaker = Speaker(quoted, speaker.rule, True, end) if quoted and may_speak(quoted) else speaker
    framed = opening.frame in {"that", "quote"}
    stance = _is_stance(scene, cue, opening, mode)
    resume = cue.stop if opening.frame == "quote" else opening.first
    return Found(
        cue, speaker, spans, mode, start, end, (speaker.rule,), resume, framed, stance, asked_of(scene, opening, spans)
    )


def _says_nothing(scene: Scene, cue: Cue, opening: Opening) -> bool:
    """`declined *to comment*`; and a clause of another verb: `in talks *which the paper followed*, that`."""
    silent = cue.act == "rejects" and scene.page.is_a(opening.first, "comment-noun")
    return silent or (opening.frame == "that" and _has_object(scene, cue))


def _past_aside(scene: Scene, cue: Cue, after: int, stop: int) -> int:
    """Past an aside behind the speaker, in commas or brackets, where what is said begins right behind it."""
    place = scene.starting.get(after)
    seated = place.stop if place and place.mention.kind == "place" and attached_in(scene, place) else after
    end = past_aside(scene, seated, stop)
    whom = scene.starting.get(after + 1) if scene.is_comma(after) and cue.addressee == "object" else None
    if whom and cue.act == "accuses" and whom.mention.kind != "person" and not scene.starts_prepositional(whom):
        return after + 1  # `accused X, *the ministry* of`
    if end > seated:
        opening = find_opening(scene, cue, end, min(stop, end + 1))
        if (opening and opening.at == end) or ("object" in cue.takes and is_owned(scene, end)):
            return end
        hearer = scene.starting.get(end) if cue.addressee == "object" else None
        described = cue.act == "describes" and scene.page.is_definite(end)
        heard = cue.addressee == "object" and target_of(scene, cue, end, stop)[0] is not None
        return end if described or heard or (hearer and not scene.starts_prepositional(hearer)) else after
    return scene.past_brackets(after, stop)


def _goes_on(scene: Scene, discourse: Discourse, cue: Cue, start: int) -> Speaker | None:
    """`X, who voiced his hope, *and affirmed* the readiness of`: whoever spoke in this sentence, by a verb of the same
    tense, goes on."""
    last = discourse.spoken[-1] if discourse.spoke_since(start) else None
    joined = cue.sense.prefix == scene.page.language.orthography.proclitics.any[0] and cue.tense == discourse.tense
    own = scene.page.is_a(cue.stop, "title", "source-head", "group-head")  # `and an official of it expected`
    if last is None or not joined or own or last.mention.kind == "media" or not agrees(cue, last, before=True):
        return None
    return Speaker(last, RULES + "joined", True, cue.stop)


def _but_he(scene: Scene, discourse: Discourse, cue: Cue, start: int) -> Speaker | None:
    """`*but he* denied the presence of`: whoever spoke last, whom the pronoun before the verb names; or who needs no
    naming, where the object follows the verb: `And affirmed *the consent to*`."""
    page = scene.page
    he = any(unit.stop == cue.at for at in (cue.at - 1, cue.at - 2) if at >= start for unit in page.units("but-he", at))
    act = any(s.cls == "cue" and s.word.form == "masdar" and s.word.definite for s in page.senses(cue.stop))
    opens = act and scene.is_preposition(cue.stop + 1)
    opens = cue.at == start and cue.skip > 0 and (opens or page.is_a(cue.stop, "whether-noun", "never-speaks"))
    also = cue.at == start + 1 and page.is_a(start, "as-link") and is_owned(scene, cue.stop)
    also = also and page.lexicon.has(page.word(cue.stop), "masdar")  # `He also affirmed *the commitment of X to*`
    he = (he and not cue.skip) or opens or also
    last = discourse.carried(scene, cue, start) if he and cue.tense == "past" else None
    return msgspec.structs.replace(last, named=True) if last else None


def _there(scene: Scene, discourse: Discourse, cue: Cue, start: int) -> Speaker | None:
    """`X met Y, *where he praised* the role of`: the subject of the clause before."""
    where = scene.page.is_a(cue.at - 1, "where-break") and not cue.skip and cue.tense == "past"
    return discourse.subject_of_sentence(scene, cue, start) if where and is_owned(scene, cue.stop) else None


def _while_he(scene: Scene, discourse: Discourse, cue: Cue, start: int) -> Speaker | None:
    """`X came out *while he announced* that`, `came out *to announce*`: the subject of the clause before."""
    while_he = scene.page.is_a(cue.at - 1, "while-he") and not cue.skip
    purpose = cue.sense.prefix == scene.page.language.orthography.proclitics.noun[1] and cue.at > start
    if cue.tense != "present" or not (while_he or purpose):
        return None
    return discourse.subject_of_sentence(scene, cue, start)


def _has_object(scene: Scene, cue: Cue) -> bool:
    """Whether a pronoun is already the object of the verb: not whom it tells, nor what `what` stands for."""
    if not cue.sense.word.suffixed or cue.addressee == "object" or cue.act in {"describes", "denies", "warns"}:
        return False
    return not scene.page.is_a(cue.at - 1, "what")


_OBJECT = 4  # words behind a verb within which its object stands


def refers_back(scene: Scene, cue: Cue) -> bool:
    """Whether what is denied was just told: `which X denied`, `X denied that`."""
    if cue.act != "denies" or not scene.page.language.on(RULES + "denied"):
        return False
    behind = range(cue.stop, min(scene.page.size, cue.stop + _OBJECT))
    objects = (unit for index in behind for unit in scene.page.units("denied-object", index))
    return cue.sense.word.suffixed or any(not unit.prefix for unit in objects)  # not `denied knowing *of that*`


def _is_stance(scene: Scene, cue: Cue, opening: Opening, mode: Mode) -> bool:
    """What a party demands, refuses or grants as a standing matter is a position, no act of speech; so is a feeling."""
    if mode == "direct" or opening.frame == "quote":
        return False
    if cue.act == "agrees" or (cue.act == "promises" and scene.page.is_a(cue.at - 1, "relative")):
        return opening.frame != "that"
    return cue.act in {"demands", "rejects", "promises"} and cue.tense == "present"


def _named(scene: Scene, cue: Cue, bounds: tuple[int, int]) -> Speaker | None:
    language = scene.page.language
    was = was_subject(scene, cue, bounds[0]) if language.on(RULES + "subject-before") and not cue.skip else None
    if was is not None:
        return was
    as_for = scene.page.is_a(bounds[0], "as-for") and cue.skip > 0 and language.on(RULES + "subject-before")
    speaker = _as_for(scene, cue, bounds) if as_for else None
    if speaker is None and language.on(RULES + "subject-before") and _follows_subject(scene, cue):
        speaker = subject_before(scene, cue, bounds[0])
    told = scene.page.is_a(cue.stop, "resumptive")
    asks = told and cue.addressee == "object"  # `a text in which it called *on X* to`
    if speaker is None and language.on(RULES + "subject-after") and not asks:
        speaker = subject_after(scene, cue, bounds[1])
        if speaker is None and told:
            speaker = subject_after(scene, msgspec.structs.replace(cue, stop=cue.stop + 1), bounds[1])
    resumed = told and not cue.skip and scene.is_comma(cue.at - 1)
    if speaker is None and language.on(RULES + "subject-before") and not resumed:
        speaker = topic(scene, cue, bounds[0]) or subject_before(scene, cue, bounds[0], first=True)
        speaker = speaker or source_before(scene, cue, bounds[0])
    behind = scene.past_brackets(max(cue.stop, speaker.after), bounds[1]) if speaker else cue.stop
    through = scene.by_tongue_of(behind + (speaker is not None and scene.is_comma(behind)))
    return Speaker(through, RULES + "subject-after", True, through.stop) if through else speaker


def _as_for(scene: Scene, cue: Cue, bounds: tuple[int, int]) -> Speaker | None:
    """`as for X, he accused Y`: the topic; but `as for X, *its spokesman* said`."""
    own = subject_after(scene, cue, bounds[1]) if cue.addressee != "object" else None
    return own if own and own.phrase.mention.kind == "person" else topic(scene, cue, bounds[0])


def _follows_subject(scene: Scene, cue: Cue) -> bool:
    """Whether a noun right before the verb, behind `that`, can only be its subject: `that *X* told Y that`."""
    phrase = scene.ending.get(cue.at)
    described = phrase is not None and phrase.mention.office_kind == "unnamed" and not phrase.mention.refers_to
    if described and cue.addressee == "object" and cue.tense == "present" and not cue.sense.word.suffixed:
        return True  # `rights groups *that accuse* X of`
    if scene.page.is_a(cue.at - 1, "relative") and cue.addressee == "object" and not cue.sense.word.suffixed:
        return cue.at - 1 in scene.ending  # `X, *who* called on the parties to`
    return phrase is not None and not cue.skip and bool(scene.page.units("that", phrase.first - 1))


def _is_target(scene: Scene, discourse: Discourse, cue: Cue, speaker: Speaker, start: int) -> bool:
    """`X condemned it and urged Y to`, `called the debate useful`: one noun between a verb that takes an object and its
    complement is the object, where the subject was told in the sentence, or where the noun is no speaker."""
    if speaker.phrase.first > cue.at and blames(scene, cue, speaker.phrase.first):
        return discourse.carried(scene, cue, start) is not None
    if cue.addressee != "object" or cue.sense.word.suffixed or speaker.phrase.first < cue.at:
        return False
    after = speaker.after + scene.page.is_a(speaker.after, "all-of-them")
    called = scene.page.units("called-on", speaker.phrase.first) and discourse.carried(scene, cue, start)
    if called and "object" in cue.takes and cue.act == "demands" and after not in scene.starting:
        return True  # `and implored *the world* to`
    opening = find_opening(scene, cue, after, after + 1) if after < scene.page.size else None
    if opening is None or opening.at != after or opening.frame not in {"preposition", "that"}:
        return False
    if cue.act == "accuses" and opening.frame == "preposition":
        return True  # `and accused *the envoy* of`: whoever speaks is not named
    thing = cue.act == "describes" and SPEAKING in speaker.phrase.mention.rules
    if subject_before(scene, cue, start) is not None:
        return True
    goes_on = discourse.noted >= start and cue.sense.prefix in scene.page.language.orthography.proclitics.any[:1]
    return thing or bool(called) or (goes_on and agrees(cue, discourse.spoken[-1], before=True))


def _told_of(scene: Scene, discourse: Discourse, cue: Cue, start: int) -> Speaker | None:
    """`His Majesty said`, `the statement added`: whoever spoke, or was told of, last."""
    page = scene.page
    if not page.language.on(RULES + "carried-on"):
        return None
    if page.is_a(cue.stop, "his-highness", "these", "the-latter"):
        styled = scene.last_named(cue.stop) if page.is_a(cue.stop, "his-highness", "the-latter") else None
        last = discourse.carried(scene, cue, start)
        if styled and agrees(cue, styled):
            return Speaker(styled, RULES + "carried-on", False, cue.stop + 1)
        return msgspec.structs.replace(last, after=cue.stop + 1) if last else None
    phrase = scene.starting.get(cue.stop)
    alone = phrase is not None and phrase.stop == cue.stop + 1 and phrase.mention.refers_to is None
    if alone and phrase and phrase.mention.form == "title" and page.is_a(cue.stop, "any-speaker"):
        last = discourse.carried(scene, cue, start)
        return msgspec.structs.replace(last, after=cue.stop + 1) if last else None  # `the speaker added`
    if _the_same(scene, cue.stop):
        last = discourse.carried(scene, cue, start)
        described = not page.is_a(cue.stop, "same-word", "demonstrative") and not page.is_a(cue.stop + 1, "self-word")
        return msgspec.structs.replace(last, after=cue.stop + 2 + described) if last else None
    if page.is_a(cue.stop, "issued-text") and page.is_definite(cue.stop) and discourse.issued:
        return Speaker(discourse.issued, RULES + "carried-on", False, cue.stop + 1)
    return None


def _the_same(scene: Scene, index: int) -> bool:
    """`*the same speaker* added`, `the spokesman *himself*`: a title alone for whoever spoke last."""
    page = scene.page
    before = page.is_a(index, "same-word", "demonstrative")
    titled = index + 1 if before else index
    alone = page.is_a(titled, "title", "source-head") and page.is_definite(titled)
    described = page.is_definite(titled + 1) and page.lexicon.has(page.word(titled + 1), "adjective")
    return alone and (before or page.is_a(titled + 1 + described, "self-word"))


def _carried(scene: Scene, discourse: Discourse, cue: Cue, opening: Opening, start: int) -> Speaker | None:
    """The speaker of a verb that names none; impersonal forms speak for nobody."""
    page = scene.page
    told = renews(scene, opening.first) or blames(scene, cue, opening.first)
    bare = cue.strict and opening.frame == "object" and not told
    if bare or not page.language.on(RULES + "carried-on"):
        return None
    impersonal = page.is_a(cue.at, "impersonal")
    went_on = page.is_a(cue.at - 1, "goes-on-to") or (page.is_a(cue.at - 2, "since-before") and not cue.skip)
    told = cue.tense == "present" and cue.sense.word.number == "s" and not went_on
    if told and (impersonal or discourse.tense == "past"):
        mute = impersonal or not page.language.on(RULES + "joined") or discourse.spoke_since(start)
        return None if mute else joined_subject(scene, cue, start)
    if impersonal and page.is_a(cue.at - 1, "relative"):
        return None
    if page.is_a(cue.stop, "resumptive") and page.language.on(RULES + "within"):
        whole = discourse.subject_of_sentence(scene, cue, start)
        if whole is not None:
            return Speaker(whole.phrase, RULES + "within", True, cue.stop)
    what = page.is_a(cue.at - 1, "what") and cue.sense.word.suffixed
    if what and not discourse.spoke_since(start) and (whole := discourse.subject_of_sentence(scene, cue, start)):
        return Speaker(whole.phrase, RULES + "within", True, cue.stop)  # `left in protest at *what it called* "..."`
    joined = None
    if page.language.on(RULES + "joined") and not discourse.spoke_since(start):
        joined = joined_subject(scene, cue, start)
    return joined or discourse.carried(scene, cue, start)
