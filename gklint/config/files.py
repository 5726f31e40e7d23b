"""Configuration files as read, and what may be wrong with them; how they are read is in :mod:`gklint.config.read`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gklint.messages import Words, hinted, worded
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from gklint.config import places

PYPROJECT = "pyproject.toml"


class Problem(NamedTuple):
    """A mistake in a configuration: file, line, what is wrong (Chinese), and how it may be put right."""

    path: str
    line: int
    message: str
    suggestion: str | None = None

    def __str__(self) -> Words:
        """The mistake in one line."""
        return worded(
            "{path}:{line}: {message}", path=self.path, line=self.line, message=hinted(self.message, self.suggestion)
        )


class ConfigError(Exception):
    """A configuration that cannot be used; ``problems`` has every mistake found, in order of file and line, ``files``
    what is right in the files."""

    def __init__(self, problems: list[Problem], files: tuple[ConfigFile, ...] = ()) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda p: (p.path, p.line, p.message)))
        self.files = files
        super().__init__("\n".join(map(str, self.problems)))


class ConfigFile(NamedTuple):
    """A configuration file as read. ``shown`` is its path as people are told it, ``folder`` where its paths begin,
    ``values`` the keys that are right, ``lines`` the line of each by the way to it, ``data`` its bytes."""

    path: Path
    shown: str
    values: Mapping[str, Any]
    text: str = ""
    lines: Mapping[places.Path, int] = {}
    data: bytes = b""

    @property
    def folder(self) -> Path:
        """Where the paths in this file begin."""
        return self.path.parent

    def line(self, *way: str | int) -> int:
        """The line of the value at ``way``, or of what it stands in; 1 if that is not known either."""
        for length in range(len(way), 0, -1):
            found = self.lines.get(way[:length])
            if found is not None:
                return found
        return 1
