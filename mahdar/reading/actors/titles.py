"""Title phrases: an office, rank or occupation with what completes it, up to where a name may follow."""

from mahdar.language.lexicon import Sense
from mahdar.language.rules import Unit
from mahdar.language.schema import EntityTable, WordList
from mahdar.reading.actors.fields import BODIES, entity_side, field_stop, quoted_body, seat_of
from mahdar.reading.actors.modifiers import (
    abbreviated,
    charged_with,
    for_what,
    further_field,
    in_quotes,
    is_abroad,
    is_state,
    links_to,
    name_follows,
    named_body,
    of_people,
    owned,
    plain_adjective,
    seated,
    spoken_for,
    within_it,
)
from mahdar.reading.actors.roles import is_adverb, is_his, is_no_name, is_other_word, is_verb, role, settled, to_press
from mahdar.reading.actors.title import Growing, Title
from mahdar.reading.page import Page

_MOST = 12


def title_at(page: Page, index: int) -> Title | None:
    """The title phrase that begins at word `index`, without a name; remembered by place."""
    if not 0 <= index < page.size or "title" not in page.looks[index].classes or is_no_name(page, index):
        return None
    close = page.is_a(index, "source-head") and page.is_a(index + 1, "close-link") and not page.is_definite(index)
    if close or to_press(page, index):
        return None  # `one close to the prime minister X` is not X; `said *to the journalists* X`
    if index not in page.titles:
        page.titles[index] = _title_at(page, index)
    found: Title | None = page.titles[index]
    return found


def _title_at(page: Page, index: int) -> Title | None:
    found: dict[int, Title] = {}  # by where the title's own words end
    for unit in sorted(page.units("title", index), key=_longest_first):
        sense = unit.sense
        if sense is None or not isinstance(sense.row.table, WordList) or page.lexicon.has(page.deep[index], "particle"):
            continue
        if (
            unit.stop == index + 1
            and sense.word.accusative
            and not (sense.word.definite or page.is_a(index - 1, "that", "contrast"))
        ):
            continue
        construct = unit.stop > index + 1 and page.is_a(index + 1, "title") and not page.is_definite(index + 1)
        if construct and page.is_definite(index):
            continue  # `warned *the deputies* the head of`
        own = role(page, index) == "given"  # Nabih, not `his prophet`
        if sense.word.suffixed and (own or not page.light[index].endswith(sense.word.text)):
            continue
        if unit.stop == index + 1 and (is_other_word(page, index, sense) or is_verb(page, index, sense)):
            continue
        if is_his(page, index, sense):
            continue
        if unit.stop not in found:
            found[unit.stop] = _complete(page, index, unit.stop, sense, unit.skip)
        if unit.stop > index + 1 and sense.row.table.takes == "bare":
            break  # a style of several words: its first word is no office
    return max(found.values(), key=lambda title: (title.stop, title.inner is None, title.completed), default=None)


def _longest_first(unit: Unit) -> tuple[int, int, bool]:
    """Longer titles first, and the dual of a construct before `my minister`, which nobody prints."""
    return -unit.stop, unit.skip, unit.sense is not None and unit.sense.word.suffixed


def _complete(page: Page, first: int, stop: int, sense: Sense, skip: int) -> Title:
    table = sense.row.table
    assert isinstance(table, WordList)
    growing = Growing(stop)
    growing.definite = growing.headed = sense.word.definite
    open_ended = page.is_a(stop - 1, "office-link") or (stop > first + 1 and not page.is_definite(stop - 1))
    growing.article = growing.definite and not open_ended  # `the one in charge of the affairs of`
    growing.kind, growing.plural = table.kind or "other", sense.word.number in {"p", "d"}
    if stop > first + 1 and page.is_definite(stop - 1):
        growing.definite = growing.completed = True  # `the heir of *the reign*`
    nunated = page.word(stop - 1).endswith(page.lexicon.plural_endings[0]) and not sense.word.definite
    if table.takes != "bare":  # no noun completes a plural that keeps its nun: `called *analysts* the parties to`
        more = _without_noun if nunated else _grow
        while growing.stop - first < _MOST and more(page, growing, first):
            pass
    else:
        while _adjective(page, growing):
            pass
    return Title(
        first=first,
        stop=growing.stop,
        skip=skip,
        head=page.lexicon.fold(sense.word.text),
        kind=table.kind or "other",
        number=sense.word.number or "s",
        gender=sense.word.gender,
        definite=growing.definite,
        side=growing.side or (growing.inner.side if growing.inner else None),
        completed=growing.completed,
        inner=growing.inner,
        loose=growing.loose,
        sides=tuple(growing.sides),
        both=growing.both,
        suffixed=sense.word.suffixed,
        domain=" ".join(growing.domain),
    )


def _grow(page: Page, growing: Growing, first: int) -> bool:
    """Take one more modifier; False when the phrase is complete."""
    return (
        _adjective(page, growing)
        or _inner_title(page, growing)
        or _domain(page, growing)
        or _entity(page, growing)
        or named_body(page, growing)
        or _body(page, growing)
        or owned(page, growing)
        or _preposition(page, growing)
        or _principal(page, growing)
        or seated(page, growing, first)
        or further_field(page, growing)
        or charged_with(page, growing)
        or for_what(page, growing)
        or within_it(page, growing)
        or abbreviated(page, growing)
    )


