"""One self-contained page: the record in Arabic, right to left, every fact linked to the characters it was read from.

The page asks for nothing from any network and says so in its content security policy, which allows only the style and
the script that are in it, by their hashes: a script hidden in a report's text could not run even if it got through.
"""

import base64
import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib import resources
from itertools import pairwise
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup, escape

from mahdar.web.context import Fact, Index, Mark, ReportRow, build, start_of

_PARAGRAPH = re.compile(r"\s*\S[^\r\n]*\s*|\s+")
_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
_DURATION = re.compile(r"P(?:(\w+)Y)?(?:(\w+)M)?(?:(\w+)W)?(?:(\w+)D)?(?:T(?:([\w.]+)H)?(?:([\w.]+)M)?(?:([\w.]+)S)?)?")
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")


def render(export: Fact, *, title: str | None = None, issues: Mapping[str, str] | None = None) -> str:
    """The page of an export (`mahdar/1`). Same export, same text. `issues`: labels by id, mahdar's own if None."""
    index = Index(export)
    words = Words(_toml("mahdar.web", "strings/ar.toml"), _issue_labels() if issues is None else issues)
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("mahdar.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {"words": words, "index": index, "paragraphs": paragraphs, "number": _number, "is_web": _is_web}
    style, script = (_read("mahdar.web", f"templates/talks.{kind}") for kind in ("css", "js"))
    page = env.get_template("talks.html.j2").render(
        page=build(export, index),
        title=title or words("page", "title"),
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'",
    )
    return _UNPRINTABLE.sub("\ufffd", page)


def _read(package: str, path: str) -> str:
    return resources.files(package).joinpath(path).read_text("utf-8")


def _toml(package: str, path: str) -> dict[str, Any]:
    return tomllib.loads(_read(package, path))


def _issue_labels() -> dict[str, str]:
    return {issue["id"]: issue["ar"] for issue in _toml("mahdar", "issues.toml")["issue"]}


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _number(value: float) -> str:
    """`600000.0` as `600,000`; a fraction keeps its digits."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _is_web(url: str | None) -> bool:
    """Whether a link may lead there: a `javascript:` address in a report's header must stay text."""
    return bool(url) and re.match(r"https?://", url or "", re.IGNORECASE) is not None


# ── the page's own words ──────────────────────────────────────


class Shown(NamedTuple):
    """A date as the page prints it: the ISO value, and where that is not a plain day, what it means."""

    value: str
    gloss: str = ""
    start: str = ""
    weekday: str = ""


class Words:
    """The strings of one language, and what follows its grammar: nouns after numbers, durations, days."""

    def __init__(self, table: Mapping[str, Any], issues: Mapping[str, str]) -> None:
        self.table, self.issues = table, issues

    def __call__(self, group: str, key: str) -> str:
        """The string of a key; a key without one is shown as it stands."""
        return str(self.table[group].get(key, key))

    def issue(self, key: str) -> str:
        return self.issues.get(key, key)

    def noun(self, count: float, noun: str) -> str:
        """The noun in the form that the number asks for, without the number."""
        return str(self.table["noun"][noun][_plural(count)])

    def duration(self, value: str) -> str:
        """`PT3H` in words; the value itself where it is no duration.

        An `X` is a number that the report leaves open, as in *hours of talks*.
        """
        found = _DURATION.fullmatch(value)
        amounts = zip(found.groups(), _UNITS, strict=True) if found else ()
        return self("page", "and").join(self._amount(amount, unit) for amount, unit in amounts if amount) or value

    def _amount(self, amount: str, unit: str) -> str:
        try:
            count = float(amount)
        except ValueError:
            return f"{self('page', 'several')} {self.table['noun'][unit]['few']}"
        return self.noun(count, unit) if count in {1, 2} else f"{_number(count)} {self.noun(count, unit)}"

    def date(self, value: str) -> Shown:
        """A date ready to print: weeks say their first day, parts of a day are named."""
        day, _, part = value.partition("T")
        start = start_of(value) or ""
        if re.fullmatch(r"\d{4}-W\d\d(-WE)?", value) and start:
            return Shown(value, self("page", "weekend-of" if value.endswith("WE") else "week-of"), start)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and f"T{part}" in self.table["part"]:
            return Shown(day, self("part", f"T{part}"), weekday=self._weekday(day))
        return Shown(value, weekday=self._weekday(value))

    def _weekday(self, value: str) -> str:
        try:
            return self("weekday", str(date.fromisoformat(value).isoweekday())) if len(value) == 10 else ""
        except ValueError:
            return ""

    def warning(self, text: str) -> tuple[str, str]:
        """A warning in the page's language, and what it said of this report."""
        for known in self.table["warning"]:
            if known in text:
                return self("warning", known), text.replace(known, "").strip(" :")
        return text, ""


def _plural(count: float) -> str:
    """The plural category of CLDR for Arabic; none is said as a hundred is."""
    if count in {1, 2}:
        return "one" if count == 1 else "two"
    if count != int(count) or count % 100 < 3:
        return "other"
    return "few" if count % 100 <= 10 else "many"


# ── a report's text, cut where evidence begins and ends ───────


class Paragraph(NamedTuple):
    """A paragraph with the line ends after it; all paragraphs of a report joined are its text."""

    direction: str
    html: Markup


def paragraphs(row: ReportRow, words: Words) -> Iterator[Paragraph]:
    """The whole text of a report, code point for code point, its marks as `<span>` elements.

    Spans may nest, cross and run over paragraphs. The first piece of an anchor carries its name as `id`, the later ones
    as `data-of`: where nothing crosses, there is one piece, and the browser's own `:target` lights all of it.
    """
    text = row.fact["text"]
    for found in _PARAGRAPH.finditer(text):
        start, stop = found.span()
        inside = [_named(mark, words) for mark in row.marks if mark.start < stop and mark.stop > start]
        yield Paragraph(_direction(found[0]), Markup("").join(_pieces(text, (start, stop), inside)))


def _direction(text: str) -> str:
    """That of most letters: a caption that opens with an agency's Latin name is still Arabic."""
    strong = [unicodedata.bidirectional(char) for char in text]
    return "ltr" if strong.count("L") > strong.count("R") + strong.count("AL") else "rtl"


def _pieces(text: str, within: tuple[int, int], marks: Sequence[Mark]) -> Iterator[Markup]:
    first, last = within
    cuts = sorted({first, last, *(cut for mark in marks for cut in (mark.start, mark.stop) if first < cut < last)})
    opened: list[Mark] = []
    for here, there in pairwise(cuts):
        kept = _closed(opened, here)
        yield Markup("</span>") * (len(opened) - kept)
        again, opened = opened[kept:], opened[:kept]
        again = [mark for mark in again if mark.stop > here]
        fresh = [mark for mark in marks if max(mark.start, first) == here]
        for mark in sorted(again + fresh, key=lambda mark: (-mark.stop, mark.name)):
            yield _tag(mark, here)
            opened.append(mark)
        # A parser reads a bare carriage return as a line feed: only the reference brings it through.
        yield Markup(str(escape(text[here:there])).replace("\r", "&#13;"))
    yield Markup("</span>") * len(opened)


def _named(mark: Mark, words: Words) -> Mark:
    """A passage under the name that the page gives its kind."""
    return replace(mark, kind=words("furniture", mark.kind)) if mark.kind else mark


def _closed(opened: Sequence[Mark], here: int) -> int:
    """How many of the open marks can stay open: those outside the outermost one that ends here."""
    return next((depth for depth, mark in enumerate(opened) if mark.stop <= here), len(opened))


def _tag(mark: Mark, here: int) -> Markup:
    if mark.kind:
        return Markup('<span class="aside" title="{}">').format(mark.kind)
    return Markup('<span {}="{}">').format(Markup("id" if mark.start == here else "data-of"), mark.name)
