"""Suppressions: findings that somebody has looked at and lets stand, with a reason.

Inline, in Markdown and HTML ``<!-- gklint: disable=PUN001 原因：… -->`` and in plain text a line that holds nothing but
``[gklint: disable=PUN001 原因：…]``: for the next block, or up to ``enable=PUN001``; ``disable-file=…`` for the whole
file. In configuration ``[[suppress]]``. Suppressed findings are kept and marked. GK findings cannot be suppressed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatch

from gklint.diagnostics import Diagnostic, Severity, SuppressedBy
from gklint.report.nodes import Block, Report, Section
from gklint.text import Source, Span

WITHOUT_REASON, EXPIRED, UNUSED = "GK010", "GK011", "GK012"

_BODY = r"gklint:[ \t]*(?P<verb>disable-file|disable|enable)=(?P<codes>[A-Za-z0-9_,，、-]+)(?P<rest>[^\r\n]*?)"
_COMMENT = re.compile(rf"<!--[ \t]*{_BODY}[ \t]*-->")
_LINE = re.compile(rf"^[ \t]*\[{_BODY}\][ \t]*$", re.MULTILINE)
_REASON = re.compile(r"(?:原因|理由|reason)[ \t]*[：:=][ \t]*(?P<reason>.*?)[ \t]*(?:until=.*)?$")
_UNTIL = re.compile(r"until=(\d{4}-\d{2}-\d{2})")
_SEPARATOR = re.compile(r"[,，、]")

Chosen = Callable[[str, Diagnostic], bool]
"""Whether a code, code prefix, slug or tag as written names a finding's rule."""


@dataclass(frozen=True, slots=True)
class Directive:
    """An inline suppression as written: ``verb`` is ``disable``, ``disable-file`` or ``enable``."""

    verb: str
    codes: tuple[str, ...]
    reason: str
    until: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A suppression of the configuration: a file pattern, a code, words that the finding's text must hold."""

    path: str
    code: str
    reason: str
    text: str | None = None
    until: date | None = None


def named(word: str, diagnostic: Diagnostic) -> bool:
    """Whether ``word`` is the finding's code, the beginning of it, or its slug."""
    return diagnostic.code.startswith(word.upper()) or diagnostic.name == word


def read_directives(source: Source) -> tuple[Source, tuple[Directive, ...]]:
    """The inline suppressions of ``source``, and the source without them: spaces stand in their place, so that every
    offset stays what it was. A date that is none counts as no date."""
    plain = not source.path.lower().endswith((".md", ".markdown", ".html", ".htm"))
    if "gklint:" not in source.text:
        return source, ()
    found = [_directive(match) for match in (_LINE if plain else _COMMENT).finditer(source.text)]
    text = source.text
    for directive in found:
        start, end = directive.span
        text = text[:start] + " " * (end - start) + text[end:]
    return replace(source, text=text), tuple(found)


