"""The records of an old Excel workbook (xls) walked for what its values do not say: errors, hidden rows."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from evalkit.files.marks import Marks

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BEGIN, _END, _LOCKED, _SHEET, _STYLE, _FORMAT = 0x809, 0x0A, 0x2F, 0x85, 0xE0, 0x41E
_FORMULA, _NUMBER, _SHORT, _SHORTS, _LOGICAL = 0x06, 0x203, 0x27E, 0xBD, 0x205
_TEXTS = (0xFD, 0x204, 0xD6)
_ROW, _COLUMNS, _COMMENT = 0x208, 0x7D, 0x1C


class NotABook(Exception):
    """The stream is no sequence of records."""


class Locked(Exception):
    """The workbook opens with its password only."""


class Walked:
    """What each sheet holds beside its values, by its place in the workbook, and how many cells have comments.

    Raises:
        NotABook: where a record reaches past the end.
        Locked: where the workbook is encrypted.
    """

    def __init__(self, stream: bytes) -> None:
        self.marks: list[Marks] = []
        self.comments: list[int] = []
        self._formats = {9: True, 10: True}
        self._styles: list[int] = []
        offsets: list[int] = []
        try:
            for kind, body in _records(stream, 0):
                if kind == _LOCKED:
                    raise Locked
                if kind == _SHEET and body[5] == 0:
                    offsets.append(struct.unpack_from("<I", body)[0])
                elif kind == _STYLE:
                    self._styles.append(struct.unpack_from("<H", body, 2)[0])
                elif kind == _FORMAT:
                    self._formats[struct.unpack_from("<H", body)[0]] = b"%" in body
            for offset in offsets:
                self._sheet(stream, offset)
        except (struct.error, IndexError) as error:
            raise NotABook from error

    def _sheet(self, stream: bytes, offset: int) -> None:
        marks = Marks()
        comments = 0
        for kind, body in _records(stream, offset):
            if kind in (_FORMULA, _NUMBER, _SHORT, _LOGICAL, _SHORTS, *_TEXTS):
                row = struct.unpack_from("<H", body)[0]
                self._cell(marks, kind, row, body)
            elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
                marks.hidden_rows.append(struct.unpack_from("<H", body)[0])
            elif kind == _COLUMNS and struct.unpack_from("<H", body, 8)[0] & 1:
                first, last = struct.unpack_from("<HH", body)
                marks.hidden_columns.append((first, last))
            elif kind == _COMMENT:
                comments += 1
        self.marks.append(marks)
        self.comments.append(comments)

    def _cell(self, marks: Marks, kind: int, row: int, body: bytes) -> None:
        column, style = struct.unpack_from("<HH", body, 2)
        if kind == _SHORTS:
            for i in range((len(body) - 6) // 6):
                marks.saw(row, column + i)
                self._percent(marks, row, column + i, struct.unpack_from("<H", body, 4 + 6 * i)[0])
            return
        marks.saw(row, column)
        if kind == _LOGICAL:
            if body[7]:
                marks.errors[row, column] = _ERRORS.get(body[6], "#N/A")
            else:
                marks.booleans[row, column] = bool(body[6])
        elif kind == _FORMULA and body[12:14] == b"\xff\xff":
            if body[6] == 1:
                marks.booleans[row, column] = bool(body[8])
            elif body[6] == 2:
                marks.errors[row, column] = _ERRORS.get(body[8], "#N/A")
        elif kind in (_FORMULA, _NUMBER, _SHORT):
            self._percent(marks, row, column, style)

    def _percent(self, marks: Marks, row: int, column: int, style: int) -> None:
        if style < len(self._styles) and self._formats.get(self._styles[style], False):
            marks.percents.add((row, column))


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a beginning to its end; those of a chart inside are passed over."""
    depth = 0
    while True:
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if len(body) < length:
            raise NotABook
        at += 4 + length
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, body
