"""Incidents and deadlines: what is told as done and what is not, what joins inside a report and across reports."""

from datetime import date
from pathlib import Path

import pytest

from mahdar.language.language import load_language
from mahdar.reading.events.incident_frames import frames_of
from mahdar.reading.events.incident_needs import _NEEDS
from mahdar.record.reconcile import reconcile
from mahdar.types.reading import Reading
from mahdar.types.record import Record
from tests.reports import read_report

QUIET = sorted((Path(__file__).parent.parent / "examples" / "quiet").glob("*.txt"))


def _read(name: str, text: str, day: str = "2025-08-07", outlet: str | None = None) -> Reading:
    return read_report(name, text, day, outlet)


def _types(text: str) -> list[str]:
    return [mark.type for mark in _read("a", text).incidents]


def _names(record: Record, ids: tuple[str, ...]) -> list[str]:
    name = {actor.id: actor.name for actor in record.actors}
    return [name[one] for one in ids]


@pytest.mark.parametrize("file", QUIET, ids=[file.stem for file in QUIET])
def test_a_quiet_page_has_no_incident_and_no_deadline(file: Path) -> None:
    reading = _read("quiet", file.read_text("utf-8"))
    assert not reading.incidents
    assert not reading.deadlines


def test_the_needs_of_the_data_are_those_of_the_code() -> None:
    frames = [frame for group in frames_of(load_language()).by_class.values() for frame in group]
    asked = {one for frame in frames for need in frame.needs for one in need.split("|")}
    assert asked == set(_NEEDS)
    assert {frame.type for frame in frames} <= {
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
        "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "هدد وزير الدفاع الإسرائيلي بقصف إيران.",
        "لم تهاجم روسيا مدينة خيرسون.",
        "تخشى أوكرانيا هجوما روسيا على خاركيف.",
        "دعت فرنسا إسرائيل إلى الإفراج عن السجناء.",
        "إذا قصفت إسرائيل بيروت فسيرد لبنان.",
        "ستفرض الولايات المتحدة عقوبات على إيران.",
        "تعتزم إسرائيل اجتياح جنوب لبنان.",
        "نفت روسيا قصف مدينة خيرسون.",
        "من المقرر الإفراج عن 30 رهينة الأسبوع المقبل.",
        "شن الوزير هجوما لاذعا على فرنسا.",
        "خسر الفريق المباراة بعد هجوم منتخب فرنسا على مرمى إسبانيا.",
        "لقي خمسة أشخاص مصرعهم في حادث سير في القاهرة.",
        "نشرت الصحيفة تقريرا عن القوات الروسية.",
        "أكد الوزير ضرورة نشر الجيش اللبناني في الجنوب.",
        "تنص الخطة على تبادل الأسرى وسحب القوات الإسرائيلية من قطاع غزة.",
        "وقال إن الحل يكون بسحب القوات الروسية من أوكرانيا.",
        "تأجلت الغارة التي تعتزم فرنسا تنفيذها على إيران.",
        "أُرجئت غارة تنوي فرنسا تنفيذها على مصر.",
        "شن السفير الروسي هجوما عنيفا على الأمين العام للأمم المتحدة بسبب تقريره.",
        "هاجم الوزير الإيراني تصريحات الرئيس الأميركي.",
        "قال الوزير إنه سيقدم استقالته إلى رئيس الوزراء.",
        "أعلنت الولايات المتحدة عن استثناء سبع دول من العقوبات على إيران.",
        "اتفق الجانبان على مواصلة المحادثات الشهر المقبل.",
        "وتتضمن الصفقة إطلاق سراح 33 رهينة إسرائيلية خلال ستة أسابيع.",
        "تفجير المفاوضات بين الجانبين في القاهرة.",
        "وينص الاتفاق على إعادة الكهرباء، وسحب القوات من المستشفيات.",
        "تضمن الاتفاق تبادل الأسرى وسحب القوات من المدينة.",
    ],
)
def test_what_did_not_happen_is_no_incident(text: str) -> None:
    assert _types(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("تعرضت مدينة تعز اليمنية لقصف مدفعي عنيف.", "ASSAULT"),
        ("اعتقلت السلطات التركية 20 صحافيا في إسطنبول.", "COERCE"),
        ("سحبت فرنسا قواتها من مالي.", "YIELD"),
        ("تبادلت إثيوبيا وإريتريا عشرات الأسرى.", "COOPERATE"),
        ("سلمت ألمانيا ثلاث شحنات أسلحة إلى أوكرانيا.", "AID"),
        ("جددت اليابان العقوبات على كوريا الشمالية.", "SANCTION"),
        ("حشدت تركيا قواتها على الحدود السورية.", "MOBILIZE"),
        ("وقعت السعودية وإيران اتفاقا في بكين.", "AGREE"),
        ("وقعت الحكومة المالية وتنسيقية الأزواد، أمس الأحد، بالأحرف الأولى على وثيقة السلم.", "AGREE"),
        ("أحمد الشرع ومظلوم عبدي وقعا في 10 مارس 2025 اتفاقا يقضي بدمج المؤسسات.", "AGREE"),
        ("جاء الأمر بعد توقيع موسكو وكييف وثيقتين.", "AGREE"),
        ("توصل الطرفان إلى وقف فوري لإطلاق النار.", "AGREE"),
        ("خرجت مظاهرات في الخرطوم.", "PROTEST"),
        ("تبادلت الصين والولايات المتحدة فرض رسوم جمركية.", "SANCTION"),
        ("الاتفاق الذي توصلت إليه إيران والسعودية في بكين.", "AGREE"),
        ("شهدت جوبا توقيع وثيقة السلام بين الحكومة السودانية والجبهة الثورية.", "AGREE"),
        ("قال المتحدث إننا اتفقنا على تشكيل لجان مشتركة.", "AGREE"),
        ("أمر العاهل الأردني بإرسال مستشفى ميداني إلى غزة.", "AID"),
        ("قاطع الحوثيون مباحثات جنيف.", "REJECT"),
        ("انسحبت القوات الإثيوبية من مقلي.", "YIELD"),
        ("اندلعت الحرب في السودان في 15 أبريل 2023.", "ASSAULT"),
    ],
)
def test_types(text: str, kind: str) -> None:
    assert _types(text) == [kind]


