"""The tables of a workbook, by name: where they stand and what is in them, once the file is known to be safe."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen
from python_calamine import CalamineError, CalamineWorkbook

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.published import EXACT, MASKED, Cell, cell
from evalkit.core.trouble import reason
from evalkit.files.archive import refuse_locked
from evalkit.files.parts import Parts, bundled

_OLE: Final = b"\xd0\xcf\x11\xe0"
_FAR: Final = re.compile(rb'r="(?:[A-Z]{3}[0-9]|[A-Z]{1,2}[0-9]{6})')
"""A cell so far away that the rectangle up to it would fill the memory: past column ZZ or row 99,999."""
_TARGET: Final = re.compile(rb"""Target\s*=\s*["']([^"']*tables/[^"']+)""")
_CALLED: Final = re.compile(rb"""\sdisplayName\s*=\s*["']([^"']+)""")
_HEADER_WITHIN: Final = 60
_MASKED: Final = str(MASKED)
_SHEETS: Final = "xl/worksheets/"
_RELATIONS: Final = "xl/worksheets/_rels/"
_ALWAYS: Final = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
)
"""Not the styles: without them no number is taken for a date."""


@frozen(kw_only=True)
class FoundTable:
    """A table as it stands in a workbook: its ``rows`` as read, and the line of the ``first`` of them."""

    sheet: str
    first: int
    columns: list[str]
    rows: Sequence[Sequence[object]]


class CellCache(dict[object, Cell]):
    """What each value met is as a cell of a table. Equal values share one object, which keeps many workbooks small."""

    def __missing__(self, value: object) -> Cell:
        if isinstance(value, str):
            words = self[value] = MASKED if value == _MASKED else value or None
            return words
        if isinstance(value, bool):
            # Not kept: to Python it is the number 1.
            return str(value)
        if isinstance(value, float):
            found = self[value] = int(value) if value.is_integer() and abs(value) < EXACT else cell(value)
            return found
        return cell(str(value))


@frozen
class _Place:
    """What a table is called and the parts it needs: its sheet, the sheet's relations, its own."""

    called: str
    parts: tuple[str, ...]


@frozen
class Tables:
    """An opened workbook. Make it with `Tables.opened`.

    What is asked for is taken out, looked at, and given to calamine in an archive of its own: nothing else is inflated,
    and nothing that was not looked at is read.
    """

    _parts: Parts
    _places: dict[str, _Place]

    @classmethod
    def opened(cls, path: Path, shown: str, wanted: Collection[str] = ()) -> Tables:
        """The workbook at *path*; *shown* is how messages name it. Where only the *wanted* tables will be asked for,
        the search for tables ends with the last of them.

        Raises:
            ProblemsFound: where it cannot be read whole and safely.
        """
        parts = Parts(_bytes(path, shown), shown)
        if "xl/workbook.xml" not in parts:
            raise ProblemsFound([_no_workbook(shown)])
        places: dict[str, _Place] = {}
        left = {name.casefold() for name in wanted}
        for called, place in _places(parts):
            places[called] = place
            left.discard(called)
            if wanted and not left:
                break
        return cls(parts, places)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all tables, in lower case."""
        return tuple(self._places)

    def read(self, names: Iterable[str]) -> dict[str, FoundTable]:
        """Those of these tables that there are, by the name asked for.

        Raises:
            ProblemsFound: where a part of the file is damaged.
        """
        known = {name: self._places[name.casefold()] for name in names if name.casefold() in self._places}
        if not known:
            return {}
        found: dict[str, FoundTable] = {}
        try:
            book = self._book(part for place in known.values() for part in place.parts)
            for name, place in known.items():
                table = book.get_table_by_name(place.called)
                first = (table.start or (0, 0))[0] + 1
                found[name] = FoundTable(sheet=table.sheet, first=first, columns=table.columns, rows=table.to_python())
        except CalamineError as error:
            self._parts.archive.refuse_damage(say("{detail}", detail=str(error)))
        return found

    def like(self, columns: Sequence[str]) -> FoundTable | None:
        """The table that has these columns, and the fewest beside them: for files in which the names were lost.

        Raises:
            ProblemsFound: where a part of the file is damaged.
        """
        try:
            book = self._book(name for name in self._parts.names if name.startswith(_SHEETS))
            heads = [head for name in book.sheet_names if (head := _header(book, name))]
            fitting = [head for head in heads if {*columns, "seal"} <= {*head[2]}]
            if not fitting:
                return None
            name, at, ids = min(fitting, key=lambda head: len(head[2]))
            sheet = book.get_sheet_by_name(name)
            first = (sheet.start or (0, 0))[0] + at + 2
            rows = sheet.to_python()[at + 1 :]
        except CalamineError as error:
            self._parts.archive.refuse_damage(say("{detail}", detail=str(error)))
        end = next((i for i, row in enumerate(rows) if not any(value != "" for value in row)), len(rows))
        return FoundTable(sheet=name, first=first, columns=ids, rows=rows[:end])

    def _book(self, parts: Iterable[str]) -> CalamineWorkbook:
        """Only these parts, and those that every workbook needs, opened once they are known to fit into memory."""
        taken = []
        for name in dict.fromkeys((*_ALWAYS, *parts)):
            if name in self._parts:
                part = self._parts.read(name)
                if name.startswith(_SHEETS) and not name.startswith(_RELATIONS) and _FAR.search(part):
                    self._parts.archive.refuse_harm(say("Une cellule se trouve très loin des autres."))
                taken.append((name, part, self._parts.checksum(name)))
        return CalamineWorkbook.from_filelike(io.BytesIO(bundled(taken)), load_tables=True)


def _header(book: CalamineWorkbook, name: str) -> tuple[str, int, list[str]] | None:
    """A sheet's row of ids, which ends with the seal."""
    for at, row in enumerate(book.get_sheet_by_name(name).to_python(nrows=_HEADER_WITHIN)):
        ids = [value if isinstance(value, str) else "" for value in row]
        if "seal" in ids and "row" in ids:
            return name, at, ids
    return None


def _places(parts: Parts) -> Iterator[tuple[str, _Place]]:
    """Each table by its name in lower case."""
    for relations in parts.names:
        if not relations.startswith(_RELATIONS):
            continue
        sheet = relations.replace("_rels/", "").removesuffix(".rels")
        for target in _TARGET.findall(parts.read(relations)):
            table = "xl/" + target.decode().removeprefix("../").removeprefix("/xl/")
            if table in parts and sheet in parts and (found := _CALLED.search(parts.read(table))):
                called = found[1].decode()
                yield called.casefold(), _Place(called, (sheet, relations, table))


def _bytes(path: Path, shown: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = say("Le fichier ne se lit pas ({reason}).", reason=reason(error))
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
