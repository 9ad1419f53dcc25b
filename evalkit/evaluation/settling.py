"""What one row of a record says of the whole record: its group, site and action, its date, how many were there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from evalkit.core.answers import Column, RecordTable
from evalkit.core.evaluation import InstrumentUse
from evalkit.core.message import Message, say, say_n
from evalkit.core.problems import Location, Problem
from evalkit.evaluation.reading import Table
from evalkit.evaluation.stacking import Stacked

_SEGMENTS = ("group", "site", "action")


def settle(records: Column, tables: Sequence[Table], columns: Mapping[str, Column]) -> list[Problem]:
    """Fill *columns* in place: what a row leaves empty, another row of its record says.

    Two groups, sites or actions of one record are a problem. Two numbers of people present are a note, and the smaller
    counts, since floors rest on it. Each row keeps its own date.
    """
    where = Stacked(tables).where
    problems: list[Problem] = []
    for name, column in columns.items():
        first: dict[int, int] = {}
        differs: dict[int, int] = {}
        for row, (record, value) in enumerate(zip(records.tolist(), column.tolist())):
            if value < 0:
                continue
            at = first.setdefault(record, row)
            if column[at] != value:
                differs.setdefault(record, row)
                if name == "present" and value < column[at]:
                    first[record] = row
        if name in _SEGMENTS:
            problems += [_two_segments(name, where(row), where(first[record])) for record, row in differs.items()]
        elif name == "present":
            problems += [
                Problem("W252", _two_numbers(int(column[first[record]])), where(row)) for record, row in differs.items()
            ]
        said = np.full(int(records.max(initial=-1)) + 1, -1, dtype=np.int32)
        for record, row in first.items():
            said[record] = column[row]
        whole = said[records]
        np.copyto(column, whole, where=(whole >= 0) if name == "present" else (column < 0))
    return problems


def unknown_present(use: InstrumentUse, tables: Sequence[Table], records: RecordTable) -> list[Problem]:
    """A note on the meetings and sessions of which nobody wrote how many people were there: floors rest on it."""
    if use.file.unit not in ("meeting", "collective") or not len(records):
        return []
    unknown = np.unique(records.record[records.present < 0])
    if not len(unknown):
        return []
    row = int(np.flatnonzero(records.present < 0)[0])
    message = say_n(
        "Une séance n’a pas de nombre de présents : elle ne compte pour personne dans le seuil de publication.",
        "{n} séances n’ont pas de nombre de présents : elles ne comptent pour personne dans le seuil de publication.",
        len(unknown),
    )
    hint = say("Écrivez-le si vous le connaissez ; sinon, leurs résultats peuvent être masqués.")
    return [Problem("W257", message, Stacked(tables).where(row), hint)]


def _two_segments(name: str, here: Location, before: Location) -> Problem:
    message = say(
        "Un même enregistrement a deux valeurs pour « {field} » : ici et ligne {line} ({path}).",
        field={"group": say("groupe"), "site": say("site"), "action": say("action")}[name],
        line=before.line,
        path=before.path,
    )
    hint = say("Corrigez l’une des deux lignes, ou donnez-leur des identifiants différents.")
    return Problem("E246", message, here, hint)


def _two_numbers(smallest: int) -> Message:
    return say("Un même enregistrement a deux nombres de présents : le plus petit ({n}) compte.", n=smallest)
