"""Words that the reports for people share."""

from __future__ import annotations

from gklint.diagnostics import NotRun, Severity
from gklint.messages import say
from gklint.reporters.terminal import one_line
from gklint.results import FileResult, Tally

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
FAMILIES = {
    "STR": "结构", "TBL": "表格", "ARI": "算术", "TVT": "文表一致", "XYR": "跨年", "UNT": "单位", "WRD": "用语",
    "PUN": "标点", "FMT": "格式", "DAT": "日期", "LAW": "法规文号", "FEE": "收费", "PRI": "隐私", "PLG": "雷同",
    "GK": "文件",
}  # fmt: skip
"""The families of rules, by the letters of their codes."""
_TABLES = {"proactive": "表二", "requests": "表三", "litigation": "表四"}


def severity_word(severity: Severity, english: bool = False) -> str:
    """The word for a severity."""
    return say(SEVERITY_WORDS[severity], english=english)


def summary_line(total: Tally, english: bool = False) -> str:
    """Files, findings by severity, and all that was not looked at; one line."""
    counts = [f"{severity_word(severity, english)} {total.severities[severity]}" for severity in SEVERITY_WORDS]
    files = say("{count} 个文件", english=english, count=total.files)
    parts = [files + say("：", english=english) + say("，", english=english).join(counts)]
    rest = (
        (total.suppressed, "已抑制 {count} 项"),
        (total.failed, "{count} 个文件没能检查"),
        (total.skipped, "{count} 个文件不是年度报告，没有检查"),
        (total.passed_over, "文件夹中略过 {count} 项"),
    )
    parts += [say(words, english=english, count=count) for count, words in rest if count]
    return say("；", english=english).join(parts) + say("。", english=english)


def unchecked_words(total: Tally, verbose: bool, english: bool = False) -> str:
    """That some things could not be checked, to follow the summary line; empty when all could."""
    if not total.not_run or verbose:
        return ""
    words = say("未能核对 {count} 项", english=english, count=total.not_run) + say(
        "（--verbose 查看）", english=english
    )
    return f"{' ' if english else ''}{words}{say('。', english=english)}"


def not_run_words(path: str, entry: NotRun, result: FileResult, english: bool = False) -> str:
    """One thing that could not be checked: where, by which rule, and why."""
    place = [one_line(path)]
    if entry.table:
        place.append(_TABLES.get(entry.table, entry.table))
    if entry.row:
        place.append(entry.row)
    if entry.column:
        place.append(entry.column)
    if entry.span and result.source:
        line = result.source.position(entry.span.start).line
        place.append(say("第 {line} 行", english=english, line=line))
    more = say("（共 {count} 处）", english=english, count=entry.count) if entry.count > 1 else ""
    code = say("（{code}）", english=english, code=entry.code)
    return f"{' '.join(place)}{say('：', english=english)}{entry.reason}{more}{code}"
