from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import pytest

from gklint.diagnostics import Applicability, BasisStatus, Severity
from gklint.engine.check import Checker, CheckOptions, check
from gklint.report.bound import BoundTable
from gklint.report.document import Fact
from gklint.text import Span
from tests.engine.build import document, ruleset, table

BALANCE = """\
    on: requests.column
    let:
      来件: 本年新收 + 上年结转
      去件: 总计 + 结转下年度
    require: 来件 == 去件
    message: "{column}：{本年新收} + {上年结转} = {来件}，{总计} + {结转下年度} = {去件}"
    mark: [总计, 本年新收]
    calc: ["一、{本年新收} ＋ 二、{上年结转} ＝ {来件}"]
"""


def requests(cells: Mapping[tuple[str, str], str | None], fill: str | None = "0") -> dict[str, BoundTable | None]:
    return {"requests": table(cells=cells, fill=fill)}


def test_a_balanced_table_has_no_finding_and_nothing_unchecked(tmp_path: Path) -> None:
    cells = {("本年新收", "自然人"): "3", ("总计", "自然人"): "2", ("结转下年度", "自然人"): "1"}
    found = check(document(tables=requests(cells)), ruleset(tmp_path, BALANCE))
    assert found.diagnostics == ()
    assert found.not_run == ()


def test_an_unbalanced_column_is_found_once_with_marks_and_calculation(tmp_path: Path) -> None:
    cells = {("本年新收", "自然人"): "9", ("上年结转", "自然人"): "1.50", ("总计", "自然人"): "8"}
    tables = requests(cells)
    (found,) = check(document(tables=tables), ruleset(tmp_path, BALANCE)).diagnostics
    bound = tables["requests"]
    assert bound is not None
    assert found.message == "自然人：9 + 1.5 = 10.5，8 + 0 = 8"
    assert found.span == bound.cell("总计", "自然人").span
    assert [(label.span, label.message) for label in found.labels] == [
        (bound.cell("本年新收", "自然人").span, "本年新收（自然人）9")
    ]
    assert found.calculation is not None
    assert found.calculation.lines == ("一、9 ＋ 二、1.5 ＝ 10.5",)
    assert (found.severity, found.grade) == (Severity.ERROR, None)
    assert found.basis is not None
    assert (found.basis.text, found.basis.status) == ("样例依据", BasisStatus.OFFICIAL)


def test_a_broken_sum_over_a_blank_is_a_warning_that_says_so(tmp_path: Path) -> None:
    cells = {("本年新收", "自然人"): "9", ("上年结转", "自然人"): "", ("总计", "自然人"): "8"}
    (found,) = check(document(tables=requests(cells)), ruleset(tmp_path, BALANCE)).diagnostics
    assert (found.severity, found.grade) == (Severity.WARNING, "空白")
    assert found.message == "自然人：9 + 空白 = 9，8 + 0 = 8（空白按 0 计）"


@pytest.mark.parametrize("blank", ["", "/"])
def test_a_sum_that_holds_only_if_blank_is_nought_cannot_be_checked(tmp_path: Path, blank: str) -> None:
    cells = {("本年新收", "自然人"): "8", ("上年结转", "自然人"): blank, ("总计", "自然人"): "8"}
    found = check(document(tables=requests(cells)), ruleset(tmp_path, BALANCE))
    assert found.diagnostics == ()
    (entry,) = found.not_run
    assert (entry.code, entry.table, entry.count) == ("ABC001", "requests", 1)
    assert (entry.row, entry.column) == (None, "自然人")
    assert "空白" in entry.reason


@pytest.mark.parametrize(("raw", "word"), [("三件", "不是数字"), (None, "缺少"), ("?", "不能确定")])
def test_what_cannot_be_read_is_not_run_with_its_place(tmp_path: Path, raw: str | None, word: str) -> None:
    cells = {("本年新收", "自然人"): "8", ("上年结转", "自然人"): raw}
    tables = requests(cells)
    found = check(document(tables=tables), ruleset(tmp_path, BALANCE))
    assert found.diagnostics == ()
    (entry,) = found.not_run
    bound = tables["requests"]
    assert bound is not None
    assert word in entry.reason
    assert (entry.row, entry.column) == ("上年结转", "自然人")
    assert entry.span == bound.cell("上年结转", "自然人").span


def test_not_run_is_one_entry_for_a_table_and_reason(tmp_path: Path) -> None:
    found = check(document(tables=requests({}, fill=None)), ruleset(tmp_path, BALANCE))
    (entry,) = found.not_run
    assert (entry.row, entry.column, entry.count) == ("本年新收", "自然人", 7)


def test_a_table_that_is_absent_is_not_run(tmp_path: Path) -> None:
    (entry,) = check(document(tables={"requests": None}), ruleset(tmp_path, BALANCE)).not_run
    assert (entry.code, entry.table) == ("ABC001", "requests")


