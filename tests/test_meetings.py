"""Meetings in a report: who met whom, when, where, for how long, whether it was held; and which one a mention means."""

from pathlib import Path

import pytest

import mahdar
from mahdar.types.marks import Meeting
from mahdar.types.reading import Reading

ROOT = Path(__file__).parent.parent


def _read(text: str) -> Reading:
    return mahdar.read(text)


def _names(text: str, meeting: Meeting) -> list[str]:
    return sorted(span.of(text) for span in meeting.participants)


def _only(text: str) -> Meeting:
    found = [meeting for meeting in _read(text).meetings if meeting.refers_to is None]
    assert len(found) == 1, [meeting.span.of(text) for meeting in found]
    return found[0]


# ── who ──────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("عقدت مصر وإثيوبيا جولة جديدة من المفاوضات في الخرطوم.", ["إثيوبيا", "مصر"]),
        ("جرت محادثات بين وفدين من الهند وباكستان في دبي.", ["الهند", "باكستان"]),
        ("بدأت مشاورات بين ممثلي حركة طالبان والولايات المتحدة.", ["الولايات المتحدة", "حركة طالبان"]),
        ("وصل الرئيس التركي رجب طيب أردوغان إلى طهران لإجراء محادثات مع نظيره الإيراني حسن روحاني.",
         ["حسن روحاني", "رجب طيب أردوغان"]),
        ("تلقى الرئيس المصري عبد الفتاح السيسي اتصالا من الرئيس الفرنسي إيمانويل ماكرون.",
         ["إيمانويل ماكرون", "عبد الفتاح السيسي"]),
        ("غادر المبعوث الأممي هانس غروندبرغ مسقط بعدما أجرى محادثات مع الوزير العماني بدر البوسعيدي.",
         ["بدر البوسعيدي", "هانس غروندبرغ"]),
        ("التقى الرئيس القبرصي نيكوس خريستودوليدس وفدا بريطانيا يقوده الوزير ديفيد لامي.",
         ["ديفيد لامي", "نيكوس خريستودوليدس"]),
        ("قال الرئيس الأوكراني فولوديمير زيلينسكي إنه بحث مع الرئيس التركي رجب طيب أردوغان ملف الأسرى.",
         ["رجب طيب أردوغان", "فولوديمير زيلينسكي"]),
        ("أجرت فتح وحماس محادثات في الجزائر.", ["حماس", "فتح"]),
        ("جمع اللقاء وزير الدفاع التركي ونظيره السوري.", ["نظيره السوري", "وزير الدفاع التركي"]),
        ("وصل عباس عراقجي إلى مسقط والتقى فور وصوله بنظيره العماني بدر البوسعيدي.", ["بدر البوسعيدي", "عباس عراقجي"]),
        ("وفي صنعاء التقى المبعوث مارتن غريفيث، الذي وصلها أمس، زعيم الجماعة عبدالملك الحوثي.",
         ["عبدالملك الحوثي", "مارتن غريفيث"]),
        ("اجتمع رمطان لعمامرة ليلة السبت لأكثر من أربع ساعات بوفد التنسيقية.", ["رمطان لعمامرة", "وفد التنسيقية"]),
        ("زار مصطفى الكاظمي أمس وزير الدفاع الأميركي لويد أوستن.", ["لويد أوستن", "مصطفى الكاظمي"]),
        ("كما التقى حسن رشاد رئيس المخابرات العامة المصرية، بحسين الشيخ.", ["حسن رشاد", "حسين الشيخ"]),
        ("وكان فولوديمير زيلينسكي قد التقى في مقر المستشارية ستيفن ويتكوف.", ["ستيفن ويتكوف", "فولوديمير زيلينسكي"]),
        ("استقبل محمد شياع السوداني ممثلة الأمين العام للأمم المتحدة في العراق جينين بلاسخارت.",
         ["جينين بلاسخارت", "محمد شياع السوداني"]),
        ("استقبل مسعود بارزاني القائد العام لقوات سوريا الديمقراطية (قسد)، مظلوم عبدي في بيرمام.",
         ["مسعود بارزاني", "مظلوم عبدي"]),
        ("قالت مريم المهدي إن الملف صعب. والمهدي ستلتقي غدا الرئيس الغاني نانا أكوفو أدو.", ["المهدي", "نانا أكوفو أدو"]),
        ("واستقبل أمير قطر وزير الخارجية الأميركي أنتوني بلينكن.", ["أمير قطر", "أنتوني بلينكن"]),
        ("عقد وفدا الحكومة اليمنية والحوثيين جلسة في عمان.", ["الحكومة اليمنية", "الحوثيين"]),
        ("قال المتحدث باسم حركة طالبان سهيل شاهين إن جولة المفاوضات مع الولايات المتحدة انتهت.",
         ["الولايات المتحدة", "حركة طالبان"]),
        ("واستقبل ولي العهد رئيس مجلس الأمة أحمد السعدون.", ["أحمد السعدون", "ولي العهد"]),
        ("استقبل سمو ولي العهد الشيخ مشعل الأحمد حفظه الله بقصر بيان صباح اليوم معالي رئيس مجلس الأمة أحمد السعدون.",
         ["أحمد السعدون", "مشعل الأحمد"]),
    ],
)  # fmt: skip
def test_who_met(text: str, who: list[str]) -> None:
    assert _names(text, _only(text)) == who


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("قال وزير الخارجية الروسي سيرغي لافروف ووزير الخارجية الأوكراني دميترو كوليبا إن الحوار صعب. "
         "واستقبل مولود تشاوش أوغلو الوزيرين كلا على حدة.",
         [["سيرغي لافروف", "مولود تشاوش أوغلو"], ["دميترو كوليبا", "مولود تشاوش أوغلو"]]),
        ("واتصل نجيب ميقاتي بعد الإفطار بكل من الوزير وائل أبو فاعور والنائب تيمور جنبلاط.",
         [["نجيب ميقاتي", "وائل أبو فاعور"], ["تيمور جنبلاط", "نجيب ميقاتي"]]),
    ],
)  # fmt: skip
def test_who_met_one_by_one(text: str, pairs: list[list[str]]) -> None:
    assert [_names(text, meeting) for meeting in _read(text).meetings] == pairs


