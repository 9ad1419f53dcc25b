"""An opened answer file: its sheets of text cells with places, before and after a reader found the table in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from attrs import field, frozen

from evalkit.core.problems import Location, Problem


@frozen(kw_only=True, eq=False)
class Sheet:
    """One sheet of a file, all text: ``rows`` are lists of cells, ``lines`` the row of each in the file, from 1.

    Rows that hold nothing are left out (``lines`` tells). ``left`` is the number of columns left out before the first.
    ``refused`` are cells that cannot be an answer (an error value, a boolean, a percentage, a formula without a value):
    a problem each, by (index in ``rows``, index in the row), raised only where the cell is used. A CSV has one sheet
    without a name; ``name`` is "" there.
    """

    name: str
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    left: int = 0
    refused: Mapping[tuple[int, int], Problem] = field(factory=dict)

    def cell(self, row: int, column: int) -> str:
        """The spreadsheet's name for a place, like D17; ``row`` and ``column`` are indexes in ``rows``."""
        return f"{letters(self.left + column)}{self.lines[row]}"


@frozen(kw_only=True, eq=False)
class Source:
    """A file that was opened after its preflight: nothing in it can harm, and nothing was decoded in silence.

    ``path`` is relative to the project, ``kind`` what its content is (text, xlsx, ods, xls, odk-zip), ``sha256`` of its
    bytes. ``notes`` say what was guessed or passed over. ``settings`` are the ``files:`` keys that apply to it.
    """

    path: str
    kind: str
    sha256: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Problem, ...] = ()
    settings: Mapping[str, object] = field(factory=dict)


class MultiStyle(StrEnum):
    """How a tool writes several choices, where it says so itself."""

    UNKNOWN = ""
    COLUMNS = "columns"
    JOINED = "joined"
    BOTH = "both"


@frozen(kw_only=True, eq=False)
class Grid:
    """A table as a reader found it: headings and the rows of answers under them.

    ``headings`` has one entry per column: the names under which an item may be looked for, the most precise first (a
    stem and its item give « stem [item] » and « item »). ``rows`` and ``lines`` are as in `Sheet`. ``record`` and
    ``date`` are the indexes of the columns that the tool itself fills with a record's id and date; ``metadata`` those
    it adds that are no answers, which are dropped by name. ``not_asked`` are the tool's words for a question that was
    not asked. ``day_first`` is what the tool's own language says of its dates; ``free_other`` says that the tool writes
    the words of « autre » in the place of an answer. ``extra`` gives fields that the file states for all its rows.
    ``notes`` tell what was left out on the way.
    """

    source: Source
    sheet: Sheet
    reader: str
    headings: tuple[tuple[str, ...], ...]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    indexes: Sequence[int] = ()
    record: int | None = None
    date: int | None = None
    metadata: frozenset[int] = frozenset()
    multi: MultiStyle = MultiStyle.UNKNOWN
    not_asked: frozenset[str] = frozenset()
    day_first: bool | None = None
    free_other: bool = False
    extra: Mapping[str, str] = field(factory=dict)
    notes: tuple[Problem, ...] = ()

    def where(self, row: int, column: int | None = None) -> Location:
        """The place of a row of this grid, and of one of its cells."""
        heading = self.headings[column][0] if column is not None and self.headings[column] else None
        name = f"{letters(self.sheet.left + column)}{self.lines[row]}" if column is not None else ""
        return Location(
            path=self.source.path, sheet=self.sheet.name, line=self.lines[row], column=heading or None, cell=name
        )


def letters(column: int) -> str:
    """A spreadsheet's name for a column counted from 0.

    >>> letters(0), letters(26)
    ('A', 'AA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
