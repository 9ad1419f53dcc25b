"""The parts of an ordinary workbook, taken out quickly: each inflated once, as far as it declares, and checked."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import Final

from evalkit.files.archive import Archive

_END: Final = struct.Struct("<4s4H2LH")
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_MOST: Final = 64 << 20
"""Bytes of one part, inflated. What declares more goes the long way, through `Archive`, which refuses harm."""
_SHORT: Final = 64 << 10
"""Bytes stored that cannot be inflated past `_MOST`, whatever they declare: a thousandfold is the most there is."""
_ENTRIES: Final = 2_000
_PROLOG: Final = 4_096
_DEFLATED: Final = 8
_LOCKED: Final = 1


class Parts:
    """The parts of an archive by name.

    An archive that is at all unusual is given to `Archive`, which says what is wrong with it. Reading two thousand
    workbooks depends on this being quick: `Archive` alone takes as long as all the rest.

    Raises:
        ProblemsFound: where the archive is damaged or made to harm, on opening or on reading a part.
    """

    def __init__(self, data: bytes, shown: str) -> None:
        self._data = data
        self._shown = shown
        self._entries = _directory(data)
        self._read: dict[str, bytes] = {}
        self._archive = None if self._entries else Archive(data, shown)
        self.names: Iterable[str] = self._entries or (self._archive.names if self._archive else ())

    def __contains__(self, name: str) -> bool:
        return name in self._entries or (self._archive is not None and name in self._archive)

    def read(self, name: str) -> bytes:
        """A whole XML part, its size and checksum verified, without a document type."""
        if name in self._read:
            return self._read[name]
        if self._archive is None:
            part = _inflated(self._data, *self._entries[name])
            if part is not None and part.find(b"<!", 0, _PROLOG) < 0 and part.find(b"\0", 0, 64) < 0:
                self._read[name] = part
                return part
            self._archive = Archive(self._data, self._shown)
        return self._archive.xml(name)

    def checksum(self, name: str) -> int:
        """The checksum of a part that was read."""
        return self._entries[name][1] if name in self._entries else zlib.crc32(self.read(name))

    @property
    def archive(self) -> Archive:
        """The same archive with words for what is wrong with it."""
        return self._archive or Archive(self._data, self._shown)


def _directory(data: bytes) -> Mapping[str, tuple[int, int, int, int, int]]:
    """By name: method, checksum, bytes stored, bytes inflated, offset. Empty where anything is unusual."""
    end = data.rfind(b"PK\5\6")
    if end < 0 or len(data) - end != _END.size:
        return {}
    _, _, disk, _, count, size, at, _ = _END.unpack_from(data, end)
    if disk or count > _ENTRIES or at + size != end:
        return {}
    found: dict[str, tuple[int, int, int, int, int]] = {}
    unpack, head = _ENTRY.unpack_from, _ENTRY.size
    while at < end - head:
        mark, _, _, flags, method, _, _, crc, stored, whole, name, extra, note, _, _, _, offset = unpack(data, at)
        if mark != b"PK\1\2" or flags & _LOCKED or method not in (0, _DEFLATED) or whole > _MOST:
            return {}
        at += head
        found[data[at : at + name].decode("utf-8", "replace")] = (method, crc, stored, whole, offset)
        at += name + extra + note
    return found if len(found) == count else {}


def _inflated(data: bytes, method: int, crc: int, stored: int, whole: int, offset: int) -> bytes | None:
    """One part, or None where it is not what the directory says."""
    if offset + _LOCAL.size > len(data):
        return None
    name, extra = _LOCAL.unpack_from(data, offset)[-2:]
    start = offset + _LOCAL.size + name + extra
    part = data[start : start + stored]
    if method == _DEFLATED:
        try:
            if stored <= _SHORT:
                part = zlib.decompress(part, -zlib.MAX_WBITS, max(whole, 1))
            else:
                part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(part, whole + 1)
        except zlib.error:
            return None
    return part if len(part) == whole and zlib.crc32(part) == crc else None


def bundled(parts: Iterable[tuple[str, bytes, int]]) -> bytes:
    """An archive of these parts, each with its checksum, as they are: not deflated again."""
    body: list[bytes] = []
    entries: list[bytes] = []
    at = count = 0
    for name, part, crc in parts:
        called, size = name.encode(), len(part)
        body += (_LOCAL.pack(b"PK\3\4", 20, 0, 0, 0, 33, crc, size, size, len(called), 0), called, part)
        entries += (
            _ENTRY.pack(b"PK\1\2", 20, 20, 0, 0, 0, 33, crc, size, size, len(called), 0, 0, 0, 0, 0, at),
            called,
        )
        at += _LOCAL.size + len(called) + size
        count += 1
    directory = b"".join(entries)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, 0)
    return b"".join((*body, directory, end))
