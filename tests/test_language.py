"""Language data: the strict loader, the endings, the proclitics, and a language with one rule taken out."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mahdar.errors import BadData
from mahdar.language.inflect import Inflector, Word
from mahdar.language.language import DATA, Language, load_language
from mahdar.language.load import load_inflection
from mahdar.language.rules import Tree
from mahdar.reading.page import Page

AR = DATA / "languages" / "ar"

RULE = """
[[list]]
class = "fruit"
why = "Fruit."
source = "made"
licence = "Apache-2.0"
problems = "None."
words = ["تفاحة"]

[[rule]]
name = "eaten"
layer = "times"
why = "Somebody eats fruit."
pattern = ["أكل {fruit:what}"]
  [[rule.example]]
  text = "أكل تفاحة"
  finds = "أكل تفاحة"
  [[rule.silent]]
  text = "شرب الماء"
"""

TRIGGER = """
[[trigger]]
name = "grace"
why = "A time given."
class = "grace"
noun = "مهلة"
past = "أمهل"
present = "يمهل"
participle = "ممهل"
  [[trigger.example]]
  text = "انتهت المهلة أمس"
  finds = "المهلة"
  [[trigger.silent]]
  text = "وصل الوفد"
"""

Make = Callable[[str], Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a folder of a small language: how Arabic is written and inflected, and one file of data, `words.toml`."""

    def write(data: str) -> Path:
        folder = tmp_path / "xx"
        folder.mkdir(exist_ok=True)
        for name in ("orthography.toml", "inflection.toml"):
            shutil.copy(AR / name, folder / name)
        (folder / "words.toml").write_text(data, "utf-8")
        return folder

    return write


def small(folder: Path) -> Language:
    issues = folder.parent / "issues.toml"
    issues.write_text("", "utf-8")
    return Language("xx", folder, issues)


def complaint(folder: Path) -> str:
    with pytest.raises(BadData) as caught:
        small(folder)
    return str(caught.value)


def line_of(data: str, begins: str) -> int:
    return next(number for number, line in enumerate(data.splitlines(), start=1) if line.startswith(begins))


# ── the strict loader ────────────────────────────────────────────


def test_a_small_language_loads(make: Make) -> None:
    language = small(make(RULE + TRIGGER))
    assert set(language.taught()) == {"xx/words/eaten", "xx/words/grace"}
    assert [example.text for _, example in language.examples()] == ["أكل تفاحة", "انتهت المهلة أمس"]
    assert [silent.text for _, silent in language.silences()] == ["شرب الماء", "وصل الوفد"]


BROKEN = [
    pytest.param('why = "Somebody', 'colour = "red"\nwhy = "Somebody', "colour", id="unknown-key"),
    pytest.param('why = "Somebody', 'wy = "Somebody', "wy", id="misspelt-key"),
    pytest.param('layer = "times"', "layer = 7", "int", id="wrong-type"),
    pytest.param('pattern = ["أكل {fruit:what}"]', 'pattern = "أكل {fruit:what}"', "array", id="no-list"),
    pytest.param('  [[rule.example]]\n  text = "أكل تفاحة"\n  finds = "أكل تفاحة"\n', "", "example", id="no-example"),
    pytest.param('  [[rule.silent]]\n  text = "شرب الماء"\n', "", "silent", id="no-silent"),
    pytest.param('why = "Somebody eats fruit."', 'why = ""', "why", id="empty-why"),
    pytest.param('why = "Somebody eats fruit."', 'why = "  "', "why", id="blank-why"),
    pytest.param('finds = "أكل تفاحة"', 'finds = "أكل موزة"', "أكل موزة", id="finds-not-in-text"),
    pytest.param('  finds = "أكل تفاحة"', '  finds = "أكل"\n  speaker = "الوزير"', "speaker", id="speaker-not-in-text"),
    pytest.param('  text = "شرب الماء"', '  text = "شرب الماء"\n  finds = "شرب"', "finds", id="unknown-key-of-silent"),
    pytest.param('layer = "times"\n', "", "layer", id="missing-key"),
]


@pytest.mark.parametrize(("good", "bad", "says"), BROKEN)
def test_a_broken_rule_is_named_with_its_file_and_line(make: Make, good: str, bad: str, says: str) -> None:
    data = RULE.replace(good, bad)
    assert data != RULE
    said = complaint(make(data))
    assert "words.toml" in said
    assert says in said
    assert f"line {line_of(data, '[[rule]]')}" in said


