"""Any executor does the work; whoever fails is made up for."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gklint.config.settings import Settings
from gklint.reporters.base import Style
from gklint.runner import pool
from gklint.runner.batch import TOGETHER, Batch
from gklint.runner.discover import discover
from gklint.runner.job import Job
from gklint.runner.likeness import Unlike, differences, own_traits, require
from gklint.runner.marking import Known, Marker
from gklint.runner.outcome import Outcome
from gklint.runner.parcel import Parcel
from gklint.runner.pool import Hands, Hire
from tests.use.conftest import put

FILES = 3 * TOGETHER + 1


@pytest.fixture
def job(tmp_path: Path) -> Job:
    for number in range(FILES):
        put(tmp_path / f"{number:02}.txt", f"本局开展了{'培训' * number}。")
    return Job(Settings(), Marker((), Known(), True, date(2026, 5, 1)), [("json", Style())])


class Idle(Executor):
    """Takes work and never does it."""

    def submit(self, *args: object, **kwargs: object) -> Future[Any]:  # type: ignore[override]
        return Future()


class Broken(Executor):
    """Takes two batches, fails both, and takes no more."""

    def __init__(self) -> None:
        self.taken = 0

    def submit(self, *args: object, **kwargs: object) -> Future[Any]:  # type: ignore[override]
        self.taken += 1
        if self.taken > 2:
            raise RuntimeError("没有人了")
        failed: Future[Any] = Future()
        failed.set_exception(OSError("断线"))
        return failed


def hiring(executor: Executor, there: Callable[[], bool] = lambda: True) -> Hire:
    return lambda parcel: Hands(executor, 1, parcel, lambda: executor.shutdown(wait=False), there)


def outcomes(job: Job, folder: Path, hire: Hire | None) -> tuple[list[Outcome], list[str]]:
    told: list[str] = []
    batch = Batch(job, 1 << 20, tell=told.append)
    with batch.pool(hire) as crew:
        return list(batch.outcomes(discover([str(folder)]).files, crew)), told


@pytest.mark.parametrize(
    "make",
    [lambda: ThreadPoolExecutor(3), lambda: ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))],
    ids=["threads", "spawned"],
)
def test_any_executor_comes_to_the_same(job: Job, tmp_path: Path, make: Callable[[], Executor]) -> None:
    wanted, _ = outcomes(job, tmp_path, None)
    assert len(wanted) == FILES
    assert outcomes(job, tmp_path, hiring(make())) == (wanted, [])


def test_what_fails_elsewhere_is_done_here_and_told_once(job: Job, tmp_path: Path) -> None:
    wanted, _ = outcomes(job, tmp_path, None)
    found, told = outcomes(job, tmp_path, hiring(Broken()))
    assert found == wanted
    assert told == [
        "有文件没有在工作进程里做成（RuntimeError：没有人了），改在本进程做",
        "有文件没有在工作进程里做成（OSError：断线），改在本进程做",
    ]


def test_when_nobody_is_left_it_is_done_here(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "PATIENCE", 0.01)
    wanted, _ = outcomes(job, tmp_path, None)
    found, told = outcomes(job, tmp_path, hiring(Idle(), lambda: False))
    assert (found, told) == (wanted, ["已没有工作进程，其余的在本进程做完"])


def test_another_working_directory_makes_no_difference(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings for paths are seen from where the run was started, not from where the worker happens to be."""
    from gklint.config.find import find_config
    from gklint.config.settings import combine

    (tmp_path / "gklint.toml").write_text(
        '[[overrides]]\npath = "年报/*"\nform = "2019"\n[[overrides]]\npath = "x"\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    settings = combine(find_config(tmp_path), {})
    assert settings.matching("年报/a.txt") == (0,)
    sent = Parcel.of(Job(settings, job.marker, []))
    monkeypatch.setattr("gklint.runner.parcel._Opened.name", "")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    there: Any = sent.open()
    assert there.settings.matching("年报/a.txt") == (0,)
    assert there.own(discover(["年报/a.txt"]).files[0])[0] == "年报/a.txt"


def test_a_machine_that_is_not_the_same_is_told_apart() -> None:
    own = own_traits()
    assert [name for name, _ in own[:2]] == ["gklint", "Python"]
    assert {"lark", "rapidfuzz", "google-re2"} <= dict(own).keys()
    require(own)
    other = tuple((name, "3.8" if name == "Python" else value) for name, value in own if name != "lark")
    words = differences(own, other)
    assert "Python 应为 3." in words
    assert "是 3.8" in words
    assert "没有 lark" in words
    with pytest.raises(Unlike, match=r"Python 应为 3\.8"):
        require(other)
