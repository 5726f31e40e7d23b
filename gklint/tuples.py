"""``NamedTuple`` as that of :mod:`typing`, made in a quarter of the time.

That of the standard library looks at every annotation, which compiles it where annotations are strings, and it compiles
a constructor for each class. A start makes some two hundred such classes; mypy has looked at their annotations before,
and two classes with as many fields have the same constructor but for the names of its parameters. The module of such a
class has to import ``annotations`` from ``__future__``.
"""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from types import FunctionType

__all__ = ["NamedTuple"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple
else:

    def _make(cls, iterable):
        result = tuple.__new__(cls, iterable)
        if len(result) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(result)}")
        return result

    def _replace(self, /, **changes):
        result = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")
        return result

    def _asdict(self):
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self):
        values = ", ".join([f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)])
        return f"{type(self).__name__}({values})"

    def __getnewargs__(self):
        return tuple(self)

    _METHODS = {
        "__slots__": (),
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
        "__repr__": __repr__,
        "__getnewargs__": __getnewargs__,
    }

    @cache
    def _alike(count: int) -> tuple[FunctionType, list[Any]]:
        """The constructor of a named tuple of ``count`` fields, and what gives each field."""
        made = namedtuple("_Alike", [f"field{number}" for number in range(count)])
        return made.__new__, [vars(made)[field] for field in made._fields]

    class _Maker(type):
        """Makes of a class body the class that :func:`collections.namedtuple` gives, with the body's methods."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            """The class; a field with a default must not stand before one without."""
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            new, places = _alike(len(fields))
            code = new.__code__.replace(co_varnames=("_cls", *fields))
            new = FunctionType(code, new.__globals__, "__new__", tuple(defaults.values()))
            named = {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields, "__new__": new}
            return type(name, (tuple,), {**_METHODS, **body, **named, **dict(zip(fields, places, strict=True))})

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
