"""A summary as one page that needs nothing else: no network, no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from gklint.diagnostics import Severity
from gklint.reporters.markup import html_text
from gklint.reporters.page import asset, page
from gklint.reporters.words import SEVERITY_WORDS
from gklint.summary import figures
from gklint.summary.html_tables import bodies_table, full_table, sums_table, table
from gklint.summary.model import Overview
from gklint.summary.plots import bars, columns
from gklint.summary.text import headline, rest_words

_TOP = 12
"""Bodies in a plot."""
_FEW = 60
"""Bodies that are listed unfolded."""
_APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
_SUITS = ("行政复议", "未经复议直接起诉", "复议后起诉")


def summary_html(overview: Overview) -> str:
    """The page."""
    body = [
        _header(overview),
        '<main class="wide">\n',
        *_handed_in(overview),
        *_years(overview),
        *_findings(overview),
        *_sums(overview),
        *_bodies(overview),
        *_left_out(overview),
        "</main>\n",
    ]
    style = asset("page.css") + asset("page.css", Path(__file__).parent)
    return page(f"年度报告汇总：{headline(overview)}", body, style)


def _header(overview: Overview) -> str:
    missing = sum(1 for _ in overview.missing())
    sums: list[tuple[str, int, str]] = [
        ("单位", len(overview.names), "plain"),
        ("报告", sum(len(found) for found in overview.handed_in.values()), "plain"),
        ("没有的报告", missing, "error" if missing else "plain"),
    ]
    sums += [(word, overview.total(severity), severity.word) for severity, word in SEVERITY_WORDS.items()]
    sums.append(("未能核对", overview.not_run, "plain"))
    cells = "".join(f'<div class="{kind}"><dt>{word}</dt><dd>{count:,}</dd></div>' for word, count, kind in sums)
    rest = rest_words(overview)
    return (
        '<header class="top wide">\n<h1>政府信息公开工作年度报告汇总</h1>\n'
        f"<p>{html_text(headline(overview))}{html_text(rest + '。') if rest else ''}</p>\n"
        "<p>错误是确定的；警告和提示要人判断。未能核对的，不等于没有问题。</p>\n"
        f'<dl class="sums">{cells}</dl>\n</header>\n'
    )


def _section(name: str, title: str, *parts: str) -> str:
    inner = "".join(parts)
    return f'<section aria-labelledby="{name}">\n<h2 class="plain" id="{name}">{title}</h2>\n{inner}</section>\n'


def _note(words: str) -> str:
    return f'<p class="note-line">{html_text(words)}</p>\n'


def _handed_in(overview: Overview) -> Iterable[str]:
    lines = figures.year_lines(overview)
    if not lines:
        return
    heads = ["年度", "单位", "已有", "缺", "计入合计", *SEVERITY_WORDS.values()]
    kinds = ["", "", "", "error", "", *(severity.word for severity in SEVERITY_WORDS)]
    rows: list[list[str | int]] = [
        [str(y.year), y.known, y.handed_in, y.missing, y.counted, *(y.levels.get(level, 0) for level in SEVERITY_WORDS)]
        for y in lines
    ]
    plot = columns(
        "已有和缺的报告",
        overview.years,
        [
            ("已有", [Decimal(line.handed_in) for line in lines]),
            ("缺", [Decimal(line.missing) for line in lines]),
        ],
    )
    note = _note("“单位”是各年度出现过的和配置 [project] 写明的；从来没有出现过的单位，这里不知道。")
    missing = figures.missing_years(overview)
    tags = "".join(
        f"<li>{html_text(name)} <b>{'、'.join(map(str, years))}</b>{'（[project] 写明）' if declared else ''}</li>\n"
        for name, declared, years in missing
    )
    is_open = " open" if len(missing) <= _FEW else ""
    fold = (
        f'<details class="fold"{is_open}>\n<summary>缺报告的单位 {len(missing)} 个</summary>\n'
        f'<ul class="tags">\n{tags}</ul>\n</details>\n'
    )
    plots = f'<div class="plots">\n{table(heads, rows, kinds)}{plot}</div>\n'
    yield _section("handed-in", "交了多少", plots, note, fold if missing else "")


def _years(overview: Overview) -> Iterable[str]:
    if not overview.years:
        return
    folds = [_year(overview, year, last=year == overview.years[-1]) for year in reversed(overview.years)]
    over_years = ""
    if len(overview.years) > 1:
        requests = [
            (words, [figures.cell(overview, year, "requests", row) for year in overview.years])
            for words, row in (("本年新收", "本年新收"), ("办理结果总计", "总计"), ("结转下年度", "结转下年度"))
        ]
        suits = [
            (suit, [figures.cell(overview, year, "litigation", suit) for year in overview.years]) for suit in _SUITS
        ]
        over_years = (
            f'<div class="plots">\n{columns("各年度的申请（件）", overview.years, requests)}'
            f"{columns('各年度的行政复议、行政诉讼（件）', overview.years, suits)}</div>\n"
        )
    note = _note(
        "数是各单位报告里所印的数简单相加。上级的报告如果已经包含下级，就重复计算了；没有数的格子没有加进去，见下面各表。"
    )
    yield _section("numbers", "全部单位合计", over_years, *folds, note)


def _year(overview: Overview, year: int, *, last: bool) -> str:
    applicants = [(name, figures.cell(overview, year, "requests", "本年新收", name)) for name in _APPLICANTS]
    results = [
        (name, sum((figures.cell(overview, year, "litigation", suit, name) for suit in _SUITS), Decimal()))
        for name in _RESULTS
    ]
    received = [
        (overview.names[report.body], dict(report.tables["requests"].numbers).get(("本年新收", "总计"), Decimal()))
        for report in overview.counted
        if report.year == year and report.body is not None and "requests" in report.tables
    ]
    most = sorted(received, key=lambda item: (-item[1], item[0]))[:_TOP]
    plots = [
        bars("申请的办理结果（件）", figures.outcomes(overview, year)),
        bars("新收申请的申请人（件）", applicants),
        bars("行政复议、行政诉讼的结果（件）", results),
        bars("新收申请最多的单位（件）", [item for item in most if item[1]]) if any(value for _, value in most) else "",
    ]
    count = sum(report.year == year for report in overview.counted)
    is_open = " open" if last else ""
    return (
        f'<details class="year" id="y{year}"{is_open}>\n<summary>{year} 年度：{count} 份报告</summary>\n'
        f'<div class="plots">\n{"".join(plots)}</div>\n{full_table(overview, year)}</details>\n'
    )


def _findings(overview: Overview) -> Iterable[str]:
    parts = []
    for severity in (Severity.ERROR, Severity.WARNING):
        families = figures.by_family(overview, severity)
        if families:
            heads = [SEVERITY_WORDS[severity], *map(str, overview.years), "全部文件"]
            kinds = ["", *([severity.word] * (len(heads) - 1))]
            parts.append(table(heads, [[name, *counts] for name, counts in families], kinds))
            parts.append(bars(f"{SEVERITY_WORDS[severity]}，按类别（处）", [(n, Decimal(c[-1])) for n, c in families]))
    if parts:
        yield _section("findings", "错误和警告，按类别", f'<div class="plots">\n{"".join(parts)}</div>\n')


def _sums(overview: Overview) -> Iterable[str]:
    tables = [sums_table(overview, name) for name in figures.table_names(overview)]
    if tables:
        note = "“—”：这一年度的表没有这一项。带 * 的：括号里那几份报告的这一格没有数，或数的单位不明，没有加进去。"
        yield _section("sums", "三张表，各年度合计", *tables, _note(note))


def _bodies(overview: Overview) -> Iterable[str]:
    if overview.names:
        fold = f'<details class="fold">\n<summary>逐个单位（{len(overview.names)} 个）</summary>\n'
        yield _section("bodies", "各单位", fold, bodies_table(overview), "</details>\n")


def _left_out(overview: Overview) -> Iterable[str]:
    rows: Sequence[Sequence[str | int]] = [[one.path, one.reason] for one in overview.left_out]
    if rows:
        yield _section("left-out", "没有计入的文件", table(["文件", "原因"], rows, ["", "words"]))
