"""Who is named only by speaking: an unknown name, or any definite noun, as the subject of a verb of speech."""

import msgspec

from mahdar.reading.actors.chunk import Chunk, whole
from mahdar.reading.actors.names import spoken_name
from mahdar.reading.actors.persons import person_chunk
from mahdar.reading.actors.roles import behind_speech, complements, is_told, prepositional, role, several_say
from mahdar.reading.page import Page
from mahdar.text.scan import BREAK
from mahdar.types.marks import ActorKind

_RULE = "ar/actors/grammar/"
SPEAKING = "ar/statements/grammar/speaking-noun"


def speaking_noun(page: Page, index: int) -> Chunk | None:
    """A definite noun (or a noun completed by one) right behind a verb of speech, or behind the verb of a sentence that
    goes on with a participle of speech."""
    if not page.language.on(SPEAKING) or not _subject_place(page, index):
        return None
    if page.lexicon.has(page.deep[index], "particle") and not page.is_definite(index):
        return None  # `affirmed *before her* that`, spelt like `her imam`
    one = page.is_a(index, "one-of")
    stop = _past_construct(page, index + 1) if one else index + 1
    if prepositional(page, index) or page.is_a(index, *_MUTE) or _is_act(page, index) or _is_deed(page, index):
        return None
    owned = any(s.word.suffixed and s.cls in _OWNED and not s.skip for s in page.senses(index))  # `*his office* said`
    headed = False  # a body, whatever it is for
    if not one and not owned and not page.is_definite(index):
        if page.lexicon.has(page.deep[index], "particle"):
            return None
        if not page.lexicon.has(page.deep[index], "noun", "adjective") and not page.is_a(index, *_PEOPLE):
            return None
        headed = page.is_a(index, "institution-head", "group-head")
        noun = page.lexicon.has(page.word(stop), "noun") and not page.lexicon.has(page.word(stop), "particle")
        if headed and noun and not page.is_definite(stop):
            stop += 1  # `*the office for information on prisoners* said`
        local = _local(page, index) if headed else 0
        if not local and not (page.is_definite(stop) and page.lexicon.has(page.word(stop), "noun", "adjective")):
            return None
        stop = local or stop + 1
    final_ta = page.lexicon.final_ta
    adjective = page.is_definite(stop) and page.lexicon.has(page.word(stop), "adjective")
    if adjective and (page.light[stop].endswith(final_ta) or not page.lexicon.has(page.word(stop), "noun")):
        stop += 1
    if any(page.is_a(at, "meeting", "issue") for at in range(index, index + 1 if headed else stop)):
        return None
    gender = "f" if page.light[index].endswith(page.lexicon.final_ta) else None
    words = " ".join(page.deep[index:stop])
    return whole(
        index,
        stop,
        kind="group",
        form="title",
        key=f"title:{words}",
        rules=(SPEAKING,),
        gender=gender,
        plural=gender is None and not one,
    )


_MUTE = ("never-speaks", "issued-text", "filler", "figures", "will-noun", "the-latter")


def _local(page: Page, index: int) -> int:
    """Where a body without a name ends right before what it says: `*a local emergency room* said that`; 0 for none."""
    stop = index + 1
    while stop < index + _OF_BODY and page.lexicon.has(page.word(stop), "noun", "adjective"):
        stop += 1
    said = any(not unit.prefix for unit in page.units("that", stop))
    return stop if said and stop > index + 1 and not page.is_definite(stop - 1) else 0


_OF_BODY = 4  # words of a body without a name


