"""The same bytes whether cached or not, in one process or several, once or twice."""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from bench.generate import generate
from bench.mutate import mutate
from gklint.cache import Store
from gklint.results import Tally
from gklint.runner.outcome import Outcome
from gklint.runner.store import OutcomeStore
from tests.use.conftest import Gklint, put, report

ALL_FORMATS = ("json", "jsonl", "sarif", "github", "gitlab", "junit", "concise", "grouped", "full")


@pytest.fixture
def reports(folder: Path) -> Path:
    """Forty generated reports, most of them with faults, a text that is no report, and one that cannot be read."""
    for number, (name, text) in enumerate(generate(40, seed=5)):
        (folder / name).write_text(mutate(text, random.Random(number)), encoding="utf-8")
    (folder / "值班.txt").write_text("今天开会。\n", encoding="utf-8")
    (folder / "坏.txt").write_bytes(b"\xff\xff\xff\xff")
    return folder


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder.parent / f"out.{name}").read_bytes() for name in ALL_FORMATS}


def all_formats() -> list[str]:
    return [word for name in ALL_FORMATS for word in ("--output", f"{name}=../out.{name}")]


def test_the_same_bytes_in_every_format(gklint: Gklint, reports: Path) -> None:
    fresh = gklint("check", "--no-cache", *all_formats(), ".")
    wanted = outputs(reports)
    assert b'"code": "TBL' in wanted["json"], "the reports have faults"
    for extra in (["--no-cache", "--jobs", "2"], [], [], ["--jobs", "2"]):
        again = gklint("check", *extra, *all_formats(), ".")
        assert (again.status, again.out) == (fresh.status, fresh.out), extra
        assert outputs(reports) == wanted, extra


def test_a_full_cache_needs_no_rules(gklint: Gklint, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder / "a.txt", "本局帐号。")
    first = gklint("check", "--format", "json", "a.txt")
    monkeypatch.setattr("gklint.runner.setup.Setup.__init__", None)
    assert gklint("check", "--format", "json", "a.txt").out == first.out


@pytest.mark.parametrize(
    "args",
    [
        ("--select", "TST003"),
        ("--severity", "TST001=info"),
        ("--ignore", "TST001"),
        ("--form", "2019"),
        ("--no-suppress",),
        ("--no-title",),
    ],
)
def test_another_option_is_another_result(check: Gklint, gklint: Gklint, folder: Path, args: tuple[str, ...]) -> None:
    put(folder / "a.txt", "[gklint: disable=TST001 原因：甲]", "本局帐号，高度重视。", "又一帐号。")
    common = ("check", "--format", "json", "--pack", "../试验")
    gklint(*common, "--select", "TST", "a.txt")
    given = args if "--select" in args else ("--select", "TST", *args)
    cached = gklint(*common, *given, "a.txt")
    assert cached.out == gklint(*common, *given, "--no-cache", "a.txt").out


def test_whatever_changes_is_seen(check: Gklint, folder: Path, tmp_path: Path) -> None:
    put(folder / "a.txt", "本局帐号，高度重视。")
    assert check("a.txt").codes == ["TST001", "TST003"]
    rules = tmp_path / "试验" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("帐号, message", "账户, message"), encoding="utf-8")
    assert check("a.txt").codes == ["TST003"], "the rules"
    (folder / "gklint.toml").write_text(
        'packs = ["../试验"]\nselect = ["TST"]\nignore = ["TST003"]\n', encoding="utf-8"
    )
    assert check("a.txt").codes == [], "the configuration"
    put(folder / "a.txt", "本局账户。")
    assert check("a.txt").codes == ["TST001"], "the file"
    (folder / "a.txt").rename(folder / "b.txt")
    assert [d["path"] for d in check(".").data["diagnostics"]] == ["b.txt"], "its name"


def test_the_baseline_is_part_of_the_key(check: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "本局帐号。")
    check("--write-baseline", "b.json", ".")
    assert check("--baseline", "b.json", ".").found == [("TST001", "baseline")]
    (folder / "b.json").write_text('{"schema": 1, "entries": []}', encoding="utf-8")
    assert check("--baseline", "b.json", ".").found == [("TST001", None)]


