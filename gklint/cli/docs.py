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
@click.option("--check", is_flag=True, help="只核对文档是否与规则一致，不写文件")
@click.option(
    "--coverage",
    type=click.Path(path_type=Path, dir_okay=False),
    help="另写一页：自带的规则怎样写、依据什么、覆盖哪些样例报告",
)
@click.option("--language", type=click.Path(path_type=Path, dir_okay=False), help="另写一页：规则语言的参考")
@click.option(
    "--samples",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path("tests/reports"),
    help="样例报告的目录（默认 tests/reports）",
)
def command(folder: Path, check: bool, coverage: Path | None, language: Path | None, samples: Path) -> int:
    """Writes the pages to ``folder``, or with ``--check`` says (exit status 1) which of them are out of date."""
    from gklint.cli.ruleset import rule_set

    rules = rule_set()
    pages = {folder / name: text for name, text in rule_pages(rules)}
    if language is not None:
        from gklint.cli.languagepage import language_page

        pages[language] = language_page()
    if coverage is not None:
        from gklint.cli.coverage import coverage_page

        pages[coverage] = coverage_page(samples)
    stale = [path for path, text in pages.items() if _read(path) != text]
    surplus = [path for path in sorted(folder.glob("*.md")) if path not in pages] if folder.is_dir() else []
    if check:
        for path in (*stale, *surplus):
            complain(f"与规则不一致：{path}")
        return 1 if stale or surplus else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[path], encoding="utf-8", newline="\n")
    for path in surplus:
        path.unlink()
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
    bases = {pack.name: demonstrator.bases(pack) for pack in rules.packs}
    rows = []
    for code, rule in sorted(rules.rules.items()):
        shown = demonstrator.rendered(rule, rule.bad[0], bases[rule.place.pack], _WIDTH) if rule.bad else ""
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
