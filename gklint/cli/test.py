"""``gklint test``: the examples inside rule files, run as tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from gklint.cli.base import Command
from gklint.cli.output import complain, write_text

if TYPE_CHECKING:
    from gklint.runner.packtests import PackTests


@click.command(
    "test", cls=Command, help="把规则文件里的样例当作测试来跑。PACK_DIR 是规则包的名称或文件夹，默认为内置规则包。"
)
@click.argument("folders", metavar="[PACK_DIR]...", nargs=-1)
@click.option("--pack", multiple=True, metavar="NAME_OR_DIR", help="另外一并加载的规则包，可重复")
@click.option("--allow-python", is_flag=True, help="允许运行这些规则包里的 Python 规则（内置规则包总是允许）")
def command(folders: tuple[str, ...], pack: tuple[str, ...], allow_python: bool) -> int:
    """Runs the examples of the packs in ``folders``; 1 when one fails, 2 when a pack cannot be read."""
    from gklint.cli.configured import setup_errors
    from gklint.cli.host import extensions_of
    from gklint.packs import CORE
    from gklint.runner.packtests import pack_tests

    failed = total = 0
    for word in folders or (CORE,):
        with setup_errors():
            tests = pack_tests(word, pack, allow_python, extensions_of())
        total += tests.count
        for lines in _failures(tests):
            failed += 1
            write_text(lines)
        complain(f"{tests.pack.name}：{len(tests.pack.rules)} 条规则")
    write_text(f"样例 {total} 条，{'全部通过' if not failed else f'{failed} 处不符'}。\n")
    return 1 if failed else 0


def _failures(tests: PackTests) -> Iterator[str]:
    from gklint.cli.demonstrate import example_words

    for name, reason in tests.base_failures():
        yield f"{tests.pack.root}/base/{name}.txt  基准报告：{reason}\n"
    for failure in tests.failures():
        rule = tests.setup.rules.rules[failure.code]
        kind = "好样例" if failure.good else "坏样例"
        place = f"{rule.place.path}:{failure.example.mark.line}:{failure.example.mark.column}"
        head = f"{place}  {failure.code} {kind}第 {failure.number} 条：{failure.reason}\n"
        yield head + f"    {example_words(failure.example)}\n"
