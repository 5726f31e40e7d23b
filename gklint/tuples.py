"""``NamedTuple`` as that of :mod:`typing`, made in half the time.

That of the standard library looks at every annotation, which compiles it where annotations are strings. A start makes
some two hundred such classes, and mypy has looked at all of them before. The module of such a class has to import
``annotations`` from ``__future__``.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Maker(type):
        """Makes of a class body the class that :func:`collections.namedtuple` gives, with the body's methods."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            """The class; a field with a default must not stand before one without."""
            fields = body.get("__annotations__", {})
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in fields:
                    setattr(made, key, value)
            return made

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
