"""Others that do files, by any :class:`concurrent.futures.Executor`. They are hired when there is work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gklint.runner.outcome import Outcome
from gklint.runner.parcel import Parcel, work
from gklint.runner.work import Work

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

PATIENCE = 5.0
"""Seconds after which it is asked whether anybody is still there to do what was handed out."""


@dataclass(frozen=True)
class Hands:
    """Who does the work: an executor, how many batches it does at a time, what it is handed with each, how it is let
    go, and whether somebody is still there."""

    executor: Executor
    count: int
    parcel: Parcel
    let_go: Callable[[], object]
    there: Callable[[], bool] = lambda: True


Hire = Callable[[Parcel], Hands]
"""Gets the hands that do what is in a parcel; raises :class:`~gklint.runner.errors.SetupError` when it cannot."""


class Pending:
    """Outcomes that somebody else works out; if that fails, they are worked out here."""

    def __init__(self, future: Future[list[Outcome]] | None, pool: Pool, files: Sequence[tuple[Any, bytes]]) -> None:
        self._future = future
        self._pool = pool
        self._files = files

    def outcomes(self) -> list[Outcome]:
        """Waits for them."""
        if self._future is not None:
            from concurrent.futures import wait

            while not wait([self._future], PATIENCE).done:
                if not self._pool.manned():
                    break
            else:
                try:
                    return self._future.result()
                except Exception as error:  # what a batch comes to does not depend on who does it
                    self._pool.failed(error)
        return self._pool.here(self._files)


class Pool:
    """Has ``job`` done by those that ``hire`` gets; ``tell`` is called with a sentence when somebody fails."""

    def __init__(self, job: Work, hire: Hire, tell: Callable[[str], None]) -> None:
        self._job = job
        self._hire = hire
        self._tell = tell
        self._hands: Hands | None = None
        self._told: set[str] = set()
        self._deserted = False

    def submit(self, files: Sequence[tuple[Any, ...]]) -> Pending:
        """Have the files (target, bytes, …) done; their outcomes come in order."""
        batch = [(file[0], file[1]) for file in files]
        if self._deserted:
            return Pending(None, self, batch)
        hands = self._hired()
        try:
            return Pending(hands.executor.submit(work, hands.parcel, batch), self, batch)
        except Exception as error:  # a pool whose process died takes no more
            self.failed(error)
            self._deserted = True
            return Pending(None, self, batch)

    @property
    def count(self) -> int:
        """How many batches are done at a time."""
        return self._hands.count if self._hands else 1

    def here(self, files: Sequence[tuple[Any, bytes]]) -> list[Outcome]:
        """The outcomes of the files, worked out in this process."""
        return [self._job.run(target, data) for target, data in files]

    def manned(self) -> bool:
        """Whether somebody is still there; says so once when nobody is."""
        if not self._deserted and self._hands is not None and not self._hands.there():
            self._deserted = True
            self._tell("已没有工作进程，其余的在本进程做完")
        return not self._deserted

    def failed(self, error: Exception) -> None:
        """Says that something was not done elsewhere; the same is said once."""
        words = f"有文件没有在工作进程里做成（{type(error).__name__}：{error}），改在本进程做"
        if words not in self._told:
            self._told.add(words)
            self._tell(words)

    def _hired(self) -> Hands:
        if self._hands is None:
            self._job.prepare()  # a forked process has the rules then; and what is wrong with them is told here
            self._hands = self._hire(Parcel.of(self._job))
        return self._hands

    def close(self) -> None:
        """Drop what has not begun, and let everybody go."""
        if self._hands is not None:
            self._hands.let_go()
