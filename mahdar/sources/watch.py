"""Feeds watched: what is due is asked politely, what is new becomes reports, and where it stands is kept in a file.

Nothing here reads a clock: the caller says what time it is (seconds since 1970).
"""

import os
import tempfile
import tomllib
from collections.abc import Callable
from contextlib import suppress
from email.utils import parsedate_to_datetime
from pathlib import Path

import msgspec

from mahdar.errors import BadSource
from mahdar.sources.feeds import Entry, entry_reports, read_feed
from mahdar.sources.fetch import Answer, Web
from mahdar.sources.item import Came, Options, Refusal, Told, printable
from mahdar.sources.urls import is_url
from mahdar.types.report import Report

_MOST_WAIT = 24 * 3600.0
_SHORTEST = 60.0


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One feed to watch: its `name` stands for the outlet, `every` is in minutes."""

    url: str
    name: str | None = None
    follow: bool = False
    every: float = 30.0


class Feeds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a feeds.toml says: `delay` is the least number of seconds between two requests to one host."""

    feed: tuple[Feed, ...] = ()
    delay: float = 2.0


class Standing(msgspec.Struct, frozen=True):
    """Where one feed stands: what its server said of its last answer, when it is due, and the entries that are read."""

    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0
    seen: tuple[str, ...] = ()


class Polled(msgspec.Struct, frozen=True):
    """One answer of a feed: `state` is read, unchanged or failed; `standing` holds once `came` is in the record."""

    feed: Feed
    state: str
    came: tuple[Came, ...]
    standing: Standing


def load_feeds(path: Path) -> Feeds:
    """The feeds of a TOML file. Raises BadSource, naming it and what is wrong."""
    try:
        feeds = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Feeds)
    except OSError as error:
        raise BadSource(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise BadSource(f"{path}: {error}") from error
    for feed in feeds.feed:
        if not is_url(feed.url) or not feed.every > 0:
            raise BadSource(f"{path}: {feed.url!r}: a feed has a url, and `every` is a number of minutes above 0")
    if len({feed.url for feed in feeds.feed}) < len(feeds.feed):
        raise BadSource(f"{path}: a url stands in it twice")
    return feeds


class Watch:
    """Polls feeds and remembers, in the file `kept`, where each stands. Stopped at any moment, it loses nothing: what
    was read and not yet kept is read again, and a record never takes the same report twice."""

    def __init__(self, feeds: Feeds, kept: Path, web: Web, options: Options) -> None:
        self._feeds, self._kept = feeds, kept
        self._web, self._options = web, options
        self._standing = _load(kept)

    def due(self, now: float, all_: bool = False) -> list[Feed]:
        """The feeds to poll now; with `all_` also those that are early, but never one that is backed off from."""
        return [one for one in self._feeds.feed if self._at(one).due <= now or (all_ and not self._at(one).failures)]

    def wait(self, now: float) -> float:
        """Seconds until the next feed is due."""
        return max(0.0, min((self._at(one).due for one in self._feeds.feed), default=now) - now)

    def _at(self, feed: Feed) -> Standing:
        return self._standing.get(feed.url, Standing())

    def poll(self, feed: Feed, now: float) -> Polled:
        """Ask one feed. Never raises for what the server does: a failure is a refusal, and the feed is asked later."""
        at, every = self._at(feed), max(feed.every * 60, _SHORTEST)
        asked = {"If-None-Match": at.etag, "If-Modified-Since": at.modified}
        try:
            answer = self._web.get(feed.url, {name: value for name, value in asked.items() if value})
            if answer.status == 304:
                return Polled(feed, "unchanged", (), msgspec.structs.replace(at, due=now + every, failures=0))
            if answer.status != 200:
                return _failed(feed, at, now, f"the server answered {answer.status}", _retry_after(answer, now))
            entries = read_feed(answer.body, feed.url, answer.charset)
        except BadSource as error:
            return _failed(feed, at, now, str(error).removeprefix(f"{feed.url}: "), 0.0)
        came, seen = self._new(feed, entries, set(at.seen))
        told = answer.headers
        standing = Standing(told.get("etag"), told.get("last-modified"), now + every, 0, tuple(seen))
        if any(isinstance(one, Refusal) for one in came):
            # Asked with the same tag, the server would say that nothing changed, and what failed were never read.
            standing = msgspec.structs.replace(standing, etag=None, modified=None)
        return Polled(feed, "read", tuple(came), standing)

    def _new(self, feed: Feed, entries: list[Entry], seen: set[str]) -> tuple[list[Came], list[str]]:
        """What entries not yet seen give, and the keys of all that are read: one that was refused is tried again."""
        came: list[Came] = []
        read: list[str] = []
        options = msgspec.structs.replace(self._options, web=self._web, follow=feed.follow)
        for entry in entries:
            new = [] if entry.key in seen else list(entry_reports(_named(entry, feed), _path(entry, feed), options))
            came += new
            if all(isinstance(one, Report) for one in new):
                read.append(entry.key)
        return came, read

    def keep(self, polled: Polled) -> None:
        """Write down where a feed stands, whole or not at all."""
        self._standing = {one.url: self._at(one) for one in self._feeds.feed} | {polled.feed.url: polled.standing}
        _write(self._kept, msgspec.json.format(msgspec.json.encode(self._standing)))


def _named(entry: Entry, feed: Feed) -> Entry:
    told: Told = msgspec.structs.replace(entry.told, outlet=feed.name or entry.told.outlet)
    return msgspec.structs.replace(entry, told=told)


def _path(entry: Entry, feed: Feed) -> str:
    return printable(entry.told.url or f"{feed.url}#{entry.id}")


def _failed(feed: Feed, at: Standing, now: float, why: str, asked: float) -> Polled:
    """Asked again after twice the time of the last failure, up to a day, and never before the server wants it."""
    wait = min(max(feed.every * 60, _SHORTEST) * 2.0 ** min(at.failures, 20), _MOST_WAIT)
    later = msgspec.structs.replace(at, due=now + max(wait, asked), failures=at.failures + 1)
    return Polled(feed, "failed", (Refusal(printable(feed.url), why),), later)


def _retry_after(answer: Answer, now: float) -> float:
    """Seconds, at most a day; 0 where the server does not say."""
    told = answer.headers.get("retry-after", "").strip()
    seconds = 0.0
    if told.isascii() and told.isdigit():
        seconds = float(told[:9])
    elif told:
        with suppress(ValueError, TypeError, OverflowError):
            seconds = parsedate_to_datetime(told).timestamp() - now
    return min(max(seconds, 0.0), _MOST_WAIT)


# ── the file ─────────────────────────────────────────────────────
def _load(kept: Path) -> dict[str, Standing]:
    """Where the feeds stood; nothing where the file is missing or broken, which costs only a second reading."""
    try:
        return msgspec.json.decode(kept.read_bytes(), type=dict[str, Standing])
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}


def _write(path: Path, content: bytes, replace: Callable[[str, Path], None] = os.replace) -> None:
    """Atomically: a reader, or one who comes after a crash, finds the old content or the new."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
