"""``gklint parse``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gklint.cli.base import Command
from gklint.cli.configured import settings_of, setup_errors
from gklint.cli.host import extensions_of
from gklint.cli.options import CONFIG, MAX_PAGES, MAX_SIZE, STDIN_FILENAME
from gklint.cli.output import complain, write_data, write_text
from gklint.cli.parameters import options
from gklint.readers import FORMATS, ReadError, read_source
from gklint.runner.batch import read_data
from gklint.runner.discover import STANDARD_INPUT, Target

if TYPE_CHECKING:
    from gklint.report.vocabulary import Vocabulary
    from gklint.text import Source


@click.command("parse", cls=Command, help="显示一份报告的语法树，每个节点带位置（行:列）。")
@click.argument("path", metavar="路径")
@click.option("--format", "form_at", type=click.Choice(["tree", "json"]), default="tree", help="输出格式（默认 tree）")
@options((MAX_SIZE, MAX_PAGES, STDIN_FILENAME), CONFIG)
def command(path: str, form_at: str, max_size: int, max_pages: int, stdin_filename: str | None, **given: Any) -> int:
    """Shows the tree of the report at ``path``; 2 when it cannot be read."""
    from gklint.report.parse import parse
    from gklint.reporters.tree import tree_json, tree_text

    try:
        name = (stdin_filename or path).replace("\\", "/") if path == STANDARD_INPUT else path
        data = read_data(Target(path), max_size)
        source = read_source(name, data, max_pages=max_pages, formats=FORMATS + extensions_of().readers)
    except ReadError as error:
        complain(f"{path}：{error.reason}")
        return 2
    report = parse(source, _vocabulary(source, given))
    if form_at == "json":
        write_data(tree_json(report))
    else:
        write_text(tree_text(report))
    return 0


def _vocabulary(source: Source, given: dict[str, Any]) -> Vocabulary | None:
    """The labels that the report is read by: those of its kind, or those of the packs."""
    from gklint.runner.reading import kind_of, kind_vocabulary, usual_vocabulary

    settings = settings_of(given)
    kind = kind_of(source, extensions_of().kinds)
    if kind is not None:
        return kind_vocabulary(kind.forms)
    with setup_errors():
        return usual_vocabulary(settings, extensions_of())
