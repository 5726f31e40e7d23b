"""``gklint pack``: locks the packs of the configuration by the hashes of their files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gklint.cli.base import Command, LazyGroup
from gklint.cli.commands import Entry
from gklint.cli.errors import BadSetup, CommandError, UsageError
from gklint.cli.options import CONFIG
from gklint.cli.output import write_text
from gklint.cli.parameters import options
from gklint.messages import worded
from gklint.oserrors import why_unwritten

ENTRIES = {"lock": Entry("gklint.cli.pack:lock", "记下所用规则包的版本和各文件的校验值，以后变了就不用")}

group = LazyGroup(
    name="pack",
    entries=ENTRIES,
    help="锁定规则包。",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
)


_HELP = (
    "把配置里（和 --pack 给出的）规则包的名称、版本、各文件的校验值写进配置文件旁的 gklint.lock；"
    "check 遇到与它不符的规则包就不检查，退出码 2。"
)


@click.command("lock", cls=Command, help=_HELP)
@click.option("--check", "only", is_flag=True, help="只核对，不写；不符则退出码为 1")
@options(CONFIG)
def lock(only: bool, **given: Any) -> int:
    """Writes ``gklint.lock``, or with ``--check`` says whether it is up to date."""
    from gklint.cli.configured import settings_of
    from gklint.cli.host import extensions_of
    from gklint.runner.locking import NAME, BadLock, lock_path, lock_text, lockable, locked_pack, write_lock
    from gklint.runner.packs import pack_folders

    settings = settings_of(given)
    path = lock_path(settings)
    if path is None:
        raise UsageError(f"--isolated 不读配置，也就没有 {NAME}")
    folders, mistakes = pack_folders(settings, extensions_of())
    if mistakes:
        raise BadSetup(mistakes)
    try:
        packs = {name: locked_pack(folder) for name, folder in lockable(folders).items()}
        if only:
            same = path.is_file() and path.read_bytes() == lock_text(packs).encode()
            write_text(f"{_shown(path)} {'与规则包相符' if same else '与规则包不符；运行 gklint pack lock 更新'}。\n")
            return 0 if same else 1
        changed = write_lock(path, packs)
    except BadLock as error:
        raise BadSetup([str(error)]) from error
    except OSError as error:
        raise CommandError(
            worded("不能写文件 {path}：{reason}", path=_shown(path), reason=why_unwritten(error))
        ) from error
    listed = "、".join(f"{name} {one.version}" for name, one in packs.items()) or "没有规则包"
    write_text(f"{_shown(path)} {'已写好' if changed else '没有变化'}：{listed}。\n")
    return 0


def _shown(path: Path) -> str:
    return path.name if path.parent == Path.cwd() else path.as_posix()
