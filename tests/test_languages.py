from __future__ import annotations

import pytest

from evalkit.core.message import say, say_n
from evalkit.languages import language, languages

FR, EN = language("fr"), language("en")


def plain(text: str) -> str:
    return text.replace("\u00a0", "~")


def test_french_stands_first_and_needs_no_catalogue():
    assert ("fr", "en") == languages()[:2]
    assert "Ce que personne n’a traduit" == FR.gettext("Ce que personne n’a traduit")


def test_a_language_without_a_catalogue_is_refused():
    with pytest.raises(LookupError, match="'xx'"):
        language("xx")
    with pytest.raises(LookupError):
        language("../fr")


@pytest.mark.parametrize(("n", "said"), [(0, "0 ligne"), (1, "1 ligne"), (2, "2 lignes"), (-1, "-1 ligne")])
def test_french_counts_nought_and_one_as_singular(n, said):
    assert said == say_n("{n} ligne", "{n} lignes", n).said_in(FR)


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        (0, "0", "0"),
        (7, "7", "7"),
        (999, "999", "999"),
        (1350, "1~350", "1,350"),
        (1234567.25, "1~234~567,25", "1,234,567.25"),
        (-12.5, "−12,5", "−12.5"),
        (1e16, "10~000~000~000~000~000", "10,000,000,000,000,000"),
    ],
)
def test_numbers(value, fr, en):
    assert (fr, en) == (plain(FR.number(value)), plain(EN.number(value)))


def test_decimals_are_those_asked_for():
    assert ("23,80", "24") == (FR.number(23.8, 2), FR.number(23.8, 0))


@pytest.mark.parametrize(
    ("iso", "fr", "en"),
    [
        ("2026-03-01", "1er~mars~2026", "1~March~2026"),
        ("2026-12-24", "24~décembre~2026", "24~December~2026"),
        ("mardi", "mardi", "mardi"),
        ("2026-13-01", "2026-13-01", "2026-13-01"),
    ],
)
def test_dates(iso, fr, en):
    assert (fr, en) == (plain(FR.date(iso)), plain(EN.date(iso)))


def test_lists_and_quotes():
    assert ("", "un", "un et deux") == (FR.join([]), FR.join(["un"]), FR.join(["un", "deux"]))
    assert "one, two and three" == EN.join(["one", "two", "three"])
    assert "«~mot~»" == plain(FR.quote("mot"))
    assert "“mot”" == EN.quote("mot")


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("À quoi ça sert ?", "À quoi ça sert~?"),
        ("Oui!", "Oui~!"),
        ("« mot »", "«~mot~»"),
        ("«mot»", "«~mot~»"),
        ("à 14:30, https://exemple.org/?q=1", "à 14:30, https://exemple.org/?q=1"),
        ("80 %", "80~%"),
        ("déjà\u00a0: oui", "déjà~: oui"),
    ],
)
def test_french_marks_are_never_left_alone_on_a_line(text, set_):
    assert set_ == plain(FR.typography(text))
    assert text == EN.typography(text)


def test_a_message_is_said_with_the_messages_in_it():
    assert "ouvert: attested" == say("ouvert: {x}", x=say("constaté")).said_in(EN)
