"""Numbers of public suites, which are not shipped: skipped where they are absent."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.scripts import script

ROOT = Path(__file__).parent.parent
LEAST = 0.99
MOST_ASIDE = 0.12


@cache
def _results() -> dict[str, Any]:
    suites = script("benchmarks/numerals.py").suites_folder()
    if suites is None:
        pytest.skip("the public suites are not shipped with the project")
    results: dict[str, Any] = script("benchmarks/numerals.py").run(suites)
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
    is_right = script("benchmarks/numerals.py").is_right
    assert is_right({"text": "20 30", "expected": [20, 30]}, ordinals=False)
    assert is_right({"text": "20 30", "expected": None}, ordinals=True)
    assert not is_right({"text": "20 30", "expected": 20}, ordinals=False)
    assert not is_right({"text": "20", "expected": 21}, ordinals=False)
    assert not is_right({"text": "20", "expected": 20}, ordinals=True)
