"""Persons on wide newswire, and without any family name in the data: names come from grammar, lists only help."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import mahdar
from mahdar.language.language import DATA, Language, load_language
from mahdar.reading.pipeline import read
from mahdar.sources.gather import gather
from mahdar.sources.item import Refusal
from mahdar.types.reading import Reading
from mahdar.types.report import Report
from tests.test_gold import FLOORS, ROOT, SHARED, check_floors

Spans = set[tuple[int, int]]
_WITHOUT_LISTS = 0.90


def _named(reading: Reading) -> Spans:
    people = (mark for mark in reading.mentions if mark.kind == "person" and mark.form == "name")
    return {(mark.span.start, mark.span.stop) for mark in people}


def _f1(pairs: list[tuple[Spans, Spans]]) -> float:
    right = sum(len(gold & found) for gold, found in pairs)
    return 2 * right / max(1, sum(len(gold) + len(found) for gold, found in pairs))


def _wide() -> list[tuple[str, Spans]]:
    rows = [json.loads(line) for line in (ROOT / "examples/wide/persons.jsonl").read_text("utf-8").splitlines()]
    return [(row["text"], {(start, stop) for start, stop in row["persons"]}) for row in rows]


def wide_score() -> float:
    """F1 of exact spans of persons on the short texts of many subjects, decades and traditions."""
    return _f1([(gold, _named(mahdar.read(text))) for text, gold in _wide()])


def test_wide_newswire() -> None:
    check_floors({"persons": wide_score()}, FLOORS["wide"])


def test_the_wide_set_is_wide_and_true_to_its_texts() -> None:
    assert len(_wide()) >= 40
    for text, gold in _wide():
        assert gold and all(text[start:stop].strip() == text[start:stop] != "" for start, stop in gold)


# ── without the lists of family names ────────────────────────────
@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """The language with no family name of any list; given names and particles are no persons and stay."""
    folder = tmp_path_factory.mktemp("ar") / "ar"
    shutil.copytree(DATA / "languages" / "ar", folder)
    for file in sorted((folder / "actors" / "names").glob("*.toml")):
        tables = ("\n" + file.read_text("utf-8")).split("\n[[list]]\n")
        kept = [table for table in tables[1:] if not table.startswith('class = "family')]
        file.write_text("".join(f"[[list]]\n{table}\n" for table in kept) or "\n", encoding="utf-8")
    return load_language("ar", folder)


def _gold(reports: Path, folders: list[Path]) -> Iterator[tuple[Report, Spans, list[tuple[int, int]]]]:
    """Each annotated report with its persons, and the stretches where nothing counts."""
    texts = {Path(one.path).name: one for one in gather([reports]) if not isinstance(one, Refusal)}
    for file in sorted(file for folder in folders for file in folder.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        aside = [(mark["start"], mark["end"]) for mark in gold["boilerplate"]]
        people = [actor for actor in gold["actors"] if actor["kind"] == "person"]
        spans = {(mark["start"], mark["end"]) for actor in people for mark in actor["mentions"]}
        yield texts[gold["report"]], spans, aside


def _outside(spans: Spans, aside: list[tuple[int, int]]) -> Spans:
    def inside(span: tuple[int, int]) -> bool:
        shared = (min(span[1], stop) - max(span[0], start) for start, stop in aside)
        return any(2 * one > span[1] - span[0] for one in shared)

    return {span for span in spans if not inside(span)}


def _score(language: Language, reports: Path, folders: list[Path]) -> float:
    pairs = []
    for report, gold, aside in _gold(reports, folders):
        pairs.append((_outside(gold, aside), _outside(_named(read(report, language)), aside)))
    return _f1(pairs)


def test_no_list_of_persons_is_needed_on_the_sample(bare: Language) -> None:
    assert not any("family" in look.cls for senses in bare.lexicon.single.values() for look in senses)
    folders = [ROOT / "examples" / "gold", ROOT / "examples" / "gold-decoded"]
    assert _score(bare, ROOT / "examples" / "reports", folders) >= _WITHOUT_LISTS


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the real reports are not shipped with the project")
def test_no_list_of_persons_is_needed_on_real_reports(bare: Language) -> None:
    assert _score(bare, SHARED / "seeds", [SHARED / "gold"]) >= _WITHOUT_LISTS


def test_a_name_in_latin_letters_behind_the_arabic_one() -> None:
    reading = mahdar.read("قال المبعوث الأميركي ستيف ويتكوف (Steve Witkoff) إن اللقاء مفيد (رويترز).")
    assert [(one.text, one.latin) for one in reading.mentions if one.kind == "person"] == [
        ("ستيف ويتكوف", "Steve Witkoff")
    ]


def test_a_title_behind_a_name_with_styles_is_its_holder() -> None:
    text = "وصل سمو الشيخ محمد بن زايد، رئيس الدولة، إلى المطار."
    title = next(mention for mention in mahdar.read(text).mentions if mention.form == "title")
    assert title.refers_to is not None
    assert title.refers_to.of(text) == "محمد بن زايد"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وصل الشيخ سالم الأشول الجذناني إلى مأرب.", "سالم الأشول الجذناني"),
        ("وصل الناشط محمود ميرزا العريبي إلى سترة.", "محمود ميرزا العريبي"),
        ("ووصل كبير المفاوضين، روبرتو إغناسيو بالاسيوس، إلى هافانا.", "روبرتو إغناسيو بالاسيوس"),
        ("وصل عمر الطيب ود الريح إلى أديس أبابا.", "عمر الطيب ود الريح"),
        ("وصل المستشار حميد الله نورستاني إلى كابل.", "حميد الله نورستاني"),
        ("واتهم الوزير ياسر عباس أديس أبابا بالتعنت.", "ياسر عباس"),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    assert [mention.text for mention in mahdar.read(text).mentions if mention.kind == "person"] == [name]


def test_a_body_behind_to_the_is_the_one_told_of_with_its_article() -> None:
    text = "قالت الخارجية الأذربيجانية إن الوفد عاد. وفي بيان للخارجية الأذربيجانية أن الجولة تأجلت."
    keys = {mention.key for mention in mahdar.read(text).mentions if mention.kind == "institution"}
    assert len(keys) == 1


def test_her_counterpart_is_no_man() -> None:
    text = (
        "بحث وزير خارجية أذربيجان جيحون بيراموف مع نظيره الأرميني أرارات ميرزويان بنود المعاهدة. "
        "ونفت وزارة الدفاع الأذربيجانية ما أعلنته نظيرتها الأرمينية."
    )
    hers = next(mention for mention in mahdar.read(text).mentions if mention.text == "نظيرتها الأرمينية")
    assert hers.refers_to is None
