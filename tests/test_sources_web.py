"""Urls and feeds, against a real server on loopback: what it sends well, and all that servers do wrong."""

import gzip
import http.server
import io
import json
import socket
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mahdar.errors import BadSource
from mahdar.sources.addresses import is_public
from mahdar.sources.fetch import Pace, Web, agent, sent
from mahdar.sources.gather import gather
from mahdar.sources.item import Options, Refusal
from mahdar.types.report import Report

TEXT = "وصل الوفد إلى العاصمة صباح اليوم، وبدأت الجلسة الأولى من المحادثات بين الطرفين. "
LONG = f"<p>{TEXT * 3}</p><p>وقال الوزير إن الأجواء إيجابية، وإن جولة أخرى ستعقد بعد أيام في المدينة نفسها.</p>"
PAGE = f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>جولة أولى</title>
<meta property="og:site_name" content="المرصد"><meta property="article:published_time" content="2025-08-06T10:00:00Z">
</head><body><article><h1>جولة أولى من المحادثات</h1>{LONG}</article></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>المرصد</title>
<link>HOST/</link>
<item><title>الأول &amp; التالي</title><link>HOST/page</link><guid>urn:1</guid><pubDate>Wed, 06 Aug 2025 23:30:00 -0500</pubDate>
<description>ملخص قصير</description><content:encoded><![CDATA[{LONG}<script>var x</script>]]></content:encoded></item>
<item><title>الثاني</title><link>/page?n=2</link><guid>urn:2</guid><description>ملخص&nbsp;الجولة الثانية من المحادثات</description></item>
<item><title>بلا نص</title><guid>urn:3</guid></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>الديوان</title><entry><id>tag:x,2025:1</id>
<title>جولة</title><link href="https://x.example/1"/><updated>2025-08-07T01:00:00+04:00</updated>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry><entry><id>tag:x,2025:2</id><title>ثانية</title>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>{TEXT}</p></div></content></entry></feed>"""

Answer = Callable[["Handler"], None]


class Handler(http.server.BaseHTTPRequestHandler):
    server: "Site"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        answer = self.server.answers.get(self.path.partition("?")[0])
        try:
            if answer is None:
                self.reply(404, b"none")
            else:
                answer(self)
        except OSError:
            pass  # the client hung up, as it should

    def reply(self, status: int, body: bytes | str, kind: str = "text/plain", **headers: str) -> None:
        raw = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


class Site(http.server.ThreadingHTTPServer):
    """A server on loopback: `answers` by path, `asked` is what was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def gives(self, path: str, body: bytes | str, kind: str = "text/plain", status: int = 200, **headers: str) -> str:
        raw = body if isinstance(body, bytes) else body.replace("HOST", self.url).encode()
        self.answers[path] = lambda handler: handler.reply(status, raw, kind, **headers)
        return self.url + path

    def does(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return self.url + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving() -> Iterator[Site]:
    with Site() as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def web(timeout: float = 5.0, most: float = 10.0, allow_private: bool = True) -> Web:
    return Web(Pace(0.0, time.monotonic, time.sleep), allow_private, timeout, most)


def came(source: str | Path, by: Web | None = None, **options: Any) -> tuple[list[Report], list[Refusal]]:
    all_ = list(gather([source], Options(web=by or web(), **options)))
    return [one for one in all_ if isinstance(one, Report)], [one for one in all_ if isinstance(one, Refusal)]


def refusal(source: str, by: Web | None = None) -> str:
    reports, refused = came(source, by)
    assert reports == []
    assert [one.path for one in refused] == [source]
    return refused[0].why


# ── what comes well ──────────────────────────────────────────────


def test_a_page(site: Site) -> None:
    (report,), _ = came(site.gives("/page", PAGE, "text/html; charset=utf-8"))
    assert (report.path, report.url, report.outlet) == (f"{site.url}/page", f"{site.url}/page", "المرصد")
    assert TEXT.strip() in report.text
    assert report.published is not None
    assert report.published.value == "2025-08-06"
    _, headers = site.asked[-1]
    assert headers["user-agent"] == agent()
    assert agent().startswith("mahdar/")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain; charset=utf-8", TEXT),
        ("text/plain; charset=windows-1256", TEXT.encode("cp1256")),
        ("text/plain; charset=ISO-8859-1", TEXT),
        ("application/json", json.dumps({"text": TEXT})),
        ("application/x-ndjson", json.dumps({"text": TEXT})),
        ("text/csv", f"text\n{TEXT}\n"),
        ("application/rss+xml", RSS),
        ("text/xml; charset=utf-8", ATOM),
    ],
)
def test_the_content_type_decides(site: Site, kind: str, body: str | bytes) -> None:
    reports, _ = came(site.gives("/x", body, kind))
    assert reports
    assert TEXT.strip() in reports[0].text


