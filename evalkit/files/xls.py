"""An old Excel workbook (xls) opened through calamine, its size bounded."""

from __future__ import annotations

import io

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.sources import Sheet
from evalkit.files.archive import MEBI, refuse_locked
from evalkit.files.cells import hidden_sheet, sheet_of
from evalkit.files.kinds import refuse_kind
from evalkit.files.marks import Marks
from evalkit.files.ole import streams
from evalkit.files.written import Written

MOST_BYTES = 64 * MEBI


def open_xls(data: bytes, shown: str) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The sheets of an xls, and what a person should know of them.

    Raises:
        ProblemsFound: E203, E204, E205 or E207.
    """
    found = streams(data)
    if "EncryptedPackage" in found:
        refuse_locked(shown)
    if not found & {"Workbook", "Book"}:
        refuse_kind(shown, say("Le fichier est un document Office, pas un classeur."))
    if len(data) > MOST_BYTES:
        hint = say("Enregistrez-le au format .xlsx.")
        raise ProblemsFound(
            [Problem("E207", say("Le fichier dépasse {size} Mo.", size=MOST_BYTES // MEBI), Location(path=shown), hint)]
        )
    try:
        return _sheets(CalamineWorkbook.from_filelike(io.BytesIO(data)), shown)
    except PasswordError:
        refuse_locked(shown)
    except CalamineError:
        pass
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
    raise ProblemsFound(
        [
            Problem(
                "E205",
                say("Le fichier est abîmé ou incomplet. {detail}", detail=say("Le classeur n’est pas lisible.")),
                Location(path=shown),
                say("Copiez ou téléchargez-le à nouveau."),
            )
        ]
    )


def _sheets(book: CalamineWorkbook, shown: str) -> tuple[tuple[Sheet, ...], list[Problem]]:
    sheets: list[Sheet] = []
    notes: list[Problem] = []
    text = Written().__getitem__
    for meta in book.sheets_metadata:
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        values = book.get_sheet_by_name(meta.name)
        top, left = values.start or (0, 0)
        marks = Marks(merged=[(up, start, down, end) for (up, start), (down, end) in values.merged_cell_ranges or ()])
        grid = values.to_python()
        for i, row in enumerate(grid):
            for j, value in enumerate(row):
                if isinstance(value, bool):
                    marks.booleans[top + i, left + j] = value
        sheet, said = sheet_of([list(map(text, row)) for row in grid], top, left, meta.name, marks, shown)
        sheets.append(sheet)
        notes += said
        if sheet.rows and meta.visible is not SheetVisibleEnum.Visible:
            notes.append(hidden_sheet(shown, meta.name))
    return tuple(sheets), notes
