"""Docs that fail when they lie: every command teaches and its example runs; what README prints is what is printed."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

import mahdar
from mahdar.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


def _run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "mahdar", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample and its record, as a newcomer has them."""
    here = tmp_path_factory.mktemp("docs")
    (here / "examples").symlink_to(ROOT / "examples")
    assert _run(["build", "examples/reports", "-o", "talks.mahdar", "--as-of", "2026-02-01"], here).returncode == 0
    return here


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_an_example_and_it_runs(name: str, folder: Path) -> None:
    text = COMMANDS[name].help or ""
    assert "Example:" in text
    line = next(part.strip() for part in text.partition("Example:")[2].splitlines() if part.strip())
    arguments = shlex.split(line)
    assert arguments[:2] == ["mahdar", name]
    run = _run([_whole_id(word, folder) for word in arguments[1:]], folder)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip()


def _whole_id(word: str, folder: Path) -> str:
    """`me:` in an example stands for the id of any meeting."""
    return str(mahdar.view(folder / "talks.mahdar", "meetings")[1][0][0]) if word == "me:" else word


def test_readme_names_each_verb() -> None:
    assert set(re.findall(r"^\| `mahdar (\w+)", README, flags=re.M)) == set(COMMANDS)


def test_readme_first_screen_is_true(folder: Path) -> None:
    first_screen = README[:3500]
    assert "make record" in first_screen
    assert "make test" in first_screen
    build = _run(["build", "examples/reports", "-o", "fresh.mahdar"], folder).stdout.replace(
        "fresh.mahdar", "talks.mahdar"
    )
    for line in build.strip().splitlines():
        assert line in first_screen, line


def test_readme_sentence_is_true(folder: Path) -> None:
    shown = re.search(r"\$ mahdar (try .*? --json)\n(.*?)\n```", README, flags=re.S)
    assert shown
    run = _run(shlex.split(shown[1]), folder)
    assert [json.loads(line) for line in run.stdout.splitlines()] == [
        json.loads(line) for line in shown[2].splitlines()
    ]


def test_readme_scores_are_the_floors() -> None:
    floors = tomllib.loads((ROOT / "tests" / "floors.toml").read_text("utf-8"))
    rows = re.findall(r"^\| ([a-z ]+) \| (\d\.\d\d) \| (\d\.\d\d) \|$", README, flags=re.M)
    assert {name: float(score) for name, score, _ in rows} == floors["sample"]
    assert {float(score) for _, _, score in rows} <= set(floors["real"].values())


def test_readme_library_example_is_true() -> None:
    block = re.search(r"```python\n(.*?)```", README, flags=re.S)
    assert block
    names: dict[str, object] = {}
    *lines, last = [line for line in block[1].splitlines() if line.strip()]
    exec("\n".join(lines), names)
    code, _, shown = last.partition("#")
    assert repr(eval(code, names)) == shown.strip()


def test_links_of_the_docs_lead_somewhere() -> None:
    for file in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)\)", file.read_text("utf-8")):
            assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_contributing_has_its_five_recipes_and_the_changelog_its_version() -> None:
    assert len(re.findall(r"^### \d\. ", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), flags=re.M)) == 5
    version = re.search(r'^version = "(.*)"', (ROOT / "pyproject.toml").read_text("utf-8"), flags=re.M)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
