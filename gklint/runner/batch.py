"""The outcomes of many files, in their order: from the cache, worked out here, or in other processes."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from gklint.messages import worded
from gklint.oserrors import why_unread
from gklint.readers import ReadError
from gklint.readers.files import read_bytes, read_stream
from gklint.runner.discover import STANDARD_INPUT, Target
from gklint.runner.outcome import Outcome
from gklint.runner.store import OutcomeStore
from gklint.runner.work import Work
from gklint.sightings import Sightings
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.runner.pool import Hire, Pending, Pool

TOGETHER = 16
"""Files that are done together; what rules share is kept for so many reports (:mod:`gklint.engine.once`)."""
_MUCH = 1 << 18
"""Files of so many bytes together are enough at once: more of them would not be done sooner, and need memory."""


class Read(NamedTuple):
    """A file with its bytes, and the key of its outcome (``None``: not to be cached)."""

    target: Target
    data: bytes
    key: str | None


class _Group(NamedTuple):
    """Files that follow each other: outcomes that are there, and where the others come from."""

    slots: list[Outcome | None]
    missing: list[Read]
    pending: Pending[list[Outcome]] | None = None


class Batch:
    """Works through files with ``job``, taking from and giving to ``store`` (``None``: no cache); ``sightings`` are
    told what was read, ``tell`` is called with a sentence when others that were to help fail."""

    def __init__(
        self,
        job: Work,
        max_size: int,
        store: OutcomeStore | None = None,
        sightings: Sightings | None = None,
        tell: Callable[[str], None] = lambda words: None,
    ) -> None:
        self._job = job
        self._max_size = max_size
        self._store = store
        self._sightings = Sightings() if sightings is None else sightings
        self._tell = tell

    def outcomes(self, targets: Iterable[Target], pool: Pool | None = None) -> Iterator[Outcome]:
        """The outcome of each of ``targets``, in their order; worked out here, or in ``pool``.

        Raises :class:`~gklint.runner.errors.SetupError` when the run cannot start.
        """
        if pool is not None:
            yield from self._parallel(targets, pool)
            return
        for group in self._groups(targets, 1 if self._job.one_by_one else TOGETHER):
            yield from self._done(group)

    @contextmanager
    def pool(self, hire: Hire | None) -> Iterator[Pool | None]:
        """Those that ``hire`` gets, as long as the context lasts."""
        if hire is None:
            yield None
            return
        from gklint.runner.pool import Pool

        with closing(Pool(self._job, hire, self._tell)) as pool:
            yield pool

    def _parallel(self, targets: Iterable[Target], pool: Pool) -> Iterator[Outcome]:
        waiting: deque[_Group] = deque()
        for group in self._groups(targets, TOGETHER):
            waiting.append(group._replace(pending=pool.submit(group.missing) if group.missing else None))
            while len(waiting) > 3 * pool.count:
                yield from self._done(waiting.popleft())
        while waiting:
            yield from self._done(waiting.popleft())

    def _groups(self, targets: Iterable[Target], most: int) -> Iterator[_Group]:
        """At most ``most`` files each; an outcome that is there already waits for no more than these."""
        group, size = _Group([], []), 0
        for target in targets:
            found = self._look(target)
            if isinstance(found, Read):
                group.missing.append(found)
                size += len(found.data)
            group.slots.append(None if isinstance(found, Read) else found)
            if not group.missing or len(group.slots) == most or size >= _MUCH:
                yield group
                group, size = _Group([], []), 0
        yield group

    def _done(self, group: _Group) -> Iterator[Outcome]:
        outcomes = iter(group.pending.result() if group.pending else self._here(group.missing))
        files = iter(group.missing)
        for slot in group.slots:
            yield slot if slot is not None else self._finished(next(files), next(outcomes))

    def _here(self, files: list[Read]) -> list[Outcome]:
        return self._job.run([(file.target, file.data) for file in files]) if files else []

    def _look(self, target: Target) -> Outcome | Read:
        """The outcome if it is known already or the file cannot be read, else the file."""
        try:
            data = read_data(target, self._max_size)
        except ReadError as error:
            self._sightings.complete = False
            return self._job.unreadable(target, error)
        self._sightings.saw(target.path, data)
        if self._store is None:
            return Read(target, data, None)
        key = self._store.key(*self._job.own(target), data)
        return self._store.get(key) or Read(target, data, key)

    def _finished(self, file: Read, outcome: Outcome) -> Outcome:
        if self._store is not None and file.key is not None:
            self._store.put(file.key, outcome)
        return outcome


def read_data(target: Target, max_size: int) -> bytes:
    """The bytes of ``target``; raises :class:`~gklint.readers.ReadError` when there are none to be had."""
    if target.unlistable:
        raise ReadError(why_unread(target.unlistable))
    if target.path == STANDARD_INPUT:
        if sys.stdin is None:
            raise ReadError(worded("标准输入没有打开；请把文字送到标准输入，或写出文件的路径"))
        return read_stream(sys.stdin.buffer, max_size)
    return read_bytes(Path(target.path), max_size)
