"""``gklint summary``: the reviewers' overview of a folder."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gklint import atomic
from gklint.cli.base import Command
from gklint.cli.checking import Run
from gklint.cli.configured import setup_errors
from gklint.cli.errors import CommandError, UsageError
from gklint.cli.options import CONFIG, HANDS, INPUT
from gklint.cli.output import terminal_width, write_data, write_text
from gklint.cli.parameters import options
from gklint.messages import worded
from gklint.oserrors import why_unwritten
from gklint.reporters.base import Style
from gklint.summary.survey import NAME, Survey

if TYPE_CHECKING:
    from gklint.summary.model import Overview

FORMATS = ("text", "html", "json")
_WIDTH = 80
# What ``gklint check`` can be told and a summary cannot.
_CHECK_ONLY: dict[str, Any] = {
    "timings": False, "write_baseline": None, "grow": False, "fix": False, "diff": False, "unsafe_fixes": False,
    "ask": False, "color": "never", "lang": "zh", "format": "full", "output": (), "no_title": False, "against": (),
    "ledger": None, "statistics": False,
}  # fmt: skip


@click.command("summary", cls=Command, help="汇总文件夹里的报告：谁交了、缺什么、错在哪类、三张表合计。")
@click.argument("paths", nargs=-1, required=True, metavar="文件夹...")
@click.option("--format", "form_at", type=click.Choice(FORMATS), help="输出格式（默认看 --output 的扩展名，否则 text）")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="写到文件")
@click.option("--select", multiple=True, metavar="CODES", help="只用这些规则")
@click.option("--ignore", multiple=True, metavar="CODES", help="不用这些规则")
@click.option("--baseline", metavar="FILE", help="基线文件：其中记下的旧发现不再计入")
@click.option("--no-suppress", is_flag=True, help="不理会文件里的抑制标记")
@click.option("--no-project", is_flag=True, help="不把报告放在一起核对（跨年度、上下级、雷同）")
@click.option("--quiet", "-q", is_flag=True, help="不显示进度")
@click.option("--verbose", "-v", is_flag=True, help="text 格式：名单全部列出")
@options(HANDS, CONFIG, INPUT)
def command(paths: tuple[str, ...], form_at: str | None, output: Path | None, **given: Any) -> int:
    """Writes the overview; 2 when a file cannot be read."""
    form_at = form_at or _by_name(output)
    if output is not None and (not os.path.isdir(output.parent) or os.path.isdir(output)):
        reason = worded("这是文件夹") if os.path.isdir(output) else worded("没有这个文件夹")
        raise UsageError(worded("不能写文件 {path}：{reason}", path=output, reason=reason))
    if given["executor"] is not None and given["convert"]:
        raise UsageError(worded("--executor 不能和 --{option} 一起用：它只能在本机做", option="convert"))
    run = SummaryRun(paths, _CHECK_ONLY | given)
    text = _text(run.overview(), form_at, given["verbose"], _WIDTH if output else terminal_width())
    if output is not None:
        try:
            atomic.write(output, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            said = worded("不能写文件 {path}：{reason}", path=output, reason=why_unwritten(error))
            raise CommandError(said) from error
    else:
        (write_text if form_at == "text" else write_data)(text)
    return 2 if run.unfinished else 0


def _by_name(output: Path | None) -> str:
    """The format that the name of the file asks for."""
    extension = output.suffix.lower().removeprefix(".") if output is not None else ""
    return {"htm": "html"}.get(extension, extension if extension in FORMATS else "text")


def _text(overview: Overview, form_at: str, verbose: bool, width: int) -> str:
    if form_at == "html":
        from gklint.summary.html import summary_html

        return summary_html(overview)
    if form_at == "json":
        from gklint.summary.json_out import summary_json

        return summary_json(overview)
    from gklint.summary.text import summary_text

    return summary_text(overview, width, verbose)


class SummaryRun(Run):
    """A run of ``gklint check`` whose outcomes are added up instead of written."""

    _kind = Survey

    def _formats(self) -> list[tuple[str, Style]]:
        return [(NAME, Style())]

    @cached_property
    def unfinished(self) -> bool:
        """Whether the job could not be done for a file."""
        return self._total.unfinished

    def overview(self) -> Overview:
        """Does everything. What is done is in the cache: a run that was stopped goes on where it was."""
        from gklint.runner.together import Declared
        from gklint.summary.model import Gatherer

        declared = Declared.of(self._settings)
        gatherer = Gatherer(declared.names)
        try:
            with setup_errors():
                for outcome in self.outcomes():
                    self._total.include(outcome.tally)
                    gatherer.add(outcome)
                    for note in outcome.notes:
                        self._bar.tell(note)
        finally:
            self._bar.hide()
        expected = [*declared.parents, *(child for children in declared.parents.values() for child in children)]
        expected += [*declared.names.aliases, *declared.names.renamed]
        return gatherer.overview(expected, self._total.passed_over)
