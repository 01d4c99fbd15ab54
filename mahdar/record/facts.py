"""Statements, positions, terms, deadlines, incidents and assessments as facts, with actors and days in place."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from mahdar.record.day import Days
from mahdar.record.deadlines import follow_deadlines
from mahdar.record.same_actor import Cast
from mahdar.record.same_event import Meetings
from mahdar.types.ids import content_id, mark_id
from mahdar.types.marks import Incident, Statement, Term
from mahdar.types.reading import Reading
from mahdar.types.record import (
    AssessmentFact,
    DeadlineFact,
    Evidence,
    IncidentFact,
    IncidentTelling,
    Position,
    Proposal,
    Quantity,
    StatementFact,
    TermFact,
)
from mahdar.types.span import Span


def statement_id(report: str, mark: Statement) -> str:
    return mark_id(report, "statement", Span(mark.cue.start, mark.content[-1].stop))


class Facts:
    """Builds the facts of each kind; every list is sorted by id."""

    def __init__(self, readings: Sequence[Reading], cast: Cast, days: Days, meetings: Meetings) -> None:
        self.readings, self.cast, self.days, self.meetings = readings, cast, days, meetings
        self._side = {actor.id: actor.side for actor in cast.actors}

    def _actors(self, report: str, spans: Sequence[Span]) -> tuple[str, ...]:
        found = (self.cast.at(report, span) for span in spans)
        return tuple(dict.fromkeys(actor for actor in found if actor))

    # ── statements ───────────────────────────────────────────────
    def statements(self) -> tuple[StatementFact, ...]:
        found = {
            fact.id: fact
            for r in self.readings
            for s in r.statements
            if not s.standing
            for fact in (self._statement(r, s), *self._joint(r, s))
        }
        return tuple(found.values())  # in the order of the text: a claim before its denial

    def _statement(self, reading: Reading, mark: Statement) -> StatementFact:
        report = reading.report
        speaker = self.cast.at(report, mark.speaker)
        return StatementFact(
            id=statement_id(report, mark),
            rules=mark.rules,
            certainty=mark.certainty,
            speaker=speaker,
            speaker_kind=mark.speaker_kind,
            speaker_mention=Evidence(report, mark.speaker_mention) if mark.speaker_mention else None,
            cue=Evidence(report, mark.cue),
            act=mark.act,
            mode=mark.mode,
            content=tuple(Evidence(report, span) for span in mark.content),
            channel=self.cast.at(report, mark.channel),
            via=self.cast.at(report, mark.via),
            addressee=self.cast.at(report, mark.addressee),
            said_on=self.days.value(report, mark.said),
            issues=mark.issues,
            utterance=content_id("ut", speaker or "", mark.key),
        )

    def _joint(self, reading: Reading, mark: Statement) -> Iterator[StatementFact]:
        """The same act of the one who speaks together with the first."""
        first, speaker = self._statement(reading, mark), self.cast.at(reading.report, mark.joint)
        if mark.joint and speaker and speaker != first.speaker:
            yield msgspec.structs.replace(
                first,
                id=content_id("st", first.id, speaker),
                speaker=speaker,
                speaker_mention=Evidence(reading.report, mark.joint),
                utterance=content_id("ut", speaker, mark.key),
            )

    # ── positions ────────────────────────────────────────────────
    def positions(self) -> tuple[Position, ...]:
        found: dict[str, Position] = {}
        for reading in self.readings:
            for mark in reading.stances:
                actor = self.cast.at(reading.report, mark.party)
                if actor is None:
                    continue
                id_ = content_id("po", mark_id(reading.report, "stance", mark.span), mark.issue, mark.stance)
                if id_ in found and found[id_].party != (self._side.get(actor) or actor):
                    id_ = content_id("po", id_, actor)  # of another, who speaks together with the first
                found[id_] = Position(
                    id=id_,
                    rules=mark.rules,
                    certainty=mark.certainty,
                    party=self._side.get(actor) or actor,
                    issue=mark.issue,
                    stance=mark.stance,
                    what=" ".join(mark.text.split()),
                    as_of=reading.published.value if reading.published else None,
                    voice=mark.voice,
                    evidence=(Evidence(reading.report, mark.span),),
                )
        return tuple(found[key] for key in sorted(found))

    # ── proposals ────────────────────────────────────────────────
    def proposals(self) -> tuple[Proposal, ...]:
        found = {}
        for reading in self.readings:
            plans: defaultdict[Span, list[Term]] = defaultdict(list)
            for term in reading.terms:
                plans[term.proposal].append(term)
            for span, terms in plans.items():
                id_ = mark_id(reading.report, "proposal", span)
                found[id_] = Proposal(
                    id=id_,
                    rules=terms[0].rules,
                    name=" ".join(terms[0].proposal_text.split()),
                    by=(),
                    version_of=None,
                    date=None,
                    standing=None,
                    evidence=(Evidence(reading.report, span),),
                    terms=tuple(self._term(reading, term) for term in terms),
                )
        return tuple(found[key] for key in sorted(found))

    def _term(self, reading: Reading, mark: Term) -> TermFact:
        quantity = Quantity(mark.value, mark.unit or "") if mark.value is not None else None
        return TermFact(
            id=mark_id(reading.report, "term", mark.span),
            rules=mark.rules,
            issue=mark.issue,
            binds=self._actors(reading.report, mark.binds),
            quantity=quantity,
            evidence=(Evidence(reading.report, mark.span),),
        )

    # ── deadlines ────────────────────────────────────────────────
    def deadlines(self) -> tuple[DeadlineFact, ...]:
        """One for each setter, party and day."""
        return follow_deadlines(self.readings, self.cast, self.days)

    # ── incidents ────────────────────────────────────────────────
    def incidents(self) -> tuple[IncidentFact, ...]:
        found = {fact.id: fact for r in self.readings for mark in r.incidents for fact in [self._incident(r, mark)]}
        return tuple(found[key] for key in sorted(found))

    def _incident(self, reading: Reading, mark: Incident) -> IncidentFact:
        report, evidence = reading.report, (Evidence(reading.report, mark.span),)
        day = self.days.value(report, mark.time)
        return IncidentFact(
            id=mark_id(report, "incident", mark.span),
            rules=mark.rules,
            type=mark.type,
            mode=mark.mode,
            actor=self._actors(report, mark.actor),
            recipient=self._actors(report, mark.recipient),
            place=self.cast.at(report, mark.place, acts=False),
            date=day,
            killed=mark.killed,
            injured=mark.injured,
            amount=Quantity(mark.value, mark.unit or "") if mark.value is not None else None,
            claimed_by=self.cast.at(report, mark.claimed_by),
            evidence=evidence,
            tellings=(
                IncidentTelling(report=report, evidence=evidence, killed=mark.killed, injured=mark.injured, date=day),
            ),
        )

    # ── assessments ──────────────────────────────────────────────
    def assessments(self) -> tuple[AssessmentFact, ...]:
        return tuple(sorted(self._assessments(), key=lambda fact: fact.id))

    def _assessments(self) -> Iterator[AssessmentFact]:
        for reading in self.readings:
            for mark in reading.assessments:
                meeting = self.meetings.of_span.get((reading.report, mark.of)) if mark.of else None
                yield AssessmentFact(
                    id=mark_id(reading.report, "assessment", mark.span),
                    rules=mark.rules,
                    of=meeting,
                    by=(self.cast.at(reading.report, mark.by) or "report") if mark.by else "report",
                    polarity=mark.polarity,
                    evidence=(Evidence(reading.report, mark.span),),
                )