def _without_noun(page: Page, growing: Growing, first: int) -> bool:
    return _adjective(page, growing) or _preposition(page, growing) or seated(page, growing, first)


def _adjective(page: Page, growing: Growing) -> bool:
    for unit in page.units("nationality", growing.stop) if page.may_name(growing.stop) else ():
        sense, joined = unit.sense, len(unit.prefix) == 1 and bool(growing.sides)
        if sense is None or not isinstance(sense.row.table, EntityTable) or sense.word.form != "adjective":
            continue
        behind_definite = growing.completed and page.is_definite(growing.stop - 1)  # `of *the* ministry`: no adjective
        agreed = sense.word.definite or not (
            growing.headed or behind_definite or (growing.definite and not growing.completed)
        )
        if (unit.skip and not joined) or not agreed or is_state(page, growing.stop, sense):
            continue
        if (
            sense.word.number in {"p", "d"}
            and not growing.plural
            and not joined
            and (growing.completed or growing.article)
            and not (name_follows(page, unit.stop) and of_people(page, growing.stop))
        ):
            continue  # `the head of the team *accused* the Xs`: a plural is another noun
        if joined and page.is_word(unit.stop) and name_follows(page, unit.stop):
            return False
        growing.took(sense.row.table.id, any(one.sense is sense for one in page.units("group", growing.stop)))
        growing.stop, growing.completed, growing.loose = unit.stop, True, True
        growing.definite = growing.definite or sense.word.definite
        return True
    open_to = page.may_name(growing.stop) and not settled(page, growing.stop)
    for sense in page.senses(growing.stop) if open_to else ():
        whole = growing.headed or (growing.completed and growing.definite)  # not `told officials *the journalists*`
        agrees = whole if sense.word.definite else not growing.headed
        agrees = agrees and not is_adverb(page, growing.stop, sense)
        given = role(page, growing.stop).startswith("given")  # `the president of X *Samia* Y`: no adjective agrees so
        named = given and (
            page.light[growing.stop] != sense.word.text or (growing.definite and not sense.word.definite)
        )
        one = sense.word.number not in {"d"} if growing.plural else sense.word.number not in {"d", "p"}
        if sense.cls == "title-adjective" and not named and not sense.skip and one and agrees:
            growing.stop, growing.loose = growing.stop + 1 + page.is_a(growing.stop + 1, "adjective-tail"), True
            return True
    return growing.completed and plain_adjective(page, growing)


def _domain(page: Page, growing: Growing) -> bool:
    listed = max((unit.stop for unit in page.units("institution", growing.stop)), default=0)
    for unit in page.units("office-domain", growing.stop):
        if unit.stop < listed if not unit.prefix else page.is_a(growing.stop, "press-people"):
            continue
        joined = unit.prefix in page.language.orthography.proclitics.any and bool(growing.domain)
        if joined or _attaches(page, growing, unit.prefix):
            growing.side = growing.side or seat_of(page, growing.stop, unit.stop)
            growing.take(page, unit.stop)
            return True
    if growing.article or growing.completed or listed > growing.stop + 1:
        return False
    if _bare_domain(page, growing):
        return True
    stop = field_stop(page, growing.stop) if page.is_a(growing.stop - 1, "field-head") else growing.stop
    if stop > growing.stop:
        growing.take(page, stop)
        return True
    return False


def _attaches(page: Page, growing: Growing, prefix: str) -> bool:
    """A complement without a preposition completes a title without article, once; one with `for` joins any, and one
    with `at` a scholar."""
    if prefix:
        at, to = page.language.orthography.proclitics.noun[:2]
        return prefix == page.lexicon.fold(to) or (prefix == page.lexicon.fold(at) and growing.kind == "analyst")
    nunated = page.word(growing.stop - 1).endswith(page.lexicon.plural_endings[0])
    adjective = growing.loose and growing.plural and nunated  # `warned *conservative deputies* the head of`
    return not (growing.article or growing.completed or adjective)


def _bare_domain(page: Page, growing: Growing) -> bool:
    """`minister of foreign-affairs of X`: the domain without its article, completed by what follows."""
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    word = page.word(growing.stop)
    senses = page.lexicon.senses(article + word) if page.may_name(growing.stop) else ()
    bare = any(sense.cls == "office-domain" and not sense.skip for sense in senses)
    if not bare or page.is_a(growing.stop, "group-head"):
        return False  # `head of *the bloc* X`: a body, with what completes it
    growing.domain.append(article + word)
    growing.stop += 1
    return True


_ANY_BODY, _TITLE_LINKS = frozenset(BODIES), frozenset({"title-link"})


