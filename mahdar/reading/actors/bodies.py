"""Bodies by grammar: a head noun (ministry, army, delegation, sources, city) and what completes it."""

from collections.abc import Iterator
from itertools import takewhile

import msgspec

from mahdar.language.lexicon import Sense
from mahdar.language.rules import Unit
from mahdar.language.schema import EntityTable
from mahdar.reading.actors.body import (
    PEOPLE,
    Body,
    adjective,
    agrees_at,
    and_adjective,
    definite_noun,
    described,
    domain_of_state,
    for_whom,
    is_whole,
    leads,
    nounish,
    of_press,
    quoted,
    seat_stop,
    senders,
    taken,
    warns_of,
)
from mahdar.reading.actors.chunk import Chunk, whole
from mahdar.reading.actors.fields import quote_end, seated_in
from mahdar.reading.actors.named_heads import first_read, office_for, only_named, quoted_medium
from mahdar.reading.actors.names import name_at
from mahdar.reading.actors.parts import compound_at
from mahdar.reading.actors.roles import (
    behind_speech,
    is_adverb,
    is_source,
    is_verb,
    role,
    settled,
    several_say,
    source_stop,
    speaks_alone,
)
from mahdar.reading.actors.titles import title_at
from mahdar.reading.page import Page
from mahdar.types.marks import ActorKind

RULE = "ar/actors/grammar/"
_KINDS: dict[str, tuple[ActorKind, str]] = {
    "institution-head": ("institution", "body"),
    "force-head": ("group", "force"),
    "source-head": ("person", "source"),
    "group-head": ("group", "group"),
    "media-head": ("media", "medium"),
}
_HEADS = frozenset(_KINDS)
_MOST = 7
_NAMED = 7  # words of a name in quotation marks
_SIDES = ("state", "group")


def body_at(page: Page, index: int) -> Chunk | None:
    """The body whose head noun stands at word `index`."""
    if not 0 <= index < page.size or not page.may_begin(index, _HEADS):
        return None
    for cls, (kind, rule) in _KINDS.items():
        units = page.units(cls, index) if page.language.on(RULE + rule) else ()
        for sense, stop in sorted(_senses(units), key=lambda found: first_read(page, index, found)) if units else ():
            named = page.is_a(index, "place-head") and page.units("place", index + 1)
            if cls == "institution-head" and named and not behind_speech(page, index):
                continue  # the state of X, the summit of X; who speaks is the body, not the place
            where = sense.word.number == "s" and page.is_a(index, "locative")  # *amid* the capital, no circle of it
            if cls == "source-head" and (
                sense.word.definite or where or (sense.word.number == "p" and page.is_a(index, "group-head"))
            ):
                continue
            issued = page.is_a(index, "issued-text") and page.word(index).endswith(page.lexicon.alif)
            issued = issued or (kind == "person" and sense.word.accusative and behind_speech(page, index))
            if issued or of_press(page, index, stop) or is_verb(page, index, sense) or leads(page, index):
                continue  # who issues a statement speaks, not the statement
            chunk = quoted_medium(page, index, sense) if cls == "media-head" else None
            chunk = chunk or _grown(page, (index, stop), sense, kind, RULE + rule)
            if chunk and not only_named(page, chunk):
                return chunk
    return None


def _senses(units: tuple[Unit, ...]) -> Iterator[tuple[Sense, int]]:
    """What each head means, with its proclitics, and where it ends: `means of information` is one head."""
    for unit in units:
        sense = unit.sense
        if sense and sense.skip != unit.skip:
            sense = msgspec.structs.replace(sense, skip=unit.skip, prefix=unit.prefix)
        if sense:
            yield sense, unit.stop


