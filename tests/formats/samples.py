"""Synthetic reports, clean and spoilt, in every format that a test can make of them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace

from bench.reports import KINDS, Form, SyntheticReport, make_report, render
from tests.readers.word_files import report_docx

FORMS: tuple[Form, ...] = ("2019", "2021")
# A label with a wrong character, one without its number, one with another unit.
MISSPELT: Mapping[str, str] = {
    "1.信访举报投诉类申请": "1.信访举报投述类申请",
    "3.其他": "其他",
    "本年收费金额（单位：万元）": "本年收费金额（单位：元）",
}
_FAULTS = (
    "统计期限为自202311日起至20231231日止，，各科室均已核对。",
    "全年共召开业务培训会2次，参加培训36人次，其中新进人员12人次，培训内容包括依申请公开办理流程和信息审核要求。",
    "本年度政府集中采购总金额为壹拾万圆，办理时限均在20个工做日以内，详见XX网站。",
)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULED = f"""<w:tblPr><w:tblBorders>{
    "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
}</w:tblBorders></w:tblPr>"""
_PORTAL = """<body>
<div class="nav"><a href="/">首页</a> | <a href="/zw">政务公开</a> | <a href="/hd">互动交流</a></div>
<div>您现在的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; <a href="/nb">年报</a></div>
<div class="article">"""
_FOOT = '</div>\n<div>【打印本页】 【关闭窗口】</div>\n<div class="footer">网站标识码：0000000000</div>\n</body>'


def sample(form: Form) -> SyntheticReport:
    """A clean report by ``form``."""
    return make_report(random.Random(5), form, KINDS[0])


def spoilt(report: SyntheticReport) -> SyntheticReport:
    """``report`` with two totals that are wrong, faulty sentences and a paragraph that stands twice."""
    tables = {name: {row: dict(cells) for row, cells in rows.items()} for name, rows in report.tables.items()}
    tables["requests"]["总计"]["总计"] += 7
    tables["requests"]["本年新收"]["自然人"] += 2
    tables["litigation"]["行政复议"]["总计"] += 1
    first = report.sections[0]
    part = first.parts[0]._replace(paragraphs=(*first.parts[0].paragraphs, *_FAULTS, _FAULTS[1]))
    sections = (first._replace(parts=(part, *first.parts[1:])), *report.sections[1:])
    return replace(report, tables=tables, sections=sections)


def in_formats(report: SyntheticReport, misspelt: Mapping[str, str]) -> dict[str, bytes]:
    """``report`` as the files of each format, by extension, with the labels of ``misspelt`` written otherwise."""

    def slipped(text: str, before: str = "", after: str = "") -> str:
        for right, wrong in misspelt.items():
            text = text.replace(before + right + after, before + wrong + after)
        return text

    page = slipped(render(report, 13), ">", "</td>").replace("<body>", _PORTAL).replace("</body>", _FOOT)
    return {
        "txt": slipped(render(report, 5), "| ", " |").encode(),
        "md": slipped(render(report, "markdown"), "| ", " |").encode(),
        "html": page.encode(),
        "docx": _rewritten(report_docx(report), lambda text: slipped(text, ">", "</w:t>")),
    }


def _rewritten(package: bytes, change: Callable[[str], str]) -> bytes:
    """``package`` with the text of its document changed, and its tables ruled as a form's are."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                content = change(content.decode()).replace("<w:tblPr/>", _RULED).encode()
            new.writestr(info, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
