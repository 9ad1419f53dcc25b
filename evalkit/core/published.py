"""Results as they may leave: typed tables and nothing else."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

if TYPE_CHECKING:
    import pandas


class Masked(StrEnum):
    """The token of a value that may not leave; never 0, never blank. It equals the word that a workbook holds."""

    MASKED = "masked"

    def __repr__(self) -> str:
        return "MASKED"


MASKED: Final = Masked.MASKED
"""The cell that may not be seen: neither zero nor empty, and one and the same everywhere, so ``is`` finds it."""

Cell = str | int | float | None | Masked
"""What one cell of a table may hold. Words are never empty: nothing is None."""

CELL_LIMIT = 32_767
"""The longest text of a cell, in UTF-16 units: what a spreadsheet holds."""

CUT = " […]"

EXACT = 10**15
"""Whole numbers under this one are kept digit by digit: a spreadsheet holds fifteen."""

SEAL_OF = "seal."
"""How the keys of ``about`` begin that hold the hash of a table's sorted seals."""

# Characters that XML 1.0 cannot hold, and the direction overrides that make a text read as another.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class Kind(StrEnum):
    """What a column holds, and so how it is written and read back."""

    ID = "id"
    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    MIXED = "mixed"


@frozen
class Field:
    """A column of a table: its stable English id, its label for people, and what it holds."""

    id: str
    label: str
    kind: Kind = Kind.TEXT


@frozen(kw_only=True)
class Table:
    """A named table. ``name`` and the fields' ids are stable and English; ``title`` and labels follow the language.

    ``rows`` have one cell per field; ``purpose`` is a line that says what the table is for. Equality looks at names,
    ids and rows, not at labels: the same results in two languages are the same results.
    """

    name: str
    title: str = field(eq=False)
    fields: tuple[Field, ...] = field(eq=lambda found: tuple(f.id for f in found))
    rows: tuple[tuple[Cell, ...], ...]
    purpose: str = field(default="", eq=False)

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of one column.

        Raises:
            KeyError: where the table has no such column.
        """
        at = self.index[name]
        return tuple(row[at] for row in self.rows)

    def picked(self, *names: str) -> Iterable[tuple[Cell, ...]]:
        """The cells of two columns or more, row by row: quicker than `records` where a table is long.

        Raises:
            KeyError: where the table has no such column.
        """
        at = self.index
        return map(itemgetter(*(at[name] for name in names)), self.rows)

    @property
    def index(self) -> dict[str, int]:
        """The position of each column by id."""
        return {f.id: i for i, f in enumerate(self.fields)}

    def records(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries by column id, the caller's own to change."""
        return [row.copy() for row in self._by_id]

    @cached_property
    def _by_id(self) -> tuple[dict[str, Cell], ...]:
        ids = [f.id for f in self.fields]
        return tuple(dict(zip(ids, row, strict=True)) for row in self.rows)


@frozen(kw_only=True)
class Published:
    """All that one structure says of one wave, protected for one profile: an ``about`` and named tables.

    Equal to what `evalkit.read_workbook` gives back from the workbook written from it. ``beside`` are the tables that
    plugins add; they stand in the workbook and outside equality.
    """

    tables_by_name: Mapping[str, Table]
    beside: tuple[Table, ...] = field(default=(), eq=False)

    def __getitem__(self, name: str) -> Table:
        return self.tables_by_name[name]

    @property
    def about(self) -> dict[str, Cell]:
        """The table « about » as a dictionary: schema, structure, wave, framework, profile, floors and the rest."""
        return {str(row["key"]): row["value"] for row in self["about"].records()}

    def tables(self) -> dict[str, pandas.DataFrame]:
        """Every table as a data frame under its name; a masked cell holds the word ``masked``."""
        return {name: frame(table) for name, table in self.tables_by_name.items()}


@frozen(kw_only=True)
class Comparison:
    """Structures side by side on a shared core: named tables, never a rank, never a sum over structures."""

    tables_by_name: Mapping[str, Table]

    def __getitem__(self, name: str) -> Table:
        return self.tables_by_name[name]

    def tables(self) -> dict[str, pandas.DataFrame]:
        """Every table as a data frame under its name; a masked cell holds the word ``masked``."""
        return {name: frame(table) for name, table in self.tables_by_name.items()}


def frame(table: Table) -> pandas.DataFrame:
    """One table as a data frame; a masked cell holds the word ``masked``, an empty one is missing."""
    import pandas as pd  # noqa: PLC0415  (0.2 s to import; only people who ask for a data frame pay for it)

    columns = {
        f.id: pd.Series([str(cell) if cell is MASKED else cell for cell in table.column(f.id)], dtype=object)
        for f in table.fields
    }
    return pd.DataFrame(columns)


