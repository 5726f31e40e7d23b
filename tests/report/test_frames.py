"""A table known by its frame is what the full road makes of it, whatever numbers stand in it; and frames hold none."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.reports import Layout
from gklint.report import frames
from gklint.report.bound import BoundTable, CellState, OrdinaryTable
from gklint.report.edition import choose_form
from gklint.report.nodes import TableLines
from gklint.report.parse import default_vocabulary, parse
from gklint.report.tables import bind_tables
from gklint.report.values import LONGEST_ROW
from gklint.report.vocabulary import Vocabulary
from gklint.text import Source
from tests.report.table_reports import TEXT_LAYOUTS, rendered, synthetic
from tests.report.test_parse_properties import quick, soups

_ALONE = re.compile(r"(?<=[\s|])[-+]?[\d.]+(?:万元)?(?=[\s|])")
_FIGURES = st.from_regex(re.compile(frames.FIGURE), fullmatch=True)
_ENDS = ("二、主动公开政府信息情况\n", "五、存在的主要问题及改进情况\n")
_SPECKS = ["|", "\t", " ", "  ", "\u3000", "\n", "0", "- 2 -", "-", "1、", "0 0", "总计", "**", "\0"]


# As :data:`frames._ALONE` is meant; it is written so that the search is quick.
_MEANT = re.compile(rf"(?<! )((?:(?<![^\s|])| ) *{frames.FIGURE}(?: +(?![^\t\r\n|])|(?![^\s|])))")
_SNIPPETS = [
    "0",
    "1",
    "12",
    "9" * 15,
    "9" * 16,
    " ",
    "  ",
    "\t",
    "\n",
    "|",
    "-",
    "+",
    ".",
    "万",
    "元",
    "数",
    "\u3000",
    "\0",
]


def bound(text: str, vocabulary: Vocabulary) -> dict[str, BoundTable | None]:
    """The tables of ``text`` as its edition has them."""
    report = parse(Source("a.txt", text), vocabulary)
    return dict(bind_tables(report, vocabulary, vocabulary.forms[choose_form(report, vocabulary.forms, "auto").form]))


def known(text: str, vocabulary: Vocabulary) -> int:
    """How many tables of ``text`` are known by their frames; they are what the full road makes of them."""
    found, full = bound(text, vocabulary), bound(text, Vocabulary(vocabulary.forms))
    ordinary = 0
    for name, table in found.items():
        expected = full[name]
        assert table == expected
        if table is None or expected is None:
            continue
        assert list(table.rows) == list(expected.rows)
        assert (table.matrix is None) or isinstance(table, OrdinaryTable)
        if table.matrix is not None:
            ordinary += 1
            holds(table)
    return ordinary


def holds(table: BoundTable) -> None:
    """The matrix of ``table`` says what its cells say."""
    matrix = table.matrix
    assert matrix is not None
    cells = [cell for row in table.rows.values() for cell in row.cells.values()]
    assert list(matrix.values) == [cell.value for cell in cells]
    assert list(matrix.spans()) == [cell.span for cell in cells]
    assert list(matrix.words) == [cell.value.raw for cell in cells]
    assert all(cell.state in (CellState.NUMBER, CellState.ZERO) for cell in cells)
    assert all(matrix.number(cell.row, cell.column) == cell.number for cell in cells)
    assert list(matrix.shape.places) == [(cell.row, cell.column) for cell in cells]
    assert matrix.plain is all(cell.value.raw.isdecimal() for cell in cells)


def other_numbers(text: str, data: st.DataObject) -> str:
    """``text`` with other numbers where numbers stand alone, with more or fewer spaces around them."""
    few = [data.draw(_FIGURES) for _ in range(6)]
    spaces = ["", "", " ", "   "]
    draw = random.Random(data.draw(st.integers(0, 1000)))
    return _ALONE.sub(lambda match: draw.choice(spaces) + draw.choice([match[0], *few]) + draw.choice(spaces), text)


@quick
@given(st.data())
def test_tables_that_differ_in_numbers_have_one_frame(data: st.DataObject) -> None:
    layout = data.draw(st.sampled_from(TEXT_LAYOUTS))
    vocabulary = Vocabulary(default_vocabulary().forms)
    text = rendered(synthetic(data.draw(st.integers(0, 5))), layout)
    start, end = map(text.index, _ENDS)
    bound(text, vocabulary)
    other = text[:start] + other_numbers(text[start:end], data) + text[end:]
    ordinary = known(other, vocabulary)
    assert ordinary == 3 or max(map(len, other[start:].splitlines(keepends=True))) > LONGEST_ROW


@quick
@given(st.data())
def test_what_else_stands_in_a_table_is_seen(data: st.DataObject) -> None:
    layout = data.draw(st.sampled_from(TEXT_LAYOUTS))
    vocabulary = Vocabulary(default_vocabulary().forms)
    text = rendered(synthetic(data.draw(st.integers(0, 5))), layout)
    start, end = map(text.index, _ENDS)
    body = text[start:end]
    for _ in range(data.draw(st.integers(1, 2))):
        edges = [match.start() for match in re.finditer(r"\b|\n|\|", body)]
        at = data.draw(st.sampled_from(edges))
        body = body[:at] + data.draw(st.sampled_from(_SPECKS)) + body[at:]
    known(text[:start] + body + text[end:], vocabulary)
    known(text[:start] + other_numbers(body, data) + text[end:], vocabulary)


@quick
@given(soups, st.data())
def test_arbitrary_tables_are_known_for_what_they_are(text: str, data: st.DataObject) -> None:
    vocabulary = Vocabulary(default_vocabulary().forms)
    known(text, vocabulary)
    known(other_numbers(text, data), vocabulary)


@quick
@given(st.lists(st.sampled_from(_SNIPPETS)).map("".join))
def test_numbers_that_stand_alone_are_taken_out_with_their_spaces(text: str) -> None:
    assert frames._ALONE.split(text) == _MEANT.split(text)


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_a_frame_holds_words_of_the_form_only(layout: Layout) -> None:
    vocabulary = Vocabulary(default_vocabulary().forms)
    text = rendered(synthetic(3), layout)
    bound(text, vocabulary)
    kept = [frame for _, table in vocabulary.tables for frame in table.frames.texts]
    assert len(kept) == 3
    for frame in kept:
        words = [word for word in re.split(r"[\s|\0]+", frame) if word.strip("-:")]
        assert words
        assert all(vocabulary.knows(word) or any(word in one for one in _official(vocabulary)) for word in words)


def _official(vocabulary: Vocabulary) -> list[str]:
    """The words of the forms, and how it names clauses."""
    return [text for _, table in vocabulary.tables for text in (*table.as_written, table.form.note or "")]


def test_a_table_whose_values_are_no_plain_numbers_is_not_kept() -> None:
    vocabulary = Vocabulary(default_vocabulary().forms)
    layout = TEXT_LAYOUTS[0]
    text = rendered(synthetic(3), layout)
    odd = _ALONE.sub(lambda match: "1,234", text)
    bound(odd, vocabulary)
    assert not [frame for _, table in vocabulary.tables for frame in table.frames.texts]


def test_a_mark_in_a_table_is_no_number() -> None:
    vocabulary = Vocabulary(default_vocabulary().forms)
    text = rendered(synthetic(1), "tsv")
    row = text.index("上年结转")
    number = _ALONE.search(text, row)
    assert number is not None
    marked = f"{text[: number.start()]}\0{text[number.end() :]}"
    bound(text, vocabulary)
    assert known(marked, vocabulary) == 2
    assert known(text, vocabulary) == 3


@quick
@given(st.lists(st.sampled_from(_SNIPPETS)).map("".join))
def test_marks_stand_where_the_numbers_were(text: str) -> None:
    written = frames.taken_apart(TableLines(["\n", text], [3, 4]))
    if written is None:
        assert "\0" in text or len(text) > LONGEST_ROW
    else:
        assert written.marks() == [place for place, letter in enumerate(written.frame) if letter == "\0"]


def test_a_very_long_table_is_not_kept() -> None:
    vocabulary = Vocabulary(default_vocabulary().forms)
    text = rendered(synthetic(3), "tsv")
    row = text.rindex("\n", 0, text.index("上年结转"))
    long = text[:row] + "\n" * 20_000 + text[row:]
    bound(long, vocabulary)
    assert known(long, vocabulary) == 2


def test_old_frames_give_way_to_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "_MOST_FRAMES", 2)
    vocabulary = Vocabulary(default_vocabulary().forms)
    for layout in TEXT_LAYOUTS:
        bound(rendered(synthetic(1), layout), vocabulary)
        assert all(len(table.frames.texts) <= 2 for _, table in vocabulary.tables)
