"""The options of the commands that read reports, as values: click's parameters are made of them (``parameters.py``),
and plain words are read by them without click (``quick.py``)."""

from __future__ import annotations

from gklint.readers import DEFAULT_MAX_PAGES
from gklint.reporters.base import FORMATS
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What an option takes: nothing, any text, one of a few words, a number from 1, the place of a file, a size, the name of
# an output format, FORMAT=FILE.
FLAG, TEXT, CHOICE, COUNT, PLACE, SIZE, FORMAT, OUTPUT = (
    "flag", "text", "choice", "count", "place", "size", "format", "output",
)  # fmt: skip


class Option(NamedTuple):
    """An option: its ``words`` (``--quiet``, ``-q``), its help, what it takes, the ``metavar`` that the help shows for
    that, its value when it is not given, the words that it may be, whether it may be given ``many`` times, and whether
    its place must exist."""

    words: tuple[str, ...]
    help: str
    takes: str = FLAG
    metavar: str | None = None
    default: Any = None
    choices: tuple[str, ...] = ()
    many: bool = False
    exists: bool = False

    @property
    def name(self) -> str:
        """By what its value is known: ``fail_on`` for ``--fail-on``."""
        return self.words[0].removeprefix("--").replace("-", "_")


def _flag(words: str, help: str) -> Option:
    return Option(tuple(words.split()), help, default=False)


def _text(word: str, metavar: str, help: str) -> Option:
    return Option((word,), help, TEXT, metavar)


def _texts(word: str, metavar: str, help: str) -> Option:
    return Option((word,), help, TEXT, metavar, (), many=True)


def _choice(word: str, choices: tuple[str, ...], help: str, default: str | None = None) -> Option:
    return Option((word,), help, CHOICE, default=default, choices=choices)


CHECK = (
    _texts("--select", "CODES", "只用这些规则：代码、代码开头、名称、标签，逗号分隔，可重复"),
    _texts("--ignore", "CODES", "不用这些规则"),
    _texts("--extend-select", "CODES", "另外再用这些规则"),
    _texts("--severity", "CODE=LEVEL", "改规则的级别（error、warning、info），可重复"),
    _choice("--fail-on", ("error", "warning", "info", "never"), "从哪一级起退出码为 1（默认 error）"),
    Option(("--format",), "输出格式（默认 full）", FORMAT, f"[{'|'.join(FORMATS)}]", "full", tuple(FORMATS)),
    Option(("--output",), "另写一份到文件，可重复", OUTPUT, default=(), many=True),
    _flag("--fix", "应用安全的修改，写回文件"),
    _flag("--unsafe-fixes", "连同须人工确认的修改一起应用"),
    _flag("--diff", "只显示会改成什么样，不写文件；有改动则退出码为 1"),
    _flag("--ask", "和 --fix 一起用：逐处询问"),
    _text("--baseline", "FILE", "基线文件：其中记下的旧发现不再计入"),
    _text("--write-baseline", "FILE", "写基线文件；已有的只减不增"),
    _flag("--grow", "和 --write-baseline 一起用：把新发现也写进去"),
    _flag("--no-suppress", "不理会文件里的抑制标记（审核者用）"),
    _flag("--no-project", "不把报告放在一起核对（跨年度、上下级、雷同）"),
    Option(("--against",), "和这里的旧报告一起核对，可重复", PLACE, "DIR", (), many=True, exists=True),
    _text("--ledger", "FILE", "台账（CSV）：逐单位、年度的申请、复议、诉讼数，与表格核对"),
    _flag("--no-title", "文本本来就不带题名，不查题名"),
    _choice("--color", ("auto", "always", "never"), "是否用颜色", "auto"),
    _flag("--quiet -q", "只列发现，不写汇总"),
    _flag("--verbose -v", "逐条列出，包括未能核对的"),
    _choice("--lang", ("zh", "en"), "gklint 自己的话用哪种语言（默认 zh）", "zh"),
    _flag("--statistics", "最后按规则列出各有多少处"),
    _flag("--timings", "在标准错误上列出各规则所用时间"),
)
"""What ``gklint check`` alone is asked."""

HANDS = (
    Option(("--jobs", "-j"), "同时用几个进程（默认 1）", COUNT, "N", 1),
    _text("--executor", "ADDRESS", "交给已有的 Dask 集群去做：dask://主机:端口"),
)
"""Who does the work: processes of this machine, or a cluster."""

CONFIG = (
    Option(("--config",), "用这个配置文件，不去找", PLACE, "FILE"),
    _flag("--isolated", "不读任何配置文件"),
    _texts("--pack", "NAME_OR_DIR", "另用这个规则包：名称或文件夹，可重复"),
    _texts("--allow-python", "PACK", "允许运行这个规则包的 Python 规则，可重复"),
    _flag("--no-cache", "不用以前的结果，也不记下这次的（编译好的规则照用）"),
)
"""What a command is configured by."""

MAX_SIZE = Option(("--max-size",), "文件大小上限（默认 20M）", SIZE, "SIZE", 20 << 20)
MAX_PAGES = Option(("--max-pages",), "PDF 页数上限（默认 200）", COUNT, metavar="N", default=DEFAULT_MAX_PAGES)
STDIN_FILENAME = _text("--stdin-filename", "NAME", "从标准输入（-）读时的文件名")
INPUT = (
    _choice("--form", ("2019", "2021", "auto"), "按哪一版格式"),
    _flag("--force", "不像年度报告的文件也照常处理"),
    _texts("--exclude", "GLOB", "文件夹中不看的路径，可重复"),
    MAX_SIZE,
    MAX_PAGES,
    _flag("--convert", "用本机的 LibreOffice 转换 .doc、.wps 后再读"),
    STDIN_FILENAME,
)
"""What is read."""
