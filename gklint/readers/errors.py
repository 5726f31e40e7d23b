"""The errors that readers raise: one for reading, one for writing a fix back."""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read (GK001): ``reason`` is one Chinese sentence that says what, where and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class EditError(Exception):
    """A fix that cannot be written back into its file: ``reason`` is one Chinese sentence that says where and why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
