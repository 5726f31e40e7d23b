"""A Dask scheduler and workers, as processes on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.tools import ABSENT

PATIENCE = 600.0


class Cluster:
    """A scheduler that listens on the loopback interface only, and the workers that were started."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._running: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--port", "0", "--no-show", "--scheduler-file", str(self._file))
        self.address = self._address()

    def worker(self, **environment: str) -> subprocess.Popen[bytes]:
        """One more worker, in a working directory of its own, when it has reached the scheduler."""
        before = self._registered()
        process = self._start(
            "worker", "--scheduler-file", str(self._file), "--no-nanny", "--nthreads", "2",
            "--local-directory", str(self._folder / "spill"), **environment,
        )  # fmt: skip
        self._wait(lambda: self._registered() > before, process)
        return process

    def close(self) -> None:
        for process in self._running:
            process.kill()
            process.wait()

    def _start(self, command: str, *args: str, **environment: str) -> subprocess.Popen[bytes]:
        where = self._folder / f"{command}{len(self._running)}"
        where.mkdir()
        with (where / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", command, "--host", "127.0.0.1", "--no-dashboard", *args],
                cwd=where,
                env={**os.environ, **environment},
                stdout=log,
                stderr=log,
            )
        self._running.append(process)
        return process

    def _address(self) -> str:
        def written() -> bool:
            return self._file.exists() and self._file.read_text(encoding="utf-8").endswith("}")

        self._wait(written, self.scheduler)
        address: str = json.loads(self._file.read_text(encoding="utf-8"))["address"]
        return address.replace("tcp://", "dask://")

    def _registered(self) -> int:
        return (self._folder / "scheduler0" / "log").read_text(encoding="utf-8").count("Register worker")

    def _wait(self, ready: object, process: subprocess.Popen[bytes]) -> None:
        assert callable(ready)
        end = time.monotonic() + PATIENCE
        while not ready():
            assert process.poll() is None, "the process ended"
            assert time.monotonic() < end, "the process is not ready"
            time.sleep(0.1)


@pytest.fixture
def bare_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster without workers, and nothing of it is left when the test is over."""
    if find_spec("distributed") is None:
        pytest.skip(f"{ABSENT}distributed (pip install -e '.[dev]')")
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.close()


@pytest.fixture
def cluster(bare_cluster: Cluster) -> Cluster:
    """A cluster with two workers."""
    bare_cluster.worker()
    bare_cluster.worker()
    return bare_cluster
