"""Sentences wait for a language."""

from __future__ import annotations

from evalkit.core.message import say, say_n


class Shouting:
    """A language in which all is said louder."""

    code = "xx"

    def gettext(self, message: str, /) -> str:
        return message.upper().replace("{N}", "{n}").replace("{INNER}", "{inner}")

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        return self.gettext(singular if n == 1 else plural)


def test_french_counts_zero_and_one_as_singular() -> None:
    said = [str(say_n("{n} ligne", "{n} lignes", n)) for n in (0, 1, 2, -1, -2)]
    assert ["0 ligne", "1 ligne", "2 lignes", "-1 ligne", "-2 lignes"] == said


def test_another_language_has_its_own_plural() -> None:
    said = [say_n("{n} ligne", "{n} lignes", n).said_in(Shouting()) for n in (0, 1)]
    assert ["0 LIGNES", "1 LIGNE"] == said


def test_a_message_within_a_message_is_said_in_the_same_language() -> None:
    whole = say("lu : {inner}", inner=say_n("{n} ligne", "{n} lignes", 3))
    assert "lu : 3 lignes" == str(whole)
    assert "LU : 3 LIGNES" == whole.said_in(Shouting())


def test_braces_without_values_are_words() -> None:
    assert "un {nom}" == str(say("un {nom}"))


def test_equal_sentences_are_equal() -> None:
    assert say("a {n}", n=1) == say("a {n}", n=1)
    assert say("a {n}", n=1) != say("a {n}", n=2)
