"""The library: the command line's verbs as functions. Nothing here prints; the clock is always an argument."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from mahdar.engine.check import Outcome, Saying, is_needed, sayings
from mahdar.engine.check import check as _check
from mahdar.engine.local import read_all, read_one
from mahdar.errors import BadSource, MahdarError, NotFound
from mahdar.export.json import to_builtins, to_json
from mahdar.language.language import DATA, Language, load_language
from mahdar.reading.number_search import Number, find_numbers
from mahdar.reading.page import Page
from mahdar.reading.times import times_of
from mahdar.record.anchor import Prefer, anchor_at, resolve
from mahdar.record.reconcile import reconcile
from mahdar.sources.gather import gather
from mahdar.sources.item import Came, Options, Refusal
from mahdar.sources.texts import read_bytes
from mahdar.store.corrections import Asked, Made, correct, corrections, corrections_of, undo
from mahdar.store.sqlite import VIEWS, Kept, Store, open_store
from mahdar.store.versions import find_versions
from mahdar.text.fold import fold
from mahdar.text.scan import Words
from mahdar.types.ids import report_id
from mahdar.types.reading import Reading
from mahdar.types.record import KINDS, Record
from mahdar.types.report import Published, Report
from mahdar.types.span import Span
from mahdar.types.when import When

Progress = Callable[[int, int], None]
Source = Path | str | Report | Refusal
_MOST_NAMED = 20
_BATCH = 16  # readings kept at once: what a build that is stopped loses, at most


class Built(msgspec.Struct, frozen=True):
    """What a build did: reports kept in all, read now, refused; the facts by kind; and, where a report came again with
    another text, the facts that changed, as the view `versions` has them: a row for each, one at least."""

    reports: int
    read: int
    refused: tuple[Refusal, ...]
    warnings: tuple[str, ...]
    facts: dict[str, int]
    changed: tuple[dict[str, Any], ...] = ()


class Hit(msgspec.Struct, frozen=True):
    """A report that holds the words sought, and where."""

    report: str
    path: str
    spans: tuple[Span, ...]
    passage: str


class Because(msgspec.Struct, frozen=True):
    """Why a fact stands: its body, its evidence in the sentence around it, its rules with their own examples."""

    kind: str
    body: dict[str, Any]
    evidence: tuple[tuple[str, str, str, str], ...]
    rules: tuple[tuple[str, str, tuple[str, ...]], ...]
    judgements: tuple[dict[str, Any], ...]


# ── one text ─────────────────────────────────────────────────────
def read(text: str, *, source: str = "-", outlet: str | None = None, published: date | None = None) -> Reading:
    """Read one text. `source` names it in ids; `published` anchors nothing yet, the record does that."""
    day = Published(value=published.isoformat(), known_from="metadata") if published else None
    report = Report(id=report_id(source, text), path=source, text=text, outlet=outlet, published=day)
    return read_one(report, load_language())


def times(
    text: str, anchor: date | datetime | None = None, *, prefer: Prefer = "tense", week_start: int = 1
) -> list[tuple[Span, str, When]]:
    """The temporal expressions of a text: span, TIMEX3 type, and what they are worth on the day (or moment) `anchor`.

    `prefer` says which way a bare weekday or month points: as the tense of its sentence does, or always back or ahead.
    `week_start` is the ISO weekday (1 Monday to 7 Sunday) that weeks begin with. A time from one to another is one
    interval, `A/B`. Hours counted from now need a moment; a day gives their length.
    """
    if week_start not in range(1, 8):
        raise ValueError(f"week_start is an ISO weekday, 1 to 7, not {week_start!r}")
    at = anchor_at(anchor, prefer, week_start)
    found = times_of(Page(text, load_language()), ranges=True, from_now=prefer != "tense")
    return [(time.span, time.type, resolve(time.shape, at)) for time in found]


def numbers(text: str) -> list[Number]:
    """The numbers of a text, in words, digits or both, in order: span (code points, half-open), value and kind."""
    return list(find_numbers(Page(text, load_language())))


def trace(sentence: str, on: date | None = None) -> list[Saying]:
    """What fires on a sentence: every mark with its fields and rules."""
    return [
        one
        for one in sayings(load_language(), sentence, on.isoformat() if on else None)
        if one.layer not in {"sentences", "prints"}
    ]


def check() -> Iterable[Outcome]:
    """Every example of every rule, run with all rules on."""
    return _check(load_language())


# ── a record ─────────────────────────────────────────────────────
def build(
    sources: Iterable[Source],
    into: Path,
    *,
    as_of: date,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Built:
    """Read sources into a record, new or standing; what it already holds is not read twice.

    A source is a path or url, or what `gather` made of one, which takes more options. A build that was stopped leaves
    the record as it was, but for the readings made until then: the next one does not make them again.
    Raises BadSource where nothing at all could be read; what was refused is listed in the result.
    """
    language = load_language()
    refused, came = _gather(sources, encoding)
    with open_store(into, create=True) as store:
        kept = {one.report.id: one for one in store.kept()}
        number = max((one.build for one in kept.values()), default=0) + 1
        fresh = {report.id: Kept(report, as_of.isoformat(), number) for report in came if report.id not in kept}
        if not kept and not fresh:
            raise BadSource(_nothing(refused))
        kept.update(fresh)
        data = fingerprint(language)
        readings = store.readings(data, {id_: one.report for id_, one in fresh.items()})
        missing = [one.report for id_, one in sorted(kept.items()) if id_ not in readings]
        readings.update(_read_into(store, missing, language, data, progress))
        published = {id_: day for id_ in kept if (day := readings[id_].published)}
        builds = {id_: one.build for id_, one in kept.items()}
        versions = find_versions((one.report for one in kept.values()), builds, published)
        record = reconcile((readings[id_] for id_ in kept), versions, corrections_of(store))
        ordered = [kept[id_] for id_ in sorted(kept)]
        folded = {one.report.id: fold(one.report.text).text.translate(language.deep) for one in ordered}
        store.save(ordered, {id_: readings[id_] for id_ in kept}, data, folded, record)
        changed = _changed(store) if fresh.keys() & versions.keys() else ()
    warnings = tuple(warning for report in came for warning in report.warnings)
    changed = tuple(row for row in changed if row["report"] in fresh)
    return Built(len(kept), len(missing), tuple(refused), warnings, counts(record), changed)


def _changed(store: Store) -> tuple[dict[str, Any], ...]:
    columns, rows = store.view("versions")
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)


def _read_into(
    store: Store, missing: Sequence[Report], language: Language, data: str, progress: Progress | None
) -> Iterable[tuple[str, Reading]]:
    """Read what is missing; each batch is kept before the next is read."""
    batch: list[tuple[Report, Reading]] = []
    for done, made in enumerate(zip(missing, read_all(missing, language), strict=True), start=1):
        if progress:
            progress(done, len(missing))
        batch.append(made)
        if len(batch) == _BATCH or done == len(missing):
            store.add(batch, data)
            batch.clear()
        yield made[0].id, made[1]


def _gather(sources: Iterable[Source], encoding: str | None) -> tuple[list[Refusal], list[Report]]:
    listed = list(sources)
    came = [one for one in listed if isinstance(one, Came)]
    came += gather([one for one in listed if not isinstance(one, Came)], Options(encoding=encoding))
    return [one for one in came if isinstance(one, Refusal)], [one for one in came if isinstance(one, Report)]


def _nothing(refused: Sequence[Refusal]) -> str:
    listed = "; ".join(f"{one.path}: {one.why}" for one in refused[:_MOST_NAMED])
    more = f"; and {len(refused) - _MOST_NAMED} more" if len(refused) > _MOST_NAMED else ""
    return f"no report could be read: {listed}{more}" if listed else "no sources were given"


def counts(record: Record) -> dict[str, int]:
    return {name: len(getattr(record, name)) for name in KINDS}


def fingerprint(language: Language) -> str:
    """A hash of the language data: readings made by other data are made again."""
    digest = blake2b(digest_size=8)
    for file in sorted((DATA / "languages" / language.code).rglob("*.toml")):
        digest.update(file.read_bytes())
    digest.update((DATA / "issues.toml").read_bytes())
    for file in sorted((DATA / "reading").rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


# ── what a record says ───────────────────────────────────────────
def export(path: Path) -> bytes:
    """The record as JSON, schema `mahdar/1`: the same bytes for the same reports."""
    return to_json(*_load(path))


def export_object(path: Path) -> dict[str, Any]:
    """The same as plain dicts and lists."""
    out: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(to_builtins(*_load(path))))
    return out


def _load(path: Path) -> tuple[list[Report], list[Reading], Record, dict[str, str]]:
    with open_store(path) as store:
        kept, versions = list(store.kept()), store.versions()
        rows, standing = store.readings(store.data()), corrections_of(store)
    readings = [rows[one.report.id] for one in kept if one.report.id in rows]
    seen = {one.report.id: one.first_seen for one in kept}
    return [one.report for one in kept], readings, reconcile(readings, versions, standing), seen


def view(path: Path, name: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows of one of the record's named views."""
    with open_store(path) as store:
        return store.view(name)


