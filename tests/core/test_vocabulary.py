"""The fixed words are understood in French and in English, and never one for two."""

from __future__ import annotations

import pytest

from evalkit.core.answers import CONSENTS, PHASES
from evalkit.core.names import fold
from evalkit.core.vocabulary import CONSENT_WORDS, FIXED, NOT_LOOKED, PRESENCE, SHIFTS, TONES

LISTS = {**FIXED, "presence": PRESENCE, "shift": SHIFTS}


@pytest.mark.parametrize("name", LISTS)
def test_no_word_means_two_things(name: str) -> None:
    names = [fold(word) for category in LISTS[name] for word in {fold(word): word for word in category.names}.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", LISTS)
def test_every_word_is_said_in_both_languages(name: str) -> None:
    assert {("fr", "en")} == {category.label.languages for category in LISTS[name]}


def test_codes_are_those_of_the_answers() -> None:
    assert CONSENTS == tuple(category.code for category in CONSENT_WORDS)
    assert PHASES == ("", *(category.code for category in FIXED["phase"]), "shift")


def test_yes_allows_to_quote_without_a_name_and_no_allows_nothing() -> None:
    by_word = {fold(word): category.code for category in CONSENT_WORDS for word in category.names}
    assert ("anonymous", "no") == (by_word["oui"], by_word["non"])


def test_ordered_from_the_lowest() -> None:
    assert ["not_observed", "observed"] == [category.code for category in PRESENCE]
    assert ["contrary", "qualified", "favourable"] == [category.code for category in TONES]
    assert ["down", "same", "up"] == [category.code for category in SHIFTS]


def test_not_looked_for_is_not_no() -> None:
    (word,) = NOT_LOOKED
    assert "not_asked" == word.missing
    assert not {fold(name) for name in (word.label, *word.also)} & {fold(n) for c in PRESENCE for n in c.names}
