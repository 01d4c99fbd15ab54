"""Ids come from content: the same input gives the same id, whatever the order, the day or the rule."""

from hashlib import blake2b

from mahdar.types.span import Span


def content_id(prefix: str, *parts: str) -> str:
    """`prefix` and 16 hexadecimal digits of the BLAKE2b hash of `parts`.

    >>> content_id("re", "a", "b") == content_id("re", "a", "b") != content_id("re", "ab")
    True
    """
    digest = blake2b(digest_size=8)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return f"{prefix}:{digest.hexdigest()}"


def report_id(source: str, text: str) -> str:
    """Of the path within the collection (or the url) and the text: one wire in two outlets is two reports."""
    return content_id("re", source, text)


def mark_id(report: str, kind: str, span: Span) -> str:
    """Of report, kind and place, never of the rule that found it."""
    return content_id(kind[:2], report, kind, str(span.start), str(span.stop))
