"""A rule's body → a function that runs it on a subject. What can be prepared is prepared once, here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from gklint.diagnostics import Applicability, Calculation, Edit, Fix, Label
from gklint.engine.body import Entry, LexiconBody, PatternBody, PythonBody, Requirement, Template, WantBody
from gklint.engine.checked import Checked
from gklint.engine.evaluate import Compiler, Environment, Evaluate, Locate, show_cell
from gklint.engine.functions import FUNCTIONS, Function
from gklint.engine.gathering import ONCE, counted, groups, merged_fix, table_test
from gklint.engine.patterns import Hit, LexiconSearch, Look, PatternSearch, replacement
from gklint.engine.python_rules import function_of
from gklint.engine.reach import own_cells
from gklint.engine.rule import BLANK_GRADE, Context, Finding, Pack, Rule, Unchecked
from gklint.engine.selectors import Subject, own_place, own_span
from gklint.engine.surroundings import around
from gklint.engine.values import BLANK_REASON, Known, Result, TableCell, TableColumn, TableRow, Type, Unknown
from gklint.text import Span
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, Protocol, TypeAlias
else:
    Protocol = object

BLANK_REMARK = "（空白按 0 计）"

Outcome: TypeAlias = Finding | Unchecked
Named: TypeAlias = Result | TableCell | list[Result]
Find: TypeAlias = Callable[[Environment, Hit, Span], Outcome | None]
Run: TypeAlias = Callable[[Subject, Context], Iterable[Outcome]]


class _Searches(Protocol):
    def hits(self, text: str, around: Look, present: Collection[str] | None) -> Iterator[Hit]: ...


def runner(rule: Rule, pack: Pack, functions: Mapping[str, Function] = FUNCTIONS) -> Run:
    """The function that runs ``rule``. For Python it imports the file: whatever that raises is raised here."""
    body = rule.body
    if isinstance(body, PythonBody):
        return _python(rule, pack)
    compiler = Compiler(rule.on, functions)
    if isinstance(body, Requirement):
        return _requirement(rule, body, compiler)
    if isinstance(body, PatternBody):
        return _pattern(rule, body, compiler)
    if isinstance(body, WantBody):
        return _want(rule, body, compiler)
    return _lexicon(rule, body, compiler)


def _python(rule: Rule, pack: Pack) -> Run:
    assert isinstance(rule.body, PythonBody)
    function = function_of(rule, pack)
    return lambda subject, ctx: function(subject.node, ctx) or ()


def _environment(subject: Subject, ctx: Context) -> Environment:
    return Environment(ctx.document, subject, ctx.options)


def _unchecked(unknown: Unknown, subject: Subject) -> Unchecked:
    """The place of the subject where the unknown value has none of its own."""
    if unknown.table is not None:
        return Unchecked(*unknown)
    row, column = own_place(subject.node)
    table = subject.table.name if subject.table else None
    return Unchecked(unknown.reason, table, row, column, subject.span)


def _messages(rule: Rule, template: Template, compiler: Compiler) -> Callable[[Environment, str | None], str]:
    """The words of a finding, by its grade."""
    usual = compiler.template(template)
    special = {grade.name: compiler.template(grade.message) for grade in rule.grades.values() if grade.message}
    return lambda env, grade: special.get(grade or "", usual)(env)


def _grades(rule: Rule, compiler: Compiler) -> Callable[[Environment], str | None]:
    """Picks the first grade whose condition holds."""
    tests = [(grade.name, compiler.value(grade.when)) for grade in rule.grades.values() if grade.when is not None]

    def pick(env: Environment) -> str | None:
        for name, test in tests:
            result = test(env)
            if isinstance(result, Known) and result.value:
                return name
        return None

    return pick


def _applies(body: Requirement) -> Callable[[Subject], bool]:
    """Whether the subject's row has the columns (or its column the rows) that the rule names."""
    rows, columns = own_cells(body)

    def applies(subject: Subject) -> bool:
        node = subject.node
        if isinstance(node, TableRow):
            return columns <= node.row.cells.keys()
        if isinstance(node, TableColumn):
            return rows <= node.cells.keys()
        return True

    return applies