def test_the_second_of_two_tables_is_the_one_named(make: Make) -> None:
    data = RULE + RULE[RULE.index("[[rule]]") :].replace("eaten", "other").replace("layer =", "lyer =")
    second = [number for number, line in enumerate(data.splitlines(), start=1) if line == "[[rule]]"][1]
    assert f"words.toml, line {second}" in complaint(make(data))


def test_the_line_is_found_behind_a_comment(make: Make) -> None:
    data = RULE.replace("[[rule]]", "[[rule]]  # the one that is wrong").replace('layer = "times"', "layer = 7")
    assert f"line {line_of(data, '[[rule]]')}" in complaint(make(data))


@pytest.mark.parametrize("control", list("\u200e\u200f\u061c\u202b\u202e\u2067\u2069"))
def test_an_invisible_direction_mark_is_an_error(make: Make, control: str) -> None:
    data = RULE.replace("تفاحة", f"تفا{control}حة", 1)
    said = complaint(make(data))
    assert "words.toml" in said
    assert f"line {line_of(data, 'words = ')}" in said
    assert control not in said


def test_bad_toml_names_file_and_line(make: Make) -> None:
    data = RULE + '\nname = "open\n'
    said = complaint(make(data))
    assert "words.toml" in said
    line = line_of(data, 'name = "open')
    assert f"line {line}" in said


def test_a_file_that_is_no_utf8_is_bad_data(make: Make) -> None:
    folder = make(RULE)
    (folder / "words.toml").write_bytes(RULE.encode("cp1256"))
    assert "words.toml" in complaint(folder)


def test_a_name_twice_in_one_file(make: Make) -> None:
    data = TRIGGER + TRIGGER
    said = complaint(make(data))
    assert "grace" in said
    second = [number for number, line in enumerate(data.splitlines(), start=1) if line == "[[trigger]]"][1]
    assert f"words.toml, line {second}" in said


def test_one_name_in_two_files_is_two_rules(make: Make) -> None:
    folder = make(TRIGGER)
    (folder / "more").mkdir()
    (folder / "more" / "words.toml").write_text(TRIGGER, "utf-8")
    assert set(small(folder).taught()) == {"xx/words/grace", "xx/more/words/grace"}


def test_an_unknown_table_names_the_file_and_what_there_is(make: Make) -> None:
    said = complaint(make(RULE + '\n[[ruel]]\nname = "x"\n'))
    assert "words.toml" in said
    assert "ruel" in said
    assert "rule" in said.replace("ruel", "")


def test_an_unknown_table_names_the_line(make: Make) -> None:
    data = RULE + '\n[[ruel]]\nname = "x"\n'
    assert f"line {line_of(data, '[[ruel]]')}" in complaint(make(data))


def test_a_single_table_where_a_list_is_meant(make: Make) -> None:
    said = complaint(make(TRIGGER.replace("[[trigger]]", "[trigger]")))
    assert "words.toml" in said
    assert "[[trigger]]" in said


@pytest.mark.parametrize("data", ["rule = [1, 2]\n", "header = 3\n"])
def test_a_value_where_a_table_is_meant(make: Make, data: str) -> None:
    assert "words.toml" in complaint(make(data))


def test_a_header_is_checked_too(make: Make) -> None:
    said = complaint(
        make('[header]\nwhy = "x"\nsource = "made"\nlicence = "Apache-2.0"\nproblems = ""\nauthor = "x"\n')
    )
    assert "words.toml" in said
    assert "author" in said


@pytest.mark.parametrize("missing", ["orthography.toml", "inflection.toml"])
def test_a_missing_file_of_the_language(make: Make, missing: str) -> None:
    folder = make(RULE)
    (folder / missing).unlink()
    assert missing in complaint(folder)


def test_an_unknown_key_of_the_orthography(make: Make) -> None:
    folder = make(RULE)
    (folder / "orthography.toml").write_text(
        'script = "arab"\n' + (AR / "orthography.toml").read_text("utf-8"), "utf-8"
    )
    said = complaint(folder)
    assert "orthography.toml" in said
    assert "script" in said


def test_another_file_of_issues_is_read_as_strictly(make: Make, tmp_path: Path) -> None:
    issues = tmp_path / "other.toml"
    issues.write_text('[[issue]]\nid = "water"\nen = "Water"\nar = "المياه"\nword = ["المياه"]\n', "utf-8")
    with pytest.raises(BadData, match=r"other\.toml, line 1.*word"):
        Language("xx", make(RULE), issues)


