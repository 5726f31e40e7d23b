"""The one error that readers raise."""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read (GK001): ``reason`` is one Chinese sentence that says what, where and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
