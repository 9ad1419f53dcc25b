"""Every published table has a name, a purpose and columns that are said in words."""

from __future__ import annotations

import pytest

from evalkit.core.schema import TABLES, fill
from evalkit.languages import language

FRENCH = language("fr")


def test_names_are_those_of_the_contract() -> None:
    expected = (
        "about charter context framework criteria indicators markers readings findings quotes unexpected instruments "
        "coverage masked differences dictionary"
    )
    assert expected == " ".join(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_told_apart_and_explained(name: str) -> None:
    columns = TABLES[name]
    ids = [column for column, *_ in columns.columns]
    assert len(set(ids)) == len(ids)
    labels = [field.label for field in columns.fields(FRENCH)]
    assert len(set(labels)) == len(labels)
    assert all(str(meaning).endswith((".", "…")) for *_, meaning in columns.columns)
    assert str(columns.purpose)


def test_the_readings_hold_what_the_contract_lists() -> None:
    promised = (
        "marker instrument kind item scorer phase dimension segment status reason k n records present distribution "
        "voices median spread value value_unit low high"
    )
    assert " ".join(column for column, *_ in TABLES["readings"].columns).startswith(promised)


def test_a_table_is_filled_by_name() -> None:
    filled = fill("charter", [("rule", "texte")], FRENCH)
    assert ("charter", "Charte d’usage", (("rule", "texte"),)) == (filled.name, filled.title, filled.rows)
    with pytest.raises(KeyError):
        fill("other", [], FRENCH)
    with pytest.raises(ValueError, match="a row of 1 cells for 2 columns"):
        fill("charter", [("rule",)], FRENCH)
