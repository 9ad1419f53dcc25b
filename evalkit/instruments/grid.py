"""The observation grid: one row, one meeting as one observer saw it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import numpy as np
from attrs import evolve, frozen

import evalkit
from evalkit import (
    Answers,
    AskedItem,
    Cells,
    Disagreement,
    Entry,
    Framework,
    Item,
    ItemType,
    Part,
    Problem,
    Rows,
    State,
    Text,
    say,
)


@frozen(kw_only=True)
class Role:
    """Who takes part in a meeting: inhabitants, employees, partners."""

    id: str
    label: Text


@frozen(kw_only=True)
class ObservationGrid:
    """A grid filled in during or after a meeting. A row is a meeting as one observer saw it.

    ``roles`` are those of whom an item with ``by_role: true`` counts: it becomes one item per role, ``<id>.<role>``.
    """

    name: ClassVar[str] = "observation-grid"
    layout: ClassVar[str] = "grid"
    fields: ClassVar[tuple[str, ...]] = ("observer", "present")
    key: ClassVar[tuple[str, ...]] = ("record", "observer")

    roles: tuple[Role, ...] = ()

    def asks(self, framework: Framework, declared: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items of its file, those by role once for each role."""
        return tuple(asked for item in declared for asked in (self._by_role(item) if item.by_role else (item,)))

    def _by_role(self, item: Item) -> Iterable[Item]:
        for role in self.roles:
            label = _beside(item.label, role.label)
            names = [n for name in (item.id, *item.label.variants, *item.also) for n in _both(name, role)]
            yield evolve(
                item, id=f"{item.id}.{role.id}", label=label, also=tuple(dict.fromkeys(names)), role=role.id,
            )  # fmt: skip

    def answers(self, rows: Rows, framework: Framework) -> tuple[Answers, list[Problem]]:
        """One answer for each meeting and item. Where two observers differ there is none, and a note W270 names the
        cell, to be looked at together.
        """
        records = rows.records.record.tolist()
        if len(set(records)) == len(records):
            return rows.to_answers(), []
        meetings: dict[int, list[int]] = {}
        for row, record in enumerate(records):
            meetings.setdefault(record, []).append(row)
        asked = tuple(
            AskedItem(instrument=rows.instrument.id, item=cells.item, values=cells.values)
            for cells in rows.cells.values()
        )
        entries: list[Entry] = []
        notes: list[Problem] = []
        for number, cells in enumerate(rows.cells.values()):
            for seen in meetings.values():
                given, note = _together(rows, number, cells, seen)
                entries += given
                notes += note
        return rows.from_entries(asked, entries), notes


def _together(rows: Rows, number: int, cells: Cells, seen: list[int]) -> tuple[list[Entry], list[Problem]]:
    """What the observers of one meeting say of one item: their common answer, each text, or their difference."""
    lead = seen[0]
    texts = [
        Entry(row, number, part=Part.TEXT, text=cells.texts[row]) for row in seen if cells.texts and cells.texts[row]
    ]
    if cells.item.type is ItemType.TEXT:
        first = [Entry(e.row, number, text=e.text) if i == 0 else e for i, e in enumerate(texts)]
        return first or [Entry(lead, number, state=_state(cells, seen))], []
    answered = [row for row in seen if cells.states[row] == State.ANSWERED]
    if not answered:
        return [Entry(lead, number, state=_state(cells, seen)), *texts], []
    said = {_said(cells, row) for row in answered}
    if len(said) > 1:
        record = rows.ids[int(rows.records.record[lead])]
        differing = sorted(_shown(cells, row) for row in answered)
        labels = {category.code: str(category.label) for category in cells.item.categories}
        message = say(
            "À regarder ensemble : les observateurs de « {record} » diffèrent ({words}).",
            record=record,
            words=", ".join(labels.get(code, code) for code in differing),
        )
        where = rows.where(answered[1], cells.item.label)
        note = Disagreement("W270", message, where, record=record, item=cells.item.id, answers=tuple(differing))
        return [Entry(lead, number, state=State.NO_ANSWER), *texts], [note]
    row = answered[0]
    codes = [int(cells.codes[row])] if cells.ticks is None else np.flatnonzero(cells.ticks[row]).tolist()
    text = cells.texts[row] if cells.item.type is ItemType.DATE and cells.texts else ""
    parts = [Part.LEAD, *[Part.MORE] * (len(codes) - 1)]
    given = [Entry(row, number, code, part=part, text=text) for code, part in zip(codes, parts)]
    return [*given, *(() if cells.item.type is ItemType.DATE else texts)], []


def _said(cells: Cells, row: int) -> object:
    if cells.ticks is not None:
        return cells.ticks[row].tobytes()
    return cells.texts[row] if cells.item.type is ItemType.DATE else int(cells.codes[row])


def _shown(cells: Cells, row: int) -> str:
    if cells.ticks is not None:
        return " + ".join(str(cells.values[i]) for i in np.flatnonzero(cells.ticks[row]))
    if cells.item.type is ItemType.DATE:
        return cells.texts[row]
    value = cells.values[int(cells.codes[row])]
    return f"{value:g}" if isinstance(value, float) else value


def _state(cells: Cells, seen: list[int]) -> State:
    """Nobody answered: « not looked for » only where every observer says so, else the first other reason."""
    states = [State(int(cells.states[row])) for row in seen]
    return next((state for state in states if state not in (State.NOT_ASKED, State.ANSWERED)), states[0])


def _beside(label: Text, role: Text) -> Text:
    if not label.languages and not role.languages:
        return Text(f"{label} – {role}")
    languages = dict.fromkeys((*label.languages, *role.languages))
    return Text({language: f"{label.to(language)} – {role.to(language)}" for language in languages})


def _both(name: str, role: Role) -> Iterable[str]:
    yield f"{name} [{role.id}]"
    for label in role.label.variants:
        yield f"{name} [{label}]"


@evalkit.hookimpl
def evalkit_instruments() -> Iterable[type]:
    """The kind « observation-grid »."""
    return [ObservationGrid]
