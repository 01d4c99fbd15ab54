#!/usr/bin/env python3
"""Check an exported record against what must hold across the sample reports. Exit 1 with a line for each expectation that fails.

    check.py EXPORT.json                  every expectation of record.json beside this file
    check.py EXPORT.json --only KIND      one kind: actors, meetings, copies, conflicts, movements, repetitions, terms, deadlines, dates
    check.py EXPORT.json --record FILE    another file of expectations

The export is one JSON object as `mahdar export --format json` writes it. Reports are matched by file name, spans by overlap: two spans
meet if they share at least half of the shorter one. Where a report's text in the export has the mention's words at another place (another
extraction of a page, say), the mention moves to the nearest place with the same words.
"""

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
HALF = 0.5


class Record:
    """An export with its reports by file name, and its facts by the spans of their evidence."""

    def __init__(self, export):
        self.export = export
        self.reports = {Path(report["path"]).name: report for report in export["reports"]}
        self.names = {report["id"]: Path(report["path"]).name for report in export["reports"]}
        self.places = {}
        self.alignment = None

    def place(self, mention):
        """A mention's place in the export's text of its report, or None where the words do not stand there."""
        key = mention["report"], mention["start"], mention["end"]
        if key not in self.places:
            self.places[key] = self.look_up(mention)
        return self.places[key]

    def look_up(self, mention):
        report = self.reports.get(mention["report"])
        if report is None:
            return None
        text, words = report["text"], mention["text"]
        if text[mention["start"] : mention["end"]] == words:
            return report["id"], mention["start"], mention["end"]
        places = [i for i in range(len(text)) if text.startswith(words, i)]
        if not places:
            return None
        start = min(places, key=lambda i: abs(i - mention["start"]))
        return report["id"], start, start + len(words)

    def meets(self, mention, span):
        """Whether a gold mention and a span of the export share half of the shorter one."""
        place = self.place(mention)
        if place is None or span["report"] != place[0]:
            return False
        shared = min(place[2], span["end"]) - max(place[1], span["start"])
        return shared > 0 and shared >= HALF * min(place[2] - place[1], span["end"] - span["start"])

    def facts(self, kind, mention, field="evidence"):
        """The facts of one kind whose evidence meets a mention."""
        return [
            fact
            for fact in self.export.get(kind, [])
            if any(self.meets(mention, span) for span in fact.get(field) or [])
        ]

    def actors_of(self, mention):
        """The ids of the actors that own a mention with this very span, or, failing that, one that meets it."""
        place = self.place(mention)
        exact, near = set(), set()
        for actor in self.export.get("actors", []):
            for span in actor["mentions"]:
                if place and (span["report"], span["start"], span["end"]) == place:
                    exact.add(actor["id"])
                elif self.meets(mention, span):
                    near.add(actor["id"])
        return exact or near

    def aligned(self, expected):
        """gold actor -> the export's actor that owns most of its mentions, from the `same` lists of the expectations."""
        if self.alignment is None:
            self.alignment = dict(self.align(expected))
        return self.alignment

    def align(self, expected):
        for entry in expected["actors"]["same"]:
            votes = {}
            for mention in entry["mentions"]:
                for actor in self.actors_of(mention):
                    votes[actor] = votes.get(actor, 0) + 1
            if votes:
                yield entry["actor"], max(sorted(votes), key=votes.get)


def where(mention):
    return f"{mention['report']}:{mention['start']} {mention['text'][:40]!r}"


def actors(record, expected):
    for entry in expected["actors"]["same"]:
        owners = [(mention, record.actors_of(mention)) for mention in entry["mentions"]]
        for mention, found in owners:
            if not found:
                yield f"no actor at {where(mention)}, expected {entry['actor']}"
        known = [found for _, found in owners if found]
        if known and not set.intersection(*known):
            parts = sorted({actor for found in known for actor in found})
            yield f"{entry['actor']} is split over {parts}"
    for pair in expected["actors"]["apart"]:
        both = record.actors_of(pair["left"]) & record.actors_of(pair["right"])
        if both:
            yield f"merged: {where(pair['left'])} and {where(pair['right'])} are both {sorted(both)} ({pair['why']})"
    for entry in expected["actors"]["not_names"]:
        place = record.place(entry["mention"])
        for actor in record.export.get("actors", []):
            for span in actor["mentions"]:
                if actor["kind"] in ("person", "media") and record.meets(entry["mention"], span) and place:
                    yield f"{where(entry['mention'])} is no name ({entry['why']}), yet a mention of {actor['id']}"


