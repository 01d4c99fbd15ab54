"""Statements beyond their rules' examples: composed sentences, quotations over paragraphs, denials, explanations."""

from pathlib import Path

import pytest

import mahdar
from mahdar.engine.explain import why_end, why_speaker
from mahdar.types.marks import Statement
from tests.scripts import script

ROOT = Path(__file__).parent.parent
LEAST = 0.95


def test_composed_sentences() -> None:
    precision, recall, failed, wrong = script("benchmarks/statements.py").run(400)
    f1 = 2 * precision * recall / (precision + recall)
    assert f1 >= LEAST, "\n".join(
        [*(f"{n} {kind}" for kind, n in failed.most_common(12)), *(one.text for one in wrong[:8])]
    )


def said(text: str) -> list[tuple[str, str | None, list[str]]]:
    """Cue, speaker and content of each statement."""
    return [
        (one.cue.of(text), one.speaker.of(text) if one.speaker else None, [span.of(text) for span in one.content])
        for one in mahdar.read(text).statements
    ]


def test_a_quotation_goes_on_over_paragraphs_that_open_with_a_mark() -> None:
    text = (
        "وقالت وزارة الري المصرية: «السد آمن وقد فحصه المهندسون.\n\n«المياه تكفي حتى نهاية الصيف كله»."
        "\n\nوغادر الوفد أسوان مساء."
    )
    assert said(text) == [
        ("قالت", "وزارة الري المصرية", ["السد آمن وقد فحصه المهندسون.", "المياه تكفي حتى نهاية الصيف كله"])
    ]


def test_a_denial_has_what_was_told_before_it() -> None:
    text = "أعلن الجيش السوداني أن قواته دخلت المدينة، وهو ما نفته وزارة الداخلية السودانية مؤكدة أن القتال مستمر."
    claim, denial, tail = said(text)
    assert denial == ("نفته", "وزارة الداخلية السودانية", claim[2])
    assert tail == ("مؤكدة", "وزارة الداخلية السودانية", ["القتال مستمر"])


def test_what_was_told_long_ago_is_not_what_is_denied() -> None:
    text = (
        "أعلن الجيش السوداني أن قواته دخلت المدينة. وهطل المطر. وعاد الناس إلى البيوت. "
        "وأثيرت اتهامات لا يعرف أصلها، وهو ما نفته وزارة الداخلية السودانية."
    )
    assert [content for cue, _, content in said(text) if cue == "نفته"] in ([], [["وأثيرت اتهامات لا يعرف أصلها"]])


@pytest.mark.parametrize(
    ("cue", "speaker", "end"),
    [
        ("قالت", "named in this sentence", "the sentence ends"),
        (
            "أضافت",
            "carried on from sentence 1: spoke last, and agrees with the verb (feminine)",
            "the next act begins: مشيرة",
        ),
        ("مشيرة", "carried on from sentence 1: spoke last, and agrees with the verb (feminine)", "the sentence ends"),
        (
            "تابعت",
            "carried on from sentence 1: spoke last, and agrees with the verb (feminine)",
            "the quotation closes",
        ),
    ],
)
def test_a_statement_is_explained(cue: str, speaker: str, end: str) -> None:
    text = (
        "قالت وزارة الري المصرية إن السد آمن. وأضافت أن المياه تكفي، مشيرة إلى أن التوزيع مجاني. "
        "وتابعت: «لن يرتفع السعر هذا العام»."
    )
    reading = mahdar.read(text)
    statement: Statement = next(one for one in reading.statements if one.cue.of(text) == cue)
    assert why_speaker(reading, statement) == speaker
    assert why_end(reading, statement, text) == end
