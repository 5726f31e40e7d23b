"""Reports made of one section of prose, for the tests of what prose states."""

from __future__ import annotations

from gklint.report.nodes import Heading, Paragraph, Report, Section, Title
from gklint.text import Source, Span

TITLE = "云溪县水务局2023年政府信息公开工作年度报告"
HEADINGS = {
    "overview": "总体情况",
    "proactive": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "litigation": "政府信息公开行政复议、行政诉讼情况",
    "issues": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}


def prose_report(text: str, role: str = "overview", title: str | None = TITLE, heading: str | None = None) -> Report:
    """A report with one section of the given role; each line of ``text`` is a paragraph of it."""
    words = heading if heading is not None else HEADINGS[role]
    lead = f"{title or ''}\n{words}\n"
    start = len(title or "") + 1
    source = Source("报告.txt", lead + text)
    named = Heading(Span(start, start + len(words)), 1, None, 1, Span(start, start + len(words)))
    blocks, place = [], len(lead)
    for line in text.split("\n"):
        blocks.append(Paragraph(Span(place, place + len(line))))
        place += len(line) + 1
    whole = Span(0, len(source.text))
    section = Section(Span(start, whole.end), role, named, tuple(blocks))
    return Report(source, whole, Title(Span(0, len(title)), title) if title else None, (), (section,))
