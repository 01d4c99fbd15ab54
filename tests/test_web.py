"""The page: whole, escaped, the same twice, and every piece of evidence back where it was read."""

import os
import re
import shutil
import subprocess
from copy import deepcopy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from mahdar.web.context import anchor, start_of
from mahdar.web.page import render

REPORT, OTHER = "re:0000000000000001", "re:0000000000000002"
TEXT = (
    "\ufeffعاجل 🕊️ من المراسل\r\n\r\nالتقى الوزير بالمبعوث في جنيف <script>alert(1)</script>.\r\n"
    "وقال الوزير إن «الهدنة ممكنة & قريبة»،\n وأضاف أن المهلة تنتهي قريبا 👩‍⚖️.\r\r\n"
    "EPA Photo: two flags\n"
)


def span(first: str, last: str | None = None, text: str = TEXT, report: str = REPORT) -> dict[str, Any]:
    """From the first letter of `first` to the last of `last`."""
    start = text.index(first)
    end = text.index(last, start) + len(last) if last else start + len(first)
    return {"report": report, "start": start, "end": end, "text": text[start:end]}


def fact(prefix: str, /, **fields: Any) -> dict[str, Any]:
    return {"id": f"{prefix}:1", "rules": ["ar/rule"], "certainty": "stated", "first_seen": None, **fields}


BLANK = {"path": "a.txt", "outlet": None, "url": None, "title": None, "language": "ar", "published": None} | {
    "credits": [], "warnings": [], "furniture": [], "near_duplicate_of": None, "shared_passages": [],
    "version_of": None, "stale": [], "puzzles": [], "first_seen": None,
}  # fmt: skip


def report(name: str, text: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "text": text, **BLANK, **fields}


MEETING, SAID, ACROSS = span("الوزير بالمبعوث في جنيف"), span("الهدنة ممكنة & قريبة"), span("في جنيف", "وقال الوزير")
WITHIN = span("مبعوث")
TELLING = {"report": REPORT, "evidence": [MEETING], "format": "phone", "status": "held", "participants": ["ac:1"]} | {
    "place": None, "date": "2025-W33", "duration": "PT3H", "count": 2,
}  # fmt: skip

EXPORT: dict[str, Any] = {
    "schema": "mahdar/1",
    "reports": [
        report(
            REPORT, TEXT, outlet="وكالة <b>", url="https://example.org/a?b=1&c=2",
            warnings=["a.txt: encoding guessed: x"],
            published={"value": "2025-08-13", "known_from": "header", "evidence": [span("عاجل")]},
            furniture=[{**span("EPA Photo: two flags"), "kind": "photo-caption"}],
            puzzles=[{"span": span("المهلة"), "why": "unheard of"}],
        ),
        report(OTHER, "", url="javascript:alert(2)", near_duplicate_of=REPORT),
    ],
    "actors": [
        fact("ac", kind="person", name="الوزير", latin=None, side=None, aliases=["ac:old"],
             roles=[{"title": "الوزير", "as_of": None, "evidence": [span("الوزير")]}],
             mentions=[{**span("الوزير"), "form": "name", "stands_for": None},
                       {**WITHIN, "form": "name", "stands_for": None}]),
    ],
    "times": [],
    "statements": [
        fact("st", speaker="ac:old", speaker_kind="official", speaker_mention=None, cue=span("قال"),
             act="says", mode="direct", content=[SAID], channel=None, via=None, addressee=None,
             said_on="2025-08-12TEV", issues=["ceasefire"], utterance=""),
    ],
    "meetings": [fact("me", **TELLING, host=None, issues=[], tellings=[TELLING, TELLING], sources=2)
                 | {"evidence": [MEETING, ACROSS]}],
    "assessments": [fact("as", of="me:1", by="report", polarity="mixed", evidence=[ACROSS])],
    "positions": [fact("po", party="ac:1", issue="nato", stance="offers", what="الهدنة", as_of=None, voice="analyst",
                       evidence=[SAID])],
    "proposals": [fact("pr", name="خطة", by=["ac:1"], version_of=None, date=None, standing="leaked", evidence=[SAID],
                       terms=[fact("te", issue="x", binds=[], quantity={"value": 600000.0, "unit": None},
                                   evidence=[SAID])])],
    "deadlines": [fact("de", set_by="ac:1", on=[], until="XXXX-WXX-5", consequence="تصعيد", status="running",
                       evidence=[span("المهلة")])],
    "incidents": [fact("in", type="ASSAULT", mode=None, actor=[], recipient=[], place=None, date="2025-08", killed=0,
                       injured=None, amount=None, claimed_by=None, evidence=[ACROSS], tellings=[])],
    "conflicts": [fact("co", kind="outlets-differ", about="me:1", field="duration",
                       claims=[{"value": "PT3H", "by": "report", "evidence": [MEETING]},
                               {"value": "PTXH", "by": "ac:1", "evidence": [SAID]}])],
    "claims": [],
    "judgements": [],
}  # fmt: skip
EMPTY = {kind: [] for kind in EXPORT if kind != "schema"} | {"schema": "mahdar/1"}


