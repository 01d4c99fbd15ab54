"""Assessments: how somebody, or the narrator, described a meeting."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

import msgspec

from mahdar.reading.draft import Draft
from mahdar.reading.events.judged import Judged, talks
from mahdar.reading.events.judging import judgements, openers
from mahdar.reading.events.people import People
from mahdar.reading.scene import Scene, scene_of
from mahdar.types.marks import Assessment, Meeting, Statement
from mahdar.types.span import Span

RULE = "ar/events/assessments/"
_NEAR = 12
_TAKEN_BACK = {"verdict": 6, "unexpected": 6}  # words between praise and the `but` behind it; else five
_BEHIND = 8  # words after it in which the other half of a mixed judgement begins
_DESCRIBED = 24
_OF_WELCOME = 3  # words of what is welcomed
_SUMMED = 15
_MEANT = 30
_MEASURED = {"verdict", "gap", "unexpected", "progress", "graded"}
_SUMS_UP = {"verdict", "graded"}
_SPOKEN_OF = 40  # words behind a noun of talks in which what measures them is of them
_BUT = 14  # words from a verdict to the `but` that takes it back
_OPENS = 2  # words before a verb that opens its sentence
_PASSAGE = 90  # words after a meeting in which progress is of it, though nothing names it


def find_assessments(draft: Draft) -> Iterator[Assessment]:
    """What speakers say of talks, and what the narrator says in the report's own voice."""
    return _Assessments(draft).all()


