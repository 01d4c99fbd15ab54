"""Files and folders: every readable file becomes a report, every other one a refusal that names it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from mahdar.errors import BadSource
from mahdar.sources.decode import Decoded, arabic_share, decode
from mahdar.sources.html import read_page
from mahdar.types.ids import report_id
from mahdar.types.report import Report

_PAGES = {".html", ".htm", ".xhtml"}
_LEAST_ARABIC = 0.2
_LARGEST = 64 * 1024 * 1024


class Refusal(msgspec.Struct, frozen=True):
    """A source that could not be read, and why."""

    path: str
    why: str


def read_paths(paths: list[Path], encoding: str | None = None) -> Iterator[Report | Refusal]:
    """All reports of files and folders (recursively), in the order of their names; hidden files are left out."""
    for path in paths:
        if not path.exists():
            yield Refusal(str(path), "there is no such file or folder")
        elif path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p.relative_to(path)))
            if not files:
                yield Refusal(str(path), "the folder holds no files")
            for file in files:
                yield read_file(file, file.relative_to(path).as_posix(), encoding)
        else:
            yield read_file(path, path.name, encoding)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def read_file(file: Path, name: str, encoding: str | None = None) -> Report | Refusal:
    """One file as a report; `name` is its path within the collection."""
    try:
        if file.stat().st_size > _LARGEST:
            return Refusal(str(file), f"is larger than {_LARGEST // 2**20} MiB")
        return read_bytes(file.read_bytes(), name, encoding, page=file.suffix.lower() in _PAGES)
    except BadSource as error:
        return Refusal(str(file), str(error).removeprefix(f"{name}: "))
    except OSError as error:
        return Refusal(str(file), f"cannot be read: {error.strerror}")


def read_bytes(raw: bytes, name: str, encoding: str | None = None, page: bool = False) -> Report:
    """A report from bytes: plain text as it stands, or the article of an HTML page. Raises BadSource."""
    decoded = decode(raw, name, encoding, declared=page)
    if page:
        article = read_page(decoded.text, name)
        report = _report(name, article.text, decoded)
        return msgspec.structs.replace(
            report, title=article.title, outlet=article.outlet, url=article.url, published=article.published
        )
    return _report(name, decoded.text, decoded)


def _report(name: str, text: str, decoded: Decoded) -> Report:
    warnings = [] if decoded.sure else [f"{name}: encoding guessed: {decoded.encoding}"]
    arabic = arabic_share(text) >= _LEAST_ARABIC
    if not arabic:
        warnings.append(f"{name}: hardly any Arabic; kept, not read")
    return Report(
        id=report_id(name, text),
        path=name,
        text=text,
        language="ar" if arabic else "und",
        encoding=decoded.encoding,
        warnings=tuple(warnings),
    )