def quoted_speaker(page: Page, index: int) -> Chunk | None:
    """The name of a paper in quotation marks or brackets between a verb of speech in the feminine and what is said,
    `"X" learnt that`: a name of few words that no list has; or of a man, where some papers quote all names, before a
    comma: `said "X Y", the envoy, that`."""
    sense = page.sense(index - 2, "cue")
    if sense is None or sense.word.form != "past" or not page.language.on(SPEAKING):
        return None
    paper = sense.word.gender == "f"
    marks = page.language.orthography
    opens = {pair.open: pair.close for pair in marks.quotes}
    bracket = page.word(index - 1) in marks.punctuation.open_bracket
    stop = index
    while stop < index + _OF_PAPER and page.is_word(stop):
        stop += 1
    closes = marks.punctuation.close_bracket if bracket else {opens.get(page.word(index - 1), "")}
    if stop == index or page.word(stop) not in closes:
        return None
    channel = page.is_a(stop + 1, "preposition") and any(not u.prefix for u in page.units("cue-channel", stop + 2))
    announced = "object" in complements(page, index - 2) and page.lexicon.has(page.word(stop + 1), "masdar")
    said = bool(page.units("that", stop + 1)) or channel or announced
    apposed = page.word(stop + 1) in marks.punctuation.comma and stop > index + 1
    named = not sense.word.suffixed and role(page, index) in {"unknown", "given", "family", "given-common"}
    if not (said if paper else apposed and named and not page.lexicon.is_common(page.deep[index])):
        return None
    kind: ActorKind = "media" if paper else "person"
    return whole(
        index,
        stop,
        kind=kind,
        form="name",
        key=f"{kind}:{' '.join(page.deep[index:stop])}",
        rules=(SPEAKING,),
        gender="f" if paper else "m",
        definite=True,
    )


_OF_PAPER = 4  # words of its name


def joint_text(page: Page, index: int) -> Chunk | None:
    """A joint or closing statement, which speaks for those who issued it: behind a verb of speech or `according to`."""
    sense = page.sense(index, "issued-text")
    if sense is None or not page.language.on(SPEAKING):
        return None
    if not page.is_a(index + 1, "joint-text"):
        return None
    source = any(unit.stop == index for at in (index - 1, index - 2) for unit in page.units("cue-source-after", at))
    stands = any(unit.stop == index + 1 for unit in page.units("cue-noun-that", max(index - 2, 0)))  # `stands in a ...`
    if not (source or stands) and not behind_speech(page, index):
        return None
    words = " ".join([page.deep[index][sense.skip :], page.deep[index + 1]])
    return whole(
        index,
        index + 2,
        skip=sense.skip,
        kind="institution",
        form="name",
        key=f"institution:{words}",
        rules=(SPEAKING,),
        gender="m",
        definite=sense.word.definite,
    )


_CITED: dict[str, ActorKind] = {"issued-text": "institution", "media-head": "media", "source-head": "group"}


def cited(page: Page, index: int) -> Chunk | None:
    """`according to *the report*,`, `*the channel*`, `the same *sources*`: told of before, and its words follow."""
    marks = page.language.orthography.punctuation
    ends = page.word(index + 1) in marks.comma | marks.sentence_end or bool(page.units("that", index + 1))
    if not (ends or page.is_a(index + 1, "self-word")) or not page.language.on(SPEAKING):
        return None
    before = index - page.is_a(index - 1, "same-word")
    if not any(unit.stop == before for at in (before - 1, before - 2) for unit in page.units(_AFTER, max(at, 0))):
        return None
    senses = [(cls, page.sense(index, cls)) for cls in _CITED]
    found = next(((cls, sense) for cls, sense in senses if sense and sense.word.definite), None)
    if found is None:
        return None
    cls, sense = found
    return whole(
        index,
        index + 1,
        skip=sense.skip,
        kind=_CITED[cls],
        form="title",
        key=f"title:{page.deep[index][sense.skip :]}",
        rules=(SPEAKING,),
        gender=sense.word.gender if sense.word.number == "s" else "f",
        plural=sense.word.number == "p",
        definite=True,
        bare=True,
        head=page.lexicon.fold(sense.word.text),
    )


_AFTER = "cue-source-after"


def _past_construct(page: Page, index: int) -> int:
    """Past nouns without article and the definite one that completes them: `one of *the residents of the quarter*`."""
    at = index
    while at < index + _CONSTRUCT and not page.is_definite(at):
        if not (page.lexicon.has(page.deep[at], "noun") or page.is_a(at, *_PEOPLE)):
            break
        at += 1
        if any(sense.word.suffixed for sense in page.senses(at - 1)):
            return at  # `one of *its delegates* in X`
    return at + 1


