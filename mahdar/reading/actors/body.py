"""A body while words join it, and the adjectives that do."""

from mahdar.language.lexicon import Sense
from mahdar.language.schema import EntityTable
from mahdar.reading.actors.fields import quoted_body
from mahdar.reading.actors.names import name_at
from mahdar.reading.actors.parts import compound_at
from mahdar.reading.actors.roles import complements, role, settled
from mahdar.reading.page import Page


class Body:
    def __init__(self, stop: int, sense: Sense) -> None:
        self.stop = stop
        self.side: str | None = None
        self.sides: list[str] = []
        self.modified = 0
        self.closed = False
        self.definite = sense.word.definite
        self.suffixed = sense.word.suffixed


PEOPLE = ("source-head", "group-head")


def taken(body: Body, stop: int, definite: bool) -> bool:
    body.stop, body.modified, body.definite = stop, body.modified + 1, body.definite or definite
    return True


def adjective(page: Page, body: Body, head: Sense) -> bool:
    """An adjective that agrees in definiteness; behind an indefinite head it describes a source or group."""
    at = body.stop
    word = page.deep[at]
    if not page.lexicon.has(word, "adjective") or page.lexicon.has(word, "particle"):
        return False
    man = head.word.gender == "f" and page.is_definite(at) and not page.light[at].endswith(page.lexicon.final_ta)
    if page.is_a(at, "title") and (not page.is_word(at - 1) or (man and head.word.definite)):
        return False  # `the bloc "X", *the deputy* Y`; `told the government *the mediator*`
    if (
        settled(page, at)
        or speaks(page, at)
        or page.is_a(at, "meeting", "belongs")
        or any(s.cls in {"cue", "will-noun"} and s.word.suffixed for s in page.senses(at))
    ):
        return False
    agrees = head.word.gender == "f" and head.word.definite and page.light[at].endswith(page.lexicon.final_ta)
    agrees = agrees and page.is_definite(at) and not body.modified and not _predicated(page, at + 1)
    noun = page.lexicon.has(word, "noun") and not agrees
    of_noun = not page.is_a(at, "close-to") and _of_noun(page, at)  # `analysts refused *the proposal of* X`
    if noun and (body.definite or of_noun or head.cls not in {"source-head", "group-head"}):
        return False
    if head.word.number == "s" and word.endswith(page.lexicon.plural_endings):
        return False
    if page.is_definite(at) != (body.definite or head.word.definite) or body.modified >= 3:
        return False
    if head.cls == "institution-head" and not body.modified and not body.definite:
        return False
    return taken(body, at + 1 + page.is_a(at + 1, "adjective-tail"), body.definite)


def speaks(page: Page, index: int) -> bool:
    """Whether an adjective is rather the verb of speech that is spelt like it, `cautious` or `warned`: behind a `press
    statement`, before a clause, or with its own preposition."""
    if page.is_a(index - 1, "press-people") and page.is_a(index, "cue"):
        return True
    takes = complements(page, index, _PAST)
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    own = any(page.word(index + 1).startswith(one + article) for one in takes if len(one) == 1)
    return own or (bool(takes) and any(page.units("that", at) for at in (index + 1, index + 2)))


_PAST = frozenset({"past"})


def _of_noun(page: Page, index: int) -> bool:
    """Whether a definite noun completes the word at `index`."""
    return page.is_definite(index + 1) and not page.lexicon.has(page.word(index + 1), "adjective")


def and_adjective(page: Page, body: Body, head: Sense) -> bool:
    """`local *and security* sources`: a further adjective that ends like the one before it."""
    word, before = page.deep[body.stop], page.deep[body.stop - 1]
    several = head.cls in PEOPLE or head.word.number == "p"
    joined = several and body.modified and not body.closed and word[0] in page.language.orthography.proclitics.any
    if not joined or body.definite or word[-1] != before[-1] or not page.lexicon.has(word[1:], "adjective"):
        return False
    return page.lexicon.has(before, "adjective") and taken(body, body.stop + 1, False)