def search(path: Path, words: str, most: int = 50) -> list[Hit]:
    """Reports that hold all `words`, in any spelling, with or without article and proclitics written apart."""
    language = load_language()
    listed = [word for word in Words(words).deep(language.deep) if word[0].isalnum()]
    sought = [[*language.lexicon.carried(word)] if word[0].isalpha() else [word] for word in listed]
    with open_store(path) as store:
        found = store.search(sought, most)
        forms = frozenset(form for one in sought for form in one)
        return [_hit(store, report, where, forms, language) for report, where in found]


def _hit(store: Store, report: str, path: str, forms: frozenset[str], language: Language) -> Hit:
    text = store.text(report)
    words = Words(text)
    at = [index for index, word in enumerate(words.deep(language.deep)) if word in forms]
    spans = tuple(words.span(index, index + 1) for index in at)
    first = max(0, at[0] - 8) if at else 0
    last = min(len(words), first + 24)
    return Hit(
        report, path, spans, " ".join(text[words.start(first) : words.stop(last - 1)].split()) if len(words) else ""
    )


def why(path: Path, id_: str) -> Because:
    """The way back from a fact: its sentences, its rules and their examples, the judgements that joined it."""
    language = load_language()
    taught = language.taught()
    with open_store(path) as store:
        kind, body = store.fact(id_)
        evidence = tuple(_around(store, place) for place in _places(body))
        keys = {body["id"], *body.get("aliases", ())} if "id" in body else set()
        judgements = tuple(row for row in store.facts("judgements") if keys & {row["left"], row["right"]})
    rules = tuple(
        (rule, taught[rule].why, tuple(example.text for example in taught[rule].example))
        for rule in body.get("rules", ())
        if rule in taught
    )
    return Because(kind, body, evidence, rules, judgements)


