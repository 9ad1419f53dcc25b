"""Rows of a table that are no answers, told by what its columns are: totals, and numbers prepared in advance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from evalkit.core.evaluation import InstrumentUse
from evalkit.core.message import say_n
from evalkit.core.names import fold
from evalkit.core.problems import Problem
from evalkit.evaluation.matching import Matched
from evalkit.evaluation.targets import FIELD, ITEM, OPTION
from evalkit.evaluation.words import is_closed, number

_TOTALS: Final = frozenset(
    map(fold, ("total", "totaux", "total général", "moyenne", "moyennes", "somme", "sous-total", "médiane",
               "écart-type", "average", "mean", "sum", "grand total", "median", "nombre de réponses"))
)  # fmt: skip
_LAST_ROWS: Final = 6


def without_totals(matched: Matched, use: InstrumentUse) -> Matched:
    """The table without its rows of totals or means at the end, and a note for them."""
    grid = matched.grid
    closed = {item.id for item in use.items if is_closed(item) or item.categories}
    answers = {
        column
        for target, columns in matched.columns.items()
        if target.kind in (ITEM, OPTION) and target.name in closed
        for column in columns
    }
    out: list[int] = []
    for i in range(max(0, len(grid.rows) - _LAST_ROWS), len(grid.rows)):
        row = grid.rows[i]
        first = next((j for j, cell in enumerate(row) if cell.strip()), None)
        if first is None or first in answers or fold(row[first]).rstrip(" :.") not in _TOTALS:
            continue
        others = [cell for cell in row[first + 1 :] if cell.strip()]
        if all(number(cell) is not None or cell.strip().endswith("%") for cell in others):
            out.append(i)
    if not out:
        return matched
    message = say_n(
        "Une ligne de totaux ou de moyennes est laissée de côté.",
        "{n} lignes de totaux ou de moyennes sont laissées de côté.",
        len(out),
    )
    return _without(matched, out, Problem("W243", message, grid.where(out[0])))


def without_numbers(matched: Matched, use: InstrumentUse) -> Matched:
    """The table without the rows that hold a number and nothing else: a form numbered in advance and not filled in.

    Where rows name their marker such a row is meant: an interview held without a mention.
    """
    columns = set(matched.of(FIELD, "record"))
    if not columns or "marker" in use.plugin.fields:
        return matched
    rows = matched.grid.rows
    first = next((at for at in sorted({at[0] for at in matched.columns.values()}) if at not in columns), None)
    out = [
        i
        for i, row in enumerate(rows)
        if (first is None or not row[first].strip())
        and not any(cell.strip() for j, cell in enumerate(row) if j not in columns)
    ]
    if not out:
        return matched
    message = say_n(
        "Une ligne n’a que son numéro : elle n’est pas comptée.",
        "{n} lignes n’ont que leur numéro : elles ne sont pas comptées.",
        len(out),
    )
    return _without(matched, out, Problem("W253", message, matched.grid.where(out[0])))


def _without(matched: Matched, out: Sequence[int], note: Problem) -> Matched:
    """The table without the rows *out*, and with a note on them."""
    grid, gone = matched.grid, set(out)
    kept = [i for i in range(len(grid.rows)) if i not in gone]
    smaller = evolve(
        grid,
        rows=[grid.rows[i] for i in kept],
        lines=[grid.lines[i] for i in kept],
        indexes=[grid.indexes[i] for i in kept] if grid.indexes else [],
    )
    return evolve(matched, grid=smaller, notes=(*matched.notes, note))
