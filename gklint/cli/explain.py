"""``gklint explain``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gklint.cli.base import Command
from gklint.cli.configured import packs_of
from gklint.cli.errors import BadSetup, UsageError
from gklint.cli.options import CONFIG
from gklint.cli.output import write_data, write_text
from gklint.cli.parameters import options

if TYPE_CHECKING:
    from gklint.engine.ruleset import RuleSet

_JSON_WIDTH = 80
_HELP = (
    "解释一条规则：依据、级别、选项、例子、能否自动修改。CODE 是代码或名称。"
    "不写 CODE 而写 --pack，则说明规则包：依据的文件、改了什么、有哪些规则。"
)


@click.command("explain", cls=Command, help=_HELP)
@click.argument("code", metavar="[CODE]", required=False)
@click.option("--format", "form_at", type=click.Choice(["text", "json"]), default="text", help="输出格式（默认 text）")
@options(CONFIG)
def command(code: str | None, form_at: str, **given: Any) -> int:
    """Explains the rule called ``code``, or the packs of ``--pack``; 2 when there is none."""
    from gklint.cli.ruleset import rule_set

    if code is None and not given["pack"]:
        raise UsageError("缺少 CODE；要看规则包的说明，写 --pack 名称")
    rules = rule_set(packs_of(given))
    if code is None:
        _packs(rules, given["pack"], form_at)
    else:
        _rule(rules, code, form_at)
    return 0


def _packs(rules: RuleSet, words: Sequence[str], form_at: str) -> None:
    """Explains the packs that were asked for (not those that they build on)."""
    from gklint.cli.host import extensions_of
    from gklint.cli.output import terminal_width
    from gklint.cli.packpage import pack_json, pack_text
    from gklint.packs import find_pack
    from gklint.reporters.jsontext import json_text

    added = {one.name: one.folder for one in extensions_of().packs}
    roots = [find_pack(word, Path(), added).resolve() for word in words]
    packs = [pack for root in roots for pack in rules.packs if Path(pack.root).resolve() == root]
    if form_at == "json":
        write_data(json_text([pack_json(pack) for pack in packs]) + "\n")
    else:
        write_text("\n".join(pack_text(pack, terminal_width()) for pack in packs))


def _rule(rules: RuleSet, code: str, form_at: str) -> None:
    from gklint.cli.catalogue import entries, find, full_json, full_text
    from gklint.cli.demonstrate import Demonstrator
    from gklint.cli.output import terminal_width
    from gklint.reporters.jsontext import json_text

    known = entries(rules)
    rule = find(code, rules, known)
    if rule is None:
        from gklint.engine.problems import did_you_mean

        words = [word for entry in known for word in (entry.code, entry.name)]
        hint = did_you_mean(code.upper(), words) or did_you_mean(code, words) or "用 gklint rules 查看全部"
        more = "" if len(rules.packs) > 1 else "；规则包里的规则要加 --pack 名称"
        raise BadSetup([f"没有规则 {code}；{hint}{more}"])
    demonstrator = Demonstrator(rules)
    if form_at == "json":
        shown = demonstrator.first(rule, _JSON_WIDTH)
        write_data(json_text({**full_json(rule), "rendered": shown or None}) + "\n")
        return
    shown = demonstrator.first(rule, terminal_width())
    write_text(full_text(rule, terminal_width()) + (f"\n第一个有问题的例子报出来是这样：\n\n{shown}" if shown else ""))
