"""The command line as click knows it. Importing this imports no command; each is a module, imported on demand."""

from __future__ import annotations

from collections.abc import Sequence

import click

from gklint import __version__
from gklint.cli.base import LazyGroup, own_error
from gklint.cli.commands import COMMANDS
from gklint.cli.errors import INTERRUPTED, wants_english
from gklint.cli.host import host_of

_WELCOME = """\
gklint {version}：检查政府信息公开工作年度报告。

接下来可以：
  gklint check 报告.txt      检查一份报告（也可以给文件夹）
  gklint explain STR001      看一条规则是什么、依据哪一条
  gklint --help              看全部命令和选项
"""


@click.group(
    cls=LazyGroup,
    entries=COMMANDS,
    extensible=True,
    invoke_without_command=True,
    help="检查政府信息公开工作年度报告：解析、核对、给出诊断。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--version", is_flag=True, help="显示版本")
@click.pass_context
def group(ctx: click.Context, version: bool) -> None:
    """The command ``gklint`` itself."""
    from gklint.cli.output import write_text

    if version:
        write_text(f"gklint {__version__}\n")
        ctx.exit(0)
    if ctx.invoked_subcommand is None:
        write_text(_WELCOME.format(version=__version__))


def run(words: Sequence[str]) -> int:
    """Does what the arguments of the command line say, and gives the exit status; raises ``CommandError``."""
    try:
        status = group.main(args=words, prog_name="gklint", standalone_mode=False)
    except click.Abort:  # click has ended the line of ^C
        return INTERRUPTED
    except click.ClickException as error:
        raise own_error(error, wants_english(words)) from error
    host_of().asked_plainly()
    return status if isinstance(status, int) else 0
