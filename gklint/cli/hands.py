"""The options that say who does the work: processes of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gklint.messages import worded
from gklint.runner.batch import CHUNK

if TYPE_CHECKING:
    from gklint.runner.pool import Hire

_Function = TypeVar("_Function", bound=Callable[..., Any])

_HANDS_OPTIONS = (
    click.option("--jobs", "-j", type=click.IntRange(min=1), default=1, metavar="N", help="同时用几个进程（默认 1）"),
    click.option("--executor", metavar="ADDRESS", help="交给已有的 Dask 集群去做：dask://主机:端口"),
)


def hands_options(function: _Function) -> _Function:
    """The options ``--jobs`` and ``--executor``."""
    for option in reversed(_HANDS_OPTIONS):
        function = option(function)
    return function


def hands(jobs: int, executor: str | None, files: int) -> Hire | None:
    """Who does ``files`` files: ``None`` stands for this process alone. Raises ``UsageError`` for a bad address."""
    if executor is not None:
        from gklint.runner.cluster import cluster

        if jobs > 1:
            raise click.UsageError("--jobs 和 --executor 只能用一个")
        try:
            return cluster(executor)
        except ValueError as error:
            raise click.UsageError(worded("--executor {reason}", reason=str(error))) from error
    if jobs <= 1 or files < CHUNK:  # a process costs more than it saves
        return None
    from gklint.runner.processes import processes

    return processes(jobs)
