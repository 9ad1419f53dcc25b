"""How often each answer was given, in every cell of every segment, from one integer pass over all answers."""

from __future__ import annotations

from collections.abc import Mapping
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

_CHUNK: Final = 1 << 18
_JOINT_LIMIT: Final = 1 << 17
_STATES: Final = len(State)

Histogram = NDArray[np.int64]


@frozen(kw_only=True, eq=False)
class _Layout:
    """Where each answer is counted: a slot per value and state of each item and phase."""

    phases: int
    base: Column
    values: Column
    slots: int

    @classmethod
    def of(cls, answers: Answers) -> _Layout:
        phases = len(PHASES) if answers.phase.any() else 1
        values = np.repeat([len(asked.values) for asked in answers.items], phases).astype(np.int32)
        width = values + _STATES
        base = np.concatenate([[0], np.cumsum(width)[:-1]]).astype(np.int32) if len(width) else width
        return cls(phases=phases, base=base, values=values, slots=int(width.sum()))

    def pair(self, item: int, phase: int) -> int:
        return item * self.phases + (phase if self.phases > 1 else 0)


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
        column = self._segments[dimension].index(segment)
        records = self.records(instrument, dimension, segment)
        pieces = self._index.get((instrument, item.id, phase))
        if pieces is None:
            return Tally(codes=item.codes, counts=(0,) * len(item.codes), records=records)
        found = [self._piece(at, item, phase, dimension, column) for at in pieces]
        return evolve(reduce(add, found), records=records)

    def _piece(self, at: int, item: Item, phase: str, dimension: str, column: int) -> Tally:
        """The tally of one entry of the asked items; its records are counted elsewhere."""
        pair = self._layout.pair(at, PHASES.index(phase))
        start, width = int(self._layout.base[pair]), int(self._layout.values[pair])
        slots = slice(start, start + width)
        counts = self._counts[dimension][slots, column].tolist()
        states = self._counts[dimension][start + width : start + width + _STATES, column].tolist()
        more, texts, voices, dissent = (
            self._beside[part][dimension][:, column] for part in (Part.MORE, Part.TEXT, Part.VOICES, Part.DISSENT)
        )
        spoken = voices[slots].tolist()
        if item.reverse:
            mirrored = slice(0, len(item.codes))
            counts[mirrored], spoken[mirrored] = counts[mirrored][::-1], spoken[mirrored][::-1]
        whole = slice(start, start + width + _STATES)
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
        at = self.answers.instruments.index(instrument)
        return int(self._records[dimension][at, self.segments(dimension).index(segment)])

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
        answers, layout = self.answers, self._layout
        sizes = tuple(len(self._names(name)) + 1 for name in _PARTS)
        joint = layout.slots * int(np.prod(sizes)) <= _JOINT_LIMIT
        if joint:
            cell = np.ravel_multi_index(tuple(self._cells[name] for name in _PARTS), sizes).astype(np.int32)
            tables = [np.zeros(layout.slots * int(np.prod(sizes)), dtype=np.int64)]
            places = [(cell, int(np.prod(sizes)))]
        else:
            tables = [np.zeros(layout.slots * size, dtype=np.int64) for size in sizes]
            places = [(self._cells[name], size) for name, size in zip(_PARTS, sizes, strict=True)]
        only_leads = not answers.part.any()
        for start in range(0, len(answers), _CHUNK):
            piece = slice(start, start + _CHUNK)
            slot, row = self._slots(piece, only_leads)
            for table, (cell, size) in zip(tables, places, strict=True):
                key = slot * size + cell[row] if size > 1 else slot
                table += np.bincount(key, minlength=len(table))
        if joint:
            cube = tables[0].reshape(layout.slots, *sizes)
            by_part = [cube.sum(axis=tuple(i for i in (1, 2, 3) if i != axis)) for axis in (1, 2, 3)]
        else:
            by_part = [table.reshape(layout.slots, size) for table, size in zip(tables, sizes, strict=True)]
        return {"all": by_part[0].sum(axis=1, keepdims=True), **dict(zip(_PARTS, by_part, strict=True))}

    def _slots(self, piece: slice, only_leads: bool) -> tuple[Column, Column]:
        """The slot of each answer of a piece that is counted, and its row of the records."""
        answers, layout = self.answers, self._layout
        item, code, row, state = (column[piece] for column in (answers.item, answers.code, answers.row, answers.state))
        phase = answers.phase[piece]
        if not only_leads:
            counted = (answers.part[piece] <= Part.MORE) & (item >= 0)
            item, code, row, state, phase = (column[counted] for column in (item, code, row, state, phase))
        pair = item * layout.phases + phase if layout.phases > 1 else item
        slot = layout.base[pair] + code
        bare = np.flatnonzero(code < 0)
        if len(bare):
            slot[bare] = (layout.base + layout.values)[pair[bare]] + state[bare]
        return slot, row

    def _counted_beside(self, part: Part) -> dict[str, Histogram]:
        """What stands beside the answers, by slot and segment: choices beyond the first, texts, voices, dissent."""
        answers, layout = self.answers, self._layout
        if part is Part.TEXT:
            chosen = np.flatnonzero((answers.text >= 0) & (answers.part <= Part.TEXT) & (answers.item >= 0))
        else:
            chosen = np.flatnonzero((answers.part == part) & (answers.item >= 0))
        pair = answers.item[chosen] * layout.phases + (answers.phase[chosen] if layout.phases > 1 else 0)
        slot = layout.base[pair] + np.where(answers.code[chosen] >= 0, answers.code[chosen], layout.values[pair])
        weights = answers.voices[chosen] if part is Part.VOICES else None
        return self._by_segment(slot, answers.row[chosen], layout.slots, weights)

    def _people(self) -> dict[str, Histogram]:
        """People present in the sessions that answered, by item and phase, and segment."""
        answers, layout = self.answers, self._layout
        present = np.maximum(answers.records.present, 0)
        lead = (answers.part == Part.LEAD) & (answers.state == State.ANSWERED) & (answers.item >= 0)
        chosen = np.flatnonzero(lead) if present.any() else np.empty(0, dtype=np.intp)
        pair = answers.item[chosen] * layout.phases + (answers.phase[chosen] if layout.phases > 1 else 0)
        rows = answers.row[chosen]
        return self._by_segment(pair, rows, len(layout.base), present[rows])

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
        triples = np.stack([records.instrument, records.record, segment])
        distinct, inverse = np.unique(triples, axis=1, return_inverse=True)
        present = np.zeros(distinct.shape[1], dtype=np.int64)
        np.maximum.at(present, inverse.reshape(-1), np.maximum(records.present, 0))
        return _Held(instrument=distinct[0], segment=distinct[2], present=present)


@frozen(kw_only=True, eq=False)
class _Held:
    instrument: Column
    segment: Column
    present: Histogram


_PARTS: Final = ("group", "site", "action")


def _cells(codes: Column, unspecified: int) -> Column:
    """Segments as numbers, « non précisé » the last."""
    return np.where(codes >= 0, codes, unspecified).astype(np.int32)