def _grown(page: Page, words: tuple[int, int], sense: Sense, kind: ActorKind, rule: str) -> Chunk | None:
    index = words[0]
    body = Body(words[1], sense)
    while body.stop - index < _MOST and _grow(page, body, sense):
        pass
    body.stop = seat_stop(page, index, max(body.stop, office_for(page, index, body.stop)))
    plural = sense.word.number in {"p", "d"}
    if sense.cls in PEOPLE and not sense.word.definite:
        further = source_stop(page, index, body.stop)
        body.modified, body.stop = body.modified + bool(further), further or body.stop
    if sense.cls == "institution-head" and body.modified and page.is_a(body.stop, "media-tail"):
        kind, body.stop = "media", body.stop + 1
    if kind == "person" and (plural or not page.is_a(index, "person-source")):
        kind = "group"
    two = sense.word.number == "d" and sense.word.definite and several_say(page, body.stop)
    if not (two or _stands(body, sense, kind)) and not (
        sense.cls in PEOPLE
        and not body.suffixed
        and (speaks_alone(page, index, body.stop) or is_source(page, index, body.stop))
    ):
        return None
    if sense.word.number == "d" and page.is_a(index, "delegation") and page.is_a(words[1], "institution-head"):
        senders(page, words[1], body)
    text = [page.unprefixed(index, sense.skip, sense.word.definite), *page.deep[index + 1 : body.stop]]
    gender = sense.word.gender if not plural or kind in {"person", "group"} else "f"
    if sense.cls == "force-head" and plural:
        gender, plural = "f", False
    return whole(
        index,
        body.stop,
        skip=sense.skip,
        kind=kind,
        form="name",
        key=f"{kind}:{' '.join(text)}",
        rules=(rule,),
        side=body.side,
        sides=tuple(body.sides) if len(body.sides) > 1 else (),
        gender=gender,
        plural=plural,
        head=page.lexicon.fold(sense.word.text).removesuffix(page.lexicon.alif if sense.word.accusative else ""),
        office_kind="unnamed" if kind == "person" or (sense.cls == "source-head" and plural) else None,
        definite=body.definite,
        bare=not body.modified,
    )


def _stands(body: Body, sense: Sense, kind: ActorKind) -> bool:
    """Whether the phrase is enough to be an actor: completed, or definite by itself (then it refers back)."""
    if sense.cls == "media-head":
        return bool(body.modified)
    if body.modified:
        return True
    return body.definite and not body.suffixed and sense.word.number != "d" and sense.cls != "source-head"


def _grow(page: Page, body: Body, head: Sense) -> bool:
    at = body.stop
    if at < page.size and not page.is_word(at):
        return quoted(page, body, head)
    if at >= page.size or not page.may_name(at) or page.is_a(at, "issued"):
        return False  # a statement *issued by X*: X speaks
    for unit in page.units("nationality", at):
        sense, joined = unit.sense, len(unit.prefix) == 1 and body.modified > 0
        table = sense.row.table if sense else None
        if sense and isinstance(table, EntityTable) and (not unit.skip or joined):
            if sense.word.form != "adjective" or (body.definite and not sense.word.definite):
                continue
            if sense.word.number in {"p", "d"} and head.word.number == "s" and head.cls in PEOPLE:
                continue  # `the minister assured *the Xs*`
            others = (head.word.gender, sense.word.gender, head.word.number) == ("f", "m", "s")
            if (
                sense.word.definite
                and others
                and not (body.closed and page.lexicon.has(page.word(at - 1), "adjective"))
            ):
                continue  # `the foreign minister of Russia`: the adjective is the minister's
            body.side = body.side or table.id
            rebels = any(one.sense and one.sense.row.table is table for one in page.units("group", at))
            body.sides.append(f"{'group' if rebels else 'state'}:{table.id}")
            return taken(body, unit.stop, sense.word.definite)
    for sense in page.senses(at) if not settled(page, at) else ():
        adverb = is_adverb(page, at, sense)
        if sense.cls == "title-adjective" and not sense.skip and sense.word.definite == body.definite and not adverb:
            return taken(body, at + 1 + page.is_a(at + 1, "adjective-tail"), body.definite)
    if page.is_a(at, "how-many") and head.word.number == "p":
        return taken(body, at + 1, body.definite)  # `the *three* states`
    if head.word.number == "d" and head.cls == "source-head" and page.units("number", at):
        return taken(body, at + 1, body.definite)  # `*two* diplomats`, told with the number besides
    return (
        _construct(page, body, head)
        or adjective(page, body, head)
        or and_adjective(page, body, head)
        or _inside(page, body, head)
        or for_whom(page, body, head)
    )


