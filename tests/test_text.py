"""Characters: what folding drops and changes and how it finds its way back, how words are cut, which way text runs."""

import pytest

from mahdar.language.language import Language
from mahdar.text.direction import FSI, PDI, is_rtl, isolate, plain
from mahdar.text.fold import deep_table, fold
from mahdar.text.scan import BREAK, Words, split
from mahdar.types.span import Span

# ── light folding ────────────────────────────────────────────────


@pytest.mark.parametrize("mark", list("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"))
def test_vowel_marks_are_dropped(mark: str) -> None:
    assert fold(f"هد{mark}نة").text == "هدنة"


@pytest.mark.parametrize(
    "control",
    list(
        "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2060\ufeff\u00ad"
    ),
)
def test_invisible_controls_are_dropped(control: str) -> None:
    assert fold(f"هد{control}نة").text == "هدنة"


def test_tatweel_is_dropped() -> None:
    assert fold("هـــدنـة").text == "هدنة"


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९"])
def test_digits_of_every_script_become_ascii(digits: str) -> None:
    folded = fold(digits)
    assert folded.text == "0123456789"
    assert folded.starts is None  # one for one: no offset table is paid for


def test_digits_beyond_the_bmp_become_ascii() -> None:
    assert fold("𝟐𝟎𝟐𝟓").text == "2025"


@pytest.mark.parametrize(
    ("printed", "folded"),
    [("ﻻ", "لا"), ("ﷲ", "الله"), ("ﺳﻼم", "سلام"), ("ﺔ", "ة"), ("ﷺ", "صلىاللهعليهوسلم"), ("ﹷ", "")],
)
def test_presentation_forms_are_undone(printed: str, folded: str) -> None:
    assert fold(printed).text == folded


@pytest.mark.parametrize("text", ["أإآٱىةؤئء", "پچژگکیہ", "Abc ÀÉ", "؟،؛«»“”", "\r\n\t\u00a0 ", "😀🕊"])
def test_light_folding_leaves_letters_marks_and_spaces(text: str) -> None:
    """Merging letters is deep folding's: hamza seats, capitals, punctuation and white space are not touched."""
    assert fold(text).text == text


def test_folding_twice_changes_nothing_more() -> None:
    once = fold("﴿ﻻ﴾ مُفاوَضـات ٢٠٢٥\u200f ﷲ").text
    assert fold(once).text == once


# ── the way back ─────────────────────────────────────────────────


def test_back_through_marks_takes_the_marks_of_the_last_letter() -> None:
    printed = "في هُدْنَةٍ، ثم"
    folded = fold(printed)
    at = folded.text.index("هدنة")
    assert folded.back(at, at + 4).of(printed) == "هُدْنَةٍ"


def test_back_does_not_take_the_marks_before() -> None:
    printed = "سلامٌ هدنة"
    folded = fold(printed)
    at = folded.text.index("هدنة")
    assert folded.back(at, at + 4) == Span(6, 10)


def test_back_inside_a_ligature_takes_the_whole_ligature() -> None:
    printed = "قﻻب"
    folded = fold(printed)
    assert folded.text == "قلاب"
    assert folded.back(1, 2).of(printed) == "ﻻ"
    assert folded.back(2, 3).of(printed) == "ﻻ"
    assert folded.back(2, 4).of(printed) == "ﻻب"


def test_back_counts_code_points_past_emoji() -> None:
    printed = "👩\u200d⚖️ هدنة 🕊️ سلام"
    folded = fold(printed)
    at = folded.text.index("سلام")
    assert folded.back(at, at + 4).of(printed) == "سلام"


def test_back_where_nothing_moved_is_the_same_place() -> None:
    folded = fold("هدنة ٣ أيام")
    assert folded.starts is None
    assert folded.back(5, 6) == Span(5, 6)


def test_carriage_returns_keep_their_places() -> None:
    printed = "أوّل\r\nثان\r\n"
    folded = fold(printed)
    assert folded.text == "أول\r\nثان\r\n"
    at = folded.text.index("ثان")
    assert folded.back(at, at + 3).of(printed) == "ثان"
    assert folded.back(3, 5).of(printed) == "\r\n"


def test_deep_folding_merges_letters_and_never_changes_a_length(language: Language) -> None:
    printed = "أإآٱىةؤئ"
    deep = printed.translate(language.deep)
    assert len(deep) == len(printed)
    assert deep[:4] == "اااا"
    assert "على".translate(language.deep) == "علي".translate(language.deep)
    assert "هدنة".translate(language.deep) == "هدنه".translate(language.deep)
    assert all(len(image) == 1 for image in language.deep.values())


