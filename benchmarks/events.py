"""Generated tellings of known meetings, joined: B-cubed precision, recall and F1, seconds and memory, by number.

python benchmarks/events.py [N ...]     numbers of tellings, rising (default: 2500 5000 10000 20000); N / 10 meetings

A meeting has two or three sides, one to three people a side, a day, a place, perhaps a length; the same sides meet again
and again, at least two days apart. A telling is one report: it names some of the people (by full name, family name, or
their state instead), the day (as `yesterday`, a weekday, a date, a month, or not at all), perhaps the place and length
(now and then another one), announces the meeting before it or tells it after, and calls it in person, by phone, or
nothing. What is joined are readings, not texts: reading is measured elsewhere.
"""

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mahdar.record.day import anchor_all
from mahdar.record.order import Order
from mahdar.record.same_actor import resolve_actors
from mahdar.record.same_event import join_meetings
from mahdar.types.ids import report_id
from mahdar.types.marks import Format, Meeting, Mention, Status, Time
from mahdar.types.reading import Reading
from mahdar.types.report import Published
from mahdar.types.span import Span
from mahdar.types.when import Shape

SIZES = (2500, 5000, 10000, 20000)
_TELLINGS = 10
_STATES, _PEOPLE, _PLACES = 40, 12, 60
_DAYS, _APART = 900, 2
_FIRST = date(2024, 1, 1)
_SYLLABLES = ("ba", "du", "ki", "lo", "me", "na", "pi", "ro", "su", "te", "va", "zo")
Person = tuple[int, int]


@dataclass(frozen=True)
class Event:
    """A meeting as it was: `people` are (state, number)."""

    people: tuple[Person, ...]
    day: date
    place: int
    length: int | None
    format: Format


@dataclass(frozen=True)
class Score:
    """How well tellings were joined, and at which cost."""

    precision: float
    recall: float
    seconds: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def made_events(count: int, rng: random.Random) -> list[Event]:
    """Meetings of few pairs of sides often and of many seldom; the same two never met within two days."""
    taken: set[tuple[int, int, int]] = set()
    events: list[Event] = []
    while len(events) < count:
        sides = [int(_STATES * rng.random() ** 2) for _ in range(3 if rng.random() < 0.15 else 2)]
        day = rng.randrange(_DAYS)
        pairs = [(min(a, b), max(a, b)) for i, a in enumerate(sides) for b in sides[i + 1 :]]
        near = range(day - _APART + 1, day + _APART)
        if len(set(sides)) < len(sides) or any((*pair, at) in taken for pair in pairs for at in near):
            continue
        taken |= {(*pair, day) for pair in pairs}
        people = tuple((side, n) for side in sides for n in _delegation(rng))
        phone = rng.random() < 0.15
        length = rng.choice((1, 2, 3, 4, 5)) if rng.random() < 0.6 else None
        place = rng.randrange(_PLACES)
        events.append(Event(people, _FIRST + timedelta(day), place, length, "phone" if phone else "in-person"))
    return events


def _delegation(rng: random.Random) -> list[int]:
    """Who goes: a few of the people of a state go often, the others seldom."""
    size = rng.choice((1, 1, 1, 2, 3))
    going: list[int] = []
    while len(going) < size:
        going.append(int(_PEOPLE * rng.random() ** 3))
        going = list(dict.fromkeys(going))
    return going


# ── tellings ─────────────────────────────────────────────────────
class _Pen:
    """Writes one reading: marks one behind the other, as if a text held them."""

    def __init__(self) -> None:
        self.at = 0
        self.mentions: list[Mention] = []
        self.times: list[Time] = []

    def span(self) -> Span:
        self.at += 10
        return Span(self.at - 10, self.at - 2)

    def name(self, key: str, kind: str, side: str | None) -> Span:
        span = self.span()
        form = {"text": key, "kind": kind, "form": "name", "key": key, "side": side}
        self.mentions.append(Mention(span=span, rules=("made",), **form))  # type: ignore[arg-type]
        return span

    def time(self, kind: str, **shape: object) -> Span:
        span = self.span()
        self.times.append(Time(span=span, rules=("made",), type=kind, shape=Shape(**shape)))  # type: ignore[arg-type]
        return span


