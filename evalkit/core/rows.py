"""Rows of answer files whose cells have met their items: what an instrument turns into answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from evalkit.core.answers import PHASES, Answers, AskedItem, Column, Part, RecordTable
from evalkit.core.items import Item, ItemType, State
from evalkit.core.problems import Location
from evalkit.core.text import Text


@frozen(kw_only=True)
class InstrumentFile:
    """The keys that every instrument of a project has, whatever its kind.

    ``unit`` is person, collective, meeting or interview; ``sample`` is convenience, census or random (``population`` is
    the size of a census). ``group``, ``site`` and ``action`` fix those of all records. ``items`` are those declared in
    the file.
    """

    id: str
    kind: str
    title: Text
    unit: str
    sample: str = "convenience"
    population: int | None = None
    notice: Text = Text()
    group: str = ""
    site: str = ""
    action: str = ""
    items: tuple[Item, ...] = ()
    missing: Mapping[str, tuple[str, ...]] = field(factory=dict)
    columns: Mapping[str, tuple[str, ...]] = field(factory=dict)
    fields: Mapping[str, tuple[str, ...]] = field(factory=dict)
    files: Mapping[str, Mapping[str, object]] = field(factory=dict)
    where: Location | None = field(default=None, eq=False)


@frozen(kw_only=True, eq=False)
class Cells:
    """The cells of one item, one per row, decoded.

    ``codes`` indexes ``values`` (-1 where there is no code) and ``states`` holds a `State`. For an item of type
    ``choices``, ``ticks`` has a row per record and a column per category, and ``codes`` is the first ticked one.
    ``texts`` are words: the answer of a text item (or an ISO date), or what was written beside « autre »; "" for none.
    """

    item: Item
    codes: Column
    states: Column
    values: tuple[str | float, ...] = ()
    ticks: NDArray[np.bool_] | None = None
    texts: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One answer as an instrument states it: the fields of a row of `Answers`, with a text in place of its index."""

    row: int
    item: int
    code: int = -1
    state: int = State.ANSWERED
    part: int = Part.LEAD
    phase: str = ""
    text: str = ""
    voices: int = 0


@frozen(kw_only=True, eq=False)
class Rows:
    """The filled-in rows of one instrument in one wave, from all its files, each record once.

    ``cells`` holds the typed cells by item id, ``fields`` the text of the instrument's own fields by name ("" where
    nothing was written); fields with fixed words hold their codes. ``answers`` of an instrument starts from here.
    """

    wave: str
    instrument: InstrumentFile
    items: tuple[Item, ...]
    groups: tuple[str, ...]
    sites: tuple[str, ...]
    actions: tuple[str, ...]
    ids: tuple[str, ...]
    dates: tuple[str, ...]
    observers: tuple[str, ...]
    modes: tuple[str, ...]
    paths: tuple[str, ...]
    sheets: tuple[str, ...]
    records: RecordTable
    cells: Mapping[str, Cells] = field(factory=dict)
    fields: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def __len__(self) -> int:
        return len(self.records)

    def where(self, row: int, column: str = "") -> Location:
        """The place of a row, and of a column in it."""
        sheet = int(self.records.sheet[row])
        return Location(
            path=self.paths[int(self.records.file[row])],
            sheet=self.sheets[sheet] if sheet >= 0 else "",
            line=int(self.records.line[row]),
            column=column or None,
        )

    def field(self, name: str) -> tuple[str, ...]:
        """A field's text for each row; empty strings where no file has the column."""
        return self.fields.get(name) or ("",) * len(self)

    def to_answers(self, items: Iterable[str] | None = None) -> Answers:
        """One answer for each row and item (a further one for each further choice): a form read as it stands."""
        wanted = [self.cells[name] for name in (self.cells if items is None else items)]
        asked = tuple(
            AskedItem(instrument=self.instrument.id, item=cells.item, values=cells.values) for cells in wanted
        )
        blocks = [_block(number, cells) for number, cells in enumerate(wanted)]
        texts: list[str] = []
        for block, cells in zip(blocks, wanted, strict=True):
            _with_texts(block, cells, texts)
        return self.with_columns(asked, tuple(texts), _stacked(blocks))

    def from_entries(self, asked: tuple[AskedItem, ...], entries: Iterable[Entry]) -> Answers:
        """Answers as an instrument states them one by one; ``item`` indexes *asked*."""
        texts: list[str] = []
        columns: dict[str, list[int]] = {name: [] for name in _COLUMNS}
        for entry in entries:
            columns["row"].append(entry.row)
            columns["item"].append(entry.item)
            columns["phase"].append(PHASES.index(entry.phase))
            columns["code"].append(entry.code)
            columns["state"].append(int(entry.state))
            columns["part"].append(int(entry.part))
            columns["text"].append(len(texts) if entry.text else -1)
            columns["voices"].append(entry.voices)
            if entry.text:
                texts.append(entry.text)
        arrays = {name: np.array(column, dtype=np.int32) for name, column in columns.items()}
        return self.with_columns(asked, tuple(texts), arrays)

    def with_columns(
        self, asked: tuple[AskedItem, ...], texts: tuple[str, ...], columns: Mapping[str, Column]
    ) -> Answers:
        """The table of answers that has these columns and the records of these rows."""
        return Answers(
            wave=self.wave,
            instruments=(self.instrument.id,),
            groups=self.groups,
            sites=self.sites,
            actions=self.actions,
            items=asked,
            ids=self.ids,
            dates=self.dates,
            observers=self.observers,
            modes=self.modes,
            files=self.paths,
            sheets=self.sheets,
            texts=texts,
            records=self.records,
            **columns,
        )


