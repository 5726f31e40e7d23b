"""What ``pack.yaml`` says, as data: what a pack is, what it changes of others' rules, what it adds to the forms."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gklint.diagnostics import Severity
from gklint.engine.problems import Mark
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.engine.yaml_source import Scalar
    from gklint.report.amend import Amendment

API = 1
KEYS: Mapping[str, str] = {
    "name": "名称：小写字母、数字和连字符",
    "version": "版本，加引号",
    "api": "规则包接口的版本，现在是 1",
    "summary": "一句话说明",
    "requires-gklint": "要求的 gklint 版本，如 >=0.1",
    "kind": "给哪一种报告（插件增加的）；不写就是政府信息公开工作年度报告",
    "extends": "以哪些规则包为基础；它们一并加载，冲突时以本包为准",
    "authors": "作者",
    "licence": "许可证",
    "documents": "本包依据的文件",
    "overrides": "改别的规则：级别、等级、选项、是否启用、说法、依据",
    "forms": "在版式上增加：标题、行、列的其他写法，允许的增行",
}
"""Every key of ``pack.yaml``, and what it is for."""

OVERRIDE_KEYS: Mapping[str, str] = {
    "severity": "级别",
    "enabled": "是否启用",
    "grades": "等级的级别",
    "options": "选项的值",
    "extend-options": "加进选项（列表）里的词",
    "summary": "一句话说明",
    "message": "消息（Python 规则的不能换）",
    "note": "补充说明",
    "basis": "依据",
    "status": "依据的性质",
}
"""What a pack may change of another's rule."""
TEXTS = ("summary", "message", "note", "basis")
FORM_KEYS = ("headings", "tables")
TABLE_KEYS = ("rows", "columns", "extra-rows")


class Override(NamedTuple):
    """What a pack changes of a rule: ``what`` is ``severity``, ``enabled``, ``status``, or ``grade.NAME``,
    ``option.NAME``, ``extend.NAME`` (words for a list), ``text.NAME``. ``words`` is a text as it is written."""

    code: str
    what: str
    value: Severity | bool | Decimal | str | tuple[str, ...]
    mark: Mark
    words: Scalar | None = None


class Added(NamedTuple):
    """An amendment of a form, and where it is written."""

    amendment: Amendment
    mark: Mark


class Manifest(NamedTuple):
    """What ``pack.yaml`` says."""

    name: str
    version: str = ""
    summary: str = ""
    requires: str | None = None
    kind: str | None = None
    extends: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    licence: str | None = None
    documents: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    added: tuple[Added, ...] = ()
