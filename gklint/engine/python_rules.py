"""Imports the Python files of packs, when a rule in them is first run, and finds the rules' functions there.

Each pack is a package of its own, so its files may import one another (``from .helpers import ...``).
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import blake2s
from pathlib import Path
from types import ModuleType

from gklint.engine.body import PythonBody
from gklint.engine.rule import RULE_ATTRIBUTE, Pack, Rule, RuleFunction
from gklint.messages import worded


class PythonNotAllowed(Exception):
    """A pack's Python was to be run without leave."""


@cache
def _package(root: str) -> str:
    """The name of the package for the pack in ``root``, which is put among the modules if it is not there yet."""
    folder = str(Path(root).resolve())
    name = f"gklint_pack_{blake2s(folder.encode(), digest_size=6).hexdigest()}"
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [folder]
        sys.modules[name] = package
    return name


def function_of(rule: Rule, pack: Pack) -> RuleFunction:
    """The function of ``rule``; imports its file.

    Raises :class:`PythonNotAllowed`, ``LookupError`` when the file has no function for the code, and whatever
    importing the file raises.
    """
    body = rule.body
    assert isinstance(body, PythonBody)
    if not pack.python_allowed:
        raise PythonNotAllowed(pack.name)
    module = importlib.import_module(f"{_package(pack.root)}.{Path(body.file).stem}")
    found = _functions(module).get(rule.code)
    if found is None:
        raise LookupError(worded('{file} 里没有 @rule("{code}") 的函数', file=body.file, code=rule.code))
    return found


@cache
def _functions(module: ModuleType) -> Mapping[str, RuleFunction]:
    """The functions of rules in ``module``, by the rules' codes; the first of each."""
    found: dict[str, RuleFunction] = {}
    for value in vars(module).values():
        for code in getattr(value, RULE_ATTRIBUTE, ()):
            found.setdefault(code, value)
    return found
