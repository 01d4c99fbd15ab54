"""One person, many spellings; two people of one family name; titles in their time; many thousands of mentions."""

from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.language.spelling import Part, Spelling, load_spelling
from mahdar.record.reconcile import reconcile
from mahdar.types.marks import Mention
from mahdar.types.record import Record
from mahdar.types.span import Span
from tests.scripts import script
from tests.test_record import mentioned, person, reading, record, title, together

ROOT = Path(__file__).parent.parent
SPELLING = load_spelling()


def like(one: str, other: str) -> float:
    """How alike two words are, as parts of a name that are not its first."""
    return SPELLING.likeness(SPELLING.part(SPELLING.fold(one), True), SPELLING.part(SPELLING.fold(other), True))


def printed(name: str, at: int = 0, **fields: Any) -> Mention:
    """A name as printed, with the key that a reading gives it."""
    return msgspec.structs.replace(person(at, name, **fields), key=f"person:{SPELLING.fold(name)}")


def named(*names: str, **fields: Any) -> Record:
    """A record of reports that each print one name."""
    return record(*(reading(str(at), mentions=[printed(name, **fields)]) for at, name in enumerate(names)))


def people(*names: str, **fields: Any) -> int:
    """How many people the reports of these names make."""
    return len(named(*names, **fields).actors)


def verdicts(*names: str, **fields: Any) -> list[str]:
    return [judgement.same for judgement in named(*names, **fields).judgements]


# ── spellings ────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ويتكوف", "ويتكوڤ"), ("ويتكوف", "فيتكوف"), ("ويتكوف", "وتكوف"), ("نتنياهو", "نتانياهو"), ("عراقجي", "عراقتشي"),
        ("عمروف", "أوميروف"), ("غوتيريش", "جوتيريش"), ("غوتيريش", "كوتيريش"), ("شولتس", "شولتز"), ("بلينكن", "بلنكن"),
        ("زيلينسكي", "تسيلينسكي"), ("كوشنر", "كوشنير"), ("ترامب", "ترمب"), ("أنطونوف", "انتونوف"), ("الحريري", "حريري"),
    ],
)  # fmt: skip
def test_one_family_name_in_two_spellings(one: str, other: str) -> None:
    assert like(one, other) == like(other, one) >= 0.9
    assert people(f"ستيف {one}", f"ستيف {other}") == 1
    assert people(f"ستيف {one}", other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("حسن", "حسين"), ("سالم", "سليم"), ("محمد", "محمود"), ("سعد", "سعيد"), ("قاسم", "حداد"), ("شي", "شو"), ("جون", "جان"),
     ("فيكتور", "فيكتوريا"), ("روبيو", "روته"), ("كيري", "كارا")],
)  # fmt: skip
def test_two_names_that_only_look_alike(one: str, other: str) -> None:
    assert like(one, other) < 0.6
    assert people(f"{one} ويتكوف", f"{other} ويتكوف") == 2
    assert people(f"كريم {one}", f"كريم {other}") == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("لافروف", "لافورف"), ("لافروف", "لفاروف"), ("بيسكوف", "بيسكف"), ("أوشاكوف", "أوشكوف"), ("دميترييف", "دمتيرييف"),
        ("كوستيوكوف", "كوستوكوف"),
    ],
)  # fmt: skip
def test_a_typo_in_a_full_name(one: str, other: str) -> None:
    assert people(f"سيرغي {one}", f"سيرغي {other}") == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ستيف ويتكوف", "ستيفن ويتكوف"), ("جو بايدن", "جوزيف بايدن"), ("بيل كلينتون", "ويليام كلينتون"),
        ("جورج بوش", "جورج دبليو بوش"), ("دونالد ترامب", "دونالد ج. ترامب"), ("ج ترامب", "جونالد ترامب"),
        ("محمد بن سلمان", "محمد بن سلمان آل سعود"), ("عبد الفتاح السيسي", "عبدالفتاح السيسي"), ("أورسولا فون دير لاين", "أورسولا لاين"),
        ("محمود عباس", "محمود رضا عباس"), ("محمد حسني مبارك", "حسني مبارك"), ("سيرغي لافروف", "سيرجي فيكتوروفيتش لافروف"),
    ],
)  # fmt: skip
def test_full_and_short_forms(one: str, other: str) -> None:
    assert people(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سالم محمد قاسم", "سالم أحمد قاسم"), ("سالم محمد قاسم", "محمد قاسم"), ("محمد بن سلمان", "خالد بن سلمان"),
        ("عبد الله قاسم", "عبد الرحمن قاسم"), ("كيم جونغ أون", "كيم جونغ إيل"), ("كيم جونغ", "كيم يونغ"), ("جورج بوش", "جيب بوش"),
    ],
)  # fmt: skip
def test_relatives_stay_apart(one: str, other: str) -> None:
    """Another father, a son and his father, brothers."""
    assert people(one, other) == 2


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("ستيف ويتكوف", "Steve Witkoff"), ("بنيامين نتنياهو", "Benjamin Netanyahu"), ("عباس عراقجي", "Abbas Araghchi"),
        ("رستم عمروف", "Rustem Umerov"), ("ماركو روبيو", "Marco Rubio"), ("محمود عباس", "Mahmoud Abbas"),
        ("دميتري بيسكوف", "Dmitry Peskov"),
    ],
)  # fmt: skip
def test_latin_script(arabic: str, latin: str) -> None:
    found = named(arabic, latin)
    (actor,) = found.actors
    assert (actor.name, actor.latin) == (arabic, latin)
    assert people(arabic, latin.rsplit(maxsplit=1)[-1]) == 1
    assert people("قاسم حداد", latin) == 2


