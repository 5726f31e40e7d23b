"""``gklint check``: the options. What is done with them is in :mod:`gklint.cli.checking`."""

from __future__ import annotations

from typing import Any

import click

from gklint.cli.base import Command
from gklint.cli.configured import config_options
from gklint.cli.hands import hands_options
from gklint.cli.options import input_options
from gklint.cli.sinks import OutputFile, OutputFormat
from gklint.messages import worded
from gklint.reporters.base import FORMATS

_FAIL_ON = ["error", "warning", "info", "never"]


@click.command("check", cls=Command, help="检查报告。不写路径就检查当前文件夹；- 表示标准输入。")
@click.argument("paths", nargs=-1, metavar="[路径]...")
@click.option(
    "--select", multiple=True, metavar="CODES", help="只用这些规则：代码、代码开头、名称、标签，逗号分隔，可重复"
)
@click.option("--ignore", multiple=True, metavar="CODES", help="不用这些规则")
@click.option("--extend-select", multiple=True, metavar="CODES", help="另外再用这些规则")
@click.option("--severity", multiple=True, metavar="CODE=LEVEL", help="改规则的级别（error、warning、info），可重复")
@click.option("--fail-on", type=click.Choice(_FAIL_ON), help="从哪一级起退出码为 1（默认 error）")
@click.option(
    "--format",
    "form_at",
    type=OutputFormat(),
    default="full",
    metavar=f"[{'|'.join(FORMATS)}]",
    help="输出格式（默认 full）",
)
@click.option("--output", multiple=True, type=OutputFile(), help="另写一份到文件，可重复")
@click.option("--fix", is_flag=True, help="应用安全的修改，写回文件")
@click.option("--unsafe-fixes", is_flag=True, help="连同须人工确认的修改一起应用")
@click.option("--diff", is_flag=True, help="只显示会改成什么样，不写文件；有改动则退出码为 1")
@click.option("--ask", is_flag=True, help="和 --fix 一起用：逐处询问")
@click.option("--baseline", metavar="FILE", help="基线文件：其中记下的旧发现不再计入")
@click.option("--write-baseline", metavar="FILE", help="写基线文件；已有的只减不增")
@click.option("--grow", is_flag=True, help="和 --write-baseline 一起用：把新发现也写进去")
@click.option("--no-suppress", is_flag=True, help="不理会文件里的抑制标记（审核者用）")
@click.option("--no-project", is_flag=True, help="不把报告放在一起核对（跨年度、上下级、雷同）")
@click.option(
    "--against", multiple=True, type=click.Path(exists=True), metavar="DIR", help="和这里的旧报告一起核对，可重复"
)
@click.option("--ledger", metavar="FILE", help="台账（CSV）：逐单位、年度的申请、复议、诉讼数，与表格核对")
@click.option("--no-title", is_flag=True, help="文本本来就不带题名，不查题名")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色")
@click.option("--quiet", "-q", is_flag=True, help="只列发现，不写汇总")
@click.option("--verbose", "-v", is_flag=True, help="逐条列出，包括未能核对的")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="gklint 自己的话用哪种语言（默认 zh）")
@click.option("--statistics", is_flag=True, help="最后按规则列出各有多少处")
@click.option("--timings", is_flag=True, help="在标准错误上列出各规则所用时间")
@hands_options
@config_options
@input_options
def command(paths: tuple[str, ...], **given: Any) -> int:
    """Checks ``paths`` and gives the exit status."""
    _refuse_nonsense(given)
    from gklint.cli.checking import Run

    return Run(paths, given).go()


def _refuse_nonsense(given: dict[str, Any]) -> None:
    """Raises ``UsageError`` for options that make no sense together."""
    pairs = (
        ("ask", "fix", "--ask 要和 --fix 一起用"),
        ("unsafe_fixes", "fix", "--unsafe-fixes 要和 --fix 或 --diff 一起用"),
        ("grow", "write_baseline", "--grow 要和 --write-baseline 一起用"),
    )
    for option, other, words in pairs:
        if given[option] and not given[other] and not (other == "fix" and given["diff"] and option != "ask"):
            raise click.UsageError(words)
    if given["write_baseline"] is not None and (given["fix"] or given["diff"]):
        raise click.UsageError("--write-baseline 不能和 --fix、--diff 一起用")
    here = [name for name in ("fix", "diff", "ask", "timings", "convert") if given[name]]
    if given["executor"] is not None and here:
        raise click.UsageError(worded("--executor 不能和 --{option} 一起用：它只能在本机做", option=here[0]))
