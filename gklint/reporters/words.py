"""Words that the reports for people share."""

from __future__ import annotations

from gklint.diagnostics import NotRun, Severity
from gklint.results import FileResult, Tally

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_TABLES = {"proactive": "表二", "requests": "表三", "litigation": "表四"}


def summary_line(total: Tally) -> str:
    """Files, findings by severity, and all that was not looked at; one line."""
    counts = "，".join(f"{word} {total.severities[severity]}" for severity, word in SEVERITY_WORDS.items())
    parts = [f"{total.files} 个文件：{counts}"]
    rest = (
        (total.suppressed, "已抑制 {} 项"),
        (total.failed, "{} 个文件没能检查"),
        (total.skipped, "{} 个文件不是年度报告，没有检查"),
        (total.passed_over, "文件夹中略过 {} 项"),
    )
    parts += [words.format(count) for count, words in rest if count]
    return "；".join(parts) + "。"


def not_run_words(path: str, entry: NotRun, result: FileResult) -> str:
    """One thing that could not be checked: where, by which rule, and why."""
    place = [path]
    if entry.table:
        place.append(_TABLES.get(entry.table, entry.table))
    if entry.row:
        place.append(entry.row)
    if entry.column:
        place.append(entry.column)
    if entry.span and result.source:
        place.append(f"第 {result.source.position(entry.span.start).line} 行")
    more = f"（共 {entry.count} 处）" if entry.count > 1 else ""
    return f"{' '.join(place)}：{entry.reason}{more}（{entry.code}）"
