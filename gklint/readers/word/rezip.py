"""One member of a zip file replaced, every other byte of the others left as it is.

:mod:`zipfile` cannot copy compressed members as they are, so the records are read here (APPNOTE.TXT 4.3.7, 4.3.12,
4.3.16). Zip64 and archives in several pieces are refused: no Word document needs them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from gklint.tuples import NamedTuple

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DESCRIPTOR = 0x8
_STORED, _DEFLATED = 0, 8
_LONGEST_COMMENT = 65_535
_MOST = 0xFFFF_FFFF


class _Entry(NamedTuple):
    """A record of the central directory: its fields, and name, extra field and comment behind them."""

    fields: tuple[int, ...]
    name: bytes
    rest: bytes

    @property
    def offset(self) -> int:
        """Where the member begins in the file."""
        return self.fields[15]

    def pack(self, offset: int) -> bytes:
        """The record with another offset."""
        return _CENTRAL.pack(b"PK\x01\x02", *self.fields[:15], offset) + self.name + self.rest


def replace_member(data: bytes, name: str, content: bytes) -> bytes:
    """``data`` with the content of member ``name`` replaced; the others keep their bytes, their order and their dates.

    Raises ``ValueError`` for an archive that is not laid out plainly, or has no single such member.
    """
    end = _end_record(data)
    size, start, comment = end[4], end[5], end[6]
    entries = list(_entries(data, start, start + size))
    wanted = [entry for entry in entries if _decoded(entry) == name]
    if len(wanted) != 1 or len(entries) != end[3]:
        raise ValueError("no single such member")
    ordered = sorted(entries, key=lambda entry: entry.offset)
    limits = [*(entry.offset for entry in ordered[1:]), start]
    out = bytearray(data[: ordered[0].offset])
    moved: dict[int, int] = {}
    changed = wanted[0]
    for entry, limit in zip(ordered, limits, strict=True):
        moved[entry.offset] = len(out)
        if entry is wanted[0]:
            changed, member = _member(data, entry, content)
            out += member
        else:
            out += data[entry.offset : limit]
    directory = b"".join((changed if e is wanted[0] else e).pack(moved[e.offset]) for e in entries)
    tail = _END.pack(b"PK\x05\x06", *end[:4], len(directory), len(out), comment)
    return bytes(out) + directory + tail + data[len(data) - comment :][:comment]


def _end_record(data: bytes) -> tuple[int, ...]:
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if at < 0 or at + _END.size > len(data):
        raise ValueError("no end of central directory")
    end = _END.unpack_from(data, at)[1:]
    plain = end[0] == end[1] == 0 and end[2] == end[3] and end[5] != _MOST
    if not plain or end[5] + end[4] != at or at + _END.size + end[6] != len(data):
        raise ValueError("not a plain zip file")
    return end


def _entries(data: bytes, at: int, end: int) -> Iterator[_Entry]:
    while at < end:
        signature, *fields = _CENTRAL.unpack_from(data, at)
        if signature != b"PK\x01\x02" or _MOST in (fields[7], fields[8], fields[15]):
            raise ValueError("not a plain zip file")
        name = at + _CENTRAL.size
        rest = name + fields[9]
        at = rest + fields[10] + fields[11]
        yield _Entry(tuple(fields), data[name:rest], data[rest:at])


def _decoded(entry: _Entry) -> str:
    return entry.name.decode("utf-8" if entry.fields[2] & 0x800 else "cp437")


def _member(data: bytes, entry: _Entry, content: bytes) -> tuple[_Entry, bytes]:
    """The member with new content: its directory record, and its bytes in the file."""
    signature, version, flags, method, *_, name, extra = _LOCAL.unpack_from(data, entry.offset)
    if signature != b"PK\x03\x04" or method not in (_STORED, _DEFLATED):
        raise ValueError("not a plain zip file")
    packed = content if method == _STORED else _deflated(content)
    fields = list(entry.fields)
    fields[2] &= ~_DESCRIPTOR
    fields[6:9] = [zlib.crc32(content), len(packed), len(content)]
    header = _LOCAL.pack(signature, version, flags & ~_DESCRIPTOR, method, *fields[4:9], name, extra)
    names = data[entry.offset + _LOCAL.size :][: name + extra]
    return entry._replace(fields=tuple(fields)), header + names + packed


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