@pytest.mark.parametrize(
    "text",
    [
        "اتفق الوفدان المصري والسوداني على تعيين نقاط اتصال لتنسيق العمل مع مكتب الأمم المتحدة.",
        "قال عبد الحميد الدبيبة خلال اجتماع مجلس الوزراء إن حكومته باقية.",
        "تأجل اجتماع ال",
    ],
)
def test_nobody_met(text: str) -> None:
    assert not [names for meeting in _read(text).meetings if len(names := _names(text, meeting)) > 1]


# ── whether, when, where, how long, how ──────────────────────────
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("التقى الرئيس الصيني رئيس الوزراء الهندي.", "held"),
        ("من المقرر أن يلتقي الرئيس الصيني رئيس الوزراء الهندي.", "planned"),
        ("سيستقبل الرئيس الصيني رئيس الوزراء الهندي غدا.", "planned"),
        ("اقترح الرئيس الفرنسي عقد لقاء بين الصين والهند.", "proposed"),
        ("لا توجد خطط لعقد اجتماع بين الصين والهند.", "denied"),
        ("لم يلتق الرئيس الصيني رئيس الوزراء الهندي.", "denied"),
        ("ألغي اجتماع بين الصين والهند في دلهي.", "cancelled"),
        ("ألغي اللقاء الذي كان مقررا بين الصين والهند في دلهي.", "cancelled"),
        ("علق الوزير على اجتماع كان مقررا بين الصين والهند في دلهي.", "planned"),
        ("أعلن عن اجتماع بين الصين والهند كان مقررا الأحد ثم تأجل.", "postponed"),
        ("تجري في جنيف محادثات بين الصين والهند.", "ongoing"),
    ],
)
def test_whether_it_was_held(text: str, status: str) -> None:
    assert _only(text).status == status


