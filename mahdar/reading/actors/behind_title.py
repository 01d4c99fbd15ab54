"""The name behind a title: right there, behind a rank, past the phrase that says where the office is, or a comma."""

from mahdar.reading.actors.names import Name, name_at
from mahdar.reading.actors.roles import behind_speech, has_article, role
from mahdar.reading.actors.slot import slot_stop
from mahdar.reading.actors.title import Title
from mahdar.reading.actors.titles import title_at
from mahdar.reading.page import Page


def name_behind(page: Page, title: Title) -> tuple[Name | None, bool]:
    """The name behind a title, and whether a comma stands between."""
    if (title.number == "p" and not title.completed) or _anothers(page, title):
        return None, False
    if not (title.suffixed and title.kind == "other" and not title.completed) or role(page, title.stop) == "given":
        name = _in_slot(page, title, name_at(page, past_slash(page, title.stop), framed=True))
        if (
            name is not None
            and not _is_noun(page, name, title.first)
            and (title.completed or title.definite or name.sure or title.kind != "other" or is_known(name))
        ):
            return name, False
    mister = _behind_mister(page, title.stop) if page.is_a(title.first, "mister") else None
    if mister:
        return mister, False
    styled = title.stop + page.is_a(title.stop, "highness")  # `the ambassador of X, *His Excellency Mr* Y`
    rank = title_at(page, styled) if title.completed or title.definite else None
    bare = not title.completed and not page.is_a(title.first, "mister")  # `the minister *met the envoy* X`: no rank
    if (
        rank
        and (has_article(page, rank.first) or page.is_a(rank.first, "mister"))
        and not rank.skip
        and rank.number == "s"
        and not (bare and rank.completed and rank.kind in _OFFICES)
    ):  # `the army's spokesman, the colonel, X`
        name = name_at(page, past_slash(page, rank.stop), framed=True)
        if name is not None and not _is_noun(page, name, title.first):
            return name, False
    behind = _past_link(page, title.stop) if behind_speech(page, title.first) else 0
    if behind:  # `the head of the delegation to the talks, X`, `the UN envoy in Y, Mr X`
        name = name_at(page, behind, framed=True)
        placed = _is_place(page, behind) or bool(page.units("media", behind))
        if name is not None and (name.sure or _said_of(page, name)) and not placed:
            return name, False
    speaks = behind_speech(page, title.first) or page.is_a(title.first - 1, "topic", "on-behalf")
    rest = _past_rest(page, title.stop) if speaks else 0
    if rest:
        return name_at(page, rest, framed=True), False
    if page.word(title.stop) in page.language.orthography.punctuation.comma and (title.completed or title.definite):
        name = name_at(page, title.stop + 1, framed=True)
        if name and (name.sure or (len(name.roles) > 1 and name.roles[0] != "common" and _closed(page, name))):
            return name, True
    return None, False


def _in_slot(page: Page, title: Title, name: Name | None) -> Name | None:
    """The name behind a speaker's office with all the words up to what is said."""
    stop = slot_stop(page, title.stop, title.first) if title.completed or title.definite else 0
    if not stop or (name is not None and (name.stop >= stop or name.first > title.stop)):
        return name
    return Name(title.stop, stop, 0, tuple(role(page, at) for at in range(title.stop, stop)))


_OFFICES = frozenset({"official", "mediator"})


def _anothers(page: Page, title: Title) -> bool:
    """Whether the title right behind is another's, of the other gender: `thanked the president *the envoy* X`."""
    other = title_at(page, title.stop)
    return other is not None and not other.skip and {title.gender, other.gender} == {"m", "f"}


def past_slash(page: Page, index: int) -> int:
    """Past the stroke that agencies of the Gulf print between a style and a name, `Mr/ X`, or the mark that opens a
    name in quotation marks: `the minister "X Y"`."""
    quoted = page.word(index) in {pair.open for pair in page.language.orthography.quotes}
    if quoted:
        name = name_at(page, index + 1, framed=True)
        closed = name and page.word(name.stop) in {pair.close for pair in page.language.orthography.quotes}
        return index + 1 if name and closed and name.roles[0] in {"given", "given-common", "family"} else index
    return index + (page.word(index) == "/")


_REST = 9  # words of a title that no list completes


def _past_rest(page: Page, index: int) -> int:
    """Past whatever else a title holds (`the leader *in "X"*, *of the committee concerned with Y*, *the head of their
    delegation*) to a name that proves itself; 0 where a verb, a comma, a clause or a hearer stands first."""
    at = index
    while at < min(page.size, index + _REST):
        if at > index:
            name = name_at(page, at, framed=True)
            if (
                name
                and not name.skip
                and not _is_place(page, at)
                and not page.units("media", at)
                and _proven(name)
                and not page.is_a(at - 1, "from", "with-it")
            ):
                return at
        step = _further(page, at)
        if step <= at:
            break
        at = step
    return 0


_CALLED = 3  # words of a name behind a style


def _behind_mister(page: Page, index: int) -> Name | None:
    """`Mr X Y,`: two or three words between a style and a stop, a clause or a preposition are a name, be they words
    besides."""
    marks = page.language.orthography.punctuation
    for stop in range(index + 1, index + _CALLED + 1):
        word = page.word(stop)
        if (
            page.units("that", stop)
            or page.is_a(stop, "preposition")
            or word in marks.comma | marks.close_bracket | marks.sentence_end
        ):
            plain = any(page.is_a(at, "title", "nationality") or has_article(page, at) for at in range(index, stop))
            return None if plain or stop == index + 1 else Name(index, stop, 0, ("unknown",) * (stop - index))
        if not page.may_name(stop) or page.lexicon.has(page.deep[stop], "particle"):
            break
    return None


