"""Who took part in a meeting: subject and object of its verb, what follows its noun, who carries it."""

from mahdar.language.lexicon import Sense
from mahdar.language.schema import WordList
from mahdar.reading.scene import Phrase, Scene

_PARTIES = {"person", "institution", "state", "group"}
_REACH = 26


def parties_of_verb(scene: Scene, index: int, bounds: tuple[int, int], needs_link: bool) -> list[Phrase]:
    """Subject after or before the verb, object right behind it or behind `with`."""
    start, stop = bounds
    first = _party_at(scene, _past_times(scene, index + 1, stop))
    before = (
        _party_before(scene, index, start) if first is None or not _second(scene, first, stop, needs_link) else None
    )
    if before is not None:
        other = _linked(scene, index + 1, stop) or ([first] if first and not needs_link else [])
        return _distinct([before, *other])
    if first is None:
        return []
    group = _coordinated(scene, first, stop)
    return _distinct([*group, *(_second(scene, group[-1], stop, needs_link))])


def _second(scene: Scene, subject: Phrase, stop: int, needs_link: bool) -> list[Phrase]:
    """The other side behind the subject: as object, or behind a link."""
    index = _past_times(scene, subject.stop, stop)
    if not needs_link:
        direct = _party_at(scene, index)
        if direct and not scene.starts_prepositional(direct):
            return _coordinated(scene, direct, stop)
    return _linked(scene, subject.stop, min(stop, subject.stop + _REACH))


def parties_of_noun(scene: Scene, index: int, stop: int, sense: Sense, bounds: tuple[int, int]) -> list[Phrase]:
    """Behind `between`, `with`, `holds`; the possessor; the subject of a verb that carries the noun."""
    end = bounds[1]
    parties: list[Phrase] = []
    owner = _party_at(scene, stop)
    if owner and not scene.starts_prepositional(owner) and not sense.word.definite and owner.first == stop:
        parties += _coordinated(scene, owner, end)
    parties += _linked(scene, stop, min(end, stop + _REACH))
    if len(parties) < 2 and not parties:
        parties = _between_before(scene, index, bounds[0])
    if len(parties) < 2 or sense.word.accusative:
        carried = _carrier_subject(scene, index, bounds[0])
        if carried is None and sense.word.suffixed:
            carried = _near_before(scene, index, bounds[0], _FAR)
        if carried is not None:
            parties = [*_coordinated(scene, carried, index), *parties]
    if len(parties) == 1 and not sense.word.definite:
        other = _near_before(scene, index, bounds[0])
        parties = [other, *parties] if other else parties
    return _distinct(parties)


_NEAR, _FAR = 9, 20
_SUBJECTS = {"person", "state"}


def _near_before(scene: Scene, index: int, start: int, reach: int = _NEAR) -> Phrase | None:
    """The subject of the clause before a noun of meeting with one partner: `X is ready for a meeting with Y`."""
    for at in range(index - 1, max(start, index - reach) - 1, -1):
        if scene.is_comma(at) and reach == _NEAR:
            return None
        phrase = scene.covering.get(at)
        if phrase is None or scene.starts_prepositional(phrase):
            continue
        if phrase.mention.kind in _SUBJECTS or phrase.mention.form == "metonym":
            return phrase
    return None


def _between_before(scene: Scene, index: int, start: int) -> list[Phrase]:
    """`between X and Y three rounds were held`: both sides before the noun."""
    for at in range(index - 1, max(start, index - _NEAR) - 1, -1):
        for unit in scene.page.units("participant-link", at):
            party = _party_at(scene, unit.stop)
            table = unit.sense.row.table if unit.sense else None
            if party and isinstance(table, WordList) and table.kind == "between":
                return _coordinated(scene, party, index)
    return []


def _linked(scene: Scene, start: int, stop: int) -> list[Phrase]:
    """Parties behind the first link, and behind `in addition to` after them."""
    page = scene.page
    for index in range(start, stop):
        if index in scene.quoted and index not in scene.covering and index - 1 not in scene.quoted:
            break
        if page.is_a(index, "meeting-verb", "cue") and index > start and page.senses(index)[0].word.form == "past":
            break
        if page.units("meeting", index) and index > start:
            break  # what follows belongs to another noun of meeting
        for unit in page.units("participant-link", index):
            party = _party_at(scene, unit.stop)
            if party is None:
                continue
            group = _coordinated(scene, party, stop + 12)
            return [*group, *_more(scene, group[-1].stop, stop + 12)]
    return []


def _more(scene: Scene, start: int, stop: int) -> list[Phrase]:
    for index in range(start, min(start + 6, stop)):
        for unit in scene.page.units("more-participants", index):
            for at in range(unit.stop, unit.stop + 3):
                party = _party_at(scene, at)
                if party:
                    return [party]
    return []


def _carrier_subject(scene: Scene, index: int, start: int) -> Phrase | None:
    """`held / conducted ... talks`: the subject of the light verb before the noun."""
    for at in range(index - 1, max(start, index - 14) - 1, -1):
        if scene.page.is_a(at, "light-verb"):
            party = _party_at(scene, _past_times(scene, at + 1, index))
            if party and party.stop <= index and not scene.starts_prepositional(party):
                return party
            return _party_before(scene, at, start)
    return None


def _party_before(scene: Scene, index: int, start: int) -> Phrase | None:
    """The party that stands right before word `index`; `it happened before to X that (he) met` counts, too."""
    at = index - 1
    while at >= start and (at in scene.timed or scene.page.is_a(at, "filler", "relative", "that")):
        at -= 1
    phrase = scene.covering.get(at)
    if phrase is None or not _is_party(phrase):
        return None
    return (
        phrase if not scene.starts_prepositional(phrase) or scene.page.is_a(phrase.first - 1, "before-that") else None
    )


def _party_at(scene: Scene, index: int) -> Phrase | None:
    phrase = scene.starting.get(index)
    return phrase if phrase and _is_party(phrase) else None


def _is_party(phrase: Phrase) -> bool:
    mention = phrase.mention
    return mention.kind in _PARTIES or mention.form == "metonym"


def _past_times(scene: Scene, index: int, stop: int) -> int:
    while index < stop and (index in scene.timed or scene.page.is_a(index, "filler")):
        index += 1
    return index


def _coordinated(scene: Scene, phrase: Phrase, stop: int) -> list[Phrase]:
    """A phrase and those joined to it by a conjunction, past commas and titles."""
    group = [phrase]
    index = phrase.stop
    joining = scene.page.language.orthography.proclitics.any
    while index < stop:
        if scene.is_comma(index):
            index += 1
            continue
        following = scene.starting.get(index)
        if following is None or not _is_party(following):
            break
        joined = scene.skip_of(following) and scene.page.deep[following.first][0] in joining
        if not joined and following.mention.form != "title":
            break
        if joined:
            group.append(following)
        index = following.stop
    return group


def _distinct(parties: list[Phrase]) -> list[Phrase]:
    seen: dict[str, Phrase] = {}
    for phrase in parties:
        seen.setdefault(phrase.mention.stands_for or phrase.mention.key, phrase)
    return list(seen.values())
