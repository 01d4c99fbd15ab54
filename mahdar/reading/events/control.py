"""Who holds a place, as a report or somebody in it tells: held, held in part or whole, fought over. What a record needs
to see that two parties claim one town."""

from collections.abc import Iterator

import msgspec

from mahdar.language.rules import Unit
from mahdar.language.schema import Trigger
from mahdar.reading.draft import Draft
from mahdar.reading.events.incident_names import does, past_fill
from mahdar.reading.events.voices import Voices
from mahdar.reading.scene import Phrase, Scene, scene_of
from mahdar.types.marks import Control, ControlKind
from mahdar.types.span import Span, hull

_STARTS = frozenset({"hold", "fought"})
_BACK = 4  # words before the holding that may take it away
_REACH = 9  # words from the holding to its place
_OWNER = 7  # words back from a noun of holding to whoever claims it
_BEFORE = 60  # words back in which the place of a pronoun was named


def find_control(draft: Draft) -> Iterator[Control]:
    """Each passage that says who holds a place or that it is fought over, with its place."""
    scene = scene_of(draft)
    voices = Voices(draft, {phrase.mention.span: phrase for phrase in scene.phrases})
    for start, stop in scene.sentences:
        for index in range(start, stop):
            if not scene.page.may_begin(index, _STARTS) or index in scene.furniture or index in scene.covering:
                continue
            for cls in sorted(_STARTS):
                units = [unit for unit in scene.page.units(cls, index) if unit.sense]
                unit = min(units, key=lambda one: one.sense is None or one.sense.word.form != "noun", default=None)
                found = _control(scene, voices, (index, unit), (start, stop), cls) if unit else None
                if found:
                    yield from (msgspec.structs.replace(found, place=one) for one in _and_places(scene, found.place))
                    yield from _denial(draft, found)


def _and_places(scene: Scene, place: Span) -> list[Span]:
    """A place and those joined to it: `X, Y and Z`."""
    found, joining = [place], scene.page.language.orthography.proclitics.any
    phrase = scene.covering.get(scene.page.words.holding(place.start))
    while phrase:
        behind = scene.starting.get(phrase.stop)
        if behind is None or behind.mention.kind != "place" or scene.page.word(phrase.stop)[0] not in joining:
            break
        found.append(behind.mention.span)
        phrase = behind
    return found


def _denial(draft: Draft, found: Control) -> Iterator[Control]:
    """`the army denied that X holds ...`: whoever denies it says something else of the same place."""
    for said in draft.statements:
        if said.act == "denies" and said.speaker and any(content.overlaps(found.span) for content in said.content):
            span = hull((said.cue, said.speaker_mention)) if said.speaker_mention else said.cue
            by = said.speaker
            yield msgspec.structs.replace(found, span=span, kind="denied", by=by)
            return


def _control(
    scene: Scene, voices: Voices, hit: tuple[int, Unit], sentence: tuple[int, int], cls: str
) -> Control | None:
    index, unit = hit
    assert unit.sense is not None
    table = unit.sense.row.table
    made = table.set_ if isinstance(table, Trigger) else {}
    if not _is_told(scene, hit, sentence[0], made):
        return None
    link = "hold-about" if "about" in made else "hold-on" if cls == "hold" else "fought-in"
    found = _place(scene, unit.stop, sentence, link if made.get("link") or "about" in made else None)
    if found is None:
        return None
    place, behind, end = found
    holder = _holder(scene, voices, hit, sentence, behind if behind > end - 1 else end)
    if holder is None and cls == "hold":
        return None
    kind: ControlKind = "fought" if cls == "fought" else _how_much(scene, index, end, unit.sense.word.form)
    told_by = voices.speaker(index)
    claimed = _claimed(scene, index)
    near = holder and holder[1] < index and unit.sense.word.form != "noun" and not _apart(scene, holder[1], index)
    first = holder[1] if holder and near else index
    return Control(
        span=scene.span(first, end, unit.skip if first == index else scene.skip_of(scene.starting[first])),
        rules=(unit.sense.id,),
        kind=kind,
        place=place,
        holder=holder[0] if holder else None,
        by=holder[0] if holder and claimed is not None else told_by.mention.span if told_by else None,
    )


def _apart(scene: Scene, first: int, index: int) -> bool:
    """Whether more than a filler stands between whoever holds and the verb."""
    phrase = scene.starting.get(first)
    return phrase is None or past_fill(scene, phrase.stop, index) != index


