"""HTML: a saved page → :class:`~gklint.text.Source`. Parsed by lxml (libxml2's HTML parser, BSD and MIT; the .docx
reader needs it anyway), which knows no network here, expands no entities of a page's own, and stops at 256 levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.readers.html.blocks import Page, Paragraph, TableBlock
from gklint.readers.html.decode import decode_page
from gklint.readers.html.shell import find_report, write_block
from gklint.readers.html.visible import is_struck
from gklint.readers.layout import TextBuilder, one_line
from gklint.text import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_READ_ONLY = worded("网页只显示修改建议，不直接改写；请在原稿或后台编辑器中修改")
_PICTURES = ("img", "image", "svg", "canvas", "object", "embed", "iframe", "frame", "video")
_GENERATOR = "head/meta[@name='generator']"
_MOST_ELEMENTS = 150_000
_XML_DECLARATION = re.compile(r"^\s*<\?xml\b.{0,200}?\?>", re.DOTALL)


def read_html(path: str, data: bytes) -> Source:
    """The report in the page ``data``; raises :class:`ReadError` when it is damaged, empty, too big or too deep."""
    text, encoding = decode_page(data)
    root = _parse(text)
    builder = TextBuilder()
    tables: dict[_Element, int] = {}
    if root is not None and _is_ours(root):
        builder.paragraph("gklint 写的结果网页，不是报告", "网页标题")  # it quotes reports, and is found where they are
    elif root is not None:
        body = root.find("body")
        blocks = list(Page().blocks(root if body is None else body))
        title = root.find("head/title")
        paragraphs = 0
        for block in find_report(blocks, one_line(title.text or "") if title is not None else ""):
            if isinstance(block, str):
                builder.paragraph(block, "网页标题")
            elif isinstance(block, Paragraph):
                paragraphs += 1
                write_block(block, builder, f"段落 {paragraphs}")
            elif isinstance(block, TableBlock):
                number = tables.setdefault(block.element, len(tables) + 1)
                write_block(block, builder, f"表{number}")
    if not len(builder):
        raise ReadError(
            worded("网页里没有文字，报告可能由脚本另行载入，或是图片；请在浏览器中打开后另存为完整网页，或改查 .docx")
        )
    return builder.source(path).replaced(
        encoding=encoding, notes=tuple(_notes(root)), read_only=_READ_ONLY, pictures=_pictures(root)
    )


def _notes(root: _Element | None) -> Iterator[str]:
    struck = 0 if root is None else sum(map(is_struck, root.iter(etree.Element)))
    if struck:
        yield f"网页有带删除线的文字 {struck} 处，当作已经删去，没有检查"


def _is_ours(root: _Element) -> bool:
    """Whether gklint wrote the page."""
    generator = root.find(_GENERATOR)
    return generator is not None and (generator.get("content") or "").startswith("gklint ")


def _pictures(root: _Element | None) -> int:
    """Whatever can show a table that is no text, anywhere in the page."""
    return 0 if root is None else sum(1 for _ in root.iter(*_PICTURES))


def _parse(text: str) -> _Element | None:
    """The root of the page, or ``None`` for a page with nothing in it."""
    if text.count("<") > 2 * _MOST_ELEMENTS:
        raise ReadError(worded("网页内容过多，超出一份报告应有的规模；没有读取"))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False, recover=True)
    data = _XML_DECLARATION.sub("", text, count=1).replace("\x00", "").encode("utf-8")
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError as error:
        raise ReadError(worded("网页已损坏，读不出内容；请重新保存网页后再检查")) from error
    limits = [entry.message for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]
    if limits:
        if "depth" in limits[0]:
            raise ReadError(worded("网页里的表格或其他内容嵌套过深，不像一份报告；没有读取"))
        raise ReadError(worded("网页内容过多，不像一份报告；没有读取"))
    return root
