"""Who does it: the subject of a verb, the owner of a noun, whoever carries, announces or orders it."""

from mahdar.reading.events.incident_frames import Hit
from mahdar.reading.events.incident_names import Clause, Roles, agrees, does, is_party, named, nation_at, past_fill
from mahdar.reading.scene import Phrase, Scene
from mahdar.types.span import Span

_CHUNK = 5  # words of a noun phrase without a name
_BACK = 9


def doer_of(scene: Scene, hit: Hit, clause: Clause, roles: Roles) -> int:
    """Fills in the doer; gives the word behind it (or behind the hit, where the doer stands before)."""
    found = _subject_of_verb(scene, hit, clause) if hit.verbal else _owner(scene, hit, clause)
    if found is None:
        return hit.tail if hit.thing is not None and hit.thing >= hit.stop and not hit.verbal else hit.stop
    span, first, stop = found
    near = clause.start <= scene.page.words.holding(span.start) < hit.index
    joined = _joined_before(scene, span) if near else None
    first = joined.first if joined else first
    roles.actor = [*([joined.mention.span] if joined else []), span, *and_others(scene, stop, clause)]
    roles.first, roles.last = min(roles.first, first), max(roles.last, stop)
    return max(stop, hit.stop)


def _subject_of_verb(scene: Scene, hit: Hit, clause: Clause) -> tuple[Span, int, int] | None:
    at = past_fill(scene, hit.stop, clause.end)
    if scene.page.is_a(at, "preposition-with-pronoun"):
        at = past_fill(scene, at + 1, clause.end)
    phrase = scene.starting.get(at)
    dual = hit.sense.word.number in {"d", "p"} and hit.sense.word.form == "past"
    apart = phrase is None or scene.starts_prepositional(phrase, hit.index)
    if phrase and does(scene, phrase) and not apart and not dual and agrees(scene, hit.index, phrase):
        return phrase.mention.span, phrase.first, phrase.stop
    chunk = owner_of_chunk(scene, at, clause.end, agent=True)
    if chunk:
        return chunk
    return _before(scene, hit, clause)


def owner_of_chunk(scene: Scene, at: int, end: int, agent: bool) -> tuple[Span, int, int] | None:
    """`Israeli warplanes`, `fighters of the movement`: the nation or the owner of a noun of those who act."""
    if agent and not scene.page.is_a(at, "agent-noun", "vague-count"):
        return None
    page = scene.page
    for index in range(at, min(end, at + _CHUNK)):
        phrase = scene.starting.get(index)
        if phrase and (does(scene, phrase) or phrase.mention.kind == "place") and index > at:
            return phrase.mention.span, at, phrase.stop
        nation = nation_at(scene, index)
        if nation:
            return nation, at, index + 1
        passed = index == at or page.is_a(index, "agent-noun", "aside", "owned-by")
        if not passed and not page.lexicon.has(page.word(index), "adjective"):
            break
    return None


def _before(scene: Scene, hit: Hit, clause: Clause) -> tuple[Span, int, int] | None:
    """The subject before its verb; a pronoun of `that they` is the speaker."""
    page = scene.page
    at = hit.index - 1
    least = max(clause.start, hit.index - _BACK)
    while at >= least:
        phrase = scene.covering.get(at)
        if phrase:
            if does(scene, phrase) and not scene.starts_prepositional(phrase):
                return phrase.mention.span, phrase.first, hit.stop
            at = phrase.first - 1
            continue
        nation = nation_at(scene, at)
        if nation and any(page.is_a(back, "agent-noun") for back in range(max(least, at - 3), at)):
            first = next(back for back in range(max(least, at - 3), at) if page.is_a(back, "agent-noun"))
            return nation, first, hit.stop
        agent = page.sense(at, "agent-noun")
        if agent and agent.word.suffixed and clause.statement and clause.statement.speaker:
            return clause.statement.speaker, at, hit.stop
        if page.is_a(at, "that"):
            speaker = clause.statement.speaker if clause.statement else None
            named = len(page.word(at)) > 2 and hit.index - at <= _CHUNK
            return (speaker, hit.index, hit.stop) if speaker and named else None
        if scene.is_comma(at) and at < hit.index - 3:
            break
        if at < hit.index - 1 and page.lexicon.tense(page.word(at)) == "past" and not page.is_a(at, "filler"):
            break
        at -= 1
    return _speaker_drops(hit, clause)


