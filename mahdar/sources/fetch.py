"""Urls are fetched politely: bounded in size and time, few redirects, robots.txt honoured, no private addresses."""

import http.client
import re
import threading
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import BinaryIO, cast
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import msgspec

from mahdar.errors import BadSource
from mahdar.sources.addresses import Line, Plain, Secure
from mahdar.sources.bounds import MIB, Budget, Limits, read_whole, size_of, unpack

_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_REDIRECTS = 5
_ROBOTS = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB are read
_ROBOTS_AGE = 3600.0
_MOST_DELAY = 60.0
_SAFE = "/%:=&?~+!$,;'@()*[]|"
_GUESSED_CHARSETS = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"}


def agent() -> str:
    """`mahdar/<version>`, as it is sent and as robots.txt may name it."""
    try:
        return f"mahdar/{version('mahdar')}"
    except PackageNotFoundError:
        return "mahdar/0"


class Answer(msgspec.Struct, frozen=True):
    """What a server answered in the end. `kind` is the content type in small letters without parameters; header names
    are in small letters."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the header names, where the body fits it and the name is not the mere habit of servers."""
        found = re.search(r"charset\s*=\s*[\"']?([\w-]+)", self.headers.get("content-type", ""), re.IGNORECASE)
        if not found or found[1].lower() in _GUESSED_CHARSETS:
            return None
        try:
            self.body.decode(found[1])
        except (LookupError, UnicodeError):
            return None
        return found[1].lower()


