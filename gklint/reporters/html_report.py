"""``--format html``: one page for a department's head, with no need of a network.

The text of each report that has findings, with the findings in its margin; sums, a table of the files, filters. Every
word of a report is a stranger's: it is escaped, and the page's policy lets no script run but its own.
"""

from __future__ import annotations

from collections import Counter

from gklint.diagnostics import Severity
from gklint.reporters.base import Style
from gklint.reporters.html_file import file_html, who
from gklint.reporters.html_notes import family_of
from gklint.reporters.markup import html_text
from gklint.reporters.page import asset, page
from gklint.reporters.words import FAMILIES, SEVERITY_WORDS, summary_line
from gklint.results import FileResult, Status, Tally

WHOLE_TEXTS = 3_000_000
"""Characters of reports that are shown whole; of those that come after, only lines near findings are."""
_STATUS = {Status.SKIPPED: "不是年度报告", Status.FAILED: "没能检查"}


class HtmlReporter:
    """Keeps the HTML of each file until the end, since the sums stand before them."""

    def __init__(self, style: Style) -> None:
        self._files: list[tuple[str, str]] = []
        self._rows: list[str] = []
        self._levels: Counter[Severity] = Counter()
        self._families: Counter[str] = Counter()
        self._number = 0
        self._left = WHOLE_TEXTS

    def begin(self) -> str:
        """Nothing yet."""
        return ""

    def file(self, result: FileResult) -> str:
        """Nothing yet; the file is noted, its text only if there is something to say of it."""
        self._number += 1
        file_id = f"f{self._number}"
        diagnostics = result.findings.diagnostics
        self._levels.update(d.severity for d in result.counted)
        self._families.update(family_of(d.code) for d in result.counted)
        self._families.update({family_of(d.code): 0 for d in diagnostics})
        told = bool(diagnostics or result.findings.not_run)
        self._rows.append(_row(result, file_id if told else None))
        if told:
            length = len(result.source.text) if result.source and diagnostics else 0
            self._files.append((file_id, file_html(result, file_id, whole=length <= self._left)))
            self._left -= length
        return ""

    def end(self, total: Tally) -> str:
        """The whole page."""
        is_open = " open" if len(self._files) == 1 else ""
        files = [
            f'<details class="file" id="{file_id}"{is_open}>\n{inner}</details>\n' for file_id, inner in self._files
        ]
        body = [
            '<a class="skip" href="#files">跳到各报告</a>\n',
            _header(total),
            self._filters(),
            _overview(self._rows),
            f'<main id="files" class="wide">\n{"".join(files) or _NOTHING}</main>\n',
        ]
        return page(f"年度报告检查结果：{summary_line(total)}", body, asset("page.css"), asset("page.js"))

    def _filters(self) -> str:
        levels = "".join(
            _box("level", severity.word, word, self._levels[severity]) for severity, word in SEVERITY_WORDS.items()
        )
        known = [code for code in FAMILIES if code in self._families]
        codes = [*known, *sorted(self._families.keys() - FAMILIES.keys())]
        families = "".join(_box("family", code, FAMILIES.get(code, code), self._families[code]) for code in codes)
        suppressed = (
            '<label><input type="checkbox" name="suppressed" value="yes" autocomplete="off"> 也列已抑制的</label>'
        )
        return (
            '<form class="filters" id="filters" aria-label="筛选" hidden><div class="wide">\n'
            f"<fieldset><legend>级别</legend>{levels}</fieldset>\n"
            + (f"<fieldset><legend>类别</legend>{families}</fieldset>\n" if families else "")
            + f"{suppressed}\n"
            '<span><button type="button" id="open">全部展开</button> '
            '<button type="button" id="close">全部折起</button></span>\n'
            '<output id="shown" aria-live="polite"></output>\n</div></form>\n'
        )


_NOTHING = '<p class="plain">没有发现问题，也没有未能核对的事项。</p>\n'


def _header(total: Tally) -> str:
    sums = [("文件", total.files, "plain")]
    sums += [(word, total.severities[severity], severity.word) for severity, word in SEVERITY_WORDS.items()]
    sums += [("未能核对", total.not_run, "plain"), ("已抑制", total.suppressed, "plain")]
    cells = "".join(f'<div class="{kind}"><dt>{word}</dt><dd>{count}</dd></div>' for word, count, kind in sums)
    return (
        '<header class="top wide">\n<h1>政府信息公开工作年度报告检查结果</h1>\n'
        f"<p>{html_text(summary_line(total))}</p>\n"
        "<p>错误是确定的；警告和提示要人判断。未能核对的，不等于没有问题。</p>\n"
        f'<dl class="sums">{cells}</dl>\n</header>\n'
    )


def _overview(rows: list[str]) -> str:
    heads = "".join(f'<th scope="col" class="n">{word}</th>' for word in (*SEVERITY_WORDS.values(), "未能核对"))
    return (
        '<section class="overview wide" aria-labelledby="overview">\n<h2 class="plain" id="overview">各文件</h2>\n'
        '<div class="scroll" tabindex="0" role="region" aria-labelledby="overview"><table>\n'
        f'<thead><tr><th scope="col">文件</th><th scope="col">机关、年度</th>{heads}</tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody>\n</table></div>\n</section>\n"
    )


def _row(result: FileResult, file_id: str | None) -> str:
    path = html_text(result.path)
    name = f'<a href="#{file_id}">{path}</a>' if file_id else path
    counts = Counter(d.severity for d in result.counted)
    cells = "".join(_count(counts[severity], severity.word) for severity in SEVERITY_WORDS)
    words = "设置" if result.settings else _STATUS.get(result.status) or " · ".join(who(result))
    unchecked = _count(len(result.findings.not_run), "plain")
    return f'<tr><th scope="row">{name}</th><td>{html_text(words)}</td>{cells}{unchecked}</tr>\n'


def _count(count: int, kind: str) -> str:
    return f'<td class="n {kind if count else "none"}">{count}</td>'


def _box(name: str, value: str, words: str, count: int) -> str:
    value, words = html_text(value), html_text(words)
    return (
        f'<label><input type="checkbox" name="{name}" value="{value}" autocomplete="off" checked> '
        f"{words} <b>{count}</b></label>"
    )
