"""报告的段落，与别的报告比较时用。"""

from __future__ import annotations

from collections.abc import Iterator

from gklint.report.digest import Digest, Passage
from gklint.tuples import NamedTuple


class Text(NamedTuple):
    """A paragraph among all: whose, where, and its folded words."""

    report: Digest
    passage: Passage
    words: str


def texts(report: Digest) -> Iterator[Text]:
    """The paragraphs of a report, in order."""
    for passage, words in zip(report.passages, report.texts(), strict=True):
        yield Text(report, passage, words)
