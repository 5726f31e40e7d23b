"""Standard output and standard error, and what was said there.

Every start imports this module, so it imports next to nothing.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

CLOSED_PIPE_STATUS = 141  # as the shell reports a program that a closed pipe ended
MOST_KEPT = 64 << 20
"""Bytes that a transcript holds; a run that says more is not kept."""


class ClosedPipe(Exception):
    """Nobody reads standard output any more."""


class Unwritable(Exception):
    """Standard output cannot be written to, for example because its disk is full; ``reason`` is the system's."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Transcript:
    """What a run says, in order: each piece with whether it is for standard error."""

    def __init__(self) -> None:
        self.pieces: list[tuple[bool, bytes]] = []
        self.size = 0

    def add(self, error: bool, data: bytes) -> None:
        """One more piece; after too many the transcript is of no use, and holds nothing."""
        self.size += len(data)
        if not self.whole:
            self.pieces.clear()
        elif self.pieces and self.pieces[-1][0] == error and len(self.pieces[-1][1]) < 1 << 16:
            self.pieces[-1] = (error, self.pieces[-1][1] + data)
        else:
            self.pieces.append((error, data))

    @property
    def whole(self) -> bool:
        """Whether all that was said is in here."""
        return self.size <= MOST_KEPT


class _Listening:
    """The transcript that is being made in this process, if any."""

    to: Transcript | None = None


def listen(transcript: Transcript | None) -> None:
    """Write down from now on what this process says (``None``: no longer)."""
    _Listening.to = transcript


def say(pieces: Iterable[tuple[bool, bytes]]) -> None:
    """Says again what a transcript holds; raises :class:`ClosedPipe` and :class:`Unwritable`."""
    for error, data in pieces:
        (to_error if error else to_output)(data)


def to_output(data: bytes) -> None:
    """Write to standard output; raises :class:`ClosedPipe` and :class:`Unwritable`."""
    if not data:
        return
    if _Listening.to is not None:
        _Listening.to.add(False, data)
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        hush()
        raise ClosedPipe from None
    except OSError as error:
        hush()
        raise Unwritable(error) from error


def hush() -> None:
    """Let what is still buffered for standard output go nowhere, so that the interpreter does not complain when it
    ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def to_error(text: bytes) -> None:
    """Write ``text`` (UTF-8) to standard error, as far as it can show it; that nobody listens is no matter."""
    if _Listening.to is not None:
        _Listening.to.add(True, text)
    encoding = sys.stderr.encoding or "utf-8"
    shown = text.decode().encode(encoding, "replace").decode(encoding)
    try:
        sys.stderr.write(shown)
        sys.stderr.flush()
    except OSError:
        pass
