"""What the page's templates are given: the record by section, in the order a reader needs.

A fact stays the export's own object (`mahdar/1`, section 3 of the design); the dataclasses here only number, group and
sort. All orders end in an id or a place in a text, so the same export gives the same page.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Fact = dict[str, Any]
Place = tuple[str, int, int]

DATED = {"meetings": "date", "statements": "said_on", "incidents": "date", "deadlines": "until"}
SHORT = 5
_FACTS = (*DATED, "actors", "assessments", "positions", "proposals", "conflicts")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a report: an anchor for links has a `name`; a marked passage (furniture, stale) a `kind`."""

    start: int
    stop: int
    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report, its number on the page (by day of publication, then id), and the marks to draw in its text."""

    number: int
    fact: Fact
    marks: tuple[Mark, ...]
    opening: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Evidence in one report: the anchors there, each with its text."""

    row: ReportRow
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A heading of the timeline (`value` is ISO, at the grain known) and what is under it: kind and fact."""

    value: str
    entries: tuple[tuple[str, Fact], ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said: the statement that shows it, and the other reports' statements of the same words."""

    lead: Fact
    others: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor's id (None where nobody is known to have said it) and what it said."""

    actor: str | None
    said: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Positions:
    """Issues by parties; `rows` holds an issue and, for each party in order, its positions."""

    parties: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Fact, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor, and how else the reports spell it or stand something for it, most frequent first."""

    fact: Fact
    spellings: tuple[str, ...]
    metonyms: tuple[str, ...]

    @property
    def often(self) -> bool:
        return len(self.fact["mentions"]) > 1


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page. `period` is the first and last day of publication; `undated` counts facts without a day by kind;
    `assessments` are by meeting, under "" where it is not known which meeting they mean."""

    counts: Mapping[str, int]
    copies: int
    period: tuple[str, str] | None
    undated_reports: int
    timeline: tuple[Day, ...]
    undated: Mapping[str, int]
    meetings: tuple[Fact, ...]
    assessments: Mapping[str, Sequence[Fact]]
    speakers: tuple[Speaker, ...]
    positions: Positions
    proposals: tuple[Fact, ...]
    deadlines: tuple[Fact, ...]
    incidents: tuple[Fact, ...]
    conflicts: tuple[Fact, ...]
    actors: tuple[ActorView, ...]
    reports: tuple[ReportRow, ...]

    @property
    def latest(self) -> tuple[Fact, ...]:
        """The last meetings whose date is known; where none is, the first of all."""
        return (tuple(fact for fact in self.meetings if start_of(fact["date"])) or self.meetings)[:SHORT]


def anchor(report: str, start: int, end: int) -> str:
    """The name of the place in the page: a link to it works as long as the report's text is the same."""
    return f"e-{re.sub(r'[^0-9A-Za-z-]', '-', report.removeprefix('re:'))}-{start}-{end}"


def spans(value: Any) -> Iterator[Fact]:
    """All spans anywhere in a value of the export."""
    if isinstance(value, dict):
        if {"report", "start", "end"} <= value.keys():
            yield value
        for one in value.values():
            yield from spans(one)
    elif isinstance(value, list):
        for one in value:
            yield from spans(one)


