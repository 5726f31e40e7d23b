"""``gklint rules``."""

from __future__ import annotations

import click

from gklint.cli.base import Command
from gklint.cli.output import write_data, write_text


@click.command("rules", cls=Command, help="列出所有规则：代码、级别、名称、说明。")
@click.option("--format", "form_at", type=click.Choice(["text", "json"]), default="text", help="输出格式（默认 text）")
def command(form_at: str) -> int:
    """Lists the rules and gklint's own codes."""
    from gklint.cli.catalogue import brief_json, entries, table_text
    from gklint.cli.ruleset import rule_set
    from gklint.reporters.jsontext import json_text

    rules = entries(rule_set())
    if form_at == "json":
        write_data(json_text([brief_json(rule) for rule in rules]) + "\n")
    else:
        write_text(table_text(rules))
    return 0
