"""Folding: two spellings of one word become one string, and the way back is kept.

*Light* drops what the eye skips (vowel marks, tatweel, bidi controls, zero-width characters), writes every digit as
ASCII and undoes presentation forms (Unicode NFKC). It is one `str.translate`; an offset table is built only for texts
in which some character does not fold to exactly one.

*Deep* goes on to merge letters (hamza seats, final ya, ta marbuta). Which ones is a matter of language, so the table
comes with the language data. Deep folding never changes a length: it is applied to words, offsets stay light.
"""

import re
import unicodedata
from array import array
from collections.abc import Mapping
from functools import cache

import msgspec

from mahdar.types.span import Span

_BMP = range(0x80, 0x10000)
_BEYOND = range(0x10000, 0x20000)  # of these only digits: in `_odd` one character more would be asked of every other


@cache
def light_table() -> dict[int, str]:
    """Code point -> its light folding, for every code point that changes. Empty string: dropped."""
    table: dict[int, str] = {}
    for code in _BMP:
        char = chr(code)
        category = unicodedata.category(char)
        if category in {"Mn", "Me", "Cf"} or char == _TATWEEL:
            table[code] = ""
        elif category == "Nd":
            table[code] = str(unicodedata.decimal(char))
        elif 0xFB1D <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFF:
            table[code] = _undress(char)
    for code in _BEYOND:
        if unicodedata.category(chr(code)) == "Nd":
            table[code] = str(unicodedata.decimal(chr(code)))
    return {code: image for code, image in table.items() if image != chr(code)}


_TATWEEL = unicodedata.lookup("ARABIC TATWEEL")


def _undress(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    kept = "".join(c for c in plain if unicodedata.category(c) != "Mn" and c != _TATWEEL)
    return re.sub(r"\s", "", kept)


@cache
def _odd(apart: str = "") -> re.Pattern[str]:
    """Matches each character whose light folding is not one character long, and the blank behind an `apart` letter."""
    odd = "".join(re.escape(chr(code)) for code, image in light_table().items() if len(image) != 1)
    blank = rf"|(?<=\b[{re.escape(apart)}])[^\S\r\n](?=[^\W\d_])" if apart else ""
    return re.compile(f"[{odd}]{blank}")


class Folded(msgspec.Struct, frozen=True):
    """A folded text and, for each folded character, where its source starts (None where nothing moved)."""

    text: str
    starts: "array[int] | None"
    printed: str

    def back(self, start: int, stop: int) -> Span:
        """The span of the printed text from which the folded characters `start` to `stop` came; `start < stop`.

        A match that ends inside the letters of one ligature takes the whole ligature; marks on the last letter belong
        to it.
        """
        if self.starts is None:
            return Span(start, stop)
        end = self.starts[stop - 1] + 1
        while end < len(self.printed) and unicodedata.combining(self.printed[end]):
            end += 1
        return Span(self.starts[start], end)


def fold(text: str, apart: str = "") -> Folded:
    """Fold `text` lightly. `apart` are letters that a language writes onto the next word: where one stands alone before
    a word, the blank between them is dropped.

    >>> fold("a\\u064eb").text, fold("a\\u064eb").back(1, 2)
    ('ab', Span(start=2, stop=3))
    >>> fold("x w y", apart="w").text
    'x wy'
    """
    table = light_table()
    if _odd(apart).search(text) is None:
        return Folded(text.translate(table), None, text)
    pieces: list[str] = []
    starts: array[int] = array("l")
    at = 0
    for hit in _odd(apart).finditer(text):
        if hit.start() > at:
            pieces.append(text[at : hit.start()].translate(table))
            starts.extend(range(at, hit.start()))
        image = table.get(ord(hit.group()), "")
        pieces.append(image)
        starts.extend([hit.start()] * len(image))
        at = hit.end()
    pieces.append(text[at:].translate(table))
    starts.extend(range(at, len(text)))
    return Folded("".join(pieces), starts, text)


def deep_table(letters: Mapping[str, str]) -> dict[int, str]:
    """A `str.translate` table from a language's letter pairs, and ASCII capitals to small letters."""
    table = {ord(char): image for char, image in letters.items()}
    table.update({code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
    return table


def whole_table(deep: Mapping[int, str]) -> dict[int, str]:
    """Both foldings in one table: what a word of the data is folded with, as a text is folded lightly, then deep."""
    return {**deep, **{code: image.translate(dict(deep)) for code, image in light_table().items()}}
