"""The hooks with real git and the real pre-commit, in a repository of reports; one environment serves all tests."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from bench.reports import make_report
from tests.cli.conftest import REPORT
from tests.readers.word_files import report_docx
from tests.tools import ABSENT, require_tool

ROOT = Path(__file__).resolve().parents[2]
RIGHT, WRONG = "属于四类过程性信息", "属于四类过程信息"
CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: gklint
        args: [--fail-on, warning]
"""
OLD = "2022年度报告.txt"


class Outcome(NamedTuple):
    status: int
    text: str


class Place:
    """A folder with commands run in it, away from the settings of whoever runs the tests."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        identity = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT", "PYTHON"))}
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_HOME": str(home / "store")}
        self._environment = kept | identity | own | {"GKLINT_CACHE_DIR": str(home / "cache")}

    def run(self, *command: str) -> Outcome:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return Outcome(done.returncode, done.stdout)

    def git(self, *arguments: str) -> str:
        outcome = self.run("git", *arguments)
        assert outcome.status == 0, outcome.text
        return outcome.text

    def commit(self) -> Outcome:
        """Tries to commit what is staged."""
        return self.run("git", "commit", "-q", "-m", "报告")

    def precommit(self, *arguments: str) -> Outcome:
        return self.run(sys.executable, "-m", "pre_commit", *arguments)

    def gklint(self, *arguments: str) -> Outcome:
        return self.run(sys.executable, "-m", "gklint", *arguments)

    def use_this_gklint(self) -> None:
        """Put the gklint that is tested before all others on the path of commands."""
        self._environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{self._environment['PATH']}"

    def stage(self, name: str, content: str | bytes) -> None:
        self.write(name, content)
        self.git("add", name)

    def write(self, name: str, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(data)


def new_repository(folder: Path, home: Path) -> Place:
    folder.mkdir(exist_ok=True)
    place = Place(folder, home)
    place.git("init", "-q", "-b", "main")
    return place


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps its environments and gklint its cache."""
    require_tool("git")
    if find_spec("pre_commit") is None:
        pytest.skip(f"{ABSENT}pre-commit (pip install -e '.[dev]')")
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def hooks(home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The checkout as a repository that pre-commit can install from: its address and its revision."""
    folder = tmp_path_factory.mktemp("hooks") / "gklint"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "__pycache__", "tests", "docs", "dist", "build"))
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
    place = new_repository(folder, home)
    place.git("add", "-A")
    assert place.commit().status == 0
    return folder.as_posix(), place.git("rev-parse", "HEAD").strip()


@pytest.fixture
def reports(home: Path, hooks: tuple[str, str], tmp_path: Path) -> Iterator[Place]:
    """A repository of reports with the hook installed, and one good report in it."""
    place = new_repository(tmp_path / "reports", home)
    place.stage(".pre-commit-config.yaml", CONFIG.format(repository=hooks[0], revision=hooks[1]))
    installed = place.precommit("install")
    assert installed.status == 0, installed.text
    place.stage(OLD, REPORT)
    first = place.commit()
    assert first.status == 0, first.text
    assert "gklint" in first.text
    yield place
    assert place.git("stash", "list") == ""


def head(place: Place) -> str:
    return place.git("rev-parse", "HEAD")


def assert_refused(place: Place, *words: str) -> None:
    before = head(place)
    outcome = place.commit()
    assert outcome.status == 1, outcome.text
    for word in words:
        assert word in outcome.text
    assert head(place) == before


def assert_taken(place: Place) -> None:
    before = head(place)
    outcome = place.commit()
    assert outcome.status == 0, outcome.text
    assert head(place) != before


def test_a_bad_report_is_refused_and_the_fixed_one_taken(reports: Place) -> None:
    reports.stage(OLD, REPORT.replace(RIGHT, WRONG))
    assert_refused(reports, OLD, "TBL002", f"应为“6.{RIGHT}”", "警告 1")
    fixed = reports.gklint("check", "--fix", OLD)
    assert fixed.status == 0, fixed.text
    assert (reports.folder / OLD).read_text(encoding="utf-8") == REPORT
    assert_refused(reports, "TBL002")  # the fixed text is not staged yet
    reports.stage(OLD, REPORT + "\n")
    assert_taken(reports)


def test_what_is_staged_is_what_is_checked(reports: Place) -> None:
    better = REPORT + "\n"
    reports.stage(OLD, better)
    reports.write(OLD, better.replace(RIGHT, WRONG))
    assert_taken(reports)  # the fault is not staged
    assert WRONG in (reports.folder / OLD).read_text(encoding="utf-8")
    reports.git("add", OLD)
    reports.write(OLD, better)
    assert_refused(reports, "TBL002")
    assert (reports.folder / OLD).read_text(encoding="utf-8") == better


def test_word_files_are_checked_and_other_texts_let_pass(reports: Place) -> None:
    good = report_docx(make_report(random.Random(1), "2021", "县级部门"))
    reports.stage("年报.docx", _in_word(good, RIGHT, WRONG))
    reports.stage("README.md", "# 说明\n\n这里放年度报告。\n")
    assert_refused(reports, "年报.docx", "TBL002")
    reports.stage("年报.docx", good)
    assert_taken(reports)


def _in_word(data: bytes, old: str, new: str) -> bytes:
    """A Word file with ``old`` replaced by ``new``."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old.encode(), new.encode()))
            if name == "word/document.xml":
                assert old.encode() in content
    return changed.getvalue()


def test_old_findings_in_a_baseline_do_not_stop_but_a_new_one_does(reports: Place) -> None:
    old = REPORT.replace(RIGHT, WRONG)
    reports.stage("旧.txt", old)
    assert_refused(reports, "TBL002")
    written = reports.gklint("check", "旧.txt", "--write-baseline", "gklint-baseline.json", "--fail-on", "warning")
    assert (reports.folder / "gklint-baseline.json").is_file(), written.text
    reports.stage("gklint.toml", 'baseline = "gklint-baseline.json"\n')
    reports.git("add", "gklint-baseline.json")
    assert_taken(reports)
    reports.stage("旧.txt", "\n" + old + "\n")  # edits elsewhere do not disturb it
    assert_taken(reports)
    reports.stage("旧.txt", old.replace("属于行政查询事项", "属于行政查询"))
    assert_refused(reports, "应为“8.属于行政查询事项”", "警告 1", "已抑制")
    assert WRONG not in reports.commit().text


def test_the_fixing_hook_by_try_repo(home: Path, hooks: tuple[str, str], tmp_path: Path) -> None:
    place = new_repository(tmp_path / "reports", home)
    place.stage(OLD, REPORT.replace(RIGHT, WRONG))
    outcome = place.precommit("try-repo", hooks[0], "gklint-fix", "--ref", hooks[1], "--files", OLD)
    assert outcome.status == 1, outcome.text
    assert "files were modified by this hook" in outcome.text
    assert (place.folder / OLD).read_text(encoding="utf-8") == REPORT


def test_the_hook_that_init_writes(home: Path, tmp_path: Path) -> None:
    place = new_repository(tmp_path / "reports", home)
    place.use_this_gklint()
    assert place.gklint("init", "--ci", "none").status == 0
    assert place.precommit("install").status == 0
    place.git("add", ".pre-commit-config.yaml", "gklint.toml")
    assert place.commit().status == 0
    place.stage(OLD, REPORT.replace("六、其他需要报告的事项", "其他事项"))
    assert_refused(place, OLD, "其他事项", "错误 1")
    place.stage(OLD, REPORT)
    assert_taken(place)
