"""The step: cue by cue through each sentence; every statement names the rules that found its parts."""

from collections.abc import Iterator
from hashlib import blake2b

import msgspec

from mahdar.language.schema import Verb
from mahdar.reading.draft import Draft
from mahdar.reading.issues import issues_of
from mahdar.reading.page import Page
from mahdar.reading.scene import Scene, scene_of
from mahdar.reading.statements.carrier import read_carrier
from mahdar.reading.statements.cues import CUES, Cue, cues_at
from mahdar.reading.statements.discourse import Discourse
from mahdar.reading.statements.found import Found
from mahdar.reading.statements.nominal import read_masdar, read_noun, read_participle
from mahdar.reading.statements.relay import Relay, find_relay
from mahdar.reading.statements.source import read_own_words, read_source
from mahdar.reading.statements.speaker import joint_speaker
from mahdar.reading.statements.verbs import read_verb, refers_back
from mahdar.types.ids import content_id
from mahdar.types.marks import TURNED, Statement
from mahdar.types.span import Span, hull

_DENIED = "ar/statements/grammar/denied"


def find_statements(draft: Draft) -> Iterator[Statement]:
    """All statements of a report, in order of their cues; standing positions are among them, and marked."""
    scene, discourse = scene_of(draft), Discourse()
    before: Statement | None = None
    begins = scene.page.where(CUES)
    for start, stop in scene.sentences:
        index, inside, heard, carried = start, start, len(discourse.spoken), False
        while index < stop:
            found = None
            if index not in begins:
                index += 1
                continue
            if index not in scene.quoted and index not in scene.furniture and index not in scene.timed:
                found = _at(scene, discourse, index, (start, stop))
                if (
                    found
                    and index < inside
                    and not found.stance
                    and not (_nested(found) or (carried and _named(found)))
                ):
                    found = None
            again = found and before and _is_again(scene, found, before)
            if found is None or again:
                index += 1  # `tweeted, *saying*: "..."`: one act
                continue
            told_of = index < inside and not found.framed and found.cue.kind == "verb"  # by another, who goes on
            found = _clipped(scene, found, inside) if index < inside < found.stop else found
            if found.speaker and not found.stance and not told_of:
                discourse.note(scene, found.speaker.phrase, found.cue, (start, stop))
            statement = _statement(scene, found)
            if before and refers_back(scene, found.cue) and before.speaker != statement.speaker:
                statement = msgspec.structs.replace(statement, answers=before.cue, rules=(*statement.rules, _DENIED))
            before = statement
            discourse.told = statement.content if index >= inside or found.framed else discourse.told
            yield statement
            index = max(found.cue.stop, found.resume)
            if found.cue.kind != "source" and not found.stance:
                inside = max(inside, found.stop)
                carried = found.speaker is not None and found.speaker.phrase.mention.kind == "media"
        if len(discourse.spoken) == heard:
            discourse.hear(scene, start)


def _clipped(scene: Scene, found: Found, stop: int) -> Found:
    """A statement inside what somebody says, ended where that ends, before word `stop`."""
    last = stop - 1 - scene.is_comma(stop - 1)
    end = scene.page.words.stop(last)
    content = tuple(Span(span.start, min(span.stop, end)) for span in found.content if span.start < end)
    asked = Span(found.asked.start, min(found.asked.stop, end)) if found.asked and found.asked.start < end else None
    return msgspec.structs.replace(found, content=content, asked=asked, stop=stop) if content else found


def _is_again(scene: Scene, found: Found, before: Statement) -> bool:
    """Whether a statement is the act just told by another word: `tweeted, *saying*: "..."`, `voiced *his hope* for`."""
    if found.content == before.content and found.mode == "direct":
        return True
    first = scene.page.words.holding(before.content[0].start)
    return found.cue.kind in {"noun", "masdar"} and found.cue.at == first and found.content[-1] == before.content[-1]


def _at(scene: Scene, discourse: Discourse, index: int, bounds: tuple[int, int]) -> Found | None:
    phrase = scene.covering.get(index)
    if phrase is not None and not scene.page.is_a(index, "cue-source-after"):
        return None
    for cue in cues_at(scene, index):
        if _negated(scene, cue) or _keeps_name(scene, cue):
            continue
        found = _READERS[cue.kind](scene, discourse, cue, bounds)
        if found is not None:
            return None if _tells_an_act(scene, discourse, found, bounds) else found
    return None


def _tells_an_act(scene: Scene, discourse: Discourse, found: Found, bounds: tuple[int, int]) -> bool:
    """Whether what a text is the source of is an act of speech: `according to the statement, *X affirmed that*`."""
    if found.cue.kind != "source":
        return False
    first = scene.page.words.holding(found.content[0].start)
    by = found.speaker.phrase if found.speaker else None
    carried = by is not None and (by.mention.kind == "media" or scene.page.is_a(by.first, "media-head"))
    if first <= found.cue.at and not carried:
        return False
    reach = _OPENS if first <= found.cue.at else 1  # `*then X praised it*, according to the agency`
    near = range(first, first + reach)
    for cue in (cue for at in near if at not in scene.covering for cue in cues_at(scene, at)):
        act = read_verb(scene, discourse, cue, bounds) if cue.kind == "verb" and not _negated(scene, cue) else None
        if act and act.speaker and act.speaker.named and not act.stance:
            return True
    return False


