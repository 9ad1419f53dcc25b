"""The entry workbooks that `evalkit forms` writes, filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import evalkit
from evalkit import Grid, Sheet, Source
from evalkit.readers.headings import Header, known_cells
from evalkit.readers.tables import Marks, grid

_MARK = "evalkit-sheet"
_IDS = 1
"""The row of ids, under the one of questions."""


class Entry:
    """Reads the sheet that was typed in; the others, which say how to and which words, are ours and no answers."""

    name: ClassVar[str] = "entry-sheet"

    def recognise(self, source: Source) -> bool:
        """True where a sheet begins with our mark."""
        return any(map(_marked, source.sheets))

    def grids(self, source: Source, known: frozenset[str]) -> Iterable[Grid]:
        """The table under the row of ids."""
        sheets = [sheet for sheet in source.sheets if len(sheet.rows) > _IDS and not _marked(sheet)]
        sheet = max(sheets, key=lambda one: known_cells(one.rows[_IDS], known), default=None)
        if sheet is None:
            return
        ids = tuple((cell.strip(),) if cell.strip() else () for cell in sheet.rows[_IDS])
        yield grid(source, sheet, Header(top=0, row=_IDS, bottom=_IDS + 1, headings=ids), self.name, Marks())


def _marked(sheet: Sheet) -> bool:
    return bool(sheet.rows and sheet.rows[0] and sheet.rows[0][0].startswith(_MARK))


@evalkit.hookimpl
def evalkit_readers() -> Iterable[type]:
    """The reader « entry-sheet »."""
    return [Entry]