def test_where_the_content_type_says_nothing_the_ending_does(site: Site) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("a.txt", TEXT)
    url = site.gives("/deep/t.zip", raw.getvalue(), "application/octet-stream")
    assert [report.path for report in came(url)[0]] == [f"{url}/a.txt"]
    url = site.gives("/rows.jsonl.gz", gzip.compress(json.dumps({"text": TEXT}).encode()), "application/gzip")
    assert [report.path for report in came(url)[0]] == [f"{url}#1"]


def test_a_picture_is_refused(site: Site) -> None:
    assert "image/png" in refusal(site.gives("/x", b"\x89PNG", "image/png"))


def test_an_arabic_url_and_a_packed_answer(site: Site) -> None:
    site.gives("/%D8%AA%D9%82%D8%B1%D9%8A%D8%B1", gzip.compress(TEXT.encode()), Content_Encoding="gzip")
    (report,), _ = came(f"{site.url}/تقرير#here")
    assert report.text == TEXT


def test_redirects_are_followed_and_named(site: Site) -> None:
    site.gives("/end", TEXT)
    site.gives("/b", b"", status=308, Location="end")
    (report,), _ = came(site.gives("/a", b"", status=302, Location=f"{site.url}/b"))
    assert (report.path, report.url, report.text) == (f"{site.url}/a", f"{site.url}/end", TEXT)


# ── feeds ────────────────────────────────────────────────────────


def test_a_feed_file(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS.replace("HOST", "https://x.example"), "utf-8")
    reports, refused = came(tmp_path / "a.rss")
    assert [report.path for report in reports] == ["a.rss#urn:1", "a.rss#urn:2"]
    assert [one.path for one in refused] == [f"{tmp_path / 'a.rss'}#urn:3"]
    first, second = reports
    assert first.text.startswith(TEXT.strip())
    assert "\n\nوقال الوزير" in first.text
    assert "var x" not in first.text
    assert "<" not in first.text
    assert (first.title, first.outlet, first.url) == ("الأول & التالي", "المرصد", "https://x.example/page")
    assert first.published is not None
    assert first.published.value == "2025-08-06", "the day where it was written"
    assert second.text == "ملخص\u00a0الجولة الثانية من المحادثات"
    assert (second.url, second.published) == ("https://x.example/page?n=2", None)
    assert any("summary" in warning for warning in second.warnings)
    assert not any("summary" in warning for warning in first.warnings)


def test_atom(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ATOM, "utf-8")
    (first, second), _ = came(tmp_path / "a.xml")
    assert (first.text, first.outlet, first.url) == (TEXT.strip(), "الديوان", "https://x.example/1")
    assert first.published is not None
    assert first.published.value == "2025-08-07"
    assert second.text == f"{TEXT.strip()}\n\n{TEXT.strip()}"


@pytest.mark.parametrize("codec", ["windows-1256", "utf-16"])
def test_a_feed_in_another_encoding(tmp_path: Path, codec: str) -> None:
    (tmp_path / "a.xml").write_bytes(f'<?xml version="1.0" encoding="{codec}"?>{ATOM}'.encode(codec))
    assert next(report.text for report in came(tmp_path / "a.xml")[0]) == TEXT.strip()


def test_linked_pages_are_read_only_when_wanted(site: Site) -> None:
    url = site.gives("/feed", RSS, "application/rss+xml")
    site.gives("/page", PAGE, "text/html")
    came(url)
    assert [path for path in site.paths() if path.startswith("/page")] == []
    reports, refused = came(url, follow=True)
    assert [path for path in site.paths() if path.startswith("/page")] == ["/page?n=2"], (
        "the first is whole in the feed"
    )
    assert [report.path for report in reports] == [f"{url}#urn:1", f"{site.url}/page?n=2"]
    assert TEXT.strip() in reports[1].text
    assert (reports[1].title, reports[1].outlet) == ("جولة أولى من المحادثات", "المرصد")
    assert len(refused) == 1