def test_no_meeting_is_none() -> None:
    assert not _read("أشار الوزير إلى عدم عقد اجتماع بين الصين والهند.").meetings


def test_a_press_conference_and_a_channel_are_no_meetings() -> None:
    assert not _read("أبقت مصر قنوات الحوار مفتوحة مع السودان. وظلت على اتصال مع ليبيا.").meetings


@pytest.mark.parametrize(
    "text",
    [
        "اجتمع الرئيس الصيني مع رئيس الوزراء الهندي في دلهي، واستمر الاجتماع ثلاث ساعات.",
        "أجرى الرئيس الصيني محادثات استمرت ثلاث ساعات مع رئيس الوزراء الهندي في دلهي.",
        "أمضى الرئيس الصيني ثلاث ساعات في دلهي مع رئيس الوزراء الهندي.",
    ],
)
def test_how_long_and_where(text: str) -> None:
    meetings = _read(text).meetings
    lengths = {meeting.duration.of(text) for meeting in meetings if meeting.duration}
    assert lengths == {"ثلاث ساعات"}
    assert {meeting.place.of(text) for meeting in meetings if meeting.place} == {"دلهي"}


def test_hours_after_a_meeting_are_not_its_length() -> None:
    text = "وصل الوزير بعد ساعات من لقاء بين الصين والهند."
    assert _only(text).duration is None


def test_what_talks_are_about_is_no_venue() -> None:
    text = "بحث وزير الخارجية القطري مع نظيره العماني التطورات في غزة."
    assert _only(text).place is None


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("بحث الرئيس الصيني هاتفيا مع رئيس الوزراء الهندي ملف الحدود.", "phone"),
        ("عقد الرئيس الصيني اجتماعا عبر الفيديو مع رئيس الوزراء الهندي.", "video"),
        ("التقى الرئيس الصيني رئيس الوزراء الهندي.", "in-person"),
        ("ناقش الرئيس الصيني مع رئيس الوزراء الهندي ملف الحدود.", "unspecified"),
    ],
)
def test_how(text: str, how: str) -> None:
    assert _only(text).format == how


# ── which one ────────────────────────────────────────────────────
TWO = (
    "التقى الرئيس الصيني شي جين بينغ رئيس الوزراء الهندي ناريندرا مودي في دلهي يوم الأحد. "
    "وتناول الاجتماع ملف الحدود. {}"
)


def test_a_definite_noun_means_the_meeting_before() -> None:
    first, again = _read(TWO.format("")).meetings
    assert again.refers_to == first.span
    assert again.participants == first.participants


def test_another_round_is_another_meeting() -> None:
    text = TWO.format("وستعقد الجولة المقبلة في بكين.")
    first, _, other = _read(text).meetings
    assert other.refers_to is None
    assert other.status == "planned"
    assert other.place is not None
    assert other.place.of(text) == "بكين"
    assert other.participants == first.participants


def test_both_sides_are_those_told_of() -> None:
    text = TWO.format("وكان الجانبان اجتمعا في أوساكا عام 2019.")
    first, _, other = _read(text).meetings
    assert other.participants == first.participants
    assert other.time is not None
    assert other.time.of(text) == "عام 2019"


def test_an_aggregate_is_one() -> None:
    assert _only("عقدت مصر وإثيوبيا ثلاث جولات من المفاوضات في الخرطوم.").count == 3


def test_what_is_on_the_table() -> None:
    assert _only("بحث وزير الخارجية القطري مع نظيره العماني تبادل الأسرى.").issues == ("prisoners",)


