"""``gklint check``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, NamedTuple

import click

from gklint.cli.base import Command
from gklint.cli.options import input_options, run_options
from gklint.cli.output import complain, terminal_width, wants_color, write_data, write_text
from gklint.cli.progress import ProgressBar
from gklint.diagnostics import Severity
from gklint.reporters.base import FOR_PEOPLE, FORMATS, Reporter, Style, reporter
from gklint.results import FileResult, Tally, exit_status
from gklint.runner import discover, run

_FAIL_ON = ["error", "warning", "info", "never"]


class Sink(NamedTuple):
    """A reporter and the file that it writes to (``None``: standard output)."""

    reporter: Reporter
    format: str
    file: IO[str] | None

    def write(self, text: str) -> None:
        """Writes ``text`` where it belongs."""
        if self.file:
            self.file.write(text)
        elif self.format in FOR_PEOPLE:
            write_text(text)
        else:
            write_data(text)


class OutputFile(click.ParamType[tuple[str, Path]]):
    """``FORMAT=FILE``."""

    name = "format=file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        """The format and the path; fails with a sentence for anything else."""
        name, equals, path = value.partition("=")
        if name not in FORMATS or not equals or not path:
            self.fail(f"“{value}”应写成 格式=文件，格式是 {'、'.join(FORMATS)} 之一", param, ctx)
        return name, Path(path)


@click.command("check", cls=Command, help="检查报告。不写路径就检查当前文件夹；- 表示标准输入。")
@click.argument("paths", nargs=-1, metavar="[路径]...")
@click.option(
    "--select", multiple=True, metavar="CODES", help="只用这些规则：代码、代码开头、名称、标签，逗号分隔，可重复"
)
@click.option("--ignore", multiple=True, metavar="CODES", help="不用这些规则")
@click.option("--extend-select", multiple=True, metavar="CODES", help="另外再用这些规则")
@click.option("--severity", multiple=True, metavar="CODE=LEVEL", help="改规则的级别（error、warning、info），可重复")
@click.option("--fail-on", type=click.Choice(_FAIL_ON), default="error", help="从哪一级起退出码为 1（默认 error）")
@click.option("--format", "form_at", type=click.Choice(list(FORMATS)), default="full", help="输出格式（默认 full）")
@click.option("--output", multiple=True, type=OutputFile(), help="另写一份到文件，可重复")
@click.option("--no-title", is_flag=True, help="文本本来就不带题名，不查题名")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色")
@click.option("--quiet", "-q", is_flag=True, help="只列发现，不写汇总")
@click.option("--verbose", "-v", is_flag=True, help="逐条列出，包括未能核对的")
@click.option("--timings", is_flag=True, help="在标准错误上列出各规则所用时间")
@input_options
def command(paths: tuple[str, ...], fail_on: str, output: tuple[tuple[str, Path], ...], **given: Any) -> int:
    """Checks ``paths`` and gives the exit status."""
    from gklint.cli.ruleset import checker

    timings: dict[str, float] | None = {} if given["timings"] else None
    check = checker(given, timings).check
    targets = discover(paths or (".",), given["exclude"])
    options = run_options(given)
    results = run(targets.files, options, check)
    total = Tally(passed_over=targets.passed_over)
    with ExitStack() as stack:
        sinks = _sinks(given, output, stack)
        bar = ProgressBar(len(targets.files), wanted=not given["quiet"])
        stack.callback(bar.hide)
        _report(results, total, sinks, bar)
    for code, seconds in sorted((timings or {}).items(), key=lambda item: -item[1]):
        complain(f"{code}  {seconds * 1000:.1f} 毫秒")
    return exit_status(total, None if fail_on == "never" else Severity.of(fail_on))


def _sinks(given: dict[str, Any], output: tuple[tuple[str, Path], ...], stack: ExitStack) -> list[Sink]:
    style = Style(terminal_width(), wants_color(given["color"]), given["verbose"], given["quiet"])
    plain = Style(80, False, given["verbose"], given["quiet"])
    sinks = [Sink(reporter(given["form_at"], style), given["form_at"], None)]
    for name, path in output:
        try:
            file = stack.enter_context(path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n"))
        except OSError as error:
            raise click.UsageError(f"不能写文件 {path}：{error.strerror}") from error
        sinks.append(Sink(reporter(name, plain), name, file))
    return sinks


def _report(results: Iterator[FileResult], total: Tally, sinks: list[Sink], bar: ProgressBar) -> None:
    for sink in sinks:
        sink.write(sink.reporter.begin())
    for result in results:
        total.add(result)
        for sink in sinks:
            text = sink.reporter.file(result)
            if text and sink.file is None:
                bar.hide()
            sink.write(text)
        bar.advance()
    bar.hide()
    for sink in sinks:
        sink.write(sink.reporter.end(total))
