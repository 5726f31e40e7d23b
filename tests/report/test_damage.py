"""Reports damaged at random: a row that the damage did not touch is bound right or not at all.

The damage is one edit of one place: a line or a cell lost, doubled, added, broken or joined, or neighbours swapped. A
row is touched when the edit falls on its lines; a cell of any other row must never hold another cell's value.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from bench.reports import Layout
from gklint.report.bound import CellState
from gklint.report.document import Document
from tests.report.table_reports import (
    BLANK_LAYOUTS,
    NUMERIC,
    TEXT_LAYOUTS,
    bound_cells,
    read,
    rendered,
    synthetic,
)

SEEDS = range(5)
EDITS_A_REPORT = 8
_TOKEN = re.compile(r"[^|\t ]+")
_STRAY = [
    "- 3 -",
    "",
    "7",
    "0",
    "商业企业",
    "说明",
    "\t",
    "|",
    "自然人",
    "（三）不予公开",
    "总计",
    "其他",
    "第 3 页",
    "3.其他",
]


class Edit(NamedTuple):
    """Lines ``start`` to ``end`` (exclusive) of a text are replaced by ``lines``."""

    start: int
    end: int
    lines: list[str]


def _lose_line(lines: list[str], at: int, _: random.Random) -> Edit:
    return Edit(at, at + 1, [])


def _lose_lines(lines: list[str], at: int, rng: random.Random) -> Edit:
    return Edit(at, at + rng.randrange(2, 9), [])


def _double_line(lines: list[str], at: int, _: random.Random) -> Edit:
    return Edit(at, at + 1, [lines[at], lines[at]])


def _swap_lines(lines: list[str], at: int, _: random.Random) -> Edit:
    return Edit(at, at + 2, [lines[at + 1], lines[at]])


def _add_line(lines: list[str], at: int, rng: random.Random) -> Edit:
    return Edit(at, at + 1, [rng.choice(_STRAY), lines[at]])


def _join_lines(lines: list[str], at: int, _: random.Random) -> Edit:
    return Edit(at, at + 2, [lines[at] + lines[at + 1]])


def _break_line(lines: list[str], at: int, rng: random.Random) -> Edit:
    place = rng.randrange(len(lines[at]) + 1)
    return Edit(at, at + 1, [lines[at][:place], lines[at][place:]])


def _token(line: str, rng: random.Random) -> tuple[int, int]:
    return rng.choice([match.span() for match in _TOKEN.finditer(line)] or [(0, 0)])


def _lose_words(lines: list[str], at: int, rng: random.Random) -> Edit:
    start, end = _token(lines[at], rng)
    return Edit(at, at + 1, [lines[at][:start] + lines[at][end:]])


def _lose_cell(lines: list[str], at: int, rng: random.Random) -> Edit:
    start, end = _token(lines[at], rng)
    rest = re.sub(r"^ *[|\t]? *", "", lines[at][end:])
    return Edit(at, at + 1, [lines[at][:start] + rest])


def _double_words(lines: list[str], at: int, rng: random.Random) -> Edit:
    start, end = _token(lines[at], rng)
    return Edit(at, at + 1, [f"{lines[at][:end]} {lines[at][start:end]}{lines[at][end:]}"])


def _add_cell(lines: list[str], at: int, rng: random.Random) -> Edit:
    _, end = _token(lines[at], rng)
    separator = "\t" if "\t" in lines[at] else " | " if "|" in lines[at] else " "
    return Edit(at, at + 1, [f"{lines[at][:end]}{separator}5{lines[at][end:]}"])


DAMAGES: list[Callable[[list[str], int, random.Random], Edit]] = [
    _lose_line, _lose_lines, _double_line, _swap_lines, _add_line, _join_lines, _break_line,
    _lose_words, _lose_cell, _double_words, _add_cell,
]  # fmt: skip


def tables_of(lines: list[str]) -> tuple[int, int]:
    """The lines between the headings of the second and the fifth section."""
    start = next(i for i, line in enumerate(lines) if "二、主动公开政府信息情况" in line) + 1
    return start, next(i for i, line in enumerate(lines) if "五、存在的主要问题及改进情况" in line)


def untouched(document: Document, table: str, row: str, edit: Edit) -> bool:
    """Whether the edit lies outside the row's lines in the sound report."""
    found = document.tables[table]
    assert found is not None
    span = found.rows[row].span
    first, last = (document.source.position(offset).line - 1 for offset in span)
    return edit.end <= first or edit.start > last


