"""One actor, many mentions: which keys of all readings name one actor. Each merge is a judgement with its reasons."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from rapidfuzz.fuzz import ratio

from mahdar.record.judge import clusters
from mahdar.types.ids import content_id, mark_id
from mahdar.types.marks import Candidate, Mention
from mahdar.types.reading import Reading
from mahdar.types.record import Actor, ActorMention, Evidence, Judgement, Role
from mahdar.types.span import Span

RULE = "record/same-actor/"
_ALIKE = 78.0  # of 100, rapidfuzz ratio: one long vowel more or less in a family name of five letters
_SHORT = 4
_OTHER = 60.0  # given names less alike than this are two people's
_SAME = 0.8  # mean likeness of both names from which they are one person's


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


class _Named(msgspec.Struct):
    """What the readings say of one key."""

    key: str
    mentions: list[tuple[Reading, Mention]]


def resolve_actors(readings: Sequence[Reading]) -> Cast:
    """Join the mentions of all readings into actors."""
    named: dict[str, _Named] = {}
    for reading in readings:
        for mention in reading.mentions:
            named.setdefault(_key(reading, mention), _Named(_key(reading, mention), [])).mentions.append(
                (reading, mention)
            )
    judgements = tuple(sorted(_judge(named), key=lambda j: (j.left, j.right, j.by)))
    cluster = clusters(named, judgements)
    for reading, mention in _promoted(readings, cluster):
        named[mention.key].mentions.append((reading, mention))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(named):
        groups[cluster[key]].append(key)
    speakers = {(r.report, s.speaker) for r in readings for s in r.statements if s.speaker and not s.standing}
    return _cast(named, groups, judgements, speakers)


def _key(reading: Reading, mention: Mention) -> str:
    """Names are one key everywhere; a title or description without a name is its report's own."""
    if mention.key.startswith("title:") or (mention.office_kind == "unnamed" and mention.kind == "person"):
        return f"{mention.key}@{reading.report}"
    return mention.key


# ── judging ──────────────────────────────────────────────────────
def _judge(named: dict[str, _Named]) -> Iterator[Judgement]:
    people = sorted(key for key in named if key.startswith("person:"))
    yield from _people(people, named)
    yield from _holders(named)


def _people(keys: list[str], named: dict[str, _Named]) -> Iterator[Judgement]:
    """Blocked by the first letters of the family name, so that cost stays near-linear."""
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        family = _words(key)[-1]
        blocks[family[:2]].append(key)
    for block in blocks.values():
        for at, left in enumerate(block):
            for right in block[at + 1 :]:
                judgement = _two_people(left, right, named)
                if judgement:
                    yield judgement


def _words(key: str) -> list[str]:
    return key.removeprefix("person:").split() or [""]


def _two_people(left: str, right: str, named: dict[str, _Named]) -> Judgement | None:
    """Same family name and no contradicting given name; two given names make two people."""
    a, b = _words(left), _words(right)
    alike = 100.0 if a[-1] == b[-1] else ratio(a[-1], b[-1]) if min(len(a[-1]), len(b[-1])) >= _SHORT else 0.0
    if alike < _ALIKE:
        return None
    if len(a) > 1 and len(b) > 1:
        same, rule, given, score = _full_names(a, b, alike)
    else:
        given, rule = 0.0, "family-name"
        sides = {side for key in (left, right) for side in [_side(named[key])] if side}
        same, score = ("unsure", alike / 200) if alike < 100 and len(sides) != 1 else ("yes", alike / 100 - 0.1)
    reasons = (f"family name {alike:.0f}", *((f"given name {given:.0f}",) if given else ()))
    verdict: Literal["yes", "no", "unsure"] = "yes" if same == "yes" else "no" if same == "no" else "unsure"
    return Judgement(left=left, right=right, same=verdict, by=RULE + rule, reasons=reasons, score=round(score, 3))


def _full_names(a: list[str], b: list[str], alike: float) -> tuple[str, str, float, float]:
    """(verdict, rule, likeness of the given names, score) of two names that both have a given name."""
    given = ratio(a[0], b[0])
    if given < _OTHER and not _inside(a, b):
        return "no", "two-given-names", given, 1.0
    score = (alike + given) / 200
    return ("yes" if score > _SAME or _inside(a, b) else "unsure"), "full-name", given, score


def _inside(a: list[str], b: list[str]) -> bool:
    """Whether the words of one name all stand in the other: with and without a middle name."""
    return set(a) <= set(b) or set(b) <= set(a)


def _side(named: _Named) -> str | None:
    sides = sorted({mention.side for _, mention in named.mentions if mention.side})
    return sides[0] if len(sides) == 1 else None


