"""Made reports, read."""

from mahdar.language.language import load_language
from mahdar.reading.pipeline import read
from mahdar.types.reading import Reading
from mahdar.types.report import Published, Report


def read_report(name: str, text: str, day: str | None, outlet: str | None = None) -> Reading:
    """A report of that id and path, of which the day of publication is known, or nothing."""
    published = Published(value=day, known_from="metadata") if day else None
    return read(Report(id=name, path=name, text=text, outlet=outlet, published=published), load_language("ar"))
