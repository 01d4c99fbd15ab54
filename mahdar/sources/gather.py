"""All that comes in, of whatever kind: files, folders, archives, feeds, urls."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from mahdar.sources.files import read_path
from mahdar.sources.item import Came, Options
from mahdar.sources.urls import is_url, read_url


def gather(sources: Iterable[str | Path], options: Options | None = None) -> Iterator[Came]:
    """The reports of all `sources` (paths, or urls as texts) in their order, as they come; what cannot be read is a
    refusal in its place. Never raises for what a source holds."""
    options = options or Options()
    for source in sources:
        if isinstance(source, str) and is_url(source):
            yield from read_url(source, options)
        else:
            yield from read_path(Path(source), options)
