"""A second pair of eyes on published tables: can a masked cell be had back from what is written?

It knows nothing of how cells were masked. It takes the tables as a reader of the workbook would, writes down every sum
that they publish, and asks of each masked figure whether the sums determine it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from evalkit.core.message import say
from evalkit.core.problems import Problem
from evalkit.core.published import MASKED, Cell, Published

Key = tuple[str, str, str]
"""instrument, item, phase: what is tallied."""

Figures = dict[tuple[str, str], int | None]
"""A figure by dimension and segment, as a reader finds it; None where it is masked."""

_FIGURES = (
    "k", "n", "records", "present", "distribution", "voices", "median", "spread", "value", "value_unit", "low", "high",
    "dissent", "reason",
)  # fmt: skip
_ALL = ("all", "")
_BEHIND = {"person": "n", "interview": "records"}
"""The column that counts people, by unit; ``present`` for meetings and collective judgements."""


def audit(published: Published) -> tuple[Problem, ...]:
    """What is wrong with the protection of these tables; nothing where they may leave.

    A masked row holds nothing but the token, and a join holds no figure. What is shown has a floor's worth of people
    behind it, and no interview is told by segment. A tally masked in one row is masked in all, and so is its n among
    the instruments. No marker says something where no reading is left that does. And
    over the sums that are written (a whole is the sum of its parts, in each dimension), no masked figure is determined:
    its unit vector is not in the span of the sums (a rank test), and the parts that stay masked are together no smaller
    than the floor. The numbers of records, which all items of an instrument share, are held to the same.
    """
    units = {str(r["instrument"]): str(r["unit"]) for r in published["instruments"].records()}
    floors = _floors(published.about)
    found = [*_rows(published), *_small(published, units, floors), *_voices(published)]
    found += _instruments(published, units, floors)
    for key, figures in _people(published, units).items():
        found += _sums(key, figures, floors[units[key[0]]])
    for instrument, figures in _records(published).items():
        if units[instrument] in _BEHIND:
            found += _remainders((instrument, "", ""), figures, floors[units[instrument]])
    return tuple(dict.fromkeys(found))


def _floors(about: Mapping[str, Cell]) -> dict[str, int]:
    """The floor by unit."""
    person = about["floor_published" if about["profile"] == "published" else "floor_internal"]
    present = _whole(about["floor_present"])
    interviews = _whole(about["floor_interviews"])
    return {"person": _whole(person), "interview": interviews, "meeting": present, "collective": present}


def _rows(published: Published) -> Iterator[Problem]:
    """Masked rows that hold a figure, or figures beside a masked status of the same tally."""
    masked: dict[tuple[Cell, ...], bool] = {}
    for row in published["readings"].records():
        place = str(row["segment"] or row["dimension"])
        if row["item"] is None:
            if any(row[name] is not None for name in _FIGURES):
                yield _leak(str(row["instrument"]), "", place)
            continue
        hidden = row["status"] == "masked"
        if hidden and any(row[name] is not MASKED for name in _FIGURES):
            yield _leak(str(row["instrument"]), str(row["item"]), place)
        cell = tuple(row[name] for name in ("instrument", "item", "phase", "dimension", "segment"))
        if masked.setdefault(cell, hidden) != hidden:
            yield _leak(str(row["instrument"]), str(row["item"]), place)


def _small(published: Published, units: Mapping[str, str], floors: Mapping[str, int]) -> Iterator[Problem]:
    """Figures shown of fewer people than the floor, and interviews shown by segment."""
    for row in published["readings"].records():
        if row["item"] is None or row["status"] == "masked":
            continue
        unit = units[str(row["instrument"])]
        people = _whole(row[_BEHIND.get(unit, "present")])
        answered = unit == "interview" or _whole(row["n"]) > 0
        segmented = unit == "interview" and row["dimension"] != "all"
        if segmented or (answered and row["records"] != 0 and people < floors[unit]):
            yield _leak(str(row["instrument"]), str(row["item"]), str(row["segment"] or row["dimension"]))


def _voices(published: Published) -> Iterator[Problem]:
    """Markers that say something although no reading left of them does."""
    shown = {
        (row["marker"], row["dimension"], row["segment"])
        for row in published["readings"].records()
        if row["item"] is not None and row["status"] not in ("masked", "not_looked_for")
    }
    for row in published["markers"].records():
        silent = (row["marker"], row["dimension"], row["segment"]) not in shown
        if silent and row["status"] not in ("masked", "not_looked_for"):
            yield _leak(str(row["sources"]), str(row["marker"]), str(row["segment"] or row["dimension"]))


def _instruments(published: Published, units: Mapping[str, str], floors: Mapping[str, int]) -> Iterator[Problem]:
    """Figures told of a whole instrument that its readings mask."""
    masked = {
        (row["instrument"], row["item"])
        for row in published["readings"].records()
        if row["dimension"] == "all" and row["status"] == "masked" and row["phase"] in (None, "after")
    }
    for row in published["instruments"].records():
        if (row["instrument"], row["item"]) in masked and row["n"] is not MASKED:
            yield _leak(str(row["instrument"]), str(row["item"]), "all")
    figures = [(str(r["instrument"]), r["records"]) for r in published["instruments"].records()]
    figures += [
        (key.removeprefix("input."), _input_records(str(value)))
        for key, value in published.about.items()
        if key.startswith("input.")
    ]
    for instrument, records in figures:
        unit = units[instrument]
        if unit in _BEHIND and isinstance(records, int) and 0 < records < floors[unit]:
            yield _leak(instrument, "", "all")


def _input_records(value: str) -> Cell:
    found = dict(part.partition("=")[::2] for part in value.split("; ")).get("records", "")
    return int(found) if found.isdecimal() else None


def _people(published: Published, units: Mapping[str, str]) -> dict[Key, Figures]:
    """The people behind each tally; every other figure of it adds up along the same sums and is masked with it."""
    people: dict[Key, Figures] = {}
    for row in published["readings"].records():
        if row["item"] is None:
            continue
        key = (str(row["instrument"]), str(row["item"]), str(row["phase"] or ""))
        behind = _BEHIND.get(units[key[0]], "present")
        people.setdefault(key, {})[_place(row)] = None if row["status"] == "masked" else _whole(row[behind])
    return people


def _records(published: Published) -> dict[str, Figures]:
    """The numbers of records of each instrument, told beside any of its items."""
    records: dict[str, Figures] = {}
    for row in published["readings"].records():
        if row["item"] is not None:
            figures = records.setdefault(str(row["instrument"]), {})
            if figures.setdefault(_place(row), None) is None and isinstance(row["records"], int):
                figures[_place(row)] = row["records"]
    for row in published["instruments"].records():
        if isinstance(row["records"], int) and str(row["instrument"]) in records:
            records[str(row["instrument"])][_ALL] = row["records"]
    return records


def _place(row: Mapping[str, Cell]) -> tuple[str, str]:
    return str(row["dimension"]), str(row["segment"] or "")


def _whole(value: Cell) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _sums(key: Key, figures: Figures, floor: int) -> Iterator[Problem]:
    """The masked parts of one item that the published sums determine."""
    masked = [place for place, people in figures.items() if people is None]
    dimensions = _dimensions(figures)
    # Where the whole is masked too it is one more unknown, tied to the parts of each dimension.
    equations = [
        [-1.0 if place == _ALL else 1.0 if place[0] == dimension else 0.0 for place in masked]
        for dimension in dimensions
    ]
    rank = _rank(equations)
    for number, place in enumerate(masked):
        unit = [1.0 if other == number else 0.0 for other in range(len(masked))]
        if equations and _rank([*equations, unit]) == rank:
            yield _leak(key[0], key[1], place[1] or place[0])
    yield from _remainders(key, figures, floor)


def _remainders(key: Key, figures: Figures, floor: int) -> Iterator[Problem]:
    """The masked parts that are together smaller than the floor."""
    whole = figures.get(_ALL)
    if whole is None:
        return
    for dimension in _dimensions(figures):
        parts = {place: people for place, people in figures.items() if place[0] == dimension}
        hidden = [place for place, people in parts.items() if people is None]
        if hidden and whole - sum(people or 0 for people in parts.values()) < floor:
            yield _leak(key[0], key[1], hidden[0][1])


def _dimensions(figures: Figures) -> list[str]:
    return sorted({dimension for dimension, _ in figures} - {"all"})


def _rank(rows: Sequence[Sequence[float]]) -> int:
    return int(np.linalg.matrix_rank(np.array(rows))) if rows and rows[0] else 0


def _leak(instrument: str, item: str, segment: str) -> Problem:
    return Problem(
        "E450",
        say(
            "Outil {instrument}, item {item}, segment {segment} : une valeur masquée pourrait être retrouvée à partir "
            "de ce qui est publié. Rien n’a été écrit.",
            instrument=instrument,
            item=item,
            segment=segment,
        ),
        hint=say("C’est une erreur d’evalkit ou d’un module : signalez-la, sans joindre les réponses."),
    )
