"""The ways in which a report's tables come out as text.

Layouts 1 to 9 are the common results of copying, converting and exporting: one cell a line, tabs, bars of several
habits. ``tsv``, ``markdown``, ``spaced`` (as from a PDF) and 13 (HTML) are the others. What a layout does to a label
(breaking it over lines, writing it down the page) follows the report's ``variant``, so that it is the same each time.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from bench.grids import NOTE, RESULTS_LABEL, Grid, GridCell, make_grids
from bench.model import SyntheticReport

Layout: TypeAlias = int | str
_Lines: TypeAlias = Iterator[str]

# Labels of columns that narrow columns break, with the places.
_BROKEN = {
    "商业企业": ("商业", "企业"),
    "科研机构": ("科研", "机构"),
    "社会公益组织": ("社会", "公益", "组织"),
    "法律服务机构": ("法律", "服务", "机构"),
    "本年新制作数量": ("本年新", "制作数量"),
    "本年新公开数量": ("本年新", "公开数量"),
}


class Style(NamedTuple):
    """A layout: how a grid becomes lines, what stands between paragraphs, whether an empty cell can be seen."""

    table: Callable[[Grid, int], _Lines]
    gap: str = "\n"
    blanks: bool = True
    suffix: str = "txt"


def render(report: SyntheticReport, layout: Layout, *, blanks: bool = False) -> str:
    """The report as text. ``blanks`` leaves noughts empty; ``ValueError`` where the layout cannot show that."""
    style = STYLES.get(layout)
    if style is None:
        raise ValueError(f"no layout {layout!r}; there are {', '.join(map(str, STYLES))}")
    if blanks and not style.blanks:
        raise ValueError(f"layout {layout} has no empty cells")
    grids = make_grids(report.form, report.tables, blanks)
    if style.suffix == "html":
        return _html_page(report, grids)
    return _text(report, grids, style)


def suffix(layout: Layout) -> str:
    """The ending of a file in this layout, without the dot."""
    return STYLES[layout].suffix


def _text(report: SyntheticReport, grids: Mapping[str, Grid], style: Style) -> str:
    marks = ("# ", "## ", "### ") if style.suffix == "md" else ("", "", "")
    blocks = [marks[0] + report.title, *report.preface]
    for section in report.sections:
        blocks.append(marks[1] + section.heading)
        for part in section.parts:
            blocks.extend([marks[2] + part.heading] if part.heading else [])
            blocks.extend(part.paragraphs)
        if section.role in grids:
            blocks.append("\n".join(style.table(grids[section.role], report.variant)))
    blocks.extend(report.closing)
    return style.gap.join(blocks) + "\n"


def _label_lines(cell: GridCell, variant: int) -> tuple[str, ...]:
    """A cell's text in one line or, in every second report, broken as narrow columns break it."""
    return _BROKEN.get(cell.text, (cell.text,)) if variant % 2 else (cell.text,)


def _spaced_label(cell: GridCell, variant: int) -> str:
    return " ".join(_label_lines(cell, variant))


def _one_a_line(grid: Grid, variant: int, between: str) -> _Lines:
    """Layouts 1 and 2: every cell a line, merged cells once; nothing tells where a row ends."""
    cells = ["\n".join(_label_lines(cell, variant)) for row in grid for cell in row]
    yield between.join(cells)


def _tabbed(grid: Grid, variant: int) -> _Lines:
    """Layout 3: each cell a line after a tab, an empty one where a cell from above goes on, rows set apart."""
    for number, row in enumerate(_with_continuations(grid)):
        if number:
            yield ""
        for cell in row:
            lines = _label_lines(cell, variant)
            if cell.text == RESULTS_LABEL and variant % 3 == 0:
                lines = ("三", *RESULTS_LABEL[1:])
            yield "\t" + "\n".join(lines)


def _padded(grid: Grid, variant: int) -> Iterator[list[str]]:
    """Rows as trailing-bar exports have them: own cells only, then filled up to one width at the end."""
    width = max(len(row) for row in grid) + (0, 2, 1)[variant % 3]
    for row in grid:
        yield [*(_spaced_label(cell, variant) for cell in row), *[""] * (width - len(row))]


def _bar_row(cells: Iterable[str]) -> str:
    """``a | b | |||``: words with spaces around them, fillers at the end as bare bars."""
    words = list(cells)
    filled = max((place for place, word in enumerate(words, 1) if word), default=0)
    return ("".join(f"{word} | " if word else "| " for word in words[:filled]) + "|" * (len(words) - filled)).rstrip()


def _trailing_bars(grid: Grid, variant: int) -> _Lines:
    """Layout 4: bars after each cell, none before the first."""
    return map(_bar_row, _padded(grid, variant))


def _full_bars(grid: Grid, variant: int) -> _Lines:
    """Layout 5: a bar before the first cell too."""
    return ("| " + _bar_row(row) for row in _padded(grid, variant))


def _cell_lines(grid: Grid, variant: int) -> _Lines:
    """Layout 6: a line for each cell with its bar after it; fillers of merged cells in one line."""
    for row in grid:
        for cell in row:
            yield f"{_spaced_label(cell, variant)} |".strip()
        fillers = sum(cell.columns - 1 for cell in row)
        if fillers:
            yield "|" * fillers


def _bar_then_cells(grid: Grid, variant: int) -> _Lines:
    """Layout 7: a row opens with a bar of its own, then its cells follow one a line."""
    extra = " |" if variant % 2 else ""
    for row in grid:
        yield "|"
        cells = [f"{_spaced_label(cell, variant)} |".strip() for cell in row]
        yield from (*cells[:-1], cells[-1] + extra)


