"""What ``gklint check`` is told of reports that belong together: whether to compare them, old ones to compare with, and
a ledger."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from gklint.cli.errors import BadSetup
from gklint.cli.output import complain
from gklint.messages import say, worded
from gklint.readers import ReadError
from gklint.runner.discover import STANDARD_INPUT, Target
from gklint.runner.job import Job
from gklint.runner.outcome import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from gklint.project.ledger import Ledger
    from gklint.runner.pool import Pool


class Together:
    """The comparing half of a run; ``discover`` finds the files at paths."""

    def __init__(
        self,
        given: Mapping[str, Any],
        paths: Sequence[str],
        discover: Callable[[Sequence[str]], Iterable[Target]],
    ) -> None:
        self._given = given
        folder = any(path != STANDARD_INPUT and os.path.isdir(path) for path in paths)
        asked = folder or given["against"] or given["ledger"] is not None
        self.wanted = bool(asked and not given["no_project"] and not given["diff"])
        self._discover = discover

    def others(self, own: Iterable[Target]) -> list[Target]:
        """The files that the run's ``own`` are compared with."""
        if not self.wanted or not self._given["against"]:
            return []
        taken = {Path(target.path).resolve() for target in own if target.path != STANDARD_INPUT}
        found = self._discover(self._given["against"])
        return [target for target in found if Path(target.path).resolve() not in taken]

    def outcomes(
        self, own: Iterable[Outcome], others: Iterable[Outcome], job: Job, pool: Pool | None
    ) -> Iterator[Outcome]:
        """The ``own`` outcomes with what is found by comparing them, in ``pool`` or here, once all are there."""
        held = list(own)
        far = list(others)
        for outcome in far:
            if outcome.tally.failed:
                complain(say("{path}：读不了，没有拿来比较", english=job.english, path=outcome.path))
        if not any(outcome.remembered for outcome in held):
            yield from held
            return
        from gklint.runner.together import together

        yield from together(job, held, far, self._ledger(job), pool)

    def _ledger(self, job: Job) -> Ledger | None:
        path = self._given["ledger"]
        if path is None:
            return None
        from gklint.project.ledger import LedgerError, read_ledger
        from gklint.readers.text import read_text
        from gklint.runner.together import Declared

        stated = dict.fromkeys(name for form in job.setup.forms.values() for name in form.stated)
        try:
            text = read_text(path, Path(path).read_bytes()).text
            return read_ledger(path, text, stated, Declared.of(job.settings).names)
        except OSError as error:
            from gklint.oserrors import why_unread

            raise BadSetup([worded("台账 {path} 读不了：{reason}", path=path, reason=why_unread(error))]) from error
        except ReadError as error:
            raise BadSetup([worded("台账 {path} 读不了：{reason}", path=path, reason=error.reason)]) from error
        except LedgerError as error:
            raise BadSetup([worded("台账不能用："), *error.mistakes]) from error
