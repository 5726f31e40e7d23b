"""Suppressions: findings that somebody has looked at and lets stand, with a reason.

Inline, in Markdown and HTML ``<!-- gklint: disable=PUN001 原因：… -->`` and in plain text a line that holds nothing but
``[gklint: disable=PUN001 原因：…]``: for the next block, or up to ``enable=PUN001``; ``disable-file=…`` for the whole
file. In configuration ``[[suppress]]``. Suppressed findings are kept and marked. GK findings cannot be suppressed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gklint.diagnostics import Applicability, Diagnostic, Severity, SuppressedBy
from gklint.globs import matcher
from gklint.late import late
from gklint.messages import Words, worded
from gklint.text import Source, Span
from gklint.tuples import NamedTuple

if TYPE_CHECKING:
    from gklint.report.nodes import Block, Report

WITHOUT_REASON, EXPIRED, UNUSED, RENAMED = "GK010", "GK011", "GK012", "GK015"
NAMES = {
    WITHOUT_REASON: "suppression-without-reason",
    EXPIRED: "suppression-expired",
    UNUSED: "suppression-unused",
    RENAMED: "suppression-renamed",
}

_BODY = r"gklint:[ \t]*(?P<verb>disable-file|disable|enable)=(?P<codes>[^\s\[\]<>]+?)(?P<rest>(?:[ \t][^\r\n]*?)?)"
# Compiled when a text has a directive.
_COMMENT = rf"<!--[ \t]*{_BODY}[ \t]*-->"
_LINE = rf"(?:(?<=[\r\n])|\A)[ \t\u3000]*\[{_BODY}\][ \t\u3000]*(?=[\r\n]|\Z)"
_REASON = r"(?:原因|理由|reason)[ \t]*[：:=][ \t]*(?P<reason>.*?)[ \t]*(?:until=.*)?$"
_UNTIL = r"until=([^\s，,；;]+)"
_CODE = late("[A-Z]{2,4}[0-9]{3}")
_SEPARATOR = r"[,，、]"
_WITH_COMMENTS = (".md", ".markdown", ".html", ".htm")
_WITHOUT = (".docx", ".docm", ".pdf")

Covers = Callable[[str], frozenset[str]]
"""The codes of the rules that a code, code prefix, slug, tag or old code names."""


class Directive(NamedTuple):
    """An inline suppression as written: ``verb`` is ``disable``, ``disable-file`` or ``enable``.

    ``until`` is ``None`` without a date; ``bad_date`` is what was written in its place and is none.
    """

    verb: str
    codes: tuple[str, ...]
    reason: str
    until: date | None
    span: Span
    bad_date: str | None = None


class Entry(NamedTuple):
    """A suppression of the configuration: a file pattern, a code, words that the finding's text must hold."""

    path: str
    code: str
    reason: str
    text: str | None = None
    until: date | None = None


class Settled(NamedTuple):
    """Findings with those marked that are suppressed, and the numbers of the entries that did it."""

    diagnostics: tuple[Diagnostic, ...]
    used: frozenset[int] = frozenset()


def read_directives(source: Source) -> tuple[Source, tuple[Directive, ...]]:
    """The inline suppressions of ``source``, and the source without them: spaces stand in their place, so that every
    offset stays what it was. Word and PDF have none."""
    path = source.path.lower()
    if "gklint:" not in source.text or path.endswith(_WITHOUT):
        return source, ()
    pattern = _COMMENT if path.endswith(_WITH_COMMENTS) else _LINE
    found = [_directive(match) for match in re.finditer(pattern, source.text)]
    text = source.text
    for directive in found:
        start, end = directive.span
        text = text[:start] + " " * (end - start) + text[end:]
    return source.replaced(text=text), tuple(found)


