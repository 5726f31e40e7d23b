"""The keys of gklint.toml: the one table that reading, ``gklint config``, the JSON Schema and ``gklint init`` go by."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from gklint.tuples import NamedTuple

LEVELS = ("error", "warning", "info")
FORMS = ("auto", "2019", "2021")


class Kind(Enum):
    """What may stand at a key; the value is its name for readers."""

    TEXT = "文字"
    TEXTS = "文字的列表"
    CHOICE = "几个词之一"
    DATE = "日期（2027-01-31，不加引号）"
    LEVELS = "表：规则 = 级别"
    VERSIONS = "表：规则包 = 版本要求"
    RULES = "表：[rules.规则代码]"
    NAMES = "表：单位 = 其他单位的列表"
    TABLE = "表"
    TABLES = "表的列表"


class Key(NamedTuple):
    """A key: its kind, what it does (Chinese, one line), the words it may hold, an example in TOML, its default in
    words, and for a list of tables the keys of each."""

    name: str
    kind: Kind
    help: str
    example: str
    choices: tuple[str, ...] = ()
    default: str | None = None
    required: bool = False
    inner: tuple[Key, ...] = ()


Table: TypeAlias = tuple[Key, ...]

_SELECT = Key("select", Kind.TEXTS, "只用这些规则：代码、代码开头、名称、标签；ALL 是全部", '["ALL"]')
_IGNORE = Key("ignore", Kind.TEXTS, "不用这些规则", '["WRD003"]')
_EXTEND_SELECT = Key("extend-select", Kind.TEXTS, "另外再用这些规则", '["LVL"]')
_SEVERITY = Key("severity", Kind.LEVELS, "规则的级别：error、warning、info", '{ STR004 = "warning" }', LEVELS)
_FORM = Key("form", Kind.CHOICE, "按哪一版格式检查", '"auto"', FORMS, "auto")
_RULES = Key("rules", Kind.RULES, "规则的选项，每条规则一个表（gklint explain 代码 可看有哪些选项）", "{}")

OVERRIDE_KEYS: Table = (
    Key("path", Kind.TEXTS, "哪些文件：路径模式，从配置文件所在文件夹算起", '["2019/**"]', required=True),
    _SELECT,
    _IGNORE,
    _EXTEND_SELECT,
    _SEVERITY,
    _FORM,
    _RULES,
)

SUPPRESS_KEYS: Table = (
    Key("path", Kind.TEXT, "哪些文件：路径模式，从配置文件所在文件夹算起", '"2023/*.docx"', required=True),
    Key("code", Kind.TEXT, "哪条规则：代码、代码开头、名称、标签", '"PUN001"', required=True),
    Key("reason", Kind.TEXT, "原因", '"原件如此，已核实"', required=True),
    Key("text", Kind.TEXT, "只抑制所标文字或说明里有这些字的发现", '"程序化"'),
    Key("until", Kind.DATE, "到哪一天为止（含当天），过后不再生效并会提醒", "2027-01-31"),
)

PROJECT_KEYS: Table = (
    Key("aliases", Kind.NAMES, "机关的其他写法（简称）：全称 = 其他写法", '{ "某县卫生健康局" = ["某县卫健局"] }'),
    Key("renamed", Kind.NAMES, "更名、合并：现名 = 曾用名", '{ "某县水利局" = ["某县水务局"] }'),
    Key(
        "parents",
        Kind.NAMES,
        "上下级：上级 = 直接下级；不写时按名称和文件夹判断",
        '{ "某县人民政府" = ["某县水利局"] }',
    ),
)

KEYS: Table = (
    Key("extend", Kind.TEXTS, "先读这些配置文件，本文件的值优先", '["../gklint.toml"]'),
    Key("packs", Kind.TEXTS, "除 core 外还用哪些规则包：名称或文件夹", '["rules/本单位"]'),
    _SELECT,
    _IGNORE,
    _EXTEND_SELECT,
    _SEVERITY,
    Key(
        "fail-on", Kind.CHOICE, "从哪一级起退出码为 1", '"error"', (*LEVELS, "never"), "error",
    ),
    _FORM,
    Key("exclude", Kind.TEXTS, "文件夹中不看的路径", '["归档/**"]'),
    Key("baseline", Kind.TEXT, "基线文件：其中记下的旧发现不再计入", '"gklint-baseline.json"'),
    Key("python-rules", Kind.TEXTS, "要运行其 Python 规则的规则包（须另得许可）", '["本单位"]'),
    Key("required-version", Kind.TEXT, "要求的 gklint 版本", '">=0.1"'),
    Key("required-packs", Kind.VERSIONS, "必须装有的规则包及版本，缺了就不检查", "{ core = \">=0.1\" }"),
    Key("project", Kind.TABLE, "跨年度、跨层级核对所需的机关别名和上下级", "{}", inner=PROJECT_KEYS),
    _RULES,
    Key("overrides", Kind.TABLES, "只对某些路径有效的设置", "", inner=OVERRIDE_KEYS),
    Key("suppress", Kind.TABLES, "经人看过、允许保留的发现", "", inner=SUPPRESS_KEYS),
)  # fmt: skip

IN_USER_FILE = frozenset(
    {"packs", "select", "ignore", "extend-select", "severity", "fail-on", "form", "python-rules", "rules"}
)
"""Keys that the user's own configuration may hold; the others speak of one project's files."""
