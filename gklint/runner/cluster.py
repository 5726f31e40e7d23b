"""Workers of a Dask cluster that is there already (``--executor dask://HOST:PORT``).

The files' bytes go to the workers and pickles come back, so the cluster is one that the user trusts. The connection is
as the user's Dask configuration says (``distributed.comm``: TLS, certificates, time limits).
"""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Timer, main_thread
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from gklint.messages import worded
from gklint.runner.errors import SetupError
from gklint.runner.likeness import Traits, differences, own_traits
from gklint.runner.parcel import Parcel, parcel_traits
from gklint.runner.pool import Hands, Hire

SCHEME = "dask"
GRACE = 20.0
"""Seconds without a single worker after which the cluster is given up: one that died may be started again."""
CONNECT = 10.0
"""Seconds to wait for the scheduler."""
MOMENT = 0.05
"""Seconds after which an interrupt that was lost comes again."""
_TALKATIVE = ("distributed", "distributed.client", "tornado.application")
"""Loggers that write to standard error on their own."""
_ABSENT = re.compile(r"No module named \\?['\"](\w+)")


def cluster(address: str) -> Hire:
    """Hires the workers of the cluster at ``address`` (``dask://HOST:PORT``); raises ``ValueError`` for another
    address (Chinese)."""
    parts = urlsplit(address)
    try:
        whole = bool(parts.hostname and parts.port)
    except ValueError:  # a port that is no number
        whole = False
    if parts.scheme != SCHEME or not whole or parts.path not in ("", "/") or parts.username is not None:
        raise ValueError(worded("“{address}”应写成 dask://主机:端口，如 dask://10.0.0.5:8786", address=address))
    return partial(_connect, parts.netloc)


def _connect(place: str, parcel: Parcel) -> Hands:
    sys.unraisablehook = lose_no_interrupt
    client = _client(place)
    try:
        _all_alike(client, place, parcel)
        threads = sum(client.nthreads().values())
    except BaseException:  # whatever ends it, leave is taken
        _close(client)
        raise
    sent = replace(parcel, traits=own_traits())
    return Hands(client.get_executor(pure=False), threads, sent, partial(_close, client), _watch(client))


def lose_no_interrupt(lost: sys.UnraisableHookArgs) -> None:
    """A hook for what is raised while an object is let go of, which Python only tells on standard error: an interrupt
    among it comes again. (Each result of the cluster speaks to its connection when it is let go of.)"""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        Timer(MOMENT, _interrupt).start()
    else:
        sys.__unraisablehook__(lost)


def _interrupt() -> None:
    """Interrupts the main thread, which may be waiting."""
    main = main_thread().ident
    if sys.platform == "win32" or main is None:
        signal.raise_signal(signal.SIGINT)
    else:
        signal.pthread_kill(main, signal.SIGINT)


def _close(client: Any) -> None:
    """Takes leave of the scheduler. One that is too busy to answer in time changes nothing in what the run found, nor
    in how it ended."""
    with suppress(OSError):  # a time that runs out is one too
        client.close()


def _client(place: str) -> Any:
    """A client of the scheduler at ``place``."""
    try:
        from distributed import Client
    except ImportError as error:
        raise SetupError([worded("--executor dask://… 要先装 Dask：pip install 'gklint[dask]'")]) from error
    import logging

    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is said by gklint
    try:
        return Client(place, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SetupError(
            [
                worded(
                    "Dask 集群 {place} 连不上：{reason}；请看调度器是否在运行、地址和端口对不对",
                    place=place,
                    reason=reason,
                )
            ]
        ) from error


def _all_alike(client: Any, place: str, parcel: Parcel) -> None:
    """Raises :class:`SetupError` unless there are workers, and all would come to the same results as this machine."""
    mistakes = _unlike(client.run(own_traits, on_error="return"), own_traits())
    if not mistakes:
        found = client.run(parcel_traits, parcel, on_error="return")
        if not found:
            raise SetupError([worded("Dask 集群 {place} 没有工作机，请先用 dask worker {place} 启动", place=place)])
        mistakes = _unlike(found, parcel_traits(parcel))
    if mistakes:
        said = worded("Dask 集群 {place} 有工作机和本机不一样，得不出同样的结果：", place=place)
        raise SetupError([said, *mistakes])


def _unlike(found: Mapping[str, Traits | Exception], wanted: Traits) -> list[str]:
    """A line for each worker (by address) that lacks something."""
    lines: list[str] = []
    for worker, traits in sorted(found.items()):
        if isinstance(traits, BaseException):
            absent = _ABSENT.search(str(traits))  # Dask sends the words of an error, not the error
            what = worded("没有装 {name}", name=absent[1]) if absent else str(traits)
        else:
            what = differences(wanted, traits)
        if what:
            lines.append(worded("  {worker}：{what}", worker=worker, what=what))
    return lines


def _watch(client: Any) -> Callable[[], bool]:
    """Asks whether there are workers, or were a short while ago."""
    seen = monotonic()

    def there() -> bool:
        nonlocal seen
        try:
            if client.status == "running" and client.nthreads():
                seen = monotonic()
        except Exception:  # the scheduler does not answer, for whatever reason; when that lasts it is told
            pass
        return monotonic() - seen < GRACE

    return there
