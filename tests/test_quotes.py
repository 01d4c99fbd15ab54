"""Quotations: every shape of mark, nested, mismatched, unclosed."""

import pytest

from mahdar import read


def quotes(text: str) -> list[tuple[str, str, bool]]:
    """(with marks, without, closed) of each quotation."""
    return [(quote.span.of(text), quote.inner.of(text), quote.closed) for quote in read(text).quotes]


@pytest.mark.parametrize(("opening", "closing"), ["«»", "“”", "”“", "””", "„“", '""', "‹›", "「」", "‘’"])
def test_every_shape(opening: str, closing: str) -> None:
    text = f"قال الوزير {opening}لن نقبل{closing} ثم غادر"
    assert quotes(text) == [(f"{opening}لن نقبل{closing}", "لن نقبل", True)]


@pytest.mark.parametrize(("opening", "closing"), ["«”", "“»", '«"', '"»', "„”"])
def test_a_mismatched_pair_is_a_quotation(opening: str, closing: str) -> None:
    text = f"قال الوزير {opening}لن نقبل{closing} ثم غادر"
    assert quotes(text) == [(f"{opening}لن نقبل{closing}", "لن نقبل", True)]


@pytest.mark.parametrize("mark", ["''", "quot;", "&quot;"])
def test_marks_of_several_characters_glued_to_the_words(mark: str) -> None:
    text = f"قال الوزير {mark}لن نقبل{mark} ثم غادر"
    assert quotes(text) == [(f"{mark}لن نقبل{mark}", "لن نقبل", True)]


def test_straight_marks_open_and_close_in_turn() -> None:
    assert [inner for _, inner, _ in quotes('قال "نعم" ثم قال "لا" ثم "ربما".')] == ["نعم", "لا", "ربما"]


def test_of_nested_ones_the_outermost_counts() -> None:
    assert quotes("قال «سمعت «نعم» منه» ومضى") == [("«سمعت «نعم» منه»", "سمعت «نعم» منه", True)]


def test_a_name_in_other_marks_inside_is_not_counted() -> None:
    assert quotes('قال «قرأت صحيفة "الفجر" أمس» ومضى') == [('«قرأت صحيفة "الفجر" أمس»', 'قرأت صحيفة "الفجر" أمس', True)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2029"])
def test_an_unclosed_one_ends_with_its_paragraph(end: str) -> None:
    assert quotes(f"قال «لن نقبل بهذا{end}ثم غادر الوفد") == [("«لن نقبل بهذا", "لن نقبل بهذا", False)]


def test_an_unclosed_one_at_the_end_of_the_text() -> None:
    assert quotes("قال «لن نقبل") == [("«لن نقبل", "لن نقبل", False)]


def test_an_unclosed_one_leaves_the_next_paragraph_whole() -> None:
    assert quotes("قال «لن نقبل\nوقال آخر «بل نقبل» ومضى") == [
        ("«لن نقبل", "لن نقبل", False),
        ("«بل نقبل»", "بل نقبل", True),
    ]


def test_the_inside_is_without_spaces_and_marks() -> None:
    assert quotes("قال « لن\u00a0نقبل\u00a0» ثم") == [("« لن\u00a0نقبل\u00a0»", "لن\u00a0نقبل", True)]


def test_vowel_marks_before_the_closing_mark_stay_inside() -> None:
    assert quotes("قال «سلامٌ» ثم") == [("«سلامٌ»", "سلامٌ", True)]


@pytest.mark.parametrize("text", ["قال نعم ثم مضى", "قال نعم» ثم مضى", "«", "قال ثم «", ""])
def test_no_quotation(text: str) -> None:
    assert quotes(text) == []


def test_a_quotation_names_its_rule() -> None:
    assert {rule for quote in read("قال «نعم»").quotes for rule in quote.rules} == {"ar/statements/grammar/quotation"}
