"""One published table as one sheet: title, labels, the table under its stable name, a row number and a seal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import Final

from attrs import frozen
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from evalkit import MASKED, Cell, Field, Kind, Table, seals
from evalkit.outputs.workbook.styles import BAND, FAINT, LINE, PETAL, SOFT, Styles
from evalkit.outputs.workbook.wording import shown_as

ROW: Final = "row"
SEAL: Final = "seal"
OWN: Final = (ROW, SEAL)
"""Columns that the workbook adds to each table: its place, so that sorted rows find their order again, and its seal."""

TITLE_AT, PURPOSE_AT, LABELS_AT, IDS_AT, FIRST_AT = 0, 1, 2, 3, 4
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_A4, _A3, _PORTRAIT_ROOM, _A4_ROOM = 9, 8, 110, 200
_LINE = 15
# Up to this many rows empty cells are drawn too, so that each row has its line; past it they would only weigh.
_LINED = 1500
_WIDEST = {Kind.ID: 30, Kind.TEXT: 54, Kind.WHOLE: 12, Kind.NUMBER: 12, Kind.MIXED: 48}


@frozen(kw_only=True)
class Place:
    """A table with the sheet it stands on and what it is for."""

    table: Table
    sheet: str
    purpose: str

    def cells(self, column: str) -> str:
        """The data cells of one column, as a chart refers to them."""
        at = self.table.index[column]
        ends = (FIRST_AT, FIRST_AT + max(len(self.table.rows), 1) - 1)
        first, last = (xl_rowcol_to_cell(row, at, row_abs=True, col_abs=True) for row in ends)
        return f"='{quoted(self.sheet)}'!{first}:{last}"


def sheet_names(titles: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Titles as sheet names: 31 characters at most, none that Excel refuses, each once whatever its case.

    >>> sheet_names(["Lectures", "lectures", "A/B?"], ["Sommaire"])
    ['Lectures', 'lectures 2', 'A B']
    """
    seen = {name.casefold() for name in taken} | {"history"}
    names = []
    for title in titles:
        base = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("'")[:31].strip() or "Table"
        name, again = base, 2
        while name.casefold() in seen:
            name = f"{base[: 31 - len(str(again)) - 1]} {again}"
            again += 1
        seen.add(name.casefold())
        names.append(name)
    return names


def quoted(sheet: str) -> str:
    """A sheet's name as it stands between the apostrophes of a reference."""
    return sheet.replace("'", "''")


def write_table(sheet: Worksheet, place: Place, styles: Styles, cover: str, footer: str) -> None:
    """The whole sheet of one table."""
    table = place.table
    say = styles.translator.gettext
    added = (Field(ROW, say("Ligne"), Kind.WHOLE), Field(SEAL, say("Sceau")))
    ids = [f.id for f in table.fields]
    if clash := [name for name in ids if name in OWN]:
        msg = f"table {table.name}: the workbook keeps the column « {clash[0]} » for itself"
        raise ValueError(msg)
    _heading(sheet, place, styles, cover)
    heading = styles.of(bold=True, text_wrap=True, bg_color=BAND, bottom=2, bottom_color=PETAL, valign="vcenter")
    header = styles.of(font_size=7, font_color=FAINT, bottom=1, bottom_color=LINE)
    for at, column in enumerate((*table.fields, *added)):
        sheet.write_string(LABELS_AT, at, column.label, heading if column.id not in OWN else _quiet_heading(styles))
    last = FIRST_AT + max(len(table.rows), 1) - 1
    # One table a sheet: there is no other that its cells could be in.
    sheet.table_cells = _Unkept()
    sheet.add_table(
        IDS_AT,
        0,
        last,
        len(ids) + 1,
        {
            "name": table.name,
            "style": "Table Style Light 1",
            "columns": [{"header": name, "header_format": header} for name in (*ids, *OWN)],
        },
    )
    widths = _widths(table, place.purpose, styles)
    _write_rows(sheet, table, widths, styles)
    _measures(sheet, widths)
    _print(sheet, last, widths, footer)


class _Unkept(dict[object, object]):
    """Keeps nothing of what it is given."""

    def __setitem__(self, key: object, value: object) -> None:
        """Not kept."""


