"""Any other file: a table whose headings are the instrument's own words, wherever it stands in the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import evolve

import evalkit
from evalkit import Grid, Location, Problem, Sheet, Source, say, say_n
from evalkit.readers.headings import Header, asked_row, best_row, header
from evalkit.readers.tables import Marks, grid, unread

_ALIKE = 2
"""A sheet is a candidate where it has at least one half of the names of the best one."""


class Generic:
    """Finds the row of headings by the names it is told to look for.

    Of several sheets, those that hold as many known names as the best one, or at least half, are given: which of them
    is meant is for the engine to ask.
    """

    name: ClassVar[str] = "generic"

    def recognise(self, source: Source) -> bool:
        """Never: it is taken where no other reader recognises the file."""
        return False

    def grids(self, source: Source, known: frozenset[str]) -> Iterable[Grid]:
        """The tables of the sheets that hold known names; of the first sheet where none does."""
        found: list[tuple[Sheet, int, int]] = []
        for sheet in source.sheets:
            if not sheet.rows:
                continue
            asked = asked_row(source, sheet)
            row, score = best_row(sheet, known)
            found.append((sheet, row if asked is None else asked, score))
        found = [one for one in found if one[1] + 1 < len(one[0].rows)] or found  # one with headings only is a model
        most = max((score for _, _, score in found), default=0)
        kept = [one for one in found if one[2] * _ALIKE >= max(most, 1)] or found[:1]
        for sheet, row, _ in kept:
            heads = header(sheet, row, known)
            table = grid(source, sheet, heads, self.name, Marks())
            notes = [*table.notes, *_place(source, sheet, heads), *(unread(source, sheet) if len(kept) == 1 else ())]
            yield evolve(table, notes=tuple(notes))


def _place(source: Source, sheet: Sheet, heads: Header) -> Iterable[Problem]:
    """A note where the table does not begin at the top left of its sheet, and how many rows stand above it."""
    cell = sheet.cell(heads.row, heads.column)
    where = Location(path=source.path, sheet=sheet.name, line=sheet.lines[heads.row], cell=cell)
    if heads.top > 0:
        message = say_n(
            "Le tableau commence en {cell} ; la ligne remplie au-dessus n’est pas lue.",
            "Le tableau commence en {cell} ; les {n} lignes remplies au-dessus ne sont pas lues.",
            heads.top,
            cell=cell,
        )
        yield Problem("W232", message, where)
    elif heads.column > 0:
        yield Problem("W232", say("Le tableau commence en {cell}.", cell=cell), where)


@evalkit.hookimpl
def evalkit_readers() -> Iterable[type]:
    """The reader for all other files."""
    return [Generic]
