"""Whether a table has headings at all: in their place may stand the answers of a person, which no message shows."""

from __future__ import annotations

import re

from evalkit.core.identifying import Clue, highlights
from evalkit.core.message import say
from evalkit.core.names import fold
from evalkit.core.problems import Location, Problem
from evalkit.core.sources import Grid
from evalkit.evaluation.words import number

_DATED = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}")
_WHOSE = frozenset((Clue.EMAIL, Clue.PHONE, Clue.IBAN, Clue.NIR))
_ROWS = 200
_LONG = 400


def headless(grid: Grid) -> bool:
    """True where what stands in the place of the headings reads like a row of answers.

    To be asked of a table in which no column is known: a number, a date, an e-mail or a telephone is no heading, and no
    heading stands again below, in its own column.
    """
    return any(_answer(grid, column, names[0].strip()) for column, names in enumerate(grid.headings) if names)


def all_answers(grid: Grid) -> bool:
    """True where an e-mail or a telephone and nothing else is a heading, or where half of them read like answers: to be
    asked of a table of which nothing is known yet.
    """
    named = [(column, names[0].strip()) for column, names in enumerate(grid.headings) if names]
    if any(discreet(name[:_LONG]).strip() == "…" for _, name in named):
        return True
    return 2 * sum(_answer(grid, column, name) for column, name in named) > len(named)


def _answer(grid: Grid, column: int, name: str) -> bool:
    if not name:
        return False
    if number(name) is not None or _DATED.match(name) or _whose(name):
        return True
    folded = fold(name)
    return any(fold(row[column]) == folded for row in grid.rows[:_ROWS])


def _whose(name: str) -> bool:
    return discreet(name[:_LONG]) != name[:_LONG]


def without_headings(grid: Grid) -> Problem:
    """Say so, without a word of that row."""
    return Problem(
        "E231",
        say("Aucune colonne n’est connue, et la ligne des titres ressemble à une ligne de réponses."),
        Location(path=grid.source.path, sheet=grid.sheet.name),
        say("Ajoutez au-dessus la ligne des titres, ou dites où elle est : `header_row:` sous `files:` de l’outil."),
    )


def discreet(heading: str) -> str:
    """A heading without the addresses and telephone numbers that stand in it, its middle left out where it is long."""
    if len(heading) > _LONG:
        heading = heading[: _LONG // 2] + " … " + heading[-_LONG // 2 :]
    for seen in reversed(highlights(heading)):
        if seen.clue in _WHOSE:
            heading = heading[: seen.start] + "…" + heading[seen.end :]
    return heading