def _predicated(page: Page, index: int) -> bool:
    """Whether a noun without article follows: `the movement called *the operation a beginning*`."""
    return page.lexicon.has(page.word(index), "noun") and not page.is_definite(index)


def agrees_at(page: Page, index: int) -> bool:
    """Whether a definite adjective stands there."""
    return page.is_definite(index) and page.lexicon.has(page.word(index), "adjective")


def of_nation(page: Page, index: int) -> bool:
    """Whether a definite adjective of nationality stands there, no name behind it: `the movement X, *the Yemeni*`."""
    adjective = any(s.cls == "nationality" and s.word.definite and not s.skip for s in page.senses(index))
    return adjective and page.is_word(index) and role(page, index + 1) != "given"


def is_adjective(page: Page, index: int) -> bool:
    """The accusative of a nationality is spelt like its state: behind an indefinite noun it is the adjective."""
    sense = page.sense(index, "nationality")
    previous = page.word(index - 1) if index else ""
    return bool(
        sense
        and sense.word.accusative
        and page.lexicon.has(previous, "noun", "adjective")
        and previous.endswith(page.lexicon.alif)
        and not page.is_a(index - 1, "filler")
    )


_FOR = ("state", "group", "institution")
_HUMAN = {"title", "group-head", "source-head", "person-counted", "person-noun", "state", "unit", "weekday"}


def for_whom(page: Page, body: Body, head: Sense) -> bool:
    """`the international committee for the (red) cross`: what a body with an article and an adjective is for; not whom
    it told a thing."""
    at = body.stop
    if head.cls not in {"institution-head", "force-head", "group-head"} or not body.modified:
        return False
    if purpose := _for_purpose(page, body):
        body.closed = True
        return taken(body, purpose, True)
    if head.cls != "institution-head" or not head.word.definite or body.closed:
        return False
    for unit in (unit for cls in _FOR for unit in page.units(cls, at)):
        table = unit.sense.row.table if unit.sense else None
        if unit.prefix == page.language.orthography.proclitics.noun[1] and isinstance(table, EntityTable):
            body.closed, body.side = True, body.side or table.side or table.id  # `the eastern command of X`
            return taken(body, unit.stop, True)
    to_the = page.language.orthography.proclitics.article_after_l
    if not page.light[at].startswith(to_the) or page.is_a(at, "state", "place", "turn", "occasion"):
        return False
    noun = page.lexicon.fold(page.language.orthography.proclitics.article) + page.deep[at][len(to_the) :]
    people = any(sense.cls in _HUMAN for sense in page.lexicon.senses(noun))
    if people or not page.lexicon.has(noun, "noun"):
        return False
    body.closed = True
    return taken(body, at + 1, True)


def _for_purpose(page: Page, body: Body) -> int:
    """Where a noun with its definite complement ends, behind `for`: `the general secretariat *for the council of
    ministers*`, `the mission *for the support of peace*`; 0 for none, and for whom a body may have told a thing."""
    at, marks = body.stop, page.language.orthography.proclitics
    word = page.deep[at]
    if word == marks.noun[1] and not body.closed and (named := quoted_body(page, at)):
        return named[1]  # `the media centre of "X"`
    if not word.startswith(marks.noun[1]) or word.startswith(marks.article_after_l) or page.is_a(at, *_HEARERS):
        return 0
    several = any(sense.skip and sense.cls in _MEMBERS and sense.word.number == "p" for sense in page.senses(at))
    heads = any(sense.skip and sense.cls == "institution-head" for sense in page.senses(at))
    human = any(sense.skip and sense.cls in _HUMAN for sense in page.senses(at))
    noun = page.lexicon.has(word[1:], "noun") and not human
    if not (several or heads or noun) or (body.closed and (several or heads)):
        return 0
    if not several and not page.is_definite(body.stop - 1) and not body.closed:
        return 0
    whole = [unit.stop for cls in ("institution", "state") for unit in page.units(cls, at + 1) if not unit.prefix]
    if page.is_definite(at + 1) or page.is_a(at + 1, "office-domain"):
        whole.append(at + 2)
    stop = max(whole, default=0)
    where = page.units("state", stop + 1) if stop and noun and page.is_a(stop, "locative") else ()
    return next((unit.stop for unit in where if not unit.prefix), stop)


