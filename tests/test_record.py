"""Many readings become one record: clusters, actors, meetings, dates."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.record.dating import date_undated
from mahdar.record.day import anchor_all
from mahdar.record.judge import clusters
from mahdar.record.reconcile import reconcile
from mahdar.types.marks import Candidate, Deadline, Meeting, Mention, Statement, Time
from mahdar.types.reading import Reading
from mahdar.types.record import Actor, Judgement, MeetingFact, Record
from mahdar.types.report import Published
from mahdar.types.span import Span
from mahdar.types.when import Shape, TimexType

RULES = ("test/rule",)

# ── clusters ─────────────────────────────────────────────────────


def judged(left: str, right: str, same: Any, score: float | None = None) -> Judgement:
    return Judgement(left=left, right=right, same=same, by="test", score=score)


def groups(members: str, *judgements: Judgement) -> set[str]:
    """The clusters, each as its members in order: `ab` and `c`."""
    of = clusters(members, judgements)
    assert set(of) == set(members)
    found = {"".join(sorted(member for member in members if of[member] == root)) for root in of.values()}
    assert all(of[member] == group[0] for group in found for member in group)
    return found


def test_without_judgements_everybody_is_alone() -> None:
    assert groups("abc") == {"a", "b", "c"}


def test_yes_joins_and_goes_on() -> None:
    assert groups("abcd", judged("a", "b", "yes"), judged("b", "c", "yes")) == {"abc", "d"}


def test_no_and_unsure_join_nobody() -> None:
    assert groups("abc", judged("a", "b", "no"), judged("b", "c", "unsure")) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("ab", "bc", "joined"), [(0.9, 0.6, {"ab", "c"}), (0.6, 0.9, {"a", "bc"}), (None, 0.9, {"ab", "c"})]
)
def test_a_no_cuts_the_weakest_yes(ab: float | None, bc: float, joined: set[str]) -> None:
    assert (
        groups("abc", judged("a", "b", "yes", ab), judged("b", "c", "yes", bc), judged("a", "c", "no", 1.0)) == joined
    )


def test_a_no_cuts_the_weakest_yes_of_a_long_path() -> None:
    path = [judged("a", "b", "yes", 0.9), judged("b", "c", "yes", 0.5), judged("c", "d", "yes", 0.8)]
    assert groups("abcd", *path, judged("a", "d", "no", 0.1)) == {"ab", "cd"}


def test_ties_go_by_id() -> None:
    assert groups("abc", judged("a", "b", "yes", 0.8), judged("b", "c", "yes", 0.8), judged("a", "c", "no")) == {
        "ab",
        "c",
    }


def test_a_no_between_the_two_themselves_stands() -> None:
    assert groups("ab", judged("a", "b", "yes", 1.0), judged("a", "b", "no", 0.1)) == {"a", "b"}


def test_judgements_about_strangers_are_let_be() -> None:
    assert groups("ab", judged("a", "x", "yes"), judged("x", "b", "yes"), judged("y", "a", "no")) == {"a", "b"}


pairs = st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda pair: pair[0] < pair[1])
scores = st.one_of(st.none(), st.sampled_from([0.2, 0.5, 0.8, 1.0]))
many = st.lists(
    st.builds(
        lambda pair, same, score: judged(*pair, same, score), pairs, st.sampled_from(["yes", "no", "unsure"]), scores
    ),
    max_size=14,
)


@given(many, st.randoms())
def test_the_order_of_judgements_and_members_never_shows(judgements: list[Judgement], random: Any) -> None:
    before = clusters("abcdefg", judgements)
    shuffled, members = list(judgements), list("abcdefg")
    random.shuffle(shuffled)
    random.shuffle(members)
    assert clusters(members, shuffled) == before


@given(many)
def test_no_two_that_were_told_apart_are_together(judgements: list[Judgement]) -> None:
    of = clusters("abcdefg", judgements)
    for one in judgements:
        assert one.same != "no" or of[one.left] != of[one.right]


@given(many)
def test_nobody_is_joined_without_a_yes(judgements: list[Judgement]) -> None:
    of = clusters("abcdefg", judgements)
    free = clusters("abcdefg", [one for one in judgements if one.same == "yes"])
    assert all(free[member] == free[root] for member, root in of.items())


# ── readings made by hand ────────────────────────────────────────


def person(at: int, name: str, **fields: Any) -> Mention:
    return Mention(
        span=Span(at, at + len(name)),
        rules=RULES,
        text=name,
        kind="person",
        form="name",
        key=f"person:{name}",
        **fields,
    )


def state(at: int, id_: str, **fields: Any) -> Mention:
    fields = {"text": id_, "kind": "state", "form": "name", "key": f"state:{id_}"} | fields
    return Mention(span=Span(at, at + 5), rules=RULES, **fields)


def place(at: int, id_: str) -> Mention:
    return Mention(span=Span(at, at + 5), rules=RULES, text=id_, kind="place", form="name", key=f"place:{id_}")


def title(at: int, text: str, office: str) -> Mention:
    span = Span(at, at + len(text))
    return Mention(
        span=span,
        rules=RULES,
        text=text,
        kind="person",
        form="title",
        key=f"title:{text}",
        office=span,
        office_text=text,
        office_key=office,
    )


def time(at: int, shape: Shape, type_: TimexType = "DATE") -> Time:
    return Time(span=Span(at, at + 5), rules=RULES, type=type_, shape=shape)


def meeting(at: int, *who: Mention, **fields: Any) -> Meeting:
    fields = {"status": "held", "format": "in-person"} | fields
    return Meeting(
        span=Span(at, at + 50), rules=RULES, trigger=Span(at, at + 3), participants=tuple(m.span for m in who), **fields
    )


def reading(report: str, published: str | None = None, **layers: Sequence[Any]) -> Reading:
    day = Published(value=published, known_from="header") if published else None
    return Reading(report=f"re:{report}", published=day, **{name: tuple(marks) for name, marks in layers.items()})


def record(*readings: Reading) -> Record:
    """The record, the same whatever the order of the readings."""
    first = reconcile(readings)
    for order in list(permutations(readings))[:6]:
        assert msgspec.json.encode(reconcile(order)) == msgspec.json.encode(first)
    return first


def mentioned(actor: Actor) -> set[tuple[str, int]]:
    return {(mention.at.report, mention.at.span.start) for mention in actor.mentions}


def together(found: Record) -> set[frozenset[tuple[str, int]]]:
    """The actors, each as the places that speak of it."""
    return {frozenset(mentioned(actor)) for actor in found.actors}


# ── one actor ────────────────────────────────────────────────────


def same(*names: str, **fields: Any) -> bool:
    """Whether names in reports of their own are one person."""
    found = record(*(reading(str(number), mentions=[person(0, name, **fields)]) for number, name in enumerate(names)))
    return len(found.actors) == 1


def test_one_name_in_two_reports_is_one_person() -> None:
    assert same("سالم قاسم", "سالم قاسم")


def test_two_given_names_are_two_people() -> None:
    assert not same("سالم قاسم", "خالد قاسم")
    assert not same("سالم قاسم", "خالد قاسم", side="yemen")


def test_two_families_are_two_people() -> None:
    assert not same("سالم قاسم", "سالم حداد")


def test_a_bare_family_name_joins() -> None:
    assert same("سالم قاسم", "قاسم")


def test_a_middle_name_more_or_less() -> None:
    assert same("سالم محمد قاسم", "سالم قاسم")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("دونالد ترامب", "دونالد ترمب"),
        ("ستيف ويتكوف", "ستيف ويتكاف"),
        ("فولوديمير زيلينسكي", "فولوديمير زيلنسكي"),
        ("انتوني بلينكن", "انطوني بلينكن"),
    ],
)
def test_names_written_in_another_way(one: str, other: str) -> None:
    assert same(one, other)


def test_a_join_is_a_judgement_with_its_reasons() -> None:
    found = record(reading("1", mentions=[person(0, "سالم قاسم")]), reading("2", mentions=[person(0, "قاسم")]))
    (judgement,) = found.judgements
    assert (judgement.same, {judgement.left, judgement.right}) == ("yes", {"person:سالم قاسم", "person:قاسم"})
    assert judgement.by.startswith("record/same-actor/")
    assert judgement.reasons


def test_an_actor_has_its_longest_name_and_all_its_places() -> None:
    found = record(
        reading("1", mentions=[person(0, "قاسم"), person(40, "قاسم")]),
        reading("2", mentions=[person(7, "سالم قاسم", latin="Qasim")]),
    )
    (actor,) = found.actors
    assert (actor.name, actor.latin) == ("سالم قاسم", "Qasim")
    assert mentioned(actor) == {("re:1", 0), ("re:1", 40), ("re:2", 7)}


def test_a_title_is_its_one_holders() -> None:
    office = "وزير|خارجية|yemen"
    named = person(20, "سالم قاسم", office=Span(0, 12), office_text="وزير الخارجية", office_key=office)
    found = record(
        reading("1", "2025-08-06", mentions=[named]), reading("2", mentions=[title(3, "وزير الخارجية", office)])
    )
    (actor,) = found.actors
    assert mentioned(actor) == {("re:1", 20), ("re:2", 3)}
    assert [(role.title, role.as_of) for role in actor.roles] == [
        ("وزير الخارجية", "2025-08-06"),
        ("وزير الخارجية", None),
    ]


def test_a_title_of_two_holders_is_neithers() -> None:
    office = "وزير|خارجية|yemen"
    fields: dict[str, Any] = {"office": Span(0, 12), "office_text": "وزير الخارجية", "office_key": office}
    found = record(
        reading("1", mentions=[person(20, "سالم قاسم", **fields)]),
        reading("2", mentions=[person(20, "خالد حداد", **fields)]),
        reading("3", mentions=[title(3, "وزير الخارجية", office)]),
    )
    assert together(found) == {frozenset({("re:1", 20)}), frozenset({("re:2", 20)}), frozenset({("re:3", 3)})}


def test_titles_without_names_stay_with_their_reports() -> None:
    found = record(*(reading(name, mentions=[title(0, "المبعوث", "مبعوث||")]) for name in ("1", "2")))
    assert len(found.actors) == 2


def candidate(at: int, word: str) -> Candidate:
    return Candidate(span=Span(at, at + len(word)), rules=RULES, text=word, key=word)


def test_a_candidate_is_promoted_by_another_report() -> None:
    found = record(reading("1", mentions=[person(0, "سالم حداد")]), reading("2", candidates=[candidate(9, "حداد")]))
    (actor,) = found.actors
    assert mentioned(actor) == {("re:1", 0), ("re:2", 9)}
    assert any("promoted" in rule for rule in actor.rules)


@pytest.mark.parametrize("names", [[], ["حداد"], ["سالم قاسم"], ["حداد قاسم"]])
def test_a_candidate_that_nobody_owns_stays_one(names: list[str]) -> None:
    """A bare name, another family or a given name justifies nothing."""
    found = record(
        reading("1", mentions=[person(0, name) for name in names]), reading("2", candidates=[candidate(9, "حداد")])
    )
    assert all(report != "re:2" for actor in found.actors for report, _ in mentioned(actor))


def test_a_candidate_of_two_people_is_neithers() -> None:
    found = record(
        reading("1", mentions=[person(0, "سالم حداد"), person(50, "خالد حداد")]),
        reading("2", candidates=[candidate(9, "حداد")]),
    )
    assert all(report != "re:2" for actor in found.actors for report, _ in mentioned(actor))


def test_a_candidate_of_one_person_in_two_spellings_is_theirs() -> None:
    found = record(
        reading("1", mentions=[person(0, "سالم حداد"), person(50, "سالم كريم حداد")]),
        reading("2", candidates=[candidate(9, "حداد")]),
    )
    (actor,) = found.actors
    assert mentioned(actor) == {("re:1", 0), ("re:1", 50), ("re:2", 9)}


def test_a_bare_name_of_two_people_is_nobodys_yet() -> None:
    """Unsure is an answer: the two are told apart, and the bare name is left with neither."""
    found = record(
        reading("1", mentions=[person(0, "سالم حداد")]),
        reading("2", mentions=[person(0, "خالد حداد")]),
        reading("3", mentions=[person(0, "حداد")]),
    )
    assert together(found) == {frozenset({("re:1", 0)}), frozenset({("re:2", 0)}), frozenset({("re:3", 0)})}
    assert sorted(judgement.same for judgement in found.judgements) == ["no", "unsure", "unsure"]


def test_an_actor_acts_for_its_state() -> None:
    found = record(reading("1", mentions=[person(0, "سالم قاسم", side="state:yemen"), state(40, "yemen")]))
    sides = {actor.name: actor.side for actor in found.actors}
    (home,) = [actor.id for actor in found.actors if actor.kind == "state"]
    assert sides == {"سالم قاسم": home, "yemen": home}


def test_an_actor_keeps_the_keys_it_was_joined_from() -> None:
    (actor,) = record(
        reading("1", mentions=[person(0, "سالم قاسم")]), reading("2", mentions=[person(0, "قاسم")])
    ).actors
    assert {"person:سالم قاسم", "person:قاسم"} <= set(actor.aliases)


def test_a_former_id_stays_as_an_alias() -> None:
    first = reading("1", mentions=[person(0, "سالم قاسم")])
    (alone,) = record(first).actors
    for number in range(2, 12):
        (joined,) = record(first, reading(str(number), mentions=[person(0, "سالم قاسم")])).actors
        assert alone.id in {joined.id, *joined.aliases}


# ── one meeting ──────────────────────────────────────────────────

A, B, C = (
    person(100, "سالم قاسم", side="yemen"),
    person(120, "خالد حداد", side="oman"),
    person(140, "نبيل منصور", side="qatar"),
)


def told(report: str, published: str | None, day: Shape | None = None, **fields: Any) -> Reading:
    """A report that tells of one meeting of two people."""
    who = fields.pop("who", (A, B))
    marks = {"mentions": (A, B, C, place(160, "muscat")), "times": (time(200, day),) if day else ()}
    if day:
        fields["time"] = Span(200, 205)
    return reading(report, published, meetings=[meeting(90, *who, **fields)], **marks)


TODAY, YESTERDAY = Shape(op="shift", unit="day", amount=0), Shape(op="shift", unit="day", amount=-1)


def meetings(*readings: Reading) -> tuple[MeetingFact, ...]:
    return record(*readings).meetings


def test_one_meeting_in_two_reports() -> None:
    (one,) = meetings(told("1", "2025-08-06", TODAY), told("2", "2025-08-07", YESTERDAY))
    assert one.date == "2025-08-06"
    assert {telling.report for telling in one.tellings} == {"re:1", "re:2"}
    assert {place.report for place in one.evidence} == {"re:1", "re:2"}


def test_a_join_of_meetings_is_a_judgement() -> None:
    found = record(told("1", "2025-08-06", TODAY), told("2", "2025-08-07", YESTERDAY))
    assert [j.same for j in found.judgements if j.by.startswith("record/same-event/")] == ["yes"]


def test_meetings_of_other_days_stay_apart() -> None:
    found = meetings(told("1", "2025-08-06", TODAY), told("2", "2025-08-07", TODAY))
    assert {one.date for one in found} == {"2025-08-06", "2025-08-07"}


def test_a_day_inside_a_week_is_no_other_day() -> None:
    week = Shape(op="shift", unit="week", amount=0)
    (one,) = meetings(told("1", "2025-08-06", TODAY), told("2", "2025-08-07", week))
    assert one.date == "2025-08-06"


def test_a_call_is_no_meeting() -> None:
    found = meetings(told("1", "2025-08-06", TODAY), told("2", "2025-08-06", TODAY, format="phone"))
    assert {one.format for one in found} == {"in-person", "phone"}


def test_a_meeting_of_others_stays_apart() -> None:
    found = meetings(told("1", "2025-08-06", TODAY), told("2", "2025-08-06", TODAY, who=(B, C)))
    assert len(found) == 2


def test_a_denied_meeting_is_not_the_one_told_of() -> None:
    found = meetings(told("1", "2025-08-06", TODAY), told("2", "2025-08-06", TODAY, status="denied"))
    assert {one.status for one in found} == {"held", "denied"}


def test_reports_far_apart_tell_of_two_meetings() -> None:
    assert len(meetings(told("1", "2025-08-06"), told("2", "2025-09-06"))) == 2
    assert len(meetings(told("1", "2025-08-06"), told("2", "2025-08-07"))) == 1


def test_one_alone_is_no_meeting() -> None:
    assert meetings(told("1", "2025-08-06", TODAY, who=(A,))) == ()


def test_a_planned_meeting_that_was_held() -> None:
    tomorrow = Shape(op="shift", unit="day", amount=1)
    (one,) = meetings(told("1", "2025-08-05", tomorrow, status="planned"), told("2", "2025-08-06", TODAY))
    assert (one.status, one.date) == ("held", "2025-08-06")
    assert {telling.status for telling in one.tellings} == {"planned", "held"}


def test_what_reports_tell_differently_is_a_conflict_and_both_stay() -> None:
    length = [time(210, Shape(op="duration", unit="hour", amount=hours), "DURATION") for hours in (3, 4)]
    readings = [told(str(n), "2025-08-06", TODAY, duration=Span(210, 215)) for n in (1, 2)]
    readings = [
        msgspec.structs.replace(one, times=(*one.times, mark)) for one, mark in zip(readings, length, strict=True)
    ]
    found = record(*readings)
    (one,), (conflict,) = found.meetings, found.conflicts
    assert (conflict.about, conflict.field) == (one.id, "duration")
    assert [claim.value for claim in conflict.claims] == ["PT3H", "PT4H"]
    assert {claim.value for claim in found.claims if claim.field == "duration"} == {"PT3H", "PT4H"}


# ── the day of a report ──────────────────────────────────────────

TODAY_WEDNESDAY = Shape(op="shift", unit="day", amount=0, weekday=3)
YESTERDAY_TUESDAY = Shape(op="shift", unit="day", amount=-1, weekday=2)


def undated(*shapes: Shape, **fields: Any) -> Reading:
    times = [time(300 + 10 * number, shape) for number, shape in enumerate(shapes)]
    one = told("0", None, place=Span(160, 165), **fields)
    return msgspec.structs.replace(one, times=(*one.times, *times))


def dated(report: str, published: str, **fields: Any) -> Reading:
    return told(report, published, place=Span(160, 165), **fields)


def placed(*readings: Reading) -> str | None:
    (one,) = [reading for reading in date_undated(readings) if reading.report == "re:0"]
    assert record(*readings).published.get("re:0") == one.published
    return one.published.value if one.published else None


@pytest.mark.parametrize("shape", [TODAY_WEDNESDAY, YESTERDAY_TUESDAY])
def test_an_undated_report_is_placed_by_a_dated_one(shape: Shape) -> None:
    """2025-08-06 is a Wednesday."""
    assert placed(undated(shape), dated("1", "2025-08-06")) == "2025-08-06"
    assert placed(undated(shape), dated("1", "2025-08-07")) == "2025-08-06"


def test_it_says_that_it_is_inferred_and_from_what() -> None:
    found = record(undated(TODAY_WEDNESDAY), dated("1", "2025-08-07")).published["re:0"]
    assert (found.known_from, found.evidence) == ("inferred", (Span(300, 305),))


def test_its_times_are_then_anchored() -> None:
    found = record(undated(YESTERDAY_TUESDAY), dated("1", "2025-08-06"))
    assert {one.value for one in found.times if one.span.report == "re:0"} == {"2025-08-05"}


@pytest.mark.parametrize(
    ("readings", "why"),
    [
        ((undated(TODAY_WEDNESDAY),), "nothing to place it by"),
        ((undated(), dated("1", "2025-08-06")), "no weekday of its own"),
        (
            (undated(TODAY_WEDNESDAY, Shape(op="shift", unit="day", amount=0, weekday=5)), dated("1", "2025-08-06")),
            "two weekdays",
        ),
        ((undated(TODAY_WEDNESDAY), dated("1", "2025-08-06"), dated("2", "2025-09-03")), "two dates as good"),
        ((undated(TODAY_WEDNESDAY, who=(A, C)), dated("1", "2025-08-06")), "other people"),
    ],
)
def test_an_undated_report_is_not_placed(readings: tuple[Reading, ...], why: str) -> None:
    assert placed(*readings) is None, why


def test_a_date_of_its_own_is_never_changed() -> None:
    own = msgspec.structs.replace(
        undated(TODAY_WEDNESDAY), published=Published(value="2025-07-01", known_from="metadata")
    )
    assert placed(own, dated("1", "2025-08-06")) == "2025-07-01"


# ── the day of a time ────────────────────────────────────────────


def said(mode: Any, at: int, inside: int) -> Statement:
    """Words said at the time that stands at `at`, holding the time at `inside`."""
    content = (Span(inside - 5, inside + 20),)
    return Statement(
        span=Span(0, 200), rules=RULES, cue=Span(0, 3), act="says", mode=mode, content=content, said=Span(at, at + 5)
    )


TOMORROW = Shape(op="shift", unit="day", amount=1)


def values(one: Reading) -> dict[int, str]:
    return {span.start: when.value for (_, span), (_, when) in anchor_all([one]).times.items()}


def test_a_time_in_quoted_words_counts_from_the_day_they_were_said() -> None:
    marks = {
        "times": [time(10, YESTERDAY), time(100, TOMORROW), time(150, TOMORROW)],
        "statements": [said("direct", 10, 100)],
    }
    assert values(reading("1", "2025-08-06", **marks)) == {10: "2025-08-05", 100: "2025-08-06", 150: "2025-08-07"}


def test_a_time_in_reported_words_counts_from_the_report() -> None:
    marks = {"times": [time(10, YESTERDAY), time(100, TOMORROW)], "statements": [said("indirect", 10, 100)]}
    assert values(reading("1", "2025-08-06", **marks)) == {10: "2025-08-05", 100: "2025-08-07"}


def test_words_of_an_open_day_are_anchored_to_the_report() -> None:
    last_week = Shape(op="shift", unit="week", amount=-1)
    marks = {"times": [time(10, last_week), time(100, TOMORROW)], "statements": [said("direct", 10, 100)]}
    assert values(reading("1", "2025-08-06", **marks))[100] == "2025-08-07"


TWO_BEFORE = Shape(op="shift", unit="day", amount=-2, anchor="deadline")
FRIDAY = Shape(op="date", year=2025, month=8, day=8)


def ends(report: str, published: str, shape: Shape) -> Reading:
    return reading(
        report,
        published,
        times=[time(10, shape)],
        deadlines=[Deadline(span=Span(0, 30), rules=RULES, set_by=None, on=(), until=Span(10, 15))],
    )


def counted(*others: Reading, published: str | None = "2025-08-05") -> tuple[str, str]:
    """Value and certainty of `two days before the deadline` in a report of its own."""
    found = record(reading("0", published, times=[time(50, TWO_BEFORE)]), *others)
    (one,) = [fact for fact in found.times if fact.span.report == "re:0"]
    return one.value, one.certainty


def test_before_the_deadline_counts_from_its_end() -> None:
    assert counted(ends("1", "2025-08-04", FRIDAY)) == ("2025-08-06", "stated")


def test_of_two_deadlines_the_nearest_counts() -> None:
    later = Shape(op="date", year=2025, month=8, day=12)
    assert counted(ends("1", "2025-08-04", FRIDAY), ends("2", "2025-08-04", later)) == ("2025-08-06", "stated")


@pytest.mark.parametrize(
    "others",
    [
        (),
        (ends("1", "2025-08-04", Shape(op="date", year=2025, month=8)),),
        (ends("1", "2025-12-01", Shape(op="date", year=2025, month=12, day=5)),),
    ],
)
def test_without_a_deadline_near_it_stays_open(others: tuple[Reading, ...]) -> None:
    assert counted(*others) == ("XXXX-XX-XX", "unsure")


def test_times_of_an_undated_report_stay_open() -> None:
    found = record(reading("1", times=[time(10, YESTERDAY), time(30, FRIDAY)]))
    assert {(one.value, one.certainty, one.interval) for one in found.times} == {
        ("XXXX-XX-XX", "unsure", None),
        ("2025-08-08", "stated", ("2025-08-08", "2025-08-08")),
    }


def test_a_day_that_the_text_leaves_open_is_no_date() -> None:
    days = anchor_all(
        [reading("1", "2025-08-06", times=[time(10, Shape(op="value", text="FUTURE_REF")), time(30, YESTERDAY)])]
    )
    assert days.value("re:1", Span(10, 15)) is None
    assert days.value("re:1", Span(30, 35)) == "2025-08-05"
    assert days.value("re:1", Span(90, 95)) is None
    assert days.value("re:1", None) is None


@pytest.mark.parametrize("text", ["XXXX-XX-XX", "XXXX-WXX", "XXXX"])
def test_blanks_are_no_date(text: str) -> None:
    days = anchor_all([reading("1", "2025-08-06", times=[time(10, Shape(op="value", text=text))])])
    assert days.value("re:1", Span(10, 15)) is None


def test_the_part_of_the_day_is_left_off_a_date() -> None:
    shape = Shape(op="weekday", weekday=2, direction="past", part="NI")
    days = anchor_all([reading("1", "2025-08-06", times=[time(10, shape)])])
    assert days.value("re:1", Span(10, 15)) == "2025-08-05"
    assert days.interval("re:1", Span(10, 15)) == (date(2025, 8, 5), date(2025, 8, 5))
