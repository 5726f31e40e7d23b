"""What the installed plugins add, found when a command first asks for it, and kept for this run of the command line."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property

from gklint.cli.errors import PluginTrouble
from gklint.entrypoints import EntryPoint, installed_plugins
from gklint.messages import worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.answers import Question
    from gklint.extensions import Extensions


class Host:
    """What a run of the command line stands on; ``asked`` is told whether the answer of this run may be kept, and
    ``english`` says in which language is spoken of what goes wrong."""

    def __init__(self, asked: Question | None = None, *, english: bool = False) -> None:
        self.asked = asked
        self.english = english

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
        from gklint.cli.commands import COMMANDS
        from gklint.cli.output import tell
        from gklint.packs import shipped
        from gklint.plugins import load

        taken = [("命令", name) for name in COMMANDS] + [("规则包", name) for name in shipped()]
        try:
            extensions = load(self.plugins, taken)
        except PluginClash as clash:
            raise PluginTrouble((worded("插件之间有冲突："), *clash.lines)) from clash
        for failure in extensions.failures:
            tell(worded("gklint：{failure}；其余照常", failure=str(failure)), english=self.english)
        return extensions


class _Running:
    """The host of the run that goes on in this process, if any."""

    host: Host | None = None


@contextmanager
def hosting(host: Host) -> Iterator[None]:
    """In the block ``host`` is that of the run."""
    before, _Running.host = _Running.host, host
    try:
        yield
    finally:
        _Running.host = before


def host_of() -> Host:
    """The host of this run of the command line."""
    if _Running.host is None:  # what is done by hand, and not by a command
        _Running.host = Host()
    return _Running.host


def extensions_of() -> Extensions:
    """What plugins add to this run."""
    return host_of().extensions
