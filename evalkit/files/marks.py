"""What a spreadsheet's sheet holds beside its values, and which of its cells cannot be an answer."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from evalkit.core.message import Message, say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.sources import letters

Place = tuple[int, int]
"""A row and a column, from 0."""

MOST_CELLS = 12_000_000
"""Cells of the smallest rectangle that holds all used ones: what a sheet costs in memory, empty or not."""
_SURELY_FINE = 2_000_000
_SHOWN = 20


@define
class Marks:
    """What was seen in one sheet. Rows and columns count from 0; ``merged`` are (top, left, bottom, right)."""

    cells: int = 0
    top: int = 1 << 30
    left: int = 1 << 30
    bottom: int = -1
    right: int = -1
    errors: dict[Place, str] = field(factory=dict)
    booleans: dict[Place, bool] = field(factory=dict)
    percents: set[Place] = field(factory=set)
    unvalued: set[Place] = field(factory=set)
    twice: set[Place] = field(factory=set)
    astray: set[Place] = field(factory=set)
    hidden_rows: list[int] = field(factory=list)
    hidden_columns: list[Place] = field(factory=list)
    merged: list[tuple[int, int, int, int]] = field(factory=list)

    def saw(self, row: int, column: int) -> None:
        """Count one cell that holds something."""
        self.cells += 1
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, column)

    @property
    def unusual(self) -> bool:
        """True where a cell cannot be an answer."""
        return bool(self.errors or self.booleans or self.percents or self.unvalued)

    @property
    def area(self) -> int:
        """The cells of the rectangle around all used ones."""
        return max(0, self.bottom - self.top + 1) * max(0, self.right - self.left + 1)


def too_far(marks: Marks) -> bool:
    """True where the used cells lie so far apart that the space between them would fill the memory."""
    return marks.area > MOST_CELLS or marks.area > max(_SURELY_FINE, 60 * marks.cells)


def check(marks: Marks, shown: str, sheet: str) -> None:
    """Refuse a sheet that cannot be read whole: too wide a range, a cell twice, a text that is not there.

    Raises:
        ProblemsFound: E207, E217 or E218, by cell.
    """
    if too_far(marks):
        where = _place((marks.bottom, marks.right), shown, sheet)
        raise ProblemsFound(
            [
                Problem(
                    "E207",
                    say("Les cellules remplies s’étendent jusqu’à {cell} : c’est trop pour être lu.", cell=where.cell),
                    where,
                    say("Supprimez les lignes et les colonnes inutiles loin du tableau, puis enregistrez."),
                )
            ]
        )
    faults = [
        Problem(
            "E217", say("Cette cellule est présente deux fois dans le fichier."), _place(place, shown, sheet), _resave()
        )
        for place in sorted(marks.twice)
    ] + [
        Problem(
            "E218", say("Le texte de cette cellule manque dans le fichier."), _place(place, shown, sheet), _resave()
        )
        for place in sorted(marks.astray)
    ]
    if faults:
        raise ProblemsFound(faults[:_SHOWN])


def refusals(marks: Marks, shown: str, sheet: str) -> Mapping[Place, Problem]:
    """The cells that cannot be an answer, each with what to say where one was expected."""
    found: dict[Place, Problem] = {}

    def refuse(place: Place, code: str, message: Message, hint: Message) -> None:
        found[place] = Problem(code, message, _place(place, shown, sheet), hint)

    for place in sorted(marks.percents):
        refuse(
            place,
            "E215",
            say("Ce nombre est affiché en pourcentage."),
            say("Donnez à la cellule le format « Nombre » ou « Standard » et vérifiez sa valeur."),
        )
    for place in sorted(marks.unvalued):
        refuse(
            place,
            "E216",
            say("Cette formule n’a pas de résultat enregistré."),
            say("Ouvrez le fichier dans votre tableur et enregistrez-le, ou remplacez la formule par sa valeur."),
        )
    for place, value in sorted(marks.booleans.items()):
        refuse(
            place,
            "E214",
            say("Cette cellule contient la valeur logique {value}, pas une réponse.", value=boolean(value)),
            say("Écrivez la réponse en toutes lettres ou avec son code."),
        )
    for place, text in sorted(marks.errors.items()):
        refuse(
            place,
            "E213",
            say("Cette cellule contient l’erreur {error}.", error=text),
            say("Corrigez la formule ou saisissez la réponse."),
        )
    return found


def boolean(value: bool) -> str:
    """How a French spreadsheet shows a boolean."""
    return "VRAI" if value else "FAUX"


def _resave() -> Message:
    return say("Ouvrez le fichier dans votre tableur, vérifiez la cellule et enregistrez-le à nouveau.")


def _place(place: Place, shown: str, sheet: str) -> Location:
    row, column = place
    return Location(path=shown, sheet=sheet, line=row + 1, cell=f"{letters(column)}{row + 1}")
