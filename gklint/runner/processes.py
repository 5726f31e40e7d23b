"""Other processes of this machine. They go when this process goes."""

from __future__ import annotations

import os
from functools import partial

from gklint.runner.parcel import Parcel
from gklint.runner.pool import Hands, Hire


def processes(count: int) -> Hire:
    """Hires ``count`` processes."""
    return partial(_start, count)


def _start(count: int, parcel: Parcel) -> Hands:
    from concurrent.futures import ProcessPoolExecutor

    executor = ProcessPoolExecutor(count, initializer=_begin)
    return Hands(executor, count, parcel, partial(executor.shutdown, wait=True, cancel_futures=True))


def _begin() -> None:
    """Makes this process ready: an interrupt is the parent's affair, and without a parent it ends."""
    import signal
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        sentinel = parent.sentinel

        def end_with_parent() -> None:
            wait([sentinel])
            os._exit(1)

        Thread(target=end_with_parent, daemon=True).start()
