"""The print rules: two whole numbers always, a percentage from 20 answers on, a decimal from 100 on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit import printing
from evalkit.core.published import MASKED
from evalkit.core.readings import Reason, Spread, Status
from evalkit.languages import language

FRENCH = language("fr")


def plain(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", text)


@pytest.mark.parametrize(
    ("k", "n", "said"),
    [
        (7, 9, "7 sur 9"),
        (0, 19, "0 sur 19"),
        (10, 20, "50 % (10 sur 20)"),
        (1, 40, "3 % (1 sur 40)"),
        (66, 99, "67 % (66 sur 99)"),
        (33, 100, "33,0 % (33 sur 100)"),
        (158, 250, "63,2 % (158 sur 250)"),
        (1, 2000, "0,1 % (1 sur 2 000)"),
        (2000, 2000, "100,0 % (2 000 sur 2 000)"),
        (MASKED, MASKED, "masqué sur masqué"),
        (None, 40, " sur 40"),
    ],
)
def test_a_share(k: Any, n: Any, said: str) -> None:
    assert said == plain(printing.share(k, n, FRENCH))


@given(st.integers(20, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_halves_go_up_on_whole_numbers(of: tuple[int, int]) -> None:
    k, n = of
    decimals = 0 if n < 100 else 1
    said = plain(printing.percent(k, n, FRENCH)).removesuffix(" %").replace(",", "").replace(" ", "")
    exact = (200 * k * 10**decimals + n) // (2 * n)
    assert exact == int(said)


def test_no_percentage_of_a_few() -> None:
    with pytest.raises(ValueError, match="no percentage under 20 answers"):
        printing.percent(7, 19, FRENCH)


@pytest.mark.parametrize(
    ("value", "said"), [(1234.5, "1 234,5"), (0, "0"), (None, ""), ("1,3k€", "1,3k€"), ("", ""), (MASKED, "masqué")]
)
def test_a_number_a_missing_value_and_a_masked_one_never_look_alike(value: Any, said: str) -> None:
    assert said == plain(printing.number(value, FRENCH))


def test_a_code_in_words_and_a_plugins_own_as_it_is() -> None:
    assert ["constaté", "weighted", ""] == [
        printing.word(printing.STATUSES, code, FRENCH) for code in ("attested", "weighted", None)
    ]


@pytest.mark.parametrize(
    ("attested", "of", "said"),
    [
        (4, 6, "4 constatés sur 6 renseignés"),
        (1, 1, "1 constaté sur 1 renseigné"),
        (0, 2, "0 constaté sur 2 renseignés"),
        (0, 0, "aucun marqueur renseigné"),
        (MASKED, MASKED, "masqué"),
        (None, 3, "masqué"),
    ],
)
def test_the_words_beside_a_petal(attested: Any, of: Any, said: str) -> None:
    assert said == plain(printing.informed(attested, of, FRENCH))


def test_every_code_of_the_core_has_its_word() -> None:
    assert set(Status) == set(printing.STATUSES)
    assert set(Reason) == set(printing.REASONS)
    assert set(Spread) == set(printing.SPREADS)


@pytest.mark.parametrize(
    "words",
    [printing.STATUSES, printing.REASONS, printing.SPREADS, printing.UNITS, printing.SAMPLES, printing.KINDS,
     printing.AIMS, printing.PHASES, printing.PROFILES, printing.COVERAGE],
)  # fmt: skip
def test_words_are_told_apart_and_none_of_those_to_avoid(words: dict[str, Any]) -> None:
    said = [str(message) for message in words.values()]
    assert len(set(said)) == len(said)
    assert not [word for word in said if re.search(r"\b(notes?|scores?|performances?|classements?)\b", word)]


def test_a_colon_is_set_as_the_language_does() -> None:
    assert ("adhérents\u00a0: 12", "members: 12") == (
        printing.pair("adhérents", 12, FRENCH),
        printing.pair("members", 12, language("en")),
    )