def test_a_linked_page_that_fails_leaves_the_summary(site: Site) -> None:
    reports, refused = came(site.gives("/feed", RSS, "application/rss+xml"), follow=True)
    assert refused[0].path == f"{site.url}/page?n=2"
    assert reports[1].text.startswith("ملخص")


BOMB = "<!DOCTYPE r [" + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(20)) + '<!ENTITY e0 "x">]>'


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no feed",
        "<html><p>x</p></html>",
        "<rss></rss>",
        "<?xml version='1.0'?>",
        BOMB + "<rss><channel><item><title>&e20;</title></item></channel></rss>",
        "<rss><channel>" + "<item>" * 100_000,
        "<a>" * 100_000,
        "<rss version='2.0'><channel><item><description>" + "<" * 300_000,
        "\0" * 1000,
    ],
)
def test_what_is_no_feed_is_refused_in_time(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.xml").write_text(body, "utf-8")
    before = time.monotonic()
    reports, refused = came(tmp_path / "a.xml")
    assert reports == []
    assert refused
    assert time.monotonic() - before < 5


def test_an_entity_of_a_feed_opens_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words", "utf-8")
    entity = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    (tmp_path / "a.xml").write_text(
        f'{entity}<rss version="2.0"><channel><item><description>{TEXT}&x;</description></item></channel></rss>',
        "utf-8",
    )
    (report,), _ = came(tmp_path / "a.xml")
    assert report.text.startswith(TEXT.strip())
    assert "secret words" not in report.text


def test_a_broken_feed_gives_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS[: RSS.index("<item><title>بلا")].replace("&amp;", "&"), "utf-8")
    assert len(came(tmp_path / "a.xml")[0]) == 2


# ── what servers do wrong ────────────────────────────────────────


def test_no_answer_but_a_good_one(site: Site) -> None:
    assert "404" in refusal(f"{site.url}/none")
    assert "500" in refusal(site.gives("/x", b"", status=500))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "refused" in refusal(f"http://127.0.0.1:{port}/")


def test_a_redirect_loop(site: Site) -> None:
    site.gives("/b", b"", status=302, Location="/a")
    assert "loop" in refusal(site.gives("/a", b"", status=301, Location="/b"))
    assert "loop" in refusal(site.gives("/c", b"", status=301, Location="/c"))


def test_too_many_redirects(site: Site) -> None:
    for n in range(9):
        site.gives(f"/{n}", b"", status=302, Location=f"/{n + 1}")
    site.gives("/9", TEXT)
    assert "more than 5" in refusal(f"{site.url}/0")
    assert came(f"{site.url}/4")[0]


@pytest.mark.parametrize(
    "target", ["ftp://x.example/a", "file:///etc/passwd", "gopher://x", "http://", "http://[", "//user@x/"]
)
def test_redirects_out_of_the_web(site: Site, target: str) -> None:
    assert refusal(site.gives("/a", b"", status=302, Location=target))


def test_a_feed_that_never_ends_is_cut(site: Site) -> None:
    sent_: list[int] = []

    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.end_headers()
        handler.wfile.write(b"<rss><channel>")
        while True:
            sent_.append(handler.wfile.write(b"<item><title>x</title></item>" * 4000))

    assert "larger than 8 MiB" in refusal(site.does("/x", endless))
    assert sum(sent_) < 40_000_000


def test_a_packed_answer_that_is_a_bomb(site: Site) -> None:
    bomb = gzip.compress(b" " * 30_000_000)  # so small that its ratio is passed before its size, however it is cut
    assert "times its size" in refusal(site.gives("/x", bomb, Content_Encoding="gzip"))
    assert "broken" in refusal(site.gives("/y", b"no gzip", Content_Encoding="gzip"))
    assert "breaks off" in refusal(site.gives("/z", bomb[:50], Content_Encoding="gzip"))


