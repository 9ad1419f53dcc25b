"""What a file says that it is: answers to which form of evalkit, or a blank form."""

from __future__ import annotations

from evalkit.core.message import say
from evalkit.core.names import fold
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.sources import Grid, Source

_XLSFORM = frozenset(("type", "name"))
_LIMESURVEY = frozenset(("class", "type/scale", "name"))
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


def refuse_form(source: Source) -> None:
    """Refuse a blank form that lies among its answers.

    Raises:
        ProblemsFound: E249.
    """
    for sheet in source.sheets:
        headings = set(map(fold, sheet.rows[0])) if sheet.rows else set()
        if (fold(sheet.name) == "survey" and headings >= _XLSFORM) or headings >= _LIMESURVEY:
            raise ProblemsFound(
                [
                    Problem(
                        "E249",
                        say("Ce fichier est un formulaire vierge, pas des réponses."),
                        Location(path=source.path, sheet=sheet.name),
                        say("Retirez-le de data/. Pour en faire un outil : `evalkit draft {file}`.", file=source.path),
                    )
                ]
            )
