"""``gklint extract``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from gklint.cli.base import Command
from gklint.cli.options import input_options, run_options
from gklint.cli.output import complain, write_data
from gklint.report.document import Document
from gklint.results import NO_FINDINGS, NOT_A_REPORT, Status, Tally
from gklint.runner import discover, run

_NO_REPORT = "不像政府信息公开工作年度报告，可能取不到数据"


@click.command("extract", cls=Command, help="把报告取成数据：谁、哪一年、哪一版，每个单元格，文中每个数字。")
@click.argument("paths", nargs=-1, required=True, metavar="路径...")
@click.option("--format", "form_at", type=click.Choice(["json", "csv"]), default="json", help="输出格式（默认 json）")
@click.option("--bom", is_flag=True, help="CSV 开头加 BOM，便于用 Excel 打开")
@input_options
def command(paths: tuple[str, ...], form_at: str, bom: bool, **given: Any) -> int:
    """Writes the data of the reports at ``paths``; 2 when one of them cannot be read."""
    from gklint.reporters.extract import extract_csv, extract_json

    total = Tally()
    documents = _documents(paths, given, total)
    if form_at == "csv" and bom:
        write_data("\ufeff")
    for piece in extract_csv(documents) if form_at == "csv" else extract_json(documents):
        write_data(piece)
    return 2 if total.unfinished else 0


def _documents(paths: tuple[str, ...], given: dict[str, Any], total: Tally) -> Iterator[Document]:
    """The reports at ``paths``; says on standard error which files are left out."""
    options = run_options(given)
    targets = discover(paths, given["exclude"], extensions=options.formats.extensions)
    for result in run(targets.files, options, lambda document: NO_FINDINGS):
        total.add(result)
        for finding in result.findings.diagnostics:
            no_report = finding.code == NOT_A_REPORT
            complain(
                f"{result.path}：{'不像政府信息公开工作年度报告，可能取不到数据' if no_report else finding.message}"
            )
        named = result.status is Status.CHECKED or bool(result.findings.diagnostics)
        if result.document and named:
            yield result.document
    if total.not_reports:
        complain(f"文件夹中有 {total.not_reports} 个文件不是年度报告，没有取数据")
