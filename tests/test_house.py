"""The house rules: floors, sizes, no right-to-left letter in Python, an exact front door, nothing but what belongs."""

import ast
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import mahdar

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mahdar"
FILES = sorted(PACKAGE.rglob("*.py"))
_MOST_LINES = 340
_MOST_FUNCTION = 45
_MOST_ARGUMENTS = 5
_NO_DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "manager"}


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_floors_stand_on_those_below() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-500:]


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_no_right_to_left_letter_in_a_literal(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            found = [char for char in node.value if unicodedata.bidirectional(char) in {"R", "AL"} and char.isalpha()]
            where = f"{_name(file)}:{node.lineno}"
            assert not found, f"{where}: {node.value!r} belongs into a data file"


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_files_and_functions_end(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= _MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < _MOST_FUNCTION, f"{_name(file)}: {node.name} is too long"
            arguments = [arg for arg in node.args.args if arg.arg not in {"self", "cls"}]
            assert len(arguments) <= _MOST_ARGUMENTS, f"{_name(file)}: {node.name} takes too much"


def test_most_functions_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 10


def test_no_drawers() -> None:
    names = {file.stem.lower() for file in FILES} | {
        folder.name.lower() for folder in PACKAGE.rglob("*") if folder.is_dir()
    }
    assert not names & _NO_DRAWERS


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_public_things_say_what_they_promise(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    assert ast.get_docstring(tree), f"{_name(file)} does not say what it is for"


def test_the_front_door() -> None:
    assert sorted(mahdar.__all__) == [
        "MahdarError", "Reading", "Record", "Report", "Span", "build", "check", "export", "numbers", "read", "reconcile",
        "search", "times", "trace", "view", "why",
    ]  # fmt: skip
    rooms = {file.stem for file in PACKAGE.glob("*.py")} | {
        folder.name for folder in PACKAGE.iterdir() if folder.is_dir()
    }
    reachable = {name for name in vars(mahdar) if not name.startswith("_")}
    assert reachable - rooms | set(mahdar.__all__) == set(mahdar.__all__)


def test_the_package_is_typed_and_licensed() -> None:
    assert (PACKAGE / "py.typed").exists()
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")[:400]


def test_the_core_never_prints() -> None:
    for file in FILES:
        if "cli" not in file.parts:
            calls = [n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call)]
            assert not [n for n in calls if isinstance(n.func, ast.Name) and n.func.id == "print"], _name(file)


def test_the_reading_knows_no_clock_disk_or_network() -> None:
    forbidden = {"time", "datetime", "os", "pathlib", "socket", "urllib", "random", "sqlite3", "subprocess"}
    for file in (PACKAGE / "reading").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & forbidden, _name(file)
