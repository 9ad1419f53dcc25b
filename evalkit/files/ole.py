"""The old container of Microsoft Office: the streams it holds, each put together from its sectors."""

from __future__ import annotations

import struct

_MINI = 64
_FREE = 0xFFFFFFFA
"""Sector numbers from here on end a chain."""
_NAMES = frozenset({"EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document"})


class NotAContainer(Exception):
    """The bytes do not hold together as a container."""


def streams(data: bytes) -> dict[str, bytes]:
    """The known streams by name.

    Raises:
        NotAContainer: where a sector lies outside the file or a chain has no end.
    """
    try:
        return _streams(data)
    except (struct.error, IndexError, ValueError, UnicodeDecodeError) as error:
        raise NotAContainer from error


def _streams(data: bytes) -> dict[str, bytes]:
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise NotAContainer
    size = 1 << shift
    directory, cutoff = struct.unpack_from("<I4xI", data, 48)
    mini_first, _, difat, difats = struct.unpack_from("<4I", data, 60)
    tables = [number for number in struct.unpack_from("<109I", data, 76) if number < _FREE]
    for _ in range(min(difats, len(data) // size)):
        if difat >= _FREE:
            break
        *numbers, difat = struct.unpack(f"<{size // 4}I", _sector(data, difat, size))
        tables += [number for number in numbers if number < _FREE]
    fat = [n for number in tables for n in struct.unpack(f"<{size // 4}I", _sector(data, number, size))]
    entries = _chain(data, fat, directory, size)
    found: dict[str, tuple[int, int]] = {}
    root = (0, 0)
    for at in range(0, len(entries), 128):
        (length, kind), (start, extent) = (
            struct.unpack_from("<HB", entries, at + 64),
            struct.unpack_from("<II", entries, at + 116),
        )
        name = entries[at : at + max(length - 2, 0)].decode("utf-16-le")
        if kind == 5:
            root = start, extent
        elif kind == 2 and name in _NAMES:
            found[name] = start, extent
    small = _chain(data, fat, root[0], size) if root[1] else b""
    mini_table = _chain(data, fat, mini_first, size)
    mini_fat = list(struct.unpack(f"<{len(mini_table) // 4}I", mini_table))
    return {
        name: (_chain(small, mini_fat, start, _MINI, 0) if extent < cutoff else _chain(data, fat, start, size))[:extent]
        for name, (start, extent) in found.items()
    }


def _sector(data: bytes, number: int, size: int, first: int = 1) -> bytes:
    piece = data[(number + first) * size : (number + first + 1) * size]
    if not piece:
        raise NotAContainer
    return piece.ljust(size, b"\0")


def _chain(data: bytes, table: list[int], number: int, size: int, first: int = 1) -> bytes:
    pieces: list[bytes] = []
    while number < _FREE:
        if len(pieces) > len(table):
            raise NotAContainer
        pieces.append(_sector(data, number, size, first))
        number = table[number]
    return b"".join(pieces)
