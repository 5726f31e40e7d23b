"""The six hooks, and the host that calls them: the only module that imports pluggy.

A plugin is a module (or an object) named by an entry point of the group ``gklint``; it marks its functions with
:data:`hookimpl`::

    from gklint.plugins import hookimpl
    from gklint.readers import Format

    @hookimpl
    def gklint_readers():
        return [Format("rst", read_rst, (".rst",))]

A pack needs no module: an entry point may name a folder of the import path with a ``pack.yaml`` (Python imports it as
a namespace package, so that nothing is run), which is then the pack. ``gklint new pack`` makes such folders.

All hooks are called once, at start-up. They take nothing and return a list. No hook sees a finding, the configuration
or the exit status. The host is a value: :func:`load` makes it, uses it and gives back an
:class:`~gklint.extensions.Extensions`, which is passed along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import pluggy

from gklint.engine.functions import FUNCTIONS, SPECIAL, Function
from gklint.entrypoints import EntryPoint
from gklint.extensions import (
    Extensions,
    PluginClash,
    PluginCommand,
    PluginFailure,
    PluginPack,
    ReportKind,
)
from gklint.messages import Words, worded
from gklint.packs import manifest_name
from gklint.readers import READERS, Format, PagedReader, Reader, ReadError
from gklint.reporters.base import REPORTERS, ReporterFormat
from gklint.resources import MANIFEST
from gklint.text import Source
from gklint.tuples import NamedTuple

PROJECT = "gklint"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plugin as its implementation of the hook of the same name."""

_Item = TypeVar("_Item")
_OURS = worded("gklint 自身")


class Hooks:
    """The six hooks. Each is optional."""

    @hookspec
    def gklint_packs(self) -> Iterable[PluginPack]:  # type: ignore[empty-body]
        """Packs of rules that ``--pack NAME`` and ``packs`` in the configuration can ask for.

        A pack that nobody asks for is not used. Its Python rules need ``--allow-python`` like those of any pack.
        """

    @hookspec
    def gklint_readers(self) -> Iterable[Format]:  # type: ignore[empty-body]
        """Formats of files: a name, a reader ``(path, bytes) -> Source``, extensions.

        A reader raises :class:`gklint.readers.ReadError` with a Chinese sentence for a file that it cannot read.
        Whatever else it raises is reported as a fault of the plugin (GK001); the other files are still checked.
        """

    @hookspec
    def gklint_report_kinds(self) -> Iterable[ReportKind]:  # type: ignore[empty-body]
        """Kinds of reports beside the annual report: their forms, and how a text is known to be one."""

    @hookspec
    def gklint_reporters(self) -> Iterable[ReporterFormat]:  # type: ignore[empty-body]
        """Output formats for ``--format`` and ``--output``: a name, and what makes a reporter from a style."""

    @hookspec
    def gklint_functions(self) -> Mapping[str, Function]:  # type: ignore[empty-body]
        """Functions that the expressions of YAML rules may call, by name; pure, and quick."""

    @hookspec
    def gklint_commands(self) -> Iterable[PluginCommand]:  # type: ignore[empty-body]
        """Commands ``gklint NAME``, each the place of a click command, imported when it is called."""


HOOKS = tuple(name for name in vars(Hooks) if name.startswith("gklint_"))


class _Plugin(NamedTuple):
    """A plugin that was loaded, and what each of its hooks gave."""

    entry: EntryPoint
    given: Mapping[str, list[Any]]


