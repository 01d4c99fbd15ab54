"""Builds killed, a few times: the record is sound, and the next build goes on where the last one was."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from mahdar import api
from mahdar.types.report import Report
from stress.kill import Trial, write_collection

DAY = date(2026, 2, 1)


class Stopped(Exception):
    """Somebody pulled the plug."""


def _stop_at(number: int) -> api.Progress:
    def progress(done: int, of: int) -> None:
        if done == number:
            raise Stopped

    return progress


def _readings(into: Path) -> int:
    with closing(sqlite3.connect(into)) as db:
        return int(db.execute("SELECT count(*) FROM reading").fetchone()[0])


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return write_collection(tmp_path_factory.mktemp("collection"), 36)


def test_builds_that_are_killed(tmp_path: Path) -> None:
    lines: list[str] = []
    trial = Trial(tmp_path, 18, seed=3, say=lines.append)
    trial.most = 2
    trial.run(3)
    assert not trial.faults
    assert trial.kills == 3
    assert len(lines) >= 3 and trial.rounds > 1


def test_a_stopped_build_goes_on(folders: tuple[Path, Path], tmp_path: Path) -> None:
    into, other = tmp_path / "talks.mahdar", tmp_path / "other.mahdar"
    with pytest.raises(Stopped):
        api.build([folders[0]], into, as_of=DAY, progress=_stop_at(36))
    kept = _readings(into)
    assert 20 < kept < 36
    assert api.view(into, "reports")[1] == api.view(into, "statements")[1] == []
    assert api.build([folders[0]], into, as_of=DAY).read == 36 - kept
    api.build([folders[0]], other, as_of=DAY)
    assert api.export(into) == api.export(other)


def test_a_stopped_update_leaves_what_the_record_says(folders: tuple[Path, Path], tmp_path: Path) -> None:
    into = tmp_path / "talks.mahdar"
    first = api.build([folders[1]], into, as_of=DAY).reports
    before = api.export(into)
    with pytest.raises(Stopped):
        api.build([folders[0]], into, as_of=DAY, progress=_stop_at(20))
    assert _readings(into) > first
    assert api.export(into) == before


def test_a_stopped_reading_with_other_data_leaves_what_the_record_says(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "talks.mahdar"
    api.build([folders[0]], into, as_of=DAY)
    before = api.export(into)
    monkeypatch.setattr(api, "fingerprint", lambda language: "zzz")
    with pytest.raises(Stopped):
        api.build([folders[0]], into, as_of=DAY, progress=_stop_at(20))
    assert api.export(into) == before
    assert api.build([folders[0]], into, as_of=DAY).read == 20
    assert _readings(into) == 36


def test_what_a_stopped_build_left_goes_with_the_next(folders: tuple[Path, Path], tmp_path: Path) -> None:
    into, one = tmp_path / "talks.mahdar", sorted(folders[0].iterdir())[0]
    with pytest.raises(Stopped):
        api.build([folders[0]], into, as_of=DAY, progress=_stop_at(36))
    api.build([one], into, as_of=DAY)
    assert _readings(into) == 1


def test_a_report_that_came_with_another_title_is_read_again(folders: tuple[Path, Path], tmp_path: Path) -> None:
    into = tmp_path / "talks.mahdar"
    came = [one for one in api.gather([folders[0]]) if isinstance(one, Report)]
    with pytest.raises(Stopped):
        api.build(came, into, as_of=DAY, progress=_stop_at(36))
    told = [Report(id=one.id, path=one.path, text=one.text, outlet="Wire") for one in came]
    assert api.build(told, into, as_of=DAY).read == 36
