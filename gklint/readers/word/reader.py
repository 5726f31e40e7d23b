"""A .docx or .docm → :class:`~gklint.text.Source`, as a person sees it: revisions accepted, hidden text left out."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.readers.word.layout import Layout, Text
from gklint.readers.word.numbering import Numbering
from gklint.readers.word.package import Package, open_package
from gklint.readers.word.story import Story
from gklint.readers.word.styles import read_styles
from gklint.readers.word.xml import Element, child, name_of, parse_xml
from gklint.text import Source
from gklint.tuples import NamedTuple

SIGNED = worded("文档有数字签名，改动会使签名失效；请由签名人修改")


class WordText(NamedTuple):
    """A document's text with its map back, the package that it came from, and what a reader should know of it."""

    text: Text
    package: Package
    notes: tuple[str, ...]
    pictures: int


def read_word(data: bytes) -> WordText:
    """The text of a Word document; raises :class:`ReadError` when it cannot be read."""
    package = open_package(data)
    root = parse_xml(package.parts["document"])
    body = child(root, "body")
    if name_of(root) != "document" or body is None:
        raise ReadError(worded("这不是 Word 文档（没有正文）；请用 Word 或 WPS 打开，另存为 .docx 后再检查"))
    styles = read_styles(_root(package, "styles"))
    story = Story(root, styles, Numbering(_root(package, "numbering"), styles))
    return WordText(Layout(story).write(body), package, tuple(_notes(story)), _pictures(body))


def read_docx(path: str, data: bytes) -> Source:
    """The text of the .docx or .docm at ``path``; raises :class:`ReadError` when it cannot be read."""
    word = read_word(data)
    read_only = SIGNED if word.package.signed else None
    place, pictures = word.text.place, word.pictures
    if pictures and not word.text.text.strip():
        raise ReadError(
            worded("文档里只有图片，没有文字（可能是扫描件），无法检查；请用原来的文档，或先做文字识别（OCR）")
        )
    return Source(path, word.text.text, origin=place, notes=word.notes, read_only=read_only, pictures=pictures)


def _pictures(body: Element) -> int:
    """Drawings, embedded objects and foreign documents (a shape that may hold a text box counts too)."""
    return sum(1 for element in body.iter() if name_of(element) in ("drawing", "pict", "object", "altChunk"))


def _root(package: Package, role: str) -> Element | None:
    return parse_xml(package.parts[role]) if role in package.parts else None


def _notes(story: Story) -> Iterator[str]:
    if story.revisions:
        yield worded(
            "文档含修订 {revisions} 处，按全部接受修订后的文字检查；发布前请接受或拒绝修订", revisions=story.revisions
        )
    if story.met.struck:
        said = "文档有带删除线的文字 {struck} 处，当作已经删去，没有检查；发布前请删去或取消删除线"
        yield worded(said, struck=story.met.struck)
    if story.met.comments:
        yield worded("文档含批注 {comments} 条，批注的文字没有检查；发布前请删除批注", comments=story.met.comments)
    if story.met.notes:
        yield worded("文档含脚注或尾注 {notes} 条，注文没有检查", notes=story.met.notes)
