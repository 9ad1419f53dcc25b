"""The sheet of the shared core's dimensions."""

from __future__ import annotations

from evalkit.sheets.dimensions import NAME, evalkit_sheets
from tests.comparison.structures import YES, structure


def test_counts_statuses_under_each_dimension_of_the_core() -> None:
    (found,) = evalkit_sheets(structure("rose", {"lien": YES, "pouvoir": "half", "terre": None}))
    assert NAME == found.name
    rows = {row["dimension"]: row for row in found.records()}
    assert ["lien", "pouvoir", "terre"] == list(rows)
    named = ("markers", "informed", "attested", "contested", "not_attested", "not_looked_for", "masked")
    assert (1, 1, 1, 0, 0, 0, 0) == tuple(rows["lien"][c] for c in named)
    assert (1, 1, 0, 1, 0, 0, 0) == tuple(rows["pouvoir"][c] for c in named)
    assert (1, 0, 0, 0, 0, 1, 0) == tuple(rows["terre"][c] for c in named)
    assert "Lien" == rows["lien"]["label"]
    assert found.purpose


def test_a_dimension_without_a_marker_is_still_told() -> None:
    (found,) = evalkit_sheets(structure("iris", {"lien": YES}))
    assert (0, 0) == tuple(found.records()[2][c] for c in ("markers", "informed"))


def test_without_a_shared_core_there_is_no_sheet() -> None:
    assert [] == list(evalkit_sheets(structure("seul", {"lien": YES}, core=None)))
