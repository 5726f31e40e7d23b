"""The first letter of a line tells quickly whether a heading's number may stand there damaged."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from gklint.report import headings
from gklint.report.headings import Numbering, read_damaged_number, read_number
from gklint.text import Span


def by_the_patterns(line: str) -> Numbering | None:
    """What the patterns alone make of ``line``."""
    noise = headings._NOISE.match(line)
    if noise:
        at = noise.end()
        number = read_number(line[at:])
        return number and number._replace(span=Span(number.span.start + at, number.span.end + at), end=number.end + at)
    bare = headings._BARE.match(line)
    return Numbering(1, Span(*bare.span(1)), headings.han_ordinal(bare[1]), bare.end()) if bare else None


@given(st.text(alphabet=" \t\u00a0\u3000\n#*lAé•■★一二十⼀、．.是件", max_size=10))
@example("l六、问题")
@example("# ■ 六、问题")
@example("\u3000二总体情况")
@example("")
def test_it_is_read_as_by_the_patterns_alone(line: str) -> None:
    assert read_damaged_number(line) == by_the_patterns(line)


def test_both_kinds_are_found() -> None:
    found = [read_damaged_number(line) for line in ("l六、问题", "\u3000二总体情况", "六、问题", "é六、问题")]
    assert [number and number.ordinal for number in found] == [6, 2, 6, None]
