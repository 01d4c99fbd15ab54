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


# ── who ──────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("أعلن مكتب نتنياهو أن الوفد عاد.", ["مكتب نتنياهو"]),
        ("قال مسؤول قريب من نتنياهو إن الوفد عاد.", ["مسؤول قريب من نتنياهو"]),
        ("قال مصدر من داخل القاعة إن النقاش طال.", ["مصدر من داخل القاعة"]),
        ("وقال أحد سكان المدينة إن المطر لم ينقطع.", ["أحد سكان المدينة"]),
        ("وذكر مصدر بالخارجية التركية أن الجلسات لن تستأنف.", ["مصدر بالخارجية التركية"]),
        ("قال قيادي بحركة حماس إن الوفد عاد.", ["قيادي بحركة حماس"]),
        ("وشدد كل من مصر وقطر على ضرورة وقف النار.", ["مصر"]),
        ("وبحسب ما نقلت وكالة رويترز عن مسؤول أميركي، فإن الوفد عاد.", ["مسؤول أميركي"]),
        ("يقول الباحث في الشؤون الإيرانية أحمد فاروق إن الاتفاق قريب.", ["أحمد فاروق"]),
        ("وغرد ترامب قائلا: «سنرى ما سيحدث».", ["ترامب"]),
        ("أعلنت حركة حماس أنها باقية. وحملت إسرائيل مسؤولية التعثر.", ["حركة حماس", "حركة حماس"]),
        ("قال الوزير إن الوفد عاد. وختم بالقول إن السلام ممكن.", ["الوزير", "الوزير"]),
        ("وبينما أكد المسؤول أن الأجواء إيجابية، أشار إلى وجود عقبات.", ["المسؤول", "المسؤول"]),
        ("قال عضو بالوفد المفاوض إن الجلسة بدأت.", ["عضو بالوفد المفاوض"]),
        ("شددت تونس على لسان وزيرها نبيل عمار على أن الحل سياسي.", ["نبيل عمار"]),
        ("وأفادت «البلاد» بأن الجلسة توقفت مرتين.", ["البلاد"]),
        ("وأكد البيان الختامي أن الطرفين ملتزمان بالهدنة.", ["البيان الختامي"]),
        ("قال رئيس الوفد المصري، مساعد وزير الري نبيل فهمي للصحفيين: «ناقشنا كل البنود».", ["نبيل فهمي"]),
        ("أما وزير الري، وهو مهندس، فأكد أن السد آمن.", ["وزير الري"]),
        ("مصر والسودان أكدتا التزامهما بالاتفاق.", ["مصر"]),
        ("أكد وزير النفط أن الكمية كافية. وحث الطرفين على الصبر.", ["وزير النفط", "وزير النفط"]),
        ("ونفت وزارة الري هذه المعلومات، واتهمت بدورها الوزارة الأخرى بالكذب.", ["وزارة الري", "وزارة الري"]),
        ("التقى رئيس وزراء إثيوبيا آبي أحمد الوفد. وقال رئيس الوزراء الإثيوبي إن الأمر حسن.", ["رئيس الوزراء الإثيوبي"]),
    ],
)  # fmt: skip
def test_who_speaks(text: str, who: list[str]) -> None:
    assert [speaker for _, speaker, _ in said(text)] == who


def test_the_source_is_the_one_told_of_before() -> None:
    text = "قال مصدر سوري مقرب من الوفد إن الخلاف كبير. وأضاف المصدر أن الموعد لم يتحدد."
    first, second = (one for one in mahdar.read(text).mentions if "مصدر" in one.span.of(text))
    assert second.refers_to == first.span


def test_a_title_with_its_state_is_the_one_with_its_adjective() -> None:
    text = "التقى رئيس وزراء إثيوبيا آبي أحمد الوفد. وقال رئيس الوزراء الإثيوبي إن الأمر حسن."
    keys = {mention.key for mention in mahdar.read(text).mentions if mention.kind == "person"}
    assert len(keys) == 1


def test_what_somebody_welcomes_is_no_seat_of_his() -> None:
    text = "رحب مسؤول مصري بالاتفاق الأخير، وغادر."
    assert said(text) == [("رحب", "مسؤول مصري", ["الاتفاق الأخير"])]


def test_the_head_of_its_diplomacy_is_the_foreign_minister() -> None:
    text = "قال وزير الخارجية الروسي سيرغي لافروف إن الوفد عاد. وأكد رئيس الدبلوماسية الروسية أن الأمر ممكن."
    keys = {mention.key for mention in mahdar.read(text).mentions if mention.kind == "person"}
    assert len(keys) == 1


