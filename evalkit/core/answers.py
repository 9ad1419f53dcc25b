"""All answers of a wave as one long table of integers, with the words they stand for beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from attrs import evolve, fields, frozen
from numpy.typing import NDArray

from evalkit.core.items import Item, State
from evalkit.core.problems import Location

if TYPE_CHECKING:
    import pandas

Column = NDArray[np.int32]

PHASES = ("", "before", "after", "shift")
"""The moments an answer may belong to; the first is for instruments that know only one."""

CONSENTS = ("no", "anonymous", "named", "published")
"""What a person allowed to be done with her words, from nothing to everything."""

UNSPECIFIED = "unspecified"
"""The segment of the records that name no group, site or action."""


class Part(IntEnum):
    """What one row of the answers says.

    ``LEAD`` answers (or misses) an item, once for a record, item and phase; ``MORE`` is a further choice of the same
    answer; ``TEXT`` only carries words beside; ``VOICES`` carries how many voices a code had; ``DISSENT`` is a
    disagreement kept in words.
    """

    LEAD = 0
    MORE = 1
    TEXT = 2
    VOICES = 3
    DISSENT = 4


@frozen(kw_only=True)
class AskedItem:
    """An item as one instrument asked it, and the values that its codes stand for.

    ``values`` are category codes for a closed item, the distinct numbers (ascending) for a number, and empty for words.
    """

    instrument: str
    item: Item
    values: tuple[str | float, ...] = ()


@frozen(kw_only=True, eq=False)
class RecordTable:
    """What is said once for a row of an answer file: whose it is and where it stands. Columns of equal length.

    ``group``, ``site`` and ``action`` index the declared ids, -1 where none was said; ``present`` is a number of
    people, -1 where unknown; ``line`` is the row in the file.
    """

    instrument: Column
    record: Column
    group: Column
    site: Column
    action: Column
    date: Column
    observer: Column
    mode: Column
    present: Column
    consent: Column
    file: Column
    sheet: Column
    line: Column

    def __len__(self) -> int:
        return len(self.record)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> RecordTable:
        """Only these rows."""
        return RecordTable(**{a.name: getattr(self, a.name)[rows] for a in fields(RecordTable)})


@frozen(kw_only=True, eq=False)
class Answers:
    """The long table of a wave.

    One entry of ``row``, ``item``, ``phase``, ``code``, ``state``, ``part``, ``text`` and ``voices`` is one answer: the
    row of ``records`` it comes from, the index in ``items`` (-1 for words that fit no marker), the index in `PHASES`,
    the index in the item's values (-1 for none), a `State`, a `Part`, the index in ``texts`` (-1 for none), and a
    number of voices. The other tuples are the words that the columns of ``records`` index.
    """

    wave: str
    instruments: tuple[str, ...]
    groups: tuple[str, ...]
    sites: tuple[str, ...]
    actions: tuple[str, ...]
    items: tuple[AskedItem, ...]
    ids: tuple[str, ...]
    dates: tuple[str, ...]
    observers: tuple[str, ...]
    modes: tuple[str, ...]
    files: tuple[str, ...]
    sheets: tuple[str, ...]
    texts: tuple[str, ...]
    records: RecordTable
    row: Column
    item: Column
    phase: Column
    code: Column
    state: Column
    part: Column
    text: Column
    voices: Column

    def __len__(self) -> int:
        return len(self.row)

    def where(self, row: int) -> Location:
        """The place of one row of ``records``."""
        records = self.records
        sheet = int(records.sheet[row])
        return Location(
            path=self.files[int(records.file[row])],
            sheet=self.sheets[sheet] if sheet >= 0 else "",
            line=int(records.line[row]),
        )

    def take(self, which: NDArray[np.bool_]) -> Self:
        """Only the answers where *which* is true; the records stay."""
        names = ("row", "item", "phase", "code", "state", "part", "text", "voices")
        return evolve(self, **{name: getattr(self, name)[which] for name in names})

    def to_pandas(self) -> pandas.DataFrame:
        """One row per answer, words in the place of integers.

        Columns: wave, instrument, record, group, site, action, date, item, phase, value, state, part, text, observer,
        mode, present, voices, consent, file, sheet, line. What does not apply is missing (``NA``).
        """
        import pandas as pd  # noqa: PLC0415  (0.2 s to import; only people who ask for a table pay for it)

        at = self.records.take(np.asarray(self.row, dtype=np.intp))

        def words(codes: Column, among: Sequence[object]) -> list[object]:
            return [among[c] if c >= 0 else None for c in codes.tolist()]

        values = [
            self.items[i].values[c] if i >= 0 and c >= 0 else None
            for i, c in zip(self.item.tolist(), self.code.tolist(), strict=True)
        ]
        return pd.DataFrame(
            {
                "wave": self.wave,
                "instrument": words(at.instrument, self.instruments),
                "record": words(at.record, self.ids),
                "group": words(at.group, self.groups),
                "site": words(at.site, self.sites),
                "action": words(at.action, self.actions),
                "date": words(at.date, self.dates),
                "item": words(self.item, [asked.item.id for asked in self.items]),
                "phase": words(self.phase, PHASES),
                "value": pd.Series(values, dtype=object),
                "state": [State(s).name.lower() for s in self.state.tolist()],
                "part": [Part(p).name.lower() for p in self.part.tolist()],
                "text": words(self.text, self.texts),
                "observer": words(at.observer, self.observers),
                "mode": words(at.mode, self.modes),
                "present": [p if p >= 0 else None for p in at.present.tolist()],
                "voices": self.voices,
                "consent": words(at.consent, CONSENTS),
                "file": words(at.file, self.files),
                "sheet": words(at.sheet, self.sheets),
                "line": at.line,
            }
        )


_RECORD_WORDS = {
    "instrument": "instruments",
    "record": "ids",
    "group": "groups",
    "site": "sites",
    "action": "actions",
    "date": "dates",
    "observer": "observers",
    "mode": "modes",
    "file": "files",
    "sheet": "sheets",
}


def merged(wave: str, pieces: Iterable[Answers]) -> Answers:
    """One table of several: instruments, files and people's laptops come together here.

    Words are joined in the order in which they are met, and each piece's integers are moved accordingly.
    """
    parts = list(pieces)
    vocabularies = {name: _Vocabulary() for name in _RECORD_WORDS.values()}
    items: list[AskedItem] = []
    texts: list[str] = []
    records: dict[str, list[Column]] = {a.name: [] for a in fields(RecordTable)}
    columns: dict[str, list[Column]] = {
        name: [] for name in ("row", "item", "phase", "code", "state", "part", "text", "voices")
    }
    rows = 0
    for piece in parts:
        for name, column in ((a.name, getattr(piece.records, a.name)) for a in fields(RecordTable)):
            words = _RECORD_WORDS.get(name)
            moved = column if words is None else vocabularies[words].moved(column, getattr(piece, words))
            records[name].append(moved)
        shifts = {"row": rows, "item": len(items), "text": len(texts)}
        for name, column_parts in columns.items():
            column = getattr(piece, name)
            shift = shifts.get(name, 0)
            column_parts.append(np.where(column >= 0, column + shift, column).astype(np.int32) if shift else column)
        items += piece.items
        texts += piece.texts
        rows += len(piece.records)
    joined: dict[str, Any] = {name: _joined(column_parts) for name, column_parts in columns.items()}
    joined |= {name: vocabulary.words for name, vocabulary in vocabularies.items()}
    return Answers(
        wave=wave,
        items=tuple(items),
        texts=tuple(texts),
        records=RecordTable(**{name: _joined(column_parts) for name, column_parts in records.items()}),
        **joined,
    )


class _Vocabulary:
    """Words in the order in which they are met, each with its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def moved(self, column: Column, words: Sequence[str]) -> Column:
        """*column*, which indexes *words*, as numbers of this vocabulary."""
        numbers = np.array([self._numbers.setdefault(w, len(self._numbers)) for w in words] or [0], dtype=np.int32)
        return np.where(column >= 0, numbers[np.maximum(column, 0)], -1).astype(np.int32)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self._numbers)


def _joined(columns: Sequence[Column]) -> Column:
    if len(columns) == 1:
        return columns[0]
    return np.concatenate(columns) if columns else np.empty(0, dtype=np.int32)
