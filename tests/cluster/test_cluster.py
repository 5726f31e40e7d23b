"""``--executor dask://…`` with a real scheduler and real workers: the same bytes, whoever dies."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.generate import generate
from bench.mutate import mutate
from gklint.cli import main
from gklint.runner import cluster as cluster_module
from tests.cluster.conftest import Cluster

COUNT = 160
FORMATS = ("json", "sarif", "concise")
GKLINT = (sys.executable, "-m", "gklint", "check", "--no-cache", "--fail-on", "never")
# What compares reports is written at the end; without it the first line comes while others are still being done.
STREAMED = ("--format", "jsonl", "--no-project")
PACK = """\
rules:
  - {code: TST001, name: some-word, summary: 不说“工作”, basis: 试验, severity: warning, on: paragraph, pattern: 工作,
     message: 不说“工作”}
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Reports with faults, a file that cannot be read, a pack and a configuration that is for some paths only."""
    folder = tmp_path / "年报"
    folder.mkdir()
    for number, (name, text) in enumerate(generate(COUNT, seed=11)):
        (folder / name).write_text(mutate(text, random.Random(number)), encoding="utf-8")
    (folder / "坏.txt").write_bytes(b"\xff\xff\xff\xff")
    (tmp_path / "试验").mkdir()
    (tmp_path / "试验" / "pack.yaml").write_text('name: 试验\nversion: "1"\napi: 1\n', encoding="utf-8")
    (tmp_path / "试验" / "rules.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "gklint.toml").write_text(
        'packs = ["试验"]\n[[overrides]]\npath = "年报/0000*"\nignore = ["TST001"]\n', encoding="utf-8"
    )
    return tmp_path


def check(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*GKLINT, *args, "年报"], cwd=folder, capture_output=True, check=False)


def test_the_same_bytes_as_on_one_core(cluster: Cluster, reports: Path) -> None:
    outputs = {name: [word for f in FORMATS for word in ("--output", f"{f}={name}.{f}")] for name in ("one", "many")}
    alone = check(reports, *outputs["one"])
    together = check(reports, *outputs["many"], "--executor", cluster.address)
    assert (together.returncode, together.stderr) == (alone.returncode, alone.stderr) == (2, b"")
    for name in FORMATS:
        assert (reports / f"one.{name}").read_bytes() == (reports / f"many.{name}").read_bytes()
    found = (reports / "one.json").read_text(encoding="utf-8")
    assert found.count('"code": "TST001"') > COUNT
    assert '"code": "GK001"' in found


def test_a_worker_that_dies_in_the_middle_is_made_up_for(cluster: Cluster, reports: Path) -> None:
    alone = check(reports, *STREAMED)
    doomed = cluster.worker()
    command = [*GKLINT, *STREAMED, "--executor", cluster.address, "年报"]
    with subprocess.Popen(command, cwd=reports, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        doomed.send_signal(signal.SIGKILL)
        rest, err = process.communicate(timeout=600)
    assert doomed.poll() == -signal.SIGKILL
    assert process.returncode == alone.returncode
    assert first + rest == alone.stdout
    assert err == b"", "the others did its work"


def test_without_a_scheduler_the_rest_is_done_here(cluster: Cluster, reports: Path) -> None:
    alone = check(reports, *STREAMED)
    command = [*GKLINT, *STREAMED, "--executor", cluster.address, "年报"]
    with subprocess.Popen(command, cwd=reports, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        cluster.scheduler.send_signal(signal.SIGKILL)
        rest, err = process.communicate(timeout=600)
    assert process.returncode == alone.returncode
    assert first + rest == alone.stdout
    assert "在本进程做" in err.decode()


def test_an_interrupt_ends_it_quietly(cluster: Cluster, reports: Path) -> None:
    command = [*GKLINT, *STREAMED, "--executor", cluster.address, "年报"]
    with subprocess.Popen(command, cwd=reports, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=600)
    said = err.decode().strip()
    assert process.returncode == 130, said
    assert said == ""


def test_an_interrupt_while_something_is_let_go_of_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closing:
        def __del__(self) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "unraisablehook", cluster_module.lose_no_interrupt)
    thing = Closing()
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - the interrupt comes while it sleeps
        del thing
        time.sleep(30)


def test_workers_must_be_like_this_machine(bare_cluster: Cluster, reports: Path, tmp_path: Path) -> None:
    """One has no gklint, one has no such pack: both are named, and nothing is checked."""
    nobody = check(reports, "--executor", bare_cluster.address)
    assert (nobody.returncode, nobody.stdout) == (2, b"")
    assert "没有工作机" in nobody.stderr.decode()
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "sitecustomize.py").write_text("import sys\nsys.modules['gklint'] = None\n", encoding="utf-8")
    bare_cluster.worker()
    bare_cluster.worker(PYTHONPATH=os.fspath(blocked))
    outcome = check(reports, "--executor", bare_cluster.address)
    assert (outcome.returncode, outcome.stdout) == (2, b"")
    lines = outcome.stderr.decode().splitlines()
    assert "有工作机和本机不一样" in lines[0]
    assert len(lines) == 2, "the other worker is as it should be"
    assert lines[1].endswith("没有装 gklint")


@pytest.mark.parametrize("address", ["dask://", "dask://host", "dask://host:x", "http://host:1", "10.0.0.5:8786"])
def test_an_address_of_another_shape(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--executor", address, "."]) == 2
    assert "应写成 dask://主机:端口" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--fix", "--diff", "--timings", "--convert"])
def test_what_can_be_done_here_only(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--executor", "dask://127.0.0.1:1", option, "."]) == 2
    assert f"--executor 不能和 {option} 一起用" in capsys.readouterr().err


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("年度报告", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["check", "--isolated", "--no-cache", "--executor", "dask://127.0.0.1:1", str(tmp_path)]) == 2
    assert "pip install 'gklint[dask]'" in capsys.readouterr().err


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("distributed")
    (tmp_path / "a.txt").write_text("年度报告", encoding="utf-8")
    monkeypatch.setattr(cluster_module, "CONNECT", 0.5)
    assert main(["check", "--isolated", "--no-cache", "--executor", "dask://127.0.0.1:1", str(tmp_path)]) == 2
    assert "Dask 集群 127.0.0.1:1 连不上" in capsys.readouterr().err
