"""Which of the parties met together, and which one by one: `received X, then Y`, `telephoned each of X and Y`."""

from mahdar.reading.events.encounter import Encounter
from mahdar.reading.page import Page
from mahdar.reading.scene import Phrase, Scene

NEAR = 9
_PAIR = 2


class Apart:
    """What the searches for participants know of meetings that share their words."""

    page: Page
    scene: Scene
    met: Encounter
    end: int
    between: bool
    partnered: bool
    kinds: set[str]

    def split(self, parties: list[Phrase]) -> tuple[list[Phrase], tuple[tuple[Phrase, ...], ...]]:
        """The first meeting's parties, and those of further ones: `X met with-A and with-B`, `received A, then B`."""
        people = len(parties) > _PAIR and all(one.mention.kind == "person" for one in parties)
        if len(parties) > _PAIR and (self._one_by_one(people) or self._each_called(parties[1])):
            return parties[:_PAIR], tuple((parties[0], other) for other in parties[_PAIR:])
        cuts = [at for at, phrase in enumerate(parties) if at > 1 and self.met_apart(phrase)]
        if not cuts:
            return parties, ()
        groups = [parties[1 : cuts[0]], *(parties[a:b] for a, b in zip(cuts, [*cuts[1:], None], strict=True))]
        return [parties[0], *groups[0]], tuple((parties[0], *group) for group in groups[1:])

    def _each_called(self, first: Phrase) -> bool:
        """`telephoned *each of* X and Y`: a call to each."""
        page, met = self.page, self.met
        called = met.table.set_.get("format") == "phone" or self.by_phone()
        return called and all(page.is_a(at, "each-of") for at in (first.first - 1, first.first - 2))

    def _one_by_one(self, people: bool) -> bool:
        """`each apart`, `two separate calls`, with people also `separate meetings`: one with each of the others."""
        page, met = self.page, self.met
        if any(page.units("one-by-one", at) for at in range(met.at, self.end)):
            return True
        several = met.noun and (people or met.first.word.number == "d") and met.first.word.number in {"d", "p"}
        several = several and self.partnered and not self.between
        called = met.first.word.number == "d" and met.table.set_.get("format") == "phone"
        return several and (called or any(page.is_a(at, "separate") for at in range(met.stop, met.stop + 3)))

    def met_apart(self, phrase: Phrase) -> bool:
        """Whether a party has the preposition of the verb for itself, or stands behind `then`."""
        again = self.page.is_a(phrase.first - 1, "link-again") and self.kinds == {"with"}
        if again or self.page.is_a(phrase.first - 1, "then"):
            return True
        word, proclitics = self.page.deep[phrase.first], self.page.language.orthography.proclitics
        skip = self.scene.skip_of(phrase)
        return skip > 1 and word[0] == proclitics.any[0] and word[1] == proclitics.noun[0]

    def by_phone(self) -> bool:
        near = range(self.met.stop, min(self.end, self.met.stop + NEAR))
        return any(self.page.is_a(at, "by-phone") for at in near)
