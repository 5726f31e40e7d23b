"""Results made by hand, with one of everything that a reporter has to show."""

from gklint.diagnostics import (
    Applicability,
    Basis,
    BasisStatus,
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
from gklint.reporters.base import Style, reporter
from gklint.results import FileResult, Status, Tally
from gklint.runner.internal import unreadable
from gklint.text import Source, Span

_SAME = "监督保障。健全制度，明确责任，加强培训，把公开工作纳入年度考核，定期通报各科室的办理进度和存在的不足。"
TEXT = (
    "青川区水务局2022年政府信息公开工作年度报告\n"  # 1
    "一、总体情况\n"  # 2
    "（一）主动公开。全年公开信息 12 条，其中“供水”类 5 条。\n"  # 3
    f"（二）{_SAME}\n"  # 4
    f"（三）{_SAME}\n"  # 5
    "三、收到和处理政府信息公开申请情况\n"  # 6
    "一、本年新收政府信息公开申请数量\t9\n"  # 7
    "你好,今天,明天,后天,大家,再见。\n"  # 8
)


def span_of(words: str, after: int = 0) -> Span:
    """Where ``words`` stand in the text."""
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def _commas() -> list[Diagnostic]:
    found, at = [], TEXT.index("你好")
    for _ in range(5):
        span = span_of(",", at)
        at = span.end
        fix = Fix("改为“，”", (Edit(span, "，"),))
        found.append(Diagnostic("PUN001", "half-width", Severity.WARNING, "汉字之间用了半角逗号", span, fix=fix))
    return found


def findings() -> Findings:
    """A duplicate with a label, a sum, five commas, a hint, one suppressed, two entries of not_run."""
    second = TEXT.index("（三）监督")
    line5 = Span(second, TEXT.index("\n", second))
    line4 = Span(TEXT.index("（二）监督"), second - 1)
    base = Basis("国办公开办函〔2021〕30号 附件 表三")
    custom = Basis("各地报告的通行写法", BasisStatus.CUSTOM)
    first, below = "一、本年新收 9  ＋ 二、上年结转 0    ＝ 9", "（七）总计   8  ＋ 四、结转下年度 0  ＝ 8      相差 1"
    sums = Calculation((first, below))
    remove = Fix("删去本段", (Edit(line5, ""),), Applicability.UNSAFE)
    quote = span_of("“供水”")
    hidden = Diagnostic("WRD001", "typo", Severity.WARNING, "看不见", span_of("供水"))
    diagnostics = [
        Diagnostic(
            "STR016",
            "duplicate-paragraph",
            Severity.ERROR,
            "与第 4 行的段落相同（54 字）",
            line5,
            (Label(line4, "首次出现在这里"),),
            fix=remove,
        ),
        Diagnostic(
            "ARI301",
            "requests-balance",
            Severity.ERROR,
            "自然人：新收 9 + 结转 0 = 9，办理结果 8 + 结转下年度 0 = 8，不相等",
            span_of("9", TEXT.index("一、本年新收")),
            basis=base,
            calculation=sums,
        ),
        *_commas(),
        Diagnostic("FMT005", "spaces", Severity.INFO, "数字与汉字之间有空格", span_of(" 12 "), basis=custom),
        Diagnostic("PUN008", "quotes", Severity.INFO, "引号内是类别名称", quote, grade="近似"),
        hidden.suppress(SuppressedBy.INLINE, "引文如此"),
    ]
    not_run = (
        NotRun("ARI401", "报告中没有找到这张表", "litigation"),
        NotRun("ARI303", "缺少这一行或这一格", "requests", "总计", None, span_of("一、本年新收"), 7),
    )
    return Findings(tuple(sorted(diagnostics, key=lambda d: d.order)), not_run)


def results() -> list[FileResult]:
    """Three files: one with findings, one that is no report, one that cannot be read."""
    source = Source("水务局.txt", TEXT)
    return [
        FileResult("水务局.txt", Status.CHECKED, source, None, findings()),
        FileResult("说明.md", Status.SKIPPED, Source("说明.md", "说明"), None),
        FileResult(
            "附件.doc",
            Status.FAILED,
            findings=Findings((unreadable("旧格式，请另存为 .docx", warning=True),)),
        ),
    ]


def render(name: str, style: Style | None = None, runs: list[FileResult] | None = None) -> str:
    """The whole output of the reporter ``name``."""
    made = reporter(name, style or Style())
    total = Tally(passed_over=4)
    pieces = [made.begin()]
    for result in results() if runs is None else runs:
        total.add(result)
        pieces.append(made.file(result))
    return "".join([*pieces, made.end(total)])
