"""Laws of numbers: what a printer of school grammar prints is read back; the words that it prints are data."""

import math
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mahdar
from mahdar.language.language import load_language
from mahdar.reading.number_search import Number
from mahdar.reading.numbers import number_at
from mahdar.reading.page import Page

SAID: dict[str, Any] = tomllib.loads((Path(__file__).parent / "numbers.toml").read_text("utf-8"))
LANGUAGE = load_language()  # here, so that its seconds are no test's
NUMBERS = Path(mahdar.__file__).parent / "languages" / "ar" / "numbers.toml"
AND = SAID["conjunction"]
GENDERS = ("masculine", "feminine")
MOST = 10_000_000


class Printer:
    """Prints numbers in words: `gender` of what is counted; `case` 0 nominative, 1 accusative and genitive; `hundred` 0
    or 1 for its two spellings; `apart` writes hundreds as two words; `tanwin` marks the accusative of counted scales;
    `of` says that a noun follows."""

    def __init__(self, gender: str = "masculine", case: int = 0, hundred: int = 0, *, apart: bool = False) -> None:
        self.gender, self.case, self.hundred, self.apart = gender, case, hundred, apart
        self.tanwin = True
        self.feminine = gender == "feminine"

    def __call__(self, number: int, *, of: bool = False) -> str:
        parts: list[str] = []
        for scale, word in ((1_000_000, SAID["million"]), (1_000, SAID["thousand"])):
            count, number = divmod(number, scale)
            if count:
                parts.append(self._scaled(count, word, of=of and not number))
        if number or not parts:
            parts += self._group(number, self.gender, of=of)
        return f" {AND}".join(parts)

    def _scaled(self, count: int, word: dict[str, Any], *, of: bool) -> str:
        if count < 3:
            return str(word["one"] if count == 1 else word["two_of" if of else "two"][self.case])
        rest = count % 100
        form = word["few"] if 3 <= rest <= 10 else word["alif"] if rest > 10 and self.tanwin and not of else word["one"]
        return f" {AND}".join(self._group(count, "masculine", of=True)) + f" {form}"

    def _group(self, number: int, gender: str, *, of: bool) -> list[str]:
        hundreds, rest = divmod(number, 100)
        parts = [self._hundreds(hundreds, of=of and not rest)] if hundreds else []
        if rest or not hundreds:
            parts.append(self._below_hundred(rest, gender))
        return parts

    def _hundreds(self, hundreds: int, *, of: bool) -> str:
        said = SAID["hundreds"]
        if hundreds == 1:
            return str(said["one"][self.hundred])
        if hundreds == 2:
            return str(said["two_of" if of else "two"][self.case + 2 * self.hundred])
        stem, hundred = said["stems"][hundreds - 3], said["one"][self.hundred]
        if self.apart:
            return f"{said['eight_apart'] if hundreds == 8 else stem} {hundred}"
        return f"{stem}{hundred}"

    def _below_hundred(self, number: int, gender: str) -> str:
        if number == 0:
            return str(SAID["zero"])
        tens, unit = divmod(number, 10)
        feminine = gender == "feminine"
        if tens == 0:
            return self._unit(unit, gender)
        if tens > 1:
            ten = SAID["tens"]["stems"][tens - 2] + SAID["tens"]["endings"][self.case]
            return f"{self._unit(unit, gender)} {AND}{ten}" if unit else str(ten)
        if unit == 0:
            return str(SAID["ten"][feminine])
        if unit == 1:
            before = SAID["one_before_ten"][feminine]
        else:
            before = SAID["two_before_ten"][gender][self.case] if unit == 2 else SAID["units"][gender][unit - 3]
        return f"{before} {SAID['teen_end'][feminine]}"

    def _unit(self, unit: int, gender: str) -> str:
        if unit == 1:
            accusative = self.case == 1 and gender == "masculine"
            return str(SAID["one_accusative"] if accusative else SAID["one"][gender == "feminine"])
        return str(SAID["two"][gender][self.case] if unit == 2 else SAID["units"][gender][unit - 3])

    def ordinal(self, number: int) -> str:
        """`the 23rd`, 1 to 99; above a hundred `the 23rd after the hundred`."""
        hundreds, rest = divmod(number, 100)
        if hundreds:
            hundred = SAID["article"] + self._hundreds(hundreds, of=False)
            return f"{self.ordinal(rest)} {SAID['after']} {hundred}" if rest else hundred
        said = SAID["ordinals"]
        tens, unit = divmod(number, 10)
        first = said["first_before_ten"][self.feminine] if unit == 1 and tens else said[self.gender][(unit or 10) - 1]
        if tens == 0 or number == 10:
            return str(first)
        if tens == 1:
            return f"{first} {SAID['teen_end'][self.feminine]}"
        ten = SAID["article"] + SAID["tens"]["stems"][tens - 2] + SAID["tens"]["endings"][self.case]
        return f"{first} {AND}{ten}" if unit else str(ten)


def printers() -> Iterator[Printer]:
    for gender in GENDERS:
        for case in (0, 1):
            for hundred in (0, 1):
                for apart in (False, True):
                    yield Printer(gender, case, hundred, apart=apart)


def read_whole(text: str, stop: int | None = None) -> tuple[int | float, str]:
    """The value and kind of a text that is one number up to `stop`, and nothing else."""
    found = mahdar.numbers(text)
    assert [(one.span.start, one.span.stop) for one in found] == [(0, len(text) if stop is None else stop)], text
    return found[0].value, found[0].kind


PRINTERS = st.builds(Printer, st.sampled_from(GENDERS), st.integers(0, 1), st.integers(0, 1), apart=st.booleans())


