"""Names people write are one name under many spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.names import fold, loose, nearest, tidy


@pytest.mark.parametrize(
    "written",
    [
        "L’Été",
        "l'été",
        "L‘ÉTÉ",
        "L`été",
        "l´été",
        "L\u02bcE\u0301te\u0301",
        "\ufeffL'été\u200b",
        "  l'été\u00a0",
        "l'\u2060été",
    ],
)
def test_spellings_of_one_name(written: str) -> None:
    assert fold("L'été") == fold(written)


@pytest.mark.parametrize("other", ["lété", "l'ete", "l été", "l'étés"])
def test_other_names(other: str) -> None:
    assert fold("L'été") != fold(other)


def test_tidy_keeps_case() -> None:
    assert "Vous ÊTES..." == tidy(" Vous\u202f ÊTES… ")


def test_loose_keeps_letters_and_digits() -> None:
    assert "ls01q2" == loose("LS[01] / q-2")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(text) == fold(fold(text))


def test_nearest_is_the_known_spelling_or_nothing() -> None:
    known = ["Habitants", "Salariés", "Partenaires"]
    assert "Salariés" == nearest("salaries", known)
    assert "Habitants" == nearest("HABITANT", reversed(known))
    assert nearest("xyz", known) is None
    assert nearest("habitants", []) is None