def told(record, telling):
    """The meetings whose evidence meets one report's telling of a meeting."""
    return {fact["id"] for mention in telling["evidence"] for fact in record.facts("meetings", mention)}


def meetings(record, expected):
    by_id = {meeting["id"]: meeting for meeting in record.export.get("meetings", [])}
    for entry in expected["meetings"]["same"]:
        found = [told(record, telling) for telling in entry["tellings"]]
        for telling, ids in zip(entry["tellings"], found):
            if not ids:
                yield f"{entry['meeting']}: no meeting at {where(telling['evidence'][0])}"
        known = [ids for ids in found if ids]
        common = set.intersection(*known) if known else set()
        if known and not common:
            yield f"{entry['meeting']} is split over {sorted(set.union(*known))}"
        elif common and not any(by_id[i]["status"] in entry["status"] for i in common):
            yield f"{entry['meeting']}: status is {sorted({by_id[i]['status'] for i in common})}, expected {entry['status']}"
    for pair in expected["meetings"]["apart"]:
        left, right = ({fact["id"] for fact in record.facts("meetings", pair[side])} for side in ("left", "right"))
        # a wide telling may touch both meetings; they are joined if one meeting is all that either side has
        if len(left) == 1 and left == right:
            yield f"joined: {where(pair['left'])} and {where(pair['right'])} ({pair['why']})"


def copies(record, expected):
    links = {}

    def root(report):
        while links.get(report, report) != report:
            report = links[report]
        return report

    for report in record.export["reports"]:
        for field in ("near_duplicate_of", "version_of"):
            if report.get(field):
                links[root(record.names[report["id"]])] = root(record.names[report[field]])
    for group in expected["copies"]["groups"]:
        joined = len({root(name) for name in group["reports"]}) == 1
        if not joined and "credit" in group:
            credited = record.reports.get(group["credit"]["report"], {}).get("credits") or []
            joined = bool(set(credited) & record.actors_of(group["credit"]))
        if not joined:
            yield f"copies not found: {', '.join(group['reports'])} ({group['how']})"
    for group in expected["copies"]["apart"]:
        if len({root(name) for name in group["reports"]}) < len(group["reports"]):
            yield f"held to be copies: {', '.join(group['reports'])} ({group['why']})"
    for entry in expected["copies"]["passages"]:
        if not passage_found(record, entry):
            yield f"shared passage not found: {where(entry['mentions'][0])} in {entry['mentions'][1]['report']} ({entry['how']})"


def passage_found(record, entry):
    one, two = entry["mentions"]
    for left, right in ((one, two), (two, one)):
        report = record.reports.get(left["report"], {})
        for shared in report.get("shared_passages") or []:
            if record.meets(left, shared["span"]) and any(record.meets(right, span) for span in shared["with"]):
                return True
        if entry.get("within"):
            if any(
                span.get("kind") == "repeated-passage" and record.meets(left, span)
                for span in report.get("furniture") or []
            ):
                return True
    return False


def conflicts(record, expected):
    for entry in expected["conflicts"]:
        found = [fact for fact in record.export.get("conflicts", []) if sets_against(record, fact, entry["sides"])]
        if not found:
            yield f"conflict {entry['id']} not found: {entry['about']} ({entry['kind']})"
        elif all(fact["kind"] != entry["kind"] for fact in found):
            yield f"conflict {entry['id']} ({entry['about']}) is {sorted({fact['kind'] for fact in found})}, expected {entry['kind']}"


def sets_against(record, conflict, sides):
    """Whether the sides are the evidence of different claims."""
    holders = []
    for side in sides:
        holders.append(
            {
                i
                for i, claim in enumerate(conflict["claims"])
                if any(record.meets(side, span) for span in claim["evidence"])
            }
        )
    return all(any(i != j for i in holders[0] for j in other) for other in holders[1:]) and bool(holders[0])


def stances(record, expected, entry, stance, mention):
    """The positions of the expected party, issue and stance whose evidence meets the mention."""
    party = record.aligned(expected).get(entry["party"])
    return [
        fact
        for fact in record.facts("positions", mention)
        if fact["issue"] == entry["issue"] and fact["stance"] == stance and (party is None or fact["party"] == party)
    ]


