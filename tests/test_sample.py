"""The sample reports: their gold is true to the text, what PLANTED.md names is there, the checker of the record sees faults, quiet texts stay quiet."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import mahdar
from tests.scripts import script

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
RECORD = EXAMPLES / "gold-record"
GOLD_CHECKER = ROOT.parent / "shared" / "gold" / "check.py"
FOLDERS = {"gold": "reports", "gold-decoded": "texts"}
GOLDS = [file for folder in FOLDERS for file in sorted((EXAMPLES / folder).glob("*.json"))]
REPORTS = sorted(file for file in (EXAMPLES / "reports").iterdir() if file.is_file())
QUIET = sorted((EXAMPLES / "quiet").glob("*.txt"))
DECODED = {"02_moscow_five_hours_utf16.txt": "utf-16", "03_geneva_cp1256.txt": "cp1256"}

ACTOR_FIELDS = {
    "statements": ("speaker", "channel", "via", "addressee"),
    "meetings": ("participants", "place"),
    "assessments": ("by",),
    "positions": ("party",),
    "proposals": ("by",),
    "deadlines": ("set_by", "on"),
    "incidents": ("actor", "recipient", "place", "claimed_by"),
}


def _load(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text("utf-8")))


def _text_of(report: str) -> str:
    """The text into which the offsets of the gold point."""
    decoded = EXAMPLES / "texts" / report
    return (decoded if decoded.exists() else EXAMPLES / "reports" / report).read_bytes().decode("utf-8")


def _mentions(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        if {"text", "start", "end"} <= node.keys():
            yield path, node
        for key, value in node.items():
            yield from _mentions(value, f"{path}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _mentions(value, f"{path}[{index}]")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _gold_faults(gold: dict[str, Any], text: str) -> list[str]:
    """Offsets that do not hold, references to nobody, facts told twice."""
    found = [
        f"{path}: {text[one['start'] : one['end']]!r} is not {one['text']!r}"
        for path, one in _mentions(gold)
        if text[one["start"] : one["end"]] != one["text"]
    ]
    actors = {actor["id"]: actor for actor in gold["actors"]}
    known = actors.keys() | {"report", None}
    for kind, fields in ACTOR_FIELDS.items():
        for index, fact in enumerate(gold[kind]):
            used = {actor for field in fields for actor in _listed(fact[field])}
            found += [f"{kind}[{index}]: no actor {actor!r}" for actor in used - known]
    for actor in gold["actors"]:
        spans = [(one["start"], one["end"]) for one in actor["mentions"]]
        found += [f"{actor['id']}: {spans} has a mention twice"] if len(spans) != len(set(spans)) else []
    for fact in gold["statements"]:
        said_by, own = fact["speaker_mention"], actors.get(fact["speaker"], {})
        spans = [(one["start"], one["end"]) for one in own.get("mentions", []) + own.get("roles", [])]
        if said_by and (said_by["start"], said_by["end"]) not in spans:
            found.append(f"{fact['id']}: {said_by['text']!r} is no mention of {fact['speaker']}")
    meetings = {meeting["id"] for meeting in gold["meetings"]}
    found += [f"no meeting {one['of']!r}" for one in gold["assessments"] if one["of"] not in meetings]
    for kind in ("actors", "statements", "meetings", "proposals"):
        ids = [fact["id"] for fact in gold[kind]]
        found += [f"{kind}: an id twice in {ids}"] if len(ids) != len(set(ids)) else []
    return found


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


PERFECT = script("examples/gold-record/perfect.py")
FAULTS = PERFECT.faults()


@pytest.fixture(scope="module")
def perfect_export() -> dict[str, Any]:
    return dict(PERFECT.Builder().build())


def _checked(export: dict[str, Any], folder: Path) -> subprocess.CompletedProcess[str]:
    file = folder / "export.json"
    file.write_text(json.dumps(export, ensure_ascii=False), encoding="utf-8")
    return _run("-X", "utf8", RECORD / "check.py", file)


# -- the gold --------------------------------------------------------------------------------------------------------


def test_enough_reports_and_quiet_texts() -> None:
    assert len(REPORTS) >= 20
    assert len(QUIET) >= 20


def test_every_report_has_its_gold() -> None:
    assert sorted(_load(file)["report"] for file in GOLDS) == [file.name for file in REPORTS]
    assert all(file.stem == Path(_load(file)["report"]).stem for file in GOLDS)


@pytest.mark.parametrize(("name", "encoding"), list(DECODED.items()))
def test_decoded_text_is_the_report(name: str, encoding: str) -> None:
    assert (EXAMPLES / "reports" / name).read_bytes().decode(encoding) == _text_of(name)


@pytest.mark.parametrize("file", GOLDS, ids=lambda file: file.stem)
def test_offsets_and_references(file: Path) -> None:
    gold = _load(file)
    assert _gold_faults(gold, _text_of(gold["report"])) == []


def test_a_shifted_offset_and_a_stranger_are_seen() -> None:
    gold = _load(GOLDS[0])
    text = _text_of(gold["report"])
    gold["statements"][0]["content"][0]["start"] += 1
    gold["positions"][0]["party"] = "nobody"
    assert len(_gold_faults(gold, text)) == 2


@pytest.mark.skipif(not GOLD_CHECKER.exists(), reason="the gold checker is not beside this repository")
@pytest.mark.parametrize(("folder", "texts"), list(FOLDERS.items()))
def test_shared_gold_checker(folder: str, texts: str) -> None:
    done = _run("-X", "utf8", GOLD_CHECKER, EXAMPLES / folder, EXAMPLES / texts)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actors_are_of_one_kind_in_all_reports() -> None:
    kinds = defaultdict(set)
    for file in GOLDS:
        for actor in _load(file)["actors"]:
            kinds[actor["id"]].add(actor["kind"])
    assert {actor: sorted(found) for actor, found in kinds.items() if len(found) > 1} == {}


# -- what must hold across the reports -------------------------------------------------------------------------------


def test_mentions_of_the_record_stand_in_the_reports() -> None:
    record = _load(RECORD / "record.json")
    wrong = [one for _, one in _mentions(record) if _text_of(one["report"])[one["start"] : one["end"]] != one["text"]]
    assert wrong == []


def test_record_checker_passes_on_the_perfect_export(perfect_export: dict[str, Any], tmp_path: Path) -> None:
    done = _checked(perfect_export, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_ten_faults() -> None:
    assert len({name for name, _, _ in FAULTS}) == 10


@pytest.mark.parametrize(("kind", "change"), [pytest.param(kind, change, id=name) for name, kind, change in FAULTS])
def test_record_checker_sees_the_fault(
    kind: str, change: Callable[[dict[str, Any]], None], perfect_export: dict[str, Any], tmp_path: Path
) -> None:
    export = deepcopy(perfect_export)
    change(export)
    done = _checked(export, tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert any(line.startswith(f"{kind}: ") for line in done.stdout.splitlines()), done.stdout


# -- what is planted -------------------------------------------------------------------------------------------------


def _rows() -> Iterator[list[str]]:
    for line in (EXAMPLES / "PLANTED.md").read_text("utf-8").splitlines():
        if line.startswith("|") and not re.match(r"\|\s*(-+|what)\s*\|", line):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def _planted() -> Iterator[tuple[str, str]]:
    """(number of a report, phrase): a phrase belongs to all numbers of the list before it."""
    for *_, where in _rows():
        numbers: list[str] = []
        for token in re.finditer(r"`([^`]+)`|(?<!\d)(\d\d(?:, \d\d)*)(?!\d)", where):
            if token[2]:
                numbers = token[2].split(", ")
            else:
                assert numbers, where
                yield from ((number, token[1]) for number in numbers)


def test_planted_rows_are_whole() -> None:
    rows = list(_rows())
    assert len(rows) > 60
    assert [row for row in rows if len(row) != 3 or "`" in row[0] + row[1]] == []


@pytest.mark.parametrize(("number", "phrase"), list(_planted()))
def test_planted_phrase_stands_in_its_report(number: str, phrase: str) -> None:
    names = [file.name for file in REPORTS if file.name.startswith(f"{number}_")]
    assert len(names) == 1
    assert phrase in _text_of(names[0])


# -- quiet texts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", QUIET, ids=lambda file: file.stem)
def test_quiet_text_yields_nobody_and_nothing(file: Path) -> None:
    reading = mahdar.read(file.read_text("utf-8"))
    persons = [one.text for one in reading.mentions if one.kind == "person" and one.form == "name"]
    told = [*reading.statements, *reading.meetings, *reading.incidents]
    assert (persons, told) == ([], [])