def test_a_result_that_holds_until_a_day_is_forgotten_after_it(tmp_path: Path) -> None:
    today = date(2026, 5, 1)
    store = Store(tmp_path)
    outcome = Outcome("a.txt", Tally(files=1), days=(today, today + timedelta(days=3)))
    OutcomeStore(store, ["x"], today).put("ab12", outcome)
    for days, kept in ((0, True), (3, True), (4, False), (-1, False)):
        found = OutcomeStore(store, ["x"], today + timedelta(days=days)).get("ab12")
        assert (found == outcome) is kept


def test_what_was_not_done_is_not_kept(gklint: Gklint, folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xff\xff\xff\xff")
    assert gklint("check", "a.txt").status == 2
    put(folder / "a.txt")
    assert gklint("check", "a.txt").status == 0


def test_two_runs_at_once(folder: Path, reports: Path) -> None:
    command = [sys.executable, "-m", "gklint", "check", "--format", "json", "--fail-on", "never", "."]
    with (
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as first,
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as second,
    ):
        assert first.stdout is not None
        assert second.stdout is not None
        one = first.stdout.read()
        assert one == second.stdout.read()
    assert one == subprocess.run([*command, "--no-cache"], cwd=folder, stdout=subprocess.PIPE, check=False).stdout


def test_a_job_can_go_to_a_process_that_was_not_forked(folder: Path) -> None:
    import click

    from gklint.cli.check import command
    from gklint.cli.checking import Run

    put(folder / "a.txt", "本局帐号。")
    with click.Context(command) as context:
        args = ["--pack", "../试验", "--select", "TST", "--format", "sarif", "a.txt"]
        command.parse_args(context, args)
        paths = context.params.pop("paths")
        job = Run(paths, context.params)._job
    other = pickle.loads(pickle.dumps(job))  # noqa: S301
    from gklint.runner.discover import Target

    data = (folder / "a.txt").read_bytes()
    (one,), (here,) = (each.run([(Target("a.txt"), data)]) for each in (other, job))
    assert one.tally == here.tally


def test_a_process_that_dies_is_made_up_for(gklint: Gklint, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gklint.runner import pool

    wanted = gklint("check", "--no-cache", "--format", "json", ".").out
    monkeypatch.setattr(pool, "work", _die)
    outcome = gklint("check", "--no-cache", "--jobs", "2", "--format", "json", ".")
    assert outcome.out == wanted
    assert "改在本进程做" in outcome.err


def _die(parcel: object, files: object) -> None:
    os._exit(9)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_interrupted_it_leaves_nothing_behind(folder: Path) -> None:
    """The signal comes in the middle: what is said of so many files fills the pipe, which is read no further."""
    for number in range(400):
        (folder / f"{number}.txt").write_text(report("本局帐号。"), encoding="utf-8")
    command = [sys.executable, "-m", "gklint", "check", "--no-cache", "-j2", "--no-project"]
    command += ["--format", "jsonl", "--output", "json=out.json", "."]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, bufsize=0
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
        _, err = process.communicate(timeout=600)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert not (folder / "out.json").exists()
    assert not list(folder.glob(".*"))
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_statistics_and_timings(check: Gklint, gklint: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "帐号、帐号，高度重视。")
    lines = ["      2  TST001  帐号应为账号", "      1  TST003  不说空话"]
    assert check("--statistics", "a.txt").err.splitlines() == lines
    english = check("--statistics", "--lang", "en", "a.txt").err.splitlines()
    assert english == ["      2  TST001  old-account", "      1  TST003  shown-only"]
    shown = gklint("check", "--pack", "../试验", "--select", "TST", "--statistics", "--format", "concise", "a.txt")
    assert shown.out.endswith("".join(f"{line}\n" for line in lines))
    assert "TST001  " in check("--timings", "a.txt").err


def test_quiet(check: Gklint, gklint: Gklint, folder: Path) -> None:
    put(folder / "a.txt")
    assert gklint("check", "--pack", "../试验", "--select", "TST", "--quiet", "a.txt").out == ""
