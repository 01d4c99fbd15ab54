"""Reading data files, strictly: an unknown key, a wrong type, a dead example is an error that names file and line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from mahdar.errors import BadData
from mahdar.language.schema import TABLES, Example, Header, Inflection, Orthography, SpellingTable, Table, Taught

T = TypeVar("T", bound=msgspec.Struct)
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_SPECIAL = {"orthography.toml", "inflection.toml", "spelling.toml"}


class Row(msgspec.Struct, frozen=True):
    """One table of one file: its kind (`verb`, `list` ...), its rule id, and the header of its file."""

    id: str
    kind: str
    table: Table
    header: Header | None
    place: "Place | None" = None


def load_rows(folder: Path, root: str) -> Iterator[Row]:
    """All tables below `folder`, files in the order of their names. Ids are `root`/path/name."""
    for file in sorted(folder.rglob("*.toml")):
        if file.name not in _SPECIAL:
            stem = file.relative_to(folder).with_suffix("").as_posix()
            yield from _rows(file, f"{root}/{stem}")


def load_file(file: Path, root: str) -> Iterator[Row]:
    """The tables of one file; ids are `root`/name."""
    yield from _rows(file, root)


def load_orthography(folder: Path) -> Orthography:
    return _convert(_parse(folder / "orthography.toml"), Orthography, Place(folder / "orthography.toml", "", 0))


def load_inflection(folder: Path) -> Inflection:
    return _convert(_parse(folder / "inflection.toml"), Inflection, Place(folder / "inflection.toml", "", 0))


def load_spelling_table(folder: Path) -> SpellingTable:
    return _convert(_parse(folder / "spelling.toml"), SpellingTable, Place(folder / "spelling.toml", "", 0))


def _parse(file: Path) -> dict[str, Any]:
    try:
        raw = file.read_text(encoding="utf-8")
        data = tomllib.loads(raw)
    except OSError as error:
        raise BadData(f"{file}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadData(f"{file}: {error}") from error
    stray = _BIDI.search(raw)
    if stray:
        line = raw.count("\n", 0, stray.start()) + 1
        raise BadData(f"{file}, line {line}: holds an invisible direction mark; delete it")
    return data


def _rows(file: Path, stem: str) -> Iterator[Row]:
    data = _parse(file)
    header = _convert(data.pop("header"), Header, Place(file, "header", 0)) if "header" in data else None
    seen: set[str] = set()
    for kind, tables in data.items():
        model = TABLES.get(kind)
        if model is None:
            known = ", ".join(sorted(TABLES))
            raise BadData(f"{Place(file, kind, 0)}: unknown table [[{kind}]]; known are {known}")
        if not isinstance(tables, list):
            raise BadData(f"{Place(file, kind, 0)}: [{kind}] must be written as [[{kind}]]")
        for index, raw in enumerate(tables):
            place = Place(file, kind, index)
            table = _convert(raw, model, place)
            name = _name(table, kind, index)
            if name in seen:
                raise BadData(f"{place}: {name!r} stands twice in this file")
            seen.add(name)
            _check_taught(table, place)
            yield Row(f"{stem}/{name}", kind, table, header, place)


def _name(table: Table, kind: str, index: int) -> str:
    for key in ("name", "id"):
        value = getattr(table, key, None)
        if isinstance(value, str):
            return value
    return f"{kind}-{index + 1}"


class Place(msgspec.Struct, frozen=True):
    """Where a table stands; the line is looked up only when an error prints it."""

    file: Path
    kind: str
    index: int

    def __str__(self) -> str:
        lines = self.file.read_text(encoding="utf-8").splitlines()
        opening = re.compile(rf"\s*(?:\[{{1,2}}\s*{re.escape(self.kind)}\s*\]{{1,2}}|{re.escape(self.kind)}\s*=)")
        starts = [number for number, line in enumerate(lines, start=1) if self.kind and opening.match(line)]
        return f"{self.file}, line {starts[self.index] if self.index < len(starts) else 1}"


def _convert(raw: object, model: type[T], place: Place) -> T:
    if not isinstance(raw, Mapping):
        raise BadData(f"{place}: a table is expected here, not {raw!r}")
    try:
        return msgspec.convert(dict(raw), model)
    except msgspec.ValidationError as error:
        raise BadData(f"{place}: {error}") from error


def _check_taught(table: Table, place: Place) -> None:
    if not isinstance(table, Taught):
        return
    if not table.why.strip():
        raise BadData(f"{place}: {table.name}: `why` is empty; say what the rule is for")
    if not table.example:
        raise BadData(f"{place}: {table.name}: needs at least one [[....example]] that it must find")
    if not table.silent:
        raise BadData(f"{place}: {table.name}: needs at least one [[....silent]] that it must leave alone")
    for example in table.example:
        _check_example(example, table.name, place)


def _check_example(example: Example, name: str, place: Place) -> None:
    for key in ("finds", "cue", "speaker", "content"):
        printed = getattr(example, key)
        if printed is not None and printed not in example.text:
            raise BadData(f"{place}: {name}: `{key}` is not in its text: {printed}")
