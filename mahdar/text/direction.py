"""Direction: text of either direction inside a line of the other, without one disturbing the other."""

import unicodedata

FSI, PDI = "\u2068", "\u2069"


def isolate(text: str) -> str:
    """`text` between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX #9), its own stray controls removed."""
    return FSI + plain(text) + PDI


def plain(text: str) -> str:
    """`text` on one line, without bidi controls or other characters that a terminal would obey."""
    kept = (" " if char.isspace() else char for char in text)
    return "".join(char for char in kept if unicodedata.category(char) not in {"Cf", "Cc"} or char == "\u200c")


def is_rtl(text: str) -> bool:
    """Whether the first strong character outside isolates reads right to left (UAX #9, rules P2 and P3)."""
    inside = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"LRI", "RLI", "FSI"}:
            inside += 1
        elif kind == "PDI":
            inside = max(0, inside - 1)
        elif not inside and kind in {"L", "R", "AL"}:
            return kind != "L"
    return False
