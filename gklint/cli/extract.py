"""``gklint extract``: the options. What is written is in :mod:`gklint.cli.datafiles`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from gklint.cli.base import Command
from gklint.cli.configured import settings_of, setup_errors
from gklint.cli.errors import UsageError
from gklint.cli.hands import hands
from gklint.cli.host import extensions_of
from gklint.cli.options import CONFIG, HANDS, INPUT
from gklint.cli.output import complain
from gklint.cli.parameters import options
from gklint.cli.progress import ProgressBar
from gklint.messages import worded
from gklint.results import Tally

FORMATS = ("json", "csv", "parquet")
SHAPES = ("long", "wide")


@click.command("extract", cls=Command, help="把报告取成数据：谁、哪一年、哪一版，每个单元格，文中每个数字。")
@click.argument("paths", nargs=-1, required=True, metavar="路径...")
@click.option("--format", "form_at", type=click.Choice(FORMATS), help="输出格式（默认看 --output 的扩展名，否则 json）")
@click.option("--shape", type=click.Choice(SHAPES), help="表的样子：long 一行一格（默认），wide 一行一份报告")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="写到文件")
@click.option("--bom/--no-bom", default=None, help="CSV 开头是否加 BOM，Excel 靠它认出中文（写到文件时默认加）")
@click.option("--quiet", "-q", is_flag=True, help="不显示进度")
@options(HANDS, CONFIG, INPUT)
def command(
    paths: tuple[str, ...], form_at: str | None, shape: str | None, output: Path | None, bom: bool | None, **given: Any
) -> int:
    """Writes the data of the reports at ``paths``; 2 when one of them cannot be read."""
    form_at = form_at or _by_name(output)
    _refuse_nonsense(form_at, shape, output, bom, given)
    from gklint.cli.datafiles import data_file

    total = Tally()
    bom = form_at == "csv" and (output is not None if bom is None else bom)
    with data_file(form_at, shape or "long", output, bom=bom) as file:
        for piece in _pieces(paths, form_at, shape or "long", given, total):
            file.add(piece)
    if total.not_reports:
        complain(f"文件夹中有 {total.not_reports} 个文件不是年度报告，没有取数据")
    return 2 if total.unfinished else 0


def _by_name(output: Path | None) -> str:
    """The format that the name of the file asks for."""
    extension = output.suffix.lower().removeprefix(".") if output is not None else ""
    return extension if extension in FORMATS else "json"


def _refuse_nonsense(
    form_at: str, shape: str | None, output: Path | None, bom: bool | None, given: dict[str, Any]
) -> None:
    """Raises ``UsageError`` for options that make no sense together."""
    if shape and form_at == "json":
        raise UsageError("--shape 用于 csv 和 parquet；json 只有一种样子")
    if bom is not None and form_at != "csv":
        raise UsageError("--bom 和 --no-bom 用于 csv")
    if form_at == "parquet" and output is None and sys.stdout.isatty():
        raise UsageError("parquet 不能显示在屏幕上，请用 --output 文件.parquet")
    if given["executor"] is not None and given["convert"]:
        raise UsageError(worded("--executor 不能和 --{option} 一起用：它只能在本机做", option="convert"))


def _pieces(paths: tuple[str, ...], form_at: str, shape: str, given: dict[str, Any], total: Tally) -> Iterator[object]:
    """What each report at ``paths`` comes to; says on standard error which files are left out."""
    from gklint.runner import discover
    from gklint.runner.batch import Batch
    from gklint.runner.discover import STANDARD_INPUT
    from gklint.runner.extracting import Extraction

    name = (given["stdin_filename"] or STANDARD_INPUT).replace("\\", "/")
    settings = settings_of(given)
    work = Extraction(
        form_at, shape, settings, given["force"], name, given["max_pages"], extensions_of(), given["convert"]
    )
    targets = discover(paths, given["exclude"], settings.left_out, work.readable.extensions).files
    bar = ProgressBar(len(targets), wanted=not given["quiet"], words="取数据")
    hire = hands(given["jobs"], given["executor"], len(targets))
    with setup_errors():
        batch = Batch(work, given["max_size"], tell=bar.tell)
        with batch.pool(hire) as pool:
            for outcome in batch.outcomes(targets, pool):
                total.include(outcome.tally)
                for note in outcome.notes:
                    bar.tell(note)
                yield from outcome.pieces
                bar.advance()
    bar.hide()
