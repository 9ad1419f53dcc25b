"""For which instrument a file says that it was filled in: the phone forms and entry workbooks of evalkit tell."""

from __future__ import annotations

from evalkit.core.message import say
from evalkit.core.names import fold
from evalkit.core.problems import Location, Problem
from evalkit.core.sources import Grid, Source

_ON_A_PHONE = "evalkit_instrument"
_TYPED = "evalkit-sheet"


def another_instrument(source: Source, grid: Grid, instrument: str) -> list[Problem]:
    """E248 where answers to another instrument lie in the folder of *instrument*: two questionnaires may ask questions
    of the same names, and nobody would see whose answers were counted.
    """
    problems = []
    for sheet in source.sheets:
        said = sheet.rows[0][0].split() if sheet.rows and sheet.rows[0] else []
        if len(said) > 1 and said[0] == _TYPED and fold(said[1]) != fold(instrument):
            problems.append(_problem(said[1], instrument, Location(path=source.path, sheet=sheet.name, line=1)))
    for column, names in enumerate(grid.headings):
        if any(fold(name.rpartition("/")[2].rpartition("-")[2]) == _ON_A_PHONE for name in names):
            for row, cells in enumerate(grid.rows):
                if cells[column].strip() and fold(cells[column]) != fold(instrument):
                    problems.append(_problem(cells[column].strip(), instrument, grid.where(row, column)))
                    break
    return problems[:1]


def _problem(other: str, instrument: str, where: Location) -> Problem:
    return Problem(
        "E248",
        say("Ce fichier répond au formulaire de « {other} », et non de « {instrument} ».",
            other=other[:60], instrument=instrument),
        where,
        say("Déplacez-le dans le dossier de son outil, sous data/."),
    )  # fmt: skip