def _speaker_drops(hit: Hit, clause: Clause) -> tuple[Span, int, int] | None:
    """`she said that (she) took ...`: nobody is named, the first plural speaks for itself."""
    statement = clause.statement
    if statement is None or statement.speaker is None or hit.sense.word.gender is not None:
        return None
    return statement.speaker, hit.index, hit.stop


def _owner(scene: Scene, hit: Hit, clause: Clause) -> tuple[Span, int, int] | None:
    """The doer of a noun: its adjective's nation, its genitive, its pronoun, the subject of the verb before it."""
    page = scene.page
    stop = hit.tail if hit.thing is not None and hit.thing >= hit.stop and not hit.masdar else hit.stop
    if not hit.masdar or _has_own_object(scene, hit, clause):
        for index in range(stop, min(clause.end, stop + 4)):
            nation = nation_at(scene, index)
            if nation:
                return nation, hit.index, index + 1
            if index in scene.covering or not page.lexicon.has(page.word(index), "adjective"):
                break
        signed = hit.masdar and hit.frame.mutual and hit.thing is not None and hit.thing > hit.stop
        phrase = scene.starting.get(stop) if hit.thing is None or signed else None
        if phrase and does(scene, phrase) and not _targeted(scene, phrase):
            return phrase.mention.span, hit.index, phrase.stop
        chunk = owner_of_chunk(scene, stop, clause.end, agent=True)
        if chunk and not scene.page.is_a(stop - 1, "target-link"):
            return chunk[0], hit.index, chunk[2]
    carried = _carrier(scene, hit, clause) or _announced(scene, hit, clause) or _moved(scene, hit)
    if carried:
        return carried
    joined = hit.thing is not None and hit.sense.prefix in page.language.orthography.proclitics.any
    if hit.sense.word.suffixed or joined or (hit.masdar and _by_doing(scene, hit)):
        before = _antecedent(scene, hit, clause)
        victim = before is not None and before.mention.kind == "person" and not hit.sense.word.suffixed
        return (before.mention.span, hit.index, hit.stop) if before and not victim else None
    return None


def _by_doing(scene: Scene, hit: Hit) -> bool:
    """`answered by annexing`: the noun with an attached preposition that is not the one of purpose."""
    purpose = scene.page.language.orthography.proclitics.article_after_l[0]
    inner = hit.sense.prefix[-1:]
    return inner in scene.page.language.orthography.proclitics.noun and inner != purpose


def _announced(scene: Scene, hit: Hit, clause: Clause) -> tuple[Span, int, int] | None:
    """`Russia announced the capture of`, `the decision of X to deploy`, `the claim of X to hold`."""
    page = scene.page
    if not (hit.masdar or hit.takes):
        return None
    for at in range(hit.index - 1, max(clause.start, hit.index - _CHUNK - 2) - 1, -1):
        if page.is_a(at, "that"):
            speaker = clause.statement.speaker if clause.statement and len(page.word(at)) > 2 else None
            return (speaker, hit.index, hit.stop) if speaker else None
        if page.is_a(at, "announce-word"):
            whole = scene.covering.get(at)
            inside = named(scene, page.light[at + 1]) if whole and whole.first == at and whole.stop > at + 1 else None
            if inside:
                return inside, at, hit.stop
            phrase = scene.starting.get(past_fill(scene, at + 1, hit.index))
            if phrase and does(scene, phrase):
                return phrase.mention.span, at, hit.stop
            found = clause.statement.speaker if clause.statement else None
            return (found, at, hit.stop) if found else None
    return None


def _moved(scene: Scene, hit: Hit) -> tuple[Span, int, int] | None:
    """`the massing of Russian forces`: who is moved moves."""
    if hit.thing is None or hit.frame.type not in {"MOBILIZE", "YIELD"}:
        return None
    phrase = scene.covering.get(hit.thing)
    if phrase and does(scene, phrase):
        return phrase.mention.span, hit.index, phrase.stop
    nation = nation_at(scene, hit.tail)
    return (nation, hit.index, hit.tail + 1) if nation else None


