"""What comes in: a report or a refusal, what a source says of a report beside its text, and how sources are read."""

import re
from collections.abc import Mapping

import msgspec

from mahdar.errors import BadSource
from mahdar.sources.bounds import LIMITS, Limits
from mahdar.sources.decode import arabic_share
from mahdar.sources.fetch import Web
from mahdar.types.ids import report_id
from mahdar.types.report import Published, Report

_LEAST_ARABIC = 0.2
_HALVES = re.compile("[\ud800-\udfff]")
_OVERRIDES = re.compile("[\u202d\u202e]")
# What may not stand in a name that a terminal prints: controls, half characters, and marks that turn the line around.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Refusal(msgspec.Struct, frozen=True):
    """A source that could not be read, and why."""

    path: str
    why: str


Came = Report | Refusal


class Told(msgspec.Struct, frozen=True):
    """What a source says of a report beside its text; None where it does not say."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None


class Options(msgspec.Struct, frozen=True):
    """How sources are read.

    `encoding` forces one; `fields` says which field of a row is its text, title, published, outlet or url; `items`
    names the list within a JSON object (a.b goes deeper); `web` fetches urls, none are fetched without it; `follow`
    reads the pages that a feed links.
    """

    encoding: str | None = None
    fields: Mapping[str, str] = {}
    items: str | None = None
    web: Web | None = None
    follow: bool = False
    limits: Limits = LIMITS


def printable(name: str) -> str:
    """`name` with controls and marks of direction written out as escapes: it can be stored and shown anywhere.

    >>> printable("a\\u202etxt.exe")
    'a\\\\u202etxt.exe'
    """
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", name)


def report_of(name: str, text: str, told: Told | None = None, encoding: str | None = None, sure: bool = True) -> Report:
    """A report of `text` as it stands, with warnings. Raises BadSource where there is no text, or half characters."""
    told = told or Told()
    if not text.strip():
        raise BadSource(f"{name}: holds no text")
    if _HALVES.search(text):
        raise BadSource(f"{name}: holds half characters (lone surrogates): its encoding is broken")
    arabic = arabic_share(text) >= _LEAST_ARABIC
    return Report(
        id=report_id(name, text),
        path=name,
        text=text,
        language="ar" if arabic else "und",
        title=_sound(told.title),
        outlet=_sound(told.outlet),
        url=_sound(told.url),
        published=told.published,
        encoding=encoding,
        warnings=tuple(_warnings(name, text, "" if sure else encoding or "", arabic)),
    )


def _warnings(name: str, text: str, guessed: str, arabic: bool) -> list[str]:
    found = {
        f"encoding guessed: {guessed}": bool(guessed),
        "hardly any Arabic; kept, not read": not arabic,
        "holds null bytes": "\0" in text,
        "holds marks that turn the reading direction around (U+202D, U+202E)": bool(_OVERRIDES.search(text)),
    }
    return [f"{name}: {what}" for what, so in found.items() if so]


def _sound(value: str | None) -> str | None:
    """Without half characters and null bytes, or None where nothing is left."""
    return _HALVES.sub("", value).replace("\0", "").strip() or None if value else None
