"""What gklint says of a run that cannot go on, in English: its Chinese in fragments, each with its English.

Complaints are written in Chinese where they arise, with names and numbers in them. Only ``--lang en`` asks for their
English, so the fragments between those names are looked up here instead of at each place.

>>> in_english("没有命令 chek，是不是想写 check？")
'no such command: chek; did you mean check?'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

FRAGMENTS: Mapping[str, str] = MappingProxyType(
    {
        # the command line
        "没有命令 ": "no such command: ",
        "；可用的有 ": "; there are ",
        "，是不是想写 ": "; did you mean ",
        "”不是大小，请写成 20M、500K 这样": "” is no size; write 20M or 500K",
        "”应写成 dask://主机:端口，如 ": "” must be written dask://HOST:PORT, such as ",
        "”应写成 格式=文件，格式是 ": "” must be written FORMAT=FILE; FORMAT is one of ",
        " 之一": "",
        "--executor 不能和 ": "--executor cannot go with ",
        " 一起用：它只能在本机做": ": that can only be done here",
        "--severity 应写成 代码=级别，如 STR004=warning，不能是 ": (
            "--severity must be written CODE=LEVEL, such as STR004=warning, not "
        ),
        "--ask 要在终端里用（标准输入和标准错误都是终端）": "--ask needs a terminal",
        "不能写文件 ": "cannot write the file ",
        "不能写标准输出": "cannot write to standard output",
        "这是文件夹": "it is a folder",
        "没有这个文件夹": "there is no such folder",
        "gklint：没有做完，读写时系统报告：": "gklint: not done; the system reports: ",
        # configuration
        "配置不能用：": "the configuration cannot be used:",
        "配置文件读不了：": "the file cannot be read: ",
        "文件不存在": "there is no such file",
        "没有读取权限": "no leave to read it",
        "配置文件不是 UTF-8 编码": "the file is not in UTF-8",
        "另存为 UTF-8": "save it as UTF-8",
        "不是正确的 TOML：": "not TOML: ",
        " 只能写在项目的配置文件里": " belongs in the configuration of the project",
        "extend 绕成了圈：": "extend goes round in a circle: ",
        "extend 的文件不存在：": "the file of extend does not exist: ",
        "请检查路径": "check the path",
        "没有 [tool.gklint]": "there is no [tool.gklint]",
        "没有键 ": "no such key: ",
        "是否想写 ": "did you mean ",
        "可用：": "one of: ",
        "这里应为表": "this must be a table",
        "缺少 ": "missing: ",
        " 应为文字，不能为空": " must be a text that is not empty",
        " 应为文字的列表": " must be a list of texts",
        " 里的每一项应为文字，不能为空": ": each entry must be a text that is not empty",
        " 应为日期": " must be a date",
        " 应为表：规则 = 级别": " must be a table: rule = level",
        " 应为表：规则包 = 版本要求": " must be a table: pack = version",
        " 应为表：[rules.规则代码]": " must be a table: [rules.CODE]",
        " 应为表：单位 = 其他单位的列表": " must be a table: body = list of other bodies",
        " 应为表": " must be a table",
        " 应写成 [[": " must be written [[",
        " 不能是 ": " cannot be ",
        "（如 ": " (such as ",
        # rules and packs
        " 是 gklint 自己的代码，不能选择或忽略": " is a code of gklint's own and cannot be selected or ignored",
        "没有规则、标签或代码前缀叫 ": "no rule, tag or beginning of a code is called ",
        "级别不能是 ": "a level cannot be ",
        "；要关掉规则用 ignore": "; ignore switches a rule off",
        " 没有等级 ": " has no grade ",
        " 没有选项 ": " has no option ",
        " 的选项 ": ": the option ",
        " 应为 ": " must be ",
        "，不是 ": ", not ",
        "规则包不能用：": "a pack cannot be used:",
        "规则包不能一起用：": "packs cannot be used together:",
        "没有规则包 ": "no such pack: ",
        "应为有 pack.yaml 的文件夹，或 ": "give a folder with a pack.yaml, or one of ",
        "要运行规则包 ": "the pack ",
        " 的 Python 规则，没有得到许可": " asks to run Python rules, which is not allowed",
        "信任它就用 --allow-python ": "if you trust it, use --allow-python ",
        "，或在用户配置里写 python-rules": ", or write python-rules in the user's configuration",
        "要求的规则包 ": "the required pack ",
        " 没有装": " is not installed",
        "用 packs 或 --pack 加上它": "add it by packs or --pack",
        "规则包 ": "pack ",
        "要求 ": "requires ",
        "，现在是 ": ", but it is ",
        "版本要求": "the version ",
        "看不懂": " cannot be understood",
        " 或 ": " or ",
        # baselines, ledgers
        "不能写基线 ": "cannot write the baseline ",
        "基线 ": "baseline ",
        "不是 gklint 的基线文件": "it is no baseline of gklint",
        " 不能用：": " cannot be used: ",
        "台账不能用：": "the ledger cannot be used:",
        "台账 ": "ledger ",
        " 读不了": " cannot be read",
        "读不了": "cannot be read",
        # clusters and processes
        "--executor dask://… 要先装 Dask：": "--executor dask://… needs Dask: ",
        "Dask 集群 ": "Dask cluster ",
        " 连不上：": " cannot be reached: ",
        "；请看调度器是否在运行、地址和端口对不对": "; see whether the scheduler runs, and address and port are right",
        " 没有工作机，请先用 dask worker ": " has no worker; begin with dask worker ",
        " 启动": "",
        " 有工作机和本机不一样，得不出同样的结果：": " has workers unlike this machine, which would not say the same:",
        "已没有工作进程，其余的在本进程做完": "no worker is left; the rest is done in this process",
        "有文件没有在工作进程里做成（": "something failed in a worker (",
        "），改在本进程做": "), and is done in this process",
        # files
        "文件读不了：": "",
        "文件超过上限（": "it is too large (the limit is ",
        "）；如果确要检查，请用 --max-size 调高上限": "); --max-size allows more",
        "请检查路径是否写对": "check the path",
        "这是一个文件夹，不是文件；请写出其中文件的路径": "it is a folder; name the files in it",
        "没有读取权限；请检查文件或文件夹的权限": "no leave to read it",
        "PDF 超过 ": "the PDF has more than ",
        " 页，不像一份报告；如果确要检查，请用 --max-pages 调高上限": " pages; --max-pages allows more",
        " 字节": " bytes",
    }
)
_MARKS = {"：": ": ", "；": "; ", "，": ", ", "、": ", ", "？": "?", "（": " (", "）": ")"}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted({**FRAGMENTS, **_MARKS}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def in_english(text: str) -> str:
    """``text`` with what gklint says in English; names, values and what is not known stay as they are."""
    known = {**FRAGMENTS, **_MARKS}
    return _pattern().sub(lambda match: known[match.group()], text)
