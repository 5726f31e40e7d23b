"""What a rule is, whether written in YAML or in Python, and what a Python rule works with.

A Python rule is a generator function marked with :func:`rule`; it gets a subject of its selector and a
:class:`Context`, and yields findings and what it could not check::

    @rule("STR001")
    def missing_section(report: Report, ctx: Context) -> Iterator[Finding | Unchecked]:
        ...
        yield ctx.finding(span, "缺少第五部分")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from gklint.diagnostics import Basis, Calculation, Fix, Label, Severity
from gklint.engine.body import Body, Template
from gklint.engine.checked import Checked
from gklint.engine.manifest import Manifest
from gklint.engine.problems import Mark
from gklint.messages import worded
from gklint.report.document import Document
from gklint.text import Span
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias, TypeVar

    from gklint.report.digest import Digest

    _Function = TypeVar("_Function", bound=Callable[..., Any])

BLANK_GRADE = "空白"
"""The grade of a sum that fails when blank cells count as nought: at most a warning, whatever the rule."""

OptionValue: TypeAlias = Decimal | str | tuple[str, ...]


class Grade(NamedTuple):
    """A lighter kind of finding of a rule: its level, and in YAML rules the condition that makes a finding one and
    (where the rule's own would not fit) its message."""

    name: str
    severity: Severity
    when: Checked | None = None
    message: Template | None = None


class Option(NamedTuple):
    """A setting of a rule. ``type`` is ``number``, ``text`` or ``list``."""

    name: str
    type: str
    default: OptionValue
    help: str


class Example(NamedTuple):
    """A patch on the clean base report, and what must come of it (see :mod:`gklint.engine.examples`).

    ``keys`` are the keys and texts as written, ``cells`` the cells to be changed and their new texts, ``others`` the
    reports that the changed one is compared with.
    """

    mark: Mark
    keys: Mapping[str, str]
    cells: tuple[tuple[str, str], ...] = ()
    others: tuple[Example, ...] = ()


class Examples:
    """Examples of a rule, one after the other. In the cache they lie packed, and they stay so until somebody looks at
    them: a check never does."""

    def __init__(self, examples: tuple[Example, ...] | bytes = ()) -> None:
        self._held = examples

    def _unpacked(self) -> tuple[Example, ...]:
        if isinstance(self._held, bytes):
            import pickle

            opened: tuple[Example, ...] = pickle.loads(self._held)  # noqa: S301 - packed below
            self._held = opened
        return self._held

    def __len__(self) -> int:
        """How many."""
        return len(self._unpacked())

    def __iter__(self) -> Iterator[Example]:
        """Each of them."""
        return iter(self._unpacked())

    def __getitem__(self, number: int) -> Example:
        """The one with this number, from 0."""
        return self._unpacked()[number]

    def __eq__(self, other: object) -> bool:
        """Whether they are the same examples."""
        return isinstance(other, Examples) and self._unpacked() == other._unpacked()

    def __hash__(self) -> int:
        """By how many there are."""
        return len(self)

    def __reduce__(self) -> tuple[Any, ...]:
        """Packed, as they were or by now are."""
        import pickle

        held = self._held
        return Examples, (held if isinstance(held, bytes) else pickle.dumps(held, pickle.HIGHEST_PROTOCOL),)


class RulePlace(NamedTuple):
    """Where a rule is written: the pack's name, the file, the place in it."""

    pack: str
    path: str
    mark: Mark


class Rule(NamedTuple):
    """A rule. ``severity`` is its highest; ``basis`` is by form; ``on`` is its selector.

    ``within`` are the section roles that it looks at (empty: all), ``rows``, ``columns`` and ``indicators`` narrow
    the subjects further (empty: all).
    """

    code: str
    name: str
    summary: str
    severity: Severity
    grades: Mapping[str, Grade]
    basis: Mapping[str, Basis]
    forms: tuple[str, ...]
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    enabled: bool
    options: Mapping[str, Option]
    why_python: str | None
    on: str
    within: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    indicators: tuple[str, ...]
    body: Body
    good: Examples
    bad: Examples
    place: RulePlace
    note: str | None = None
    summary_en: str | None = None

    @property
    def defaults(self) -> Mapping[str, OptionValue]:
        """The options' values when the user sets none."""
        return {name: option.default for name, option in self.options.items()}

    def level(self, grade: str | None) -> Severity:
        """The severity of a finding of ``grade`` (``None``: the rule's own); raises ``KeyError`` for no such grade."""
        if grade is None:
            return self.severity
        if grade == BLANK_GRADE and grade not in self.grades:
            return min(self.severity, Severity.WARNING)
        return self.grades[grade].severity


class Finding(NamedTuple):
    """Something wrong, as a rule says it; the engine adds code, severity and basis."""

    span: Span
    message: str
    labels: tuple[Label, ...] = ()
    grade: str | None = None
    fix: Fix | None = None
    calculation: Calculation | None = None


class Unchecked(NamedTuple):
    """Something that a rule could not check, and why (Chinese, the same words for the same kind of reason)."""

    reason: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    span: Span | None = None


class Context(NamedTuple):
    """What a rule knows besides its subject: the document, itself, its options, and the section it is in.

    ``role`` is the role of the section of the subject, ``preface``, or ``None`` outside of both. ``present`` are those
    words and patterns of the rule's that are in the document, ``None`` where that is not known.
    """

    document: Document
    rule: Rule
    options: Mapping[str, Any]
    role: str | None = None
    present: frozenset[str] | None = None

    def text(self, span: Span) -> str:
        """The report's text at ``span``."""
        return self.document.source.slice(span)

    def finding(
        self,
        span: Span,
        message: str,
        *,
        labels: Iterable[Label] = (),
        grade: str | None = None,
        fix: Fix | None = None,
        calculation: Calculation | None = None,
    ) -> Finding:
        """A finding at ``span``; raises ``ValueError`` for a grade that the rule does not declare."""
        if grade is not None and grade != BLANK_GRADE and grade not in self.rule.grades:
            raise ValueError(worded("规则 {code} 没有等级 {name}", code=self.rule.code, name=grade))
        return Finding(span, message, tuple(labels), grade, fix, calculation)

    def elsewhere(self, report: Digest, span: Span, message: str) -> Label:
        """A label in another report."""
        return Label.elsewhere(report.source, span, message)

    def unchecked(
        self,
        reason: str,
        *,
        table: str | None = None,
        row: str | None = None,
        column: str | None = None,
        span: Span | None = None,
    ) -> Unchecked:
        """Says that something could not be checked."""
        return Unchecked(reason, table, row, column, span)


RuleFunction: TypeAlias = "Callable[[Any, Context], Iterable[Finding | Unchecked]]"
RULE_ATTRIBUTE = "__gklint_rules__"


def rule(*codes: str) -> Callable[[_Function], _Function]:
    """Marks a function as the body of the rules ``codes``; the loader finds it in its file by this mark."""

    def mark(function: _Function) -> _Function:
        setattr(function, RULE_ATTRIBUTE, codes)
        return function

    return mark


class Pack(NamedTuple):
    """A pack that has been read. ``root`` is its folder; ``files`` all files that were read, for hashing."""

    name: str
    version: str
    summary: str
    root: str
    python_allowed: bool
    rules: tuple[Rule, ...] = ()
    files: tuple[str, ...] = ()
    manifest: Manifest = Manifest("")
