"""The names that spreadsheets give to cells and spans, as numbers."""

from __future__ import annotations

import re

from evalkit.files.marks import Place

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def place_of(name: str) -> Place:
    """The row and column, from 0, of a cell's name.

    >>> place_of("D17"), place_of("$AA$1")
    ((16, 3), (0, 26))

    Raises:
        ValueError: for what names no cell.
    """
    match = _CELL.fullmatch(name.replace("$", "").upper())
    if match is None:
        raise ValueError(name)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def span(name: str) -> tuple[int, int, int, int]:
    """The top, left, bottom and right, from 0, of a span like B2:C4.

    Raises:
        ValueError: for what names no span.
    """
    first, _, last = name.partition(":")
    return *place_of(first), *place_of(last or first)
