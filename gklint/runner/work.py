"""What a run does with each file, whatever it is: checking, taking out data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gklint.runner.discover import Target

if TYPE_CHECKING:
    from gklint.readers import ReadError
    from gklint.runner.likeness import Traits
    from gklint.runner.outcome import Outcome


class Work(Protocol):
    """Does files, here or in another process: it can be pickled."""

    def prepare(self) -> None:
        """Get ready what all files need; raises :class:`~gklint.runner.errors.SetupError`."""
        ...

    def own(self, target: Target) -> tuple[str, ...]:
        """What the outcome of the file depends on beside its bytes and what all files depend on."""
        ...

    def traits(self) -> Traits:
        """What another machine that does this must have beside gklint: packs, plugins."""
        ...

    def unreadable(self, target: Target, error: ReadError) -> Outcome:
        """The outcome for a file that cannot be read."""
        ...

    def run(self, target: Target, data: bytes) -> Outcome:
        """The outcome for the file with the bytes ``data``; never raises for what is in them."""
        ...