def _airy_cells(grid: Grid, variant: int) -> _Lines:
    """Layout 8: as 7, with blanks strewn in."""
    for row in grid:
        yield "| "
        yield from (f" {_spaced_label(cell, variant)}  | " for cell in row)


def _mixed(grid: Grid, variant: int) -> _Lines:
    """Layout 9: rows in one line, but some go on in the next after a bar."""
    for number, cells in enumerate(_padded(grid, variant)):
        row = "| " + _bar_row(cells)
        if (number + variant) % 4 == 1 and cells[2:] and all(cells[:3]):
            head = "| " + _bar_row(cells[:2])
            yield head
            yield _bar_row(cells[2:])
        else:
            yield row


def _tsv(grid: Grid, variant: int) -> _Lines:
    """Tabs between cells: true to the columns or, in every second report, merged cells' fillers moved to the end."""
    rows = _expanded(grid)
    width = max(len(row) for row in rows)
    for number, (full, shifted) in enumerate(zip(rows, _with_continuations(grid), strict=True)):
        if variant % 2 == 0:
            yield "\t".join(full)
            continue
        cells = [cell.text for cell in shifted]
        yield "\t".join((cells + [""] * width)[:width])
        if number == len(grid) // 2 and len(grid) > 20:
            yield ""  # a page ends here


def _markdown(grid: Grid, variant: int) -> _Lines:
    """A Markdown table: a rule under the first row, merged cells as empty ones."""
    rows = _expanded(grid)
    yield _markdown_row(rows[0])
    yield "|" + "---|" * len(rows[0])
    yield from map(_markdown_row, rows[1:])


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _pdf_lines(grid: Grid, variant: int) -> _Lines:
    """A row as a PDF's text has it: label and numbers with spaces between, labels of groups in lines of their own."""
    for row in grid:
        words = [cell for cell in row if cell.text]
        tall = [cell for cell in words if cell.rows > 1 and cell.text != NOTE and any(c.value for c in row)]
        yield from (cell.text for cell in tall)
        yield " ".join(cell.text for cell in words if cell not in tall)


class _Place(NamedTuple):
    """A cell as a row meets it: its column, and whether it began in a row above."""

    column: int
    cell: GridCell
    continued: bool


def _places(grid: Grid) -> Iterator[list[_Place]]:
    """Each row's cells with their columns, those that reach into it from above among them."""
    above: dict[int, tuple[GridCell, int]] = {}  # column → cell, rows still to come
    for row in grid:
        places: list[_Place] = []
        own = iter(row)
        column, width = 0, sum(cell.columns for cell in row) + sum(cell.columns for cell, _ in above.values())
        while column < width:
            cell, left = above.pop(column, (None, 0))
            continued = cell is not None
            if cell is None:
                cell = next(own)
                left = cell.rows
            places.append(_Place(column, cell, continued))
            if left > 1:
                above[column] = (cell, left - 1)
            column += cell.columns
        yield places


def _with_continuations(grid: Grid) -> Iterator[list[GridCell]]:
    """Rows with an empty cell wherever one from above reaches into them (fillers to the right left out)."""
    for places in _places(grid):
        yield [GridCell("") if place.continued else place.cell for place in places]


def _expanded(grid: Grid) -> list[list[str]]:
    """Every row at full width, with empty text under and beside merged cells."""
    rows = []
    for places in _places(grid):
        row: list[str] = []
        for place in places:
            row.extend(["" if place.continued else place.cell.text, *[""] * (place.cell.columns - 1)])
        rows.append(row)
    return rows


def _html_page(report: SyntheticReport, grids: Mapping[str, Grid]) -> str:
    parts = [f"<h1>{html.escape(report.title)}</h1>", *map(_html_paragraph, report.preface)]
    for section in report.sections:
        parts.append(f"<h2>{html.escape(section.heading)}</h2>")
        for part in section.parts:
            parts.extend([f"<h3>{html.escape(part.heading)}</h3>"] if part.heading else [])
            parts.extend(map(_html_paragraph, part.paragraphs))
        if section.role in grids:
            parts.append(_html_table(grids[section.role]))
    parts.extend(map(_html_paragraph, report.closing))
    body = "\n".join(parts)
    head = f'<meta charset="utf-8">\n<title>{html.escape(report.title)}</title>'
    return f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def _html_paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


def _html_table(grid: Grid) -> str:
    rows = ("<tr>" + "".join(map(_html_cell, row)) + "</tr>" for row in grid)
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _html_cell(cell: GridCell) -> str:
    spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
        f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    )
    return f"<td{spans}>{html.escape(cell.text) or '&nbsp;'}</td>"


STYLES: Mapping[Layout, Style] = {
    1: Style(lambda grid, variant: _one_a_line(grid, variant, "\n\n"), gap="\n\n", blanks=False),
    2: Style(lambda grid, variant: _one_a_line(grid, variant, "\n"), blanks=False),
    3: Style(_tabbed),
    4: Style(_trailing_bars),
    5: Style(_full_bars),
    6: Style(_cell_lines),
    7: Style(_bar_then_cells),
    8: Style(_airy_cells),
    9: Style(_mixed),
    13: Style(_markdown, suffix="html"),
    "tsv": Style(_tsv, gap="\n\n"),
    "markdown": Style(_markdown, gap="\n\n", suffix="md"),
    "spaced": Style(_pdf_lines, blanks=False),
}