_COLUMNS = ("row", "item", "phase", "code", "state", "part", "text", "voices")


def _block(number: int, cells: Cells) -> dict[str, Column]:
    """The answers of one item: its rows in order, the lead of each before its further choices."""
    n = len(cells.codes)
    if cells.ticks is None or cells.item.type is not ItemType.CHOICES:
        row = np.arange(n, dtype=np.int32)
        code, state, part = cells.codes, cells.states, np.zeros(n, dtype=np.int32)
    else:
        ticked_row, ticked_code = np.nonzero(cells.ticks)
        bare = np.flatnonzero(~cells.ticks.any(axis=1))
        row = np.concatenate([ticked_row, bare]).astype(np.int32)
        code = np.concatenate([ticked_code, np.full(len(bare), -1)]).astype(np.int32)
        order = np.argsort(row, kind="stable")
        row, code = row[order], code[order]
        state = cells.states[row]
        part = np.full(len(row), int(Part.MORE), dtype=np.int32)
        part[np.concatenate([[True], row[1:] != row[:-1]]) if len(row) else []] = int(Part.LEAD)
    return {
        "row": row,
        "item": np.full(len(row), number, dtype=np.int32),
        "code": code,
        "state": state,
        "part": part,
        "text": np.full(len(row), -1, dtype=np.int32),
    }


def _with_texts(block: dict[str, Column], cells: Cells, texts: list[str]) -> None:
    """Tie each lead answer to the words written with it."""
    if not cells.texts:
        return
    written = [i for i, text in enumerate(cells.texts) if text]
    numbers = np.full(len(cells.texts), -1, dtype=np.int32)
    numbers[written] = np.arange(len(texts), len(texts) + len(written), dtype=np.int32)
    texts += [cells.texts[i] for i in written]
    lead = block["part"] == Part.LEAD
    block["text"][lead] = numbers[block["row"][lead]]


def _stacked(blocks: list[dict[str, Column]]) -> dict[str, Column]:
    """One block under the other: answers given alone, in no phase."""
    empty = np.empty(0, dtype=np.int32)
    none = np.zeros(sum(len(block["row"]) for block in blocks), dtype=np.int32)
    stated = {name: np.concatenate([empty, *(block[name] for block in blocks)]) for name in blocks[0]} if blocks else {}
    return {name: stated.get(name, none) for name in _COLUMNS}
