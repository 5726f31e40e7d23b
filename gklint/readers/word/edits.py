"""Fixes written into the document itself: only the w:t elements concerned change, so all formatting stays.

document.xml is not written anew either: new text replaces the bytes of the old, and every other byte stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pyexpat import ParserCreate
from xml.sax.saxutils import escape

from gklint.diagnostics import Edit
from gklint.messages import Words, worded
from gklint.readers.errors import EditError
from gklint.readers.word.atoms import Kind
from gklint.readers.word.layout import Text
from gklint.readers.word.reader import SIGNED, read_word
from gklint.readers.word.rezip import replace_member
from gklint.text import Source, Span
from gklint.tuples import NamedTuple

_CHANGED = worded("文件在检查之后改动过，没有修改；请重新检查")
_ODD = worded("文档的压缩格式或编码少见，不能保证其余部分不变，没有修改；请在 Word 或 WPS 中手工修改")
_W_TEXT = ("/wordprocessingml/2006/main}t", "/wordprocessingml/main}t")
_START_TAG = re.compile(rb"""<[^\s/>"']+(?:"[^"]*"|'[^']*'|[^"'>])*>""")
_PRESERVE = re.compile(rb"""\sxml:space\s*=\s*["']preserve["']""")
_XML_SPACE = " \t\r\n"
_LINE_END = worded("文字里有不能写入 Word 文档的字符，没有修改")


class _Change(NamedTuple):
    """Characters ``start`` to ``end`` of a w:t become ``text``."""

    start: int
    end: int
    text: str


def apply_edits(data: bytes, source: Source, edits: Sequence[Edit]) -> bytes:
    """The bytes of the document with ``edits`` made; ``source`` is what was read from ``data``.

    Raises :class:`EditError`, and changes nothing, when an edit touches what is not the text of a run (a number that
    Word makes, the end of a paragraph or a cell, a field, a tracked insertion), when the document is signed, or when
    ``data`` is not what ``source`` was read from. Raises ``ValueError`` when edits overlap.
    """
    word = read_word(data)
    if word.package.signed:
        raise EditError(SIGNED)
    if word.text.text != source.text:
        raise EditError(_CHANGED)
    changes: dict[int, list[_Change]] = {}
    last = -1
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < last:
            raise ValueError("edits overlap")
        last = edit.span.end
        for node, change in _changes(word.text, edit):
            changes.setdefault(node, []).append(change)
    if not changes:
        return data
    try:
        content = _patched(word.package.parts["document"], changes)
        return replace_member(data, word.package.members["document"], content)
    except ValueError as error:
        raise EditError(_ODD) from error


def _changes(text: Text, edit: Edit) -> list[tuple[int, _Change]]:
    """The changes of w:t elements that ``edit`` comes to; the new text goes into the first of them."""
    span, new = _narrowed(text.text, edit)
    if any(c in "\r\n\t" or (c < " ") for c in new):
        raise EditError(_LINE_END)
    if span.start == span.end:
        return [_insertion(text, span.start, new)] if new else []
    found: list[tuple[int, _Change]] = []
    at = span.start
    while at < span.end:
        segment = text.segment(at)
        if segment.kind is not Kind.RUN:
            raise EditError(_refusal(text, at, segment.kind))
        following = text.after(at)
        stop = min(following, span.end)
        start = segment.at + at - segment.start
        found.append((segment.node, _Change(start, start + stop - at, "" if found else new)))
        at = stop
    return found


def _narrowed(text: str, edit: Edit) -> tuple[Span, str]:
    """``edit`` without what old and new text have in common at both ends: less is touched."""
    start, end = edit.span
    new = edit.text
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Span(start, end), new


def _insertion(text: Text, at: int, new: str) -> tuple[int, _Change]:
    """Text is put behind the character before it, or else before the one behind it."""
    for offset, behind in ((at - 1, 1), (at, 0)):
        if 0 <= offset < len(text.text) and text.segment(offset).kind is Kind.RUN:
            segment = text.segment(offset)
            place = segment.at + offset - segment.start + behind
            return segment.node, _Change(place, place, new)
    raise EditError(_refusal(text, min(at, len(text.text) - 1), Kind.SEPARATOR))


def _refusal(text: Text, at: int, kind: Kind) -> Words:
    where = text.place(at)
    return worded(
        "{where}：修改涉及{kind}，不能自动写回，没有修改；请在 Word 或 WPS 中手工修改",
        where=where or worded("空文档"), kind=worded(kind.value),
    )  # fmt: skip


def _patched(xml: bytes, changes: Mapping[int, Sequence[_Change]]) -> bytes:
    """``xml`` (UTF-8) with the text of some of its w:t elements changed, all other bytes kept."""
    places = _text_places(xml)
    out: list[bytes] = []
    done = 0
    for node in sorted(changes):
        place = places[node]
        out += [xml[done : place.start], _element(xml[place.start : place.end], place.text, changes[node])]
        done = place.end
    return b"".join([*out, xml[done:]])


class _TextPlace(NamedTuple):
    """A w:t: where its bytes begin and end, and its text."""

    start: int
    end: int
    text: str


def _text_places(xml: bytes) -> list[_TextPlace]:
    """Every w:t of ``xml`` in document order."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("not UTF-8")
    parser = ParserCreate(namespace_separator="}")
    places: list[_TextPlace] = []
    begins: list[int] = []
    texts: list[str] = []

    def start(name: str, _attributes: object) -> None:
        if name.endswith(_W_TEXT):
            begins.append(parser.CurrentByteIndex)
            texts.clear()

    def end(name: str) -> None:
        if name.endswith(_W_TEXT):
            tag = _START_TAG.match(xml, begins[-1])
            if tag is None:
                raise ValueError("no tag where one begins")
            close = tag.end() if tag[0].endswith(b"/>") else xml.index(b">", parser.CurrentByteIndex) + 1
            places.append(_TextPlace(begins.pop(), close, "".join(texts)))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    parser.Parse(xml, True)
    return places


def _element(old: bytes, text: str, changes: Sequence[_Change]) -> bytes:
    """The w:t ``old`` with ``text`` changed; white space at its ends is marked to be kept."""
    match = _START_TAG.match(old)
    tag = match[0].removesuffix(b">").removesuffix(b"/").rstrip() if match else b""
    name = tag[1:].split(None, 1)[0]
    in_order = sorted(changes, key=lambda change: (change.start, change.end))
    kept = _PRESERVE.search(tag) is not None
    if not kept and b"xml:space" in tag:
        raise ValueError("an unusual xml:space")
    unseen = 0 if kept else len(text) - len(text.lstrip(_XML_SPACE))
    text = text if kept else text.strip(_XML_SPACE)
    for change in reversed(in_order):
        text = text[: change.start - unseen] + change.text + text[change.end - unseen :]
    if not kept and text != text.strip(_XML_SPACE):
        tag += b' xml:space="preserve"'
    return tag + b">" + escape(text).encode() + b"</" + name + b">"
