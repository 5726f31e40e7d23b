"""The difference between two texts as a unified diff."""

from __future__ import annotations

import re

from gklint.text import Source

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_NO_END = "\\ No newline at end of file\n"


def unified(before: Source, after: Source) -> str:
    """The diff, with its line ends as they are in the texts; empty when nothing differs."""
    if before.text == after.text:
        return ""
    from difflib import unified_diff

    names = (f"a/{before.path.lstrip('/')}", f"b/{before.path.lstrip('/')}")
    lines = unified_diff(_LINE.findall(before.text), _LINE.findall(after.text), *names)
    return "".join(line if line.endswith(("\n", "\r")) else f"{line}\n{_NO_END}" for line in lines)
