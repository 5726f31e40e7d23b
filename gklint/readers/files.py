"""Bytes from a file or from standard input, with a limit of size and a clear sentence for whatever goes wrong."""

from __future__ import annotations

import stat
from pathlib import Path

from gklint.messages import worded
from gklint.oserrors import why_unread
from gklint.readers.errors import ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

_UNITS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))


def size_words(size: int) -> str:
    """``size`` bytes in words for people: ``20 MB``, ``1.5 KB``, ``12 字节``."""
    for unit, name in _UNITS:
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return worded("{size} 字节", size=size)


def read_bytes(path: Path, max_size: int) -> bytes:
    """The bytes of the file at ``path``; raises :class:`ReadError` when there are none to be had or too many."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReadError(worded("这是一个文件夹，不是文件；请写出其中文件的路径"))
        if stat.S_ISREG(status.st_mode) and status.st_size <= max_size:
            with open(path, "rb", buffering=0) as file:
                data = file.read(status.st_size + 1)
            if len(data) == status.st_size:  # else it has changed, or does not say how long it is
                return data
        with path.open("rb") as stream:  # which makes room for the most that there may be
            return read_stream(stream, max_size)
    except (OSError, ValueError) as error:
        raise ReadError(why_unread(error)) from error


def read_stream(stream: BinaryIO, max_size: int) -> bytes:
    """All bytes of ``stream``; raises :class:`ReadError` when there are more than ``max_size``."""
    data = stream.read(max_size + 1)
    if len(data) > max_size:
        raise ReadError(
            worded("文件超过上限（{size}）；如果确要检查，请用 --max-size 调高上限", size=size_words(max_size))
        )
    return data
