"""Whether a check takes time in proportion to hostile text: ``python -m bench.hostile [--length 4000,40000]``.

A paragraph, or lines, of one unit over and over: units that make patterns of prose begin again and again, tables
without an end, headings, brackets that never close. Such a text is checked by all rules, and one ten times as long; the
time a character should not grow by more than half. What costs is told by phase: parsing and facts, and the rules.
"""

from __future__ import annotations

import argparse
import time
from typing import NamedTuple

from bench.samples import small_report
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.packs import CORE, read_pack, shipped
from gklint.readers import read_source
from gklint.report.read import read_document

UNITS = (
    "政府信息公开", "收到申请12件，", "一", "（", "1,234", "第", "无未没有", "行政复议3件（含", "未收到申请、",
    "共3件共有", "，", "。", "“", "《", "〔2021〕", "2023年", "其中", "一是", "（一）", "１２３", "帐号", "a1 ", "-",
    "|", "| 0 ", "0\t",
    "其中：", "及时", "的的", "不", "（含上年结转2件）", "全年", "第五十条", "同比增长3%，", "1.", "、", " ", "\u3000",
)  # fmt: skip
LINES = (
    "一、本年新收政府信息公开申请数量\n", "| 一、本年新收 | 0 | 0 |\n", "总计\n", "0\n", "一、总体情况\n",
    "（一）主动公开\n", "1.其中\n", "自然人\n", "| 甲 | 1 |\n", "\t1\n", "\n",
    "2023年1月1日\n", "三、收到和处理政府信息公开申请情况\n",
    "全年收到申请3件。\n", "[gklint: disable=STR001 原因：甲]\n", "   3   4   5\n",
    "# 一、总体情况\n", "行政复议\n", "<table></t\n", "<table><td>1\n", "│ 0 ├─┤\n", "｜ 0\n",
)  # fmt: skip
MOST_GROWTH = 1.5


class Taken(NamedTuple):
    """Seconds of processor time: reading, parsing and binding; the rules."""

    reading: float
    rules: float

    @property
    def whole(self) -> float:
        return self.reading + self.rules


class Bench:
    """Checks texts by all built-in rules."""

    def __init__(self) -> None:
        self._checker = Checker(load_ruleset([read_pack(shipped()[CORE], True)]), CheckOptions())
        self.take(small_report(1))

    def take(self, text: str) -> Taken:
        """What a text takes."""
        started = time.process_time()
        document = read_document(read_source("a.txt", text.encode()))
        read = time.process_time()
        self._checker.check(document)
        return Taken(read - started, time.process_time() - read)

    def growth(self, unit: str, lengths: tuple[int, int]) -> tuple[Taken, Taken]:
        """What a report with ``unit`` over and over takes, at each of two lengths; the best of two tries."""
        head, _, tail = small_report(1).partition("\n三、")
        texts = [f"{head}\n\n{unit * (length // len(unit))}\n\n三、{tail}" for length in lengths]
        first, second = (min((self.take(text) for _ in range(2)), key=lambda one: one.whole) for text in texts)
        return first, second


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description="Times hostile text.")
    parser.add_argument("--length", default="4000,40000")
    parser.add_argument("--all", action="store_true", help="tell of those that are linear too")
    options = parser.parse_args()
    short, long = map(int, options.length.split(","))
    bench = Bench()
    bad = 0
    print(f"{'unit':<28}{'ms':>8}{'ms':>9}  per character: reading, rules, all")
    for unit in (*UNITS, *LINES):
        one, two = bench.growth(unit, (short, long))
        times = long / short
        ratios = [after / max(before, 1e-3) / times for before, after in zip(one, two, strict=True)]
        whole = two.whole / one.whole / times
        bad += whole > MOST_GROWTH
        if whole > MOST_GROWTH or options.all:
            shown = " ".join(f"{ratio:.2f}" for ratio in (*ratios, whole))
            print(f"{unit!r:<28}{one.whole * 1000:>8.0f}{two.whole * 1000:>9.0f}  {shown}", flush=True)
    print(f"{len(UNITS) + len(LINES)} units from {short} to {long} characters; {bad} take more than in proportion")


if __name__ == "__main__":
    main()
