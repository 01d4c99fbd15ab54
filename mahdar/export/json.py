"""The JSON export, schema `mahdar/1`: one object, every fact with its evidence as characters of a report."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from mahdar.types.marks import Furniture
from mahdar.types.reading import Reading
from mahdar.types.record import KINDS, Evidence, Fact, Origin, Record
from mahdar.types.report import Published, Report
from mahdar.types.span import Span

SCHEMA = "mahdar/1"


def to_json(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    record: Record,
    first_seen: Mapping[str, str],
) -> bytes:
    """The whole record as UTF-8 JSON, the same bytes for the same input. `first_seen` is by report id."""
    out = to_builtins(reports, readings, record, first_seen)
    return msgspec.json.format(msgspec.json.encode(out), indent=1) + b"\n"


def to_builtins(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    record: Record,
    first_seen: Mapping[str, str],
) -> dict[str, Any]:
    """The export as plain dicts and lists."""
    texts = {report.id: report.text for report in reports}
    writer = Writer(texts, first_seen)
    origins = {origin.report: origin for origin in record.origins}
    by_report = {reading.report: reading for reading in readings}
    out: dict[str, Any] = {"schema": SCHEMA}
    out["reports"] = [
        writer.report(report, by_report.get(report.id), record.published.get(report.id))
        | writer.origin(origins.get(report.id) or Origin(report=report.id))
        | {"version_of": record.versions.get(report.id)}
        | {"stale": [writer.value(place) for place in record.stale if place.report == report.id]}
        for report in sorted(reports, key=lambda r: r.id)
    ]
    for kind in KINDS:
        out[kind] = [writer.fact(fact) for fact in getattr(record, kind)]
    return out


class Writer:
    """Turns structs into the export's dicts: spans get their text, facts their first day."""

    def __init__(self, texts: Mapping[str, str], first_seen: Mapping[str, str]) -> None:
        self.texts, self.first_seen = texts, first_seen

    def span(self, report: str, span: Span) -> dict[str, Any]:
        return {"report": report, "start": span.start, "end": span.stop, "text": span.of(self.texts[report])}

    def fact(self, fact: msgspec.Struct) -> dict[str, Any]:
        out = {name: self.value(getattr(fact, name)) for name in fact.__struct_fields__}
        if isinstance(fact, Fact):
            seen = [self.first_seen[place.report] for place in evidence_of(fact) if place.report in self.first_seen]
            out["first_seen"] = min(seen) if seen else None
        return out

    def value(self, value: Any) -> Any:
        """Any field: evidence becomes a span with text, structs become dicts, tuples lists."""
        if isinstance(value, Evidence):
            return self.span(value.report, value.span)
        if isinstance(value, msgspec.Struct):
            return self._struct(value)
        if isinstance(value, tuple):
            return [self.value(one) for one in value]
        return value

    def _struct(self, value: msgspec.Struct) -> dict[str, Any]:
        fields = {name: self.value(getattr(value, name)) for name in value.__struct_fields__}
        place = fields.pop("at", None)
        if isinstance(value, Fact):
            return self.fact(value)
        return {**place, **fields} if place else fields

    def report(self, report: Report, reading: Reading | None, published: Published | None) -> dict[str, Any]:
        published = published or report.published
        furniture: Iterable[Furniture] = reading.furniture if reading else ()
        return {
            "id": report.id,
            "path": report.path,
            "outlet": (reading.outlet if reading else None) or report.outlet,
            "url": report.url,
            "title": report.title,
            "language": report.language,
            "text": report.text,
            "warnings": list(report.warnings),
            "published": {
                "value": published.value,
                "known_from": published.known_from,
                "evidence": [self.span(report.id, span) for span in published.evidence],
            }
            if published
            else None,
            "furniture": [{**self.span(report.id, mark.span), "kind": mark.kind} for mark in furniture],
            "version_of": None,
            "puzzles": [
                {"span": self.span(report.id, puzzle.span), "why": puzzle.why}
                for puzzle in (reading.puzzles if reading else ())
            ],
            "first_seen": self.first_seen.get(report.id),
        }

    def origin(self, origin: Origin) -> dict[str, Any]:
        """The fields of a report that say where its words come from."""
        return {
            "credits": list(origin.credits),
            "near_duplicate_of": origin.near_duplicate_of,
            "shared_passages": [
                {"span": self.value(passage.span), "with": self.value(passage.others)}
                for passage in origin.shared_passages
            ],
            "changed": self.value(origin.changed),
        }


def evidence_of(fact: msgspec.Struct) -> Iterable[Evidence]:
    """All evidence anywhere in a fact."""
    for name in fact.__struct_fields__:
        yield from _evidence(getattr(fact, name))


def _evidence(value: Any) -> Iterable[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, msgspec.Struct):
        yield from evidence_of(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _evidence(one)