# ── how it was judged ────────────────────────────────────────────
@pytest.mark.parametrize(
    ("said", "polarity", "found"),
    [
        ("ووصف الرئيس شي جين بينغ اللقاء بأنه \"بناء ومثمر\".", "positive", "بناء ومثمر"),
        ("وانتهى الاجتماع من دون التوصل إلى اتفاق.", "negative", "من دون التوصل إلى اتفاق"),
        ("ولم يكن الحوار سهلا.", "mixed", "سهلا"),
        ("وأحرز الاجتماع تقدما كبيرا.", "positive", "وأحرز الاجتماع تقدما كبيرا"),
        ("ويأمل الجانبان إحراز تقدم في المحادثات.", None, ""),
        ("وكان الاجتماع صعبا.", "mixed", "صعبا"),
        ("وقال الوزير إن الاجتماع فاق التوقعات.", "positive", "فاق التوقعات"),
        ("وقال الوزير إن المحادثات خطوة حاسمة.", "positive", "خطوة حاسمة"),
        ("وقال الوزير إنهم قريبون جدا، لكن العمل كثير.", "mixed", "قريبون جدا، لكن"),
        ("وقال الوزير إن الطريق ما زال طويلا.", "mixed", "الطريق ما زال طويلا"),
        ("وقال الوزير إن الفجوة لا تزال واسعة.", "negative", "الفجوة لا تزال واسعة"),
        ("وحذر الوزير من فشل الموسم.", None, ""),
    ],
)  # fmt: skip
def test_judgements(said: str, polarity: str | None, found: str) -> None:
    text = TWO.format(said)
    reading = _read(text)
    assert [(one.polarity, one.span.of(text)) for one in reading.assessments] == (
        [(polarity, found)] if polarity else []
    )
    spans = {meeting.span for meeting in reading.meetings}
    assert all(one.of in spans for one in reading.assessments)


def test_nothing_is_met_where_nobody_meets() -> None:
    for file in sorted((ROOT / "examples" / "quiet").glob("*.txt")):
        reading = _read(file.read_text("utf-8"))
        assert not reading.meetings, file.name
        assert not reading.assessments, file.name


# ── subjects ─────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("أجرى الوزير المصري سامح شكري اتصالا هاتفيا بنظيره الروسي سيرغي لافروف.", ["سامح شكري", "سيرغي لافروف"]),
        ("أبلغ الرئيس الروسي فلاديمير بوتين الرئيس التركي رجب طيب أردوغان في اتصال هاتفي أن بلاده مستعدة.",
         ["رجب طيب أردوغان", "فلاديمير بوتين"]),
        ("خلال لقائه نظيره الروسي سيرغي لافروف، أكد الوزير المصري سامح شكري دعمه.", ["سامح شكري", "سيرغي لافروف"]),
        ("اجتمع الملك أنور حمدي وغريمه قائد الثوار كمال يلماز في جوبا.", ["أنور حمدي", "كمال يلماز"]),
        ("وصل الوزير الروسي سيرغي لافروف إلى طهران. وبحث مع نظيره الإيراني عباس عراقجي الملف.",
         ["سيرغي لافروف", "عباس عراقجي"]),
        ("كرر جورج بوش وتوني بلير خلال لقاء في كامب ديفيد أنهما متفقان.", ["توني بلير", "جورج بوش"]),
        ("جاء ذلك خلال مكالمة هاتفية تلقاها الرئيس قيس سعيد من الرئيس عبد المجيد تبون.",
         ["عبد المجيد تبون", "قيس سعيد"]),
        ("استقبل الأمير تميم بن حمد في الديوان الأميري الرئيس جوزيف عون.", ["تميم بن حمد", "جوزيف عون"]),
        ("سيزور عباس عراقجي مسقط لإجراء جولة من المفاوضات مع ستيف ويتكوف.", ["ستيف ويتكوف", "عباس عراقجي"]),
        ("اجتمعت الفصائل الفلسطينية في القاهرة.", ["الفصائل الفلسطينية"]),
        ("بدأ خافيير سولانا جولته. وصرح للصحف عقب لقائه الملك أنور حمدي بأن المجلس مستعد.",
         ["أنور حمدي", "خافيير سولانا"]),
        ("وصل وفد من حركة حماس برئاسة خليل الحية إلى القاهرة لإجراء مباحثات مع مسؤولين مصريين.",
         ["خليل الحية", "مسؤولين مصريين"]),
    ],
)  # fmt: skip
def test_whose_meeting_it_is(text: str, who: list[str]) -> None:
    assert _names(text, _only(text)) == who


