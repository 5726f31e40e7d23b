"""Word documents made by hand for the tests: plain OOXML, nothing that a library would add."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from bench.grids import Grid, GridCell, make_grids
from bench.reports import SyntheticReport

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def text(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'


def run(words: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text(words)}</w:r>"


def para(inner: str = "", properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def words(line: str) -> str:
    return para(run(line)) if line else para()


def numbered(line: str, num: int, level: int = 0) -> str:
    return para(run(line), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or para()}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], width: int = 0) -> str:
    grid = f'<w:gridCol w:w="{8500 // width}"/>' * width if width else ""  # as wide as a page
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def level(place: int, number_format: str, template: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{template}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    head = f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>'
    return f"{head}{''.join(levels)}</w:abstractNum>"


def num(key: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def docx(
    body: str,
    numbering: str = "",
    styles: str = "",
    more: Mapping[str, bytes] | None = None,
    document: str | None = None,
) -> bytes:
    """A package with ``body``; ``more`` are further members, ``document`` replaces the whole document.xml."""
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    parts = {
        "word/document.xml": document or f"{_HEAD}<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>"
    }
    if numbering:
        parts["word/numbering.xml"] = f"{_HEAD}<w:numbering {_SPACES}>{numbering}</w:numbering>"
    if styles:
        parts["word/styles.xml"] = f"{_HEAD}<w:styles {_SPACES}>{styles}</w:styles>"
    return package({**{k: v.encode() for k, v in parts.items()}, **(more or {})})


def package(parts: Mapping[str, bytes]) -> bytes:
    """The zip of ``parts`` with the parts that every package needs before them."""
    kinds = {"document": "document.main", "numbering": "numbering", "styles": "styles"}
    names = [name for name in kinds if f"word/{name}.xml" in parts]
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kinds[name]}+xml"/>' for name in names
    )
    types = (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    all_parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations([(name, f"{name}.xml") for name in names[1:]]),
        **parts,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in all_parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 31, 9, 30, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _relations(targets: Sequence[tuple[str, str]]) -> bytes:
    inner = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'.encode()


def grid_table(grid: Grid) -> str:
    """A grid of the generator as a w:tbl with real gridSpan and vMerge."""
    width = sum(c.columns for c in grid[0])
    above: dict[int, tuple[GridCell, int]] = {}  # first column → cell, rows still to come
    rows: list[str] = []
    for cells in grid:
        own = iter(cells)
        made: list[str] = []
        column = 0
        while column < width:
            continued = column in above
            found, left = above.pop(column) if continued else (first := next(own), first.rows)
            made.append(_grid_cell(found, continued))
            if left > 1:
                above[column] = (found, left - 1)
            column += found.columns
        rows.append(row(*made))
    return table(rows, width)


def _grid_cell(found: GridCell, continued: bool) -> str:
    merge = "" if found.rows == 1 else "<w:vMerge/>" if continued else '<w:vMerge w:val="restart"/>'
    span = f'<w:gridSpan w:val="{found.columns}"/>' if found.columns > 1 else ""
    return cell(words("" if continued else found.text), span + merge)


NUMBERS = abstract(0, level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCounting", "（%2）")) + num(1, 0)


def report_docx(report: SyntheticReport, *, blanks: bool = False, after: str = "") -> bytes:
    """``report`` as Word has it: headings numbered by a list, tables with merged cells; ``after`` follows it."""
    grids = make_grids(report.form, report.tables, blanks)
    made = [words(report.title), *map(words, report.preface)]
    for section in report.sections:
        made.append(numbered(section.heading.partition("、")[2], 1))
        for part in section.parts:
            made.extend(map(_line, [part.heading] if part.heading else []))
            made.extend(map(_line, part.paragraphs))
        if section.role in grids:
            made.append(grid_table(grids[section.role]))
    made.extend(map(words, report.closing))
    return docx("".join(made) + after, NUMBERS)


def _line(line: str) -> str:
    """A paragraph; one that begins with （一） and so on is an item of the list instead."""
    number, bracket, rest = line.partition("）")
    return numbered(rest, 1, 1) if bracket and number.strip("一二三四五六七八九十") == "（" else words(line)
