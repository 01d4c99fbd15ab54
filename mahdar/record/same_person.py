"""One person, many spellings: which full names are one, and whose a bare family name is.

Full names are compared where their given and family names sound alike, within one letter: each name is entered under
a handful of keys, and only names that share one are compared. A bare name goes to the one person who bears it; where
several do, its side and the office beside it decide, then who is named far more often; else nobody knows.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Literal

import msgspec

from mahdar.language.spelling import Part, Spelling
from mahdar.types.record import Judgement

RULE = "record/same-actor/"
_SAME, _MAYBE = 0.85, 0.72  # scores from which two full names are one person's, and from which they may be
_FAMILY, _GIVEN = 0.7, 0.7  # likeness below which family or given names are two
_LATIN = 0.97  # the score of two names with one Latin name beside them
_SOUNDS = 0.7  # given names that sound so alike are worth a NO
_BARE, _BARE_MAYBE = 0.9, 0.75  # the same for a bare name and a family name
_LONG = 4  # consonants from which a name with one lost or changed is still recognised
_COMPARED = 24  # names under one key that one is compared with: those next in order
_OTHER_SIDE, _SAME_SIDE = 0.1, 0.03
_OFTEN = 3  # so many times as often, and in so many more reports, is far more often
_FEW = 6  # bearers of a bare name that are told apart one by one


class Person(msgspec.Struct):
    """A name of all readings: its key, its parts, and what reports say beside it."""

    key: str
    parts: tuple[Part, ...]
    reports: set[str] = msgspec.field(default_factory=set)
    sides: set[str] = msgspec.field(default_factory=set)
    genders: set[str] = msgspec.field(default_factory=set)
    offices: set[str] = msgspec.field(default_factory=set)
    latin: set[str] = msgspec.field(default_factory=set)  # as printed beside it, in small letters


# ── full names ───────────────────────────────────────────────────
def full_names(people: Iterable[Person], spelling: Spelling) -> Iterator[Judgement]:
    """Judgements between names of two parts and more."""
    blocks: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        for key in _keys(person.parts, spelling):
            blocks[key].append(person)
        for latin in person.latin:
            blocks[f"latin {latin}"].append(person)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        block.sort(key=lambda person: (person.parts[-1].voice, person.parts[0].voice, person.key))
        for at, a in enumerate(block):
            for b in block[at + 1 : at + 1 + _COMPARED]:
                pair = (a.key, b.key) if a.key < b.key else (b.key, a.key)
                if pair not in seen:
                    seen.add(pair)
                    judgement = _two(a, b, spelling) if a.key < b.key else _two(b, a, spelling)
                    if judgement:
                        yield judgement


def _keys(parts: tuple[Part, ...], spelling: Spelling) -> set[str]:
    """What a full name is entered under: either name as it sounds with the other within one consonant, and initials."""
    given, family = parts[0], parts[-1]
    found = {f"{given.skeleton}|{one}" for one in _shortened(family.skeleton)}
    found |= {f"{one}|{family.skeleton}" for one in _shortened(given.skeleton)}
    found |= {f"{given.skeleton}|{part.skeleton}" for part in parts[1:-1]}
    found |= {f"{part.skeleton}|{family.skeleton}" for part in parts[1:2] if len(parts) > 2}
    found.add(f"{given.voice[:1]}.|{family.skeleton}")
    found |= {f"{other.skeleton}|{family.skeleton}" for other in spelling.nicknames(given)}
    return found


def _shortened(skeleton: str) -> set[str]:
    """A skeleton and, where enough is left, all that lack one sound: two that are one letter apart share one."""
    if len(skeleton) < _LONG - 1:
        return {skeleton}
    return {skeleton, *(skeleton[:at] + skeleton[at + 1 :] for at in range(len(skeleton)))}


def _two(a: Person, b: Person, spelling: Spelling) -> Judgement | None:
    """Same family name and no contradicting given name; two given names make two people."""
    given, family, loss = _aligned(a.parts, b.parts, spelling)
    reasons = [f"family name {family:.2f}", f"given name {given:.2f}"]
    if _he_and_she(a.genders, b.genders) and min(given, family) >= _GIVEN:
        return _judgement((a.key, b.key), "no", "two-genders", (*reasons, "he and she"), 1.0)
    if a.latin & b.latin:
        reasons.append(f"both printed {min(a.latin & b.latin)}")
        return _judgement((a.key, b.key), "yes", "latin-name", tuple(reasons), _LATIN)
    if given < _GIVEN or family < _FAMILY:
        near = min(_sounds(a.parts[0], b.parts[0]), _sounds(a.parts[-1], b.parts[-1])) >= _SOUNDS
        rule = "two-given-names" if given < _GIVEN else "two-family-names"
        return _judgement((a.key, b.key), "no", rule, tuple(reasons), 1.0) if near else None
    score = (given + family) / 2 - loss
    reasons += ["other words between"] * bool(loss)
    if a.sides and b.sides:
        score += _SAME_SIDE if a.sides & b.sides else -_OTHER_SIDE
        reasons.append("same side" if a.sides & b.sides else "other sides")
    if score < _MAYBE:
        return None
    sure = score >= _SAME and (a.parts[0].latin == b.parts[0].latin or family >= _BARE)
    verdict: Literal["yes", "unsure"] = "yes" if sure else "unsure"
    return _judgement((a.key, b.key), verdict, "full-name", tuple(reasons), min(score, 1.0))


def _he_and_she(one: Set[str], other: Set[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _sounds(a: Part, b: Part) -> float:
    same = sum(one == other for one, other in zip(a.skeleton, b.skeleton, strict=False))
    return same / max(len(a.skeleton), len(b.skeleton))


def _aligned(a: tuple[Part, ...], b: tuple[Part, ...], spelling: Spelling) -> tuple[float, float, float]:
    """Likeness of the given names, of the family names, and what is lost by what stands between them."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    like = spelling.likeness
    given, family, loss = like(short[0], long[0]), like(short[-1], long[-1]), 0.0
    if len(short) == len(long):
        middle = min((like(one, other) for one, other in zip(short[1:-1], long[1:-1], strict=True)), default=1.0)
        return given, family, 0.0 if middle >= _GIVEN else 0.3
    if family < _FAMILY:
        inner = max((like(short[-1], part) for part in long[1:-1]), default=0.0)
        family, loss = (inner, 0.05) if inner > family else (family, loss)
    if given < _GIVEN and len(short) == len(long) - 1 and like(short[0], long[1]) == 1.0:
        # the father's name and the family's: his son; but of a first name that may be left out, himself
        given, loss = 1.0, 0.05 if long[0].word in spelling.unsaid else 0.2
    return given, family, loss


