"""gklint's own findings about a file (codes that begin with GK): no rule gives them, and nothing hides them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.baseline import STALE, STALE_NAME
from gklint.diagnostics import Diagnostic, Severity
from gklint.messages import worded
from gklint.results import CRASHED, NOT_A_REPORT, REMARKED, UNREADABLE, UNSURE_FORM
from gklint.suppress import EXPIRED, NAMES, RENAMED, UNUSED, WITHOUT_REASON
from gklint.text import Span
from gklint.tuples import NamedTuple

if TYPE_CHECKING:
    from gklint.report.document import Document

_NOWHERE = Span(0, 0)


class OwnCode(NamedTuple):
    """A code of gklint itself: its slug, its highest severity, what it says."""

    code: str
    name: str
    severity: Severity
    summary: str
    summary_en: str


OWN_CODES = (
    OwnCode(
        UNREADABLE,
        "unreadable-file",
        Severity.ERROR,
        "文件读不了（编码、损坏、加密、格式不支持），退出码 2",
        "the file cannot be read",
    ),
    OwnCode(
        NOT_A_REPORT,
        "not-a-report",
        Severity.INFO,
        "不是政府信息公开工作年度报告，不再检查（--force 照查）",
        "no annual report",
    ),
    OwnCode(
        UNSURE_FORM,
        "unsure-form",
        Severity.WARNING,
        "报告年度或版式无法判定，并说明按哪一版检查",
        "the edition of the form cannot be told",
    ),
    OwnCode(
        WITHOUT_REASON, NAMES[WITHOUT_REASON], Severity.WARNING, "抑制没有写明原因", "suppression without a reason"
    ),
    OwnCode(EXPIRED, NAMES[EXPIRED], Severity.WARNING, "抑制已过期，不再生效", "suppression past its date"),
    OwnCode(UNUSED, NAMES[UNUSED], Severity.INFO, "抑制没有命中任何发现", "suppression that covers nothing"),
    OwnCode(STALE, STALE_NAME, Severity.INFO, "基线中的条目已不再出现", "baseline entry that is no longer found"),
    OwnCode(
        REMARKED,
        "unfinished-document",
        Severity.INFO,
        "文档含修订、批注等（按接受修订后的文字检查）",
        "document with tracked changes or comments",
    ),
    OwnCode(RENAMED, NAMES[RENAMED], Severity.INFO, "抑制用的是规则的旧代码", "suppression by an old code"),
    OwnCode(
        CRASHED,
        "rule-crashed",
        Severity.ERROR,
        "规则或 gklint 自身出错，其余照常检查，退出码 2",
        "a rule or gklint itself failed",
    ),
)
_NAMES = {own.code: own.name for own in OWN_CODES}


def _finding(code: str, severity: Severity, message: str, span: Span = _NOWHERE) -> Diagnostic:
    return Diagnostic(code, _NAMES[code], severity, message, span)


def unreadable(reason: str, *, warning: bool = False) -> Diagnostic:
    """GK001: the file cannot be read, for ``reason``."""
    severity = Severity.WARNING if warning else Severity.ERROR
    return _finding(UNREADABLE, severity, worded("文件读不了：{reason}", reason=reason))


def not_a_report(document: Document, *, forced: bool) -> Diagnostic:
    """GK002: the file is no annual report; ``forced`` says that it is checked nevertheless."""
    what = worded("已按 --force 照常检查") if forced else worded("没有检查；如果确是年度报告，请加 --force")
    message = worded(
        "不像政府信息公开工作年度报告（题名、六个部分的标题、三张表、文号四样中不足两样），{what}", what=what
    )
    if document.source.pictures:
        message = worded(
            "{message}；其中的图片和嵌入的网页（iframe）读不到，报告如在那里面，请取得原文件再检查", message=message
        )
    return _finding(NOT_A_REPORT, Severity.INFO, message)


def unsure_form(document: Document) -> Diagnostic:
    """GK003: nothing says which edition the report follows; names the one that it is checked by."""
    form = document.choice.form
    said = "无法判定报告年度或版式，按 {form} 年版格式检查（{reason}）；可用 --form 2019|2021 指定"
    message = worded(said, form=form, reason=document.choice.reason)
    title = document.report.title
    return _finding(UNSURE_FORM, Severity.WARNING, message, title.span if title else _NOWHERE)


def remarked(note: str) -> Diagnostic:
    """GK014: what the reader of the file says of how it took the text (tracked changes, comments)."""
    return _finding(REMARKED, Severity.INFO, note)


def crashed(error: BaseException) -> Diagnostic:
    """GK900: gklint itself failed on the file; that is a fault of gklint, not of the report."""
    said = "gklint 自身出错（{kind}：{what}），这个文件没有检查完；请把文件和本行报告给 gklint 的维护者"
    message = worded(said, kind=type(error).__name__, what=str(error))
    return _finding(CRASHED, Severity.ERROR, message)
