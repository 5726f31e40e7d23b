"""Readers: a file's bytes → :class:`~gklint.text.Source`. The format is chosen by extension, then by content.

A reader is a function ``(path, data) -> Source`` that raises :class:`ReadError` (where a format has pages,
``(path, data, max_pages)``); :data:`FORMATS` names each format's, imported when the format is first met. Plugins add
to that table (see :mod:`gklint.readers.formats`), and the sum is passed along.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.readers.formats import Format, Formats, PagedReader, Reader
from gklint.text import Source

__all__ = [
    "CONVERTED", "DEFAULT_MAX_PAGES", "EXTENSIONS", "FORMATS", "LEGACY_EXTENSIONS", "READERS", "Format", "Formats",
    "PagedReader", "ReadError", "Reader", "extension_of", "format_of", "read_source",
]  # fmt: skip

READERS = (
    Format("text", "gklint.readers.text:read_text", (".txt",)),
    Format("markdown", "gklint.readers.text:read_text", (".md",)),
    Format("html", "gklint.readers.html:read_html", (".html", ".htm")),
    Format("docx", "gklint.readers.word:read_docx", (".docx", ".docm")),
    Format("pdf", "gklint.readers.pdf:read_pdf", (".pdf",), (b"%PDF-",), paged=True),
)
"""gklint's own formats."""

FORMATS = Formats(READERS)

EXTENSIONS = FORMATS.extensions
"""The format of each extension that is taken in a folder, without plugins."""

LEGACY_EXTENSIONS = frozenset({".doc", ".wps"})
"""Formats that must first be saved as .docx."""

CONVERTED = Format("legacy", "gklint.readers.legacy:read_legacy", (".doc", ".wps"))
"""Those formats by way of LibreOffice; none of :data:`FORMATS`, as a person must ask for it (``--convert``)."""

REFUSED = MappingProxyType(
    {
        "legacy": (
            "旧格式（.doc、.wps）或加密的文件不能直接读取；请用 Word 或 WPS 打开，另存为 .docx（不设密码）后再检查；"
            "装有 LibreOffice 时也可以加 --convert"
        ),
        "rtf": "RTF 格式不能直接读取；请用 Word 或 WPS 打开，另存为 .docx（不设密码）后再检查",
        "odt": "ODT 格式不能直接读取；请用 Word、WPS 或 LibreOffice 打开，另存为 .docx 后再检查",
        "ofd": "OFD 格式不能直接读取；请另存为 .docx 或 .pdf 后再检查",
        "image": "这是图片，里面没有文字可查；请用原文件（.docx、.txt 等）检查",
        "archive": "这是压缩包或其他二进制文件，不是报告；请解压后检查其中的报告",
        "sheet": "这是表格或演示文稿，不是报告正文；请把报告存为 .docx 后再检查",
        "mht": "单个文件的网页（.mht、.mhtml）不能直接读取；请在浏览器中打开，另存为“网页，仅 HTML”后再检查",
    }
)
"""What is said of the formats that are not read."""
_REFUSED_EXTENSIONS = MappingProxyType(
    {
        **dict.fromkeys(LEGACY_EXTENSIONS, "legacy"),
        ".rtf": "rtf",
        ".odt": "odt",
        ".ofd": "ofd",
        **dict.fromkeys((".mht", ".mhtml"), "mht"),
        **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"), "image"),
        **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), "archive"),
        **dict.fromkeys((".xls", ".xlsx", ".et", ".ppt", ".pptx"), "sheet"),
    }
)
# First bytes that leave no doubt; they outweigh an extension that says something else.
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "legacy"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
)
_ZIP = b"PK\x03\x04"
_HTML = rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html)\b"
_MHT = rb"(?:from: <saved by|mime-version:).{0,1000}multipart/related"
DEFAULT_MAX_PAGES = 200


def format_of(name: str, data: bytes, formats: Formats = FORMATS) -> str:
    """The format of a file called ``name`` with these bytes: one of ``formats``, or one that is refused."""
    extension = extension_of(name)
    signed = formats.signed(data) or next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)
    if signed:  # an old .xls begins as an old .doc does
        return _REFUSED_EXTENSIONS.get(extension, signed) if signed == "legacy" else signed
    if data.startswith(_ZIP):
        is_docx = extension in (".docx", ".docm") or b"word/" in data
        other = formats.extensions.get(extension) if extension not in EXTENSIONS else None
        return other or _REFUSED_EXTENSIONS.get(extension) or ("docx" if is_docx else "archive")
    known = formats.extensions.get(extension) or _REFUSED_EXTENSIONS.get(extension)
    if known:
        return known
    head = data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "html" if re.match(_HTML, head, re.DOTALL) else "mht" if re.match(_MHT, head, re.DOTALL) else "text"


def read_source(
    path: str,
    data: bytes,
    name: str | None = None,
    max_pages: int = DEFAULT_MAX_PAGES,
    formats: Formats = FORMATS,
) -> Source:
    """The text of a file at ``path`` with bytes ``data``; ``name`` (default: the path) tells the extension.

    Raises :class:`ReadError` when the format cannot be read, the file is damaged, or it has more than ``max_pages``
    pages (where its format has pages).
    """
    found = format_of(name or path, data, formats)
    if found not in formats.by_name:
        raise ReadError(worded(REFUSED[found]))
    return formats.read(found, path, data, max_pages)


def extension_of(name: str) -> str:
    """The extension in lower case, with its dot; empty without one."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, extension = last.rpartition(".")
    return f".{extension.lower()}" if dot and stem else ""
