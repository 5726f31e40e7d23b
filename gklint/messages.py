"""The program's own words in English, by their Chinese. What a rule says stays Chinese.

What is said where it is known which language is wanted goes through :func:`say`. A complaint arises where nobody knows:
:func:`worded` makes it, in Chinese, and ``gklint.complaints`` says it in English when somebody asks.

>>> say("{count} 个文件", english=True, count=3)
'3 file(s)'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "毫秒": "ms",
        "检查": "checking",
        "每秒 {rate:.0f} 个，还要 {left}": "{rate:.0f} a second, {left} left",
        "每个 {seconds:.0f} 秒，还要 {left}": "{seconds:.0f} s each, {left} left",
        "{hours} 小时 {minutes} 分": "{hours} h {minutes} min",
        "{minutes} 分 {rest} 秒": "{minutes} min {rest} s",
        "{rest} 秒": "{rest} s",
        "  应用这处修改吗？[y 是 / n 否 / a 本规则全部 / d 本规则都不 / q 其余都不]": (
            "  make this fix? [y yes / n no / a all of this rule / d none of this rule / q none of the rest]"
        ),
        "  建议：{title}": "  advice: {title}",
        "（须人工确认）": " (wants looking at)",
        "错误": "error",
        "警告": "warning",
        "提示": "info",
        "，": ", ",
        "；": "; ",
        "。": ".",
        "：": ": ",
        "{count} 个文件": "{count} file(s)",
        "已抑制 {count} 项": "{count} suppressed",
        "{count} 个文件没能检查": "{count} file(s) could not be checked",
        "{count} 个文件不是年度报告，没有检查": "{count} file(s) that are no annual reports were not checked",
        "文件夹中略过 {count} 项": "{count} entries of folders passed over",
        "未能核对": "could not be checked",
        "未能核对 {count} 项": "{count} things could not be checked",
        "，如 {example}（--verbose 查看）": ", such as {example} (--verbose lists them)",
        "（--verbose 查看）": " (--verbose lists them)",
        "第 {line} 行": "line {line}",
        "（共 {count} 处）": " ({count} places)",
        "（{code}）": " ({code})",
        "（至第 {line} 行）": " (to line {line})",
        "另有 {count} 处相关位置": "{count} more places",
        "依据": "basis",
        "惯例": "custom",
        "依据（未核对原文）": "basis (text not verified)",
        "建议": "advice",
        "另见": "see also",
        "另有 {count} 处 {code}：{places}（--verbose 逐条列出）": (
            "{count} more of {code}: {places} (--verbose lists each)"
        ),
        " 等": " …",
        "已修改 {count} 处": "{count} fixes made",
        "可以修改 {count} 处": "{count} fixes possible",
        "有 {kind} 一类的报告没有核对：没有载入检查它的规则，用 --pack 加上规则包": (
            "reports of the kind {kind} were not checked: no rules for them are loaded; add their pack with --pack"
        ),
        "；另有 {count} 处要人看过再改：加 --unsafe-fixes，再加 --ask 就逐处问": (
            "; {count} more want looking at: add --unsafe-fixes, and --ask to be asked about each"
        ),
        "{path}：读不了，没有拿来比较": "{path}: cannot be read, and was not compared",
        "gklint：{what}": "gklint: {what}",
        "用法见 {command} --help": "see {command} --help",
        "参数": "argument",
        "没有选项 {name}": "no such option: {name}",
        "，是不是想写 {what}？": "; did you mean {what}?",
        "缺少参数 {name}": "missing argument {name}",
        "{name} 只能是 {what}": "{name} can only be one of {what}",
        "选项 {name} 用法不对：{detail}": "option {name}: {detail}",
        "应为不小于 {least} 的整数": "must be a whole number, {least} or more",
        "{path} 不存在": "{path} does not exist",
        "没有读取权限": "no leave to read it",
        "后面要跟一个值": "it takes a value",
        "后面不跟值": "it takes no value",
        "多出了参数：{what}": "too many arguments: {what}",
        "不能读写文件 {path}：{reason}": "file {path} cannot be read or written: {reason}",
        "--ask 要和 --fix 一起用": "--ask needs --fix",
        "--unsafe-fixes 要和 --fix 或 --diff 一起用": "--unsafe-fixes needs --fix or --diff",
        "--grow 要和 --write-baseline 一起用": "--grow needs --write-baseline",
        "--write-baseline 不能和 --fix、--diff 一起用": "--write-baseline cannot go with --fix or --diff",
        "--no-project 不能和 --against、--ledger 一起用": "--no-project cannot go with --against or --ledger",
        "--ask 不能和标准输入一起用": "--ask cannot go with standard input",
        "--jobs 和 --executor 只能用一个": "--jobs and --executor exclude each other",
        "基线 {path}：{now} 项（原有 {before} 项）": "baseline {path}: {now} findings ({before} before)",
        "；{count} 项新发现没有写入，要写入请加 --grow": "; {count} new findings were not added (--grow adds them)",
    }
)


def say(words: str, *, english: bool, **values: object) -> str:
    """``words`` with ``values`` filled in, in English if ``english``; raises ``KeyError`` for words without one."""
    return (ENGLISH[words] if english else words).format(**values)


class Words(str):
    """A sentence in Chinese that remembers its template and what stands in the blanks, names and values untouched."""

    __slots__ = ("blanks", "template")
    template: str
    blanks: Mapping[str, object]

    def __str__(self) -> Words:
        """Itself, and no copy that has forgotten: so ``str(error)`` gives what the error was raised with."""
        return self


def worded(template: str, /, **blanks: object) -> Words:
    """``template`` with ``blanks`` filled in: values, texts (which may be :class:`Words`), or tuples of texts, which
    are listed. The English of ``template`` is in :data:`gklint.complaints.ENGLISH`.

    >>> worded("没有键 {name}", name="selct"), worded("可用：{names}", names=("a", "b"))
    ('没有键 selct', '可用：a、b')
    """
    shown = {name: "、".join(blank) if isinstance(blank, tuple) else blank for name, blank in blanks.items()}
    found = Words(template.format(**shown))
    found.template, found.blanks = template, blanks
    return found


def phrased(message: str, blanks: Mapping[str, object]) -> Words:
    """``message`` as it is where it is worded, or else worded with ``blanks``."""
    return message if isinstance(message, Words) else worded(message, **blanks)


def hinted(message: str, hint: object | None) -> str:
    """``message`` with ``hint`` in brackets after it, where there is one: how it may be put right, or which file."""
    return worded("{message}（{hint}）", message=message, hint=hint) if hint else message


def in_a_row(parts: Sequence[str], sign: str) -> Words:
    """``parts`` with ``sign`` between them."""
    template = "{sign}".join(f"{{part{number}}}" for number in range(len(parts)))
    return worded(template, sign=worded(sign), **{f"part{number}": part for number, part in enumerate(parts)})
