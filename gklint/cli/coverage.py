"""Every rule of the packs that ship with gklint, as a page: how it is written and why, what it rests on, its examples,
and the sample reports that it is told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from gklint.cli.catalogue import STATUS_WORDS, kind_of, nature_of
from gklint.diagnostics import Basis
from gklint.engine.body import Body, LexiconBody, PatternBody, Requirement, WantBody
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.rule import Pack, Rule
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.packs import CORE, read_pack, shipped
from gklint.readers import read_source
from gklint.report.read import read_document
from gklint.reporters.words import SEVERITY_WORDS

_HEAD = """\
# 规则覆盖

由 `gklint docs --coverage` 生成，请勿手改。

{count} 条规则里，{yaml} 条用 YAML 写（{share}），{python} 条用 Python 写（为什么，见文末）。

YAML 的写法有：条件（`require`）、模式（`pattern`）、词表（`lexicon`）、应有（`title`、`subheadings`、`contains` 等）。

样例报告在 `{folder}`，共 {reports} 份；内置规则包的 {codes} 条规则里有 {fired} 条在其中报出。

"""
_SUMS = """\
| 规则包 | 规则 | YAML | Python | YAML 占比 | 官方文件 | 惯例 | 未核对原文 |
|---|---|---|---|---|---|---|---|
"""
_RULES = """\
| 代码 | 说明 | 级别 | 写法 | 版式 | 依据 | 性质 | 好样例 | 坏样例 | 报出的样例报告 |
|---|---|---|---|---|---|---|---|---|---|
"""
_WHY = """\
## 用 Python 写的规则，YAML 为什么写不出来

| 代码 | 说明 | 为什么 |
|---|---|---|
"""
_BODIES: Mapping[type[Body], str] = {
    Requirement: "YAML 条件",
    PatternBody: "YAML 模式",
    LexiconBody: "YAML 词表",
    WantBody: "YAML 应有",
}


def coverage_page(samples: Path) -> str:
    """The page; the sample reports are in the folder ``samples`` (its name stands in the page as it is given)."""
    packs = [read_pack(folder, allow_python=True) for folder in shipped().values()]
    packs.sort(key=lambda pack: (pack.name != CORE, pack.name))
    core = packs[0]
    fired = _fired(load_ruleset([core]), samples)
    rules = [rule for pack in packs for rule in pack.rules]
    python = sorted((rule for rule in rules if rule.why_python is not None), key=lambda rule: rule.code)
    told = frozenset[str]().union(*fired.values()) & {rule.code for rule in core.rules}
    head = _HEAD.format(
        count=len(rules),
        yaml=len(rules) - len(python),
        share=_share(rules),
        python=len(python),
        folder=samples.as_posix(),
        reports=len(fired),
        codes=len(core.rules),
        fired=len(told),
    )
    tables = (f"## {pack.name}：{pack.summary}\n\n{_RULES}{''.join(_rows(pack, fired))}\n" for pack in packs)
    why = "".join(f"| {rule.code} | {_cell(rule.summary)} | {_cell(rule.why_python or '')} |\n" for rule in python)
    return head + _SUMS + "".join(_sums(packs)) + "\n" + "".join(tables) + _WHY + why


def _share(rules: Sequence[Rule]) -> str:
    return f"{100 * sum(kind_of(rule) == 'yaml' for rule in rules) / len(rules):.0f}%"


def _sums(packs: Sequence[Pack]) -> Iterator[str]:
    """A line for each pack, and one for all."""
    for name, rules in (*((pack.name, pack.rules) for pack in packs), ("合计", [r for p in packs for r in p.rules])):
        kinds = Counter(kind_of(rule) for rule in rules)
        natures = Counter(nature_of(rule) for rule in rules)
        counts = [
            len(rules),
            kinds["yaml"],
            kinds["python"],
            _share(rules),
            *(natures[w] for w in STATUS_WORDS.values()),
        ]
        yield f"| {name} | {' | '.join(map(str, counts))} |\n"


def _rows(pack: Pack, fired: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for rule in sorted(pack.rules, key=lambda rule: rule.code):
        reports = "、".join(name for name, codes in fired.items() if rule.code in codes)
        cells = (
            rule.code,
            rule.summary,
            SEVERITY_WORDS[rule.severity],
            _BODIES.get(type(rule.body), "Python"),
            "、".join(rule.forms),
            _basis(rule.basis),
            nature_of(rule),
            str(len(rule.good)),
            str(len(rule.bad)),
            reports,
        )
        yield f"| {' | '.join(map(_cell, cells))} |\n"


def _basis(basis: Mapping[str, Basis]) -> str:
    """What the rule rests on; by edition where it differs."""
    texts = dict.fromkeys(one.text for one in basis.values())
    if len(texts) == 1:
        return next(iter(texts))
    return "；".join(f"{form} 版 {one.text}" for form, one in basis.items())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _fired(rules: RuleSet, samples: Path) -> Mapping[str, frozenset[str]]:
    """The codes that each sample report is told of, by the file's name without its ending."""
    checker = Checker(rules, CheckOptions(selected=frozenset(rules.rules)))
    found = {}
    for path in sorted(samples.glob("*.*")):
        document = read_document(read_source(path.name, path.read_bytes()))
        found[path.stem] = frozenset(diagnostic.code for diagnostic in checker.check(document).diagnostics)
    return found
