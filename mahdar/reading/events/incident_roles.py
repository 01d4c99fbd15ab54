"""Who did it to whom, where: the doer, the one hit by verb or noun, the state in which a place lies."""

from mahdar.reading.events.incident_doers import and_others, by_agent, doer_of, enemy_of
from mahdar.reading.events.incident_frames import Hit
from mahdar.reading.events.incident_names import Clause, Roles, does, is_party, known, nation_at
from mahdar.reading.scene import Phrase, Scene
from mahdar.types.span import Span

_CHUNK = 5  # words of a noun phrase without a name
_CARRIED = 14


def roles_of(scene: Scene, hit: Hit, clause: Clause) -> Roles:
    """Actor, recipient and place of one hit."""
    roles = Roles([], [], None, hit.index, hit.stop)
    after = doer_of(scene, hit, clause, roles)
    found = _target(scene, hit, max(after, hit.stop), clause, roles)
    if hit.frame.subject == "recipient":
        enemy = enemy_of(scene, hit, clause)
        roles.actor, roles.recipient = [enemy] if enemy else [], roles.actor or roles.recipient
    elif hit.frame.subject == "thing":
        roles.actor, roles.first = [], hit.index
    if found and not roles.recipient and hit.frame.subject != "recipient":
        roles.recipient = [found]
    _mutual(scene, hit, clause, roles)
    _suffered(scene, hit, clause, roles)
    if hit.frame.type == "PROTEST":
        against = [span for span in roles.recipient if _against(scene, span)]
        roles.place = roles.place or next((span for span in roles.recipient if span not in against), None)
        roles.recipient = against
    if not roles.actor:
        agent = by_agent(scene, hit, clause)
        roles.actor = [agent] if agent and agent not in roles.recipient else []
    if not roles.recipient and hit.frame.type == "ASSAULT":
        home = _home(scene, clause, roles)
        roles.recipient = [home] if home else []
    if roles.place is None:
        roles.place = _setting(scene, hit, clause)
    return roles


def _mutual(scene: Scene, hit: Hit, clause: Clause, roles: Roles) -> None:
    """`clashes between X and Y`, `X and Y exchanged`: both act and both suffer."""
    reach = _CARRIED if hit.frame.mutual else 4
    for index in range(hit.stop, min(clause.stop if reach > 4 else clause.end, hit.stop + reach)):
        first = scene.starting.get(index + 1)
        if scene.page.is_a(index, "between-word") and first and is_party(first):
            both = [first.mention.span, *and_others(scene, first.stop, clause)]
            if len(both) > 1:
                roles.actor = roles.recipient = both
                roles.last = max(roles.last, index + 1)
                return
    if hit.frame.mutual:
        partners = _partners(scene, hit, clause)
        both = list(dict.fromkeys([*roles.actor, *partners])) if roles.actor else []
        roles.recipient = both if len(both) > 1 else partners
        roles.actor = both if len(both) > 1 else roles.actor
    if hit.frame.type == "COOPERATE" or _exchanged(scene, hit):
        if not roles.actor:
            named = [
                p.mention.span
                for p in scene.phrases_in(clause.start, clause.end)
                if _nation_or_force(p) and does(scene, p)
            ]
            roles.actor = list(dict.fromkeys(named)) if len(set(named)) == 2 else []
        both = list(dict.fromkeys([*roles.actor, *roles.recipient]))
        if len(both) > 1:
            roles.actor = roles.recipient = both


def _home(scene: Scene, clause: Clause, roles: Roles) -> Span | None:
    """`the air force of X said that the forces of Y fired`: whoever counts the blows of another takes them."""
    speaker = clause.statement.speaker if clause.statement else None
    phrase = scene.covering.get(scene.page.words.holding(speaker.start)) if speaker else None
    if phrase is None or not roles.actor or roles.place is not None:
        return None
    side = phrase.mention.side
    doers = {m.mention.side or m.mention.key for m in scene.phrases if m.mention.span in roles.actor}
    voice = any(scene.page.is_a(at, "home-voice") for at in range(phrase.first, phrase.stop))
    if not voice or side is None or not doers or side in doers:
        return None
    return next((p.mention.span for p in scene.phrases if side in {p.mention.key, p.mention.stands_for}), None)


def _partners(scene: Scene, hit: Hit, clause: Clause) -> list[Span]:
    """`signed with X and Y`; a verb with a preposition of its own has its partner elsewhere."""
    if hit.takes is not None:
        return []
    for phrase in scene.phrases_in(hit.stop, clause.end):
        if is_party(phrase) and scene.page.is_a(phrase.first - 1, "with-party"):
            return [phrase.mention.span, *and_others(scene, phrase.stop, clause)]
    return []


def _exchanged(scene: Scene, hit: Hit) -> bool:
    """`an exchange of tariffs`: each did it to the other."""
    return hit.masdar and scene.page.is_a(hit.index - 1, "exchange-masdar")


