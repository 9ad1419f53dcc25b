"""How cells look: one calm palette, formats made once each, and number formats that follow the print rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import xlsxwriter
from attrs import define, field
from xlsxwriter.format import Format

from evalkit import MASKED, Cell, Field, Kind, Language, printing
from evalkit.outputs.workbook.wording import SIGNS, shown_as

INK: Final = "#2A2622"
SOFT: Final = "#5A544D"
FAINT: Final = "#7A746C"
LINE: Final = "#D8D3CB"
BAND: Final = "#EFEBE4"
PETAL: Final = "#1F6F6B"
WARM: Final = "#FFF6DA"

_NAMED: Final = ("status", "before", "after", "table", "column")
"""Columns in which « masked » is a status or a name, not a value that was masked."""

_STATUSES: Final = ("status", "before", "after")

STATUS_LOOKS: Final[dict[str, dict[str, object]]] = {
    "attested": {"bg_color": "#CFE5E2", "font_color": "#123F3D"},
    "contested": {"bg_color": "#FBE8C2", "font_color": "#5C3B00"},
    "not_attested": {"bg_color": "#EDE9F3", "font_color": "#41355A"},
    "not_looked_for": {"font_color": SOFT, "italic": True},
    "masked": {"pattern": 14, "fg_color": "#C9C3BA", "bg_color": "#FFFFFF", "font_color": INK, "italic": True},
    "not_comparable": {"bg_color": "#F3F1EE", "font_color": SOFT, "italic": True},
}
"""One light look per status; none is a judgement of good or bad, and each has its word and its sign."""

_MOST: Final = 160
"""Number formats made of words, at most: Excel opens a book with some two hundred; past these, ids are shown."""

_LONGEST: Final = 200
"""Letters of a number format made of words: Excel refuses formats of more than 255."""

_FORMULA_LIKE: Final = ("=", "+", "-", "@", "\t", "\r", "'")


@define
class Styles:
    """The formats of one workbook, each made once: xlsxwriter writes every format it was ever asked for."""

    book: xlsxwriter.Workbook
    translator: Language
    _made: dict[tuple[tuple[str, object], ...], Format] = field(factory=dict, init=False)
    _said: set[str] = field(factory=set, init=False)

    def of(self, **properties: object) -> Format:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(
                {"valign": "top", "font_color": INK, "bottom": 4, "bottom_color": LINE, **properties}
            )
        return self._made[key]

    def cell(self, column: Field, value: Cell, row: Mapping[str, Cell]) -> Format:
        """The format of one cell of a table."""
        if value is MASKED and column.id not in _NAMED:
            return self.of(
                **STATUS_LOOKS["masked"], num_format=shown(printing.STATUSES["masked"].said_in(self.translator))
            )
        if isinstance(value, str):
            return self._words(column, value)
        side: dict[str, object] = {"align": "left"} if column.kind is Kind.MIXED else {"align": "right", "indent": 1}
        return self.of(num_format=number_format(column, value, row), **side)

    def _room_for(self, said: str) -> bool:
        """Whether a number format can show these words: Excel takes few of them, and none that is long."""
        if len(said) <= _LONGEST and (said in self._said or len(self._said) < _MOST):
            self._said.add(said)
            return True
        return False

    def _words(self, column: Field, value: str) -> Format:
        said = shown_as(column.id, value, self.translator)
        if said and self._room_for(said):
            if column.id in _STATUSES:
                return self.of(**STATUS_LOOKS[value], num_format=shown(f"{SIGNS[value]} {said}"))
            wrapped = {"text_wrap": True} if column.kind is Kind.TEXT else {}
            return self.of(num_format=shown(said), **wrapped)
        looks: dict[str, Any] = {"num_format": "@"} if column.kind is Kind.ID else {}
        if column.kind is not Kind.ID or "\n" in value:
            looks["text_wrap"] = True
        if value.startswith(_FORMULA_LIKE):
            looks["quote_prefix"] = True
        return self.of(**looks)


def shown(words: str) -> str:
    """A number format that shows *words* for any text: the cell keeps its id, people read their language."""
    quoted = words.replace('"', "”")
    return f'General;General;General;"{quoted}"'


def number_format(column: Field, value: Cell, row: Mapping[str, Cell]) -> str:
    """How a number is shown: no percentage under n = 20, no decimals under n = 100. The cell keeps the number.

    Counts are whole and sums are shown as they are; bounds of a share are percentages; other quantities (a mean) lose
    their decimals where few answered.
    """
    if column.kind is not Kind.NUMBER:
        return "#,##0" if isinstance(value, int) else "#,##0.##"
    n = row.get("n")
    many = isinstance(n, int) and n >= printing.DECIMAL_FROM
    if column.id in ("low", "high") and row.get("value") is None:
        if isinstance(n, int) and n < printing.PERCENT_FROM:
            return "0.0"
        return "0.0%" if many else "0%"
    if isinstance(value, int):
        return "#,##0"
    if row.get("kind") == "count":
        return "#,##0.##"
    return "#,##0.0" if many else "#,##0"
