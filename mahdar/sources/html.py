"""A saved web page: its article by `trafilatura`, and what the page says of itself. A piece of HTML: its text."""

import re

import msgspec

from mahdar.errors import BadSource
from mahdar.types.report import Published

_SILENT = {"script", "style", "template", "noscript", "iframe", "svg", "head"}
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main"
        " nav ol p pre section table td th tr ul",
    )
)
_USUAL_TAGS = 3_000
_MOST_TAGS = 50_000


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

    tags = markup.count("<") - markup.count("</")
    if tags > _MOST_TAGS:
        raise BadSource(f"{name}: is a page of more than {_MOST_TAGS} elements")
    # Beyond the usual size, without the second opinions: they take a time that grows with the square of a page.
    text = trafilatura.extract(markup, include_comments=False, include_tables=True, fast=tags > _USUAL_TAGS)
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


def plain_text(markup: str) -> str:
    """The text of a piece of HTML, a blank line between its blocks; an empty one where it holds none.

    >>> plain_text("<p>one <b>two</b></p><script>x</script><p>three &amp; four")
    'one two\\n\\nthree & four'
    """
    from lxml import etree

    # The parser itself stops at a depth of 256, whatever the nesting of what comes in.
    root = etree.fromstring(f"<div>{_CONTROLS.sub(' ', markup)}</div>", etree.HTMLParser(recover=True))
    parts: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        tag = element.tag if isinstance(element.tag, str) else "script"
        silent += (event == "start") - (event == "end") if tag in _SILENT else 0
        if tag in _BLOCKS:
            parts.append("\n\n")
        if not silent:
            parts.append(_WHITE.sub(" ", (element.text if event == "start" else element.tail) or ""))
    return _GAPS.sub("\n\n", "".join(parts)).strip()


_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WHITE = re.compile(r"[ \t\r\n]+")
_GAPS = re.compile(r" *\n[\n ]*")
