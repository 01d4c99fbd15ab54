"""The record: what all readings together say. Claims and judgements below, facts as views over them.

The structs follow the export contract `mahdar/1` field by field; evidence is a report id and a span of its text.
"""

from typing import Literal

import msgspec

from mahdar.types.marks import ActorKind, Certainty, Form, Format, Mode, Polarity, StanceKind, Status, Voice
from mahdar.types.report import Published
from mahdar.types.span import Span
from mahdar.types.when import TimexType


class Evidence(msgspec.Struct, frozen=True, order=True):
    """Characters of one report."""

    report: str
    span: Span


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """The root of facts: its id, the rules that made it, how sure it is."""

    id: str
    rules: tuple[str, ...] = ()
    certainty: Certainty = "stated"


class ActorMention(msgspec.Struct, frozen=True, kw_only=True):
    at: Evidence
    form: Form
    stands_for: str | None = None


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A title as printed, and the day on which a report gave it."""

    title: str
    as_of: str | None
    evidence: tuple[Evidence, ...]


class Actor(Fact, frozen=True, kw_only=True):
    kind: ActorKind
    name: str
    latin: str | None = None
    side: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[ActorMention, ...] = ()


class AnchoredTime(Fact, frozen=True, kw_only=True):
    span: Evidence
    type: TimexType
    value: str
    mod: str | None = None
    interval: tuple[str, str] | None = None


class StatementFact(Fact, frozen=True, kw_only=True):
    speaker: str | None
    speaker_kind: str | None
    speaker_mention: Evidence | None
    cue: Evidence
    act: str
    mode: Mode
    content: tuple[Evidence, ...]
    channel: str | None = None
    via: str | None = None
    addressee: str | None = None
    said_on: str | None = None
    issues: tuple[str, ...] = ()
    utterance: str = ""


class MeetingTelling(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting as one report tells it."""

    report: str
    evidence: tuple[Evidence, ...]
    format: Format
    status: Status
    participants: tuple[str, ...]
    place: str | None
    date: str | None
    duration: str | None
    count: int | None


class MeetingFact(Fact, frozen=True, kw_only=True):
    format: Format
    status: Status
    participants: tuple[str, ...]
    host: str | None
    place: str | None
    date: str | None
    duration: str | None
    count: int | None
    issues: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    tellings: tuple[MeetingTelling, ...]
    sources: int = 1


class AssessmentFact(Fact, frozen=True, kw_only=True):
    of: str | None
    by: str
    polarity: Polarity
    evidence: tuple[Evidence, ...]


class Position(Fact, frozen=True, kw_only=True):
    party: str
    issue: str
    stance: StanceKind
    what: str
    as_of: str | None
    voice: Voice
    evidence: tuple[Evidence, ...]


class Quantity(msgspec.Struct, frozen=True):
    value: float
    unit: str


class TermFact(Fact, frozen=True, kw_only=True):
    issue: str
    binds: tuple[str, ...]
    quantity: Quantity | None
    evidence: tuple[Evidence, ...]


class Proposal(Fact, frozen=True, kw_only=True):
    name: str
    by: tuple[str, ...]
    version_of: str | None
    date: str | None
    standing: Literal["leaked", "official", "rejected"] | None
    evidence: tuple[Evidence, ...]
    terms: tuple[TermFact, ...]


class DeadlineFact(Fact, frozen=True, kw_only=True):
    set_by: str | None
    on: tuple[str, ...]
    until: str | None
    consequence: str | None
    status: Literal["running", "met", "lapsed", "extended", "shortened"]
    evidence: tuple[Evidence, ...]


class IncidentTelling(msgspec.Struct, frozen=True, kw_only=True):
    report: str
    evidence: tuple[Evidence, ...]
    killed: int | None
    injured: int | None
    date: str | None


class IncidentFact(Fact, frozen=True, kw_only=True):
    type: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: str | None
    date: str | None
    killed: int | None
    injured: int | None
    amount: Quantity | None
    claimed_by: str | None
    evidence: tuple[Evidence, ...]
    tellings: tuple[IncidentTelling, ...]
    sources: int = 1


class ConflictClaim(msgspec.Struct, frozen=True, kw_only=True):
    value: str
    by: str
    evidence: tuple[Evidence, ...]


class Conflict(Fact, frozen=True, kw_only=True):
    kind: Literal["outlets-differ", "parties-differ", "update", "correction", "stale-background"]
    about: str
    field: str
    claims: tuple[ConflictClaim, ...]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One sourced assertion: this field of this fact has this value, says this report in these characters."""

    id: str
    fact: str
    field: str
    value: str
    by: str
    report: str
    evidence: tuple[Evidence, ...]
    rule: str


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """Two marks are one thing: yes, no or unsure; by a rule or a person; for which reasons."""

    left: str
    right: str
    same: Literal["yes", "no", "unsure"]
    by: str
    reasons: tuple[str, ...] = ()
    score: float | None = None


class Puzzle(msgspec.Struct, frozen=True, kw_only=True):
    span: Evidence
    why: str


class SharedPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of one report, and where the same words stand in others."""

    span: Evidence
    others: tuple[Evidence, ...]


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy did to one sentence (or a few that it cut or joined): `span` is how it stands in the copy, `was` how
    it stood in the report that was copied; None where it stands there not at all."""

    kind: Literal["added", "removed", "reworded"]
    span: Evidence | None = None
    was: Evidence | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a report's words come from: `near_duplicate_of` is the report that carried them first, `credits` are the
    media that it names as its sources, `changed` is what it changed against the report that it copies."""

    report: str
    near_duplicate_of: str | None = None
    shared_passages: tuple[SharedPassage, ...] = ()
    credits: tuple[str, ...] = ()
    changed: tuple[Edit, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """All facts, each kind sorted by id; `published` is the day of each report, inferred ones too; `origins` has the
    reports of which there is something to say, sorted by id; `stale` are the sentences that the record contradicts;
    `versions` is each newer version of a report -> the one before it."""

    actors: tuple[Actor, ...] = ()
    times: tuple[AnchoredTime, ...] = ()
    statements: tuple[StatementFact, ...] = ()
    meetings: tuple[MeetingFact, ...] = ()
    assessments: tuple[AssessmentFact, ...] = ()
    positions: tuple[Position, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    deadlines: tuple[DeadlineFact, ...] = ()
    incidents: tuple[IncidentFact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    claims: tuple[Claim, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    published: dict[str, Published] = {}
    origins: tuple[Origin, ...] = ()
    stale: tuple[Evidence, ...] = ()
    versions: dict[str, str] = {}


KINDS = tuple(name for name in Record.__struct_fields__ if name not in {"published", "origins", "stale", "versions"})
