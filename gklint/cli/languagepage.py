"""The reference of the rule language, made from what the engine knows; all expressions in it are checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gklint.cli import languagewords as words
from gklint.engine.expression import MAX_DEPTH, MAX_LENGTH
from gklint.engine.functions import FUNCTIONS, SPECIAL
from gklint.engine.limits import MAX_ENTRIES, MAX_PATTERNS, MAX_RULES, MAX_TOTAL
from gklint.engine.metadata import ROLES
from gklint.engine.names import Scope
from gklint.engine.regex import MAX_PATTERN
from gklint.engine.resolve import OTHER_REPORTS, Checker
from gklint.engine.schema import ENTRY_KEYS, RULE_KEYS
from gklint.engine.selectors import ACROSS, NODE_SELECTORS, TABLE_PARTS, has_text, local_names
from gklint.engine.values import Type
from gklint.engine.wants import TITLE_WORDS
from gklint.engine.yaml_rules import ENTRY_NAMES, HIT_NAMES
from gklint.engine.yaml_source import MAX_BYTES
from gklint.engine.yaml_wants import PARTS
from gklint.report.forms import Form, TableForm, load_forms

_TEMPLATE = Path(__file__).with_name("language.md")
_PLACE = re.compile("@([a-z-]+)@")


def language_page() -> str:
    """The whole page; raises :class:`~gklint.engine.expression.ExpressionError` for an example that is wrong, and
    ``KeyError`` for a place of the template that nothing fills."""
    parts = {**_tables(), **_lists(), **_limits()}
    return _PLACE.sub(lambda match: parts[match[1]], _TEMPLATE.read_text(encoding="utf-8"))


def _tables() -> dict[str, str]:
    """What stands at the places of the template that take a table."""
    return {
        "keys": _table(("键", "说明"), ((f"`{key}`", text) for key, (_, text) in RULE_KEYS.items())),
        "selectors": _selectors(),
        "roles": _table(("名称", "部分"), ((f"`{role}`", words.ROLES[role]) for role in ROLES)),
        "names": _names(),
        "expressions": _expressions(),
        "functions": _functions(),
        "hits": _hits(),
        "entries": _table(("键", "说明"), ((f"`{key}`", text) for key, (_, text) in ENTRY_KEYS.items())),
        "parts": _table(
            ("contains", "在去掉空白的文字里找的模式"), ((one, f"`{pattern}`") for one, pattern in PARTS.items())
        ),
        "examples": _table(("键", "是什么"), ((f"`{key}`", text) for key, text in words.EXAMPLES.items())),
        "forms": "\n".join(_form(form) for form in reversed(list(load_forms().values()))),
    }


def _lists() -> dict[str, str]:
    """What stands at the places that take a list in a sentence."""
    tables = dict.fromkeys(name for form in load_forms().values() for name in form.tables)
    return {
        "tables": _keys(tables),
        "types": "、".join(kind.value for kind in Type),
        "qualifiers": _listed(words.QUALIFIERS),
        "states": _listed(words.STATES),
        "other-reports": _listed(words.OTHER_REPORTS),
        "want-names": _listed(words.WANT_NAMES),
        "title-words": _keys(f"{{{one}}}" for one in TITLE_WORDS),
    }


def _limits() -> dict[str, str]:
    limits = {
        "expression": MAX_LENGTH,
        "depth": MAX_DEPTH,
        "pattern": MAX_PATTERN,
        "bytes": MAX_BYTES,
        "total": MAX_TOTAL,
        "rules": MAX_RULES,
        "entries": MAX_ENTRIES,
        "patterns": MAX_PATTERNS,
    }
    return {f"max-{name}": str(limit) for name, limit in limits.items()}


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in lines)


def _selectors() -> str:
    rows = [(f"`{one}`", words.SELECTORS[one], _patterned(one)) for one in NODE_SELECTORS]
    rows += [(f"`表.{part}`", words.TABLE_PARTS[part], _patterned(f"x.{part}")) for part in TABLE_PARTS]
    rows += [(f"`{one}`", words.ACROSS[one], _patterned(one)) for one in ACROSS]
    for one in OTHER_REPORTS.values():
        rows += [(f"`{one}.表.{part}`", f"{words.TABLE_PARTS[part]}（同上）", "") for part in TABLE_PARTS]
    return _table(("选择器", "看什么", "能用 pattern、lexicon"), rows)


def _patterned(selector: str) -> str:
    return "能" if has_text(selector) else ""


def _names() -> str:
    selectors = [*NODE_SELECTORS, *(f"表.{part}" for part in TABLE_PARTS), *ACROSS]
    given = {one: local_names(one) for one in selectors}
    everywhere = [name for name in given["report"] if all(name in names for names in given.values())]
    rows = [("（到处）", f"`{name}`", given["report"][name].type.value, words.NAMES[name]) for name in everywhere]
    for selector, names in given.items():
        own = {name: local for name, local in names.items() if name not in everywhere}
        rows += [(f"`{selector}`", f"`{name}`", one.type.value, words.NAMES[name]) for name, one in own.items()]
    return _table(("选择器", "名称", "类型", "是什么"), rows)


def _checked(shown: words.Shown) -> str:
    """The example's type (Chinese), once it is known to be right."""
    newest = list(load_forms().values())[-1:]
    scope = Scope(shown.selector, newest, {})
    return Checker(scope, {"最多": Type.NUMBER}).check(shown.expression).type.value