_CONSTRUCT = 3  # nouns without article


def _is_act(page: Page, index: int) -> bool:
    """Whether the word is a verbal noun of speech, and names no source besides: `prefers *to speak*`."""
    return not page.is_a(index, "source-head") and any(
        sense.cls == "cue" and sense.word.form == "masdar" for sense in page.senses(index)
    )


def _is_deed(page: Page, index: int) -> bool:
    """Whether the word is a verbal noun and names no body or people besides: `goes on with *the participation*`."""
    return page.lexicon.has(page.deep[index], "masdar") and not page.is_a(index, *_PEOPLE)


_PEOPLE = ("title", "group-head", "source-head", "media-head", "institution-head", "force-head")
_OWNED = {"title", "group-head", "institution-head", "media-head"}
_TAIL = 25


def _subject_place(page: Page, index: int) -> bool:
    """Right behind a finite verb of speech, or behind the first verb of a sentence with a participle tail, or with a
    clause that takes up a text: `issued a statement *in which they said*`."""
    described = page.is_definite(index + 1) and page.lexicon.has(page.word(index + 1), "adjective")
    ruled = page.is_definite(index) and several_say(page, index + 1 + described)  # `*the two sides* announced`
    ruled = ruled and not page.is_a(index - 1, "preposition")  # `residents in *the village* said`
    if ruled or behind_speech(page, index):
        return True
    if not second_word(page, index):
        return False
    if page.lexicon.tense(page.word(index - 1)) is None or page.is_a(index - 1, "filler"):
        return False
    tail = range(index + 1, min(page.size, index + _TAIL))
    return any(
        sense.cls == "cue" and (sense.word.form == "participle" or page.is_a(at + 1, "resumptive"))
        for at in tail
        for sense in page.senses(at)
    )


def second_word(page: Page, index: int) -> bool:
    """Whether the word is the second of its sentence."""
    if index < 2:
        return index == 1
    before = page.deep[index - 2]
    return before == BREAK or before in page.language.orthography.punctuation.sentence_end


def speaker_name(page: Page, index: int) -> Chunk | None:
    """An unknown word right after a finite verb of speech and right before what is said."""
    cue = page.sense(index - 1, "cue")
    if (
        cue is None
        or cue.word.form not in {"past", "present"}
        or cue.word.suffixed
        or not page.language.on(_RULE + "speaks")
    ):
        return None
    if role(page, index) not in {"unknown", "family", "given", "given-common"} or page.lexicon.tense(page.deep[index]):
        return None
    name = spoken_name(page, index)
    if name is None or not _said_next(page, name.stop) or is_told(page, index):
        return None
    if len(name.roles) == 1 and page.lexicon.has(page.deep[index], "particle"):
        return None
    return person_chunk(page, name, None, index, (_RULE + "speaks",))


def _said_next(page: Page, index: int) -> bool:
    opens = {pair.open for pair in page.language.orthography.quotes}
    marks = page.language.orthography.punctuation
    channel = page.is_a(index, "preposition") and any(not unit.prefix for unit in page.units("cue-channel", index + 1))
    return channel or page.is_a(index, "that") or page.word(index) in opens | marks.colon


def with_number(page: Page, chunk: Chunk) -> Chunk:
    """Plural people with the number before them, where they are a source: `said *three* informed sources`."""
    first = chunk.first - 1
    if not (chunk.plural and chunk.kind == "group" and chunk.form in {"name", "title"} and not chunk.skip):
        return chunk
    if not any(unit.stop == chunk.first and not unit.skip for unit in page.units("number", first)):
        return chunk
    sourced = (unit for cls in _SOURCES for at in (first - 1, first - 2) if at >= 0 for unit in page.units(cls, at))
    if behind_speech(page, first) or any(unit.stop == first for unit in sourced):
        return msgspec.structs.replace(chunk, first=first, name_first=first)
    return chunk


_SOURCES = ("cue-source-after", "quoting")