def _suffered(scene: Scene, hit: Hit, clause: Clause, roles: Roles) -> None:
    """`X came under attack`, `X beat off an attack`: who stands between the verb and the noun was hit."""
    if hit.verbal or hit.frame.type != "ASSAULT":
        return
    for at in range(hit.index - 1, max(clause.start, hit.index - _CARRIED) - 1, -1):
        if not scene.page.is_a(at, "suffer-carrier"):
            continue
        between = [p for p in scene.phrases_in(at + 1, hit.index) if p.mention.kind != "media"]
        places = [p for p in between if p.mention.kind == "place" and p.mention.form != "metonym"]
        roles.place = places[-1].mention.span if places and roles.place is None else roles.place
        hurt = [p.mention.span for p in between if does(scene, p)] or [
            state for p in places[-1:] for state in [state_of(scene, p, roles)] if state
        ]
        if hurt and hurt[0] not in roles.actor:
            roles.recipient = hurt[:1]
        roles.first = min(roles.first, at)
        return


def _nation_or_force(phrase: Phrase) -> bool:
    return phrase.mention.kind in {"state", "group"} or phrase.mention.form == "metonym"


def _target(scene: Scene, hit: Hit, start: int, clause: Clause, roles: Roles) -> Span | None:
    """The first party, place or nation behind the doer that no word of source or company governs."""
    page = scene.page
    found = _pronoun(scene, hit, clause, roles)
    for index in range(start, clause.end):
        phrase = scene.starting.get(index)
        if phrase and phrase.mention.span not in roles.actor and phrase.mention.kind != "media":
            if page.is_a(phrase.first - 1, "aside") or (
                phrase.mention.kind == "person" and not _direct(scene, phrase, hit)
            ):
                continue
            if phrase.mention.kind != "place" and not (
                known(scene, phrase) and _hit_by_noun(scene, phrase, hit, start)
            ):
                continue
            if phrase.mention.kind == "place":
                if roles.place is None and not _metonym_target(scene, phrase):
                    roles.place = phrase.mention.span
                    roles.last = max(roles.last, phrase.stop)
                whole = None if hit.frame.type == "ASSAULT" else phrase.mention.span
                found = found or state_of(scene, phrase, roles) or whole
            elif found is None:
                found = phrase.mention.span
                roles.last = max(roles.last, phrase.stop)
        elif found is None and not phrase:
            nation = nation_at(scene, index)
            if nation and nation not in roles.actor:
                found = nation
    return found


def _hit_by_noun(scene: Scene, phrase: Phrase, hit: Hit, start: int) -> bool:
    """What a noun hits stands right behind it or behind a preposition of aim; a verb takes any object."""
    if hit.verbal or hit.masdar or hit.frame.type != "ASSAULT" or phrase.first == start:
        return True
    aim = scene.page.language.orthography.proclitics.article_after_l[0]
    given = bool(scene.skip_of(phrase)) and aim in scene.page.word(phrase.first)[: scene.skip_of(phrase)]
    return given or any(scene.page.is_a(phrase.first - back, "target-link") for back in (1, 2, 3))


def _pronoun(scene: Scene, hit: Hit, clause: Clause, roles: Roles) -> Span | None:
    """`that Russia annexed it`, `the capture of it`: the last place before."""
    at = max(hit.stop, roles.last)
    on_it = any(scene.page.is_a(index, "preposition-with-pronoun") for index in (hit.stop, at))
    if not on_it and not (hit.verbal and hit.sense.word.suffixed):
        return None
    places = [p for p in scene.phrases_in(max(0, hit.index - 60), hit.index) if p.mention.kind == "place"]
    places = [p for p in places if p.mention.form != "metonym"]
    if not places:
        return None
    roles.place = places[-1].mention.span
    return state_of(scene, places[-1], roles)


def _direct(scene: Scene, phrase: Phrase, hit: Hit) -> bool:
    return phrase.first - hit.stop < _CHUNK


def _metonym_target(scene: Scene, phrase: Phrase) -> bool:
    return phrase.mention.form == "metonym" and scene.page.is_a(phrase.first - 1, "aid-noun")


def state_of(scene: Scene, phrase: Phrase, roles: Roles) -> Span | None:
    """The state in which a place lies, where the report names it; never the doer's own."""
    side = phrase.mention.side or phrase.mention.stands_for
    if phrase.mention.form == "metonym":
        return phrase.mention.span
    named = [p for p in scene.phrases if side and side in {p.mention.key, p.mention.stands_for}]
    doers = {m.mention.key for m in scene.phrases if m.mention.span in roles.actor}
    doers |= {m.mention.side or "" for m in scene.phrases if m.mention.span in roles.actor}
    if side in doers:
        return None
    return named[0].mention.span if named else None


def _against(scene: Scene, span: Span) -> bool:
    """Whether people protest against it: where they do so is no recipient."""
    at = scene.page.words.holding(span.start)
    phrase = scene.covering.get(at)
    return scene.page.is_a((phrase.first if phrase else at) - 1, "target-link")


def _setting(scene: Scene, hit: Hit, clause: Clause) -> Span | None:
    """`In Marib, ...`: the place that opens the sentence; `Istanbul saw the signing of`."""
    for phrase in scene.phrases_in(clause.start, hit.index):
        opens = phrase.first - clause.start <= 2 and scene.starts_prepositional(phrase)
        saw = scene.page.is_a(phrase.first - 1, "suffer-carrier") and hit.frame.type == "AGREE"
        if phrase.mention.kind == "place" and (opens or saw):
            return phrase.mention.span
    return None