def test_one_latin_name_beside_two_arabic_ones() -> None:
    """Where sounds say little, what is printed in brackets does."""
    one, other = printed("خوان غيرا", latin="Juan Guerra"), printed("هوان جويرا", latin="Juan  guerra")
    assert people("خوان غيرا", "هوان جويرا") == 2
    assert len(record(reading("1", mentions=[one]), reading("2", mentions=[other])).actors) == 1


def test_he_and_she_are_two() -> None:
    found = record(
        reading("1", mentions=[printed("نور حداد", gender="m")]),
        reading("2", mentions=[printed("نورا حداد", gender="f")]),
    )
    assert len(found.actors) == 2


def test_another_side_makes_it_unsure() -> None:
    one, other = printed("ستيف لاندن", side="state:a"), printed("ستيفن لندن", side="state:b")
    found = record(reading("1", mentions=[one]), reading("2", mentions=[other]))
    assert [judgement.same for judgement in found.judgements] == ["unsure"]
    assert len(found.actors) == 2


def test_two_bare_names_that_differ_are_unsure() -> None:
    assert (people("بوش", "باش"), verdicts("بوش", "باش")) == (2, ["unsure"])
    assert people("بوش", "باش", side="state:us") == 1


# ── bare names ───────────────────────────────────────────────────


def cast(*bearers: tuple[str, int], bare: Mention) -> list[int]:
    """How many mentions the actor of a bare name has, in a record where each bearer is named in so many reports."""
    made = [
        reading(f"{at}-{time}", mentions=[printed(name, side=f"state:{at}")])
        for at, (name, times) in enumerate(bearers)
        for time in range(times)
    ]
    found = record(*made, reading("bare", mentions=[bare]))
    return [len(actor.mentions) for actor in found.actors if ("re:bare", 0) in mentioned(actor)]


@pytest.mark.parametrize(
    ("bearers", "side", "size"),
    [
        ((("سالم حداد", 2),), None, 3),
        ((("سالم حداد", 2), ("خالد حداد", 1)), None, 1),
        ((("سالم حداد", 5), ("خالد حداد", 1)), None, 6),
        ((("سالم حداد", 5), ("خالد حداد", 1)), "state:1", 2),
        ((("سالم حداد", 2), ("خالد حداد", 1)), "state:1", 2),
        ((("سالم حداد", 2),), "state:9", 1),
    ],
)
def test_whose_a_bare_name_is(bearers: tuple[tuple[str, int], ...], side: str | None, size: int) -> None:
    """The only bearer's, the one's of its side, the one's who is named far more often; else nobody's."""
    assert cast(*bearers, bare=printed("حداد", side=side)) == [size]


