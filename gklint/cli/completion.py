"""``gklint completion``."""

from __future__ import annotations

import click

from gklint.cli.base import Command
from gklint.cli.output import write_data

_HOW = {
    "bash": '把下面一行加到 ~/.bashrc：\n  eval "$(gklint completion bash)"',
    "zsh": '把下面一行加到 ~/.zshrc：\n  eval "$(gklint completion zsh)"',
    "fish": "运行一次：\n  gklint completion fish > ~/.config/fish/completions/gklint.fish",
}


@click.command("completion", cls=Command, help="写出命令补全的脚本（bash、zsh、fish）；不写哪一种就说明怎样装。")
@click.argument("shell", type=click.Choice(list(_HOW)), required=False, metavar="[bash|zsh|fish]")
def command(shell: str | None) -> int:
    """Writes the completion script for ``shell`` to standard output."""
    from click.shell_completion import get_completion_class

    if shell is None:
        write_data("".join(f"{words}\n\n" for words in _HOW.values()).rstrip("\n") + "\n")
        return 0
    from gklint.cli.group import group

    found = get_completion_class(shell)
    assert found is not None
    write_data(_script(found(group, {}, "gklint", "_GKLINT_COMPLETE")))
    return 0


def _script(complete: object) -> str:
    """The script; click's own way for bash first asks which bash there is, and may do without."""
    source: str = complete.source_template % complete.source_vars()  # type: ignore[attr-defined]
    return source
