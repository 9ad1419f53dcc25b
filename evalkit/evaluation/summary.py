"""What was read of a wave, counted: the ``instruments`` part of ``check --json`` and ``run --json``."""

from __future__ import annotations

from typing import Any

import numpy as np

from evalkit.core.answers import UNSPECIFIED, Answers, AskedItem, Part
from evalkit.core.items import ItemType, State
from evalkit.evaluation.collecting import Collected
from evalkit.evaluation.words import shortest

_AFTER = 2
"""The index of the phase that is counted where an item has phases."""


def summary(collected: Collected) -> dict[str, Any]:
    """By instrument: ``records`` (distinct), ``rows``, ``files`` (their paths), ``items``, ``groups`` and ``sites``.

    An item holds ``counts`` by code, ``missing`` by kind, the ``sum`` of its numbers and the number of its ``texts``;
    what does not apply, and what is nothing, is left out.
    """
    answers = collected.answers
    found: dict[str, Any] = {}
    for read in collected.instruments:
        if read.id not in answers.instruments:
            continue
        number = answers.instruments.index(read.id)
        mine = answers.records.instrument == number
        found[read.id] = {
            "records": len(np.unique(answers.records.record[mine])),
            "rows": read.rows,
            "files": [file.path for file in read.files],
            "items": {
                asked.item.id: _item(answers, at, asked)
                for at, asked in enumerate(answers.items)
                if asked.instrument == read.id and asked.item.phases != ("shift",)
            },
            "groups": _segments(answers, mine, answers.records.group, answers.groups),
            "sites": _segments(answers, mine, answers.records.site, answers.sites),
        }
    return found


def _item(answers: Answers, at: int, asked: AskedItem) -> dict[str, Any]:
    here = answers.item == at
    if asked.item.phases:
        here &= answers.phase == _AFTER
    leads = here & (answers.part == Part.LEAD)
    chosen = answers.code[(leads | (here & (answers.part == Part.MORE))) & (answers.code >= 0)]
    told: dict[str, Any] = {}
    if asked.values:
        counts = np.bincount(chosen, minlength=len(asked.values)).tolist()
        told["counts"] = {_key(value): n for value, n in zip(asked.values, counts) if n}
    states = answers.state[leads]
    missing = {
        state.missing.value: int(np.count_nonzero(states == state)) for state in State if state.missing is not None
    }
    told["missing"] = {kind: n for kind, n in missing.items() if n}
    if asked.item.type is ItemType.NUMBER:
        told["sum"] = float(np.asarray(asked.values, dtype=np.float64)[chosen].sum()) if asked.values else 0.0
    texts = int(np.count_nonzero(here & (answers.text >= 0)))
    if texts or asked.item.type is ItemType.TEXT:
        told["texts"] = texts
    return told


def _key(value: str | float) -> str:
    return value if isinstance(value, str) else shortest(value)


def _segments(answers: Answers, mine: Any, column: Any, names: tuple[str, ...]) -> dict[str, int]:
    """Distinct records by segment, « non précisé » last, empty segments left out."""
    counts = {}
    for index, name in (*enumerate(names), (-1, UNSPECIFIED)):
        n = len(np.unique(answers.records.record[mine & (column == index)]))
        if n:
            counts[name] = n
    return counts
