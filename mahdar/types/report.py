"""A report: one article as it came. Its text is stored once and never rewritten."""

from typing import Literal

import msgspec

from mahdar.types.span import Span

KnownFrom = Literal["header", "metadata", "text", "inferred"]


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """The day of publication (ISO 8601, at the grain known), and how it is known."""

    value: str
    known_from: KnownFrom
    evidence: tuple[Span, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One article: `text` is what every offset points into; `path` is relative to the collection, with `/`."""

    id: str
    path: str
    text: str
    language: str = "ar"
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: Published | None = None
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
