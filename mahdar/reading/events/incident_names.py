"""Names beside an incident: who may act, which nation an adjective means, which verb agrees with whom."""

import msgspec

from mahdar.language.schema import EntityTable
from mahdar.reading.scene import Phrase, Scene
from mahdar.types.marks import Statement
from mahdar.types.span import Span

_PARTIES = frozenset({"person", "state", "group", "institution"})
_THINGS = ("captive", "supply", "site-noun", "asset", "person-counted", "capture-noun")


class Roles(msgspec.Struct):
    """Spans of the mentions that act, suffer and place; `first` and `last` are the words that they reach."""

    actor: list[Span]
    recipient: list[Span]
    place: Span | None
    first: int
    last: int


class Clause(msgspec.Struct, frozen=True):
    """The sentence `start` up to `stop`, the clause's end, and the statement that tells it."""

    start: int
    stop: int
    end: int
    statement: Statement | None


def is_party(phrase: Phrase) -> bool:
    """Whether a phrase names somebody who acts."""
    return phrase.mention.kind in _PARTIES or phrase.mention.form == "metonym"


def does(scene: Scene, phrase: Phrase) -> bool:
    """Whether a party may do what is told: no prisoners, no factories, no power supply."""
    return is_party(phrase) and known(scene, phrase)


def known(scene: Scene, phrase: Phrase) -> bool:
    """Whether a body is listed, acts for somebody, or is called by a noun of those who act: no `factories`."""
    mention = phrase.mention
    if mention.kind not in {"group", "institution"} or mention.latin or mention.form == "metonym":
        return True
    if scene.page.is_a(phrase.first, "agent-noun"):
        return True
    return bool(mention.side) and not scene.page.is_a(phrase.first, *_THINGS)


def in_name(scene: Scene, index: int) -> bool:
    """Whether a word is a further word of a name; an unlisted body may only look like one."""
    phrase = scene.covering.get(index)
    return phrase is not None and (phrase.first < index or phrase.mention.kind == "person") and _listed(phrase)


def _listed(phrase: Phrase) -> bool:
    return phrase.mention.kind not in {"group", "institution"} or bool(phrase.mention.latin)


def agrees(scene: Scene, index: int, phrase: Phrase) -> bool:
    """Whether the party may be the subject of the verb before it: a masculine verb has no feminine subject."""
    senses = [s for s in scene.page.senses(index) if s.word.form in {"past", "present"} and s.word.gender]
    return not senses or any(s.word.gender == "f" for s in senses) or phrase.mention.gender != "f"


def nation_at(scene: Scene, index: int) -> Span | None:
    """The actor whose adjective stands there, where the report names it."""
    if not scene.page.is_a(index, "nationality") or (index in scene.covering and scene.covering[index].first == index):
        return None
    for sense in scene.page.senses(index):
        if sense.cls == "nationality" and isinstance(sense.row.table, EntityTable) and sense.row.header:
            key = f"{sense.row.header.class_}:{sense.row.table.id}"
            named = [p.mention for p in scene.phrases if p.mention.key == key]
            named = named or [p.mention for p in scene.phrases if p.mention.stands_for == key]
            if named:
                return named[0].span
    return None


def past_fill(scene: Scene, index: int, stop: int) -> int:
    """Past times, fillers and commas between a verb and its subject."""
    while index < stop and (index in scene.timed or scene.page.is_a(index, "filler") or scene.is_comma(index)):
        index += 1
    return index


def named(scene: Scene, word: str) -> Span | None:
    """The party that the report names with just this word."""
    return next((p.mention.span for p in scene.phrases if p.mention.text == word and is_party(p)), None)
