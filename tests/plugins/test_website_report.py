"""The second kind of report in ``examples/website-report``: built as a wheel and installed beside gklint, like a
stranger's plugin."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.environments import environment_with, run

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "website-report"
SAMPLE = (EXAMPLE / "sample-report.txt").read_text(encoding="utf-8")
REPORT = (ROOT / "tests" / "cli" / "report.txt").read_text(encoding="utf-8")


class Fault(NamedTuple):
    """What is planted in the sample: the line (from 1), its words before and after, and the words it is found at."""

    code: str
    line: int
    before: str
    after: str
    found: str


FAULTS = (
    Fault("WEB001", 10, "215420", "2154200", "2154200"),
    Fault("WEB002", 12, "5328", "5238", "5238"),
    Fault("WEB003", 17, "| 3 |", "| 13 |", "13"),
    Fault("WEB004", 18, "74", "47", "47"),
    Fault("WEB005", 26, "1143", "1243", "1243"),
    Fault("WEB006", 27, "60318", "60381", "60381"),
    Fault("WEB007", 32, "855", "885", "885"),
    Fault("WEB007", 34, "611", "861", "855"),  # the number that is smaller is marked
    Fault("WEB008", 37, "16", "61", "61"),
    Fault("WEB009", 44, "| 5 |", "| 6 |", "6"),
    Fault("WEB010", 8, "4199990001", "419999001", "419999001"),
    Fault("WEB011", 46, "☑是 □否", "□是 □否", "□是 □否"),
)


def planted(fault: Fault) -> str:
    lines = SAMPLE.split("\n")
    assert fault.before in lines[fault.line - 1], fault
    lines[fault.line - 1] = lines[fault.line - 1].replace(fault.before, fault.after)
    return "\n".join(lines)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment with gklint and the plugin's wheel."""
    work = tmp_path_factory.mktemp("plugin")
    run([sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", work, EXAMPLE], work)
    (wheel,) = work.glob("*.whl")
    return environment_with(work / "environment", ROOT, wheel)


def checked(programs: Path, folder: Path, *paths: str) -> dict[str, Any]:
    options = ["check", "--isolated", "--pack", "website-report", "--fail-on", "never", "--format", "json"]
    found: dict[str, Any] = json.loads(run([programs / "gklint", *options, *paths], folder))
    return found


def test_its_own_examples_hold(programs: Path, tmp_path: Path) -> None:
    assert "样例 44 条，全部通过" in run([programs / "gklint", "test", "website-report"], tmp_path)


def test_the_sample_is_known_and_clean(programs: Path, tmp_path: Path) -> None:
    (tmp_path / "报表.txt").write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "年报.txt").write_text(REPORT, encoding="utf-8")
    found = checked(programs, tmp_path, "报表.txt", "年报.txt")
    assert [(f["path"], f["kind"], f["form"], f["year"]) for f in found["files"]] == [
        ("年报.txt", "gk-annual", "2021", 2022),
        ("报表.txt", "website-report", "2018", 2023),
    ]
    assert found["files"][1]["not_run"] == []
    assert [d for d in found["diagnostics"] if d["path"] == "报表.txt" or d["code"].startswith("WEB")] == []


def test_every_planted_fault_is_found_and_it_alone(programs: Path, tmp_path: Path) -> None:
    texts = {f"{number:02}.txt": planted(fault) for number, fault in enumerate(FAULTS)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = checked(programs, tmp_path, *texts)["diagnostics"]
    told = [(d["path"], d["code"], texts[d["path"]][d["start"]["offset"] : d["end"]["offset"]]) for d in found]
    assert told == [(name, fault.code, fault.found) for name, fault in zip(texts, FAULTS, strict=True)]
    assert {fault.code for fault in FAULTS} == {f"WEB{number:03}" for number in range(1, 12)}


def test_a_page_that_only_names_such_a_report_is_none(programs: Path, tmp_path: Path) -> None:
    text = REPORT.replace("\n", "\n相关链接：政府网站工作年度报表\n", 1)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert [f["kind"] for f in checked(programs, tmp_path, "a.txt")["files"]] == ["gk-annual"]


def test_the_shipped_sample_is_the_base_report() -> None:
    base = EXAMPLE / "gklint_website_report" / "pack" / "base" / "2018.txt"
    assert base.read_text(encoding="utf-8") == SAMPLE