def test_roles_toll_place_day_and_speaker() -> None:
    text = "وقالت وزارة الصحة اللبنانية إن غارة إسرائيلية على مدينة صور الأربعاء أسفرت عن مقتل أربعة أشخاص وإصابة 11 آخرين. ودانت إسرائيل البيان."
    record = reconcile([_read("a", text)])
    (incident,) = record.incidents
    assert (incident.killed, incident.injured, incident.date) == (4, 11, "2025-08-06")
    assert _names(record, incident.actor) == ["إسرائيل"]
    assert incident.place
    assert incident.claimed_by


@pytest.mark.parametrize(
    ("dead", "count"),
    [
        ("ضابط برتبة رائد وخمسة من المعتصمين", 6),
        ("عنصر من الأمن ومدني", 2),
        ("جندي سوداني و11 آخرين", 12),
        ("جندي و(5) مدنيين آخرين", 6),
        ("ضابط وثلاثة جنود", 4),
        ("خمسة أشخاص وإصابة 9", 5),
    ],
)
def test_the_dead_of_one_list_are_added_up(dead: str, count: int) -> None:
    (incident,) = _read("a", f"أسفر هجوم في مقديشو عن مقتل {dead}.").incidents
    assert incident.killed == count


def test_a_signing_told_again_is_one() -> None:
    text = "وقعت السعودية وإيران اتفاقا في بكين. ووقع الوزير الإيراني الاتفاق مساء."
    assert _types(text) == ["AGREE"]


def test_the_dead_behind_a_relative_are_of_the_attack_before_it() -> None:
    text = "يشهد القطاع حربا منذ الهجوم الذي شنته حماس على إسرائيل، والذي أودى بحياة نحو 1200 شخص."
    (incident,) = _read("a", text).incidents
    assert incident.killed == 1200


def test_an_attack_resumed_by_its_noun_is_one() -> None:
    text = "شن الجيش الأذري هجوما على أرمينيا، وأسفر العدوان عن استشهاد 20 جنديا."
    (incident,) = _read("a", text).incidents
    assert incident.killed == 20


def test_dawn_is_no_bomb_and_a_promise_no_deal() -> None:
    assert _types("وصل الوفد فجر أمس إلى جنيف.") == []
    assert _types("تعهد الوزير المصري بالعمل على إنهاء الحرب في السودان.") == []


def test_what_two_agree_on_both_do() -> None:
    record = reconcile([_read("a", "وقعت السعودية وإيران اتفاقا في بكين.")])
    (incident,) = record.incidents
    assert _names(record, incident.actor) == _names(record, incident.recipient) == ["السعودية", "إيران"]


def test_those_between_whom_a_war_breaks_out_fight_each_other() -> None:
    text = "الحرب التي اندلعت في السودان في 15 أبريل 2023 بين الجيش السوداني وقوات الدعم السريع."
    record = reconcile([_read("a", text)])
    (incident,) = record.incidents
    assert (
        _names(record, incident.actor) == _names(record, incident.recipient) == ["الجيش السوداني", "قوات الدعم السريع"]
    )
    assert incident.date == "2023-04-15"