# ── bare names ───────────────────────────────────────────────────
class Owner(msgspec.Struct):
    """A person by all full names: the cluster, a key of it, its reports, sides and offices."""

    cluster: str
    key: str
    likeness: float
    reports: set[str]
    sides: set[str]
    offices: set[str]


class Bare(msgspec.Struct, frozen=True):
    """A bare name as one report uses it, or all do; `given` where it is a given name to all lists."""

    key: str
    report: str
    sides: frozenset[str]
    offices: frozenset[str]
    given: bool = False


class Owners:
    """Who bears a family name, by how it sounds. `people` have full names; `cluster` says which of them are one."""

    def __init__(self, people: Sequence[Person], cluster: Mapping[str, str], spelling: Spelling) -> None:
        self._cluster, self._spelling = cluster, spelling
        self._members: defaultdict[str, list[Person]] = defaultdict(list)
        self._bearers: defaultdict[str, list[Person]] = defaultdict(list)
        words: dict[str, Part] = {}
        for person in people:
            self._members[cluster[person.key]].append(person)
            self._bearers[person.parts[-1].word].append(person)
            words[person.parts[-1].word] = person.parts[-1]
        self._by_sound: defaultdict[str, list[tuple[str, str, Part]]] = defaultdict(list)
        for word, part in sorted(words.items()):
            for sound in _near(part.skeleton):
                self._by_sound[sound].append((part.voice, word, part))
        for block in self._by_sound.values():
            block.sort(key=lambda one: one[:2])

    def of(self, bare: Person) -> list[Owner]:
        """Those who bear a name so alike that none is much more alike, by cluster."""
        found: dict[str, tuple[float, str]] = {}
        (part,) = bare.parts
        plain = self._spelling.part(part.word, True)  # a family name alone may stand with its article
        for word in {one.word: one for one in (*self._names(part), *self._names(plain))}.values():
            likeness = 1.0 if word.word == plain.word else self._spelling.likeness(part, word)
            if likeness < _BARE_MAYBE:
                continue
            for person in self._bearers[word.word]:
                fathers = person.parts[-1].child and not part.child
                if fathers or _he_and_she(bare.genders, person.genders):
                    continue
                cluster = self._cluster[person.key]
                found[cluster] = min(found.get(cluster, (0.0, "~")), (-likeness, person.key))
        best = min((likeness for likeness, _ in found.values()), default=0.0)
        return [self._owner(cluster, *found[cluster]) for cluster in sorted(found) if found[cluster][0] <= best + 0.1]

    def _names(self, part: Part) -> list[Part]:
        """The family names that sound nearly so: of each key those next in order."""
        near: dict[str, Part] = {}
        for sound in _near(part.skeleton):
            block = self._by_sound.get(sound, [])
            at = bisect_left(block, (part.voice, part.word), key=lambda one: one[:2])
            near.update((word, one) for _, word, one in block[max(0, at - _COMPARED) : at + _COMPARED])
        return [near[word] for word in sorted(near)]

    def _owner(self, cluster: str, likeness: float, key: str) -> Owner:
        members = self._members[cluster]
        return Owner(
            cluster=cluster,
            key=key,
            likeness=-likeness,
            reports={report for one in members for report in one.reports},
            sides={side for one in members for side in one.sides},
            offices={office for one in members for office in one.offices},
        )


