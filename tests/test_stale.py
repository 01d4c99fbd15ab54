"""Stale background: a former holder of an office that the record knows as its holder, near in time or in one report."""

import pytest

import mahdar

SERVING = " date 2026-01-10 عنوان\n\nاستقبل الرئيس الأوكراني فولوديمير زيلينسكي وفدا في كييف.\n"
FORMER = "وكان الرئيس الأوكراني السابق فولوديمير زيلينسكي ممثلا قبل أن يدخل السياسة.\n"


def _record(*texts: str) -> mahdar.Record:
    return mahdar.reconcile([mahdar.read(text, source=f"{number}.txt") for number, text in enumerate(texts)])


def _stale(record: mahdar.Record) -> list[str]:
    return [conflict.kind for conflict in record.conflicts if conflict.kind == "stale-background"]


def test_a_former_holder_who_holds_the_office_in_the_same_report() -> None:
    record = _record(SERVING + "\n" + FORMER)
    assert _stale(record) == ["stale-background"]
    assert len(record.stale) == 1


@pytest.mark.parametrize(("day", "count"), [("2026-01-20", 1), ("2027-01-20", 0), ("2024-01-20", 0)])
def test_only_what_is_printed_about_that_time_contradicts(day: str, count: int) -> None:
    assert len(_stale(_record(SERVING, f" date {day} عنوان\n\n{FORMER}"))) == count


def test_former_of_another_office_is_no_contradiction() -> None:
    other = "وكان وزير الخارجية السابق فولوديمير زيلينسكي ممثلا قبل أن يدخل السياسة.\n"
    assert _stale(_record(SERVING + "\n" + other)) == []


def test_both_sides_lead_to_their_characters() -> None:
    texts = [SERVING, f" date 2026-01-20 عنوان\n\n{FORMER}"]
    record = _record(*texts)
    places = [place for conflict in record.conflicts for claim in conflict.claims for place in claim.evidence]
    assert len({place.report for place in places}) == 2
