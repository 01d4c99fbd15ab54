"""Numbers of public suites, which are not shipped: skipped where they are absent."""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LEAST = 0.99
MOST_ASIDE = 0.12


@cache
def _benchmark() -> ModuleType:
    folder = ROOT / "benchmarks"
    spec = importlib.util.spec_from_file_location("numerals_benchmark", folder / "numerals.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    sys.path.insert(0, str(folder))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


@cache
def _results() -> dict[str, Any]:
    suites = _benchmark().suites_folder()
    if suites is None:
        pytest.skip("the public suites are not shipped with the project")
    results: dict[str, Any] = _benchmark().run(suites)
    return results


@pytest.mark.parametrize("suite", ["duckling_numeral", "duckling_ordinal", "maha_numeral", "maha_ordinal"])
def test_a_suite_is_read_right(suite: str) -> None:
    result = _results()[suite]
    assert result.accuracy >= LEAST, "\n".join(result.wrong)


@pytest.mark.parametrize("suite", ["duckling_numeral", "duckling_ordinal", "maha_numeral", "maha_ordinal"])
def test_few_cases_are_set_aside_and_none_that_is_read_as_expected(suite: str) -> None:
    result = _results()[suite]
    assert result.aside <= MOST_ASIDE * (result.counted + result.aside)
    assert result.right_aside == 0


def test_a_case_is_right_only_with_just_its_numbers() -> None:
    is_right = _benchmark().is_right
    assert is_right({"text": "20 30", "expected": [20, 30]}, ordinals=False)
    assert is_right({"text": "20 30", "expected": None}, ordinals=True)
    assert not is_right({"text": "20 30", "expected": 20}, ordinals=False)
    assert not is_right({"text": "20", "expected": 21}, ordinals=False)
    assert not is_right({"text": "20", "expected": 20}, ordinals=True)
