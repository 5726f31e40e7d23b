"""Where the time goes: ``python -m bench.phases [--count 1000] [--runs 7]``.

Of a first file, in new processes: Python itself, gklint's modules, the rules from the cache, the file. Of many files,
in this process and as many together as a run does: each step from bytes to JSON. Processor time, as Markdown.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from bench.generate import generate, write
from bench.peers import TEXT_LAYOUTS
from bench.timing import python, surroundings
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.packs import CORE, read_pack, shipped
from gklint.readers import read_source
from gklint.report.edition import choose_form
from gklint.report.parse import default_vocabulary, parse
from gklint.report.read import read_document
from gklint.reporters.base import Style, piece_of, reporter
from gklint.results import FileResult, Status
from gklint.runner.batch import TOGETHER
from gklint.suppress import read_directives

_Result = TypeVar("_Result")

_FIRST = """
import json, sys, time
times = [("启动 Python", time.process_time())]
def step(name):
    times.append((name, time.process_time()))
import gklint.launch
import gklint.cli, gklint.cli.quick, gklint.cli.checking, gklint.runner.setup, gklint.runner.doing
step("导入命令行")
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.packs import CORE, read_pack, shipped
from gklint.readers import read_source
from gklint.report.read import read_document
step("导入引擎和读取器")
pack = read_pack(shipped()[CORE], True)
step("从缓存取规则")
rules = load_ruleset([pack])
checker = Checker(rules, CheckOptions())
step("合并规则、备好检查")
document = read_document(read_source("a.txt", open(sys.argv[1], "rb").read()), vocabulary=rules.vocabulary)
step("读取、解析、归位")
checker.check(document)
step("规则（连同首次编译模式）")
print(json.dumps(times))
"""


def first_file(file: Path, runs: int) -> dict[str, float]:
    """Seconds of each step of a first file, with the rules compiled before: medians of new processes."""
    found: dict[str, list[float]] = {}
    for number in range(runs + 1):
        command = python("-c", _FIRST, str(file))
        done = subprocess.run(command, stdout=subprocess.PIPE, env=surroundings(), check=True)
        before = 0.0
        for name, at in json.loads(done.stdout):
            if number:
                found.setdefault(name, []).append(at - before)
            before = at
    return {name: statistics.median(taken) for name, taken in found.items()}


class Clock:
    """Adds up the processor time of named steps."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def take(self, name: str, step: Callable[..., _Result], *given: Any) -> _Result:
        """What ``step`` makes of what is ``given``."""
        started = time.process_time()
        result = step(*given)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - started
        return result


def many_files(count: int) -> dict[str, float]:
    """Seconds of each step over ``count`` reports, after some that are not counted."""
    checker = Checker(load_ruleset([read_pack(shipped()[CORE], True)]), CheckOptions())
    vocabulary = default_vocabulary()
    writer = reporter("json", Style())
    clock = Clock()
    reports = generate(count + 2 * TOGETHER, layouts=TEXT_LAYOUTS)
    for number in range(2 + -(-count // TOGETHER)):
        if number == 2:
            clock.seconds.clear()
        documents = []
        for name, text in islice(reports, TOGETHER):
            source = clock.take("读取、解码", read_source, name, text.encode())
            source = clock.take("找抑制", read_directives, source)[0]
            report = clock.take("语法分析", parse, source, vocabulary)
            clock.take("判定版式", choose_form, report, vocabulary.forms, "auto")
            documents.append(read_document(source))  # all of it together; its parts were timed one by one
        for document in documents:
            clock.take("表格归位", getattr, document, "tables")
        for document in documents:
            clock.take("正文数字", getattr, document, "facts")
        found = clock.take("规则", checker.check_each, documents)
        for document, findings in zip(documents, found, strict=True):
            source = document.source
            result = FileResult(source.path, Status.CHECKED, source, document, findings)
            clock.take("写成 JSON", piece_of, writer, result)
    return clock.seconds


def table(seconds: dict[str, float], each: int) -> str:
    """Milliseconds of each step, and its share."""
    whole = sum(seconds.values())
    lines = ["| 步骤 | 毫秒 | 份额 |", "|---|--:|--:|"]
    lines += [f"| {name} | {taken / each * 1000:.2f} | {taken / whole:.0%} |" for name, taken in seconds.items()]
    return "\n".join([*lines, f"| 合计 | {whole / each * 1000:.2f} | |"])


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.phases", description="Says where the time goes.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["GKLINT_CACHE_DIR"] = str(Path(name, "cache"))
        (file,) = write(Path(name, "reports"), 1, layouts=(4,))
        print(f"第一份报告（规则已编译）\n\n{table(first_file(file, options.runs), 1)}\n", flush=True)
        print(f"{options.count} 份报告，每份\n\n{table(many_files(options.count), options.count)}")


if __name__ == "__main__":
    main()
