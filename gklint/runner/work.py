"""What a run does with each file, whatever it is: checking, taking out data."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.runner.discover import Target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from gklint.readers import ReadError
    from gklint.runner.likeness import Traits
    from gklint.runner.outcome import Outcome
else:
    Protocol = object


class Work(Protocol):
    """Does files, here or in another process: it can be pickled."""

    def prepare(self) -> None:
        """Get ready what all files need; raises :class:`~gklint.runner.errors.SetupError`."""

    def own(self, target: Target) -> tuple[str, ...]:
        """What the outcome of the file depends on beside its bytes and what all files depend on."""

    def traits(self) -> Traits:
        """What another machine that does this must have beside gklint: packs, plugins."""

    def unreadable(self, target: Target, error: ReadError) -> Outcome:
        """The outcome for a file that cannot be read."""

    @property
    def one_by_one(self) -> bool:
        """Whether a file should be done before the next is read; else it is quicker to do some together."""

    def run(self, files: Sequence[tuple[Target, bytes]]) -> list[Outcome]:
        """The outcomes for files with their bytes; never raises for what is in them."""
