"""``gklint new``: writes a pack, or a rule, that passes ``gklint test`` as it is."""

from __future__ import annotations

import re
from pathlib import Path

import click

from gklint.cli.base import Command, LazyGroup
from gklint.cli.commands import Entry
from gklint.cli.errors import CommandError, UsageError
from gklint.cli.output import write_text
from gklint.messages import worded
from gklint.oserrors import why_unwritten

ENTRIES = {
    "pack": Entry("gklint.cli.new:pack", "新建规则包：一个文件夹，三条规则，跑得通样例，可以打包"),
    "rule": Entry("gklint.cli.new:rule", "在规则包里新建一条规则"),
}
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{2,4}[0-9]{3}")

group = LazyGroup(
    name="new",
    entries=ENTRIES,
    help="新建规则包或规则。",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
)


@click.command("pack", cls=Command, help="新建规则包 NAME：在当前文件夹下建同名的文件夹。")
@click.argument("name", metavar="NAME")
@click.option("--prefix", metavar="LETTERS", help="规则代码的字母（默认取名称的前三个字母）")
def pack(name: str, prefix: str | None) -> int:
    """Writes the pack ``name`` to a new folder of that name."""
    from gklint.cli.packfiles import pack_files
    from gklint.packs import CORE, shipped

    if not _NAME.fullmatch(name):
        raise UsageError(f"规则包的名称不能是 {name}：用小写字母、数字和连字符，如 my-bureau")
    if name in shipped():
        raise UsageError(f"规则包 {name} 是 gklint 自带的，换一个名称")
    letters = prefix or _letters(name)
    if not re.fullmatch("[A-Z]{2,4}", letters) or letters == "GK":
        raise UsageError(f"规则代码的字母不能是 {letters}：用两到四个大写字母，GK 除外")
    folder = Path(name)
    if folder.exists():
        raise UsageError(f"{name} 已经有了，没有改动它")
    for path, text in pack_files(name, letters, shipped()[CORE] / "base"):
        _write(folder / path, text)
    write_text(
        f"已建规则包 {name}/。接下来：\n"
        f"  gklint test {name}\n"
        f"  gklint check --pack {name} 报告.txt\n"
        f"  pip wheel --no-deps ./{name}    （打包，给别的单位安装）\n"
    )
    return 0


@click.command("rule", cls=Command, help="新建规则 CODE，如 ABC001：在规则包里写一个同名的文件。")
@click.argument("code", metavar="CODE")
@click.option("--in", "folder", metavar="DIR", default=".", help="规则包的文件夹（默认当前文件夹）")
def rule(code: str, folder: str) -> int:
    """Writes the rule ``code`` to a file of its own in the pack at ``folder``."""
    from gklint.cli.packfiles import rule_file
    from gklint.resources import MANIFEST

    if not _CODE.fullmatch(code) or code.startswith("GK"):
        raise UsageError(f"规则代码不能是 {code}：两到四个大写字母加三位数字，如 ABC001，GK 除外")
    root = Path(folder)
    if not (root / MANIFEST).is_file():
        raise UsageError(f"{root} 里没有 {MANIFEST}，不是规则包；用 --in 指明，或先 gklint new pack")
    taken = _owner(root, code)
    if taken:
        raise UsageError(f"规则 {code} 已在 {taken}")
    path = root / f"{code.lower()}.yaml"
    if path.exists():
        raise UsageError(f"{path} 已经有了，没有改动它")
    _write(path, rule_file(code))
    write_text(f"已建规则 {code}：{path.as_posix()}。接下来：\n  gklint test {root.as_posix()}\n")
    return 0


def _letters(name: str) -> str:
    return re.sub("[^A-Z]", "", name.upper())[:3].ljust(2, "X")


def _owner(root: Path, code: str) -> str | None:
    """The file that has the rule ``code`` already: of this pack, or of the core pack."""
    from gklint.packs import CORE, shipped

    pattern = re.compile(rf"^\s*-?\s*code:\s*[\"']?{code}\b", re.MULTILINE)
    for path in (*sorted(root.glob("*.yaml")), *sorted(shipped()[CORE].glob("*.yaml"))):
        if pattern.search(path.read_text(encoding="utf-8", errors="replace")):
            return path.as_posix()
    return None


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CommandError(worded("不能写文件 {path}：{reason}", path=path, reason=why_unwritten(error))) from error
