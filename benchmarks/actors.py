"""Actors resolved among generated readings: B-cubed precision and recall, seconds and memory, by number of mentions.

python benchmarks/actors.py [N ...]     numbers of mentions, rising (default: 5000 10000 20000 50000 100000)

Of N mentions there are N / 20 actors, in reports of some twenty mentions each. Names are put together of invented
syllables; one family name in three is shared by two or three people. Where a report names somebody first, one name in
four is written in another way: another letter for a sound, a long vowel more or less, a typo, Latin script; some
reports know only the family name, some only the title. What is resolved is compared with who was meant, over all
mentions; and the readings are resolved once more in another order, which must give the same bytes.
"""

import random
import resource
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from mahdar.language.spelling import load_spelling
from mahdar.record.reconcile import reconcile
from mahdar.types.marks import Form, Mention
from mahdar.types.reading import Reading
from mahdar.types.record import Record
from mahdar.types.report import Published
from mahdar.types.span import Span

SIZES = (5000, 10000, 20000, 50000, 100000)
_A_REPORT = 20
_STATES = 60
_FIRST_DAY = date(2025, 1, 1)
_DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_KINDS = ("consonant", "vowel", "ending")
_SOUNDS = {kind: [(one["written"], one["latin"], one.get("others", [])) for one in _DATA[kind]] for kind in _KINDS}
_VARIED, _BARE, _TITLE, _WITH_TITLE, _SIDED = 0.25, 0.1, 0.03, 0.3, 0.5
Sound = tuple[str, str, list[str]]
Place = tuple[str, int]


@dataclass(frozen=True)
class Someone:
    """An invented actor: the sounds of both names, the state it acts for, and its office, if it is the only holder."""

    number: int
    given: tuple[Sound, ...]
    family: tuple[Sound, ...]
    side: str
    office: str | None


