from __future__ import annotations

from pathlib import Path

import pytest

from gklint.engine.examples import ExampleError, apply, base_failures, base_texts, run_examples
from gklint.engine.problems import Mark, PackError
from gklint.engine.rule import Example
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.text import Source
from tests.engine.build import HEADING, TITLE, document, head, write_pack

ROOT = Path(__file__).resolve().parents[2]
BASE = ["本局依法公开。", "公开信息 8 条。"]


def example(*cells: tuple[str, str], **keys: str) -> Example:
    return Example(Mark(1, 1), {key.rstrip("_"): text for key, text in keys.items()}, cells)


def analyse(text: str) -> Document:
    return document([line for line in text.splitlines() if line and line not in (TITLE, HEADING)])


def test_patches() -> None:
    base = document(BASE)
    whole = base.source.text
    assert apply(example(replace="8 条", with_="9 条"), base) == whole.replace("8 条", "9 条")
    assert apply(example(section="一", text="另写。"), base) == f"{TITLE}\n{HEADING}\n另写。\n"
    assert apply(example(section="overview", text="另写。"), base) == f"{TITLE}\n{HEADING}\n另写。\n"
    assert apply(example(delete="section 一"), base) == f"{TITLE}\n"
    assert apply(example(text="全文"), base) == "全文"


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (example(replace="没有的话", with_="x"), "有 0 处"),
        (example(replace="公开", with_="x"), "处，要恰好一处"),
        (example(section="六", text="x"), "没有部分 六"),
        (example(("本年新收.自然人", "3")), "有 0 个"),
    ],
)
def test_patches_that_do_not_fit_say_why(one: Example, words: str) -> None:
    with pytest.raises(ExampleError, match=words):
        apply(one, document(BASE))


RULE = """\
    on: paragraph
    pattern: "([0-9]+) 条"
    unless: ["共 [0-9]+ 条"]
    message: “{命中}”中有空格
    fix: {replace: '\\1条', safe: true}
    examples:
      good: [%s]
      bad: [%s]
"""


def failures(folder: Path, good: str, bad: str) -> list[str]:
    write_pack(folder, head() + RULE % (good, bad))
    (folder / "base").mkdir(exist_ok=True)
    (folder / "base" / "2021.txt").write_text(document(["本局依法公开。"]).source.text, encoding="utf-8")
    pack = load_pack(folder, False)
    return [one.reason for one in run_examples(load_ruleset([pack]), base_texts(pack), analyse)]


def test_examples_that_come_out(tmp_path: Path) -> None:
    good = "{section: 一, text: 共 3 条}, {replace: 依法, with: 及时}"
    bad = "{section: 一, text: 公开 3 条, mark: 3 条, message: 空格}"
    assert failures(tmp_path, good, bad) == []


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("{section: 一, text: 公开 3 条}", "", "好样例却报出 ABC001"),
        ("", "{section: 一, text: 公开3条}", "没有报出"),
        ("", "{section: 一, text: 公开 3 条, mark: 公开}", "不符"),
        ("", "{section: 一, text: 公开 3 条, message: 逗号}", "不符"),
        ("", "{section: 一, text: 公开 3 条, grade: 轻}", "不符"),
        ("", "{form: 2019, section: 一, text: 公开 3 条}", "没有 2019 版的基准报告"),
    ],
)
def test_examples_that_do_not(tmp_path: Path, good: str, bad: str, words: str) -> None:
    (reason,) = failures(tmp_path, good, bad)
    assert words in reason


@pytest.mark.parametrize(
    "bad",
    [
        "{section: 一}",
        "{replace: 甲}",
        "{cell: 甲.乙}",
        "{mark: x}",
        "{text: x, delete: 六}",
        "{from: 2021, text: x}",
        "{year: 2024, text: x}",
    ],
)
def test_examples_are_checked_when_loaded(tmp_path: Path, bad: str) -> None:
    with pytest.raises(PackError, match=r"rules\.yaml:14:1[34]: 样例"):
        failures(tmp_path, "", bad)


def test_one_example_may_change_cells_and_words() -> None:
    base = document(["公开信息 8 条。", "本局依法公开。"])
    one = example(replace="8 条", with_="9 条", section="一", text="另写。")
    with pytest.raises(ExampleError, match="叠在一起"):
        apply(one, base)
    text = (ROOT / "rules" / "core" / "base" / "2021.txt").read_text(encoding="utf-8")
    whole = read_document(Source("a.txt", text))
    dispute = "行政复议1件（结果维持1件）"
    changed = apply(example(("行政复议.总计", "3"), replace=dispute, with_="行政复议3件", delete="六"), whole)
    assert "行政复议3件" in changed
    assert dispute not in changed
    assert "| 1 | 0 | 0 | 0 | 3 |" in changed
    assert "六、其他需要报告的事项" not in changed


def test_what_the_base_report_has_is_not_told_of_each_example(tmp_path: Path) -> None:
    """``gklint test`` tells it once, of the base report."""
    other = head("ABC002", "other-rule") + "    on: paragraph\n    pattern: 依法\n    message: 不写“依法”\n"
    rules = head() + RULE % ("{replace: 本局, with: 我局依法}", "") + other.removeprefix("rules:\n")
    found = load_ruleset([load_pack(write_pack(tmp_path, rules), False)])
    for base, told, reasons in (
        ("本局依法办理。", ["报出 ABC002：不写“依法”"], []),
        ("本局办理。", [], ["好样例却报出 ABC002：不写“依法”"]),
    ):
        bases = {"2021": document([base]).source.text}
        assert [words for _, words in base_failures(found, bases, analyse)] == told
        assert [one.reason for one in run_examples(found, bases, analyse, {"ABC001"})] == reasons
