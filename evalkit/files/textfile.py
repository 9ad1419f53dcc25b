"""A text file opened as one sheet: its encoding, its delimiter, its rows, and what is odd about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice, pairwise

from evalkit.core.message import say, say_n
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.sources import Sheet, letters
from evalkit.files.cells import blank_note
from evalkit.files.decoding import decoded, unreadable
from evalkit.files.delimited import delimited

_MOST_LETTERS = 32_767
"""What a cell of a spreadsheet can hold."""
_SHORT = 80


def open_text(data: bytes, shown: str, settings: Mapping[str, object]) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The one sheet of a text file, without a name, and what a person should know of it.

    Raises:
        ProblemsFound: E208 to E212.
    """
    encoding, delimiter = settings.get("encoding"), settings.get("delimiter")
    text = decoded(data, shown, None if encoding is None else str(encoding))
    found = delimited(text.text, shown, None if delimiter is None else _delimiter(str(delimiter), shown))
    sheet = Sheet(name="", rows=found.rows, lines=found.lines)
    if unreadable(text):
        raise ProblemsFound(_unreadable(sheet, shown))
    notes = list(text.notes)
    if found.blank and (len(found.blank) > 1 or found.blank[0] < found.lines[-1]):
        notes.append(blank_note(len(found.blank), Location(path=shown, line=found.blank[0])))
    if found.quoted:
        notes.append(_quoted(sheet, shown))
    if "\ufffd" in text.text:
        notes += _lost(text.text.count("\ufffd"), sheet, shown)
    notes += _long_texts(found.longest, sheet, shown)
    return (sheet,), notes


def _delimiter(name: str, shown: str) -> str:
    delimiter = {"tab": "\t", "\\t": "\t", "tabulation": "\t"}.get(name.lower(), name)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise ProblemsFound(
            [
                Problem(
                    "E212",
                    say("Le séparateur « {delimiter} » ne convient pas.", delimiter=name),
                    Location(path=shown),
                    say("Un seul caractère : « ; », « , », « | » ou « tab »."),
                )
            ]
        )
    return delimiter


def _unreadable(sheet: Sheet, shown: str) -> list[Problem]:
    """Where a text that is not UTF-8 holds letters that Windows does not have either."""
    return [
        Problem(
            "E208",
            say("L’encodage du fichier n’est ni UTF-8 ni celui de Windows (cp1252)."),
            Location(
                path=shown,
                line=sheet.lines[i],
                column=_heading(sheet, j),
                cell=sheet.cell(i, j),
            ),
            say("Indiquez `encoding:` sous `files:`, par exemple mac_roman ou cp850, ou exportez en UTF-8."),
        )
        for i, row in enumerate(sheet.rows)
        for j, cell in enumerate(row)
        if any("\x80" <= letter <= "\x9f" for letter in cell)
    ][:5]


def _quoted(sheet: Sheet, shown: str) -> Problem:
    n = len(sheet.rows[0])
    message = say(
        "Chaque ligne du fichier est tout entière entre guillemets : elle est lue sans eux, en {n} colonnes.", n=n
    )
    hint = say(
        "Un tableur a pris chaque ligne pour une seule cellule. Si des colonnes sont fausses, exportez à nouveau le "
        "fichier de l’outil de collecte."
    )
    return Problem("W217", message, Location(path=shown, line=sheet.lines[0]), hint)


def _lost(n: int, sheet: Sheet, shown: str) -> list[Problem]:
    """One note on letters that were lost before the file came here, at the first of them."""
    places = ((i, j) for i, row in enumerate(sheet.rows) for j, cell in enumerate(row) if "\ufffd" in cell)
    message = say_n(
        "Un caractère de ce fichier a été perdu avant d’arriver ici (« \ufffd »).",
        "{n} caractères de ce fichier ont été perdus avant d’arriver ici (« \ufffd », d’abord dans cette cellule).",
        n,
    )
    hint = say("Exportez à nouveau depuis l’outil de collecte : ici, rien ne dit quelles lettres c’étaient.")
    return [
        Problem(
            "W218",
            message,
            Location(path=shown, line=sheet.lines[i], column=_heading(sheet, j), cell=sheet.cell(i, j)),
            hint,
        )
        for i, j in islice(places, 1)
    ]


def _long_texts(longest: int, sheet: Sheet, shown: str) -> list[Problem]:
    """Notes on cells that no spreadsheet could hold; the length of lines spares a look at each cell."""
    if longest > _MOST_LETTERS:
        suspects: Iterable[int] = range(len(sheet.rows))
    elif isinstance(sheet.lines, range):
        return []
    else:
        suspects = [i for i, (line, following) in enumerate(pairwise(sheet.lines)) if following - line > 1]
        suspects.append(len(sheet.rows) - 1)
    return [
        Problem(
            "W215",
            say("Ce texte de {n} caractères dépasse ce qu’une cellule de tableur peut contenir (32 767).", n=len(cell)),
            Location(path=shown, line=sheet.lines[i], column=_heading(sheet, j), cell=sheet.cell(i, j)),
        )
        for i in suspects
        for j, cell in enumerate(sheet.rows[i])
        if len(cell) > _MOST_LETTERS
    ][:20]


def _heading(sheet: Sheet, column: int) -> str:
    """The first row's word for a column where it has a short one, else the column's letters."""
    word = sheet.rows[0][column].strip()
    return word if word.isprintable() and 0 < len(word) <= _SHORT else letters(column)
