"""A file of any origin as a `Source` of text cells: what it is by its content, opened only once it is known to be safe."""

from __future__ import annotations

import io
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from python_calamine import CalamineWorkbook

from evalkit.core.message import say, say_n
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.sources import Sheet, Source
from evalkit.files.decoding import decoded
from evalkit.files.delimited import delimited
from evalkit.files.written import Written


def open_source(path: Path, shown: str, settings: Mapping[str, object]) -> Source:
    """The file at *path* as sheets of text cells; *shown* is how messages and places name it.

    *settings* are the keys of ``files:`` that apply to it: ``encoding``, ``delimiter`` and ``sheet`` are used here, the
    others are kept for readers.

    Raises:
        ProblemsFound: where it cannot be read whole and safely.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ProblemsFound([Problem("E201", say("Le fichier ne se lit pas ({reason}).", reason=str(error.strerror)), Location(path=shown))]) from error
    notes: list[Problem] = []
    if data.startswith(b"PK"):
        kind, sheets = _workbook(data)
    else:
        kind, sheets = "text", _text(data, shown, settings, notes)
    return Source(path=shown, kind=kind, sha256=sha256(data).hexdigest(), sheets=sheets, notes=tuple(notes), settings=settings)


def _text(data: bytes, shown: str, settings: Mapping[str, object], notes: list[Problem]) -> tuple[Sheet, ...]:
    encoding, delimiter = settings.get("encoding"), settings.get("delimiter")
    text, _, said = decoded(data, shown, None if encoding is None else str(encoding))
    notes += said
    rows, lines, blank = delimited(text, shown, None if delimiter is None else str(delimiter))
    if blank:
        notes.append(
            Problem(
                "W203",
                say_n("Une ligne vide est passée.", "{n} lignes vides sont passées.", len(blank)),
                Location(path=shown, line=blank[0]),
            )
        )
    return (Sheet(name="", rows=rows, lines=lines),)


def _workbook(data: bytes) -> tuple[str, tuple[Sheet, ...]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        top, left = sheet.start or (0, 0)
        text = Written().__getitem__
        rows = [list(map(text, row)) for row in sheet.to_python()]
        filled = [i for i, row in enumerate(rows) if any(row)]
        sheets.append(Sheet(name=name, rows=[rows[i] for i in filled], lines=[top + i + 1 for i in filled], left=left))
    return ("ods" if b"opendocument" in data[:200] else "xlsx"), tuple(sheets)
