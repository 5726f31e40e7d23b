"""What of a page is shown: elements without text for a reader, and hidden ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_SILENT_NAMES = """
applet audio button canvas datalist embed frame frameset head iframe input link map meta nav noframes noscript
object option script select style svg template textarea video
"""
_SILENT = frozenset(_SILENT_NAMES.split())
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


def is_hidden(element: _Element) -> bool:
    """Whether nothing of ``element`` is to be read: it is no text, it is navigation, or it is hidden."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SILENT:
        return True
    return element.get("hidden") is not None or _HIDING.search(element.get("style") or "") is not None
