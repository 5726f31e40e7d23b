"""What a pack wants of reports in one key of a rule: title, sub-headings, contents, deadline, length."""

from pathlib import Path

import pytest

from gklint.diagnostics import Findings
from gklint.engine.check import check
from gklint.engine.problems import PackError
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.report.read import read_document
from gklint.text import Source
from tests.engine.build import write_pack
from tests.packs.test_pack_option import HEAD

REPORT = (Path(__file__).parents[2] / "rules" / "core" / "base" / "2021.txt").read_text(encoding="utf-8")
TITLE = REPORT.splitlines()[0]


def findings(folder: Path, body: str, text: str) -> Findings:
    pack = load_pack(write_pack(folder, HEAD + body), allow_python=False)
    return check(read_document(Source("a.txt", text)), load_ruleset([pack]))


def told(folder: Path, body: str, text: str) -> list[tuple[int, str]]:
    lines = Source("a.txt", text).lines
    found = findings(folder, body, text).diagnostics
    return [(lines.position(one.span.start).line, one.message) for one in found]


def line_of(words: str, text: str = REPORT) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def test_the_title(tmp_path: Path) -> None:
    assert TITLE == "璟原县财政局2025年政府信息公开工作年度报告"
    usual, other = "{机关}{年度}年政府信息公开工作年度报告", "{机关}政府信息公开工作{年度}年度报告"
    assert told(tmp_path, f'    title: "{usual}"\n', REPORT) == []
    assert told(tmp_path, f'    title: ["{other}", "{usual}"]\n', REPORT) == []
    assert told(tmp_path, f'    title: "{usual}"\n', REPORT.replace("2025年政府", " ２０２５ 年政府")) == []
    wanted = "璟原县财政局政府信息公开工作2025年度报告"
    assert told(tmp_path, f'    title: "{other}"\n', REPORT) == [(1, f"题名“{TITLE}”应写作“{wanted}”")]


def test_a_text_without_a_title_is_not_judged(tmp_path: Path) -> None:
    found = findings(tmp_path, '    title: "{机关}报告"\n', REPORT[REPORT.index("一、总体情况") :])
    assert found.diagnostics == ()
    assert [one.reason for one in found.not_run] == ["没有找到题名"]


HEADINGS = "    subheadings: [主动公开, 依申请公开, 政府信息管理, [平台建设, 网站建设], 监督保障]\n"


def test_sub_headings(tmp_path: Path) -> None:
    assert told(tmp_path, HEADINGS, REPORT) == []
    heading = line_of("一、总体情况")
    changed = REPORT.replace("（四）政府信息公开平台建设", "（四）网站建设情况")
    assert changed != REPORT
    assert told(tmp_path, HEADINGS, changed) == []
    changed = REPORT.replace("（四）政府信息公开平台建设", "（四）日常更新")
    words = "第一部分没有小标题“平台建设”，应依次有：主动公开、依申请公开、政府信息管理、平台建设、监督保障"
    assert told(tmp_path, HEADINGS, changed) == [(heading, words)]
    swapped = REPORT.replace("（一）主动公开", "（一）依申请").replace("（二）依申请公开", "（二）主动公开")
    swapped = swapped.replace("（一）依申请", "（一）依申请公开")
    assert [words[:12] for _, words in told(tmp_path, HEADINGS, swapped)] == ["第一部分的小标题次序不对"]


def test_contents_by_name_by_words_and_by_pattern(tmp_path: Path) -> None:
    preface = "    in: [preface]\n    contains: [依据, 文号, 璟原县, {省办通知: '办公厅.{0,40}年报通知'}]\n"
    assert told(tmp_path, preface, REPORT) == [(1, "导语没有写明：省办通知")]
    assert told(tmp_path, preface + '    message: "{何处}缺{缺}，要{要求}"\n', REPORT) == [
        (1, "导语缺省办通知，要依据、文号、璟原县、省办通知")
    ]
    fee = "    in: [other]\n    contains: 信息处理费\n"
    assert told(tmp_path, fee, REPORT) == []
    without = REPORT[: REPORT.index("六、")] + "六、其他需要报告的事项\n没有。\n"
    assert told(tmp_path, fee, without) == [(line_of("六、"), "第六部分没有写明：信息处理费")]
    broken = REPORT.replace("信息处理费", "信息处\n理费")
    assert told(tmp_path, fee, broken) == []
    assert told(tmp_path, fee, REPORT[: REPORT.index("六、")]) == []  # that the section lacks is STR001's
    no_preface = TITLE + "\n" + REPORT[REPORT.index("一、总体情况") :]
    assert [words for _, words in told(tmp_path, preface, no_preface)] == [
        "没有导语，应写明：依据、文号、璟原县、省办通知"
    ]


