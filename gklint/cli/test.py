"""``gklint test``: the examples inside rule files, run as tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gklint.cli.base import Command
from gklint.cli.output import complain, write_text

if TYPE_CHECKING:
    from gklint.engine.rule import Pack
    from gklint.engine.ruleset import RuleSet


@click.command(
    "test", cls=Command, help="把规则文件里的样例当作测试来跑。PACK_DIR 是规则包的名称或文件夹，默认为内置规则包。"
)
@click.argument("folders", metavar="[PACK_DIR]...", nargs=-1)
@click.option("--pack", multiple=True, metavar="NAME_OR_DIR", help="另外一并加载的规则包，可重复")
@click.option("--allow-python", is_flag=True, help="允许运行这些规则包里的 Python 规则（内置规则包总是允许）")
def command(folders: tuple[str, ...], pack: tuple[str, ...], allow_python: bool) -> int:
    """Runs the examples of the packs in ``folders``; 1 when one fails, 2 when a pack cannot be read."""
    from gklint.packs import CORE

    failed = total = 0
    for word in folders or (CORE,):
        rules, own = _loaded(word, pack, allow_python)
        total += sum(len(rule.good) + len(rule.bad) for rule in own.rules)
        for lines in _failures(rules, own):
            failed += 1
            write_text(lines)
        complain(f"{own.name}：{len(own.rules)} 条规则")
    write_text(f"样例 {total} 条，{'全部通过' if not failed else f'{failed} 处不符'}。\n")
    return 1 if failed else 0


def _loaded(word: str, others: tuple[str, ...], allow_python: bool) -> tuple[RuleSet, Pack]:
    """The rules of the pack ``word``, of those that it builds on and of ``others``; and that pack itself."""
    from gklint.cli.ruleset import rule_set

    packs = (*others, word)
    rules = rule_set({"pack": packs, "allow_python": packs if allow_python else (), "isolated": True})
    from gklint.cli.host import extensions_of
    from gklint.packs import find_pack

    added = {one.name: one.folder for one in extensions_of().packs}
    root = find_pack(word, Path(), added).as_posix()
    return rules, next(pack for pack in rules.packs if pack.root == root)


def _failures(rules: RuleSet, own: Pack) -> Iterator[str]:
    from gklint.cli.demonstrate import example_words, read_example
    from gklint.engine.examples import base_failures, base_texts, run_examples

    bases = base_texts(own) or base_texts(rules.packs[0])
    read = partial(read_example, vocabulary=rules.vocabulary)
    for name, reason in base_failures(rules, base_texts(own), read):
        yield f"{own.root}/base/{name}.txt  基准报告：{reason}\n"
    for failure in run_examples(rules, bases, read, [rule.code for rule in own.rules]):
        rule = rules.rules[failure.code]
        kind = "好样例" if failure.good else "坏样例"
        place = f"{rule.place.path}:{failure.example.mark.line}:{failure.example.mark.column}"
        head = f"{place}  {failure.code} {kind}第 {failure.number} 条：{failure.reason}\n"
        yield head + f"    {example_words(failure.example)}\n"