def cell(value: object) -> Cell:
    """A value as a table holds it, so that it is the same before it is written and after it is read.

    Words are in NFC with plain line ends, without characters that a spreadsheet cannot hold, cut with a visible mark at
    `CELL_LIMIT`; empty words are None, and the word ``masked`` is the token. Numbers keep twelve significant digits.

    Raises:
        TypeError: for what no cell can hold.
    """
    if value is None or value is MASKED:
        return value if value is None else MASKED
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and abs(value) < EXACT:
        return value
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, str):
        said = words(str(value))
        return MASKED if said == MASKED.value else said
    msg = f"a cell cannot hold a {type(value).__name__}"
    raise TypeError(msg)


def words(text: str) -> str | None:
    """Words as a cell holds them; None where nothing is left."""
    clean = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    clean = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", clean).strip()
    if len(clean) * 2 > CELL_LIMIT and _units(clean) > CELL_LIMIT:
        room = CELL_LIMIT - len(CUT)
        clean = clean.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore").rstrip() + CUT
    return clean or None


def table(
    name: str, title: str, columns: Sequence[Field], rows: Iterable[Sequence[object]], *, purpose: str = ""
) -> Table:
    """A table whose cells are as they will be read back; *purpose* is said on the cover of the workbook.

    Raises:
        ValueError: where a row has not one cell per column.
    """
    met: dict[str, Cell] = {}  # the same few words stand in thousands of rows
    return Table(
        name=name.replace("-", "_"),
        title=title,
        fields=tuple(columns),
        rows=tuple(_row(name, columns, row, met) for row in rows),
        purpose=purpose,
    )


def seals(names: Sequence[str], rows: Iterable[Sequence[Cell]], cache: SealTexts | None = None) -> list[str]:
    """The seal of each row: ten hexadecimal digits of its own columns by id, in whatever order the columns stand.

    A changed figure is seen. It guards against mishaps, not forgers. Who seals many tables hands over the same *cache*.
    """
    order = sorted(range(len(names)), key=names.__getitem__)
    head = "\x1f".join(names[at] for at in order) + "\x1e"
    # Two places at least, or a getter gives no tuple.
    ordered = itemgetter(*order, order[0])
    # Said not to guard a secret, a hash is quicker to set up; what all rows share is hashed once.
    start = hashlib.sha256(head.encode(), usedforsecurity=False)
    text_of, join = (SealTexts() if cache is None else cache).__getitem__, "\x1f".join
    found = []
    for row in rows:
        own = start.copy()
        own.update(join(map(text_of, ordered(row))).encode())
        found.append(own.hexdigest()[:10])
    return found


def seal_of(table: Table) -> str:
    """One hash of a table's sorted seals: a row that was taken away or added is seen, in whatever order people sort.

    ``about`` holds it under the key ``seal.NAME`` (`SEAL_OF`) for each table, its own rows without that key included.
    """
    names = [f.id for f in table.fields]
    at = names.index("key") if table.name == "about" else None
    rows = [row for row in table.rows if at is None or row[at] != f"{SEAL_OF}about"]
    return sealed_by(seals(names, rows))


def sealed_by(found: Iterable[str]) -> str:
    """The hash of the seals of a table's rows, in whatever order they stand."""
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()[:16]


def distribution(counts: Iterable[tuple[str | float, int]]) -> str | None:
    """Counts by code as one cell: ``1=3; 2=5``; numbers in their shortest form."""
    return "; ".join(f"{short(code)}={n}" for code, n in counts) or None


def read_distribution(text: str) -> tuple[tuple[str, int], ...]:
    """What `distribution` wrote, codes as text."""
    pairs = (part.rpartition("=") for part in text.split("; "))
    return tuple((code, int(n)) for code, _, n in pairs)


def short(code: str | float) -> str:
    """A code as people write it: a whole number without decimals."""
    return code if isinstance(code, str) else f"{code:.12g}"


def _row(name: str, columns: Sequence[Field], row: Sequence[object], met: dict[str, Cell]) -> tuple[Cell, ...]:
    if len(row) != len(columns):
        msg = f"table {name}: a row of {len(row)} cells for {len(columns)} columns"
        raise ValueError(msg)
    cells: list[Cell] = []
    for value in row:
        if isinstance(value, str):
            if value not in met:
                met[value] = cell(value)
            cells.append(met[value])
        else:
            cells.append(value if value is None else cell(value))
    return tuple(cells)


def _number(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < EXACT else rounded


class SealTexts(dict[Cell, str]):
    """The text that is sealed of each cell, worked out once for equal cells: most of a table repeats itself."""

    def __missing__(self, value: Cell) -> str:
        said = "" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)
        self[value] = said
        return said


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