class Index:
    """Finds actors, facts, reports and places by id."""

    def __init__(self, export: Fact) -> None:
        self.rows = {row.fact["id"]: row for row in _report_rows(export)}
        self.anchors = {(report, mark.name) for report, row in self.rows.items() for mark in row.marks if mark.name}
        self.facts = {fact["id"]: (kind, fact) for kind in _FACTS for fact in export.get(kind, ())}
        self.actors = {alias: actor for actor in export.get("actors", ()) for alias in actor.get("aliases", ())}
        self.actors |= {actor["id"]: actor for actor in export.get("actors", ())}

    def cite(self, evidence: Any) -> list[Cited]:
        """Evidence (a span, or anything that holds spans) by report; places that are not on the page are left out."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for span in spans(evidence):
            name = anchor(span["report"], span["start"], span["end"])
            if (span["report"], name) in self.anchors:
                found[span["report"]][name] = span.get("text", "")
        rows = sorted((self.rows[report] for report in found), key=lambda row: row.number)
        return [Cited(row, tuple(found[row.fact["id"]].items())) for row in rows]

    def original(self, report: str) -> str:
        """The report that this one nearly repeats, or itself."""
        row = self.rows.get(report)
        return (row.fact.get("near_duplicate_of") if row else None) or report


def _report_rows(export: Fact) -> list[ReportRow]:
    wanted: defaultdict[str, set[Mark]] = defaultdict(set)
    for span in _linked(export):
        wanted[span["report"]].add(Mark(span["start"], span["end"], anchor(span["report"], span["start"], span["end"])))
    ordered = sorted(export.get("reports", ()), key=lambda r: ((r.get("published") or {}).get("value") or "~", r["id"]))
    return [_report_row(number, report, wanted[report["id"]]) for number, report in enumerate(ordered, 1)]


def _linked(export: Fact) -> Iterator[Fact]:
    for kind in _FACTS:
        yield from spans(export.get(kind, []))
    for report in export.get("reports", ()):
        yield from spans([report.get(key) for key in ("published", "puzzles", "shared_passages", "changed")])


def _report_row(number: int, report: Fact, linked: Iterable[Mark]) -> ReportRow:
    passages = [Mark(span["start"], span["end"], kind=span["kind"]) for span in report.get("furniture", ())]
    passages += [Mark(span["start"], span["end"], kind="stale") for span in report.get("stale", ())]
    size = len(report["text"])
    marks = [mark for mark in {*passages, *linked} if 0 <= mark.start < mark.stop <= size]
    marks.sort(key=lambda mark: (mark.start, -mark.stop, mark.name, mark.kind))
    opening = next((line.strip() for line in report["text"].splitlines() if line.strip()), "")
    return ReportRow(number, report, tuple(marks), opening)


def start_of(value: str | None) -> str | None:
    """The first day of a date at any grain, None where no year is known.

    >>> start_of("2025-W33"), start_of("2025-08"), start_of("XXXX-08")
    ('2025-08-11', '2025-08-01', None)
    """
    if week := re.match(r"(\d{4})-W(\d\d)(-WE)?", value or ""):
        try:
            return date.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1).isoformat()
        except ValueError:
            return None
    if known := re.match(r"(\d{4})(-\d\d)?(-\d\d)?(?![\d-])", value or ""):
        return known[1] + (known[2] or "-01") + (known[3] or "-01")
    return None


def _newest_first(facts: Iterable[Fact], field: str) -> list[Fact]:
    by_id = sorted(facts, key=lambda fact: str(fact["id"]))
    return sorted(by_id, key=lambda fact: start_of(fact[field]) or "", reverse=True)


def _timeline(dated: Mapping[str, Sequence[Fact]]) -> tuple[Day, ...]:
    days: defaultdict[str, list[tuple[str, Fact]]] = defaultdict(list)
    for kind, field in DATED.items():
        for fact in dated[kind]:
            if start_of(fact[field]):
                days[fact[field].partition("T")[0]].append((kind, fact))
    ordered = sorted(days, key=lambda value: (start_of(value) or "", value), reverse=True)
    return tuple(Day(value, tuple(days[value])) for value in ordered)


def build(export: Fact, index: Index) -> Page:
    """The page of an export."""
    facts = {kind: list(export.get(kind, ())) for kind in _FACTS}
    speakers = _speakers(facts["statements"], index)
    dated = {kind: _newest_first(facts[kind], field) for kind, field in DATED.items()}
    dated["statements"] = [said.lead for speaker in speakers for said in speaker.said]
    timeline = _timeline(dated)
    assessments: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts["assessments"]:
        assessments[fact["of"] if fact["of"] in index.facts else ""].append(fact)
    days = sum(re.fullmatch(r"\d{4}-\d\d-\d\d", day.value) is not None for day in timeline)
    published = sorted(p["value"] for row in index.rows.values() if (p := row.fact.get("published")) and p["value"])
    return Page(
        counts={"report": len(index.rows), "day": days}
        | {kind: len(dated.get(f"{kind}s", facts[f"{kind}s"])) for kind in ("actor", "statement", "meeting")},
        copies=len(index.rows) - len({index.original(report) for report in index.rows}),
        period=(published[0], published[-1]) if published else None,
        undated_reports=len(index.rows) - len(published),
        timeline=timeline,
        undated={kind: sum(not start_of(fact[DATED[kind]]) for fact in dated[kind]) for kind in DATED},
        meetings=tuple(dated["meetings"]),
        assessments=dict(assessments),
        speakers=speakers,
        positions=_positions(facts["positions"]),
        proposals=tuple(_newest_first(facts["proposals"], "date")),
        deadlines=tuple(sorted(dated["deadlines"], key=lambda fact: fact["status"] != "running")),
        incidents=tuple(dated["incidents"]),
        conflicts=tuple(facts["conflicts"]),
        actors=_actors(facts["actors"]),
        reports=tuple(index.rows.values()),
    )


def _speakers(statements: Iterable[Fact], index: Index) -> tuple[Speaker, ...]:
    said: defaultdict[str | None, defaultdict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for statement in sorted(statements, key=lambda fact: _reading_order(fact, index)):
        said[statement["speaker"]][statement["utterance"] or statement["id"]].append(statement)
    speakers = [
        Speaker(actor, tuple(Utterance(first, tuple(rest)) for first, *rest in utterances.values()))
        for actor, utterances in said.items()
    ]
    return tuple(sorted(speakers, key=lambda one: (one.actor is None, -len(one.said), one.actor or "")))


def _reading_order(statement: Fact, index: Index) -> tuple[int, int, str]:
    row = index.rows.get(statement["cue"]["report"])
    return (row.number if row else 0, statement["cue"]["start"], statement["id"])


def _positions(positions: Sequence[Fact]) -> Positions:
    """The busiest issue and party first."""
    parties = _by_count(fact["party"] for fact in positions)
    issues = _by_count(fact["issue"] for fact in positions)
    cells: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in positions:
        cells[fact["issue"], fact["party"]].append(fact)
    rows = ((issue, tuple(tuple(cells[issue, party]) for party in parties)) for issue in issues)
    return Positions(parties, tuple(rows))


def _actors(actors: Iterable[Fact]) -> tuple[ActorView, ...]:
    ordered = sorted(actors, key=lambda actor: (-len(actor["mentions"]), actor["name"], actor["id"]))
    return tuple(ActorView(actor, _printed(actor, "name"), _printed(actor, "metonym")) for actor in ordered)


def _printed(actor: Fact, form: str) -> tuple[str, ...]:
    return _by_count(m["text"] for m in actor["mentions"] if m["form"] == form and m["text"] != actor["name"])


def _by_count(values: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))