def _directive(match: re.Match[str]) -> Directive:
    rest = match["rest"]
    reason, until = _REASON.search(rest), _UNTIL.search(rest)
    codes = tuple(code for code in _SEPARATOR.split(match["codes"]) if code)
    start, end = match.span()
    return Directive(
        match["verb"], codes, reason["reason"] if reason else "", until and _date(until[1]), Span(start, end)
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Scope:
    """One code of one directive, and the text that it covers."""

    directive: Directive
    code: str
    span: Span


def _scopes(directives: Sequence[Directive], report: Report) -> Iterator[_Scope]:
    end = len(report.source.text)
    for i, directive in enumerate(directives):
        for code in directive.codes if directive.verb != "enable" else ():
            if directive.verb == "disable-file":
                yield _Scope(directive, code, Span(0, end))
                continue
            closing = next((d for d in directives[i + 1 :] if d.verb == "enable" and code in d.codes), None)
            stop = closing.span.start if closing else _next_block_end(report, directive.span.end)
            yield _Scope(directive, code, Span(directive.span.start, stop))


def _next_block_end(report: Report, offset: int) -> int:
    """Where the first block that begins at or after ``offset`` ends; for a heading, its line."""
    blocks = [span for span in _leaves((*report.preface, *report.sections)) if span.start >= offset]
    first = min(blocks, default=Span(offset, len(report.source.text)))
    line = report.source.position(first.start).line
    return max(first.end, report.source.lines.line_span(line).end)


def _leaves(blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.heading.span
            yield from _leaves(block.blocks)
        else:
            yield block.span


def suppress_inline(
    diagnostics: Iterable[Diagnostic], directives: Sequence[Directive], report: Report, today: date
) -> tuple[Diagnostic, ...]:
    """``diagnostics`` with those marked that a directive covers, and findings about the directives themselves.

    A directive past its date suppresses nothing (GK011); one without a reason does, and is reported (GK010).
    """
    scopes = list(_scopes(directives, report))
    used: set[int] = set()
    result: list[Diagnostic] = []
    for diagnostic in diagnostics:
        scope = next((s for s in scopes if _covers(s, diagnostic, today)), None)
        if scope is None:
            result.append(diagnostic)
        else:
            used.add(id(scope))
            result.append(diagnostic.suppress(SuppressedBy.INLINE, scope.directive.reason))
    for scope in scopes:
        result.extend(_complaints(scope, id(scope) in used, today))
    return tuple(sorted(dict.fromkeys(result), key=lambda d: d.order))


def _covers(scope: _Scope, diagnostic: Diagnostic, today: date) -> bool:
    if diagnostic.suppressed or diagnostic.code.startswith("GK") or _expired(scope.directive.until, today):
        return False
    return named(scope.code, diagnostic) and scope.span.start <= diagnostic.span.start <= scope.span.end


def _expired(until: date | None, today: date) -> bool:
    return until is not None and until < today


def _complaints(scope: _Scope, used: bool, today: date) -> Iterator[Diagnostic]:
    directive, code = scope.directive, scope.code
    if not directive.reason:
        message = f"抑制 {code} 没有写明原因，应写“原因：……”"
        yield _finding(WITHOUT_REASON, "suppression-without-reason", Severity.WARNING, message, directive.span)
    if _expired(directive.until, today):
        message = f"抑制 {code} 已于 {directive.until} 过期，不再生效"
        yield _finding(EXPIRED, "suppression-expired", Severity.WARNING, message, directive.span)
    elif not used:
        message = f"抑制 {code} 没有命中任何发现，可以删去"
        yield _finding(UNUSED, "suppression-unused", Severity.INFO, message, directive.span)


def _finding(code: str, name: str, severity: Severity, message: str, span: Span) -> Diagnostic:
    return Diagnostic(code, name, severity, message, span)


def suppress_configured(
    diagnostics: Iterable[Diagnostic], entries: Sequence[Entry], source: Source, today: date
) -> tuple[tuple[Diagnostic, ...], frozenset[int]]:
    """``diagnostics`` with those marked that an entry of the configuration covers, and the numbers of the entries that
    did (an entry that never does, over a whole run, is reported by the caller)."""
    used: set[int] = set()
    result: list[Diagnostic] = []
    for diagnostic in diagnostics:
        fitting = (i for i, entry in enumerate(entries) if _configured(entry, diagnostic, source, today))
        number = next(fitting, None)
        if number is None:
            result.append(diagnostic)
        else:
            used.add(number)
            result.append(diagnostic.suppress(SuppressedBy.CONFIG, entries[number].reason))
    return tuple(result), frozenset(used)


def _configured(entry: Entry, diagnostic: Diagnostic, source: Source, today: date) -> bool:
    if diagnostic.suppressed or diagnostic.code.startswith("GK") or _expired(entry.until, today):
        return False
    if not named(entry.code, diagnostic) or not fnmatch(source.path, entry.path):
        return False
    return entry.text is None or entry.text in source.slice(diagnostic.span) or entry.text in diagnostic.message
