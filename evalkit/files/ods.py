"""An OpenDocument spreadsheet opened: its one content part parsed once, values and all that stands beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from evalkit.core.message import say
from evalkit.core.problems import Problem
from evalkit.core.sources import Sheet
from evalkit.files.archive import Archive, refuse_locked
from evalkit.files.cells import book_notes, comments_note, hidden_sheet, sheet_of
from evalkit.files.marks import MOST_CELLS, Marks, Place, check
from evalkit.files.written import number

_BESIDE = frozenset(
    {"office:annotation", "table:tracked-changes", "table:shapes", "table:dde-links", "text:note", "office:forms"}
)
_HIDDEN = frozenset({"collapse", "filter"})
_ERROR = re.compile(r"#(?:REF|N/A|DIV/0|NAME|NOM|VALUE|VALEUR|NULL|NUL|NUM|NOMBRE)[!?]?|(?:Err|Erreur)\s?:\s?\d{3}")
_DURATION = re.compile(r"(-?)PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
_LOGICAL = {"TRUE": True, "VRAI": True, "FALSE": False, "FAUX": False}
"""LibreOffice keeps the booleans of other formats as numbers that only look so."""
_ROWS, _COLUMNS = 1 << 20, 1 << 14
_COPIES, _COPIES_EACH = 200_000, 20
"""Filled cells that repeats may add: so many in any sheet, or so many for each one that is written."""


class _Table:
    """One sheet as it is met: filled cells by place, the rest in its marks."""

    def __init__(self, name: str, *, hidden: bool) -> None:
        self.name, self.hidden = name, hidden
        self.cells: dict[Place, str] = {}
        self.marks = Marks()
        self.comments = self.written = 0
        self.row = self.column = 0
        self.columns = 0


class _TooMany(Exception):
    """More filled cells than a sheet may hold."""


class Opened(NamedTuple):
    """The sheets of a workbook, and what a person should know of them."""

    sheets: tuple[Sheet, ...]
    notes: list[Problem]


def open_ods(archive: Archive, shown: str) -> Opened:
    """The sheets of an OpenDocument spreadsheet.

    Raises:
        ProblemsFound: where it is locked, damaged or made to harm, or its cells stand too far apart.
    """
    manifest = archive.xml("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive else b""
    if b"encryption-data" in manifest:
        refuse_locked(shown)
    if "content.xml" not in archive:
        archive.refuse_damage(say("Il manque une partie du classeur ({name}).", name="content.xml"))
    for name in archive.names:
        if name in ("styles.xml", "settings.xml", "meta.xml"):
            archive.xml(name)
    reading = _Reading()
    try:
        reading.of(archive)
    except _TooMany:
        archive.refuse_harm(say("Une feuille répète ses cellules démesurément."))
    except (expat.ExpatError, ValueError, OverflowError):
        archive.refuse_damage(say("Le classeur n’est pas lisible."))
    sheets = []
    notes = _book_notes(archive, reading, shown)
    for table in reading.tables:
        check(table.marks, shown, table.name)
        marks, cells = table.marks, table.cells
        top, left = (marks.top, marks.left) if marks.cells else (0, 0)
        rows = [
            [cells.get((row, column), "") for column in range(left, marks.right + 1)]
            for row in range(top, marks.bottom + 1)
        ]
        sheet, said = sheet_of(rows, top, left, table.name, marks, shown)
        sheets.append(sheet)
        notes += said
        if table.hidden and sheet.rows:
            notes.append(hidden_sheet(shown, table.name))
        if table.comments:
            notes.append(comments_note(table.comments, shown, table.name))
    return Opened(tuple(sheets), notes)


def _book_notes(archive: Archive, reading: _Reading, shown: str) -> list[Problem]:
    names = archive.names
    return book_notes(
        shown,
        macros=any(
            n.startswith(("Basic/", "Scripts/")) and not n.endswith(("script-lc.xml", "script-lb.xml")) for n in names
        ),
        links=reading.linked,
        pictures=any(n.startswith(("Pictures/", "Object ", "media/")) for n in names),
    )


class _Reading:
    """The state of one parse."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.table: _Table | None = None
        self.linked = False
        self.beside = 0
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.row_repeats = 1
        self.row_hidden = False
        self.cell: Mapping[str, str] | None = None
        self.pending: list[tuple[int, int, str, Mapping[str, str]]] = []
        self.paragraphs: list[str] = []
        self.letters: list[str] | None = None

    def of(self, archive: Archive) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = lambda *_: archive.refuse_doctype()
        archive.check_xml(next(archive.chunks("content.xml"), b""))
        for chunk in archive.chunks("content.xml"):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.beside or name in _BESIDE or name.startswith("draw:"):
            self.beside += 1
            if name == "office:annotation" and self.beside == 1 and self.table is not None:
                self.table.comments += 1
            return
        if name in ("table:table-cell", "table:covered-table-cell"):
            self.cell, self.paragraphs = attributes, []
        elif name == "text:p" and self.cell is not None:
            self.letters = []
        elif self.letters is not None:
            if name == "text:s":
                self.letters.append(" " * min(int(attributes.get("text:c", "1")), 1000))
            elif name in ("text:tab", "text:line-break"):
                self.letters.append("\t" if name == "text:tab" else "\n")
        else:
            self._frame(name, attributes)

    def _frame(self, name: str, attributes: Mapping[str, str]) -> None:
        """What stands around cells: rows, columns, tables and their styles."""
        if name == "table:table-row":
            self.row_repeats = _times(attributes, "rows")
            self.row_hidden = attributes.get("table:visibility") in _HIDDEN
            self.pending = []
            if self.table is not None:
                self.table.column = 0
        elif name == "table:table-column" and self.table is not None:
            table, repeats = self.table, _times(attributes, "columns")
            if attributes.get("table:visibility") in _HIDDEN:
                table.marks.hidden_columns.append((table.columns, table.columns + repeats - 1))
            table.columns += repeats
        elif name == "table:table":
            hidden = attributes.get("table:style-name", "") in self.hidden_styles
            self.table = _Table(attributes.get("table:name", ""), hidden=hidden)
            self.tables.append(self.table)
        elif name in ("table:table-source", "table:cell-range-source"):
            self.linked = True
        elif name == "style:style":
            self.style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def end(self, name: str) -> None:
        if self.beside:
            self.beside -= 1
        elif name == "text:p" and self.letters is not None:
            self.paragraphs.append("".join(self.letters))
            self.letters = None
        elif name in ("table:table-cell", "table:covered-table-cell") and self.cell is not None:
            self._closed_cell(self.cell, covered=name == "table:covered-table-cell")
            self.cell = None
        elif name == "table:table-row":
            self._closed_row()
        elif name == "table:table" and self.table is not None:
            self.table = None

    def text(self, letters: str) -> None:
        if self.letters is not None and not self.beside:
            self.letters.append(letters)

    def _closed_cell(self, attributes: Mapping[str, str], *, covered: bool) -> None:
        table = self.table
        if table is None:
            return
        repeats = _times(attributes, "columns")
        text = "" if covered else _written(attributes, "\n".join(self.paragraphs))
        if not covered and (text or "table:formula" in attributes):
            shown = "\n".join(self.paragraphs)
            self.pending.append((table.column, repeats, text, {**attributes, "": shown}))
        table.column += repeats
        if table.column > _COLUMNS * 2:
            raise ValueError

    def _closed_row(self) -> None:
        table, repeats = self.table, self.row_repeats
        if table is None:
            return
        if self.pending:
            size = sum(cells for _, cells, _, _ in self.pending) * repeats
            table.written += len(self.pending)
            whole = len(table.cells) + size
            if whole > min(MOST_CELLS, _COPIES + _COPIES_EACH * table.written) or table.row + repeats > _ROWS:
                raise _TooMany
            for row in range(table.row, table.row + repeats):
                if self.row_hidden:
                    table.marks.hidden_rows.append(row)
                for column, cells, text, attributes in self.pending:
                    for at in range(column, column + cells):
                        table.cells[row, at] = text
                        _mark(table.marks, (row, at), attributes)
        table.row += repeats
        self.pending = []


