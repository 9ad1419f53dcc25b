"""The decoded cells of one item in one file, and the columns that they are decoded from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from evalkit.core.items import Item
from evalkit.core.message import say_n
from evalkit.core.names import fold
from evalkit.core.problems import Problem
from evalkit.evaluation.columns import Column
from evalkit.evaluation.faults import at_cell, cells_of, said_twice, short
from evalkit.evaluation.matching import Matched, is_ours
from evalkit.evaluation.words import UNKNOWN, Closed, MissingWords


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
    meant = matched.declared.issuperset(indexes) or is_ours(matched.grid)
    problems = [p for other in found[1:] for p in said_twice((found[0], other), label, meant=meant)]
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


_LEAD = re.compile(r"(?:\([^)]*\))?\s*[:=–—-]?\s*")
"""What stands between « Autre » and its words."""


def other_words(answers: Closed, cell: str, *, free: bool) -> str | None:
    """What a cell that is no known answer says beside « autre »; None where it may be a mistake.

    « Autre : … » says so itself; *free* is true where the tool writes the words alone, or « autre » stands before them.
    """
    told = answers.other_text(cell)
    if told is not None or not free or answers.other < 0:
        return told
    return _LEAD.sub("", cell.strip(), count=1)


def noted_other(of: Column, beside: Mapping[str, str], item: Item) -> list[Problem]:
    """A note on the cells that are none of the declared answers and are taken for « autre »."""
    if not of.grid.free_other or not beside:
        return []
    rows = sorted(row for cell in beside for row in of.rows(cell))
    message = say_n(
        "Une cellule de « {item} » n’est aucune réponse déclarée ({cells}) : lue comme « autre », texte gardé.",
        "{n} cellules de « {item} » ne sont aucune réponse déclarée ({cells}) : lues comme « autre », texte gardé.",
        len(rows),
        item=item.id,
        cells=cells_of(of, rows),
    )
    return [at_cell(of, rows[0], "W251", message)]
