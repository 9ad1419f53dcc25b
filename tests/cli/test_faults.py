from __future__ import annotations

import pytest

from evalkit.cli.faults import place
from evalkit.cli.session import Session
from evalkit.core.problems import Location


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Location(path="framework.yaml", line=4, column=7), "framework.yaml:4:7"),
        (Location(path="a.csv", line=4, column="Âge"), "a.csv:4, colonne « Âge »"),
        (Location(path="a.xlsx", sheet="Saisie"), "a.xlsx, feuille « Saisie »"),
        (Location(path="a.xlsx", sheet="Saisie", line=4), "a.xlsx, feuille « Saisie », ligne 4"),
        (Location(path="a.xlsx", sheet="Saisie", column="Nom"), "a.xlsx, feuille « Saisie », colonne « Nom »"),
        (Location(path="a.xlsx", sheet="Saisie", cell="D7", column="Nom"), "a.xlsx, feuille « Saisie », cellule D7"),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(where, expected):
    assert expected == place(where, Session(["--lang", "fr"])).replace("\u00a0", " ")
