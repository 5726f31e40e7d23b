"""gklint's own codes: each names one kind of defect, and no rule has one."""

from __future__ import annotations

from gklint.runner.internal import OWN_CODES, remarked
from gklint.suppress import NAMES


def test_each_code_and_each_name_stands_for_one_defect() -> None:
    codes, names = [own.code for own in OWN_CODES], [own.name for own in OWN_CODES]
    assert len(set(codes)) == len(codes) == len(set(names))
    assert all(code.startswith("GK") for code in codes)


def test_an_unfinished_document_is_no_suppression() -> None:
    assert (remarked("有修订").code, remarked("有修订").name) == ("GK014", "unfinished-document")
    assert "GK014" not in NAMES
