"""Gold scores, whose floors stand in floors.toml and may only rise: a floor far below what is reached is a fault, too."""

import json
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import mahdar
from tests.scoring import Score, score_report

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
_SLACK = 0.03


def _export(reports: Path, folder: Path) -> dict[str, Any]:
    record = folder / "gold.mahdar"
    mahdar.build([reports], record, as_of=date(2026, 2, 1))
    out: dict[str, Any] = json.loads(mahdar.export(record))
    return out


def check_floors(scores: dict[str, float], floors: dict[str, float]) -> None:
    for measure, floor in floors.items():
        assert scores[measure] >= floor, f"{measure}: {scores[measure]:.3f} fell below its floor {floor}"
        assert scores[measure] < floor + _SLACK, (
            f"{measure}: {scores[measure]:.3f} is reached; raise its floor from {floor}"
        )


def test_the_sample(tmp_path: Path) -> None:
    export = _export(ROOT / "examples" / "reports", tmp_path)
    by_name = {Path(report["path"]).name: report for report in export["reports"]}
    score = Score()
    for folder in ("gold", "gold-decoded"):
        for file in sorted((ROOT / "examples" / folder).glob("*.json")):
            gold = json.loads(file.read_text("utf-8"))
            score_report(score, export, gold, by_name[gold["report"]])
    check_floors(score.f1(), FLOORS["sample"])


@pytest.mark.skipif(
    not (SHARED / "gold" / "score.py").exists(), reason="the real reports are not shipped with the project"
)
def test_real_reports(tmp_path: Path) -> None:
    export = _export(SHARED / "seeds", tmp_path)
    written = tmp_path / "export.json"
    written.write_text(json.dumps(export), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(SHARED / "gold" / "score.py"), str(written), "--json"],
        capture_output=True,
        check=True,
        text=True,
    )
    table = json.loads(run.stdout)
    check_floors({name: row.get("f1", row.get("accuracy")) for name, row in table.items()}, FLOORS["real"])


def test_every_span_of_the_export_proves_itself(tmp_path: Path) -> None:
    export = _export(ROOT / "examples" / "reports", tmp_path)
    texts = {report["id"]: report["text"] for report in export["reports"]}
    stack: list[Any] = [export]
    proved = 0
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            if {"report", "start", "end", "text"} <= one.keys():
                assert texts[one["report"]][one["start"] : one["end"]] == one["text"]
                proved += 1
            stack.extend(one.values())
        elif isinstance(one, list):
            stack.extend(one)
    assert proved > 1000
