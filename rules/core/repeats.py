"""结构：重复和近似重复的段落。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.diagnostics import Applicability, Edit, Fix, Label
from gklint.engine.rule import Context, Finding, Unchecked, rule
from gklint.report.nodes import Report
from gklint.text import fold_each

from .headings import other_report
from .passages import Passage, passages

# A paragraph shorter than this may well stand twice (RULES STR016), unless the two follow one another.
SHORTEST_COPY = 40
# Below this share of common characters two paragraphs are not near copies.
NEAR_COPY = 95.0
_PIECE = 6
# Each paragraph is compared with all others; a report has fifty, and the time grows with the square.
MOST_COMPARED = 2000
_WRITTEN = re.compile(r"\S")


@rule("STR016")
def repeated_paragraph(report: Report, ctx: Context) -> Iterator[Finding | Unchecked]:
    """No paragraph stands twice, nor all but twice; another report in the file (STR023) is not compared."""
    end = other_report(report) or len(report.source.text)
    paragraphs = [passage for passage in passages(report) if not passage.is_heading and passage.span.start < end]
    seen: dict[str, Passage] = {}
    different: list[tuple[Passage, str]] = []
    for paragraph, text in zip(paragraphs, fold_each(tuple([passage.text for passage in paragraphs])), strict=True):
        if text not in seen:
            seen[text] = paragraph
            different.append((paragraph, text))
        elif len(text) >= SHORTEST_COPY or (len(text) > 1 and _next_to(seen[text], paragraph, ctx)):
            yield _copy(paragraph, seen[text], len(text), ctx)
    yield from _near_copies([(p, t) for p, t in different if len(t) >= SHORTEST_COPY], ctx)


def _next_to(before: Passage, after: Passage, ctx: Context) -> bool:
    """Whether nothing but white space stands between two paragraphs."""
    # Searched, not cut out and stripped: they may lie megabytes apart.
    return _WRITTEN.search(ctx.document.source.text, before.span.end, after.span.start) is None


def _copy(paragraph: Passage, first: Passage, length: int, ctx: Context) -> Finding:
    place = ctx.document.source.place_words(first.span.start)
    fix = Fix("删去本段", (Edit(paragraph.span, ""),), Applicability.UNSAFE)
    return ctx.finding(
        paragraph.span,
        f"段落重复：与{place}相同（{length} 字）",
        labels=[Label(first.span, "首次出现在这里")],
        fix=fix,
    )


def _near_copies(found: list[tuple[Passage, str]], ctx: Context) -> Iterator[Finding | Unchecked]:
    if len(found) > MOST_COMPARED:
        yield ctx.unchecked(f"超过 {MOST_COMPARED} 段，没有逐段比较是否近似重复")
        return
    lengths = [len(text) for _, text in found]
    for i, (paragraph, text) in enumerate(found):
        length, room = len(text), 0.1 * len(text)
        for j in [j for j, other in enumerate(lengths[:i]) if -room <= length - other <= room]:
            earlier, other = found[j]
            ratio = _ratio(text, other) if _may_be_alike(text, other) else 0
            if ratio and not _differ_in_figures(text, other):
                place = ctx.document.source.place_words(earlier.span.start)
                yield ctx.finding(
                    paragraph.span,
                    f"段落近似重复：与{place}相似 {ratio:.0f}%",
                    labels=[Label(earlier.span, "相似的段落")],
                    grade="近似",
                )
                break


def _may_be_alike(one: str, other: str) -> bool:
    """Whether so many pieces of one text stand in the other that they may be near copies: a character that only one of
    them has breaks one piece at most."""
    left = (100 - NEAR_COPY) * (len(one) + len(other)) // 100
    for at in range(0, len(one), _PIECE):
        if one[at : at + _PIECE] not in other:
            left -= 1
            if left < 0:
                return False
    return True


def _ratio(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 100; 0 where they are less alike than near copies."""
    from rapidfuzz import fuzz  # seldom needed, and slow to import

    return fuzz.ratio(one, other, score_cutoff=NEAR_COPY)


def _differ_in_figures(one: str, other: str) -> bool:
    """Whether two texts are the same but for numbers: parallel statements of figures, not copies."""
    return one != other and re.sub(r"\d+", "", one) == re.sub(r"\d+", "", other)
