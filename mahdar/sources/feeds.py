"""RSS and Atom by `feedparser`: what the feed itself holds, and the linked pages for those who ask."""

import io
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any
from urllib.parse import urljoin

import msgspec

from mahdar.errors import BadSource
from mahdar.sources.fields import day_of
from mahdar.sources.html import plain_text
from mahdar.sources.item import Came, Options, Refusal, Told, printable, report_of
from mahdar.sources.texts import read_bytes
from mahdar.types.ids import content_id
from mahdar.types.report import Published, Report

_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_PAGES = {"text/html", "application/xhtml+xml"}


class Entry(msgspec.Struct, frozen=True):
    """One entry of a feed. `full` says that `text` is the whole article, as far as the feed says; `key` stays the same
    as long as the entry does."""

    id: str
    key: str
    text: str
    full: bool
    told: Told


def feed_reports(raw: bytes, name: str, options: Options) -> Iterator[Came]:
    """The reports of a feed file: `file#entry`, and with `options.follow` the pages that it links, each by its url.

    Raises BadSource where it is no feed, or an empty one.
    """
    entries = read_feed(raw, name, options.encoding)
    if not entries:
        raise BadSource(f"{name}: the feed holds no entries")
    for entry in entries:
        yield from entry_reports(entry, f"{name}#{entry.id}", options)


def entry_reports(entry: Entry, path: str, options: Options) -> Iterator[Came]:
    """The report of one entry: the feed's own text if it is the whole, else the linked page where that is wanted, else
    the summary. A page that cannot be read is refused by its url, and the summary stands for it."""
    link = entry.told.url
    if options.follow and options.web and link and not entry.full:
        try:
            yield _followed(entry, link, options)
            return
        except BadSource as error:
            yield Refusal(printable(link), str(error).removeprefix(f"{link}: "))
    try:
        report = report_of(path, entry.text, entry.told)
    except BadSource as error:
        yield Refusal(path, str(error).removeprefix(f"{path}: ") + " (--follow reads the page that it links)")
        return
    note = () if entry.full else (f"{path}: may be only the feed's summary (--follow reads the page that it links)",)
    yield msgspec.structs.replace(report, warnings=report.warnings + note)


def _followed(entry: Entry, link: str, options: Options) -> Report:
    assert options.web
    answer = options.web.fetch(link)
    if answer.kind not in _PAGES:
        raise BadSource(f"{link}: is {answer.kind or 'of no kind that it says'}, no page")
    report = read_bytes(answer.body, link, options.encoding or answer.charset, page=True)
    told = entry.told
    return msgspec.structs.replace(
        report,
        title=report.title or told.title,
        outlet=told.outlet or report.outlet,
        url=report.url or answer.url,
        published=told.published or report.published,
    )


def read_feed(raw: bytes, name: str, charset: str | None = None) -> list[Entry]:
    """The entries of a feed, in its order. Raises BadSource where `raw` is no feed."""
    import feedparser  # a fifth of a second to import

    clean = _well_formed(raw, name, charset)
    headers = {"content-type": "application/xml; charset=utf-8"}
    # A stream, never a string: feedparser opens strings that look like a path or url. Its cleaning of HTML is off:
    # only text is kept of it.
    found = feedparser.parse(
        io.BytesIO(clean), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    if not found.entries and not found.version:
        raise BadSource(f"{name}: is no RSS or Atom feed")
    return [_entry(one, found.feed, number) for number, one in enumerate(found.entries, start=1)]


def _well_formed(raw: bytes, name: str, charset: str | None) -> bytes:
    """The feed as well-formed UTF-8 without a document type. feedparser reads anything else by a far slower parser,
    in a time that is no longer linear; and lxml bounds depth and entities."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, encoding=charset)
    try:
        root = etree.fromstring(_ENTITY.sub(_number, raw.strip()), parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise BadSource(f"{name}: is no RSS or Atom feed ({error})") from error
    if root is None:
        raise BadSource(f"{name}: is no RSS or Atom feed")
    clean: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return clean


def _number(found: re.Match[bytes]) -> bytes:
    """&nbsp; and its like, which only HTML knows, by their numbers."""
    char = None if found[1] in _OF_XML else html5.get(found[1].decode() + ";")
    return b"".join(b"&#%d;" % ord(one) for one in char) if char else found[0]


def _entry(one: Any, feed: Any, number: int) -> Entry:
    one = dict(one)  # as it was parsed: feedparser's own dict warns of names that it will no longer translate
    contents = [part for part in one.get("content", ()) if (part.get("value") or "").strip()]
    texts = contents or [part for part in [one.get("summary_detail")] if part and part.get("value")]
    text = max((_text(part) for part in texts), key=len, default="")
    link = _joined(feed.get("link") or "", one.get("link") or "")
    day = day_of(one.get("published")) or day_of(one.get("updated")) or _day(one.get("published_parsed"))
    outlet = (one.get("source") or {}).get("title") or feed.get("title")
    told = Told(
        title=plain_text(one["title"]) if one.get("title") else None,
        outlet=plain_text(outlet) if outlet else None,
        url=link,
        published=Published(value=day, known_from="metadata") if day else None,
    )
    id_ = printable(one.get("id") or link or str(number))
    key = content_id("en", id_, link or "", one.get("updated") or one.get("published") or "", text)
    return Entry(id=id_, key=key, text=text, full=bool(contents), told=told)


def _joined(base: str, link: str) -> str | None:
    """A link of the web, or None: feedparser also takes the id of an entry for its link."""
    try:
        whole = urljoin(base, link)
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) and link else None


def _text(part: Any) -> str:
    value: str = part["value"]
    return value.strip() if part.get("type") == "text/plain" and "</" not in value else plain_text(value)


def _day(parsed: Any) -> str | None:
    """A date that only feedparser understands, as the day in UTC."""
    return day_of(f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}") if parsed else None
