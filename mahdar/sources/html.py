"""A saved web page: its article by `trafilatura`, and what the page says of itself."""

import msgspec

from mahdar.errors import BadSource
from mahdar.types.report import Published


class Page(msgspec.Struct, frozen=True):
    """The article of a page. Offsets are into `text`, which is stored."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    published: Published | None


def read_page(markup: str, name: str) -> Page:
    """The article text and metadata of a page. Raises BadSource where no article is found."""
    import trafilatura  # a second to import: only who reads pages pays for it
    from trafilatura.metadata import extract_metadata

    text = trafilatura.extract(markup, include_comments=False, include_tables=True)
    if not text or not text.strip():
        raise BadSource(f"{name}: no article text found in the page")
    meta = extract_metadata(
        markup, date_config={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    )
    day = meta.date if meta else None
    return Page(
        text=text,
        title=meta.title if meta else None,
        outlet=meta.sitename if meta else None,
        url=meta.url if meta else None,
        published=Published(value=day, known_from="metadata") if day else None,
    )
