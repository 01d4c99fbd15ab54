"""One actor, many mentions: which keys of all readings name one actor. Each merge is a judgement with its reasons."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from mahdar.language.spelling import Spelling, load_spelling
from mahdar.record.corrections import Corrected, Correction, Finder, plain
from mahdar.record.holders import holders
from mahdar.record.judge import clusters
from mahdar.record.same_person import (
    Bare,
    Owners,
    Person,
    bare_names,
    full_names,
    given_names,
    two_bearers,
    undecided,
    whose,
)
from mahdar.types.ids import content_id, mark_id
from mahdar.types.marks import Candidate, Mention
from mahdar.types.reading import Reading
from mahdar.types.record import Actor, ActorMention, Evidence, Judgement, Role
from mahdar.types.span import Span

RULE = "record/same-actor/"
_SHORT = 4
Named = dict[str, list[tuple[Reading, Mention]]]  # key -> its mentions


class Cast(msgspec.Struct, frozen=True):
    """All actors, who each mention is, and the judgements behind it."""

    actors: tuple[Actor, ...]
    of_span: dict[tuple[str, Span], str]
    acting: dict[tuple[str, Span], str]
    of_key: dict[str, str]
    judgements: tuple[Judgement, ...]

    def at(self, report: str, span: Span | None, acts: bool = True) -> str | None:
        """The actor of the mention at a span; a metonym is its state where it `acts`, its city where it does not."""
        if span is None:
            return None
        return (self.acting if acts else self.of_span).get((report, span))


def resolve_actors(readings: Sequence[Reading], corrections: Iterable[Correction] = ()) -> Cast:
    """Join the mentions of all readings into actors; `corrections`, in the order in which they were made, stand."""
    corrected = Corrected(corrections)
    named: Named = {}
    for reading in readings:
        nameless = {one.key for one in reading.mentions if one.office_kind == "unnamed"}
        for mention in reading.mentions:
            key = corrected.key(_key(reading, mention, nameless), reading.report, mention)
            if key is not None:
                named.setdefault(key, []).append((reading, mention))
    judge = _Judge(named, corrected, load_spelling())
    judgements = judge.all()
    found = judge.finder()
    cluster = clusters(named, judgements, corrected.decided(found))
    for reading, mention in _promoted(readings, cluster):
        key = corrected.key(mention.key, reading.report, mention)
        if key is not None:
            named.setdefault(key, []).append((reading, mention))
            cluster.setdefault(key, key)
    judgements = tuple(sorted((*judgements, *corrected.judgements(found)), key=lambda j: (j.left, j.right, j.by)))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(named):
        groups[cluster[key]].append(key)
    actors = _Actors(readings, named, groups)
    actors.names, actors.sides = corrected.called(found, cluster), corrected.sides(found, cluster)
    return actors.cast(judgements)


def _key(reading: Reading, mention: Mention, nameless: set[str]) -> str:
    """Names are one key everywhere; a title or description without a name, and what refers to it (`the source`), is
    its report's own."""
    if mention.key.startswith("title:") or mention.key in nameless:
        return f"{mention.key}@{reading.report}"
    return mention.key


