"""Fonts of hostile PDF files: a few bytes may stand for a thousand million characters, which pdfminer would spell out
one by one. They are counted before, by its own parsers, and refused when they are too many."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdffont import PDFFont, TrueTypeFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSKeyword
from pdfminer.utils import choplist

from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.readers.pdf.limits import Deadline

_MOST_CODES = 2_000_000
"""Of all fonts of a document together; Unicode has 150,000 characters."""


class CheckedFonts(PDFResourceManager):
    """Makes the fonts of one document, within the limits of codes and of time."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline
        self._left = _MOST_CODES
        self._known: set[object] = set()

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font of ``spec``; raises :class:`ReadError` when it has too many codes, or the time is up."""
        self._deadline.check()
        if not objid or objid not in self._known:
            self._known.add(objid)
            for count in _codes(spec):
                self._left -= count
                if self._left < 0:
                    raise ReadError(worded("PDF 的字体声明了过多字符，可能是有意构造的文件；没有读取"))
        return super().get_font(objid, spec)


def _codes(spec: Mapping[str, object]) -> Iterator[int]:
    """How many codes each part of a font has. What is damaged ends the count of its part, as it ends pdfminer's."""
    with suppress(Exception):
        yield from _widths(list_value(spec.get("W", [])), 3)
    with suppress(Exception):
        yield from _widths(list_value(spec.get("W2", [])), 5)
    to_unicode = resolve1(spec.get("ToUnicode"))
    if isinstance(to_unicode, PDFStream):
        with suppress(Exception):
            ranges = _Ranges(to_unicode.get_data())
            ranges.run()
            yield ranges.codes
    else:
        with suppress(Exception):
            yield from _true_type(dict_value(spec["FontDescriptor"]).get("FontFile2"))


def _widths(entries: Sequence[object], size: int) -> Iterator[int]:
    """``first last width`` (or five numbers in a font that runs down the page), or ``first [widths]``."""
    numbers: list[float] = []
    for entry in map(resolve1, entries):
        if isinstance(entry, int | float):
            numbers.append(entry)
        else:
            numbers.clear()
        if len(numbers) == size:
            yield max(int(numbers[1]) - int(numbers[0]) + 1, 0)
            numbers.clear()


class _Ranges(CMapParser):
    """Counts the codes in the ranges of a CMap."""

    def __init__(self, data: bytes) -> None:
        super().__init__(FileUnicodeMap(), io.BytesIO(data))
        self.codes = 0

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        """Counts a list of ranges instead of writing it out; all else has no more codes than bytes."""
        if token not in (self.KEYWORD_ENDCIDRANGE, self.KEYWORD_ENDBFRANGE):
            super().do_keyword(pos, token)
            return
        for first, last, _ in choplist(3, [entry for _, entry in self.popall()]):
            if isinstance(first, bytes) and isinstance(last, bytes):
                self.codes += max(int.from_bytes(last) - int.from_bytes(first) + 1, 0)


def _true_type(font: object) -> Iterator[int]:
    """The codes in the character maps of a TrueType font."""
    stream = resolve1(font)
    if not isinstance(stream, PDFStream):
        return
    data = stream.get_data()
    start, _ = TrueTypeFont("", io.BytesIO(data)).tables[b"cmap"]
    (count,) = struct.unpack_from(">H", data, start + 2)
    for number in range(count):
        (place,) = struct.unpack_from(">4xL", data, start + 4 + 8 * number)
        yield from _character_map(data, start + place)


def _character_map(data: bytes, start: int) -> Iterator[int]:
    (kind,) = struct.unpack_from(">H", data, start)
    if kind == 4:
        segments = struct.unpack_from(">H", data, start + 6)[0] // 2
        last = struct.unpack_from(f">{segments}H", data, start + 14)
        first = struct.unpack_from(f">{segments}H", data, start + 16 + 2 * segments)
        yield sum(max(b - a + 1, 0) for a, b in zip(first, last, strict=True))
    elif kind == 12:
        (groups,) = struct.unpack_from(">L", data, start + 12)
        for group in range(groups):
            a, b = struct.unpack_from(">LL", data, start + 16 + 12 * group)
            yield max(b - a + 1, 0)
    else:
        yield 0x10000  # no more than that many
