"""What the installed plugins add, found when a command first asks for it, and kept for this run of the command line."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import click

from gklint.entrypoints import EntryPoint, installed_plugins

if TYPE_CHECKING:
    from gklint.answers import Question
    from gklint.extensions import Extensions


class PluginTrouble(click.ClickException):
    """Plugins that cannot be used together; exit status 2."""

    exit_code = 2


class Host:
    """Hangs on the context of the command line; ``commands`` are the names that plugins may not take, ``asked`` is told
    whether the answer of this run may be kept."""

    def __init__(self, commands: tuple[str, ...] = (), asked: Question | None = None) -> None:
        self._commands = commands
        self.asked = asked

    def asked_plainly(self) -> None:
        """Says that the answer may be kept when the words depend on nothing but gklint and the terminal."""
        if self.asked is not None and not self.plugins:
            self.asked.plain()

    @cached_property
    def plugins(self) -> tuple[EntryPoint, ...]:
        """The plugins that are installed and not switched off."""
        return installed_plugins()

    @cached_property
    def extensions(self) -> Extensions:
        """What plugins add; says on standard error which of them failed. Without plugins nothing is imported.

        Raises :class:`PluginTrouble` when two plugins claim the same name.
        """
        from gklint.extensions import NO_EXTENSIONS, PluginClash

        if not self.plugins:
            return NO_EXTENSIONS
        from gklint.cli.output import complain
        from gklint.packs import shipped
        from gklint.plugins import load

        taken = [("命令", name) for name in self._commands] + [("规则包", name) for name in shipped()]
        try:
            extensions = load(self.plugins, taken)
        except PluginClash as clash:
            raise PluginTrouble("\n".join(("插件之间有冲突：", *clash.lines))) from clash
        for failure in extensions.failures:
            complain(f"gklint：{failure}；其余照常")
        return extensions


def extensions_of(ctx: click.Context | None = None) -> Extensions:
    """What plugins add to this run (``ctx``: the current context)."""
    return host_of(ctx).extensions


def asked_of() -> Question | None:
    """What is to be told whether the answer of this run may be kept, if anything."""
    return host_of().asked


def host_of(ctx: click.Context | None = None) -> Host:
    """The host of this run of the command line (``ctx``: the current context)."""
    ctx = ctx or click.get_current_context(silent=True)
    if ctx is None:
        return Host()
    host = ctx.find_object(Host)
    if host is None:
        host = ctx.find_root().obj = Host()
    return host
