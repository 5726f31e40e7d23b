"""The fast road for ordinary tables gives what the binders give, or nothing; and it is taken for sound reports."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.reports import Layout
from gklint.report.nodes import Report, Table, tables
from gklint.report.ordinary import bind_ordinary
from gklint.report.parse import default_vocabulary, parse
from gklint.report.pieces import pieces_of
from gklint.report.rows import all_cells, cells_of
from gklint.report.tables import bind_table, is_perfect
from gklint.text import Source
from tests.report.table_reports import BLANK_LAYOUTS, TEXT_LAYOUTS, rendered, synthetic
from tests.report.test_damage import DAMAGES, tables_of
from tests.report.test_parse_properties import quick, soups

# What may stand at an edge of a word or of a line and matter to nobody, or to everybody.
_SPECKS = [
    "|",
    "||",
    "\t",
    " ",
    "\u3000",
    "\n",
    "\n\n",
    "\r\n",
    "| |",
    "0",
    "/",
    "总计",
    "其他",
    "**",
    "（三）不予公开",
    "- 2 -",
]


def together(report: Report) -> list[list[Table]]:
    """The tables of each section, and each table by itself."""
    sections = [tables(section.blocks) for section in report.sections]
    every = [*tables(report.preface), *(table for found in sections for table in found)]
    return [found for found in sections if found] + [[table] for table in every]


def roads_agree(text: str) -> int:
    """Bind all tables of ``text`` to all tables of all forms by both roads, and compare; how many went the fast one."""
    report, vocabulary = parse(Source("a.txt", text)), default_vocabulary()
    fast = 0
    for parts in together(report):
        cells = all_cells([cells_of(part.lines, vocabulary) for part in parts])
        assert cells.words == [text[start:end] for start, end in zip(cells.starts, cells.ends, strict=True)]
        pieces = pieces_of(cells)
        span = parts[0].span.cover(parts[-1].span)
        for edition, table in vocabulary.tables:
            ordinary = bind_ordinary(cells, span, table, edition.name)
            if ordinary is not None:
                fast += 1
                bound = bind_table(pieces, span, table, edition.name)
                assert ordinary == bound
                assert list(ordinary.rows) == list(bound.rows)
                assert is_perfect(bound)
    return fast


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_every_table_of_a_sound_report_goes_the_fast_road(layout: Layout) -> None:
    for seed in range(6):
        assert roads_agree(rendered(synthetic(seed), layout)) >= 3


@pytest.mark.parametrize("layout", BLANK_LAYOUTS)
def test_a_table_with_blank_cells_goes_either_road_alike(layout: Layout) -> None:
    for seed in range(6):
        roads_agree(rendered(synthetic(seed), layout, blanks=True))


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_a_damaged_table_goes_either_road_alike(layout: Layout) -> None:
    fast = 0
    for seed in range(20):
        rng = random.Random(f"{seed} {layout}")
        lines = rendered(synthetic(seed), layout).split("\n")
        for _ in range(3):
            edit = rng.choice(DAMAGES)(lines, rng.randrange(*tables_of(lines)), rng)
            fast += roads_agree("\n".join([*lines[: edit.start], *edit.lines, *lines[edit.end :]]))
    assert fast > 60


@quick
@given(st.data())
def test_a_speck_anywhere_is_seen_by_both_roads_alike(data: st.DataObject) -> None:
    layout = data.draw(st.sampled_from(TEXT_LAYOUTS))
    text = rendered(synthetic(data.draw(st.integers(0, 30))), layout)
    start, end = (text.index(words) for words in ("二、主动公开政府信息情况\n", "五、存在的主要问题及改进情况\n"))
    for _ in range(data.draw(st.integers(1, 3))):
        edges = [match.start() for match in re.finditer(r"\b|\n|\|", text)]
        at = data.draw(st.sampled_from([edge for edge in edges if start < edge < end]))
        text = text[:at] + data.draw(st.sampled_from(_SPECKS)) + text[at:]
    roads_agree(text)


@quick
@given(soups)
def test_pieces_of_tables_go_either_road_alike(text: str) -> None:
    roads_agree(text)
