"""What a rule does, as data: the kinds of body. Everything here is frozen and can be pickled."""

from __future__ import annotations

from collections.abc import Mapping

from gklint.engine.checked import Checked
from gklint.engine.needles import Needles
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Template: TypeAlias = tuple[str | Checked, ...]
"""A message: words, and expressions whose values stand between them."""


class Requirement(NamedTuple):
    """``require:`` must hold where ``when:`` does. ``marks`` are the cells that a finding points at."""

    let: tuple[tuple[str, Checked], ...]
    when: Checked | None
    require: Checked
    message: Template
    marks: tuple[Checked, ...]
    calculation: tuple[Template, ...] = ()


class PatternFix(NamedTuple):
    """How a hit of a pattern is put right: ``replace`` may use ``\\1``."""

    title: str
    replace: str
    safe: bool


class PatternBody(NamedTuple):
    """``pattern:`` must not be found; a hit that overlaps a match of one of ``unless`` does not count.

    With ``per`` (``line`` or ``report``) the hits in a line, or all of them, make one finding for each grade. Every
    match holds a word of each set of ``needles``, and of ``signs``.
    """

    when: Checked | None
    pattern: str
    unless: tuple[str, ...]
    message: Template
    fix: PatternFix | None
    per: str | None = None
    needles: Needles = ()
    signs: Needles = ()


class Entry(NamedTuple):
    """A word of a lexicon: as it is wrongly written, as it should be, where it is right all the same, a remark, and the
    grade of its findings (``None``: the rule's own severity).

    ``is_pattern`` says that ``wrong`` is a pattern, ``right`` then may use ``\\1``, and ``unless`` are patterns as in
    :class:`PatternBody`, as are ``needles`` and ``signs``. The entry is for report years ``since`` to ``until`` (both
    inclusive). ``safe`` says otherwise than the rule whether its fix is safe.
    """

    wrong: str
    right: str | None
    exceptions: tuple[str, ...]
    note: str | None
    grade: str | None = None
    is_pattern: bool = False
    unless: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    safe: bool | None = None
    needles: Needles = ()
    signs: Needles = ()


class LexiconBody(NamedTuple):
    """None of the words of a lexicon may be found; a word that overlaps a match of one of ``unless`` does not count.

    ``fix_safe`` is ``None`` when no fix is to be offered; ``per`` as for patterns.
    """

    when: Checked | None
    name: str
    entries: Mapping[str, Entry]
    message: Template
    fix_safe: bool | None
    unless: tuple[str, ...] = ()
    per: str | None = None


class PythonBody(NamedTuple):
    """A function in a Python file of the pack, found there by the rule's code."""

    file: str


DEFAULT_SECTION = "overview"
"""The section whose sub-headings are looked at where a rule names none."""


class Part(NamedTuple):
    """Something that a text must have: what it is called, and the pattern that finds it in the text without spaces."""

    name: str
    pattern: str


class TitleWant(NamedTuple):
    """The title is worded as one of ``templates``: words, ``{机关}`` and ``{年度}``."""

    templates: tuple[str, ...]


class HeadingsWant(NamedTuple):
    """A section has these sub-headings, in this order; of the wordings of each, the first is the one to be named."""

    headings: tuple[tuple[str, ...], ...]


class ContentWant(NamedTuple):
    """A text has all these parts."""

    parts: tuple[Part, ...]


class DeadlineWant(NamedTuple):
    """The report is signed or published by a day (month, day) of the next year; ``None`` for whom there is none."""

    department: tuple[int, int] | None
    government: tuple[int, int] | None


class LengthWant(NamedTuple):
    """A text has so many characters; spaces and tables do not count."""

    least: int | None
    most: int | None


Want: TypeAlias = TitleWant | HeadingsWant | ContentWant | DeadlineWant | LengthWant


class WantBody(NamedTuple):
    """What a report must have, said in one key; ``message`` is ``None`` where the usual words will do."""

    when: Checked | None
    want: Want
    message: Template | None


Body: TypeAlias = Requirement | PatternBody | LexiconBody | PythonBody | WantBody
