"""Marks: what one reading sees at one place of one report.

Every mark has a `span` (code points of its report's text) and names the `rules` that made it. Fields that point to
other marks hold that mark's span: inside one report a span and a kind say which mark is meant.
"""

from typing import Literal

import msgspec

from mahdar.types.span import Span
from mahdar.types.when import Shape, TimexType

Certainty = Literal["stated", "inferred", "unsure"]
ActorKind = Literal["person", "institution", "state", "group", "media", "place"]
Form = Literal["name", "title", "pronoun", "metonym"]
Mode = Literal["direct", "indirect", "mixed"]
Polarity = Literal["positive", "mixed", "negative"]
Voice = Literal["party", "analyst"]
Status = Literal["held", "ongoing", "planned", "proposed", "cancelled", "postponed", "denied"]
Format = Literal["in-person", "phone", "video", "unspecified"]
Turn = Literal["extended", "shortened", "met", "lapsed"]
StanceKind = Literal["demands", "offers", "accepts", "rejects", "conditions", "unresolved"]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """The root of all marks."""

    span: Span
    rules: tuple[str, ...]
    certainty: Certainty = "stated"


class Furniture(Mark, frozen=True, kw_only=True):
    """Characters that are not the article: marked, never cut."""

    kind: Literal["script-notice", "photo-caption", "related-links", "heading", "repeated-passage", "header"]


class Sentence(Mark, frozen=True, kw_only=True):
    """A sentence; `paragraph` counts from 0."""

    paragraph: int


class Print(Mark, frozen=True, kw_only=True):
    """What a sentence is recognised by elsewhere: `shingles` are the hashes of its runs of three folded words, in their
    order, eight bytes each, little-endian. Words inside furniture are left out; the span is from the first of the
    others to the last."""

    shingles: bytes


class Credit(Mark, frozen=True, kw_only=True):
    """A mention of a medium, of the same span, that stands where a report names its source: `kind` says where."""

    kind: Literal["bracket", "word", "verb", "carrier"]


class Quote(Mark, frozen=True, kw_only=True):
    """A quotation with its marks; `inner` is without them. `closed` is False where the closing mark is missing."""

    inner: Span
    closed: bool = True


class Mention(Mark, frozen=True, kw_only=True):
    """A name (or a title, or a metonym) of an actor.

    `key` is what the record joins by: an entity id of the language data (`russia`) or the folded words of the name.
    `text` is the name as printed. `office` is the span of the title that stands with the name, `office_text` its words,
    `office_key` its head noun, domain and side, folded, with bars between: two holders of one key hold one office.
    `former` says that the title is one of the past. `side` is the entity it acts for, as far as this report says;
    `sides` are several (the two delegations).
    `gender` is `m`, `f` or None, `plural` is grammatical: verbs agree with them.
    """

    text: str
    kind: ActorKind
    form: Form
    key: str
    latin: str | None = None
    office: Span | None = None
    office_text: str | None = None
    office_key: str | None = None
    office_kind: str | None = None
    former: bool = False
    side: str | None = None
    stands_for: str | None = None
    gender: Literal["m", "f"] | None = None
    plural: bool = False
    sides: tuple[str, ...] = ()
    refers_to: Span | None = None


class Candidate(Mark, frozen=True, kw_only=True):
    """A word that may be a name but that this report alone does not justify; the record may promote it."""

    text: str
    key: str


class Time(Mark, frozen=True, kw_only=True):
    """A temporal expression: TIMEX3 type, its symbolic shape, and TIMEX3's modifier (APPROX, START, END, ...)."""

    type: TimexType
    shape: Shape
    mod: str | None = None


ANY_FIELD = "*"  # the domain of an office that many hold at a time, where the report does not say what for
TURNED = b"\0\0\0\0"  # among the hashed words of a statement: a negation or a refusal