def test_no_such_language() -> None:
    with pytest.raises(BadData, match=r"tlh.*\bar\b"):
        load_language("tlh")


# ── patterns ─────────────────────────────────────────────────────


def pattern(text: str) -> str:
    return RULE.replace("أكل {fruit:what}", text)


def test_a_class_that_no_word_has(make: Make) -> None:
    said = complaint(make(pattern("أكل {vegetable:what}")))
    assert "vegetable" in said
    assert "words/eaten" in said


@pytest.mark.parametrize("empty", ["", "  ", "أكل?", "أكل? {fruit}?"])
def test_a_pattern_that_matches_nothing(make: Make, empty: str) -> None:
    assert "words/eaten" in complaint(make(pattern(empty)))


@pytest.mark.parametrize("unreadable", ["أكل {fruit", "أكل {Fruit!}", "أكل ?", "أكل {fruit}}"])
def test_a_pattern_that_cannot_be_read(make: Make, unreadable: str) -> None:
    assert "words/eaten" in complaint(make(pattern(unreadable)))


@pytest.mark.parametrize("bad", ["أكل {vegetable:what}", "", "أكل {fruit"])
def test_a_bad_pattern_names_file_and_line(make: Make, bad: str) -> None:
    data = pattern(bad)
    said = complaint(make(data))
    assert "words.toml" in said
    assert f"line {line_of(data, '[[rule]]')}" in said


@pytest.mark.parametrize("dead", ["|", "أكل بعد-ظهر", "أكل|"])
def test_a_literal_that_can_never_match(make: Make, dead: str) -> None:
    assert "words/eaten" in complaint(make(pattern(dead)))


def test_a_side_that_is_no_entity(make: Make) -> None:
    header = '[header]\nclass = "institution"\nwhy = "x"\nsource = "made"\nlicence = "Apache-2.0"\nproblems = "x"\n'
    assert "nowhere" in complaint(make(header + '[[entity]]\nid = "league"\nnames = ["الرابطة"]\nside = "nowhere"\n'))


def found(language: Language, text: str) -> list[str]:
    """What the rule `eaten` matches, as printed."""
    page, tree = Page(text, language), Tree([language.rules["xx/words/eaten"]])
    hits = (hit for index in range(page.size) for hit in tree.matches(page, index))
    return [page.span(hit.first, hit.stop, hit.skip).of(text) for hit in hits]


@pytest.mark.parametrize(
    ("written", "text", "finds"),
    [
        ("أكل {fruit:what}", "ثم أكل تفاحة صغيرة", ["أكل تفاحة"]),
        ("أكل {fruit:what}", "ثم أكَلَ تُفّاحةً", ["أكَلَ تُفّاحةً"]),
        ("أكل {fruit:what}", "وأكل تفاحة", ["أكل تفاحة"]),
        ("أكل {fruit:what}", "أكل بتفاحة", []),
        ("أكل ب{fruit:what}", "أكل بتفاحة", ["أكل بتفاحة"]),
        ("أكل {fruit:what}?", "أكل ثم نام", ["أكل"]),
        ("أكل|قضم {fruit}", "قضم تفاحة", ["قضم تفاحة"]),
        ("أكل {fruit} {fruit}?", "أكل تفاحة تفاحة", ["أكل تفاحة تفاحة"]),
        ("أكل {fruit:what}", "أكل موزة", []),
    ],
)
def test_patterns_over_words(make: Make, written: str, text: str, finds: list[str]) -> None:
    """Words, either word, classes, options and the proclitic before a brace; the longest match counts."""
    assert found(small(make(pattern(written))), text) == finds


@pytest.mark.parametrize("written", ["أكَلَ {fruit:what}", "أكـل {fruit:what}"])
def test_text_and_pattern_are_folded_alike(make: Make, written: str) -> None:
    assert found(small(make(pattern(written))), "أكل تفاحة") == ["أكل تفاحة"]


def test_text_and_words_are_folded_alike(make: Make) -> None:
    assert found(small(make(RULE.replace('words = ["تفاحة"]', 'words = ["تُفّاحة"]'))), "أكل تفاحة") == ["أكل تفاحة"]


# ── endings ──────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def inflector() -> Inflector:
    return Inflector(load_inflection(AR))


