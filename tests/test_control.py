"""Who holds a place: what parties claim, deny and fight over, and where two of them cannot both be right."""

import pytest

from mahdar.record.reconcile import reconcile
from mahdar.types.record import Conflict
from tests.reports import read_report

TAKEN = "وأعلنت وزارة الدفاع الروسية أن قواتها سيطرت على مدينة خيرسون.\n"
FOUGHT = "وأكد الجيش الأوكراني أن المعارك مستمرة في مدينة خيرسون.\n"
DENIED = "ونفى الجيش الأوكراني سيطرة روسيا على مدينة خيرسون.\n"


def _held(*texts: tuple[str, str]) -> list[Conflict]:
    record = reconcile([read_report(f"r{n}", text, day) for n, (day, text) in enumerate(texts)])
    return [one for one in record.conflicts if one.field == "control"]


@pytest.mark.parametrize("other", [FOUGHT, DENIED, TAKEN.replace("الروسية", "الأوكرانية")])
def test_two_parties_tell_it_differently(other: str) -> None:
    (conflict,) = _held(("2025-12-01", TAKEN), ("2025-12-02", other))
    assert conflict.kind == "parties-differ"
    assert len({claim.by for claim in conflict.claims}) == 2


def test_claims_keep_the_words_that_make_them() -> None:
    (conflict,) = _held(("2025-12-01", TAKEN + FOUGHT))
    text = TAKEN + FOUGHT
    words = {text[place.span.start : place.span.stop] for claim in conflict.claims for place in claim.evidence}
    assert words == {"سيطرت على مدينة خيرسون", "المعارك مستمرة في مدينة خيرسون"}


@pytest.mark.parametrize(
    ("day", "other"),
    [
        ("2026-03-01", FOUGHT),  # the front has moved since
        ("2025-12-02", FOUGHT.replace("خيرسون", "ماريوبول")),
        ("2025-12-02", TAKEN),
        ("2025-12-02", TAKEN.replace("سيطرت على", "حاولت السيطرة على")),
        ("2025-12-02", FOUGHT.replace("مستمرة", "انتهت")),
    ],
)
def test_no_contradiction(day: str, other: str) -> None:
    assert _held(("2025-12-01", TAKEN), (day, other)) == []


def test_part_and_whole_cannot_both_be() -> None:
    part = "وقال متحدث إن الجيش الروسي يسيطر على أجزاء من مدينة خيرسون.\n"
    whole = "وقالت موسكو إنها سيطرت على مدينة خيرسون بأكملها.\n"
    assert len(_held(("2025-12-01", part), ("2025-12-01", whole))) == 1
