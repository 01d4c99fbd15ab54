"""Who says the words of a passage, as far as the statements tell."""

from bisect import bisect_right
from collections.abc import Mapping

from mahdar.reading.draft import Draft
from mahdar.reading.scene import Phrase
from mahdar.types.span import Span

_NESTED = 6
_SAID_AFTER = 12


class Voices:
    """The statements of a draft, by word."""

    def __init__(self, draft: Draft, phrase_of: Mapping[Span, Phrase]) -> None:
        at = draft.page.words.at
        known = [(one, phrase_of[one.speaker]) for one in draft.statements if one.speaker and one.speaker in phrase_of]
        self.said: list[tuple[int, int, Phrase]] = sorted(
            ((at(span.start), at(span.stop), who) for statement, who in known for span in statement.content),
            key=lambda said: said[:2],
        )

        self.cued = [
            (at(statement.cue.start), at(statement.content[0].start), who)
            for statement, who in known
            if statement.content
        ]

    def speaker(self, index: int) -> Phrase | None:
        """Whoever says the words around `index`, where that is known; of nested statements the inner."""
        holding = [said for said in self._said_near(index) if said[0] <= index < said[1]]
        return max(holding, key=lambda said: (said[0], -said[1]))[2] if holding else None

    def telling(self, index: int, start: int) -> Phrase | None:
        """Whoever says what follows word `index`, by a verb behind word `start`: `said after his meeting that ...`."""
        found = [who for cue, first, who in self.cued if start <= cue < index < first <= index + _SAID_AFTER]
        return found[0] if found else None

    def spoken_from(self, index: int) -> int:
        """The first word of the words that somebody says around `index`, or -1."""
        return max((first for first, stop, _ in self._said_near(index) if first <= index < stop), default=-1)

    def _said_near(self, index: int) -> list[tuple[int, int, Phrase]]:
        """The passages said that begin last before word `index`."""
        stop = bisect_right(self.said, index, key=lambda said: said[0])
        return self.said[max(0, stop - _NESTED) : stop]