_HEARERS = ("media", "media-head", "press-people", "delegation", "state")
_MEMBERS = frozenset({"title", "group-head", "person-counted"})
_WHOLE = frozenset({"institution", "group", "media"})


def is_whole(page: Page, body: Body, head: Sense, cls: str) -> bool:
    """Whether nothing of a class completes the phrase: an adjective, or a complement, stands last: `an informed source
    told *the Agency*`, `human-rights organisations accuse *the group X*`."""
    if head.cls == "source-head" and (body.modified or " " in head.word.text) and cls != "state":
        return True  # but `the foreign-minister of X`
    last = page.word(body.stop - 1)
    group = cls == "group" and head.cls not in {"institution-head", "group-head"}
    if body.modified and page.is_definite(body.stop - 1) and not group:
        return True
    plain = page.lexicon.has(last, "adjective") and not page.lexicon.has(last, "noun")
    plain = plain or (head.word.number == "p" and last.endswith(page.lexicon.plural_endings[0]))
    return cls in _WHOLE and body.modified > 0 and plain and not body.definite


def described(page: Page, body: Body, head: Sense) -> bool:
    """Whether an adjective stands last behind a text, so that nothing completes it: `UN reports accuse *X*`."""
    text = any(sense.cls == "issued-text" for sense in page.lexicon.senses(page.lexicon.fold(head.word.text)))
    adjective = page.lexicon.has(page.word(body.stop - 1), "adjective") and not page.is_a(body.stop - 1, "nationality")
    return text and body.modified > 0 and adjective


def domain_of_state(page: Page, body: Body, head: Sense) -> bool:
    """`ministry of foreign-affairs of X`: the domain without its article, completed by a state."""
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    senses = page.lexicon.senses(article + page.deep[body.stop])
    if not any(sense.cls == "office-domain" and not sense.skip for sense in senses):
        return False
    for unit in page.units("state", body.stop + 1):
        if not unit.prefix and unit.sense and isinstance(unit.sense.row.table, EntityTable):
            body.side, body.closed = unit.sense.row.table.id, True
            body.sides += [f"state:{body.side}"] if head.word.number in {"d", "p"} else []
            return taken(body, unit.stop, True)
    return False


def seat_stop(page: Page, first: int, stop: int) -> int:
    """Where the seat ends that belongs to the name of the body at words `first` up to `stop`: `the embassy of X *in
    Y*`, `the ministry of health *in Z*`; `stop` for none."""
    if not any(unit.stop <= stop for unit in page.units("seated-head", first)):
        return stop
    if page.is_a(stop, "belongs"):  # `the ministry of health *belonging to X* in Z`
        owners = (unit.stop for cls in _SENDERS for unit in page.units(cls, stop + 1) if unit.prefix)
        stop = max(owners, default=stop)
    within = page.language.orthography.proclitics.noun[0]
    attached = [unit.stop for cls in ("place", "state") for unit in page.units(cls, stop) if unit.prefix == within]
    head = page.sense(stop, "place-head")
    if head is not None and head.prefix == within:  # `the ministry of health *in-the state of Z*`
        attached += [unit.stop for unit in page.units("place", stop + 1) if not unit.prefix]
    if attached or not page.is_a(stop, "locative", "title-link"):
        return max(attached, default=stop)
    towns = [unit.stop for cls in ("place", "state") for unit in page.units(cls, stop + 1) if not unit.prefix]
    if page.is_a(stop + 1, "place-head") and page.is_definite(stop + 1):
        towns.append(stop + 2)
    return max(towns, default=stop)


def warns_of(page: Page, index: int) -> bool:
    """Whether the preposition at a word is owed to the verb of speech before the source: `warned a source *of X*`."""
    return any(page.word(index) in complements(page, at) for at in range(max(0, index - 4), index))