def make_actors(number: int, dice: random.Random) -> list[Someone]:
    """Invented actors, no two with the same names."""
    families = [_name(dice, ending=True) for _ in range(max(1, number * 3 // 4))]
    made: dict[tuple[str, str], Someone] = {}
    held: set[str] = set()
    while len(made) < number:
        given, family = _name(dice), dice.choice(families)
        side = f"state:land-{dice.randrange(_STATES)}"
        office = f"{dice.choice(_DATA['titles'])}|{dice.randrange(number)}|{side}"
        free = None if office in held or dice.random() > 0.3 else office
        held.add(office)
        made.setdefault((_written(given), _written(family)), Someone(len(made), given, family, side, free))
    return list(made.values())


def _name(dice: random.Random, ending: bool = False) -> tuple[Sound, ...]:
    syllables = [dice.choice(_SOUNDS[kind]) for _ in range(2) for kind in ("consonant", "vowel")]
    return (*syllables, *([dice.choice(_SOUNDS["ending"])] if ending else [dice.choice(_SOUNDS["consonant"])]))


def _written(name: Iterable[Sound]) -> str:
    return "".join(written for written, _, _ in name)


# ── readings ─────────────────────────────────────────────────────
def make_readings(number: int, seed: int = 7) -> tuple[list[Reading], dict[Place, int]]:
    """Readings with `number` mentions in all, and who each mention is."""
    dice = random.Random(seed)
    actors = make_actors(max(2, number // 20), dice)
    weights = [1 / (3 + actor.number) ** 0.3 for actor in actors]
    readings: list[Reading] = []
    meant: dict[Place, int] = {}
    while len(meant) < number:
        report = f"re:{dice.getrandbits(64):016x}"
        most = min(_A_REPORT, number - len(meant))
        cast = list({actor.number: actor for actor in dice.choices(actors, weights, k=6)}.values())
        marks: list[Mention] = []
        for actor in cast:
            for mention in _mentions(actor, dice):
                if len(marks) < most:
                    start = 100 * len(marks)
                    marks.append(_placed(mention, start))
                    meant[report, start] = actor.number
        day = (_FIRST_DAY + timedelta(days=dice.randrange(365))).isoformat()
        readings.append(
            Reading(report=report, published=Published(value=day, known_from="header"), mentions=tuple(marks))
        )
    return readings, meant


def _placed(mention: Mention, start: int) -> Mention:
    office = Span(start + 40, start + 60) if mention.office_text else None
    return msgspec.structs.replace(mention, span=Span(start, start + len(mention.text)), office=office)


def _mentions(actor: Someone, dice: random.Random) -> Iterator[Mention]:
    """How one report speaks of an actor: by both names and then the family name, by that alone, or by the title."""
    times = dice.randint(2, 5)
    given, family = _in_print(actor.given, dice), _in_print(actor.family, dice)
    lot = dice.random()
    if lot < _TITLE and actor.office:
        yield from [_mention("title", actor.office.partition("|")[0], office=actor.office)] * times
        return
    if dice.random() < _VARIED / 4:
        given, family = (_latin(actor.given), _latin(actor.family))
    key = family if lot < _BARE else f"{given} {family}"
    titled = actor.office if dice.random() < _WITH_TITLE else None
    side = actor.side if dice.random() < _SIDED else None
    yield _mention("name", key, key, side=side, office=titled)
    for _ in range(times - 1):
        yield _mention("name", family, key, side=side)


def _mention(form: Form, text: str, name: str = "", *, side: str | None = None, office: str | None = None) -> Mention:
    return Mention(
        span=Span(0, 1),
        rules=("benchmark/made",),
        text=text,
        kind="person",
        form=form,
        key=f"person:{load_spelling().fold(name)}" if form == "name" else f"title:{text}",
        side=side,
        office_text=office.partition("|")[0] if office else None,
        office_key=office,
    )


def _in_print(name: Sequence[Sound], dice: random.Random) -> str:
    """A name as a paper writes it."""
    if dice.random() > _VARIED / 2:
        return _written(name)
    lot = dice.random()
    if lot < 0.45:
        return "".join(dice.choice([written, *others]) for written, _, others in name)
    if lot < 0.75:
        at = dice.choice([1, 3])
        vowel = dice.choice([one for one in _SOUNDS["vowel"] if not one[0]]) if name[at][0] else _SOUNDS["vowel"][0]
        return _written((*name[:at], vowel, *name[at + 1 :]))
    return _typo(_written(name), dice)


def _typo(word: str, dice: random.Random) -> str:
    """Two letters the wrong way round, one left out, or one hit twice."""
    at = dice.randrange(1, len(word) - 1)
    return dice.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        ]
    )


def _latin(name: Iterable[Sound]) -> str:
    return "".join(latin for _, latin, _ in name).capitalize()


# ── measuring ────────────────────────────────────────────────────
def b_cubed(record: Record, meant: dict[Place, int]) -> tuple[float, float]:
    """B-cubed precision and recall over all mentions."""
    found = {(m.at.report, m.at.span.start): actor.id for actor in record.actors for m in actor.mentions}
    assert found.keys() == meant.keys()
    both = Counter((found[place], meant[place]) for place in meant)
    by_found, by_meant = Counter(found.values()), Counter(meant.values())
    total = len(meant)
    precision = sum(count * count / by_found[one] for (one, _), count in both.items()) / total
    recall = sum(count * count / by_meant[who] for (_, who), count in both.items()) / total
    return precision, recall


def confused(record: Record, meant: dict[Place, int], most: int = 10) -> list[list[str]]:
    """Actors of the record that are several people, as the names printed: what to look at next."""
    people: defaultdict[str, set[int]] = defaultdict(set)
    for actor in record.actors:
        people[actor.id] |= {meant[m.at.report, m.at.span.start] for m in actor.mentions}
    wrong = [actor for actor in record.actors if len(people[actor.id]) > 1]
    return [[alias for alias in actor.aliases if not alias.startswith("ac:")] for actor in wrong[:most]]


@dataclass(frozen=True)
class Measured:
    mentions: int
    actors: int
    seconds: float
    peak: int
    precision: float
    recall: float


def measure(number: int, seed: int = 7) -> Measured:
    """Resolve generated readings, twice: in order and shuffled. Raises AssertionError where the order shows."""
    readings, meant = make_readings(number, seed)
    start = time.perf_counter()
    record = reconcile(readings)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    precision, recall = b_cubed(record, meant)
    shuffled = list(readings)
    random.Random(seed).shuffle(shuffled)
    assert msgspec.json.encode(reconcile(shuffled)) == msgspec.json.encode(record), "the order of reports shows"
    return Measured(len(meant), len(set(meant.values())), seconds, peak, precision, recall)


def main(sizes: Sequence[int]) -> None:
    reconcile([])
    print(f"{'mentions':>9}{'actors':>8}{'seconds':>9}{'s / 10k':>9}{'peak MiB':>10}{'B3 P':>8}{'B3 R':>8}")
    for size in sizes:
        one = measure(size)
        rate = one.seconds / one.mentions * 10_000
        print(
            f"{one.mentions:>9}{one.actors:>8}{one.seconds:>9.2f}{rate:>9.3f}{one.peak:>10}{one.precision:>8.3f}{one.recall:>8.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or SIZES)