# ── judging ──────────────────────────────────────────────────────
class _Judge:
    """Judges who is who. A bare name that several people bear is judged report by report: `named` changes with it."""

    def __init__(self, named: Named, corrected: Corrected, spelling: Spelling) -> None:
        self.named, self.corrected, self.spelling = named, corrected, spelling
        self.doubtful: set[tuple[str, str]] = set()

    def finder(self) -> Finder:
        ids = {} if not self.corrected.all else {id_: key for key in sorted(self.named) for id_ in self._ids(key)}
        return Finder(self.named, ids)

    def _ids(self, key: str) -> set[str]:
        return former_ids(self.named[key])

    def all(self) -> tuple[Judgement, ...]:
        people = [
            _person(key, self.named[key], self.spelling)
            for key in sorted(self.named)
            if key.startswith("person:") and "@" not in key
        ]
        full = [person for person in people if len(person.parts) > 1]
        listed = list(full_names(full, self.spelling))
        cluster = clusters(self.named, listed, self.corrected.decided(self.finder()))
        owners = Owners(full, cluster, self.spelling)
        self.doubtful = {(cluster[one.left], cluster[one.right]) for one in listed if one.same == "unsure"}
        alone = [one for one in people if len(one.parts) == 1 and not self._bare(one, owners, listed)]
        listed.extend(given_names(alone, full, cluster))
        listed.extend(bare_names(alone, self.spelling))
        listed = list({(one.left, one.right, one.by): one for one in listed}.values())
        cluster = clusters(self.named, listed, self.corrected.decided(self.finder()))
        listed.extend(holders(self.named, cluster))
        return tuple(sorted(listed, key=lambda j: (j.left, j.right, j.by)))

    def _bare(self, person: Person, owners: Owners, listed: list[Judgement]) -> bool:
        """Judge a bare name that somebody bears; False where nobody does."""
        known = owners.of(person)
        if not known:
            return False
        uses = [_use(person, report, used) for report, used in sorted(_by_report(self.named[person.key]).items())]
        if self.corrected.pinned(person.key):
            return True  # somebody said whose it is
        if len(known) == 1:
            all_ = Bare(person.key, "", frozenset(person.sides), frozenset(person.offices), person.parts[0].given)
            found = whose(all_, known)
            listed.extend([found[1]] if found else undecided(all_, known))
            return True
        listed.extend(two_bearers(known, self.doubtful))
        whom = [whose(use, known) for use in uses]
        if len({(one[0].cluster, one[1].same) if one else None for one in whom}) == 1 and whom[0]:
            listed.append(whom[0][1])
            return True
        entries = _by_report(self.named.pop(person.key))
        for use, found in zip(uses, whom, strict=True):
            own = msgspec.structs.replace(use, key=f"{person.key}@{use.report}")
            self.named[own.key] = entries[use.report]
            again = whose(own, known) if found else None
            listed.extend([again[1]] if again else undecided(own, known))
        return True


def _by_report(entries: list[tuple[Reading, Mention]]) -> dict[str, list[tuple[Reading, Mention]]]:
    found: defaultdict[str, list[tuple[Reading, Mention]]] = defaultdict(list)
    for reading, mention in entries:
        found[reading.report].append((reading, mention))
    return found


def _person(key: str, entries: list[tuple[Reading, Mention]], spelling: Spelling) -> Person:
    person = Person(key, spelling.parts(key.removeprefix("person:") or "?"))
    for reading, mention in entries:
        person.reports.add(reading.report)
        person.sides.update([mention.side] if mention.side else ())
        person.genders.update([mention.gender] if mention.gender else ())
        person.offices.update([mention.office_key] if mention.office_key else ())
        person.latin.update([plain(mention.latin).casefold()] if mention.latin else ())
    return person


def _use(person: Person, report: str, entries: list[tuple[Reading, Mention]]) -> Bare:
    sides = frozenset(mention.side for _, mention in entries if mention.side)
    offices = frozenset(mention.office_key for _, mention in entries if mention.office_key)
    return Bare(person.key, report, sides, offices, person.parts[0].given)


