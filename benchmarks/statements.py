"""Who said what, on 2,000 sentences composed from parts: word orders, cues, speakers, marks, what stands between.

python benchmarks/statements.py [COUNT]     prints precision, recall and F1, and what fails by order and by cue

A statement is right where its content covers what was composed (intersection over union of at least 0.8) and its
speaker is the one composed. The parts are in `statements.toml`; none of them is an example of the language data.
"""

import random
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import mahdar

PARTS = tomllib.loads((Path(__file__).parent / "statements.toml").read_text(encoding="utf-8"))
_LEAST = 0.8
_SAID = {"C": "content", "D": "second", "N": "noun"}


class Said(NamedTuple):
    """What a composed sentence says: where the content stands, and whose it is."""

    start: int
    stop: int
    name: str


class Composed(NamedTuple):
    text: str
    said: list[Said]
    order: str
    verb: str
    between: str


def compose(pick: random.Random) -> Composed:
    """One sentence, or two, from parts chosen by `pick`."""
    order, speaker, verb, demand = (pick.choice(PARTS[kind]) for kind in ("order", "speaker", "verb", "demand"))
    form, marks = speaker["form"], pick.choice(PARTS["marks"])
    between = pick.choice([one for one in PARTS["between"] if one.get("form", form) == form])["text"]
    said_words = {name: pick.choice(PARTS[kind])["text"] for name, kind in _SAID.items()}
    said_words["Q"] = said_words["C"]
    endings = PARTS["feminine"] if form == "f" else PARTS["masculine"]
    known = {"S": speaker["text"], "V": verb[form], "L": verb["link"], "U": demand[form], "K": demand["link"]}
    known |= {"X": endings["verb"], "P": endings["participle"], "O": endings["his"]}
    text, said = "", []
    for char in order["text"]:
        if char in said_words:
            words = said_words[char]
            text += marks["open"] if char == "Q" else ""
            said.append(Said(len(text), len(text) + len(words), speaker["name"]))
            text += words + (marks["close"] if char == "Q" else "")
        elif char == "B":
            text = text.rstrip() if between.startswith("\u060c") or not between else text
            text += between
        else:
            text += known.get(char, char)
    return Composed(text, said, order["name"], (demand if "U" in order["text"] else verb)["m"], between)


def judge(one: Composed) -> tuple[int, int]:
    """How many of the composed statements are found, and how many statements are found in all."""
    reading = mahdar.read(one.text)
    found = [
        (statement.content[0].start, statement.content[-1].stop, _name(one.text, statement.speaker))
        for statement in reading.statements
        if statement.content
    ]
    return sum(any(_same(said, other) for other in found) for said in one.said), len(found)


def _name(text: str, span: mahdar.Span | None) -> str:
    return span.of(text) if span else ""


def _same(said: Said, found: tuple[int, int, str]) -> bool:
    start, stop, name = found
    shared = min(said.stop, stop) - max(said.start, start)
    whole = max(said.stop, stop) - min(said.start, start)
    return name == said.name and shared >= _LEAST * whole


def run(count: int) -> tuple[float, float, Counter[str], list[Composed]]:
    """Precision, recall, what fails by kind, and the sentences that fail, over `count` sentences."""
    pick = random.Random(7)
    right = wanted = found = 0
    failed: Counter[str] = Counter()
    wrong = []
    for _ in range(count):
        one = compose(pick)
        good, all_found = judge(one)
        right, wanted, found = right + good, wanted + len(one.said), found + all_found
        if good < len(one.said) or all_found > len(one.said):
            failed.update([f"order: {one.order}", f"cue: {one.verb}", f"between: {one.between or 'nothing'}"])
            failed.update({f"speaker: {said.name}" for said in one.said})
            wrong.append(one)
    return right / found, right / wanted, failed, wrong


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    precision, recall, failed, wrong = run(count)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{count} sentences: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; {len(wrong)} fail")
    for kind, times in failed.most_common(25):
        print(f"{times:5} {kind}")
    for one in wrong[:10]:
        print(one.text)


if __name__ == "__main__":
    main()
