"""What reports say of one another's events: meetings named by place or day, deadlines moved, numbers put right."""

from itertools import permutations

import pytest

from mahdar.record.reconcile import reconcile
from mahdar.types.record import Record
from tests.reports import read_report

MET = "التقى الرئيس المصري أنور حمدي الرئيس التركي كمال يلماز في مسقط يوم الثلاثاء، واستمر الاجتماع ثلاث ساعات."
SPOKE = "قال الرئيس المصري أنور حمدي إنه متفائل، وقال الرئيس التركي كمال يلماز إنه ينتظر."


def _lengths(record: Record) -> set[str]:
    return {
        claim.value for one in record.conflicts if (one.kind, one.field) == ("outlets-differ", "duration")
        for claim in one.claims
    }  # fmt: skip


# ── meetings named by their place or day ─────────────────────────
@pytest.mark.parametrize("name", ["محادثات مسقط", "محادثات مسقط الثلاثاء"])
def test_a_meeting_named_by_its_place_is_one_that_others_tell(name: str) -> None:
    named = read_report("b", f"{SPOKE} وكانت {name} قد دامت أربع ساعات.", "2025-08-07")
    for order in permutations([read_report("a", MET, "2025-08-06"), named]):
        record = reconcile(order)
        (meeting,) = record.meetings
        assert {telling.report for telling in meeting.tellings} == {"a", "b"}
        assert _lengths(record) == {"PT3H", "PT4H"}


def test_what_the_two_sides_did_there_again_is_of_the_meeting_so_named() -> None:
    named = f"{SPOKE} وكانت محادثات مسقط قد دامت أربع ساعات. وكان الجانبان قد التقيا في فندق، بمشاركة الوسيط جون سميث."
    record = reconcile([read_report("a", MET, "2025-08-06"), read_report("b", named, "2025-08-07")])
    (meeting,) = record.meetings
    names = {actor.id: actor.name for actor in record.actors}
    assert {names[one] for one in meeting.participants} == {"أنور حمدي", "كمال يلماز", "جون سميث"}


def test_a_report_that_does_not_speak_of_its_parties_names_another() -> None:
    named = read_report("b", "ارتفعت الأسعار بعد محادثات مسقط.", "2025-08-07")
    (meeting,) = reconcile([read_report("a", MET, "2025-08-06"), named]).meetings
    assert [telling.report for telling in meeting.tellings] == ["a"]


def test_a_place_where_they_met_twice_names_neither() -> None:
    again = MET.replace("الثلاثاء", "الخميس")
    named = read_report("c", f"{SPOKE} وكانت محادثات مسقط قد دامت أربع ساعات.", "2025-08-08")
    record = reconcile([read_report("a", MET, "2025-08-06"), read_report("b", again, "2025-08-08"), named])
    assert {telling.report for one in record.meetings for telling in one.tellings} == {"a", "b"}


def test_a_place_alone_makes_no_meeting() -> None:
    assert reconcile([read_report("a", f"{SPOKE} وكانت محادثات مسقط قد دامت أربع ساعات.", "2025-08-07")]).meetings == ()


def test_a_conflict_quotes_the_length_itself() -> None:
    other = read_report("b", MET.replace("ثلاث ساعات", "خمس ساعات"), "2025-08-06")
    record = reconcile([read_report("a", MET, "2025-08-06"), other])
    (conflict,) = (one for one in record.conflicts if one.field == "duration")
    start = MET.index("ثلاث ساعات")
    assert any(place.report == "a" and place.span.start == start for c in conflict.claims for place in c.evidence)


# ── an undated report ────────────────────────────────────────────
def test_an_undated_report_is_placed_by_the_bare_weekday_of_its_meeting() -> None:
    record = reconcile([read_report("a", MET, "2025-08-06"), read_report("b", MET, None)])
    assert (record.published["b"].value, record.published["b"].known_from) == ("2025-08-05", "inferred")


def test_two_weeks_that_fit_place_it_in_neither() -> None:
    record = reconcile(
        [read_report("a", MET, "2025-08-06"), read_report("c", MET, "2025-08-13"), read_report("b", MET, None)]
    )
    assert "b" not in record.published


# ── deadlines ────────────────────────────────────────────────────
def test_a_deadline_moved_from_a_day_is_the_one_of_that_day() -> None:
    given = read_report("a", "أمهلت فرنسا مالي حتى 15 آب 2025 لسحب القوات.", "2025-08-07")
    later = read_report("b", "أعلنت فرنسا تمديد المهلة الممنوحة لمالي من 15 آب إلى 30 آب.", "2025-08-12")
    found = {one.until: one for one in reconcile([given, later]).deadlines}
    assert {until: one.status for until, one in found.items()} == {"2025-08-15": "extended", "2025-08-30": "extended"}
    assert {place.report for place in found["2025-08-15"].evidence} == {"a", "b"}


def test_a_capital_and_its_president_set_one_deadline() -> None:
    one = read_report("a", "أمهل الرئيس الفرنسي جان دوبون مالي حتى 15 آب 2025 لسحب القوات.", "2025-08-07")
    two = read_report("b", "طلبت فرنسا من مالي ردا قبل 15 آب 2025.", "2025-08-07")
    assert len(reconcile([one, two]).deadlines) == 1


def test_a_deadline_told_as_running_after_it_lapsed_is_stale() -> None:
    over = read_report("a", "انقضت أمس الجمعة المهلة التي حددتها فرنسا لمالي.", "2025-08-09")
    pasted = read_report("b", "تنتهي يوم الجمعة المهلة التي حددتها فرنسا لمالي.", "2025-08-20")
    (conflict,) = reconcile([over, pasted]).conflicts
    assert (conflict.kind, [claim.value for claim in conflict.claims]) == ("stale-background", ["running", "lapsed"])
    assert reconcile([pasted]).conflicts == ()


# ── a number put right ───────────────────────────────────────────
def test_a_number_put_right_is_a_correction() -> None:
    first = read_report("a", "قال الجيش الأوكراني إن روسيا أطلقت ليلا 396 طائرة مسيرة.", "2025-08-09")
    right = "قال الجيش الأوكراني إن روسيا أطلقت 375 طائرة مسيرة في هجوم السبت، لا 396 كما ورد في بيان سابق."
    for order in permutations([first, read_report("b", right, "2025-08-10")]):
        (conflict,) = (one for one in reconcile(order).conflicts if one.kind == "correction")
        assert [claim.value for claim in conflict.claims] == ["396", "375"]
        assert {place.report for place in conflict.claims[0].evidence} == {"a", "b"}
