"""A run that was answered before is answered again without any work, and never when something has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from gklint import answers, launch
from tests.use.conftest import Gklint, Outcome, put, use_cache

RUN = ("check", "--format", "concise", "--config", "../gklint.toml", ".")
CONFIG = 'extend = ["base.toml"]\npacks = ["试验"]\nselect = ["TST"]\nbaseline = "b.json"\n'


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """One entry for each run that was worked out and not answered from memory."""
    runs: list[bool] = []
    work = launch._command_line

    def counted(*args: object) -> int:
        runs.append(True)
        return work(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(launch, "_command_line", counted)
    return runs


@pytest.fixture
def project(folder: Path, tmp_path: Path) -> Path:
    """Two reports with findings, a configuration that extends another, and a baseline with an entry of a lost file."""
    put(folder / "a.txt", "本局帐号，高度重视。")
    put(folder / "d" / "b.txt", "史无前例。")
    (tmp_path / "gklint.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "base.toml").write_text('severity = { TST003 = "info" }\n', encoding="utf-8")
    (tmp_path / "b.json").write_text('{"schema": 1, "entries": []}', encoding="utf-8")
    return folder


@pytest.fixture
def fresh(gklint: Gklint, compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs ``gklint ARGS`` with nothing in the cache but compiled packs."""

    def run(*args: str) -> Outcome:
        place = tmp_path / "fresh"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(compiled, place)
        with monkeypatch.context() as patch:
            use_cache(patch, place)
            return gklint(*args)

    return run


def replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def same_size_and_time(root: Path) -> None:
    path = root / "work" / "a.txt"
    status = path.stat()
    replace(path, "本局帐号", "本局账号")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size


