"""A url as a source: what it answers is read by its content type."""

import io
from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from mahdar.errors import BadSource
from mahdar.sources.bounds import buffered
from mahdar.sources.fetch import Answer
from mahdar.sources.item import Came, Options, Refusal, printable
from mahdar.sources.kinds import Intake, kind_of

_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/json": ".json",
    "application/feed+json": ".json",
    "text/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/x-jsonlines": ".jsonl",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/zip": ".zip",
    "application/x-tar": ".tar",
}
# Servers say these of anything that they do not know: then the url's own ending decides.
_VAGUE = {"", "text/plain", "application/octet-stream", "application/gzip", "application/x-gzip", "binary/octet-stream"}


def is_url(source: str) -> bool:
    """Whether a source is written as a url, of whatever scheme."""
    return "://" in source[:20] and source.partition("://")[0].replace("+", "").isalnum()


def read_url(url: str, options: Options) -> Iterator[Came]:
    """The reports of a url: a page, a feed, rows, a text or an archive. Its path is the url as it was given."""
    name = printable(url)
    if options.web is None:
        yield Refusal(name, "urls are read only by a program that says how to fetch them")
        return
    try:
        answer = options.web.fetch(url)
        like = _like(answer)
    except BadSource as error:
        yield Refusal(name, str(error).removeprefix(f"{url}: "))
        return
    told = msgspec.structs.replace(options, encoding=options.encoding or answer.charset)
    for one in Intake(told).read(buffered(io.BytesIO(answer.body)), name, like):
        yield one if isinstance(one, Refusal) or one.url else msgspec.structs.replace(one, url=answer.url)


def _like(answer: Answer) -> str:
    """A name whose ending tells the kind. Raises BadSource for what is no report."""
    if answer.kind in _KINDS:
        return "answer" + _KINDS[answer.kind]
    path = urlsplit(answer.url).path
    if answer.kind in _VAGUE:
        if answer.kind == "" and answer.body[:200].lstrip().lower().startswith((b"<!doctype html", b"<html")):
            return "answer.html"
        return path.rpartition("/")[2] or "answer.txt"
    if answer.kind.startswith("text/") or kind_of(path) in {"gz", "bz2", "xz"}:
        return path.rpartition("/")[2] or "answer.txt"
    raise BadSource(f"is {printable(answer.kind)}, which holds no report")
