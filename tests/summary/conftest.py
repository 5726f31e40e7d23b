"""A folder of reports over three years, with one of everything that a summary has to say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import REPORT

CONFIG = """\
[project.parents]
"青川区人民政府" = ["青川区财政局", "青川区水务局"]
[project.renamed]
"青川区农业农村局" = ["青川区农业局"]
"""


def report(agency: str, year: int) -> str:
    """The sample report as one of another body and year."""
    return REPORT.replace("青川区水务局", agency).replace("2022年", f"{year}年")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """水务局 has handed in each year (2022 twice, the same), 民政局 not in 2022 and wrongly in 2023, 农业局 was
    renamed; of 教育局 there are two different reports of 2022; 财政局 and the government stand in the configuration."""
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    made = tmp_path / "年报"
    made.mkdir()
    texts = {f"水务-{year}": report("青川区水务局", year) for year in (2021, 2022, 2023)}
    texts["水务-2022-又一份"] = texts["水务-2022"]
    texts["民政-2021"] = report("青川区民政局", 2021).replace("| 190.457379 |", "| 1904573.79元 |")
    texts["民政-2023"] = report("青川区民政局", 2023).replace(
        "| 3 | 1 | 0 | 0 | 0 | 0 | 4 |", "| 3 | 2 | 0 | 0 | 0 | 0 | 5 |"
    )
    texts["农业-2021"] = report("青川区农业局", 2021).replace("| 行政许可 | 57 |", "| 行政许可 | / |")
    texts |= {f"农业-{year}": report("青川区农业农村局", year) for year in (2022, 2023)}
    texts["教育-甲"] = report("青川区教育局", 2022)
    texts["教育-乙"] = report("青川区教育局", 2022).replace("| 行政许可 | 57 |", "| 行政许可 | 58 |")
    texts["无名"] = report("", 2022).partition("\n")[2].replace("2022年", "本年")
    texts["值班"] = "今天开会。\n"
    for name, text in texts.items():
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    (made / "坏.txt").write_bytes(b"\xff\xff\xff\xff")
    (tmp_path / "gklint.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def gklint(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gklint", *args], cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env=dict(os.environ),
    )  # fmt: skip
