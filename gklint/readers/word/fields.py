"""Fields: their instructions are never text, their results are, except page numbers."""

from __future__ import annotations

from dataclasses import dataclass

from gklint.readers.word.symbols import enclosed

_PAGE_NUMBERS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})


def is_page_number(instruction: str) -> bool:
    """Whether a field shows a page number, which belongs to the sheet and not to the text."""
    name, *_ = [*instruction.split(maxsplit=1), ""]
    return name.upper() in _PAGE_NUMBERS


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    result: bool = False


class Fields:
    """The fields that are open at a place of the document; they may nest, and a result may span paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def inside(self) -> bool:
        """Whether this place is the result of a field."""
        return bool(self._open)

    @property
    def silent(self) -> bool:
        """Whether text at this place is not shown: an instruction, or a page number."""
        return any(not f.result or is_page_number(f.instruction) for f in self._open)

    def instruct(self, text: str) -> None:
        """Take ``text`` of an instruction."""
        if self._open and not self._open[-1].result:
            self._open[-1].instruction += text[:200]

    def mark(self, kind: str | None) -> str:
        """A w:fldChar of ``kind`` (begin, separate, end); gives the sign that a field without a result shows."""
        if kind == "begin":
            self._open.append(_Field())
        elif self._open and kind == "separate":
            self._open[-1].result = True
        elif self._open and kind == "end":
            field = self._open.pop()
            return "" if field.result else enclosed(field.instruction)
        return ""

    def end_paragraph(self) -> None:
        """Drop instructions left open at the end of a paragraph: a broken field must not swallow the rest."""
        while self._open and not self._open[-1].result:
            self._open.pop()
