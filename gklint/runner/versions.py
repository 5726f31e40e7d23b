"""Versions and what is required of them: ``>=0.1,<1``."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from gklint.late import late

_PART = late(r"(>=|<=|==|!=|>|<)?\s*v?(\d+(?:\.\d+)*)\s*")
_COMPARE: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


class BadRequirement(ValueError):
    """Words that are no requirement."""


def satisfies(version: str, requirement: str) -> bool:
    """Whether ``version`` is as every part of ``requirement`` says; a part without a sign means ``==``.

    Only the numbers at the beginning of a version count. Raises :class:`BadRequirement`.
    """
    have = re.match(r"\d+(?:\.\d+)*", version)
    fits = True
    for part in requirement.split(","):
        found = _PART.fullmatch(part.strip())
        if found is None:
            raise BadRequirement(requirement)
        one, other = _padded(have[0] if have else "0", found[2])
        fits &= _COMPARE[found[1] or "=="](one, other)
    return fits


def _padded(*versions: str) -> list[tuple[int, ...]]:
    numbers = [tuple(map(int, version.split("."))) for version in versions]
    longest = max(map(len, numbers))
    return [number + (0,) * (longest - len(number)) for number in numbers]
