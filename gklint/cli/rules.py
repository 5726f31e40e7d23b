"""``gklint rules``."""

from __future__ import annotations

from typing import Any

import click

from gklint.cli.base import Command
from gklint.cli.configured import packs_of
from gklint.cli.options import CONFIG
from gklint.cli.output import write_data, write_text
from gklint.cli.parameters import options


@click.command("rules", cls=Command, help="列出所有规则：代码、级别、名称、说明。几个条件同时满足才列出。")
@click.option("--family", help="代码的字母部分，如 STR")
@click.option("--tag", help="标签，如 table")
@click.option("--severity", type=click.Choice(["error", "warning", "info"]), help="级别")
@click.option("--form", help="适用的版式，如 2021")
@click.option("--kind", type=click.Choice(["yaml", "python"]), help="写法：YAML 或 Python")
@click.option("--format", "form_at", type=click.Choice(["text", "json"]), default="text", help="输出格式（默认 text）")
@options(CONFIG)
def command(form_at: str, **given: Any) -> int:
    """Lists the rules and gklint's own codes that meet all the conditions given."""
    from gklint.cli.catalogue import brief_json, entries, fits, table_text
    from gklint.cli.ruleset import rule_set
    from gklint.reporters.jsontext import json_text

    wanted = {name: given[name] for name in ("family", "tag", "severity", "form", "kind")}
    rules = [entry for entry in entries(rule_set(packs_of(given))) if fits(entry, wanted)]
    if form_at == "json":
        write_data(json_text([brief_json(rule) for rule in rules]) + "\n")
    else:
        write_text(table_text(rules))
    return 0
