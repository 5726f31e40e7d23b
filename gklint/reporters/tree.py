"""``gklint parse``: the AST of a report with positions, as an indented tree or as JSON."""

from __future__ import annotations

from gklint.report.nodes import Cell, Heading, Node, Paragraph, Report, Section, Title, children
from gklint.reporters.jsontext import Json, json_text
from gklint.reporters.layout import wrap
from gklint.reporters.places import span_json
from gklint.reporters.terminal import one_line
from gklint.text import Source

_TEXT_COLUMNS = 48
_STEP = "  "


def tree_text(report: Report) -> str:
    """One line a node: what it is, its attributes, where it is (line:column), the beginning of its text."""
    lines: list[str] = []
    todo: list[tuple[Node, int]] = [(report, 0)]
    while todo:
        node, depth = todo.pop()
        lines.append(_STEP * depth + _node_line(node, report.source))
        todo += [(child, depth + 1) for child in reversed(children(node))]
    return "".join(line + "\n" for line in lines)


def tree_json(report: Report) -> str:
    """The tree as JSON: ``type``, ``start``, ``end``, attributes, ``text`` of leaves, ``children``."""
    return json_text({"path": report.source.path, "tree": _node_json(report, report.source)}) + "\n"


def _node_line(node: Node, source: Source) -> str:
    start, end = source.position(node.span.start), source.position(node.span.end)
    words = [type(node).__name__]
    for name, value in _attributes(node, source).items():
        if value not in (None, False):
            words.append(name if value is True else f"{name}={one_line(str(value))}")
    words.append(f"[{start.line}:{start.column}-{end.line}:{end.column}]")
    if _is_leaf(node):
        shown = wrap(source.slice(node.span), _TEXT_COLUMNS)
        words.append(f"“{shown[0]}{'…' if len(shown) > 1 else ''}”")
    return " ".join(words)


def _node_json(node: Node, source: Source) -> Json:
    found: dict[str, Json] = {"type": type(node).__name__, **span_json(source, node.span), **_attributes(node, source)}
    if _is_leaf(node):
        found["text"] = source.slice(node.span)
    else:
        found["children"] = [_node_json(child, source) for child in children(node)]
    return found


def _is_leaf(node: Node) -> bool:
    return isinstance(node, (Title, Heading, Paragraph, Cell))


def _attributes(node: Node, source: Source) -> dict[str, str | int | bool | None]:
    match node:
        case Section():
            return {"role": node.role}
        case Heading():
            number = source.slice(node.number) if node.number else None
            title = source.slice(node.title)
            return {
                "level": node.level, "number": number, "ordinal": node.ordinal, "title": title, "run_in": node.run_in,
            }  # fmt: skip
        case Cell():
            return {"explicit": node.explicit}
        case _:
            return {}
