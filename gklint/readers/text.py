"""Text and Markdown: bytes → :class:`~gklint.text.Source`. BOM first, then UTF-8, then GB18030; nothing is changed.

Line ends, NUL bytes and control characters stay as they are: positions count what is in the file, and encoding the
text again gives the same bytes. The one exception are lone surrogates, which are no characters and which neither
patterns nor output could take: each becomes U+FFFD, as every editor shows it.
"""

from __future__ import annotations

import codecs

from gklint.late import late
from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.text import LineIndex, Source

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LONE_SURROGATE = late("[\ud800-\udfff]")
_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
# A text with this many characters, all but a few of them sound UTF-8, is damaged UTF-8 and not GB18030, whose
# bytes hardly ever look like UTF-8 for long. Without the test it would be read as GB18030 and be gibberish.
_ENOUGH_CHARACTERS = 30
_FEW_DAMAGED = 0.05


def read_text(path: str, data: bytes) -> Source:
    """The text of a .txt or .md file; raises :class:`ReadError` when its bytes are in no known encoding."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Source(path, _decode(data, len(bom), encoding), encoding, bom)
    try:
        return Source(path, _unicode(data, "utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        utf8_error = error
    if _is_damaged_utf8(data):
        raise ReadError(_undecodable(data, utf8_error.start, "UTF-8"))
    try:
        return Source(path, data.decode("gb18030"), "gb18030")
    except UnicodeDecodeError as error:
        place = max(utf8_error.start, error.start)
        raise ReadError(_undecodable(data, place, worded("{one} 或 {other}", one="UTF-8", other="GB18030"))) from error


def _decode(data: bytes, skip: int, encoding: str) -> str:
    try:
        return _unicode(data[skip:], encoding)
    except UnicodeDecodeError as error:
        raise ReadError(_undecodable(data, skip + error.start, _NAMES[encoding], encoding)) from error


def _unicode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return _LONE_SURROGATE.sub("\ufffd", data.decode(encoding, "surrogatepass"))


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether ``data`` is UTF-8 but for a few bytes: a file that was cut or pasted together."""
    text = data.decode("utf-8", "replace")
    wide = sum(1 for character in text if character > "\x7f")
    damaged = text.count("�")
    return wide >= _ENOUGH_CHARACTERS and damaged <= max(1, wide * _FEW_DAMAGED)


def _undecodable(data: bytes, place: int, names: str, encoding: str = "utf-8") -> str:
    line = len(LineIndex(data[:place].decode(encoding, "replace")))
    return worded(
        "第 {line} 行（第 {byte} 字节）不是有效的 {names} 文字，文件可能已损坏或用了别的编码；"
        "请用编辑器打开核对，另存为 UTF-8 后再检查",
        line=line,
        byte=place + 1,
        names=names,
    )
