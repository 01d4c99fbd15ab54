#!/usr/bin/env python3
"""Build the export of a perfect reader from the gold annotations, to try check.py and the scorer on.

    perfect.py -o perfect.json        the export
    perfect.py --faults               check.py must pass on it, and fail on each of ten seeded faults

Actors are joined by gold id, unnamed officials by report; meetings, proposals, deadlines and conflicts as record.json says.
"""

import argparse
import copy
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
EXAMPLES = HERE.parent
RULES = {"rules": ["gold"], "certainty": "stated", "first_seen": "2026-01-26"}


def load():
    golds = {}
    for folder in ("gold", "gold-decoded"):
        for file in sorted((EXAMPLES / folder).glob("*.json")):
            gold = json.loads(file.read_text(encoding="utf-8"))
            golds[gold["report"]] = gold
    return dict(sorted(golds.items())), json.loads((HERE / "record.json").read_text(encoding="utf-8"))


def text_of(name):
    file = EXAMPLES / "texts" / name
    file = file if file.exists() else EXAMPLES / "reports" / name
    return file.read_bytes().decode("utf-8")


def span(report, mention):
    return {"report": report, "start": mention["start"], "end": mention["end"], "text": mention["text"]}


def listed(value):
    return value if isinstance(value, list) else [value]