def test_his_majesty_is_who_was_named_with_the_style() -> None:
    text = "وصل جلالة الملك عبدالله الثاني إلى عمان. واستقبل جلالته الوزير الفرنسي جان إيف لودريان."
    assert _names(text, _only(text)) == ["جان إيف لودريان", "عبدالله الثاني"]


def test_a_dialogue_as_such_is_no_encounter() -> None:
    assert not _read("قال الوزير عباس عراقجي إن الحوار مع موسكو أمر ضروري.").meetings


def test_talks_told_in_a_call_were_a_call() -> None:
    text = "أجرى الوزير التركي كمال يلماز ونظيره المصري أنور حمدي مشاورات. جاء ذلك في مكالمة هاتفية بين الوزيرين."
    last = _read(text).meetings[-1]
    assert (last.format, last.refers_to is not None) == ("phone", True)


def test_a_board_that_is_briefed_meets_nobody() -> None:
    assert not _read("قال الوزير إن إدارة المصنع لم تطلع مجلس المدينة على خططها.").meetings


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("عاد الوزير الروسي سيرغي لافروف من طهران حيث التقى الوزير عباس عراقجي.", "طهران"),
        ("بدأ الزعيم كيم جونغ أون زيارة لفيتنام اجتمع خلالها مع الرئيس نغوين فو ترونغ.", "فيتنام"),
        ("استضافت جدة محادثات بين الجيش السوداني وقوات الدعم السريع.", "جدة"),
    ],
)
def test_where_a_visitor_met(text: str, place: str) -> None:
    span = _only(text).place
    assert span is not None
    assert span.of(text) == place


