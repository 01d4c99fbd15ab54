"""Incidents: attacks, sanctions, aid, exchanges, protests. Only what is told as having happened, or as claimed."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from mahdar.reading.draft import Draft
from mahdar.reading.events.incident_amounts import amount_in, put_right
from mahdar.reading.events.incident_found import (
    LONG,
    Found,
    absorb,
    is_deal,
    joined_deed,
    resumes,
    same_words,
    told_again,
)
from mahdar.reading.events.incident_frames import TOLLS, Hit, frames_of, hits_at
from mahdar.reading.events.incident_names import Clause, Roles, in_name, nation_at
from mahdar.reading.events.incident_needs import is_told
from mahdar.reading.events.incident_real import is_real
from mahdar.reading.events.incident_roles import roles_of, state_of
from mahdar.reading.events.incident_tolls import Toll, tolls_in
from mahdar.reading.scene import Scene, scene_of
from mahdar.types.marks import Incident, Statement
from mahdar.types.span import Span

TOLL = "ar/events/incidents/toll"
ATTACK = "ar/events/incidents/attack-noun"  # counts without parties, too, where a toll stands beside it
_NEAR = 8  # statements that may hold an incident: the last ones that begin before it
_LEAST = 3
_TOLL_BACK = 16  # words from a toll to the attack behind it


def find_incidents(draft: Draft) -> Iterator[Incident]:
    """What happened, sentence by sentence: words of incidents with their parties, tolls joined to them."""
    scene = scene_of(draft)
    opened, looks = frames_of(draft.language).opened, scene.page.looks
    signed = False
    for start, stop in scene.sentences:
        if start in scene.furniture:
            continue
        spots = [i for i in range(start, stop) if opened(looks[i]) and i not in scene.furniture]
        if not spots:
            continue
        found = _of_sentence(draft, scene, spots, (start, stop))
        tolls = list(tolls_in(scene, [i for i in spots if scene.page.is_a(i, *TOLLS)], (start, stop)))
        if not (found or tolls) or any(scene.page.is_a(i, "game") for i in range(start, stop)):
            continue
        for one in _with_tolls(draft, scene, found, tolls, (start, stop)):
            if told_again(scene, one, signed):
                continue
            signed = signed or is_deal(one)
            yield _incident(draft, scene, one)


def _of_sentence(draft: Draft, scene: Scene, spots: Sequence[int], bounds: tuple[int, int]) -> list[Found]:
    found: list[Found] = []
    for index in spots:
        if in_name(scene, index):
            continue
        one = _at(draft, scene, index, bounds)
        if one is None:
            continue
        before = found[-1] if found else None
        if before and not one.roles.actor and one.type == before.type and joined_deed(scene, one.hit):
            one.roles.actor = [span for span in before.roles.actor if span not in one.roles.recipient]
        if before and resumes(scene, before, one):
            absorb(before, one)
            continue
        if before and index < before.last and (before.type in {one.type, "AGREE"} or same_words(before, one)):
            absorb(before, one)
        else:
            found.append(one)
    return found


def _at(draft: Draft, scene: Scene, index: int, bounds: tuple[int, int]) -> Found | None:
    start, stop = bounds
    for hit in hits_at(scene, index, stop):
        statement = _statement(draft, scene.span(index, index + 1))
        if not is_real(scene, hit, start, statement) or _only_words(scene, hit):
            continue
        clause = Clause(start, stop, clause_end(scene, max(hit.stop, hit.tail), stop), statement)
        roles = roles_of(scene, hit, clause)
        if _war_of_words(scene, hit, roles, clause):
            continue
        if is_told(scene, hit, roles, clause) or hit.frame.rule == ATTACK:
            near = range(max(start, index - _LEAST), index)
            occurs = next((at for at in near if scene.page.is_a(at, "occur-verb")), None)
            first = roles.first if occurs is None else min(roles.first, occurs)
            one = Found(hit, hit.frame.rule, hit.frame.type, first, clause.end, roles, clause)
            one.occurs = occurs is not None or scene.page.is_a(hit.stop, "going-on")
            one.since = scene.page.is_a(index - 1, "war-since")
            return one
    return None


def _only_words(scene: Scene, hit: Hit) -> bool:
    """An attack of words, a figure of speech."""
    near = range(hit.stop, min(scene.page.size, hit.stop + 3))
    words = scene.page.is_a(hit.stop, "figure-of") or any(scene.page.is_a(index, "verbal") for index in near)
    return hit.frame.type == "ASSAULT" and words


def _war_of_words(scene: Scene, hit: Hit, roles: Roles, clause: Clause) -> bool:
    """A person attacks a person, a body or what was said: with words, unless forces or weapons are told."""
    page = scene.page
    if hit.frame.type != "ASSAULT" or hit.frame.mode or not roles.actor:
        return False
    kinds = {p.mention.span: p.mention.kind for p in scene.phrases}
    if kinds.get(roles.actor[0]) != "person" or roles.place is not None:
        return False
    near = range(hit.stop, clause.end)
    if any(page.is_a(at, "weapon", "force-noun", "site-noun", "killed", "injured") for at in near):
        return False
    hurt = {kinds.get(span) for span in roles.recipient}
    return hurt <= {"person", "institution", "media"} or any(page.is_a(at, "words-noun") for at in near)


def clause_end(scene: Scene, start: int, stop: int) -> int:
    """Up to the next comma behind at least three words, a word that opens a clause, another deed, or the end."""
    page = scene.page
    index = start
    most = min(stop, start + LONG)
    while index < most:
        if scene.is_comma(index) and index - start >= _LEAST and not _around_time(scene, index):
            break
        if index > start and _opens_clause(scene, index):
            break
        if index > start + 1 and _and_verb(scene, index):
            break
        index += 1
    while index > start and not page.is_word(index - 1) and not page.word(index - 1).isdecimal():
        index -= 1
    return index


def _around_time(scene: Scene, index: int) -> bool:
    """Whether a comma opens or closes a time between two commas: `arrested, *at dawn,* five`."""
    first, last = index + 1, index - 1
    while first in scene.timed:
        first += 1
    while last in scene.timed:
        last -= 1
    opens, closes = first > index + 1 and scene.is_comma(first), last < index - 1 and scene.is_comma(last)
    return opens or closes


def _opens_clause(scene: Scene, index: int) -> bool:
    """Whether a word that opens a clause stands there: not `amid` before a place."""
    if index in scene.covering or not scene.page.units("clause-break", index):
        return False
    where = scene.starting.get(index + 1) if scene.page.is_a(index, "locative") else None
    return where is None or where.mention.kind not in {"place", "state"}


def _and_verb(scene: Scene, index: int) -> bool:
    """`and he said`, `and will set`: a joined verb of speech, or one that looks ahead."""
    sense = scene.page.sense(index, "cue")
    if sense is not None and sense.word.form == "past" and sense.prefix:
        return True
    word = scene.page.word(index)
    joined = word[0] in scene.page.language.orthography.proclitics.any and index not in scene.covering
    lexicon, bare = scene.page.lexicon, word[1:]
    if not joined or lexicon.has(bare, "noun", "adjective"):
        return False
    return lexicon.tense(word) == "future" and lexicon.tense(bare) is not None


# ── tolls ────────────────────────────────────────────────────────
def _with_tolls(
    draft: Draft, scene: Scene, found: list[Found], tolls: Sequence[Toll], bounds: tuple[int, int]
) -> list[Found]:
    """The tolls of a sentence beside their attacks; those without one are incidents of their own."""
    own: list[Found] = []
    for toll in tolls:
        if not draft.language.on(TOLL) or not _toll_is_real(scene, toll, bounds[0]):
            continue
        former = _is_former(scene, toll, bounds[0])
        home = _home([] if former else found, [one for one in own if one.former == former], toll)
        if home is None:
            home = _own(draft, scene, toll, bounds)
            if home is None:
                continue
            home.former = former
            own.append(home)
        if getattr(home, toll.kind) is None:
            setattr(home, toll.kind, toll.count)
        home.toll = True
        home.first, home.last = min(home.first, toll.first), max(home.last, toll.stop)
        _place_of_toll(scene, home, toll, bounds[1])
    kept = [one for one in found if one.toll or one.hit is None or not _bare(one)]
    return sorted([*kept, *own], key=lambda one: one.first)


def _is_former(scene: Scene, toll: Toll, start: int) -> bool:
    """Whether the toll is that of an earlier count: `the first toll spoke of two dead`."""
    near = range(max(start, toll.first - _COUNTED), toll.first)
    return any(scene.page.may_begin(at, _FORMER) and scene.page.units("former-toll", at) for at in near)


_FORMER = frozenset({"former-toll"})
_COUNTED = 9  # words from an earlier count to its dead or injured


def _place_of_toll(scene: Scene, home: Found, toll: Toll, stop: int) -> None:
    """`led to the death of two in a camp in X`: where the dead are counted it happened."""
    if home.roles.place is not None:
        return
    end = clause_end(scene, toll.stop, stop)
    for phrase in scene.phrases_in(toll.stop, end):
        if phrase.mention.kind == "place" and phrase.mention.form != "metonym":
            home.roles.place = phrase.mention.span
            home.last = max(home.last, phrase.stop)
            state = state_of(scene, phrase, home.roles)
            home.roles.recipient = home.roles.recipient or ([state] if state else [])
            return


def _bare(one: Found) -> bool:
    """A definite noun alone says nothing new: `the strike`."""
    hit = one.hit
    assert hit is not None
    roles = one.roles
    bare = hit.frame.type == "ASSAULT" and not hit.verbal and not (roles.actor or roles.recipient or roles.place)
    return bare and not one.occurs


def _home(found: Sequence[Found], own: Sequence[Found], toll: Toll) -> Found | None:
    attacks = [one for one in found if one.type == "ASSAULT" and getattr(one, toll.kind) is None]
    before = [one for one in attacks if one.first <= toll.index and (not one.since or toll.of_it)]
    if before:
        return before[-1]
    near = [one for one in own if getattr(one, toll.kind) is None and toll.index - one.last < _LEAST + 3]
    if near:
        return near[-1]
    behind = [one for one in attacks if 0 < one.first - toll.index <= _TOLL_BACK]
    return behind[0] if behind else None


def _toll_is_real(scene: Scene, toll: Toll, start: int) -> bool:
    page = scene.page
    if any(page.is_a(at, "negation") for at in range(max(start, toll.first - 6), toll.first)):
        return False
    near = range(max(start, toll.first - 4), toll.first)
    return not any(page.units("hypothetical", at) or page.units("unreal-noun", at) for at in near)


def _own(draft: Draft, scene: Scene, toll: Toll, bounds: tuple[int, int]) -> Found | None:
    """A toll without an attack in its sentence; an accident or a disease is none."""
    page = scene.page
    if any(page.is_a(index, "accident") for index in range(*bounds)):
        return None
    end = clause_end(scene, toll.stop, bounds[1])
    clause = Clause(bounds[0], bounds[1], end, _statement(draft, scene.span(toll.index, toll.index + 1)))
    victim = next((nation for i in range(toll.first, end) if (nation := nation_at(scene, i))), None)
    places = [p.mention.span for p in scene.phrases_in(toll.first, end) if p.mention.kind == "place"]
    roles = Roles([], [victim] if victim else [], places[0] if places else None, toll.first, end)
    if toll.count is None and not toll.many and not (victim or places):
        return None
    return Found(None, TOLL, "ASSAULT", toll.first, end, roles, clause)


# ── the mark ─────────────────────────────────────────────────────
def _incident(draft: Draft, scene: Scene, one: Found) -> Incident:
    skip = one.hit.sense.skip if one.hit and one.hit.index == one.first and one.hit.verbal else 0
    span = scene.span(one.first, max(one.last, one.first + 1), skip)
    amount = amount_in(scene, one.first, one.last)
    behind = min(one.clause.stop, one.last + _LEAST)
    denied = put_right(scene, one.first, behind, amount[0]) if amount else None
    return Incident(
        span=span,
        rules=(one.rule, TOLL) if one.toll and one.rule != TOLL else (one.rule,),
        type=one.type,
        mode=one.hit.frame.mode if one.hit else None,
        actor=tuple(one.roles.actor[:5]),
        recipient=tuple(one.roles.recipient[:3]),
        place=one.roles.place,
        time=_time(scene, one),
        killed=one.killed,
        injured=one.injured,
        value=amount[0] if amount else None,
        unit=amount[1] if amount else None,
        claimed_by=one.clause.statement.speaker if one.clause.statement else None,
        denied=denied[0] if denied else None,
        denied_at=denied[1] if denied else None,
        former=one.former,
    )


def _time(scene: Scene, one: Found) -> Span | None:
    """The day nearest to the word, in its clause, else in its sentence; what stands behind `since` is none."""
    index = one.hit.index if one.hit else one.first
    dated = [
        (at, time)
        for at, time in scene.times_in(one.clause.start, one.clause.stop)
        if time.type in {"DATE", "TIME"} and not scene.page.is_a(at - 1, "since-before")
    ]
    if not dated:
        return None
    inside = [pair for pair in dated if one.first <= pair[0] < one.last]
    return min(inside or dated, key=lambda pair: abs(pair[0] - index))[1].span


def _statement(draft: Draft, span: Span) -> Statement | None:
    """The statement that tells it; one that only denies what another tells is the last choice."""
    denial: Statement | None = None
    at = bisect_right(draft.statements, span.start, key=lambda statement: statement.span.start)
    for statement in reversed(draft.statements[max(0, at - _NEAR) : at + 1]):
        if any(content.overlaps(span) for content in statement.content):
            if statement.act != "denies":
                return statement
            denial = denial or statement
    return denial
