"""What may stand between a title and the name of its holder besides a body: adjectives, further fields, a short name in
brackets, what a pronoun owns."""

from mahdar.language.lexicon import Sense
from mahdar.language.schema import EntityTable
from mahdar.reading.actors.fields import joined_field, posted_in, quote_end, seated_in
from mahdar.reading.actors.roles import behind_speech, role
from mahdar.reading.actors.title import Growing
from mahdar.reading.page import Page

_OWNED = {"institution-head", "group-head", "force-head", "delegation", "owned-domain"}


_QUOTED = 9  # words of a body's name in quotation marks


def in_quotes(page: Page, growing: Growing) -> bool:
    """`a researcher at *"the X Centre for Studies"*`: a body whose whole name stands in quotation marks."""
    at = growing.stop
    stop = quote_end(page, at, _QUOTED) if page.is_a(at + 1, "institution-head", "group-head", "media-head") else 0
    if stop:
        growing.take(page, stop)
    return stop > 0


def named_body(page: Page, growing: Growing) -> bool:
    """`a leader of *the movement "X"*`: a head with its name in quotation marks, and its nation."""
    at, to = growing.stop, page.language.orthography.proclitics.noun[1]
    heads = (unit for cls in _NAMED_HEADS for unit in page.units(cls, at) if quote_end(page, unit.stop, _QUOTED))
    head = next((unit for unit in heads if unit.prefix in {"", to}), None)
    if head is None or (not head.prefix and (growing.article or growing.completed)):
        return False
    name, stop = head.stop + 1, quote_end(page, head.stop, _QUOTED)
    if page.is_a(name, "media") or (head.prefix and page.is_a(at, "media-head")):
        return False  # `a correspondent of the channel "X"`: a body of its own; `told *the site "X"*`
    nation = any(s.cls == "nationality" and s.word.definite and not s.skip for s in page.senses(stop))
    tables = (unit.sense.row.table for cls in _SIDES for unit in page.units(cls, name) if unit.sense)
    side = next((table.id for table in tables if isinstance(table, EntityTable)), None)
    growing.side = growing.side or side
    growing.take(page, stop + nation)
    return True


_NAMED_HEADS = ("group-head", "institution-head")
_SIDES = ("group",)


def seated(page: Page, growing: Growing, first: int) -> bool:
    """`said a leader *of the movement X*`, with the preposition written onto the body: whoever speaks sits there."""
    if growing.article or growing.completed or not behind_speech(page, first):
        return False
    seat = seated_in(page, growing.stop)
    if seat:
        growing.side = growing.side or seat[0]
        growing.take(page, seat[1])
    return seat is not None


def is_state(page: Page, index: int, sense: Sense) -> bool:
    """Whether what is spelt like an accusative adjective is the state, behind a noun that is in no accusative."""
    alone = sense.word.accusative and not page.light[index - 1].endswith(page.lexicon.alif)
    return alone and any(not unit.prefix for unit in page.units("state", index))


def of_people(page: Page, index: int) -> bool:
    """`chief of *the negotiators of Iran*`: whether a plural of a nation has people before it to agree with."""
    return page.deep[index - 1].endswith(tuple(page.lexicon.plural_endings)) and page.is_definite(index - 1)


def plain_adjective(page: Page, growing: Growing) -> bool:
    """`the Iraqi president, the captive, X`: a definite adjective behind a complete title, with a name behind it."""
    at = growing.stop
    if page.is_a(at, "acting"):
        growing.stop += 1
        return True
    if not page.may_name(at) or not page.is_definite(at):
        return False
    nisba = page.word(at).endswith(page.lexicon.ya) and role(page, at + 1).startswith("given")  # `the *Sanaani* X Y`
    if not nisba and not page.lexicon.has(page.deep[at], "adjective"):
        return False
    if page.is_a(at, "title", "institution-head", "nationality", "given") or not _named(page, at + 1):
        return False
    growing.stop += 1
    return True


def _named(page: Page, index: int) -> bool:
    """Whether the holder's name follows, or stands between two commas."""
    from mahdar.reading.actors.names import name_at

    marks = page.language.orthography.punctuation
    apposed = name_at(page, index + 1, framed=True) if page.word(index) in marks.comma else None
    closed = apposed is not None and page.word(apposed.stop) in marks.comma | marks.sentence_end
    return closed or name_follows(page, index)


def name_follows(page: Page, index: int) -> bool:
    from mahdar.reading.actors.names import name_at

    index += page.is_a(index, "highness")
    return name_at(page, index + page.is_a(index, "mister"), framed=True) is not None


def further_field(page: Page, growing: Growing) -> bool:
    """`minister of agriculture *and the forests*`: a further field that no list has, before the name."""
    stop = joined_field(page, growing.stop) if growing.domain and not growing.inner else growing.stop
    named = page.is_a(growing.stop, "given") or not name_follows(page, stop + page.is_a(stop, "nationality"))
    if stop == growing.stop or named:
        return False
    growing.take(page, stop)
    return True


def spoken_for(page: Page, index: int) -> list[Growing]:
    """`in the name of *the Coordination*`: a definite noun that no list of bodies has, with its adjectives."""
    at = index + 1
    if page.is_a(index, "title-link") and page.is_a(at, "institution-head", "group-head") and not page.is_definite(at):
        return _up_to_name(page, at)
    if not page.is_a(index, "title-link") or not page.is_definite(at) or not page.may_name(at):
        return []
    if page.is_a(at, "given", "family", "title", "nationality") or name_follows(page, at):
        return []
    trial = Growing(at)
    trial.take(page, at + 1)
    while page.is_definite(trial.stop) and page.lexicon.has(page.deep[trial.stop], "adjective"):
        trial.take(page, trial.stop + 1)
    return [trial]