def test_the_deadline_is_by_whose_report_it_is(tmp_path: Path) -> None:
    body = "    deadline: {department: 1月28日, government: 2月20日}\n"
    for agency, day, late in (
        ("璟原县财政局", "1月28日", None),
        ("璟原县财政局", "1月29日", "1月28日"),
        ("璟原县人民政府", "2月20日", None),
        ("璟原县人民政府", "3月1日", "2月20日"),
    ):
        text = f"{agency}{TITLE.removeprefix('璟原县财政局')}\n" + REPORT.partition("\n")[2] + f"\n2026年{day}\n"
        found = [words for _, words in told(tmp_path, body, text)]
        assert found == ([f"发布（落款）日期 2026年{day} 晚于 {late} 的期限"] if late else []), (agency, day)
    only = "    deadline: {government: 2月20日}\n"
    assert told(tmp_path, only, REPORT + "\n2026年12月1日\n") == []
    assert [one.reason for one in findings(tmp_path, body, TITLE + "\n一、总体情况\n略。\n").not_run] == [
        "没有找到发布（落款）日期"
    ]


def test_length_without_spaces_and_tables(tmp_path: Path) -> None:
    text = REPORT.replace("五、", "五 、\n", 1) if "五、存" not in REPORT else REPORT
    section = text[text.index("五、存在") : text.index("六、")]
    count = len("".join(section.split()))
    body = "    in: [issues]\n    length: {min: %d, max: %d}\n"
    assert told(tmp_path, body % (count, count), text) == []
    place = line_of("五、存在", text)
    assert told(tmp_path, body % (count + 1, 9999), text) == [(place, f"第五部分有 {count} 字，少于 {count + 1} 字")]
    assert told(tmp_path, body % (1, count - 1), text) == [(place, f"第五部分有 {count} 字，多于 {count - 1} 字")]
    tables = "    in: [requests]\n    length: {max: 60}\n"
    assert told(tmp_path, tables, text) == []


def test_the_condition_and_the_grade(tmp_path: Path) -> None:
    body = (
        '    when: 匹配(机关, "^璟原")\n    length: {min: 9999}\n    grades: {少: {level: info, when: 年度 > 2024}}\n'
    )
    assert [one.grade for one in findings(tmp_path, body, REPORT).diagnostics] == ["少"]
    assert findings(tmp_path, body, REPORT.replace("璟原", "清原")).diagnostics == ()


@pytest.mark.parametrize(
    ("body", "place", "words"),
    [
        ('    title: "{机构}年度报告"\n', (8, 14), "题名的写法里没有 {机构}（是否想写 机关？）"),
        ('    title: "{机关}{年度}"\n', (8, 12), "没有文字"),
        ("    title: 报告\n    on: title\n", (9, 5), "title 本身就定了看什么，不用写 on"),
        ("    title: 报告\n    in: [other]\n", (9, 5), "title 不分部分，不能用 in"),
        ("    title: 报告\n    length: {min: 1}\n", (2, 5), "却有 title、length"),
        ("    subheadings: []\n", (8, 5), "subheadings 是空的"),
        ("    subheadings: [{a: b}]\n", (8, 19), "小标题应为文字"),
        ("    contains: [{甲: 公开(?=信息)}]\n", (8, 22), "改用 unless"),
        ("    contains: [依据]\n    in: [overvew]\n", (9, 10), "是否想写 overview"),
        ("    deadline: {department: 2月30日}\n", (8, 28), "应为次年的一天"),
        ("    deadline: {departments: 1月30日}\n", (8, 16), "是否想写 department"),
        ("    length: {min: 30, max: 20}\n", (8, 5), "min 30 大于 max 20"),
        ("    length: {min: 多}\n", (8, 19), "min 应为字数，不是 多"),
        ('    length: {min: 5}\n    message: "{实计}"\n', (9, 16), "是否想写 实际"),
    ],
)
def test_mistakes_are_told_at_their_places(tmp_path: Path, body: str, place: tuple[int, int], words: str) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(write_pack(tmp_path, HEAD + body), allow_python=False)
    found = [((one.line, one.column), str(one)) for one in caught.value.problems]
    assert any(where == place and words in text for where, text in found), found
