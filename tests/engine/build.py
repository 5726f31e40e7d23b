"""Reports made by hand for the engine's tests: nodes and bound tables without a parser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from gklint.engine.rule import Pack
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.report.bound import BoundCell, BoundRow, BoundTable, CellState, Value
from gklint.report.document import Document, Fact, FormChoice
from gklint.report.forms import load_forms
from gklint.report.nodes import Heading, Paragraph, Report, Section, Title
from gklint.text import Source, Span

TITLE = "清河县林业局2021年政府信息公开工作年度报告"
HEADING = "一、总体情况"


def value(raw: str | None) -> Value:
    """A value as the binder would read it; ``None`` is a missing cell, ``?`` one whose place is not certain."""
    if raw is None:
        return Value("", None, None, CellState.MISSING)
    if raw == "?":
        return Value("7", None, None, CellState.UNBOUND)
    if raw == "":
        return Value("", None, None, CellState.EMPTY)
    if raw == "/":
        return Value("/", None, None, CellState.NA)
    try:
        number = Decimal(raw)
    except ArithmeticError:
        return Value(raw, None, None, CellState.TEXT)
    return Value(raw, number, None, CellState.NUMBER if number else CellState.ZERO)


def table(
    name: str = "requests",
    form: str = "2021",
    cells: Mapping[tuple[str, str], str | None] | None = None,
    fill: str | None = "0",
) -> BoundTable:
    """A bound table: ``cells`` by row and column, all others ``fill``. Each cell's span is a place of its own."""
    names = load_forms()[form].tables[name]
    given = dict(cells or {})
    rows: dict[str, BoundRow] = {}
    at = 100
    for row in names.row_keys:
        bound: dict[str, BoundCell] = {}
        for column in names.column_keys(row):
            bound[column] = BoundCell(row, column, value(given.pop((row, column), fill)), Span(at, at + 1))
            at += 1
        rows[row] = BoundRow(row, None, bound, Span(at - len(bound), at))
    assert not given, given
    return BoundTable(name, form, Span(100, at), rows, (), header_read=True)


def document(
    paragraphs: Sequence[str] = (),
    *,
    tables: Mapping[str, BoundTable | None] | None = None,
    facts: Sequence[Fact] = (),
    form: str = "2021",
    year: int | None = 2021,
) -> Document:
    """A report with a title and one section whose paragraphs are given."""
    text = f"{TITLE}\n{HEADING}\n"
    spans = []
    for words in paragraphs:
        spans.append(Span(len(text), len(text) + len(words)))
        text += words + "\n"
    source = Source("样本.txt", text)
    title = Title(Span(0, len(TITLE)), TITLE)
    head = Span(len(TITLE) + 1, len(TITLE) + 1 + len(HEADING))
    heading = Heading(head, 1, Span(head.start, head.start + 2), 1, Span(head.start + 2, head.end))
    section = Section(Span(head.start, len(text)), "overview", heading, tuple(map(Paragraph, spans)))
    report = Report(source, Span(0, len(text)), title, (), (section,))
    choice = FormChoice(form, year, "按题名中的年份", True)
    bound = dict(tables or {})
    parts = {"agency": "清河县林业局", "read_tables": lambda: bound, "read_facts": lambda: tuple(facts)}
    return Document(source, report, choice, "gk-annual", TITLE, **parts)


def write_pack(folder: Path, rules: str, name: str = "sample", **files: str) -> Path:
    """A pack in ``folder`` with one rule file; ``files`` are further ones (``typos_yaml`` goes into lexicons)."""
    (folder / "lexicons").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(f'name: {name}\nversion: "1"\napi: 1\n', encoding="utf-8")
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    for key, content in files.items():
        stem, _, extension = key.rpartition("_")
        place = folder / "lexicons" / f"{stem}.yaml" if extension == "yaml" else folder / f"{stem}.{extension}"
        place.write_text(content, encoding="utf-8")
    return folder


def head(code: str = "ABC001", name: str = "sample-rule", severity: str = "error") -> str:
    """The lines that every rule begins with, in a file of its own."""
    return (
        f"rules:\n  - code: {code}\n    name: {name}\n    summary: 样例规则\n"
        f"    severity: {severity}\n    basis: 样例依据\n"
    )


def pack_of(folder: Path, body: str, allow_python: bool = True, /, severity: str = "error", **files: str) -> Pack:
    """A pack with one rule ABC001 whose remaining lines are ``body`` (indented by four)."""
    return load_pack(write_pack(folder, head(severity=severity) + body, "sample", **files), allow_python)


def ruleset(folder: Path, body: str, **files: str) -> RuleSet:
    """The rule set of that pack alone."""
    return load_ruleset([pack_of(folder, body, **files)])