def _places(value: Any) -> list[dict[str, Any]]:
    """Every span anywhere in a fact, in order, each once."""
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    stack = [value]
    while stack:
        one = stack.pop(0)
        if isinstance(one, dict):
            if {"report", "start", "end", "text"} <= one.keys():
                found[one["report"], one["start"], one["end"]] = one
            else:
                stack.extend(one.values())
        elif isinstance(one, list):
            stack.extend(one)
    return list(found.values())


_MARGIN = 60


def _around(store: Store, place: dict[str, Any]) -> tuple[str, str, str, str]:
    """(report path, text before, evidence, text after)."""
    text = store.text(place["report"])
    path = store.db.execute("SELECT path FROM report WHERE id = ?", (place["report"],)).fetchone()[0]
    before = text[max(0, place["start"] - _MARGIN) : place["start"]].rpartition("\n")[2]
    after = text[place["end"] : place["end"] + _MARGIN].partition("\n")[0]
    return path, before, place["text"], after


__all__ = [
    "VIEWS",
    "Asked",
    "BadSource",
    "Because",
    "Built",
    "Hit",
    "Made",
    "MahdarError",
    "NotFound",
    "build",
    "check",
    "correct",
    "corrections",
    "counts",
    "export",
    "export_object",
    "gather",
    "is_needed",
    "numbers",
    "read",
    "read_bytes",
    "search",
    "times",
    "trace",
    "undo",
    "view",
    "why",
]
