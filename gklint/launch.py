"""Where the command ``gklint`` begins: a run that was answered before is answered again, without importing click.

Nothing else is imported before :func:`main` runs, which can then tell of an interrupt.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.answers import Answer, Question

_INTERRUPTED = 130
_GARBAGE = (100_000, 20, 100)
"""Hardly anything that a run makes goes round in circles: to look for such things seldom saves a twentieth of its time,
and the memory stays the same."""


def main(args: Sequence[str] | None = None) -> int:
    """Runs the command line and gives the exit status; ``args`` default to those of the process."""
    gc.set_threshold(*_GARBAGE)
    try:
        _stand_in()
        status = _run(sys.argv[1:] if args is None else list(args))
    except KeyboardInterrupt:  # before the command line could tell of it
        from gklint.streams import to_error

        to_error(b"\n")  # ends the line of ^C
        status = _INTERRUPTED
    if args is None:
        gc.freeze()  # the process ends: to look for garbage in all that it made takes a seventh of a short run's time
    return status


def _stand_in() -> None:
    """A process can be started without standard output or standard error: what is said there goes nowhere then."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _run(words: list[str]) -> int:
    from gklint.answers import question

    asked = question(words)
    found = asked.answer() if asked is not None else None
    return _command_line(words, asked) if found is None else _again(found, words)


def _again(answer: Answer, words: Sequence[str]) -> int:
    from gklint import streams

    try:
        streams.say(answer.pieces)
    except streams.ClosedPipe:
        return streams.CLOSED_PIPE_STATUS
    except streams.Unwritable as error:
        from gklint.cli.errors import error_words, unwritable, wants_english
        from gklint.cli.output import complain

        for line in error_words(unwritable(error), wants_english(words)):
            complain(line)
        return 2
    return answer.status


def _command_line(words: Sequence[str], asked: Question | None = None) -> int:
    from gklint import streams
    from gklint.cli import main as command_line

    if asked is None:
        return command_line(words)
    transcript = streams.Transcript()
    streams.listen(transcript)
    try:
        status = command_line(words, asked)
    finally:
        streams.listen(None)
    asked.keep(status, transcript)
    return status
