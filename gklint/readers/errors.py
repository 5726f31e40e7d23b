"""The errors that readers raise: one for reading, one for writing a fix back."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.messages import Words


class ReadError(Exception):
    """A file that cannot be read (GK001): ``reason`` is one Chinese sentence that says what, where and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class EditError(Exception):
    """A fix that cannot be written back into its file: ``reason`` is one sentence that says where and why."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason)
        self.reason = reason