def baselined(root: Path) -> None:
    entry = '{"path": "work/d/b.txt", "code": "TST002", "place": "x", "text": "y", "count": 1}'
    (root / "b.json").write_text(f'{{"schema": 1, "entries": [{entry}]}}', encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file": lambda root: replace(root / "work" / "a.txt", "高度重视", "重视"),
    "a file that keeps its size and time": same_size_and_time,
    "a new file": lambda root: put(root / "work" / "d" / "c.txt", "又一帐号。"),
    "a new file that is no report": lambda root: (root / "work" / "x.bin").write_bytes(b"x"),
    "a new folder": lambda root: put(root / "work" / "e" / "c.txt", "又一帐号。"),
    "a lost file": lambda root: (root / "work" / "a.txt").unlink(),
    "a lost folder": lambda root: shutil.rmtree(root / "work" / "d"),
    "another name": lambda root: (root / "work" / "a.txt").rename(root / "work" / "z.txt"),
    "the configuration": lambda root: replace(root / "gklint.toml", '"TST"', '"TST001"'),
    "what it extends": lambda root: replace(root / "base.toml", "info", "error"),
    "the rules": lambda root: replace(root / "试验" / "rules.yaml", "不说大话, fix", "少说大话, fix"),
    "a rule more": lambda root: shutil.copy(root / "试验" / "rules.yaml", root / "试验" / "more.yaml"),
    "the baseline": baselined,
    "a lock": lambda root: (root / "gklint.lock").write_text("lock = 1\n", encoding="utf-8"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(gklint: Gklint, fresh: Gklint, project: Path, worked: list[bool], change: str) -> None:
    first = gklint(*RUN)
    assert first.status == 1
    assert gklint(*RUN) == first
    assert len(worked) == 1, "the second run is answered"
    CHANGES[change](project.parent)
    after = gklint(*RUN)
    assert len(worked) == 2
    assert after != first
    assert after == fresh(*RUN)


def test_every_file_of_a_locked_pack_counts(gklint: Gklint, fresh: Gklint, project: Path, worked: list[bool]) -> None:
    assert gklint("pack", "lock", "--config", "../gklint.toml").status == 0
    assert (project.parent / "gklint.lock").is_file()
    first = gklint(*RUN)
    worked.clear()
    assert gklint(*RUN) == first
    assert not worked
    (project.parent / "试验" / "README").write_text("x", encoding="utf-8")
    assert gklint(*RUN).status == 2 == fresh(*RUN).status


def test_what_comes_and_goes_is_seen_both_times(gklint: Gklint, project: Path, worked: list[bool]) -> None:
    first = gklint("check", "--format", "json", ".")
    (project / "gklint.toml").write_text('ignore = ["STR"]\n', encoding="utf-8")
    second = gklint("check", "--format", "json", ".")
    assert second != first
    (project / "gklint.toml").unlink()
    assert gklint("check", "--format", "json", ".") == first
    assert len(worked) == 3


def test_the_users_own_configuration_is_seen(
    gklint: Gklint, fresh: Gklint, project: Path, tmp_path: Path, worked: list[bool]
) -> None:
    first = gklint("check", "a.txt")
    own = tmp_path / "home" / "gklint" / "gklint.toml"
    own.parent.mkdir(parents=True)
    own.write_text('fail-on = "info"\nseverity = { STR = "info" }\n', encoding="utf-8")
    assert gklint("check", "a.txt") == fresh("check", "a.txt")
    assert len(worked) == 3
    assert first.err == ""


def test_files_of_the_baseline_that_come_back(gklint: Gklint, fresh: Gklint, project: Path, worked: list[bool]) -> None:
    run = ("check", "--isolated", "--baseline", "b.json", "--format", "concise", ".")
    gklint("check", "--isolated", "--pack", "../试验", "--select", "TST", "--write-baseline", "b.json", ".")
    (project / "d" / "b.txt").rename(project / "d" / "b.away")
    gone = gklint(*run)
    assert "GK013" in gone.out
    worked.clear()
    assert gklint(*run) == gone
    assert not worked
    (project / "d" / "b.away").rename(project / "d" / "b.txt")
    assert gklint(*run) == fresh(*run) != gone


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_git_ignores_is_seen(gklint: Gklint, fresh: Gklint, project: Path, worked: list[bool]) -> None:
    first = gklint("check", ".")
    subprocess.run(["git", "init", "-q", "."], cwd=project, check=True)
    (project / ".gitignore").write_text("d/\n", encoding="utf-8")
    second = gklint("check", ".")
    assert second != first
    (project / ".git" / "info" / "exclude").write_text("*.log\na.*\n", encoding="utf-8")
    assert gklint("check", ".") == fresh("check", ".") != second


def test_a_new_plugin_or_library_is_seen(
    gklint: Gklint, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worked: list[bool]
) -> None:
    place = tmp_path / "site"
    place.mkdir()
    monkeypatch.syspath_prepend(str(place))
    first = gklint("check", "a.txt")
    (place / "other-1.0.dist-info").mkdir()
    assert gklint("check", "a.txt") == first
    assert len(worked) == 2
    plugin = place / "broken-1.0.dist-info"
    plugin.mkdir()
    (plugin / "entry_points.txt").write_text("[gklint]\nx = no_such_module_of_gklint\n", encoding="utf-8")
    for _ in range(2):
        assert "no_such_module_of_gklint" in gklint("check", "a.txt").err, "no answer is kept with a plugin"
    assert len(worked) == 4


def test_suppressions_expire(
    gklint: Gklint, project: Path, monkeypatch: pytest.MonkeyPatch, worked: list[bool]
) -> None:
    today = date.today()
    until = today + timedelta(days=2)
    put(project / "a.txt", f"[gklint: disable=WRD 原因：甲 until={until}]", "本局帐号已公布。")
    gklint("check", "a.txt")
    for days, answered in ((0, True), (2, True), (3, False)):
        worked.clear()
        day = (today + timedelta(days=days)).isoformat()
        monkeypatch.setattr(answers, "_today", lambda day=day: day)
        gklint("check", "a.txt")
        assert (not worked) is answered, days


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("COLUMNS", "44"), ("GKLINT_DISABLE_PLUGINS", "x")])
def test_the_environment_is_part_of_the_question(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    question = answers.question(["check", "a.txt"])
    monkeypatch.setenv(name, value)
    other = answers.question(["check", "a.txt"])
    assert question
    assert other
    assert question.key != other.key


def test_standard_error_and_every_format_are_the_same(gklint: Gklint, project: Path, worked: list[bool]) -> None:
    for name in ("full", "concise", "grouped", "json", "jsonl", "sarif", "github", "gitlab", "junit", "html"):
        run = ("check", "--statistics", "--format", name, "--config", "../gklint.toml", ".")
        worked.clear()
        fresh, again = gklint(*run), gklint(*run)
        assert len(worked) == 1, name
        assert again == fresh
        assert "TST001" in fresh.err or name in ("full", "concise", "grouped")


@pytest.mark.parametrize(
    "args",
    [
        ("--no-cache",), ("--fix",), ("--diff",), ("--timings",), ("--output", "json=../o.json"),
        ("--write-baseline", "../new.json"),
    ],
)  # fmt: skip
def test_what_does_something_is_done_each_time(
    gklint: Gklint, project: Path, worked: list[bool], args: tuple[str, ...]
) -> None:
    gklint(*RUN, *args)
    gklint(*RUN, *args)
    assert len(worked) == 2


def test_what_was_not_done_is_tried_again(gklint: Gklint, project: Path, worked: list[bool]) -> None:
    (project / "bad.docx").write_bytes(b"PK\x03\x04 no zip")
    assert gklint(*RUN).status == 2
    assert gklint(*RUN).status == 2
    assert gklint("check", "no-such-file.txt").status == 2
    assert gklint("check", "--select", "NO999", "a.txt").status == 2
    assert len(worked) == 4


def kept(tmp_path: Path, cache: str = "cache") -> list[Path]:
    return sorted(path for path in (tmp_path / cache).rglob("*") if path.is_file())


@pytest.mark.parametrize("damage", [b"", b"GKLINT1\n", b"\x00" * 4000, b"[" * 4000])
def test_damaged_answers_are_ignored(gklint: Gklint, project: Path, tmp_path: Path, damage: bytes) -> None:
    first = gklint(*RUN)
    for path in kept(tmp_path):
        path.write_bytes(damage)
    assert gklint(*RUN) == first


def test_an_answer_that_others_may_have_written_is_ignored(
    gklint: Gklint, project: Path, tmp_path: Path, worked: list[bool]
) -> None:
    first = gklint(*RUN)
    for path in kept(tmp_path):
        path.chmod(0o666)
    assert gklint(*RUN) == first
    assert len(worked) == 2


def test_a_body_that_is_no_answer_is_ignored(
    gklint: Gklint, project: Path, monkeypatch: pytest.MonkeyPatch, worked: list[bool]
) -> None:
    first = gklint(*RUN)
    for body in (b"", b"(", b"i\x01\x00\x00\x00", b"\xff"):
        monkeypatch.setattr("gklint.cache.Store.get", lambda *_, body=body: body)
        assert gklint(*RUN) == first
    assert len(worked) == 5


def test_an_answer_to_nobody(project: Path) -> None:
    command = [sys.executable, "-m", "gklint", *RUN]
    subprocess.run(command, cwd=project, capture_output=True, check=False)
    for args in ((), ("--no-cache",)):
        nobody, output = os.pipe()
        os.close(nobody)
        done = subprocess.run([*command, *args], cwd=project, stdout=output, stderr=subprocess.PIPE, check=False)
        os.close(output)
        assert (done.returncode, done.stderr) == (141, b"")


def test_help_that_nobody_read_is_no_answer(project: Path) -> None:
    command = [sys.executable, "-m", "gklint", "--help"]
    nobody, output = os.pipe()
    os.close(nobody)
    assert subprocess.run(command, cwd=project, stdout=output, check=False).returncode == 141
    os.close(output)
    done = subprocess.run(command, cwd=project, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_real_processes_give_the_same_bytes(project: Path) -> None:
    def run(*args: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "gklint", *RUN, *args], cwd=project, capture_output=True, check=False
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    fresh = run("--no-cache")
    assert fresh.status == 1
    assert [run(), run()] == [fresh, fresh]


def test_without_cache_only_what_was_compiled_is_kept(
    gklint: Gklint, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_cache(monkeypatch, tmp_path / "empty")
    first = gklint(*RUN, "--no-cache")
    assert "TST001" in first.out
    compiled = kept(tmp_path, "empty")
    assert compiled

    def none(*_: object) -> None:
        raise AssertionError("no result is looked for")

    monkeypatch.setattr("gklint.runner.plan.OutcomeStore", none)
    monkeypatch.setattr("gklint.engine.yaml_pack.load_pack", none)
    assert gklint(*RUN, "--no-cache") == first
    (project / "b.txt").write_text("另一份", encoding="utf-8")
    assert gklint(*RUN, "--no-cache").status == first.status
    assert kept(tmp_path, "empty") == compiled
