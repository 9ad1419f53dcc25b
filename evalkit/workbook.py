"""A workbook read back as the published tables it was written from, whatever people did to its looks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Final, NoReturn

from attrs import define, field, frozen

from evalkit.core.message import Message, say, say_n
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.published import SEAL_OF, Cell, Field, Kind, Published, SealTexts, Table, sealed_by, seals
from evalkit.core.schema import SCHEMA, TABLES
from evalkit.files.tables import CellCache, FoundTable, Tables

ROW: Final = "row"
SEAL: Final = "seal"
ABOUT: Final = "about"

_TOLD = 20
"""How many changed rows of one sheet are named one by one."""


@define
class ReadCache:
    """The values met in the workbooks read so far: thousands of workbooks repeat themselves.

    Equal cells then share one object, and what is sealed of each is worked out once. It is emptied when it has grown.
    """

    cells: CellCache = field(factory=CellCache)
    texts: SealTexts = field(factory=SealTexts)

    def kept(self) -> ReadCache:
        """Itself, emptied where it holds more than it saves."""
        if len(self.cells) > _CACHED:
            self.cells.clear()
            self.texts.clear()
        return self


_CACHED: Final = 100_000


def read_workbook(path: str | Path, tables: Iterable[str] | None = None, cache: ReadCache | None = None) -> Published:
    """The published results that a workbook was written from, equal to them.

    Sheets may have been renamed, moved, coloured, filtered and sorted, and sheets and columns added; the file may have
    been saved again by another program. Tables are found by name and columns by id. Rows come back in the order they
    were written in, by the column ``row``. With *tables*, only these and ``about`` are read, which is quicker; a
    table that the workbook never had is then left out, one that was taken away is a problem. Who reads many workbooks
    hands over the same *cache*.

    Raises:
        ProblemsFound: where the file is damaged, is no workbook of evalkit or one of another version, or where a
            row was changed, added or taken away; each problem names the file, the sheet, the row and what to do.
    """
    shown = str(path)
    asked = None if tables is None else {*tables, ABOUT}
    book = Tables.opened(Path(path), shown, asked or ())
    found = book.read(book.names if asked is None else asked)
    reading = _Reading(book=book, found=found, shown=shown, problems=[], cache=(cache or ReadCache()).kept())
    about, stated = reading.about()
    read = {ABOUT: about}
    for name in _listed(stated):
        if asked is None or name in asked:
            table = reading.table(name, stated.get(name))
            if table is not None:
                read[name] = table
    if reading.problems:
        reading.stop()
    return Published(tables_by_name=read)


def _listed(stated: dict[str, str]) -> list[str]:
    """The tables that ought to be there, in the order of the workbook: the usual ones, then those of plugins."""
    usual = [name for name in TABLES if name != ABOUT and (name in stated or name in _TOLD_OF)]
    return usual + [name for name in stated if name not in TABLES and name != ABOUT]


_TOLD_OF: Final = ("charter", "dictionary")
"""Tables that hold no result and that ``about`` need not seal."""


@frozen(kw_only=True)
class _Reading:
    """One reading of one workbook: where it stands, what it found wrong, and the cells it met."""

    book: Tables
    found: Mapping[str, FoundTable]
    shown: str
    problems: list[Problem]
    cache: ReadCache

    def wrong(
        self, code: str, message: Message, sheet: str = "", line: int | None = None, hint: Message | None = None
    ) -> None:
        """Keep a problem with its place in this workbook."""
        where = Location(path=self.shown, sheet=sheet, line=line)
        self.problems.append(Problem(code, message, where, hint or _again()))

    def stop(self) -> NoReturn:
        """Raise what was found."""
        raise ProblemsFound(self.problems)

    def about(self) -> tuple[Table, dict[str, str]]:
        """The table « about », verified, and the seals of the tables that it states."""
        found = self._found(ABOUT)
        if found is None:
            message = say("Ce fichier n’est pas un classeur d’evalkit : la table « about » n’y est pas.")
            hint = say("Choisissez le classeur qu’« evalkit run » a écrit, sans en retirer de feuille.")
            self.wrong("E420", message, hint=hint)
            self.stop()
        said = self._said(found)
        if said.get("schema") != SCHEMA:
            message = say(
                "Ce classeur est d’une autre version des tables ({found}) que celle que lit cet evalkit ({known}).",
                found=said.get("schema") or "?",
                known=SCHEMA,
            )
            hint = say("Faites écrire le classeur et sa lecture par la même version d’evalkit.")
            self.wrong("E421", message, found.sheet, hint=hint)
            self.stop()
        stated = {key.removeprefix(SEAL_OF): seal for key, seal in said.items() if key.startswith(SEAL_OF)}
        table = self._verified(found, ABOUT, stated.get(ABOUT))
        if table is None:
            self.stop()
        return table, stated

    def table(self, name: str, stated: str | None) -> Table | None:
        """One table, verified; None where something is wrong with it."""
        found = self._found(name)
        if found is None:
            self.wrong("E424", say("La table « {table} » n’est plus dans ce classeur.", table=name))
            return None
        return self._verified(found, name, stated)

    def _found(self, name: str) -> FoundTable | None:
        if name in self.found:
            return self.found[name]
        return self.book.like([f.id for f in _fields(name)]) if name in TABLES else None

    def _said(self, found: FoundTable) -> dict[str, str]:
        if "key" not in found.columns or "value" not in found.columns:
            return {}
        key, value = found.columns.index("key"), found.columns.index("value")
        return {str(row[key]): str(row[value]) for row in found.rows}

    def _verified(self, found: FoundTable, name: str, stated: str | None) -> Table | None:
        """The table with its rows in the order in which they were written."""
        fields = _fields(name) if name in TABLES else _foreign(found)
        ids = [f.id for f in fields]
        lacking = [column for column in (*ids, SEAL) if column not in found.columns]
        for column in lacking:
            message = say("La colonne « {column} » de la table « {table} » n’est plus là.", column=column, table=name)
            self.wrong("E425", message, found.sheet, found.first - 1)
        if lacking:
            return None
        rows = self._cells(found, ids)
        written = [row[at] for at in [found.columns.index(SEAL)] for row in found.rows]
        computed = seals(ids, rows, self.cache.texts)
        places: Sequence[int] = range(len(rows))
        if computed != written:
            kept = self._sound(found, name, rows, computed, written)
            if kept is None:
                return None
            places, rows, computed = kept, [rows[i] for i in kept], [computed[i] for i in kept]
        if stated is not None and stated != _hash(name, rows, computed, ids):
            message = say("Des lignes de la table « {table} » ont été retirées, ou s’y trouvent deux fois.", table=name)
            self.wrong("E423", message, found.sheet)
            return None
        if ROW in found.columns:
            at = found.columns.index(ROW)
            rows = _in_order(rows, [found.rows[i][at] for i in places])
        title = str(TABLES[name].title) if name in TABLES else found.sheet
        return Table(name=name, title=title, fields=fields, rows=tuple(rows))

    def _cells(self, found: FoundTable, ids: Sequence[str]) -> list[tuple[Cell, ...]]:
        """The own columns of each row, by id, as cells of a table."""
        cell = self.cache.cells.__getitem__
        at = [found.columns.index(column) for column in ids]
        if at == list(range(len(ids))):
            own = len(ids)
            return [tuple(map(cell, row[:own])) for row in found.rows]
        return [tuple([cell(row[i]) for i in at]) for row in found.rows]

    def _sound(
        self,
        found: FoundTable,
        name: str,
        rows: Sequence[tuple[Cell, ...]],
        computed: Sequence[str],
        written: Sequence[object],
    ) -> Sequence[int] | None:
        """The rows that hold something, where each is as it was written; else None, and the problems are told."""
        kept = [i for i, row in enumerate(rows) if written[i] or any(cell is not None for cell in row)]
        wrong = [i for i in kept if written[i] != computed[i]]
        for i in wrong[:_TOLD]:
            line = found.first + i
            if written[i]:
                message = say(
                    "Cette ligne de la table « {table} » a été changée depuis qu’elle a été écrite.", table=name
                )
                self.wrong("E422", message, found.sheet, line)
            else:
                message = say("Cette ligne n’est pas de la table « {table} » : elle n’a pas de sceau.", table=name)
                hint = say("Retirez-la, ou écrivez-la sur une autre feuille.")
                self.wrong("E426", message, found.sheet, line, hint)
        if len(wrong) > _TOLD:
            more = len(wrong) - _TOLD
            message = say_n("{n} autre ligne est dans ce cas.", "{n} autres lignes sont dans ce cas.", more)
            self.wrong("E422", message, found.sheet, found.first + wrong[_TOLD])
        return None if wrong else kept


def _hash(name: str, rows: Sequence[tuple[Cell, ...]], computed: Sequence[str], ids: Sequence[str]) -> str:
    """The hash that ``about`` states of a table; of its own rows, all but the one that states it."""
    if name != ABOUT:
        return sealed_by(computed)
    key = ids.index("key")
    return sealed_by(seal for row, seal in zip(rows, computed, strict=True) if row[key] != f"{SEAL_OF}{ABOUT}")


def _in_order(rows: list[tuple[Cell, ...]], places: Sequence[object]) -> list[tuple[Cell, ...]]:
    """The rows by their number, where each has its own; else as they stand."""
    numbers = [place for place in places if isinstance(place, int | float)]
    if numbers == sorted(numbers) or len(set(numbers)) != len(rows):
        return rows
    return [row for _, row in sorted(zip(numbers, rows, strict=True), key=itemgetter(0))]


@cache
def _fields(name: str) -> tuple[Field, ...]:
    return tuple(Field(column, str(label), kind) for column, kind, label, _ in TABLES[name].columns)


def _foreign(found: FoundTable) -> tuple[Field, ...]:
    """The columns of a plugin's table: all those before the workbook's own two."""
    own: Collection[str] = found.columns[: found.columns.index(ROW)] if ROW in found.columns else found.columns
    return tuple(Field(column, column, Kind.MIXED) for column in own if column != SEAL)


def _again() -> Message:
    return say("Reprenez le classeur tel qu’il a été écrit, ou faites-le écrire à nouveau par « evalkit run ».")
