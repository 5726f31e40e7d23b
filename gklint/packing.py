"""Values as bytes for the cache: pickles that are quick to open. Who only takes from the cache does not import this."""

from __future__ import annotations

import io
import pickle
import pickletools

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Packer(pickle.Pickler):
    """Writes a named tuple as ``tuple.__new__`` of its class and fields: opening the pickle then calls no constructor
    in Python, of which a pack of rules would need some six thousand calls."""

    def reducer_override(self, value: Any) -> Any:
        """How ``value`` is written; ``NotImplemented``: as always."""
        plain = isinstance(value, tuple) and hasattr(value, "_fields") and not hasattr(value, "__dict__")
        if plain and "__reduce__" not in vars(type(value)):
            return tuple.__new__, (type(value), tuple(value))
        return NotImplemented


def packed(value: object) -> bytes:
    """``value`` as a pickle; raises whatever pickling it raises."""
    file = io.BytesIO()
    _Packer(file, pickle.HIGHEST_PROTOCOL).dump(value)
    return pickletools.optimize(file.getvalue())  # without marks that nothing goes back to, four fifths of them
