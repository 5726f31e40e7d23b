"""A .docx as a package: a zip of parts. Opened without trust, and nothing outside the package is ever followed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.readers.files import size_words
from gklint.readers.word.xml import name_of, parse_xml

MOST_MEMBERS = 4000
LARGEST_PART = 32 * 1024 * 1024
# Word's XML shrinks to a twentieth, tables to a fiftieth; a bomb to a thousandth.
_HIGHEST_RATIO = 250
_RATIO_FROM = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENT_TYPES = "[content_types].xml"
_TYPES = {
    "wordprocessingml.document.main+xml": "document",
    "wordprocessingml.template.main+xml": "document",
    "ms-word.document.macroenabled.main+xml": "document",
    "ms-word.template.macroenabledtemplate.main+xml": "document",
    "wordprocessingml.styles+xml": "styles",
    "wordprocessingml.numbering+xml": "numbering",
}
_USUAL = {"document": "word/document.xml", "styles": "word/styles.xml", "numbering": "word/numbering.xml"}
_SAVE = worded("请用 Word 或 WPS 打开，另存为 .docx 后再检查")
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """What is read of a package: the parts by role (``document``, and ``styles`` and ``numbering`` if there are any),
    the zip member that holds each, and whether the package bears a digital signature."""

    parts: Mapping[str, bytes]
    members: Mapping[str, str]
    signed: bool


def open_package(data: bytes) -> Package:
    """The parts of a .docx; raises :class:`ReadError` when it is damaged, encrypted, or no Word document."""
    if data.startswith(_OLE):
        raise ReadError(
            worded("文件已加密，或其实是旧格式（.doc）；请用 Word 或 WPS 打开，去掉密码，另存为 .docx 后再检查")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except _ZIP_ERRORS as error:
        raise ReadError(
            worded("文件已损坏或不完整，不能当作 .docx 打开；请重新取得文件，或{hint}", hint=_SAVE)
        ) from error


def _read(archive: zipfile.ZipFile) -> Package:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise ReadError(
            worded(
                "压缩包里有 {count} 个部分，超过 {most} 个的上限，不像 Word 文档；没有读取",
                count=len(infos),
                most=MOST_MEMBERS,
            )
        )
    by_name: dict[str, zipfile.ZipInfo] = {}
    doubled: set[str] = set()
    for info in infos:
        name = info.filename.lower()
        if name in by_name:
            doubled.add(name)
        by_name[name] = info
    roles = _roles(archive, by_name)
    if "document" not in roles:
        raise ReadError(worded("这不是 Word 文档（压缩包里没有正文）；{hint}", hint=_SAVE))
    if doubled.intersection(roles.values()):
        raise ReadError(worded("文件已损坏：压缩包里正文出现两次；{hint}", hint=_SAVE))
    return Package(
        parts={role: _part(archive, by_name[name]) for role, name in roles.items()},
        members={role: by_name[name].filename for role, name in roles.items()},
        signed=any(name.startswith("_xmlsignatures/") for name in by_name),
    )


def _roles(archive: zipfile.ZipFile, by_name: Mapping[str, zipfile.ZipInfo]) -> dict[str, str]:
    """The member (its name in lower case) of each role, by content type or else by its usual name."""
    found: dict[str, str] = {}
    if _CONTENT_TYPES in by_name:
        for override in parse_xml(_part(archive, by_name[_CONTENT_TYPES])):
            kind = override.get("ContentType", "").lower().rpartition("application/")[2]
            role = _TYPES.get(kind.removeprefix("vnd.openxmlformats-officedocument.").removeprefix("vnd."))
            name = override.get("PartName", "").lstrip("/").lower()
            if role and name in by_name and name_of(override) == "ct:Override":
                found.setdefault(role, name)
    for role, name in _USUAL.items():
        if role not in found and name in by_name:
            found[role] = name
    return found


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 1:
        raise ReadError(worded("压缩包设了密码；请去掉密码，或{hint}", hint=_SAVE))
    with archive.open(info) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        size = size_words(LARGEST_PART)
        raise ReadError(
            worded("{name} 解压后超过 {size} 的上限，不像一份报告；没有读取", name=info.filename, size=size)
        )
    if len(content) > _RATIO_FROM and len(content) > _HIGHEST_RATIO * max(info.compress_size, 1):
        raise ReadError(worded("{name} 的压缩比异常（疑似压缩炸弹）；没有读取", name=info.filename))
    return content
