"""Results with everything in them that a format may stumble over."""

from gklint.diagnostics import (
    Applicability,
    Basis,
    Calculation,
    Diagnostic,
    Edit,
    Findings,
    Fix,
    Label,
    NotRun,
    Severity,
    SuppressedBy,
)
from gklint.results import FileResult, Status
from gklint.text import Source, Span

CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0)))).replace("\n", "").replace("\r", "")
SCRIPT = "</script></style></title><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>"
LINK = "{0} [点这里](https://example.org)"
EVIL = f"]]> {SCRIPT} <!-- --> &amp; &#0; \"'`\\ %0A%25 {LINK} \ufffe\uffff\u202e\u2028\ud800😀"
LINES = (
    "甲县乙局2022年政府信息公开工作年度报告",
    f"一、{EVIL}",
    f"二、{CONTROLS}",
    "::error file=a::假的命令",
    "| 竖线 | 表格 |\r三、回车也是行尾",
    "",
    "尾",
)
TEXT = "\n".join(LINES)
PATH = "怪,名:字 %41\"<b>'&.txt"


def evil_results() -> list[FileResult]:
    """A file whose text, name and findings are hostile; one that crashed; one that is a Word file."""
    whole, second = Span(0, len(TEXT)), TEXT.index("二、")
    fix = Fix(f"改为{EVIL}", (Edit(Span(second, second + 2), EVIL),))
    diagnostics = (
        Diagnostic("STR001", "whole-text", Severity.ERROR, f"整篇{EVIL}", whole),
        Diagnostic(
            "PUN001", "second-line", Severity.WARNING, "第二\n行\r::error::假的", Span(second, second + 2), fix=fix
        ),
        Diagnostic(
            "ARI301",
            "sum",
            Severity.ERROR,
            CONTROLS,
            Span(second, second),
            (Label(Span(3, 5), EVIL), Label(Span(0, 2), "另一个文件", "别处/<i>.txt")),
            basis=Basis(EVIL),
            calculation=Calculation((EVIL, CONTROLS)),
        ),
        Diagnostic("ODD001", "end", Severity.INFO, "在末尾", Span(len(TEXT), len(TEXT))).suppress(
            SuppressedBy.CONFIG, EVIL
        ),
    )
    not_run = (NotRun("ARI303", EVIL, "requests", EVIL, EVIL, Span(second, second + 1), 3),)
    ordered = tuple(sorted(diagnostics, key=lambda d: d.order))
    crash = Diagnostic("GK900", "rule-crashed", Severity.ERROR, "gklint 自身出错", Span(0, 0))
    return [
        FileResult(PATH, Status.CHECKED, Source(PATH, TEXT), None, Findings(ordered, not_run)),
        FileResult("空.txt", Status.FAILED, Source("空.txt", ""), None, Findings((crash,)), unfinished=True),
        word_result(),
    ]


def word_result() -> FileResult:
    """A Word file: positions are those of the text that the reader made of it."""
    source = Source("报告.docx", "第一段\n第二段", origin=lambda offset: f"段落 {1 + offset // 4}")
    fix = Fix("改为“二”", (Edit(Span(5, 6), "二"),), Applicability.SAFE)
    found = Diagnostic("WRD001", "typo", Severity.WARNING, "错字", Span(5, 6), (Label(Span(0, 1), "同此"),), fix=fix)
    return FileResult("报告.docx", Status.CHECKED, source, None, Findings((found,)))
