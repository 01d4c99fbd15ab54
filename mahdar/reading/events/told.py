"""The meetings told so far, and which of them a later mention may mean."""

from mahdar.reading.events.cast import Cast
from mahdar.reading.events.encounter import Encounter
from mahdar.reading.events.people import People
from mahdar.reading.scene import Scene
from mahdar.types.marks import Meeting
from mahdar.types.span import Span

_REMEMBERED = 24


class Told:
    """The meetings told so far, the last first where a mention asks for one."""

    def __init__(self, scene: Scene, people: People) -> None:
        self.scene, self.people, self.page = scene, people, scene.page
        self.known: list[Meeting] = []
        self.opened: Meeting | None = None
        self.rounds: dict[str, Meeting] = {}  # by the ordinal that told them

    def remember(self, found: Meeting | None) -> Meeting | None:
        if found is not None:
            self.known.append(found)
            del self.known[:-_REMEMBERED]
        return found

    def ordinal(self, met: Encounter) -> str | None:
        """The ordinal behind a noun of meeting, without its article and ending; None for none."""
        page, ta = self.page, self.page.lexicon.final_ta
        article = page.lexicon.fold(page.language.orthography.proclitics.article)
        for index in range(met.first_stop, min(met.stop + 2, met.bounds[1])) if met.noun else ():
            if page.is_a(index, "ordinal-meeting"):
                return page.light[index].removesuffix(ta).removeprefix(article)
        return None

    def ordered(self, met: Encounter, found: Meeting | None) -> Meeting | None:
        ordinal = self.ordinal(met)
        if ordinal and found is not None:
            self.rounds[ordinal] = found
        return self.remember(found)

    def is_new(self, met: Encounter) -> bool:
        """`a second round`, `the coming meeting`, `their last meeting`: not the one told last."""
        page = self.page
        behind = range(met.first_stop, min(met.stop + 2, met.bounds[1]))
        if page.is_a(met.at - 1, "last-meeting") or any(page.is_a(index, "another-meeting") for index in behind):
            return True
        return (met.definite or met.first.word.gender == "f") and self.ahead(met)

    def ahead(self, met: Encounter) -> bool:
        page = self.page
        future = page.language.orthography.proclitics.verb[0]
        for index in range(met.stop, min(met.stop + 4, met.bounds[1])):
            sense = page.sense(index, "light-verb")
            if sense and sense.word.form == "present" and page.deep[index][0] == future:
                return True
        return False

    def meant(self, met: Encounter, cast: Cast, anew: bool) -> Meeting | None:
        """The last meeting told that the mention may mean."""
        if not (anew or cast.both or met.definite or cast.venue or self.page.is_a(met.at - 1, "this")):
            return None
        if (met.suffixed and not cast.both) or (met.at in self.scene.quoted and not met.definite):
            return None
        if not anew and any(self.page.is_a(met.at - back, "about-talks") for back in (1, 2)):
            return None
        may = [before for before in reversed(self.known) if self.may_be(met, cast, before, anew)]
        been = [before for before in may if before.status in {"held", "ongoing"}]
        first = may if self.expected(met) else been or may
        return first[0] if first else None

    def expected(self, met: Encounter) -> bool:
        """Whether a verb beside the mention looks ahead: `the meeting will deal with ...`."""
        page = self.page
        future = page.language.orthography.proclitics.verb[0]
        near = [index for index in (met.at - 1, met.stop) if page.is_word(index)]
        return any(page.deep[i][0] == future and page.lexicon.tense(page.deep[i]) == "future" for i in near)

    def may_be(self, met: Encounter, cast: Cast, before: Meeting, anew: bool) -> bool:
        names = {name for span in before.participants for name in self.names(span)}
        if any((p.mention.stands_for or p.mention.key) not in names for p in cast.parties):
            return False
        if cast.venue and not anew and self.place_key(cast.venue.mention.span) != self.place_key(before.place):
            return False
        phone = met.table.set_.get("format") == "phone"
        told_how = (
            cast.both and before is self.known[-1] and not before.place and self.page.is_a(met.at - 1, "in-course")
        )
        formats = {"phone", "unspecified"} if phone else {"in-person", "video", "unspecified"}
        formats |= {"in-person"} if told_how else set()  # `X and Y held talks ... it came in a call between the two`
        if before.format not in formats or before.count or before.repeated:
            return False
        return anew or cast.both or before.status != "denied"

    def names(self, span: Span) -> set[str | None]:
        phrase = self.people.phrase_of.get(span)
        if phrase is None:
            return set()
        return {phrase.mention.stands_for or phrase.mention.key, self.people.side_of(phrase.mention)}

    def place_key(self, span: Span | None) -> str | None:
        phrase = self.people.phrase_of.get(span) if span else None
        return phrase.mention.key if phrase else None
