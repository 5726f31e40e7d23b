"""XML of a Word document, parsed safely: no DTD, no entities, no network, bounded in size and depth."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TypeAlias

from lxml import etree

from gklint.messages import worded
from gklint.readers.errors import ReadError

Element: TypeAlias = "etree._Element"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# ISO/IEC 29500 Strict has the same names in another namespace.
_STRICT = re.compile(rb"""(["'])http://purl\.oclc\.org/ooxml/wordprocessingml/main\1""")
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PREFIXES = {
    W: "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct:",
}
# Tags and attributes cost memory and time; the official form has ten thousand of each.
_MOST_TAGS = 300_000
_MOST_ATTRIBUTES = 400_000
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_DAMAGED = worded("文件已损坏，里面的 XML 不完整；请用 Word 或 WPS 打开，另存为 .docx 后再检查")


def parse_xml(data: bytes) -> Element:
    """The root of ``data``; raises :class:`ReadError` when it is damaged, too big, too deep, or has a DTD."""
    data = _as_utf8(data)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ReadError(worded("文件里有 DTD 或实体声明，Word 文档中不应有，可能是恶意文件；没有读取"))
    if data.count(b"<") > _MOST_TAGS or data.count(b"=") > _MOST_ATTRIBUTES:
        raise ReadError(worded("文档内容过多，超出一份报告应有的规模；没有读取"))
    data = _STRICT.sub(lambda match: match[1] + W.encode() + match[1], data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=False, collect_ids=False,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error).lower()
        nested = worded("文档里的表格或其他内容嵌套过深，不像一份报告；没有读取")
        raise ReadError(nested if deep else _DAMAGED) from error
    except ValueError as error:
        raise ReadError(_DAMAGED) from error


def _as_utf8(data: bytes) -> bytes:
    """``data`` in UTF-8; OPC (ISO/IEC 29500-2, 8.1.4) allows UTF-8 and UTF-16 only."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ReadError(_DAMAGED) from error
        return re.sub(r"^\s*<\?xml.*?\?>", "", text, count=1).encode("utf-8", "replace")
    named = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if b"\x00" in data[:64] or (named and named[1].lower() not in (b"utf-8", b"us-ascii")):
        raise ReadError(worded("文档里的 XML 用了不允许的编码；请用 Word 或 WPS 打开，另存为 .docx 后再检查"))
    return data


@cache
def _qualified(name: str) -> str:
    return f"{{{W}}}{name}"


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """A tag's short name: ``p`` for w:p, ``mc:Choice``, ``m:t``; an element of any other namespace is ``…:local``."""
    namespace, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    return _PREFIXES.get(namespace, "…:") + local


def name_of(element: Element) -> str:
    """The short name of ``element``."""
    return short(element.tag)


def attribute(element: Element | None, name: str = "val") -> str | None:
    """The value of the attribute w:``name``, or ``None``."""
    return None if element is None else element.get(_qualified(name))


def number(element: Element | None, name: str = "val") -> int | None:
    """The attribute as a whole number, or ``None`` when it is absent or none (or absurdly long)."""
    value = attribute(element, name)
    return int(value) if value is not None and re.fullmatch(r"[+-]?[0-9]{1,9}", value) else None


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along ``path`` (w: names), or ``None``."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(_qualified(name)), None)
    return element


def is_on(element: Element | None) -> bool | None:
    """A toggle such as w:vanish: whether it is on, or ``None`` where nothing is said."""
    return None if element is None else attribute(element) not in ("0", "false", "off")