def _up_to_name(page: Page, at: int) -> list[Growing]:
    """`in the name of *the coordination of the town of X* Y Z`: a body that no list completes, up to the name."""
    for stop in range(at + 2, at + _BODY):
        if not page.may_name(stop - 1) or page.lexicon.has(page.deep[stop - 1], "particle"):
            break
        if page.may_name(stop) and role(page, stop) == "given" and name_follows(page, stop):
            trial = Growing(at)
            trial.take(page, stop)
            return [trial]
    return []


_BODY = 6  # words of such a body, and the first of the name


def for_what(page: Page, growing: Growing) -> bool:
    """`coordinator of the joint committee *for the nuclear deal* X`, `commissioner *at the union* X`: what an office is
    for, or where it is held, before the name of its holder."""
    at, marks = growing.stop, page.language.orthography.proclitics
    if not growing.completed or not page.may_name(at):
        return False
    within = (unit for cls in ("state", "place") for unit in page.units(cls, at) if unit.prefix in marks.noun[:1])
    entities = (unit for cls in ("institution", "group") for unit in page.units(cls, at))
    stops = [unit.stop for unit in (*within, *entities) if unit.prefix and unit.prefix in marks.noun[:2]]
    stop = max(stops, default=0)
    if page.is_a(at, "demonstrative") and page.deep[at].startswith(marks.noun[1]) and page.is_definite(at + 1):
        return _take_purpose(page, growing, at + 2)  # `the envoy *to these talks*, X`
    if not stop and page.light[at].startswith(marks.article_after_l) and not page.is_a(at, "press-people"):
        article = page.lexicon.fold(marks.article)
        noun = article + page.deep[at][len(marks.article_after_l) :]
        stop = at + 1 if page.lexicon.has(noun, "noun") or not page.lexicon.is_common(noun) else 0
        joining = marks.any[0]
        while stop and page.lexicon.has(page.deep[stop].removeprefix(joining), "adjective"):
            if not page.deep[stop].removeprefix(joining).startswith(article):
                break
            stop += 1
    return bool(stop) and _take_purpose(page, growing, stop)


def _take_purpose(page: Page, growing: Growing, stop: int) -> bool:
    """Take what an office is for, before its holder's name; it is the same office without."""
    if not _named(page, stop):
        return False
    kept = list(growing.domain)
    growing.take(page, stop)
    growing.domain = kept
    return True


def abbreviated(page: Page, growing: Growing) -> bool:
    """`the head of the movement X *(Y)* Z`: the short name of a body in brackets, before the name of the holder."""
    marks, at = page.language.orthography.punctuation, growing.stop
    if not growing.completed or page.word(at) not in marks.open_bracket:
        return False
    close = next((i for i in range(at + 2, at + 5) if page.word(i) in marks.close_bracket), 0)
    if not close or not name_follows(page, close + 1):
        return False
    growing.stop = close + 1
    return True


def within_it(page: Page, growing: Growing) -> bool:
    """`the leader *in it* X`: a pronoun for the body told of before, between an office and the name of its holder."""
    fits = (growing.completed or growing.article) and page.is_a(growing.stop, "resumptive")
    if fits and _named(page, growing.stop + 1):
        growing.stop += 1
        return True
    return False


def owned(page: Page, growing: Growing) -> bool:
    """`head of *their delegation*`, `minister of *its foreign affairs*`: what a pronoun owns completes an office."""
    if growing.article or growing.completed:
        return False
    has = any(sense.word.suffixed and not sense.skip and sense.cls in _OWNED for sense in page.senses(growing.stop))
    if has:
        growing.take(page, growing.stop + 1)
    return has


def charged_with(page: Page, growing: Growing) -> bool:
    """`the candidate charged *with forming the government* X`: what somebody is charged with, before his name."""
    at = growing.stop
    within = page.language.orthography.proclitics.noun[0]
    if not page.is_a(at - 1, "charged") or not page.may_name(at) or not page.deep[at].startswith(within):
        return False
    stop = at + 1
    while stop < at + _CHARGE and page.is_definite(stop) and not name_follows(page, stop):
        stop += 1
    if not name_follows(page, stop):
        return False
    growing.stop = stop
    return True


_CHARGE = 4  # words of a charge


def is_abroad(page: Page, index: int) -> bool:
    """Whether a link leads to a state, where somebody is posted, not to whom he serves: `the envoy to Syria`."""
    return any(not unit.prefix for unit in page.units("state", index))


def links_to(page: Page, growing: Growing, index: int, stop: int) -> bool:
    """`in` links an office to a field or body, not to a place; `to` an envoy to a state, never people in the plural."""
    if page.is_a(index, "in-place"):
        behind = posted_in(page, index + 1) if growing.completed else 0
        if behind and name_follows(page, behind):
            return True  # `the UN representative in Iraq, X`
        return not page.units("place", index + 1) and not page.units("state", index + 1)
    if page.is_a(index, "locative"):
        sent = page.is_a(index + 1, "institution-head") and (name_follows(page, stop) or page.is_a(stop, "title"))
        state = bool(page.units("state", index + 1))  # `the envoy to X`, `head of the team to *the committee "X"* Y`
        return not growing.plural and growing.kind in {"mediator", "official"} and (state or sent)
    return True
