"""What keeps a command from being done. Nothing here knows how the command was asked for."""

from __future__ import annotations

from contextlib import contextmanager

from gklint.messages import ENGLISH, in_a_row, say, worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gklint.streams import Unwritable


INTERRUPTED = 130
"""The exit status of a command that was interrupted."""


class CommandError(Exception):
    """A command that cannot be done; the message (Chinese) says why. ``status`` is the exit status."""

    status = 2


class UsageError(CommandError):
    """A command that was called in a way that makes no sense; the help of ``command`` (``gklint check``) tells how it
    is called."""

    def __init__(self, message: str, command: str | None = None, status: int = 2) -> None:
        super().__init__(message)
        self.command = command
        self.status = status


class BadSetup(CommandError):
    """The run cannot start: all mistakes in configuration, packs or options, a line each."""

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__(in_a_row(tuple(lines), "\n"))


class PluginTrouble(BadSetup):
    """Plugins that cannot be used together."""


@contextmanager
def called(command: str) -> Iterator[None]:
    """Says of every :class:`UsageError` in the block that it was ``command`` that was called."""
    try:
        yield
    except UsageError as error:
        error.command = error.command or command
        raise


def unwritable(error: Unwritable) -> CommandError:
    """That standard output cannot be written to."""
    from gklint.oserrors import why_unwritten

    return CommandError(worded("不能写标准输出：{reason}", reason=why_unwritten(error.reason)))


def wants_english(words: Sequence[str]) -> bool:
    """Whether a command line asks for English; it may be one that cannot be understood otherwise."""
    joined = "\0".join(words)
    return "--lang\0en" in joined or "--lang=en" in joined


def error_words(error: CommandError, english: bool) -> list[str]:
    """What to say of ``error``, a text for each thing to be said."""
    what = str(error)
    if english:
        from gklint.complaints import in_english

        what = in_english(ENGLISH.get(what, what))
    found = [say("gklint：{what}", english=english, what=what)]
    if isinstance(error, UsageError) and error.command:
        found.append(say("用法见 {command} --help", english=english, command=error.command))
    return found
