"""Stale background: a former holder of an office that the record knows as its holder, and an invasion still feared that
the record tells as a war of years."""

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


@pytest.mark.parametrize(("days", "count"), [(("2025-10-10", "2026-05-10"), 1), (("2024-10-10", "2026-05-10"), 0)])
def test_what_is_printed_before_and_after_contradicts_within_a_year(days: tuple[str, str], count: int) -> None:
    around = [SERVING.replace("2026-01-10", day) for day in days]
    assert len(_stale(_record(*around, f" date 2026-01-20 عنوان\n\n{FORMER}"))) == count


def test_a_man_of_the_former_holder_is_no_former_one() -> None:
    near = "وقال جاريد كوشنر، مستشار الرئيس الأميركي دونالد ترامب، إن السلام ممكن.\n"
    former = "وصل جاريد كوشنر، مستشار الرئيس الأميركي السابق باراك أوباما، إلى كييف.\n"
    assert _stale(_record(f" date 2026-01-10 عنوان\n\n{near}\n{former}")) == []


# ── an invasion still feared ─────────────────────────────────────

HEAD = "date {} عنوان\n\n"
FEARED = "وحشد العراق قواته على حدود الكويت وسط مخاوف من غزو واسع النطاق.\n"
BETWEEN = "وجرت محادثات بين العراق والكويت خلال السنة الأولى من الحرب.\n"
SINCE = "ودعا المجلس إلى إنهاء الحرب الدائرة في الكويت منذ عام 2021.\n"
LASTING = "ودعا المجلس إلى إنهاء الحرب المستمرة منذ أربع سنوات في الكويت.\n"


def _wars(*texts: tuple[str, str]) -> list[list[str]]:
    record = _record(*(HEAD.format(day) + text for day, text in texts))
    assert len(record.stale) == len(record.conflicts)
    return [[claim.value for claim in one.claims] for one in record.conflicts if one.field == "war"]


@pytest.mark.parametrize("since", [SINCE, LASTING])
def test_a_war_of_years_is_not_feared_any_more(since: str) -> None:
    ((feared, told),) = _wars(("2025-08-06", FEARED), ("2025-08-07", BETWEEN + since))
    assert feared == "مخاوف من غزو واسع النطاق"
    assert "الحرب" in told


@pytest.mark.parametrize(
    "others",
    [
        [("2025-08-07", SINCE)],
        [("2025-08-07", BETWEEN)],
        [("2025-08-07", BETWEEN.replace("الكويت", "إيران") + SINCE)],
        [("2025-08-07", BETWEEN + SINCE.replace("2021", "2025"))],
        [("2025-08-07", BETWEEN + SINCE.replace("2021", "2026"))],
        [("2025-06-07", BETWEEN), ("2025-08-07", BETWEEN)],
    ],
)
def test_no_contradiction(others: list[tuple[str, str]]) -> None:
    assert _wars(("2025-08-06", FEARED), *others) == []


def test_what_is_told_half_a_year_before_contradicts() -> None:
    assert len(_wars(("2025-08-06", FEARED), ("2025-01-07", BETWEEN))) == 1
    assert _wars(("2021-08-06", FEARED), ("2025-01-07", BETWEEN + SINCE)) == []


@pytest.mark.parametrize(
    "text",
    [
        FEARED.replace("غزو واسع", "غزو جديد واسع"),
        FEARED.replace("مخاوف", "كانت هناك مخاوف"),
        FEARED.replace("غزو واسع النطاق", "غزو واسع النطاق للبصرة"),
        FEARED.replace("واسع النطاق", "واسع في آب 1990"),
        FEARED.replace("وحشد", "وحشدت سوريا ومعها"),
    ],
)
def test_other_fears_are_let_be(text: str) -> None:
    assert _wars(("2025-08-06", text), ("2025-08-07", BETWEEN + SINCE)) == []


@pytest.mark.parametrize("third", ["يوري أوشاكوف", ""])
def test_an_undated_report_is_placed_by_whom_it_tells_of(third: str) -> None:
    met = f"التقى المبعوث الأميركي ستيف ويتكوف الرئيس الروسي فلاديمير بوتين {'ومساعده ' + third if third else ''} في موسكو"
    undated = f"{met}.\n\n{FEARED}"
    record = _record(undated, HEAD.format("2025-08-07") + f"{met} يوم الأربعاء.\n\n{BETWEEN}{SINCE}")
    found = [one for one in record.conflicts if one.field == "war"]
    assert [one.certainty for one in found] == (["inferred"] if third else [])
