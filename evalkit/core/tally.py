"""How often each answer was given, in every cell of every segment, from one integer pass over all answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import add
from typing import Final

import numpy as np
from attrs import define, evolve, field, frozen
from numpy.typing import NDArray

from evalkit.core.answers import PHASES, UNSPECIFIED, Answers, Column, Part
from evalkit.core.items import Item, State
from evalkit.core.readings import Tally

DIMENSIONS: Final = ("all", "group", "site", "action")
"""Segments are taken one dimension at a time; ``all`` has one segment, the empty one."""

_CHUNK: Final = 1 << 16
"""Answers counted at a time: few enough for a processor's cache, so that memory above the answers stays bounded."""

_JOINT_LIMIT: Final = 1 << 17
"""Cells of group × site × action up to which one histogram is cheaper than one per dimension."""

_STATES: Final = len(State)

Histogram = NDArray[np.int64]


@frozen(kw_only=True, eq=False)
class _Layout:
    """Where each answer is counted: a slot per state and value of each item and phase.

    ``base`` is the slot of an item's first value; the states without a value stand below it, so that an answer's slot
    is its base plus its code (-1 for none) less its state.
    """

    phases: int
    base: Column
    values: Column
    slots: int

    @classmethod
    def of(cls, answers: Answers) -> _Layout:
        phases = len(PHASES) if answers.phase.any() else 1
        values = np.repeat([len(asked.values) for asked in answers.items], phases).astype(np.int32)
        ends = np.cumsum(values + _STATES).astype(np.int32)
        return cls(phases=phases, base=ends - values, values=values, slots=int(ends[-1]) if len(ends) else 0)

    def pair(self, item: Column, phase: Column) -> Column:
        return item * self.phases + phase if self.phases > 1 else item

    def slot(self, pair: Column, code: Column, state: Column) -> Column:
        slot = self.base.take(pair)
        slot += code
        slot -= state
        # An answer with a code is answered, whatever a plugin says of its state beside.
        odd = np.flatnonzero((code >= 0) & (state > 0))
        slot[odd] += state[odd]
        return slot


