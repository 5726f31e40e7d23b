"""``gklint check`` as click asks for it; plain words are read by :mod:`gklint.cli.quick`. What is done with them is in
:mod:`gklint.cli.checking`."""

from __future__ import annotations

from typing import Any

import click

from gklint.cli.base import Command
from gklint.cli.options import CHECK, CONFIG, HANDS, INPUT
from gklint.cli.parameters import options


@click.command("check", cls=Command, help="检查报告。不写路径就检查当前文件夹；- 表示标准输入。")
@click.argument("paths", nargs=-1, metavar="[路径]...")
@options(CHECK, HANDS, CONFIG, INPUT)
def command(paths: tuple[str, ...], **given: Any) -> int:
    """Checks ``paths`` and gives the exit status."""
    from gklint.cli.checking import check

    return check(paths, given)
