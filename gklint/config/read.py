"""Reads one configuration file: its values, where each is written, and every mistake in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from gklint.config import places
from gklint.config.files import PYPROJECT, ConfigFile, Problem
from gklint.config.keys import IN_USER_FILE, KEYS, Key, Kind, Table
from gklint.messages import Words, worded

_IN_PYPROJECT = ("tool", "gklint")


def read_config(path: Path, shown: str, problems: list[Problem], user: bool = False) -> ConfigFile | None:
    """The configuration in the file at ``path``; ``None`` for one that cannot be read, or a pyproject.toml without
    ``[tool.gklint]``. ``user`` says that it is the user's own. Mistakes are added to ``problems``."""
    import tomllib

    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
        data: Any = tomllib.loads(text)
    except OSError as error:
        from gklint.oserrors import why_unread

        problems.append(Problem(shown, 1, worded("配置文件读不了：{reason}", reason=why_unread(error))))
        return None
    except UnicodeDecodeError:
        problems.append(Problem(shown, 1, worded("配置文件不是 UTF-8 编码"), worded("另存为 UTF-8")))
        return None
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(shown, _toml_line(str(error), text), worded("不是正确的 TOML：{detail}", detail=error)))
        return None
    lines = places.places(text)
    if path.name == PYPROJECT:
        tools = data.get("tool")
        data = tools.get("gklint") if isinstance(tools, dict) else None
        if data is None:
            return None
        lines = {way[2:]: line for way, line in lines.items() if way[:2] == _IN_PYPROJECT}
    file = ConfigFile(path, shown, {}, text, lines)
    reader = _Reader(file, problems)
    values = dict(reader.table(data, KEYS, ()))
    for name in (name for name in values if user and name not in IN_USER_FILE):
        problems.append(Problem(shown, file.line(name), worded("{name} 只能写在项目的配置文件里", name=name)))
    return ConfigFile(path, shown, values, text, lines, raw)


def _toml_line(message: str, text: str) -> int:
    before, _, after = message.partition("(at line ")
    number = after.partition(",")[0]
    return int(number) if before and number.isdigit() else text.count("\n") + 1


def near(word: str, known: Iterable[str]) -> str | None:
    """A sentence that names the known words most like ``word``, else all of them if they are few."""
    from difflib import get_close_matches

    every = sorted(set(known))
    close = get_close_matches(word, every, n=3, cutoff=0.5)
    if close:
        return worded("是否想写 {names}？", names=tuple(close))
    return worded("可用：{names}", names=tuple(every)) if 0 < len(every) <= 30 else None


def _is_text(value: Any) -> bool:
    """Whether ``value`` is a text that can be used; no name of a file holds a NUL."""
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def _such(key: Key) -> Words:
    return worded("如 {example}", example=key.example)


class _Reader:
    """Checks the values of one file against the table of keys."""

    def __init__(self, file: ConfigFile, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems

    def table(self, data: Any, keys: Table, way: places.Path) -> Iterator[tuple[str, Any]]:
        """The keys of ``data`` that are right."""
        known = {key.name: key for key in keys}
        if not isinstance(data, dict):
            self._note(way, worded("这里应为表"))
            return
        for name, value in data.items():
            here = (*way, name)
            if name not in known:
                self._note(here, worded("没有键 {name}", name=name), near(name, list(known)))
                continue
            before = len(self._problems)
            checked = self._value(known[name], value, here)
            if len(self._problems) == before:
                yield name, checked
        for key in keys:
            if key.required and key.name not in data:
                what = worded("缺少 {name}：{what}", name=key.name, what=worded(key.help))
                self._note(way, what, worded("如 {name} = {example}", name=key.name, example=key.example))

    def _value(self, key: Key, value: Any, way: places.Path) -> Any:
        if key.kind in (Kind.LEVELS, Kind.VERSIONS):
            one = self._choice if key.kind is Kind.LEVELS else self._text
            return {name: one(word, (*way, name), key) for name, word in self._items(value, way, key)}
        if key.kind is Kind.RULES:
            return {name: dict(self._items(one, (*way, name), key)) for name, one in self._items(value, way, key)}
        if key.kind is Kind.NAMES:
            return {name: self._texts(one, (*way, name), key) for name, one in self._items(value, way, key)}
        if key.kind is Kind.TABLE:
            return dict(self.table(value, key.inner, way))
        read = {
            Kind.TEXT: self._text,
            Kind.TEXTS: self._texts,
            Kind.CHOICE: self._choice,
            Kind.DATE: self._date,
            Kind.TABLES: self._tables,
        }
        return read[key.kind](value, way, key)

    def _note(self, way: places.Path, message: str, suggestion: str | None = None) -> None:
        self._problems.append(Problem(self._file.shown, self._file.line(*way), message, suggestion))

    def _text(self, value: Any, way: places.Path, key: Key) -> str:
        if not _is_text(value):
            self._note(way, worded("{name} 应为文字，不能为空", name=way[-1]), _such(key))
            return ""
        return str(value)

    def _texts(self, value: Any, way: places.Path, key: Key) -> tuple[str, ...]:
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            self._note(way, worded("{name} 应为文字的列表", name=way[-1]), _such(key))
            return ()
        for number, item in enumerate(value):
            if not _is_text(item):
                message = worded("{name} 里的每一项应为文字，不能为空", name=way[-1])
                self._note((*way, number), message, _such(key))
        return tuple(map(str, value))

    def _choice(self, value: Any, way: places.Path, key: Key) -> str:
        value = str(value) if type(value) is int else value
        if value not in key.choices:
            message = worded("{name} 不能是 {value!r}", name=way[-1], value=value)
            self._note(way, message, near(str(value), list(key.choices)))
        return str(value)

    def _date(self, value: Any, way: places.Path, key: Key) -> date | None:
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        if type(value) is date:
            return value
        self._note(way, worded("{name} 应为日期", name=way[-1]), worded("如 {example}", example="2027-01-31"))
        return None

    def _items(self, value: Any, way: places.Path, key: Key) -> Iterator[tuple[str, Any]]:
        if not isinstance(value, dict):
            kind = worded(key.kind.value if len(way) == 1 else Kind.TABLE.value)
            self._note(way, worded("{name} 应为{kind}", name=way[-1], kind=kind))
            return
        yield from value.items()

    def _tables(self, value: Any, way: places.Path, key: Key) -> tuple[dict[str, Any], ...]:
        if not isinstance(value, list):
            self._note(way, worded("{name} 应写成 [[{name}]]", name=way[-1]))
            return ()
        return tuple(dict(self.table(item, key.inner, (*way, number))) for number, item in enumerate(value))