class Builder:
    def __init__(self):
        self.golds, self.record = load()
        reports_of = defaultdict(set)
        for name, gold in self.golds.items():
            for actor in gold["actors"]:
                reports_of[actor["id"]].add(name)
        # what is unnamed is one actor within its report only
        self.local = set(self.record["local_actors"])
        self.out = {"schema": "mahdar/1", "claims": [], "judgements": []}

    def actor(self, name, actor):
        if actor is None or actor == "report":
            return actor
        return f"{actor}@{name[:2]}" if actor in self.local else actor

    def build(self):
        self.reports()
        self.actors()
        for kind in ("times", "statements", "assessments", "positions", "incidents"):
            self.out[kind] = []
        self.meetings()
        self.plain()
        self.proposals()
        self.deadlines()
        self.conflicts()
        return self.out

    def reports(self):
        self.out["reports"] = []
        for name, gold in self.golds.items():
            date = self.date(name, gold)
            self.out["reports"].append(
                {
                    "id": name[:2],
                    "path": f"reports/{name}",
                    "outlet": None,
                    "url": None,
                    "title": None,
                    "language": "ar",
                    "text": text_of(name),
                    "credits": [],
                    "warnings": [],
                    "published": {
                        "value": date,
                        "known_from": gold["published"]["known_from"],
                        "evidence": [span(name[:2], m) for m in gold["published"]["evidence"]],
                    },
                    "furniture": [{**span(name[:2], m), "kind": m["kind"]} for m in gold["boilerplate"]],
                    "near_duplicate_of": None,
                    "shared_passages": [],
                    "version_of": None,
                    "stale": [],
                    "puzzles": [],
                }
            )
        by_name = {Path(report["path"]).name: report for report in self.out["reports"]}
        for group in self.record["copies"]["groups"]:
            for other in group["reports"][1:]:
                by_name[other]["near_duplicate_of"] = group["reports"][0][:2]
        for passage in self.record["copies"]["passages"]:
            one, two = passage["mentions"]
            by_name[one["report"]]["shared_passages"].append(
                {"span": span(one["report"][:2], one), "with": [span(two["report"][:2], two)]}
            )

    def date(self, name, gold):
        for entry in self.record["dates"]:
            if entry["report"] == name:
                return entry["value"][0]
        return gold["published"]["value"]

    def actors(self):
        found = {}
        for name, gold in self.golds.items():
            for actor in gold["actors"]:
                entry = found.setdefault(
                    self.actor(name, actor["id"]),
                    {
                        "id": self.actor(name, actor["id"]),
                        "aliases": [],
                        "kind": actor["kind"],
                        "name": actor["name"],
                        "latin": actor["latin"],
                        "side": actor["side"],
                        "roles": [],
                        "mentions": [],
                        **RULES,
                    },
                )
                entry["roles"] += [
                    {"title": m["text"], "as_of": None, "evidence": [span(name[:2], m)]} for m in actor["roles"]
                ]
                entry["mentions"] += [
                    {
                        **span(name[:2], m),
                        "form": "metonym" if "metonym" in m else "name",
                        "stands_for": m.get("metonym"),
                    }
                    for m in actor["mentions"]
                ]
        self.out["actors"] = [found[key] for key in sorted(found)]

    def plain(self):
        for name, gold in self.golds.items():
            report = name[:2]
            for i, time in enumerate(gold["times"]):
                self.out["times"].append(
                    {
                        "id": f"t{report}.{i}",
                        "span": span(report, time["mention"]),
                        "type": time["type"],
                        "value": time["value"],
                        "mod": None,
                        "interval": None,
                        **RULES,
                    }
                )
            for s in gold["statements"]:
                self.out["statements"].append(
                    {
                        "id": f"{report}.{s['id']}",
                        "speaker": self.actor(name, s["speaker"]),
                        "speaker_kind": None,
                        "speaker_mention": s["speaker_mention"] and span(report, s["speaker_mention"]),
                        "cue": span(report, s["cue"]),
                        "act": "says",
                        "mode": s["mode"],
                        "content": [span(report, m) for m in s["content"]],
                        "channel": s["channel"],
                        "via": self.actor(name, s["via"]),
                        "addressee": self.actor(name, s["addressee"]),
                        "said_on": s["said_on"],
                        "issues": [],
                        "utterance": f"u{report}.{s['id']}",
                        **RULES,
                    }
                )
            for i, p in enumerate(gold["positions"]):
                self.out["positions"].append(
                    {
                        "id": f"p{report}.{i}",
                        "party": self.actor(name, p["party"]),
                        "issue": p["issue"],
                        "stance": p["stance"],
                        "what": p["what"],
                        "as_of": p["as_of"] or self.date(name, gold),
                        "voice": p.get("voice", "party"),
                        "evidence": [span(report, p["evidence"])],
                        **RULES,
                    }
                )
            for i, e in enumerate(gold["incidents"]):
                fact = {key: e[key] for key in ("type", "date", "killed", "injured", "amount")}
                fact |= {key: [self.actor(name, a) for a in e[key]] for key in ("actor", "recipient")}
                fact |= {key: self.actor(name, e[key]) for key in ("place", "claimed_by")}
                self.out["incidents"].append(
                    {
                        "id": f"i{report}.{i}",
                        "mode": None,
                        **fact,
                        "evidence": [span(report, e["evidence"])],
                        "tellings": [],
                        **RULES,
                    }
                )
            for i, a in enumerate(gold["assessments"]):
                self.out["assessments"].append(
                    {
                        "id": f"a{report}.{i}",
                        "of": self.met[name, a["of"]],
                        "by": self.actor(name, a["by"]),
                        "polarity": a["polarity"],
                        "evidence": [span(report, a["mention"])],
                        **RULES,
                    }
                )

    def meetings(self):
        key = {}
        status = {}
        for entry in self.record["meetings"]["same"]:
            status[entry["meeting"]] = entry["status"][0]
            for telling in entry["tellings"]:
                key[telling["report"], telling["gold"]] = entry["meeting"]
        found = {}
        self.met = {}
        for name, gold in self.golds.items():
            for m in gold["meetings"]:
                which = key.get((name, m["id"]), f"{name[:2]}.{m['id']}")
                self.met[name, m["id"]] = which
                people = [self.actor(name, a) for a in m["participants"]]
                evidence = [span(name[:2], e) for e in m["evidence"]]
                told = {k: m[k] for k in ("format", "status", "date", "duration", "place")} | {"participants": people}
                fact = found.setdefault(
                    which,
                    {
                        "id": which,
                        **told,
                        "status": status.get(which, m["status"]),
                        "host": None,
                        "count": m["count"],
                        "issues": m["issues"],
                        "evidence": [],
                        "tellings": [],
                        **RULES,
                    },
                )
                fact["evidence"] += evidence
                fact["tellings"].append({"report": name[:2], "evidence": evidence, **told})
        self.out["meetings"] = [found[which] for which in sorted(found)]

    def proposals(self):
        key, chain = {}, {}
        for entry in self.record["proposals"]:
            chain[entry["proposal"]] = entry["version_of"]
            for telling in entry["tellings"]:
                key[telling["report"], telling["gold"]] = entry["proposal"]
        found = {}
        for name, gold in self.golds.items():
            for p in gold["proposals"]:
                which = key.get((name, p["id"]), f"{name[:2]}.{p['id']}")
                fact = found.setdefault(
                    which,
                    {
                        "id": which,
                        "name": p["name"],
                        "by": [self.actor(name, a) for a in p["by"]],
                        "version_of": chain.get(which),
                        "date": p["date"],
                        "standing": None,
                        "evidence": [],
                        "terms": [],
                        **RULES,
                    },
                )
                fact["evidence"] += [span(name[:2], e) for e in p["evidence"]]
                for i, term in enumerate(p["terms"]):
                    fact["terms"].append(
                        {
                            "id": f"{which}.{name[:2]}.{i}",
                            "issue": term["issue"],
                            "binds": [self.actor(name, a) for a in term["binds"]],
                            "quantity": term["quantity"],
                            "evidence": [span(name[:2], e) for e in listed(term["evidence"])],
                        }
                    )
        self.out["proposals"] = [found[which] for which in sorted(found)]

    def deadlines(self):
        of = {}
        for entry in self.record["deadlines"]:
            for mention in entry["evidence"]:
                of[mention["report"], mention["start"]] = entry
        found = {}
        for name, gold in self.golds.items():
            for i, d in enumerate(gold["deadlines"]):
                entry = of.get((name, d["evidence"][0]["start"]))
                which = entry["id"] if entry else f"d{name[:2]}.{i}"
                fact = found.setdefault(
                    which,
                    {
                        "id": which,
                        "set_by": self.actor(name, d["set_by"]),
                        "on": [self.actor(name, a) for a in d["on"]],
                        "until": d["until"],
                        "consequence": d["consequence"],
                        "status": entry["fate"] if entry else "running",
                        "evidence": [],
                        **RULES,
                    },
                )
                fact["evidence"] += [span(name[:2], e) for e in d["evidence"]]
        self.out["deadlines"] = [found[which] for which in sorted(found)]

    def conflicts(self):
        self.out["conflicts"] = [
            {
                "id": entry["id"],
                "kind": entry["kind"],
                "about": None,
                "field": None,
                "claims": [
                    {"value": side["text"], "by": "report", "evidence": [span(side["report"][:2], side)]}
                    for side in entry["sides"]
                ],
                **RULES,
            }
            for entry in self.record["conflicts"]
        ]


