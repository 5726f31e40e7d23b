"""与本单位台账、公开平台上的数核对（--ledger）。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gklint.engine.rule import Context, Finding, Unchecked, rule
from gklint.project.model import Member
from gklint.text import Span

from .indicators import first_cell, stated

_CASES = ("requests", "litigation")


@rule("XYR009")
def against_ledger(member: Member, ctx: Context) -> Iterator[Finding | Unchecked]:
    """The numbers of applications and cases, against the body's own books."""
    return _compared(member, ctx, cases=True)


@rule("XYR010")
def against_published(member: Member, ctx: Context) -> Iterator[Finding | Unchecked]:
    """The numbers of documents and decisions, against what is published elsewhere."""
    return _compared(member, ctx, cases=False)


def _compared(member: Member, ctx: Context, *, cases: bool) -> Iterator[Finding | Unchecked]:
    for indicator, written, span, entry in _ledgered(member, ctx, cases=cases):
        if written is None:
            yield ctx.unchecked(f"台账有“{indicator}”，报告的表里读不出这个数")
        elif written != entry:
            message = f"{indicator}填报为 {written:f}，台账（{_where(member, indicator)}）是 {entry:f}"
            yield ctx.finding(span, message, grade="不符" if cases and written != 0 else None)


def _where(member: Member, indicator: str) -> str:
    ledger = member.project.ledger
    assert ledger is not None
    entry = ledger.of(member.body, member.report.year)[indicator]
    return f"{ledger.path} 第 {entry.line} 行"


def _ledgered(member: Member, ctx: Context, *, cases: bool) -> Iterator[tuple[str, Decimal | None, Span, Decimal]]:
    """Each number of the ledger for this report: what it is called, what the table has, where, what the ledger has."""
    ledger = member.project.ledger
    if ledger is None or member.report.several:
        return
    only = len(member.project.bodies) == 1
    entries = ledger.of(member.body, member.report.year)
    named = (member.body, member.report.year) in ledger.entries
    for indicator, entry in entries.items() if named or only else ():
        places = ctx.document.forms[ctx.document.choice.form].stated.get(indicator, ())
        if not places or all(place.table in _CASES for place in places) is not cases:
            continue
        yield (
            indicator,
            stated(indicator, ctx.document),
            first_cell(places[0], ctx.document) or member.report.heading,
            entry.value,
        )
