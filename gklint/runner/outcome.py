"""What a run keeps of one file: small, and the same whether it was worked out here, elsewhere or yesterday."""

from __future__ import annotations

import pickle
from datetime import date

from gklint.results import FileResult, Tally
from gklint.text import Origins
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.baseline import Key
    from gklint.report.digest import Digest

ANY_DAY = (date.min, date.max)


class Change(NamedTuple):
    """What fixing did to a file: how many fixes, and the new bytes where they are not written to the file. ``left`` are
    the fixes that somebody has to look at, where such were not wanted."""

    fixes: int
    data: bytes | None = None
    diff: str = ""
    left: int = 0


class Outcome(NamedTuple):
    """One file done.

    ``pieces`` are what each reporter made of the result. ``used`` are the ``[[suppress]]`` entries that covered
    something, ``known`` what a baseline would know the findings by, ``crashed`` whether a rule did. ``days`` are the
    first and last day on which the result is the same, since suppressions expire. ``notes`` are for standard error.
    ``remembered`` is kept for the rules over several reports, ``None`` where there will be none, or no report.
    """

    path: str
    tally: Tally
    pieces: tuple[object, ...] = ()
    used: frozenset[int] = frozenset()
    known: tuple[tuple[Key, int], ...] = ()
    days: tuple[date, date] = ANY_DAY
    notes: tuple[str, ...] = ()
    change: Change | None = None
    remembered: Kept | None = None

    @property
    def digest(self) -> Digest | None:
        """What rules over several reports see of this one; ``None`` for what is no report."""
        return self.remembered.digest if self.remembered else None

    @property
    def result(self) -> FileResult | None:
        """The file's result again, so that findings can be added to it; ``None`` for what is no report."""
        return self.remembered.result() if self.remembered else None


class Kept(NamedTuple):
    """A report as a run remembers it: its digest; its result, packed, without the text; and its text where that is not
    the digest's (since suppressions stand in it)."""

    digest: Digest
    rest: bytes
    text: str | None

    def result(self) -> FileResult:
        """The result with its text; it knows the origins of its findings' places and of the digest's."""
        found: FileResult = pickle.loads(self.rest)  # noqa: S301 - packed below
        source, own = found.source, self.digest.source
        assert source is not None
        if isinstance(own.origin, Origins) and isinstance(source.origin, Origins):
            source = source.replaced(origin=Origins({**own.origin.known, **source.origin.known}))
        return found._replace(source=source.replaced(text=own.text if self.text is None else self.text))


def remember(result: FileResult) -> Kept | None:
    """What is kept of ``result``; ``None`` for what is no report."""
    document = result.document
    if document is None or document.kind is None or result.source is None:
        return None
    from gklint.baseline import key_of
    from gklint.report.digest import digest_of

    portable = result.portable(key_of(d, document, result.path) for d in result.findings.diagnostics)
    assert portable.source is not None
    light = portable._replace(source=portable.source.replaced(text=""))
    rest = pickle.dumps(light, pickle.HIGHEST_PROTOCOL)
    text = result.source.text if result.source.text != document.source.text else None
    return Kept(digest_of(document), rest, text)