@pytest.mark.parametrize(
    ("bearer", "bare", "joined"),
    [
        ("هاني إسماعيل", "إسماعيل", False),
        ("كريستيانو رونالدو", "رونالدو", True),
        ("علي بن أبي طالب", "أبو طالب", False),
        ("محمد بن سلمان", "سلمان", False),
        ("محمد بن سلمان", "بن سلمان", True),
        ("خوان كارلوس", "تشارلز", False),
        ("محمد حسني مبارك", "مبارك", True),
        ("أورسولا فون دير لاين", "فون دير لاين", True),
    ],
)
def test_what_may_stand_for_a_full_name(bearer: str, bare: str, joined: bool) -> None:
    """Not a given name that is nobody's family name, and not the name of the father."""
    assert (people(bearer, bare) == 1) is joined


def test_a_bare_name_of_hers_is_not_his() -> None:
    hers = record(
        reading("1", mentions=[printed("سالم حداد", gender="m")]), reading("2", mentions=[printed("حداد", gender="f")])
    )
    assert len(hers.actors) == 2


def test_a_given_name_is_the_one_persons_whom_its_report_names() -> None:
    both = reading("1", mentions=[printed("نادية حداد"), printed("نادية", 50)])
    assert len(record(both).actors) == 1
    assert len(record(both, reading("2", mentions=[printed("نادية")])).actors) == 2
    two = reading("1", mentions=[printed("نادية حداد"), printed("نادية منصور", 20), printed("نادية", 50)])
    assert len(record(two).actors) == 3


def test_a_bare_name_is_judged_report_by_report() -> None:
    found = record(
        reading("1", mentions=[printed("سالم حداد", side="state:a")]),
        reading("2", mentions=[printed("خالد حداد", side="state:b")]),
        reading("3", mentions=[printed("حداد", side="state:a")]),
        reading("4", mentions=[printed("حداد", side="state:b")]),
        reading("5", mentions=[printed("حداد")]),
    )
    assert together(found) == {
        frozenset({("re:1", 0), ("re:3", 0)}),
        frozenset({("re:2", 0), ("re:4", 0)}),
        frozenset({("re:5", 0)}),
    }


def test_many_of_one_family_cost_no_judgement_for_each_pair() -> None:
    given = [f"{a}{b}{c}" for a in "بدر" for b in "ملن" for c in "فكس"]
    found = reconcile([reading(name, mentions=[printed(f"{name} محمد")]) for name in given])
    assert len(found.actors) == len(given)
    assert len(found.judgements) < 3 * len(given)


# ── titles in their time ─────────────────────────────────────────

OFFICE = "وزير|خارجيه|state:yemen"


def holder(name: str, **fields: Any) -> Mention:
    return printed(name, 20, office=Span(0, 12), office_text="وزير الخارجية", office_key=OFFICE, **fields)


def minister_on(day: str | None, *held: tuple[str, str | None]) -> set[str]:
    """Who the minister of a report of that day is, where each holder is named on a day."""
    found = record(
        *(reading(str(at), day_, mentions=[holder(name)]) for at, (name, day_) in enumerate(held)),
        reading("title", day, mentions=[title(3, "وزير الخارجية", OFFICE)]),
    )
    return {actor.name for actor in found.actors if ("re:title", 3) in mentioned(actor)}


A, B, NOBODY = "سالم قاسم", "خالد حداد", {"وزير الخارجية"}


@pytest.mark.parametrize(
    ("day", "held", "who"),
    [
        ("2025-03-01", ((A, "2025-02-01"), (A, "2025-04-01"), (B, "2025-08-01")), {A}),
        ("2025-09-01", ((A, "2025-02-01"), (A, "2025-04-01"), (B, "2025-08-01")), {B}),
        ("2025-06-01", ((A, "2025-02-01"), (A, "2025-04-01"), (B, "2025-08-01")), NOBODY),
        (None, ((A, "2025-02-01"), (B, "2025-08-01")), NOBODY),
        ("2025-09-01", ((A, None), (B, "2025-08-01")), NOBODY),
        ("2025-03-01", ((A, "2025-02-01"), (A, "2025-05-01"), (B, "2025-02-15"), (B, "2025-04-01")), NOBODY),
        (None, ((A, None),), {A}),
    ],
)
def test_a_title_is_the_holders_of_its_day(
    day: str | None, held: tuple[tuple[str, str | None], ...], who: set[str]
) -> None:
    assert minister_on(day, *held) == who


