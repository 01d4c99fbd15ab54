"""The fields of a row: which one is the text, and what the others say of it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from re import compile as pattern
from typing import Any

from mahdar.errors import BadSource
from mahdar.sources.item import Options, Told, report_of
from mahdar.types.report import Published, Report

# In the order tried, where no option says otherwise; capitals do not matter.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articlebody", "content_text", "fulltext"),
    "title": ("title", "headline"),
    "published": ("published", "date", "datetime", "published_at", "publishedat", "date_published", "datepublished"),
    "outlet": ("outlet", "source", "site", "publisher"),
    "url": ("url", "link"),
}
_ISO = pattern(r"\s*(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T\s])")
_SECONDS = range(10**8, 10**10)


def row_report(name: str, row: Any, options: Options) -> Report:
    """The report of one row (a mapping). Raises BadSource where it is none, or has no text."""
    if not isinstance(row, Mapping):
        raise BadSource(f"{name}: is no object with fields")
    told = {kind: _find(row, _names(kind, options)) for kind in NAMES}
    text = _text(told["text"])
    if text is None:
        sought = ", ".join(_names("text", options))
        raise BadSource(f"{name}: has no text (sought in {sought}; another field: --field text=NAME)")
    day = day_of(told["published"])
    return report_of(
        name,
        text,
        Told(
            title=_line(told["title"]),
            outlet=_line(told["outlet"]),
            url=_line(told["url"]),
            published=Published(value=day, known_from="metadata") if day else None,
        ),
    )


def _names(kind: str, options: Options) -> tuple[str, ...]:
    return (options.fields[kind],) if kind in options.fields else NAMES[kind]


def _find(row: Mapping[Any, Any], names: Iterable[str]) -> Any:
    """The first field that holds something; `a.b` is b within a."""
    plain = {key.strip().casefold(): key for key in row if isinstance(key, str)}
    for name in names:
        key = plain.get(name.casefold())
        value = row[key] if key is not None else _within(row, name)
        if value not in (None, "", [], {}):
            return value
    return None


def _within(row: Any, name: str) -> Any:
    first, _, rest = name.partition(".")
    inner = row.get(first) if isinstance(row, Mapping) and rest else None
    return inner.get(rest, _within(inner, rest)) if isinstance(inner, Mapping) else None


def _text(value: Any) -> str | None:
    """A text, or the paragraphs of a list of texts."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    return value if isinstance(value, str) and value.strip() else None


def _line(value: Any) -> str | None:
    """A value on one line; of an object, its name."""
    if isinstance(value, Mapping):
        value = value.get("name")
    return " ".join(value.split()) or None if isinstance(value, str) else None


def day_of(value: Any) -> str | None:
    """The calendar day that a date names, where it was written: ISO 8601 (2025, 2025-08, 2025-08-06T10:00+03:00),
    RFC 822, or seconds or milliseconds since 1970. None for anything else: 06/08/2025 is two days.

    >>> [day_of(one) for one in ("2025-08-06T01:00+04:00", "Wed, 06 Aug 2025 10:00:00 GMT", 1754438400, "06/08/2025")]
    ['2025-08-06', '2025-08-06', '2025-08-06', None]
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return _epoch(value)
    if not isinstance(value, str):
        return None
    if found := _ISO.match(value):
        return _checked([part for part in found.groups() if part])
    if value.isascii() and value.strip().isdigit() and len(value.strip()) in {10, 13}:
        return _epoch(int(value))
    try:
        return parsedate_to_datetime(value[:100]).date().isoformat() if pattern("[A-Za-z]").search(value) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _epoch(value: int) -> str | None:
    seconds = value if value in _SECONDS else value // 1000
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds in _SECONDS else None


def _checked(parts: list[str]) -> str | None:
    try:
        date(*map(int, (*parts, "1", "1")[:3]))
    except ValueError:
        return None
    return "-".join(parts)
