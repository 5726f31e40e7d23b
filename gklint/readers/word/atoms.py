"""The smallest pieces of a document's text: characters with the place that they came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum

from gklint.tuples import NamedTuple


class Kind(Enum):
    """Where text comes from, and so whether a fix may change it: only the text of runs may be."""

    RUN = "正文"
    NUMBER = "自动编号"
    FIELD = "域（自动生成的内容）"
    REVISION = "修订插入的文字"
    BOX = "文本框里的文字（文档为旧版程序另存了一份）"
    OTHER = "符号、公式或换行"
    SEPARATOR = "段落或单元格的边界"
    BREAK = "换行"


class Atom(NamedTuple):
    """``text`` of ``kind``; text of runs stands in w:t number ``node`` of the document, from character ``at`` on."""

    text: str
    kind: Kind
    node: int = -1
    at: int = 0


BREAK = Atom("", Kind.BREAK)
# Each character becomes exactly one: a bar or a tab would part cells, a line end would part paragraphs.
_CHARACTERS = str.maketrans({"|": "｜", "\t": " ", "\n": " ", "\r": " "})
_SOFT_HYPHEN = "\u00ad"


def text_atoms(text: str, kind: Kind, node: int = -1, preserve: bool = True) -> Iterator[Atom]:
    """``text`` as atoms; soft hyphens are left out, and white space around it where it is not to be preserved."""
    start, end = 0, len(text)
    if not preserve:
        start, end = end - len(text.lstrip(" \t\r\n")), len(text.rstrip(" \t\r\n"))
    for piece in text[start:end].split(_SOFT_HYPHEN) if start < end else ():
        if piece:
            yield Atom(piece.translate(_CHARACTERS), kind, node, start)
        start += len(piece) + 1


def in_one_line(atoms: Iterable[Atom]) -> list[Atom]:
    """``atoms`` of a cell in one line: a break between words of an alphabet becomes a space, any other nothing; white
    space at the ends goes."""
    line: list[Atom] = []
    broken = False
    for atom in atoms:
        if atom.kind is Kind.BREAK:
            broken = bool(line)
            continue
        if broken and _apart(line[-1].text[-1]) and _apart(atom.text[0]):
            line.append(Atom(" ", Kind.SEPARATOR))
        broken = False
        line.append(atom)
    return _stripped(line)


def _apart(character: str) -> bool:
    """Whether words that end or begin with ``character`` are set apart by spaces."""
    return character.isalnum() and unicodedata.east_asian_width(character) not in "WF"


def _stripped(line: list[Atom]) -> list[Atom]:
    while line and not line[0].text.strip():
        del line[0]
    while line and not line[-1].text.strip():
        del line[-1]
    if line:
        lead = len(line[0].text) - len(line[0].text.lstrip())
        line[0] = line[0]._replace(text=line[0].text[lead:], at=line[0].at + lead)
        line[-1] = line[-1]._replace(text=line[-1].text.rstrip())
    return line
