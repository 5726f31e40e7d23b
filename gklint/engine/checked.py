"""What expressions are once they are checked: trees whose names are known and whose types are right."""

from __future__ import annotations

from gklint.engine.expression import Expression
from gklint.engine.names import CellName, CellSet, Local
from gklint.engine.needles import Telling
from gklint.engine.values import Type
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias


class ByForm(NamedTuple):
    """One expression for each form, in the order of ``forms``."""

    at: int
    forms: tuple[str, ...]


class OptionOf(NamedTuple):
    """The value of an option of the rule."""

    at: int
    name: str


class Qualified(NamedTuple):
    """Whether the fact has this qualifier."""

    at: int
    name: str


class Before(NamedTuple):
    """The value that its one part has in the report of the year before (``去年.现行有效``)."""

    at: int


class Below(NamedTuple):
    """The values that its one part has in the reports of the bodies below (``下级.总计``)."""

    at: int


class Matches(NamedTuple):
    """Whether the pattern is found in a text, and what tells that at once."""

    at: int
    pattern: str
    telling: Telling = Telling(())


Checkable: TypeAlias = (
    Expression | Local | CellName | CellSet | ByForm | OptionOf | Qualified | Matches | Before | Below
)


class Checked(NamedTuple):
    """A node whose names and types are right: its type, itself, and its parts likewise."""

    type: Type
    node: Checkable
    parts: tuple[Checked, ...] = ()