def quoted(page: Page, body: Body, head: Sense) -> bool:
    """`the bloc "X"`: a name of a few words in quotation marks completes a head without article."""
    if head.cls not in {"group-head", "institution-head"} or body.modified or head.word.number != "s":
        return False
    if page.is_a(body.stop - 1, "person-counted"):
        return False  # `the remains of 12 *soldiers* "without a price"`
    marks = page.language.orthography
    if page.word(body.stop) not in {pair.open for pair in marks.quotes}:
        return False
    at = body.stop + 1
    of_the = marks.proclitics.noun[0] + marks.proclitics.article
    if at >= page.size or page.light[at].startswith(of_the):
        return False  # `accused the mechanism "*of* haste"`
    if any(page.units(cls, at) for cls in ("media", "institution", "group", "platform", "that")):
        return False  # the name alone is the actor; `the council "that the talks ..."`: what it says
    person = name_at(page, at)
    if person and person.sure and page.word(person.stop) in {pair.close for pair in marks.quotes}:
        return False  # some papers set all persons' names in quotation marks
    while at < min(page.size, body.stop + _QUOTED) and page.is_word(at):
        at += 1
    if at == body.stop + 1 or page.word(at) not in {pair.close for pair in marks.quotes}:
        return False
    body.closed = True
    return taken(body, at + 1, True)


_QUOTED = 6  # words of a name in quotation marks, with the first mark


_SENDERS = ("institution", "group", "state")


def senders(page: Page, index: int, body: Body) -> None:
    """Whose the two delegations are, the first a body that stands at word `index`: `the two delegations *of the
    government and of X*`, which are not its state's; `... *of the House and of the Council*`."""
    from mahdar.reading.actors.bodies import body_at

    first = body_at(page, index)
    if first is None or first.kind != "institution" or first.skip:
        return
    if len(body.sides) > 1:
        body.sides[0] = first.key if page.is_definite(index) and first.stop < body.stop else body.sides[0]
        return
    joining = page.language.orthography.proclitics.any[0]
    units = [(cls, unit) for cls in _SENDERS for unit in page.units(cls, first.stop) if unit.prefix == joining]
    tables = ((cls, unit.stop, unit.sense.row.table) for cls, unit in units if unit.sense)
    named = [(f"{cls}:{table.id}", stop) for cls, stop, table in tables if isinstance(table, EntityTable)]
    second = body_at(page, first.stop)
    if second and second.kind == "institution" and second.skip:
        named.append((second.key, second.stop))
    if named:
        body.sides, body.stop = [first.key, named[0][0]], max(body.stop, named[0][1])


def of_press(page: Page, index: int, stop: int) -> bool:
    """`a *press* conference`: neither the noun nor its adjective is a body."""
    ends = index if page.is_a(index - 1, "conference") else stop if page.is_a(index, "conference") else 0
    return ends > 0 and any(one.cls == "press-people" and one.word.number == "s" for one in page.senses(ends))


_PERSON = frozenset({"given", "given-common", "family"})


def leads(page: Page, index: int) -> bool:
    """`a delegation *headed by* the member of X`, or by X himself: the word that says who leads is no presidency, nor
    is company a side."""
    stops = [unit.stop for unit in page.units("led-by", index)]
    if any(unit.stop == index + 1 for unit in page.units("participant-link", index - 1)):
        return True  # `*at the side* of X`
    person = any(role(page, at) in _PERSON or compound_at(page, at) for at in stops)
    return person or any(page.is_a(at, "title", "highness") for at in stops)


def definite_noun(page: Page, word: str) -> bool:
    """Whether a word is a noun with its article."""
    article = page.lexicon.fold(page.language.orthography.proclitics.article)
    return word.startswith(article) and page.lexicon.has(word, "noun") and not page.lexicon.has(word, "particle")


def nounish(page: Page, index: int) -> bool:
    """Whether a noun of the vocabulary or the head of a body stands there."""
    heads = ("institution-head", "source-head", "group-head", "place-head", "force-head")
    return page.lexicon.has(page.deep[index], "noun") or page.is_a(index, *heads)