def test_who_held_it_formerly_does_not_hold_it() -> None:
    found = record(
        reading("1", "2025-03-01", mentions=[holder(A, former=True)]),
        reading("2", "2025-03-02", mentions=[title(3, "وزير الخارجية", OFFICE)]),
    )
    assert len(found.actors) == 2


def test_a_former_title_is_not_the_holders() -> None:
    found = record(
        reading("1", "2025-03-01", mentions=[holder(A)]),
        reading("2", "2025-03-02", mentions=[msgspec.structs.replace(title(3, "الوزير السابق", OFFICE), former=True)]),
    )
    assert len(found.actors) == 2


def test_roles_carry_the_days_on_which_they_were_reported() -> None:
    later = printed(A, 20, office=Span(0, 9), office_text="رئيس  الوفد", office_key="رييس|وفد|state:yemen")
    found = record(
        reading("2", "2025-08-06", mentions=[later]),
        reading("1", "2025-02-01", mentions=[holder(A)]),
        reading("3", None, mentions=[holder(A)]),
    )
    (actor,) = found.actors
    assert [(role.title, role.as_of, role.evidence[0].report) for role in actor.roles] == [
        ("وزير الخارجية", "2025-02-01", "re:1"),
        ("رئيس الوفد", "2025-08-06", "re:2"),
        ("وزير الخارجية", None, "re:3"),
    ]


# ── laws ─────────────────────────────────────────────────────────

_WORDS = [
    "سالم",
    "سليم",
    "حداد",
    "ويتكوف",
    "فيتكوف",
    "محمد",
    "بن",
    "عبد",
    "الله",
    "Steve",
    "Witkoff",
    "ج",
    "آل",
    "كريم",
    "و",
    "ع",
]
words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)
letters = st.text(alphabet="ابتجدرسعغفقكلمنهويءآگپABxyz'-. ", min_size=1, max_size=12)


@settings(deadline=None, max_examples=300)
@given(st.one_of(words, letters), st.one_of(words, letters))
def test_likeness_is_symmetric_and_within_bounds(one: str, other: str) -> None:
    for a in SPELLING.parts(SPELLING.fold(one)):
        assert SPELLING.likeness(a, a) == 1.0
        assert a.skeleton
        assert a.voice
        for b in SPELLING.parts(SPELLING.fold(other)):
            assert 0.0 <= SPELLING.likeness(a, b) == SPELLING.likeness(b, a) <= 1.0


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(words, letters), min_size=2, max_size=5))
def test_any_names_in_any_order_make_one_record(names: list[str]) -> None:
    found = named(*names)
    assert sum(len(actor.mentions) for actor in found.actors) == len(names)


# ── many ─────────────────────────────────────────────────────────


def test_four_thousand_generated_mentions() -> None:
    """The benchmark itself compares the record with that of the shuffled reports."""
    found = script("benchmarks/actors.py").measure(4000)
    assert (found.mentions, found.actors >= 190) == (4000, True)
    assert found.precision >= 0.98
    assert found.recall >= 0.88


def test_the_work_grows_with_the_names_not_with_their_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed, where it is worst: all bear one family name, and each is also named by it alone."""
    compared = [0]
    likeness = Spelling.likeness

    def counted(self: Spelling, a: Part, b: Part) -> float:
        compared[0] += 1
        return likeness(self, a, b)

    monkeypatch.setattr(Spelling, "likeness", counted)
    given = ["".join(letters) for letters in product("بدرملنفكسشت", "اوي", "بدرملنفكسشت", "اوي", "بدرملنفكسشت")]
    made = {}
    for size in (1000, 2000, 4000):
        names = [*given[: size * 2 : 2], "محمد"]
        compared[0] = 0
        reconcile([reading(name, mentions=[printed(f"{name} محمد" * (name != "محمد") or name)]) for name in names])
        made[size] = compared[0]
    assert 0 < made[4000] < 2.5 * made[2000] < 2.5 * 2.5 * made[1000]
