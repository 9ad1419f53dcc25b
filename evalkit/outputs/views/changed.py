"""What changed since the wave before, for the pairs that may be compared, and why the others may not."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from evalkit import Cell, flower, printing

from .names import Names

NAME: Final = "changes"
"""The table, beside the published ones, that says what changed."""


@frozen(kw_only=True)
class Changed:
    """One marker in two waves; ``marker`` is empty where this wave's tree no longer has it."""

    marker: str
    label: str
    before: tuple[flower.Mark, str] | None
    after: tuple[flower.Mark, str] | None
    change: str
    why: str


@frozen(kw_only=True)
class Since:
    """All changes: those that may be compared, and the others."""

    wave: str
    comparable: tuple[Changed, ...]
    others: tuple[Changed, ...]


def changed(names: Names) -> Since | None:
    """What the table ``changes`` says; None where there is no such table."""
    published, language = names.published, names.language
    beside = {table.name: table for table in published.beside}
    table = published.tables_by_name.get(NAME) or beside.get(NAME)
    if table is None:
        return None
    here = {str(row["marker"]) for row in published["markers"].records()}

    def status(code: Cell) -> tuple[flower.Mark, str] | None:
        return (flower.Mark.of(str(code), 2), printing.word(printing.STATUSES, code, language)) if code else None

    rows = table.records()
    found = [
        (
            row["change"],
            Changed(
                marker=str(row["marker"]) if row["marker"] in here else "",
                label=str(row["label"]),
                before=status(row["before"]),
                after=status(row["after"]),
                change=printing.word(printing.CHANGES, row["change"], language),
                why=printing.word(printing.WHY_NOT_COMPARABLE, row["why"], language),
            ),
        )
        for row in rows
    ]
    return Since(
        wave=str(rows[0].get("wave_before") or "") if rows else "",
        comparable=tuple(one for change, one in found if change != "not_comparable"),
        others=tuple(one for change, one in found if change == "not_comparable"),
    )
