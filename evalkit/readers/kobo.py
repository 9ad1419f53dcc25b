"""KoboToolbox and ODK Central: groups in the headings, repeats in tables of their own, tied to their parents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from attrs import evolve

import evalkit
from evalkit import Grid, Problem, Sheet, Source, fold
from evalkit.readers.headings import known_cells
from evalkit.readers.tables import LeftOut, unread
from evalkit.readers.tool import Tool, ToolReader

OURS = "evalkit_"
"""How the questions begin that our own XLSForms ask of the form itself: which instrument, in which wording."""


class Kobo(ToolReader):
    """Exports of KoboToolbox, with names or labels, as CSV or as a workbook with a sheet per repeat."""

    name: ClassVar[str] = "kobo"
    tool: ClassVar[Tool] = Tool(
        signatures=(("_uuid", "_submission_time"), ("_uuid", "_id"), ("meta/instanceID", "_uuid")),
        metadata=(
            "start", "end", "today", "deviceid", "username", "phonenumber", "simserial", "subscriberid", "audit",
            "meta/instanceID", "meta/instanceName", "meta/rootUuid", "formhub/uuid",
        ),
        prefixes=("_", OURS),
        record=("_uuid",),
        date=("_submission_time", "end", "start"),
        left_out=(
            LeftOut(
                why="refused", headings=("_validation_status",),
                words=("validation_status_not_approved", "Not approved", "Non approuvé"),
            ),
        ),
    )  # fmt: skip
    parent: ClassVar[tuple[str, str]] = ("_parent_index", "_index")

    def grids(self, source: Source, known: frozenset[str]) -> Iterable[Grid]:
        """The submissions, or the repeats that hold what is looked for, each beside its submission."""
        tables = [(sheet, row) for sheet in source.sheets if (row := self._row(sheet)) is not None]
        main = [
            (sheet, row) for sheet, row in tables if self.tool.row(sheet) is not None and not self._child(sheet, row)
        ]
        for sheet, row in main:
            repeats = [
                (child, at)
                for child, at in tables
                if self._child(child, at) and known_cells(self._own(child.rows[at], sheet.rows[row]), known)
            ]
            if not repeats:
                table = self.grid(source, sheet, row, known)
                yield evolve(table, notes=(*table.notes, *unread(source, sheet)))
            for child, at in repeats:
                joined = _joined(sheet, row, child, at, self.parent)
                yield self.grid(source, joined, 0, known)

    def _row(self, sheet: Sheet) -> int | None:
        row = self.tool.row(sheet)
        if row is not None:
            return row
        return next((i for i, cells in enumerate(sheet.rows[:3]) if self.parent[0] in cells), None)

    def _child(self, sheet: Sheet, row: int) -> bool:
        return self.parent[0] in sheet.rows[row]

    def _own(self, headings: Sequence[str], parents: Sequence[str]) -> list[str]:
        """The headings that only the repeat has."""
        above = set(map(fold, parents))
        return [h for h in headings if fold(h) not in above and not h.startswith("_")]


class OdkCentral(Kobo):
    """Exports of ODK Central: a zip of tables tied by KEY and PARENT_KEY, or one of these tables."""

    name: ClassVar[str] = "odk-central"
    tool: ClassVar[Tool] = Tool(
        signatures=(("SubmissionDate", "KEY"), ("meta-instanceID", "KEY"), ("PARENT_KEY", "KEY")),
        metadata=(
            "meta-instanceID", "meta-instanceName", "SubmitterID", "SubmitterName", "AttachmentsPresent",
            "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion", "PARENT_KEY",
        ),
        prefixes=(OURS,),
        record=("KEY",),
        date=("SubmissionDate",),
        left_out=(
            LeftOut(why="refused", headings=("ReviewState",), words=("rejected",)),
            LeftOut(why="encrypted", headings=("Status",), words=("not decrypted", "missing encrypted form data")),
        ),
    )  # fmt: skip
    parent: ClassVar[tuple[str, str]] = ("PARENT_KEY", "KEY")


def _joined(parent: Sheet, row: int, child: Sheet, at: int, tie: tuple[str, str]) -> Sheet:
    """One sheet of repeats, each followed by the cells of its submission; a submission without repeats keeps a row.

    A row keeps the line of its repeat. A repeat's own id gives way to that of its submission.
    """
    own, key = child.rows[at], parent.rows[row]
    tied, index = list(own).index(tie[0]), list(key).index(tie[1])
    kept = [j for j, heading in enumerate(own) if heading != tie[0] and heading not in key and heading != tie[1]]
    rows: list[list[str]] = [[*(own[j] for j in kept), *key]]
    lines = [child.lines[at]]
    refused: dict[tuple[int, int], Problem] = {}
    children: dict[str, list[int]] = {}
    for i in range(at + 1, len(child.rows)):
        children.setdefault(child.rows[i][tied], []).append(i)
    for i in range(row + 1, len(parent.rows)):
        above = parent.rows[i]
        for repeat in _repeats(children, above[index]):
            cells = [child.rows[repeat][j] if repeat >= 0 else "" for j in kept]
            refused.update(
                ((len(rows), c), child.refused[repeat, j]) for c, j in enumerate(kept) if (repeat, j) in child.refused
            )
            refused.update(
                ((len(rows), len(kept) + j), parent.refused[i, j])
                for j in range(len(above))
                if (i, j) in parent.refused
            )
            rows.append([*cells, *above])
            lines.append(child.lines[repeat] if repeat >= 0 else parent.lines[i])
    return Sheet(name=child.name, rows=rows, lines=lines, refused=refused)


def _repeats(children: dict[str, list[int]], key: str) -> Iterator[int]:
    yield from children.get(key, [-1])


@evalkit.hookimpl
def evalkit_readers() -> Iterable[type]:
    """The readers « kobo » and « odk-central »."""
    return [Kobo, OdkCentral]
