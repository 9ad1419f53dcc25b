"""An old Excel workbook (xls) opened: its records walked first, its values read by calamine."""

from __future__ import annotations

import io
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.sources import Sheet
from evalkit.files.archive import MEBI, refuse_locked
from evalkit.files.biff import Locked, NotABook, Walked
from evalkit.files.cells import comments_note, hidden_sheet, sheet_of
from evalkit.files.kinds import refuse_kind
from evalkit.files.marks import check
from evalkit.files.ole import NotAContainer, streams
from evalkit.files.written import Written

MOST_BYTES = 64 * MEBI
"""An xls of 65,536 rows seldom passes a third of this."""


def open_xls(data: bytes, shown: str) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The sheets of an xls, and what a person should know of them.

    Raises:
        ProblemsFound: E203, E204, E205 or E207.
    """
    if len(data) > MOST_BYTES:
        hint = say("Enregistrez-le au format .xlsx.")
        raise ProblemsFound(
            [Problem("E207", say("Le fichier dépasse {size} Mo.", size=MOST_BYTES // MEBI), Location(path=shown), hint)]
        )
    try:
        found = streams(data)
        if "EncryptedPackage" in found:
            refuse_locked(shown)
        stream = found.get("Workbook") or found.get("Book")
        if stream is None:
            refuse_kind(shown, say("Le fichier est un document Office, pas un classeur."))
        walked = Walked(stream)
        return _sheets(CalamineWorkbook.from_filelike(io.BytesIO(data)), walked, shown)
    except (Locked, PasswordError):
        refuse_locked(shown)
    except (CalamineError, NotAContainer, NotABook):
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


def _sheets(book: CalamineWorkbook, walked: Walked, shown: str) -> tuple[tuple[Sheet, ...], list[Problem]]:
    sheets: list[Sheet] = []
    notes: list[Problem] = []
    text = Written().__getitem__
    metas = [meta for meta in book.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
    if len(metas) != len(walked.marks):
        raise NotABook
    for meta, marks, comments in zip(metas, walked.marks, walked.comments, strict=True):
        check(marks, shown, meta.name)
        values = book.get_sheet_by_name(meta.name)
        top, left = values.start or (0, 0)
        marks.merged = [(up, start, down, end) for (up, start), (down, end) in values.merged_cell_ranges or ()]
        rows = [list(map(text, row)) for row in islice(values.iter_rows(), top, None)]  # it begins at the first row
        sheet, said = sheet_of(rows, top, left, meta.name, marks, shown)
        sheets.append(sheet)
        notes += said
        if comments:
            notes.append(comments_note(comments, shown, meta.name))
        if sheet.rows and meta.visible is not SheetVisibleEnum.Visible:
            notes.append(hidden_sheet(shown, meta.name))
    return tuple(sheets), notes
