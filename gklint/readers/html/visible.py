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
_STRUCK = frozenset(("del", "s", "strike"))
_LINE_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_FIELDS = frozenset(("text", "number", "tel"))


def is_hidden(element: _Element) -> bool:
    """Whether nothing of ``element`` is to be read: it is no text, it is navigation, it is hidden, or struck out."""
    tag = element.tag
    if not isinstance(tag, str) or (tag in _SILENT and not is_filled(element)):
        return True
    style = element.get("style")
    hiding = style is not None and _HIDING.search(style) is not None
    return hiding or element.get("hidden") is not None or is_struck(element)


def is_struck(element: _Element) -> bool:
    """Whether a line is drawn through what ``element`` says: it counts as deleted."""
    style = element.get("style")
    return element.tag in _STRUCK or (style is not None and _LINE_THROUGH.search(style) is not None)


def is_filled(element: _Element) -> bool:
    """Whether ``element`` is a field in a cell of a table, filled in: a page of a reporting system as it was saved."""
    field = element.tag == "input" and (element.get("type") or "text").lower() in _FIELDS
    return field and bool(element.get("value")) and next(element.iterancestors("td", "th"), None) is not None