def only(words: list[Word], **fields: object) -> set[str]:
    return {word.text for word in words if all(getattr(word, name) == value for name, value in fields.items())}


def test_a_sound_past(inflector: Inflector) -> None:
    words = list(inflector.past("أكد"))
    bare = {"suffixed": False}
    assert only(words, gender="m", number="s", **bare) == {"أكد"}
    assert only(words, gender="f", number="s", **bare) == {"أكدت"}
    assert only(words, gender="m", number="d", **bare) == {"أكدا"}
    assert only(words, gender="f", number="d", **bare) == {"أكدتا"}
    assert only(words, gender="m", number="p", **bare) == {"أكدوا"}
    assert only(words, gender="f", number="p", **bare) == {"أكدن"}
    assert only(words, gender=None, **bare) == {"أكدنا"}
    assert {"أكده", "أكدها", "أكدهم"} <= only(words, gender="m", number="s", suffixed=True)
    assert "أكدته" in only(words, gender="f", suffixed=True)
    assert "أكدوه" in only(words, number="p", suffixed=True)
    assert {word.form for word in words} == {"past"}


def test_a_past_in_nun_is_doubled_not_written_twice(inflector: Inflector) -> None:
    words = list(inflector.past("أعلن"))
    assert only(words, gender="f", number="p", suffixed=False) == {"أعلن"}
    assert only(words, gender=None, suffixed=False) == {"أعلنا"}


@pytest.mark.parametrize(
    ("base", "she", "they_two", "they_two_f", "they", "they_f"),
    [("التقى", "التقت", "التقيا", "التقتا", "التقوا", "التقين"), ("دعا", "دعت", "دعوا", "دعتا", "دعوا", "دعون")],
)
def test_a_defective_past(
    inflector: Inflector, base: str, she: str, they_two: str, they_two_f: str, they: str, they_f: str
) -> None:
    words = list(inflector.past(base))
    bare = {"suffixed": False}
    assert only(words, gender="m", number="s", **bare) == {base}
    assert only(words, gender="f", number="s", **bare) == {she}
    assert only(words, gender="m", number="d", **bare) == {they_two}
    assert only(words, gender="f", number="d", **bare) == {they_two_f}
    assert only(words, gender="m", number="p", **bare) == {they}
    assert only(words, gender="f", number="p", **bare) == {they_f}


def test_a_defective_past_before_a_pronoun(inflector: Inflector) -> None:
    words = list(inflector.past("التقى"))
    assert "التقاه" in only(words, gender="m", number="s", suffixed=True)
    assert "التقته" in only(words, gender="f", number="s", suffixed=True)
    assert "التقوه" in only(words, number="p", suffixed=True)
    assert "التقىه" not in only(words)


def test_a_sound_present(inflector: Inflector) -> None:
    words = list(inflector.present("يعلن"))
    assert only(words, gender="m", number="s", suffixed=False) == {"يعلن"}
    assert only(words, gender="f", number="s", suffixed=False) == {"تعلن"}
    assert only(words, gender="m", number="p") == {"يعلنون", "يعلنوا"}
    assert only(words, gender="m", number="d") == {"يعلنان", "يعلنا"}
    assert only(words, gender=None, suffixed=False) == {"نعلن"}
    assert "يعلنها" in only(words, gender="m", suffixed=True)


@pytest.mark.parametrize(
    ("base", "plural", "dual", "jussive", "with_pronoun"),
    [
        ("يلتقي", "يلتقون", "يلتقيان", "يلتق", "يلتقيه"),
        ("يدعو", "يدعون", "يدعوان", "يدع", "يدعوه"),
        ("ينسى", "ينسون", "ينسيان", "ينس", "ينساه"),
    ],
)
def test_a_defective_present(
    inflector: Inflector, base: str, plural: str, dual: str, jussive: str, with_pronoun: str
) -> None:
    words = list(inflector.present(base))
    assert only(words, gender="m", number="s", suffixed=False) == {base, jussive}
    assert plural in only(words, gender="m", number="p")
    assert dual in only(words, gender="m", number="d")
    assert with_pronoun in only(words, gender="m", suffixed=True)


