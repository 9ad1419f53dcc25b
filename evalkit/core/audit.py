"""A second pair of eyes on published tables: can a masked cell be had back from what is written?

It knows nothing of how cells were masked. It takes the tables as a reader of the workbook would, writes down every sum
that they publish, and asks of each masked figure whether the sums determine it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from attrs import frozen

from evalkit.core.message import say
from evalkit.core.problems import Problem
from evalkit.core.published import MASKED, Cell, Published

Key = tuple[str, str, str]
"""instrument, item, phase: what is tallied."""

_FIGURES = (
    "k", "n", "records", "present", "distribution", "voices", "median", "spread", "value", "value_unit", "low", "high",
    "dissent", "reason",
)  # fmt: skip
_ALL = ("all", "")


@frozen(kw_only=True)
class _Told:
    """What the readings tell of one tallied item: by segment, the people behind it; None is masked.

    Every other figure of a tally is masked with it and adds up along the same sums, so people stand for all of them.
    """

    people: Mapping[tuple[str, str], int | None]


def audit(published: Published) -> tuple[Problem, ...]:
    """What is wrong with the protection of these tables; nothing where they may leave.

    Three tests. A masked row holds nothing but the token. A tally masked in one row is masked in all. And over the sums
    that are written (a whole is the sum of its parts, in each dimension), no masked figure is determined: its unit
    vector is not in the span of the sums (a rank test), and the parts that stay masked are together no smaller than the
    floor.
    """
    units = {str(r["instrument"]): str(r["unit"]) for r in published["instruments"].records()}
    floors = _floors(published.about)
    found = [*_rows(published)]
    for key, told in _told(published, units).items():
        found += _sums(key, told, floors.get(units.get(key[0], "person"), floors["meeting"]))
    return tuple(dict.fromkeys(found))


def _floors(about: Mapping[str, Cell]) -> dict[str, int]:
    person = about["floor_published" if about["profile"] == "published" else "floor_internal"]
    told = {"person": person, "interview": about["floor_interviews"], "meeting": about["floor_present"]}
    return {unit: int(floor) for unit, floor in told.items() if isinstance(floor, int | float)}


def _rows(published: Published) -> Iterator[Problem]:
    """Masked rows that hold a figure, or figures beside a masked status of the same tally."""
    masked: dict[tuple[Cell, ...], bool] = {}
    for row in published["readings"].records():
        if row["item"] is None:
            continue
        hidden = row["status"] == "masked"
        if hidden and any(row[name] is not MASKED for name in _FIGURES):
            yield _leak(str(row["instrument"]), str(row["item"]), str(row["segment"] or row["dimension"]))
        cell = tuple(row[name] for name in ("instrument", "item", "phase", "dimension", "segment"))
        if masked.setdefault(cell, hidden) != hidden:
            yield _leak(str(row["instrument"]), str(row["item"]), str(row["segment"] or row["dimension"]))


def _told(published: Published, units: Mapping[str, str]) -> dict[Key, _Told]:
    people: dict[Key, dict[tuple[str, str], int | None]] = {}
    for row in published["readings"].records():
        if row["item"] is None:
            continue
        key = (str(row["instrument"]), str(row["item"]), str(row["phase"] or ""))
        place = (str(row["dimension"]), str(row["segment"] or ""))
        hidden = row["status"] == "masked"
        column = {"person": "n", "interview": "records"}.get(units.get(key[0], "person"), "present")
        people.setdefault(key, {})[place] = None if hidden else _whole(row[column])
    return {key: _Told(people=places) for key, places in people.items()}


def _whole(value: Cell) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _sums(key: Key, told: _Told, floor: int) -> Iterator[Problem]:
    """The masked parts of one item that the published sums determine."""
    masked = [place for place, people in told.people.items() if people is None]
    if not masked:
        return
    dimensions = sorted({dimension for dimension, _ in told.people} - {"all"})
    equations = [
        [1.0 if place[0] == dimension else 0.0 for place in masked]
        for dimension in dimensions
        if told.people.get(_ALL) is not None
    ]
    if told.people.get(_ALL) is None and _ALL in told.people:
        # The whole is masked too: one more unknown, and a sum that ties it to the parts of each dimension.
        equations = [
            [-1.0 if place == _ALL else 1.0 if place[0] == dimension else 0.0 for place in masked]
            for dimension in dimensions
        ]
    rank = _rank(equations)
    for number, place in enumerate(masked):
        unit = [1.0 if other == number else 0.0 for other in range(len(masked))]
        if equations and _rank([*equations, unit]) == rank:
            yield _leak(key[0], key[1], place[1] or place[0])
    whole = told.people.get(_ALL)
    for dimension in dimensions:
        hidden = [place for place in masked if place[0] == dimension]
        if whole is None or not hidden:
            continue
        rest = whole - sum(people or 0 for place, people in told.people.items() if place[0] == dimension)
        shown = any(people is not None for place, people in told.people.items() if place[0] == dimension)
        if shown and rest < floor:
            yield _leak(key[0], key[1], hidden[0][1])


def _rank(rows: Sequence[Sequence[float]]) -> int:
    return int(np.linalg.matrix_rank(np.array(rows))) if rows and rows[0] else 0


def _leak(instrument: str, item: str, segment: str) -> Problem:
    return Problem(
        "E450",
        say(
            "Outil {instrument}, item {item}, segment {segment} : une valeur masquée pourrait être retrouvée à partir "
            "de ce qui est publié. Rien n’a été écrit.",
            instrument=instrument,
            item=item,
            segment=segment,
        ),
        hint=say("C’est une erreur d’evalkit ou d’un module : signalez-la, sans joindre les réponses."),
    )
