"""The paragraphs and tables of a document in reading order, each paragraph as atoms with its automatic number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.readers.word.atoms import BREAK, Atom, Kind, text_atoms
from gklint.readers.word.fields import Fields, is_page_number
from gklint.readers.word.numbering import BULLETS, Label, Numbering
from gklint.readers.word.styles import Styles
from gklint.readers.word.symbols import symbol
from gklint.readers.word.xml import XML_SPACE, Element, W, attribute, child, is_on, name_of
from gklint.tuples import NamedTuple

# Elements that only wrap what they hold.
_WRAPPERS = frozenset(
    {
        "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "bdo", "dir", "ruby", "rubyBase", "subDoc",
        "mc:Choice", "mc:Fallback",
    }
)  # fmt: skip
_FORMULA = frozenset(
    {
        "m:oMath", "m:oMathPara", "m:r", "m:e", "m:num", "m:den", "m:sub", "m:sup", "m:d", "m:f", "m:rad", "m:deg",
        "m:sSub", "m:sSup", "m:sSubSup", "m:func", "m:fName", "m:nary", "m:m", "m:mr", "m:eqArr", "m:acc", "m:bar",
        "m:box", "m:groupChr", "m:limLow", "m:limUpp", "m:lim", "m:phant", "m:borderBox",
    }
)  # fmt: skip
_BLOCK_WRAPPERS = frozenset(
    {
        "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "subDoc", "body", "docPartBody",
    }
)  # fmt: skip
_REVISIONS = frozenset(
    {
        "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange", "pPrChange", "tblPrChange",
        "trPrChange", "tcPrChange", "sectPrChange", "numberingChange", "tblGridChange", "tblPrExChange",
    }
)  # fmt: skip
_TEXT = {"noBreakHyphen": "-", "tab": " ", "ptab": " "}
_MOST_TEXT = 8_000_000
_MOST_BOXES = 2_000


class Para(NamedTuple):
    """A paragraph: its atoms, the number first."""

    atoms: tuple[Atom, ...]


class TableItem(NamedTuple):
    """A table, not yet read."""

    element: Element


Item: TypeAlias = Para | TableItem


@dataclass(slots=True)
class _Reading:
    """A paragraph while it is read.

    ``boxes`` are the text boxes that are anchored in it; ``runs_on`` says that it goes on in the line of the next one,
    because its end is hidden, or was deleted or moved away by a tracked change.
    """

    runs_on: bool = False
    atoms: list[Atom] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class _Context(NamedTuple):
    """What holds for the inline content being read: its kind, and whether it is shown."""

    kind: Kind
    shown: bool


@dataclass(slots=True)
class Met:
    """What was met on the way that a reader of the findings should know of."""

    comments: int = 0
    notes: int = 0
    struck: int = 0


class Story:
    """Reads the document's main story, in order, once."""

    def __init__(self, root: Element, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._fields = Fields()
        self._nodes = {element: i for i, element in enumerate(root.iter(f"{{{W}}}t"))}
        self._size = 0
        self._boxes = 0
        self.met = Met()
        self.revisions = sum(1 for element in root.iter(f"{{{W}}}*") if name_of(element) in _REVISIONS)

    def items(self, container: Element) -> Iterator[Item]:
        """The paragraphs and tables of ``container`` (w:body, w:tc, w:txbxContent), text boxes behind their anchor."""
        carried: list[Atom] = []
        kind = Kind.BOX if _is_doubled(container) else Kind.RUN
        for element in blocks(container):
            if name_of(element) == "tbl":
                if carried:
                    yield Para(tuple(carried))
                    carried = []
                yield TableItem(element)
                continue
            reading = self._paragraph(element, kind)
            if reading.runs_on:
                carried += reading.atoms
            else:
                yield Para((*carried, *reading.atoms))
                carried = []
            for box in reading.boxes:
                yield from self.items(box)
        if carried:
            yield Para(tuple(carried))

    def _paragraph(self, element: Element, kind: Kind) -> _Reading:
        """Read one w:p; a paragraph whose mark was deleted bears no number, that of the next one holds."""
        properties = child(element, "pPr")
        mark = child(properties, "rPr")
        gone = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        reading = _Reading(runs_on=gone or bool(is_on(child(mark, "vanish"))))
        style = attribute(child(properties, "pStyle"))
        shown = not self._styles.hides(style or self._styles.default_paragraph)
        self._inline(element, reading, _Context(kind, shown))
        self._fields.end_paragraph()
        if gone or (reading.runs_on and not any(a.text for a in reading.atoms)):
            return reading  # nothing is shown that a number could stand before
        label = self._numbering.label(properties)
        if label:
            reading.atoms[:0] = _number_atoms(label, reading.atoms)
        return reading

    def _inline(self, paragraph: Element, reading: _Reading, outer: _Context) -> None:
        stack: list[tuple[Iterator[Element], _Context]] = [(iter(paragraph), outer)]
        while stack:
            children, context = stack[-1]
            element = next(children, None)
            if element is None:
                stack.pop()
                continue
            inner = self._step(element, context, reading)
            if inner:
                chosen = _choice(element) if name_of(element) == "mc:AlternateContent" else element
                stack.append((iter(() if chosen is None else chosen), inner))

    def _step(self, element: Element, context: _Context, reading: _Reading) -> _Context | None:
        """Take one element of inline content; the context for its children, or ``None`` not to look into it."""
        name = name_of(element)
        if name == "r":
            return context._replace(shown=self._run_shown(element, context.shown))
        if name in ("ins", "moveTo"):
            return context._replace(kind=Kind.REVISION)
        if name == "fldSimple":
            hidden = is_page_number(attribute(element, "instr") or "")
            return _Context(Kind.FIELD, context.shown and not hidden)
        if name in _FORMULA:
            return context._replace(kind=Kind.OTHER)
        if name in _WRAPPERS or name == "mc:AlternateContent":
            return context
        if name in ("drawing", "pict", "object"):
            self._collect_boxes(element, reading)
        elif name == "fldChar":
            self._add(reading, context, self._fields.mark(attribute(element, "fldCharType")), Kind.FIELD)
        elif name == "instrText":
            self._fields.instruct(element.text or "")
        else:
            self._leaf(element, name, context, reading)
        return None

    def _leaf(self, element: Element, name: str, context: _Context, reading: _Reading) -> None:
        if name == "commentReference":
            self.met.comments += 1
        elif name in ("footnoteReference", "endnoteReference"):
            self.met.notes += 1
        elif not context.shown or self._fields.silent:
            return
        elif name == "t":
            kind = Kind.FIELD if self._fields.inside else context.kind
            preserve = element.get(XML_SPACE) == "preserve"
            self._extend(reading, text_atoms(element.text or "", kind, self._nodes[element], preserve))
        elif name == "m:t":
            self._add(reading, context, element.text or "", Kind.OTHER)
        elif name in ("br", "cr"):
            if attribute(element, "type") in (None, "textWrapping"):
                reading.atoms.append(BREAK)
        elif name == "sym":
            self._add(reading, context, symbol(attribute(element, "font"), attribute(element, "char")), Kind.OTHER)
        elif name in _TEXT:
            self._add(reading, context, _TEXT[name], Kind.OTHER)

    def _add(self, reading: _Reading, context: _Context, text: str, kind: Kind) -> None:
        if text and context.shown and not self._fields.silent:
            self._extend(reading, text_atoms(text, kind))

    def _extend(self, reading: _Reading, atoms: Iterator[Atom]) -> None:
        for atom in atoms:
            self._size += len(atom.text)
            reading.atoms.append(atom)
        if self._size > _MOST_TEXT:
            raise ReadError(worded("文档文字过多，超出一份报告应有的规模；没有读取"))

    def _run_shown(self, run: Element, shown: bool) -> bool:
        """Whether the text of ``run`` is to be read: it is not hidden, and no line is drawn through it."""
        properties = child(run, "rPr")
        if properties is None:
            return shown
        if is_on(child(properties, "strike")) or is_on(child(properties, "dstrike")):
            self.met.struck += 1
            return False
        own = is_on(child(properties, "vanish"))
        if own is None:
            own = self._styles.hides(attribute(child(properties, "rStyle")))
        return shown if own is None else not own

    def _collect_boxes(self, drawing: Element, reading: _Reading) -> None:
        """The outermost text boxes in a drawing; what another program would show in its stead is passed over."""
        stack = [drawing]
        while stack:
            element = stack.pop()
            name = name_of(element)
            if name == "txbxContent":
                reading.boxes.append(element)
                self._boxes += 1
                if self._boxes > _MOST_BOXES:
                    raise ReadError(worded("文档里的文本框超过 {most} 个，不像一份报告；没有读取", most=_MOST_BOXES))
            elif name == "mc:AlternateContent":
                chosen = _choice(element)
                stack.extend(reversed(list(chosen)) if chosen is not None else ())
            else:
                stack.extend(reversed(list(element)))


def blocks(container: Element, wanted: tuple[str, ...] = ("p", "tbl")) -> Iterator[Element]:
    """The elements of ``container`` named ``wanted``, through content controls and the like."""
    stack: list[Iterator[Element]] = [iter(container)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        name = name_of(element)
        if name in wanted:
            yield element
        elif name == "mc:AlternateContent":
            chosen = _choice(element)
            stack.append(iter(() if chosen is None else chosen))
        elif name in _BLOCK_WRAPPERS:
            stack.append(iter(element))


def _choice(alternate: Element) -> Element | None:
    """What a current program shows of an mc:AlternateContent: its first choice, or else the fallback."""
    fallback = None
    for element in alternate:
        if name_of(element) == "mc:Choice":
            return element
        if name_of(element) == "mc:Fallback":
            fallback = element
    return fallback


def _is_doubled(container: Element) -> bool:
    """Whether ``container`` is (in) a text box that the document holds twice, once for older programs."""
    return any(name_of(element) == "mc:AlternateContent" for element in container.iterancestors())


def _number_atoms(label: Label, atoms: list[Atom]) -> list[Atom]:
    """The number, and a space only where it would run into the text (``1.`` and ``5倍``); a person sees a small gap,
    which in a typed number is nothing."""
    found = list(text_atoms(label.text, Kind.NUMBER))
    last, following = label.text[-1:], next((a.text[0] for a in atoms if a.text), "")
    runs_in = last.isascii() and following.isascii() and following.isalnum()
    word = last.isalnum() and unicodedata.category(last) != "No"  # 第一章, but not ①
    if last in BULLETS or (label.gap != "nothing" and not last.isspace() and (runs_in or word)):
        found.append(Atom(" ", Kind.NUMBER))
    return found
