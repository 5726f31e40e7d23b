"""Which packs a run uses, and which of them may run Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from gklint.config.settings import Layer, Settings, Value
from gklint.extensions import NO_EXTENSIONS, Extensions
from gklint.messages import hinted, worded
from gklint.packs import (
    CORE,
    NoSuchPack,
    find_pack,
    manifest_bases,
    manifest_name,
    shipped,
    too_large,
)


def pack_folders(settings: Settings, extensions: Extensions = NO_EXTENSIONS) -> tuple[dict[Path, bool], list[str]]:
    """The folders of the packs of a run, each with leave to run Python or not; and what is wrong with the words."""
    added = {pack.name: pack.folder for pack in extensions.packs}
    granted = {str(value.value) for value in _grants(settings)}
    folders, mistakes = {shipped()[CORE]: True}, []
    known: dict[Path, Path] = {}  # one folder may be named in two ways, here and in a configuration file
    for value in settings.all("packs"):
        try:
            folder = find_pack(value.value, value.origin.folder or Path(settings.start), added)
        except NoSuchPack as error:
            hint = worded("应为有 pack.yaml 的文件夹，或 {names}", names=tuple(error.known))
            mistakes.append(told(value, worded("没有规则包 {name}", name=error.word), hint))
            continue
        for one, word in (*_bases(folder, added), (folder, value.value)):
            ours = one in shipped().values()
            large = None if ours or one.resolve() in known else too_large(one)
            if large:
                what = hinted(large, one.as_posix())
                mistakes.append(told(value, what, worded("分成几个规则包；规则包的文件夹里只放规则包")))
                continue
            leave = ours or bool(granted & {word, one.name, manifest_name(one)})
            same = known.setdefault(one.resolve(), one)
            folders[same] = folders.get(same, False) or leave
    for value in settings.all("python-rules"):
        if value.value not in granted:
            hint = worded("信任它就用 --allow-python {name}，或在用户配置里写 python-rules", name=value.value)
            what = worded("要运行规则包 {name} 的 Python 规则，没有得到许可", name=value.value)
            mistakes.append(told(value, what, hint))
    return folders, mistakes


def _bases(folder: Path, added: Mapping[str, Path]) -> list[tuple[Path, str]]:
    """The packs that the one in ``folder`` builds on, at any remove, the lowest first; what is not found is a mistake
    when the packs are put together."""
    found: dict[Path, str] = {}
    waiting = [folder]
    while waiting:
        for name in manifest_bases(one := waiting.pop()):
            try:
                base = find_pack(name, one.parent, added)
            except NoSuchPack:
                continue
            if base not in found and base != folder:
                found[base] = name
                waiting.append(base)
    return list(reversed(found.items()))


def runs_foreign_python(settings: Settings) -> bool:
    """Whether Python that does not ship with gklint may run."""
    return any(True for _ in _grants(settings))


def _grants(settings: Settings) -> Iterable[Value]:
    yield from settings.command_line.each("allow-python")
    if settings.user is not None:
        yield from Layer(settings.user.values, settings.user).each("python-rules")


def told(value: Value, message: str, suggestion: str | None = None) -> str:
    """A mistake in a value, with its file and line if it is in one."""
    if value.origin.line is not None:
        return str(value.origin.problem(message, suggestion))
    return worded("{message}；{hint}", message=message, hint=suggestion) if suggestion else message
