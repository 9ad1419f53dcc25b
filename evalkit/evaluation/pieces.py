"""The decoded cells of one item in one file, and the columns that they are decoded from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from evalkit.core.names import fold
from evalkit.core.problems import Problem
from evalkit.evaluation.columns import Column
from evalkit.evaluation.faults import said_twice, short
from evalkit.evaluation.matching import Matched
from evalkit.evaluation.words import UNKNOWN, MissingWords


@frozen(kw_only=True, eq=False)
class Piece:
    """The cells of one item in one file, decoded: codes or numbers, states, ticks and words, one per row."""

    states: NDArray[np.int32]
    codes: NDArray[np.int32]
    numbers: NDArray[np.float64] | None = None
    ticks: NDArray[np.bool_] | None = None
    texts: Sequence[str] = ()
    problems: tuple[Problem, ...] = ()
    words: Mapping[str, int] = field(factory=dict)


def one_column(matched: Matched, indexes: Sequence[int], label: str) -> tuple[Column, list[Problem]]:
    """The column of one thing; several are laid over one another where they never differ, and refused where they do."""
    found = [matched.cells[index] for index in indexes]
    if len(found) == 1:
        return found[0], []
    problems = [p for other in found[1:] for p in said_twice((found[0], other), label)]
    cells = [next((c for c in cells if c.strip()), "") for cells in zip(*(cells_by_row(c) for c in found))]
    numbers: dict[str, int] = {}
    inverse = np.array([numbers.setdefault(cell, len(numbers)) for cell in cells], dtype=np.int32)
    return Column(matched.grid, found[0].index, tuple(numbers), inverse), problems


def cells_by_row(of: Column) -> list[str]:
    """The cell of each row."""
    return list(of.words(of.distinct))


def missing_met(of: Column, codes: Sequence[int], words: MissingWords) -> dict[str, int]:
    """The instrument's own words for having no answer that stand in a column, and how often."""
    met = {}
    for i, (cell, code) in enumerate(zip(of.distinct, codes)):
        folded = fold(cell) if code < 0 else ""
        if folded and code != UNKNOWN and folded in words.states:
            met[short(cell)] = int(np.count_nonzero(of.inverse == i))
    return met
