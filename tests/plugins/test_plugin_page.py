"""``docs/plugins.md``: every hook is there with an example, and the examples together are a plugin that works."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gklint.plugins import HOOKS
from tests.plugins.conftest import ROOT, Site
from tests.plugins.test_plugins import REPORT
from tests.plugins.test_report_kinds import FORM, TEXT
from tests.plugins.test_report_kinds import RULES as VISIT_RULES

PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
CODE = "\n\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
RULES = """\
rules:
  - {code: MYC001, name: myc-digits, summary: 题名, basis: 约定, status: custom, severity: info, on: title,
     require: 数字个数(文字) <= 3, message: "题名有 {数字个数(文字)} 个数字"}
"""


def test_every_hook_is_documented_with_an_example() -> None:
    assert len(HOOKS) == 6
    sections = dict(re.findall(r"^## (gklint_\w+)：.*?\n(.*?)(?=^## )", PAGE, re.DOTALL | re.MULTILINE))
    assert list(sections) == list(HOOKS)
    for name, text in sections.items():
        words, _, example = text.partition("```python")
        assert len(words.strip()) > 30, name
        assert f"@hookimpl\ndef {name}() -> " in example


def write_plugin(folder: Path) -> None:
    """The package ``my_plugin`` of the page."""
    (folder / "pack").mkdir(parents=True)
    (folder / "forms").mkdir()
    (folder / "__init__.py").write_text(CODE, encoding="utf-8")
    (folder / "pack" / "pack.yaml").write_text('name: my-city\nversion: "1"\napi: 1\n', encoding="utf-8")
    (folder / "pack" / "rules.yaml").write_text(RULES, encoding="utf-8")
    (folder / "forms" / "v1.yaml").write_text(FORM, encoding="utf-8")


@pytest.fixture
def site_with_it(site: Site) -> Site:
    site.install("my-plugin", "")
    (site.folder / "my_plugin.py").unlink()
    write_plugin(site.folder / "my_plugin")
    (site.work / "报告.txt").write_text(REPORT, encoding="utf-8")
    (site.work / "月报.txt").write_text(TEXT, encoding="utf-8")
    return site


def test_the_examples_together_are_a_plugin(site_with_it: Site) -> None:
    site = site_with_it
    assert site.gklint("hello").out == "你好\n"
    assert re.fullmatch(r"报告\.txt\t\d+\n", site.gklint("check", "--format", "counts", "报告.txt").out)
    found = json.loads(site.gklint("check", "--format", "json", "--pack", "my-city", "报告.txt").out)["diagnostics"]
    assert [d["message"] for d in found if d["code"] == "MYC001"] == ["题名有 4 个数字"]
    lines = [f'"{line}"' for line in REPORT.splitlines()]
    (site.work / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    assert json.loads(site.gklint("extract", "a.csv").out)[0]["agency"] == "青川区水务局"
    (site.work / "b.csv").write_bytes(b"\xff\xfe\xff")
    assert "不是 UTF-8 的 CSV" in site.gklint("check", "b.csv").out


def test_another_kind_of_report_in_every_command(site_with_it: Site) -> None:
    site = site_with_it
    pack = site.work / "visits"
    pack.mkdir()
    (pack / "pack.yaml").write_text('name: visits\nversion: "1"\napi: 1\nkind: visits\n', encoding="utf-8")
    (pack / "rules.yaml").write_text(VISIT_RULES, encoding="utf-8")
    without = site.gklint("check", "月报.txt", "月报.txt")
    said = "有 visits 一类的报告没有核对：没有载入检查它的规则，用 --pack 加上规则包\n"
    assert (without.status, without.err) == (0, said)
    outcome = site.gklint("check", "--format", "json", "--pack", "visits", "月报.txt")
    data = json.loads(outcome.out)
    assert outcome.err == ""
    assert data["files"][0]["kind"] == "visits"
    assert "VIS001" in [d["code"] for d in data["diagnostics"]]
    table = json.loads(site.gklint("extract", "月报.txt").out)[0]["tables"]["visitors"]
    assert table["单位"]["累计"]["value"] == 3
    tree = site.gklint("parse", "月报.txt").out
    assert "Section role=received [2:1-5:17]" in tree
    assert "Table [3:1-5:17]" in tree


def test_the_examples_are_typed(tmp_path: Path) -> None:
    (tmp_path / "my_plugin.py").write_text(CODE, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "my_plugin.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_the_folder_as_shown_is_built_whole(tmp_path: Path) -> None:
    """With the build backend that the page names; the wheel has the data, and says that it is a plugin."""
    (project,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
    write_plugin(tmp_path / "my_plugin")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        points = opened.read("my_plugin-1.0.dist-info/entry_points.txt").decode()
    assert {"my_plugin/__init__.py", "my_plugin/pack/rules.yaml", "my_plugin/forms/v1.yaml"} <= set(names)
    assert points.strip() == "[gklint]\nmy-plugin = my_plugin"
