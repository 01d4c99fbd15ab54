"""The store: one SQLite file holds reports, readings and facts.

Reports and facts change in one transaction, at the end of a build: all of them, or none. Readings are kept while they
are made, so that a build which was stopped goes on where it was.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from mahdar.errors import BadRecord, NotFound
from mahdar.export.json import Writer
from mahdar.text.scan import split
from mahdar.types.ids import content_id
from mahdar.types.reading import Reading
from mahdar.types.record import KINDS, Origin, Record
from mahdar.types.report import Published, Report

APPLICATION_ID = 0x6D616864  # "mahd"
VERSION = 6
_OLDEST = 5  # what people decided stands in the file: from this version on, older ones are brought up to date
_SCHEMA = Path(__file__).parent / "schema"
VIEWS = (
    "timeline",
    "meetings",
    "statements",
    "positions",
    "terms",
    "deadlines",
    "incidents",
    "conflicts",
    "actors",
    "reports",
    "coverage",
    "times",
    "mentions",
    "versions",
    "judgements",
)


# A judgement's id is those of its two sides: it would stand beside each fact that begins so. A term is a fact inside
# its proposal's.
_WHOLE = "SELECT kind, body FROM fact WHERE id = ? LIMIT 1"
_BEGINS = "SELECT kind, body FROM fact WHERE id LIKE ? || '%' AND kind <> 'judgements' LIMIT 2"
_TERMS = "SELECT 'terms', t.value FROM fact, json_each(body, '$.terms') AS t WHERE kind = 'proposals'"
_TERM = _TERMS + " AND t.value ->> 'id' = ? LIMIT 1"
_TERM_BEGINS = _TERMS + " AND t.value ->> 'id' LIKE ? || '%' LIMIT 2"
# A report as `mahdar why` tells of it: where its words come from, without its text.
_REPORTS = """SELECT 'reports', json_object(
    'id', r.id, 'path', r.path, 'outlet', r.outlet, 'url', o.url, 'title', r.title, 'published', r.published,
    'known_from', r.known_from, 'first_seen', r.first_seen, 'version_of', o.version_of, 'follows', r.version_of,
    'near_duplicate_of', o.origin ->> 'near_duplicate_of', 'carried_first_by', r.copy_of,
    'credits', o.origin -> 'credits', 'credited', r.credits,
    'shared_passages', o.origin -> 'shared_passages', 'changed', o.origin -> 'changed')
    FROM reports AS r JOIN report AS o ON o.id = r.id WHERE r.id """
_REPORT = _REPORTS + "= ?"
_REPORT_BEGINS = _REPORTS + "LIKE ? || '%' LIMIT 2"
_ALIAS = "SELECT kind, body FROM fact WHERE kind = 'actors' AND ? IN (SELECT value FROM json_each(body, '$.aliases'))"


class Kept(msgspec.Struct, frozen=True):
    """A report as it is kept, the day on which it was first seen, and the number of the build that brought it."""

    report: Report
    first_seen: str
    build: int = 1


class Store:
    """An open record. Use `open_store`; every method that writes is one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    # ── what came in ─────────────────────────────────────────────
    def kept(self) -> Iterator[Kept]:
        """All reports, by id."""
        columns = "id, path, outlet, url, title, language, published, known_from, encoding, warnings, text, first_seen,"
        columns += " build"
        for row in self.db.execute(f"SELECT {columns} FROM report ORDER BY id"):
            published = Published(value=row[6], known_from=row[7]) if row[6] and row[7] == "metadata" else None
            report = Report(
                id=row[0],
                path=row[1],
                outlet=row[2],
                url=row[3],
                title=row[4],
                language=row[5],
                encoding=row[8],
                published=published,
                warnings=tuple(msgspec.json.decode(row[9])),
                text=row[10],
            )
            yield Kept(report, row[11], row[12])

    def readings(self, data: str, fresh: Mapping[str, Report] | None = None) -> dict[str, Reading]:
        """The readings made by language data `data`, by report id. Of `fresh` reports, which are not kept yet, only
        those that were made from the very same: an id says nothing of a title or a day that came beside the text."""
        decode = msgspec.json.Decoder(Reading).decode
        fresh = fresh or {}
        rows = self.db.execute("SELECT report, source, body FROM reading WHERE data = ?", (data,))
        return {id_: decode(body) for id_, source, body in rows if id_ not in fresh or source == _source(fresh[id_])}

    def data(self) -> str:
        """The language data by which the record was made; empty before its first build has ended."""
        row = self.db.execute("SELECT value FROM about WHERE key = 'data'").fetchone()
        return str(row[0]) if row else ""

    def versions(self) -> dict[str, str]:
        """Report -> the version before it."""
        return dict(self.db.execute("SELECT id, version_of FROM report WHERE version_of IS NOT NULL"))

    def fact(self, id_: str) -> tuple[str, dict[str, Any]]:
        """(kind, body) of one fact, or of a report without its text; a former id and a unique beginning of an id are
        enough. Raises NotFound."""
        exact, begun = (_WHOLE, _TERM, _ALIAS, _REPORT), (_BEGINS, _TERM_BEGINS, _REPORT_BEGINS)
        asked = [*((sql, id_) for sql in exact), *((sql, _like(id_)) for sql in begun)]
        found = (self.db.execute(sql, (text,)).fetchall() for sql, text in asked)
        rows = next((rows for rows in found if rows), [])
        if len(rows) != 1:
            raise NotFound(f"{id_}: {'several facts begin so' if rows else 'no such fact in this record'}")
        return rows[0][0], msgspec.json.decode(rows[0][1])

    def facts(self, kind: str) -> list[dict[str, Any]]:
        return [
            msgspec.json.decode(row[0])
            for row in self.db.execute("SELECT body FROM fact WHERE kind = ? ORDER BY place", (kind,))
        ]

    def view(self, name: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of a named view. Raises NotFound for another name."""
        if name not in VIEWS:
            raise NotFound(f"no view {name!r}; there are: {', '.join(VIEWS)}")
        cursor = self.db.execute(f'SELECT * FROM "{name}"')
        return [column[0] for column in cursor.description], cursor.fetchall()

    def search(self, sought: Sequence[Sequence[str]], most: int = 50) -> list[tuple[str, str]]:
        """(report id, path) of the reports that hold, of each word sought, one of its folded forms; best first."""
        query = " AND ".join("(" + " OR ".join(_quoted(form) for form in forms) + ")" for forms in sought)
        sql = (
            "SELECT w.report, r.path FROM words AS w JOIN report AS r ON r.id = w.report"
            " WHERE words MATCH ? ORDER BY rank, r.path LIMIT ?"
        )
        return self.db.execute(sql, (query, most)).fetchall() if sought else []

    def text(self, report: str) -> str:
        row = self.db.execute("SELECT text FROM report WHERE id = ?", (report,)).fetchone()
        if row is None:
            raise NotFound(f"{report}: no such report in this record")
        return str(row[0])

    # ── a build ──────────────────────────────────────────────────
    def add(self, made: Iterable[tuple[Report, Reading]], data: str) -> None:
        """Keep readings of a build that goes on; reports and facts stay as they are."""
        encode = msgspec.json.encode
        rows = [(report.id, data, _source(report), encode(reading).decode()) for report, reading in made]
        with self.db:
            self.db.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", rows)

    def save(
        self,
        kept: Sequence[Kept],
        readings: Mapping[str, Reading],
        data: str,
        folded: Mapping[str, str],
        record: Record,
    ) -> None:
        """Write reports and facts in place of what stood there, all of it or nothing; readings are there already."""
        with self.db:
            self.db.execute("BEGIN IMMEDIATE")
            for table in ("words", "about"):
                self.db.execute(f"DELETE FROM {table}")
            self.write(kept, readings, record)
            self.db.execute("DELETE FROM reading WHERE data <> ? OR report NOT IN (SELECT id FROM report)", (data,))
            self.db.executemany(
                "INSERT INTO words (folded, report) VALUES (?, ?)",
                ((" ".join(split(text)), id_) for id_, text in sorted(folded.items())),
            )
            self.db.execute("INSERT INTO about VALUES ('schema', 'mahdar/1'), ('data', ?)", (data,))

    def write(self, kept: Sequence[Kept], readings: Mapping[str, Reading], record: Record) -> None:
        """Write reports and facts, inside the transaction of the one who calls."""
        for table in ("report", "fact"):
            self.db.execute(f"DELETE FROM {table}")
        writer = Writer({k.report.id: k.report.text for k in kept}, {k.report.id: k.first_seen for k in kept})
        self.db.executemany(
            f"INSERT INTO report VALUES ({','.join('?' * 15)})", _reports(kept, readings, record, writer)
        )
        self.db.executemany("INSERT INTO fact VALUES (?, ?, ?, ?)", _facts(record, writer))


def _reports(
    kept: Sequence[Kept], readings: Mapping[str, Reading], record: Record, writer: Writer
) -> Iterator[tuple[Any, ...]]:
    origins = {origin.report: origin for origin in record.origins}
    for one in kept:
        id_ = one.report.id
        origin = writer.origin(origins.get(id_) or Origin(report=id_))
        row = _row(one, readings.get(id_), record.published.get(id_))
        yield (*row, record.versions.get(id_), msgspec.json.encode(origin).decode())


def _row(kept: Kept, reading: Reading | None, published: Published | None) -> tuple[Any, ...]:
    report = kept.report
    published = published or report.published
    return (
        report.id,
        report.path,
        (reading.outlet if reading else None) or report.outlet,
        report.url,
        report.title,
        report.language,
        published.value if published else None,
        published.known_from if published else None,
        report.encoding,
        msgspec.json.encode(report.warnings).decode(),
        kept.first_seen,
        report.text,
        kept.build,
    )


def _source(report: Report) -> str:
    return content_id("so", msgspec.json.encode(report).decode())


def _facts(record: Record, writer: Writer) -> Iterable[tuple[str, str, int, str]]:
    for kind in KINDS:
        for place, fact in enumerate(getattr(record, kind)):
            body = writer.fact(fact)
            yield (
                kind,
                str(body.get("id") or f"{body['left']}|{body['right']}"),
                place,
                msgspec.json.encode(body).decode(),
            )


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _like(text: str) -> str:
    return text.replace("%", "").replace("_", "")


# ── opening ──────────────────────────────────────────────────────
@contextmanager
def open_store(path: Path, create: bool = False) -> Iterator[Store]:
    """Open a record; `create` makes a new one where none stands. A new file that holds nothing is taken away again.

    Raises BadRecord for a missing file, a file that is no record, and a record of a later version.
    """
    new = not path.exists()
    filled = False
    if new and not create:
        raise BadRecord(f"{path}: there is no such record; make one with: mahdar build SOURCE... -o {path}")
    try:
        with closing(sqlite3.connect(path)) as db:
            _prepare(db, path, create)
            try:
                yield Store(db)
            finally:
                filled = not new or db.execute("SELECT 1 FROM reading LIMIT 1").fetchone() is not None
    except sqlite3.DatabaseError as error:
        raise BadRecord(f"{path}: is not a record that can be opened ({error})") from error
    except BaseException:
        if not filled and new:
            path.unlink(missing_ok=True)
        raise


# The file that brings a record to a version.
_BRINGS = {"004_corrections.sql": 6}


def _prepare(db: sqlite3.Connection, path: Path, create: bool) -> None:
    application = db.execute("PRAGMA application_id").fetchone()[0]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    empty = application == 0 and version == 0 and not db.execute("SELECT 1 FROM sqlite_master").fetchone()
    if empty and create:
        script = "".join(file.read_text(encoding="utf-8") for file in sorted(_SCHEMA.glob("*.sql")))
        db.executescript(
            f"BEGIN; {script} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; COMMIT;"
        )
    elif empty:
        raise BadRecord(f"{path}: is empty; make a record with: mahdar build SOURCE... -o {path}")
    elif application != APPLICATION_ID:
        raise BadRecord(f"{path}: is a SQLite file, but not a record of mahdar's")
    elif _OLDEST <= version < VERSION:
        files = (file for file in sorted(_SCHEMA.glob("*.sql")) if _BRINGS.get(file.name, 0) > version)
        later = "".join(file.read_text(encoding="utf-8") for file in files)
        db.executescript(f"BEGIN; {later} PRAGMA user_version = {VERSION}; COMMIT;")
    elif version != VERSION:
        raise BadRecord(
            f"{path}: is of version {version}, this mahdar writes version {VERSION}; build it again from its reports"
        )