def _near(skeleton: str) -> set[str]:
    return _shortened(skeleton) if len(skeleton) >= _LONG else {skeleton}


def whose(bare: Bare, owners: Sequence[Owner]) -> tuple[Owner, Judgement] | None:
    """Whose a bare name is in its report, and how sure that is. `owners` are not empty."""
    fits = [one for one in owners if not (bare.sides and one.sides) or bare.sides & one.sides]
    known = [one for one in owners if bare.offices & one.offices]
    if len(owners) == 1:
        (one,) = owners
        sure = (one.likeness >= _BARE and not bare.given) or bool(bare.sides & one.sides or bare.offices & one.offices)
        agrees = bool(fits)
        reasons: tuple[str, ...] = (f"family name {one.likeness:.2f}", *(() if agrees else ("other sides",)))
        score = one.likeness - 0.1 if sure and agrees else one.likeness / 2
        return one, _judgement(
            (bare.key, one.key), "yes" if sure and agrees else "unsure", "family-name", reasons, score
        )
    for some, rule, score in ((known, "same-office", 0.75), (fits, "same-side", 0.7)):
        if len(some) == 1 and (some is known or bare.sides & some[0].sides):
            reasons = (f"family name {some[0].likeness:.2f}", f"{len(owners)} bear it")
            return some[0], _judgement((bare.key, some[0].key), "yes", rule, reasons, score)
    return _most_named(bare, fits or list(owners))


def _most_named(bare: Bare, owners: Sequence[Owner]) -> tuple[Owner, Judgement] | None:
    ordered = sorted(owners, key=lambda one: (-len(one.reports), -one.likeness, one.key))
    first, second = ordered[0], ordered[1] if len(ordered) > 1 else None
    if second is None or len(first.reports) >= max(_OFTEN * len(second.reports), len(second.reports) + _OFTEN):
        reasons = (f"family name {first.likeness:.2f}", f"most often named of {len(owners)}")
        return first, _judgement((bare.key, first.key), "yes", "most-named", reasons, 0.65)
    return None


def undecided(bare: Bare, owners: Sequence[Owner]) -> Iterator[Judgement]:
    """A bare name of several bearers, of whom nothing says which: unsure of each of them, if they are few."""
    for one in owners[:_FEW]:
        reasons = (f"family name {one.likeness:.2f}", f"{len(owners)} bear it")
        yield _judgement((bare.key, one.key), "unsure", "family-name", reasons, one.likeness / len(owners))


def two_bearers(owners: Sequence[Owner], doubtful: Set[tuple[str, str]]) -> Iterator[Judgement]:
    """Bearers of one family name are two people, however it is shared; but not where that is `doubtful`, by cluster."""
    for at, one in enumerate(owners[:_FEW]):
        for other in owners[at + 1 : _FEW]:
            if (one.cluster, other.cluster) in doubtful or (other.cluster, one.cluster) in doubtful:
                continue
            yield _judgement((one.key, other.key), "no", "two-given-names", ("one family name, two full names",), 1.0)


def given_names(bare: Iterable[Person], full: Iterable[Person], cluster: Mapping[str, str]) -> Iterator[Judgement]:
    """A name alone that is the given name of one person whom each report that uses it names in full."""
    bearers: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for person in full:
        for report in person.reports:
            bearers[report, person.parts[0].word].add((cluster[person.key], person.key))
    for person in bare:
        known = [bearers.get((report, person.parts[0].word), set()) for report in person.reports]
        if all(known) and len({one for found in known for one, _ in found}) == 1:
            key = min(key for found in known for _, key in found)
            reasons = ("named in full in the same report",)
            yield _judgement((person.key, key), "yes", "given-name", reasons, 0.7)


def bare_names(people: Iterable[Person], spelling: Spelling) -> Iterator[Judgement]:
    """Judgements between bare names of whom no report knows more."""
    blocks: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        for sound in _near(person.parts[0].skeleton):
            blocks[sound].append(person)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        block.sort(key=lambda person: (person.parts[0].voice, person.key))
        for at, a in enumerate(block):
            for b in block[at + 1 : at + 1 + _COMPARED]:
                pair = (min(a.key, b.key), max(a.key, b.key))
                likeness = spelling.likeness(a.parts[0], b.parts[0]) if pair not in seen else 0.0
                seen.add(pair)
                if likeness >= _BARE_MAYBE:
                    sure = bool(a.sides & b.sides) or (likeness > _BARE and not (a.sides and b.sides))
                    reasons = (f"name {likeness:.2f}",)
                    score = likeness - 0.1 if sure else likeness / 2
                    yield _judgement(pair, "yes" if sure else "unsure", "bare-name", reasons, score)


def _judgement(
    pair: tuple[str, str], same: Literal["yes", "no", "unsure"], rule: str, reasons: tuple[str, ...], score: float
) -> Judgement:
    left, right = sorted(pair)
    return Judgement(left=left, right=right, same=same, by=RULE + rule, reasons=reasons, score=round(score, 3))
