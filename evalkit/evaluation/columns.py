"""The columns of a table, each distinct cell once: what is typed is typed once, however many rows say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import count

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from evalkit.core.sources import Grid

_CHUNK = 512
"""Rows taken at a time: their cells stay in the processor's cache while each column is looked up."""


@frozen(eq=False)
class Column:
    """One column of a grid: each ``distinct`` cell once, and for every row the number of its cell among them."""

    grid: Grid
    index: int
    distinct: tuple[str, ...]
    inverse: NDArray[np.int32]

    def take(self, of_distinct: Sequence[int]) -> NDArray[np.int32]:
        """A whole number per row, from one per distinct cell."""
        return np.asarray([*of_distinct, 0], dtype=np.int32)[self.inverse]

    def words(self, of_distinct: Sequence[str]) -> tuple[str, ...]:
        """A text per row, from one per distinct cell."""
        return tuple(map(of_distinct.__getitem__, self.inverse.tolist()))

    def rows(self, cell: str) -> list[int]:
        """The rows in which a cell stands."""
        found: list[int] = np.flatnonzero(self.inverse == self.distinct.index(cell)).tolist()
        return found


def columns_of(grid: Grid, indexes: Collection[int]) -> Mapping[int, Column]:
    """The columns of these *indexes*, all in one pass over the rows."""
    rows = grid.rows
    numbers: dict[int, dict[str, int]] = {index: defaultdict(count().__next__) for index in sorted(set(indexes))}
    inverse = {index: np.empty(len(rows), dtype=np.int32) for index in numbers}
    steps = [(i, inverse[i], cells.__getitem__) for i, cells in numbers.items()]
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        stop = start + len(chunk)
        columns = list(zip(*chunk, strict=True))
        for index, into, number in steps:
            into[start:stop] = np.fromiter(map(number, columns[index]), dtype=np.int32, count=len(chunk))
    return {index: Column(grid, index, tuple(cells), inverse[index]) for index, cells in numbers.items()}
