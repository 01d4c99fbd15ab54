"""Furniture: notices, links, captions, headings and pasted passages are marked, and nothing is read from them."""

import pytest

from mahdar import read
from mahdar.types.reading import LAYERS

FIRST = "عاد الوفد إلى العاصمة بعد جولة طويلة من المحادثات الصعبة مع الجانب الآخر في المدينة الساحلية."
LAST = "وتستأنف المحادثات بعد يومين كما هو مقرر، وفق البيان الذي وزعه المنظمون على الصحافة مساء اليوم."


def furniture(text: str) -> list[tuple[str, str]]:
    return [(mark.kind, mark.span.of(text)) for mark in read(text).furniture]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sorry, you need to enable JavaScript to visit this website.", "script-notice"),
        ("جميع الحقوق محفوظة", "script-notice"),
        ("اقرأ أيضا: أسعار القمح ترتفع", "related-links"),
        ("اقرأ أيضًا: أسعار القمح ترتفع", "related-links"),
        ("المزيد من الاقتصاد", "related-links"),
        ("مواضيع ذات صلة", "related-links"),
        ("EPA أعضاء الوفد عند وصولهم", "photo-caption"),
        ("أعضاء الوفد عند وصولهم (AFP)", "photo-caption"),
        ("صورة أرشيفية للقاعة", "photo-caption"),
        ("جولة بلا نتائج", "heading"),
    ],
)
def test_a_line_that_is_not_the_article(line: str, kind: str) -> None:
    assert furniture(f"{FIRST}\n\n{line}\n\n{LAST}") == [(kind, line)]


def test_a_caption_that_ends_with_an_agency_of_three_letters() -> None:
    line = "أعضاء الوفد عند وصولهم (أ ف ب)"
    assert furniture(f"{FIRST}\n\n{line}\n\n{LAST}") == [("photo-caption", line)]


def test_a_wire_that_signs_its_last_line_is_no_caption() -> None:
    assert furniture(f"{FIRST}\n\n{LAST} (أ ف ب)") == []


def test_an_article_alone_has_none() -> None:
    assert furniture(f"{FIRST}\n\n{LAST}") == []


@pytest.mark.parametrize(
    "line",
    [
        "وعد المدير بتخصيص المزيد من الأموال للمدارس الريفية هذا العام.",
        "وقال الوزير: «لن نقبل بهذا».",
        "وطلب المعلم من التلاميذ أن يقرؤوا الدرس في البيت.",
    ],
)
def test_a_sentence_of_the_article_is_left_alone(line: str) -> None:
    assert furniture(f"{FIRST}\n\n{line}\n\n{LAST}") == []


def test_a_passage_that_stands_twice_is_marked_the_second_time() -> None:
    text = f"{FIRST}\n\n{LAST}\n\n{FIRST}"
    marks = [mark for mark in read(text).furniture if mark.kind == "repeated-passage"]
    assert [mark.span.of(text) for mark in marks] == [FIRST]
    assert marks[0].span.start == text.rindex(FIRST)


def test_a_few_words_that_stand_twice_are_not() -> None:
    text = "عاد الوفد إلى العاصمة. ثم عاد الوفد إلى العاصمة.\nوتستأنف المحادثات بعد يومين كما هو مقرر."
    assert [kind for kind, _ in furniture(text) if kind == "repeated-passage"] == []


def test_it_is_marked_and_not_cut() -> None:
    """What stands behind it keeps its place in the printed text."""
    notice = "Sorry, you need to enable JavaScript to visit this website.\n\n"
    with_it, without = notice + f"{FIRST}\n{LAST}", f"{FIRST}\n{LAST}"
    moved = [sentence.span.start - len(notice) for sentence in read(with_it).sentences][-2:]
    assert moved == [sentence.span.start for sentence in read(without).sentences]


def test_no_statement_or_meeting_is_read_from_it() -> None:
    said = "وقال وزير الخارجية إن الاتفاق قريب وإن الوفدين سيعودان إلى الطاولة بعد انتهاء المشاورات."
    once, twice = f"{said}\n\n{LAST}", f"{said}\n\n{LAST}\n\n{said}"
    assert len(read(once).statements) == 1
    second = twice.rindex(said)
    for layer in ("statements", "meetings", "incidents", "deadlines", "stances", "terms"):
        assert layer in LAYERS
        assert all(mark.span.start < second for mark in getattr(read(twice), layer))
