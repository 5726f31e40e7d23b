"""The command line. Importing this imports click and nothing heavier; each command is a module, imported on demand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from gklint import __version__, streams
from gklint.cli.base import Entry, LazyGroup, usage_words, wants_english

if TYPE_CHECKING:
    from gklint.answers import Question

COMMANDS = {
    "check": Entry("gklint.cli.check:command", "检查报告（文件、文件夹，- 表示标准输入）"),
    "extract": Entry("gklint.cli.extract:command", "把报告取成数据：表格、文中数字（JSON、CSV、Parquet）"),
    "summary": Entry("gklint.cli.summary:command", "汇总文件夹里的报告：谁交了、缺什么、错在哪类、三张表合计"),
    "parse": Entry("gklint.cli.parse:command", "显示报告的语法树和位置"),
    "rules": Entry("gklint.cli.rules:command", "列出所有规则"),
    "test": Entry("gklint.cli.test:command", "把规则里的样例当作测试来跑"),
    "new": Entry("gklint.cli.new:group", "新建规则包或规则，样例已经跑得通"),
    "pack": Entry("gklint.cli.pack:group", "锁定所用的规则包（gklint.lock）"),
    "docs": Entry("gklint.cli.docs:command", "由规则生成说明文档"),
    "config": Entry("gklint.cli.config:command", "显示生效的配置和每个值的来处"),
    "init": Entry("gklint.cli.init:command", "写一份带说明的 gklint.toml、提交钩子和 CI 任务"),
    "completion": Entry("gklint.cli.completion:command", "命令补全的脚本（bash、zsh、fish）"),
    "explain": Entry("gklint.cli.explain:command", "解释一条规则：依据、选项、例子"),
}

_WELCOME = """\
gklint {version}：检查政府信息公开工作年度报告。

接下来可以：
  gklint check 报告.txt      检查一份报告（也可以给文件夹）
  gklint explain STR001      看一条规则是什么、依据哪一条
  gklint --help              看全部命令和选项
"""
_INTERRUPTED = 130


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


def main(args: Sequence[str] | None = None, asked: Question | None = None) -> int:
    """Runs the command line and gives the exit status; ``args`` default to those of the process. ``asked`` is told
    whether its answer may be kept."""
    from gklint.cli.host import Host
    from gklint.cli.output import complain

    host = Host(tuple(COMMANDS), asked)
    try:
        status = group.main(args=args, prog_name="gklint", standalone_mode=False, obj=host)
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except click.ClickException as error:
        from gklint.messages import say

        english = wants_english(sys.argv[1:] if args is None else args)
        complain(say("gklint：{what}", english=english, what=usage_words(error, english)))
        if isinstance(error, click.UsageError) and error.ctx:
            complain(say("用法见 {command} --help", english=english, command=error.ctx.command_path))
        return error.exit_code if isinstance(error, click.UsageError) else 2
    except OSError as error:  # the disk behind standard output is full while click writes its help: no fault of ours
        streams.hush()
        from gklint.complaints import in_english
        from gklint.messages import worded

        reason = str(error.strerror or error)
        if error.filename:
            reason = worded("{message}（{hint}）", message=reason, hint=error.filename)
        said = worded("gklint：没有做完，读写时系统报告：{reason}", reason=reason)
        complain(in_english(said) if wants_english(sys.argv[1:] if args is None else args) else said)
        return 2
    host.asked_plainly()
    return status if isinstance(status, int) else 0
