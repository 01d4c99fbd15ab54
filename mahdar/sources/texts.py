"""One text: plain as it stands, or the article of a page."""

from mahdar.errors import BadSource
from mahdar.sources.bounds import LIMITS, size_of
from mahdar.sources.decode import Decoded, arabic_share, decode
from mahdar.sources.html import read_page
from mahdar.sources.item import Told, printable, report_of
from mahdar.types.report import Report

_MOSTLY = 0.2


def read_bytes(raw: bytes, name: str, encoding: str | None = None, page: bool = False) -> Report:
    """A report from bytes: plain text as it stands, or the article of an HTML page. Raises BadSource."""
    name = printable(name)
    decoded = _with_nulls(raw, encoding) or decode(raw, name, encoding, declared=page)
    if not page:
        return report_of(name, decoded.text, None, decoded.encoding, decoded.sure)
    if len(raw) > LIMITS.page:
        raise BadSource(f"{name}: is a page larger than {size_of(LIMITS.page)}")
    article = read_page(decoded.text, name)
    told = Told(article.title, article.outlet, article.url, article.published)
    return report_of(name, article.text, told, decoded.encoding, decoded.sure)


def _with_nulls(raw: bytes, encoding: str | None) -> Decoded | None:
    """UTF-8 with null bytes strewn in. UTF-16 Arabic is valid UTF-8 with nulls, too, but of Latin letters."""
    if encoding or b"\0" not in raw:
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "utf-8", True) if arabic_share(text) >= _MOSTLY else None
