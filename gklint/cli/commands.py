"""Which commands there are, where they are, and what the list of commands says of each."""

from __future__ import annotations

from gklint.tuples import NamedTuple


class Entry(NamedTuple):
    """A command that is imported when it is called: ``module:attribute``, and a short help for the list."""

    where: str
    help: str


COMMANDS = {
    "check": Entry("gklint.cli.check:command", "检查报告（文件、文件夹，- 表示标准输入）"),
    "extract": Entry("gklint.cli.extract:command", "把报告取成数据：表格、文中数字（JSON、CSV、Parquet）"),
    "summary": Entry("gklint.cli.summary:command", "汇总文件夹里的报告：谁交了、缺什么、错在哪类、三张表合计"),
    "parse": Entry("gklint.cli.parse:command", "显示报告的语法树和位置"),
    "rules": Entry("gklint.cli.rules:command", "列出所有规则"),
    "explain": Entry("gklint.cli.explain:command", "解释一条规则：依据、选项、例子"),
    "test": Entry("gklint.cli.test:command", "把规则里的样例当作测试来跑"),
    "new": Entry("gklint.cli.new:group", "新建规则包或规则，样例已经跑得通"),
    "pack": Entry("gklint.cli.pack:group", "锁定所用的规则包（gklint.lock）"),
    "docs": Entry("gklint.cli.docs:command", "由规则生成说明文档"),
    "config": Entry("gklint.cli.config:command", "显示生效的配置和每个值的来处"),
    "init": Entry("gklint.cli.init:command", "写一份带说明的 gklint.toml、提交钩子和 CI 任务"),
    "completion": Entry("gklint.cli.completion:command", "命令补全的脚本（bash、zsh、fish）"),
}
