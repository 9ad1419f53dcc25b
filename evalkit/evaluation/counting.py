"""What was counted of the answers of a wave, plainly: how often each answer, each way of having none, each segment."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from evalkit.core.answers import PHASES, UNSPECIFIED, Answers, AskedItem, Column, Part
from evalkit.core.items import ItemType, State
from evalkit.evaluation.collecting import Collected
from evalkit.evaluation.words import shortest

Mask = NDArray[np.bool_]


@frozen(kw_only=True)
class ItemCounts:
    """How often each answer was given to one item: ``counts`` by declared code, or by number in its shortest form.

    A record with several choices counts once for each. ``missing`` counts records by why they did not answer, ``total``
    is the sum of a number, ``texts`` how many texts there are.
    """

    counts: Mapping[str, int]
    missing: Mapping[str, int]
    total: float | None = None
    texts: int = 0


@frozen(kw_only=True)
class InstrumentCounts:
    """What one instrument gave in a wave. ``records`` are distinct; ``items`` stand by id and phase, empty for none."""

    records: int
    rows: int
    files: tuple[str, ...]
    items: Mapping[str, Mapping[str, ItemCounts]]
    groups: Mapping[str, int]
    sites: Mapping[str, int]


def counted(collected: Collected) -> dict[str, InstrumentCounts]:
    """What was counted, by instrument, in the order in which they are declared."""
    answers = collected.answers
    found = {}
    for read in collected.instruments:
        mine = np.zeros(len(answers.records), dtype=bool)
        if read.id in answers.instruments:
            mine = answers.records.instrument == answers.instruments.index(read.id)
        found[read.id] = InstrumentCounts(
            records=_distinct(answers.records.record[mine]),
            rows=read.rows,
            files=tuple(one.path for one in read.files),
            items=_items(answers, read.id),
            groups=_segments(answers.records.group, answers.records.record, mine, answers.groups),
            sites=_segments(answers.records.site, answers.records.record, mine, answers.sites),
        )
    return found


def _items(answers: Answers, instrument: str) -> dict[str, dict[str, ItemCounts]]:
    found: dict[str, dict[str, ItemCounts]] = {}
    for number, asked in enumerate(answers.items):
        if asked.instrument != instrument:
            continue
        here = answers.item == number
        phases = np.unique(answers.phase[here]).tolist()
        # A flower asks one item twice over: its positions, and the shift between them, have other answers.
        mine = {PHASES[p]: _counts(answers, asked, here & (answers.phase == p)) for p in phases}
        found.setdefault(asked.item.id, {}).update(mine)
    return {item: phases or {"": ItemCounts(counts={}, missing={})} for item, phases in found.items()}


def _counts(answers: Answers, asked: AskedItem, here: Mask) -> ItemCounts:
    chosen = here & (answers.part <= Part.MORE) & (answers.code >= 0) & (answers.state == State.ANSWERED)
    numbers = np.bincount(answers.code[chosen], minlength=len(asked.values)).tolist()
    counts = {
        value if isinstance(value, str) else shortest(value): n for value, n in zip(asked.values, numbers, strict=True)
    }
    states = np.bincount(answers.state[here & (answers.part == Part.LEAD)], minlength=len(State)).tolist()
    is_number = asked.item.type is ItemType.NUMBER
    total = sum(float(value) * n for value, n in zip(asked.values, numbers, strict=True)) if is_number else None
    return ItemCounts(
        counts=counts,
        missing={str(s.missing): n for s, n in zip(State, states, strict=True) if s.missing is not None and n},
        total=None if total is None else float(f"{total:.12g}"),
        texts=int(np.count_nonzero(here & (answers.text >= 0) & (answers.part <= Part.TEXT))),
    )


def _segments(column: Column, record: Column, mine: Mask, names: tuple[str, ...]) -> dict[str, int]:
    """Distinct records of each segment, « non précisé » among them; nothing where no segment is declared."""
    found = {name: _distinct(record[mine & (column == number)]) for number, name in enumerate(names)}
    unspecified = _distinct(record[mine & (column < 0)])
    return {**found, UNSPECIFIED: unspecified} if names and unspecified else found


def _distinct(records: Column) -> int:
    return len(np.unique(records))