def test_a_noun_in_ta_marbuta(inflector: Inflector) -> None:
    words = list(inflector.noun("مهلة"))
    assert {word.gender for word in words} == {"f"}
    assert only(words, number="s", suffixed=False) == {"مهلة", "المهلة"}  # no alif of tanwin
    assert {"مهلته", "مهلتها", "مهلتهم"} <= only(words, suffixed=True)
    assert {"مهلتان", "مهلتين", "المهلتان", "مهلتي"} <= only(words, number="d")
    assert "مهلةه" not in only(words)


def test_a_noun_in_hamza_changes_its_seat(inflector: Inflector) -> None:
    words = list(inflector.noun("لقاء"))
    assert {word.gender for word in words} == {"m"}
    assert {"لقاؤه", "لقائه", "لقاءه"} <= only(words, suffixed=True)
    assert {"لقاءان", "لقاءين"} <= only(words, number="d")
    assert not only(words, accusative=True)  # after a long alif the hamza takes no second one


def test_a_noun_in_bare_alif(inflector: Inflector) -> None:
    words = list(inflector.noun("مستشفى"))
    assert only(words, number="s", suffixed=False) == {"مستشفى", "المستشفى"}
    assert "مستشفاها" in only(words, suffixed=True)
    assert "مستشفيان" in only(words, number="d")


def test_a_plain_noun_takes_an_alif_and_the_article_once(inflector: Inflector) -> None:
    words = list(inflector.noun("اجتماع"))
    assert only(words, accusative=True) == {"اجتماعا"}
    assert only(words, definite=True, suffixed=False, number="s") == {"الاجتماع"}
    assert only(list(inflector.noun("الأمم")), definite=True, suffixed=False, number="s") == {"الأمم"}


def test_a_sound_masculine_plural(inflector: Inflector) -> None:
    words = list(inflector.noun("مفاوضون", None, "p"))
    assert only(words, suffixed=False) == {
        "مفاوضون", "مفاوضين", "المفاوضون", "المفاوضين", "مفاوضو", "مفاوضي",
    }  # fmt: skip
    assert {"مفاوضوه", "مفاوضيهم"} <= only(words, suffixed=True)
    assert {word.number for word in words} == {"p"}


def test_a_feminine_plural_is_no_dual(inflector: Inflector) -> None:
    words = list(inflector.noun("محادثات", "f", "p"))
    assert {"محادثات", "المحادثات", "محادثاتهم"} <= only(words)
    assert {word.number for word in words} == {"p"}


def test_an_adjective(inflector: Inflector) -> None:
    words = list(inflector.adjective("أميركي"))
    assert only(words, gender="f", number="s") == {"أميركية", "الأميركية"}
    assert only(words, gender="m", number="p") == {"أميركيون", "أميركيين", "الأميركيون", "الأميركيين"}
    assert only(words, gender="f", number="p") == {"أميركيات", "الأميركيات"}
    assert only(words, accusative=True) == {"أميركيا"}


def test_a_participle_of_circumstance(inflector: Inflector) -> None:
    assert only(list(inflector.participle("مؤكد")), gender="m") == {"مؤكدا", "مؤكدين"}
    assert "مؤكدة" in only(list(inflector.participle("مؤكد")), gender="f", number="s")


def test_titles_have_both_genders_and_a_plural(make: Make) -> None:
    data = RULE.replace('words = ["تفاحة"]', 'words = ["وزير/وزيرة/وزراء"]\ninflect = "title"')
    lexicon = small(make(data)).lexicon
    for printed, gender, number in [
        ("الوزير", "m", "s"),
        ("وزيرة", "f", "s"),
        ("الوزراء", "m", "p"),
        ("وزيران", "m", "d"),
    ]:
        senses = [sense for sense in lexicon.senses(lexicon.fold(printed)) if sense.cls == "fruit"]
        assert (gender, number) in {(sense.word.gender, sense.word.number) for sense in senses}
        assert {sense.word.form for sense in senses} == {"title"}


# ── proclitics ───────────────────────────────────────────────────


def met(language: Language, printed: str) -> set[tuple[str, str, str]]:
    """(inflected form, its kind, the proclitics before it) of the trigger `grace`."""
    senses = language.lexicon.senses(language.lexicon.fold(printed))
    return {(sense.word.text, sense.word.form, sense.prefix) for sense in senses if sense.cls == "grace"}


