"""Where the headings of a table stand in a sheet, and the names that they give to its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from attrs import frozen

from evalkit import Location, Problem, ProblemsFound, Sheet, Source, bare, fold, loose, say

_HEAD = 40
_STEMS = 2
_PIECES = re.compile(r"[/\[\]]| [-–—] ")


class Below(Enum):
    """What a further row of headings is: items of the stems above, other names of the same columns, or tags."""

    ITEMS = "items"
    NAMES = "names"
    TAGS = "tags"


@frozen(kw_only=True)
class Header:
    """The headings of a table: their rows, and the names of each column, the most precise first.

    ``row`` is the main one, ``top`` the first, ``bottom`` the first row under them.
    """

    top: int
    row: int
    bottom: int
    headings: tuple[tuple[str, ...], ...]

    @property
    def column(self) -> int:
        """The first column that has a heading."""
        return next((i for i, names in enumerate(self.headings) if names), 0)


def asked_row(source: Source, sheet: Sheet) -> int | None:
    """The row that ``header_row:`` names, as an index; None where nothing is said.

    Raises:
        ProblemsFound: where the file has nothing on that row.
    """
    asked = source.settings.get("header_row")
    if asked is None:
        return None
    if asked in sheet.lines:
        return [line == asked for line in sheet.lines].index(True)
    raise ProblemsFound(
        [
            Problem(
                "E230",
                say("La ligne {line} ne porte aucun titre de colonne.", line=asked),
                Location(path=source.path, sheet=sheet.name, line=asked if isinstance(asked, int) else None),
                say("Corrigez `header_row:` sous `files:` de l’outil."),
            )
        ]
    )


def best_row(sheet: Sheet, known: frozenset[str]) -> tuple[int, int]:
    """The row that holds the most known names, and how many; the first row where none is known."""
    best, most = 0, 0
    for index, row in enumerate(sheet.rows[:_HEAD]):
        score = known_cells(row, known)
        if score > most:
            best, most = index, score
    return best, most


def known_cells(row: Sequence[str], known: frozenset[str]) -> int:
    """How many cells of a row are known names, each name once."""
    return len({fold(cell) for cell in row if cell and is_known(cell, known)})


def is_known(cell: str, known: frozenset[str]) -> bool:
    """True for a heading that is a known name, or has one behind a group or between brackets."""
    folded = fold(cell)
    if folded in known or folded.replace(" ", "") in known or loose(folded) in known:
        return True
    folded = fold(bare(cell))
    if loose(folded) in known:
        return True
    return any(piece.strip() in known for piece in _PIECES.split(folded) if piece.strip())


def header(
    sheet: Sheet, row: int, known: frozenset[str], below: tuple[Below, ...] = (), single: frozenset[str] = frozenset()
) -> Header:
    """The headings whose main row is *row*, with the stems above it and what *below* says of the rows under it."""
    width = max(map(len, sheet.rows[row : row + 3]), default=0)
    main = _cells(sheet, row, width)
    top = row
    stems: list[str] = [""] * width
    for above in range(row - 1, max(row - 1 - _STEMS, -1), -1):
        cells = _cells(sheet, above, width)
        if sum(map(bool, cells)) > 1 and sheet.lines[above] == sheet.lines[row] - (row - above):
            if known_cells(cells, known) * 2 >= max(known_cells(main, known), 2):
                break
            stems = [a or b for a, b in zip(_filled(cells), stems)]
            top = above
    others: list[list[str]] = []
    bottom = row + 1
    for kind in below:
        if bottom >= len(sheet.rows):
            break
        cells = _cells(sheet, bottom, width)
        bottom += 1
        if kind is Below.ITEMS:
            stems, main = _filled(main), ["" if fold(c) in single else c for c in cells]
        elif kind is Below.NAMES:
            others.append(cells)
    if not below:
        top, bottom, others = _beside(sheet, row, top, width, known)
    headings = tuple(_names(stems[j], main[j], tuple(cells[j] for cells in others)) for j in range(width))
    return Header(top=top, row=row, bottom=bottom, headings=headings)


def _beside(sheet: Sheet, row: int, top: int, width: int, known: frozenset[str]) -> tuple[int, int, list[list[str]]]:
    """Rows of other names for the same columns, next to the main one (ids over labels), and a row of HXL tags."""
    others: list[list[str]] = []
    enough = max(known_cells(sheet.rows[row], known) / 2, 2)
    bottom = row + 1
    for near in (row - 1, row + 1):
        if 0 <= near < len(sheet.rows):
            cells = _cells(sheet, near, width)
            again = list(map(fold, cells)) == list(map(fold, _cells(sheet, row, width)))
            if not again and known_cells(cells, known) >= enough:
                others.append(cells)
                top, bottom = min(top, near), max(bottom, near + 1)
    if bottom < len(sheet.rows):
        tags = [cell for cell in sheet.rows[bottom] if cell]
        if tags and all(cell.startswith("#") for cell in tags):
            bottom += 1
    return top, bottom, others


def _names(stem: str, item: str, others: tuple[str, ...]) -> tuple[str, ...]:
    names = (f"{stem} [{item}]" if stem and item and stem != item else stem or item, item, *others)
    return tuple(dict.fromkeys(name for name in names if name))


def _cells(sheet: Sheet, row: int, width: int) -> list[str]:
    cells = [" ".join(cell.split()) for cell in sheet.rows[row]]
    return cells + [""] * (width - len(cells))


def _filled(cells: Sequence[str]) -> list[str]:
    """Each empty cell takes the one on its left: a stem stands once over its items."""
    filled: list[str] = []
    for cell in cells:
        filled.append(cell or (filled[-1] if filled else ""))
    return filled
