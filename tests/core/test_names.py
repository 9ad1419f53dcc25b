"""Names people write are one name under many spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.names import bare, fold, loose, nearest, plain, tidy


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


@pytest.mark.parametrize(
    ("written", "meant"),
    [("<b>Oui</b>", "Oui"), ("Plut&ocirc;t&nbsp;oui", "Plutôt oui"), ("a  b", "a  b"), ("3 > 2", "3 > 2")],
)
def test_markup_is_no_part_of_a_name(written: str, meant: str) -> None:
    assert meant == plain(written)


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("<p>12. Votre âge</p>", "Votre âge"),
        ("Votre âge (obligatoire)", "Votre âge"),
        ("Votre âge", "Votre âge"),
        ("18 ans ou plus", "18 ans ou plus"),
    ],
)
def test_what_tools_set_around_a_question_is_no_part_of_it(heading: str, meant: str) -> None:
    assert meant == bare(heading)
