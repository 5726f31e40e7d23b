"""``gklint explain``."""

from __future__ import annotations

from typing import Any

import click

from gklint.cli.base import Command
from gklint.cli.configured import config_options, packs_of
from gklint.cli.output import write_data, write_text

_JSON_WIDTH = 80


@click.command("explain", cls=Command, help="解释一条规则：依据、级别、选项、例子、能否自动修改。CODE 是代码或名称。")
@click.argument("code", metavar="CODE")
@click.option("--format", "form_at", type=click.Choice(["text", "json"]), default="text", help="输出格式（默认 text）")
@config_options
def command(code: str, form_at: str, **given: Any) -> int:
    """Explains the rule called ``code``; 2 when there is none."""
    from gklint.cli.catalogue import entries, find, full_json, full_text
    from gklint.cli.demonstrate import Demonstrator
    from gklint.cli.output import terminal_width
    from gklint.cli.ruleset import BadSetup, rule_set
    from gklint.reporters.jsontext import json_text

    rules = rule_set(packs_of(given))
    known = entries(rules)
    rule = find(code, rules, known)
    if rule is None:
        from gklint.engine.problems import did_you_mean

        words = [word for entry in known for word in (entry.code, entry.name)]
        hint = did_you_mean(code.upper(), words) or did_you_mean(code, words) or "用 gklint rules 查看全部"
        raise BadSetup([f"没有规则 {code}；{hint}"])
    demonstrator = Demonstrator(rules)
    if form_at == "json":
        shown = demonstrator.first(rule, _JSON_WIDTH)
        write_data(json_text({**full_json(rule), "rendered": shown or None}) + "\n")
        return 0
    shown = demonstrator.first(rule, terminal_width())
    write_text(full_text(rule, terminal_width()) + (f"\n第一个有问题的例子报出来是这样：\n\n{shown}" if shown else ""))
    return 0