def _holders(named: dict[str, _Named]) -> Iterator[Judgement]:
    """A title without a name is its one holder's, if the readings know only one."""
    offices: defaultdict[str, set[str]] = defaultdict(set)
    for key, entry in named.items():
        if key.startswith("person:"):
            for _, mention in entry.mentions:
                if mention.office_key and _specific(mention.office_key):
                    offices[mention.office_key].add(key)
    for key, entry in sorted(named.items()):
        office = entry.mentions[0][1].office_key if key.startswith("title:") else None
        holders = offices.get(office or "", set())
        if office and _specific(office) and len({_words(holder)[-1] for holder in holders}) == 1:
            yield Judgement(
                left=key,
                right=min(holders),
                same="yes",
                by=RULE + "office-holder",
                reasons=(f"office {office}",),
                score=0.7,
            )


def _specific(office: str) -> bool:
    head, domain, side = office.split("|")
    return bool(head and side and (domain or side))


# ── promoting ────────────────────────────────────────────────────
def _promoted(readings: Sequence[Reading], cluster: dict[str, str]) -> Iterator[tuple[Reading, Mention]]:
    """Candidates whose word is the family name of one person of another report; a name that two share is neither's."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for key in cluster:
        words = _words(key) if key.startswith("person:") else []
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
def _cast(
    named: dict[str, _Named],
    groups: dict[str, list[str]],
    judgements: tuple[Judgement, ...],
    speakers: set[tuple[str, Span]],
) -> Cast:
    ids: dict[str, str] = {}
    for keys in groups.values():
        first = min(_first_id(named[key]) for key in keys)
        ids.update(dict.fromkeys(keys, first))
    sides = {key: ids[key] for key in named if key.startswith("state:")}
    actors, of_span, acting = [], {}, {}
    for keys in groups.values():
        entries = _as_names([pair for key in keys for pair in named[key].mentions], speakers)
        former = {id_ for key in keys for id_ in _former_ids(named[key])} - {ids[keys[0]]}
        actors.append(_actor(ids[keys[0]], [*keys, *former], entries, sides))
        for reading, mention in entries:
            of_span[reading.report, mention.span] = ids[keys[0]]
            acting[reading.report, mention.span] = ids.get(mention.stands_for or "", ids[keys[0]])
    return Cast(tuple(sorted(actors, key=lambda a: a.id)), of_span, acting, ids, judgements)


def _as_names(entries: list[tuple[Reading, Mention]], speakers: set[tuple[str, Span]]) -> list[tuple[Reading, Mention]]:
    """Where nobody's name is known, the title under which somebody speaks is what the report calls them."""
    if any(mention.form != "title" for _, mention in entries):
        return entries
    return [
        (r, msgspec.structs.replace(m, form="name") if (r.report, m.span) in speakers and m.kind == "person" else m)
        for r, m in entries
    ]


def _first_id(entry: _Named) -> str:
    return min(_former_ids(entry))


def _former_ids(entry: _Named) -> set[str]:
    """The id under which each report alone would know this actor: one of them was its id while reports were fewer."""
    firsts: dict[str, str] = {}
    for reading, mention in entry.mentions:
        id_ = content_id("ac", mark_id(reading.report, "mention", mention.span))
        firsts[reading.report] = min(id_, firsts.get(reading.report, id_))
    return set(firsts.values())


def _actor(id_: str, aliases: list[str], entries: list[tuple[Reading, Mention]], sides: dict[str, str]) -> Actor:
    named = [mention for _, mention in entries if mention.form != "title"] or [mention for _, mention in entries]
    kind = named[0].kind
    side = _most(mention.side for _, mention in entries if mention.side)
    mentions = sorted(
        (
            ActorMention(at=Evidence(r.report, m.span), form=m.form, stands_for=sides.get(m.stands_for or ""))
            for r, m in entries
        ),
        key=lambda mention: mention.at,
    )
    own = id_ if kind in {"state", "group"} else None
    return Actor(
        id=id_,
        rules=tuple(sorted({rule for _, mention in entries for rule in mention.rules})),
        certainty="stated" if any(m.certainty == "stated" for _, m in entries) else "inferred",
        kind=kind,
        name=_display(named),
        latin=next((m.latin for m in named if m.latin), None),
        side=own if kind == "state" else sides.get(side or "", own),
        aliases=tuple(sorted(aliases)),
        roles=_roles(entries),
        mentions=tuple(mentions),
    )


def _most(values: Iterable[str]) -> str | None:
    counts: defaultdict[str, int] = defaultdict(int)
    for value in values:
        counts[value] += 1
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _display(mentions: list[Mention]) -> str:
    """The longest printed form that is not rare: most words, then most frequent, then first in order."""
    counts: defaultdict[str, int] = defaultdict(int)
    for mention in mentions:
        counts[" ".join(mention.text.split())] += 1
    return min(counts, key=lambda text: (-len(text.split()), -counts[text], text))


def _roles(entries: list[tuple[Reading, Mention]]) -> tuple[Role, ...]:
    found = {}
    for reading, mention in entries:
        if mention.office and mention.office_text:
            day = reading.published.value if reading.published else None
            place = Evidence(reading.report, mention.office)
            found[place] = Role(title=" ".join(mention.office_text.split()), as_of=day, evidence=(place,))
    return tuple(found[place] for place in sorted(found))