def by_id(export, kind, which):
    return next(fact for fact in export[kind] if fact["id"] == which)


def merge(export, kind, one, two, field):
    left, right = by_id(export, kind, one), by_id(export, kind, two)
    left[field] += right[field]
    export[kind].remove(right)


def split(export, kind, which, field, reports):
    fact = by_id(export, kind, which)
    other = copy.deepcopy(fact)
    other["id"] += "-b"
    other[field] = [s for s in fact[field] if s["report"] in reports]
    fact[field] = [s for s in fact[field] if s["report"] not in reports]
    export[kind].append(other)


def faults():
    """Ten faults, each a change to the perfect export that check.py must see: (name, kind of the complaint, change)."""

    def movement(export):
        export["positions"] = [
            p
            for p in export["positions"]
            if not (p["party"] == "ukraine" and p["issue"] == "nato" and p["stance"] == "offers")
        ]

    def copied(export):
        by_id(export, "reports", "11")["near_duplicate_of"] = None

    def conflict_kind(export):
        by_id(export, "conflicts", "C11")["kind"] = "outlets-differ"

    def conflict(export):
        export["conflicts"].remove(by_id(export, "conflicts", "C2"))

    def fate(export):
        by_id(export, "deadlines", "D3")["status"] = "lapsed"

    def term(export):
        plan = by_id(export, "proposals", "20-points")
        plan["terms"] = [t for t in plan["terms"] if t["issue"] != "reconstruction"]

    return [
        ("two actors merged", "actors", lambda e: merge(e, "actors", "trump", "melania-trump", "mentions")),
        ("an actor split", "actors", lambda e: split(e, "actors", "witkoff", "mentions", {"06", "15", "19"})),
        ("a meeting split", "meetings", lambda e: split(e, "meetings", "alaska-2025-08-15", "evidence", {"08"})),
        (
            "two meetings joined",
            "meetings",
            lambda e: merge(e, "meetings", "abu-dhabi-2026-01-24", "abu-dhabi-2026-02-01", "evidence"),
        ),
        ("a conflict missing", "conflicts", conflict),
        ("a conflict of the wrong kind", "conflicts", conflict_kind),
        ("a movement missing", "movements", movement),
        ("a copy missed", "copies", copied),
        ("a deadline's fate wrong", "deadlines", fate),
        ("a term missing", "terms", term),
    ]


def checked(export):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export.json"
        file.write_text(json.dumps(export, ensure_ascii=False), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(HERE / "check.py"), str(file)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=None,
        )
    return done.returncode, done.stdout + done.stderr


def try_faults(perfect):
    code, said = checked(perfect)
    print("perfect export:", "passes" if code == 0 else f"FAILS\n{said}")
    bad = code != 0
    for name, kind, change in faults():
        export = copy.deepcopy(perfect)
        change(export)
        code, said = checked(export)
        seen = code == 1 and any(line.startswith(f"{kind}: ") for line in said.splitlines())
        bad |= not seen
        print(f"{name}: {'seen' if seen else 'NOT SEEN'}: {said.splitlines()[0] if said else ''}")
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", type=Path, help="write the export here")
    parser.add_argument("--faults", action="store_true", help="try check.py on it and on ten seeded faults")
    options = parser.parse_args()
    perfect = Builder().build()
    if options.o:
        options.o.write_text(json.dumps(perfect, ensure_ascii=False, indent=1), encoding="utf-8")
    if options.faults:
        sys.exit(try_faults(perfect))
    if not options.o:
        json.dump(perfect, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
