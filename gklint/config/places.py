"""Where in a TOML file each value is written, which ``tomllib`` does not tell.

Reads text that ``tomllib`` has accepted, so it need not judge it: it follows strings, brackets and comments just so
far as to know where a key begins.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from gklint.late import late

Path: TypeAlias = tuple[str | int, ...]

_SPACE = late(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BLANK = late(r"[ \t]*")
_STRING = late(r"\"\"\"(?:[^\\]|\\.)*?\"{3,5}|'''.*?'{3,5}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'", re.DOTALL)
_BARE_KEY = late(r"[A-Za-z0-9_-]+")
_BARE_VALUE = late(r"[^\s,\]}#]+(?: \d\d:[^\s,\]}#]+)?")


def places(text: str) -> dict[Path, int]:
    """The line (from 1) of every key and every item of a list in ``text``, by the way to it (keys and list indices)."""
    reader = _Reader(text)
    reader.document()
    return reader.found


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.found: dict[Path, int] = {}
        self._lists: dict[Path, int] = {}

    def document(self) -> None:
        """Table headers and the lines under them."""
        table: Path = ()
        while self._skip(_SPACE) < len(self._text):
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        many = self._text.startswith("[[", self._at)
        line = self._line()
        self._at += 2 if many else 1
        keys = self._keys()
        self._at += 2 if many else 1
        path: Path = ()
        for key in keys[:-1]:
            path = self._within((*path, key), line)
        path = (*path, keys[-1])
        if not many:
            self.found.setdefault(path, line)
            return self._within(path, line)
        self.found.setdefault(path, line)
        self._lists[path] = self._lists.get(path, -1) + 1
        path = (*path, self._lists[path])
        self.found[path] = line
        return path

    def _within(self, path: Path, line: int) -> Path:
        """``path``, or the last item of the list of tables that it names."""
        self.found.setdefault(path, line)
        return (*path, self._lists[path]) if path in self._lists else path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for key in self._keys():
            path = (*path, key)
            self.found.setdefault(path, line)
        self._at += 1  # the sign of equality
        self._value(path)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip(_BLANK)
            quoted = _STRING.match(self._text, self._at)
            match = quoted or _BARE_KEY.match(self._text, self._at)
            assert match is not None
            self._at = match.end()
            keys.append(_unquoted(match[0]) if quoted else match[0])
            self._skip(_BLANK)
            if self._peek() != ".":
                return keys
            self._at += 1

    def _value(self, path: Path) -> None:
        self._skip(_BLANK)
        opening = self._peek()
        if opening in ("[", "{"):
            self._at += 1
            self._items(path, "]" if opening == "[" else "}")
            return
        match = _STRING.match(self._text, self._at) or _BARE_VALUE.match(self._text, self._at)
        assert match is not None
        self._at = match.end()

    def _items(self, path: Path, closing: str) -> None:
        index = 0
        while True:
            self._skip(_SPACE)
            if self._peek() == closing:
                self._at += 1
                return
            if self._peek() == ",":
                self._at += 1
                continue
            if closing == "]":
                self.found[(*path, index)] = self._line()
                self._value((*path, index))
                index += 1
            else:
                self._pair(path)

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1


def _unquoted(key: str) -> str:
    import tomllib

    return str(next(iter(tomllib.loads(f"{key} = 0"))))
