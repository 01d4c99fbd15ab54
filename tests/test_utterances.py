"""One utterance in many reports: by words and days, whatever the order; two men who say the same say two things."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mahdar
from mahdar.types.reading import Reading

DAY = date(2025, 3, 4)
SAID = "وقال وزير الري المصري هاني سويلم إن «السد آمن ولن تتضرر القرى المجاورة هذا الصيف مهما ارتفعت المياه»."
SHORTER = "وأعلن وزير الري المصري هاني سويلم أن السد آمن ولن تتضرر القرى المجاورة."
REWORDED = "وأكد وزير الري المصري هاني سويلم أن السد آمن ولن تتضرر القرى المجاورة هذا الصيف مهما ارتفع منسوب النهر."
OTHER = "وقال وزير الري المصري هاني سويلم إن الموازنة لا تكفي لترميم القنوات القديمة."
DENIED = "وأعلن وزير الري المصري هاني سويلم أن السد ليس آمنا ولن تسلم القرى المجاورة هذا الصيف مهما ارتفعت المياه."
REFUSES = "وقال وزير الري المصري هاني سويلم إن القاهرة ترفض ملء السد قبل توقيع الاتفاق النهائي."
ACCEPTS = "وقال وزير الري المصري هاني سويلم إن القاهرة تقبل ملء السد قبل توقيع الاتفاق النهائي."
ANOTHER_MAN = "وقال وزير الزراعة المصري علاء فاروق إن «السد آمن ولن تتضرر القرى المجاورة هذا الصيف مهما ارتفعت المياه»."


def read(name: str, text: str, day: date = DAY) -> Reading:
    return mahdar.read(text, source=name, published=day)


def utterances(*readings: Reading) -> dict[str, str]:
    """Report -> the utterance of its first statement."""
    record = mahdar.reconcile(readings)
    return {fact.cue.report: fact.utterance for fact in record.statements}


@pytest.mark.parametrize(
    ("text", "day", "same"),
    [
        (SAID, DAY, True),
        (SHORTER, DAY, True),
        (REWORDED, date(2025, 3, 6), True),
        (REWORDED, date(2025, 3, 20), False),
        (OTHER, DAY, False),
        (ANOTHER_MAN, DAY, False),
        (DENIED, DAY, False),
    ],
)
def test_the_same_words_of_one_speaker_on_near_days_are_one_utterance(text: str, day: date, same: bool) -> None:
    first, second = read("a", SAID), read("b", text, day)
    found = utterances(first, second)
    assert (found[first.report] == found[second.report]) is same


def test_a_refusal_is_not_its_contrary() -> None:
    first, second = read("a", REFUSES), read("b", ACCEPTS)
    found = utterances(first, second)
    assert found[first.report] != found[second.report]


def test_a_joining_says_what_it_rests_on() -> None:
    record = mahdar.reconcile([read("a", SAID), read("b", REWORDED)])
    (judgement,) = (one for one in record.judgements if one.by == "record/same-utterance")
    assert judgement.same == "yes"
    assert judgement.score is not None
    assert judgement.score >= 0.5
    assert "words are shared" in judgement.reasons[0]


@settings(deadline=None, max_examples=20)
@given(st.permutations([SAID, SHORTER, REWORDED, OTHER, ANOTHER_MAN]))
def test_the_order_of_reports_changes_nothing(texts: list[str]) -> None:
    names = {text: str(number) for number, text in enumerate([SAID, SHORTER, REWORDED, OTHER, ANOTHER_MAN])}
    readings = [read(names[text], text) for text in texts]
    assert utterances(*readings) == utterances(*sorted(readings, key=lambda reading: reading.report))