def test_a_deep_table_is_the_pairs_and_small_letters() -> None:
    table = deep_table({"ة": "ه"})
    assert "NATO ةأ".translate(table) == "nato هأ"


# ── the scan ─────────────────────────────────────────────────────


def words(text: str) -> Words:
    return Words(text)


def test_words_signs_and_breaks() -> None:
    assert words("قال (أحمد): «نعم»، ثم\nغادر.").light == [
        "قال", "(", "أحمد", ")", ":", "«", "نعم", "»", "،", "ثم", BREAK, "غادر", ".",
    ]  # fmt: skip


def test_a_word_has_a_light_and_a_deep_form_and_a_place() -> None:
    text = "في هُدنـةٍ أولى"
    found = words(text)
    assert found.light == ["في", "هدنة", "أولى"]
    assert found.deep(deep_table({"ة": "ه", "أ": "ا"})) == ["في", "هدنه", "اولى"]
    assert found.span(1, 2).of(text) == "هُدنـةٍ"
    assert found.span(0, 3).of(text) == text


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\n\n\n", "\r\n \t\r\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"]
)
def test_line_ends_of_any_kind_and_number_are_one_break(end: str) -> None:
    text = f"أول{end}ثان"
    found = words(text)
    assert found.light == ["أول", BREAK, "ثان"]
    assert found.span(2, 3).of(text) == "ثان"


@pytest.mark.parametrize(
    ("printed", "light"),
    [("1,200", ["1,200"]), ("2025-08-06", ["2025-08-06"]), ("٦/٨/٢٠٢٥", ["6/8/2025"]), ("15:30", ["15:30"]),
     ("١٬٢٠٠", ["1\u066c200"]), ("3.", ["3", "."]), ("7-", ["7", "-"])],
)  # fmt: skip
def test_digits_stay_together_with_the_marks_inside_them(printed: str, light: list[str]) -> None:
    assert words(printed).light == light


@pytest.mark.parametrize(
    ("printed", "light"), [("بـ30", ["ب", "30"]), ("الـ27", ["ال", "27"]), ("كـ«جسر»", ["ك", "«", "جسر", "»"])]
)
def test_a_particle_glued_by_tatweel_stands_apart(printed: str, light: list[str]) -> None:
    found = words(printed)
    assert found.light == light
    assert found.span(1, 2).of(printed) == light[1]


def test_skip_takes_letters_off_the_front() -> None:
    text = "وبِالهُدنة"
    assert words(text).span(0, 1, skip=2).of(text) == "الهُدنة"


def test_at_is_the_first_word_at_or_after_an_offset() -> None:
    text = "هُدنة ثم سلامٌ"
    found = words(text)
    assert [found.at(found.start(index)) for index in range(3)] == [0, 1, 2]
    assert found.at(1) == 1
    assert found.at(len(text)) == 3


def test_an_empty_text_has_no_words() -> None:
    assert len(words("")) == 0
    assert len(words(" \t\u200f")) == 0


def test_split_cuts_as_the_scan_does() -> None:
    text = "قال (أحمد): 1,200 م.م_ش"
    assert split(text) == words(text).light


# ── direction ────────────────────────────────────────────────────


def test_isolate_wraps_once_and_takes_stray_controls_out() -> None:
    assert isolate("هدنة") == f"{FSI}هدنة{PDI}"
    assert isolate(f"{PDI}هد\u202eنة{FSI}") == f"{FSI}هدنة{PDI}"


def test_plain_is_one_line_a_terminal_can_be_shown() -> None:
    shown = plain("أ\r\nب\t\x1b[31mج\x00\u200f\u2067د\u2028ه")
    assert not {"\n", "\r", "\t", "\x1b", "\x00", "\u200f", "\u2067", "\u2028"} & set(shown)
    assert [char for char in shown if char in "أبجده"] == list("أبجده")


def test_plain_keeps_the_joiner_that_spelling_needs() -> None:
    assert plain("می\u200cخواهد") == "می\u200cخواهد"


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("هدنة", True),
        ("שלום", True),
        ("123 - هدنة NATO", True),
        ("«(هدنة)»", True),
        ("NATO هدنة", False),
        ("2025", False),
        ("", False),
    ],
)
def test_the_first_strong_character_decides(text: str, rtl: bool) -> None:
    assert is_rtl(text) is rtl


def test_an_isolate_does_not_decide() -> None:
    assert is_rtl("\u2066NATO\u2069 هدنة")
    assert is_rtl("\u2067a\u2068b\u2069c\u2069 هدنة")
    assert not is_rtl("\u2067هدنة")  # never closed: nothing stands outside
    assert not is_rtl("\u2069NATO هدنة")
