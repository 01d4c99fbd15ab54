"""Titles without a name: whose they were on the day of their report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

import msgspec

from mahdar.record.day import published_day
from mahdar.types.marks import ANY_FIELD, Mention
from mahdar.types.reading import Reading
from mahdar.types.record import Judgement

RULE = "record/same-actor/office-holder"
_FEW = 4
_MONTHS = 150  # days within which one of many holders is still the one meant
_ONLY, _THEN, _LAST = 0.7, 0.65, 0.6  # scores: the one holder known; the one of those days; the one named last before
_Verdict = tuple[list[str], Literal["yes", "unsure"], str, float]


class _Office(msgspec.Struct):
    """Each holder's days, first and last, by cluster, and a key of each; a day is None where no report has one."""

    days: dict[str, tuple[date, date] | None]
    keys: dict[str, str]


def holders(named: Mapping[str, Iterable[tuple[Reading, Mention]]], cluster: Mapping[str, str]) -> Iterator[Judgement]:
    """Judgements between titles (`title:` keys) and the people of whom reports say that they hold that office.

    Where several held it, the day of the report decides: the one named with it before and after; the one named with it
    last, where nobody was since. Who held an office formerly does not hold it.
    """
    offices = _offices(named, cluster)
    for key, entries in sorted(named.items()):
        reading, mention = next(iter(entries)) if key.startswith("title:") else (None, None)
        if not reading or not mention or mention.former or not _specific(mention.office_key):
            continue
        office = _fresh(offices.get(mention.office_key or ""), mention.office_key or "", published_day(reading))
        verdict = _whose(office, published_day(reading)) if office else None
        for holder in verdict[0] if verdict and office else ():
            assert verdict and office
            left, right = sorted((key, office.keys[holder]))
            reasons = (f"office {mention.office_key}", verdict[2])
            yield Judgement(left=left, right=right, same=verdict[1], by=RULE, reasons=reasons, score=verdict[3])


def _offices(named: Mapping[str, Iterable[tuple[Reading, Mention]]], cluster: Mapping[str, str]) -> dict[str, _Office]:
    found: defaultdict[str, _Office] = defaultdict(lambda: _Office({}, {}))
    for key, entries in sorted(named.items()):
        if not key.startswith("person:") or "@" in key:
            continue
        for reading, mention in entries:
            if mention.former or not _specific(mention.office_key):
                continue
            office, who, day = found[mention.office_key or ""], cluster[key], published_day(reading)
            office.keys.setdefault(who, key)
            days = office.days.get(who)
            if day:
                office.days[who] = (min(days[0], day), max(days[1], day)) if days else (day, day)
            else:
                office.days.setdefault(who, None)
    return dict(found)


def _fresh(office: _Office | None, key: str, day: date | None) -> _Office | None:
    """Of an office that many hold, those who were named with it within months: `the American envoy` of last year is
    another man."""
    if office is None or key.split("|")[1] != ANY_FIELD:
        return office
    near: dict[str, tuple[date, date] | None] = {
        who: days
        for who, days in office.days.items()
        if days and day and (days[0] - day).days <= _MONTHS and (day - days[1]).days <= _MONTHS
    }
    return _Office(near, office.keys) if near else None


def _whose(office: _Office, day: date | None) -> _Verdict | None:
    known = {who: days for who, days in office.days.items() if days}
    if len(office.days) == 1:
        return list(office.days), "yes", "nobody else is known to hold it", _ONLY
    if day is None or len(known) < len(office.days):
        return sorted(office.days)[:_FEW], "unsure", f"{len(office.days)} hold it", 1 / len(office.days)
    then = [who for who, (first, last) in known.items() if first <= day <= last]
    if len(then) == 1:
        return then, "yes", "holds it in reports before and after", _THEN
    before = max((last for _, last in known.values() if last < day), default=None)
    if not then and before and not any(first > day for first, _ in known.values()):
        last_ones = [who for who, (_, last) in known.items() if last == before]
        if len(last_ones) == 1:
            return last_ones, "yes", "the last one named with it", _LAST
    return sorted(then or known)[:_FEW], "unsure", f"{len(then or known)} hold it", 1 / len(then or known)


def _specific(office: str | None) -> bool:
    """Whether an office is of somebody: `minister` is not, `minister of a state` is."""
    head, domain, side = (office or "||").split("|")
    return bool(head and side and (domain or side))
