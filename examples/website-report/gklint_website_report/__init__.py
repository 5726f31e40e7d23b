"""A second kind of report for gklint: 政府网站工作年度报表 (国办函〔2018〕12号), its form and its rules."""

from __future__ import annotations

from pathlib import Path

from gklint.extensions import PluginPack, ReportKind
from gklint.plugins import hookimpl
from gklint.text import Source, fold

NAME = "website-report"
TITLE = "政府网站工作年度报表"
_OWN_LABELS = ("独立用户访问总量", "网站总访问量", "信息公开目录信息更新量")
_HERE = Path(__file__).parent


def recognise(source: Source) -> bool:
    """Whether ``source`` is such a report: its title alone may also stand in a web page's menu, so that two labels
    that only this form has are asked for too."""
    text = fold(source.text)
    return TITLE in text and sum(label in text for label in _OWN_LABELS) >= 2


@hookimpl
def gklint_report_kinds() -> list[ReportKind]:
    """The kind of report, with its form."""
    return [ReportKind(NAME, _HERE / "forms", recognise)]


@hookimpl
def gklint_packs() -> list[PluginPack]:
    """Its rules."""
    return [PluginPack(NAME, _HERE / "pack")]
