"""Scores of an export against gold annotations: the measures whose floors the tests hold."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

Gold = dict[str, Any]
Interval = tuple[int, int]


def _at(mention: Gold) -> Interval:
    return mention["start"], mention["end"]


def _spans(value: Any) -> list[Interval]:
    listed = value if isinstance(value, list) else [value] if value else []
    return [_at(one) for one in listed]


def _shared(a: Interval, b: Interval) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _coverage(left: Iterable[Interval], right: Iterable[Interval]) -> float:
    a = {i for start, stop in left for i in range(start, stop)}
    b = {i for start, stop in right for i in range(start, stop)}
    return len(a & b) / len(a | b) if a | b else 0.0


class Score:
    """Right, gold and found answers, by measure."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])

    def add(self, measure: str, right: int, gold: int, found: int) -> None:
        for at, value in enumerate((right, gold, found)):
            self.counts[measure][at] += value

    def f1(self) -> dict[str, float]:
        return {
            name: 2 * right / (gold + found) if gold + found else 1.0
            for name, (right, gold, found) in self.counts.items()
        }


def _pairs(gold: list[Any], found: list[Any], near: Callable[[Any, Any], float]) -> list[tuple[Any, Any]]:
    """Greedy one-to-one pairs, the nearest first."""
    ranked = sorted(
        ((near(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if near(g, f) > 0),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def score_report(score: Score, export: Gold, gold: Gold, report: Gold) -> None:
    """Add one report's answers to `score`."""
    aside = _spans(gold["boilerplate"])
    furniture = _spans(report["furniture"])
    a = {i for start, stop in aside for i in range(start, stop)}
    b = {i for start, stop in furniture for i in range(start, stop)}
    score.add("furniture", len(a & b), len(a), len(b))

    def counts(span: Gold) -> bool:
        return not any(2 * _shared(_at(span), region) > span["end"] - span["start"] for region in aside)

    def here(facts: list[Gold], field: str) -> list[Gold]:
        kept = []
        for fact in facts:
            spans = fact[field] if isinstance(fact[field], list) else [fact[field]]
            local = [s for s in spans if s.get("report", report["id"]) == report["id"] and counts(s)]
            if local:
                kept.append({**fact, field: local})
        return kept

    _times(score, gold, here(export["times"], "span"), counts)
    owner = _mentions(score, gold, export, report["id"], counts)
    _statements(score, gold, here(export["statements"], "content"), owner, counts)
    _meetings(score, gold, here(export["meetings"], "evidence"), owner)


def _times(score: Score, gold: Gold, found: list[Gold], counts: Callable[[Gold], bool]) -> None:
    def plain(time: Gold) -> bool:
        return not time["value"].endswith("_REF") and not time.get("optional")

    want = [t for t in gold["times"] if counts(t["mention"])]
    pairs = _pairs(want, found, lambda g, f: _shared(_at(g["mention"]), _at(f["span"][0])))
    used = {id(f) for _, f in pairs}
    both = [(g, f) for g, f in pairs if plain(g)]
    extra = [f for f in found if id(f) not in used and plain(f)]
    asked = sum(plain(g) for g in want)
    score.add("times found", len(both), asked, len(both) + len(extra))
    right = sum(f["value"] in g.get("accept", [g["value"]]) for g, f in both)
    score.add("times value", right, asked, len(both) + len(extra))


def _mentions(score: Score, gold: Gold, export: Gold, report: str, counts: Callable[[Gold], bool]) -> dict[str, str]:
    """Scores persons; returns whom each found actor is, by most of its mentions."""
    want = [(actor, m) for actor in gold["actors"] for m in actor["mentions"] if counts(m)]
    owners = defaultdict(set)
    for actor, mention in want:
        owners[_at(mention)] |= {actor["id"], mention.get("metonym", actor["id"])}
    found = [(actor, m) for actor in export["actors"] for m in actor["mentions"] if m["report"] == report]
    people = {_at(m) for actor, m in want if actor["kind"] == "person"}
    named = {
        _at(m) for actor, m in found if actor["kind"] == "person" and m["form"] in {"name", "metonym"} and counts(m)
    }
    score.add("persons", len(people & named), len(people), len(named))
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for actor, mention in found:
        for owner in owners.get(_at(mention), ()):
            votes[actor["id"]][owner] += 1
    return {actor: max(sorted(tally), key=lambda one: tally[one]) for actor, tally in votes.items()}


def _statements(
    score: Score, gold: Gold, found: list[Gold], owner: dict[str, str], counts: Callable[[Gold], bool]
) -> None:
    want = [s for s in gold["statements"] if any(counts(c) for c in s["content"]) and not s.get("optional")]
    pairs = _pairs(
        want, found, lambda g, f: c if (c := _coverage(_spans(g["content"]), _spans(f["content"]))) >= 0.5 else 0
    )
    score.add("statement content", len(pairs), len(want), len(found))
    right = sum(owner.get(f["speaker"] or "") == g["speaker"] for g, f in pairs)
    score.add("who said it", right, len(want), len(found))


def _meetings(score: Score, gold: Gold, found: list[Gold], owner: dict[str, str]) -> None:
    def near(g: Gold, f: Gold) -> float:
        who = {owner.get(actor, actor) for actor in f["participants"]}
        shared = len(who & set(g["participants"])) / max(1, len(who | set(g["participants"])))
        placed = (
            any(_shared(a, b) for a in _spans(g["evidence"]) for b in _spans(f["evidence"])) or g["date"] == f["date"]
        )
        return shared if shared >= 0.5 and placed else 0

    want = [m for m in gold["meetings"] if not m.get("optional")]
    score.add("meetings", len(_pairs(want, found, near)), len(want), len(found))
