"""Bytes become text: UTF-8 first, then what the bytes say of themselves, then what they look like."""

import codecs
import re
import unicodedata

import msgspec
from charset_normalizer import from_bytes

from mahdar.errors import BadSource

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ["cp1256", "iso8859_6", "utf_16_le", "utf_16_be", "mac_arabic", "cp1252"]
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_SAMPLE = 4000
_MARK, _LOST = "\ufeff", "\ufffd"  # a byte order mark; what stands for bytes that do not fit
_TELLING = 0.3  # share of Arabic letters
_SPOILT = 10  # letters of several bytes that must fit for each byte that does not: a few spoilt bytes leave it UTF-8


class Decoded(msgspec.Struct, frozen=True):
    """A text and how its bytes were read; `sure` is False where the encoding was guessed."""

    text: str
    encoding: str
    sure: bool


def decode(raw: bytes, name: str, encoding: str | None = None, declared: bool = False) -> Decoded:
    """Decode `raw`, the content of `name`. `encoding` forces one; `declared` looks for a page's own charset.

    Raises BadSource, naming `name`, for empty input, binary data and bytes that no encoding fits.
    """
    decoded = _decoded(raw, name, encoding, declared) if raw.strip() else None
    if decoded is None or all(char.isspace() or char == _MARK for char in decoded.text):
        raise BadSource(f"{name}: is empty")
    return decoded


def _decoded(raw: bytes, name: str, encoding: str | None, declared: bool) -> Decoded:
    if encoding:
        return _forced(raw, name, encoding)
    for mark, codec in _BOMS:
        if raw.startswith(mark):
            return _forced(raw, name, codec)
    stated = _DECLARED.search(raw[:_SAMPLE]) if declared else None
    if stated:
        try:
            return Decoded(raw.decode(stated[1].decode("ascii")), stated[1].decode("ascii").lower(), True)
        except (LookupError, UnicodeDecodeError):
            pass
    text = raw.decode("utf-8", "replace")
    lost = text.count(_LOST) + text.count("\0")
    if lost * _SPOILT > sum(not char.isascii() for char in text) - lost or _is_binary(text):
        return _guessed(raw, name)
    return Decoded(text, "utf-8", not lost)


def _forced(raw: bytes, name: str, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding, True)
    except LookupError as error:
        raise BadSource(f"{name}: there is no encoding {encoding!r}") from error
    except UnicodeDecodeError as error:
        raise BadSource(f"{name}: is not {encoding}: byte {error.start} does not fit") from error


def _guessed(raw: bytes, name: str) -> Decoded:
    """What the bytes look like: the candidate whose text holds most letters of the languages we read."""
    best = from_bytes(raw[: 64 * 1024], cp_isolation=_CANDIDATES).best()
    codec = best.encoding if best else "cp1256"
    tries = dict.fromkeys([codec, "cp1256", "utf_16_le"])
    texts = {name_: text for name_ in tries if (text := _try(raw, name_)) is not None}
    good = {name_: arabic_share(text) for name_, text in texts.items() if not _is_binary(text)}
    if good.get("utf_16_le", 1.0) < _TELLING and codec != "utf_16_le":
        del good["utf_16_le"]  # any even number of bytes is UTF-16 of something
    if not good:
        raise BadSource(f"{name}: is not text (binary data, or an encoding that cannot be told; give --encoding)")
    chosen = max(good, key=lambda name_: (good[name_], name_ == codec))
    return Decoded(texts[chosen], chosen, False)


def _try(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_binary(text: str) -> bool:
    """More than one control character in fifty: no encoding of a text gives that."""
    sample = text[:_SAMPLE]
    strange = sum(unicodedata.category(char) in {"Cc", "Cn", "Co", "Cs"} and char not in "\t\n\r\f" for char in sample)
    return strange * 50 > len(sample)


def arabic_share(text: str) -> float:
    """The share of right-to-left letters (bidirectional class AL) among the letters of the beginning of `text`."""
    letters = [char for char in text[: _SAMPLE * 5] if char.isalpha()]
    arabic = sum(unicodedata.bidirectional(char) == "AL" for char in letters)
    return arabic / len(letters) if letters else 0.0