@define(eq=False)
class Tallies:
    """Every tally of a wave, ready to be asked for. Nothing here depends on the order of the answers."""

    answers: Answers
    _layout: _Layout = field(init=False)
    _cells: Mapping[str, Column] = field(init=False)
    _counts: Mapping[str, Histogram] = field(init=False)
    _beside: Mapping[Part, Mapping[str, Histogram]] = field(init=False)
    _present: Mapping[str, Histogram] = field(init=False)
    _records: Mapping[str, Histogram] = field(init=False)
    _gathered: Mapping[str, Histogram] = field(init=False)
    # Profiles, masking and lists ask for the same cells again.
    _told: dict[tuple[str, str, bool, str, str, str], Tally] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self._layout = _Layout.of(self.answers)
        self._cells = {name: _cells(getattr(self.answers.records, name), len(self._names(name))) for name in _PARTS}
        self._counts = self._counted()
        self._beside = {part: self._counted_beside(part) for part in (Part.MORE, Part.TEXT, Part.VOICES, Part.DISSENT)}
        self._present = self._people()
        self._records, self._gathered = self._held()

    def segments(self, dimension: str) -> tuple[str, ...]:
        """The segments of a dimension in declared order, « non précisé » last; ("",) for ``all``."""
        return self._segments[dimension]

    def tally(self, instrument: str, item: Item, phase: str, dimension: str, segment: str) -> Tally:
        """One cell. An item that no file answered gives a tally of nothing, with the item's own codes."""
        key = (instrument, item.id, item.reverse, phase, dimension, segment)
        if key not in self._told:
            self._told[key] = self._tally(instrument, item, phase, dimension, segment)
        return self._told[key]

    def _tally(self, instrument: str, item: Item, phase: str, dimension: str, segment: str) -> Tally:
        column = self._segments[dimension].index(segment)
        records = self.records(instrument, dimension, segment)
        pieces = self._index.get((instrument, item.id, phase))
        if pieces is None:
            return Tally(codes=item.codes, counts=(0,) * len(item.codes), records=records)
        found = [self._piece(at, item, phase, dimension, column) for at in pieces]
        return evolve(reduce(add, found), records=records)

    def _piece(self, at: int, item: Item, phase: str, dimension: str, column: int) -> Tally:
        """The tally of one entry of the asked items; its records are counted elsewhere."""
        pair = at * self._layout.phases + (PHASES.index(phase) if self._layout.phases > 1 else 0)
        start, width = int(self._layout.base[pair]), int(self._layout.values[pair])
        slots = slice(start, start + width)
        counts = self._counts[dimension][slots, column].tolist()
        states = self._counts[dimension][start - _STATES : start, column].tolist()[::-1]
        more, texts, voices, dissent = (
            self._beside[part][dimension][:, column] for part in (Part.MORE, Part.TEXT, Part.VOICES, Part.DISSENT)
        )
        spoken = voices[slots].tolist()
        if item.reverse:
            mirrored = slice(0, len(item.codes))
            counts[mirrored], spoken[mirrored] = counts[mirrored][::-1], spoken[mirrored][::-1]
        whole = slice(start - _STATES, start + width)
        return Tally(
            codes=self.answers.items[at].values,
            counts=tuple(counts),
            missing=tuple(
                (state.missing, states[state]) for state in State if state.missing is not None and states[state]
            ),
            n=sum(counts) + states[State.ANSWERED] - int(more[whole].sum()),
            present=int(self._present[dimension][pair, column]),
            voices=tuple(spoken) if any(spoken) else (),
            texts=int(texts[whole].sum()),
            dissent=int(dissent[whole].sum()),
        )

    def records(self, instrument: str, dimension: str = "all", segment: str = "") -> int:
        """How many distinct records an instrument has in a segment, whatever they answered."""
        if instrument not in self.answers.instruments:
            return 0
        return self._held_in[instrument, dimension, segment]

    def people(self, instrument: str, dimension: str = "all", segment: str = "") -> int:
        """How many people were present in an instrument's sessions or meetings of a segment."""
        if instrument not in self.answers.instruments:
            return 0
        at = self.answers.instruments.index(instrument)
        return int(self._gathered[dimension][at, self.segments(dimension).index(segment)])

    @cached_property
    def _segments(self) -> dict[str, tuple[str, ...]]:
        return {"all": ("",), **{name: (*self._names(name), UNSPECIFIED) for name in _PARTS}}

    @cached_property
    def _held_in(self) -> dict[tuple[str, str, str], int]:
        """The records of each instrument in each segment."""
        return {
            (instrument, dimension, segment): int(self._records[dimension][at, column])
            for at, instrument in enumerate(self.answers.instruments)
            for dimension in DIMENSIONS
            for column, segment in enumerate(self.segments(dimension))
        }

    @cached_property
    def _index(self) -> dict[tuple[str, str, str], list[int]]:
        """Where each item stands among those asked: more than once where answers were merged file by file."""
        found: dict[tuple[str, str, str], list[int]] = {}
        for number, asked in enumerate(self.answers.items):
            for phase in asked.item.phases or ("",):
                found.setdefault((asked.instrument, asked.item.id, phase), []).append(number)
        return found

    def _names(self, dimension: str) -> tuple[str, ...]:
        return {"group": self.answers.groups, "site": self.answers.sites, "action": self.answers.actions}[dimension]

    def _counted(self) -> dict[str, Histogram]:
        """Answers (leads and further choices) by slot and segment."""
        slots = self._layout.slots
        sizes = tuple(len(self._names(name)) + 1 for name in _PARTS)
        cells = [self._cells[name] for name in _PARTS]
        joint = slots * int(np.prod(sizes)) <= _JOINT_LIMIT
        if joint:
            cells = [np.ravel_multi_index(tuple(cells), sizes).astype(np.int32)]
        tables = self._histograms(cells, [int(np.prod(sizes))] if joint else list(sizes))
        if joint:
            cube = tables[0].reshape(*sizes, slots)
            tables = [cube.sum(axis=tuple(i for i in range(3) if i != axis)) for axis in range(3)]
        return {"all": tables[0].sum(axis=0)[:, None], **{n: t.T for n, t in zip(_PARTS, tables, strict=True)}}

    def _histograms(self, cells: Sequence[Column], sizes: Sequence[int]) -> list[Histogram]:
        """For each column of cells, one per record, how many answers each cell and slot has; one pass for all."""
        slots = self._layout.slots
        firsts = [cell * _wide(slots, slots * size) for cell, size in zip(cells, sizes, strict=True)]
        tables = [np.zeros(slots * size, dtype=np.int64) for size in sizes]
        only_leads = not self.answers.part[self._aside].any()
        for piece in self._pieces(at_least=max(map(len, tables))):
            slot, row = self._slots(piece, only_leads)
            for table, first in zip(tables, firsts, strict=True):
                key = first.take(row)
                key += slot
                table += np.bincount(key, minlength=len(table))
        return [table.reshape(size, slots) for table, size in zip(tables, sizes, strict=True)]

    def _pieces(self, at_least: int = 0) -> Iterator[slice]:
        """The answers a few at a time, never fewer than the cells they are counted in."""
        step = max(_CHUNK, at_least)
        return (slice(start, start + step) for start in range(0, len(self.answers), step))

    def _slots(self, piece: slice, only_leads: bool) -> tuple[Column, Column]:
        """The slot of each answer of a piece that is counted, and its row of the records."""
        answers, layout = self.answers, self._layout
        item, code, row, state, phase = (
            column[piece] for column in (answers.item, answers.code, answers.row, answers.state, answers.phase)
        )
        if not only_leads:
            counted = (answers.part[piece] <= Part.MORE) & (item >= 0)
            item, code, row, state, phase = (column[counted] for column in (item, code, row, state, phase))
        return layout.slot(layout.pair(item, phase), code, state), row

    @cached_property
    def _aside(self) -> NDArray[np.intp]:
        """Where something stands beside the answers, or in their place."""
        answers = self.answers
        found = [
            piece.start + np.flatnonzero((answers.part[piece] != Part.LEAD) | (answers.text[piece] >= 0))
            for piece in self._pieces()
        ]
        return np.concatenate(found) if found else np.empty(0, dtype=np.intp)

    def _counted_beside(self, part: Part) -> dict[str, Histogram]:
        """What stands beside the answers, by slot and segment: choices beyond the first, texts, voices, dissent."""
        answers, layout, aside = self.answers, self._layout, self._aside
        if part is Part.TEXT:
            mine = (answers.text[aside] >= 0) & (answers.part[aside] <= Part.TEXT)
        else:
            mine = answers.part[aside] == part
        chosen = aside[mine & (answers.item[aside] >= 0)]
        pair = layout.pair(answers.item[chosen], answers.phase[chosen])
        slot = layout.slot(pair, answers.code[chosen], np.zeros(len(chosen), dtype=np.int32))
        weights = answers.voices[chosen] if part is Part.VOICES else None
        return self._by_segment(slot, answers.row[chosen], layout.slots, weights)

    def _people(self) -> dict[str, Histogram]:
        """People present in the sessions that answered, by item and phase, and segment."""
        answers, layout = self.answers, self._layout
        present = np.maximum(answers.records.present, 0)
        nobody = np.empty(0, dtype=np.int32)
        found = self._by_segment(nobody, nobody, len(layout.base), nobody)
        for piece in self._pieces(at_least=len(layout.base)) if present.any() else ():
            lead = (answers.part[piece] == Part.LEAD) & (answers.state[piece] == State.ANSWERED)
            chosen = piece.start + np.flatnonzero(lead & (answers.item[piece] >= 0))
            pair, rows = layout.pair(answers.item[chosen], answers.phase[chosen]), answers.row[chosen]
            more = self._by_segment(pair, rows, len(layout.base), present[rows])
            found = {name: table + more[name] for name, table in found.items()}
        return found

    def _by_segment(
        self, slot: NDArray[np.int32], row: Column, slots: int, weights: NDArray[np.int32] | None
    ) -> dict[str, Histogram]:
        found: dict[str, Histogram] = {}
        for name in _PARTS:
            size = len(self._names(name)) + 1
            key = slot.astype(np.int64) * size + self._cells[name][row]
            table = np.bincount(key, weights=weights, minlength=slots * size)
            found[name] = np.rint(table).astype(np.int64).reshape(slots, size)
        return {"all": found["group"].sum(axis=1, keepdims=True), **found}

    def _held(self) -> tuple[dict[str, Histogram], dict[str, Histogram]]:
        """Records, and people present at them, by instrument and segment."""
        records: dict[str, Histogram] = {}
        people: dict[str, Histogram] = {}
        for dimension in DIMENSIONS:
            held = self._distinct_records(dimension)
            shape = len(self.answers.instruments), len(self.segments(dimension))
            key = held.instrument * shape[1] + held.segment
            records[dimension] = np.bincount(key, minlength=shape[0] * shape[1]).reshape(shape)
            present = np.bincount(key, weights=held.present, minlength=shape[0] * shape[1])
            people[dimension] = np.rint(present).astype(np.int64).reshape(shape)
        return records, people

    def _distinct_records(self, dimension: str) -> _Held:
        """Each record once in each segment where it has a row, with the most people any of its rows tells."""
        records = self.answers.records
        segment = self._cells[dimension] if dimension != "all" else np.zeros(len(records), dtype=np.int32)
        present = np.maximum(records.present, 0)
        if self._alone:
            return _Held(instrument=records.instrument, segment=segment, present=present)
        triples = np.stack([records.instrument, records.record, segment])
        distinct, inverse = np.unique(triples, axis=1, return_inverse=True)
        most = np.zeros(distinct.shape[1], dtype=np.int32)
        np.maximum.at(most, inverse.reshape(-1), present)
        return _Held(instrument=distinct[0], segment=distinct[2], present=most)

    @cached_property
    def _alone(self) -> bool:
        """Whether each record has one row, as in most files."""
        records = self.answers.records
        if not len(records):
            return True
        record = records.instrument.astype(np.int64) * (int(records.record.max()) + 1) + records.record
        return int(np.bincount(record).max()) == 1


@frozen(kw_only=True, eq=False)
class _Held:
    instrument: Column
    segment: Column
    present: Column


_PARTS: Final = ("group", "site", "action")


def _cells(codes: Column, unspecified: int) -> Column:
    """Segments as numbers, « non précisé » the last."""
    return np.where(codes >= 0, codes, unspecified).astype(np.int32)


def _wide(number: int, most: int) -> np.int32 | np.int64:
    """A number as wide as what it is multiplied to."""
    return np.int32(number) if most < 2**31 else np.int64(number)
