"""The rows of several tables one under the other: which of them a row is, and where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from evalkit.core.problems import Location
from evalkit.evaluation.reading import Table


class Stacked:
    """Tables whose rows are numbered on from one to the next."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables
        self._starts = list(accumulate((len(table) for table in tables), initial=0))

    def __iter__(self) -> Iterator[tuple[int, Table]]:
        """Each table, with the number of its first row."""
        return zip(self._starts, self.tables)

    def number(self, row: int) -> int:
        """Which table, by its number, holds a row."""
        return bisect_right(self._starts, row) - 1

    def place(self, row: int) -> tuple[Table, int]:
        """The table that holds a row, and its number there."""
        at = self.number(row)
        return self.tables[at], row - self._starts[at]

    def where(self, row: int) -> Location:
        """Where a row stands in its file."""
        table, index = self.place(row)
        return table.grid.where(index)
