"""A title phrase, and one under way."""

import msgspec

from mahdar.reading.page import Page


class Title(msgspec.Struct, frozen=True):
    """A title phrase: words `first` up to `stop`; `skip` letters of proclitics on the first word.

    `inner` is a title that completes this one (the aide of *the president*), `loose` says that a modifier other than
    the inner title came last, so that a name after it belongs to the outer title. `sides` are the nations that
    adjectives name, one a holder; `both` the keys of all that the body names for which a plural acts.
    """

    first: int
    stop: int
    skip: int
    head: str
    kind: str
    number: str
    gender: str | None
    definite: bool
    side: str | None
    completed: bool
    inner: "Title | None" = None
    loose: bool = False
    sides: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    suffixed: bool = False
    domain: str = ""


class Growing:
    """A title phrase while words join it."""

    def __init__(self, stop: int) -> None:
        self.stop = stop
        self.side: str | None = None
        self.sides: list[str] = []
        self.both: tuple[str, ...] = ()
        self.completed = False
        self.definite = False
        self.article = False
        self.headed = False  # whether the head noun has an article, so that its adjectives have one
        self.kind = "other"
        self.plural = False
        self.loose = False
        self.inner: Title | None = None
        self.domain: list[str] = []

    def took(self, nation: str, rebels: bool) -> None:
        """Take the adjective of a nation, or of a group that is told of so."""
        self.sides.append(nation)
        self.side = self.side or nation
        self.both = (*self.both, f"{'group' if rebels else 'state'}:{nation}") if self.plural else self.both

    def take(self, page: Page, stop: int) -> None:
        """Take words up to `stop` as what the office is for."""
        self.domain.extend(page.deep[self.stop : stop])
        self.stop, self.completed, self.loose, self.definite = stop, True, True, True