def test_a_slow_server(site: Site) -> None:
    site.does("/x", lambda handler: time.sleep(1.5))
    assert "did not answer" in refusal(f"{site.url}/x", web(timeout=0.3))


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_server_that_drips_is_cut(site: Site, where: str) -> None:
    def drip(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n")
        handler.wfile.write(b"\r\n" if where == "body" else b"X-Long: ")
        for _ in range(60):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    before = time.monotonic()
    assert "took longer than 0.6 seconds" in refusal(site.does("/x", drip), web(timeout=2, most=0.6))
    assert time.monotonic() - before < 2


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 99999 OK\r\n\r\n",
        b"HTTP/1.1 302 Found\r\n\r\n",
        b"\xff" * 1000,
    ],
)
def test_a_broken_answer(site: Site, answer: bytes) -> None:
    assert refusal(site.does("/x", lambda handler: handler.wfile.write(answer) and None))


# ── where it may go ──────────────────────────────────────────────


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "10.1.2.3", "169.254.169.254", "2130706433", "[::ffff:127.0.0.1]"],
)
def test_private_addresses_are_refused(site: Site, host: str) -> None:
    port = site.server_address[1]
    assert "private" in refusal(f"http://{host}:{port}/page", web(allow_private=False))
    assert site.asked == []


def test_a_private_address_behind_a_redirect(site: Site) -> None:
    """Only the first host may be private here: the guard is asked again at each step."""
    url = site.gives("/a", b"", status=302, Location=f"http://localhost:{site.server_address[1]}/b")
    by = web(allow_private=True)
    once = by._once

    def then_not(*arguments: Any) -> Any:
        answer = once(*arguments)
        by._allow_private = False
        return answer

    site.gives("/robots.txt", b"", status=404)
    by._robots[site.url] = (time.monotonic(), None)
    by._once = then_not  # type: ignore[method-assign]
    assert "private" in refusal(url, by)
    assert "/b" not in site.paths()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("100.64.0.1", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("fc00::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:192.168.0.1", False),
        ("2002:0a00:0001::1", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.example/a",
        "file:///etc/passwd",
        "http://",
        "http://[x",
        "http://u:p@x.example/",
        "http://x.example:99999/",
    ],
)
def test_urls_that_are_not_fetched(url: str) -> None:
    with pytest.raises(BadSource):
        sent(url)
    assert came(url)[1][0].path == url


def test_urls_need_somebody_to_fetch_them() -> None:
    (one,) = gather(["https://x.example/"])
    assert isinstance(one, Refusal)


# ── robots.txt, delays ───────────────────────────────────────────


def test_robots_are_honoured_and_asked_once(site: Site) -> None:
    site.gives("/robots.txt", "User-agent: mahdar\nDisallow: /closed\n\nUser-agent: *\nDisallow: /\n")
    site.gives("/open", TEXT)
    site.gives("/closed/x", TEXT)
    by = web()
    assert came(f"{site.url}/open", by)[0]
    assert "robots.txt" in refusal(f"{site.url}/closed/x", by)
    assert site.paths() == ["/robots.txt", "/open"]
    site.gives("/to", b"", status=302, Location="/closed/x")
    assert "robots.txt" in refusal(f"{site.url}/to", by)


def test_robots_of_a_server_that_fails_forbid_all(site: Site) -> None:
    site.gives("/robots.txt", b"", status=503)
    assert "robots.txt" in refusal(site.gives("/x", TEXT))


def test_robots_without_end_are_bounded(site: Site) -> None:
    site.gives("/robots.txt", b"#" * 600_000)
    assert "larger than" in refusal(site.gives("/x", TEXT))
    site.gives("/robots.txt", "User-agent: *\nDisallow: http://[x\n")
    assert "robots.txt" in refusal(site.gives("/x", TEXT))


def test_requests_to_one_host_keep_their_distance(site: Site) -> None:
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))
        now[0] += seconds

    by = Web(Pace(2.0, lambda: now[0], sleep), allow_private=True)
    url = site.gives("/x", TEXT)
    for _ in range(3):
        came(url, by)
    assert slept == [2.0, 2.0]
    now[0] += 5
    came(url, by)
    assert slept == [2.0, 2.0]
    site.gives("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    by = Web(Pace(2.0, lambda: now[0], sleep), allow_private=True)
    came(url, by)
    came(url, by)
    assert slept == [2.0, 2.0, 7.0]
