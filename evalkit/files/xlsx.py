"""An Excel workbook (xlsx, xlsm) opened: its parts looked over, its values read by calamine, and what that hides."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from evalkit.core.message import say
from evalkit.core.problems import Problem
from evalkit.core.sources import Sheet
from evalkit.files.archive import Archive, refuse_locked
from evalkit.files.cells import book_notes, comments_note, hidden_sheet, sheet_of
from evalkit.files.glance import glance
from evalkit.files.marks import Marks, check, too_far
from evalkit.files.sheetscan import NotASheet, scan
from evalkit.files.written import Written

_PERCENT_FORMATS = frozenset({9, 10})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_SHARED = re.compile(rb"<(?:\w+:)?si[ >/]")
_COMMENT = re.compile(rb"""<(?:\w+:)?(?:comment|threadedComment)\s[^>]*?ref=["']([A-Z]+[0-9]+)["']""")


class Opened(NamedTuple):
    """The sheets of a workbook, and what a person should know of them."""

    sheets: tuple[Sheet, ...]
    notes: list[Problem]


class _Part(NamedTuple):
    """A sheet's name and its part; comments are counted, never read."""

    name: str
    path: str


def open_xlsx(data: bytes, archive: Archive, shown: str) -> Opened:
    """The sheets of an Excel workbook.

    Raises:
        ProblemsFound: where a part is missing, damaged or made to harm, or a cell stands where none can be read.
    """
    marks = look_over(archive, shown)
    parts = _sheets(archive)
    sheets: list[Sheet] = []
    notes = _book_notes(archive, shown)
    book = _calamine(data, archive, shown)
    text = Written().__getitem__
    for meta in book.sheets_metadata:
        if meta.name not in marks or meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        values = _values(book, meta.name, archive, shown)
        top, left = values.start or (0, 0)
        rows = [list(map(text, row)) for row in islice(values.iter_rows(), top, None)]  # it begins at the first row
        sheet, said = sheet_of(rows, top, left, meta.name, marks[meta.name], shown)
        sheets.append(sheet)
        notes += said
        if sheet.rows and meta.visible is not SheetVisibleEnum.Visible:
            notes.append(hidden_sheet(shown, meta.name))
    for part in parts:
        notes += _comments(archive, part, shown)
    return Opened(tuple(sheets), notes)


def look_over(archive: Archive, shown: str) -> dict[str, Marks]:
    """The preflight: every XML part verified, and what each worksheet holds beside its values.

    Raises:
        ProblemsFound: E205 to E207, E217 or E218.
    """
    for name in archive.names:
        if name.endswith((".xml", ".rels")) and not _is_sheet(name):
            archive.xml(name)
    percents = _percents(archive)
    marks = {}
    for part in _sheets(archive):
        seen = _marks(archive, part, percents)
        check(seen, shown, part.name)
        marks[part.name] = seen
    return marks


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml")


def _tree(archive: Archive, name: str) -> ElementTree.Element:
    if name not in archive:
        archive.refuse_damage(say("Il manque une partie du classeur ({name}).", name=posixpath.basename(name)))
    try:
        return ElementTree.fromstring(archive.xml(name))
    except ElementTree.ParseError:
        archive.refuse_damage(say("Une partie du classeur n’est pas du XML lisible."))


def _named(tree: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """The elements of this name, in any namespace: strict workbooks have others."""
    return (element for element in tree.iter() if element.tag.rpartition("}")[2] == name)


def _links(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part: id to type and target inside the archive; outer ones have no target."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive:
        return {}
    links = {}
    for element in _named(_tree(archive, path), "Relationship"):
        target = element.get("Target", "")
        inside = element.get("TargetMode") != "External"
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        links[element.get("Id", "")] = element.get("Type", "").rpartition("/")[2], whole if inside else ""
    return links


def _sheets(archive: Archive) -> list[_Part]:
    """The worksheets in the order of the workbook."""
    book = next(
        (target for kind, target in _links(archive, "").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    links = _links(archive, book)
    parts = []
    for element in _named(_tree(archive, book), "sheet"):
        link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        kind, path = links.get(link, ("", ""))
        if kind != "worksheet":
            continue
        if path not in archive:
            archive.refuse_damage(say("Il manque une feuille du classeur."))
        parts.append(_Part(element.get("name", ""), path))
    if len({part.name for part in parts}) < len(parts) or len({part.path for part in parts}) < len(parts):
        archive.refuse_damage(say("Deux feuilles ont le même nom."))
    return parts


def _percents(archive: Archive) -> frozenset[int]:
    """The numbers of the cell styles that show a percentage."""
    if "xl/styles.xml" not in archive:
        return frozenset()
    tree = _tree(archive, "xl/styles.xml")
    formats = set(_PERCENT_FORMATS)
    for element in _named(tree, "numFmt"):
        number = element.get("numFmtId", "")
        if number.isdigit():
            shows = "%" in _LITERAL.sub("", element.get("formatCode", ""))
            (formats.add if shows else formats.discard)(int(number))
    styles = next((list(element) for element in _named(tree, "cellXfs")), [])
    return frozenset(i for i, style in enumerate(styles) if style.get("numFmtId", "") in set(map(str, formats)))


def _marks(archive: Archive, part: _Part, percents: frozenset[int]) -> Marks:
    """What the sheet holds beside its values: at a glance where nothing is unusual, by a full parse elsewhere."""
    archive.check_xml(next(archive.chunks(part.path), b""))
    seen = glance(archive.chunks(part.path), percents)
    return seen if seen is not None and not too_far(seen) else _scanned(archive, part, percents)


def _scanned(archive: Archive, part: _Part, percents: frozenset[int]) -> Marks:
    strings = next((name for name in archive.names if name.lower().endswith("sharedstrings.xml")), "")
    count = sum(1 for _ in _SHARED.finditer(archive.read(strings))) if strings else 0
    try:
        return scan(archive.chunks(part.path), percents, count)
    except NotASheet:
        archive.refuse_damage(say("La feuille « {sheet} » n’est pas lisible.", sheet=part.name))


def _calamine(data: bytes, archive: Archive, shown: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        refuse_locked(shown)
    except CalamineError:
        archive.refuse_damage(say("Le classeur n’est pas lisible."))
    except BaseException as error:
        if not _is_panic(error):
            raise
        archive.refuse_damage(say("Le classeur n’est pas lisible."))


def _values(book: CalamineWorkbook, name: str, archive: Archive, shown: str) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(name)
    except CalamineError:
        pass
    except BaseException as error:
        if not _is_panic(error):
            raise
    for part in _sheets(archive):
        if part.name == name:
            check(_scanned(archive, part, frozenset()), shown, name)
    return archive.refuse_damage(say("La feuille « {sheet} » n’est pas lisible.", sheet=name))


def _is_panic(error: BaseException) -> bool:
    """True for a fault inside calamine: its exception has no public name and is no `Exception`."""
    return type(error).__name__ == "PanicException"


def _book_notes(archive: Archive, shown: str) -> list[Problem]:
    names = [name.lower() for name in archive.names]
    return book_notes(
        shown,
        macros=any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names),
        links=any(name.startswith("xl/externallinks/") or name == "xl/connections.xml" for name in names),
        pictures=any(name.startswith(("xl/media/", "xl/charts/", "xl/embeddings/")) for name in names),
    )


def _comments(archive: Archive, part: _Part, shown: str) -> list[Problem]:
    paths = {
        target
        for kind, target in _links(archive, part.path).values()
        if kind in ("comments", "threadedComment") and target in archive
    }
    cells = {cell.decode() for path in paths for cell in _COMMENT.findall(archive.read(path))}
    return [comments_note(len(cells), shown, part.name, min(cells, key=_in_reading_order))] if cells else []


def _in_reading_order(cell: str) -> tuple[int, int, str]:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]), len(letters), letters
