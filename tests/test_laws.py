"""Laws that hold for any text: the same output twice, spans inside, no crash, a match folds to what was matched."""

from collections.abc import Iterator
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mahdar.language.language import load_language
from mahdar.reading.pipeline import READ, Pipeline, read, step
from mahdar.record.reconcile import reconcile
from mahdar.text.fold import fold
from mahdar.text.scan import Words
from mahdar.types.ids import report_id
from mahdar.types.reading import LAYERS, Reading
from mahdar.types.report import Report
from mahdar.types.span import Span

LANGUAGE = load_language("ar")
_LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچڤکی"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640"
_SIGNS = " \n\r\t.,،؛:؟!«»“”\"'()[]-–/%0123456789٠١٢٣٤٥٦٧٨٩"
_CONTROLS = "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2069\u200b\u200c\u200d\ufeff\u00a0\x00\x1f\u2028"
_ODD = "ﷲﻻﷺ😀👩\u200d🚀e\u0301Aß"
_WORDS = [
    "قال",
    "إن",
    "أن",
    "وأضاف",
    "الرئيس",
    "وزير",
    "الخارجية",
    "الروسي",
    "الأميركي",
    "بوتين",
    "ستيف",
    "ويتكوف",
    "في",
    "موسكو",
    "مع",
    "بين",
    "اجتماع",
    "محادثات",
    "يوم",
    "الأربعاء",
    "أمس",
    "مهلة",
    "حتى",
    "الجمعة",
    "مؤكدا",
    "مشيرا",
    "إلى",
    "بحسب",
    "نقلت",
    "رويترز",
    "عن",
    "ثلاث",
    "ساعات",
    "ونصف",
    "الساعة",
    "600",
    "ألف",
    "جندي",
    "هجوم",
    "مقتل",
    "عام",
    "2022",
    "قبل",
    "يومين",
    "من",
    "انتهاء",
]

letters = st.text(alphabet=_LETTERS + _MARKS + _SIGNS + _CONTROLS + _ODD, max_size=120)
phrases = st.lists(
    st.one_of(st.sampled_from(_WORDS), st.text(alphabet=_SIGNS + _CONTROLS, max_size=3)), max_size=40
).map(" ".join)
texts = st.one_of(letters, phrases, st.tuples(letters, phrases).map("".join))
relaxed = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def _report(text: str) -> Report:
    return Report(id=report_id("law", text), path="law", text=text)


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _spans(one)


@relaxed
@given(texts)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    first, second = read(_report(text), LANGUAGE), read(_report(text), LANGUAGE)
    assert msgspec.json.encode(first) == msgspec.json.encode(second)


@relaxed
@given(texts)
def test_spans_lie_inside_the_text_and_are_not_empty(text: str) -> None:
    reading = read(_report(text), LANGUAGE)
    for layer in LAYERS:
        marks = getattr(reading, layer)
        assert list(marks) == sorted(marks, key=lambda mark: (mark.span, mark.rules))
        for span in (span for mark in marks for span in _spans(mark)):
            assert 0 <= span.start < span.stop <= len(text)


@relaxed
@given(texts)
def test_each_mark_names_a_rule_that_exists(text: str) -> None:
    reading = read(_report(text), LANGUAGE)
    known = set(LANGUAGE.taught())
    for layer in LAYERS:
        for mark in getattr(reading, layer):
            assert mark.rules
            assert set(mark.rules) <= known


@relaxed
@given(texts)
def test_a_record_of_any_text_proves_its_spans(text: str) -> None:
    reading = read(_report(text), LANGUAGE)
    record = reconcile([reading])
    assert msgspec.json.encode(record) == msgspec.json.encode(reconcile([reading]))
    for kind in record.__struct_fields__:
        for span in _spans(getattr(record, kind) if kind != "published" else ()):
            assert 0 <= span.start < span.stop <= len(text)


@relaxed
@given(st.lists(texts, min_size=2, max_size=4), st.randoms())
def test_the_order_of_reports_never_shows(many: list[str], random: Any) -> None:
    readings = [
        read(Report(id=report_id(str(n), text), path=str(n), text=text), LANGUAGE) for n, text in enumerate(many)
    ]
    shuffled = list(readings)
    random.shuffle(shuffled)
    assert msgspec.json.encode(reconcile(readings)) == msgspec.json.encode(reconcile(shuffled))


@relaxed
@given(texts)
def test_a_reading_survives_being_stored(text: str) -> None:
    reading = read(_report(text), LANGUAGE)
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading


@settings(deadline=None, max_examples=400)
@given(texts, st.data())
def test_a_match_folds_to_what_was_matched(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    stop = data.draw(st.integers(start + 1, len(folded.text)))
    span = folded.back(start, stop)
    assert 0 <= span.start < span.stop <= len(text)
    assert folded.text[start:stop] in fold(span.of(text)).text


@settings(deadline=None, max_examples=300)
@given(texts)
def test_words_cover_the_text_in_order(text: str) -> None:
    words = Words(text)
    at = 0
    for index in range(len(words)):
        assert at <= words.start(index) < words.stop(index) <= len(text)
        assert words.at(words.start(index)) <= index
        at = words.start(index)
    assert len(words.light) == len(words.deep(LANGUAGE.deep))


def test_an_empty_report_has_empty_layers() -> None:
    reading = read(_report(""), LANGUAGE)
    assert all(getattr(reading, layer) == () for layer in LAYERS)


def test_a_wrong_order_of_steps_cannot_be_built() -> None:
    first, *rest = READ.steps
    try:
        Pipeline(*rest, first)
    except ValueError as error:
        assert "needs" in str(error)
    else:
        raise AssertionError("a pipeline was built in the wrong order")
    assert Pipeline(step("quotes", lambda draft: ())).steps
