"""The options of the commands as parameters of click, and their types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from gklint.cli.options import CHOICE, COUNT, FLAG, FORMAT, OUTPUT, PLACE, SIZE, TEXT, Option
from gklint.cli.sinks import output_formats
from gklint.messages import worded
from gklint.reporters.base import FORMATS

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


class OutputFormat(click.ParamType[str]):
    """The name of an output format."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name; fails with a sentence for one that nobody knows."""
        if value not in FORMATS and value not in (known := output_formats()):
            self.fail(f"只能是 {'、'.join(known)}", param, ctx)
        return str(value)


class OutputFile(click.ParamType[tuple[str, Path]]):
    """``FORMAT=FILE``."""

    name = "format=file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        """The format and the path; fails with a sentence for anything else."""
        name, equals, path = value.partition("=")
        known = FORMATS if name in FORMATS else output_formats()
        if name not in known or not equals or not path:
            names = tuple(output_formats())
            self.fail(worded("“{value}”应写成 格式=文件，格式是 {names} 之一", value=value, names=names), param, ctx)
        return name, Path(path)


_TYPES: dict[str, Callable[[Option], click.ParamType[Any]]] = {
    TEXT: lambda _: click.STRING,
    CHOICE: lambda option: click.Choice(option.choices),
    COUNT: lambda _: click.IntRange(min=1),
    PLACE: lambda option: click.Path(exists=option.exists),
    SIZE: lambda _: Size(),
    FORMAT: lambda _: OutputFormat(),
    OUTPUT: lambda _: OutputFile(),
}


def _parameter(option: Option) -> Callable[[_Function], _Function]:
    if option.takes == FLAG:
        return click.option(*option.words, is_flag=True, help=option.help)
    return click.option(
        *option.words,
        type=_TYPES[option.takes](option),
        multiple=option.many,
        default=option.default,
        metavar=option.metavar,
        help=option.help,
    )


def options(*tables: Iterable[Option]) -> Callable[[_Function], _Function]:
    """Gives a command the options of ``tables``, in order."""
    found = [option for table in tables for option in table]

    def decorated(function: _Function) -> _Function:
        for option in reversed(found):
            function = _parameter(option)(function)
        return function

    return decorated
