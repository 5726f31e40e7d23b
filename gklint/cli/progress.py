"""How far a run has come, on standard error: only on a terminal, only when it takes more than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic

from gklint.cli.output import complain
from gklint.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from rich.progress import Progress

    _T = TypeVar("_T")

PATIENCE = 1.0
"""Seconds before the bar appears."""


class ProgressBar:
    """A bar for ``total`` files, with ``words`` before it, their rate and the time that is left. ``hide`` takes it away
    so that something can be written; it comes back by itself."""

    def __init__(self, total: int = 0, *, wanted: bool = True, words: str = "检查", english: bool = False) -> None:
        self._total = total
        self._done = 0
        self._words = say(words, english=english)
        self._english = english
        self._start = monotonic()
        self._wanted = wanted and sys.stderr.isatty()
        self._bar: Progress | None = None

    def expect(self, total: int) -> None:
        """There are ``total`` files."""
        self._total = total

    def advance(self) -> None:
        """One more file is done."""
        self._done += 1
        late = monotonic() - self._start > PATIENCE
        if self._wanted and late and self._done < self._total:
            self._show()

    def counted(self, items: Iterable[_T]) -> Iterator[_T]:
        """``items``; each is done when the next one is asked for."""
        for item in items:
            yield item
            self.advance()

    def hide(self) -> None:
        """Take the bar off the screen."""
        if self._bar:
            self._bar.stop()
            self._bar = None

    def tell(self, words: str) -> None:
        """Say something about the run itself, on standard error."""
        self.hide()
        complain(words)

    def _show(self) -> None:
        if self._bar is None:
            self._bar = _new_bar(self._total, self._words)
        now = pace(self._done, self._total, monotonic() - self._start, self._english)
        self._bar.update(self._bar.task_ids[0], completed=self._done, pace=now, refresh=True)


def _new_bar(total: int, words: str) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    bar.add_task("", total=total, pace="")
    bar.start()
    return bar


def pace(done: int, total: int, seconds: float, english: bool = False) -> str:
    """How many files a second, and how long it will still take: ``每秒 40 个，还要 2 分 5 秒``."""
    rate = done / max(seconds, 0.001)
    left = round((total - done) / max(rate, 0.001))
    minutes, rest = divmod(left, 60)
    hours, minutes = divmod(minutes, 60)
    shape = "{hours} 小时 {minutes} 分" if hours else "{minutes} 分 {rest} 秒" if minutes else "{rest} 秒"
    words = say(shape, english=english, hours=hours, minutes=minutes, rest=rest)
    if rate >= 1:
        return say("每秒 {rate:.0f} 个，还要 {left}", english=english, rate=rate, left=words)
    return say("每个 {seconds:.0f} 秒，还要 {left}", english=english, seconds=1 / rate, left=words)
