"""Small reports with a fault in them, and the same as Word documents: inputs for faults and fuzzing."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

FAULT = "本局帐号已公布。"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def small_report(number: int, fault: str = "") -> str:
    """A report of a few hundred characters; each ``number`` makes another one."""
    return f"""\
第{number}县水务局2023年政府信息公开工作年度报告

一、总体情况

第{number}县水务局全年主动公开政府信息{number + 12}条。{fault}

二、主动公开政府信息情况

三、收到和处理政府信息公开申请情况

四、政府信息公开行政复议、行政诉讼情况

五、存在的主要问题及改进情况

一是公开不够及时。二是培训不够。{fault}

六、其他需要报告的事项

无其他需要报告的事项。
"""


def docx_of(text: str) -> bytes:
    """``text`` as a Word document, a paragraph a line."""
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    return package_of(f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'.encode())


def package_of(document: bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The smallest package with this word/document.xml."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in (
            ("[Content_Types].xml", _TYPES.encode()),
            ("_rels/.rels", _RELATIONS.encode()),
            ("word/document.xml", document),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 31, 9, 30, 0)), content, compression)
    return stream.getvalue()
