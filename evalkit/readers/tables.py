"""From a sheet and its headings to the table of answers: rows that are none are left out, and said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from evalkit import Grid, Location, Message, MultiStyle, Problem, Sheet, Source, fold, say_n
from evalkit.readers.headings import Header

_PATH = re.compile("[/-]")
_SAMPLE = 200


@frozen(kw_only=True)
class LeftOut:
    """A tool's mark of a row that is no answer: under one of ``headings``, one of ``words``. ``why`` is draft, preview,
    incomplete, refused or encrypted.
    """

    why: str
    headings: tuple[str, ...]
    words: tuple[str, ...]


@frozen(kw_only=True)
class Marks:
    """What a tool adds to its tables, folded; see `Tool`."""

    metadata: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    day_first: frozenset[str] = frozenset()
    multi: MultiStyle = MultiStyle.UNKNOWN
    not_asked: frozenset[str] = frozenset()
    free_other: bool = False
    left_out: tuple[LeftOut, ...] = ()


def grid(source: Source, sheet: Sheet, header: Header, reader: str, marks: Marks) -> Grid:
    """The table under *header*, without the headings repeated among its rows and the rows that the tool marks."""
    headings = header.headings
    folded = [tuple(map(fold, names)) for names in headings]
    kept, notes = _kept(source, sheet, header, folded, marks)
    width = len(headings)
    rows: Sequence[Sequence[str]] = sheet.rows[header.bottom :]
    lines: Sequence[int] = sheet.lines[header.bottom :]
    indexes: Sequence[int] = range(header.bottom, len(sheet.rows))
    if len(kept) < len(rows):
        rows, lines = [rows[i] for i in kept], [lines[i] for i in kept]
        indexes = [header.bottom + i for i in kept]
    if any(len(row) != width for row in rows):
        width = max(width, *map(len, rows))
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
        headings = (*headings, *[()] * (width - len(headings)))
        folded += [()] * (width - len(folded))
    date = _first(folded, marks.date)
    return Grid(
        source=source,
        sheet=sheet,
        reader=reader,
        headings=headings,
        rows=rows,
        lines=lines,
        indexes=indexes,
        record=_first(folded, marks.record),
        date=date,
        metadata=frozenset(
            j
            for j, names in enumerate(folded)
            if any(name in marks.metadata or _added(name, marks.prefixes) for name in names)
        ),
        multi=marks.multi,
        not_asked=marks.not_asked,
        free_other=marks.free_other,
        day_first=True if date is not None and marks.day_first.intersection(folded[date]) else None,
        notes=tuple(notes),
    )


def _added(name: str, prefixes: Sequence[str]) -> bool:
    """True for a column that begins as the tool's own do; a question in a group of the tool's is still a question."""
    leaf = _PATH.split(name)[-1]
    return any(name.startswith(p) and (not p.endswith("_") or leaf.startswith(p)) for p in prefixes)


def _first(folded: Sequence[tuple[str, ...]], wanted: Sequence[str]) -> int | None:
    """The column of the first wanted heading that stands there."""
    for name in wanted:
        for j, names in enumerate(folded):
            if name in names:
                return j
    return None


def _kept(
    source: Source, sheet: Sheet, header: Header, folded: Sequence[tuple[str, ...]], marks: Marks
) -> tuple[list[int], list[Problem]]:
    """The rows under the headings that are answers, and a note for each kind of row that is none."""
    rows = sheet.rows[header.bottom :]
    repeated = [list(map(fold, sheet.rows[i])) for i in range(header.top, header.bottom)]
    notes: list[Problem] = []
    kept = list(range(len(rows)))
    again = _again(rows, list(map(fold, sheet.rows[header.row])))
    if again and len(repeated) > 1:
        again = [i for i, row in enumerate(rows) if any(_is(row, heading) for heading in repeated)]
    if again:
        left = set(again)
        kept = [i for i in kept if i not in left]
        line = sheet.lines[header.bottom + again[0]]
        notes.append(
            Problem(
                "W230",
                say_n(
                    "Les titres des colonnes sont répétés dans une ligne, laissée de côté.",
                    "Les titres des colonnes sont répétés dans {n} lignes, laissées de côté.",
                    len(again),
                ),
                Location(path=source.path, sheet=sheet.name, line=line),
            )
        )
    for rule in marks.left_out:
        column = _first(folded, tuple(map(fold, rule.headings)))
        if column is None:
            continue
        words = frozenset(map(fold, rule.words))
        said = {cell: fold(cell) in words for cell in {_cell(rows[i], column) for i in kept}}
        out = [i for i in kept if said[_cell(rows[i], column)]]
        if out:
            kept = [i for i in kept if not said[_cell(rows[i], column)]]
            where = Location(
                path=source.path, sheet=sheet.name, line=sheet.lines[header.bottom + out[0]],
                column=header.headings[column][0],
            )  # fmt: skip
            notes.append(Problem("W231", _why(rule.why, len(out)), where))
    return kept, notes


def _again(rows: Sequence[Sequence[str]], heading: Sequence[str]) -> list[int]:
    """The rows that say what the heading does. Only those that do in the column of fewest cells are looked at whole."""
    sample = rows[:_SAMPLE]
    named = [j for j, name in enumerate(heading) if name]
    if not named:
        return []
    column = min(named, key=lambda j: len({_cell(row, j) for row in sample}))
    cells = [row[column] if column < len(row) else "" for row in rows]
    said = {cell for cell in set(cells) if fold(cell) == heading[column]}
    return [i for i, cell in enumerate(cells) if cell in said and _is(rows[i], heading)] if said else []


def _is(row: Sequence[str], heading: Sequence[str]) -> bool:
    """True where a row says what the heading does."""
    return len(row) == len(heading) and all(fold(cell) == said for cell, said in zip(row, heading, strict=True))


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _why(why: str, n: int) -> Message:
    if why == "draft":
        return say_n("{n} brouillon est laissé de côté.", "{n} brouillons sont laissés de côté.", n)
    if why == "preview":
        return say_n("{n} essai (aperçu) est laissé de côté.", "{n} essais (aperçus) sont laissés de côté.", n)
    if why == "incomplete":
        return say_n("{n} réponse inachevée est laissée de côté.", "{n} réponses inachevées sont laissées de côté.", n)
    if why == "encrypted":
        return say_n("{n} réponse chiffrée est laissée de côté.", "{n} réponses chiffrées sont laissées de côté.", n)
    return say_n("{n} réponse refusée dans l’outil est laissée de côté.",
                 "{n} réponses refusées dans l’outil sont laissées de côté.", n)  # fmt: skip


def unread(source: Source, sheet: Sheet) -> Iterable[Problem]:
    """A note that names the sheets beside the one that is read."""
    others = [other.name for other in source.sheets if other is not sheet and other.rows]
    if others:
        message = say_n(
            "La feuille « {sheet} » est lue ; la feuille « {others} » ne l’est pas.",
            "La feuille « {sheet} » est lue ; les feuilles « {others} » ne le sont pas.",
            len(others),
            sheet=sheet.name,
            others=", ".join(others),
        )
        yield Problem("W233", message, Location(path=source.path, sheet=sheet.name))