def _expressions() -> str:
    rows = [(one.words, f"`{one.expression}`", f"`{one.selector}`", _checked(one)) for one in words.EXPRESSIONS]
    return _table(("写法", "例", "on", "类型"), rows)


def _functions() -> str:
    rows = []
    for name in (*FUNCTIONS, *SPECIAL):
        shown = words.FUNCTIONS[name]
        rows.append((f"`{name}`", _signature(name), shown.words, f"`{shown.expression}`", f"`{shown.selector}`"))
        _checked(shown)
    return _table(("函数", "参数 → 结果", "是什么", "例", "on"), rows)


def _signature(name: str) -> str:
    function = FUNCTIONS.get(name)
    if function is None:
        return {"选项": "文字 → 选项的类型", "有口径": "文字 → 判断", "匹配": "文字，文字 → 判断"}[name]
    given = "，".join(kind.value for kind in function.parameters) + ("…" if function.repeated else "")
    return f"{given} → {function.result.value}"


def _listed(meanings: Mapping[str, str]) -> str:
    return "；".join(f"`{name}` {text}" for name, text in meanings.items())


def _hits() -> str:
    kinds = {**HIT_NAMES, "组1": Type.TEXT, **ENTRY_NAMES}
    rows = ((f"`{name}`", kind.value, words.HIT_NAMES[name]) for name, kind in kinds.items())
    return _table(("名称", "类型", "是什么"), rows)


def _form(form: Form) -> str:
    parts = [f"## {form.name} 版的表、行、列\n", *(_table_names(table) for table in form.tables.values())]
    places = (
        (f"`{name}`", "、".join(f"`{'.'.join(place)}`" for place in listed)) for name, listed in form.stated.items()
    )
    stated = f"### 指标（`on: fact`）与表中的数\n\n{_table(('指标', '表中'), places)}" if form.stated else ""
    return "\n".join((*parts, stated))


def _table_names(table: TableForm) -> str:
    def lines() -> Iterator[str]:
        yield f"### `{table.name}`（{'、'.join(table.aliases)}）：{table.title}\n\n"
        for number, block in enumerate(table.blocks):
            which = f"（第 {number + 1} 块）" if len(table.blocks) > 1 else ""
            yield f"- 列{which}：{_keys(column.key for column in block.columns)}\n"
            yield f"- 行{which}：{_keys(row.key for row in block.rows)}\n"
        for kind, sets in (("行", table.row_sets), ("列", table.column_sets)):
            for name, keys in sets.items():
                yield f"- 一组{kind} `{name}`：{_keys(keys)}\n"

    return "".join(lines())


def _keys(keys: Iterable[str]) -> str:
    return "、".join(f"`{key}`" for key in keys)
