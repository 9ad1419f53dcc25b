"""All tables of one instrument become its rows: each record once, whatever file it came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import PurePosixPath

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from evalkit.core.answers import Column, RecordTable
from evalkit.core.evaluation import Evaluation, InstrumentUse
from evalkit.core.items import Item, ItemType, State
from evalkit.core.problems import Problem
from evalkit.core.rows import Cells, Rows
from evalkit.core.vocabulary import MODES
from evalkit.evaluation.duplicates import Duplicates, content_of
from evalkit.evaluation.pieces import Piece
from evalkit.evaluation.reading import Table
from evalkit.evaluation.settling import settle, unknown_present


@frozen(kw_only=True, eq=False)
class Gathered:
    """The rows of one instrument, how many were ``read`` with those that stand twice, and what was said."""

    rows: Rows
    read: int
    problems: tuple[Problem, ...] = ()


def gather(evaluation: Evaluation, use: InstrumentUse, wave: str, tables: Sequence[Table]) -> Gathered:
    """The rows of all *tables* of an instrument.

    Rows with the same key and the same content count once; with other content they are a problem that names both,
    unless ``duplicates:`` says which one counts.
    """
    ids = [_ids(table) for table in tables]
    fields = _fields(tables)
    cells = {
        item.id: _cells(item, [table.items[item.id] for table in tables]) for item in use.items if _asked(item, tables)
    }
    records, words, problems = _records(use, tables, ids)
    problems += unknown_present(use, tables, records)
    found = Duplicates(use, tables, ids).find(content_of(cells, fields, records))
    kept = found.kept
    if len(kept) < len(records):
        cells = {name: _taken(piece, kept) for name, piece in cells.items()}
        fields = {name: tuple(column[i] for i in kept.tolist()) for name, column in fields.items()}
        records = records.take(kept)
    rows = Rows(
        wave=wave,
        instrument=use.file,
        items=use.items,
        groups=tuple(one.id for one in evaluation.groups),
        sites=tuple(one.id for one in evaluation.structure.sites),
        actions=tuple(one.id for one in evaluation.actions),
        records=records,
        cells=cells,
        fields=fields,
        **words,
    )
    return Gathered(rows=rows, read=len(found.all), problems=(*problems, *found.problems))


def _asked(item: Item, tables: Sequence[Table]) -> bool:
    return all(item.id in table.items for table in tables)


def _ids(table: Table) -> list[str]:
    """The record of each row: what the file says, else the file and the row."""
    grid = table.grid
    name = PurePosixPath(grid.source.path).name + (f"/{grid.sheet.name}" if grid.sheet.name else "")
    said = table.fields.record
    if said is None:
        return [f"{name}#{line}" for line in grid.lines]
    if grid.source.settings.get("duplicates") == "all":
        return [f"{text} ({name})" if text else f"{name}#{line}" for text, line in zip(said, grid.lines)]
    return [text or f"{name}#{line}" for text, line in zip(said, grid.lines)]


def _fields(tables: Sequence[Table]) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(name for table in tables for name in table.fields.others)
    return {name: tuple(cell for table in tables for cell in table.fields.others[name]) for name in names}


def _cells(item: Item, parts: Sequence[Piece]) -> Cells:
    states = _joined([piece.states for piece in parts])
    texts: tuple[str, ...] = ()
    if any(piece.texts for piece in parts):
        texts = tuple(chain.from_iterable(piece.texts or [""] * len(piece.states) for piece in parts))
    if item.type is ItemType.NUMBER:
        numbers = np.concatenate([_numbers(piece) for piece in parts]) if parts else np.empty(0)
        answered = states == int(State.ANSWERED)
        values = np.unique(numbers[answered])
        codes = np.where(answered, np.searchsorted(values, numbers), -1).astype(np.int32)
        return Cells(item=item, codes=codes, states=states, values=tuple(values.tolist()), texts=texts)
    ticks = None
    if item.type is ItemType.CHOICES:
        width = len(item.categories)
        empty = np.zeros((0, width), dtype=np.bool_)
        ticks = np.concatenate(
            [empty, *(p.ticks if p.ticks is not None else np.zeros((len(p.states), width), np.bool_) for p in parts)]
        )
    codes = _joined([piece.codes for piece in parts])
    return Cells(item=item, codes=codes, states=states, values=item.codes, ticks=ticks, texts=texts)


def _numbers(piece: Piece) -> NDArray[np.float64]:
    return piece.numbers if piece.numbers is not None else np.full(len(piece.states), np.nan)


def _taken(cells: Cells, kept: NDArray[np.intp]) -> Cells:
    return Cells(
        item=cells.item,
        codes=cells.codes[kept],
        states=cells.states[kept],
        values=cells.values,
        ticks=cells.ticks[kept] if cells.ticks is not None else None,
        texts=tuple(cells.texts[i] for i in kept.tolist()) if cells.texts else (),
    )


def _records(
    use: InstrumentUse, tables: Sequence[Table], ids: Sequence[Sequence[str]]
) -> tuple[RecordTable, dict[str, tuple[str, ...]], list[Problem]]:
    """What is said once for a row, as integers, and the words that they stand for."""
    record, record_words = _coded(ids)
    dates, date_words = _coded([table.fields.dates for table in tables])
    observers, observer_words = _coded([table.fields.observer for table in tables])
    sheets, sheet_words = _coded([[table.grid.sheet.name] * len(table) for table in tables])
    paths = tuple(dict.fromkeys(table.grid.source.path for table in tables))
    columns = {
        "group": _joined([table.fields.segments["group"] for table in tables]),
        "site": _joined([table.fields.segments["site"] for table in tables]),
        "action": _joined([table.fields.segments["action"] for table in tables]),
        "date": dates,
        "present": _joined([table.fields.present for table in tables]),
    }
    problems = settle(record, tables, columns) if use.plugin.key != ("record",) else []
    records = RecordTable(
        instrument=np.zeros(len(record), dtype=np.int32),
        record=record,
        observer=observers,
        mode=_joined([table.fields.mode for table in tables]),
        consent=_joined([table.fields.consent for table in tables]),
        file=_joined([np.full(len(t), paths.index(t.grid.source.path), dtype=np.int32) for t in tables]),
        sheet=sheets,
        line=_joined([np.asarray(table.grid.lines, dtype=np.int32) for table in tables]),
        **columns,
    )
    words = {
        "ids": record_words,
        "dates": date_words,
        "observers": observer_words,
        "modes": tuple(mode.code for mode in MODES),
        "paths": paths,
        "sheets": sheet_words,
    }
    return records, words, problems


def _coded(columns: Iterable[Sequence[str]]) -> tuple[Column, tuple[str, ...]]:
    """Words as integers, -1 for none, and the words that they stand for."""
    numbers: dict[str, int] = {}
    coded = [numbers.setdefault(word, len(numbers)) if word else -1 for column in columns for word in column]
    return np.array(coded, dtype=np.int32), tuple(numbers)


def _joined(columns: Sequence[Column]) -> Column:
    return np.concatenate([np.empty(0, dtype=np.int32), *columns]).astype(np.int32)