_OPENS = 4  # words of an adverbial before the verb of a sentence


def _nested(found: Found) -> bool:
    """Inside what somebody says only a plain act of speech is a statement of its own, with a clause or a quotation, or
    of a person or a state that it names: `he said that *X stressed* the need of`."""
    described = found.cue.act == "describes" and found.cue.sense.word.suffixed  # `what he called ...`
    tail = found.cue.kind in {"participle", "source"} and found.cue.act != "agrees"
    alone = found.speaker if found.speaker and found.speaker.phrase.mention.kind in {"person", "state"} else None
    past = found.cue.tense == "past" and not found.cue.sense.word.suffixed
    told = found.framed or (past and alone is not None and alone.named)
    return (tail or described) or (found.cue.act in {"says", "announces", "confirms", "denies", "threatens"} and told)


def _named(found: Found) -> bool:
    """Whether a statement inside what a medium reports has a speaker of its own."""
    return found.speaker is not None and found.speaker.named and found.speaker.phrase.mention.kind != "media"


def _negated(scene: Scene, cue: Cue) -> bool:
    """A negated verb reports nothing; a negated hedge does: not to rule out is to think possible. Nor does a negated
    participle: meetings *not announced*."""
    if cue.kind == "participle" and scene.page.is_a(cue.at - 1, "not-so"):
        return True
    return scene.page.is_a(cue.at - 1, "negation") and cue.kind == "verb" and cue.act not in {"hedges", "denies"}


def _keeps_name(scene: Scene, cue: Cue) -> bool:
    """`asked not to be named`: nothing is said."""
    near = range(cue.stop, min(scene.page.size, cue.stop + _NAMELESS))
    hidden = any(scene.page.is_a(at, "hiding") for at in (cue.stop, cue.stop + 1))
    return (
        hidden
        and cue.kind in {"verb", "participle"}
        and any(not unit.prefix for at in near for unit in scene.page.units("own-name", at))
    )


_NAMELESS = 5  # words from a verb of asking to the name that is not to be told


_READERS = {
    "verb": read_verb,
    "participle": read_participle,
    "masdar": read_masdar,
    "noun": read_noun,
    "source": read_source,
    "own": read_own_words,
    "carrier": read_carrier,
}


# ── the mark ─────────────────────────────────────────────────────
def _statement(scene: Scene, found: Found) -> Statement:
    cue = found.cue
    cue_span = scene.span(cue.at, cue.stop, cue.skip)
    speaker = found.speaker
    relay: Relay = find_relay(scene, found.start, cue, speaker.phrase if speaker else None, found.content)
    mention = speaker.phrase.mention if speaker else None
    joint = joint_speaker(scene, speaker, cue) if speaker else None
    words = _words(scene, found.content)
    here = scene.page.words.start(found.start)
    return Statement(
        span=hull((cue_span, *(span for span in found.content if span.start >= here))),
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
        key=content_id("ut", words.hex()),
        words=words,
        standing=found.stance,
        asked=found.asked,
        joint=joint.mention.span if joint else None,
        issues=issues_of(scene.page, found.content),
    )


def _words(scene: Scene, content: tuple[Span, ...]) -> bytes:
    """Hashes of the words said, without particles and articles: another wording of the same shares most of them."""
    page, at = scene.page, scene.page.words.at
    known = page.lexicon.telling
    found = []
    for span in content:
        for word in page.deep[at(span.start) : at(span.stop)]:
            hashed = known.get(word)
            if hashed is None:
                hashed = known[word] = _hashed(page, word)
            found.append(hashed)
    return b"".join(found)


def _hashed(page: Page, word: str) -> bytes:
    """Four bytes for a word that carries meaning, none for a sign or a particle; a word that turns the meaning round, a
    negation or a refusal, has a mark of its own besides."""
    senses = page.lexicon.senses(word)
    if any(sense.cls in {"negation", "turns-round"} for sense in senses):
        return TURNED
    if not word[0].isalnum() or page.lexicon.has(word, "particle"):
        return b""
    acts = {sense.row.table.act for sense in senses if sense.cls == "cue" and isinstance(sense.row.table, Verb)}
    mark = TURNED if acts & {"rejects", "denies"} else b""
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    return blake2b(word.removeprefix(article).encode("utf-8", "surrogatepass"), digest_size=4).digest() + mark


def _speaker_kind(office: str | None, kind: str | None) -> str | None:
    if kind in {"institution", "state", "group"}:
        return "official"
    if office in {"official", "military", "royal"}:
        return "official"
    return office if office in {"mediator", "analyst", "journalist", "unnamed"} else None