def _has_own_object(scene: Scene, hit: Hit, clause: Clause) -> bool:
    """`Russia's seizure of the town`: behind the first genitive stands what was hit, with a preposition or alone."""
    phrase = scene.starting.get(hit.stop)
    if phrase is None or not does(scene, phrase):
        return False
    following = phrase.stop
    nxt = scene.starting.get(following)
    lam = scene.page.language.orthography.proclitics.article_after_l[0]
    word = scene.page.word(following)
    return scene.page.is_a(following, "target-link") or word.startswith(lam) or (nxt is not None and nxt is not phrase)


def _targeted(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is the target: behind `on`, but not with the preposition of belonging."""
    return scene.page.is_a(phrase.first - 1, "target-link") or scene.is_preposition(phrase.first - 1)


def _carrier(scene: Scene, hit: Hit, clause: Clause) -> tuple[Span, int, int] | None:
    """`Israel launched ... raids`: the subject of the verb that carries the noun."""
    page = scene.page
    for at in range(hit.index - 1, max(clause.start, hit.index - 10) - 1, -1):
        if scene.is_comma(at) and hit.index - at > 6:
            return None
        if not page.is_a(at, "deed-carrier"):
            continue
        sense = page.sense(at, "deed-carrier")
        assert sense is not None
        found = _subject_of_verb(scene, Hit(at, at + 1, sense, hit.frame), clause)
        return (found[0], min(found[1], at), hit.stop) if found else None
    return None


def _antecedent(scene: Scene, hit: Hit, clause: Clause) -> Phrase | None:
    """The last party before a possessive pronoun that stands behind no preposition."""
    found = [
        phrase
        for phrase in scene.phrases_in(clause.start, hit.index)
        if does(scene, phrase) and phrase.stop <= hit.index and not scene.starts_prepositional(phrase)
    ]
    return found[-1] if found else None


def by_agent(scene: Scene, hit: Hit, clause: Clause) -> Span | None:
    """`at the hands of`, `that X carried out`, `led by`."""
    for index in range(hit.stop, clause.end):
        for unit in scene.page.units("by-agent", index):
            phrase = scene.starting.get(unit.stop)
            if phrase and (does(scene, phrase) or phrase.mention.kind == "place"):
                return phrase.mention.span
            chunk = owner_of_chunk(scene, unit.stop, clause.end, agent=True)
            if chunk:
                return chunk[0]
        if scene.page.is_a(index, "deed-carrier") and scene.page.senses(index)[0].word.form == "past":
            phrase = scene.starting.get(index + 1)
            if phrase and does(scene, phrase):
                return phrase.mention.span
            chunk = owner_of_chunk(scene, index + 1, clause.end, agent=True)
            return chunk[0] if chunk else None
    return None


def enemy_of(scene: Scene, hit: Hit, clause: Clause) -> Span | None:
    """Whose weapon was stopped: its nation, or who launched it and from where."""
    stop = hit.tail if hit.thing is not None else hit.stop
    for index in range(stop, min(clause.end, stop + _CHUNK)):
        nation = nation_at(scene, index)
        if nation:
            return nation
    for phrase in scene.phrases_in(stop, clause.end):
        if phrase.mention.kind in {"place", "state", "group"} and phrase.first > stop:
            return phrase.mention.span
    return None


def and_others(scene: Scene, at: int, clause: Clause) -> list[Span]:
    """Further doers joined to the first by a conjunction."""
    found: list[Span] = []
    joining = scene.page.language.orthography.proclitics.any
    while at < clause.end and len(found) < 4:
        phrase = scene.starting.get(at)
        if phrase is None or not is_party(phrase):
            break
        if not (scene.skip_of(phrase) and scene.page.word(at)[0] in joining):
            break
        found.append(phrase.mention.span)
        at = phrase.stop
    return found


def _joined_before(scene: Scene, span: Span) -> Phrase | None:
    """`X and Y agreed`: the doer to which the one before the verb is joined."""
    at = scene.page.words.holding(span.start)
    phrase, before = scene.covering.get(at), scene.ending.get(at)
    joining = scene.page.language.orthography.proclitics.any
    if phrase is None or before is None or not does(scene, before) or phrase.first != at:
        return None
    return before if scene.skip_of(phrase) and scene.page.word(at)[0] in joining else None
