"""Rows that stand twice: the same key with the same content counts once, with other content a person decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from evalkit.core.answers import RecordTable
from evalkit.core.evaluation import InstrumentUse
from evalkit.core.items import ItemType
from evalkit.core.message import say, say_n
from evalkit.core.problems import Location, Problem
from evalkit.core.rows import Cells
from evalkit.evaluation.reading import Table
from evalkit.evaluation.stacking import Stacked

_SAID = ("group", "site", "action", "mode", "present", "consent", "observer")
_NAMED = 5
_TELLING = 5
"""Rows of different content that two files are not likely to share by chance, all of them."""
_WORDY = 20
"""Letters of a text that two people are not likely to have written alike."""


@frozen(kw_only=True, eq=False)
class Found:
    """The rows that count, among ``all``, and what a person should know or decide."""

    all: range
    kept: NDArray[np.intp]
    problems: tuple[Problem, ...] = field(default=())


class Duplicates:
    """Looks for the rows of an instrument's tables that share its key."""

    def __init__(self, use: InstrumentUse, tables: Sequence[Table], ids: Sequence[Sequence[str]]) -> None:
        self._use = use
        self._stacked = Stacked(tables)
        self._ids = [text for column in ids for text in column]

    def find(self, content: Callable[[int], object]) -> Found:
        """The rows that count. *content* gives all that a row says, in a form that can be compared."""
        n = len(self._ids)
        keys = self._keys(content)
        table_of = self._stacked.number
        gone: set[int] = set()
        problems: list[Problem] = []
        equal: list[tuple[int, int]] = []
        unlike: dict[tuple[int, int], list[tuple[int, int]]] = {}
        aside: dict[tuple[int, int, str], list[tuple[int, int]]] = {}
        if len(set(keys)) < n:
            first: dict[object, int] = {}
            for row, key in enumerate(keys):
                before = first.setdefault(key, row)
                if before == row:
                    continue
                if content(before) == content(row):
                    equal.append((before, row))
                    gone.add(row)
                    continue
                wish = self._wish(before, row)
                if wish in ("first", "last"):
                    kept_row, left = (before, row) if wish == "first" else (row, before)
                    first[key] = kept_row
                    gone.add(left)
                    aside.setdefault((self._stacked.number(left), self._stacked.number(kept_row), wish), []).append(
                        (left, kept_row)
                    )
                else:
                    unlike.setdefault((table_of(before), table_of(row)), []).append((before, row))
        problems += [self._conflict(pairs) for pairs in unlike.values()]
        problems += [self._left(pairs, wish) for (_, _, wish), pairs in aside.items()]
        if equal:
            problems.append(self._once(equal))
        problems += self._probable(gone) or self._same_files(content)
        kept = np.delete(np.arange(n, dtype=np.intp), sorted(gone))
        return Found(all=range(n), kept=kept, problems=tuple(problems))

    def _keys(self, content: Callable[[int], object]) -> Sequence[object]:
        names = self._use.plugin.key
        if not names:
            return [(record, content(row)) for row, record in enumerate(self._ids)]
        others = [self._column(name) for name in names if name != "record"]
        return list(zip(self._ids, *others)) if others else self._ids

    def _column(self, name: str) -> list[str]:
        if name == "observer":
            return [text for table in self._stacked.tables for text in table.fields.observer]
        return [text for table in self._stacked.tables for text in table.fields.others.get(name, ("",) * len(table))]

    def _wish(self, before: int, row: int) -> str:
        for at in (row, before):
            said = self._stacked.place(at)[0].grid.source.settings.get("duplicates")
            if said:
                return str(said)
        return ""

    def _where(self, row: int) -> Location:
        table, index = self._stacked.place(row)
        columns = table.matched.of("field", "record")
        return table.grid.where(index, columns[0] if columns else None)

    def _conflict(self, pairs: Sequence[tuple[int, int]]) -> Problem:
        """Rows of one file whose key stands in another file, or higher up, with other answers."""
        before, row = pairs[0]
        other, here = self._where(before), self._where(row)
        lines = [str(self._where(again).line) for _, again in pairs]
        message = say_n(
            "Cet enregistrement existe déjà ligne {line} de {path}, avec d’autres réponses.",
            "{n} enregistrements existent déjà dans {path}, avec d’autres réponses (lignes {lines} ; la première y est "
            "ligne {line}).",
            len(pairs),
            line=other.line,
            path=other.path,
            lines=", ".join(lines[:_NAMED]) + ("…" if len(lines) > _NAMED else ""),
        )
        if other.path != here.path and len(pairs) > 1:
            hint = say(
                "Les deux saisies ont-elles chacune commencé au même numéro ? Mettez une lettre devant (A-1, B-1…), ou "
                "écrivez `duplicates: all` sous `files:` de l’outil : toutes compteront. Si ce sont les mêmes "
                "personnes : `duplicates: last` ou `first`."
            )
        elif other.path != here.path:
            hint = say(
                "Corrigez l’identifiant, ou dites laquelle compte : `duplicates: last` ou `first` (ou `all`) sous "
                "`files:`."
            )
        else:
            hint = say(
                "Corrigez l’identifiant, ou dites laquelle compte : `duplicates: last` ou `first` sous `files:`."
            )
        return Problem("E244", message, here, hint)

    def _left(self, pairs: Sequence[tuple[int, int]], wish: str) -> Problem:
        """Rows of one file that ``duplicates:`` leaves out, each with the row that counts in its place."""
        pairs = sorted(pairs)
        kept = self._where(pairs[0][1])
        lines = [str(self._where(row).line) for row, _ in pairs]
        message = say_n(
            "Une ligne est laissée de côté, comme le veut `duplicates: {wish}` : l’enregistrement compte ligne {line} "
            "de {path}.",
            "{n} lignes sont laissées de côté, comme le veut `duplicates: {wish}` (lignes {lines}) : ces "
            "enregistrements comptent dans {path}, le premier ligne {line}.",
            len(pairs),
            wish=wish,
            line=kept.line,
            path=kept.path,
            lines=", ".join(lines[:_NAMED]) + ("…" if len(lines) > _NAMED else ""),
        )
        return Problem("W258", message, self._where(pairs[0][0]))

    def _once(self, equal: Sequence[tuple[int, int]]) -> Problem:
        before, row = equal[0]
        other = self._where(before)
        message = say_n(
            "Une ligne est déjà présente à l’identique (ligne {line} de {path}) : elle compte une fois.",
            "{n} lignes sont déjà présentes à l’identique (d’abord ligne {line} de {path}) : elles comptent une fois.",
            len(equal),
            line=other.line,
            path=other.path,
        )
        return Problem("W246", message, self._where(row))

    def _probable(self, gone: set[int]) -> list[Problem]:
        """Rows without an id that say the same at the same moment, or the same long text: noted, and counted."""
        seen: dict[tuple[str, ...], int] = {}
        pairs: list[tuple[int, int]] = []
        for start, table in self._stacked:
            telling = self._telling(table) if table.fields.record is None else []
            for index, cells in enumerate(table.grid.rows if telling else ()):
                if start + index in gone or not any(len(cells[c]) >= least for c, least in telling):
                    continue
                before = seen.setdefault(tuple(cells), start + index)
                if before != start + index:
                    pairs.append((before, start + index))
        if not pairs:
            return []
        before, row = pairs[0]
        other = self._where(before)
        message = say_n(
            "Une ligne répète mot pour mot la ligne {line} de {path} : est-ce la même personne ? Les deux comptent.",
            "{n} lignes en répètent d’autres mot pour mot (d’abord la ligne {line} de {path}) : toutes comptent.",
            len(pairs),
            line=other.line,
            path=other.path,
        )
        return [Problem("W247", message, self._where(row), say("Si c’est un doublon, retirez l’une des lignes."))]

    def _same_files(self, content: Callable[[int], object]) -> list[Problem]:
        """A note on each file without ids whose rows all stand in another one too, as a second export of the same
        answers would: by content, whatever the format, the order of rows and the hour.
        """
        if not self._use.plugin.key:
            return []
        files: list[tuple[Table, Counter[object]]] = []
        problems = []
        tables = [(start, table) for start, table in self._stacked if table.fields.record is None]
        for start, table in tables if len(tables) > 1 else ():
            rows = Counter(content(row) for row in range(start, start + len(table)))
            other = next((before for before, theirs in files if len(rows) >= _TELLING and rows <= theirs), None)
            if other is not None:
                message = say(
                    "Toutes les réponses de ce fichier sont aussi dans {path} : est-ce un second export ? "
                    "Les deux comptent.",
                    path=other.grid.source.path,
                )
                hint = say("Si ce sont les mêmes, retirez l’un des deux fichiers.")
                problems.append(Problem("W247", message, Location(path=table.grid.source.path), hint))
            files.append((table, rows))
        return problems

    def _telling(self, table: Table) -> list[tuple[int, int]]:
        """The columns that tell one person from another, and how long a cell must be: the tool's time, long texts."""
        texts = [item.id for item in self._use.items if item.type is ItemType.TEXT]
        found = [(column, _WORDY) for name in texts for column in table.matched.of("item", name)]
        if table.grid.date is not None:
            found.append((table.grid.date, 12))
        return found


def content_of(
    cells: Mapping[str, Cells], fields: Mapping[str, tuple[str, ...]], records: RecordTable
) -> Callable[[int], object]:
    """A function that gives all that a row says: its answers, fields and segments, not its place nor its date."""

    def content(row: int) -> object:
        said: list[object] = [column[row] for column in fields.values()]
        for piece in cells.values():
            value = piece.values[piece.codes[row]] if piece.codes[row] >= 0 else None
            ticks = piece.ticks[row].tobytes() if piece.ticks is not None else b""
            said.append((int(piece.states[row]), value, ticks, piece.texts[row] if piece.texts else ""))
        said += [int(getattr(records, name)[row]) for name in _SAID]
        return tuple(said)

    return content