def _entity(page: Page, growing: Growing) -> bool:
    quoted = quoted_body(page, growing.stop, BODIES[1:] if growing.kind == "journalist" else BODIES[1:4])
    if quoted:
        growing.side = growing.side or quoted[0]
        growing.take(page, quoted[1])
        return True
    if growing.stop >= page.size or not page.may_begin(growing.stop, _ANY_BODY):
        return False
    units = ((cls, unit) for cls in BODIES for unit in page.units(cls, growing.stop))
    for cls, unit in sorted(units, key=lambda one: -one[1].stop):
        table = unit.sense.row.table if unit.sense else None
        told = unit.prefix or (growing.loose and not growing.definite)  # `told Reuters`, `a senior official *Reuters*`
        if cls == "media" and told and growing.kind != "journalist":
            continue  # `said to the channel X`: whom he told it
        if isinstance(table, EntityTable) and _attaches(page, growing, unit.prefix):
            growing.side = growing.side or entity_side(table, cls)
            kept = list(growing.domain)
            growing.take(page, unit.stop)
            if cls == "state":
                growing.domain = kept  # whose president he is, not of what: as an adjective says it
            return True
    return False


def _inner_title(page: Page, growing: Growing) -> bool:
    at = growing.stop
    if growing.inner is not None and page.is_a(at, "state-head") and not page.is_definite(at):
        again = title_at(page, at)  # `the envoy of the head of the council, *the president of X*,`: one principal
        growing.stop = again.stop if again and again.side and not again.skip else at
        return growing.stop > at
    listed = any(unit.stop > at for unit in page.units("office-domain", at - 1))  # `the council *of sovereignty*`
    if growing.inner is not None or growing.completed or listed:
        return False
    styled = page.is_a(at, "highness") and page.is_a(at + 1, "title")  # `the envoy of *His Excellency* the president`
    growing.stop += styled
    for unit in page.units("title", growing.stop):
        if not _attaches(page, growing, unit.prefix):
            continue
        inner = title_at(page, growing.stop)
        if inner is None or inner.number != "s" or not (inner.definite or inner.completed):
            break
        plain = (inner.gender == "f" or inner.kind == "military") and not inner.completed
        if plain and page.is_a(growing.stop, "group-head"):
            break  # `the delegation of *the opposition*`: no woman who opposes; `head of *the team*`: no rank
        growing.inner, growing.stop = inner, inner.stop
        growing.completed, growing.definite, growing.loose = True, True, inner.loose
        return True
    growing.stop = at
    return False


def _body(page: Page, growing: Growing) -> bool:
    from mahdar.reading.actors.bodies import body_at

    if not page.is_a(growing.stop, "institution-head", "force-head", "group-head", "media-head"):
        return False
    body = body_at(page, growing.stop)
    told_or_met = {"media": growing.kind != "journalist", "group": growing.kind == "analyst"}
    told = page.is_a(growing.stop, "press-people", "media-head")  # `said *to the journalists*`, `... *the site "X"*`
    told = told or (growing.kind != "journalist" and bool(page.units("media", growing.stop)))
    if body is not None and body.skip and (told or told_or_met.get(body.kind)):
        return False
    if body is None or body.first != growing.stop or not _attaches(page, growing, page.deep[growing.stop][: body.skip]):
        return False
    growing.side, growing.both = growing.side or body.side, body.sides
    growing.take(page, body.stop)
    return True


def _preposition(page: Page, growing: Growing) -> bool:
    """`in the name of`, `in`, `at`, `to`: data say which; what follows must complete an office."""
    index = growing.stop
    if not page.is_a(index, "office-link") or page.sense(index, "office-link").skip:  # type: ignore[union-attr]
        return False
    if any(not unit.prefix for unit in page.units("cue-channel", index + 1)):
        return False  # `an official *in a press conference*`
    ways = [_domain, _entity, _body, in_quotes, named_body, _inner_title]
    if not page.may_begin(index, _TITLE_LINKS):  # behind another link a second title, or a source, is another man
        ways = ways[:2] if page.is_a(index + 1, "title", "source-head") else ways[:5]
    trials = [Growing(index + 1) for _ in ways]
    for trial in trials:
        trial.definite = True
    fits = [trial for way, trial in zip(ways, trials, strict=True) if way(page, trial)]
    fits += spoken_for(page, index) if not fits else []
    best = max(fits, key=lambda one: one.stop, default=None)
    if best is None or not links_to(page, growing, index, best.stop):
        return False
    if not best.completed and page.is_definite(best.stop) and page.is_a(best.stop, "office-domain"):
        best.stop += 1  # `in the talks *of the prisoners*`
    posted = page.is_a(index, "locative") or not page.may_begin(index, _TITLE_LINKS)
    growing.side = growing.side or (None if posted and is_abroad(page, index + 1) else best.side)
    growing.domain += best.domain
    growing.stop, growing.completed, growing.loose, growing.definite = best.stop, True, True, True
    return True


def _principal(page: Page, growing: Growing) -> bool:
    """`speaker in the name of X`: the person for whom the holder speaks completes the office."""
    from mahdar.reading.actors.names import name_at

    if growing.completed or not page.may_begin(growing.stop - 1, _TITLE_LINKS):
        return False
    name = name_at(page, growing.stop, framed=True)
    if name is None:
        return False
    growing.take(page, name.stop)
    return True
