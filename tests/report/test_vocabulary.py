"""Labels are told from other texts at a glance, and the glance is never wrong."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from gklint.report.forms import load_forms
from gklint.report.labels import Ends, bare, clause_numeral, is_note
from gklint.report.parse import default_vocabulary
from gklint.text import fold
from tests.report.test_parse_properties import quick, soups

SPECKS = [
    "",
    " ",
    "\u3000",
    "\u200b",
    "**",
    "<br>",
    "\\",
    "。",
    "；",
    ":",
    "1.",
    "（一）",
    "一、",
    "⻋",
    "项",
    "总",
    "）",
    "\n",
]


def labels() -> list[str]:
    """All that the forms know a label by."""
    return sorted({text for _, table in default_vocabulary().tables for text in table.as_written})


def known_at_length(text: str) -> bool:
    """Whether any table knows ``text``, asked of each part of each table by itself."""
    return len(text) <= 120 and any(
        table.rows.find(text)
        or table.groups.find(text)
        or any(columns.find(text) for columns in table.columns)
        or fold(text) in table.headers
        or (table.form.clause and clause_numeral(text))
        or (table.form.note and is_note(text))
        for _, table in default_vocabulary().tables
    )


def test_all_labels_of_the_forms_are_known() -> None:
    forms = load_forms().values()
    official = {row.label for form in forms for table in form.tables.values() for row in table.row_labels.values()}
    assert official <= set(labels())
    assert all(default_vocabulary().knows(label) for label in labels())


@quick
@given(st.sampled_from(labels()), st.sampled_from(SPECKS), st.sampled_from(SPECKS), st.integers(0, 12))
def test_a_label_with_a_speck_is_known_as_it_is_when_asked_at_length(
    label: str, before: str, behind: str, cut: int
) -> None:
    text = f"{before}{label[cut:] if cut < 4 else label[:cut]}{behind}".strip()
    assert default_vocabulary().knows(text) == bool(known_at_length(text))


@quick
@given(soups)
def test_any_text_is_known_as_it_is_when_asked_at_length(text: str) -> None:
    for line in text.splitlines():
        assert default_vocabulary().knows(line.strip()) == bool(known_at_length(line.strip()))


@quick
@given(st.lists(st.text(max_size=6), max_size=4), st.text(max_size=8))
def test_ends_let_all_texts_pass_that_fold_to_one_of_theirs(texts: list[str], text: str) -> None:
    words = text.strip()
    assert Ends(map(fold, [*texts, words])).fit(words)
    assert Ends([]).fit_end("项") is False
    assert Ends(["项"]).fit("一") is False


def likest(text: str) -> str | None:
    """The role of the heading that ``text`` is most like, looked for at length; ``None`` where none is like it."""
    vocabulary = default_vocabulary()
    best = process.extractOne(text, list(vocabulary._sections), scorer=fuzz.ratio, score_cutoff=80)
    return vocabulary._sections[best[0]] if best else None


@quick
@given(
    st.sampled_from(sorted(default_vocabulary()._sections)),
    st.lists(
        st.tuples(st.integers(0, 20), st.sampled_from(["", "情", "况", "公开", "x"]), st.integers(0, 2)), max_size=6
    ),
)
def test_a_damaged_heading_is_taken_for_the_one_that_it_is_most_like(
    title: str, slips: list[tuple[int, str, int]]
) -> None:
    for at, letters, gone in slips:
        title = title[:at] + letters + title[at + gone :]
    folded = fold(title)
    vocabulary = default_vocabulary()
    if folded not in vocabulary._sections and not vocabulary._any_keyword.search(folded):
        found = vocabulary.section(title)
        assert (found.role if found else None) == likest(folded)


HAN = "[一二三四五六七八九十]"
NUMBERING = re.compile(
    rf"(?:\(?(?P<han>{HAN}{{1,3}})\)|(?P<bare>{HAN}{{1,3}})(?=[、.,:])|\(?(?P<digits>\d{{1,2}})\)?(?=\D))\)?[、.,:]?"
)


@given(st.text(st.sampled_from("一二十、，,.．:：()（）12３٣甲 "), max_size=7))
@settings(max_examples=1000)
def test_a_number_before_a_label_is_what_one_pattern_says(text: str) -> None:
    folded = fold(text)
    match = NUMBERING.match(folded)
    if match is None or match.end() == len(folded):
        assert bare(text) == folded
    else:
        assert bare(text) == f"{match['han'] or match['bare'] or match['digits']}:{folded[match.end() :]}"