def test_whoever_counts_the_blows_of_another_takes_them() -> None:
    text = "وزار الوفد أوكرانيا. وأعلن سلاح الجو الأوكراني أن القوات الروسية أطلقت 30 طائرة مسيرة ليلا."
    record = reconcile([_read("a", text)])
    (incident,) = record.incidents
    assert _names(record, incident.recipient) == ["أوكرانيا"]


def test_money() -> None:
    (incident,) = _read("a", "قدمت كندا مساعدات لأوكرانيا بقيمة 400 مليون دولار.").incidents
    assert (incident.value, incident.unit) == (400_000_000, "دولار")


STRUCK = "قصفت روسيا مدينة خيرسون الأوكرانية الأربعاء، ما أسفر عن مقتل ثلاثة أشخاص."


def test_a_passage_that_counts_the_same_dead_is_evidence() -> None:
    text = STRUCK + "\nوزار الرئيس الأوكراني المستشفى.\nوقتل ثلاثة أشخاص في خيرسون."
    (incident,) = reconcile([_read("a", text)]).incidents
    assert len(incident.evidence) == 2
    assert [telling.killed for telling in incident.tellings] == [3]


def test_two_attacks_of_one_report_stay_two() -> None:
    text = STRUCK + "\nوقصفت روسيا مدينة أوديسا الأوكرانية الأربعاء، ما أسفر عن مقتل خمسة أشخاص."
    assert sorted(incident.killed or 0 for incident in reconcile([_read("a", text)]).incidents) == [3, 5]


def test_two_outlets_tell_one_attack() -> None:
    record = reconcile([_read("a", STRUCK, outlet="المرصد"), _read("b", STRUCK, "2025-08-08", "الجسر")])
    (incident,) = record.incidents
    assert {telling.report for telling in incident.tellings} == {"a", "b"}
    assert [one.by for one in record.judgements if one.by.startswith("record/same-event")] == [
        "record/same-event/same-day-and-toll"
    ]


@pytest.mark.parametrize(("injured", "attacks"), [("تسعة", 1), ("ثمانية", 2)])
def test_dead_and_injured_of_one_day_tell_an_attack_without_its_place(injured: str, attacks: int) -> None:
    one = _read("a", "وأوقع قصف الأربعاء ثلاثة قتلى وتسعة جرحى.", outlet="المرصد")
    other = _read("b", f"وأدى القصف الأربعاء إلى مقتل ثلاثة أشخاص وإصابة {injured} آخرين.", "2025-08-08", "الجسر")
    assert len(reconcile([one, other]).incidents) == attacks


# ── deadlines ────────────────────────────────────────────────────
GIVEN = "أمهل الرئيس الأميركي دونالد ترامب إيران حتى 15 آب 2025 لقبول العرض، وإلا فرضت عقوبات جديدة."


def test_a_deadline_with_its_setter_its_day_and_what_else() -> None:
    record = reconcile([_read("a", GIVEN)])
    (deadline,) = record.deadlines
    assert (deadline.until, deadline.status) == ("2025-08-15", "running")
    assert _names(record, deadline.on) == ["إيران"]
    assert deadline.consequence


def test_a_length_counts_from_the_report() -> None:
    (deadline,) = reconcile([_read("a", "أمهلت فرنسا مالي أسبوعين لسحب القوات.")]).deadlines
    assert deadline.until == date(2025, 8, 21).isoformat()


def test_it_lapses_when_the_record_has_gone_on() -> None:
    later = _read("b", "وصل وزير الخارجية الإيراني إلى جنيف.", "2025-08-20")
    (deadline,) = reconcile([_read("a", GIVEN), later]).deadlines
    assert deadline.status == "lapsed"


def test_it_is_extended() -> None:
    later = _read("b", "مدد الرئيس الأميركي دونالد ترامب إلى 30 آب 2025 المهلة الممنوحة لإيران.", "2025-08-14")
    found = {one.until: one.status for one in reconcile([_read("a", GIVEN), later]).deadlines}
    assert found == {"2025-08-15": "extended", "2025-08-30": "extended"}


def test_a_telling_without_a_day_joins_the_one_that_has_it() -> None:
    later = _read("b", "قبلت إيران العرض قبل انتهاء المهلة التي حددها دونالد ترامب لإيران.", "2025-08-09")
    (deadline,) = reconcile([_read("a", GIVEN), later]).deadlines
    assert len(deadline.evidence) == 2