class Reader(HTMLParser):
    """What a browser would see: the reports' texts, the text of each anchor, all ids and links."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, str] = {}
        self.anchors: dict[str, str] = {}
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self._report: str | None = None
        self._open: list[str | None] = []
        self._in_paragraph = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        if "data-report" in found:
            self._report = found["data-report"] or ""
            self.texts[self._report] = ""
        elif tag == "p":
            self._in_paragraph = True
        elif tag == "span":
            self._open.append(found.get("id") or found.get("data-of"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._in_paragraph = False
        elif tag == "span":
            self._open.pop()
        elif tag == "details":
            self._report = None

    def handle_data(self, data: str) -> None:
        if self._report and self._in_paragraph:
            self.texts[self._report] += data
            for name in {name for name in self._open if name}:
                self.anchors[name] = self.anchors.get(name, "") + data


def all_spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if {"report", "start", "end", "text"} <= value.keys() else []
        return own + [one for part in value.values() for one in all_spans(part)]
    return [one for part in value for one in all_spans(part)] if isinstance(value, list) else []


# ── the text comes through ────────────────────────────────────


def test_text_is_whole() -> None:
    """Code point for code point, with emoji, a byte-order mark and all three line ends."""
    assert Reader(render(EXPORT)).texts[REPORT] == TEXT


def test_evidence_is_where_it_was_read() -> None:
    """Nested, crossing, inside a word and over paragraphs: the pieces of a span join to its text."""
    read = Reader(render(EXPORT))
    wanted = all_spans({**EXPORT, "reports": [{**one, "furniture": []} for one in EXPORT["reports"]]})
    assert len(wanted) > 15
    for one in wanted:
        assert read.anchors[anchor(one["report"], one["start"], one["end"])] == one["text"]


def test_any_cut_is_whole() -> None:
    """Every pair of ends in a short text at once: the hardest crossing there is."""
    text = "سلام\r\n🕊 حذر\n\nهدنة"
    ends = range(len(text) + 1)
    places = [{"report": REPORT, "start": a, "end": b, "text": text[a:b]} for a in ends for b in ends if a < b]
    read = Reader(
        render({**EMPTY, "reports": [report(REPORT, text, shared_passages=[{"span": places[0], "with": places}])]})
    )
    assert read.texts[REPORT] == text
    assert all(read.anchors[anchor(REPORT, one["start"], one["end"])] == one["text"] for one in places)


def test_every_link_leads_somewhere() -> None:
    read = Reader(render(EXPORT))
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)
    assert {one["id"] for kind in EMPTY if kind != "schema" for one in EXPORT[kind]} <= set(read.ids)


# ── nothing foreign gets in or out ────────────────────────────


def test_outside_text_is_escaped() -> None:
    page = render(EXPORT, title="</title><script>x</script>")
    assert "<script>alert" not in page and "<script>x" not in page and "وكالة <b>" not in page
    assert Reader(page).tags.count("script") == 1
    assert not any(link.startswith("javascript:") for link in Reader(page).links)


def test_asks_for_nothing() -> None:
    page = render(EXPORT)
    assert re.findall(r"https?://[^\"<]+", page) == ["https://example.org/a?b=1&amp;c=2"] * 2
    assert (
        not {"link", "img", "iframe", "object"} & set(Reader(page).tags) and "src=" not in page and "url(" not in page
    )


def test_same_export_same_page() -> None:
    before = deepcopy(EXPORT)
    assert render(EXPORT) == render(deepcopy(EXPORT))
    assert before == EXPORT


def test_unprintable_characters() -> None:
    page = render({**EMPTY, "reports": [report(REPORT, "أ\x00ب\ud800ج")]})
    assert Reader(page).texts[REPORT] == "أ\ufffdب\ufffdج"
    page.encode("utf-8")


def test_an_empty_record_says_so() -> None:
    assert len(re.findall(r'<p class="nothing">', render(EMPTY))) == 14


# ── its own words ─────────────────────────────────────────────


@pytest.mark.parametrize(
    "shown",
    [
        '<span title="PT3H">3 ساعات</span>',
        '<span title="PTXH">عدة ساعات</span>',
        '<b class="num">1</b> لقاء',
        '<bdi dir="ltr" class="num">600,000</bdi>',
        '2025-W33</bdi> <span class="gloss">(أسبوع من <bdi dir="ltr" class="num">2025-08-11</bdi>)',
        "الثلاثاء",
        "وقف إطلاق النار",
        "<dt>قتلى</dt><dd><bdi",
        "unheard of",
        '<span class="aside" title="شرح صورة">EPA Photo: two flags</span>',
    ],
)
def test_words(shown: str) -> None:
    assert shown in render(EXPORT)


@pytest.mark.parametrize(("value", "shown"), [("lapsed", "انقضت"), ("running", "سارية"), ("held", "عُقد")])
def test_a_conflict_over_a_status_is_told_in_the_words_of_the_page(value: str, shown: str) -> None:
    claims = [{"value": one, "by": "report", "evidence": [MEETING]} for one in (value, "denied")]
    conflict = fact("cf", kind="stale-background", about="me:1", field="status", claims=claims)
    page = render({**EXPORT, "conflicts": [conflict]})
    assert shown in page
    assert f"<bdi>{value}</bdi>" not in page
    assert f"<b>{value}</b>" not in page


@pytest.mark.parametrize(
    ("value", "start"),
    [("2026-W03-WE", "2026-01-17"), ("2025", "2025-01-01"), ("2025-08-06/2025-08-08", "2025-08-06"), ("PAST_REF", None),
     ("2025-W60", None), (None, None), ("2026-01-22TNI", "2026-01-22")],
)  # fmt: skip
def test_start_of(value: str | None, start: str | None) -> None:
    assert start_of(value) == start


def test_style_keeps_letters_joined_and_knows_no_left() -> None:
    style = re.sub(r"/\*.*?\*/", "", re.search(r"<style>(.*?)</style>", render(EMPTY), re.DOTALL)[1], flags=re.DOTALL)
    assert "letter-spacing" not in style
    assert not re.search(r"(margin|padding|border|inset)?-?\b(left|right)\b", style)


# ── in a real browser ─────────────────────────────────────────

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--enable-logging=stderr", "--dump-dom",
)  # fmt: skip


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium, chromium-browser or google-chrome on the PATH")
def test_a_link_opens_and_lights_its_evidence(tmp_path: Path) -> None:
    page = tmp_path / "talks.html"
    page.write_text(render(EXPORT), "utf-8", newline="")
    name = anchor(REPORT, ACROSS["start"], ACROSS["end"])
    run = subprocess.run(
        [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", f"{page.as_uri()}#{name}"],
        capture_output=True, timeout=120, check=True, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    dom, log = run.stdout.decode("utf-8"), run.stderr.decode("utf-8", "replace")
    assert "CONSOLE" not in log
    assert re.search(rf'<details class="report" id="{REPORT}" open', dom)
    lit = re.findall(r'<span (?:id|data-of)="([^"]+)" class="lit"', dom)
    assert len(lit) > 1 and set(lit) == {name}
