"""Texts and addresses as SARIF wants them."""

from __future__ import annotations

import re

_DRIVE = re.compile(r"[A-Za-z]:/")
_BRACES = str.maketrans({"{": "{{", "}": "}}"})
# A link of a plain text message: [words](target). A report's words must not become one.
_LINK = re.compile(r"\](?=\()")


def plain(text: str) -> str:
    """``text`` as a plain text message: braces doubled, since single ones are placeholders (SARIF 3.11.5); and what
    would be read as a link (3.11.6) parted by a blank."""
    return _LINK.sub("] ", text).translate(_BRACES)


def artifact_uri(path: str) -> str:
    """``path`` as a URI reference: relative as it is, absolute with ``file:``."""
    quoted = _quoted(path.removeprefix("./"))
    if _DRIVE.match(path):
        return f"file:///{path[:2]}" + _quoted(path[2:])
    if quoted.startswith("//"):  # a share on another machine
        return "file:" + quoted
    return "file://" + quoted if quoted.startswith("/") else quoted


def _quoted(path: str) -> str:
    """``path`` with what a URI cannot hold as percent and bytes: its own where the file's name is no UTF-8."""
    from urllib.parse import quote

    try:
        return quote(path, safe="/", errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(path, safe="/", errors="surrogatepass")
