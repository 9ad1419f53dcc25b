"""A text is a string that knows its other languages."""

from __future__ import annotations

from evalkit.core.text import Text


def test_one_language() -> None:
    text = Text("Oui")
    assert ("Oui", "Oui", ("Oui",), ()) == (text, text.to("en"), text.variants, text.languages)
    assert "" == Text()
    assert "" == Text({})


def test_several_languages() -> None:
    text = Text({"fr": "Oui", "en": "Yes", "ca": "Oui"})
    assert "Oui" == text
    assert "Yes" == text.to("en")
    assert "Oui" == text.to("ar")
    assert ("Oui", "Yes") == text.variants
    assert ("fr", "en", "ca") == text.languages


def test_a_copy_keeps_its_languages() -> None:
    assert "Yes" == Text(Text({"fr": "Oui", "en": "Yes"})).to("en")