def test_sets_of_rows_and_columns_are_summed(tmp_path: Path) -> None:
    body = "    on: requests.column\n    require: 合计(办理结果) == 总计\n    message: '{列} {合计(办理结果)}'\n"
    cells = {("予以公开", "总计"): "2", ("其他处理/其他", "总计"): "3", ("总计", "总计"): "4"}
    (found,) = check(document(tables=requests(cells)), ruleset(tmp_path, body)).diagnostics
    assert found.message == "总计 5"


def test_a_rule_is_run_on_a_table_of_its_own_form_only(tmp_path: Path) -> None:
    body = "    on: requests.row\n    forms: [2019]\n    require: 总计 == 1\n    message: x\n    rows: [总计]\n"
    rules = ruleset(tmp_path, body)
    assert check(document(tables=requests({})), rules).diagnostics == ()
    old: dict[str, BoundTable | None] = {"requests": table(form="2019")}
    assert len(check(document(tables=old, form="2019", year=2020), rules).diagnostics) == 1


def test_rows_without_the_columns_that_a_rule_names_do_not_concern_it(tmp_path: Path) -> None:
    body = "    on: proactive.row\n    forms: [2021]\n    require: 现行有效 >= 制发\n    message: '{行}'\n"
    cells = {("行政规范性文件", "制发"): "2", ("行政规范性文件", "现行有效"): "1"}
    found = check(document(tables={"proactive": table("proactive", cells=cells)}), ruleset(tmp_path, body))
    assert [one.message for one in found.diagnostics] == ["行政规范性文件"]
    assert found.not_run == ()


def fact(number: str, *, indicator: str = "上年结转", qualifiers: frozenset[str] = frozenset()) -> Fact:
    return Fact(indicator, Decimal(number), "件", False, Span(30, 40), Span(35, 36), "overview", qualifiers)


FACTS = """\
    on: fact
    indicator: 上年结转
    grades: {口径不明: {level: info, when: 有口径("约数")}}
    let:
      表中: {2019: 表三.上年结转.总计, 2021: requests.上年结转.总计}
    require: 本数 == 表中
    message: 文中 {本数}{单位}，表中 {表中}
"""


def test_a_fact_is_compared_with_the_table(tmp_path: Path) -> None:
    tables = requests({("上年结转", "总计"): "2"})
    facts = [fact("2"), fact("5"), fact("6", qualifiers=frozenset({"约数"})), fact("9", indicator="本年新收")]
    found = check(document(tables=tables, facts=facts), ruleset(tmp_path, FACTS)).diagnostics
    assert [(one.message, one.severity, one.grade) for one in found] == [
        ("文中 5件，表中 2", Severity.ERROR, None),
        ("文中 6件，表中 2", Severity.INFO, "口径不明"),
    ]
    assert found[0].span == Span(35, 36)


PATTERN = """\
    on: paragraph
    in: [overview]
    pattern: 加大(.{1,4})水平
    unless: ['“[^”]*”']
    message: “{命中}”搭配不当：{组1}
    fix: {replace: '提高\\1水平', safe: true}
"""


def test_a_pattern_gives_its_place_its_groups_and_a_fix(tmp_path: Path) -> None:
    text = "本局“加大公开水平”，又加大服务水平。"
    made = document([text])
    (found,) = check(made, ruleset(tmp_path, PATTERN)).diagnostics
    assert made.text(found.span) == "加大服务水平"
    assert found.message == "“加大服务水平”搭配不当：服务"
    assert found.fix is not None
    assert found.fix.applicability is Applicability.SAFE
    assert [(edit.span, edit.text) for edit in found.fix.edits] == [(found.span, "提高服务水平")]


def test_a_lexicon_is_found_except_inside_its_exceptions(tmp_path: Path) -> None:
    body = "    on: sentence\n    lexicon: typos\n    fix: {safe: false}\n    message: “{错}”应为“{对}”{注}\n"
    words = """\
entries:
  - {wrong: 作好, right: 做好, except: [工作好评]}
  - {wrong: 作好事, right: 做好事, note: 长的优先}
"""
    made = document(["获得工作好评。作好公开；作好事。"])
    found = check(made, ruleset(tmp_path, body, typos_yaml=words)).diagnostics
    assert [(made.text(one.span), one.message) for one in found] == [
        ("作好", "“作好”应为“做好”"),
        ("作好事", "“作好事”应为“做好事”长的优先"),
    ]
    assert found[0].fix is not None
    assert found[0].fix.applicability is Applicability.UNSAFE


def test_rules_that_look_at_words_only_have_no_table_bound_and_no_fact_read(tmp_path: Path) -> None:
    def unread() -> NoReturn:
        raise AssertionError("no rule asks for it")

    body = "    on: prose\n    lexicon: typos\n    message: “{错}”应为“{对}”\n"
    rules = ruleset(tmp_path, body, typos_yaml="entries:\n  - {wrong: 帐号, right: 账号}\n")
    made = document(["公布了帐号。"]).replaced(read_tables=unread, read_facts=unread)
    assert [found.message for found in check(made, rules).diagnostics] == ["“帐号”应为“账号”"]


