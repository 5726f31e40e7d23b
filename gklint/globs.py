"""Path patterns of the command line and the configuration: ``*``, ``?`` stay within a name, ``**`` crosses folders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """A test for paths with ``/``. A pattern without ``/`` matches any name on the way, one with ``/`` the path or
    the end of it; a pattern that matches a folder matches all it holds."""
    expressions = [_expression(pattern.replace("\\", "/").rstrip("/")) for pattern in patterns if pattern.strip("/")]
    if not expressions:
        return lambda path: False
    search = re.compile("|".join(expressions)).search
    return lambda path: search(path) is not None


def _expression(pattern: str) -> str:
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("./").removeprefix("/"))
    wild = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "(?:^|/)" + "".join(wild.get(piece) or re.escape(piece) for piece in pieces) + "(?=/|$)"
