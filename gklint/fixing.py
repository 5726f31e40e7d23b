"""Applies the fixes of findings: which edits, in which order, until nothing changes; and writes files so that nothing
is lost when the program or the machine stops in the middle."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from gklint.diagnostics import Applicability, Diagnostic, Edit, Fix
from gklint.text import Source

# A fix may uncover another finding; so many rounds are enough for any that do not chase each other.
MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixing came to: the new text, the findings whose fixes were applied, and whether rules undo each other
    (``oscillating``; the text is then that of the first round)."""

    source: Source
    applied: tuple[Diagnostic, ...]
    oscillating: bool = False


class ChangedMeanwhile(Exception):
    """The file was changed by somebody else between reading and writing; nothing was written."""


def applicable(fix: Fix | None, unsafe: bool) -> bool:
    """Whether ``--fix`` (with ``--unsafe-fixes`` if ``unsafe``) applies ``fix``."""
    if fix is None or fix.applicability is Applicability.DISPLAY:
        return False
    return unsafe or fix.applicability is Applicability.SAFE


def choose(diagnostics: Iterable[Diagnostic], unsafe: bool) -> list[Diagnostic]:
    """The findings whose fixes can be applied together: in their order, one that overlaps an earlier one waits for the
    next round."""
    chosen: list[Diagnostic] = []
    taken: list[Edit] = []
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or diagnostic.suppressed or not applicable(fix, unsafe):
            continue
        if not any(_clash(edit, other) for edit in fix.edits for other in taken):
            chosen.append(diagnostic)
            taken.extend(fix.edits)
    return chosen


def _clash(one: Edit, other: Edit) -> bool:
    """Whether two edits touch: they overlap, or insert at the same place."""
    if one.span == other.span:
        return True
    return one.span.start < other.span.end and other.span.start < one.span.end


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` after ``edits``, which do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces.append(text[at : edit.span.start])
        pieces.append(edit.text)
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces)


def fix(source: Source, check: Callable[[Source], Iterable[Diagnostic]], unsafe: bool = False) -> Fixed:
    """Apply fixes to ``source``, round by round, until none is left to apply.

    ``check`` gives the findings of a text in their order.
    """
    applied: list[Diagnostic] = []
    seen = {source.text}
    current, first = source, source
    for round_number in range(MOST_ROUNDS):
        chosen = choose(check(current), unsafe)
        edits = [edit for diagnostic in chosen if diagnostic.fix for edit in diagnostic.fix.edits]
        text = apply(current.text, edits)
        if not chosen or text == current.text:
            return Fixed(current, tuple(applied))
        if text in seen:
            return Fixed(first, tuple(applied), oscillating=True)
        applied.extend(chosen)
        seen.add(text)
        current = replace(current, text=text)
        if round_number == 0:
            first = current
    return Fixed(first, tuple(applied), oscillating=True)


def encode(source: Source) -> bytes:
    """The bytes of a text file: its mark (BOM) and encoding as they were read.

    Raises ``UnicodeEncodeError`` when a fix brought in a character that the encoding does not have.
    """
    return source.bom + source.text.encode(source.encoding)


def write(path: Path, data: bytes, before: bytes | None = None) -> None:
    """Replace the file at ``path`` by ``data``: written beside it, synced, renamed; its permissions are kept.

    A link stays a link. If ``before`` is given and the file no longer holds it, raises :class:`ChangedMeanwhile`.
    Raises ``OSError`` when the folder cannot be written to; the file is then as it was.
    """
    target = path.resolve()
    if before is not None and target.read_bytes() != before:
        raise ChangedMeanwhile(str(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".gklint", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            os.chmod(name, target.stat().st_mode & 0o7777)
        os.replace(name, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last; not every system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