PYTHON = "    on: report\n    python: checks.py\n    why-python: 要数段落\n"


def test_a_python_rule_yields_findings_and_what_it_could_not_check(tmp_path: Path) -> None:
    code = """\
from gklint.engine.rule import rule

@rule("ABC001")
def look(report, ctx):
    yield ctx.finding(report.title.span, "看到" + ctx.document.agency)
    yield ctx.unchecked("没有图", table="requests")
"""
    found = check(document(), ruleset(tmp_path, PYTHON, checks_py=code))
    assert [one.message for one in found.diagnostics] == ["看到清河县林业局"]
    assert [(one.reason, one.table) for one in found.not_run] == [("没有图", "requests")]


@pytest.mark.parametrize(
    "code",
    [
        "from gklint.engine.rule import rule\n\n@rule('ABC001')\ndef look(report, ctx):\n    return [1 / 0]\n",
        "import no_such_module_anywhere\n",
        "from gklint.engine.rule import rule\n",
    ],
)
def test_a_rule_that_raises_is_gk900_and_the_others_go_on(tmp_path: Path, code: str) -> None:
    other = """\
  - code: ABC002
    name: other-rule
    summary: 另一条
    severity: info
    basis: 样例依据
    on: paragraph
    pattern: 林业
    message: 有
"""
    rules = ruleset(tmp_path, PYTHON + other, checks_py=code)
    crash, fine = check(document(["林业"]), rules).diagnostics
    assert (crash.code, crash.severity) == ("GK900", Severity.ERROR)
    assert "ABC001" in crash.message
    assert "sample" in crash.message
    assert fine.code == "ABC002"


def test_the_users_levels_and_selection_are_followed(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, FACTS)
    made = document(tables=requests({}), facts=[fact("5"), fact("6", qualifiers=frozenset({"约数"}))])

    def levels(**wanted: Severity) -> list[Severity]:
        options = CheckOptions(severities={key.replace("_", "."): level for key, level in wanted.items()})
        return [one.severity for one in check(made, rules, options).diagnostics]

    assert levels(ABC001=Severity.WARNING) == [Severity.WARNING, Severity.WARNING]
    assert levels(ABC001_口径不明=Severity.ERROR) == [Severity.ERROR, Severity.ERROR]
    assert check(made, rules, CheckOptions(selected=frozenset())).diagnostics == ()


def test_timings_are_kept_by_code(tmp_path: Path) -> None:
    timings: dict[str, float] = {}
    checker = Checker(ruleset(tmp_path, BALANCE), CheckOptions(timings=timings))
    checker.check(document(tables=requests({})))
    assert timings.keys() == {"ABC001"}
    assert timings["ABC001"] > 0


def test_the_same_finding_twice_is_one_and_all_are_in_order(tmp_path: Path) -> None:
    code = """\
from gklint.engine.rule import rule
from gklint.text import Span

@rule("ABC001")
def look(report, ctx):
    for start in (9, 2, 9):
        yield ctx.finding(Span(start, start + 1), "同")
"""
    found = check(document(), ruleset(tmp_path, PYTHON, checks_py=code)).diagnostics
    assert [one.span.start for one in found] == [2, 9]


def test_options_reach_expressions_and_python(tmp_path: Path) -> None:
    body = """\
    on: paragraph
    options:
      shortest: {type: number, default: 5, help: 最少字数}
      passes: {type: list, default: [无], help: 放行}
    when: 非 文字 属于 选项("passes")
    require: 长度(文字) >= 选项("shortest")
    message: 只有 {长度(文字)} 字，少于 {选项("shortest")}
"""
    rules = ruleset(tmp_path, body)
    made = document(["无", "三个字", "这里有五字"])
    assert [one.message for one in check(made, rules).diagnostics] == ["只有 3 字，少于 5"]
    longer = CheckOptions(options={"ABC001": {"shortest": 6}})
    assert [one.message for one in check(made, rules, longer).diagnostics] == [
        "只有 3 字，少于 6",
        "只有 5 字，少于 6",
    ]


def test_rows_and_columns_narrow_the_subjects(tmp_path: Path) -> None:
    body = """\
    on: requests.cell
    rows: [总计]
    columns: [其他, 总计]
    require: 值 == 1
    message: "{行}.{列}"
"""
    found = check(document(tables=requests({})), ruleset(tmp_path, body)).diagnostics
    assert [one.message for one in found] == ["总计.其他", "总计.总计"]


def test_patterns_are_found_also_where_only_a_piece_begins_or_ends(tmp_path: Path) -> None:
    body = "    on: sentence\n    pattern: ^乙|丁$\n    message: x\n"
    made = document(["甲。乙。丙丁"])
    found = check(made, ruleset(tmp_path, body)).diagnostics
    assert [made.text(one.span) for one in found] == ["乙", "丁"]
