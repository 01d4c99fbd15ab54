"""What people decide about the actors of a record: kept in its file beside what builds write, and undone there.

Each change is one transaction: the correction and all facts that follow from it, or neither.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from mahdar.errors import BadCorrection, NotFound
from mahdar.language.spelling import load_spelling
from mahdar.record.amend import ACTORS, FIELDS, as_typed, choices, place_key
from mahdar.record.corrections import Correction, Known, Operation, Spot, plain
from mahdar.record.reconcile import reconcile
from mahdar.store.sqlite import Store, open_store

_MOST_NAMED = 10
_LEAST_BEGUN = 4
_SHOWN = 80
_DATES = {"date", "said_on", "as_of", "until"}
_DAY = r"\d{4}(-\d\d(-\d\d)?|-W\d\d(-WE)?)?"
_DATE = re.compile(rf"{_DAY}(/{_DAY})?")
_LENGTH = re.compile(r"P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A correction as somebody asks for it. Actors by id, former id or name, other facts (to reject, to set a `field`
    of) by id; `mentions` as REPORT:START, the report by id, path or the beginning of its id, START any character of
    the mention. `name` is a new name, or the value of a field; empty clears the field."""

    op: Operation
    actor: str
    other: str | None = None
    field: str | None = None
    name: str | None = None
    names: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    why: str = ""


class Made(msgspec.Struct, frozen=True):
    """A correction that was made; the last two say by whom and on which day it was undone."""

    correction: Correction
    undone_by: str | None = None
    undone_on: str | None = None


def correct(path: Path, asked: Asked, *, by: str, as_of: date) -> Made:
    """Make a correction, signed and dated. Raises NotFound for an actor that there is not, and BadCorrection where it
    is not clear who is meant, where it would change nothing, or where the very same stands already."""
    with open_store(path) as store:
        correction = _meant(store, asked, by.strip(), as_of)
        standing = corrections_of(store)
        if any(one.id == correction.id for one in standing):
            raise BadCorrection(f"{correction.id} says so already; undo it, or what was decided after it")
        row = (correction.id, msgspec.json.encode(correction).decode())
        _rewrite(store, [*standing, correction], "INSERT INTO correction (id, body) VALUES (?, ?)", row)
    return Made(correction)


def undo(path: Path, id_: str, *, by: str, as_of: date) -> Made:
    """Undo a correction, by its id or a beginning of it that no other has. Raises NotFound where none stands so."""
    with open_store(path) as store:
        standing = corrections_of(store)
        found = [one for one in standing if id_ and one.id.startswith(id_)]
        if len({one.id for one in found}) != 1:
            listed = ", ".join(one.id for one in (found or standing)[:_MOST_NAMED]) or "none"
            raise NotFound(f"{id_}: {'several' if found else 'no'} corrections stand so; there are: {listed}")
        left = [one for one in standing if one.id != found[0].id]
        update = "UPDATE correction SET undone_by = ?, undone_on = ? WHERE id = ? AND undone_by IS NULL"
        _rewrite(store, left, update, (by.strip(), as_of.isoformat(), found[0].id))
    return Made(found[0], by.strip(), as_of.isoformat())


def corrections(path: Path) -> list[Made]:
    """All corrections in the order in which they were made, undone ones too."""
    with open_store(path) as store:
        decode = msgspec.json.Decoder(Correction).decode
        rows = store.db.execute("SELECT body, undone_by, undone_on FROM correction ORDER BY place").fetchall()
    return [Made(decode(body), undone_by, undone_on) for body, undone_by, undone_on in rows]


def corrections_of(store: Store) -> list[Correction]:
    """Those that stand, in the order in which they were made."""
    decode = msgspec.json.Decoder(Correction).decode
    rows = store.db.execute("SELECT body FROM correction WHERE undone_by IS NULL ORDER BY place")
    return [decode(body) for (body,) in rows]


def _rewrite(store: Store, standing: Sequence[Correction], sql: str, values: Sequence[str]) -> None:
    kept = list(store.kept())
    readings = store.readings(store.data())
    record = reconcile((readings[one.report.id] for one in kept), store.versions(), standing)
    with store.db:
        store.db.execute("BEGIN IMMEDIATE")
        store.db.execute(sql, values)
        store.write(kept, readings, record)


# ── what is meant ────────────────────────────────────────────────
def _meant(store: Store, asked: Asked, by: str, as_of: date) -> Correction:
    if not by:
        raise BadCorrection("nobody signs: say by whom")
    actors = store.facts("actors")
    if asked.op == "set" or (asked.op == "reject" and not _is_actor(actors, asked.actor)):
        return _of_fact(store, actors, asked, by, as_of)
    actor = find_actor(actors, asked.actor)
    other = find_actor(actors, asked.other) if asked.other else None
    if other is not None and other["id"] == actor["id"]:
        raise BadCorrection(f"{asked.actor} and {asked.other} are one actor already: {_shown(actor)}")
    name = plain(asked.name or "")
    if asked.op == "rename" and (not name or name == actor["name"]):
        raise BadCorrection(f"{_shown(actor)} is called so already" if name else "a name is missing")
    if asked.op == "merge" and other is None:
        raise BadCorrection("merge takes two actors")
    names, spots = _leaving(store, actor, asked) if asked.op == "split" else ((), ())
    return Correction(
        op=asked.op,
        actor=_known(actor),
        other=_known(other) if other else None,
        name=name or None,
        names=names,
        spots=spots,
        by=by,
        as_of=as_of.isoformat(),
        why=plain(asked.why),
    )