class Statement(Mark, frozen=True, kw_only=True):
    """One act of reporting. `speaker` is the span of the mention that says who (perhaps sentences before);
    `speaker_mention` is None where this sentence does not name one. `words` are hashes of the words said that carry
    meaning, four bytes each, in their order (TURNED among them), `key` is a hash of these. `standing` marks what is no
    act of speech but a lasting position (it demands, it refuses). `asked` is what somebody is urged to do, where the
    content names him first. `channel` is the platform or outlet where it was said, `medium` the word for it: a post, an
    interview."""

    cue: Span
    act: str
    mode: Mode
    content: tuple[Span, ...]
    speaker: Span | None = None
    speaker_mention: Span | None = None
    speaker_kind: str | None = None
    channel: Span | None = None
    medium: Span | None = None
    via: Span | None = None
    addressee: Span | None = None
    said: Span | None = None
    key: str = ""
    words: bytes = b""
    answers: Span | None = None
    standing: bool = False
    asked: Span | None = None
    joint: Span | None = None
    issues: tuple[str, ...] = ()


class Meeting(Mark, frozen=True, kw_only=True):
    """A meeting or a call as one passage tells it; `trigger` is the word that says so.

    `count` and `repeated` mark an aggregate: three rounds, more than once. `refers_to` is the span of the telling
    before that a later mention (*the meeting*) takes up again. `open` marks one that is only named by its place or day
    (*the Geneva talks*): who met, other reports may tell. `issues` are what its sentence raises behind it."""

    trigger: Span
    participants: tuple[Span, ...]
    status: Status
    format: Format
    host: Span | None = None
    place: Span | None = None
    time: Span | None = None
    duration: Span | None = None
    count: int | None = None
    repeated: bool = False
    refers_to: Span | None = None
    open: bool = False
    issues: tuple[str, ...] = ()


class Assessment(Mark, frozen=True, kw_only=True):
    """How somebody described a meeting; `by` is None for the report's own voice, `of` the meeting's span."""

    of: Span | None
    by: Span | None
    polarity: Polarity


class Stance(Mark, frozen=True, kw_only=True):
    """What a party demands, offers, accepts or refuses on an issue."""

    party: Span
    issue: str
    stance: StanceKind
    text: str = ""
    voice: Voice = "party"


class Term(Mark, frozen=True, kw_only=True):
    """A term of a plan: the issue, who is bound, and a quantity where one is given."""

    proposal: Span
    issue: str
    proposal_text: str = ""
    binds: tuple[Span, ...] = ()
    value: float | None = None
    unit: str | None = None


class Deadline(Mark, frozen=True, kw_only=True):
    """Set by whom, on whom, until when, or else what. `turn` is what became of it, where this passage says so; `was`
    the day until which it ran before it was put off or brought forward."""

    set_by: Span | None
    on: tuple[Span, ...]
    until: Span | None
    consequence: Span | None = None
    consequence_text: str | None = None
    turn: Turn | None = None
    was: Span | None = None


class Incident(Mark, frozen=True, kw_only=True):
    """An attack, a pledge, a sanction ...: PLOVER event type and mode; told as having happened or as claimed.

    `denied` is the number that the passage puts right, *375 drones, not 396*, and `denied_at` where it stands. `former`
    marks a toll that another one took the place of: *an earlier toll spoke of two dead*."""

    type: str
    mode: str | None = None
    actor: tuple[Span, ...] = ()
    recipient: tuple[Span, ...] = ()
    place: Span | None = None
    time: Span | None = None
    killed: int | None = None
    injured: int | None = None
    value: float | None = None
    unit: str | None = None
    claimed_by: Span | None = None
    denied: float | None = None
    denied_at: Span | None = None
    former: bool = False


class War(Mark, frozen=True, kw_only=True):
    """A war or an invasion: `told` as going on, or `feared`. `parties` are the ids of the states, sorted: two, or the
    one in which it is told to be on `since` a time. `text` is as printed."""

    kind: Literal["told", "feared"]
    text: str
    parties: tuple[str, ...]
    since: Span | None = None


ControlKind = Literal["holds", "part", "whole", "fought", "denied"]


class Control(Mark, frozen=True, kw_only=True):
    """Who holds a place: `holder` holds it, a part or the whole of it; or it is fought over; or `by` denies it."""

    kind: ControlKind
    place: Span
    holder: Span | None = None
    by: Span | None = None


class Puzzle(Mark, frozen=True, kw_only=True):
    """Something that was seen and could not be placed: where the next rules come from."""

    why: str