def _is_place(page: Page, index: int) -> bool:
    return any(page.units(cls, index) for cls in ("place", "state"))


def _proven(name: Name) -> bool:
    """Whether a name has a sure given or family name and something beside it."""
    return len(name.roles) > 1 and not {"given", "family"}.isdisjoint(name.roles)


_ENTITIES = ("place", "state", "institution", "group", "media")
_HUMAN = ("title", "source-head", "group-head", "person-noun")


def _further(page: Page, at: int) -> int:
    """The word behind what may go on with a title at word `at`; `at` itself where nothing does."""
    marks = page.language.orthography
    word = page.word(at)
    if word in {sign for pair in marks.quotes for sign in (pair.open, pair.close)}:
        return at + 1
    if word in marks.proclitics.noun or page.is_a(at, "office-link", "from", "locative", "on-behalf"):
        return at + 1
    if not page.may_name(at) or page.units("that", at):
        return at
    if page.is_a(at, "media-head"):
        return at + 1
    stops = [unit.stop for cls in _ENTITIES for unit in page.units(cls, at)]
    if stops:
        return max(stops)
    other = title_at(page, at)
    if other and not other.skip and other.number == "s" and (other.definite or other.completed or other.suffixed):
        return other.stop
    if other and other.skip:
        return at
    rests = [rest for rest, _, _ in page.lexicon.first_words(page.deep[at])]
    article = page.lexicon.fold(marks.proclitics.article)
    definite = [rest for rest in rests if rest.startswith(article) and page.lexicon.has(rest, "noun", "adjective")]
    human = any(sense.cls in _HUMAN for rest in definite for sense in page.lexicon.senses(rest))
    inside = page.word(at - 1) in {pair.open for pair in marks.quotes}
    inside = inside or (page.is_a(at, "place-head") and has_article(page, at))  # `the negotiator of *the South*`
    return at + 1 if (definite and not (human and rests[0] not in definite)) or inside else at


_LISTED = ("given-common", "family-common")
_PLACES = ("place", "state", "institution")
_LINKED = 4  # words of what a preposition behind a title governs


def _past_link(page: Page, index: int) -> int:
    """Past a preposition behind a title, with the place or the definite noun that it governs, and past a rank; 0 where
    nothing of the kind stands there."""
    begun = at = index + page.is_a(index, "office-link", "from", "locative")
    while at < min(page.size, index + _LINKED):
        stop = max((unit.stop for cls in _PLACES for unit in page.units(cls, at) if not unit.prefix), default=0)
        if stop:
            at = stop
        elif _governed(page, at, first=begun == index + 1 == at) and begun > index:
            at += 1
        else:
            break
    rank = title_at(page, at) if at > begun else None
    if rank and rank.definite and not rank.skip and rank.number == "s" and not rank.completed:
        at = rank.stop
    return at if at > begun else 0


def _governed(page: Page, at: int, first: bool) -> bool:
    """Whether a word may stand between a preposition and the name: a definite noun or adjective, and first any noun."""
    if page.is_definite(at):
        return page.is_a(at, "nationality") or page.lexicon.has(page.deep[at], "noun", "adjective")
    return first and page.lexicon.has(page.deep[at], "noun") and not page.is_a(at, "title")


def _said_of(page: Page, name: Name) -> bool:
    """Whether the name of a speaker ends where what he said, or when, begins."""
    return len(name.roles) > 1 and (
        page.is_a(name.stop, "that", "preposition", "channel", "weekday", "relative-day", "daypart")
        or not page.is_word(name.stop)
    )


_BODIES = ("group", "institution", "media", "state")


def _is_noun(page: Page, name: Name, first: int) -> bool:
    """A single word that is ordinary vocabulary too: behind an office it is rather the next noun, unless what is said
    begins behind it (or behind its preposition: `the president Aoun stressed on that`). The title is at `first`."""
    word = page.deep[name.first][name.skip :]
    bodies = (unit for cls in _BODIES for unit in page.units(cls, name.first) if not unit.prefix)
    if any(unit.stop >= max(name.stop, name.first + 2) for unit in bodies):
        return True  # the movement that the holder accuses, though its last word is also a family's
    if page.is_a(name.first - 1, "place-head") and page.units("place", name.first):
        return True  # `the deputy of *the province X*`
    preposed = name.stop < page.size and page.is_a(name.stop, "preposition")
    said = bool(page.units("that", name.stop)) or (preposed and behind_speech(page, first))
    if name.stop > name.first + 1 or (name.roles[0] in _LISTED and said):
        return False
    other = title_at(page, name.first)
    if other and other.completed and other.stop > name.stop:
        return True  # the title of a realm, not the given name spelt like it
    return page.lexicon.has(word, "particle") or (
        name.roles[0] != "given" and page.lexicon.has(word, "noun", "adjective")
    )


def is_known(name: Name) -> bool:
    return name.roles[0] in {"given", "family", "given-common"}


def _closed(page: Page, name: Name) -> bool:
    """Whether a comma follows: `..., X Y, ...` is an apposition."""
    return page.word(name.stop) in page.language.orthography.punctuation.comma
