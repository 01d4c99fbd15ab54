"""A person's judgements: they outrank the rules, survive builds, can be undone, and their order shows only where they
contradict each other."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar import api
from mahdar.errors import BadCorrection, BadRecord, MahdarError, NotFound
from mahdar.record.corrections import Correction, Known, Spot
from mahdar.record.judge import Decision, clusters
from mahdar.record.reconcile import reconcile
from mahdar.types.reading import Reading
from mahdar.types.record import Actor, Judgement, Record
from tests.test_record import judged, mentioned, person, reading, state

DAY = date(2026, 1, 2)

# ── decisions among judgements ───────────────────────────────────


def yes(left: str, right: str) -> list[Decision]:
    return [Decision(left, right, True)]


def no(left: str, right: str) -> list[Decision]:
    return [Decision(left, right, False)]


def groups(members: str, judgements: Sequence[Judgement], *decided: list[Decision]) -> set[str]:
    of = clusters(members, judgements, decided)
    return {"".join(sorted(member for member in members if of[member] == root)) for root in of.values()}


def test_a_persons_no_cuts_the_weakest_yes() -> None:
    path = [judged("a", "b", "yes", 0.9), judged("b", "c", "yes", 0.6)]
    assert groups("abc", path) == {"abc"}
    assert groups("abc", path, no("a", "c")) == {"ab", "c"}


def test_a_persons_yes_stands_against_the_rules_no() -> None:
    assert groups("ab", [judged("a", "b", "no", 1.0)], yes("a", "b")) == {"ab"}


def test_a_rules_no_still_keeps_others_out_of_what_a_person_joined() -> None:
    rules = [judged("b", "c", "no", 1.0), judged("a", "c", "yes", 0.9)]
    assert groups("abc", rules) == {"ac", "b"}
    assert groups("abc", rules, yes("a", "b")) == {"ab", "c"}


def test_of_two_decisions_the_later_stands() -> None:
    assert groups("ab", [], yes("a", "b"), no("a", "b")) == {"a", "b"}
    assert groups("ab", [], no("a", "b"), yes("a", "b")) == {"ab"}
    assert groups("abc", [], yes("a", "b"), yes("b", "c"), no("a", "c")) == {"a", "bc"}
    assert groups("abc", [], no("a", "c"), yes("a", "b"), yes("b", "c")) == {"abc"}


def test_decisions_about_strangers_are_let_be() -> None:
    assert groups("ab", [judged("a", "b", "yes")], no("a", "x"), yes("x", "b")) == {"ab"}


_PAIRS = st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda pair: pair[0] != pair[1])
_DECIDED = st.lists(st.tuples(_PAIRS, st.booleans()), max_size=8)
_RULES = st.lists(
    st.builds(lambda pair, same: judged(min(pair), max(pair), same, 0.8), _PAIRS, st.sampled_from(["yes", "no"])),
    max_size=10,
)


@given(_RULES, _DECIDED)
def test_the_last_decision_always_stands(rules: list[Judgement], made: list[tuple[tuple[str, str], bool]]) -> None:
    strokes = [[Decision(*pair, same)] for pair, same in made]
    of = clusters("abcdef", rules, strokes)
    for (left, right), same in made[-1:]:
        assert (of[left] == of[right]) is same


# ── a small world ────────────────────────────────────────────────

NAMES = ("سالم حداد", "سالم قاسم", "كريم ويتكوف", "كريم فيتكوف", "نادر منصور", "منصور", "فادي بكر", "فادى بكر")


def world(count: int = 8) -> list[Reading]:
    """Reports that each name one person, some of them in two spellings, and a state."""
    return [
        reading(
            str(at),
            f"2025-03-{at + 1:02}",
            mentions=[person(0, name), person(50, name), *([state(90, "yemen")] if at % 3 == 0 else [])],
        )
        for at, name in enumerate(NAMES[:count])
    ]


def called(found: Record, name: str) -> Actor:
    (actor,) = (one for one in found.actors if one.name == name)
    return actor


def known(actor: Actor) -> Known:
    return Known(actor.id, actor.name, tuple(one for one in actor.aliases if not one.startswith("ac:")))


def merge(one: Actor, other: Actor, **fields: Any) -> Correction:
    return _made("merge", one, other=known(other), **fields)


def _made(op: Any, actor: Actor, **fields: Any) -> Correction:
    return Correction(**{"op": op, "actor": known(actor), "by": "Layla", "as_of": "2026-01-02"} | fields)


def raw(record: Record) -> bytes:
    return msgspec.json.encode(record)


def partition(found: Record) -> set[frozenset[tuple[str, int]]]:
    return {frozenset(mentioned(actor)) for actor in found.actors}


def test_merge() -> None:
    before = reconcile(world())
    one, other = called(before, "سالم حداد"), called(before, "سالم قاسم")
    after = reconcile(world(), None, [merge(one, other, why="one man, two names")])
    (actor,) = [actor for actor in after.actors if mentioned(actor) == mentioned(one) | mentioned(other)]
    assert actor.id == min(one.id, other.id)
    assert {one.id, other.id} <= {actor.id, *actor.aliases}
    assert len(after.actors) == len(before.actors) - 1
    (judgement,) = [judgement for judgement in after.judgements if judgement.by == "Layla"]
    assert (judgement.same, judgement.reasons) == ("yes", ("merge, 2026-01-02", "one man, two names"))
    assert {judgement.left, judgement.right} <= set(actor.aliases)


def test_split_by_name_and_by_mention() -> None:
    before = reconcile(world())
    (actor,) = [one for one in before.actors if len(mentioned(one)) == 4 and "ويتكوف" in one.name + str(one.aliases)]
    by_name = reconcile(world(), None, [_made("split", actor, names=("كريم فيتكوف",))])
    assert mentioned(called(by_name, "كريم فيتكوف")) == {("re:3", 0), ("re:3", 50)}
    assert mentioned(called(by_name, "كريم ويتكوف")) == {("re:2", 0), ("re:2", 50)}
    by_spot = reconcile(world(), None, [_made("split", actor, spots=(Spot("re:3", 50),))])
    assert {frozenset({("re:3", 50)}), frozenset({("re:2", 0), ("re:2", 50), ("re:3", 0)})} <= partition(by_spot)
    assert [one.same for one in by_spot.judgements if one.by == "Layla"] == ["no"]


def test_a_name_that_left_stays_away_in_later_reports() -> None:
    few = reconcile(world(4))
    actor = next(one for one in few.actors if ("re:3", 0) in mentioned(one))
    split = _made("split", actor, names=("كريم فيتكوف",))
    later = [*world(), reading("late", mentions=[person(7, "كريم فيتكوف")])]
    assert mentioned(called(reconcile(later, None, [split]), "كريم فيتكوف")) == {
        ("re:3", 0), ("re:3", 50), ("re:late", 7),
    }  # fmt: skip


def test_rename_and_side() -> None:
    before = reconcile(world())
    actor, land = called(before, "نادر منصور"), called(before, "yemen")
    after = reconcile(
        world(), None, [_made("rename", actor, name="نادر آل منصور"), _made("side", actor, other=known(land))]
    )
    found = called(after, "نادر آل منصور")
    assert (found.id, found.side) == (actor.id, land.id)
    assert {one.right for one in after.judgements if one.by == "Layla"} == {"name:نادر آل منصور", "side:state:yemen"}
    nobodys = reconcile(
        world(), None, [_made("side", actor, other=known(land)), _made("side", actor, as_of="2026-01-03")]
    )
    assert called(nobodys, "نادر منصور").side is None


def test_an_actor_that_is_none() -> None:
    before = reconcile(world())
    (actor,) = [one for one in before.actors if ("re:6", 0) in mentioned(one)]
    after = reconcile(world(), None, [_made("reject", actor)])
    assert partition(after) == partition(before) - {frozenset(mentioned(actor))}
    assert [(one.left, one.same) for one in after.judgements if one.by == "Layla"] == [(actor.id, "no")]


def test_the_later_of_two_people_stands_and_both_are_kept() -> None:
    before = reconcile(world())
    one, other = called(before, "سالم حداد"), called(before, "سالم قاسم")
    early = merge(one, other, as_of="2026-01-02")
    late = _made("split", one, names=("سالم حداد",), by="Omar", as_of="2026-01-03")
    both = msgspec.structs.replace(late, actor=Known(one.id, one.name, (*known(one).keys, *known(other).keys)))
    after = reconcile(world(), None, [both, early])
    assert partition(after) == partition(before)
    assert {judgement.by for judgement in after.judgements if not judgement.by.startswith("record/")} == {
        "Layla",
        "Omar",
    }
    names = [_made("rename", one, name=name, as_of=day) for name, day in (("ب", "2026-01-03"), ("ا", "2026-01-02"))]
    for order in permutations(names):
        assert called(reconcile(world(), None, order), "ب").id == one.id


def test_a_merge_holds_against_rules_that_tell_the_names_apart() -> None:
    readings = [
        reading("1", mentions=[person(0, "سالم حداد")]),
        reading("2", mentions=[person(0, "خالد حداد")]),
        reading("3", mentions=[person(0, "حداد")]),
    ]
    before = reconcile(readings)
    assert len(before.actors) == 3
    one, other = called(before, "سالم حداد"), called(before, "خالد حداد")
    after = reconcile(readings, None, [merge(one, other)])
    assert partition(after) == {frozenset({("re:1", 0), ("re:2", 0), ("re:3", 0)})}


def test_whose_a_bare_name_is_stays_decided() -> None:
    """Another bearer who comes later does not take it away."""
    readings = [reading("1", mentions=[person(0, "سالم حداد")]), reading("2", mentions=[person(0, "الحدادي")])]
    before = reconcile(readings)
    one, other = called(before, "سالم حداد"), called(before, "الحدادي")
    made = merge(one, other)
    later = [*readings, reading("3", mentions=[person(0, "خالد الحدادي")])]
    assert frozenset({("re:1", 0), ("re:2", 0)}) in partition(reconcile(readings, None, [made]))
    assert frozenset({("re:1", 0), ("re:2", 0)}) in partition(reconcile(later, None, [made]))


def test_a_correction_whose_actor_is_gone_waits() -> None:
    before = reconcile(world())
    made = merge(called(before, "سالم حداد"), called(before, "سالم قاسم"))
    without = reconcile(world()[2:])
    assert raw(reconcile(world()[2:], None, [made])) == raw(without)


def test_an_actor_is_found_by_a_former_id() -> None:
    """The keys of a reading made anew may be others; where the mention stands, its id is the same."""
    before = reconcile(world())
    one, other = called(before, "سالم حداد"), called(before, "سالم قاسم")
    made = merge(one, other)
    foreign = msgspec.structs.replace(made, actor=Known(one.id, one.name, ("person:gone",)))
    assert partition(reconcile(world(), None, [foreign])) == partition(reconcile(world(), None, [made]))


# ── laws ─────────────────────────────────────────────────────────


@st.composite
def corrections(draw: st.DrawFn) -> list[Correction]:
    """Any corrections of the small world, contradictions too."""
    actors = reconcile(world()).actors
    made = []
    for _ in range(draw(st.integers(1, 4))):
        one, other = draw(st.permutations(actors))[:2]
        op = draw(st.sampled_from(["merge", "split", "rename", "side", "reject"]))
        fields: dict[str, Any] = {"as_of": draw(st.sampled_from(["2026-01-02", "2026-01-03"]))}
        if op in {"merge", "side"}:
            fields["other"] = known(other)
        if op == "split":
            at = draw(st.sampled_from(sorted(mentioned(one))))
            fields["spots"] = (Spot(*at),)
        if op == "rename":
            fields["name"] = draw(st.sampled_from(["ا", "ب"]))
        made.append(_made(op, one, **fields))
    return made


laws = settings(deadline=None, max_examples=60)


@laws
@given(corrections(), st.randoms())
def test_the_order_of_reports_never_shows(made: list[Correction], random: Any) -> None:
    shuffled = world()
    random.shuffle(shuffled)
    assert raw(reconcile(shuffled, None, made)) == raw(reconcile(world(), None, made))


@laws
@given(corrections())
def test_no_mention_is_lost_or_counted_twice(made: list[Correction]) -> None:
    found = reconcile(world(), None, made)
    places = [place for actor in found.actors for place in mentioned(actor)]
    rejected = any(one.op == "reject" for one in made)
    assert len(places) == len(set(places))
    assert rejected or set(places) == {place for group in partition(reconcile(world())) for place in group}
    assert len({actor.id for actor in found.actors}) == len(found.actors)


@laws
@given(corrections(), st.randoms())
def test_the_order_of_corrections_of_other_actors_never_shows(made: list[Correction], random: Any) -> None:
    touched: set[str] = set()
    apart = []
    for one in made:
        ids = {one.actor.id, one.other.id if one.other else one.actor.id}
        if not ids & touched:
            apart.append(one)
            touched |= ids
    shuffled = list(apart)
    random.shuffle(shuffled)
    assert raw(reconcile(world(), None, shuffled)) == raw(reconcile(world(), None, apart))


@laws
@given(corrections(), st.integers(4, 8))
def test_a_merge_survives_reports_that_come_later(made: list[Correction], count: int) -> None:
    merges = [one for one in made if one.op == "merge"][-1:]
    found = reconcile(
        [*world(), *(reading(f"late{at}", mentions=[person(3, NAMES[at])]) for at in range(count))], None, merges
    )
    for one in merges:
        assert one.other
        holder = {id_: actor.id for actor in found.actors for id_ in (actor.id, *actor.aliases)}
        assert holder[one.actor.id] == holder[one.other.id]


# ── in a file ────────────────────────────────────────────────────

FIRST = """date 2025-08-06 لقاء

