"""A stranger's text for XML and HTML: nothing in it is taken for markup, and nothing in it is illegal there."""

from __future__ import annotations

import re

from gklint.reporters.terminal import visible

# All that XML 1.0 does not allow, not even as a character reference.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_WHITE = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def xml_text(text: str) -> str:
    """``text`` between XML tags; characters that XML cannot hold become U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text).translate(_MARKUP).replace("\r", "&#13;")


def xml_attribute(text: str) -> str:
    """``text`` between the quotes of an XML attribute."""
    return _ILLEGAL.sub("\ufffd", text).translate(_MARKUP).translate(_WHITE)


def html_text(text: str) -> str:
    """``text`` between HTML tags or in a quoted attribute: control characters are shown, invisible ones left out."""
    return "".join(c if c in "\t\n" else visible(c) for c in text).translate(_MARKUP)