# ── what ─────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("حث المبعوث الطرفين على ضبط النفس.", ["الطرفين على ضبط النفس"]),
        ("شكر الوزير قطر على حسن الضيافة.", ["قطر على حسن الضيافة"]),
        ("هنأ الوزير الطرفين، وغادر.", ["الطرفين"]),
        ("وحذر مصدر حكومي في حديث لـ(المرصد) من الإفراط في التفاؤل.", ["الإفراط في التفاؤل"]),
        ("نفى مسؤول كبير، تحدث للصحفيين شريطة عدم الكشف عن هويته، وجود أي مقايضة.", ["وجود أي مقايضة"]),
        ("وكشفت مصادر مطلعة لـ«المرصد اليوم» عن خلافات داخل الوفد.", ["خلافات داخل الوفد"]),
        ("أثنى الوزير على دور قطر.", ["دور قطر"]),
        ("وندد نبيل فهمي، وهو نائب الوزير، بقصف المدينة.", ["قصف المدينة"]),
        ("أعلن الوزير، أمس السبت، رفض الحزب «القاطع» للمشاركة.", ["رفض الحزب «القاطع» للمشاركة"]),
        ("رحب الوزير بالاتفاق في تغريدة كتبها مساء.", ["الاتفاق"]),
        ("أكد الوزير أن الوفد عاد وقد أعلن الرئيس أن الجلسة انتهت.", ["الوفد عاد", "الجلسة انتهت"]),
        ("وأكد الوزير التزامه بالاتفاق، مشيدا بـ«حسن النية».", ["التزامه بالاتفاق", "حسن النية"]),
        ("وأكد الوزير التزامه بـ«الاتفاق».", ["التزامه بـ«الاتفاق»"]),
        ("ووصف الوزير المحادثات بالـ«بناءة».", ["المحادثات", "بناءة"]),
        ("قال الوزير في اتصال هاتفي مع «الجسر» عقب اللقاء، إن السد آمن.", ["السد آمن"]),
        ("وكتب الوزير على منصة «نقاش الناس» أن السد آمن.", ["السد آمن"]),
        ("وقال الوزير إن الوسطاء قدموا مقترحا جديدا.", ["الوسطاء قدموا مقترحا جديدا"]),
        ("هاجم الوزير الاتفاق، قائلا في منشور على منصة إكس إن الوقت ضاع.", ["الاتفاق", "الوقت ضاع"]),
    ],
)
def test_what_is_said(text: str, content: list[str]) -> None:
    assert [span for _, _, spans in said(text) for span in spans] == content


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("أما الوزير فاتهم المبعوث الأوروبي بالتحيز.", "الوزير"),
        ("وقالت أربعة مصادر مطلعة إن المحادثات تعثرت.", "أربعة مصادر مطلعة"),
        ("وبحسب ثلاثة مسؤولين، فإن المحادثات تعثرت.", "ثلاثة مسؤولين"),
        ("وأضاف هذا الدبلوماسي أن إيران قدمت نصين.", "الدبلوماسي"),
        ("وأوضح أستاذ الجيولوجيا بجامعة القاهرة، الدكتور عباس شراقي، أن الخزان ممتلئ.", "عباس شراقي"),
        ("قال المتحدث باسم الحكومة العراقية باسم العوادي إن بغداد تنتظر.", "باسم العوادي"),
        ("اتهم رئيس الوفد حركة حماس بعرقلة الاتفاق.", "رئيس الوفد"),
        ("حمل الوزير المصري جماعة الحوثي مسؤولية الفشل.", "الوزير المصري"),
        ("وقال القائم بأعمال وزير الخارجية أمير خان متقي إن الوقت ينفد.", "أمير خان متقي"),
        ("وبحسب بيان للوزارة، أكد الوزير أن السلام قريب.", "الوزير"),
        ("وطمأن الوزير اللبنانيين إلى أن الحرب لن تعود.", "الوزير"),
        ("واستنكر الأمين العام لجامعة الدول العربية أحمد أبو الغيط التصعيد.", "أحمد أبو الغيط"),
        ("وقال مصدر فلسطيني مطلع على سير المفاوضات إن الأمر انتهى.", "مصدر فلسطيني مطلع على سير المفاوضات"),
        ("وأفادت وكالة رويترز نقلا عن مصادر أن المحادثات تعثرت.", "مصادر"),
    ],
)
def test_who_speaks_alone(text: str, speaker: str) -> None:
    assert [name for _, name, _ in said(text)] == [speaker]


def test_a_predicate_is_no_further_act() -> None:
    text = "وقال الوزير إن إيران ليست مطالبة بالتوقيع."
    assert said(text)[0] == ("قال", "الوزير", ["إيران ليست مطالبة بالتوقيع"])


def test_an_adverb_spelt_like_a_participle_says_nothing() -> None:
    assert said("وعقد الجانبان الاجتماع مجددا يوم 12 مايو.") == []


def test_behind_a_preposition_no_verb_speaks() -> None:
    assert said("أعلنت الوزارة التخلي عن طلب الانضمام إلى الحلف.") == [
        ("أعلنت", "الوزارة", ["التخلي عن طلب الانضمام إلى الحلف"])
    ]


def test_what_is_asked_is_kept_apart_from_whom() -> None:
    text = "حث المبعوث الأممي الحكومة على الانسحاب من المدينة."
    reading = mahdar.read(text)
    assert [stance.text for stance in reading.stances] == ["الانسحاب من المدينة"]
    asked = reading.statements[0].asked
    assert asked and asked.of(text) == "الانسحاب من المدينة"
