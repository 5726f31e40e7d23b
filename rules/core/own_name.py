"""内容：自称和机关名称。"""

from __future__ import annotations

from collections.abc import Iterator

from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.nodes import Report
from gklint.report.titles import is_agency
from gklint.text import Span, fold

from .passages import Joined, paragraph_spans, paragraphs_of, prose

_KINDS = {"局": "局", "委员会": "委", "镇人民政府": "镇", "乡人民政府": "乡", "街道办事处": "街道", "厅": "厅"}
_SELF = late(r"我(局|委(?![托派员任屈])|镇|乡(?!镇)|街道|厅)(?![长级际面域部限])")
_QUOTATION = late(r"“[^“”]*”|《[^《》]*》")
_WRITTEN_BY = late(r"由(?P<name>[^，。；、（(]{4,30}?)(?:编制|撰写|负责编制)", words="由")


@rule("STR021")
def own_name(report: Report, ctx: Context) -> Iterator[Finding]:
    """The body that reports is called by one name: that of the title."""
    agency = ctx.document.agency
    kind = _kind(agency or "")
    if agency is None or kind is None:
        return
    yield from _selves(report, agency, kind, ctx)
    for name, span in _other_names(report, ctx):
        if _kind(name) is not None and not _same_body(fold(name), fold(agency)):
            yield ctx.finding(span, f"题名的机关是“{agency}”，这里写作“{name}”")


def _kind(agency: str) -> str | None:
    """How a body of this kind calls itself: 局, 委, 镇, 乡, 街道, 厅; ``None`` where that is not certain."""
    return next((short for ending, short in _KINDS.items() if agency.endswith(ending)), None)


def _selves(report: Report, agency: str, kind: str, ctx: Context) -> Iterator[Finding]:
    """A self-name of another kind of body: 我镇 in the report of a 局. One finding for each."""
    found: dict[str, tuple[Span, int]] = {}
    words = prose(report)
    if not any(f"我{other}" in words for other in _KINDS.values() if other != kind):
        return
    for span in paragraph_spans(report, None, *(section.role for section in report.sections)):
        text = ctx.text(span)
        if "我" not in text:
            continue
        text = _QUOTATION.sub(lambda match: "＿" * len(match[0]), text)
        for match in _SELF.finditer(text):
            first, times = found.get(match[1], (Span(span.start + match.start(), span.start + match.end()), 0))
            found[match[1]] = (first, times + 1)
    for other, (first, times) in found.items():
        if other != kind:
            yield ctx.finding(first, f"题名的机关是“{agency}”，正文却自称“我{other}”（{times} 处）")


def _other_names(report: Report, ctx: Context) -> Iterator[tuple[str, Span]]:
    """The names that the preface (由……编制) and the signature give."""
    preface = paragraphs_of(report, None)
    match = _WRITTEN_BY.search("".join([passage.words for passage in preface]))
    if match:
        text = Joined(ctx.document.source, [passage.span for passage in preface])
        yield match["name"], text.span(*match.span("name"))
    last = paragraphs_of(report, report.sections[-1].role)[-2:] if report.sections else []
    for passage in last:
        if not passage.text.endswith("。") and is_agency(passage.text):
            yield passage.words, passage.span


def _same_body(one: str, other: str) -> bool:
    """Whether two names may be of one body: one's characters stand in the other, in order (卫健委, 卫生健康委员会)."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(character in rest for character in short)