def _requirement(rule: Rule, body: Requirement, compiler: Compiler) -> Run:
    setters = _setters(compiler, body)
    when = compiler.value(body.when) if body.when else None
    require = compiler.value(body.require)
    applies = _applies(body)
    report = _reporter(rule, body, compiler)

    def run(subject: Subject, ctx: Context) -> Iterator[Outcome]:
        if not applies(subject):
            return
        env = _environment(subject, ctx)
        for name, get in setters:
            env.names[name] = get(env)
        condition = when(env) if when else Known(True)
        if isinstance(condition, Unknown):
            yield _unchecked(condition, subject)
            return
        if not condition.value:
            return
        held = require(env)
        if isinstance(held, Unknown):
            yield _unchecked(held, subject)
        elif not held.value:
            yield report(env, held.blank)
        elif held.blank:
            yield _unchecked(Unknown(BLANK_REASON), subject)

    return run


def _setters(compiler: Compiler, body: Requirement) -> list[tuple[str, Callable[[Environment], Named]]]:
    found: list[tuple[str, Callable[[Environment], Named]]] = []
    for name, checked in body.let:
        if checked.type is Type.CELL:
            found.append((name, compiler.cell(checked)))
        elif checked.type is Type.CELLS:
            found.append((name, compiler.cells(checked)))
        else:
            found.append((name, compiler.value(checked)))
    return found


def _reporter(rule: Rule, body: Requirement, compiler: Compiler) -> Callable[[Environment, bool], Finding]:
    message = _messages(rule, body.message, compiler)
    lines = [compiler.template(line) for line in body.calculation]
    marks = [compiler.cell(mark) for mark in body.marks]
    grade = _grades(rule, compiler)

    def report(env: Environment, blank: bool) -> Finding:
        span, labels = _marked(env, marks)
        calculation = Calculation(tuple(line(env) for line in lines)) if lines else None
        chosen = grade(env)
        words = message(env, chosen)
        if blank:
            words += BLANK_REMARK
            if chosen is None or rule.level(chosen) > rule.level(BLANK_GRADE):
                chosen = BLANK_GRADE
        return Finding(span, words, labels, chosen, None, calculation)

    return report


def _marked(env: Environment, marks: list[Locate]) -> tuple[Span, tuple[Label, ...]]:
    """The first cell is where the finding stands, the others are its labels; without any, the subject. A fact's finding
    stands at its number."""
    span: Span | None = env.subject.node.number if env.subject.kind == "fact" else None
    labels: list[Label] = []
    for locate in marks:
        place = locate(env)
        if isinstance(place, Unknown):
            continue
        if place.source is None or place.source.path == env.document.source.path:
            if span is None:
                span = place.cell.span
            else:
                labels.append(Label(place.cell.span, _cell_words(place)))
        else:
            labels.append(Label.elsewhere(place.source, place.cell.span, f"上年{_cell_words(place)}"))
    return span or own_span(env.subject), tuple(labels)


def _cell_words(place: TableCell) -> str:
    return f"{place.cell.row}（{place.cell.column}）{show_cell(place)}"


def _guard(compiler: Compiler, when: Checked | None) -> Callable[[Environment], Known | Unknown]:
    if when is None:
        return lambda env: Known(True)
    return compiler.value(when)


class _Told(NamedTuple):
    """A hit, where it is, and what is told of it alone."""

    hit: Hit
    span: Span
    finding: Finding


def _search(search: _Searches, tell: Find, per: str | None) -> Run:
    """Runs ``search`` on a subject and tells of each hit, or with ``per`` once of those that belong together."""

    def run(subject: Subject, ctx: Context) -> Iterator[Outcome]:
        source, start = ctx.document.source, subject.span.start
        look = partial(around, source.text, subject.span)
        hits = list(search.hits(source.slice(subject.span), look, ctx.present))
        if not hits:
            return
        env = _environment(subject, ctx)
        in_table = table_test(subject, ctx.document)
        found: list[_Told] = []
        unknown = False
        for hit in hits:
            span = Span(start + hit.span.start, start + hit.span.end)
            env.names.update(ONCE)
            env.names["表内"] = Known(in_table(span.start))
            outcome = tell(env, hit, span)
            if isinstance(outcome, Finding):
                found.append(_Told(hit, span, outcome))
            elif outcome is not None and not unknown:
                yield outcome
                unknown = True
        findings = [told.finding for told in found]
        if per is None:
            yield from findings
            return
        for group in groups(findings, per, source):
            env.names["表内"] = Known(in_table(found[group[0]].span.start))
            yield _together([found[number] for number in group], env, tell)

    return run


def _together(group: Sequence[_Told], env: Environment, tell: Find) -> Finding:
    """One finding for a group of hits, at the first, in words that may say how many there are and where."""
    first, findings = group[0], [told.finding for told in group]
    env.names.update(counted(findings, env.document.source))
    outcome = tell(env, first.hit, first.span)
    said = outcome if isinstance(outcome, Finding) else first.finding
    return said._replace(fix=merged_fix(findings))