def movements(record, expected):
    for entry in expected["movements"]:
        start, end = (
            stances(record, expected, entry, entry[side]["stance"], entry[side]["evidence"]) for side in ("from", "to")
        )
        for side, found in (("from", start), ("to", end)):
            if not found:
                yield f"movement {entry['id']} ({entry['about']}): no position {entry['party']} {entry['issue']} {entry[side]['stance']} at {where(entry[side]['evidence'])}"
        if start and end and not any(earlier(one, two) for one in start for two in end):
            yield f"movement {entry['id']} ({entry['about']}): {entry['to']['stance']} is not dated after {entry['from']['stance']}"


def earlier(one, two):
    """Whether one position is dated before another; unknown dates do not contradict."""
    return one["id"] != two["id"] and (not one.get("as_of") or not two.get("as_of") or one["as_of"] <= two["as_of"])


def repetitions(record, expected):
    for entry in expected["repetitions"]:
        for mention in entry["evidence"]:
            found = stances(record, expected, entry, entry["stance"], mention)
            if not found:
                yield f"repetition {entry['id']}: no position {entry['party']} {entry['issue']} {entry['stance']} at {where(mention)}"
            elif all(fact.get("moved") for fact in found):
                yield f"repetition {entry['id']}: told as a movement at {where(mention)}"


def terms(record, expected):
    chain = {proposal["id"]: proposal.get("version_of") for proposal in record.export.get("proposals", [])}
    for entry in expected["term_diffs"]:
        for fault in term_fault(record, entry, chain):
            yield f"term {entry['id']} ({entry['issue']} {entry['change']}: {entry['about']}): {fault}"


def term_fault(record, entry, chain):
    older, newer = holders(record, entry["from"], entry), holders(record, entry["to"], entry)
    if not older or not newer:
        yield f"no proposal at {where(entry['from' if not older else 'to'])}"
        return
    pairs = [(one, two) for one in older for two in newer if one["id"] in ancestors(two["id"], chain)]
    if not pairs:
        yield "the two versions are not joined by version_of"
        return
    has = [tuple(any(term["issue"] == entry["issue"] for term in side["terms"]) for side in pair) for pair in pairs]
    if {"changed": (True, True), "added": (False, True), "dropped": (True, False)}[entry["change"]] not in has:
        yield f"the term is {has[0]} in the (older, newer) version"


def holders(record, mention, entry):
    """The proposals named, or with a term of the issue, at a mention."""
    named = record.facts("proposals", mention)
    return named + [
        proposal
        for proposal in record.export.get("proposals", [])
        if proposal not in named
        and any(
            term["issue"] == entry["issue"] and any(record.meets(mention, span) for span in term["evidence"])
            for term in proposal["terms"]
        )
    ]


def ancestors(proposal, chain):
    found = []
    while chain.get(proposal) and chain[proposal] not in found:
        proposal = chain[proposal]
        found.append(proposal)
    return found


def deadlines(record, expected):
    for entry in expected["deadlines"]:
        found = [{fact["id"] for fact in record.facts("deadlines", mention)} for mention in entry["evidence"]]
        for mention, ids in zip(entry["evidence"], found):
            if not ids:
                yield f"deadline {entry['id']} ({entry['about']}): none at {where(mention)}"
        known = [ids for ids in found if ids]
        common = set.intersection(*known) if known else set()
        if known and not common:
            yield f"deadline {entry['id']} ({entry['about']}) is split over {sorted(set.union(*known))}"
        fates = {fact["status"] for fact in record.export.get("deadlines", []) if fact["id"] in common}
        if common and entry["fate"] not in fates:
            yield f"deadline {entry['id']} ({entry['about']}): {sorted(fates)}, expected {entry['fate']}"


def dates(record, expected):
    for entry in expected["dates"]:
        published = (record.reports.get(entry["report"]) or {}).get("published") or {}
        if published.get("value") not in entry["value"]:
            yield f"{entry['report']}: published {published.get('value')}, expected {' or '.join(entry['value'])} ({entry['why']})"


KINDS = {
    "actors": actors,
    "meetings": meetings,
    "copies": copies,
    "conflicts": conflicts,
    "movements": movements,
    "repetitions": repetitions,
    "terms": terms,
    "deadlines": deadlines,
    "dates": dates,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path)
    parser.add_argument("--record", type=Path, default=HERE / "record.json")
    parser.add_argument("--only", choices=KINDS)
    options = parser.parse_args()
    record = Record(json.loads(options.export.read_text(encoding="utf-8")))
    expected = json.loads(options.record.read_text(encoding="utf-8"))
    bad = 0
    for kind, check in KINDS.items():
        if options.only in (None, kind):
            for line in check(record, expected):
                print(f"{kind}: {line}")
                bad += 1
    print("ok" if not bad else f"{bad} expectations do not hold")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
