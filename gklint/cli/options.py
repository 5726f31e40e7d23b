"""Options that several commands share, and their types."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from gklint.messages import worded
from gklint.readers import DEFAULT_MAX_PAGES

_Function = TypeVar("_Function", bound=Callable[..., Any])

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmg]?)(?:i?b)?", re.IGNORECASE)
_POWER = {"": 0, "k": 1, "m": 2, "g": 3}


class Size(click.ParamType[int]):
    """A size such as ``20M`` or ``500K``; a bare number counts bytes. Gives bytes."""

    name = "大小"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Bytes; fails with a sentence for anything else."""
        if isinstance(value, int):
            return value
        found = _SIZE.fullmatch(value.strip())
        if found is None:
            self.fail(worded("“{value}”不是大小，请写成 20M、500K 这样", value=value), param, ctx)
        return int(float(found[1]) * 1024 ** _POWER[found[2].lower()])


_INPUT_OPTIONS = (
    click.option("--form", type=click.Choice(["2019", "2021", "auto"]), default="auto", help="按哪一版格式"),
    click.option("--force", is_flag=True, help="不像年度报告的文件也照常处理"),
    click.option("--exclude", multiple=True, metavar="GLOB", help="文件夹中不看的路径，可重复"),
    click.option("--max-size", type=Size(), default="20M", metavar="SIZE", help="文件大小上限（默认 20M）"),
    click.option("--max-pages", type=click.IntRange(min=1), default=DEFAULT_MAX_PAGES, help="PDF 页数上限（默认 200）"),
    click.option("--convert", is_flag=True, help="用本机的 LibreOffice 转换 .doc、.wps 后再读"),
    click.option("--stdin-filename", metavar="NAME", help="从标准输入（-）读时的文件名"),
)


def input_options(function: _Function) -> _Function:
    """The options that say what is read: ``--form``, ``--force``, ``--exclude``, ``--max-size``, ``--max-pages``,
    ``--convert`` and ``--stdin-filename``."""
    for option in reversed(_INPUT_OPTIONS):
        function = option(function)
    return function
