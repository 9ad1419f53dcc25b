"""What one collection tool writes into its exports, as a record, and the common reader that follows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen

from evalkit import Grid, MultiStyle, Sheet, Source, fold
from evalkit.readers.headings import Below, asked_row, header
from evalkit.readers.tables import LeftOut, Marks, grid

_HEAD = 12
"""Rows among which a tool's headings are looked for."""


@frozen(kw_only=True)
class Tool:
    """One collection tool. Headings are written as the tool writes them, in any of its languages.

    A file is the tool's where all headings of one of ``signatures`` stand in one row. ``metadata`` are headings of
    columns that the tool adds, ``prefixes`` their beginnings. ``record`` and ``date`` are headings, best first;
    ``day_first`` those date headings whose language puts the day first. ``not_asked`` are words for a question that was
    not asked; ``free_other`` says that « autre » gives its words in the place of an answer. ``left_out`` are the tool's
    marks of rows that are no answers. ``below`` says what each heading row under
    the first is; ``single`` are words that stand there for a question without items.
    """

    signatures: tuple[tuple[str, ...], ...]
    metadata: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    day_first: tuple[str, ...] = ()
    multi: MultiStyle = MultiStyle.UNKNOWN
    not_asked: tuple[str, ...] = ()
    free_other: bool = False
    left_out: tuple[LeftOut, ...] = ()
    below: tuple[Below, ...] = ()
    single: tuple[str, ...] = ()

    def row(self, sheet: Sheet) -> int | None:
        """The row of a sheet that holds the tool's headings, or None."""
        for index, row in enumerate(sheet.rows[:_HEAD]):
            cells = {fold(cell) for cell in row if cell}
            if any(all(fold(heading) in cells for heading in signature) for signature in self.signatures):
                return index
        return None

    def marks(self) -> Marks:
        """What the common reader needs of it."""
        return Marks(
            metadata=frozenset(map(fold, (*self.metadata, *self.record, *self.date))),
            prefixes=self.prefixes,
            record=tuple(map(fold, self.record)),
            date=tuple(map(fold, self.date)),
            day_first=frozenset(map(fold, self.day_first)),
            multi=self.multi,
            not_asked=frozenset(self.not_asked),
            free_other=self.free_other,
            left_out=self.left_out,
        )


class ToolReader:
    """The common reader: a tool's class gives it a ``name`` and its record."""

    name: ClassVar[str]
    tool: ClassVar[Tool]

    def recognise(self, source: Source) -> bool:
        """True where a sheet holds the tool's headings."""
        return any(self.tool.row(sheet) is not None for sheet in source.sheets)

    def grids(self, source: Source, known: frozenset[str]) -> Iterable[Grid]:
        """The table under the tool's headings, in each sheet that has them."""
        for sheet in source.sheets:
            row = asked_row(source, sheet)
            if row is None:
                row = self.tool.row(sheet)
            if row is not None:
                yield self.grid(source, sheet, row, known)

    def grid(self, source: Source, sheet: Sheet, row: int, known: frozenset[str]) -> Grid:
        """The table of one sheet whose headings stand in *row*."""
        found = header(sheet, row, known, self.tool.below, frozenset(map(fold, self.tool.single)))
        return grid(source, sheet, found, self.name, self.tool.marks())
