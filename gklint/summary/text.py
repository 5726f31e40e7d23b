"""A summary for the terminal: plain columns, wide characters counted as two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gklint.diagnostics import Severity
from gklint.reporters.layout import wrap
from gklint.reporters.terminal import one_line
from gklint.reporters.words import SEVERITY_WORDS
from gklint.summary.figures import (
    NOTHING,
    TABLE_WORDS,
    Figures,
    by_family,
    missing_years,
    number_words,
    table_lines,
    table_names,
    year_lines,
)
from gklint.summary.model import Overview
from gklint.text import display_width

MOST = 20
"""Lines of a list that are shown without ``--verbose``."""
_GAP = 2


def summary_text(overview: Overview, width: int, verbose: bool = False) -> str:
    """The summary, in lines of at most ``width`` columns (names and paths are not broken)."""
    parts = [_head(overview, width), _by_year(overview), _missing(overview, verbose), _families(overview, width)]
    parts += [_table(overview, name, width) for name in table_names(overview)]
    parts.append(_left_out(overview, width, verbose))
    return "\n".join("".join(line.rstrip() + "\n" for line in part) for part in parts if part)


def headline(overview: Overview) -> str:
    """The sums in one sentence."""
    reports = sum(len(found) for found in overview.handed_in.values())
    years = f"{overview.years[0]}—{overview.years[-1]} 年度" if len(overview.years) > 1 else ""
    years = years or "".join(f"{year} 年度" for year in overview.years) or "没有年度"
    levels = "，".join(f"{word} {overview.total(level)}" for level, word in SEVERITY_WORDS.items())
    return f"{years}，{len(overview.names)} 个单位，{reports} 份报告：{levels}；未能核对 {overview.not_run} 项。"


def rest_words(overview: Overview) -> str:
    """What was in the folder and is no report; empty if there was nothing."""
    told = [
        (overview.not_reports, "{} 个文件不是年度报告，没有检查"),
        (overview.passed_over, "文件夹中略过 {} 项"),
    ]
    return "；".join(words.format(count) for count, words in told if count)


def _head(overview: Overview, width: int) -> list[str]:
    return ["政府信息公开工作年度报告汇总", *wrap(headline(overview), width)]


def _by_year(overview: Overview) -> list[str]:
    if not overview.years:
        return []
    heads = ["年度", "单位", "已有", "缺", "计入合计", *SEVERITY_WORDS.values()]
    rows = [
        [str(line.year), str(line.known), str(line.handed_in), str(line.missing), str(line.counted),
         *(str(line.levels.get(level, 0)) for level in SEVERITY_WORDS)]
        for line in year_lines(overview)
    ]  # fmt: skip
    note = "“单位”是各年度出现过的和 [project] 写明的，不知道的单位不算。"
    return ["交报告的情况", *columns([heads, *rows]), note]


def _missing(overview: Overview, verbose: bool) -> list[str]:
    found = missing_years(overview)
    if not found:
        return []
    shown = found if verbose else found[:MOST]
    rows = [
        [one_line(name), "、".join(map(str, years)), "（[project] 写明的单位）" if declared else ""]
        for name, declared, years in shown
    ]
    count = sum(len(years) for *_, years in found)
    return [f"没有的报告（{count} 份）", *columns(rows, left=True), *_more(found, shown)]


def _families(overview: Overview, width: int) -> list[str]:
    lines: list[str] = []
    for severity in (Severity.ERROR, Severity.WARNING):
        families = by_family(overview, severity)
        if families:
            heads = [f"{SEVERITY_WORDS[severity]}，按类别", *map(str, overview.years), "全部文件"]
            lines += by_years([heads, *([name, *map(str, counts)] for name, counts in families)], width)
    return lines


def _table(overview: Overview, table: str, width: int) -> list[str]:
    found = table_lines(overview, table)
    heads = [f"{TABLE_WORDS[table]} 合计", *map(str, overview.years)]
    rows = [[_words(line), *(number_words(value, line.money) for value in line.values)] for line in found]
    unread = sum(sum(line.silent) for line in found)
    note = [f"其中有 {unread} 处没有数或数的单位不明，没有加进去（--format json 逐格列出）。"] if unread else []
    return [*by_years([heads, *rows], width), *note]


def _words(line: Figures) -> str:
    return f"{line.words}（万元）" if line.money else line.words


def _left_out(overview: Overview, width: int, verbose: bool) -> list[str]:
    lines: list[str] = []
    if overview.left_out:
        shown = overview.left_out if verbose else overview.left_out[:MOST]
        lines.append(f"没有计入的文件（{len(overview.left_out)} 个）")
        for path, reason in shown:
            first, *others = wrap(f"{one_line(path)}：{one_line(reason)}", max(width - _GAP, 20))
            lines += [" " * _GAP + first, *(" " * 2 * _GAP + other for other in others)]
        lines += _more(overview.left_out, shown)
    rest = rest_words(overview)
    return [*lines, *([rest + "。"] if rest else [])]


def _more(found: Sequence[object], shown: Sequence[object]) -> list[str]:
    left = len(found) - len(shown)
    return [f"  …另有 {left} 个（--verbose 全部列出）"] if left else []


def by_years(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """``rows`` in columns, without the earliest years that ``width`` has no room for, and then without the rows that
    have no number in the years that are left."""
    shown, left_out, empty = list(rows), 0, 0
    while len(shown[0]) > 2 and max(map(display_width, columns(shown))) > width:
        later = [[row[0], *row[2:]] for row in shown]
        shown = [row for row in later if any(value != NOTHING for value in row[1:])]
        left_out, empty = left_out + 1, empty + len(later) - len(shown)
    also = "，和其余年度没有数的行，" if empty else ""
    return [
        *columns(shown),
        *([f"（屏幕窄，早先的 {left_out} 个年度{also}没有列出，见 --format html）"] if left_out else []),
    ]


def columns(rows: Sequence[Sequence[str]], left: bool = False) -> Iterator[str]:
    """``rows`` with their cells under each other: the first to the left, the others to the right (or ``left`` too)."""
    widths = [max(display_width(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = []
        for number, (text, width) in enumerate(zip(row, widths, strict=True)):
            blanks = " " * (width - display_width(text))
            cells.append(text + blanks if left or number == 0 else blanks + text)
        yield " " * _GAP + (" " * _GAP).join(cells)
