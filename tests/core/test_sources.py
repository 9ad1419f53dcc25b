"""Places in a file as a spreadsheet names them."""

from __future__ import annotations

import pytest

from evalkit.core.problems import Location
from evalkit.core.sources import Grid, Sheet, Source, letters

SHEET = Sheet(name="Réponses", rows=[["N°", "q1"], ["1", "oui"]], lines=[3, 7], left=2)
SOURCE = Source(path="data/2026/quest/saisie.xlsx", kind="xlsx", sha256="0" * 64, sheets=(SHEET,))


@pytest.mark.parametrize(
    ("column", "name"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_columns_are_named_as_in_a_spreadsheet(column: int, name: str) -> None:
    assert name == letters(column)


def test_a_cell_counts_from_the_edge_of_the_sheet() -> None:
    assert "D7" == SHEET.cell(1, 1)


def test_a_grid_names_file_sheet_line_heading_and_cell() -> None:
    grid = Grid(
        source=SOURCE,
        sheet=SHEET,
        reader="generic",
        headings=(("N°",), ("q1", "Q1. Place"), ()),
        rows=[["1", "oui", ""]],
        lines=[7],
    )
    place = Location(path=SOURCE.path, sheet="Réponses", line=7, column="q1", cell="D7")
    assert place == grid.where(0, 1)
    assert Location(path=SOURCE.path, sheet="Réponses", line=7) == grid.where(0)
    assert Location(path=SOURCE.path, sheet="Réponses", line=7, cell="E7") == grid.where(0, 2)