def _word(number: int) -> str:
    return _SYLLABLES[number // 144 % 12] + _SYLLABLES[number // 12 % 12] + _SYLLABLES[number % 12]


def _family(person: Person) -> str:
    number = (person[0] * _PEOPLE + person[1]) * 7
    return _word(number) + _word(number * 11 + 5)


def telling(event: Event, number: int, rng: random.Random) -> Reading:
    """One report that tells an event in its own way."""
    pen = _Pen()
    ahead = rng.random() < 0.15
    printed = event.day + timedelta(-rng.choice((1, 2, 3)) if ahead else rng.choice((0, 0, 1, 1, 2)))
    who = tuple(span for side in dict.fromkeys(s for s, _ in event.people) for span in _side(pen, event, side, rng))
    status: Status = "planned" if ahead else "held"
    format_: Format = "unspecified" if rng.random() < 0.2 else event.format
    place = event.place if rng.random() < 0.97 else rng.randrange(_PLACES)
    length = event.length if rng.random() < 0.95 else rng.choice((1, 2, 3, 4, 5))
    lasting = length is not None and not ahead and rng.random() < 0.5
    meeting = Meeting(
        span=Span(0, pen.at),
        rules=("made",),
        trigger=pen.span(),
        participants=who,
        status=status,
        format=format_,
        place=pen.name(f"place:p{place}", "place", None) if format_ != "phone" and rng.random() < 0.65 else None,
        time=_day(pen, event.day, printed, rng),
        duration=pen.time("DURATION", op="duration", unit="hour", amount=float(length or 0)) if lasting else None,
    )
    return Reading(
        report=report_id(f"made/{number}", str(number)),
        published=Published(value=printed.isoformat(), known_from="header"),
        mentions=tuple(sorted(pen.mentions, key=lambda m: m.span)),
        times=tuple(sorted(pen.times, key=lambda t: t.span)),
        meetings=(meeting,),
    )


def _side(pen: _Pen, event: Event, side: int, rng: random.Random) -> list[Span]:
    """The state, or its head and perhaps those who came along, by full or family name."""
    state = f"state:s{side}"
    people = [person for person in event.people if person[0] == side]
    if rng.random() < 0.08:
        return [pen.name(state, "state", state)]
    named = [people[0], *(person for person in people[1:] if rng.random() < 0.7)]
    keys = [
        f"person:{_word(p[1] * 31 + p[0])} {_family(p)}" if rng.random() < 0.7 else f"person:{_family(p)}"
        for p in named
    ]
    pen.name(state, "state", state)
    return [pen.name(key, "person", state) for key in keys]


def _day(pen: _Pen, day: date, printed: date, rng: random.Random) -> Span | None:
    chance = rng.random()
    if chance < 0.25:
        return None
    if chance < 0.5 and printed >= day:
        return pen.time("DATE", op="shift", unit="day", amount=float((day - printed).days))
    if chance < 0.7:
        return pen.time(
            "DATE", op="weekday", weekday=day.isoweekday(), direction="past" if day <= printed else "future"
        )
    if chance < 0.97:
        return pen.time("DATE", op="date", year=day.year, month=day.month, day=day.day)
    return pen.time("DATE", op="date", year=day.year, month=day.month)


# ── scoring ──────────────────────────────────────────────────────
def measured(count: int, seed: int = 7) -> Score:
    """`count` tellings of a tenth as many meetings, joined."""
    rng = random.Random(seed)
    events = made_events(count // _TELLINGS, rng)
    of: dict[str, int] = {}
    readings: list[Reading] = []
    for number in range(count):
        event = rng.randrange(len(events))
        readings.append(telling(events[event], number, rng))
        of[readings[-1].report] = event
    begun = time.perf_counter()
    facts = join_meetings(readings, resolve_actors(readings), anchor_all(readings), Order(readings)).facts
    seconds = time.perf_counter() - begun
    clusters = [[of[place.report] for place in fact.evidence] for fact in facts]
    return Score(*b_cubed(clusters), seconds)


def b_cubed(clusters: Sequence[Sequence[int]]) -> tuple[float, float]:
    """B-cubed precision and recall of clusters of items, each given as the class that it is of (Bagga and Baldwin)."""
    sizes = Counter(one for cluster in clusters for one in cluster)
    total = sum(sizes.values())
    precision = recall = 0.0
    for cluster in clusters:
        for one, same in Counter(cluster).items():
            precision += same * same / len(cluster)
            recall += same * same / sizes[one]
    return precision / total, recall / total


def main(sizes: Sequence[int]) -> None:
    print(f"{'tellings':>9} {'meetings':>9} {'P':>6} {'R':>6} {'F1':>6} {'seconds':>8} {'ms each':>8} {'MB':>6}")
    for size in sizes:
        score = measured(size)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:9} {size // _TELLINGS:9} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f} "
            f"{score.seconds:8.1f} {1000 * score.seconds / size:8.2f} {peak:6.0f}"
        )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
