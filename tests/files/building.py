"""Files of every origin, built byte by byte or by a library, and taken apart again."""

import io
import os
import random
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import xlsxwriter

from evalkit.core.problems import ProblemsFound
from evalkit.core.sources import Source
from evalkit.files.opening import open_source

ROWS = [["id", "q1", "avis"], ["R1", 4, "bien"], ["R2", 2, "trop court"], ["R3", 5, "à refaire"]]
AS_TEXT = [[str(cell) for cell in row] for row in ROWS]
MUTATIONS = 20_000 if os.environ.get("EVALKIT_NIGHTLY") else 500
SHEET = "xl/worksheets/sheet1.xml"
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:body>'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def workbook(fill: Callable[[xlsxwriter.Workbook], None] | None = None) -> bytes:
    """An xlsx with the rows above, or what *fill* puts in it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    if fill is None:
        sheet = book.add_worksheet("Réponses")
        for i, row in enumerate(ROWS):
            sheet.write_row(i, 0, row)
    else:
        fill(book)
    book.close()
    return file.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(content: Mapping[str, bytes | str]) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in content.items():
            made.writestr(name, data)
    return file.getvalue()


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The same archive with one part rewritten."""
    content: dict[str, bytes | str] = dict(parts(data))
    content[name] = change(bytes(content[name]).decode())
    return archive(content)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The same file with a few bytes lost, changed or added: anywhere in it, or inside a part of an archive."""
    try:
        inside = parts(data)
        name = chance.choice(sorted(inside))
        inside[name] = _mutated(inside[name], chance)
        return chance.choice((archive(inside), _mutated(data, chance)))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, IndexError):
        return _mutated(data, chance)


def _mutated(whole: bytes, chance: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(data) + 1)
        data[at : at + chance.choice((0, 1, 1, 1, 7))] = chance.choice(
            (b"", chance.randbytes(1), chance.randbytes(4), b"\0", b'"', b";", b"\r", b"<f>", b"9999999", bytes(200))
        )
    return bytes(data)


def sheet_xml(rows: str, before: str = "", after: str = "") -> bytes:
    """A workbook whose one sheet has this XML inside its data."""
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    )
    return changed(workbook(), SHEET, lambda _: xml)


def ods(table: str, name: str = "Réponses", manifest: str = "", before: str = "") -> bytes:
    """An ods whose one table has this XML inside."""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<m>{manifest}</m>",
            "content.xml": f'{ODS_HEAD}<office:spreadsheet>{before}<table:table table:name="{name}">{table}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_row(*cells: str, attributes: str = "") -> str:
    """A row of cells, each given as its text."""
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def opened(folder: Path, data: bytes, name: str = "réponses.xlsx", **settings: object) -> Source:
    """What opening makes of these bytes."""
    path = folder / name
    path.write_bytes(data)
    return open_source(path, f"data/{name}", settings)


def refused(folder: Path, data: bytes, name: str = "réponses.xlsx", **settings: object) -> list[tuple[str, str]]:
    """The codes and cells (or lines) with which these bytes are refused; every refusal says the way out."""
    with pytest.raises(ProblemsFound) as found:
        opened(folder, data, name, **settings)
    problems = found.value.problems
    assert {f"data/{name}"} == {problem.where.path for problem in problems if problem.where}
    assert any(problem.hint for problem in problems)
    return [(p.code, p.where.cell or str(p.where.line or "")) for p in problems if p.where]


def notes(source: Source) -> list[str]:
    """The codes of what is said about a file."""
    return [note.code for note in source.notes]
