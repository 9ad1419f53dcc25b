"""What is highlighted before a person decides."""

from __future__ import annotations

from itertools import pairwise

import pytest

from evalkit.core.identifying import Clue, highlights


@pytest.mark.parametrize(
    ("text", "clue", "words"),
    [
        ("écrivez à jean.martin@exemple.org merci", Clue.EMAIL, "jean.martin@exemple.org"),
        ("appelez le 06 39 98 00 17 le soir", Clue.PHONE, "06 39 98 00 17"),
        ("joignable au 01.99.00.12.34", Clue.PHONE, "01.99.00.12.34"),
        ("mon numéro : +33 6 39 98 12 34", Clue.PHONE, "+33 6 39 98 12 34"),
        ("compte FR76 3000 6000 0112 3456 7890 189", Clue.IBAN, "FR76 3000 6000 0112 3456 7890 189"),
        ("sécu 2 69 05 49 588 157 80", Clue.NIR, "2 69 05 49 588 157 80"),
        ("j’habite 12 bis, rue des Lilas", Clue.ADDRESS, "12 bis, rue des Lilas"),
        ("merci à Mme Dupont", Clue.NAME, "Mme Dupont"),
        ("grâce à Léa", Clue.NAME, "Léa"),
        ("Aïcha Ben-Salem est venue", Clue.NAME, "Aïcha Ben-Salem"),
        ("la directrice écoute", Clue.ROLE, "la directrice"),
    ],
)
def test_sees(text: str, clue: Clue, words: str) -> None:
    found = [one for one in highlights(text) if one.clue is clue]
    assert [words] == [one.words for one in found]
    assert words == text[found[0].start : found[0].end]


def test_one_place_is_one_thing() -> None:
    found = highlights("Mme Dupont, 3 place du Marché, 01 99 00 00 99, dupont@exemple.org")
    assert sorted((one.start, one.end) for one in found) == [(one.start, one.end) for one in found]
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_plain_sentence_is_left_alone() -> None:
    assert () == highlights("Je suis curieuse mais jamais je n’aurais pensé apprendre à faire des conserves")
