"""The labels of the forms are the same when they come out of the cache."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from gklint.packing import packed
from gklint.report.forms import load_forms
from gklint.report.parse import default_vocabulary
from gklint.report.read import read_document
from gklint.report.vocabulary import Vocabulary
from gklint.text import Source

_REPORTS = sorted((Path(__file__).parents[1] / "reports").glob("*.txt"))


def kept(vocabulary: Vocabulary) -> Vocabulary:
    """``vocabulary`` as it comes out of the cache."""
    again: Vocabulary = pickle.loads(packed(vocabulary))  # noqa: S301 - its own bytes
    return again


def test_all_that_is_looked_up_is_the_same() -> None:
    fresh, again = Vocabulary(load_forms()), kept(Vocabulary(load_forms()))
    assert again.forms == fresh.forms
    assert again.own_lines == fresh.own_lines
    tables = zip(fresh.tables, again.tables, strict=True)
    for (edition, table), (other_edition, other) in tables:
        assert other_edition == edition
        assert other.form is again.forms[edition.name].tables[table.form.name]
        assert (other.order, other.block_numbers, other.is_plain) == (table.order, table.block_numbers, table.is_plain)
        for text in (*table.as_written, "总计", "1、总计", "其他", "不是标签"):
            assert again.knows(text) == fresh.knows(text)
            assert other.read(text) == table.read(text)
            for one, both in zip(table.labels, other.labels, strict=True):
                assert both.find(text) == one.find(text)
    for words in ("总体情况", "总体情况介绍", "存在主要问题及改进情况", "其它需要报告事项", "无关的标题", ""):
        assert again.section(words) == fresh.section(words)


@pytest.mark.parametrize("path", _REPORTS, ids=lambda path: path.stem)
def test_a_report_is_read_the_same(path: Path) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    fresh = read_document(source, vocabulary=Vocabulary(load_forms()))
    for again in (default_vocabulary(), kept(default_vocabulary())):
        other = read_document(source, vocabulary=again)
        assert (other.report, other.choice, other.kind) == (fresh.report, fresh.choice, fresh.kind)
        assert (dict(other.tables), other.facts) == (dict(fresh.tables), fresh.facts)


def test_nothing_of_what_was_read_is_kept() -> None:
    text = _REPORTS[-1].read_text(encoding="utf-8") + "\n七、一个不见于版式的标题\n"
    vocabulary = Vocabulary(load_forms())
    before = packed(vocabulary)
    document = read_document(Source("a.txt", text), vocabulary=vocabulary)
    assert any(document.tables.values())
    assert any(table.frames.texts for _, table in vocabulary.tables)
    assert all(not table.frames.texts for _, table in kept(vocabulary).tables)
    assert "不见于版式".encode() not in packed(vocabulary)
    assert len(packed(vocabulary)) <= len(before) * 1.01
