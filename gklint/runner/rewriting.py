"""How a fixed text becomes a file again: which formats can be written, and the bytes of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

from gklint.diagnostics import Edit
from gklint.fixing import CannotChange, apply, encode
from gklint.messages import worded
from gklint.readers import format_of, read_source
from gklint.readers.errors import EditError
from gklint.text import Source

ApplyEdits = Callable[[bytes, Source, Sequence[Edit]], bytes]
"""``(data, source, edits) -> data``: the file after ``edits``, whose spans are of the text that its reader produced."""

EDITORS: Mapping[str, str] = MappingProxyType({"docx": "gklint.readers.word:apply_edits"})
"""``module:function`` (an :data:`ApplyEdits`) for each format that is no text but can be changed."""


class Rewriter:
    """Changes one file, in memory; it knows the bytes of every text that it has made."""

    def __init__(self, source: Source, data: bytes) -> None:
        """Raises :class:`CannotChange` for a format that is shown only, or a file that would not stay what it was."""
        self._data = {source.text: data}
        self._apply: ApplyEdits | None = None
        found = format_of(source.path, data)
        if source.read_only is not None:
            raise CannotChange(source.read_only)
        if found in EDITORS:
            module, _, function = EDITORS[found].partition(":")
            self._apply = getattr(import_module(module), function)
        elif found not in ("text", "markdown"):
            raise CannotChange(worded("这种格式只显示修改建议，不能自动修改"))
        elif encode(source) != data:
            raise CannotChange(worded("文件里有不能原样写回的字节，没有自动修改"))

    def change(self, source: Source, edits: Sequence[Edit]) -> Source:
        """``source`` after ``edits``; raises :class:`CannotChange`, for example when the file's encoding lacks a
        character."""
        if self._apply is not None:
            try:
                data = self._apply(self._data[source.text], source, edits)
            except EditError as error:
                raise CannotChange(error.reason) from error
            after = read_source(source.path, data)
        else:
            after = source.replaced(text=apply(source.text, edits))
            data = _encoded(after)
        self._data[after.text] = data
        return after

    def data(self, source: Source) -> bytes:
        """The bytes of a file whose text is that of ``source``, which is one of those made here."""
        return self._data[source.text]


def _encoded(source: Source) -> bytes:
    try:
        return encode(source)
    except UnicodeEncodeError as error:
        word = error.object[error.start : error.end]
        said = "文件的编码（{encoding}）没有“{word}”，没有修改；请先另存为 UTF-8"
        raise CannotChange(worded(said, encoding=error.encoding, word=word)) from error