def _inside(page: Page, body: Body, head: Sense) -> bool:
    """`a source in the delegation`, `an official in the White House`: where an unnamed source belongs."""
    at = body.stop
    of_the = page.light[at].startswith(page.language.orthography.proclitics.article_after_l)
    of_the = of_the and not page.is_a(at, "press-people")
    told = bool(page.units("that", at + 1) or page.units("cue-channel", at + 1)) and not of_the
    if head.cls == "source-head" and told:
        return False  # `an informed source stressed *that*`, `an official *in a press conference*`
    if head.cls == "source-head" and not body.closed and page.is_a(at - 1, "close-to") and _close_to(page, body):
        return True
    seat = seated_in(page, at) if head.cls == "source-head" and not body.closed else None
    if seat:
        body.closed, body.side = True, body.side or seat[0]
        return taken(body, seat[1], False)
    if head.cls == "source-head" and not body.closed and page.units("inside", at):
        link = max(unit.stop for unit in page.units("inside", at))
        if page.is_definite(link) and page.lexicon.has(page.word(link), "noun"):
            body.closed = True
            return taken(body, link + 1 + agrees_at(page, link + 1), False)
    linked = page.is_a(at, "office-link") and not page.is_a(at, "on-behalf")
    linked = linked or (page.is_a(at, "from") and not warns_of(page, at))
    if head.cls != "source-head" or body.closed or not linked or page.units("place", at + 1):
        return False
    stops = [unit.stop for unit in page.units("institution", at + 1) if not unit.prefix]
    inner = (
        body_at(page, at + 1)
        if not stops and page.is_a(at + 1, "institution-head", "group-head", "force-head")
        else None
    )
    if inner:
        stops.append(inner.stop)
        body.side = body.side or inner.side
    if not stops:
        return False
    body.closed = True
    return taken(body, max(stops), False)


def _close_to(page: Page, body: Body) -> bool:
    """`a source close *to X*`, `informed *of the talks*`: what an unnamed source is near to."""
    at = body.stop
    if page.units("filler", at):
        return False  # `announced *for the first time*`
    if page.light[at].startswith(page.language.orthography.proclitics.article_after_l):
        body.closed = True
        return not page.is_a(at, "press-people") and taken(body, at + 1, False)
    if not page.is_a(at, "close-link") or page.is_a(at + 1, "aside-noun"):
        return False
    near = takewhile(page.is_word, range(at + 2, at + _NEAR))
    told = any(page.units("that", one) for one in near)
    if page.is_a(at - 1, "informed") and warns_of(page, at) and not told:
        return False  # `informed sources warned *of*`
    body.closed = True
    person = role(page, at + 1) in {"given", "family"} or compound_at(page, at + 1)
    name = name_at(page, at + 1, framed=True) if person or name_at(page, at + 1) else None
    title = title_at(page, at + 1)
    holder = name or (title if title and title.definite and not title.skip else None)
    group = body_at(page, at + 1) if not holder else None  # `close to the alliance "X"`
    stop = holder.stop if holder else group.stop if group and not group.skip else quote_end(page, at + 1, _NAMED)
    if stop:
        return taken(body, stop, True)
    alone = not page.is_definite(at + 1)  # `close to him`, or `close to the talks`
    of_what = alone and page.may_name(at + 1) and page.lexicon.has(page.word(at + 1), "noun")
    where = any(not unit.prefix for cls in ("place", "state", "institution") for unit in page.units(cls, at + 2))
    of_what = of_what and (where or page.is_definite(at + 2))  # `informed of the course of the talks`
    return taken(body, at + 3 if of_what else at + 1 if alone else at + 2, False)


_NEAR = 8  # words of what a source knows before `that`

_COMPLETE = ("office-domain", "institution", "state", "place", "group", "media", "palace")


