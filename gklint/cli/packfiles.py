"""The files that ``gklint new`` writes: a pack and a rule that pass ``gklint test`` as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SCHEMAS = ".schema"
_HEADER = "# yaml-language-server: $schema={folder}/{name}.schema.json\n"

PACK = """\
name: {name}
version: "0.1"
api: 1
summary: {name} 的规则
extends: [core]
authors: []
licence: MIT
documents: []  # 本包依据的文件：名称、文号
"""

PYPROJECT = """\
# 打包用。在本文件夹里执行 pip wheel --no-deps . ，得到一个 .whl 文件；别处 pip install 它，
# 就能用 gklint check --pack {name}。版本取自 pack.yaml，改一处即可。
[build-system]
requires = ["hatchling>=1.25"]
build-backend = "hatchling.build"

[project]
name = "gklint-pack-{name}"
dynamic = ["version"]
description = "{name} 的 gklint 规则包"
requires-python = ">=3.11"
dependencies = ["gklint"]

[project.entry-points.gklint]
{name} = "{module}"

[tool.hatch.version]
path = "pack.yaml"
pattern = '(?m)^version: "(?P<version>[^"]+)"'

[tool.hatch.build.targets.wheel]
include = ["/*.yaml", "/*.py", "/lexicons", "/base"]

[tool.hatch.build.targets.wheel.sources]
"" = "{module}"
"""

RULES = """\
# 三条规则，三种写法：照着改，改完跑 gklint test {name}
rules:
  - code: {prefix}001
    name: {slug}-subheading
    summary: 总体情况里有“主动公开”小标题
    basis: 本单位约定
    status: custom        # official 官方文件；custom 惯例；unverified 未核实
    severity: info
    subheadings: [主动公开]
    examples:
      good:
        - {{replace: （一）主动公开, with: （一）主动公开情况}}
        - {{section: 六, text: 本年度未收取信息处理费，没有其他需要报告的事项。}}
      bad:
        - {{replace: （一）主动公开, with: （一）日常工作}}
        - {{section: 一, text: 本年度主动公开政府信息，按月核对公开目录。, mark: 一、总体情况}}
  - code: {prefix}002
    name: {slug}-carried-over
    summary: 结转下年度的申请不多于本年新收的
    basis: 本单位约定
    status: custom
    severity: info
    on: requests.column   # 表三的每一列
    when: 本年新收 > 0
    require: 结转下年度 <= 本年新收 + 上年结转
    message: "{{列}}：结转下年度 {{结转下年度}} 件，多于本年新收 {{本年新收}} 件与上年结转 {{上年结转}} 件之和"
    mark: [结转下年度, 本年新收]
    examples:
      good:
        - {{section: 六, text: 本年度未收取信息处理费。}}
        - {{replace: （二）依申请公开, with: （二）依申请公开情况}}
      bad:
        - {{cell: 结转下年度.自然人, value: "99", mark: "99", message: 自然人}}
        - {{cell: 结转下年度.总计, value: "120", message: 总计}}
  - code: {prefix}003
    name: {slug}-words
    summary: 不用词表里的词
    basis: 本单位约定
    status: custom
    severity: info
    on: prose
    lexicon: words
    message: "“{{错}}”宜写作“{{对}}”"
    fix: {{safe: false}}
    examples:
      good:
        - {{section: 六, text: 本年度未收取信息处理费。}}
        - {{section: 六, text: 本年度未收取信息处理费，政务服务中心设有查询点。}}
      bad:
        - {{section: 六, text: 本年度未收取信息处理费，办事大厅设有查询点。, mark: 办事大厅}}
        - {{section: 六, text: 本年度未收取信息处理费，查询请到办事大厅。, message: 政务服务中心}}
"""

WORDS = """\
summary: 本单位不用的词
entries:
  - {wrong: 办事大厅, right: 政务服务中心, note: 已经更名}
"""

RULE = """\
rules:
  - code: {code}
    name: {slug}
    summary: 不出现“改成你要找的词”
    basis: 本单位约定
    status: custom
    severity: info
    on: prose
    pattern: 改成你要找的词
    message: 出现“{{命中}}”
    examples:
      good:
        - {{section: 六, text: 本年度未收取信息处理费。}}
        - {{section: 六, text: 本年度未收取信息处理费，没有要改的词。}}
      bad:
        - {{section: 六, text: 本年度未收取信息处理费，改成你要找的词。, mark: 改成你要找的词}}
        - {{section: 六, text: 改成你要找的词在这里，本年度未收取信息处理费。}}
"""


def header(schema: str) -> str:
    """The line by which an editor finds the schema ``rules``, ``pack`` or ``lexicon``, from a pack's own folder."""
    up = f"../{SCHEMAS}" if schema == "lexicon" else f"./{SCHEMAS}"
    return _HEADER.format(folder=up, name=schema)


def pack_files(name: str, prefix: str, base: Path) -> Iterator[tuple[str, str]]:
    """The files of a new pack, by their paths in it; ``base`` is the folder of the base reports to start from."""
    from gklint.engine.schema import schema_text, schemas

    yield "pack.yaml", header("pack") + PACK.format(name=name)
    yield "rules.yaml", header("rules") + RULES.format(name=name, prefix=prefix, slug=name)
    yield "pyproject.toml", PYPROJECT.format(name=name, module=f"gklint_pack_{name.replace('-', '_')}")
    yield "lexicons/words.yaml", header("lexicon") + WORDS
    for path in sorted(base.glob("*.txt")):
        yield f"base/{path.name}", path.read_text(encoding="utf-8")
    for file, schema in schemas().items():
        yield f"{SCHEMAS}/{file}", schema_text(schema)


def rule_file(code: str) -> str:
    """A rule file with the rule ``code``."""
    return header("rules") + RULE.format(code=code, slug=f"rule-{code.lower()}")
