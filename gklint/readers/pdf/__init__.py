"""PDF → :class:`~gklint.text.Source`: ruled tables and the text between them, page by page.

Origins are ``第2页``, and in a table ``第2页 表1 第3行 第4列``: table, row and column as counted on that page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gklint.messages import worded
from gklint.readers import DEFAULT_MAX_PAGES, ReadError
from gklint.readers.layout import RowCell, TextBuilder
from gklint.readers.pdf.flow import Item, PdfParagraph, Sheet, flow, without_margins
from gklint.readers.pdf.page import PdfPage, read_pages
from gklint.readers.pdf.tables import PdfTable, find_tables
from gklint.readers.pdf.words import joined, stands_in_columns, text_lines
from gklint.text import Source

_READ_ONLY = worded("PDF 只显示修改建议，不能改写；请在原稿（.docx）中修改后重新导出")
_UNMAPPED = "(cid:"
_MOST_UNMAPPED = 0.2


def read_pdf(path: str, data: bytes, max_pages: int = DEFAULT_MAX_PAGES) -> Source:
    """The text of the PDF ``data``.

    Raises :class:`ReadError` when it is damaged, needs a password, has no text (a scan), or more than ``max_pages``.
    """
    sheets: list[Sheet] = []
    blank: list[int] = []
    columned: list[int] = []
    count = unmapped = 0
    for page in read_pages(data, max_pages):
        count += sum(1 for char in page.chars if char.text.strip())
        unmapped += sum(1 for char in page.chars if char.text.startswith(_UNMAPPED))
        if page.pictures and not page.chars:
            blank.append(page.number)
        if stands_in_columns(page.chars, page.width):
            columned.append(page.number)
        sheets.append(_sheet(page))
    if not count:
        raise ReadError(worded("PDF 里没有文字层（扫描件或图片），无法检查；请用原来的 .docx，或先做文字识别（OCR）"))
    if unmapped > _MOST_UNMAPPED * count:
        raise ReadError(worded("PDF 的字体没有文字对照，读出来是乱码，无法检查；请改用 .docx，或重新导出 PDF"))
    without_margins(sheets)
    builder = TextBuilder()
    numbers: dict[int, int] = {}
    for item in flow(sheets):
        if isinstance(item, PdfParagraph):
            _write_paragraph(item, builder)
        else:
            numbers[item.page] = numbers.get(item.page, 0) + 1
            _write_table(item, numbers[item.page], builder)
    source = builder.source(path)
    return source.replaced(joined_lines=True, notes=tuple(_notes(blank, columned)), read_only=_READ_ONLY)


def _notes(blank: list[int], columned: list[int]) -> Iterator[str]:
    if blank:
        yield worded("PDF 第{pages}页只有图片，没有文字，其中的内容没有检查", pages=tuple(map(str, blank)))
    if columned:
        said = "PDF 第{pages}页分两栏排，两栏的文字没有分开读，这里的发现请对照原文，或改查 .docx"
        yield worded(said, pages=tuple(map(str, columned)))


def _sheet(page: PdfPage) -> Sheet:
    tables, rest = find_tables(page)
    items: list[Item] = [*tables, *text_lines(rest)]
    items.sort(key=lambda item: (item.y0 + item.y1) / 2)
    return Sheet(page.number, page.width, page.height, items)


def _write_paragraph(paragraph: PdfParagraph, builder: TextBuilder) -> None:
    text = ""
    pieces: list[tuple[str, int]] = []
    for line, page in paragraph.lines:
        whole = joined(text, line)
        pieces.append((whole[len(text) :], page))
        text = whole
    for piece, page in pieces:
        builder.add(piece.replace("|", "｜"), f"第{page}页")
    builder.add("\n", f"第{pieces[-1][1]}页")


def _write_table(table: PdfTable, number: int, builder: TextBuilder) -> None:
    rows: Iterable[list[RowCell]] = (
        [RowCell(c.text, f"第{table.page}页 表{number} 第{c.row + 1}行 第{c.column + 1}列") for c in row]
        for row in table.rows
    )
    for row in rows:
        builder.row(row)


__all__ = ["read_pdf"]
