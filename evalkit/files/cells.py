"""A dense block of cells made into a `Sheet`: marks put to their places, merged cells filled, empty rows left out."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.core.message import say, say_n
from evalkit.core.problems import Location, Problem
from evalkit.core.sources import Sheet, letters
from evalkit.files.marks import Marks, boolean, refusals

_NAMED = 10


def sheet_of(
    rows: list[list[str]], top: int, left: int, name: str, marks: Marks, shown: str
) -> tuple[Sheet, list[Problem]]:
    """The sheet whose ``rows[0][0]`` stands in row *top*, column *left* (from 0), and what is to be said of it."""
    written = {place: boolean(value) for place, value in marks.booleans.items()} | marks.errors
    for (row, column), text in written.items():
        if 0 <= row - top < len(rows) and 0 <= column - left < len(rows[row - top]):
            rows[row - top][column - left] = text
    filled = [any(map(str.strip, row)) for row in rows]
    notes = _hidden(marks, filled, top, left, len(rows[0]) if rows else 0, shown, name)
    notes += _filled_spans(rows, filled, top, left, marks, shown, name)
    kept = [i for i, holds in enumerate(filled) if holds]
    lines: Sequence[int] = range(top + 1, top + 1 + len(rows))
    if len(kept) < len(rows):
        rows = [rows[i] for i in kept]
        lines = [top + i + 1 for i in kept]
        notes += _gaps(rows, lines, shown, name)
    number = {line: i for i, line in enumerate(lines)} if marks.unusual else {}
    width = len(rows[0]) if rows else 0
    refused = {
        (number[row + 1], column - left): problem
        for (row, column), problem in refusals(marks, shown, name).items()
        if row + 1 in number and 0 <= column - left < width
    }
    return Sheet(name=name, rows=rows, lines=lines, left=left, refused=refused), notes


def _hidden(
    marks: Marks, filled: Sequence[bool], top: int, left: int, width: int, shown: str, name: str
) -> list[Problem]:
    """Notes on hidden rows and columns that hold something."""
    notes = []
    rows = sorted({row for row in marks.hidden_rows if 0 <= row - top < len(filled) and filled[row - top]})
    spans = sorted(
        {
            (max(first, left), min(last, left + width - 1))
            for first, last in marks.hidden_columns
            if first < left + width and last >= left
        }
    )
    if rows:
        notes.append(
            Problem(
                "W204",
                say_n("Une ligne masquée est lue.", "{n} lignes masquées sont lues.", len(rows)),
                Location(path=shown, sheet=name, line=rows[0] + 1),
                say("Si elles ne doivent pas compter, supprimez-les du fichier."),
            )
        )
    if spans:
        names = ", ".join(
            letters(first) if first == last else f"{letters(first)}–{letters(last)}" for first, last in spans[:20]
        )
        notes.append(
            Problem(
                "W205",
                say("Des colonnes masquées sont lues : {columns}.", columns=names),
                Location(path=shown, sheet=name, column=letters(spans[0][0])),
            )
        )
    return notes


def _filled_spans(
    rows: list[list[str]], filled: Sequence[bool], top: int, left: int, marks: Marks, shown: str, name: str
) -> list[Problem]:
    """Give each cell of a merged span its value. A title merged over the whole table stays one cell."""
    count = 0
    spans: list[str] = []
    width = len(rows[0]) if rows else 0
    for up, start, down, end in sorted(marks.merged):
        row, column = up - top, start - left
        if not (0 <= row < len(rows) and 0 <= column < width) or not rows[row][column].strip():
            continue
        if row == down - top and start <= left and end - left >= width - 1:
            continue
        before = count
        for i in range(row, min(down - top + 1, len(rows))):
            for j in range(column, min(end - left + 1, width)):
                if filled[i] and not rows[i][j]:
                    rows[i][j] = rows[row][column]
                    count += 1
        if count > before:
            spans.append(f"{letters(start)}{up + 1}:{letters(end)}{down + 1}")
    if not count:
        return []
    message = say_n(
        "Une cellule fusionnée est remplie avec la valeur de sa zone ({spans}).",
        "{n} cellules fusionnées sont remplies avec la valeur de leur zone ({spans}).",
        count,
        spans=", ".join(spans[:_NAMED]) + ("…" if len(spans) > _NAMED else ""),
    )
    return [Problem("W207", message, Location(path=shown, sheet=name, cell=spans[0].partition(":")[0]))]


def _gaps(rows: Sequence[Sequence[str]], lines: Sequence[int], shown: str, name: str) -> list[Problem]:
    """Empty rows inside the table; those between a title and it, or after it, are nothing to speak of."""
    counts = [sum(map(bool, row)) for row in rows[:50]]
    if not counts:
        return []
    start = next(i for i, count in enumerate(counts) if 2 * count >= max(counts))
    empty = lines[-1] - lines[start] + 1 - (len(lines) - start)
    if not empty:
        return []
    line = next(lines[i] + 1 for i in range(start, len(lines) - 1) if lines[i + 1] > lines[i] + 1)
    return [blank_note(empty, Location(path=shown, sheet=name, line=line))]


def blank_note(count: int, where: Location) -> Problem:
    """Say that empty rows were passed over."""
    return Problem("W203", say_n("Une ligne vide est passée.", "{n} lignes vides sont passées.", count), where)


def hidden_sheet(shown: str, name: str) -> Problem:
    """Say that a sheet which nobody sees was read."""
    return Problem("W206", say("Cette feuille est masquée ; elle est lue."), Location(path=shown, sheet=name))


def comments_note(count: int, shown: str, sheet: str, cell: str = "") -> Problem:
    """Say that comments of cells exist; what they say is nobody's answer."""
    return Problem(
        "W208",
        say_n(
            "Cette feuille a un commentaire de cellule : il n’est pas lu.",
            "Cette feuille a {n} commentaires de cellules : ils ne sont pas lus.",
            count,
        ),
        Location(path=shown, sheet=sheet, cell=cell),
    )


def book_notes(shown: str, *, macros: bool, links: bool, pictures: bool) -> list[Problem]:
    """Say what a workbook holds beside its cells, and that none of it is run, followed or read."""
    where = Location(path=shown)
    links_message = say(
        "Le classeur est lié à d’autres fichiers : les liens ne sont pas suivis, les valeurs enregistrées sont lues."
    )
    found = (
        (macros, "W209", say("Le classeur contient des macros : elles ne sont ni exécutées ni copiées.")),
        (links, "W210", links_message),
        (pictures, "W211", say("Les images et les graphiques du classeur ne sont pas lus.")),
    )
    return [Problem(code, message, where) for there, code, message in found if there]