class Pace:
    """A delay between two requests to one host, by a clock and a sleep that the caller gives."""

    def __init__(self, delay: float, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self.delay, self.clock, self._sleep = delay, clock, sleep
        self._last: dict[str, float] = {}

    def wait(self, host: str, at_least: float = 0.0) -> None:
        """Sleep until a request to `host` is polite; `at_least` is what the host itself asks for."""
        now, delay = self.clock(), max(self.delay, min(at_least, _MOST_DELAY))
        due = self._last.get(host, now - delay) + delay
        if due > now:
            self._sleep(due - now)
        self._last[host] = max(now, due)


class Web:
    """Fetches urls. `timeout` bounds each wait for the server, `most` the whole exchange, both in seconds; `largest`
    the body, in bytes."""

    def __init__(self, pace: Pace, allow_private: bool = False, timeout: float = 20.0, most: float = 60.0) -> None:
        self._pace, self._allow_private = pace, allow_private
        self._timeout, self._most = timeout, most
        self.largest = 8 * MIB
        self._robots: dict[str, tuple[float, RobotFileParser | None]] = {}

    def fetch(self, url: str) -> Answer:
        """The answer to `url`. Raises BadSource, naming it, for any but a good one."""
        answer = self.get(url)
        if answer.status != 200:
            raise BadSource(f"{url}: the server answered {answer.status} {_phrase(answer.status)}".rstrip())
        return answer

    def get(self, url: str, conditions: Mapping[str, str] | None = None) -> Answer:
        """The answer to `url` after its redirects, whatever its status; `conditions` are headers that go along.

        Raises BadSource, naming the url, for what is no answer and for what robots.txt forbids.
        """
        try:
            return self._walk(url, conditions or {}, robots=True)
        except BadSource as error:
            raise BadSource(f"{url}: {error}") from error

    def _walk(self, url: str, conditions: Mapping[str, str], robots: bool) -> Answer:
        seen: list[str] = []
        at = sent(url)
        while at not in seen:
            seen.append(at)
            if len(seen) > _MOST_REDIRECTS + 1:
                raise BadSource(f"redirects more than {_MOST_REDIRECTS} times")
            if robots:
                self._ask(at)
            answer = self._once(at, conditions, self.largest if robots else _ROBOTS)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            at = sent(target, at)
        raise BadSource(f"redirects in a loop, back to {at}")

    # ── robots.txt ───────────────────────────────────────────────
    def _ask(self, url: str) -> None:
        """Wait until a request is polite. Raises BadSource where robots.txt forbids it."""
        parts = urlsplit(url)
        rules = self._rules(f"{parts.scheme}://{parts.netloc}")
        if rules is not None and not rules.can_fetch(agent(), url):
            raise BadSource("robots.txt forbids it")
        asked = float(rules.crawl_delay(agent()) or 0) if rules is not None else 0.0
        self._pace.wait(parts.netloc, asked)

    def _rules(self, origin: str) -> RobotFileParser | None:
        now = self._pace.clock()
        if origin not in self._robots or now - self._robots[origin][0] > _ROBOTS_AGE:
            self._robots[origin] = (now, self._read_robots(origin))
        return self._robots[origin][1]

    def _read_robots(self, origin: str) -> RobotFileParser | None:
        """None allows all, as a missing file does; a server that fails forbids all (RFC 9309, 2.3.1)."""
        answer = self._walk(f"{origin}/robots.txt", {}, robots=False)
        if 400 <= answer.status < 500 and answer.status != 429:
            return None
        if answer.status != 200:
            raise BadSource(f"its robots.txt cannot be read: the server answered {answer.status}")
        rules = RobotFileParser()
        try:
            rules.parse(answer.body.decode("utf-8", "replace").splitlines())
        except ValueError as error:
            raise BadSource(f"its robots.txt cannot be understood: {error}") from error
        return rules

    # ── one exchange ─────────────────────────────────────────────
    def _once(self, url: str, conditions: Mapping[str, str], largest: int) -> Answer:
        parts = urlsplit(url)
        line = Line(self._allow_private)
        kind = Secure if parts.scheme == "https" else Plain
        connection: Plain | Secure = kind(parts.hostname or "", parts.port, timeout=self._timeout)
        connection.line = line
        # A server that sends a byte now and then never times out by itself: the watchdog hangs up on it.
        watchdog = threading.Timer(self._most, line.hang_up)
        watchdog.daemon = True
        watchdog.start()
        try:
            answer = self._exchange(connection, url, conditions, largest)
            if line.cut:
                raise TimeoutError
            return answer
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise BadSource(self._why(error, line.cut)) from error
        finally:
            watchdog.cancel()
            connection.close()

    def _exchange(self, connection: Plain | Secure, url: str, conditions: Mapping[str, str], largest: int) -> Answer:
        parts = urlsplit(url)
        headers = {"User-Agent": agent(), "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
        connection.request(
            "GET", urlunsplit(("", "", parts.path or "/", parts.query, "")), headers={**headers, **conditions}
        )
        with connection.getresponse() as response:
            told = {name.lower(): value for name, value in reversed(response.getheaders())}
            body = b"" if response.status in _REDIRECTS | {304} else _body(response, told, largest)
            return Answer(url, response.status, told, body)

    def _why(self, error: Exception, cut: bool) -> str:
        if cut:
            return f"took longer than {self._most:g} seconds"
        if isinstance(error, TimeoutError):
            return f"did not answer for {self._timeout:g} seconds"
        if isinstance(error, http.client.HTTPException):
            return f"the answer is broken ({type(error).__name__}: {error})"
        return f"cannot be fetched: {error}"


def _body(response: http.client.HTTPResponse, told: Mapping[str, str], largest: int) -> bytes:
    raw = _Whole(response, told.get("content-length", ""))
    if told.get("content-encoding", "").strip().lower() not in {"gzip", "x-gzip"}:
        return read_whole(cast("BinaryIO", raw), "the answer", largest)
    try:
        body = unpack(cast("BinaryIO", raw), "gz", "the answer", Budget(Limits(unpacked=largest + 1, member=largest)))
        return read_whole(cast("BinaryIO", body), "the answer", largest)
    except Exception as error:
        if isinstance(error, BadSource | OSError | http.client.HTTPException):
            raise
        raise BadSource(f"the answer is broken: {error}") from error


class _Whole:
    """A body of which it is noticed when it breaks off."""

    def __init__(self, response: http.client.HTTPResponse, length: str) -> None:
        self._response = response
        self._left = int(length) if length.isascii() and length.isdigit() and not response.chunked else None

    def read(self, most: int) -> bytes:
        data = self._response.read1(most)
        if self._left is not None:
            self._left -= len(data)
            if not data and self._left > 0:
                raise BadSource(f"the answer breaks off {size_of(self._left)} before its end")
        return data


def sent(url: str, base: str = "") -> str:
    """A url as it goes over the wire: letters beyond ASCII escaped, no fragment. Raises BadSource unless http(s)."""
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise BadSource(f"is no url that can be fetched: {error}") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise BadSource(f"only http and https are fetched, not {url[:100]!r}")
    if parts.username is not None:
        raise BadSource("urls that hold a user name are not fetched")
    host = f"[{host}]" if ":" in host else host
    path, query = quote(parts.path, safe=_SAFE) or "/", quote(parts.query, safe=_SAFE)
    return urlunsplit((parts.scheme, host + port, path, query, ""))


def _phrase(status: int) -> str:
    return http.client.responses.get(status, "")
