"""A file whose letters were encoded twice, put right as a whole once its words have shown that it was."""

from __future__ import annotations

from attrs import evolve

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem
from evalkit.core.sources import Sheet, Source
from evalkit.files.decoding import repaired


def repaired_source(source: Source) -> Source | None:
    """The same file with each cell read as UTF-8 that had been taken for cp1252, and a note.

    None where there is nothing to repair or where one cell would not bear it: a file is repaired whole or not at all.
    Whoever calls this has seen that closed words match only so.
    """
    words = {cell for sheet in source.sheets for row in sheet.rows for cell in row if not cell.isascii()}
    if not words or any(repaired(word) is None for word in words):
        return None
    better = {word: repaired(word) or "" for word in words}
    sheets = tuple(_sheet(sheet, better) for sheet in source.sheets)
    note = Problem(
        "W216",
        say("L’encodage du fichier est abîmé (UTF-8 encodé deux fois, « Ã© » pour « é ») : il est réparé."),
        Location(path=source.path),
        say("Exportez à nouveau le fichier en UTF-8 pour ne plus voir ce message."),
    )
    return evolve(source, sheets=sheets, notes=(*source.notes, note))


def _sheet(sheet: Sheet, better: dict[str, str]) -> Sheet:
    rows = [[better.get(cell, cell) for cell in row] for row in sheet.rows]
    return evolve(sheet, name=repaired(sheet.name) or sheet.name, rows=rows)
