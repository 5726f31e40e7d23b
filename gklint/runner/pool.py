"""Others that do files, by any :class:`concurrent.futures.Executor`. They are hired when there is work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gklint.messages import worded
from gklint.project.spread import Spread
from gklint.runner.outcome import Outcome
from gklint.runner.parcel import Parcel, do_files, work
from gklint.runner.work import Work

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_T = TypeVar("_T")
_R = TypeVar("_R")
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


class Pending(Generic[_R]):
    """Something that somebody else works out; if that fails, it is worked out here."""

    def __init__(self, future: Future[_R] | None, pool: Pool, here: Callable[[], _R]) -> None:
        self._future = future
        self._pool = pool
        self._here = here

    def result(self) -> _R:
        """Waits for it."""
        if self._future is not None:
            from concurrent.futures import wait

            while not wait([self._future], PATIENCE).done:
                if not self._pool.manned():
                    break
            else:
                try:
                    return self._future.result()
                except Exception as error:  # it is told, and done here, where a fault of gklint comes up again
                    self._pool.failed(error)
        return self._here()


class Pool:
    """Has ``job`` done by those that ``hire`` gets; ``tell`` is called with a sentence when somebody fails."""

    def __init__(self, job: Work, hire: Hire, tell: Callable[[str], None]) -> None:
        self._job = job
        self._hire = hire
        self._tell = tell
        self._hands: Hands | None = None
        self._told: set[str] = set()
        self._deserted = False

    def submit(self, files: Sequence[tuple[Any, ...]]) -> Pending[list[Outcome]]:
        """Have the files (target, bytes, …) done; their outcomes come in order."""
        return self._handed(do_files, [(file[0], file[1]) for file in files])

    def each(self, do: Callable[[Any, _T], _R], shares: Iterable[_T]) -> Iterator[_R]:
        """What ``do`` gives for the job and each of ``shares``, in their order; few are in flight at a time."""
        waiting: deque[Pending[_R]] = deque()
        for share in shares:
            waiting.append(self._handed(do, share))
            while len(waiting) > 3 * self.count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    @property
    def spread(self) -> Spread:
        """The same for work that does not need the job."""
        return Spread(self._hired().count, lambda do, shares: self.each(partial(_without_job, do), shares))

    @property
    def count(self) -> int:
        """How many things are done at a time."""
        return self._hands.count if self._hands else 1

    def _handed(self, do: Callable[[Any, _T], _R], share: _T) -> Pending[_R]:
        here = partial(do, self._job, share)
        if self._deserted:
            return Pending(None, self, here)
        hands = self._hired()
        try:
            return Pending(hands.executor.submit(work, hands.parcel, do, share), self, here)
        except Exception as error:  # a pool whose process died, or a cluster that is gone, takes no more: that is told
            self.failed(error)
            self._deserted = True
            return Pending(None, self, here)

    def manned(self) -> bool:
        """Whether somebody is still there; says so once when nobody is."""
        if not self._deserted and self._hands is not None and not self._hands.there():
            self._deserted = True
            self._tell(worded("已没有工作进程，其余的在本进程做完"))
        return not self._deserted

    def failed(self, error: Exception) -> None:
        """Says that something was not done elsewhere; the same is said once."""
        said = worded(
            "有文件没有在工作进程里做成（{kind}：{detail}），改在本进程做", kind=type(error).__name__, detail=str(error)
        )
        if said not in self._told:
            self._told.add(said)
            self._tell(said)

    def _hired(self) -> Hands:
        if self._hands is None:
            self._job.prepare()  # a forked process has the rules then; and what is wrong with them is told here
            self._hands = self._hire(Parcel.of(self._job))
        return self._hands

    def close(self) -> None:
        """Drop what has not begun, and let everybody go."""
        if self._hands is not None:
            self._hands.let_go()


def _without_job(do: Callable[[_T], _R], job: object, share: _T) -> _R:
    return do(share)
