"""The rules' own examples are the suite: each must find what it says, each silence must stay silent, each rule is needed."""

import tomllib
from pathlib import Path

import pytest

from mahdar.engine.check import holds, is_needed, sayings
from mahdar.language.language import load_language
from mahdar.language.schema import Example, Silent

LANGUAGE = load_language("ar")
EXAMPLES = LANGUAGE.examples()
SILENCES = LANGUAGE.silences()
RULES = sorted(LANGUAGE.taught())


def _marks(one: Example | Silent) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=one.known_failure, strict=True)] if one.known_failure else []


def _ids(rule: str, number: int) -> str:
    return f"{rule}#{number}"


@pytest.mark.parametrize(
    ("rule", "example"),
    [pytest.param(rule, one, id=_ids(rule, n), marks=_marks(one)) for n, (rule, one) in enumerate(EXAMPLES)],
)
def test_example(rule: str, example: Example) -> None:
    said = sayings(LANGUAGE, example.text, example.on)
    asked = example.finds or example.cue
    assert holds(example, said, rule if asked else None), f"{rule}: {example.text}\n{said}"


@pytest.mark.parametrize(
    ("rule", "silent"),
    [pytest.param(rule, one, id=_ids(rule, n), marks=_marks(one)) for n, (rule, one) in enumerate(SILENCES)],
)
def test_silence(rule: str, silent: Silent) -> None:
    assert [one for one in sayings(LANGUAGE, silent.text) if rule in one.rules] == []


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_needed(rule: str) -> None:
    """Taken out, its own examples must miss it. A rule that only has known failures is not asked."""
    if all(example.known_failure for example in LANGUAGE.taught()[rule].example):
        pytest.skip("its examples are known failures")
    assert is_needed(LANGUAGE, rule)


def test_every_example_of_every_file_is_run() -> None:
    folder = Path(__file__).parent.parent / "mahdar" / "languages" / "ar"
    counted = {"example": 0, "silent": 0}
    for file in folder.rglob("*.toml"):
        for tables in tomllib.loads(file.read_text("utf-8")).values():
            for table in tables if isinstance(tables, list) else []:
                for kind in counted if isinstance(table, dict) else ():
                    counted[kind] += len(table.get(kind, ()))
    assert counted == {"example": len(EXAMPLES), "silent": len(SILENCES)}