def _is_told(scene: Scene, hit: tuple[int, Unit], start: int, made: dict[str, object]) -> bool:
    """No attempt, plan, fear or denial; fighting goes on now, a holding is no wish."""
    page, (index, unit) = scene.page, hit
    assert unit.sense is not None
    near = range(max(start, index - _BACK), index)
    lasts = any(page.units("still-on", at) for at in range(max(start, index - _BACK), min(page.size, unit.stop + 2)))
    if made.get("lasts"):
        return lasts and not any(page.is_a(at, "not-held") for at in near)
    if made.get("now"):
        return unit.sense.word.form == "present" and not any(page.is_a(at, "not-held") for at in near)
    future = page.deep[index][0] == page.language.orthography.proclitics.verb[0] and unit.sense.word.form == "present"
    purpose = page.deep[index][: unit.skip].endswith(page.language.orthography.proclitics.noun[1])
    if future or purpose or page.is_a(index - 1, "will", "that-may"):
        return False
    return lasts or not any(page.units("not-held", at) or page.is_a(at, "negation") for at in near)


def _how_much(scene: Scene, index: int, end: int, form: str | None) -> ControlKind:
    words = range(index, min(end + 2, scene.page.size))
    if any(scene.page.units("held-part", at) for at in words):
        return "part"
    return "whole" if any(scene.page.units("held-whole", at) for at in words) else "holds"


def _place(scene: Scene, start: int, sentence: tuple[int, int], link: str | None) -> tuple[Span, int, int] | None:
    """The place, the word behind the link, and the word behind the place; a pronoun stands for what was named last."""
    page = scene.page
    linked = link is None
    behind = start
    for at in range(start, min(sentence[1], start + _REACH)):
        if link == "hold-on" and page.is_a(at, "hold-on-it"):
            before = _named_before(scene, at, sentence[0])
            return (before, at + 1, at + 1) if before else None
        if not linked and page.is_a(at, link or ""):
            linked, behind = True, at + 1
            continue
        phrase = scene.starting.get(at)
        if linked and phrase and phrase.mention.kind == "place" and phrase.mention.form != "metonym":
            return phrase.mention.span, behind, phrase.stop
        head = page.sense(at, "place-head") if linked and at not in scene.covering else None
        if head and head.word.definite and head.word.number == "s":
            before = _named_before(scene, at, sentence[0] - _BEFORE)
            return (before, behind, at + 1) if before else None
        if scene.is_comma(at) or (link is None and at not in scene.covering and scene.is_preposition(at)):
            break
    return None


def _named_before(scene: Scene, index: int, start: int) -> Span | None:
    found = [
        phrase.mention.span
        for phrase in scene.phrases_in(max(0, start - _BEFORE), index)
        if phrase.mention.kind == "place" and phrase.mention.form != "metonym"
    ]
    return found[-1] if found else None


def _holder(
    scene: Scene, voices: Voices, hit: tuple[int, Unit], sentence: tuple[int, int], end: int
) -> tuple[Span, int] | None:
    """Whoever holds, and the word where it begins: behind the word, in a relative clause, before it, or who speaks."""
    index, unit = hit
    assert unit.sense is not None
    word, claimed = unit.sense.word, _claimed(scene, index)
    for at in (past_fill(scene, unit.stop, sentence[1]), end):
        phrase = scene.starting.get(at)
        if phrase and does(scene, phrase) and not scene.starts_prepositional(phrase, index):
            return phrase.mention.span, phrase.first
    speaker = voices.speaker(index) or voices.telling(index, sentence[0])
    if word.form == "noun" and word.suffixed and speaker:
        return speaker.mention.span, index
    before = _before(scene, index, sentence[0] if claimed is None else claimed, _OWNER)
    if claimed is not None:
        return (before.mention.span, before.first) if before else None
    if before and (word.form != "noun" or not word.suffixed or speaker is None):
        return before.mention.span, before.first
    return (speaker.mention.span, index) if speaker else None


def _claimed(scene: Scene, index: int) -> int | None:
    """The word of claim close before a holding: `the claim of X to hold`: its owner holds, as it claims."""
    return next((at for at in range(index - 1, index - _BACK - 1, -1) if scene.page.is_a(at, "claim-word")), None)


def _before(scene: Scene, index: int, start: int, most: int) -> Phrase | None:
    """The party that stands before the word, nothing of another clause between; `its forces` are the speaker's."""
    at = index - 1
    while at >= max(start, index - most):
        phrase = scene.covering.get(at)
        if phrase and does(scene, phrase) and not scene.starts_prepositional(phrase):
            return phrase
        if scene.page.is_a(at, "that", "relative") or (scene.is_comma(at) and at < index - 2):
            return None
        owned = scene.page.sense(at, "agent-noun")
        if owned and owned.word.suffixed:
            return None
        at -= 1
    return None
