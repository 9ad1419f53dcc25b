"""A sheet of an xlsx parsed whole for what its values do not say: errors, formulas, what is hidden or merged."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from xml.parsers import expat

import numpy as np

from evalkit.files.marks import Marks
from evalkit.files.references import place_of, span

_ROWS, _COLUMNS = 1 << 20, 1 << 14


class NotASheet(Exception):
    """The part is no well-formed sheet."""


def scan(chunks: Iterable[bytes], percents: Collection[int], strings: int) -> Marks:
    """All that is unusual in a sheet.

    *percents* are the styles that show a number as a percentage; *strings* how many shared texts the workbook holds.

    Raises:
        NotASheet: where the XML is broken, has a document type, or places a cell outside a sheet.
    """
    return _Scan(frozenset(percents), strings).of(chunks)


def _nothing(size: str | None) -> bool:
    """True for a row or a column drawn with no height or width: as good as hidden."""
    return size is not None and float(size) == 0


class _Scan:
    """The state of one parse."""

    def __init__(self, percents: frozenset[int], strings: int) -> None:
        self.percents, self.strings = percents, strings
        self.marks = Marks()
        self.row = self.column = -1
        self.kind = ""
        self.style = 0
        self.inside = ""
        self.value: list[str] = []
        self.formula = self.valued = False
        self.keys = array("q")
        self.used: set[int] = set()

    def of(self, chunks: Iterable[bytes]) -> Marks:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.letters
        parser.StartDoctypeDeclHandler = self.refuse
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, OverflowError) as error:
            raise NotASheet from error
        marks = self.marks
        keys = np.array(self.keys, dtype=np.int64)
        if len(keys) and not (keys[1:] > keys[:-1]).all():
            distinct, times = np.unique(keys, return_counts=True)
            marks.twice = {(int(key) >> 14, int(key) & (_COLUMNS - 1)) for key in distinct[times > 1]}
        return marks

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "t"):
            self.inside, self.value = name, [] if name == "v" else self.value
        elif name == "f":
            self.formula = True
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
            if attributes.get("hidden") in ("1", "true") or _nothing(attributes.get("ht")):
                self.marks.hidden_rows.append(self.row)
        elif name == "col":
            if attributes.get("hidden") in ("1", "true") or _nothing(attributes.get("width")):
                self.marks.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))
        elif name == "mergeCell":
            self.marks.merged.append(span(attributes.get("ref", "")))

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._closed()
        elif name in ("v", "t"):
            self.inside = ""
            self.valued = True

    def letters(self, text: str) -> None:
        if self.inside:
            self.value.append(text)

    def refuse(self, *_: object) -> None:
        raise NotASheet

    def _cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            self.row, self.column = place_of(attributes["r"])
        else:
            self.column += 1
        if not (0 <= self.row < _ROWS and 0 <= self.column < _COLUMNS):
            raise NotASheet
        self.keys.append(self.row << 14 | self.column)
        self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s") or 0)
        self.value, self.formula, self.valued = [], False, False

    def _closed(self) -> None:
        marks, place = self.marks, (self.row, self.column)
        text = "".join(self.value)
        if not (text or self.formula):
            return
        marks.saw(*place)
        if self.kind == "e":
            marks.errors[place] = text or "#N/A"
        elif self.kind == "b":
            marks.booleans[place] = text.strip() in ("1", "true")
        elif self.kind == "s" and text and not (text.strip().isdigit() and int(text) < self.strings):
            marks.astray.add(place)
        elif self.formula and not text and not (self.valued and self.kind == "str"):
            marks.unvalued.add(place)
        elif self.kind == "n" and self.style in self.percents:
            marks.percents.add(place)