def _want(rule: Rule, body: WantBody, compiler: Compiler) -> Run:
    from gklint.engine.wants import looker

    look = looker(body.want, rule.within)
    when = _guard(compiler, body.when)
    message = _messages(rule, body.message or (), compiler)
    own = {name for name, grade in rule.grades.items() if grade.message}
    grade = _grades(rule, compiler)

    def run(subject: Subject, ctx: Context) -> Iterator[Outcome]:
        env = _environment(subject, ctx)
        outside = _outside(when, env)
        if outside is not None:
            yield from (outside,) if outside else ()
            return
        for found in look(ctx.document):
            if isinstance(found, Unknown):
                yield _unchecked(found, subject)
                continue
            env.names.update({name: Known(words) for name, words in found.names.items()})
            chosen = grade(env)
            words = message(env, chosen) if body.message or chosen in own else found.message
            yield Finding(found.span, words, (), chosen)

    return run


def _pattern(rule: Rule, body: PatternBody, compiler: Compiler) -> Run:
    message = _messages(rule, body.message, compiler)
    grade = _grades(rule, compiler)
    fill = replacement(body.fix.replace, 9) if body.fix else None
    when = _guard(compiler, body.when)

    def finding(env: Environment, hit: Hit, span: Span) -> Outcome | None:
        env.names["命中"] = env.names["match"] = Known(hit.text)
        for number, group in enumerate(hit.groups, 1):
            env.names[f"组{number}"] = Known(group or "")
        outside = _outside(when, env)
        if outside is not None:
            return outside or None
        fix = None
        if body.fix is not None and fill is not None:
            safety = Applicability.SAFE if body.fix.safe else Applicability.UNSAFE
            fix = Fix(body.fix.title, (Edit(span, fill(hit)),), safety)
        chosen = grade(env)
        return Finding(span, message(env, chosen), (), chosen, fix)

    return _search(PatternSearch(body.pattern, body.unless, needles=body.needles), finding, body.per)


def _lexicon(rule: Rule, body: LexiconBody, compiler: Compiler) -> Run:
    when = _guard(compiler, body.when)
    message = _messages(rule, body.message, compiler)
    grade = _grades(rule, compiler)
    rights = {
        key: replacement(entry.right, 9) for key, entry in body.entries.items() if entry.is_pattern and entry.right
    }

    def finding(env: Environment, hit: Hit, span: Span) -> Outcome | None:
        entry = body.entries[hit.key]
        outside = _outside_years(entry, env)
        if outside is not None:
            return outside or None
        right = rights[hit.key](hit) if hit.key in rights else entry.right or ""
        names = {"命中": hit.text, "match": hit.text, "错": hit.text, "对": right, "注": entry.note or ""}
        env.names.update({name: Known(words) for name, words in names.items()})
        outside = _outside(when, env)
        if outside is not None:
            return outside or None
        chosen = entry.grade or grade(env)
        return Finding(span, message(env, chosen), (), chosen, _lexicon_fix(body, entry, right, span))

    return _search(LexiconSearch(body.entries, body.unless), finding, body.per)


def _outside(when: Evaluate, env: Environment) -> Unchecked | Literal[False] | None:
    """``None`` when the rule is for this hit, false when not, and why when that cannot be told."""
    condition = when(env)
    if isinstance(condition, Unknown):
        return _unchecked(condition, env.subject)
    return None if condition.value else False


def _outside_years(entry: Entry, env: Environment) -> Unchecked | Literal[False] | None:
    """``None`` when the entry is for the report's year, false when not, and why when the year is not known."""
    if entry.since is None and entry.until is None:
        return None
    year = env.document.year
    if year is None:
        return Unchecked("报告年度不明", span=env.subject.span)
    fits = (entry.since is None or entry.since <= year) and (entry.until is None or year <= entry.until)
    return None if fits else False


def _lexicon_fix(body: LexiconBody, entry: Entry, right: str, span: Span) -> Fix | None:
    safe = body.fix_safe if entry.safe is None else entry.safe
    if safe is None or entry.right is None:
        return None
    safety = Applicability.SAFE if safe else Applicability.UNSAFE
    quoted = right if "“" in right else f"“{right}”"  # what is in quotation marks itself is not put into such again
    return Fix(f"改为{quoted}" if right else "删去", (Edit(span, right),), safety)


__all__ = ["BLANK_REMARK", "Outcome", "Run", "runner"]