@given(st.integers(0, MOST), PRINTERS, st.booleans())
def test_a_number_in_words_is_read_back(number: int, printer: Printer, tanwin: bool) -> None:
    printer.tanwin = tanwin
    assert read_whole(printer(number)) == (number, "cardinal")


@given(st.integers(3, MOST), PRINTERS)
def test_a_number_before_its_noun_is_read_back(number: int, printer: Printer) -> None:
    text = printer(number, of=True)
    assert read_whole(f"{text} {SAID['noun']}", len(text)) == (number, "cardinal")


@given(st.integers(0, MOST), PRINTERS, st.data())
def test_a_number_in_other_spellings_is_read_back(number: int, printer: Printer, data: st.DataObject) -> None:
    """Without hamza, with the conjunction written apart."""
    text = printer(number)
    for right, left in SAID["spellings"].items():
        text = text.replace(right, left) if data.draw(st.booleans()) else text
    text = text.replace(f" {AND}", f" {AND} ") if data.draw(st.booleans()) and number > 20 else text
    assert read_whole(text) == (number, "cardinal")


@given(st.integers(1, MOST), PRINTERS)
def test_a_conjunction_before_a_number_is_left_out(number: int, printer: Printer) -> None:
    text = AND + printer(number)
    found = mahdar.numbers(text)
    assert [(one.span.start, one.span.stop, one.value) for one in found] == [(1, len(text), number)]


def test_every_number_to_two_thousand_and_many_beyond() -> None:
    for printer in printers():
        for number in (*range(2_000), *range(2_003, MOST, 99_991), *range(1_000, MOST, 1_009_000)):
            assert read_whole(printer(number)) == (number, "cardinal")


@pytest.mark.parametrize("gender", GENDERS)
@pytest.mark.parametrize("case", [0, 1])
def test_every_ordinal_below_a_thousand(gender: str, case: int) -> None:
    printer = Printer(gender, case)
    for number in range(1, 1_000):
        assert read_whole(printer.ordinal(number)) == (number, "ordinal")


@given(st.integers(1_000, MOST), st.sampled_from(["", ",", "\u066c", " ", "\u00a0"]), st.integers(0, 2))
def test_digits_are_read_back(number: int, mark: str, script: int) -> None:
    digits = ["0123456789", SAID["digits"]["arabic"], SAID["digits"]["persian"]][script]
    printed = f"{number:,}".replace(",", mark) if mark else str(number)
    text = printed.translate(str.maketrans("0123456789", digits))
    assert read_whole(text) == (number, "cardinal")


@given(st.integers(0, 10**6), st.integers(1, 99), st.sampled_from(".\u066b"))
def test_decimals_are_read_back(whole: int, hundredths: int, point: str) -> None:
    value = float(f"{whole}.{hundredths:02}")
    assert read_whole(f"{whole}{point}{hundredths:02}") == (value, "cardinal")


@given(st.integers(1, 999), st.booleans())
def test_digits_before_a_scale_are_multiplied(count: int, million: bool) -> None:
    word, scale = (SAID["million"], 1_000_000) if million else (SAID["thousand"], 1_000)
    assert read_whole(f"{count} {word['one']}") == (count * scale, "cardinal")
    assert read_whole(f"{count}.5 {word['one']}") == (count * scale + scale // 2, "cardinal")


@given(st.text(alphabet="".join(SAID["units"]["masculine"]) + " .,%-/()0123456789\n" + AND, max_size=60))
def test_numbers_of_any_text_lie_in_it_in_order(text: str) -> None:
    places = [(one.span.start, one.span.stop) for one in mahdar.numbers(text)]
    assert all(0 <= start < stop <= len(text) for start, stop in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))


WORDS = [form for table in tomllib.loads(NUMBERS.read_text("utf-8"))["number"] for form in table["forms"]]


@given(st.lists(st.sampled_from([*WORDS, *(AND + word for word in WORDS), "12", "3.5", "000", "1/2", "-", "9" * 40])))
def test_any_row_of_number_words_is_read_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = mahdar.numbers(text)
    assert all(before.span.stop <= after.span.start for before, after in pairwise(found))
    assert all(math.isfinite(one.value) and one.span.of(text) for one in found)
    assert found == mahdar.numbers(text)


@pytest.mark.parametrize("word", ["9" * 400, "9" * 400 + "/3", "1 " + "000 " * 200, SAID["million"]["one"] + " "])
def test_numbers_beyond_all_counting_are_no_crash(word: str) -> None:
    assert all(math.isfinite(one.value) for one in mahdar.numbers(word * 60))


@given(st.integers(3, 99), PRINTERS)
def test_a_number_with_the_article_is_read_back(number: int, printer: Printer) -> None:
    words = printer(number).split(f" {AND}")
    text = f" {AND}".join(SAID["article"] + word for word in words)
    if number % 10 not in {1, 2}:
        assert read_whole(text)[0] == number


@pytest.mark.parametrize("case", SAID["count"], ids=lambda case: case["text"])
def test_counts_in_a_report(case: dict[str, Any]) -> None:
    found = number_at(Page(case["text"], LANGUAGE), 0)
    assert (found and (found.value, found.stop)) == (("value" in case and (case["value"], case["stop"])) or None)


@pytest.mark.parametrize("case", SAID["text"], ids=lambda case: case["text"][:40])
def test_numbers_in_running_text(case: dict[str, Any]) -> None:
    found: list[Number] = mahdar.numbers(case["text"])
    assert [one.span.of(case["text"]) for one in found] == case["finds"]
    assert [one.value for one in found] == pytest.approx(case["values"])
    assert [one.kind for one in found] == case.get("kinds", ["cardinal"] * len(found))
