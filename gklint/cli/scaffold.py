"""The files that ``gklint init`` writes."""

from __future__ import annotations

from gklint import __version__
from gklint.config.keys import KEYS, Key, Kind, Table

_RULE_OPTION = ("# [rules.STR014]", '# "最少字数" = 40')
_WHENCE = "名称换成取得 gklint 的地方（git+仓库地址、本单位的 .whl）；它在 PyPI 上发布以前，按名称装不到"


def config_text() -> str:
    """A ``gklint.toml`` in which every key is there, as a comment."""
    lines = ["# gklint 的配置。每个键都可以不写；去掉行首的 # 就生效。全部规则见 gklint rules。", ""]
    for key in KEYS:
        if key.kind is not Kind.TABLES and key.example != "{}":
            lines += [*_about(key), f"# {key.name} = {key.example}", ""]
    lines += ["# 规则的选项，每条规则一个表；有哪些选项见 gklint explain 代码", *_RULE_OPTION, ""]
    for key in KEYS:
        if key.inner:
            name = f"[[{key.name}]]" if key.kind is Kind.TABLES else f"[{key.name}]"
            lines += [f"# {key.help}", f"# {name}", *_entries(key.inner), ""]
    return "\n".join(lines)


def _about(key: Key) -> list[str]:
    default = f"；默认 {key.default}" if key.default else ""
    choices = f"（{'、'.join(key.choices)}）" if key.kind is Kind.CHOICE else ""
    return [f"# {key.help}{choices}{default}"]


def _entries(table: Table) -> list[str]:
    shown = [key for key in table if key.example != "{}"]
    return [f"# {key.name} = {key.example}  # {key.help}{'（必须写）' if key.required else ''}" for key in shown]


def hook_text() -> str:
    """A ``.pre-commit-config.yaml`` with a hook that runs the gklint that is installed."""
    return """\
# 提交前检查报告，用本机装好的 gklint；先运行 pre-commit install
repos:
  - repo: local
    hooks:
      - id: gklint
        name: gklint
        entry: gklint check --color never
        language: system
        files: '(?i)\\.(txt|md|html?|doc[xm]|pdf)$'
        exclude: '(^|/)~\\$'
        require_serial: true
"""


def github_text() -> str:
    """A workflow for GitHub Actions: findings as notes on the lines of a pull request."""
    return f"""\
name: gklint
on: [push, pull_request]
permissions:
  contents: read
jobs:
  gklint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      # {_WHENCE}
      - run: pip install "gklint=={__version__}"
      - run: gklint check --format github .
"""


def gitlab_text() -> str:
    """A job for GitLab: findings in the code quality report of a merge request."""
    return f"""\
gklint:
  image: python:3.12
  script:
    # {_WHENCE}
    - pip install "gklint=={__version__}"
    - gklint check --format concise --output gitlab=gl-code-quality-report.json .
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""
