"""What the installed plugins add, found when a command first asks for it, and kept for this run of the command line."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import click

from gklint.extensions import NO_EXTENSIONS, Extensions, PluginClash, installed_plugins

if TYPE_CHECKING:
    from gklint.answers import Question


class PluginTrouble(click.ClickException):
    """Plugins that cannot be used together; exit status 2."""

    exit_code = 2


class Host:
    """Hangs on the context of the command line; ``commands`` are the names that plugins may not take, ``asked`` is told
    whether the answer of this run may be kept."""

    def __init__(self, commands: tuple[str, ...] = (), asked: Question | None = None) -> None:
        self._commands = commands
        self.asked = asked

    @cached_property
    def extensions(self) -> Extensions:
        """What plugins add; says on standard error which of them failed. Without plugins nothing is imported.

        Raises :class:`PluginTrouble` when two plugins claim the same name.
        """
        found = installed_plugins()
        if not found:
            return NO_EXTENSIONS
        from gklint.cli.output import complain
        from gklint.packs import shipped
        from gklint.plugins import load

        taken = [("命令", name) for name in self._commands] + [("规则包", name) for name in shipped()]
        try:
            extensions = load(found, taken)
        except PluginClash as clash:
            raise PluginTrouble("\n".join(("插件之间有冲突：", *clash.lines))) from clash
        for failure in extensions.failures:
            complain(f"gklint：{failure}；其余照常")
        return extensions


def extensions_of(ctx: click.Context | None = None) -> Extensions:
    """What plugins add to this run (``ctx``: the current context)."""
    ctx = ctx or click.get_current_context(silent=True)
    return NO_EXTENSIONS if ctx is None else _host(ctx).extensions


def asked_of() -> Question | None:
    """What is to be told whether the answer of this run may be kept, if anything."""
    ctx = click.get_current_context(silent=True)
    return None if ctx is None else _host(ctx).asked


def _host(ctx: click.Context) -> Host:
    host = ctx.find_object(Host)
    if host is None:
        host = ctx.find_root().obj = Host()
    return host
