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
    """Whether the first strong character reads right to left (UAX #9, rule P2)."""
    for char in text:
        strong = unicodedata.bidirectional(char)
        if strong in {"L", "R", "AL"}:
            return strong != "L"
    return False
