"""The catalogue of rules as text and as JSON, gklint's own codes included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from gklint.cli.demonstrate import example_words
from gklint.diagnostics import Basis, BasisStatus
from gklint.engine.body import LexiconBody, PatternBody, PythonBody
from gklint.engine.rule import Example, Rule
from gklint.engine.ruleset import RuleSet
from gklint.reporters.jsontext import Json, number
from gklint.reporters.layout import wrap
from gklint.reporters.words import SEVERITY_WORDS
from gklint.runner.internal import OWN_CODES, OwnCode
from gklint.text import display_width

Entry: TypeAlias = Rule | OwnCode

STATUS_WORDS = {
    BasisStatus.OFFICIAL: "官方文件",
    BasisStatus.CUSTOM: "惯例",
    BasisStatus.UNVERIFIED: "未核对原文",
}
"""The nature of a basis, the firmest first."""
_FIX_WORDS = {"safe": "能（安全）", "unsafe": "能（须人工确认）", "varies": "视发现而定", None: "不能"}


def entries(rules: RuleSet) -> list[Entry]:
    """All rules and own codes, by code."""
    return sorted((*rules.rules.values(), *OWN_CODES), key=lambda entry: entry.code)


def find(word: str, rules: RuleSet, known: Sequence[Entry]) -> Entry | None:
    """The entry with the code, old code or name ``word``; capitals do not matter."""
    code = rules.aliases.get(word.upper(), word.upper())
    return next((entry for entry in known if entry.code == code or entry.name == word.lower()), None)


def kind_of(rule: Rule) -> str:
    """``python`` or ``yaml``: how the rule is written."""
    return "python" if isinstance(rule.body, PythonBody) else "yaml"


def nature_of(rule: Rule) -> str:
    """The nature of what the rule rests on (Chinese); of several the least firm."""
    order = list(STATUS_WORDS)
    return STATUS_WORDS[max((basis.status for basis in rule.basis.values()), key=order.index)]


def fits(entry: Entry, wanted: Mapping[str, str | None]) -> bool:
    """Whether ``entry`` meets every condition that is given: ``family``, ``tag``, ``severity``, ``form``, ``kind``."""
    facts = {"family": {entry.code.rstrip("0123456789")}, "severity": {entry.severity.word}}
    if isinstance(entry, Rule):
        facts |= {"tag": set(entry.tags), "form": set(entry.forms), "kind": {kind_of(entry)}}
    return all(word is None or word in facts.get(key, set()) for key, word in wanted.items())


def table_text(known: Sequence[Entry]) -> str:
    """One line for each: code, level, slug, summary."""
    if not known:
        return "没有符合条件的规则。\n"
    slugs = max(len(entry.name) for entry in known)
    lines = [f"{e.code}  {SEVERITY_WORDS[e.severity]}  {e.name:<{slugs}}  {e.summary}{_off(e)}" for e in known]
    return "".join(line + "\n" for line in lines)


def brief_json(entry: Entry) -> dict[str, Json]:
    """What a list of rules tells of one."""
    found: dict[str, Json] = {
        "code": entry.code,
        "name": entry.name,
        "summary": entry.summary,
        "severity": entry.severity.word,
    }
    if isinstance(entry, OwnCode):
        return {**found, "grades": {}, "forms": [], "tags": [], "aliases": [], "enabled": True, "pack": None}
    return {
        **found,
        "grades": {name: grade.severity.word for name, grade in entry.grades.items()},
        "forms": list(entry.forms),
        "tags": list(entry.tags),
        "aliases": list(entry.aliases),
        "enabled": entry.enabled,
        "pack": entry.place.pack,
    }


def full_json(entry: Entry) -> dict[str, Json]:
    """All that is known of one rule."""
    found = brief_json(entry)
    if isinstance(entry, OwnCode):
        return {**found, "basis": {}, "note": None, "options": [], "fix": None, "examples": {"good": [], "bad": []}}
    return {
        **found,
        "basis": {form: _basis_json(basis) for form, basis in entry.basis.items()},
        "note": entry.note,
        "options": [
            {"name": o.name, "type": o.type, "default": _default_json(o.default), "help": o.help}
            for o in entry.options.values()
        ],
        "fix": _fix(entry),
        "examples": {"good": [_example_json(e) for e in entry.good], "bad": [_example_json(e) for e in entry.bad]},
    }


def full_text(entry: Entry, width: int) -> str:
    """All that is known of one rule, for a person, in ``width`` columns."""
    lines = [f"{entry.code}  {entry.name}", *wrap(entry.summary, width), "", f"级别：{SEVERITY_WORDS[entry.severity]}"]
    if isinstance(entry, Rule):
        lines += _rule_lines(entry, width)
    return "".join(line + "\n" for line in lines)


def _rule_lines(rule: Rule, width: int) -> list[str]:
    lines = [f"  {grade.name}：{SEVERITY_WORDS[grade.severity]}" for grade in rule.grades.values()]
    for basis in dict.fromkeys(rule.basis[form] for form in rule.forms):
        of = [form for form in rule.forms if rule.basis[form] == basis]
        which = "" if len(of) == len(rule.forms) else f"{'、'.join(of)} 年版，"
        lines += _hanging(f"依据（{which}{STATUS_WORDS[basis.status]}）：", basis.text, width)
    lines.append(f"适用版式：{'、'.join(rule.forms)}")
    if rule.tags:
        lines.append(f"标签：{'、'.join(rule.tags)}")
    if rule.aliases:
        lines.append(f"旧代码：{'、'.join(rule.aliases)}")
    lines.append(f"默认：{'启用' if rule.enabled else '不启用（--extend-select 启用）'}")
    lines.append(f"自动修改：{_FIX_WORDS[_fix(rule)]}")
    if rule.note:
        lines += _hanging("说明：", rule.note, width)
    for option in rule.options.values():
        lead = f"选项 {option.name}（{option.type}，默认 {_default_words(option.default)}）："
        lines += _hanging(lead, option.help, width)
    for title, examples in (("没有问题的例子", rule.good), ("有问题的例子", rule.bad)):
        if examples:
            lines += ["", f"{title}："]
            lines += [line for example in examples for line in _hanging("  - ", example_words(example), width)]
    return lines


def _hanging(lead: str, text: str, width: int) -> list[str]:
    indent = min(display_width(lead), width // 2)
    first, *others = wrap(text, max(width - display_width(lead), 10))
    return [lead + first, *(" " * indent + line for line in others)]


def _off(entry: Entry) -> str:
    return "（默认不启用）" if isinstance(entry, Rule) and not entry.enabled else ""


def _fix(rule: Rule) -> str | None:
    match rule.body:
        case PatternBody(fix=fix) if fix:
            return "safe" if fix.safe else "unsafe"
        case LexiconBody(fix_safe=safe) if safe is not None:
            return "safe" if safe else "unsafe"
        case PythonBody():
            return "varies"
        case _:
            return None


def _basis_json(basis: Basis) -> Json:
    return {"text": basis.text, "status": basis.status.value}


def _default_json(value: Decimal | str | tuple[str, ...]) -> Json:
    return number(value) if isinstance(value, Decimal) else value


def _default_words(value: Decimal | str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return "、".join(value) or "空"
    return str(value)


def _example_json(example: Example) -> dict[str, Json]:
    found: dict[str, Json] = dict(example.keys)
    if example.cells:
        found["cells"] = dict(example.cells)
    return found