def misplaced(sound: Document, damaged: Document, seed: int, blanks: bool, edit: Edit) -> list[str]:
    report = synthetic(seed)
    return [
        f"{cell.table} {cell.row} {cell.column}: {cell.expected}, bound {cell.cell.value.raw!r}; {edit}"
        for cell in bound_cells(damaged, report, blanks=blanks)
        if cell.wrong and untouched(sound, cell.table, cell.row, edit)
    ]


@pytest.mark.parametrize("blanks", [False, True])
@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_damage_elsewhere_puts_no_value_in_a_wrong_place(layout: Layout, blanks: bool) -> None:
    if blanks and layout not in BLANK_LAYOUTS:
        pytest.skip("this layout shows no empty cells")
    for seed in SEEDS:
        rng = random.Random(f"{seed} {layout} {blanks}")
        text = rendered(synthetic(seed), layout, blanks=blanks)
        sound, lines = read(text), text.split("\n")
        for _ in range(EDITS_A_REPORT):
            edit = rng.choice(DAMAGES)(lines, rng.randrange(*tables_of(lines)), rng)
            damaged = read("\n".join([*lines[: edit.start], *edit.lines, *lines[edit.end :]]))
            assert misplaced(sound, damaged, seed, blanks, edit) == []


def values_of(document: Document, table: str, row: str) -> list[CellState]:
    found = document.tables[table]
    assert found is not None
    return [cell.state for cell in found.rows[row].cells.values()]


@pytest.mark.parametrize("layout", [1, 2])
def test_a_lost_value_leaves_its_row_unbound_where_nothing_proves_places(layout: Layout) -> None:
    report = synthetic(4)
    text = rendered(report, layout)
    lines = text.split("\n")
    label = lines.index("（七）总计")
    step = 2 if layout == 1 else 1
    for place in range(1, 8):
        at = label + place * step
        assert lines[at].isdigit()
        document = read("\n".join(lines[:at] + lines[at + step :]))
        assert set(values_of(document, "requests", "总计")) == {CellState.UNBOUND}
        other = {state for row in ("本年新收", "结转下年度") for state in values_of(document, "requests", row)}
        assert other <= set(NUMERIC)


@pytest.mark.parametrize("layout", [1, 2, 6, 8])
def test_a_value_too_many_leaves_its_row_unbound(layout: Layout) -> None:
    lines = rendered(synthetic(4), layout).split("\n")
    label = next(i for i, line in enumerate(lines) if "（七）总计" in line)
    bar = " |" if layout in (6, 8) else ""
    document = read("\n".join([*lines[: label + 1], *([""] if layout == 1 else []), f"3{bar}", *lines[label + 1 :]]))
    assert set(values_of(document, "requests", "总计")) == {CellState.UNBOUND}
    assert set(values_of(document, "requests", "结转下年度")) <= set(NUMERIC)


@pytest.mark.parametrize("layout", [4, 5, "tsv", "markdown", "spaced", 3])
def test_a_lost_row_is_missing_and_moves_no_other(layout: Layout) -> None:
    report = synthetic(4)
    text = rendered(report, layout)
    if layout == 3:
        start = text.index("\t（七）总计")
        start, end = text.rindex("\n\n", 0, start), text.index("\n\n", start)
        cut = text[:start] + text[end:]
    else:
        cut = "\n".join(line for line in text.split("\n") if "（七）总计" not in line)
    assert len(cut) < len(text)
    document = read(cut)
    assert set(values_of(document, "requests", "总计")) == {CellState.MISSING}
    wrong = [
        cell
        for cell in bound_cells(document, report)
        if not cell.right and (cell.table, cell.row) != ("requests", "总计")
    ]
    assert wrong == []


@pytest.mark.parametrize("layout", [1, 2])
def test_a_lost_label_leaves_two_rows_without_values(layout: Layout) -> None:
    report = synthetic(4)
    document = read(rendered(report, layout).replace("（七）总计\n", ""))
    touched = {"总计", [*report.tables["requests"]][-3]}
    for cell in bound_cells(document, report):
        if cell.table == "requests" and cell.row in touched:
            assert cell.cell.state in (CellState.UNBOUND, CellState.MISSING)
        else:
            assert cell.right, cell