@pytest.mark.parametrize(
    ("printed", "prefix"),
    [("المهلة", ""), ("والمهلة", "و"), ("فالمهلة", "ف"), ("بالمهلة", "ب"), ("كالمهلة", "ك"), ("وبالمهلة", "وب"),
     ("للمهلة", "ل"), ("وللمهلة", "ول"), ("فللمهلة", "فل")],
)  # fmt: skip
def test_proclitics_of_a_definite_noun(make: Make, printed: str, prefix: str) -> None:
    assert met(small(make(TRIGGER)), printed) == {("المهلة", "noun", prefix)}


@pytest.mark.parametrize(
    ("printed", "prefix"), [("مهلة", ""), ("لمهلة", "ل"), ("بمهلة", "ب"), ("ومهلة", "و"), ("ولمهلة", "ول")]
)
def test_proclitics_of_an_indefinite_noun(make: Make, printed: str, prefix: str) -> None:
    assert met(small(make(TRIGGER)), printed) == {("مهلة", "noun", prefix)}


def test_skip_is_the_length_of_the_proclitics(make: Make) -> None:
    lexicon = small(make(TRIGGER)).lexicon
    for printed in ("والمهلة", "وبمهلة", "وللمهلة", "وسيمهل"):
        for sense in lexicon.senses(lexicon.fold(printed)):
            assert sense.skip == len(sense.prefix)
            assert printed.startswith(sense.prefix)


@pytest.mark.parametrize(
    ("printed", "prefix"), [("يمهل", ""), ("سيمهل", "س"), ("وسيمهل", "وس"), ("ليمهل", "ل"), ("فيمهل", "ف")]
)
def test_proclitics_of_a_present(make: Make, printed: str, prefix: str) -> None:
    assert met(small(make(TRIGGER)), printed) == {("يمهل", "present", prefix)}


@pytest.mark.parametrize(
    "printed", ["سأمهل", "لأمهل", "بأمهل", "كأمهل", "بيمهل", "كيمهل", "سمهلة", "سالمهلة", "والوالمهلة"]
)
def test_proclitics_that_cannot_stand_there(make: Make, printed: str) -> None:
    assert met(small(make(TRIGGER)), printed) == set()


def test_a_past_may_be_joined(make: Make) -> None:
    assert ("أمهل", "past", "و") in met(small(make(TRIGGER)), "وأمهل")


def test_where_a_verb_points(make: Make) -> None:
    lexicon = small(make(TRIGGER)).lexicon
    assert lexicon.tense(lexicon.fold("أمهلوا")) == "past"
    assert lexicon.tense(lexicon.fold("وأمهلت")) == "past"
    assert lexicon.tense(lexicon.fold("يمهلون")) == "future"
    assert lexicon.tense(lexicon.fold("وسيمهل")) == "future"
    assert lexicon.tense(lexicon.fold("المهلة")) is None
    assert lexicon.tense("2025") is None


# ── one rule taken out ───────────────────────────────────────────


def test_without_a_trigger(make: Make) -> None:
    language = small(make(RULE + TRIGGER))
    less = language.without("xx/words/grace")
    assert met(less, "والمهلة") == set()
    assert met(language, "والمهلة") != set()
    assert found(less, "أكل تفاحة") == ["أكل تفاحة"]


def test_without_keeps_what_was_looked_up_before(make: Make) -> None:
    language = small(make(TRIGGER))
    assert met(language, "المهلة")
    assert not met(language.without("xx/words/grace"), "المهلة")
    assert met(language, "المهلة")


def test_without_a_rule(make: Make) -> None:
    language = small(make(RULE))
    less = language.without("xx/words/eaten")
    assert language.on("xx/words/eaten")
    assert not less.on("xx/words/eaten")
    for one, stops in ((language, [2]), (less, [])):
        assert [stop for _, stop in Page("أكل تفاحة", one).matches("times", lambda match: match.stop)] == stops


def test_without_two(make: Make) -> None:
    language = small(make(RULE + TRIGGER)).without("xx/words/eaten").without("xx/words/grace")
    assert not language.on("xx/words/eaten")
    assert met(language, "المهلة") == set()


def test_a_rule_that_no_file_explains(make: Make) -> None:
    with pytest.raises(BadData, match=re.escape("xx/words/nothing")):
        small(make(RULE)).on("xx/words/nothing")


@pytest.mark.parametrize("word", ["إلى", "الذي", "الذين", "فإن", "من", "على", "عن", "في"])
def test_no_adjective_is_spelt_like_what_joins_a_sentence(word: str, language: Language) -> None:
    lexicon = language.lexicon
    assert not lexicon.has(lexicon.fold(word), "adjective")
