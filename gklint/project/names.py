"""By what name a body is known again in another report: folded, and by the names that the project declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gklint.text import fold

# 柳桥镇 and 柳桥镇人民政府, 柳桥街道 and 柳桥街道办事处 are one body; so are 某县政府 and 某县人民政府.
_TOWN = re.compile(r"(?<=[镇乡])(?:人民)?政府\Z|(?<=街道)办事处\Z")
_PLACE = re.compile(r"(?P<place>.+?[省市县区旗州盟])(?:人民)?政府\Z")
_YEARS = re.compile(r"(?:19|20)\d{2}(?:年度?)?")
_LAST = re.compile(r"[\u4e00-\u9fff]+?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗)")


def folded(name: str) -> str:
    """``name`` as names are compared: one width, no white space, the long form of a government's name for the short."""
    return _TOWN.sub("", fold(name)).replace("人民政府", "政府")


def place_of(key: str) -> str | None:
    """The place that a whole government (县级以上) governs, by its folded name; ``None`` for any other body."""
    found = _PLACE.fullmatch(key)
    return found["place"] if found else None


def is_year(folder: str) -> bool:
    """Whether a folder's name is a year and nothing else."""
    return _YEARS.fullmatch(fold(folder)) is not None


def home_of(key: str) -> str | None:
    """The place that a body's folded name begins with, its smallest unit; ``None`` if it names none."""
    units = _LAST.findall(key)
    return units[-1] if units else None


@dataclass(frozen=True)
class Names:
    """The names that a project declares: by a body's name its other names (简称), and its former ones (曾用名)."""

    aliases: Mapping[str, Iterable[str]] = field(default_factory=dict)
    renamed: Mapping[str, Iterable[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:  # noqa: D105
        known: dict[str, str] = {}
        for table in (self.renamed, self.aliases):
            for name, others in table.items():
                known.update({folded(other): folded(name) for other in others})
        object.__setattr__(self, "_known", known)

    def key(self, name: str) -> str:
        """The one name by which the body called ``name`` goes."""
        known: dict[str, str] = self._known  # type: ignore[attr-defined]
        found = folded(name)
        for _ in range(len(known)):  # a body may have been renamed more than once
            if found not in known:
                break
            found = known[found]
        return found
