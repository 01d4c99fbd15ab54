"""Sentences: full stops, line breaks, quotations, abbreviations."""

from itertools import pairwise

import pytest

from mahdar import read


def sentences(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in read(text).sentences]


@pytest.mark.parametrize("end", list(".!?؟…۔"))
def test_every_mark_that_ends_one(end: str) -> None:
    assert sentences(f"وصل الوفد{end} ثم غادر{end}") == [f"وصل الوفد{end}", f"ثم غادر{end}"]


@pytest.mark.parametrize("sign", list("،؛:,;-"))
def test_marks_that_end_none(sign: str) -> None:
    text = f"وصل الوفد{sign} ثم غادر."
    assert sentences(text) == [text]


def test_a_line_break_ends_one() -> None:
    assert sentences("وصل الوفد\nثم غادر\r\n\r\nوعاد.") == ["وصل الوفد", "ثم غادر", "وعاد."]


def test_paragraphs_are_counted_from_nought() -> None:
    marks = read("وصل. ثم غادر.\n\n\nوعاد.\nوبقي.").sentences
    assert [mark.paragraph for mark in marks] == [0, 0, 1, 2]


def test_stops_inside_a_quotation_end_none() -> None:
    assert sentences("قال «نعم. لا. ربما.» ومضى. ثم عاد.") == ["قال «نعم. لا. ربما.» ومضى.", "ثم عاد."]


def test_stops_after_an_unclosed_mark_do() -> None:
    assert sentences("قال «نعم. ثم مضى.\nوعاد. وبقي.") == ["قال «نعم.", "ثم مضى.", "وعاد.", "وبقي."]


def test_single_letters_are_abbreviations() -> None:
    assert sentences("نقلت أ. ف. ب. الخبر. ثم عادت.") == ["نقلت أ. ف. ب. الخبر.", "ثم عادت."]


def test_names_of_letters_are_abbreviations() -> None:
    assert sentences("وقال لقناة برس تي.في إن الرد جاهز. ثم عاد.") == ["وقال لقناة برس تي.في إن الرد جاهز.", "ثم عاد."]


def test_decimal_points_and_addresses_end_none() -> None:
    assert sentences("ارتفع 8.5 في المئة على www.example.org أمس. ثم هبط.") == [
        "ارتفع 8.5 في المئة على www.example.org أمس.",
        "ثم هبط.",
    ]


def test_the_number_of_a_point_is_no_sentence() -> None:
    text = "تضمنت الخطة ما يلي:\n1. وقف إطلاق النار.\n2. تبادل الأسرى."
    assert sentences(text) == text.split("\n")


@pytest.mark.parametrize("text", ["", "...", "؟!", "\n \n", "«»"])
def test_signs_alone_are_none(text: str) -> None:
    assert sentences(text) == []


def test_every_word_is_in_one_and_none_overlap() -> None:
    text = "وصل الوفد؟ «نعم.» قال، ثم…\nغادر! 25"
    marks = read(text).sentences
    assert all(a.span.stop <= b.span.start for a, b in pairwise(marks))
    covered = {at for mark in marks for at in range(mark.span.start, mark.span.stop)}
    assert {at for at, char in enumerate(text) if char.isalnum()} <= covered