def load(entries: Iterable[EntryPoint], taken: Iterable[tuple[str, str]] = ()) -> Extensions:
    """What the plugins ``entries`` add; each is loaded alone, and one that fails is named among the failures.

    ``taken`` are more names that are gklint's own, each with its sort (``规则包``, ``命令``). Raises
    :class:`~gklint.extensions.PluginClash` when two of them (or one and gklint) claim the same name.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    plugins: list[_Plugin] = []
    failures: list[PluginFailure] = []
    for entry in entries:
        try:
            plugins.append(_load_one(manager, entry))
        except (Exception, SystemExit) as error:  # it may raise anything, and may even be a script
            failures.append(PluginFailure(entry, _told(error)))
    _refuse_clashes(plugins, taken)
    return Extensions(
        packs=tuple(pack._replace(source=who) for who, pack in _all(plugins, "gklint_packs", PluginPack)),
        readers=tuple(_guarded(one, who) for who, one in _all(plugins, "gklint_readers", Format)),
        kinds=tuple(kind._replace(source=who) for who, kind in _all(plugins, "gklint_report_kinds", ReportKind)),
        reporters=tuple(one._replace(source=who) for who, one in _all(plugins, "gklint_reporters", ReporterFormat)),
        functions=dict(pair for plugin in plugins for pair in plugin.given["gklint_functions"]),
        commands=tuple(one._replace(source=who) for who, one in _all(plugins, "gklint_commands", PluginCommand)),
        failures=tuple(failures),
        loaded=tuple(plugin.entry for plugin in plugins),
    )


def _told(error: BaseException) -> Words:
    return worded("{kind}：{what}", kind=type(error).__name__, what=str(error))


def _load_one(manager: pluggy.PluginManager, entry: EntryPoint) -> _Plugin:
    """Imports a plugin and calls its hooks; whatever goes wrong is raised, and nothing of the plugin stays."""
    module, _, attribute = entry.value.partition("[")[0].strip().partition(":")
    plugin: Any = import_module(module)
    for part in filter(None, attribute.split(".")):
        plugin = getattr(plugin, part)
    others = manager.get_plugins()
    name = manager.register(plugin)
    if name is None:
        raise ValueError(worded("同一个插件登记了两次"))
    try:
        _refuse_unknown_hooks(manager, plugin)
        given = {hook: _given(manager, hook, others) for hook in HOOKS}
        given["gklint_packs"] += _own_pack(plugin)
    except BaseException:  # whatever ends it
        manager.unregister(name=name)
        raise
    return _Plugin(entry, given)


def _own_pack(plugin: object) -> list[PluginPack]:
    """The pack that a plugin is, when what its entry point names is a folder with a ``pack.yaml`` and no hook of its
    own says which packs it has."""
    if hasattr(plugin, "gklint_packs"):
        return []
    folders = [Path(folder) for folder in getattr(plugin, "__path__", ())]
    named = [(manifest_name(folder), folder) for folder in folders if (folder / MANIFEST).is_file()]
    return [PluginPack(name or folder.name, folder) for name, folder in named]


def _refuse_unknown_hooks(manager: pluggy.PluginManager, plugin: object) -> None:
    for caller in manager.get_hookcallers(plugin) or ():
        if caller.name not in HOOKS:
            raise ValueError(worded("没有名为 {name} 的钩子；可用：{names}", name=caller.name, names=tuple(HOOKS)))


_TYPES: Mapping[str, type] = {
    "gklint_packs": PluginPack,
    "gklint_readers": Format,
    "gklint_report_kinds": ReportKind,
    "gklint_reporters": ReporterFormat,
    "gklint_commands": PluginCommand,
}


def _given(manager: pluggy.PluginManager, hook: str, others: set[Any]) -> list[Any]:
    """What the newest plugin alone gives for ``hook``, each item of the right type."""
    results = manager.subset_hook_caller(hook, others)()
    if hook == "gklint_functions":
        items: list[Any] = [pair for result in results for pair in result.items()]
        wrong = [name for name, function in items if not isinstance(name, str) or not isinstance(function, Function)]
    else:
        items = [item for result in results for item in result]
        wrong = [item for item in items if not isinstance(item, _TYPES[hook])]
    if wrong:
        wanted = _TYPES.get(hook, Function).__name__
        raise TypeError(
            worded("{hook} 应给出 {wanted}，不是 {found}", hook=hook, wanted=wanted, found=type(wrong[0]).__name__)
        )
    return items


def _all(plugins: Iterable[_Plugin], hook: str, kind: type[_Item]) -> Iterable[tuple[str, _Item]]:
    """The items of all plugins for ``hook``, each with its distribution."""
    return ((plugin.entry.distribution, item) for plugin in plugins for item in plugin.given[hook])


def _claims(plugin: _Plugin) -> Iterable[tuple[str, str]]:
    """What a plugin lays claim to: the sort of thing, and its name."""
    given = plugin.given
    for one in given["gklint_readers"]:
        yield "输入格式", one.name
        for extension in one.extensions:
            yield "扩展名", extension
    yield from (("规则包", one.name) for one in given["gklint_packs"])
    yield from (("报告种类", one.name) for one in given["gklint_report_kinds"])
    yield from (("输出格式", one.name) for one in given["gklint_reporters"])
    yield from (("函数", name) for name, _ in given["gklint_functions"])
    yield from (("命令", one.name) for one in given["gklint_commands"])


def _own_claims() -> Iterable[tuple[str, str]]:
    for one in READERS:
        yield "输入格式", one.name
        for extension in one.extensions:
            yield "扩展名", extension
    yield from (("输出格式", one.name) for one in REPORTERS)
    yield from (("函数", name) for name in (*FUNCTIONS, *SPECIAL))
    yield "报告种类", "gk-annual"


def _refuse_clashes(plugins: Iterable[_Plugin], taken: Iterable[tuple[str, str]]) -> None:
    """Raises :class:`PluginClash` with a line for every name that two lay claim to."""
    owners = dict.fromkeys((*_own_claims(), *taken), _OURS)
    lines = []
    for plugin in plugins:
        mine = worded("插件 {name}", name=plugin.entry.distribution)
        for claim in _claims(plugin):
            first = owners.setdefault(claim, mine)
            if first is not mine:
                lines.append(_clash(*claim, first, mine))
    if lines:
        raise PluginClash(lines)


def _clash(sort: str, name: str, first: str, second: str) -> Words:
    said = "{sort} {name} 有两家要用：{first} 和 {second}；停用其中一个"
    return worded(said, sort=worded(sort), name=name, first=first, second=second)


def _guarded(found: Format, who: str) -> Format:
    """``found``, with whatever its reader raises turned into a refusal of the file that names the plugin."""
    return found._replace(read=_Guarded(found.read, who), source=who)


@dataclass(frozen=True, slots=True)
class _Guarded:
    """A reader of a plugin that raises nothing but :class:`~gklint.readers.ReadError`."""

    read: str | Reader | PagedReader
    who: str

    def __call__(self, *args: Any) -> Source:
        try:
            read: Any = self.read
            if isinstance(read, str):
                module, _, function = read.partition(":")
                read = getattr(import_module(module), function)
            source: Source = read(*args)
        except ReadError:
            raise
        except (Exception, SystemExit) as error:  # a stranger's program may raise anything
            said = "插件 {name} 读它时出错（{error}）；请告诉该插件的维护者"
            reason = worded(said, name=self.who, error=_told(error))
            raise ReadError(reason) from error
        return source
