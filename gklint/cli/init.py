"""``gklint init``."""

from __future__ import annotations

from pathlib import Path

import click

from gklint.cli.base import Command
from gklint.cli.errors import CommandError
from gklint.cli.output import complain, write_text
from gklint.messages import worded
from gklint.oserrors import why_unwritten

_CI = {"github": ".github/workflows/gklint.yml", "gitlab": ".gitlab-ci.yml"}


@click.command(
    "init", cls=Command, help="在当前文件夹写一份带说明的 gklint.toml、pre-commit 钩子和 CI 任务；已有的文件不动。"
)
@click.option("--ci", type=click.Choice(["github", "gitlab", "both", "none"]), default="both", help="写哪一种 CI 任务")
@click.option("--no-hook", is_flag=True, help="不写 pre-commit 钩子")
@click.option("--force", is_flag=True, help="已有的文件也重写（先改名为 文件名.bak）")
def command(ci: str, no_hook: bool, force: bool) -> int:
    """Writes the files that are not there yet; 0 even when all of them were."""
    from gklint.cli.scaffold import config_text, github_text, gitlab_text, hook_text

    wanted = {"gklint.toml": config_text()}
    if not no_hook:
        wanted[".pre-commit-config.yaml"] = hook_text()
    for name, text in (("github", github_text()), ("gitlab", gitlab_text())):
        if ci in (name, "both"):
            wanted[_CI[name]] = text
    for name, text in wanted.items():
        _write(Path(name), text, force)
    return 0


def _write(path: Path, text: str, force: bool) -> None:
    from gklint import atomic

    if path.exists() and path.read_text(encoding="utf-8", errors="replace") == text:
        write_text(f"{path.as_posix()} 已是最新\n")
        return
    if path.exists() and not force:
        complain(f"{path.as_posix()} 已有，没有改动；要重写加 --force，或把下面的内容并进去：\n\n{text}")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            kept = path.with_name(path.name + ".bak")
            path.replace(kept)
            write_text(f"{path.as_posix()} 原来的内容留在 {kept.as_posix()}\n")
        atomic.write(path, text.encode())
    except OSError as error:
        raise CommandError(
            worded("不能写文件 {path}：{reason}", path=path.as_posix(), reason=why_unwritten(error))
        ) from error
    write_text(f"已写 {path.as_posix()}\n")