def _times(attributes: Mapping[str, str], side: str) -> int:
    """How often a row, column or cell stands there."""
    times = int(attributes.get(f"table:number-{side}-repeated", "1"))
    if times < 1:
        raise ValueError
    return times


def _written(attributes: Mapping[str, str], shown: str) -> str:
    """A cell's value as text, from its typed value, else from what it shows."""
    kind = attributes.get("office:value-type") or attributes.get("calcext:value-type", "")
    if kind in ("float", "percentage", "currency"):
        value = attributes.get("office:value", "")
        return number(float(value)) if value else shown
    if kind == "date":
        return attributes.get("office:date-value", shown).removesuffix("T00:00:00").partition(".")[0]
    if kind == "time":
        match = _DURATION.fullmatch(attributes.get("office:time-value", ""))
        if match is None:
            return shown
        hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
        return f"{match[1]}{hours:02}:{minutes:02}:{seconds:02}"
    return shown or attributes.get("office:string-value", "") or attributes.get("office:boolean-value", "")


def _mark(marks: Marks, place: Place, attributes: Mapping[str, str]) -> None:
    marks.saw(*place)
    shown = attributes[""]
    formula = "table:formula" in attributes
    kind = attributes.get("office:value-type", "")
    if attributes.get("calcext:value-type") == "error" or (formula and _ERROR.fullmatch(shown.strip())):
        marks.errors[place] = shown.strip() or "#N/A"
    elif kind == "boolean":
        marks.booleans[place] = attributes.get("office:boolean-value") == "true"
    elif kind == "float" and shown.upper() in _LOGICAL:
        marks.booleans[place] = _LOGICAL[shown.upper()]
    elif kind == "percentage":
        marks.percents.add(place)
    elif formula and not kind and not shown:
        marks.unvalued.add(place)
    down, across = (int(attributes.get(f"table:number-{side}-spanned", "1")) for side in ("rows", "columns"))
    if down > 1 or across > 1:
        marks.merged.append((place[0], place[1], place[0] + down - 1, place[1] + across - 1))
