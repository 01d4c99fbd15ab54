"""Feeds watched: tags, back-off, delays, and a watch that is stopped and started again; a real server, no waiting."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mahdar import api
from mahdar.cli import app
from mahdar.errors import BadSource
from mahdar.sources.item import Options, Refusal
from mahdar.sources.watch import Feed, Feeds, Polled, Watch, load_feeds
from mahdar.types.report import Report
from tests.test_sources_web import PAGE, RSS, TEXT, Handler, Site, serving, web

NOW = 1_754_438_400.0


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def watching(site: Site, folder: Path, **feed: Any) -> tuple[Watch, Feed]:
    one = Feed(url=site.url + "/feed", **feed)
    return Watch(Feeds(feed=(one,)), folder / "state.json", web(), Options()), one


def texts(polled: Polled) -> list[str]:
    return [one.path for one in polled.came if isinstance(one, Report)]


def item(number: int) -> str:
    return f"<item><title>{number}</title><guid>urn:{number}</guid><description>{number} {TEXT}</description></item>"


def feed(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>المرصد</title>{"".join(items)}</channel></rss>'


# ── feeds.toml ───────────────────────────────────────────────────


def test_feeds_are_listed_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        'delay = 1\n[[feed]]\nurl = "https://x.example/rss"\nname = "المرصد"\nfollow = true\nevery = 5\n', "utf-8"
    )
    assert load_feeds(path) == Feeds((Feed("https://x.example/rss", "المرصد", True, 5),), 1)


@pytest.mark.parametrize(
    "content",
    [
        "[[feed]]\n",
        '[[feed]]\nurl = "x"',
        '[[feed]]\nurl = "https://x.example"\nevry = 5',
        '[[feed]]\nurl = "https://x.example"\nevery = 0',
        '[[feed]]\nurl = "https://x.example"\nevery = nan',
        '[[feed]]\nurl = "https://x.example"\n[[feed]]\nurl = "https://x.example"',
        "feed = 5",
        "[[[",
        b"\xff\xfe",
        None,
    ],
)
def test_a_bad_list_is_refused_by_name(tmp_path: Path, content: str | bytes | None) -> None:
    path = tmp_path / "feeds.toml"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadSource, match=r"feeds\.toml: "):
        load_feeds(path)


# ── polling ──────────────────────────────────────────────────────


def test_what_is_new_comes_and_what_was_read_does_not(site: Site, tmp_path: Path) -> None:
    watch, one = watching(site, tmp_path, name="الديوان")
    site.gives("/feed", feed(item(1), item(2)))
    polled = watch.poll(one, NOW)
    assert (polled.state, texts(polled)) == ("read", [f"{site.url}/feed#urn:1", f"{site.url}/feed#urn:2"])
    assert all(report.outlet == "الديوان" for report in polled.came if isinstance(report, Report))
    watch.keep(polled)
    assert watch.due(NOW + 60) == []
    assert watch.wait(NOW) == 1800
    site.gives("/feed", feed(item(1), item(2), item(3)))
    again, _ = watching(site, tmp_path)
    assert texts(again.poll(one, NOW + 1800)) == [f"{site.url}/feed#urn:3"], "also after a new start"


def test_what_was_not_kept_is_read_again(site: Site, tmp_path: Path) -> None:
    watch, one = watching(site, tmp_path)
    site.gives("/feed", feed(item(1)))
    assert texts(watch.poll(one, NOW)) == texts(watch.poll(one, NOW)) != []


def test_tags_are_sent_back_and_304_is_no_work(site: Site, tmp_path: Path) -> None:
    def tagged(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == '"v1"':
            handler.send_response(304)
            handler.end_headers()
        else:
            handler.reply(200, feed(item(1)), ETag='"v1"', Last_Modified="Wed, 06 Aug 2025 10:00:00 GMT")

    site.does("/feed", tagged)
    watch, one = watching(site, tmp_path)
    watch.keep(watch.poll(one, NOW))
    polled = watch.poll(one, NOW + 1800)
    assert (polled.state, polled.came) == ("unchanged", ())
    headers = site.asked[-1][1]
    assert headers["if-none-match"] == '"v1"'
    assert headers["if-modified-since"] == "Wed, 06 Aug 2025 10:00:00 GMT"
    assert polled.standing.due == NOW + 3600
    assert polled.standing.etag == '"v1"'


def test_failures_back_off_up_to_a_day(site: Site, tmp_path: Path) -> None:
    site.gives("/feed", b"", status=500)
    watch, one = watching(site, tmp_path, every=10)
    waits = []
    for _ in range(12):
        polled = watch.poll(one, NOW)
        assert polled.state == "failed"
        assert "500" in polled.came[0].why  # type: ignore[union-attr]
        watch.keep(polled)
        waits.append(polled.standing.due - NOW)
    assert waits[:4] == [600, 1200, 2400, 4800]
    assert waits[-1] == 86_400
    assert watch.due(NOW, all_=True) == [], "not even when asked to ask all"
    site.gives("/feed", feed(item(1)))
    assert watch.poll(one, NOW + 86_400).standing.failures == 0


@pytest.mark.parametrize(
    ("told", "wait"),
    [("7200", 7200), ("Wed, 06 Aug 2025 02:00:00 GMT", 7200), ("99999999999", 86_400), ("soon", 60), ("-5", 60)],
)
def test_a_server_says_when_to_come_back(site: Site, tmp_path: Path, told: str, wait: float) -> None:
    site.gives("/feed", b"", status=429, Retry_After=told)
    watch, one = watching(site, tmp_path, every=1)
    assert watch.poll(one, NOW).standing.due - NOW == wait


def test_a_page_that_failed_is_tried_again(site: Site, tmp_path: Path) -> None:
    site.gives("/feed", RSS, "application/rss+xml", ETag='"v1"')
    watch, one = watching(site, tmp_path, follow=True)
    polled = watch.poll(one, NOW)
    assert f"{site.url}/page?n=2" in [entry.path for entry in polled.came if isinstance(entry, Refusal)]
    assert polled.standing.etag is None
    watch.keep(polled)
    site.gives("/page", PAGE, "text/html")
    again = watch.poll(one, NOW + 1800)
    assert texts(again) == [f"{site.url}/page?n=2"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"x": 5}', b"\xff"])
def test_a_broken_state_file_costs_only_a_second_reading(site: Site, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "state.json").write_bytes(content)
    site.gives("/feed", feed(item(1)))
    watch, one = watching(site, tmp_path)
    polled = watch.poll(one, NOW)
    assert len(texts(polled)) == 1
    watch.keep(polled)
    assert list(json.loads((tmp_path / "state.json").read_bytes())) == [one.url]
    assert [file.name for file in tmp_path.iterdir()] == ["state.json"]


# ── the verb ─────────────────────────────────────────────────────


def listed(folder: Path, *urls: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text("delay = 0\n" + "".join(f'[[feed]]\nurl = "{url}"\n' for url in urls), "utf-8")
    return path


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_one_round(site: Site, tmp_path: Path) -> None:
    feeds = listed(tmp_path, site.gives("/a", feed(item(1), item(2))), site.url + "/none")
    into = tmp_path / "talks.mahdar"
    done = run("watch", feeds, "-o", into, "--once", "--allow-private")
    assert done.exit_code == 3
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["state"], row["new"], row["refused"]) for row in rows] == [("read", 2, 0), ("failed", 0, 1)]
    assert "404" in done.stderr
    assert len(api.export_object(into)["reports"]) == 2
    site.gives("/a", feed(item(1), item(2), item(3)))
    (row,) = [
        json.loads(line) for line in run("watch", feeds, "-o", into, "--once", "--allow-private").stdout.splitlines()
    ]
    assert (row["state"], row["new"]) == ("read", 1)
    assert len(api.export_object(into)["reports"]) == 3
    into.unlink()
    run("watch", feeds, "-o", into, "--once", "--allow-private")
    assert len(api.export_object(into)["reports"]) == 3, "a record that is gone is made anew"


def test_private_addresses_need_leave(site: Site, tmp_path: Path) -> None:
    feeds = listed(tmp_path, site.gives("/a", feed(item(1))))
    done = run("watch", feeds, "-o", tmp_path / "talks.mahdar", "--once")
    assert done.exit_code == 3
    assert "--allow-private" in done.stderr
    assert site.asked == []


def test_a_list_of_no_feeds_is_said(tmp_path: Path) -> None:
    done = run("watch", listed(tmp_path), "-o", tmp_path / "talks.mahdar")
    assert (done.exit_code, "no feeds" in done.stdout) == (0, True)
    assert run("watch", tmp_path / "none.toml").exit_code == 1


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_stopped_and_started_again(site: Site, tmp_path: Path, sign: signal.Signals) -> None:
    """Stopped while a server keeps it waiting, after one feed was read: that one is kept, the other comes later."""
    site.does("/slow", lambda handler: time.sleep(20))
    feeds = listed(tmp_path, site.gives("/a", feed(item(1))), site.url + "/slow")
    into = tmp_path / "talks.mahdar"
    command = [sys.executable, "-m", "mahdar", "watch", feeds, "-o", into, "--allow-private"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        assert json.loads(process.stdout.readline())["new"] == 1
        deadline = time.monotonic() + 10
        while "/slow" not in site.paths() and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(sign)
        assert process.wait(timeout=10) == 0
        assert "Traceback" not in process.stderr.read()
    assert len(api.export_object(into)["reports"]) == 1
    site.gives("/slow", feed(item(7)))
    run("watch", feeds, "-o", into, "--once", "--allow-private")
    assert len(api.export_object(into)["reports"]) == 2
