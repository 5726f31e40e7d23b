"""Other processes that do files. They are started when there is work, and go when this process goes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from gklint.runner.job import Job
from gklint.runner.outcome import Outcome

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor


class Pending(NamedTuple):
    """Outcomes that another process works out; if it dies, they are worked out here."""

    future: Future[list[Outcome]]
    here: Callable[[], list[Outcome]]

    def outcomes(self) -> list[Outcome]:
        """Waits for them."""
        from concurrent.futures import BrokenExecutor

        try:
            return self.future.result()
        except BrokenExecutor:
            return self.here()


class Pool:
    """``jobs`` processes that run ``job``."""

    def __init__(self, job: Job, jobs: int) -> None:
        self._job = job
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def submit(self, files: Sequence[tuple[Any, ...]]) -> Pending:
        """Have the files (target, bytes, …) done; their outcomes come in order."""
        from concurrent.futures import BrokenExecutor, Future

        work = [(file[0], file[1]) for file in files]

        def here() -> list[Outcome]:
            return [self._job.run(target, data) for target, data in work]

        try:
            return Pending(self._started().submit(_work, work), here)
        except BrokenExecutor as error:
            broken: Future[list[Outcome]] = Future()
            broken.set_exception(error)
            return Pending(broken, here)

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            from concurrent.futures import ProcessPoolExecutor

            _ = self._job.setup  # a forked process has the rules then; and what is wrong with them is told here
            self._executor = ProcessPoolExecutor(self._jobs, initializer=_begin, initargs=(self._job,))
        return self._executor

    def close(self) -> None:
        """Drop what has not begun, wait for what has."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)


class _Worker:
    """What a process of the pool knows."""

    job: Job | None = None


def _begin(job: Job) -> None:
    """Makes this process ready: an interrupt is the parent's affair, and without a parent it ends."""
    import signal
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Worker.job = job
    parent = parent_process()
    if parent is not None:
        sentinel = parent.sentinel

        def end_with_parent() -> None:
            wait([sentinel])
            os._exit(1)

        Thread(target=end_with_parent, daemon=True).start()


def _work(files: Sequence[tuple[Any, bytes]]) -> list[Outcome]:
    job = _Worker.job
    assert job is not None
    return [job.run(target, data) for target, data in files]
