"""``gklint docs``: pages about the rules, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from gklint.cli.base import Command
from gklint.cli.output import complain

_WIDTH = 80
_HEAD = """\
# 规则目录

由 `gklint docs` 生成，请勿手改。

| 代码 | 名称 | 说明 | 级别 | 写法 |
|---|---|---|---|---|
"""


@click.command("docs", cls=Command, help="由规则生成说明文档：每条规则一页，另有目录 README.md。")
@click.option(
    "--output", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="写到哪个目录"
)
@click.option("--check", is_flag=True, help="只核对目录里的文档是否与规则一致，不写文件")
def command(folder: Path, check: bool) -> int:
    """Writes the pages to ``folder``, or with ``--check`` says (exit status 1) which of them are out of date."""
    from gklint.cli.ruleset import rule_set

    pages = dict(rule_pages(rule_set()))
    stale = [name for name, text in pages.items() if _read(folder / name) != text]
    surplus = [path.name for path in sorted(folder.glob("*.md")) if path.name not in pages] if folder.is_dir() else []
    if check:
        for name in (*stale, *surplus):
            complain(f"与规则不一致：{folder / name}")
        return 1 if stale or surplus else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (folder / name).write_text(pages[name], encoding="utf-8", newline="\n")
    for name in surplus:
        (folder / name).unlink()
    complain(f"{folder}：{len(pages)} 页，更新 {len(stale)} 页，删去 {len(surplus)} 页")
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def rule_pages(rules: object) -> Iterator[tuple[str, str]]:
    """The name and text of each page: one for each rule, and the list of them all."""
    from gklint.cli.catalogue import full_text, kind_of
    from gklint.cli.demonstrate import Demonstrator
    from gklint.engine.ruleset import RuleSet
    from gklint.reporters.words import SEVERITY_WORDS

    assert isinstance(rules, RuleSet)
    demonstrator = Demonstrator(rules)
    rows = []
    for code, rule in sorted(rules.rules.items()):
        bases = demonstrator.bases(rules.pack_of(rule))
        shown = demonstrator.rendered(rule, rule.bad[0], bases, _WIDTH) if rule.bad else ""
        body = full_text(rule, _WIDTH).partition("\n")[2]
        page = f"# {code} {rule.name}\n\n```text\n{body}```\n"
        if shown:
            page += f"\n第一个有问题的例子报出来是这样：\n\n```text\n{shown}```\n"
        if rule.why_python:
            page += f"\n这条规则用 Python 写：{rule.why_python}。\n"
        yield f"{code}.md", page
        level = SEVERITY_WORDS[rule.severity]
        rows.append(f"| [{code}]({code}.md) | {rule.name} | {rule.summary} | {level} | {kind_of(rule)} |\n")
    yield "README.md", _HEAD + "".join(rows)