# ── promoting ────────────────────────────────────────────────────
def _promoted(readings: Sequence[Reading], cluster: Mapping[str, str]) -> Iterator[tuple[Reading, Mention]]:
    """Candidates whose word is the family name of one person of another report; a name that two share is neither's."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for key in cluster:
        words = key.removeprefix("person:").split() if key.startswith("person:") and "@" not in key else []
        if len(words) > 1 and len(words[-1]) >= _SHORT:
            owners[words[-1]].add(key)
    for reading in readings:
        for candidate in reading.candidates:
            known = owners.get(candidate.key, set())
            if len({cluster[key] for key in known}) == 1:
                yield reading, _as_mention(candidate, min(known))


def _as_mention(candidate: Candidate, key: str) -> Mention:
    return Mention(
        span=candidate.span,
        rules=(*candidate.rules, RULE + "promoted"),
        certainty="inferred",
        text=candidate.text,
        kind="person",
        form="name",
        key=key,
    )


# ── the cast ─────────────────────────────────────────────────────
class _Actors:
    """Makes actors of groups of keys; `names` and `sides`, by the group's key, are what a person said of them."""

    def __init__(self, readings: Sequence[Reading], named: Named, groups: Mapping[str, list[str]]) -> None:
        self.named, self.groups = named, groups
        self.speakers = {(r.report, s.speaker) for r in readings for s in r.statements if s.speaker and not s.standing}
        self.names: dict[str, str] = {}
        self.sides: dict[str, str | None] = {}
        self._former = {root: {id_ for key in keys for id_ in former_ids(named[key])} for root, keys in groups.items()}
        self._ids = {key: min(self._former[root]) for root, keys in groups.items() for key in keys}
        self._states = {key: self._ids[key] for key in named if key.startswith("state:")}

    def cast(self, judgements: tuple[Judgement, ...]) -> Cast:
        actors, of_span, acting = [], {}, {}
        capitals: dict[str, str] = {}
        for root, keys in self.groups.items():
            id_ = self._ids[root]
            entries = self._as_names([pair for key in keys for pair in self.named[key]])
            actors.append(self._actor(root, keys, entries))
            for reading, mention in entries:
                of_span[reading.report, mention.span] = id_
                acting[reading.report, mention.span] = self._ids.get(mention.stands_for or "", id_)
                if mention.stands_for:  # of a state that only its capital names
                    capitals[mention.stands_for] = min(id_, capitals.get(mention.stands_for, id_))
        return Cast(tuple(sorted(actors, key=lambda a: a.id)), of_span, acting, capitals | self._ids, judgements)

    def _as_names(self, entries: list[tuple[Reading, Mention]]) -> list[tuple[Reading, Mention]]:
        """Where nobody's name is known, the title under which somebody speaks is what the report calls them."""
        if any(mention.form != "title" for _, mention in entries):
            return entries
        spoken = self.speakers
        return [
            (r, msgspec.structs.replace(m, form="name") if (r.report, m.span) in spoken and m.kind == "person" else m)
            for r, m in entries
        ]

    def _actor(self, root: str, keys: list[str], entries: list[tuple[Reading, Mention]]) -> Actor:
        id_ = self._ids[root]
        named = [mention for _, mention in entries if mention.form != "title"] or [mention for _, mention in entries]
        mentions = sorted(
            (
                ActorMention(
                    at=Evidence(r.report, m.span), form=m.form, stands_for=self._states.get(m.stands_for or "")
                )
                for r, m in entries
            ),
            key=lambda mention: mention.at,
        )
        return Actor(
            id=id_,
            rules=tuple(sorted({rule for _, mention in entries for rule in mention.rules})),
            certainty="stated" if any(m.certainty == "stated" for _, m in entries) else "inferred",
            kind=named[0].kind,
            name=self.names.get(root) or _display(named),
            latin=next((m.latin for m in named if m.latin), None) or _printed_latin(named),
            side=self._side(root, named[0].kind, entries),
            aliases=tuple(sorted({*keys, *self._former[root]} - {id_})),
            roles=_roles(entries),
            mentions=tuple(mentions),
        )

    def _side(self, root: str, kind: str, entries: list[tuple[Reading, Mention]]) -> str | None:
        if root in self.sides:
            return self._ids.get(self.sides[root] or "")
        own = self._ids[root] if kind in {"state", "group"} else None
        side = _most(mention.side for _, mention in entries if mention.side)
        return own if kind == "state" else self._states.get(side or "", own)


def former_ids(entries: Iterable[tuple[Reading, Mention]]) -> set[str]:
    """The id under which each report alone would know this actor: one of them was its id while reports were fewer."""
    firsts: dict[str, str] = {}
    for reading, mention in entries:
        id_ = content_id("ac", mark_id(reading.report, "mention", mention.span))
        firsts[reading.report] = min(id_, firsts.get(reading.report, id_))
    return set(firsts.values())


def _most(values: Iterable[str]) -> str | None:
    counts: defaultdict[str, int] = defaultdict(int)
    for value in values:
        counts[value] += 1
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _display(mentions: list[Mention]) -> str:
    """The longest printed form that is not rare: most words, then most frequent, then first in order; what is printed
    in Latin letters only where nothing else is."""
    counts: defaultdict[str, int] = defaultdict(int)
    for mention in mentions:
        counts[" ".join(mention.text.split())] += 1
    return min(counts, key=lambda text: (_is_latin(text), -len(text.split()), -counts[text], text))


def _printed_latin(mentions: list[Mention]) -> str | None:
    printed = [mention for mention in mentions if _is_latin(mention.text)]
    return _display(printed) if printed else None


def _is_latin(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalpha()


def _roles(entries: list[tuple[Reading, Mention]]) -> tuple[Role, ...]:
    found = {}
    for reading, mention in entries:
        if mention.office and mention.office_text:
            day = reading.published.value if reading.published else None
            place = Evidence(reading.report, mention.office)
            found[place] = Role(title=" ".join(mention.office_text.split()), as_of=day, evidence=(place,))
    return tuple(found[place] for place in sorted(found))
