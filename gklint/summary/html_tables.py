"""The tables of a summary's page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from gklint.diagnostics import Severity
from gklint.report.forms import CellPlace, load_forms
from gklint.reporters.markup import html_text
from gklint.summary import figures
from gklint.summary.amounts import is_money
from gklint.summary.figures import TABLE_WORDS, number_words
from gklint.summary.model import Overview, Report, Sums

_NUMERIC = ' class="n"'


def table(heads: Sequence[str], rows: Sequence[Sequence[str | int]], kinds: Sequence[str]) -> str:
    """A table whose first column names the rows. ``kinds`` are the columns' classes; ``words`` is one of text."""
    head = "".join(
        f'<th scope="col"{"" if not number or kind == "words" else _NUMERIC}>{html_text(words)}</th>'
        for number, (words, kind) in enumerate(zip(heads, kinds, strict=True))
    )
    body = []
    for row in rows:
        cells = "".join(
            f'<td class="{_kind(kind, value)}">{html_text(_shown(value))}</td>'
            for kind, value in zip(kinds[1:], row[1:], strict=True)
        )
        body.append(f'<tr><th scope="row">{html_text(str(row[0]))}</th>{cells}</tr>\n')
    return _framed(f"<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(body)}</tbody>\n")


def _kind(kind: str, value: str | int) -> str:
    if kind == "words":
        return ""
    return f"n {kind}" if value else "n none"


def _shown(value: str | int) -> str:
    return f"{value:,}" if isinstance(value, int) else value


def _framed(inner: str) -> str:
    return f'<div class="scroll" tabindex="0"><table>\n{inner}</table></div>\n'


def sums_table(overview: Overview, name: str) -> str:
    """The sums of one of the form's tables by year."""
    heads = [TABLE_WORDS.get(name, name), *map(str, overview.years)]
    rows = []
    for line in figures.table_lines(overview, name):
        words = f"{line.words}（万元）" if line.money else line.words
        cells = [
            number_words(value, line.money) + (f" *（{silent}）" if silent and value is not None else "")
            for value, silent in zip(line.values, line.silent, strict=True)
        ]
        rows.append([words, *cells])
    return table(heads, rows, ["", *("" for _ in overview.years)])


def full_table(overview: Overview, year: int) -> str:
    """Folded: every cell of 表三 and 表四 of a year, added up over all bodies."""
    parts = []
    for name in ("requests", "litigation"):
        for form, known in load_forms().items():
            sums = overview.sums.get((year, name, form))
            if sums is None:
                continue
            shape = known.tables[name]
            rows = [[row.replace("/", "："), *_sums_of(sums, form, name, row, shape.columns)] for row in shape.row_keys]
            title = f"{TABLE_WORDS[name]}（{form} 年版格式，{sums.reports} 份）"
            parts.append(table([title, *shape.columns], rows, ["", *("" for _ in shape.columns)]))
    if not parts:
        return ""
    return f'<details class="fold">\n<summary>{year} 年度表三、表四逐格合计</summary>\n{"".join(parts)}</details>\n'


def _sums_of(sums: Sums, form: str, table: str, row: str, columns: Sequence[str]) -> list[str]:
    values = [sums.totals.get((row, column), Decimal()) for column in columns]
    money = [is_money(form, CellPlace(table, row, column)) for column in columns]
    return list(map(number_words, values, money))


def bodies_table(overview: Overview) -> str:
    """Bodies by years: whether there is a report, and its errors and warnings."""
    head = "".join(f'<th scope="col" class="n">{year}</th>' for year in overview.years)
    rows = []
    for body, name in sorted(overview.names.items(), key=lambda item: item[1]):
        cells = "".join(_body_cell(overview.handed_in.get((body, year), ())) for year in overview.years)
        rows.append(f'<tr><th scope="row">{html_text(name)}</th>{cells}</tr>\n')
    return _framed(f'<thead><tr><th scope="col">单位</th>{head}</tr></thead>\n<tbody>\n{"".join(rows)}</tbody>\n')


def _body_cell(reports: Sequence[Report]) -> str:
    if not reports:
        return '<td class="n lack">缺</td>'
    counts: Counter[Severity] = Counter()
    for report in reports:
        for (level, _), count in report.seen.counts.items():
            counts[level] += count
    words = [
        f"{word} {counts[level]}"
        for level, word in ((Severity.ERROR, "错误"), (Severity.WARNING, "警告"))
        if counts[level]
    ]
    kind = "error" if counts[Severity.ERROR] else "warning" if counts[Severity.WARNING] else "fine"
    several = f' <span class="small">（{len(reports)} 份）</span>' if len(reports) > 1 else ""
    paths = html_text("、".join(report.path for report in reports))
    return f'<td class="n {kind}" title="{paths}">{"，".join(words) or "有"}{several}</td>'
