"""Pages of a PDF → characters and ruled lines with their places. The only module that imports pdfminer.

pdfminer.six (MIT) is what the field reads PDF text with; its own layout analysis and pdfplumber's table finder are not
used, since they take lines of prose for rows of a table. Coordinates are points, ``y`` counts from the page's top.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTLine, LTPage, LTRect
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import stream_value

from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.readers.pdf.fonts import CheckedFonts
from gklint.readers.pdf.limits import Deadline, check_inflated
from gklint.readers.pdf.radicals import plain_character
from gklint.tuples import NamedTuple

if TYPE_CHECKING:
    from pdfminer.layout import LTComponent

# pdfminer complains of damaged files in its log; without a handler Python would print that.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())

_MOST_MARKS = 200_000
_MOST_CONTENT = 6 * 1024 * 1024
_THIN = 3.0
_DAMAGED = worded("PDF 已损坏或不完整，读不出内容；请重新导出 PDF，或改查 .docx")
_LOCKED = worded("PDF 设有打开密码，读不出内容；请去掉密码另存后再检查")


class Char(NamedTuple):
    """A character and its box; ``y0`` is above ``y1``. ``size`` is the height of its line."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def x(self) -> float:
        """The middle, from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The middle, from top to bottom."""
        return (self.y0 + self.y1) / 2


class Rule(NamedTuple):
    """A drawn line: at ``at`` (its ``y`` if it lies, its ``x`` if it stands), from ``start`` to ``end``."""

    at: float
    start: float
    end: float


class PdfPage(NamedTuple):
    """A page: its size, its characters as drawn, its lying and standing rules, and whether it has pictures."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    lying: tuple[Rule, ...]
    standing: tuple[Rule, ...]
    pictures: bool


class _Device(PDFLayoutAnalyzer):
    """Keeps what is drawn on a page, within the limits."""

    def __init__(self, resources: PDFResourceManager, deadline: Deadline) -> None:
        super().__init__(resources, laparams=None)
        self.deadline = deadline
        self.result: LTPage | None = None
        self._marks = 0

    def receive_layout(self, ltpage: LTPage) -> None:
        """Takes a finished page."""
        self.result = ltpage
        self._marks = 0

    def _count(self) -> None:
        self._marks += 1
        self.deadline.check()
        if self._marks > _MOST_MARKS:
            raise ReadError(worded("PDF 一页上的字符和线条超过 {most} 个，不像一份报告；没有读取", most=_MOST_MARKS))

    def render_char(self, *given: Any, **named: Any) -> float:
        """Draws a character."""
        self._count()
        return super().render_char(*given, **named)

    def paint_path(self, *given: Any, **named: Any) -> None:
        """Draws lines."""
        self._count()
        super().paint_path(*given, **named)


class _Interpreter(PDFPageInterpreter):
    """Follows a page's operators while there is time."""

    device: _Device

    def push(self, obj: Any) -> None:
        """Takes an operand."""
        self.device.deadline.check()
        super().push(obj)

    def execute(self, streams: Sequence[object]) -> None:
        """Follows the operators in ``streams``, if they are not too many."""
        self.device.deadline.check()
        size = sum(len(found.get_data()) for found in map(stream_value, streams))
        if size > _MOST_CONTENT:
            raise ReadError(worded("PDF 一页上的图形过于复杂，不像一份报告；没有读取"))
        super().execute(streams)

    def do_q(self) -> None:
        """Operator ``q``, of those without operands the one that costs most."""
        self.device.deadline.check()
        super().do_q()


def read_pages(data: bytes, max_pages: int) -> Iterator[PdfPage]:
    """The pages of the PDF ``data``; raises :class:`ReadError` when it is damaged, locked, or has too many pages."""
    deadline = Deadline()
    try:
        check_inflated(data)
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        pages = list(islice(PDFPage.create_pages(document), max_pages + 1))
        if len(pages) > max_pages:
            raise ReadError(
                worded("PDF 超过 {count} 页，不像一份报告；如果确要检查，请用 --max-pages 调高上限", count=max_pages)
            )
        if not pages:
            raise ReadError(_DAMAGED)
        deadline.extend(len(pages))
        resources = CheckedFonts(deadline)
        device = _Device(resources, deadline)
        interpreter = _Interpreter(resources, device)
        for number, page in enumerate(pages, 1):
            deadline.check()
            interpreter.process_page(page)
            if device.result is not None:
                yield _page(number, device.result)
    except ReadError:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise ReadError(_LOCKED) from error
    except MemoryError as error:
        raise ReadError(worded("PDF 太大，内存不够；请改查 .docx")) from error
    except Exception as error:  # a damaged file trips pdfminer in any way that Python knows
        raise ReadError(_DAMAGED) from error


def _page(number: int, layout: LTPage) -> PdfPage:
    chars: list[Char] = []
    lying: list[Rule] = []
    standing: list[Rule] = []
    pictures = False
    height = layout.y1
    for item in _items(layout):
        if isinstance(item, LTChar):
            chars.extend(_char(item, layout))
        elif isinstance(item, LTImage):
            pictures = True
        elif isinstance(item, LTCurve):
            for flat, rule in _rules(item, height):
                (lying if flat else standing).append(rule)
    return PdfPage(number, layout.width, layout.height, tuple(chars), tuple(lying), tuple(standing), pictures)


def _items(layout: LTContainer[Any]) -> Iterator[LTComponent]:
    """Everything on a page in the order in which it is drawn, figures opened."""
    stack: list[Iterator[Any]] = [iter(layout)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, LTContainer):
            stack.append(iter(item))
        else:
            yield item


def _char(item: LTChar, layout: LTPage) -> Iterator[Char]:
    """``item``, if it stands on the page and is anything; a ligature is its letters in one box."""
    x, y = (item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2
    text = "".join(plain_character(c) for c in item.get_text())
    if text and layout.x0 <= x <= layout.x1 and layout.y0 <= y <= layout.y1:
        yield Char(text, item.x0, layout.y1 - item.y1, item.x1, layout.y1 - item.y0, max(item.size, 0.1))


def _rules(item: LTCurve, height: float) -> Iterator[tuple[bool, Rule]]:
    """The rules that ``item`` draws, each with whether it lies: a line, a thin box, or the sides of a drawn box."""
    x0, x1, y0, y1 = item.x0, item.x1, height - item.y1, height - item.y0
    if x1 - x0 < _THIN and y1 - y0 < _THIN:
        return
    if y1 - y0 < _THIN:
        yield True, Rule((y0 + y1) / 2, x0, x1)
    elif x1 - x0 < _THIN:
        yield False, Rule((x0 + x1) / 2, y0, y1)
    elif isinstance(item, LTRect) and item.stroke:
        yield True, Rule(y0, x0, x1)
        yield True, Rule(y1, x0, x1)
        yield False, Rule(x0, y0, y1)
        yield False, Rule(x1, y0, y1)
    elif not isinstance(item, LTLine) and item.stroke:
        yield from _sides(item, height)


def _sides(item: LTCurve, height: float) -> Iterator[tuple[bool, Rule]]:
    """The straight sides of a path."""
    for (x0, up0), (x1, up1) in zip(item.pts, item.pts[1:], strict=False):
        y0, y1 = height - up0, height - up1
        if abs(y1 - y0) < 1 and abs(x1 - x0) >= _THIN:
            yield True, Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif abs(x1 - x0) < 1 and abs(y1 - y0) >= _THIN:
            yield False, Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1))
