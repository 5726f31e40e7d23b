"""A report whose lines were lost: one long line with the headings in it, cut into lines where the headings stand.

Only a line that has at least three of the form's headings, numbered and worded as the form has them and each with a
body behind it, is cut; a sentence that lists the sections is not.
"""

from __future__ import annotations

from gklint.late import late
from gklint.report.vocabulary import Vocabulary

_LEAST_HEADINGS = 3
_LEAST_BODY = 10
LONG = 200
"""Shorter lines hold no whole report."""
_TITLE = late(r"[^。！？：:]{0,60}?公开(?:工作)?(?:\d{4}年?)?(?:年度)?(?:工作)?(?:年度)?报告")


def cuts(text: str, vocabulary: Vocabulary) -> list[int]:
    """The places in a line where new lines should begin, in order; empty for an ordinary line."""
    if len(text) < LONG:
        return []
    found = [match.span() for match in vocabulary.headings.finditer(text)]
    ends = [start for start, _ in found[1:]] + [len(text)]
    headings = [span for span, end in zip(found, ends, strict=False) if end - span[1] >= _LEAST_BODY]
    if len(headings) < _LEAST_HEADINGS:
        return []
    title = _TITLE.match(text, 0, headings[0][0])
    places = {place for heading in headings for place in heading} | ({title.end()} if title else set())
    return sorted(place for place in places if 0 < place < len(text.rstrip("\r\n")))