التقى المبعوث الأميركي ستيف لاندن الرئيس الروسي إيفان مدورين في روسيا مساء الأربعاء، واستمر الاجتماع ثلاث ساعات.

وقال وزير الخارجية الروسي سيرغي أورلين إن «المحادثات كانت مفيدة».
"""
SECOND = """date 2025-08-07 لقاء

وقال الوزير كمال أورليني إن المحادثات انتهت. وقال المبعوث الأميركي ستيف لاندن إن الأمر صعب.
"""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    into = tmp_path / "talks.mahdar"
    api.build([tmp_path / "a.txt", tmp_path / "b.txt"], into, as_of=DAY)
    return into


def ask(talks: Path, op: Any, actor: str, **fields: Any) -> api.Made:
    signed = {"by": "Layla", "as_of": DAY}
    signed.update({key: fields.pop(key) for key in ("by", "as_of") if key in fields})
    return api.correct(talks, api.Asked(op=op, actor=actor, **fields), **signed)


def actors(talks: Path) -> dict[str, dict[str, Any]]:
    return {actor["name"]: actor for actor in api.export_object(talks)["actors"]}


ONE, OTHER = "سيرغي أورلين", "كمال أورليني"


@pytest.mark.parametrize(
    ("op", "actor", "fields"),
    [
        ("merge", ONE, {"other": OTHER}),
        ("split", "ستيف لاندن", {"mentions": ("b.txt:53",)}),
        ("rename", ONE, {"name": "الوزير"}),
        ("side", OTHER, {"other": "روسيا"}),
        ("side", ONE, {}),
        ("reject", OTHER, {}),
    ],
)
def test_made_then_undone_the_bytes_are_the_same(talks: Path, op: str, actor: str, fields: dict[str, Any]) -> None:
    before, views = api.export(talks), api.view(talks, "actors")
    if op == "split":
        text = (talks.parent / "b.txt").read_text("utf-8")
        fields = {"mentions": (f"b.txt:{text.index('ستيف') + 2}",)}
    made = ask(talks, op, actor, **fields)
    assert api.export(talks) != before
    assert api.undo(talks, made.correction.id, by="Omar", as_of=DAY).undone_by == "Omar"
    assert api.export(talks) == before
    assert api.view(talks, "actors") == views
    (listed,) = api.corrections(talks)
    assert (listed.correction, listed.undone_by, listed.undone_on) == (made.correction, "Omar", "2026-01-02")


def test_the_file_says_what_the_export_says(talks: Path) -> None:
    ask(talks, "merge", ONE, other=OTHER)
    columns, rows = api.view(talks, "actors")
    assert sorted(row[columns.index("id")] for row in rows) == sorted(one["id"] for one in actors(talks).values())
    columns, rows = api.view(talks, "judgements")
    first = dict(zip(columns, rows[0], strict=True))
    assert (first["by"], first["same"], first["reasons"]) == ("Layla", "yes", "merge, 2026-01-02")
    merged = next(
        one for one in actors(talks).values() if len(one["mentions"]) == 2 and "person:كمال اورليني" in one["aliases"]
    )
    assert any(row["by"] == "Layla" for row in api.why(talks, merged["id"]).judgements)


def test_corrections_survive_every_way_of_building_again(talks: Path, tmp_path: Path) -> None:
    ask(talks, "merge", ONE, other=OTHER, why="one man")
    ask(talks, "rename", "ستيف لاندن", name="لاندن")
    after = api.export(talks)
    api.build([tmp_path / "a.txt"], talks, as_of=date(2026, 3, 1))
    assert api.export(talks) == after
    with sqlite3.connect(talks) as db:
        db.execute("UPDATE reading SET data = 'of another version'")
    db.close()
    assert api.build([tmp_path / "a.txt"], talks, as_of=DAY).read == 2
    assert api.export(talks) == after


def test_a_record_built_from_scratch_and_corrected_is_the_same(talks: Path, tmp_path: Path) -> None:
    """Whether the reports came before the corrections or after them."""
    slow = tmp_path / "slow.mahdar"
    api.build([tmp_path / "a.txt"], slow, as_of=DAY)
    for into in (slow, talks):
        ask(into, "rename", ONE, name="الوزير")
        ask(into, "side", "ستيف لاندن", other="روسيا")
    api.build([tmp_path / "b.txt"], slow, as_of=DAY)
    assert api.export(slow) == api.export(talks)


@pytest.mark.parametrize(
    ("op", "actor", "fields", "error", "says"),
    [
        ("merge", ONE, {"other": ONE}, BadCorrection, "one actor already"),
        ("merge", ONE, {}, BadCorrection, "two actors"),
        ("merge", "زيد", {"other": ONE}, NotFound, "زيد"),
        ("merge", ONE, {"other": "ac:zz"}, NotFound, "ac:zz"),
        ("merge", "ac:", {"other": ONE}, NotFound, "ac:"),
        ("rename", ONE, {"name": "  "}, BadCorrection, "name"),
        ("rename", ONE, {"name": ONE}, BadCorrection, "already"),
        ("split", ONE, {}, BadCorrection, "split"),
        ("split", ONE, {"names": ("زيد",)}, BadCorrection, "nowhere called"),
        ("split", ONE, {"names": (ONE,)}, BadCorrection, "no mention"),
        ("split", ONE, {"mentions": ("a.txt:0",)}, NotFound, "a.txt:0"),
        ("split", ONE, {"mentions": ("a.txt",)}, NotFound, "REPORT:START"),
        ("rename", ONE, {"name": "ا", "by": " "}, BadCorrection, "by whom"),
        ("reject", "me:0", {}, NotFound, "me:0"),
        ("set", "me:", {"field": "colour", "name": "red"}, BadCorrection, "format, status, date"),
        ("set", "me:", {"field": "date", "name": "last week"}, BadCorrection, "2025-08-06"),
        ("set", "me:", {"field": "duration", "name": "three hours"}, BadCorrection, "PT3H"),
        ("set", "me:", {"field": "status", "name": "perhaps"}, BadCorrection, "planned"),
        ("set", "me:", {"field": "count", "name": "many"}, BadCorrection, "int"),
        ("set", "me:", {"field": "status"}, BadCorrection, "nothing"),
        ("set", "me:", {"field": "place", "name": "أطلانتس"}, NotFound, "أطلانتس"),
        ("set", ONE, {"field": "name", "name": "زيد"}, NotFound, "fact"),
    ],
)  # fmt: skip
def test_what_cannot_be_corrected(
    talks: Path, op: str, actor: str, fields: dict[str, Any], error: type[MahdarError], says: str
) -> None:
    if actor == "me:":
        actor = api.view(talks, "meetings")[1][0][0]
    before = talks.read_bytes()
    with pytest.raises(error, match=says):
        ask(talks, op, actor, **fields)
    assert talks.read_bytes() == before


def test_the_same_decision_twice_and_nothing_to_undo(talks: Path) -> None:
    with pytest.raises(NotFound, match="none"):
        api.undo(talks, "cr:0", by="Omar", as_of=DAY)
    made = ask(talks, "side", ONE)
    with pytest.raises(BadCorrection, match=made.correction.id):
        ask(talks, "side", made.correction.actor.id, by="Layla ")
    api.undo(talks, made.correction.id[:-3], by="Omar", as_of=DAY)
    with pytest.raises(NotFound):
        api.undo(talks, made.correction.id, by="Omar", as_of=DAY)
    ask(talks, "side", ONE)
    assert [one.undone_by for one in api.corrections(talks)] == ["Omar", None]


def test_an_ambiguous_name_names_the_candidates(tmp_path: Path) -> None:
    text = "date 2025-08-06 خبر\n\nوقال مسؤول أميركي إن المحادثات انتهت.\n"
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(text + name, "utf-8")
    into = tmp_path / "talks.mahdar"
    api.build([tmp_path / "a.txt", tmp_path / "b.txt"], into, as_of=DAY)
    unnamed = [one["id"] for one in api.export_object(into)["actors"] if one["name"] == "مسؤول أميركي"]
    assert len(unnamed) == 2
    with pytest.raises(BadCorrection, match="several") as error:
        ask(into, "rename", "مسؤول أميركي", name="زيد")
    assert all(id_ in str(error.value) for id_ in unnamed)
    assert ask(into, "merge", unnamed[0], other=unnamed[1]).correction.op == "merge"


def test_an_actor_goes_by_any_former_id(talks: Path) -> None:
    for actor in api.export_object(talks)["actors"]:
        for alias in actor["aliases"]:
            made = ask(talks, "rename", alias, name="س")
            assert made.correction.actor.id == actor["id"]
            api.undo(talks, made.correction.id, by="Layla", as_of=DAY)


# ── facts ────────────────────────────────────────────────────────


def test_a_fact_that_is_none(talks: Path) -> None:
    before = api.export_object(talks)
    (meeting,) = before["meetings"]
    ask(talks, "reject", meeting["id"], why="a rumour")
    after = api.export_object(talks)
    assert after["meetings"] == []
    assert not [claim for claim in after["claims"] if claim["fact"] == meeting["id"]]
    assert [one["reasons"] for one in after["judgements"] if one["by"] == "Layla"] == [
        ["reject, 2026-01-02", "a rumour"]
    ]


@pytest.mark.parametrize(
    ("field", "value"), [("date", "2025-08-05"), ("duration", "PT90M"), ("count", "3"), ("date", None)]
)
def test_a_field_says_what_a_person_set(talks: Path, field: str, value: str | None) -> None:
    (meeting,) = api.export_object(talks)["meetings"]
    ask(talks, "set", meeting["id"], field=field, name=value)
    after = api.export_object(talks)
    (found,) = after["meetings"]
    assert found == meeting | {field: int(value) if field == "count" else value}
    mine = [claim for claim in after["claims"] if claim["by"] == "Layla"]
    assert [(claim["field"], claim["value"]) for claim in mine] == [(field, value or "")]
    reported = [claim["value"] for claim in after["claims"] if claim["field"] == field and claim["by"] == "report"]
    assert reported == [meeting[field]] if meeting[field] is not None else not reported


def test_a_field_that_names_an_actor(talks: Path) -> None:
    statement = next(one for one in api.export_object(talks)["statements"] if one["mode"] == "direct")
    ask(talks, "set", statement["id"], field="speaker", name=OTHER)
    found = next(one for one in api.export_object(talks)["statements"] if one["id"] == statement["id"])
    assert found["speaker"] == actors(talks)[OTHER]["id"] != statement["speaker"]


def test_a_correction_of_a_fact_survives_and_is_undone(talks: Path, tmp_path: Path) -> None:
    before = api.export(talks)
    (meeting,) = api.export_object(talks)["meetings"]
    made = ask(talks, "set", meeting["id"], field="date", name="2025-08-05")
    after = api.export(talks)
    api.build([tmp_path / "a.txt"], talks, as_of=date(2026, 3, 1))
    assert api.export(talks) == after != before
    api.undo(talks, made.correction.id, by="Omar", as_of=DAY)
    assert api.export(talks) == before


# ── older records ────────────────────────────────────────────────


def make_older(talks: Path) -> None:
    db = sqlite3.connect(talks)
    db.executescript("DROP VIEW judgements; DROP TABLE correction; PRAGMA user_version = 5;")
    db.close()


@pytest.mark.parametrize(
    "use",
    [api.export, api.corrections, lambda path: api.view(path, "judgements"), lambda path: ask(path, "reject", ONE)],
)
def test_a_record_from_before_corrections_is_brought_up_to_date(talks: Path, use: Callable[[Path], Any]) -> None:
    before = api.export(talks)
    make_older(talks)
    assert use(talks) is not None
    if not api.corrections(talks):
        assert api.export(talks) == before


def test_a_record_that_cannot_be_written_is_refused_with_its_name(talks: Path) -> None:
    make_older(talks)
    talks.chmod(0o444)
    try:
        with pytest.raises(BadRecord, match=r"talks\.mahdar"):
            ask(talks.with_name("none-talks.mahdar"), "reject", ONE)
    finally:
        talks.chmod(0o644)
