from __future__ import annotations

from pathlib import Path

import pytest

from gklint.engine.examples import ExampleError, apply, base_texts, run_examples
from gklint.engine.problems import Mark, PackError
from gklint.engine.rule import Example
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.report.document import Document
from tests.engine.build import HEADING, TITLE, document, head, write_pack

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
    ["{section: 一}", "{replace: 甲}", "{cell: 甲.乙}", "{mark: x}", "{text: x, delete: 六}", "{from: 2021, text: x}"],
)
def test_examples_are_checked_when_loaded(tmp_path: Path, bad: str) -> None:
    with pytest.raises(PackError, match=r"rules\.yaml:14:1[34]: 样例"):
        failures(tmp_path, "", bad)