def _directive(match: re.Match[str]) -> Directive:
    rest = match["rest"]
    reason, until = re.search(_REASON, rest), re.search(_UNTIL, rest)
    codes = tuple(code for code in re.split(_SEPARATOR, match["codes"]) if code)
    day = _date(until[1]) if until else None
    return Directive(
        match["verb"],
        codes,
        reason["reason"] if reason else "",
        day,
        Span(*match.span()),
        until[1] if until and day is None else None,
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class _Scope(NamedTuple):
    """One word of one directive, the codes that it names, and the text that it covers."""

    directive: Directive
    word: str
    codes: frozenset[str]
    span: Span


def _scopes(directives: Sequence[Directive], report: Report, covers: Covers) -> Iterator[_Scope]:
    end = len(report.source.text)
    for i, directive in enumerate(directives):
        for word in directive.codes if directive.verb != "enable" else ():
            codes = covers(word)
            if directive.verb == "disable-file":
                yield _Scope(directive, word, codes, Span(0, end))
                continue
            closing = next((d for d in directives[i + 1 :] if d.verb == "enable" and word in d.codes), None)
            stop = closing.span.start if closing else _next_block_end(report, directive.span.end)
            yield _Scope(directive, word, codes, Span(directive.span.start, stop))


def _next_block_end(report: Report, offset: int) -> int:
    """Where the first block that begins at or after ``offset`` ends; for a heading, its line."""
    blocks = [span for span in _leaves((*report.preface, *report.sections)) if span.start >= offset]
    first = min(blocks, default=Span(offset, len(report.source.text)))
    line = report.source.position(first.start).line
    return max(first.end, report.source.lines.line_span(line).end)


def _leaves(blocks: Iterable[Block]) -> Iterator[Span]:
    from gklint.report.nodes import Section

    for block in blocks:
        if isinstance(block, Section):
            yield block.heading.span
            yield from _leaves(block.blocks)
        else:
            yield block.span


def clear(diagnostics: Iterable[Diagnostic], directives: Sequence[Directive]) -> tuple[Diagnostic, ...]:
    """``diagnostics`` without those about the spaces in a directive's place; a fix that would change a directive is
    only shown."""
    spans = [directive.span for directive in directives]
    if not spans:
        return tuple(diagnostics)
    return tuple(_kept_off(d, spans) for d in diagnostics if not any(_inside(d.span, span) for span in spans))


def _inside(span: Span, directive: Span) -> bool:
    return directive.start <= span.start and span.end <= directive.end and span.start < directive.end


def _kept_off(diagnostic: Diagnostic, spans: Sequence[Span]) -> Diagnostic:
    fix = diagnostic.fix
    edits = fix.edits if fix else ()
    if fix and any(edit.span.start < span.end and span.start < edit.span.end for edit in edits for span in spans):
        return diagnostic._replace(fix=fix._replace(applicability=Applicability.DISPLAY))
    return diagnostic


def suppress_inline(
    diagnostics: Iterable[Diagnostic],
    directives: Sequence[Directive],
    report: Report,
    *,
    today: date,
    covers: Covers,
    running: frozenset[str],
    later: frozenset[str] = frozenset(),
) -> tuple[Diagnostic, ...]:
    """``diagnostics`` with those marked that a directive covers, and findings about the directives themselves.

    A directive past its date suppresses nothing (GK011); one without a reason does, and is reported (GK010). One that
    covers nothing is reported (GK012), unless it names rules none of which is ``running``, or one that comes ``later``.
    """
    scopes = list(_scopes(directives, report, covers))
    used: set[int] = set()
    result: list[Diagnostic] = []
    for diagnostic in diagnostics:
        fitting = [s for s in scopes if _covers(s, diagnostic, today)]
        used.update(map(id, fitting))
        reason = next((s.directive.reason for s in fitting), None)
        result.append(diagnostic if reason is None else diagnostic.suppress(SuppressedBy.INLINE, reason))
    for scope in scopes:
        wanted = id(scope) in used or bool(scope.codes and (scope.codes & later or not scope.codes & running))
        result.extend(_complaints(scope, wanted, today))
    return tuple(sorted(dict.fromkeys(result), key=lambda d: d.order))


def _covers(scope: _Scope, diagnostic: Diagnostic, today: date) -> bool:
    if diagnostic.suppressed or diagnostic.code.startswith("GK") or expired(scope.directive.until, today):
        return False
    if scope.directive.bad_date is not None:
        return False
    return diagnostic.code in scope.codes and scope.span.start <= diagnostic.span.start <= scope.span.end


def expired(until: date | None, today: date) -> bool:
    """Whether a suppression that holds ``until`` a day (that day included) no longer holds ``today``."""
    return until is not None and until < today


def _complaints(scope: _Scope, wanted: bool, today: date) -> Iterator[Diagnostic]:
    directive, word = scope.directive, scope.word
    if _CODE.fullmatch(word) and len(scope.codes) == 1 and word not in scope.codes:
        said = "抑制用的是旧代码：{word} 已改为 {code}，暂时照样有效，请改写"
        message = worded(said, word=word, code=min(scope.codes))
        yield complaint(RENAMED, message, directive.span)
    if not directive.reason:
        message = worded("抑制 {word} 没有写明原因，应写“原因：……”", word=word)
        yield complaint(WITHOUT_REASON, message, directive.span)
    if directive.bad_date is not None:
        said = "抑制 {word} 的期限 {date} 不是日期，不生效；应写成 until=2027-01-31"
        message = worded(said, word=word, date=directive.bad_date)
        yield complaint(EXPIRED, message, directive.span)
    elif expired(directive.until, today):
        yield complaint(EXPIRED, expired_words(word, directive.until), directive.span)
    elif not wanted:
        yield complaint(UNUSED, unused_words(word, scope.codes), directive.span)


def expired_words(word: str, until: date | None) -> Words:
    """That a suppression of ``word`` held ``until`` a day that is over."""
    return worded("抑制 {word} 已于 {until} 过期，不再生效", word=word, until=until)


def unused_words(word: str, codes: frozenset[str]) -> Words:
    """Why a suppression of ``word``, which names the rules ``codes``, does nothing."""
    if word.upper().startswith("GK"):
        return worded("{word} 是 gklint 自己的代码，不能抑制", word=word)
    if not codes:
        return worded("没有规则、标签或代码前缀叫 {word}，这条抑制不起作用", word=word)
    return worded("抑制 {word} 没有命中任何发现，可以删去", word=word)


def complaint(code: str, message: Words, span: Span) -> Diagnostic:
    """A finding about a suppression: GK010, GK011, GK012 or GK015."""
    severity = Severity.INFO if code in (UNUSED, RENAMED) else Severity.WARNING
    return Diagnostic(code, NAMES[code], severity, message, span)


def suppress_configured(
    diagnostics: Iterable[Diagnostic],
    entries: Sequence[Entry],
    source: Source,
    *,
    path: str,
    today: date,
    covers: Covers,
) -> Settled:
    """``diagnostics`` with those marked that an entry of the configuration covers, and the numbers of the entries that
    did (an entry that never does, over a whole run, is reported by the caller).

    ``path`` is the file's as the configuration sees it.
    """
    near = {
        number: covers(entry.code)
        for number, entry in enumerate(entries)
        if not expired(entry.until, today) and matcher([entry.path])(path)
    }
    used: set[int] = set()
    result: list[Diagnostic] = []
    for diagnostic in diagnostics:
        fitting = [n for n, codes in near.items() if _configured(entries[n], codes, diagnostic, source)]
        used.update(fitting)
        free = not fitting or diagnostic.suppressed
        result.append(diagnostic if free else diagnostic.suppress(SuppressedBy.CONFIG, entries[fitting[0]].reason))
    return Settled(tuple(result), frozenset(used))


def _configured(entry: Entry, codes: frozenset[str], diagnostic: Diagnostic, source: Source) -> bool:
    if diagnostic.code.startswith("GK") or diagnostic.code not in codes:
        return False
    return entry.text is None or entry.text in source.slice(diagnostic.span) or entry.text in diagnostic.message


def fresh(untils: Iterable[date | None], today: date) -> tuple[date, date]:
    """The first and the last day on which suppressions with these dates do what they do ``today``."""
    days = [day for day in untils if day is not None]
    passed = max((day for day in days if day < today), default=None)
    first = passed + timedelta(days=1) if passed else date.min
    return first, min((day for day in days if day >= today), default=date.max)
