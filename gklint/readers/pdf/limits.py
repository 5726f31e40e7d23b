"""Limits for hostile PDF files: time, and the size of what compressed streams hold."""

from __future__ import annotations

import re
import time
import zlib

from gklint.messages import worded
from gklint.readers.errors import ReadError

# A page of a report takes a tenth of a second.
_SECONDS, _SECONDS_A_PAGE = 7.0, 0.5
_MOST_INFLATED = 128 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_STEP = 1024 * 1024


class Deadline:
    """Stops a reader that takes too long; what counts is the processor's time, however busy the machine is."""

    def __init__(self) -> None:
        self._end = time.thread_time() + _SECONDS

    def extend(self, pages: int) -> None:
        """Allow the time that so many ``pages`` need."""
        self._end += pages * _SECONDS_A_PAGE

    def check(self) -> None:
        """Raises :class:`ReadError` when the time is up."""
        if time.thread_time() > self._end:
            raise ReadError(worded("读取 PDF 用时过长，文件可能过于复杂或有意构造；没有读完，请改查 .docx"))


def check_inflated(data: bytes) -> None:
    """Raises :class:`ReadError` when the streams in ``data`` would fill the memory once they are decompressed."""
    left = _MOST_INFLATED
    for match in _STREAM.finditer(data):
        if data[match.end() : match.end() + 1] in (b"\x78", b"\x68", b"\x58", b"\x48"):
            left -= _inflated(data, match.end(), left)
            if left < 0:
                raise ReadError(worded("PDF 解压后超过 128 MB，不像一份报告，可能是有意构造的文件；没有读取"))


def _inflated(data: bytes, start: int, most: int) -> int:
    """The size of the zlib stream at ``start`` once decompressed; more than ``most`` is not counted out."""
    inflate, size = zlib.decompressobj(), 0
    for at in range(start, len(data), _STEP):
        piece = data[at : min(at + _STEP, len(data))]
        while piece and size <= most and not inflate.eof:
            try:
                size += len(inflate.decompress(piece, _STEP))
            except zlib.error:
                return size
            piece = inflate.unconsumed_tail
        if size > most or inflate.eof:
            break
    return size
