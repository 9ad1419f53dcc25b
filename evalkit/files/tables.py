"""The tables of a workbook, by name: where they stand and what is in them, once the file is known to be safe."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from attrs import define, frozen
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.published import Cell, cell
from evalkit.files.archive import Archive, refuse_locked

_OLE: Final = b"\xd0\xcf\x11\xe0"
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  (a spreadsheet's days have no time zone)
_FAR: Final = re.compile(rb'r="(?:[A-Z]{3}[0-9]|[A-Z]{1,2}[0-9]{6})')
"""A cell so far away that the rectangle up to it would fill the memory: past column ZZ or row 99,999."""
_HEADER_WITHIN: Final = 60


@frozen(kw_only=True)
class FoundTable:
    """A table as it stands in a workbook: its ``rows`` as read, and the line of the ``first`` of them."""

    sheet: str
    first: int
    columns: list[str]
    rows: Sequence[Sequence[object]]


class Cells(dict[object, Cell]):
    """What each value met is as a cell of a table. Equal values share one object, which keeps many workbooks small."""

    def __missing__(self, value: object) -> Cell:
        if isinstance(value, datetime):
            value = (value - _EPOCH) / timedelta(days=1)
        elif isinstance(value, date):
            value = (value - _EPOCH.date()).days
        elif isinstance(value, time):
            value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / timedelta(days=1)
        elif isinstance(value, timedelta):
            value = value / timedelta(days=1)
        found = self[value] = value if isinstance(value, str) and value and value != "masked" else cell(value)
        return found


@define
class Tables:
    """An opened workbook. Make it with `Tables.opened`."""

    _book: CalamineWorkbook
    _archive: Archive
    _names: dict[str, str]
    _headers: list[tuple[str, int, list[str]]] | None = None

    @classmethod
    def opened(cls, path: Path, shown: str) -> Tables:
        """The workbook at *path*; *shown* is how messages name it.

        Raises:
            ProblemsFound: where it cannot be read whole and safely.
        """
        data = _bytes(path, shown)
        archive = Archive(data, shown)
        if "xl/workbook.xml" not in archive:
            raise ProblemsFound([_no_workbook(shown)])
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(data), load_tables=True)
        except CalamineError as error:
            archive.refuse_damage(say("{detail}", detail=str(error)))
        return cls(book, archive, {name.casefold(): name for name in book.table_names or ()})

    def find(self, name: str, columns: Sequence[str]) -> FoundTable | None:
        """The table of this name; where the program that saved it dropped names, the one whose ids are *columns*.

        Raises:
            ProblemsFound: where its sheet is damaged.
        """
        known = self._names.get(name.casefold())
        try:
            if known is None:
                return self._by_header(columns) if columns else None
            table = self._book.get_table_by_name(known)
            top = (table.start or (0, 0))[0]
            return FoundTable(sheet=table.sheet, first=top + 1, columns=table.columns, rows=table.to_python())
        except CalamineError as error:
            self._archive.refuse_damage(say("{detail}", detail=str(error)))

    def _by_header(self, columns: Sequence[str]) -> FoundTable | None:
        wanted = {*columns, "seal"}
        if self._headers is None:
            self._headers = [head for name in self._book.sheet_names if (head := self._header(name))]
        fitting = [head for head in self._headers if wanted <= {*head[2]}]
        if not fitting:
            return None
        name, at, ids = min(fitting, key=lambda head: len(head[2]))
        sheet = self._book.get_sheet_by_name(name)
        top = (sheet.start or (0, 0))[0]
        rows = sheet.to_python()[at + 1 :]
        end = next((i for i, row in enumerate(rows) if not any(value != "" for value in row)), len(rows))
        return FoundTable(sheet=name, first=top + at + 2, columns=ids, rows=rows[:end])

    def _header(self, name: str) -> tuple[str, int, list[str]] | None:
        """The sheet's row of ids, which ends with the seal."""
        sheet: CalamineSheet = self._book.get_sheet_by_name(name)
        for at, row in enumerate(sheet.to_python(nrows=_HEADER_WITHIN)):
            ids = [value if isinstance(value, str) else "" for value in row]
            if "seal" in ids and "row" in ids:
                return name, at, ids
        return None


def _bytes(path: Path, shown: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = say("Le fichier ne se lit pas ({reason}).", reason=str(error.strerror))
        raise ProblemsFound([Problem("E201", message, Location(path=shown))]) from error
    if data.startswith(_OLE):
        refuse_locked(shown)
    if not data.startswith(b"PK"):
        raise ProblemsFound([_no_workbook(shown)])
    return data


def _no_workbook(shown: str) -> Problem:
    message = say("Ce fichier n’est pas un classeur xlsx.")
    hint = say(
        "Enregistrez-le au format « Classeur Excel (.xlsx) », ou choisissez le classeur qu’« evalkit run » a écrit."
    )
    return Problem("E420", message, Location(path=shown), hint)