def _heading(sheet: Worksheet, place: Place, styles: Styles, cover: str) -> None:
    sheet.write_string(TITLE_AT, 0, place.table.title, styles.of(bold=True, font_size=16, font_color=PETAL, bottom=0))
    sheet.write_url(
        PURPOSE_AT,
        0,
        f"internal:'{quoted(cover)}'!A1",
        styles.of(font_size=9, font_color=PETAL, underline=1, bottom=0),
        string="← " + cover,
        tip=styles.translator.gettext("Retour au sommaire"),
    )
    if place.purpose:
        sheet.write_string(PURPOSE_AT, 1, place.purpose, styles.of(italic=True, font_color=SOFT, bottom=0))


def _quiet_heading(styles: Styles) -> object:
    return styles.of(font_size=7, font_color=FAINT, bottom=2, bottom_color=PETAL, bg_color=BAND, valign="vcenter")


def _write_rows(sheet: Worksheet, table: Table, widths: Sequence[float], styles: Styles) -> None:
    """Every cell once, with the height that its words need: not every program works heights out by itself."""
    ids = [f.id for f in table.fields]
    quiet = styles.of(font_size=7, font_color=FAINT, align="center")
    empty = styles.of() if len(table.rows) <= _LINED else None
    met: dict[tuple[int, str], tuple[Format, int]] = {}
    for at, (row, sealed) in enumerate(zip(table.rows, seals(ids, table.rows), strict=True)):
        line, lines = FIRST_AT + at, 1
        by_id = dict(zip(ids, row, strict=True))
        for column, (f, value) in enumerate(zip(table.fields, row, strict=True)):
            if value is None:
                if empty is not None:
                    sheet.write_blank(line, column, None, empty)
            elif isinstance(value, str):
                if (column, value) not in met:
                    high = 1 if f.kind is Kind.ID else _lines(value, widths[column])
                    met[column, value] = styles.cell(f, value, by_id), high
                look, high = met[column, value]
                sheet.write_string(line, column, str(value), look)
                lines = max(lines, high)
            else:
                sheet.write_number(line, column, value, styles.cell(f, value, by_id))
        sheet.write_number(line, len(ids), at + 1, quiet)
        sheet.write_string(line, len(ids) + 1, sealed, quiet)
        if lines > 1:
            sheet.set_row(line, min(_LINE * lines + 2, 400))


def _lines(words: str, width: float) -> int:
    """In how many lines words stand in a column, about: letters are narrower than the figures that widths count."""
    lines = sum(max(1, ceil(len(line) * 0.88 / width)) for line in words.split("\n"))
    return lines + (len(words) > width and max(map(len, words.split())) > width * 0.6)


def _widths(table: Table, purpose: str, styles: Styles) -> list[float]:
    """The width of each column, from what stands in it."""
    said = _shown_as(styles)
    widths = []
    for f in table.fields:
        longest = max((_longest(said(f, value)) for value in set(table.column(f.id))), default=0)
        heading = max((len(word) for word in f.label.split()), default=0) + 1
        widths.append(max(min(longest * 1.06 + 1.5, _WIDEST[f.kind]), heading * 1.15 + 1, len(f.id) * 0.72 + 4, 7))
    # The purpose stands beside the way back, over the other columns, and is printed with them.
    room = max(sum(widths[1:]), 1)
    return [widths[0], *(width * max(len(purpose) / room, 1) for width in widths[1:])]


def _measures(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Widths, the height of the heading, and what stays in view."""
    for at, width in enumerate((*widths, 5, 11)):
        sheet.set_column(at, at, width)
    sheet.set_row(TITLE_AT, 26)
    sheet.set_row(PURPOSE_AT, 18)
    sheet.set_row(LABELS_AT, 32)
    sheet.freeze_panes(FIRST_AT, 0)


def _shown_as(styles: Styles) -> Callable[[Field, Cell], str]:
    def said(column: Field, value: Cell) -> str:
        if value is None or value is MASKED:
            return "" if value is None else "masked"
        words = shown_as(column.id, value, styles.translator) if isinstance(value, str) else ""
        return (words or str(value)) + ("  " if column.id == "status" else "")

    return said


def _longest(words: str) -> int:
    return max((len(line) for line in words.split("\n")), default=0)


def _print(sheet: Worksheet, last: int, widths: Sequence[float], footer: str) -> None:
    """A4 upright, A4 or A3 lying, by its width; the heading again on each page; not the workbook’s own two columns."""
    wide = sum(widths)
    if wide > _PORTRAIT_ROOM:
        sheet.set_landscape()
    sheet.set_paper(_A4 if wide < _A4_ROOM else _A3)
    sheet.print_area(TITLE_AT, 0, last, len(widths) - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TITLE_AT, IDS_AT)
    sheet.set_footer(footer)
