"""``gklint parse``."""

from __future__ import annotations

from typing import Any

import click

from gklint.cli.base import Command
from gklint.cli.host import extensions_of
from gklint.cli.options import Size
from gklint.cli.output import complain, write_data, write_text
from gklint.readers import DEFAULT_MAX_PAGES, FORMATS, ReadError
from gklint.runner import RunOptions, Target, read_target


@click.command("parse", cls=Command, help="显示一份报告的语法树，每个节点带位置（行:列）。")
@click.argument("path", metavar="路径")
@click.option("--format", "form_at", type=click.Choice(["tree", "json"]), default="tree", help="输出格式（默认 tree）")
@click.option("--max-size", type=Size(), default="20M", metavar="SIZE", help="文件大小上限（默认 20M）")
@click.option("--max-pages", type=click.IntRange(min=1), default=DEFAULT_MAX_PAGES, help="PDF 页数上限（默认 200）")
@click.option("--stdin-filename", metavar="NAME", help="从标准输入（-）读时的文件名")
def command(path: str, form_at: str, max_size: Any, max_pages: int, stdin_filename: str | None) -> int:
    """Shows the tree of the report at ``path``; 2 when it cannot be read."""
    from gklint.report.parse import parse
    from gklint.reporters.tree import tree_json, tree_text

    try:
        formats = FORMATS + extensions_of().readers
        options = RunOptions(max_size=max_size, stdin_filename=stdin_filename, max_pages=max_pages, formats=formats)
        source = read_target(Target(path), options)
    except ReadError as error:
        complain(f"{path}：{error.reason}")
        return 2
    report = parse(source)
    if form_at == "json":
        write_data(tree_json(report))
    else:
        write_text(tree_text(report))
    return 0
