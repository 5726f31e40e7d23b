"""Where the command ``gklint`` begins: a run that was answered before is answered again, without importing click."""

from __future__ import annotations

import gc
import sys

from gklint import streams
from gklint.answers import Answer, Question, question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130
_GARBAGE = (100_000, 20, 100)
"""Hardly anything that a run makes goes round in circles: to look for such things seldom saves a twentieth of its time,
and the memory stays the same."""


def main(args: Sequence[str] | None = None) -> int:
    """Runs the command line and gives the exit status; ``args`` default to those of the process."""
    gc.set_threshold(*_GARBAGE)
    if args is not None:
        return _run(list(args))
    status = _run(sys.argv[1:])
    gc.freeze()  # the process ends: to look for garbage in all that it made takes a seventh of the time of a short run
    return status


def _run(words: list[str]) -> int:
    asked = question(words)
    if asked is None:
        return _command_line(words)
    try:
        found = asked.answer()
        return _command_line(words, asked) if found is None else _again(found, words)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _again(answer: Answer, words: Sequence[str]) -> int:
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
