"""What a large pack costs: ``python -m bench.packs [--count 1000]``.

A made-up pack of 1,000 words in eight lexicons and 200 rules of all kinds, such as a province might have, against the
core pack alone: each report is checked by both, in turn and in changing order, so that the machine's pace falls on both
alike. Reading the pack from YAML and taking it from the cache are told apart, and so is what patterns and words take to
be made ready, once a run. All times are of the processor.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

from bench.generate import generate
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.readers import read_source
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.resources import rules_path

WARM_UP = 26
WORDS, LEXICONS = 1000, 8
KINDS = {"lexicon": LEXICONS, "pattern": 80, "table": 70, "fact": 20, "text": 10, "want": 12}
LIMIT = 1.5

_VERBS = (
    "加强",
    "推进",
    "做好",
    "落实",
    "完善",
    "规范",
    "强化",
    "健全",
    "深化",
    "优化",
    "提升",
    "细化",
    "压实",
    "开展",
)
_NOUNS = (
    "工作",
    "机制",
    "制度",
    "建设",
    "管理",
    "服务",
    "监督",
    "保障",
    "培训",
    "指导",
    "考核",
    "渠道",
    "平台",
    "栏目",
)
_ODD = ("嘅", "咁", "噻", "哒", "咧", "呗", "喽", "嘞", "啰", "噢", "哟", "嗬")
_SHOWN = ("政务大厅", "群众来访", "联络员", "信息员", "月报", "公开栏", "便民热线", "办事指南", "监督电话", "意见箱")
_TABLE_RULES = (
    ("requests.column", "本年新收 + 上年结转 >= 结转下年度"),
    ("requests.column", "合计(不予公开) <= 总计 + {n}"),
    ("requests.row", "总计 >= 自然人"),
    ("requests.row", "总计 < {n}0000 或 自然人 > 0"),
    ("litigation.row", "总计 >= 结果维持 且 总计 <= {n}000"),
    ("requests.cell", "值 < {n}00000"),
    ("proactive.cell", "值 < {n}00000000"),
)
_TIME_A_LOAD = """\
import sys, time
from pathlib import Path
from gklint.engine import ruleset
from gklint.packs import read_pack
start = time.process_time()
read_pack(Path(sys.argv[1]), False)
print(time.process_time() - start, "yaml" in sys.modules, "gklint.engine.metadata" in sys.modules)
"""


class Load(NamedTuple):
    """What taking a pack took: seconds, and whether YAML was read and rules were checked."""

    seconds: float
    parsed: bool
    checked: bool


def write_pack(folder: Path, seed: int = 7) -> None:
    """Writes the pack to ``folder``."""
    rng = random.Random(seed)
    (folder / "lexicons").mkdir(parents=True)
    (folder / "pack.yaml").write_text('name: large\nversion: "1"\napi: 1\n', encoding="utf-8")
    words = _words(rng)
    for number in range(LEXICONS):
        listed = "".join(f"  - {{wrong: {word}, right: {word[:-1]}}}\n" for word in words[number::LEXICONS])
        text = f"summary: 第 {number} 个词表\nentries:\n{listed}"
        (folder / "lexicons" / f"words{number}.yaml").write_text(text, encoding="utf-8")
    bodies = [(kind, body) for kind, count in KINDS.items() for body in _bodies(kind, count, rng)]
    rules = "".join(
        f"  - {{code: L{'ABC'[n // 100]}{n:03}, name: large-{n}, summary: 规则, basis: 通知, severity: info, {body}}}\n"
        for n, (_, body) in enumerate(bodies)
    )
    (folder / "rules.yaml").write_text(f"rules:\n{rules}", encoding="utf-8")


def _words(rng: random.Random) -> list[str]:
    """Words of which a few stand in reports, and most do not."""
    found = dict.fromkeys(_SHOWN)
    while len(found) < WORDS:
        parts = [rng.choice(_VERBS), rng.choice(_NOUNS), rng.choice((rng.choice(_ODD), rng.choice(_NOUNS)))]
        found["".join(parts)] = None
    return list(found)


def _bodies(kind: str, count: int, rng: random.Random) -> Iterator[str]:
    for n in range(count):
        verb, noun = rng.choice(_VERBS), rng.choice(_NOUNS)
        match kind:
            case "lexicon":
                yield f'on: prose, lexicon: words{n}, message: "{{错}}宜写作{{对}}"'
            case "pattern":
                odd = rng.choice((rng.choice(_ODD), rng.choice(_NOUNS)))
                yield f'on: prose, pattern: "{verb}[^，。；]{{0,{rng.randint(2, 20)}}}{odd}{noun}", message: "{{命中}}"'
            case "table":
                selector, require = rng.choice(_TABLE_RULES)
                yield f'on: {selector}, require: "{require.format(n=n + 2)}", message: "第 {n} 条"'
            case "fact":
                yield f'on: fact, when: 本数 > {n}, require: 本数 < {n + 5}0000000, message: "{{本数}}"'
            case "text":
                require = f'长度(标题) > 2 且 非 匹配(标题, "{verb}{noun}")'
                yield f"on: section, when: 层级 == 1, require: '{require}', message: 标题"
            case _:
                yield f"in: [issues], contains: [{verb}], when: 年度 < 2000"


def load(folder: Path) -> Load:
    """Takes the pack in ``folder`` in another process, from the cache if it is there."""
    command = [sys.executable, "-c", _TIME_A_LOAD, str(folder)]
    seconds, parsed, checked = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return Load(float(seconds), parsed == "True", checked == "True")


class Costs(NamedTuple):
    """Seconds of the processor: parsing, and checking by each rule set; what was found by the larger alone."""

    parsing: float
    core: float
    both: float
    found: int


def measure(core: RuleSet, both: RuleSet, count: int) -> tuple[Costs, tuple[float, float]]:
    """The costs over ``count`` reports; and what the two sets take for their first report, when all is made ready."""
    checkers = [Checker(rules, CheckOptions()) for rules in (core, both)]
    times, ready, parsing, found = [0.0, 0.0], [0.0, 0.0], 0.0, 0
    for number, (name, text) in enumerate(generate(count + WARM_UP)):
        started = process_time()
        document = read_document(read_source(name, text.encode()))
        parsing += process_time() - started
        findings = [0, 0]
        for which in (0, 1) if number % 2 else (1, 0):
            took, findings[which] = _check(checkers[which], document)
            times[which] += took
        if number == 0:
            ready = times.copy()
        if number == WARM_UP - 1:
            times, parsing, found = [0.0, 0.0], 0.0, 0
        found += findings[1] - findings[0]
    return Costs(parsing, times[0], times[1], found), (ready[0], ready[1])


def _check(checker: Checker, document: Document) -> tuple[float, int]:
    started = process_time()
    count = len(checker.check(document).diagnostics)
    return process_time() - started, count


def tell(costs: Costs, count: int, loads: Sequence[Load], ready: tuple[float, float]) -> None:
    """Prints it all."""
    each = 1000 / count
    first, second = loads
    print(f"{count} reports: parsing {costs.parsing * each:.2f} ms a report, core {costs.core * each:.2f} ms,", end=" ")
    print(f"core and pack {costs.both * each:.2f} ms; the pack found {costs.found} things")
    whole = (costs.parsing + costs.both) / (costs.parsing + costs.core)
    print(f"core and pack ÷ core, parsing and checking: {whole:.2f} (at most {LIMIT})")
    print(f"core and pack ÷ core, checking alone: {costs.both / costs.core:.2f}")
    print(f"the first report (patterns and words made ready): core {ready[0] * 1000:.0f} ms,", end=" ")
    print(f"core and pack {ready[1] * 1000:.0f} ms")
    print(f"load from YAML {first.seconds * 1000:.0f} ms; from the cache {second.seconds * 1000:.1f} ms,", end=" ")
    print(f"YAML parsed: {second.parsed}, rules checked: {second.checked}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.packs", description="Times a large pack.")
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["GKLINT_CACHE_DIR"] = str(Path(name, "cache"))
        folder = Path(name, "large")
        write_pack(folder)
        loads = load(folder), load(folder)
        packs = [load_pack(rules_path() / "core", allow_python=True), load_pack(folder, allow_python=False)]
        costs, ready = measure(load_ruleset(packs[:1]), load_ruleset(packs), options.count)
    tell(costs, options.count, loads, ready)


if __name__ == "__main__":
    main()
