"""``gklint config``."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from gklint.cli.base import Command
from gklint.cli.configured import settings_of, setup_errors
from gklint.cli.output import write_data, write_text


@click.command(
    "config", cls=Command, help="显示生效的配置：每个值是什么、写在哪里。写了路径，[[overrides]] 就按这个文件算。"
)
@click.argument("path", required=False, metavar="[路径]")
@click.option("--format", "form_at", type=click.Choice(["text", "json"]), default="text", help="输出格式（默认 text）")
@click.option("--config", type=click.Path(), metavar="FILE", help="用这个配置文件，不去找")
@click.option("--isolated", is_flag=True, help="不读任何配置文件")
def command(path: str | None, form_at: str, **given: Any) -> int:
    """Shows the effective configuration for ``path``; 2 when it has mistakes."""
    from gklint.config.shown import shown
    from gklint.runner.setup import Setup

    settings = settings_of(given)
    with setup_errors():
        Setup(settings)
    values = shown(settings, path.replace("\\", "/") if path is not None else None)
    files = [file.shown for file in settings.files]
    if form_at == "json":
        from gklint.reporters.jsontext import json_text

        rows = [{"key": ".".join(v.way), "value": _plain(v.value), **_origin_json(v.origin)} for v in values]
        write_data(json_text({"path": path, "files": files, "values": rows}) + "\n")
        return 0
    lines = [f"配置文件（后面的优先）：{'、'.join(files)}" if files else "没有配置文件，全部是默认值"]
    width = max((len(".".join(v.way)) for v in values), default=0)
    lines += [f"{'.'.join(v.way):<{width}}  {_text(v.value)}  （{v.origin}）" for v in values]
    write_text("".join(line + "\n" for line in lines))
    return 0


def _origin_json(origin: Any) -> dict[str, Any]:
    return {"origin": origin.where, "line": origin.line}


def _plain(value: Any) -> Any:
    """``value`` as JSON can hold it."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        from decimal import Decimal

        return Decimal(str(value))
    return value.isoformat() if isinstance(value, date) else value


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_text, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(_plain(value))
