"""Who does the work: processes of this machine, or a cluster."""

from __future__ import annotations

from gklint.cli.errors import UsageError
from gklint.messages import worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.runner.pool import Hire

_FEWEST = 8
"""With fewer files a process costs more than it saves."""


def hands(jobs: int, executor: str | None, files: int) -> Hire | None:
    """Who does ``files`` files: ``None`` stands for this process alone. Raises ``UsageError`` for a bad address."""
    if executor is not None:
        from gklint.runner.cluster import cluster

        if jobs > 1:
            raise UsageError("--jobs 和 --executor 只能用一个")
        try:
            return cluster(executor)
        except ValueError as error:
            raise UsageError(worded("--executor {reason}", reason=str(error))) from error
    if jobs <= 1 or files < _FEWEST:
        return None
    from gklint.runner.processes import processes

    return processes(jobs)
