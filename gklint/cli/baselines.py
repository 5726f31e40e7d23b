"""The baseline of a run: the one that findings are marked by, and the one that is written."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from gklint.cli.errors import BadSetup, CommandError
from gklint.config.settings import Settings
from gklint.messages import worded
from gklint.oserrors import why_unwritten
from gklint.runner.marking import Known
from gklint.runner.seen import Seen
from gklint.sightings import FILE, Sightings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.baseline import Baseline
    from gklint.runner.setup import Setup


class Baselines:
    """``written`` is the file of ``--write-baseline``, ``grow`` whether new findings are added to it; ``sightings``
    are told which baseline was read."""

    def __init__(self, written: str | None, grow: bool, settings: Settings, sightings: Sightings) -> None:
        self._written = Path(written) if written is not None else None
        self._grow = grow
        self._settings = settings
        self._sightings = sightings

    @cached_property
    def known(self) -> Known:
        """The baseline that findings are marked by; raises :class:`BadSetup` for a file that is none.

        The one that is written is that of this run too: what it takes in does not count.
        """
        if self._written is not None:
            path, found = self._written, self._old
            take_all = self._grow or found is None
        else:
            value = self._settings.one("baseline")
            if value is None:
                return Known()
            path = (value.origin.folder or Path()) / value.value
            self._sightings.ask(FILE, str(path))
            found, take_all = _load(path), False
        from gklint.runner.closing import by_path

        counts = by_path(found) if found else {}
        return Known(counts, path.resolve().parent, path.as_posix(), take_all, silent=self._written is not None)

    @cached_property
    def _old(self) -> Baseline | None:
        """The baseline that is to be written anew, as it is now."""
        path = self._written
        return _load(path) if path is not None and os.path.exists(path) else None

    def write(self, seen: Seen, setup: Setup, english: bool) -> str:
        """Writes the baseline after the run; gives a sentence on what became of it."""
        from gklint.runner.closing import write_baseline

        path = self._written
        assert path is not None
        try:
            return write_baseline(path, self._old, seen, setup, grow=self._grow, english=english)
        except OSError as error:
            reason = why_unwritten(error)
            raise CommandError(worded("不能写基线 {path}：{reason}", path=path, reason=reason)) from error


def _load(path: Path) -> Baseline:
    from gklint.baseline import BaselineError
    from gklint.runner.closing import load_baseline

    try:
        return load_baseline(path)
    except BaselineError as error:
        raise BadSetup([worded("基线 {path} 不能用：{reason}", path=path.as_posix(), reason=str(error))]) from error
