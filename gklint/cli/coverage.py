"""What the rules are tried on, as a page: their forms, their examples, and the sample reports on which they fire."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gklint.cli.catalogue import kind_of
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import RuleSet
from gklint.readers import read_source
from gklint.report.read import read_document
from gklint.reporters.words import SEVERITY_WORDS

_HEAD = """\
# 规则覆盖

由 `gklint docs --coverage` 生成，请勿手改。

样例报告在 `{folder}`，共 {reports} 份；{codes} 条规则里有 {fired} 条在其中报出。

| 代码 | 级别 | 写法 | 版式 | 好样例 | 坏样例 | 报出的样例报告 |
|---|---|---|---|---|---|---|
"""


def coverage_page(rules: RuleSet, samples: Path) -> str:
    """The page for the sample reports in the folder ``samples`` (its name stands in the page as it is given)."""
    fired = _fired(rules, samples)
    rows = []
    for code, rule in sorted(rules.rules.items()):
        names = "、".join(name for name, codes in fired.items() if code in codes)
        level, forms = SEVERITY_WORDS[rule.severity], "、".join(rule.forms)
        rows.append(
            f"| {code} | {level} | {kind_of(rule)} | {forms} | {len(rule.good)} | {len(rule.bad)} | {names} |\n"
        )
    told = frozenset[str]().union(*fired.values()) & rules.rules.keys()
    head = _HEAD.format(folder=samples.as_posix(), reports=len(fired), codes=len(rules.rules), fired=len(told))
    return head + "".join(rows)


def _fired(rules: RuleSet, samples: Path) -> Mapping[str, frozenset[str]]:
    """The codes that each sample report is told of, by the file's name without its ending."""
    checker = Checker(rules, CheckOptions(selected=frozenset(rules.rules)))
    found = {}
    for path in sorted(samples.glob("*.*")):
        document = read_document(read_source(path.name, path.read_bytes()))
        found[path.stem] = frozenset(diagnostic.code for diagnostic in checker.check(document).diagnostics)
    return found
