"""What ``gklint config`` shows: each effective value, with its origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gklint.config.keys import KEYS, Kind
from gklint.config.settings import SELECTION, Origin, Settings, Value

DEFAULT = "默认"


def shown(settings: Settings, path: str | None) -> list[Value]:
    """Each effective value, item by item, for the file ``path`` (``None``: for files that no override matches)."""
    overrides = settings.matching(path) if path is not None else ()
    values: list[Value] = []
    for key in KEYS:
        if key.name in ("overrides", "extend"):
            continue
        if key.kind in (Kind.TEXT, Kind.CHOICE):
            one = settings.one(key.name, overrides)
            values += [one] if one else _default(key.name, key.default)
        else:
            values += _merged(_effective(settings, key.name, overrides))
    return values


def _default(name: str, default: str | None) -> list[Value]:
    return [] if default is None else [Value((name,), default, Origin(DEFAULT))]


def _effective(settings: Settings, name: str, overrides: Sequence[int]) -> Iterator[Value]:
    layers = settings.layers_for(overrides)
    if name in SELECTION:
        layers = layers[max((n for n, layer in enumerate(layers) if layer.get("select")), default=0) :]
    for layer in layers:
        yield from layer.each(name)


def _merged(values: Iterable[Value]) -> list[Value]:
    """Of a table's entries the strongest of each; all items of a list."""
    found: dict[object, Value] = {}
    for number, value in enumerate(values):
        found[value.way if len(value.way) > 1 else number] = value
    return list(found.values())