def _construct(page: Page, body: Body, head: Sense) -> bool:
    """What a head without article is completed by: a domain, an entity, a definite noun."""
    if head.word.definite or head.word.accusative or head.word.text.endswith(page.lexicon.plural_endings[0]):
        return False  # no noun completes a plural that keeps its nun
    at = body.stop
    found = ((cls, unit) for cls in _COMPLETE for unit in page.units(cls, at))
    for cls, unit in sorted(found, key=lambda one: -one[1].stop):
        ministry = head.cls == "institution-head" and cls == "office-domain"
        ministry = ministry and not (unit.prefix and page.is_a(at, "institution-head"))  # `the House *and the Council*`
        table = unit.sense.row.table if unit.sense else None
        dual = head.word.number == "d" and isinstance(table, EntityTable)
        of_states = dual or (bool(body.sides) and cls in _SIDES)  # not `officials *of that nation* and X`
        joins = ministry or (of_states and (page.is_definite(at - 1) or not page.is_a(at - 1, "nationality")))
        itself = cls == "media" and head.cls == "source-head" and page.is_a(at - 1, "media-head")  # `the paper X`
        if not unit.prefix and (itself or is_whole(page, body, head, cls)):
            continue
        joined = len(unit.prefix) == 1 and body.modified and joins and _conjunction(page, unit.prefix)
        if (unit.prefix and not joined) or (not unit.prefix and cls in _SIDES and described(page, body, head)):
            continue
        if isinstance(table, EntityTable):
            body.side = body.side or (table.id if cls in _SIDES else table.side)
            several = head.word.number in {"d", "p"} and (joined or cls in _SIDES)
            body.sides += [f"{cls}:{table.id}"] if several else []
        body.closed = True
        return taken(body, unit.stop, True)
    word = page.deep[at]
    officers = head.cls == "institution-head" or head.word.number in {"p", "d"}  # `the defence ministers of X and Y`
    if officers and not body.modified and domain_of_state(page, body, head):
        return True
    if head.cls in {"group-head", "source-head"}:
        sent = page.is_a(at - 1, "delegation") and not body.modified and page.is_definite(at)
        sent = sent and page.lexicon.has(word, "noun", "adjective")
        return taken(body, at + 1, True) if sent else _circle(page, body, head)
    known = page.lexicon.has(word, "noun") or page.is_a(at, "place-head")  # `the coordination of *the North*`
    known = known or (page.is_a(at - 1, "named-after") and role(page, at) == "unknown")
    if page.is_definite(at) and known and not body.closed and not body.modified:
        body.closed = True
        return taken(body, at + 1, True)
    return _further_noun(page, body)


def _further_noun(page: Page, body: Body) -> bool:
    """A further noun of what a body is for: `the ministry of X *and of Y*`, `the office of *the affairs of X*`."""
    at = body.stop
    word = page.deep[at]
    another = page.is_a(at, "institution-head") or page.units("institution", at)  # `the House *and the Council*`
    if body.modified and not another and _conjunction(page, word[0]) and definite_noun(page, word[1:]):
        return taken(body, at + 1, True)
    noun = nounish(page, at) and not compound_at(page, at)  # `the office of *Abd Allah* X`
    if body.modified == 0 and noun and definite_noun(page, page.word(at + 1)):
        body.closed = True
        return taken(body, at + 2, True)
    return False


def _circle(page: Page, body: Body, head: Sense) -> bool:
    """`sources *of the prime minister*`: whose circle they are."""
    at = body.stop
    people = head.cls == "source-head" and head.word.number == "p" and not page.is_a(at - 1, "issued-text")
    if not people or body.modified or " " in head.word.text or not page.is_word(at):
        return False
    inner = body_at(page, at) or title_at(page, at)
    whose = inner is not None and inner.definite and not inner.skip and inner.first == at
    return whose and inner is not None and taken(body, inner.stop, True)


def _conjunction(page: Page, letter: str) -> bool:
    return letter in page.language.orthography.proclitics.any