def _known(actor: dict[str, Any]) -> Known:
    keys = tuple(sorted(one for one in actor["aliases"] if not one.startswith("ac:")))
    return Known(actor["id"], actor["name"], keys)


def find_actor(actors: Sequence[dict[str, Any]], asked: str) -> dict[str, Any]:
    """The one actor of this id, former id or name: as it is shown, else as it is printed anywhere, else in any other
    spelling of the letters. Raises NotFound where there is none, BadCorrection where there are several."""
    fold, name = load_spelling().fold, plain(asked)
    ways: tuple[Callable[[dict[str, Any]], bool], ...] = (
        lambda actor: actor["id"] == asked or asked in actor["aliases"],
        lambda actor: actor["name"] == name,
        lambda actor: name in {actor["latin"], *(plain(mention["text"]) for mention in actor["mentions"])},
        lambda actor: fold(actor["name"]) == fold(name),
        lambda actor: len(asked) >= _LEAST_BEGUN and actor["id"].startswith(asked),
    )
    for way in ways:
        found = [actor for actor in actors if name and way(actor)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = "; ".join(_shown(actor) for actor in found[:_MOST_NAMED])
            more = f"; and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
            raise BadCorrection(f"{asked}: several actors are called so, say which by id: {listed}{more}")
    raise NotFound(f"{asked}: no such actor in this record; mahdar show RECORD actors lists them")


def _shown(actor: dict[str, Any]) -> str:
    return f"{actor['id']} {actor['name']} ({actor['kind']}, {len(actor['mentions'])} mentions)"


def _is_actor(actors: Sequence[dict[str, Any]], asked: str) -> bool:
    try:
        find_actor(actors, asked)
    except NotFound:
        return False
    return True


# ── facts that are no actors ─────────────────────────────────────
def _of_fact(store: Store, actors: Sequence[dict[str, Any]], asked: Asked, by: str, as_of: date) -> Correction:
    kind, body = store.fact(asked.actor)
    if kind not in FIELDS:
        raise BadCorrection(f"{asked.actor}: {kind} are not corrected so; those that are: {', '.join(FIELDS)}, actors")
    places = [place for name in ("evidence", "content", "span") for place in _listed(body.get(name))]
    keys = tuple(sorted({place_key(place["report"], place["start"], place["end"]) for place in places}))
    other, value = _value(actors, kind, asked) if asked.op == "set" else (None, None)
    return Correction(
        op=asked.op,
        actor=Known(body["id"], plain(places[0]["text"])[:_SHOWN], keys),
        other=other,
        name=value,
        by=by,
        as_of=as_of.isoformat(),
        why=plain(asked.why),
        kind=kind,
        field=asked.field if asked.op == "set" else None,
    )


def _listed(value: Any) -> list[dict[str, Any]]:
    return value if isinstance(value, list) else [value] if value else []


def _value(actors: Sequence[dict[str, Any]], kind: str, asked: Asked) -> tuple[Known | None, str | None]:
    """What a field is set to: an actor or a value. Raises BadCorrection where the field takes no such value."""
    field, value = asked.field or "", asked.name or None
    actor = find_actor(actors, value) if value and field in ACTORS.get(kind, ()) else None
    known = (*FIELDS[kind], *ACTORS.get(kind, ()))
    if field not in known:
        raise BadCorrection(f"{field}: no such field of {kind} can be set; there are: {', '.join(known)}")
    if value and field in _DATES and not _DATE.fullmatch(value):
        raise BadCorrection(f"{value}: no date; write it like 2025-08-06, 2025-08, 2025, 2025-W33 or A/B")
    if value and field == "duration" and not _LENGTH.fullmatch(value):
        raise BadCorrection(f"{value}: no length of time; write it like PT3H, PT90M or P2D")
    try:
        as_typed(kind, field, actor["id"] if actor else value)
    except msgspec.ValidationError as error:
        listed = choices(kind, field)
        takes = f"it is one of: {', '.join(listed)}" if listed else str(error)
        raise BadCorrection(f"{field} of {kind} cannot be {value or 'nothing'}; {takes}") from error
    return (_known(actor), None) if actor else (None, value)


def _leaving(store: Store, actor: dict[str, Any], asked: Asked) -> tuple[tuple[str, ...], tuple[Spot, ...]]:
    """The names and the places of what leaves an actor: some of its mentions, not all."""
    names = tuple(sorted({plain(name) for name in asked.names}))
    printed = {plain(mention["text"]) for mention in actor["mentions"]}
    for name in names:
        if name not in printed:
            raise BadCorrection(f"{_shown(actor)} is nowhere called {name}; it is called: {', '.join(sorted(printed))}")
    spots = tuple(sorted({_spot(store, actor, place) for place in asked.mentions}))
    if not names and not spots:
        raise BadCorrection("split takes the names or mentions that leave")
    left = [
        mention
        for mention in actor["mentions"]
        if plain(mention["text"]) not in names and Spot(mention["report"], mention["start"]) not in spots
    ]
    if not left:
        raise BadCorrection(f"{_shown(actor)} would be left with no mention")
    return names, spots


def _spot(store: Store, actor: dict[str, Any], place: str) -> Spot:
    report, _, digits = place.rpartition(":")
    paths = dict(store.db.execute("SELECT id, path FROM report"))
    found = {
        Spot(mention["report"], mention["start"])
        for mention in actor["mentions"]
        if digits.isdigit()
        and mention["start"] <= int(digits) < mention["end"]
        and report
        and (mention["report"].startswith(report) or paths.get(mention["report"]) == report)
    }
    if len(found) != 1:
        raise NotFound(f"{place}: no one mention of {_shown(actor)} stands there; write REPORT:START")
    return found.pop()
