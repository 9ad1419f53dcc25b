"""A sheet of an xlsx looked over at the speed of memory: where its cells lie, and whether anything in it is unusual."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from evalkit.files.marks import Marks
from evalkit.files.references import span

_PAD = b"\0" * 16
_BEFORE_SPACE = b"\t\n\r />"
_HIDDEN = re.compile(rb"""<(row|col)\b[^<>]*\b(?:hidden=["'](?:1|true)|(?:ht|width)=["']0(?:\.0*)?)["'][^<>]*>""")
_FLAT = (b' ht="0', b' width="0')
_LOGICAL_OR_ERROR = re.compile(rb"""\bt\s*=\s*"[be]\"""")
_NUMBERS = tuple(re.compile(rb"""\b%s=["']([0-9]{1,7})["']""" % name) for name in (b"r", b"min", b"max"))
_MERGED = re.compile(rb"""<mergeCell\b[^<>]*\bref=["']([A-Z0-9:$]+)["']""")
Bytes = NDArray[np.uint8]


def glance(chunks: Iterable[bytes], percents: Collection[int] = ()) -> Marks | None:
    """The extent of a sheet's cells, or None where it holds anything that only a full parse can tell apart.

    Unusual are: a formula, an error, a boolean, a comment or document type, a cell without a reference or out of order,
    and a style among *percents*. Cells that only have a format count as cells here. Three million cells take a quarter
    of the time in which they are read.
    """
    styles = tuple(b' s="%d"' % style for style in percents)
    marks = Marks()
    last = -1
    carry = b""
    first = True
    for chunk in chunks:
        data = carry + chunk
        if first and not _plain_root(data):
            return None
        first = False
        cut = data.rfind(b"<")
        last = _looked(data, max(cut, 0), marks, last, styles)
        if last < -1:
            return None
        carry = data[max(cut, 0) :]
    last = _looked(carry, len(carry), marks, last, styles)
    return None if last < -1 or first else marks


def _plain_root(data: bytes) -> bool:
    """True where the first element is the worksheet itself, named without a prefix."""
    return b"<worksheet" in data[:2000]


def _looked(data: bytes, end: int, marks: Marks, last: int, styles: tuple[bytes, ...]) -> int:
    """Add the cells of ``data[:end]``; give the position of the last one, or -2 where something is unusual."""
    if not end:
        return last
    a = np.frombuffer(data + _PAD, dtype=np.uint8)
    near = a[: end + 4]
    if (
        _unusual(near, data, end)
        or not _beside(near, data, end, marks)
        or any(data.find(style, 0, end) >= 0 for style in styles)
    ):
        return -2
    opened = (a[:end] == 60) & (a[1 : end + 1] == 99)
    at = np.flatnonzero(opened)
    third = a[at + 2]
    cells = at[third == 32]
    if len(cells) != len(at) and np.isin(third, np.frombuffer(_BEFORE_SPACE.replace(b" ", b""), np.uint8)).any():
        return -2
    if not len(cells):
        return last
    if not ((a[cells + 3] == 114) & (a[cells + 4] == 61) & (a[cells + 5] == 34)).all():
        return -2
    rows, columns, sound = _references(a, cells + 6)
    if not sound:
        return -2
    keys = (rows.astype(np.int64) << 14) | columns
    if keys[0] <= last or not (keys[1:] > keys[:-1]).all():
        return -2
    marks.cells += len(cells)
    marks.top, marks.bottom = min(marks.top, int(rows[0])), max(marks.bottom, int(rows[-1]))
    marks.left, marks.right = min(marks.left, int(columns.min())), max(marks.right, int(columns.max()))
    return int(keys[-1])


def _unusual(a: Bytes, data: bytes, end: int) -> bool:
    """True where a rare mark stands in the piece; the cheap test first, the exact one only where it rings."""
    opened = a[:-1] == 60
    following = a[1:]
    for letter, names in ((33, (b"<!",)), (102, (b"<f>", b"<f ", b"<f/", b"<f\n"))):
        if (opened & (following == letter)).any() and any(data.find(name, 0, end) >= 0 for name in names):
            return True
    between = a[1:-1]
    quoted = (a[:-2] == 34) & (a[2:] == 34)
    if (quoted & ((between == 101) | (between == 98))).any() and _LOGICAL_OR_ERROR.search(data, 0, end):
        return True
    return bool(((a[:-1] == 61) & (following == 39)).any())  # =': attributes in single quotes


def _beside(a: Bytes, data: bytes, end: int, marks: Marks) -> bool:
    """Note what is hidden or merged; False where that takes a full parse."""
    hidden = ((a[:-2] == 104) & (a[1:-1] == 105) & (a[2:] == 100)).any()  # « hid »
    if hidden or any(data.find(size, 0, end) >= 0 for size in _FLAT):
        for tag in _HIDDEN.finditer(data, 0, end):
            row, first, last = (found and int(found[1]) for found in (name.search(tag[0]) for name in _NUMBERS))
            if tag[1] == b"row" and row:
                marks.hidden_rows.append(row - 1)
            elif tag[1] == b"col" and first and last:
                marks.hidden_columns.append((first - 1, last - 1))
            else:
                return False
    if ((a[:-1] == 60) & (a[1:] == 109)).any():
        for tag in _MERGED.finditer(data, 0, end):
            try:
                marks.merged.append(span(tag[1].decode("ascii")))
            except ValueError:
                return False
    return True


def _references(a: Bytes, at: NDArray[np.intp]) -> tuple[NDArray[np.int32], NDArray[np.int32], bool]:
    """The rows and columns, from 0, of references that begin at these places, and whether all are well formed."""
    one, two, three = (a[at + i].astype(np.int32) for i in range(3))
    two_letters = two >= 65
    three_letters = two_letters & (three >= 65)
    columns = one - 64
    columns = np.where(two_letters, columns * 26 + two - 64, columns)
    columns = np.where(three_letters, columns * 26 + three - 64, columns)
    digits = at + 1 + two_letters + three_letters
    rows = np.zeros(len(at), dtype=np.int32)
    going = np.ones(len(at), dtype=np.bool_)
    for step in range(7):
        figure = a[digits + step].astype(np.int32) - 48
        going = going & (figure >= 0) & (figure <= 9)
        if not going.any():
            break
        rows = np.where(going, rows * 10 + figure, rows)
        if step == 0 and not going.all():
            return rows, columns, False
    lengths = np.ones(len(at), dtype=np.intp)
    for limit in (10, 100, 1000, 10_000, 100_000, 1_000_000):
        lengths += rows >= limit
    sound = ((one >= 65) & (one <= 90) & (rows > 0) & (columns <= 16384) & (a[digits + lengths] == 34)).all()
    return rows - 1, columns - 1, bool(sound)
