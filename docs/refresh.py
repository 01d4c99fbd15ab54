"""Writes what the commands print today into README.md, raises the floors of the gold scores, and takes the picture.

.venv/bin/python docs/refresh.py        run it after a change that shows; the tests say when
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import mahdar  # noqa: E402
from tests.scoring import Score, score_report  # noqa: E402
from tests.test_persons import wide_score  # noqa: E402

MEASURES = {
    "persons": "actors: persons",
    "times found": "times: found",
    "times value": "times: value",
    "statement content": "statements: content",
    "who said it": "statements: who said it",
    "meetings": "meetings",
    "furniture": "furniture (characters)",
}
SENTENCE = '"وقال ويتكوف إن المحادثات ستستأنف الأسبوع المقبل في جنيف"'
CHROMIUM = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --hide-scrollbars --window-size=1200,900"
)


def run(*arguments: str, folder: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "mahdar", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout


def sample_scores(folder: Path) -> dict[str, float]:
    mahdar.build([ROOT / "examples" / "reports"], folder / "sample.mahdar", as_of=date(2026, 2, 1))
    export = json.loads(mahdar.export(folder / "sample.mahdar"))
    by_name = {Path(report["path"]).name: report for report in export["reports"]}
    score = Score()
    for gold_folder in ("gold", "gold-decoded"):
        for file in sorted((ROOT / "examples" / gold_folder).glob("*.json")):
            gold = json.loads(file.read_text("utf-8"))
            score_report(score, export, gold, by_name[gold["report"]])
    return score.f1()


def real_scores(folder: Path) -> dict[str, float] | None:
    """The scores on the real reports that lie beside the repository, if they do."""
    shared = ROOT.parent / "shared"
    if not (shared / "gold" / "score.py").exists():
        return None
    mahdar.build([shared / "seeds"], folder / "real.mahdar", as_of=date(2026, 2, 1))
    (folder / "real.json").write_bytes(mahdar.export(folder / "real.mahdar"))
    command = [sys.executable, str(shared / "gold" / "score.py"), str(folder / "real.json"), "--json"]
    table = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return {name: row.get("f1", row.get("accuracy")) for name, row in table.items()}


def floors(sample: dict[str, float], real: dict[str, float] | None) -> str:
    """The floors file: each score cut to two digits. Never below what stood there."""
    import tomllib

    old = tomllib.loads((ROOT / "tests" / "floors.toml").read_text("utf-8"))
    lines = ["# Floors of the gold scores. They may only rise; docs/refresh.py raises them.", "", "[sample]"]
    lines += [_floor(name, sample[name], old["sample"]) for name in MEASURES]
    measured = real or {}
    kept = [*MEASURES.values(), "published date", "statements: unnamed speaker resolved"]
    lines += ["", "[real]"] + [_floor(name, measured.get(name, 0.0), old["real"]) for name in kept]
    lines += ["", "[wide]", _floor("persons", wide_score(), old["wide"])]
    return "\n".join(lines) + "\n"


def _floor(name: str, score: float, old: dict[str, float]) -> str:
    return f'"{name}" = {max(int(score * 100 + 1e-9) / 100, old.get(name, 0.0)):.2f}'


def readme(folder: Path, floors_text: str) -> str:
    import tomllib

    text = (ROOT / "README.md").read_text("utf-8")
    built = run("build", "examples/reports", "-o", "talks.mahdar", folder=folder).strip()
    page = run("report", "talks.mahdar", "-o", "talks.html", folder=folder).strip()
    text = _block(text, r"\$ make record .*?\n", f"{built}\n…\n{page}\n", r"\$ make test")
    shown = run("try", SENTENCE.strip('"'), "--on", "2025-08-06", "--json", folder=folder)
    text = _block(text, r"\$ mahdar try .*? --json\n", shown, r"```")
    table = tomllib.loads(floors_text)
    sample, real = table["sample"], table["real"]
    rows = [f"| {name} | {sample[name]:.2f} | {real[measure]:.2f} |" for name, measure in MEASURES.items()]
    return _block(text, r"\| at least \(F1\).*?\n\|[-|]+\n", "\n".join(rows) + "\n", r"(?<=\n)\n")


def _block(text: str, opening: str, body: str, closing: str) -> str:
    hit = re.search(f"({opening})(.*?)(?={closing})", text, flags=re.S)
    if hit is None:
        sys.exit(f"README.md has no block that begins with {opening}")
    return text[: hit.end(1)] + body + text[hit.end(2) :]


def picture(folder: Path) -> None:
    """A screenshot of the page by Debian's Chromium, where it is installed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium: docs/talks.png stays as it is")
        return
    command = [chromium, *CHROMIUM.split(), f"--user-data-dir={folder / 'profile'}"]
    command.append(f"--screenshot={folder / 'talks.png'}")
    subprocess.run([*command, (folder / "talks.html").as_uri()], capture_output=True, check=True, timeout=120)
    shutil.copyfile(folder / "talks.png", ROOT / "docs" / "talks.png")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")
        raised = floors(sample_scores(folder), real_scores(folder))
        (ROOT / "tests" / "floors.toml").write_text(raised, encoding="utf-8")
        (ROOT / "README.md").write_text(readme(folder, raised), encoding="utf-8")
        picture(folder)


if __name__ == "__main__":
    main()