class _Assessments:
    """The judgements of one draft, each with who makes it and of which meeting."""

    def __init__(self, draft: Draft) -> None:
        self.scene: Scene = scene_of(draft)
        self.draft = draft
        self.meetings: tuple[Meeting, ...] = draft.layers["meetings"]
        self.statements = draft.statements
        at = self.scene.page.words.at
        self._openers, self._talks = openers(self.scene), talks(self.scene)
        self._blamed: set[int] = set()
        self._starts = [at(meeting.trigger.start) for meeting in self.meetings]

    def all(self) -> Iterator[Assessment]:
        taken: set[int] = set()
        for statement in self.statements:
            yield from self._said(statement, taken)
        for bounds in self.scene.sentences if self.meetings else ():
            if bounds[0] not in self.scene.furniture:
                yield from self._narrated(bounds, taken)

    @cached_property
    def _cues(self) -> list[tuple[int, Span | None]]:
        """Where each act of speech begins, and who speaks."""
        at = self.scene.page.words.at
        return sorted(((at(one.cue.start), one.speaker) for one in self.statements), key=lambda cue: cue[0])

    @cached_property
    def people(self) -> People:
        return People(self.scene, self.draft)

    def _on(self, judged: Judged) -> bool:
        return self.scene.page.language.on(RULE + judged.rule)

    # ── by speakers ──────────────────────────────────────────────
    def _said(self, statement: Statement, taken: set[int]) -> Iterator[Assessment]:
        at = self.scene.page.words.at
        spans = [(at(span.start), at(span.stop)) for span in statement.content]
        if statement.speaker is None:
            return
        cue = at(statement.cue.start)
        near = any(self._about(first, stop) for first, stop in spans) or self._about(cue, min(cue + 16, spans[-1][1]))
        near = near or self._calls_them(cue, cue + 1)
        for first, stop in spans:
            for judged in judgements(self.scene, self._opening(first, stop), stop):
                if not taken.isdisjoint(range(judged.first, judged.stop)) or not self._on(judged):
                    continue
                if not (judged.named or near or self._in_passage(judged) or self._of_deal(judged, spans)):
                    continue
                whole = self._two_sided(self._contrasted(judged, stop), stop)
                taken.update(range(whole.first, whole.stop))
                if not self._said_again(whole):
                    yield from (self._mark(whole, by) for by in self._speakers(statement))
        welcomed = self._welcomed(statement, spans[0][1])
        if welcomed and self._on(welcomed) and taken.isdisjoint(range(*spans[0])):
            taken.update(range(welcomed.first, welcomed.stop))
            yield from (self._mark(welcomed, by) for by in self._speakers(statement))

    def _welcomed(self, statement: Statement, stop: int) -> Judged | None:
        """`welcomed *the results of the talks*`: what talks brought, and that they were held, is good to whoever
        welcomes it."""
        page = self.scene.page
        first = page.words.holding(statement.content[0].start)
        about = page.is_a(first, "judged-noun", "result", "progress") or self._about(first, first + 1)
        praised = page.is_a(page.words.at(statement.cue.start), "praise")  # told in the narrator's sentence as praise
        if praised or statement.act != "welcomes" or statement.mode == "direct" or not about or not self.meetings:
            return None
        stop = min(stop, first + _OF_WELCOME)
        stop = next((at for at in range(first + 1, stop) if not page.is_word(at)), stop)
        return Judged(first, stop, "positive", "welcomed", True)

    def _speakers(self, statement: Statement) -> list[Span | None]:
        """Who speaks, and who is joined to them: `X and Y described ...`."""
        phrase = self.people.phrase_of.get(statement.speaker) if statement.speaker else None
        if phrase is None or phrase.mention.kind != "person" or statement.speaker_mention is None:
            return [statement.speaker]
        stop = self.scene.sentence_of(phrase.first)[1]
        others = [one.mention for one in self.people.group(phrase, stop)[1:] if self.people.joined(one)]
        return [statement.speaker, *(mention.span for mention in others if mention.kind == "person")]

    def _said_again(self, judged: Judged) -> bool:
        """Whether what is left to do only completes blame right before: `no agreement yet, much work remains`."""
        near = not self._blamed.isdisjoint(range(judged.first - _SUMMED, judged.first))
        if judged.polarity != "positive":
            self._blamed.update(range(judged.first, judged.stop))
        return near and judged.rule == "verdict" and judged.polarity == "mixed"

    def _contrasted(self, judged: Judged, stop: int) -> Judged:
        """Praise that a `but` or a `despite` at once takes back in part is mixed: `we are close, but not there yet`;
        so is blame behind which praise follows."""
        if judged.polarity == "mixed" or judged.rule in {"praised", "spirit"}:
            return judged
        page = self.scene.page
        for index in range(judged.stop - 1, min(stop, judged.stop + _TAKEN_BACK.get(judged.rule, 5))):
            for unit in page.units("contrast", index):
                if unit.prefix or (page.is_a(unit.stop, "cue") and not page.is_a(unit.stop, "without")):
                    continue
                behind = next(judgements(self.scene, self._opening(unit.stop, unit.stop + _BEHIND), stop), None)
                if behind and self._quoted_apart(judged.first, behind.first):
                    return judged
                quote = self.scene.quoted.get(judged.first)  # `"a halting start, *but a needed one*"`
                within = quote is not None and quote == self.scene.quoted.get(unit.stop)
                if judged.polarity == "positive" or within or (behind and behind.polarity == "positive"):
                    return msgspec.structs.replace(judged, polarity="mixed", stop=behind.stop if behind else unit.stop)
        return judged

    def _two_sided(self, judged: Judged, stop: int) -> Judged:
        """A verdict that a `but` follows inside what the same man says is mixed: `we settled nothing, but closed no
        door`; before a verb of speech it opens what he says next."""
        page = self.scene.page
        for index in range(judged.stop, min(stop, judged.stop + _BUT)):
            joined = any(unit.prefix for unit in page.units("that", index))  # `..., *and that*`: said of another thing
            if joined or page.word(index) in page.language.orthography.punctuation.sentence_end:
                break
            behind = [unit.stop for unit in page.units("but", index)]
            if behind and judged.first in self.scene.quoted and max(behind) in self.scene.quote_at:
                break  # `was "useful" but "much remains"`: two verdicts
            if behind and not any(page.is_a(at, "cue") for at in behind) and judged.polarity != "mixed":
                return msgspec.structs.replace(judged, polarity="mixed", stop=min(stop, max(behind) + 2))
        return judged

    def _quoted_apart(self, first: int, second: int) -> bool:
        """Whether the words stand in two quotes: two judgements, not one."""
        quotes = self.scene.quoted.get(first), self.scene.quoted.get(second)
        return None not in quotes and quotes[0] != quotes[1]

    def _about(self, start: int, stop: int) -> bool:
        """Whether words `start` up to `stop` name talks."""
        at = bisect_left(self._talks, start)
        return at < len(self._talks) and self._talks[at] < stop

    def _calls_them(self, start: int, stop: int) -> bool:
        """Whether a pronoun on a verb of describing means talks named just before: `and called them useful`."""
        page = self.scene.page
        for index in range(start, stop):
            if not page.is_a(index, "describes-as"):
                continue
            suffixed = any(s.word.suffixed for s in page.senses(index) if s.cls == "describes-as")
            if suffixed and self._about(max(0, index - _MEANT), index):
                return True
        return False

    def _opening(self, start: int, stop: int) -> list[int]:
        return self._openers[bisect_left(self._openers, start) : bisect_left(self._openers, stop)]

    def _of_deal(self, judged: Judged, spans: list[tuple[int, int]]) -> bool:
        """Whether a set phrase sums up what talks brought: `called *the deal* a step forward`."""
        said = (at for first, stop in spans for at in range(first, stop))
        page = self.scene.page
        deal = any(page.is_a(at, "signed-text") and page.is_definite(at) for at in said)
        return bool(self.meetings) and judged.rule in _SUMS_UP and deal

    def _in_passage(self, judged: Judged) -> bool:
        """Whether progress, or none, is told soon after a meeting."""
        if judged.rule == "described":
            return False
        if judged.rule in _MEASURED and self._about(max(0, judged.first - _SPOKEN_OF), judged.first):
            return True
        before = bisect_right(self._starts, judged.first) - 1
        return before >= 0 and judged.first - self._starts[before] < _PASSAGE

    # ── by the narrator ──────────────────────────────────────────
    def _narrated(self, bounds: tuple[int, int], taken: set[int]) -> Iterator[Assessment]:
        start, stop = bounds
        about = self._about(start, stop) or self._calls_them(start, stop)
        mixed = False
        for judged in judgements(self.scene, self._opening(start, stop), stop):
            if not taken.isdisjoint(range(judged.first, judged.stop)) or not self._on(judged):
                continue
            if mixed and judged.rule == "fruitless":
                continue
            whole = self._contrasted(judged, stop)
            taken.update(range(whole.first, whole.stop))
            mixed = mixed or whole.polarity == "mixed"
            if judged.named or about or (judged.rule == "fruitless" and self._in_passage(judged)):
                before = self._praise_before(judged, start)
                who = [before] if before else self._describers(judged, start)
                praised = self._praised_by(judged, stop)
                if judged.first in self.scene.quoted and (praised or who) == [None]:
                    continue  # the outlet quotes somebody, and does not say whom
                yield from (self._mark(whole, by) for by in (praised or who))

    def _praise_before(self, judged: Judged, start: int) -> Span | None:
        """Who praises the talks before a colon that their praise follows."""
        scene = self.scene
        colon = next((at for at in range(start, judged.first) if scene.is_colon(at)), None)
        if colon is None or not any(scene.page.is_a(at, "praise") for at in range(start, colon)):
            return None
        first = self.people.at(start)
        return first.mention.span if first else None

    def _describers(self, judged: Judged, start: int) -> list[Span | None]:
        """Who describes: the subject of a verb of describing before the judgement; of a participle, of the sentence."""
        page = self.scene.page
        for index in range(judged.first - 1, max(start, judged.first - _DESCRIBED) - 1, -1):
            for unit in page.units("describes", index):
                participle = unit.sense is not None and unit.sense.word.accusative
                after = None if participle else self.people.at(index + 1)
                group = self.people.group(after, judged.first) if after else []
                if not group:
                    said = self._speaker_before(index, start)
                    if said is not None:
                        return [said]
                    group = self.people.subject(index, start, 60, people_only=True)[:1]
                return [phrase.mention.span for phrase in group] or [None]
        return [None]

    def _speaker_before(self, index: int, start: int) -> Span | None:
        """Who goes on describing: whoever spoke first in the sentence, or last before one that opens with the verb."""
        at = bisect_left(self._cues, (index,))
        inside = bisect_left(self._cues, (start,))
        if inside < at:
            return self._cues[inside][1]
        return self._cues[at - 1][1] if at and index - start <= _OPENS else None

    def _praised_by(self, judged: Judged, stop: int) -> list[Span | None]:
        """Those whose praise it is: `was praised by X and Y`."""
        page = self.scene.page
        if judged.rule != "verdict":
            return []
        for index in range(judged.stop, min(stop, judged.stop + 3)):
            if page.is_a(index, "of-it"):
                party = self.people.at(index + 1)
                return [p.mention.span for p in self.people.group(party, stop)] if party else []
        return []

    # ── of which meeting ─────────────────────────────────────────
    def _mark(self, judged: Judged, by: Span | None) -> Assessment:
        scene = self.scene
        span = scene.page.span(judged.first, judged.stop)
        number = scene.quoted.get(judged.first)
        if number is not None and judged.rule == "described" and scene.quotes[number][1] - scene.quotes[number][0] < 9:
            span = scene.quotes[number][2].inner
        meeting = self._meeting(judged)
        return Assessment(
            span=span,
            rules=(RULE + judged.rule,),
            of=meeting.span if meeting else None,
            by=by,
            polarity=judged.polarity,
        )

    def _meeting(self, judged: Judged) -> Meeting | None:
        """The meeting named last before the judgement in its sentence, else next in it, else the last one told."""
        start, stop = self.scene.sentence_of(judged.first)
        at = bisect_right(self._starts, judged.first)
        near = range(max(0, at - _NEAR), min(len(self.meetings), at + _NEAR))
        before = [n for n in near if start <= self._starts[n] <= judged.first]
        behind = [n for n in near if judged.first < self._starts[n] < stop]
        earlier = [n for n in near if self._starts[n] <= judged.first and self._happened(self.meetings[n])]
        chosen = before[-1:] or behind[:1] or earlier[-1:] or list(near)[:1]
        return self.meetings[chosen[0]] if chosen else None

    @staticmethod
    def _happened(meeting: Meeting) -> bool:
        return meeting.status in {"held", "ongoing"}
