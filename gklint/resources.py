"""Where gklint's data lies: the grammars and the built-in packs, in a checkout and in an installed wheel.

In a checkout (also an editable install) the folders stand beside ``pyproject.toml`` next to the package, and are read
there, so that a rule added after the installation is seen. In a wheel they are ``gklint/_bundled/…``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

MANIFEST = "pack.yaml"
"""The file that makes a folder a pack."""
_PACKAGE = Path(__file__).resolve().parent


@cache
def data_root() -> Path:
    """The folder that holds ``rules/`` and ``grammars/``; raises ``FileNotFoundError`` if neither place has them."""
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "grammars").is_dir():
        return checkout
    bundled = _PACKAGE / "_bundled"
    if bundled.is_dir():
        return bundled
    from gklint.messages import worded  # each start imports this module

    raise FileNotFoundError(worded("gklint 的数据目录不在 {path}：安装不完整，请重新安装 gklint", path=str(bundled)))


def grammar_path(name: str) -> Path:
    """The path of the grammar file ``name`` (``report.lark``)."""
    return data_root() / "grammars" / name


def forms_path() -> Path:
    """The folder of the official forms."""
    return data_root() / "grammars" / "forms"


def rules_path() -> Path:
    """The folder of the packs that ship with gklint."""
    return data_root() / "rules"


def is_name(word: str) -> bool:
    """Whether ``word`` can be the name of a pack that lies beside others; a path is none."""
    return bool(word.strip(". ")) and not set(word) & set("/\\:")
