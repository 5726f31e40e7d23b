"""The bytes of a page → its text: BOM, then what the page declares, then UTF-8, then GB18030."""

from __future__ import annotations

import codecs
import re

from gklint.messages import worded
from gklint.readers.errors import ReadError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# <meta charset=…>, <meta http-equiv=… content="…charset=…">, <?xml … encoding="…"?>
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)|<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)",
    re.IGNORECASE,
)
_HEAD = 16384
# As browsers read them: who declares GB 2312 uses its supersets.
_GB = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "csgb2312", "hz-gb-2312"})
_BIG5 = frozenset({"big5", "big5-hkscs", "cn-big5", "x-x-big5"})
_MOST_DAMAGED = 0.01
# Bytes in GB 18030 hardly ever look like UTF-8 for so many characters.
_ENOUGH_CHARACTERS = 8
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def decode_page(data: bytes) -> tuple[str, str]:
    """The text of a page and the codec that it is in.

    A few damaged characters become U+FFFD, as in a browser; raises :class:`ReadError` when there are many.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], encoding), encoding
    candidates = _candidates(data)
    for encoding in candidates:
        try:
            return _LONE_SURROGATE.sub("\ufffd", data.decode(encoding)), encoding
        except UnicodeDecodeError:
            continue
    return _lenient(data, candidates[0]), candidates[0]


def declared_encoding(data: bytes) -> str | None:
    """The codec that the page declares: UTF-8, GB 18030, Big5, or ``None`` for none or another one (a Chinese page
    that calls itself ISO-8859-1 is mistaken)."""
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii").lower()
    if name in _GB:
        return "gb18030"
    if name in _BIG5:
        return "big5hkscs"
    return "utf-8" if name in ("utf8", "utf-8") else None


def _candidates(data: bytes) -> list[str]:
    """Codecs to try, in order. What is sound UTF-8 for long is UTF-8 whatever it says: browsers save pages so."""
    declared = declared_encoding(data)
    names = [declared] if declared and not _is_utf8(data) else []
    return list(dict.fromkeys([*names, "utf-8", declared or "gb18030", "gb18030"]))


def _is_utf8(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return _wide(text) >= _ENOUGH_CHARACTERS


def _wide(text: str) -> int:
    """How many characters of ``text`` are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _lenient(data: bytes, encoding: str) -> str:
    text = _LONE_SURROGATE.sub("\ufffd", data.decode(encoding, "replace"))
    if text.count("\ufffd") > max(3, _wide(text) * _MOST_DAMAGED):
        name = encoding.upper()
        raise ReadError(
            worded("网页不是有效的 {name} 文字，文件可能已损坏；请重新保存网页（编码选 UTF-8）后再检查", name=name)
        )
    return text