def test_talks_that_somebody_held_were_held() -> None:
    found = _only("جاء ذلك قبل بدء مباحثات أجراها إيهود أولمرت في القدس مع الوزيرة كوندوليزا رايس.")
    assert found.status == "held"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("أجرى وفدا مصر وإثيوبيا محادثات في الخرطوم لم يتم التوصل فيها إلى نتيجة.", [("negative", None)]),
        ("وصف عباس عراقجي وبدر البوسعيدي المحادثات بين إيران وفرنسا بأنها \"كانت مفيدة\".",
         [("positive", "بدر البوسعيدي"), ("positive", "عباس عراقجي")]),
        ("قال الوزير العماني بدر البوسعيدي إن الحوار بين إيران وفرنسا كان \"خطوة إيجابية\".", [("positive", "بدر البوسعيدي")]),
        ("رعت عمان مفاوضات في مسقط بين الحكومة اليمنية والجماعة باءت بالفشل.", [("negative", None)]),
        ("وصف الوزير بدر البوسعيدي المفاوضات بين إيران وفرنسا بـ\"البناءة\".", [("positive", "بدر البوسعيدي")]),
        ("قال بدر البوسعيدي إن المحادثات بين إيران وفرنسا سارت بشكل جيد.", [("positive", "بدر البوسعيدي")]),
        ("أعرب بدر البوسعيدي عن تفاؤله بعد محادثات مع عباس عراقجي.", [("positive", "بدر البوسعيدي")]),
        ("أجرى عباس عراقجي محادثات مع ستيف ويتكوف في مسقط. ووصفها بدر البوسعيدي بأنها جيدة.",
         [("positive", "بدر البوسعيدي")]),
        ("وصف بدر البوسعيدي المحادثات بين إيران وفرنسا بأنها \"بداية متعثرة لكنها ضرورية\".",
         [("mixed", "بدر البوسعيدي")]),
        ("قال بدر البوسعيدي إن الحوار بين إيران وفرنسا ليس سوى حوار طرشان.", [("negative", "بدر البوسعيدي")]),
        ("أشاد المدير بالتقدم الذي أحرزه الطلاب.", []),
        ("أشار التقرير إلى تعثر المفاوضات بين مصر وإثيوبيا وإلى عمليات القصف.", []),
    ],
)  # fmt: skip
def test_who_judges_talks(text: str, said: list[tuple[str, str | None]]) -> None:
    found = _read(text).assessments
    assert sorted((one.polarity, one.by.of(text) if one.by else None) for one in found) == said


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("عقد وفدا الحكومة السودانية وقوات الدعم السريع محادثات في جدة. وحضر الاجتماع السفير السعودي علي جعفر.",
         ["الحكومة السودانية", "علي جعفر", "قوات الدعم السريع"]),
        ("عقدت مصر وتركيا محادثات في دبي. وكان الوفدان قد التقيا في فندق، بمشاركة الوسيط جون سميث.",
         ["تركيا", "جون سميث", "مصر"]),
        ("التقى الرئيس المصري أنور حمدي الرئيس التركي كمال يلماز. وشارك في اللقاء الوزير جون سميث.",
         ["أنور حمدي", "كمال يلماز"]),
    ],
)  # fmt: skip
def test_who_came_to_it_takes_part_where_no_principal_is_named(text: str, who: list[str]) -> None:
    every = {span.of(text) for meeting in _read(text).meetings for span in meeting.participants}
    assert sorted(every) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("عقد وزيرا خارجية مصر وإثيوبيا محادثات في كينشاسا أمس.", ["إثيوبيا", "مصر"]),
        ("وصلت وفود روسيا ومصر والهند. وعقدت وفود روسيا ومصر والهند اجتماعا في دبي.", ["الهند", "روسيا", "مصر"]),
        ("وكانت مصر وتركيا عقدتا أولى جولات التفاوض في نيسان.", ["تركيا", "مصر"]),
        ("عادت مصر وتركيا إلى المحادثات في دبي.", ["تركيا", "مصر"]),
    ],
)
def test_plurals_and_duals_name_their_sides(text: str, who: list[str]) -> None:
    assert _names(text, _only(text)) == who


@pytest.mark.parametrize(
    "text",
    [
        "وأوضحت المنظمة أن المباحثات يديرها المبعوث غسان سلامة.",
        "وذكرت وزارة الخارجية السعودية أن جولات المحادثات التالية ستضم أحزابا محلية.",
    ],
)
def test_who_tells_of_talks_did_not_take_part(text: str) -> None:
    assert not any(meeting.participants[1:] for meeting in _read(text).meetings)


@pytest.mark.parametrize(
    "text",
    [
        "التقى مايك بومبيو كلا على حدة بعباس عراقجي وبدر البوسعيدي.",
        "أجرى مايك بومبيو اتصالين هاتفيين مع عباس عراقجي وبدر البوسعيدي.",
        "عقد مايك بومبيو لقاءين منفصلين مع عباس عراقجي وبدر البوسعيدي.",
    ],
)
def test_one_by_one_they_are_two_meetings(text: str) -> None:
    found = [_names(text, meeting) for meeting in _read(text).meetings]
    assert found == [["عباس عراقجي", "مايك بومبيو"], ["بدر البوسعيدي", "مايك بومبيو"]]


def test_who_visits_a_place_met_nobody_by_that() -> None:
    assert _read("زار الوزير الفرنسي مصر والأردن.").meetings == ()


def test_a_day_in_a_name_is_no_day() -> None:
    assert _only("اختتمت في الدوحة المحادثات بين الحكومة الكونغولية وحركة 23 مارس.").time is None
