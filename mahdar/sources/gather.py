"""All that comes in, of whatever kind: files, folders, archives, feeds, urls."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from mahdar.sources.apart import told_apart
from mahdar.sources.files import read_path
from mahdar.sources.item import Came, Options
from mahdar.sources.urls import is_url, read_url


def gather(sources: Iterable[str | Path], options: Options | None = None) -> Iterator[Came]:
    """The reports of all `sources` (paths, or urls as texts) in their order; what cannot be read is a refusal in its
    place. Never raises for what a source holds. Those of one source come as they are read, those of several once all
    are: one text may stand under one path in two of them."""
    listed = list(sources)
    came = _came(listed, options or Options())
    return told_apart(came) if len(listed) > 1 else (one for _, one in came)


def _came(sources: Iterable[str | Path], options: Options) -> Iterator[tuple[Path | None, Came]]:
    for source in sources:
        if isinstance(source, str) and is_url(source):
            yield from ((None, one) for one in read_url(source, options))
        else:
            path = Path(source)
            folder = path if path.is_dir() else path.parent
            yield from ((folder, one) for one in read_path(path, options))
