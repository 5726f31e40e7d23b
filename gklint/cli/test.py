"""``gklint test``: the examples inside rule files, run as tests."""

from __future__ import annotations

from pathlib import Path

import click

from gklint.cli.base import Command
from gklint.cli.output import complain, write_text


@click.command("test", cls=Command, help="把规则文件里的样例当作测试来跑。PACK_DIR 是规则包的目录，默认为内置规则包。")
@click.argument("folders", metavar="[PACK_DIR]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--allow-python", is_flag=True, help="允许运行这些规则包里的 Python 规则（内置规则包总是允许）")
def command(folders: tuple[Path, ...], allow_python: bool) -> int:
    """Runs the examples of the packs in ``folders``; 1 when one fails, 2 when a pack cannot be read."""
    from gklint.cli.demonstrate import example_words, read_example
    from gklint.cli.ruleset import BadSetup
    from gklint.engine.examples import base_texts, run_examples
    from gklint.engine.problems import PackError
    from gklint.engine.ruleset import load_pack, load_ruleset
    from gklint.resources import rules_path

    core = (rules_path() / "core").resolve()
    failed = total = 0
    for folder in folders or (core,):
        try:
            own = load_pack(folder, allow_python or folder.resolve() == core)
            packs = [own] if folder.resolve() == core else [load_pack(core, allow_python=True), own]
            rules = load_ruleset(packs)
        except PackError as error:
            raise BadSetup([f"规则包 {folder} 不能用：", *map(str, error.problems)]) from error
        bases = base_texts(own) or base_texts(packs[0])
        total += sum(len(rule.good) + len(rule.bad) for rule in own.rules)
        for failure in run_examples(rules, bases, read_example, [rule.code for rule in own.rules]):
            failed += 1
            rule = rules.rules[failure.code]
            kind = "好样例" if failure.good else "坏样例"
            place = f"{rule.place.path}:{failure.example.mark.line}:{failure.example.mark.column}"
            write_text(f"{place}  {failure.code} {kind}第 {failure.number} 条：{failure.reason}\n")
            write_text(f"    {example_words(failure.example)}\n")
        complain(f"{own.name}：{len(own.rules)} 条规则")
    write_text(f"样例 {total} 条，{'全部通过' if not failed else f'{failed} 处不符'}。\n")
    return 1 if failed else 0
