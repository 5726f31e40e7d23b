"""A report as the rules see it: its AST, the form it follows, its bound tables, the facts that its prose states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property

from gklint.report.bound import BoundTable
from gklint.report.forms import Form, load_forms
from gklint.report.nodes import Report
from gklint.text import Source, Span
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final


class Fact(NamedTuple):
    """One number, or one denial, that the prose states (文中所述数字).

    ``indicator`` names what is counted, in the form's own words (``本年新收``, ``行政诉讼`` …; see
    :mod:`gklint.report.facts`). ``value`` is the number, 0 for a denial (``negated`` is then true). ``unit`` is the
    unit as written (件, 条, 万元). ``span`` covers the words that state it, ``number`` the digits (or, for a denial,
    the denying word). ``role`` is the role of the section it stands in, ``None`` in the preface. ``qualifiers`` say
    how it is to be understood: ``含结转`` the number includes last year's carry-over, ``分项`` a part of a total,
    ``约数`` an approximate number, ``计划`` a plan, ``范围`` it speaks of a wider body (全市、全区).
    """

    indicator: str
    value: Decimal
    unit: str | None
    negated: bool
    span: Span
    number: Span
    role: str | None
    qualifiers: frozenset[str] = frozenset()


class FormChoice(NamedTuple):
    """Which edition of the form a report is checked by, and why (``reason`` is a Chinese sentence).

    ``certain`` is false when nothing in the report says which edition it follows (GK003).
    """

    form: str
    year: int | None
    reason: str
    certain: bool


class Document:
    """All that is known of one report; what rules are run on.

    ``kind`` is the family of reports (``gk-annual``), ``None`` for a text that is none (GK002). ``agency`` (机关名称)
    and ``title`` come from the title; ``forms`` are the editions that it was read by. ``read_tables`` gives
    :attr:`tables`, and ``read_facts`` :attr:`facts`.
    """

    def __init__(
        self,
        source: Source,
        report: Report,
        choice: FormChoice,
        kind: str | None,
        title: str | None,
        *,
        agency: str | None,
        read_tables: Callable[[], Mapping[str, BoundTable | None]],
        read_facts: Callable[[], tuple[Fact, ...]],
        forms: Mapping[str, Form] | None = None,
    ) -> None:
        self.source: Final = source
        self.report: Final = report
        self.choice: Final = choice
        self.kind: Final = kind
        self.title: Final = title
        self.agency: Final = agency
        self.read_tables: Final = read_tables
        self.read_facts: Final = read_facts
        self.forms: Final = load_forms() if forms is None else forms

    def replaced(self, **parts: Any) -> Document:
        """This report with other ``parts``, named as the constructor names them."""
        own = {name: value for name, value in vars(self).items() if name not in ("tables", "facts")}
        return Document(**{**own, **parts})

    @cached_property
    def tables(self) -> Mapping[str, BoundTable | None]:
        """An entry for each table of the form, ``None`` where the report has no such table; bound when first asked
        for."""
        return self.read_tables()

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All numbers and denials that the prose states, in the order of the text; read when first asked for."""
        return self.read_facts()

    @property
    def year(self) -> int | None:
        """The year that the report is about."""
        return self.choice.year

    def text(self, span: Span) -> str:
        """The source text of ``span``."""
        return self.source.slice(span)
