"""What may stand between a cue and what is said: adverbs, times, channels, whom it was told; and verbs that may not."""

from mahdar.reading.scene import Scene
from mahdar.reading.statements.adverbs import past_adverb


def skip_fillers(scene: Scene, index: int, stop: int) -> int:
    """Past adverbs, times and commas."""
    page = scene.page
    while index < stop:
        filler = page.units("filler", index)
        if index in scene.timed:
            index += 1
        elif scene.is_preposition(index) and index + 1 in scene.timed:
            index += 2
        elif scene.past_channel(index) > index:
            index = _past_clause(scene, scene.past_channel(index))
        elif scene.page.is_a(index, "title-link") and index + 1 in scene.starting and index not in scene.covering:
            index = scene.starting[index + 1].stop  # `in the name of X`
        elif scene.past_told(index) > index:
            index = scene.past_told(index)
        elif past_adverb(page, index) > index:
            index = past_adverb(page, index)
        elif filler:
            index = filler[0].stop
        elif _beside_time(scene, index, stop) or _to_press(scene, index) or page.is_a(index, "to-them"):
            index += 1
        elif index - 1 in scene.timed and _closing_place(scene, index):
            index = _closing_place(scene, index) + 1
        else:
            break
    return index


def _beside_time(scene: Scene, index: int, stop: int) -> bool:
    """Whether a comma stands there before or behind a time."""
    return scene.is_comma(index) and index + 1 < stop and (index + 1 in scene.timed or index - 1 in scene.timed)


def _to_press(scene: Scene, index: int) -> bool:
    """`called, *to the journalists,* for`: whom he told."""
    to = scene.page.language.orthography.proclitics.noun[1]
    return scene.page.deep[index].startswith(to) and scene.page.is_a(index, "press-people")


def _closing_place(scene: Scene, index: int) -> int:
    """The comma behind a place with its preposition, which follows a time: `, on Tuesday *in X*,`; 0 for none."""
    place = scene.starting.get(index) or scene.starting.get(index + 1)
    if place is None or place.mention.kind != "place" or not scene.starts_prepositional(place):
        return 0
    return place.stop if scene.is_comma(place.stop) else 0


def _past_clause(scene: Scene, index: int) -> int:
    """Past what is told of a text right behind it: `in a statement *that the mission issued*`, without a relative
    pronoun."""
    page = scene.page
    noun = index - 1 - page.lexicon.has(page.word(index - 1), "adjective")  # `a statement *to the press*`
    text = any(page.is_a(at, "issued-text", "cue-channel") and not page.is_definite(at) for at in (index - 1, noun))
    issued = page.lexicon.has(page.word(index), "past") and suffixed(scene, index) and not suffixed(scene, index - 1)
    if not text or (page.is_a(index, "cue") and not issued) or page.units("that", index):
        return index
    for at in range(index + 1, index + _COPY):
        for unit in page.units("copy-of-it", at):
            return _past_who(scene, unit.stop)  # `a statement *which the agency got a copy of*`
        if page.units("that", at):
            break
    return _past_who(scene, index + 1) if issued or other_verb(scene, index) else index


def suffixed(scene: Scene, index: int) -> bool:
    """Whether the word there is a noun or verb with a pronoun: `its agreement`."""
    return any(sense.word.suffixed and not sense.skip for sense in scene.page.senses(index))


_COPY = 6  # words between a text and its copy: `which the agency "X" got`


def _past_who(scene: Scene, index: int) -> int:
    """Past who did it, with the word that says what kind of a name it is and quotation marks around it."""
    page = scene.page
    at = next((unit.stop for unit in page.units("names-its-kind", index)), index)
    opened = at in scene.quote_at and scene.is_name_quote(scene.quote_at[at])
    phrase = scene.starting.get(at + opened)
    if phrase is None:
        return index + page.is_definite(index)
    return phrase.stop + opened


def other_verb(scene: Scene, index: int) -> bool:
    """Whether another verb stands there, which then owns what follows."""
    page = scene.page
    if index in scene.covering or index in scene.timed:
        return False
    verb = page.lexicon.has(page.word(index), "past", "present") and not page.lexicon.has(
        page.word(index), "noun", "adjective"
    )
    return verb and not page.is_a(index, "filler", "preposition", "relative", "preposition-with-pronoun")


def modifies(scene: Scene, index: int) -> bool:
    """Whether a verb only says more of the indefinite noun before it: `in a session held in Geneva`."""
    page = scene.page
    before = index - 1
    if before in scene.covering or page.units("that", index + 1) or scene.is_colon(index + 1):
        return False
    return page.lexicon.has(page.word(before), "noun", "adjective") and not page.is_definite(before)
