"""Answers to whole runs: what ``gklint check …`` said and its exit status, kept for as long as nothing has changed.

A run is known by its words, its place, its environment and the gklint that runs it. While it works it gathers what it
saw on disk (:class:`~gklint.sightings.Sightings`): every file that it read, every folder that it listed, every place
where a configuration could be. The next run with the same key looks at all of that again; where each file holds the
same bytes, the answer is the same too, and neither click nor a rule need be imported to give it.

Every start imports this module, so it imports next to nothing.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from contextlib import suppress

from gklint import streams
from gklint.cache import installed, key_of, shared
from gklint.sightings import Sightings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALWAYS = ("0001-01-01", "9999-12-31")
"""The days of an answer that no day changes."""
PLAIN = (("--help",), ("-h",), ("--version",), ())
"""Words whose answer depends on nothing but gklint, what is installed, and the terminal."""
_COMMAND = "check"
_NEVER_KEPT = frozenset({"--no-cache", "-"})
# What the words and colours of a run may depend on beside its options.
_ENVIRONMENT = frozenset(
    {
        "COLORTERM",
        "COLUMNS",
        "FORCE_COLOR",
        "HOME",
        "LANG",
        "LANGUAGE",
        "LINES",
        "NO_COLOR",
        "TERM",
        "TZ",
        "USERPROFILE",
    }
)
_ENVIRONMENTS = ("GKLINT", "_GKLINT", "LC_", "PYTHON", "TTY_", "XDG_")


class Answer:
    """What a run said, and the status that it ended with."""

    def __init__(self, status: int, pieces: Sequence[tuple[bool, bytes]]) -> None:
        self.status = status
        self.pieces = pieces


class Question:
    """A run that may be answered from memory: ``words`` are the arguments of the command line. Raises ``OSError``
    where there is no working directory."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self.key = key_of(("answer", os.getcwd(), *_surroundings(), repr(installed()), *words))
        """What tells this question from all others."""
        self.sightings = Sightings()
        self.days: tuple[str, str] | None = None
        """The first and last day (``2026-05-01``) on which the answer holds; ``None`` while it is not to be kept."""

    def answer(self) -> Answer | None:
        """The answer that was kept, if everything is as it was then."""
        body = shared().get(self.key)
        if body is None:
            return None
        with suppress(ValueError, TypeError, EOFError):
            days, known, status, pieces = marshal.loads(body)  # only what this user wrote, see Store.get
            if days[0] <= _today() <= days[1] and Sightings(known).hold():
                return Answer(status, pieces)
        return None

    def plain(self) -> None:
        """Takes note that words whose answer depends on gklint alone were answered."""
        if self.words in PLAIN:
            self.days = ALWAYS

    def keep(self, status: int, transcript: streams.Transcript) -> None:
        """Keep what the run said, if the run found that it may be kept."""
        if self.days is not None and transcript.whole:
            body = (self.days, self.sightings.known, status, transcript.pieces)
            shared().put(self.key, marshal.dumps(body))


def question(words: list[str]) -> Question | None:
    """The question that ``words`` ask; ``None`` when it must be worked out in any case."""
    asked = words[:1] == [_COMMAND] and _NEVER_KEPT.isdisjoint(words)
    if not asked and tuple(words) not in PLAIN:
        return None
    try:
        return Question(words)
    except OSError:  # a working directory that is gone
        return None


def _today() -> str:
    return time.strftime("%Y-%m-%d")


def _surroundings() -> Iterator[str]:
    """All that the words of a run may depend on, beside files and options."""
    for stream in (sys.stdout, sys.stderr):
        yield repr(stream and (stream.encoding, stream.errors, stream.isatty()))
    try:
        yield repr(tuple(os.get_terminal_size(sys.stdout.fileno())))
    except (OSError, ValueError, AttributeError):  # no terminal
        yield ""
    for name, value in sorted(os.environ.items()):
        if name in _ENVIRONMENT or name.startswith(_ENVIRONMENTS):
            yield f"{name}={value}"
