"""What goes to another process, and what is done there."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock
from typing import Any, TypeVar, cast

from gklint.runner.likeness import Traits, own_traits, require
from gklint.runner.outcome import Outcome
from gklint.runner.work import Work

_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True)
class Parcel:
    """A piece of work as bytes. ``name`` is by what it is known again; ``traits`` what the machine that does it must
    have (see :mod:`gklint.runner.likeness`), ``None`` where it is this one."""

    name: str
    body: bytes
    traits: Traits | None = None

    @classmethod
    def of(cls, job: Work) -> Parcel:
        """The parcel with ``job``, which is remembered in this process and in those that are forked from it."""
        body = zlib.compress(pickle.dumps(job, pickle.HIGHEST_PROTOCOL), 1)
        parcel = cls(blake2b(body, digest_size=16).hexdigest(), body)
        _Opened.job, _Opened.name = job, parcel.name
        return parcel

    def open(self) -> Work:
        """The work; it is kept, so that the rules are loaded once. Raises
        :class:`~gklint.runner.likeness.Unlike` on a machine that would come to something else."""
        if _Opened.name != self.name:
            if self.traits is not None:
                require(self.traits)
            _Opened.job = cast(Work, pickle.loads(zlib.decompress(self.body)))  # noqa: S301 - of our own client
            _Opened.name = self.name
        assert _Opened.job is not None
        return _Opened.job


def parcel_traits(parcel: Parcel) -> Traits:
    """What this machine has of all that the work in the parcel depends on."""
    return (*own_traits(), *parcel.open().traits())


class _Opened:
    """The work that this process did last."""

    job: Work | None = None
    name = ""
    lock = Lock()


def work(parcel: Parcel, do: Callable[[Any, _T], _R], share: _T) -> _R:
    """What ``do`` gives for the work in the parcel and a share of it. One thread at a time: workers of a cluster may
    have several."""
    with _Opened.lock:
        return do(parcel.open(), share)


def do_files(job: Work, files: Sequence[tuple[Any, bytes]]) -> list[Outcome]:
    """The outcomes of the files (target, bytes)."""
    return job.run(files)
